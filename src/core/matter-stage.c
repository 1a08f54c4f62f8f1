/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/matter.h"

#include <glib/gi18n-lib.h>

const XyWord xy_matter_kinds[] = {
  { "assign", N_ ("assign") },
  { "start", N_ ("begin") },
  { "note", N_ ("progress") },
  { "extend", N_ ("more time for it") },
  { "raise", N_ ("one level up") },
  { "finish", N_ ("done") },
  { "satisfied", N_ ("visited: satisfied") },
  { "unsatisfied", N_ ("visited: not satisfied") },
  { "close", N_ ("close it") },
  { "pass-on", N_ ("pass on to the township") },
  { "answer", N_ ("the township answered") },
  { "submit", N_ ("submit to the meeting") },
  { "decide", N_ ("the meeting decided") },
  { "unready", N_ ("not ready yet") },
  { "unsettled", N_ ("no accord") },
  { "reopen", N_ ("take up again") },
  { "void", N_ ("make void") },
  { NULL, NULL },
};

static const XyWord stages[] = {
  { "registered", N_ ("to be assigned") },
  { "assigned", N_ ("assigned") },
  { "working", N_ ("being done") },
  { "done", N_ ("done, to be visited") },
  { "visited", N_ ("visited, to be closed") },
  { "passed-on", N_ ("passed on to the township") },
  { "at-meeting", N_ ("waits for the meeting") },
  { "closed", N_ ("closed") },
  { "not-ready", N_ ("not ready yet") },
  { "unsettled", N_ ("no accord") },
  { "void", N_ ("void") },
  { NULL, NULL },
};

G_STATIC_ASSERT (G_N_ELEMENTS (xy_matter_kinds) == XY_MATTER_N_KINDS + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (stages) == XY_MATTER_N_STAGES + 1);

#define WAY(from, kind, to)                                                                                            \
  {                                                                                                                    \
    XY_MATTER_##from, XY_MATTER_##kind, XY_MATTER_##to                                                                 \
  }

/* The drawing of the header. */
static const XyFlowWay ways[] = {
  WAY (REGISTERED, ASSIGN, ASSIGNED),
  WAY (REGISTERED, NOTE, REGISTERED),
  WAY (REGISTERED, RAISE, REGISTERED),
  WAY (REGISTERED, PASS_ON, PASSED_ON),
  WAY (REGISTERED, SUBMIT, AT_MEETING),
  WAY (REGISTERED, NOT_YET, NOT_READY),
  WAY (REGISTERED, NO_ACCORD, UNSETTLED),
  WAY (REGISTERED, MAKE_VOID, VOID),
  WAY (ASSIGNED, ASSIGN, ASSIGNED),
  WAY (ASSIGNED, START, WORKING),
  WAY (ASSIGNED, NOTE, ASSIGNED),
  WAY (ASSIGNED, EXTEND, ASSIGNED),
  WAY (ASSIGNED, RAISE, ASSIGNED),
  WAY (ASSIGNED, FINISH, DONE),
  WAY (ASSIGNED, PASS_ON, PASSED_ON),
  WAY (ASSIGNED, SUBMIT, AT_MEETING),
  WAY (ASSIGNED, NOT_YET, NOT_READY),
  WAY (ASSIGNED, NO_ACCORD, UNSETTLED),
  WAY (ASSIGNED, MAKE_VOID, VOID),
  WAY (WORKING, ASSIGN, ASSIGNED),
  WAY (WORKING, NOTE, WORKING),
  WAY (WORKING, EXTEND, WORKING),
  WAY (WORKING, RAISE, WORKING),
  WAY (WORKING, FINISH, DONE),
  WAY (WORKING, PASS_ON, PASSED_ON),
  WAY (WORKING, SUBMIT, AT_MEETING),
  WAY (WORKING, NOT_YET, NOT_READY),
  WAY (WORKING, NO_ACCORD, UNSETTLED),
  WAY (DONE, NOTE, DONE),
  WAY (DONE, SATISFIED, VISITED),
  WAY (DONE, UNSATISFIED, WORKING),
  WAY (VISITED, CLOSE, CLOSED),
  WAY (PASSED_ON, NOTE, PASSED_ON),
  WAY (PASSED_ON, ANSWER, WORKING),
  WAY (PASSED_ON, FINISH, DONE),
  WAY (AT_MEETING, NOTE, AT_MEETING),
  WAY (AT_MEETING, DECIDE, REGISTERED),
  WAY (NOT_READY, REOPEN, REGISTERED),
  WAY (UNSETTLED, REOPEN, REGISTERED),
};

const XyFlow xy_matter_flow = { xy_matter_kinds,    XY_MATTER_N_KINDS, stages, XY_MATTER_N_STAGES, ways,
                                G_N_ELEMENTS (ways) };

const char *
xy_matter_kind_name (XyMatterKind kind)
{
  return xy_flow_kind_name (&xy_matter_flow, kind);
}

const char *
xy_matter_kind_label (XyMatterKind kind)
{
  return xy_flow_kind_label (&xy_matter_flow, kind);
}

XyMatterKind
xy_matter_kind_from_name (const char *name)
{
  return (XyMatterKind) xy_flow_kind (&xy_matter_flow, name);
}

const char *
xy_matter_stage_name (XyMatterStage stage)
{
  return xy_flow_stage_name (&xy_matter_flow, stage);
}

const char *
xy_matter_stage_word (XyMatterStage stage)
{
  return xy_flow_stage_word (&xy_matter_flow, stage);
}

XyMatterStage
xy_matter_stage_after (XyMatterStage stage, XyMatterKind kind)
{
  return (XyMatterStage) xy_flow_after (&xy_matter_flow, stage, kind);
}

guint
xy_matter_kind_permissions (XyMatterKind kind)
{
  /* The supervisors may ask whether it was done: they keep nothing themselves (村民委员会组织法 37). */
  if (kind == XY_MATTER_SATISFIED || kind == XY_MATTER_UNSATISFIED)
    return XY_MAY_KEEP_MATTERS | XY_MAY_HEAR_OBJECTIONS;
  return XY_MAY_KEEP_MATTERS;
}

char *
xy_matter_drawing (void)
{
  return xy_flow_drawing (&xy_matter_flow);
}
