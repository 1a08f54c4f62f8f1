/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/standing.h"

#include "core/packed.h"
#include "core/points-entry.h"
#include "core/user.h"
#include "sync/brake.h"
#include "sync/standing-private.h"

#define COUNT_SQL                                                                                                      \
  "SELECT sum (r.tbl = '_conflict'), sum (r.tbl = '_quar' AND r.body ->> 'dev' = ?1) "                                 \
  "FROM sync_row AS r WHERE r.tbl IN ('_quar', '_conflict') AND " XY_STANDING_OPEN
#define RETURNED_SQL                                                                                                                     \
  "SELECT r.id, r.body ->> 'dev', r.body ->> 'n', r.body ->> 't', r.body ->> 'id', r.body ->> 'disp', "                                  \
  "r.body ->> 'code', r.body ->> 'line', r.body ->> 'del', r.body ->> 'of' IS r.body ->> 'id' FROM sync_row AS r WHERE r.tbl = '_quar' " \
  "AND (" XY_STANDING_OPEN " OR r.body ->> 'back' = 1 AND r.body ->> 'mine' IS NULL) ORDER BY r.seq"
#define OWN_SQL "SELECT n, tbl, rec, line FROM op WHERE n = ?1"
/* The same line under another number: this computer has had another number since. */
#define SAME_SQL                                                                                                       \
  "SELECT n, tbl, rec, line FROM op WHERE rec = ?1 AND substr (line, instr (line, ',')) = substr (?2, instr (?2, ','))"
#define LINE_SQL "SELECT ?1 ->> 'k', ?1 ->> 'by', ?1 ->> 'at' WHERE json_valid (?1)"

/* What one row of the county's says. */
typedef struct
{
  XyReturnedRow row;
  XyId record;
  const XyRecordType *type;
  gboolean held;
  gboolean taken_back;
  gboolean unknown; /* it waits for the record itself */
  const char *code;
  char *line;
} Row;

gboolean
xy_standing_read (XyStore *store, XyStanding *standing, GError **error)
{
  XyLocal local;
  gint64 max, mine = 0;
  GError *problem = NULL;

  *standing = (XyStanding){ 0 };
  if (!xy_local_load (store, &local, &problem))
    return xy_error_pass (error, &problem);
  standing->enrolled = TRUE;
  if (!xy_local_max (store, &local, &max, error) || !xy_brake_read (store, &standing->deletions, error))
    return FALSE;
  g_autofree char *device = g_strdup_printf ("%" G_GINT64_MODIFIER "x", local.machine.device);
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), COUNT_SQL, XY_BIND (XY_TEXT (device)), &problem);
  if (xy_rows_next (rows, &problem))
    {
      standing->conflicts = xy_rows_int (rows, 0);
      mine = xy_rows_int (rows, 1);
    }
  standing->waiting = max - local.machine.acked;
  standing->accepted = MAX (local.machine.acked - mine, 0);
  g_autoptr (GPtrArray) list = problem == NULL ? xy_standing_list_returned (store, &problem) : NULL;
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const XyReturned *returned = list->pdata[i];
      standing->held += returned->held;
      standing->returned += !returned->held;
    }
  return xy_error_pass (error, &problem);
}

char *
xy_standing_who (XyStore *store, const char *by)
{
  XyId id;

  if (by == NULL || !xy_id_from_text (by, &id))
    return NULL;
  g_autoptr (XyUser) user = xy_record_get (store, &xy_user_type, &id, NULL);
  return user != NULL ? g_strdup (user->name) : NULL;
}

/* The operation that ROW is about, if it was written here; its line then takes the place of the county's. */
static gboolean
find_own (XyStore *store, const XyLocal *local, Row *row, GError **error)
{
  XyDb *db = xy_store_get_db (store);
  GError *problem = NULL;
  gboolean by_number = row->row.device == local->machine.device;

  if (!by_number && (row->line == NULL || xy_id_is_none (&row->record)))
    return TRUE;
  {
    g_autoptr (XyRows) rows =
        by_number ? xy_db_query (db, OWN_SQL, XY_BIND (XY_INT (local->first + row->row.n)), &problem)
                  : xy_db_query (db, SAME_SQL, XY_BIND (XY_ID (&row->record), XY_TEXT (row->line)), &problem);
    if (xy_rows_next (rows, &problem))
      {
        row->row.op = xy_rows_int (rows, 0);
        row->type = xy_record_type_by_table (xy_rows_text (rows, 1));
        row->record = xy_rows_id (rows, 2);
        g_free (row->line);
        row->line = g_strdup (xy_rows_text (rows, 3));
      }
  }
  return xy_error_pass (error, &problem);
}

gboolean
xy_standing_set_field (XyRecord *record, const XyField *field, const char *text, const char *packed)
{
  if (packed == NULL)
    return xy_record_set_text (record, field, text);
  g_autofree char *table = xy_packed_to_text (packed);
  return table != NULL && xy_record_set_text (record, field, table);
}

XyRecord *
xy_standing_record (XyStore *store, const XyRecordType *type, const XyId *id, const char *fields)
{
  XyRecord *record = xy_record_get (store, type, id, NULL);

  if (record != NULL || fields == NULL)
    return record;
  record = xy_record_new (type);
  g_autoptr (XyRows) rows = xy_db_query (
      xy_store_get_db (store),
      "SELECT f.key, f.value, CASE f.type WHEN 'object' THEN f.value ->> 'z' END FROM json_each (?1) AS f WHERE json_valid (?1)",
      XY_BIND (XY_TEXT (fields)), NULL);
  while (xy_rows_next (rows, NULL))
    {
      const XyField *field = xy_record_type_field (type, xy_rows_text (rows, 0));
      if (field != NULL)
        xy_standing_set_field (record, field, xy_rows_text (rows, 1), xy_rows_text (rows, 2));
    }
  return record;
}

/* Who wrote it and when, and the record in words. */
static void
describe (XyStore *store, XyReturned *returned, const char *line)
{
  XyDb *db = xy_store_get_db (store);
  g_autoptr (XyRows) rows = line != NULL ? xy_db_query (db, LINE_SQL, XY_BIND (XY_TEXT (line)), NULL) : NULL;
  g_autofree char *fields = NULL;

  if (rows != NULL && xy_rows_next (rows, NULL))
    {
      returned->who = xy_standing_who (store, xy_rows_text (rows, 1));
      returned->at = xy_rows_int (rows, 2);
      fields = xy_db_text (db, "SELECT ?1 -> 'd'", XY_BIND (XY_TEXT (line)), NULL);
    }
  if (returned->type == NULL)
    return;
  g_autoptr (XyRecord) record = xy_standing_record (store, returned->type, &returned->record, fields);
  returned->what = record != NULL ? xy_standing_words (store, record) : NULL;
}

static char
kind_of (XyStore *store, const char *line)
{
  g_autofree char *kind = line != NULL ? xy_db_text (xy_store_get_db (store), "SELECT ?1 ->> 'k' WHERE json_valid (?1)",
                                                     XY_BIND (XY_TEXT (line)), NULL)
                                       : NULL;

  return kind != NULL ? kind[0] : '\0';
}

void
xy_returned_free (XyReturned *returned)
{
  g_free (returned->what);
  g_free (returned->who);
  g_array_unref (returned->rows);
  g_free (returned);
}

static XyReturned *
find_returned (GPtrArray *list, const Row *row)
{
  for (guint i = 0; !xy_id_is_none (&row->record) && i < list->len; i++)
    {
      XyReturned *returned = list->pdata[i];
      if (xy_id_equal (&returned->record, &row->record) && returned->here == (row->row.op != 0))
        return returned;
    }
  return NULL;
}

/* What is returned of a record that is never changed, and cannot be taken back, can only be sent again. */
static guint
possible_ways (const XyReturned *returned)
{
  guint ways = returned->why->ways;

  if (!returned->here || returned->type == NULL)
    return 0;
  if (returned->type->merge == XY_MERGE_APPEND_ONLY && returned->type->cancel == NULL)
    ways &= ~(guint) XY_SETTLE_DROP;
  return ways != 0 ? ways : XY_SETTLE_KEEP;
}

/*
 * Somebody took the record back, on a disk from before which this one was restored: then it is here again, and nowhere
 * else.
 */
static gboolean
is_here_again (XyStore *store, const Row *row)
{
  if (row->row.op == 0 || row->type == NULL)
    return FALSE;
  g_autoptr (XyRecord) record = xy_record_get (store, row->type, &row->record, NULL);
  if (record == NULL || record->deleted)
    return FALSE;
  return row->type != &xy_points_entry_type || !((XyPointsEntry *) record)->cancelled;
}

static void
add_row (XyStore *store, GPtrArray *list, const Row *row)
{
  XyReturned *returned = find_returned (list, row);

  if (returned == NULL)
    {
      returned = g_new0 (XyReturned, 1);
      returned->record = row->record;
      returned->type = row->type;
      returned->here = row->row.op != 0;
      returned->rows = g_array_new (FALSE, FALSE, sizeof (XyReturnedRow));
      g_ptr_array_add (list, returned);
      describe (store, returned, row->line);
    }
  /* The first of its rows says why: those behind it mostly follow from that. */
  if (returned->why == NULL)
    {
      returned->why = xy_return_reason (row->code);
      returned->held = row->held;
    }
  returned->absent |=
      row->taken_back || row->unknown || (row->row.kind == 'i' && (returned->why->ways & XY_SETTLE_KEEP) == 0);
  g_array_append_val (returned->rows, row->row);
  returned->ways = possible_ways (returned);
}

GPtrArray *
xy_standing_list_returned (XyStore *store, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_returned_free);
  XyLocal local;
  GError *problem = NULL;

  if (!xy_local_load (store, &local, &problem))
    return xy_error_pass (error, &problem) ? g_steal_pointer (&list) : NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), RETURNED_SQL, XY_BIND_NONE, &problem);
  while (xy_rows_next (rows, &problem))
    {
      const char *device = xy_rows_text (rows, 1), *id = xy_rows_text (rows, 4);
      Row row = { .row = { .row = xy_rows_id (rows, 0), .n = xy_rows_int (rows, 2) },
                  .type = xy_record_type_by_table (xy_rows_text (rows, 3) != NULL ? xy_rows_text (rows, 3) : ""),
                  .taken_back = xy_rows_int (rows, 8) != 0,
                  .unknown = id != NULL && xy_rows_int (rows, 9) != 0,
                  .held = xy_rows_int (rows, 8) == 0 && g_strcmp0 (xy_rows_text (rows, 5), "held") == 0,
                  .code = xy_rows_text (rows, 6),
                  .line = g_strdup (xy_rows_text (rows, 7)) };

      row.row.device = device != NULL ? (gint64) g_ascii_strtoull (device, NULL, 16) : 0;
      if (id != NULL)
        xy_id_from_text (id, &row.record);
      gboolean ok = find_own (store, &local, &row, &problem);
      row.row.kind = kind_of (store, row.line);
      if (ok && (!row.taken_back || is_here_again (store, &row)))
        add_row (store, list, &row);
      g_free (row.line);
      if (!ok)
        break;
    }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&list) : NULL;
}
