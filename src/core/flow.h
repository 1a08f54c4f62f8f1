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

/* Where KIND leads, wherever from; n_stages where it moves nothing, as a note of progress. */
guint xy_flow_led_to (const XyFlow *flow, guint kind);

/* For the type of a step's records: one that was written never changes; it is undone. */
gboolean xy_flow_check_step (XyTxn *txn, XyRecord *record, GError **error);

/* What the guards ask of the file, TABLE having the steps of the thing ?1 in its column OF. */
#define XY_FLOW_COUNT(table, of) "SELECT count (*) FROM " table " WHERE " of " = ?1 AND del = 0"
#define XY_FLOW_LATER(table, of) XY_FLOW_COUNT (table, of) " AND number >= ?2 AND id <> ?3"
#define XY_FLOW_BEFORE(table, of)                                                                                      \
  "SELECT kind FROM " table " WHERE " of " = ?1 AND del = 0 AND number < ?2 ORDER BY number DESC"

typedef struct
{
  XyId of; /* the thing */
  gint64 number;
  const char *kind;
  const char *later, *before; /* XY_FLOW_LATER, XY_FLOW_BEFORE */
} XyFlowStep;

/*
 * By whatever way, undo and redo too, a thing goes only the ways of FLOW, and is taken back from its end. RECORD is the
 * step. CONFLICT with the sentence GONE_ON.
 */
gboolean xy_flow_guard_step (XyTxn *txn,
                             const XyFlow *flow,
                             const XyFlowStep *step,
                             const XyRecord *record,
                             const char *gone_on,
                             GError **error);

/* What somebody worked on stays known: RECORD, the thing, is not deleted once it has steps (XY_FLOW_COUNT). CONFLICT
 * with the sentence GONE_ON. */
gboolean
xy_flow_guard_thing (XyTxn *txn, const char *count, const XyRecord *record, const char *gone_on, GError **error);

/*
 * Works the stages out anew. ROWS: id, stage, kind of the last step that moved it (NULL: none), whether something else
 * that its steps come to is wrong. NULL ROWS: the query failed, its error stands. (transfer full) array of XyId of
 * those of which something else is kept.
 */
GArray *xy_flow_verify (const XyFlow *flow, XyRows *rows, GError **error);

G_END_DECLS
