/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/bylaw.h"

#include <glib/gi18n-lib.h>

const XyWord xy_bylaw_step_kinds[] = {
  { "draft", N_ ("put up for discussion as a draft") },
  { "advise", N_ ("looked at by the legal adviser") },
  { "redraft", N_ ("take back to change it") },
  { "submit", N_ ("submit to the township's review") },
  { "return", N_ ("returned by the township") },
  { "approve", N_ ("the review passed it") },
  { "pass", N_ ("passed by the vote") },
  { "lose", N_ ("not passed by the vote") },
  { "file", N_ ("filed with the township") },
  { "publish", N_ ("published") },
  { "force", N_ ("in force") },
  { "correct", N_ ("correction ordered by the township") },
  { "replace", N_ ("replaced by the next version") },
  { "repeal", N_ ("repealed") },
  { "drop", N_ ("given up") },
  { NULL, NULL },
};

static const XyWord stages[] = {
  { "collecting", N_ ("opinions wanted") },
  { "drafted", N_ ("draft") },
  { "advised", N_ ("to be submitted for review") },
  { "reviewing", N_ ("with the township") },
  { "approved", N_ ("to be voted on") },
  { "passed", N_ ("to be filed") },
  { "filed", N_ ("to be published") },
  { "published", N_ ("published, not in force yet") },
  { "in-force", N_ ("in force") },
  { "corrected", N_ ("stopped: correction ordered") },
  { "replaced", N_ ("replaced") },
  { "repealed", N_ ("repealed") },
  { "dropped", N_ ("given up") },
  { NULL, NULL },
};

G_STATIC_ASSERT (G_N_ELEMENTS (xy_bylaw_step_kinds) == XY_BYLAW_N_KINDS + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (stages) == XY_BYLAW_N_STAGES + 1);

#define WAY(from, kind, to)                                                                                            \
  {                                                                                                                    \
    XY_BYLAW_##from, XY_BYLAW_##kind, XY_BYLAW_##to                                                                    \
  }

/* The drawing of the header. */
static const XyFlowWay ways[] = {
  WAY (COLLECTING, DRAFT, DRAFTED),    WAY (COLLECTING, DROP, DROPPED),    WAY (DRAFTED, ADVISE, ADVISED),
  WAY (DRAFTED, DROP, DROPPED),        WAY (ADVISED, REDRAFT, DRAFTED),    WAY (ADVISED, SUBMIT, REVIEWING),
  WAY (ADVISED, DROP, DROPPED),        WAY (REVIEWING, RETURN, DRAFTED),   WAY (REVIEWING, APPROVE, APPROVED),
  WAY (APPROVED, REDRAFT, DRAFTED),    WAY (APPROVED, PASS, PASSED),       WAY (APPROVED, LOSE, DRAFTED),
  WAY (APPROVED, DROP, DROPPED),       WAY (PASSED, FILE, FILED),          WAY (PASSED, CORRECT, CORRECTED),
  WAY (FILED, PUBLISH, PUBLISHED),     WAY (FILED, CORRECT, CORRECTED),    WAY (PUBLISHED, FORCE, IN_FORCE),
  WAY (PUBLISHED, CORRECT, CORRECTED), WAY (IN_FORCE, CORRECT, CORRECTED), WAY (IN_FORCE, REPLACE, REPLACED),
  WAY (IN_FORCE, REPEAL, REPEALED),
};

const XyFlow xy_bylaw_flow = { xy_bylaw_step_kinds, XY_BYLAW_N_KINDS, stages, XY_BYLAW_N_STAGES, ways,
                               G_N_ELEMENTS (ways) };

const char *
xy_bylaw_step_name (XyBylawStepKind kind)
{
  return xy_flow_kind_name (&xy_bylaw_flow, kind);
}

const char *
xy_bylaw_step_label (XyBylawStepKind kind)
{
  return xy_flow_kind_label (&xy_bylaw_flow, kind);
}

XyBylawStepKind
xy_bylaw_step_from_name (const char *name)
{
  return (XyBylawStepKind) xy_flow_kind (&xy_bylaw_flow, name);
}

gboolean
xy_bylaw_step_is_review (XyBylawStepKind kind)
{
  return kind == XY_BYLAW_RETURN || kind == XY_BYLAW_APPROVE || kind == XY_BYLAW_CORRECT;
}

gboolean
xy_bylaw_step_is_township (XyBylawStepKind kind)
{
  return xy_bylaw_step_is_review (kind) || kind == XY_BYLAW_FILE;
}

gboolean
xy_bylaw_may_step (guint permissions, XyScope scope, gboolean reviews, XyBylawStepKind kind)
{
  permissions &= xy_scope_permissions (scope);
  if (scope != XY_SCOPE_VILLAGE)
    return (permissions & XY_MAY_REVIEW_BYLAWS) != 0 && xy_bylaw_step_is_township (kind);
  return (permissions & XY_MAY_KEEP_BYLAWS) != 0 && !(reviews && xy_bylaw_step_is_review (kind));
}

const char *
xy_bylaw_stage_name (XyBylawStage stage)
{
  return xy_flow_stage_name (&xy_bylaw_flow, stage);
}

const char *
xy_bylaw_stage_word (XyBylawStage stage)
{
  return xy_flow_stage_word (&xy_bylaw_flow, stage);
}

XyBylawStage
xy_bylaw_stage_after (XyBylawStage stage, XyBylawStepKind kind)
{
  return (XyBylawStage) xy_flow_after (&xy_bylaw_flow, stage, kind);
}

char *
xy_bylaw_drawing (void)
{
  return xy_flow_drawing (&xy_bylaw_flow);
}
