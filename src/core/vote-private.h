/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vote-private: what the acts on votes and their lists share. */
#pragma once

#include "core/vote.h"

G_BEGIN_DECLS

/* What a vote is held by: its meeting, the kind, the rules of the meeting's day and in them the body. */
typedef struct
{
  XyMeeting *meeting;
  XyMeetingKind *kind;
  XyMeetingRules *rules;
  const XyMeetingBody *body;
} XyVoteHeld;

void xy_vote_held_clear (XyVoteHeld *held);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (XyVoteHeld, xy_vote_held_clear)

/* CONFLICT where the rules of the day know no such body. HELD is cleared by the caller. */
gboolean xy_vote_hold (XyStore *store, const XyId *meeting, XyVoteHeld *held, GError **error);

/* VOTE, open, gets the figures with which it would be closed. INVALID, CONFLICT where it cannot be closed yet. */
gboolean xy_vote_sum_up (XyStore *store, XyVote *vote, GError **error);

/* What VOTE, closed or as xy_vote_sum() has it, comes to under what it is held by. */
gboolean xy_vote_judge_held (const XyVoteHeld *held, const XyVote *vote, XyMeetingVerdict *verdict, GError **error);

G_END_DECLS
