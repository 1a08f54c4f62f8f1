/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/apply.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/packed.h"

#define ROW_SQL                                                                                                        \
  "SELECT ?1 ->> 't', ?1 ->> 'id', ?1 ->> 's', ?1 ->> 'x', ?1 -> 'd' WHERE json_valid (?1) "                           \
  "AND json_type (?1, '$.d') = 'object' AND json_type (?1, '$.t') = 'text'"
#define STAGE_SQL "INSERT OR REPLACE INTO sync_staged (tbl, id, seq, gone, body) VALUES (?1, ?2, ?3, ?4, ?5)"
#define STAGED_SQL "SELECT id, seq, gone, body FROM sync_staged WHERE tbl = ?1 ORDER BY seq"
/* What the table refused, or had no place for when the program was older. */
#define KEPT_SQL "SELECT id, seq, body ->> 'del', body, op FROM sync_row WHERE tbl = ?1 AND kept = 0 ORDER BY seq"
#define DONE_SQL "DELETE FROM sync_staged WHERE tbl = ?1"
/* What is left then is of no kind that this program knows. */
#define REST_SQL                                                                                                       \
  "INSERT OR REPLACE INTO sync_row (tbl, id, seq, op, kept, body) "                                                    \
  "SELECT tbl, id, seq, ?1, 0, json_set (body, '$.del', gone) FROM sync_staged"
#define KEEP_SQL                                                                                                       \
  "INSERT OR REPLACE INTO sync_row (tbl, id, seq, op, kept, body) VALUES (?1, ?2, ?3, ?4, ?5, json_set (?6, '$.del', ?7))"
#define KNOWN_SQL "SELECT 1 FROM sync_row WHERE tbl = ?1 AND id = ?2"
/* A value, and the same where it is packed. */
#define VALUE "f.value, CASE f.type WHEN 'object' THEN f.value ->> 'z' END"
#define FIELDS_SQL "SELECT f.key, " VALUE " FROM json_each (?1) AS f"
#define PENDING_SQL                                                                                                    \
  "SELECT f.key, " VALUE " FROM op, json_each (op.line, '$.d') AS f WHERE op.rec = ?1 AND op.n > ?2 "                  \
  "AND op.tbl = ?3 ORDER BY op.n"

typedef struct
{
  XyTxn *txn;
  const XyRecordType *type;
  gint64 answered; /* operations up to here are in what came down */
  XyId id;
  gint64 seq;
  gboolean gone;
  char *body;
  gboolean refused; /* by the table */
} Row;

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->body);
  g_free (row);
}

static gboolean
pass_on (GError **error, GError *problem)
{
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

/* Sets one field; what this program does not know goes to EXT. FALSE where the value is none of the field's. */
static gboolean
set_field (XyRecord *record, const XyRecordType *type, XyRows *rows, GString *ext)
{
  const char *name = xy_rows_text (rows, 0);
  const XyField *field = xy_record_type_field (type, name);

  if (g_str_equal (name, "del"))
    {
      record->deleted = xy_rows_int (rows, 1) != 0;
      return TRUE;
    }
  if (field == NULL)
    {
      g_string_append_printf (ext, "%s%s", ext->len > 0 ? " " : "", name);
      return TRUE;
    }
  if ((field->flags & XY_FIELD_DERIVED) != 0)
    return TRUE;
  if (xy_rows_is_null (rows, 2))
    return xy_record_set_text (record, field, xy_rows_text (rows, 1));
  g_autofree char *table = xy_packed_to_text (xy_rows_text (rows, 2));
  return table != NULL && xy_record_set_text (record, field, table);
}

/* The fields that SQL selects, into RECORD. *FIT says whether each was a value of its field. */
static gboolean
set_fields (XyRecord *record,
            const XyRecordType *type,
            XyDb *db,
            const char *sql,
            const XyValue *values,
            guint n_values,
            GString *ext,
            gboolean *fit,
            GError **error)
{
  GError *problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (db, sql, values, n_values, &problem);

  while (*fit && xy_rows_next (rows, &problem))
    *fit = set_field (record, type, rows, ext);
  return pass_on (error, problem);
}

static void
clear_fields (XyRecord *record, const XyRecordType *type)
{
  for (guint i = 0; i < type->n_fields; i++)
    if ((type->fields[i].flags & XY_FIELD_DERIVED) == 0)
      xy_record_set_text (record, &type->fields[i], NULL);
}

static gboolean
same_record (const XyRecord *a, const XyRecord *b, const XyRecordType *type)
{
  if (!a->stored || a->deleted != b->deleted)
    return FALSE;
  for (guint i = 0; i < type->n_fields; i++)
    if ((type->fields[i].flags & XY_FIELD_DERIVED) == 0 && !xy_record_field_equal (a, b, &type->fields[i]))
      return FALSE;
  return TRUE;
}

static gboolean
keep_row (Row *row, gboolean kept, GError **error)
{
  return xy_db_run (xy_txn_get_db (row->txn), KEEP_SQL,
                    XY_BIND (XY_TEXT (row->type->table), XY_ID (&row->id), XY_INT (row->seq), XY_INT (row->answered),
                             XY_INT (kept), XY_TEXT (row->body), XY_INT (row->gone)),
                    error);
}

/* Fields of a newer program stay with the record. */
static gboolean
write_ext (Row *row, const GString *names, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "UPDATE %s SET ext = (SELECT json_group_object (f.key, json (coalesce (?2 -> f.key, 'null'))) FROM json_each (?2) "
      "AS f WHERE instr (' ' || ?3 || ' ', ' ' || f.key || ' ')) WHERE id = ?1",
      row->type->table);

  return names->len == 0
         || xy_db_run (xy_txn_get_db (row->txn), sql,
                       XY_BIND (XY_ID (&row->id), XY_TEXT (row->body), XY_TEXT (names->str)), error);
}

/* Writes RECORD alone: a table that refuses it stops nothing else. */
static gboolean
write_record (Row *row, XyRecord *record, const GString *ext, GError **error)
{
  XyDb *db = xy_txn_get_db (row->txn);
  g_autoptr (GError) problem = NULL;

  if (!xy_db_run (db, "SAVEPOINT record", XY_BIND_NONE, error))
    return FALSE;
  gboolean fine = xy_record_receive (row->txn, record, &problem) && write_ext (row, ext, &problem);
  if (!fine && !g_error_matches (problem, XY_ERROR, XY_ERROR_CONFLICT))
    return pass_on (error, g_steal_pointer (&problem));
  if (!fine && !xy_db_run (db, "ROLLBACK TO record", XY_BIND_NONE, error))
    return FALSE;
  row->refused = !fine;
  return xy_db_run (db, "RELEASE record", XY_BIND_NONE, error) && keep_row (row, fine, error);
}

static gboolean
find_record (Row *row, XyRecord **record, GError **error)
{
  g_autoptr (GError) problem = NULL;

  *record = xy_record_get (xy_txn_get_store (row->txn), row->type, &row->id, &problem);
  if (*record == NULL && g_error_matches (problem, XY_ERROR, XY_ERROR_NOT_FOUND))
    {
      *record = xy_record_new (row->type);
      (*record)->id = row->id;
    }
  return *record != NULL || pass_on (error, g_steal_pointer (&problem));
}

static gboolean
apply_row (Row *row, GError **error)
{
  XyDb *db = xy_txn_get_db (row->txn);
  g_autoptr (XyRecord) there = NULL;
  g_autoptr (GString) ext = g_string_new (NULL), ours = g_string_new (NULL);
  gboolean fit = TRUE;
  gint64 known = 0;

  if (!find_record (row, &there, error))
    return FALSE;
  g_autoptr (XyRecord) record = xy_record_copy (there);
  clear_fields (record, row->type);
  record->deleted = row->gone;
  if (!set_fields (record, row->type, db, FIELDS_SQL, XY_BIND (XY_TEXT (row->body)), ext, &fit, error)
      || !set_fields (record, row->type, db, PENDING_SQL,
                      XY_BIND (XY_ID (&row->id), XY_INT (row->answered), XY_TEXT (row->type->table)), ours, &fit,
                      error))
    return FALSE;
  row->refused = !fit;
  if (!fit)
    return keep_row (row, FALSE, error);
  if (!same_record (there, record, row->type) || ext->len > 0)
    return write_record (row, record, ext, error);
  /* Nothing new; but where what the county said of it is kept, that is to be the last it said. */
  return xy_db_number (db, KNOWN_SQL, XY_BIND (XY_TEXT (row->type->table), XY_ID (&row->id)), &known, error)
         && (!known || keep_row (row, TRUE, error));
}

static gboolean
apply_type (XyTxn *txn, const XyLocal *local, const XyRecordType *type, GError **error)
{
  XyDb *db = xy_txn_get_db (txn);
  GError *problem = NULL;
  {
    g_autoptr (XyRows) rows = xy_db_query (db, STAGED_SQL, XY_BIND (XY_TEXT (type->table)), &problem);

    while (xy_rows_next (rows, &problem))
      {
        Row row = { .txn = txn,
                    .type = type,
                    .answered = local->first + local->machine.acked,
                    .id = xy_rows_id (rows, 0),
                    .seq = xy_rows_int (rows, 1),
                    .gone = xy_rows_int (rows, 2) != 0,
                    .body = g_strdup (xy_rows_text (rows, 3)) };
        gboolean ok = apply_row (&row, &problem);
        g_free (row.body);
        if (!ok)
          break;
      }
  }
  return pass_on (error, problem) && xy_db_run (db, DONE_SQL, XY_BIND (XY_TEXT (type->table)), error);
}

/*
 * Tries again what TYPE's table did not take: what it did not fit to may be another now, or the program a newer one.
 * *PROGRESS is set where one was taken.
 */
static gboolean
retry_type (XyTxn *txn, const XyRecordType *type, gboolean *progress, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  GError *problem = NULL;
  {
    g_autoptr (XyRows) kept = xy_db_query (xy_txn_get_db (txn), KEPT_SQL, XY_BIND (XY_TEXT (type->table)), &problem);

    while (xy_rows_next (kept, &problem))
      {
        Row *row = g_new (Row, 1);
        *row = (Row){ .txn = txn,
                      .type = type,
                      .answered = xy_rows_int (kept, 4),
                      .id = xy_rows_id (kept, 0),
                      .seq = xy_rows_int (kept, 1),
                      .gone = xy_rows_int (kept, 2) != 0,
                      .body = g_strdup (xy_rows_text (kept, 3)) };
        g_ptr_array_add (rows, row);
      }
  }
  for (guint i = 0; problem == NULL && i < rows->len; i++)
    {
      Row *row = rows->pdata[i];
      if (apply_row (row, &problem) && !row->refused)
        *progress = TRUE;
    }
  return pass_on (error, problem);
}

/* One may wait for another: until none is taken any more. */
static gboolean
retry (XyTxn *txn, GError **error)
{
  gboolean progress = TRUE;

  while (progress)
    {
      progress = FALSE;
      for (const XyRecordType *const *type = xy_record_types (); *type != NULL; type++)
        if (!retry_type (txn, *type, &progress, error))
          return FALSE;
    }
  return TRUE;
}

gboolean
xy_apply_stage (XyTxn *txn, XyWire *wire, XyWireLines lines, GError **error)
{
  const char *line;
  gsize length;

  while (xy_wire_next_line (&lines.at, lines.end, &line, &length))
    {
      XyId id;
      g_autofree char *text = g_strndup (line, length);
      g_autoptr (XyRows) rows = xy_db_query (xy_wire_get_db (wire), ROW_SQL, XY_BIND (XY_TEXT (text)), error);

      if (rows == NULL)
        return FALSE;
      if (!xy_rows_next (rows, NULL) || xy_rows_text (rows, 1) == NULL
          || !xy_id_from_text (xy_rows_text (rows, 1), &id))
        {
          g_set_error_literal (error, XY_ERROR, XY_ERROR_INVALID,
                               _ ("What came over the line is damaged or too large."));
          return FALSE;
        }
      if (!xy_db_run (xy_txn_get_db (txn), STAGE_SQL,
                      XY_BIND (XY_TEXT (xy_rows_text (rows, 0)), XY_ID (&id), XY_INT (xy_rows_int (rows, 2)),
                               XY_INT (xy_rows_int (rows, 3)), XY_TEXT (xy_rows_text (rows, 4))),
                      error))
        return FALSE;
    }
  return TRUE;
}

gboolean
xy_apply_unstage (XyTxn *txn, GError **error)
{
  return xy_db_run (xy_txn_get_db (txn), "DELETE FROM sync_staged", XY_BIND_NONE, error);
}

gboolean
xy_apply (XyTxn *txn, const XyLocal *local, GError **error)
{
  for (const XyRecordType *const *type = xy_record_types (); *type != NULL; type++)
    if (!apply_type (txn, local, *type, error))
      return FALSE;
  return retry (txn, error)
         && xy_db_run (xy_txn_get_db (txn), REST_SQL, XY_BIND (XY_INT (local->first + local->machine.acked)), error)
         && xy_apply_unstage (txn, error);
}
