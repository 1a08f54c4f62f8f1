/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/rollup-private.h"

#define PAGE "500"
#define ENTRIES_SQL "SELECT seq, tbl, id, body, at_ FROM entry WHERE sid = ?1 AND seq > ?2 ORDER BY seq LIMIT " PAGE
#define RECORDS_SQL "SELECT seq, tbl, id, body, fmeta FROM rec WHERE sid = ?1 AND seq > ?2 ORDER BY seq LIMIT " PAGE
#define MADE_AT_SQL "SELECT coalesce (?1 ->> '$._all[4]', 0)"

typedef struct
{
  gint64 seq;
  char *table;
  XyId id;
  char *body;
  gint64 at;   /* of an entry */
  char *fmeta; /* of a record */
} Row;

static void
row_clear (gpointer data)
{
  Row *row = data;

  g_free (row->table);
  g_free (row->body);
  g_free (row->fmeta);
}

static gboolean
read_page (XyRollup *rollup, gboolean entries, gint64 after, GArray *page, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyBaseRows) rows = xy_base_query (rollup->store->base, entries ? ENTRIES_SQL : RECORDS_SQL,
                                               XY_BIND (XY_INT (rollup->stream), XY_INT (after)), &problem);

  g_array_set_size (page, 0);
  while (xy_base_rows_next (rows, &problem))
    {
      Row row = { .seq = xy_base_rows_int (rows, 0),
                  .table = g_strdup (xy_base_rows_text (rows, 1)),
                  .id = xy_base_rows_id (rows, 2),
                  .body = g_strdup (xy_base_rows_text (rows, 3)) };
      if (entries)
        row.at = xy_base_rows_int (rows, 4);
      else
        row.fmeta = g_strdup (xy_base_rows_text (rows, 4));
      g_array_append_val (page, row);
    }
  return xy_error_pass (error, &problem);
}

static gboolean
add_row (XyRollup *rollup, gboolean entry, const Row *row, GError **error)
{
  gint64 at = 0;

  if (entry)
    {
      g_auto (XyWireFields) fields = { 0 };
      xy_wire_fields_read (&fields, row->body, strlen (row->body));
      return xy_rollup_entry (rollup, row->table, &fields, row->at, error);
    }
  return xy_db_number (xy_wire_get_db (rollup->store->wire), MADE_AT_SQL, XY_BIND (XY_TEXT (row->fmeta)), &at, error)
         && xy_rollup_record (rollup, row->table, &row->id, NULL, row->body, at, error);
}

static gboolean
add_rows (XyRollup *rollup, gboolean entries, GError **error)
{
  g_autoptr (GArray) page = g_array_new (FALSE, FALSE, sizeof (Row));
  gint64 after = 0;

  g_array_set_clear_func (page, row_clear);
  do
    {
      if (!read_page (rollup, entries, after, page, error))
        return FALSE;
      for (guint i = 0; i < page->len; i++)
        {
          const Row *row = &g_array_index (page, Row, i);
          if (!add_row (rollup, entries, row, error))
            return FALSE;
          after = row->seq;
        }
    }
  while (page->len > 0);
  return TRUE;
}

static gboolean
rebuild (XyServerStore *store, gint64 stream, GError **error)
{
  static const char *const forget[] = {
    "UPDATE stream SET head = head WHERE sid = ?1", /* nobody else writes to it until the commit */
    "DELETE FROM rollup WHERE sid = ?1",
    "DELETE FROM rollup_sum WHERE sid = ?1",
    "DELETE FROM rollup_who WHERE sid = ?1",
    "DELETE FROM rollup_link WHERE sid = ?1",
    "DELETE FROM rollup_village WHERE sid = ?1",
  };
  g_autoptr (XyRollup) rollup = xy_rollup_new (store, stream);

  for (guint i = 0; i < G_N_ELEMENTS (forget); i++)
    if (!xy_base_run (store->base, forget[i], XY_BIND (XY_INT (stream)), error))
      return FALSE;
  return add_rows (rollup, TRUE, error) && add_rows (rollup, FALSE, error) && xy_rollup_write (rollup, error);
}

static GArray *
list_streams (XyServerStore *store, GError **error)
{
  g_autoptr (GArray) streams = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyBaseRows) rows =
      xy_base_query (store->base, "SELECT sid FROM stream ORDER BY sid", XY_BIND_NONE, &problem);

  while (xy_base_rows_next (rows, &problem))
    {
      gint64 stream = xy_base_rows_int (rows, 0);
      g_array_append_val (streams, stream);
    }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&streams) : NULL;
}

gboolean
xy_rollup_rebuild (XyServerStore *store, gint64 stream, guint *n, GError **error)
{
  g_autoptr (GArray) streams = list_streams (store, error);
  guint done = 0;

  for (guint i = 0; streams != NULL && i < streams->len; i++)
    {
      gint64 one = g_array_index (streams, gint64, i);
      if (stream != 0 && stream != one)
        continue;
      /* Each village by itself, so that pushes need not wait long. */
      if (!xy_base_begin (store->base, error))
        return FALSE;
      if (!rebuild (store, one, error) || !xy_base_commit (store->base, error))
        {
          xy_base_rollback (store->base);
          return FALSE;
        }
      done++;
    }
  if (n != NULL)
    *n = done;
  return streams != NULL;
}
