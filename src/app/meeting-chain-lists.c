/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/meeting-chain-lists.h"

#include <string.h>

#include <glib/gi18n-lib.h>

XyMeetingChainQuery *
xy_meeting_chain_query_new (gboolean open_only, const char *text)
{
  XyMeetingChainQuery *query = g_new0 (XyMeetingChainQuery, 1);

  query->open_only = open_only;
  query->text = g_strdup (text);
  return query;
}

void
xy_meeting_chain_query_free (gpointer data)
{
  XyMeetingChainQuery *query = data;

  if (query == NULL)
    return;
  g_free (query->text);
  g_free (query);
}

static gboolean
fits (const XyMeetingChainQuery *query, const XyMatterRow *row)
{
  g_autofree char *lower = row != NULL ? g_utf8_strdown (row->matter->title, -1) : NULL;

  return row != NULL
         && (query->text == NULL || strstr (lower, query->text) != NULL || strstr (row->number, query->text) != NULL);
}

static XyListAnswer *
chain_ids (XyStore *store, const XyListQuery *asked, GCancellable *cancellable, GError **error)
{
  const XyMeetingChainQuery *query = asked->data;
  g_autoptr (GArray) ids = xy_matter_chain_ids (store, query->open_only, error);
  g_autoptr (GPtrArray) rows = NULL;
  GArray *found;

  if (ids == NULL || query->text == NULL)
    return xy_list_answer_new (g_steal_pointer (&ids));
  rows = xy_matter_rows (store, (const XyId *) (gpointer) ids->data, ids->len, error);
  if (rows == NULL)
    return NULL;
  found = g_array_new (FALSE, FALSE, sizeof (XyId));
  for (guint i = 0; i < ids->len; i++)
    if (fits (query, rows->pdata[i]))
      g_array_append_val (found, g_array_index (ids, XyId, i));
  return xy_list_answer_new (found);
}

static void
row_free (gpointer data)
{
  XyMeetingChainRow *row = data;

  if (row == NULL)
    return;
  xy_matter_row_free (row->row);
  xy_matter_chain_free (row->chain);
  g_free (row);
}

static GPtrArray *
chain_records (XyStore *store,
               const XyListQuery *asked,
               const XyId *ids,
               guint n_ids,
               GCancellable *cancellable,
               GError **error)
{
  GPtrArray *rows = xy_matter_rows (store, ids, n_ids, error);

  if (rows == NULL)
    return NULL;
  /* The list frees them one by one. */
  g_ptr_array_set_free_func (rows, NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      XyMatterRow *matter = rows->pdata[i];
      XyMatterChain *chain = matter != NULL ? xy_matter_chain (store, &ids[i], NULL) : NULL;
      XyMeetingChainRow *row = chain != NULL ? g_new0 (XyMeetingChainRow, 1) : NULL;
      if (row != NULL)
        {
          row->row = matter;
          row->chain = chain;
        }
      else if (matter != NULL)
        xy_matter_row_free (matter);
      rows->pdata[i] = row;
    }
  return rows;
}

#define CHAIN(record) (((const XyMeetingChainRow *) (record))->chain)

static char *
get_number (gconstpointer record)
{
  return g_strdup (((const XyMeetingChainRow *) record)->row->number);
}

static char *
get_title (gconstpointer record)
{
  return g_strdup (((const XyMeetingChainRow *) record)->row->matter->title);
}

/* 3/6 */
static char *
get_done (gconstpointer record)
{
  return g_strdup_printf ("%u/%u", CHAIN (record)->next, CHAIN (record)->steps->len);
}

static char *
get_next (gconstpointer record)
{
  const XyMatterChain *chain = CHAIN (record);

  return g_strdup (chain->next < chain->steps->len
                       ? ((const XyMatterChainStep *) chain->steps->pdata[chain->next])->word
                       : _ ("all done"));
}

XyPillKind
xy_meeting_chain_pill (gconstpointer record)
{
  const XyMatterChain *chain = CHAIN (record);

  if (chain->next >= chain->steps->len)
    return XY_PILL_DONE;
  if (chain->warnings != NULL && chain->warnings->len > 0)
    return XY_PILL_ALERT;
  return chain->next > 0 ? XY_PILL_WAITING : XY_PILL_PLAIN;
}

static char *
get_days (gconstpointer record)
{
  const XyMatterChain *chain = CHAIN (record);

  return chain->next > 0 ? g_strdup_printf ("%d", chain->days) : NULL;
}

static char *
get_missing (gconstpointer record)
{
  return g_strdup (CHAIN (record)->missing);
}

const XyColumn xy_meeting_chain_columns[] = {
  { "number", N_ ("Matter no."), 90, XY_COLUMN_TEXT, 0, get_number, NULL },
  { "title", N_ ("Matter"), 240, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_title, NULL },
  { "done", N_ ("Steps done"), 72, XY_COLUMN_NUMBER, 0, get_done, NULL },
  { "next", N_ ("Next step"), 210, XY_COLUMN_PILL, 0, get_next, xy_meeting_chain_pill },
  { "days", N_ ("Days"), 54, XY_COLUMN_NUMBER, 0, get_days, NULL },
  { "missing", N_ ("What is to be done"), 210, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_missing, NULL },
};
const guint xy_meeting_n_chain_columns = G_N_ELEMENTS (xy_meeting_chain_columns);

const XyListSource xy_meeting_chain_source = {
  .ids = chain_ids,
  .records = chain_records,
  .free_record = row_free,
};
