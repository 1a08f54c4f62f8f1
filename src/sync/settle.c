/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/settle.h"

#include <glib/gi18n-lib.h>

#include "sync/standing-private.h"

/* Operation ?1 settles row ?2 of ?3. */
#define NOTE_SQL "UPDATE sync_row SET body = json_set (body, '$.mine', ?1) WHERE tbl = ?3 AND id = ?2"
#define LAST_SQL "SELECT max (n) FROM op"
#define NAMES_SQL "SELECT d.key FROM op, json_each (op.line, '$.d') AS d WHERE op.n = ?1 AND d.key <> 'del'"
/* The fields of an operation: what it set, and what was there before. */
#define BEFORE_SQL                                                                                                     \
  "SELECT d.key, d.value, CASE d.type WHEN 'object' THEN d.value ->> 'z' END, op.old ->> d.key "                       \
  "FROM op, json_each (op.line, '$.d') AS d WHERE op.n = ?1"

static gboolean
not_so (GError **error)
{
  g_set_error_literal (error, XY_ERROR, XY_ERROR_INVALID, _ ("This cannot be settled in that way on this computer."));
  return FALSE;
}

/* The operation that was written last says it. */
static gboolean
note (XyTxn *txn, const char *table, const XyId *row, GError **error)
{
  gint64 last = 0;

  return xy_db_number (xy_txn_get_db (txn), LAST_SQL, XY_BIND_NONE, &last, error)
         && xy_db_run (xy_txn_get_db (txn), NOTE_SQL, XY_BIND (XY_INT (last), XY_ID (row), XY_TEXT (table)), error);
}

static void
set_fix (XyTxn *txn, const XyId *record, gint64 device, gint64 n, const char *field)
{
  g_autofree char *fix =
      field == NULL ? g_strdup_printf ("[\"%" G_GINT64_MODIFIER "x\",%" G_GINT64_FORMAT "]", device, n)
                    : g_strdup_printf ("[\"%" G_GINT64_MODIFIER "x\",%" G_GINT64_FORMAT ",\"%s\"]", device, n, field);

  xy_txn_set_fix (txn, record, fix);
}

/* Where nothing that was changed has said what it settles, an operation that changes nothing does. */
static gboolean
say_fix (XyTxn *txn, const XyRecordType *type, const XyId *record, GError **error)
{
  return !xy_txn_has_fix (txn) || xy_txn_send (txn, type, record, "", error);
}

/* The fields of the operations of RETURNED, a space between each; each once. */
static char *
names_of (XyTxn *txn, const XyReturned *returned, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GError *problem = NULL;

  for (guint i = 0; i < returned->rows->len && problem == NULL; i++)
    {
      const XyReturnedRow *row = &g_array_index (returned->rows, XyReturnedRow, i);
      g_autoptr (XyRows) rows = xy_db_query (xy_txn_get_db (txn), NAMES_SQL, XY_BIND (XY_INT (row->op)), &problem);
      while (xy_rows_next (rows, &problem))
        if (g_hash_table_add (seen, g_strdup (xy_rows_text (rows, 0))))
          g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "", xy_rows_text (rows, 0));
    }
  return xy_error_pass (error, &problem) ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

static gboolean
send_again (XyTxn *txn, const XyReturned *returned, GError **error)
{
  g_autoptr (XyRecord) record = xy_record_get (xy_txn_get_store (txn), returned->type, &returned->record, error);
  g_autofree char *names = NULL;

  if (record == NULL)
    return FALSE;
  /* What is deleted here and was never there is nothing to anybody. */
  if (returned->absent && record->deleted)
    return TRUE;
  if (returned->absent)
    return xy_txn_send (txn, returned->type, &returned->record, NULL, error);
  names = names_of (txn, returned, error);
  return names != NULL && xy_txn_send (txn, returned->type, &returned->record, names, error);
}

/* Puts back what operation OP changed of RECORD, as far as it still is as that left it. */
static gboolean
put_back (XyTxn *txn, XyRecord *record, gint64 op, GError **error)
{
  const XyRecordType *type = xy_record_type (record);
  GError *problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_txn_get_db (txn), BEFORE_SQL, XY_BIND (XY_INT (op)), &problem);

  while (xy_rows_next (rows, &problem))
    {
      const char *name = xy_rows_text (rows, 0), *before = xy_rows_text (rows, 3);
      const XyField *field = xy_record_type_field (type, name);

      if (g_str_equal (name, "del"))
        record->deleted =
            record->deleted == (xy_rows_int (rows, 1) != 0) ? g_strcmp0 (before, "1") == 0 : record->deleted;
      if (field == NULL || (field->flags & XY_FIELD_DERIVED) != 0)
        continue;
      g_autoptr (XyRecord) then = xy_record_copy (record);
      if (xy_standing_set_field (then, field, xy_rows_text (rows, 1), xy_rows_text (rows, 2))
          && xy_record_field_equal (then, record, field))
        xy_record_set_text (record, field, before);
    }
  return xy_error_pass (error, &problem);
}

static gboolean
take_back (XyTxn *txn, const XyReturned *returned, GError **error)
{
  const XyRecordType *type = returned->type;
  g_autoptr (XyRecord) stored = xy_record_get (xy_txn_get_store (txn), type, &returned->record, error);

  if (stored == NULL)
    return FALSE;
  if (type->merge == XY_MERGE_APPEND_ONLY)
    return type->cancel (txn, &returned->record, error);
  g_autoptr (XyRecord) record = xy_record_copy (stored);
  if (returned->absent)
    return record->deleted || xy_record_set_deleted (txn, record, TRUE, error);
  for (guint i = returned->rows->len; i-- > 0;)
    if (!put_back (txn, record, g_array_index (returned->rows, XyReturnedRow, i).op, error))
      return FALSE;
  if (type->derive != NULL)
    type->derive (record);
  return xy_record_set_deleted (txn, record, record->deleted, error);
}

static gboolean
settle_returned (XyTxn *txn, const XyReturned *returned, XySettleWay way, GError **error)
{
  static const XyId any = { { 0 } };
  gboolean entry = returned->type != NULL && returned->type->merge == XY_MERGE_APPEND_ONLY;

  if ((returned->ways & way) == 0)
    return not_so (error);
  for (guint i = 0; i < returned->rows->len; i++)
    {
      const XyReturnedRow *row = &g_array_index (returned->rows, XyReturnedRow, i);

      /* What takes an entry back is another entry. */
      set_fix (txn, entry && way == XY_SETTLE_DROP ? &any : &returned->record, row->device, row->n, NULL);
      if (i == 0
          && ((way == XY_SETTLE_SEND && !send_again (txn, returned, error))
              || (way == XY_SETTLE_DROP && !take_back (txn, returned, error))))
        return FALSE;
      if (!say_fix (txn, returned->type, &returned->record, error) || !note (txn, "_quar", &row->row, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_values (XyTxn *txn, const XyConflict *conflict, GError **error)
{
  g_autoptr (XyRecord) stored = xy_record_get (xy_txn_get_store (txn), conflict->type, &conflict->record, error);

  if (stored == NULL)
    return FALSE;
  g_autoptr (XyRecord) record = xy_record_copy (stored);
  if (conflict->kind == XY_CONFLICT_EXISTENCE)
    {
      const XyConflictField *field = conflict->fields->pdata[0];
      return xy_record_set_deleted (txn, record, g_strcmp0 (field->raw, "1") == 0, error);
    }
  for (guint i = 0; i < conflict->fields->len; i++)
    {
      const XyConflictField *field = conflict->fields->pdata[i];
      if (!xy_record_set_text (record, field->field, field->raw))
        return not_so (error);
    }
  return xy_record_save (txn, record, error);
}

static gboolean
settle_conflict (XyTxn *txn, const XyConflict *conflict, XySettleWay way, GError **error)
{
  if ((conflict->ways & way) == 0)
    return not_so (error);
  set_fix (txn, &conflict->record, conflict->device, conflict->n, conflict->name);
  return (way == XY_SETTLE_KEEP || take_values (txn, conflict, error))
         && say_fix (txn, conflict->type, &conflict->record, error) && note (txn, "_conflict", &conflict->row, error);
}

static const XyReturned *
find_returned (GPtrArray *list, const XyId *id)
{
  for (guint i = 0; i < list->len; i++)
    {
      const XyReturned *returned = list->pdata[i];
      for (guint j = 0; j < returned->rows->len; j++)
        if (xy_id_equal (&g_array_index (returned->rows, XyReturnedRow, j).row, id))
          return returned;
    }
  return NULL;
}

gboolean
xy_settle (XyTxn *txn, gpointer data, GError **error)
{
  const XySettlement *settlement = data;
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (GPtrArray) returned = xy_standing_list_returned (store, error);
  g_autoptr (GPtrArray) conflicts = returned != NULL ? xy_standing_list_conflicts (store, FALSE, error) : NULL;

  if (conflicts == NULL)
    return FALSE;
  /* What was settled is settled for all computers: Undo would not bring the question back. */
  xy_txn_set_final (txn);
  const XyReturned *record = find_returned (returned, &settlement->row);
  if (record != NULL)
    return settle_returned (txn, record, settlement->way, error);
  for (guint i = 0; i < conflicts->len; i++)
    {
      const XyConflict *conflict = conflicts->pdata[i];
      if (xy_id_equal (&conflict->row, &settlement->row))
        return settle_conflict (txn, conflict, settlement->way, error);
    }
  g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("This was settled already."));
  return FALSE;
}
