/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/purge.h"
#include "server/store-private.h"

#define HELD_SQL "SELECT line, h FROM op_log WHERE sid = ?1 AND dev = ?2 AND n = ?3 AND disp = 'held'"

#define ENTRY_SQL                                                                                                      \
  "INSERT INTO entry (sid, seq, tbl, id, body, dev, n, h, by_, b, c, at_, rx) "                                        \
  "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"

typedef struct
{
  gint64 device;
  gint64 n;
} Waiting;

static gboolean
is_expected (XyServerStore *store, XyBaseRows *rows, const XyServerDevice *expected)
{
  gsize length;
  const void *hash = xy_base_rows_bytes (rows, 5, &length);

  return expected == NULL
         || (xy_base_rows_int (rows, 4) == expected->last && length == XY_HASH_SIZE
             && memcmp (hash, expected->hash, XY_HASH_SIZE) == 0
             && g_strcmp0 (xy_base_rows_text (rows, 6), store->epoch) == 0
             && (xy_base_rows_int (rows, 7) != 0) == expected->revoked);
}

/* EXPECTED: what the device was before; NULL: whatever it is. */
static gboolean
begin (XyBatch *batch,
       XyServerStore *store,
       gint64 stream,
       gint64 device,
       const XyServerDevice *expected,
       GError **error)
{
  *batch = (XyBatch){ .store = store, .stream = stream, .device = device, .at = xy_env_now (store->env) };

  if (!xy_base_begin (store->base, error))
    return FALSE;
  g_autoptr (GError) problem = NULL;
  if (xy_base_run (store->base, "UPDATE stream SET head = head WHERE sid = ?1", XY_BIND (XY_INT (stream)), &problem))
    {
      g_autoptr (XyBaseRows) rows =
          xy_base_query (store->base,
                         "SELECT s.head, s.same_upto, d.old, (SELECT count (*) FROM waiting AS w WHERE w.sid = s.sid), "
                         "d.last_n, d.last_h, (SELECT c.v FROM county AS c WHERE c.k = 'epoch'), d.state "
                         "FROM stream AS s JOIN device AS d ON d.sid = s.sid AND d.dev = ?2 WHERE s.sid = ?1",
                         XY_BIND (XY_INT (stream), XY_INT (device)), &problem);
      if (xy_base_rows_next (rows, &problem))
        {
          batch->head = xy_base_rows_int (rows, 0);
          batch->same_upto = xy_base_rows_int (rows, 1);
          batch->old = xy_base_rows_int (rows, 2);
          batch->n_waiting = xy_base_rows_int (rows, 3);
          batch->again = !is_expected (store, rows, expected);
          if (!batch->again)
            {
              batch->rollup = xy_rollup_new (store, stream);
              xy_batch_open_shelves (batch);
              return TRUE;
            }
        }
    }
  xy_base_rollback (store->base);
  if (batch->again)
    return TRUE;
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    g_set_error_literal (error, XY_ERROR, XY_ERROR_FAILED, "no such device");
  return FALSE;
}

gboolean
xy_batch_begin (XyBatch *batch, XyServerStore *store, gint64 stream, gint64 device, GError **error)
{
  return begin (batch, store, stream, device, NULL, error);
}

gboolean
xy_batch_begin_for (XyBatch *batch, XyServerStore *store, const XyServerDevice *device, GError **error)
{
  return begin (batch, store, device->stream, device->device, device, error);
}

gboolean
xy_batch_commit (XyBatch *batch, GError **error)
{
  XyBase *base = batch->store->base;
  g_autoptr (XyRollup) rollup = g_steal_pointer (&batch->rollup);
  gboolean written = xy_batch_write (batch, error);

  xy_batch_close_shelves (batch);
  g_clear_pointer (&batch->deletions, g_hash_table_unref);
  if (written && xy_rollup_write (rollup, error)
      && xy_base_later (base, "UPDATE stream SET head = ?2 WHERE sid = ?1",
                        XY_BIND (XY_INT (batch->stream), XY_INT (batch->head)), error)
      && xy_base_later (base,
                        "INSERT INTO batch (sid, seq) SELECT ?1, ?2 WHERE ?2 > 0 "
                        "AND NOT EXISTS (SELECT 1 FROM batch WHERE sid = ?1 AND seq = ?2)",
                        XY_BIND (XY_INT (batch->stream), XY_INT (batch->head)), error)
      && xy_base_commit (base, error))
    return TRUE;
  xy_base_rollback (base);
  return FALSE;
}

void
xy_batch_rollback (XyBatch *batch)
{
  g_clear_pointer (&batch->deletions, g_hash_table_unref);
  g_clear_pointer (&batch->rollup, xy_rollup_free);
  xy_batch_close_shelves (batch);
  xy_base_rollback (batch->store->base);
}

static gboolean
is_append_only (const XyRecordType *type)
{
  return type != NULL && type->merge == XY_MERGE_APPEND_ONLY;
}

gboolean
xy_is_entry (const char *table)
{
  return is_append_only (xy_record_type_by_table (table));
}

gboolean
xy_op_is_entry (const XyWireOp *op)
{
  return is_append_only (op->type);
}

gboolean
xy_batch_write_entry (XyBatch *batch, const XyWireOp *op, const guint8 hash[XY_HASH_SIZE], gint64 seq, GError **error)
{
  const XyValue row[] = { XY_ID (&op->id), XY_TEXT (op->table), XY_TEXT (op->fields) };

  return xy_base_later (batch->store->base, ENTRY_SQL,
                        XY_BIND (XY_INT (batch->stream), XY_INT (seq), XY_TEXT (op->table), XY_ID (&op->id),
                                 XY_TEXT (op->fields), XY_INT (batch->device), XY_INT (op->n),
                                 XY_BYTES (hash, XY_HASH_SIZE), XY_TEXT (op->by), XY_INT (op->base),
                                 XY_TEXT (op->clock), XY_INT (op->at), XY_INT (batch->at)),
                        error)
         && xy_shelf_put (batch->entries, row, TRUE, error)
         && xy_rollup_entry (batch->rollup, op->table, &op->values, op->at, error);
}

gint64
xy_batch_next (XyBatch *batch)
{
  return ++batch->head;
}

gboolean
xy_batch_write_own (XyBatch *batch, const char *table, const XyId *id, gboolean gone, const char *body, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *fix = NULL, *fixed = NULL;

  if (!xy_batch_read_fix (batch, table, id, &fix, error))
    return FALSE;
  if (fix != NULL)
    {
      fixed = xy_db_text (xy_wire_get_db (batch->store->wire), "SELECT json_patch (?1, ?2)",
                          XY_BIND (XY_TEXT (body), XY_TEXT (fix)), error);
      if (fixed == NULL)
        return FALSE;
      body = fixed;
      gone = TRUE;
    }
  const XyShelfRow *there = xy_batch_find (batch, table, id, &problem);
  if (!xy_error_pass (error, &problem))
    return FALSE;
  g_autofree char *fmeta = g_strdup (there != NULL ? there->values[XY_BATCH_FMETA].pointer : "{}");
  return xy_batch_put (batch, table, id, xy_batch_next (batch), gone, body, fmeta, error);
}

/* What the village is shown of an operation that was not taken. LINE is NULL where it is no text. */
static char *
returned_body (XyBatch *batch,
               gint64 n,
               const char *line,
               const XyWireOp *op,
               const XyDecision *decision,
               GError **error)
{
  g_autofree char *device = g_strdup_printf ("%" G_GINT64_MODIFIER "x", batch->device);
  char id[XY_ID_TEXT_LENGTH + 1] = "", of[XY_ID_TEXT_LENGTH + 1];

  xy_id_to_text (&decision->missing, of);
  if (op != NULL)
    xy_id_to_text (&op->id, id);
  return xy_db_text (
      xy_wire_get_db (batch->store->wire),
      "SELECT json_object ('dev', ?1, 'n', ?2, 't', ?3, 'id', ?4, 'disp', ?5, 'code', ?6, 'line', ?7, 'of', ?8)",
      XY_BIND (XY_TEXT (device), XY_INT (n), XY_TEXT (op != NULL ? op->table : NULL), XY_TEXT (op != NULL ? id : NULL),
               XY_TEXT (xy_result_word (decision->kind)), XY_TEXT (decision->code), XY_TEXT (line),
               XY_TEXT (xy_id_is_none (&decision->missing) ? NULL : of)),
      error);
}

/* Shows the village that operation N was not taken; or, where it was since, that this is over. */
static gboolean
write_returned (XyBatch *batch,
                gint64 n,
                const char *line,
                const XyWireOp *op,
                const XyDecision *decision,
                GError **error)
{
  XyId id = xy_wire_returned_id (batch->stream, batch->device, n);
  gboolean taken =
      (decision->kind != XY_RESULT_HELD && decision->kind != XY_RESULT_REJECTED) || xy_is_settled (decision);
  g_autofree char *body = returned_body (batch, n, line, op, decision, error);

  return body != NULL && xy_batch_write_own (batch, RETURNED_TABLE, &id, taken, body, error);
}

static gboolean
wait_for (XyBatch *batch, gint64 n, const XyId *id, GError **error)
{
  batch->n_waiting++;
  return xy_base_later (batch->store->base, "INSERT INTO waiting (sid, id, dev, n) VALUES (?1, ?2, ?3, ?4)",
                        XY_BIND (XY_INT (batch->stream), XY_ID (id), XY_INT (batch->device), XY_INT (n)), error);
}

gboolean
xy_batch_log (XyBatch *batch,
              gint64 n,
              const char *line,
              gsize length,
              const guint8 hash[XY_HASH_SIZE],
              const XyWireOp *op,
              gboolean readable,
              const XyDecision *decision,
              GError **error)
{
  const char kind[2] = { op != NULL ? op->kind : '\0', '\0' };
  g_autofree char *text = readable ? g_strndup (line, length) : NULL;

  /* Nothing of it stays. */
  if (op != NULL && decision->purged != XY_PURGE_NONE)
    {
      g_autofree char *whole = g_steal_pointer (&text);
      text = xy_purge_line (xy_wire_get_db (batch->store->wire), op->table, whole,
                            decision->purged == XY_PURGE_ALL ? "[]" : NULL, FALSE, error);
      if (text == NULL)
        return FALSE;
      line = text;
      length = strlen (text);
    }
  if (!xy_base_later (batch->store->base,
                      "INSERT INTO op_log (sid, dev, n, line, h, tbl, k, disp, code, detail, seq, rx) "
                      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
                      XY_BIND (XY_INT (batch->stream), XY_INT (batch->device), XY_INT (n), XY_BYTES (line, length),
                               XY_BYTES (hash, XY_HASH_SIZE), XY_TEXT (op != NULL ? op->table : NULL),
                               XY_TEXT (op != NULL ? kind : NULL), XY_TEXT (xy_result_word (decision->kind)),
                               XY_TEXT (decision->code), XY_TEXT (decision->detail), XY_INT (decision->seq),
                               XY_INT (batch->at)),
                      error))
    return FALSE;
  if (decision->kind == XY_RESULT_HELD && !xy_id_is_none (&decision->missing)
      && !wait_for (batch, n, &decision->missing, error))
    return FALSE;
  return (decision->kind != XY_RESULT_HELD && decision->kind != XY_RESULT_REJECTED)
         || write_returned (batch, n, text, op, decision, error);
}

/* Writes what became of operation N, which was held, and is no longer or waits for something else. */
static gboolean
settle (XyBatch *batch, gint64 n, const char *line, const XyWireOp *op, const XyDecision *decision, GError **error)
{
  XyBase *base = batch->store->base;

  if (!xy_base_run (
          base, "UPDATE op_log SET disp = ?4, code = ?5, detail = ?6, seq = ?7 WHERE sid = ?1 AND dev = ?2 AND n = ?3",
          XY_BIND (XY_INT (batch->stream), XY_INT (batch->device), XY_INT (n),
                   XY_TEXT (xy_result_word (decision->kind)), XY_TEXT (decision->code), XY_TEXT (decision->detail),
                   XY_INT (decision->seq)),
          error)
      || !xy_base_run (base, "DELETE FROM waiting WHERE sid = ?1 AND dev = ?2 AND n = ?3",
                       XY_BIND (XY_INT (batch->stream), XY_INT (batch->device), XY_INT (n)), error))
    return FALSE;
  if (decision->kind == XY_RESULT_HELD && !xy_id_is_none (&decision->missing)
      && !wait_for (batch, n, &decision->missing, error))
    return FALSE;
  return write_returned (batch, n, line, op, decision, error);
}

/* As the device that wrote it, whoever's push it is. */
static gboolean
become (XyBatch *batch, gint64 device, GError **error)
{
  batch->device = device;
  return xy_base_number (batch->store->base, "SELECT old FROM device WHERE sid = ?1 AND dev = ?2",
                         XY_BIND (XY_INT (batch->stream), XY_INT (device)), &batch->old, error);
}

/* The line and hash of an operation that is held. FALSE with no error where it is not. */
static gboolean
read_held (XyBatch *batch, gint64 device, gint64 n, char **line, guint8 hash[XY_HASH_SIZE], GError **error)
{
  gsize length;
  g_autoptr (XyBaseRows) rows = xy_base_query (batch->store->base, HELD_SQL,
                                               XY_BIND (XY_INT (batch->stream), XY_INT (device), XY_INT (n)), error);

  if (!xy_base_rows_next (rows, error))
    return FALSE;
  const void *bytes = xy_base_rows_bytes (rows, 0, &length);
  *line = g_strndup (bytes, length);
  bytes = xy_base_rows_bytes (rows, 1, &length);
  memset (hash, 0, XY_HASH_SIZE);
  if (length == XY_HASH_SIZE)
    memcpy (hash, bytes, XY_HASH_SIZE);
  return TRUE;
}

static gboolean
decide_again (XyBatch *batch, gint64 n, const char *line, const guint8 hash[XY_HASH_SIZE], GError **error)
{
  g_auto (XyWireOp) op = { 0 };
  XyDecision decision = { 0 };

  if (xy_wire_read_op (line, strlen (line), &op) != XY_WIRE_FINE)
    return TRUE;
  gboolean ok = xy_decide (batch, &op, &decision, error);
  /* That is said of this one; what it wakes may wait on. */
  batch->alone = FALSE;
  ok = ok
       && (!xy_op_is_entry (&op) || decision.seq == 0 || xy_batch_write_entry (batch, &op, hash, decision.seq, error))
       && settle (batch, n, line, &op, &decision, error) && xy_batch_wake (batch, &op, &decision, error);
  g_free (decision.detail);
  return ok;
}

gboolean
xy_batch_again (XyBatch *batch, gint64 device, gint64 n, GError **error)
{
  gint64 before = batch->device, old = batch->old;
  GHashTable *deletions = g_steal_pointer (&batch->deletions);
  g_autofree char *line = NULL;
  guint8 hash[XY_HASH_SIZE];
  g_autoptr (GError) problem = NULL;

  if (read_held (batch, device, n, &line, hash, &problem) && become (batch, device, &problem))
    decide_again (batch, n, line, hash, &problem);
  batch->deletions = deletions;
  batch->device = before;
  batch->old = old;
  return xy_error_pass (error, &problem);
}

/* Each is asked once: it may have to wait on, for the same record even, where that is of another type. */
gboolean
xy_batch_wake (XyBatch *batch, const XyWireOp *op, const XyDecision *decision, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (Waiting));
  g_autoptr (GError) problem = NULL;

  if (batch->n_waiting == 0 || op->kind != 'i' || (decision->seq == 0 && decision->kind != XY_RESULT_REJECTED))
    return TRUE;
  {
    g_autoptr (XyBaseRows) rows =
        xy_base_query (batch->store->base, "SELECT dev, n FROM waiting WHERE sid = ?1 AND id = ?2 ORDER BY dev, n",
                       XY_BIND (XY_INT (batch->stream), XY_ID (&op->id)), &problem);
    while (xy_base_rows_next (rows, &problem))
      {
        Waiting waiting = { xy_base_rows_int (rows, 0), xy_base_rows_int (rows, 1) };
        g_array_append_val (list, waiting);
      }
  }
  for (guint i = 0; problem == NULL && i < list->len; i++)
    {
      const Waiting *waiting = &g_array_index (list, Waiting, i);
      batch->n_waiting--;
      xy_batch_again (batch, waiting->device, waiting->n, &problem);
    }
  return xy_error_pass (error, &problem);
}
