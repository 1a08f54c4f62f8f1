/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/flow.h"

#include <glib/gi18n-lib.h>

#include "core/record-check.h"

static guint
find (const XyWord *words, guint n, const char *name)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (words[i].value, name) == 0)
      return i;
  return n;
}

guint
xy_flow_after (const XyFlow *flow, guint stage, guint kind)
{
  for (guint i = 0; i < flow->n_ways; i++)
    if (flow->ways[i].from == stage && flow->ways[i].kind == kind)
      return flow->ways[i].to;
  return flow->n_stages;
}

guint
xy_flow_kind (const XyFlow *flow, const char *name)
{
  return find (flow->kinds, flow->n_kinds, name);
}

guint
xy_flow_stage (const XyFlow *flow, const char *name)
{
  return find (flow->stages, flow->n_stages, name);
}

const char *
xy_flow_kind_name (const XyFlow *flow, guint kind)
{
  return kind < flow->n_kinds ? flow->kinds[kind].value : NULL;
}

const char *
xy_flow_kind_label (const XyFlow *flow, guint kind)
{
  return kind < flow->n_kinds ? _ (flow->kinds[kind].label) : "";
}

const char *
xy_flow_stage_name (const XyFlow *flow, guint stage)
{
  return stage < flow->n_stages ? flow->stages[stage].value : NULL;
}

const char *
xy_flow_stage_word (const XyFlow *flow, guint stage)
{
  return stage < flow->n_stages ? _ (flow->stages[stage].label) : "";
}

char *
xy_flow_drawing (const XyFlow *flow)
{
  g_autoptr (GString) text = g_string_new ("stateDiagram-v2\n");

  for (guint i = 0; i < flow->n_stages; i++)
    g_string_append_printf (text, "  %u: %s\n", i, xy_flow_stage_word (flow, i));
  g_string_append (text, "  [*] --> 0\n");
  for (guint i = 0; i < flow->n_ways; i++)
    g_string_append_printf (text, "  %u --> %u: %s\n", flow->ways[i].from, flow->ways[i].to,
                            xy_flow_kind_label (flow, flow->ways[i].kind));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

gboolean
xy_flow_check_step (XyTxn *txn, XyRecord *record, GError **error)
{
  if (!record->stored)
    return xy_record_tidy (record, error);
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("A step that was written never changes. Undo it instead."));
  return FALSE;
}

guint
xy_flow_led_to (const XyFlow *flow, guint kind)
{
  for (guint i = 0; i < flow->n_ways; i++)
    if (flow->ways[i].kind == kind && flow->ways[i].to != flow->ways[i].from)
      return flow->ways[i].to;
  return flow->n_stages;
}

gboolean
xy_flow_guard_step (XyTxn *txn,
                    const XyFlow *flow,
                    const XyFlowStep *step,
                    const XyRecord *record,
                    const char *gone_on,
                    GError **error)
{
  XyDb *db = xy_txn_get_db (txn);
  guint stage = flow->n_stages;
  g_autoptr (GError) problem = NULL;
  gint64 n_later = 0;

  if (!xy_db_number (db, step->later, XY_BIND (XY_ID (&step->of), XY_INT (step->number), XY_ID (&record->id)), &n_later,
                     error))
    return FALSE;
  g_autoptr (XyRows) rows =
      xy_db_query (db, step->before, XY_BIND (XY_ID (&step->of), XY_INT (step->number)), &problem);
  while (stage == flow->n_stages && xy_rows_next (rows, &problem))
    stage = xy_flow_led_to (flow, xy_flow_kind (flow, xy_rows_text (rows, 0)));
  if (!xy_error_pass (error, &problem))
    return FALSE;
  if (stage == flow->n_stages)
    stage = 0;
  if (n_later == 0
      && (record->deleted || xy_flow_after (flow, stage, xy_flow_kind (flow, step->kind)) != flow->n_stages))
    return TRUE;
  g_set_error_literal (error, XY_ERROR, XY_ERROR_CONFLICT, gone_on);
  return FALSE;
}

gboolean
xy_flow_guard_thing (XyTxn *txn, const char *count, const XyRecord *record, const char *gone_on, GError **error)
{
  gint64 n = 0;

  if (!record->deleted)
    return TRUE;
  if (!xy_db_number (xy_txn_get_db (txn), count, XY_BIND (XY_ID (&record->id)), &n, error))
    return FALSE;
  if (n == 0)
    return TRUE;
  g_set_error_literal (error, XY_ERROR, XY_ERROR_CONFLICT, gone_on);
  return FALSE;
}

GArray *
xy_flow_verify (const XyFlow *flow, XyRows *rows, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (XyId));
  g_autoptr (GError) problem = NULL;

  if (rows == NULL)
    return NULL;
  while (xy_rows_next (rows, &problem))
    {
      XyId id = xy_rows_id (rows, 0);
      const char *kind = xy_rows_text (rows, 2);
      guint stage = kind != NULL ? xy_flow_led_to (flow, xy_flow_kind (flow, kind)) : 0;
      if (xy_rows_int (rows, 1) != stage || xy_rows_int (rows, 3) != 0)
        g_array_append_val (ids, id);
    }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&ids) : NULL;
}
