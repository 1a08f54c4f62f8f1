/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the table of operations says, to be shown and to be checked. */
#include "core/op-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/packed.h"
#include "core/purge.h"
#include "core/store.h"

#define OP_SELECT "SELECT op.n, op.act, act.at, act.who, act.title, op.line ->> 'k', op.tbl, op.line, op.old FROM op "

static void
op_field_free (gpointer data)
{
  XyOpField *field = data;

  g_free (field->name);
  g_free (field->before);
  g_free (field->after);
  g_free (field);
}

/* Adds the fields of one operation, from its line's "d" and its old values. */
static gboolean
add_fields (XyDb *db, XyOpInfo *info, const XyRecordType *type, const char *line, const char *old, GError **error)
{
  g_autoptr (XyRows) rows =
      xy_db_query (db,
                   "SELECT d.key, d.value, (SELECT o.value FROM json_each (?2) AS o WHERE o.key = d.key), "
                   "CASE d.type WHEN 'object' THEN d.value ->> 'z' END FROM json_each (?1, '$.d') AS d",
                   XY_BIND (XY_TEXT (line), XY_TEXT (old != NULL ? old : "{}")), error);
  g_autoptr (GError) problem = NULL;

  if (rows == NULL)
    return FALSE;
  while (xy_rows_next (rows, &problem))
    {
      XyOpField *field = g_new0 (XyOpField, 1);
      field->name = g_strdup (xy_rows_text (rows, 0));
      field->after =
          xy_rows_is_null (rows, 3) ? g_strdup (xy_rows_text (rows, 1)) : xy_packed_to_text (xy_rows_text (rows, 3));
      field->before = g_strdup (xy_rows_text (rows, 2));
      field->field = type != NULL ? xy_record_type_field (type, field->name) : NULL;
      g_ptr_array_add (info->fields, field);
    }
  return xy_error_pass (error, &problem);
}

static gboolean
broken (GError **error, gint64 n)
{
  g_set_error (error, XY_ERROR, XY_ERROR_CORRUPT,
               _ ("The record of changes was altered from outside or damaged, first at number %d."), (int) n);
  return FALSE;
}

void
xy_op_info_free (XyOpInfo *info)
{
  g_free (info->who);
  g_free (info->title);
  g_ptr_array_unref (info->fields);
  g_free (info);
}

static GPtrArray *
read_ops (XyStore *store, const char *sql, const XyValue *values, guint n_values, GError **error)
{
  XyDb *db = xy_store_get_db (store);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_op_info_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (db, sql, values, n_values, &problem);

  while (xy_rows_next (rows, &problem))
    {
      XyOpInfo *info = g_new0 (XyOpInfo, 1);
      info->n = xy_rows_int (rows, 0);
      info->act = xy_rows_int (rows, 1);
      info->at = xy_rows_int (rows, 2);
      info->who = g_strdup (xy_rows_text (rows, 3));
      info->title = g_strdup (xy_rows_text (rows, 4));
      info->kind = xy_rows_text (rows, 5)[0];
      info->fields = g_ptr_array_new_with_free_func (op_field_free);
      g_ptr_array_add (list, info);
      if (!add_fields (db, info, xy_record_type_by_table (xy_rows_text (rows, 6)), xy_rows_text (rows, 7),
                       xy_rows_text (rows, 8), &problem))
        break;
    }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&list) : NULL;
}

GPtrArray *
xy_op_history (XyStore *store, const XyId *record, GError **error)
{
  return read_ops (store, OP_SELECT "JOIN act ON act.n = op.act WHERE op.rec = ?1 ORDER BY op.n",
                   XY_BIND (XY_ID (record)), error);
}

XyOpInfo *
xy_op_read (XyStore *store, gint64 n, GError **error)
{
  /* LEFT JOIN: an act that runs has no row yet. */
  g_autoptr (GPtrArray) list =
      read_ops (store, OP_SELECT "LEFT JOIN act ON act.n = op.act WHERE op.n = ?1", XY_BIND (XY_INT (n)), error);

  if (list == NULL)
    return NULL;
  if (list->len > 0)
    return g_ptr_array_steal_index (list, 0);
  broken (error, n);
  return NULL;
}

/*
 * Whether row N's columns say what its line says, and its hash follows from HASH, which moves on. What was purged of a
 * line (purge.h) cannot be hashed again: its hash is believed, of records that persons are in.
 */
static gboolean
op_fits (XyRows *rows, gint64 n, gboolean purged, guint8 hash[XY_HASH_SIZE])
{
  char id_text[XY_ID_TEXT_LENGTH + 1];
  XyId id = xy_rows_id (rows, 3);
  gsize length;
  const char *line = xy_rows_text (rows, 4);

  if (line == NULL || xy_rows_int (rows, 0) != n || xy_rows_int (rows, 7) != n)
    return FALSE;
  xy_id_to_text (&id, id_text);
  if (g_strcmp0 (xy_rows_text (rows, 2), xy_rows_text (rows, 8)) != 0
      || g_strcmp0 (id_text, xy_rows_text (rows, 9)) != 0)
    return FALSE;

  const void *kept = xy_rows_bytes (rows, 6, &length);
  if (length != XY_HASH_SIZE)
    return FALSE;
  if (purged && xy_rows_int (rows, 10) != 0 && xy_purge_may_clear (xy_rows_text (rows, 2)))
    memcpy (hash, kept, XY_HASH_SIZE);
  else
    xy_op_chain (hash, line, strlen (line));
  return memcmp (kept, hash, XY_HASH_SIZE) == 0;
}

gboolean
xy_op_verify (XyStore *store, gint64 *count, GError **error)
{
  XyDb *db = xy_store_get_db (store);
  guint8 hash[XY_HASH_SIZE] = { 0 }, sum[XY_HASH_SIZE] = { 0 };
  g_autoptr (GError) problem = NULL;
  gint64 n = 0, act_number = 0, purged = 0;
  /* A line that is no JSON would end the query itself: it is asked for its parts only where it is valid. */
  g_autoptr (XyRows) ops = xy_db_query (db,
                                        "SELECT n, act, tbl, rec, line, old, h, "
                                        "CASE WHEN json_valid (line) THEN line ->> 'n' END, "
                                        "CASE WHEN json_valid (line) THEN line ->> 't' END, "
                                        "CASE WHEN json_valid (line) THEN line ->> 'id' END, purged FROM op ORDER BY n",
                                        XY_BIND_NONE, &problem);
  g_autoptr (XyRows) acts =
      xy_db_query (db, "SELECT n, at, by, who, title, kind, undoes, n_ops, sum, final, purged FROM act ORDER BY n",
                   XY_BIND_NONE, &problem);

  /* Where nobody was purged, nothing was cleared. */
  if (!xy_db_number (db, "SELECT count (*) FROM purge", XY_BIND_NONE, &purged, error))
    return FALSE;
  while (xy_rows_next (acts, &problem))
    {
      crypto_hash_sha256_state state;
      char by[XY_ID_TEXT_LENGTH + 1];
      XyId user = xy_rows_id (acts, 2);
      gint64 n_ops = xy_rows_int (acts, 7);
      gsize length;

      if (xy_rows_int (acts, 0) != ++act_number)
        return broken (error, n + 1);
      crypto_hash_sha256_init (&state);
      crypto_hash_sha256_update (&state, sum, sizeof sum);
      for (gint64 i = 0; i < n_ops; i++)
        {
          n++;
          if (!xy_rows_next (ops, &problem) || !op_fits (ops, n, purged != 0, hash)
              || xy_rows_int (ops, 1) != act_number)
            return broken (error, n);
          const char *old = xy_rows_text (ops, 5);
          xy_op_add_to_sum (&state, n, old, old != NULL ? strlen (old) : 0);
        }
      xy_id_to_text (&user, by);
      g_autofree char *head =
          xy_op_act_head (act_number, xy_rows_int (acts, 1), by, xy_rows_text (acts, 3), xy_rows_text (acts, 4),
                          (int) xy_rows_int (acts, 5), xy_rows_int (acts, 6), xy_rows_int (acts, 9) != 0, n_ops);
      crypto_hash_sha256_update (&state, (const guint8 *) head, strlen (head));
      crypto_hash_sha256_final (&state, sum);
      const void *kept = xy_rows_bytes (acts, 8, &length);
      if (length == XY_HASH_SIZE && purged != 0 && xy_rows_int (acts, 10) != 0)
        memcpy (sum, kept, XY_HASH_SIZE);
      if (length != XY_HASH_SIZE || memcmp (kept, sum, XY_HASH_SIZE) != 0)
        return broken (error, n);
    }
  if (problem == NULL && xy_rows_next (ops, &problem))
    return broken (error, n + 1);
  if (!xy_error_pass (error, &problem))
    return FALSE;
  *count = n;
  return TRUE;
}
