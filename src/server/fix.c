/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an operation settles that the county showed the village. */
#include <string.h>

#include "server/store-private.h"

#define WAITING_SQL "SELECT count (*) FROM waiting WHERE sid = ?1 AND dev = ?2 AND n = ?3"
#define MISSING_SQL                                                                                                    \
  "SELECT line FROM op_log WHERE sid = ?1 AND dev = ?2 AND n = ?3 AND disp = 'held' AND code = 'missing'"
#define STOP_WAITING_SQL "DELETE FROM waiting WHERE sid = ?1 AND dev = ?2 AND n = ?3"
/* Held no longer: it will never be taken, what settles it says more. */
#define GIVE_UP_SQL                                                                                                    \
  "UPDATE op_log SET disp = 'rejected', code = 'settled' WHERE sid = ?1 AND dev = ?2 AND n = ?3 AND disp = 'held'"

static gboolean
read_body (XyBatch *batch, const char *table, const XyId *id, char **body, GError **error)
{
  GError *problem = NULL;
  const XyShelfRow *row = xy_batch_find (batch, table, id, &problem);

  *body = row != NULL ? g_strdup (row->values[XY_BATCH_BODY].pointer) : NULL;
  return xy_error_pass (error, &problem);
}

gboolean
xy_batch_read_fix (XyBatch *batch, const char *table, const XyId *id, char **fix, GError **error)
{
  g_autofree char *body = NULL;
  GError *problem = NULL;

  *fix = NULL;
  if (!read_body (batch, table, id, &body, error))
    return FALSE;
  if (body != NULL)
    *fix = xy_db_text (xy_wire_get_db (batch->store->wire),
                       "SELECT json_object ('fx', ?1 -> 'fx', 'back', ?1 -> 'back') WHERE ?1 -> 'fx' IS NOT NULL",
                       XY_BIND (XY_TEXT (body)), &problem);
  return xy_error_pass (error, &problem);
}

static gboolean
close_row (XyBatch *batch, const char *table, const XyId *id, gint64 n, gboolean back, GError **error)
{
  g_autofree char *there = NULL, *device = g_strdup_printf ("%" G_GINT64_MODIFIER "x", batch->device);

  if (!read_body (batch, table, id, &there, error))
    return FALSE;
  g_autofree char *body =
      xy_db_text (xy_wire_get_db (batch->store->wire),
                  "SELECT json_set (?1, '$.fx', coalesce (?1 -> 'fx', json_array (?2, ?3)), '$.back', ?4)",
                  XY_BIND (XY_TEXT (there != NULL ? there : "{}"), XY_TEXT (device), XY_INT (n), XY_INT (back)), error);
  return body != NULL && xy_batch_write_own (batch, table, id, TRUE, body, error);
}

/* For how many records the operation that OP settles waits. */
static gboolean
count_waiting (XyBatch *batch, const XyWireOp *op, gint64 *waiting, GError **error)
{
  *waiting = 0;
  return xy_base_number (batch->store->base, WAITING_SQL,
                         XY_BIND (XY_INT (batch->stream), XY_INT (op->fixes_device), XY_INT (op->fixes_n)), waiting,
                         error);
}

/* Whether OP deletes the record OF, or is an entry that names it. */
static gboolean
is_against (XyBatch *batch, const XyWireOp *op, const XyId *of, gboolean *against, GError **error)
{
  char text[XY_ID_TEXT_LENGTH + 1];
  gint64 names = 0;

  xy_id_to_text (of, text);
  if (!xy_db_number (xy_wire_get_db (batch->store->wire),
                     "SELECT EXISTS (SELECT 1 FROM json_each (?1) AS d WHERE d.value = ?2)",
                     XY_BIND (XY_TEXT (op->fields), XY_TEXT (text)), &names, error))
    return FALSE;
  *against = xy_id_equal (&op->id, of) ? op->kind == 'd' : xy_op_is_entry (op) && names != 0;
  return TRUE;
}

/* The line of the operation that OP settles, where that waits for a record. Returns: (transfer full) NULL: there is
 * none. */
static char *
read_waiting (XyBatch *batch, const XyWireOp *op, GError **error)
{
  gsize length;
  GError *problem = NULL;
  g_autofree char *line = NULL;
  {
    g_autoptr (XyBaseRows) rows =
        xy_base_query (batch->store->base, MISSING_SQL,
                       XY_BIND (XY_INT (batch->stream), XY_INT (op->fixes_device), XY_INT (op->fixes_n)), &problem);
    if (xy_base_rows_next (rows, &problem))
      {
        const char *bytes = xy_base_rows_bytes (rows, 0, &length);
        line = g_strndup (bytes, length);
      }
  }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&line) : NULL;
}

gboolean
xy_batch_take_first (XyBatch *batch, const XyWireOp *op, gboolean *taken, GError **error)
{
  g_auto (XyWireOp) before = { 0 };
  GError *problem = NULL;
  gboolean against = FALSE;
  gint64 waiting = 0;

  *taken = FALSE;
  if (op->fixes_device == 0 || op->fixes_field != NULL)
    return TRUE;
  g_autofree char *line = read_waiting (batch, op, &problem);
  if (line == NULL || xy_wire_read_op (line, strlen (line), &before) != XY_WIRE_FINE || before.kind != 'i')
    return xy_error_pass (error, &problem);
  if (!is_against (batch, op, &before.id, &against, error))
    return FALSE;
  if (!against)
    return TRUE;
  if (!count_waiting (batch, op, &waiting, error))
    return FALSE;
  batch->n_waiting -= waiting;
  batch->alone = TRUE;
  gboolean ok = xy_batch_again (batch, op->fixes_device, op->fixes_n, error);
  batch->alone = FALSE;
  return ok && xy_batch_knows (batch, before.table, &before.id, taken, error);
}

gboolean
xy_batch_takes_back (XyBatch *batch, const XyWireOp *op, const XyId *missing, gboolean *takes_back, GError **error)
{
  XyDb *json = xy_wire_get_db (batch->store->wire);
  g_autofree char *body = NULL, *table = NULL, *text = NULL;
  gboolean known = FALSE;
  XyId id = xy_wire_returned_id (batch->stream, op->fixes_device, op->fixes_n), of = *missing;

  *takes_back = FALSE;
  if (op->fixes_device == 0 || op->fixes_field != NULL)
    return TRUE;
  if (!read_body (batch, RETURNED_TABLE, &id, &body, error))
    return FALSE;
  /* A line that could not be read does not say what it was about. */
  if (body != NULL && xy_id_is_none (&of))
    {
      table = xy_db_text (json, "SELECT ?1 ->> 't'", XY_BIND (XY_TEXT (body)), NULL);
      text = xy_db_text (json, "SELECT ?1 ->> 'id'", XY_BIND (XY_TEXT (body)), NULL);
      if (table == NULL || text == NULL || !xy_id_from_text (text, &of))
        return TRUE;
      if (!xy_batch_knows (batch, table, &of, &known, error))
        return FALSE;
    }
  return known || xy_id_is_none (&of) || is_against (batch, op, &of, takes_back, error);
}

gboolean
xy_is_settled (const XyDecision *decision)
{
  return decision->kind == XY_RESULT_REJECTED && g_strcmp0 (decision->code, "settled") == 0;
}

gboolean
xy_batch_fix (XyBatch *batch, const XyWireOp *op, const XyDecision *decision, GError **error)
{
  XyBase *base = batch->store->base;
  gint64 device = op->fixes_device, waiting = 0;
  XyId id;

  if (device == 0)
    return TRUE;
  if (op->fixes_field != NULL)
    {
      id = xy_wire_conflict_id (&op->id, device, op->fixes_n, op->fixes_field);
      return close_row (batch, CONFLICT_TABLE, &id, op->n, FALSE, error);
    }
  id = xy_wire_returned_id (batch->stream, device, op->fixes_n);
  if (!count_waiting (batch, op, &waiting, error))
    return FALSE;
  batch->n_waiting -= waiting;
  return xy_base_run (base, STOP_WAITING_SQL, XY_BIND (XY_INT (batch->stream), XY_INT (device), XY_INT (op->fixes_n)),
                      error)
         && xy_base_run (base, GIVE_UP_SQL, XY_BIND (XY_INT (batch->stream), XY_INT (device), XY_INT (op->fixes_n)),
                         error)
         && close_row (batch, RETURNED_TABLE, &id, op->n, xy_is_settled (decision), error);
}
