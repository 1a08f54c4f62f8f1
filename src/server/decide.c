/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/day.h"
#include "server/rules.h"

#define FIRST_DAY "2015-01-01"
#define DAY_MS (24 * 3600 * G_GINT64_CONSTANT (1000))

/* Fields of an operation with what kind of value each has. */
#define FIELDS_SQL "SELECT d.key, d.type, d.value FROM json_each (?1) AS d"
/* Whether two bodies say the same: a field that is null says no more than none. */
#define DIFFERENT_SQL                                                                                                  \
  "WITH a AS (SELECT key, type, value FROM json_each (?1) WHERE type <> 'null'), "                                     \
  "b AS (SELECT key, type, value FROM json_each (?2) WHERE type <> 'null') "                                           \
  "SELECT EXISTS (SELECT * FROM a EXCEPT SELECT * FROM b) OR EXISTS (SELECT * FROM b EXCEPT SELECT * FROM a)"
#define BEFORE_SQL                                                                                                     \
  "SELECT count (*) FROM op_log WHERE sid = ?1 AND dev = ?2 AND tbl = ?3 AND k = 'd' AND rx > ?4 AND rx < ?5"
#define ROWS_SQL "SELECT count (*) FROM rec WHERE sid = ?1 AND tbl = ?2 AND del = 0"

void
xy_decision_set (XyDecision *decision, XyResultKind kind, const char *code)
{
  decision->kind = kind;
  decision->code = code;
}

static gboolean
value_fits (const XyField *field, const char *type)
{
  if (g_str_equal (type, "null"))
    return (field->flags & XY_FIELD_REQUIRED) == 0;
  switch (field->type)
    {
    case XY_FIELD_TEXT:
      /* A long table is packed. */
      return g_str_equal (type, "text") || ((field->flags & XY_FIELD_TABLE) != 0 && g_str_equal (type, "object"));
    case XY_FIELD_ID:
    case XY_FIELD_DAY:
      return g_str_equal (type, "text");
    case XY_FIELD_INT:
    case XY_FIELD_BOOL:
    case XY_FIELD_POINTS:
    case XY_FIELD_MONEY:
    case XY_FIELD_INSTANT:
      return g_str_equal (type, "integer");
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
      *known = row != NULL && g_str_equal (row->values[1].pointer, table);
    }
  else
    *known = xy_batch_find (batch, table, id, &problem) != NULL;
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* A day before there was a ledger, or after tomorrow. */
static gboolean
is_far (XyBatch *batch, const char *day)
{
  g_autofree char *last = xy_day_from_instant (batch->at + DAY_MS);

  return strcmp (day, FIRST_DAY) < 0 || strncmp (day, last, strlen (day)) > 0;
}

/*
 * Looks at each field of OP by what the record type says of it. DECISION is set where it is not to be taken, or not
 * yet; *FINE says whether it is.
 */
static gboolean
check_fields (XyBatch *batch,
              const XyRecordType *type,
              const XyWireOp *op,
              XyDecision *decision,
              gboolean *fine,
              GError **error)
{
  gboolean ledger = type->merge == XY_MERGE_APPEND_ONLY;
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_wire_get_db (batch->store->wire), FIELDS_SQL, XY_BIND (XY_TEXT (op->fields)), &problem);

  *fine = TRUE;
  while (*fine && xy_rows_next (rows, &problem))
    {
      const char *name = xy_rows_text (rows, 0), *kind = xy_rows_text (rows, 1);
      const XyField *field = xy_record_type_field (type, name);
      XyId of;
      gboolean known;

      if (field == NULL)
        continue;
      if (!value_fits (field, kind)
          || (field->type == XY_FIELD_ID && g_str_equal (kind, "text")
              && !xy_id_from_text (xy_rows_text (rows, 2), &of)))
        {
          xy_decision_set (decision, XY_RESULT_REJECTED, "value");
          *fine = FALSE;
        }
      else if (ledger && field->type == XY_FIELD_DAY && !batch->insist && g_str_equal (kind, "text")
               && is_far (batch, xy_rows_text (rows, 2)))
        {
          xy_decision_set (decision, XY_RESULT_HELD, "day");
          *fine = FALSE;
        }
      else if (field->of != NULL && g_str_equal (kind, "text"))
        {
          if (!xy_batch_knows (batch, field->of, &of, &known, &problem))
            break;
          if (!known)
            {
              xy_decision_set (decision, XY_RESULT_HELD, "missing");
              decision->missing = of;
              *fine = FALSE;
            }
        }
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
decide_entry (XyBatch *batch, const XyRecordType *type, const XyWireOp *op, XyDecision *decision, GError **error)
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
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (there == NULL)
    {
      /* What is written is the push's to do: an entry is its own log. */
      decision->seq = xy_batch_next (batch);
      return xy_rules_entry (batch, op, decision, error);
    }
  if (!xy_db_number (xy_wire_get_db (store->wire), DIFFERENT_SQL, XY_BIND (there->values[2], XY_TEXT (op->fields)),
                     &different, error))
    return FALSE;
  if (!different)
    xy_decision_set (decision, XY_RESULT_DUP, NULL);
  else
    /* An id that follows from what it takes back is the same on each computer: the first stands. */
    xy_decision_set (decision, XY_RESULT_REJECTED, (op->id.b[6] >> 4) == 5 ? "already" : "id");
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
                                   XY_INT (batch->at - DAY_MS), XY_INT (batch->at)),
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
  const XyRecordType *type = xy_record_type_by_table (op->table);
  gboolean fine = TRUE, mass;

  *decision = (XyDecision){ .kind = XY_RESULT_OK };
  if (op->table[0] == '_')
    {
      xy_decision_set (decision, XY_RESULT_REJECTED, "table");
      return TRUE;
    }
  if (type != NULL && !check_fields (batch, type, op, decision, &fine, error))
    return FALSE;
  if (!fine)
    return TRUE;
  if (type != NULL && type->merge == XY_MERGE_APPEND_ONLY)
    return decide_entry (batch, type, op, decision, error);
  if (!is_mass (batch, op, &mass, error))
    return FALSE;
  if (mass)
    {
      xy_decision_set (decision, XY_RESULT_HELD, "mass-delete");
      return TRUE;
    }
  if (type != NULL && !xy_rules_check (batch, op, decision, error))
    return FALSE;
  return decision->kind != XY_RESULT_OK || xy_decide_patch (batch, type, op, decision, error);
}
