/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/sync-history-tab.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/sync-keeper.h"
#include "sync/history.h"

struct _XySyncHistoryTab
{
  XyPageTab parent_instance;
  XyTable *table;
  XyList *list;
  XySyncKeeper *keeper;
};

G_DEFINE_FINAL_TYPE (XySyncHistoryTab, xy_sync_history_tab, XY_TYPE_PAGE_TAB)

/* The list; there are never more than thirty */

static XyId
id_of (gconstpointer row)
{
  const XyTry *try = row;
  XyId id = XY_ID_NONE;

  memcpy (id.b, &try->n, sizeof try->n);
  return id;
}

static GPtrArray *
read_tries (XyStore *store, GError **error)
{
  g_autoptr (GArray) list = xy_history_list (store, error);
  GPtrArray *rows;

  if (list == NULL)
    return NULL;
  rows = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < list->len; i++)
    g_ptr_array_add (rows, g_memdup2 (&g_array_index (list, XyTry, i), sizeof (XyTry)));
  return rows;
}

static XyListAnswer *
try_ids (XyStore *store, const XyListQuery *asked, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) rows = read_tries (store, error);

  return xy_list_answer_new (xy_list_ids_of (rows, id_of));
}

static GPtrArray *
try_records (XyStore *store,
             const XyListQuery *asked,
             const XyId *ids,
             guint n_ids,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GPtrArray) rows = read_tries (store, error);

  return xy_list_pick (rows, id_of, ids, n_ids);
}

static const XyListSource source = { try_ids, try_records, g_free, NULL };

static char *
get_at (gconstpointer record)
{
  const XyTry *try = record;
  g_autofree char *at = xy_instant_format (try->at);

  if (try->times == 1)
    return g_steal_pointer (&at);
  g_autofree char *first = xy_instant_format (try->first_at);
  return g_strdup_printf (_ ("%s to %s"), first, at);
}

static char *
get_times (gconstpointer record)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, ((const XyTry *) record)->times);
}

static char *
number (gint64 n)
{
  return n > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, n) : NULL;
}

static char *
get_sent (gconstpointer record)
{
  return number (((const XyTry *) record)->sent);
}

static char *
get_fetched (gconstpointer record)
{
  return number (((const XyTry *) record)->fetched);
}

static char *
get_end (gconstpointer record)
{
  return g_strdup (((const XyTry *) record)->trouble == XY_TROUBLE_NONE ? _ ("went well") : _ ("did not succeed"));
}

static XyPillKind
get_end_kind (gconstpointer record)
{
  return ((const XyTry *) record)->trouble == XY_TROUBLE_NONE ? XY_PILL_DONE : XY_PILL_ALERT;
}

static char *
get_words (gconstpointer record)
{
  return xy_try_sentence (record);
}

static const XyColumn columns[] = {
  { "at", N_ ("When"), 270, XY_COLUMN_TEXT, 0, get_at, NULL },
  { "times", N_ ("Tries"), 60, XY_COLUMN_NUMBER, 0, get_times, NULL },
  { "end", N_ ("How it ended"), 110, XY_COLUMN_PILL, 0, get_end, get_end_kind },
  { "sent", N_ ("Up"), 70, XY_COLUMN_NUMBER, 0, get_sent, NULL },
  { "fetched", N_ ("Down"), 70, XY_COLUMN_NUMBER, 0, get_fetched, NULL },
  { "words", N_ ("In words"), 300, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_words, NULL },
};

/* The tab */

static void
on_line_changed (XySyncHistoryTab *self)
{
  if (self->list != NULL)
    xy_list_refresh (self->list);
}

static void
xy_sync_history_tab_ask (XyPageTab *tab, const XyTabScope *scope)
{
  XySyncHistoryTab *self = XY_SYNC_HISTORY_TAB (tab);
  XyPage *page = xy_page_tab_get_page (tab);

  xy_page_follow (page, self->list);
  xy_page_set_filtered (page, FALSE);
  xy_page_set_empty (page, "xy-export-symbolic", _ ("Nothing was reported yet"),
                     _ ("Once this computer is connected with the county, each try is told of here: when it was, what "
                        "went up and came down, and why one did not succeed."),
                     NULL, NULL);
  xy_list_set_query (self->list, NULL, NULL);
}

static void
xy_sync_history_tab_opened (XyPageTab *tab)
{
  XySyncHistoryTab *self = XY_SYNC_HISTORY_TAB (tab);
  XyDesk *desk = xy_page_tab_get_desk (tab);

  self->list = xy_list_new (xy_desk_get_worker (desk), &source, 0);
  xy_table_set_list (self->table, self->list);
  g_set_object (&self->keeper, xy_sync_keeper_of (desk));
  g_signal_connect_object (self->keeper, "changed", G_CALLBACK (on_line_changed), self, G_CONNECT_SWAPPED);
}

static void
xy_sync_history_tab_made (XyPageTab *tab)
{
  XySyncHistoryTab *self = XY_SYNC_HISTORY_TAB (tab);

  self->table = XY_TABLE (xy_table_new ("sync-history", columns, G_N_ELEMENTS (columns)));
  gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
  xy_page_tab_append (tab, GTK_WIDGET (self->table));
}

static void
xy_sync_history_tab_left (XyPageTab *tab)
{
  XySyncHistoryTab *self = XY_SYNC_HISTORY_TAB (tab);

  if (self->keeper != NULL)
    g_signal_handlers_disconnect_by_data (self->keeper, self);
  g_clear_object (&self->keeper);
  xy_table_forget (&self->table, &self->list, self);
}

static gboolean
xy_sync_history_tab_grab_focus (GtkWidget *widget)
{
  XySyncHistoryTab *self = XY_SYNC_HISTORY_TAB (widget);

  return self->table != NULL && gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

static void
xy_sync_history_tab_class_init (XySyncHistoryTabClass *klass)
{
  XyPageTabClass *tab_class = XY_PAGE_TAB_CLASS (klass);

  GTK_WIDGET_CLASS (klass)->grab_focus = xy_sync_history_tab_grab_focus;
  tab_class->no_pane = TRUE;
  tab_class->made = xy_sync_history_tab_made;
  tab_class->opened = xy_sync_history_tab_opened;
  tab_class->ask = xy_sync_history_tab_ask;
  tab_class->left = xy_sync_history_tab_left;
}

static void
xy_sync_history_tab_init (XySyncHistoryTab *self)
{
}
