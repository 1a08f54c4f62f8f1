/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/day.h"
#include "server/rules.h"

#define FIRST_DAY "2015-01-01"

/* Whether two bodies say the same: a field that is null says no more than none. */
#define DIFFERENT_SQL                                                                                                  \
  "WITH a AS (SELECT key, type, value FROM json_each (?1) WHERE type <> 'null'), "                                     \
  "b AS (SELECT key, type, value FROM json_each (?2) WHERE type <> 'null') "                                           \
  "SELECT EXISTS (SELECT * FROM a EXCEPT SELECT * FROM b) OR EXISTS (SELECT * FROM b EXCEPT SELECT * FROM a)"
#define BEFORE_SQL                                                                                                     \
  "SELECT count (*) FROM op_log WHERE sid = ?1 AND dev = ?2 AND tbl = ?3 AND k = 'd' AND rx > ?4 AND n < ?5"
#define ROWS_SQL "SELECT count (*) FROM rec WHERE sid = ?1 AND tbl = ?2 AND del = 0"

void
xy_decision_set (XyDecision *decision, XyResultKind kind, const char *code)
{
  decision->kind = kind;
  decision->code = code;
}

static gboolean
value_fits (const XyField *field, char kind)
{
  if (kind == '0')
    return (field->flags & XY_FIELD_REQUIRED) == 0;
  switch (field->type)
    {
    case XY_FIELD_TEXT:
      /* A long table is packed. */
      return kind == 't' || ((field->flags & XY_FIELD_TABLE) != 0 && kind == '{');
    case XY_FIELD_ID:
    case XY_FIELD_DAY:
      return kind == 't';
    case XY_FIELD_INT:
    case XY_FIELD_BOOL:
    case XY_FIELD_POINTS:
    case XY_FIELD_MONEY:
    case XY_FIELD_INSTANT:
      return kind == 'n';
    case XY_FIELD_BYTES:
    default:
      return FALSE;
    }
}

gboolean
xy_batch_knows (XyBatch *batch, const char *table, const XyId *id, gboolean *known, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (xy_is_entry (table))
    {
      const XyShelfRow *row = xy_batch_find_entry (batch, id, &problem);
      *known = row != NULL && g_str_equal (row->values[XY_BATCH_ENTRY_TABLE].pointer, table);
    }
  else
    *known = xy_batch_find (batch, table, id, &problem) != NULL;
  return xy_error_pass (error, &problem);
}

/* A day before there was a ledger, or after tomorrow. */
static gboolean
is_far (XyBatch *batch, const char *day)
{
  if (batch->tomorrow == NULL)
    batch->tomorrow = xy_day_from_instant (batch->at + XY_DAY_MS);
  return strcmp (day, FIRST_DAY) < 0 || strncmp (day, batch->tomorrow, strlen (day)) > 0;
}

/* Looks at VALUE by what FIELD says of it. DECISION is set where OP is not to be taken, or not yet. */
static gboolean
check_field (XyBatch *batch,
             const XyRecordType *type,
             const XyField *field,
             const XyWireField *value,
             XyDecision *decision,
             GError **error)
{
  XyId of = XY_ID_NONE;
  gboolean known = TRUE, text = value->kind == 't';

  if (!value_fits (field, value->kind) || (text && field->type == XY_FIELD_ID && !xy_id_from_text (value->text, &of)))
    xy_decision_set (decision, XY_RESULT_REJECTED, "value");
  else if (text && field->type == XY_FIELD_DAY && type->merge == XY_MERGE_APPEND_ONLY && !batch->insist
           && is_far (batch, value->text))
    xy_decision_set (decision, XY_RESULT_HELD, "day");
  else if (text && field->of != NULL && !batch->alone)
    {
      if (!xy_batch_knows (batch, field->of, &of, &known, error))
        return FALSE;
      if (!known)
        {
          xy_decision_set (decision, XY_RESULT_HELD, "missing");
          decision->missing = of;
        }
    }
  return TRUE;
}

/* Looks at each field of OP that its type knows, up to the first that DECISION says something of. */
static gboolean
check_fields (XyBatch *batch, const XyWireOp *op, XyDecision *decision, GError **error)
{
  for (guint i = 0; i < op->values.n && decision->kind == XY_RESULT_OK; i++)
    {
      const XyWireField *value = &op->values.list[i];
      const XyField *field = xy_record_type_field (op->type, value->name);
      if (field != NULL && !check_field (batch, op->type, field, value, decision, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
decide_entry (XyBatch *batch, const XyWireOp *op, XyDecision *decision, GError **error)
{
  XyServerStore *store = batch->store;
  gint64 different = 0;

  if (op->kind != 'i')
    {
      xy_decision_set (decision, XY_RESULT_REJECTED, "immutable");
      return TRUE;
    }
  g_autoptr (GError) problem = NULL;
  const XyShelfRow *there = xy_batch_find_entry (batch, &op->id, &problem);
  if (!xy_error_pass (error, &problem))
    return FALSE;
  if (there == NULL)
    {
      /* What is written is the push's to do: an entry is its own log. */
      decision->seq = xy_batch_next (batch);
      return xy_rules_entry (batch, op, decision, error);
    }
  if (!xy_db_number (xy_wire_get_db (store->wire), DIFFERENT_SQL,
                     XY_BIND (there->values[XY_BATCH_ENTRY_BODY], XY_TEXT (op->fields)), &different, error))
    return FALSE;
  if (!different)
    xy_decision_set (decision, XY_RESULT_DUP, NULL);
  else
    /* An id that follows from what it takes back is the same on each computer: the first stands. */
    xy_decision_set (decision, XY_RESULT_REJECTED, xy_id_is_derived (&op->id) ? "already" : "id");
  return TRUE;
}

/*
 * Whether OP is one of too many deletions: of a computer that has gone mad, or of somebody who has. A push is made
 * small on a bad line, so those of a day count together.
 */
static gboolean
is_mass (XyBatch *batch, const XyWireOp *op, gboolean *mass, GError **error)
{
  gint64 before = 0, rows = 0;

  *mass = FALSE;
  if (op->kind != 'd' || batch->insist || batch->deletions == NULL)
    return TRUE;
  if (!xy_batch_write (batch, error)
      || !xy_base_number (batch->store->base, BEFORE_SQL,
                          XY_BIND (XY_INT (batch->stream), XY_INT (batch->device), XY_TEXT (op->table),
                                   XY_INT (batch->at - XY_DAY_MS), XY_INT (batch->first)),
                          &before, error)
      || !xy_base_number (batch->store->base, ROWS_SQL, XY_BIND (XY_INT (batch->stream), XY_TEXT (op->table)), &rows,
                          error))
    return FALSE;
  gint64 most = MIN (XY_SERVER_DELETIONS_MOST, MAX (XY_SERVER_DELETIONS_FEW, rows * XY_SERVER_DELETIONS_PERCENT / 100));
  *mass = before + GPOINTER_TO_INT (g_hash_table_lookup (batch->deletions, op->table)) > most;
  return TRUE;
}

gboolean
xy_decide (XyBatch *batch, const XyWireOp *op, XyDecision *decision, GError **error)
{
  gboolean mass;

  *decision = (XyDecision){ .kind = XY_RESULT_OK };
  if (op->table[0] == '_')
    {
      xy_decision_set (decision, XY_RESULT_REJECTED, "table");
      return TRUE;
    }
  if (op->type != NULL && !check_fields (batch, op, decision, error))
    return FALSE;
  if (decision->kind != XY_RESULT_OK)
    return TRUE;
  if (xy_op_is_entry (op))
    return decide_entry (batch, op, decision, error);
  if (!is_mass (batch, op, &mass, error))
    return FALSE;
  if (mass)
    {
      xy_decision_set (decision, XY_RESULT_HELD, "mass-delete");
      return TRUE;
    }
  if (op->type != NULL && !xy_rules_check (batch, op, decision, error))
    return FALSE;
  return decision->kind != XY_RESULT_OK || xy_decide_patch (batch, op, decision, error);
}
