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
static const XyFlowWay ways[] = {
  WAY (PLANNED, POSTPONE, PLANNED), WAY (PLANNED, BEGIN, RECORDING),  WAY (PLANNED, CANCEL, CANCELLED),
  WAY (RECORDING, FINISH, READY),   WAY (RECORDING, MAKE_VOID, VOID), WAY (READY, RESUME, RECORDING),
  WAY (READY, SIGN, SIGNED),        WAY (READY, MAKE_VOID, VOID),     WAY (SIGNED, FILE, FILED),
};

const XyFlow xy_meeting_flow = { xy_meeting_step_kinds, XY_MEETING_N_KINDS, stages, XY_MEETING_N_STAGES, ways,
                                 G_N_ELEMENTS (ways) };

const char *
xy_meeting_step_name (XyMeetingStepKind kind)
{
  return xy_flow_kind_name (&xy_meeting_flow, kind);
}

const char *
xy_meeting_step_label (XyMeetingStepKind kind)
{
  return xy_flow_kind_label (&xy_meeting_flow, kind);
}

XyMeetingStepKind
xy_meeting_step_from_name (const char *name)
{
  return (XyMeetingStepKind) xy_flow_kind (&xy_meeting_flow, name);
}

const char *
xy_meeting_stage_name (XyMeetingStage stage)
{
  return xy_flow_stage_name (&xy_meeting_flow, stage);
}

const char *
xy_meeting_stage_word (XyMeetingStage stage)
{
  return xy_flow_stage_word (&xy_meeting_flow, stage);
}

XyMeetingStage
xy_meeting_stage_from_name (const char *name)
{
  return (XyMeetingStage) xy_flow_stage (&xy_meeting_flow, name);
}

XyMeetingStage
xy_meeting_stage_after (XyMeetingStage stage, XyMeetingStepKind kind)
{
  return (XyMeetingStage) xy_flow_after (&xy_meeting_flow, stage, kind);
}

char *
xy_meeting_drawing (void)
{
  return xy_flow_drawing (&xy_meeting_flow);
}
