/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/bylaw.h"
#include "server/access.h"
#include "server/store-private.h"
#include "server/township.h"

#define DEVICE_SQL                                                                                                               \
  "UPDATE device SET last_n = ?3, last_h = ?4, old = CASE WHEN ?5 > old THEN ?5 ELSE old END, seen = ?6, off_ms = ?7, sch = ?8 " \
  "WHERE sid = ?1 AND dev = ?2"

/* Where the database says that it is busy (it undid one of two that waited for each other). */
#define TRIES_MOST 3

/* A line of the push, read. */
typedef struct
{
  const char *line;
  gsize length;
  XyWireFlaw flaw;
  XyWireOp op;
} Line;

static void
line_clear (gpointer data)
{
  xy_wire_op_clear (&((Line *) data)->op);
}

static gboolean
give (GString *out, XyAnswer *answer)
{
  xy_answer_append (out, answer);
  return TRUE;
}

/* Which step of a bylaw OP is about. Returns: (transfer full) NULL: none. */
static char *
read_step (XyBatch *batch, const XyWireOp *op, GError **error)
{
  XyServerStore *store = batch->store;
  g_autofree char *body = NULL;

  if (!g_str_equal (op->table, xy_bylaw_step_type.table))
    return NULL;
  if (op->kind != 'i')
    {
      const XyShelfRow *there = xy_batch_find (batch, op->table, &op->id, error);
      if (there == NULL)
        return NULL;
      body = g_strdup (there->values[XY_BATCH_BODY].pointer);
    }
  return xy_db_text (xy_wire_get_db (store->wire), "SELECT ?1 ->> 'kind'",
                     XY_BIND (XY_TEXT (body != NULL ? body : op->fields)), error);
}

static gboolean
check_role (XyBatch *batch, const XyWireOp *op, XyDecision *decision, gboolean *allowed, GError **error)
{
  const XyServerAccount *account = batch->store->account;
  g_autoptr (GError) problem = NULL;
  gint64 since = 0;
  gboolean held;

  *allowed = TRUE;
  if (account == NULL)
    return TRUE;
  g_autofree char *step = read_step (batch, op, &problem);
  if (problem == NULL && step != NULL)
    xy_township_since (batch->store, batch->stream, &since, &problem);
  if (!xy_error_pass (error, &problem))
    return FALSE;
  *allowed = xy_access_may_push (account, op->table, op->kind, step, op->at, since, &held);
  if (!*allowed)
    {
      /* What is salvaged waits for who may write it, or for somebody's word. */
      *decision = (XyDecision){ .missing = op->salvaged ? op->id : XY_ID_NONE };
      xy_decision_set (decision, held || op->salvaged ? XY_RESULT_HELD : XY_RESULT_REJECTED, "role");
    }
  return TRUE;
}

/*
 * As xy_decide(), but what only settles something changes nothing, and nothing waits that was settled before it came or
 * that takes back what never came.
 */
static gboolean
decide (XyBatch *batch, const XyWireOp *op, XyDecision *decision, GError **error)
{
  g_autofree char *fix = NULL;
  gboolean taken, takes_back;

  *decision = (XyDecision){ .kind = XY_RESULT_OK };
  if (op->fixes_device != 0 && op->values.n == 0)
    return TRUE;
  if (!xy_batch_take_first (batch, op, &taken, error))
    return FALSE;
  batch->alone = taken;
  gboolean ok = xy_decide (batch, op, decision, error);
  batch->alone = FALSE;
  if (!ok)
    return FALSE;
  if (decision->kind != XY_RESULT_HELD)
    return TRUE;
  XyId id = xy_wire_returned_id (batch->stream, batch->device, op->n);
  if (!xy_batch_read_fix (batch, RETURNED_TABLE, &id, &fix, error)
      || !xy_batch_takes_back (batch, op, &decision->missing, &takes_back, error))
    return FALSE;
  if (fix != NULL || takes_back)
    *decision = (XyDecision){ .kind = XY_RESULT_REJECTED, .code = "settled" };
  return TRUE;
}

static gboolean
take (XyBatch *batch, const Line *line, gint64 n, const guint8 hash[XY_HASH_SIZE], XyDecision *decision, GError **error)
{
  gboolean readable = line->flaw != XY_WIRE_TEXT && line->flaw != XY_WIRE_LENGTH;

  if (line->flaw != XY_WIRE_FINE || line->op.n != n)
    {
      xy_decision_set (decision, XY_RESULT_REJECTED,
                       line->flaw != XY_WIRE_FINE ? xy_wire_flaw_code (line->flaw) : "number");
      return xy_batch_log (batch, n, line->line, line->length, hash, NULL, readable, decision, error);
    }
  gboolean allowed = TRUE;
  if (batch->store->aside)
    xy_decision_set (decision, XY_RESULT_HELD, "revoked");
  else if (!check_role (batch, &line->op, decision, &allowed, error)
           || (allowed && !decide (batch, &line->op, decision, error)))
    return FALSE;

  /* An entry is its own log, unless there is something to say of it. */
  gboolean entry = xy_op_is_entry (&line->op) && decision->seq != 0;
  if (entry && !xy_batch_write_entry (batch, &line->op, hash, decision->seq, error))
    return FALSE;
  if ((!entry || decision->kind != XY_RESULT_OK)
      && !xy_batch_log (batch, n, line->line, line->length, hash, &line->op, TRUE, decision, error))
    return FALSE;
  if (allowed && !batch->store->aside && (decision->kind != XY_RESULT_REJECTED || xy_is_settled (decision))
      && !xy_batch_fix (batch, &line->op, decision, error))
    return FALSE;
  return xy_batch_wake (batch, &line->op, decision, error);
}

static gboolean
take_and_answer (XyBatch *batch,
                 const Line *line,
                 gint64 n,
                 const guint8 hash[XY_HASH_SIZE],
                 XyAnswer *answer,
                 GError **error)
{
  XyDecision decision = { 0 };
  gboolean ok = take (batch, line, n, hash, &decision, error);

  if (ok && decision.kind != XY_RESULT_OK)
    xy_answer_add (answer, n, decision.kind, decision.code, decision.detail);
  g_free (decision.detail);
  return ok;
}

/*
 * One line, which fails alone: what one record does to the database must not stop those behind it. Where the database
 * itself fails, all of it does.
 */
static gboolean
take_alone (XyBatch *batch,
            const Line *line,
            gint64 n,
            const guint8 hash[XY_HASH_SIZE],
            XyAnswer *answer,
            GError **error)
{
  XyBase *base = batch->store->base;
  g_autoptr (GError) problem = NULL;
  gint64 head = batch->head, waiting = batch->n_waiting;
  guint answered = answer->results != NULL ? answer->results->len : 0;
  XyRollupMark mark = xy_rollup_mark (batch->rollup);

  if (!xy_base_savepoint (base, "line", error))
    return FALSE;
  if (take_and_answer (batch, line, n, hash, answer, &problem) && xy_batch_write (batch, &problem)
      && xy_base_release (base, "line", &problem))
    return TRUE;
  if (!g_error_matches (problem, XY_ERROR, XY_ERROR_CONFLICT))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  batch->head = head;
  batch->n_waiting = waiting;
  xy_rollup_rewind (batch->rollup, mark);
  xy_batch_forget (batch);
  if (answer->results != NULL)
    g_array_set_size (answer->results, answered);
  XyDecision refused = { 0 };
  xy_decision_set (&refused, XY_RESULT_REJECTED, "refused");
  xy_answer_add (answer, n, refused.kind, refused.code, NULL);
  return xy_base_undo (base, "line", error)
         && xy_batch_log (batch, n, line->line, line->length, hash, NULL, TRUE, &refused, error)
         && xy_batch_write (batch, error) && xy_base_release (base, "line", error);
}

static GArray *
read_lines (XyWireLines lines, gint64 skip)
{
  GArray *list = g_array_sized_new (FALSE, TRUE, sizeof (Line), (guint) lines.n);
  Line line = { NULL };

  g_array_set_clear_func (list, line_clear);
  while (xy_wire_next_line (&lines.at, lines.end, &line.line, &line.length))
    {
      if (skip > 0)
        {
          skip--;
          continue;
        }
      line.flaw = xy_wire_read_op (line.line, line.length, &line.op);
      g_array_append_val (list, line);
    }
  return list;
}

static void
count_deletions (XyBatch *batch, GArray *lines)
{
  batch->deletions = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);
      if (line->flaw == XY_WIRE_FINE && line->op.kind == 'd')
        {
          int n = GPOINTER_TO_INT (g_hash_table_lookup (batch->deletions, line->op.table));
          g_hash_table_insert (batch->deletions, (gpointer) line->op.table, GINT_TO_POINTER (n + 1));
        }
    }
}

/* One try at a push. */
typedef struct
{
  XyServerStore *store;
  XyWirePush head;
  XyWireLines lines;
  GByteArray *hashes; /* the chain's, behind each line */
  gboolean careful;   /* a line stands in the way of the others: one after the other, to find it */
  gboolean again;     /* it came to nothing: somebody else was there first */
} Push;

/* The chain's hash behind operation N, which is one of PUSH or that before its first. */
static const guint8 *
hash_behind (const Push *push, gint64 n)
{
  return n < push->head.from ? push->head.before : push->hashes->data + (n - push->head.from) * XY_HASH_SIZE;
}

static gboolean
take_lines (const Push *push, XyBatch *batch, GArray *list, XyServerDevice *device, XyAnswer *answer, GError **error)
{
  for (guint i = 0; i < list->len; i++)
    {
      const Line *line = &g_array_index (list, Line, i);
      if (line->flaw == XY_WIRE_FINE)
        xy_batch_want (batch, &line->op);
    }
  if (!xy_batch_fetch (batch, error))
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    {
      const Line *line = &g_array_index (list, Line, i);
      memcpy (device->hash, hash_behind (push, ++device->last), XY_HASH_SIZE);
      if (!(batch->careful ? take_alone : take_and_answer) (batch, line, device->last, device->hash, answer, error))
        return FALSE;
    }
  return TRUE;
}

/* Takes the lines behind DEVICE's last one. They are read before the village is locked. */
static gboolean
take_new (Push *push, XyServerDevice *device, XyAnswer *answer, GError **error)
{
  const XyWirePush *head = &push->head;
  g_autoptr (GArray) list = read_lines (push->lines, device->last - head->from + 1);
  XyBatch batch;

  if (!xy_batch_begin_for (&batch, push->store, device, error))
    return FALSE;
  push->again = batch.again;
  if (push->again)
    return TRUE;
  batch.careful = push->careful;
  batch.old = MAX (batch.old, head->old);
  batch.first = device->last + 1;
  count_deletions (&batch, list);
  if (!take_lines (push, &batch, list, device, answer, error)
      || !xy_base_later (push->store->base, DEVICE_SQL,
                         XY_BIND (XY_INT (device->stream), XY_INT (device->device), XY_INT (device->last),
                                  XY_BYTES (device->hash, XY_HASH_SIZE), XY_INT (head->old), XY_INT (batch.at),
                                  XY_INT (head->offset), XY_INT (head->schema)),
                         error))
    {
      xy_batch_rollback (&batch);
      return FALSE;
    }
  answer->head = batch.head;
  answer->last = device->last;
  memcpy (answer->hash, device->hash, XY_HASH_SIZE);
  return xy_batch_commit (&batch, error);
}

static gboolean
take_push (Push *push, XyAnswer *answer, GError **error)
{
  XyServerStore *store = push->store;
  const XyWirePush *head = &push->head;
  XyServerDevice device;
  guint8 there[XY_HASH_SIZE];
  g_autoptr (GError) problem = NULL;

  push->again = FALSE;
  if (!xy_server_device_read (store, head->stream, head->device, &device, &problem)
      || xy_server_device_refused (store, &device))
    {
      if (!xy_error_pass (error, &problem))
        return FALSE;
      xy_server_answer_init (store, answer, XY_ANSWER_DENIED, NULL);
      return TRUE;
    }
  xy_server_answer_init (store, answer, XY_ANSWER_OK, &device);
  if (!g_str_equal (head->epoch, store->epoch))
    answer->kind = XY_ANSWER_EPOCH;
  else if (head->from > device.last + 1)
    answer->kind = XY_ANSWER_GAP;
  if (answer->kind != XY_ANSWER_OK)
    return TRUE;

  gint64 known = MIN (device.last - head->from + 1, push->lines.n), from = head->from + known - 1;
  if (!xy_server_hash_read (store, &device, from, there, error))
    return FALSE;
  if (memcmp (hash_behind (push, from), there, XY_HASH_SIZE) != 0)
    {
      answer->kind = XY_ANSWER_FORK;
      return TRUE;
    }
  /* What is here already is answered as it was the first time; so is what a stick brought behind it meanwhile, since
   * the device asks no more about what is up to the answer's last. */
  return (device.last < head->from || xy_server_results_read (store, &device, head->from, device.last, answer, error))
         && (known == push->lines.n || take_new (push, &device, answer, error));
}

gboolean
xy_server_store_push (XyServerStore *store, const char *text, gsize length, GString *out, GError **error)
{
  g_autoptr (GByteArray) hashes = g_byte_array_new ();
  Push push = { .store = store, .hashes = hashes };
  g_auto (XyAnswer) answer = { 0 };

  store->receipt = (XyServerReceipt){ 0 };
  if (!xy_wire_read_push (store->wire, text, length, &push.head, &push.lines, hashes, NULL))
    {
      xy_server_answer_init (store, &answer, XY_ANSWER_BAD, NULL);
      return give (out, &answer);
    }
  for (guint tries = 1;; tries++)
    {
      g_autoptr (GError) problem = NULL;
      gboolean done = take_push (&push, &answer, &problem) && !push.again;
      gboolean conflict = g_error_matches (problem, XY_ERROR, XY_ERROR_CONFLICT) && !push.careful;

      if (done)
        break;
      if (!push.again && !conflict && (!g_error_matches (problem, XY_ERROR, XY_ERROR_BUSY) || tries >= TRIES_MOST))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      push.careful |= conflict;
      xy_answer_clear (&answer);
    }
  xy_server_receipt_set (store, push.head.stream, &answer);
  return give (out, &answer);
}

gboolean
xy_server_store_release (XyServerStore *store, gint64 stream, gint64 device, gint64 n, GError **error)
{
  XyBatch batch;
  gint64 held = 0;

  if (!xy_base_number (store->base, "SELECT 1 FROM op_log WHERE sid = ?1 AND dev = ?2 AND n = ?3 AND disp = 'held'",
                       XY_BIND (XY_INT (stream), XY_INT (device), XY_INT (n)), &held, error))
    return FALSE;
  if (!held)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, "operation %" G_GINT64_FORMAT " is not held", n);
      return FALSE;
    }
  if (!xy_batch_begin (&batch, store, stream, device, error))
    return FALSE;
  batch.insist = TRUE;
  if (xy_batch_again (&batch, device, n, error))
    return xy_batch_commit (&batch, error);
  xy_batch_rollback (&batch);
  return FALSE;
}
