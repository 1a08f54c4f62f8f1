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
static const XyMatterWay ways[] = {
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

const char *
xy_matter_kind_name (XyMatterKind kind)
{
  return kind < XY_MATTER_N_KINDS ? xy_matter_kinds[kind].value : NULL;
}

const char *
xy_matter_kind_label (XyMatterKind kind)
{
  return kind < XY_MATTER_N_KINDS ? _ (xy_matter_kinds[kind].label) : "";
}

XyMatterKind
xy_matter_kind_from_name (const char *name)
{
  for (guint i = 0; i < XY_MATTER_N_KINDS; i++)
    if (g_strcmp0 (xy_matter_kinds[i].value, name) == 0)
      return (XyMatterKind) i;
  return XY_MATTER_N_KINDS;
}

const char *
xy_matter_stage_name (XyMatterStage stage)
{
  return stage < XY_MATTER_N_STAGES ? stages[stage].value : NULL;
}

const char *
xy_matter_stage_word (XyMatterStage stage)
{
  return stage < XY_MATTER_N_STAGES ? _ (stages[stage].label) : "";
}

const XyMatterWay *
xy_matter_ways (guint *n)
{
  *n = G_N_ELEMENTS (ways);
  return ways;
}

XyMatterStage
xy_matter_stage_after (XyMatterStage stage, XyMatterKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (ways[i].from == stage && ways[i].kind == kind)
      return ways[i].to;
  return XY_MATTER_N_STAGES;
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
  g_autoptr (GString) text = g_string_new ("stateDiagram-v2\n");

  for (guint i = 0; i < XY_MATTER_N_STAGES; i++)
    g_string_append_printf (text, "  %u: %s\n", i, _ (stages[i].label));
  g_string_append (text, "  [*] --> 0\n");
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    g_string_append_printf (text, "  %u --> %u: %s\n", (guint) ways[i].from, (guint) ways[i].to,
                            xy_matter_kind_label (ways[i].kind));
  return g_string_free (g_steal_pointer (&text), FALSE);
}
