/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/sync-settle-lists.h"

#include <string.h>

#include <glib/gi18n-lib.h>

XySyncQuery *
xy_sync_query_new (XySyncWhich which, gboolean masked, const char *text)
{
  XySyncQuery *query = g_new0 (XySyncQuery, 1);

  query->which = which;
  query->masked = masked;
  query->text = g_strdup (text);
  return query;
}

void
xy_sync_query_free (gpointer data)
{
  XySyncQuery *query = data;

  if (query == NULL)
    return;
  g_free (query->text);
  g_free (query);
}

static void
row_free (gpointer data)
{
  XySyncRow *row = data;

  if (row == NULL)
    return;
  g_clear_pointer (&row->returned, xy_returned_free);
  g_clear_pointer (&row->conflict, xy_conflict_free);
  g_free (row);
}

static const char *
what_of (const XySyncRow *row)
{
  return row->returned != NULL ? row->returned->what : row->conflict->what;
}

static void
add (GPtrArray *rows, const XySyncQuery *query, XySyncRow *row)
{
  const char *what = what_of (row);
  g_autofree char *lower = what != NULL ? g_utf8_strdown (what, -1) : NULL;

  if (query->text == NULL || (lower != NULL && strstr (lower, query->text) != NULL))
    g_ptr_array_add (rows, row);
  else
    row_free (row);
}

/* All rows; there are never many. */
static GPtrArray *
read_rows (XyStore *store, const XySyncQuery *query, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  g_autoptr (GPtrArray) conflicts = xy_standing_list_conflicts (store, query->masked, error);
  g_autoptr (GPtrArray) returned = conflicts != NULL ? xy_standing_list_returned (store, error) : NULL;

  if (returned == NULL)
    return NULL;
  g_ptr_array_set_free_func (conflicts, NULL);
  g_ptr_array_set_free_func (returned, NULL);
  for (guint i = 0; i < conflicts->len; i++)
    {
      XySyncRow *row = g_new0 (XySyncRow, 1);
      row->conflict = conflicts->pdata[i];
      row->id = row->conflict->row;
      if (query->which == XY_SYNC_RETURNED)
        row_free (row);
      else
        add (rows, query, row);
    }
  for (guint i = 0; i < returned->len; i++)
    {
      XySyncRow *row = g_new0 (XySyncRow, 1);
      row->returned = returned->pdata[i];
      row->id = g_array_index (row->returned->rows, XyReturnedRow, 0).row;
      if (query->which == XY_SYNC_CONFLICTS)
        row_free (row);
      else
        add (rows, query, row);
    }
  return g_steal_pointer (&rows);
}

static XyId
row_id (gconstpointer row)
{
  return ((const XySyncRow *) row)->id;
}

static XyListAnswer *
settle_ids (XyStore *store, const XyListQuery *asked, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) rows = read_rows (store, asked->data, error);

  return xy_list_answer_new (xy_list_ids_of (rows, row_id));
}

static GPtrArray *
settle_records (XyStore *store,
                const XyListQuery *asked,
                const XyId *ids,
                guint n_ids,
                GCancellable *cancellable,
                GError **error)
{
  return xy_list_pick (read_rows (store, asked->data, error), row_id, ids, n_ids);
}

const char *
xy_sync_row_word (const XySyncRow *row)
{
  if (row->returned != NULL)
    return row->returned->held ? _ ("Waits at the county") : _ ("Sent back");
  switch (row->conflict->kind)
    {
    case XY_CONFLICT_EXISTENCE:
      return _ ("Deleted and changed");
    case XY_CONFLICT_BRANCH:
      return _ ("Two versions");
    case XY_CONFLICT_CONTESTED:
      return _ ("Two voices");
    case XY_CONFLICT_OVERDRAFT:
      return _ ("More than there was");
    case XY_CONFLICT_DOUBLE:
      return _ ("Perhaps twice");
    case XY_CONFLICT_FIELD:
    default:
      return _ ("Two values");
    }
}

XyPillKind
xy_sync_row_pill (const XySyncRow *row)
{
  return row->returned != NULL && row->returned->held ? XY_PILL_WAITING : XY_PILL_ALERT;
}

static char *
get_word (gconstpointer record)
{
  return g_strdup (xy_sync_row_word (record));
}

static XyPillKind
get_pill (gconstpointer record)
{
  return xy_sync_row_pill (record);
}

static char *
get_what (gconstpointer record)
{
  const char *what = what_of (record);

  return g_strdup (what != NULL ? what : _ ("(a record of another computer)"));
}

static char *
get_about (gconstpointer record)
{
  const XySyncRow *row = record;

  if (row->returned != NULL)
    return g_strdup (_ (row->returned->why->reason));
  if (row->conflict->fields->len == 1)
    return g_strdup (((const XyConflictField *) row->conflict->fields->pdata[0])->label);
  return g_strdup_printf (_ ("%u fields"), row->conflict->fields->len);
}

static char *
get_at (gconstpointer record)
{
  const XySyncRow *row = record;
  gint64 at = row->returned != NULL ? row->returned->at : MAX (row->conflict->stands.at, row->conflict->gave_way.at);

  return at != 0 ? xy_instant_format (at) : NULL;
}

const XyColumn xy_sync_settle_columns[] = {
  { "state", N_ ("State"), 120, XY_COLUMN_PILL, 0, get_word, get_pill },
  { "what", N_ ("Record"), 260, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_what, NULL },
  { "about", N_ ("About"), 190, XY_COLUMN_TEXT, 0, get_about, NULL },
  { "at", N_ ("Written at"), 132, XY_COLUMN_TEXT, 0, get_at, NULL },
};
const guint xy_sync_n_settle_columns = G_N_ELEMENTS (xy_sync_settle_columns);

const XyListSource xy_sync_settle_source = {
  .ids = settle_ids,
  .records = settle_records,
  .free_record = row_free,
};
