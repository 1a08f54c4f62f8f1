/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * flow: the ways of something that goes from stage to stage by steps, as data: a matter of the ledger, a meeting, a
 * bylaw. What is not in the table cannot happen, the documentation's drawing is made from it, and the tests walk it.
 */
#pragma once

#include "core/act.h"
#include "core/record.h"

G_BEGIN_DECLS

typedef struct
{
  guint from;
  guint kind;
  guint to;
} XyFlowWay;

typedef struct
{
  const XyWord *kinds; /* of steps, by their numbers */
  guint n_kinds;
  const XyWord *stages; /* by their numbers; 0 is where all begin */
  guint n_stages;
  const XyFlowWay *ways;
  guint n_ways;
} XyFlow;

/* Where KIND leads from STAGE; n_stages where there is no such way. */
guint xy_flow_after (const XyFlow *flow, guint stage, guint kind);

/* The number of the kind or stage NAME; n_kinds or n_stages where there is none. NAME may be NULL. */
guint xy_flow_kind (const XyFlow *flow, const char *name);
guint xy_flow_stage (const XyFlow *flow, const char *name);

/* The name ("finish"), NULL where there is none; and what people call it, translated, "" where there is none. Static.
 */
const char *xy_flow_kind_name (const XyFlow *flow, guint kind);
const char *xy_flow_kind_label (const XyFlow *flow, guint kind);
const char *xy_flow_stage_name (const XyFlow *flow, guint stage);
const char *xy_flow_stage_word (const XyFlow *flow, guint stage);

/* The drawing in the language of Mermaid. (transfer full) */
char *xy_flow_drawing (const XyFlow *flow);

/* For the type of a step's records: one that was written never changes; it is undone. */
gboolean xy_flow_check_step (XyTxn *txn, XyRecord *record, GError **error);

G_END_DECLS
