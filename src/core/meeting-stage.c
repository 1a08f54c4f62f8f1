/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/meeting.h"

#include <glib/gi18n-lib.h>

const XyWord xy_meeting_step_kinds[] = {
  { "postpone", N_ ("put off") },
  { "begin", N_ ("begin the minutes") },
  { "cancel", N_ ("call off") },
  { "finish", N_ ("the record is complete") },
  { "resume", N_ ("go on writing") },
  { "sign", N_ ("sign the minutes") },
  { "file", N_ ("file the minutes") },
  { "void", N_ ("make void") },
  { NULL, NULL },
};

static const XyWord stages[] = {
  { "planned", N_ ("to be held") }, { "recording", N_ ("being written") },
  { "ready", N_ ("to be signed") }, { "signed", N_ ("signed") },
  { "filed", N_ ("filed") },        { "cancelled", N_ ("called off") },
  { "void", N_ ("void") },          { NULL, NULL },
};

G_STATIC_ASSERT (G_N_ELEMENTS (xy_meeting_step_kinds) == XY_MEETING_N_KINDS + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (stages) == XY_MEETING_N_STAGES + 1);

#define WAY(from, kind, to)                                                                                            \
  {                                                                                                                    \
    XY_MEETING_##from, XY_MEETING_##kind, XY_MEETING_##to                                                              \
  }

/* The drawing of the header. */
static const XyMeetingWay ways[] = {
  WAY (PLANNED, POSTPONE, PLANNED), WAY (PLANNED, BEGIN, RECORDING),  WAY (PLANNED, CANCEL, CANCELLED),
  WAY (RECORDING, FINISH, READY),   WAY (RECORDING, MAKE_VOID, VOID), WAY (READY, RESUME, RECORDING),
  WAY (READY, SIGN, SIGNED),        WAY (READY, MAKE_VOID, VOID),     WAY (SIGNED, FILE, FILED),
};

const char *
xy_meeting_step_name (XyMeetingStepKind kind)
{
  return kind < XY_MEETING_N_KINDS ? xy_meeting_step_kinds[kind].value : NULL;
}

const char *
xy_meeting_step_label (XyMeetingStepKind kind)
{
  return kind < XY_MEETING_N_KINDS ? _ (xy_meeting_step_kinds[kind].label) : "";
}

XyMeetingStepKind
xy_meeting_step_from_name (const char *name)
{
  for (guint i = 0; i < XY_MEETING_N_KINDS; i++)
    if (g_strcmp0 (xy_meeting_step_kinds[i].value, name) == 0)
      return (XyMeetingStepKind) i;
  return XY_MEETING_N_KINDS;
}

const char *
xy_meeting_stage_name (XyMeetingStage stage)
{
  return stage < XY_MEETING_N_STAGES ? stages[stage].value : NULL;
}

const char *
xy_meeting_stage_word (XyMeetingStage stage)
{
  return stage < XY_MEETING_N_STAGES ? _ (stages[stage].label) : "";
}

XyMeetingStage
xy_meeting_stage_from_name (const char *name)
{
  for (guint i = 0; i < XY_MEETING_N_STAGES; i++)
    if (g_strcmp0 (stages[i].value, name) == 0)
      return (XyMeetingStage) i;
  return XY_MEETING_N_STAGES;
}

const XyMeetingWay *
xy_meeting_ways (guint *n)
{
  *n = G_N_ELEMENTS (ways);
  return ways;
}

XyMeetingStage
xy_meeting_stage_after (XyMeetingStage stage, XyMeetingStepKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (ways[i].from == stage && ways[i].kind == kind)
      return ways[i].to;
  return XY_MEETING_N_STAGES;
}

char *
xy_meeting_drawing (void)
{
  g_autoptr (GString) text = g_string_new ("stateDiagram-v2\n");

  for (guint i = 0; i < XY_MEETING_N_STAGES; i++)
    g_string_append_printf (text, "  %u: %s\n", i, _ (stages[i].label));
  g_string_append (text, "  [*] --> 0\n");
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    g_string_append_printf (text, "  %u --> %u: %s\n", (guint) ways[i].from, (guint) ways[i].to,
                            xy_meeting_step_label (ways[i].kind));
  return g_string_free (g_steal_pointer (&text), FALSE);
}
