/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/apply.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/packed.h"
#include "sync/apply-private.h"
#include "sync/salvage.h"

#define STAGE_SQL "INSERT OR REPLACE INTO sync_staged (tbl, id, seq, gone, body) VALUES (?1, ?2, ?3, ?4, ?5)"
#define STAGED_SQL "SELECT id, seq, gone, body FROM sync_staged WHERE tbl = ?1 ORDER BY seq"
/* What the table refused, or had no place for when the program was older. */
#define KEPT_SQL "SELECT id, seq, body ->> 'del', body, op FROM sync_row WHERE tbl = ?1 AND kept = 0 ORDER BY seq"
/* The tables of which there is something behind ?1: mostly a few of all, and a small page should not ask for each. */
#define STAGED_NEXT_SQL "SELECT min (tbl) FROM sync_staged WHERE tbl > ?1"
#define KEPT_NEXT_SQL "SELECT min (tbl) FROM sync_row WHERE kept = 0 AND tbl > ?1"
#define ENTRIES_SQL "SELECT EXISTS (SELECT 1 FROM sync_entries)"
#define DONE_SQL "DELETE FROM sync_staged WHERE tbl = ?1"
/* What is left then is of no kind that this program knows. */
#define REST_SQL                                                                                                       \
  "INSERT OR REPLACE INTO sync_row (tbl, id, seq, op, kept, body) "                                                    \
  "SELECT tbl, id, seq, ?1, 0, json_set (body, '$.del', gone) FROM sync_staged"
#define KEEP_SQL "INSERT OR REPLACE INTO sync_row (tbl, id, seq, op, kept, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
#define KNOWN_SQL "SELECT 1 FROM sync_row WHERE tbl = ?1 AND id = ?2"
#define PENDING_SQL "SELECT op.line -> 'd' FROM op WHERE op.rec = ?1 AND op.n > ?2 AND op.tbl = ?3 ORDER BY op.n"
#define NEWEST_SQL "SELECT coalesce (max (n), 0) FROM op"

typedef struct
{
  XyTxn *txn;
  const XyRecordType *type;
  gint64 answered; /* operations up to here are in what came down */
  gint64 newest;   /* the last operation of this computer */
  XyId id;
  gint64 seq;
  gboolean gone;
  char *body;
  XyWireFields fields;  /* the same, read */
  gboolean refused;     /* by the table */
  XyPointsGather *sums; /* NULL: triggers reckon */
} Row;

static void
row_clear (Row *row)
{
  xy_wire_fields_clear (&row->fields);
  g_free (row->body);
}

static void
row_free (gpointer data)
{
  row_clear (data);
  g_free (data);
}

/* Sets one field; what this program does not know goes to EXT. FALSE where the value is none of the field's. */
static gboolean
set_field (XyRecord *record, const XyRecordType *type, const XyWireField *value, GString *ext)
{
  const XyField *field = xy_record_type_field (type, value->name);
  const char *text = value->kind == '0' ? NULL : value->kind == 'b' ? (value->text[0] == 't' ? "1" : "0") : value->text;

  if (g_str_equal (value->name, "del"))
    {
      record->deleted = value->number != 0;
      return TRUE;
    }
  if (field == NULL)
    {
      /* A field of a newer program; no program calls one otherwise (wire.h), and SQLite would take it for a path. */
      if ((g_ascii_islower (*value->name) || *value->name == '_')
          && strspn (value->name, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen (value->name))
        g_string_append_printf (ext, "%s%s", ext->len > 0 ? " " : "", value->name);
      return TRUE;
    }
  if ((field->flags & XY_FIELD_DERIVED) != 0)
    return TRUE;
  if (value->kind != '{')
    return xy_record_set_text (record, field, text);
  g_auto (XyWireFields) packed = { 0 };
  xy_wire_fields_read (&packed, text, strlen (text));
  if (xy_wire_fields_text (&packed, "z") == NULL)
    return xy_record_set_text (record, field, text);
  g_autofree char *table = xy_packed_to_text (xy_wire_fields_text (&packed, "z"));
  return table != NULL && xy_record_set_text (record, field, table);
}

gboolean
xy_apply_set_fields (XyRecord *record, const XyRecordType *type, const XyWireFields *fields, GString *ext)
{
  for (guint i = 0; i < fields->n; i++)
    if (!set_field (record, type, &fields->list[i], ext))
      return FALSE;
  return TRUE;
}

/* What this computer wrote since goes on top. *FIT as above. */
static gboolean
set_pending (const Row *row, XyRecord *record, gboolean *fit, GError **error)
{
  GError *problem = NULL;

  if (row->newest <= row->answered)
    return TRUE;
  g_autoptr (GString) ext = g_string_new (NULL);
  g_autoptr (XyRows) rows =
      xy_db_query (xy_txn_get_db (row->txn), PENDING_SQL,
                   XY_BIND (XY_ID (&row->id), XY_INT (row->answered), XY_TEXT (row->type->table)), &problem);
  while (*fit && xy_rows_next (rows, &problem))
    {
      g_auto (XyWireFields) fields = { 0 };
      const char *text = xy_rows_text (rows, 0);
      xy_wire_fields_read (&fields, text, strlen (text));
      *fit = xy_apply_set_fields (record, row->type, &fields, ext);
    }
  return xy_error_pass (error, &problem);
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
  if (a->deleted != b->deleted)
    return FALSE;
  for (guint i = 0; i < type->n_fields; i++)
    if ((type->fields[i].flags & XY_FIELD_DERIVED) == 0 && !xy_record_field_equal (a, b, &type->fields[i]))
      return FALSE;
  return TRUE;
}

/* The row's body with its mark of deletion. Returns: (transfer full) NULL on an error. */
static char *
marked_body (const Row *row, GError **error)
{
  gsize length = strlen (row->body);

  if (length < 2 || xy_wire_fields_find (&row->fields, "del") != NULL)
    return xy_db_text (xy_txn_get_db (row->txn), "SELECT json_set (?1, '$.del', ?2)",
                       XY_BIND (XY_TEXT (row->body), XY_INT (row->gone)), error);
  return g_strdup_printf ("%.*s%s\"del\":%d}", (int) length - 1, row->body, row->fields.n > 0 ? "," : "", row->gone);
}

static gboolean
keep_row (const Row *row, gboolean kept, GError **error)
{
  g_autofree char *body = marked_body (row, error);

  return body != NULL
         && xy_db_run (xy_txn_get_db (row->txn), KEEP_SQL,
                       XY_BIND (XY_TEXT (row->type->table), XY_ID (&row->id), XY_INT (row->seq), XY_INT (row->answered),
                                XY_INT (kept), XY_TEXT (body)),
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

/* Writes RECORD alone: a table that refuses it stops nothing else. A statement that is refused has changed nothing. */
static gboolean
write_record (Row *row, XyRecord *record, const GString *ext, GError **error)
{
  XyDb *db = xy_txn_get_db (row->txn);
  gboolean two = ext->len > 0, added = !record->stored;
  g_autoptr (GError) problem = NULL;

  if (two && !xy_db_run (db, "SAVEPOINT record", XY_BIND_NONE, error))
    return FALSE;
  gboolean fine = xy_record_receive (row->txn, record, &problem) && write_ext (row, ext, &problem);
  if (!fine && !g_error_matches (problem, XY_ERROR, XY_ERROR_CONFLICT))
    return xy_error_pass (error, &problem);
  if (two && !fine && !xy_db_run (db, "ROLLBACK TO record", XY_BIND_NONE, error))
    return FALSE;
  row->refused = !fine;
  if (fine && added && row->sums != NULL)
    xy_points_gather_add (row->sums, (XyPointsEntry *) record);
  return (!two || xy_db_run (db, "RELEASE record", XY_BIND_NONE, error)) && keep_row (row, fine, error);
}

/* *RECORD is NULL where there is none. */
static gboolean
find_record (const Row *row, XyRecord **record, GError **error)
{
  XyStore *store = xy_txn_get_store (row->txn);
  char sql[128];
  gint64 there = 0;

  /* Most of what comes is new. */
  *record = NULL;
  g_snprintf (sql, sizeof sql, "SELECT 1 FROM %s WHERE id = ?1", row->type->table);
  if (!xy_db_number (xy_store_get_db (store), sql, XY_BIND (XY_ID (&row->id)), &there, error))
    return FALSE;
  if (there)
    *record = xy_record_get (store, row->type, &row->id, error);
  return !there || *record != NULL;
}

/* The record as the county has it; what is not its to say is as in THERE (may be NULL). */
static XyRecord *
begin_record (const Row *row, const XyRecord *there)
{
  XyRecord *record = there != NULL ? xy_record_copy (there) : xy_record_new (row->type);

  if (there != NULL)
    clear_fields (record, row->type);
  record->id = row->id;
  record->deleted = row->gone;
  return record;
}

static gboolean
apply_row (Row *row, GError **error)
{
  g_autoptr (XyRecord) there = NULL;
  g_autoptr (GString) ext = g_string_new (NULL);
  gint64 known = 0;

  xy_wire_fields_read (&row->fields, row->body, strlen (row->body));
  if (!find_record (row, &there, error))
    return FALSE;
  g_autoptr (XyRecord) record = begin_record (row, there);
  gboolean fit = xy_apply_set_fields (record, row->type, &row->fields, ext);
  if (!set_pending (row, record, &fit, error))
    return FALSE;
  row->refused = !fit;
  if (!fit)
    return keep_row (row, FALSE, error);
  if (there == NULL || !same_record (there, record, row->type) || ext->len > 0)
    return write_record (row, record, ext, error);
  /* Nothing new; but where what the county said of it is kept, that is to be the last it said. */
  return xy_db_number (xy_txn_get_db (row->txn), KNOWN_SQL, XY_BIND (XY_TEXT (row->type->table), XY_ID (&row->id)),
                       &known, error)
         && (!known || keep_row (row, TRUE, error));
}

/* The tables that SQL gives one after the other; a set. */
static GHashTable *
list_tables (XyDb *db, const char *sql, GError **error)
{
  g_autoptr (GHashTable) set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GError *problem = NULL;

  for (char *last = xy_db_text (db, sql, XY_BIND (XY_TEXT ("")), &problem); last != NULL;
       last = xy_db_text (db, sql, XY_BIND (XY_TEXT (last)), &problem))
    g_hash_table_add (set, last);
  return xy_error_pass (error, &problem) ? g_steal_pointer (&set) : NULL;
}

static void
row_init (Row *row, XyTxn *txn, const XyLocal *local, const XyRecordType *type, gint64 newest, XyPointsGather *sums)
{
  *row = (Row){
    .txn = txn, .type = type, .answered = local->first + local->machine.acked, .newest = newest, .sums = sums
  };
}

/* SUMS: of entries of points; else NULL. */
static gboolean
apply_staged (XyTxn *txn,
              const XyLocal *local,
              const XyRecordType *type,
              gint64 newest,
              XyPointsGather *sums,
              GError **error)
{
  GError *problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_txn_get_db (txn), STAGED_SQL, XY_BIND (XY_TEXT (type->table)), &problem);

  while (xy_rows_next (rows, &problem))
    {
      Row row;
      row_init (&row, txn, local, type, newest, sums);
      row.id = xy_rows_id (rows, 0);
      row.seq = xy_rows_int (rows, 1);
      row.gone = xy_rows_int (rows, 2) != 0;
      row.body = g_strdup (xy_rows_text (rows, 3));
      gboolean ok = apply_row (&row, &problem);
      row_clear (&row);
      if (!ok)
        break;
    }
  return xy_error_pass (error, &problem);
}

/* DATA: a Row, of which all is set but what came. */
static gboolean
apply_entry (gpointer data, const XyId *id, gint64 seq, const char *body, GError **error)
{
  Row row = *(const Row *) data;

  row.id = *id;
  row.seq = seq;
  row.body = g_strdup (body);
  gboolean ok = apply_row (&row, error);
  row_clear (&row);
  return ok;
}

/* The plain ones first: the others may take one of them back. */
static gboolean
apply_all_entries (XyTxn *txn, const XyLocal *local, gint64 newest, XyPointsGather *sums, GError **error)
{
  Row row;

  row_init (&row, txn, local, &xy_points_entry_type, newest, sums);
  return xy_entries_apply (txn, row.answered, sums, apply_entry, &row, error)
         && apply_staged (txn, local, &xy_points_entry_type, newest, sums, error);
}

/* Entries of points, whose balances are reckoned once for all of them. */
static gboolean
apply_entries (XyTxn *txn, const XyLocal *local, gint64 newest, GError **error)
{
  XyDb *db = xy_txn_get_db (txn);
  g_autoptr (GError) problem = NULL;

  if (!xy_db_run (db, "SAVEPOINT entries", XY_BIND_NONE, error))
    return FALSE;
  g_autoptr (XyPointsGather) sums = xy_points_gather_begin (txn, &problem);
  if (sums != NULL && apply_all_entries (txn, local, newest, sums, &problem) && xy_points_gather_end (sums, &problem))
    return xy_db_run (db, "RELEASE entries", XY_BIND_NONE, error);
  if (!g_error_matches (problem, XY_ERROR, XY_ERROR_CONFLICT))
    return xy_error_pass (error, &problem);
  /* One of them makes a balance that is none: taken one by one, it alone is refused. */
  return xy_db_run (db, "ROLLBACK TO entries", XY_BIND_NONE, error)
         && xy_db_run (db, "RELEASE entries", XY_BIND_NONE, error)
         && apply_all_entries (txn, local, newest, NULL, error);
}

static gboolean
apply_type (XyTxn *txn, const XyLocal *local, const XyRecordType *type, gint64 newest, GError **error)
{
  gboolean done = type == &xy_points_entry_type ? apply_entries (txn, local, newest, error)
                                                : apply_staged (txn, local, type, newest, NULL, error);

  return done && xy_db_run (xy_txn_get_db (txn), DONE_SQL, XY_BIND (XY_TEXT (type->table)), error);
}

/*
 * Tries again what TYPE's table did not take: what it did not fit to may be another now, or the program a newer one.
 * *PROGRESS is set where one was taken.
 */
static gboolean
retry_type (XyTxn *txn, const XyRecordType *type, gint64 newest, gboolean *progress, GError **error)
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
                      .newest = newest,
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
  return xy_error_pass (error, &problem);
}

/* One may wait for another: until none is taken any more. */
static gboolean
retry (XyTxn *txn, gint64 newest, GError **error)
{
  gboolean progress = TRUE;

  while (progress)
    {
      g_autoptr (GHashTable) kept = list_tables (xy_txn_get_db (txn), KEPT_NEXT_SQL, error);

      progress = FALSE;
      if (kept == NULL)
        return FALSE;
      for (const XyRecordType *const *type = xy_record_types (); *type != NULL; type++)
        if (g_hash_table_contains (kept, (*type)->table) && !retry_type (txn, *type, newest, &progress, error))
          return FALSE;
    }
  return TRUE;
}

static gboolean
stage_row (XyTxn *txn, const XyWireFields *row, const char *line, gsize length, GString *plain, GError **error)
{
  const XyWireField *body = xy_wire_fields_find (row, "d");
  const char *table = xy_wire_fields_text (row, "t"), *text = xy_wire_fields_text (row, "id");
  XyId id;

  if (body == NULL || body->kind != '{' || table == NULL || text == NULL || !xy_id_from_text (text, &id))
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_INVALID, _ ("What came over the line is damaged or too large."));
      return FALSE;
    }
  if (plain != NULL && xy_entries_is_plain (row))
    {
      g_string_append_len (plain, line, (gssize) length);
      g_string_append_c (plain, '\n');
      return TRUE;
    }
  return xy_db_run (xy_txn_get_db (txn), STAGE_SQL,
                    XY_BIND (XY_TEXT (table), XY_ID (&id), XY_INT (xy_wire_fields_int (row, "s")),
                             XY_INT (xy_wire_fields_int (row, "x")), XY_TEXT (body->text)),
                    error);
}

gboolean
xy_apply_stage (XyTxn *txn, XyWireLines lines, GError **error)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  const char *line;
  gsize length;
  gboolean may;

  if (!xy_entries_may_stage (txn, &may, error))
    return FALSE;
  while (xy_wire_next_line (&lines.at, lines.end, &line, &length))
    {
      g_auto (XyWireFields) row = { 0 };

      if (xy_wire_check_row (line, length))
        xy_wire_fields_read (&row, line, length);
      if (!stage_row (txn, &row, line, length, may ? plain : NULL, error))
        return FALSE;
    }
  return xy_entries_stage (txn, plain, error);
}

gboolean
xy_apply_unstage (XyTxn *txn, GError **error)
{
  return xy_db_run (xy_txn_get_db (txn), "DELETE FROM sync_staged", XY_BIND_NONE, error)
         && xy_entries_unstage (txn, error)
         && xy_db_run (xy_txn_get_db (txn), "DELETE FROM sync_brake", XY_BIND_NONE, error);
}

gboolean
xy_apply (XyTxn *txn, const XyLocal *local, GError **error)
{
  gint64 newest = 0, entries = 0;
  g_autoptr (GHashTable) staged = list_tables (xy_txn_get_db (txn), STAGED_NEXT_SQL, error);

  if (staged == NULL || !xy_salvage_note (txn, local, error)
      || !xy_db_number (xy_txn_get_db (txn), NEWEST_SQL, XY_BIND_NONE, &newest, error)
      || !xy_db_number (xy_txn_get_db (txn), ENTRIES_SQL, XY_BIND_NONE, &entries, error))
    return FALSE;
  if (entries)
    g_hash_table_add (staged, g_strdup (xy_points_entry_type.table));
  for (const XyRecordType *const *type = xy_record_types (); *type != NULL; type++)
    if (g_hash_table_contains (staged, (*type)->table) && !apply_type (txn, local, *type, newest, error))
      return FALSE;
  return retry (txn, newest, error)
         && xy_db_run (xy_txn_get_db (txn), REST_SQL, XY_BIND (XY_INT (local->first + local->machine.acked)), error)
         && xy_apply_unstage (txn, error);
}
