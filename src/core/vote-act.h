/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * vote-act: opening a vote, counting it, closing it. All are XyActFunc and need XY_MAY_KEEP_MEETINGS.
 */
#pragma once

#include "core/vote.h"

G_BEGIN_DECLS

/*
 * A new vote as the meeting suggests it: basis as its kind has it, the day, by hands for few and by ballots for others,
 * who should come out of the roster. (transfer full)
 */
XyVote *xy_vote_propose (XyStore *store, const XyId *meeting, GError **error);

/* By hands for few and by ballots for others. */
const char *xy_vote_usual_method (gint64 due);

typedef struct
{
  XyVote *vote; /* new (xy_vote_propose()), or a changed copy of an open one */
  XyId made;    /* out */
} XyVoteWriting;

/*
 * INVALID with the field: title, as_of (after the meeting), what does not fit (xy_vote_check_figures()), was not told
 * in time without a reason (xy_vote_check_meeting()), or the body may not be asked (xy_vote_check_asked()). CONFLICT:
 * the meeting is over; closed; there are voices already and basis or method changes. By hands all who came have a
 * voice: given and returned follow.
 */
gboolean xy_vote_write_act (XyTxn *txn, gpointer writing, GError **error);

/* The same together with its meeting. */
typedef struct
{
  XyMeeting *meeting; /* new, or a changed copy; NULL: that of the vote stays as it is */
  gboolean day_sure;  /* as in XyMeetingWriting */
  XyVote *vote;
  XyId made; /* out */
} XyVoteOpening;

/* INVALID, CONFLICT as of xy_meeting_write_act() and xy_vote_write_act(). */
gboolean xy_vote_open_act (XyTxn *txn, gpointer opening, GError **error);

/*
 * Whether MEETING may vote on RESERVED: people were told so many days before as the rules have it, or a special reason
 * is given; and where the rules have it the village's Party organisation discussed it first. INVALID (notified_on,
 * special, party_on) with the numbers.
 */
gboolean xy_vote_check_meeting (const XyMeetingRules *rules,
                                const XyMeetingBody *body,
                                const XyMeeting *meeting,
                                const char *reserved,
                                GError **error);

/* A voice with a name: of signatures and doors. CHOICE NULL takes it away. */
typedef struct
{
  XyId vote;
  XyId voter;
  const char *choice;
  const char *signer; /* NULL: himself, or the head */
  gboolean proxy;
  gboolean again; /* takes the place of what he said before */
} XyVoteVoice;

/* INVALID voter: has no voice (under 18, no grown-up in the house, not of these groups), has spoken already (unless
 * AGAIN); proxy: the rules allow none. CONFLICT: closed, or voices have no names by this method. */
gboolean xy_vote_voice_act (XyTxn *txn, gpointer voice, GError **error);

/* Whether VOTER has a voice in VOTE; INVALID (voter) with why not. */
gboolean xy_vote_check_voter (XyStore *store, const XyId *vote, const XyId *voter, GError **error);

/* What one of the two who count has by now. */
typedef struct
{
  XyId vote;
  const char *role; /* called recorded */
  gint64 yes, no, abstain, invalid;
} XyVoteCounting;

/* INVALID where it is more than came back. CONFLICT: closed, or nobody counts by this method. */
gboolean xy_vote_count_act (XyTxn *txn, gpointer counting, GError **error);

/*
 * Closes the vote of that XyId: takes the figures from the voices, the tallies or the hands, judges them by the rules
 * of the meeting's day, and keeps the sentence. Cannot be undone. INVALID: the figures do not fit; CONFLICT: the two
 * who count differ (the sentence says in what), nobody has come.
 */
gboolean xy_vote_close_act (XyTxn *txn, gpointer vote, GError **error);

/* A further vote beside the closed one of OF, to be counted again. */
typedef struct
{
  XyId of;
  const char *reason; /* asked for */
  XyId made;          /* out */
} XyVoteRecounting;

gboolean xy_vote_recount_act (XyTxn *txn, gpointer recounting, GError **error);

/* The figures as they stand now: VOTE, open, with what voices, tallies (the one who calls) or hands come to. A copy.
 * (transfer full) */
XyVote *xy_vote_sum (XyStore *store, const XyVote *vote, GError **error);

/* What VOTE, closed or as xy_vote_sum() has it, comes to by the rules of its meeting's day. VERDICT is cleared by the
 * caller. */
gboolean xy_vote_judge (XyStore *store, const XyVote *vote, XyMeetingVerdict *verdict, GError **error);

const XySql *xy_vote_act_statements (guint *n);
const XySql *xy_vote_close_statements (guint *n);

G_END_DECLS
