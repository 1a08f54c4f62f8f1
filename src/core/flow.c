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
