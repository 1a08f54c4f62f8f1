/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/matter-page.h"

#include <glib/gi18n-lib.h>

#include "app/matter-charts-tab.h"
#include "app/matter-tab.h"
#include "core/matter-list.h"
#include "core/store.h"

#define NAME "matters"

static const XyTabEntry tabs[] = {
  { "matters", N_ ("Matters"), xy_matter_tab_get_type },
  { "charts", N_ ("Charts"), xy_matter_charts_tab_get_type },
};

static const XyTabbedPageUse use = {
  .name = NAME,
  .title = N_ ("Matters"),
  .find = N_ ("Matter, who…"),
  .find_label = N_ ("Find in the ledger"),
  .tabs = tabs,
  .n_tabs = G_N_ELEMENTS (tabs),
};

struct _XyMatterPage
{
  XyTabbedPage parent_instance;
};

G_DEFINE_FINAL_TYPE (XyMatterPage, xy_matter_page, XY_TYPE_TABBED_PAGE)

static void
xy_matter_page_class_init (XyMatterPageClass *klass)
{
}

static void
xy_matter_page_init (XyMatterPage *self)
{
  xy_tabbed_page_set_up (XY_TABBED_PAGE (self), &use);
}

/* On the worker's thread: what waits for the office. */
static gint64
count_waiting (XyStore *store)
{
  guint counts[XY_MATTERS_N];

  if (!xy_matter_counts (store, counts, NULL))
    return 0;
  return (gint64) counts[XY_MATTERS_OVERDUE] + counts[XY_MATTERS_ASSIGN] + counts[XY_MATTERS_VISIT]
         + counts[XY_MATTERS_CLOSE];
}

/* On the worker's thread. */
static GPtrArray *
search (XyStore *store, const char *text, guint limit, GCancellable *cancellable, GError **error)
{
  XyMatterFilter filter = { .which = XY_MATTERS_ALL, .order = XY_MATTERS_BY_NUMBER, .text = text };
  g_autoptr (GArray) ids = xy_matter_ids (store, &filter, error);
  g_autoptr (GPtrArray) rows =
      ids != NULL ? xy_matter_rows (store, (const XyId *) (gpointer) ids->data, MIN (ids->len, limit), error) : NULL;
  GPtrArray *hits;

  if (rows == NULL)
    return NULL;
  hits = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_search_hit_free);
  for (guint i = 0; i < rows->len; i++)
    {
      const XyMatterRow *row = rows->pdata[i];
      g_autofree char *more = row != NULL ? g_strdup_printf ("%s · %s", row->number, row->word) : NULL;
      if (row != NULL)
        g_ptr_array_add (hits, xy_search_hit_new (&row->matter->record.id, row->matter->title, more));
    }
  return hits;
}

static const XyPageVerb verbs[] = {
  { N_ ("Register a matter"), N_ ("matter complaint dispute"), "matters", "matter.register" },
  { N_ ("Enter a visit…"), N_ ("visit"), "matters", "matter.visits" },
  { NULL },
};

const XyPageEntry xy_matter_page_entry = {
  .name = NAME,
  .title = N_ ("Matters"),
  .icon = "xy-matter-symbolic",
  .get_type = xy_matter_page_get_type,
  .verbs = verbs,
  .search = search,
  .badge = count_waiting,
};
