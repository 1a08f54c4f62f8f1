/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/local.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/migrate.h"
#include "sync/apply.h"
#include "sync/salvage.h"
#include "sync/standing-private.h"

#define LOAD_SQL                                                                                                         \
  "SELECT stream, device, epoch, first, acked, acked_hash, old, cursor, staged, phase, batch, failures, next_at, nonce " \
  "FROM sync"
#define SAVE_SQL                                                                                                       \
  "UPDATE sync SET stream = ?1, device = ?2, epoch = ?3, first = ?4, acked = ?5, acked_hash = ?6, old = ?7, "          \
  "cursor = ?8, staged = ?9, phase = ?10, batch = ?11, failures = ?12, next_at = ?13, nonce = ?14"
#define ENROLL_SQL                                                                                                        \
  "INSERT INTO sync (one, stream, device, epoch, first, acked, acked_hash, old, cursor, staged, phase, batch, failures, " \
  "next_at, nonce, offset, set_at, clock, tick) VALUES (1, ?1, ?2, ?3, 0, 0, zeroblob (32), 0, 0, 0, 0, ?4, 0, 0, 0, 0, " \
  "0, 0, 0)"
#define LINES_SQL "SELECT n, line FROM op WHERE n BETWEEN ?1 AND ?2 ORDER BY n"
#define RESULT_SQL "INSERT OR REPLACE INTO sync_result (op, result, code, detail) VALUES (?1, ?2, ?3, ?4)"
/* An operation that was held is over once the row that showed it is. */
#define COUNT_SQL                                                                                                      \
  "SELECT coalesce (sum (r.body ->> 'disp' = 'held'), 0), coalesce (sum (r.body ->> 'disp' = 'rejected'), 0) "         \
  "FROM sync_row AS r WHERE r.tbl = '_quar' AND " XY_STANDING_OPEN

typedef struct
{
  gint64 stream;
  gint64 device;
  const char *epoch;
} Enrolment;

static gboolean
corrupt (GError **error)
{
  g_set_error_literal (error, XY_ERROR, XY_ERROR_CORRUPT, _ ("The record of changes has a gap."));
  return FALSE;
}

static gboolean
enroll (XyTxn *txn, gpointer data, GError **error)
{
  const Enrolment *enrolment = data;

  return xy_db_run (xy_txn_get_db (txn), ENROLL_SQL,
                    XY_BIND (XY_INT (enrolment->stream), XY_INT (enrolment->device), XY_TEXT (enrolment->epoch),
                             XY_INT (XY_WIRE_OPS_USUAL)),
                    error);
}

gboolean
xy_local_enroll (XyStore *store, gint64 stream, gint64 device, const char *epoch, GError **error)
{
  Enrolment enrolment = { stream, device, epoch };
  gint64 there = 0;

  if (!xy_db_number (xy_store_get_db (store), "SELECT count (*) FROM sync", XY_BIND_NONE, &there, error))
    return FALSE;
  if (there > 0)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_CONFLICT,
                           _ ("This computer is enrolled with the county already."));
      return FALSE;
    }
  return xy_store_receive (store, enroll, &enrolment, error);
}

/* As after a fork; see machine.c. */
static gboolean
change_number (XyTxn *txn, XyLocal *local, gint64 device, const char *epoch, GError **error)
{
  gint64 max;

  if (!xy_local_max (xy_txn_get_store (txn), local, &max, error))
    return FALSE;
  /* A county with another history may lack what was answered, under whatever number: all of it is sent again. */
  if (g_str_equal (local->machine.epoch, epoch))
    local->first += local->machine.acked;
  else
    {
      max += local->first;
      local->first = 0;
      if (!xy_local_forget_results (txn, local, error))
        return FALSE;
    }
  xy_machine_renumber (&local->machine, device, epoch, max);
  return xy_apply_unstage (txn, error) && xy_salvage_forget (txn, error) && xy_local_save (txn, local, error);
}

gboolean
xy_local_take_number (XyTxn *txn, gint64 stream, gint64 device, const char *epoch, GError **error)
{
  XyLocal local;
  g_autoptr (GError) problem = NULL;
  Enrolment enrolment = { stream, device, epoch };

  if (!xy_local_load (xy_txn_get_store (txn), &local, &problem))
    {
      return xy_error_pass (error, &problem) ? enroll (txn, &enrolment, error) : FALSE;
    }
  if (local.machine.stream != stream)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("This file is enrolled for another village."));
      return FALSE;
    }
  return local.machine.device == device || change_number (txn, &local, device, epoch, error);
}

gboolean
xy_local_set_copied (XyTxn *txn, guint64 nonce, GError **error)
{
  return xy_db_run (xy_txn_get_db (txn), "UPDATE sync SET nonce = ?1", XY_BIND (XY_INT ((gint64) (nonce | 1))), error);
}

gboolean
xy_local_equal (const XyLocal *a, const XyLocal *b)
{
  const XyMachine *m = &a->machine, *n = &b->machine;

  return a->first == b->first && m->phase == n->phase && m->stream == n->stream && m->device == n->device
         && strcmp (m->epoch, n->epoch) == 0 && m->acked == n->acked
         && memcmp (m->acked_hash, n->acked_hash, XY_HASH_SIZE) == 0 && m->old == n->old && m->cursor == n->cursor
         && m->staged == n->staged && m->batch == n->batch && m->failures == n->failures && m->next_at == n->next_at
         && m->nonce == n->nonce;
}

gboolean
xy_local_load (XyStore *store, XyLocal *local, GError **error)
{
  gsize length;
  XyMachine *machine = &local->machine;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), LOAD_SQL, XY_BIND_NONE, error);

  *local = (XyLocal){ 0 };
  if (!xy_rows_next (rows, error))
    return FALSE;
  xy_machine_init (machine, xy_rows_int (rows, 0), xy_rows_int (rows, 1), xy_rows_text (rows, 2));
  local->first = xy_rows_int (rows, 3);
  machine->acked = xy_rows_int (rows, 4);
  const void *hash = xy_rows_bytes (rows, 5, &length);
  if (length == XY_HASH_SIZE)
    memcpy (machine->acked_hash, hash, XY_HASH_SIZE);
  machine->old = xy_rows_int (rows, 6);
  machine->cursor = xy_rows_int (rows, 7);
  machine->staged = xy_rows_int (rows, 8);
  machine->phase = (XyPhase) xy_rows_int (rows, 9);
  machine->batch = xy_rows_int (rows, 10);
  machine->failures = xy_rows_int (rows, 11);
  machine->next_at = xy_rows_int (rows, 12);
  machine->nonce = (guint64) xy_rows_int (rows, 13);
  return TRUE;
}

gboolean
xy_local_save (XyTxn *txn, const XyLocal *local, GError **error)
{
  const XyMachine *machine = &local->machine;

  return xy_db_run (
      xy_txn_get_db (txn), SAVE_SQL,
      XY_BIND (XY_INT (machine->stream), XY_INT (machine->device), XY_TEXT (machine->epoch), XY_INT (local->first),
               XY_INT (machine->acked), XY_BYTES (machine->acked_hash, XY_HASH_SIZE), XY_INT (machine->old),
               XY_INT (machine->cursor), XY_INT (machine->staged), XY_INT (machine->phase), XY_INT (machine->batch),
               XY_INT (machine->failures), XY_INT (machine->next_at), XY_INT ((gint64) machine->nonce)),
      error);
}

gboolean
xy_local_set_clock (XyTxn *txn, gint64 offset, gint64 now, GError **error)
{
  return xy_db_run (xy_txn_get_db (txn), "UPDATE sync SET offset = ?1, set_at = ?2",
                    XY_BIND (XY_INT (offset), XY_INT (now)), error);
}

gboolean
xy_local_get_offset (XyStore *store, gint64 *offset, GError **error)
{
  *offset = 0;
  return xy_db_number (xy_store_get_db (store), "SELECT offset FROM sync", XY_BIND_NONE, offset, error);
}

gboolean
xy_local_max (XyStore *store, const XyLocal *local, gint64 *max, GError **error)
{
  gint64 n = local->first;

  if (!xy_db_number (xy_store_get_db (store), "SELECT max (n) FROM op", XY_BIND_NONE, &n, error))
    return FALSE;
  *max = n - local->first;
  return TRUE;
}

gboolean
xy_local_hash (XyStore *store, const XyLocal *local, gint64 n, guint8 hash[XY_HASH_SIZE], GError **error)
{
  /* From where it is known, unless it lies before that. */
  gint64 from = n >= local->machine.acked ? local->machine.acked : 0;
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GError) problem = NULL;

  memset (hash, 0, XY_HASH_SIZE);
  if (from > 0)
    memcpy (hash, local->machine.acked_hash, XY_HASH_SIZE);
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), LINES_SQL,
                   XY_BIND (XY_INT (local->first + from + 1), XY_INT (local->first + n)), &problem);
  while (xy_rows_next (rows, &problem))
    {
      g_string_truncate (line, 0);
      xy_wire_append_op (line, xy_rows_text (rows, 1), ++from);
      xy_wire_chain (hash, line->str, line->len);
    }
  return xy_error_pass (error, &problem) ? from == n || corrupt (error) : FALSE;
}

GString *
xy_local_make_push (XyStore *store, const XyLocal *local, gint64 from, gint64 to, GError **error)
{
  const XyMachine *machine = &local->machine;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) problem = NULL;
  gint64 n = from - 1;
  XyWirePush head = { .stream = machine->stream,
                      .device = machine->device,
                      .from = from,
                      .old = machine->old,
                      .schema = xy_migrate_newest () };
  guint8 hash[XY_HASH_SIZE];

  g_strlcpy (head.epoch, machine->epoch, sizeof head.epoch);
  if (!xy_local_get_offset (store, &head.offset, error) || !xy_local_hash (store, local, from - 1, head.before, error))
    return NULL;
  memcpy (hash, head.before, XY_HASH_SIZE);
  xy_wire_append_push_head (out, &head);
  {
    g_autoptr (XyRows) rows =
        xy_db_query (xy_store_get_db (store), LINES_SQL,
                     XY_BIND (XY_INT (local->first + from), XY_INT (local->first + to)), &problem);
    while (out->len < XY_WIRE_RAW_MOST - 2 * XY_WIRE_LINE_MOST && xy_rows_next (rows, &problem))
      {
        gsize start = out->len;
        xy_wire_append_op (out, xy_rows_text (rows, 1), ++n);
        xy_wire_chain (hash, out->str + start, out->len - start);
        g_string_append_c (out, '\n');
      }
  }
  if (!xy_error_pass (error, &problem))
    return NULL;
  xy_wire_append_push_end (out, n - from + 1, hash);
  return g_steal_pointer (&out);
}

gboolean
xy_local_keep_results (XyTxn *txn, const XyLocal *local, const XyAnswer *answer, GError **error)
{
  for (guint i = 0; answer->results != NULL && i < answer->results->len; i++)
    {
      const XyResult *result = &g_array_index (answer->results, XyResult, i);
      if (result->kind != XY_RESULT_OK
          && !xy_db_run (xy_txn_get_db (txn), RESULT_SQL,
                         XY_BIND (XY_INT (local->first + result->n), XY_TEXT (xy_result_word (result->kind)),
                                  XY_TEXT (result->code != NULL ? result->code : ""), XY_TEXT (result->detail)),
                         error))
        return FALSE;
    }
  return TRUE;
}

gboolean
xy_local_forget_results (XyTxn *txn, const XyLocal *local, GError **error)
{
  return xy_db_run (xy_txn_get_db (txn), "DELETE FROM sync_result WHERE op > ?1", XY_BIND (XY_INT (local->first)),
                    error);
}

gboolean
xy_local_count (XyStore *store, const XyLocal *local, XyLocalCounts *counts, GError **error)
{
  gint64 max;
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), COUNT_SQL, XY_BIND_NONE, &problem);

  *counts = (XyLocalCounts){ 0 };
  if (xy_rows_next (rows, &problem))
    {
      counts->held = xy_rows_int (rows, 0);
      counts->rejected = xy_rows_int (rows, 1);
    }
  if (!xy_error_pass (error, &problem))
    return FALSE;
  if (!xy_local_max (store, local, &max, error))
    return FALSE;
  counts->waiting = max - local->machine.acked;
  return TRUE;
}
