/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting-count: the arithmetic of a vote, and the sentence that says it, so that anybody can check it:
 *
 *   应到 476 户，实到 320 户，达到三分之二（318 户）；赞成 201 户，超过到会户数的半数（161 户），通过。
 *
 * Who abstains has come all the same, so that he counts against. Nothing passes where a rule is missed.
 */
#pragma once

#include "core/meeting-rules.h"

G_BEGIN_DECLS

/* What was counted; whole people, or households where the body met by households. */
typedef struct
{
  guint attend;   /* which of the body's shares it met by */
  gint64 due;     /* who should come: all villagers of 18 and more, all households, all members */
  gint64 present; /* who came */
  gint64 yes, no, abstain;
} XyMeetingCount;

typedef struct
{
  gint64 attend_need;
  gboolean quorum;
  gint64 pass_need;
  gboolean passed;
  char *sentence; /* translated */
} XyMeetingVerdict;

void xy_meeting_verdict_clear (XyMeetingVerdict *verdict);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (XyMeetingVerdict, xy_meeting_verdict_clear)

/*
 * INVALID with the field (due, present, yes, no, abstain) where figures do not fit each other: fewer than none, more
 * came than should, more voices than people; or the body has fewer members than it must have.
 */
gboolean xy_meeting_count_check (const XyMeetingBody *body, const XyMeetingCount *count, GError **error);

/* What COUNT, which passed the check, comes to. VERDICT is cleared by the caller. BODY votes. */
void xy_meeting_count_judge (const XyMeetingBody *body, const XyMeetingCount *count, XyMeetingVerdict *verdict);

G_END_DECLS
