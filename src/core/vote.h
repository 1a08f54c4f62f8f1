/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * vote: one question put to a body of the village, counted in the open (domain.md 4.7).
 *
 *   open ──people come, ballots are given, two count──▶ open ──close──▶ closed: it never changes; a recount is a new
 * one
 *
 * Which body votes, on which day, who was told when and what the Party organisation discussed stands with the meeting.
 * At every moment, whatever way it is written, 收回 ≤ 发出 ≤ 实到 ≤ 应到 and 赞成+反对+弃权+无效 ≤ 收回; when it is
 * closed the two last are the same. The body's rules of the meeting's day say whether there is a quorum and whether it
 * passed (meeting-count.h); nothing passes where one is missed.
 *
 * The methods: hands 举手 (who raised none abstained), ballots 票决 (two people count: who calls and who records, and
 * they must agree), signatures 户主签名 and doors 逐户上门 (each voice has a name, see vote-voters.h).
 */
#pragma once

#include "core/act.h"
#include "core/meeting-count.h"
#include "core/meeting.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyVote, xy_vote)
XY_DECLARE_RECORD (XyBallot, xy_ballot)
XY_DECLARE_RECORD (XyVoteTally, xy_vote_tally)

struct _XyVote
{
  XyRecord record;
  XyId meeting;
  gint64 number; /* of the meeting; 0 in a new record gets the next */
  char *title;
  char *text;
  char *reserved; /* key of XyMeetingMatter */
  XyId matter;
  XyId bylaw;
  char *basis; /* person household member */
  char *as_of;
  char *method;   /* hands ballots signatures doors */
  char *excluded; /* rows: name, why */
  gint64 due;
  gint64 present;
  gint64 women;
  gint64 proxies;
  gint64 given;
  gint64 returned;
  gint64 invalid;
  gint64 yes;
  gint64 no;
  gint64 abstain;
  char *overseer;
  char *caller;
  char *counter;
  char *recorder;
  XyId recount_of;
  char *closed_on; /* NULL: open */
  gint64 passed;
  char *sentence;
  char *rules;
  char *note;
  char *ballots; /* xy_ballots_digest() of what was counted when it was closed; NULL: no voice has a name */
};

struct _XyBallot
{
  XyRecord record;
  XyId vote;
  XyId voter;
  char *choice; /* yes no abstain invalid */
  char *signer;
  gint64 proxy;
  gint64 at;
};

struct _XyVoteTally
{
  XyRecord record;
  XyId vote;
  char *role; /* called recorded */
  gint64 yes;
  gint64 no;
  gint64 abstain;
  gint64 invalid;
};

extern const XyWord xy_vote_methods[];
extern const XyWord xy_vote_bases[];
extern const XyWord xy_vote_choices[];
extern const XyWord xy_vote_roles[];

/* The same on each computer. */
XyId xy_ballot_id (const XyId *vote, const XyId *voter);
XyId xy_vote_tally_id (const XyId *vote, const char *role);

/*
 * What the county compares a closing by: "12 <SHA-256>" over the lines of all voices in their order. LINES has
 * xy_ballot_line() of each, and is sorted. (transfer full)
 */
char *xy_ballots_digest (GPtrArray *lines);
char *xy_ballot_line (const XyId *ballot, const char *choice);

/* NOT_FOUND, CONFLICT where it was undone. (transfer full) */
XyVote *xy_vote_get (XyStore *store, const XyId *id, GError **error);
/*
 * The vote that TEXT means: its id, or words that stand in the title of one only, of those not closed where there are
 * such. INVALID with the titles among which to choose, NOT_FOUND. (transfer full)
 */
XyVote *xy_vote_find (XyStore *store, const char *text, GError **error);
/* All, the last meeting's first. (transfer full) array of XyVote. */
GPtrArray *xy_vote_list (XyStore *store, GError **error);
/* Those of a meeting in their order. (transfer full) array of XyVote. */
GPtrArray *xy_votes (XyStore *store, const XyId *meeting, GError **error);
/* (transfer full) array of XyBallot. */
GPtrArray *xy_vote_ballots (XyStore *store, const XyId *vote, GError **error);
/* The two who count; those who have begun. (transfer full) array of XyVoteTally. */
GPtrArray *xy_vote_tallies (XyStore *store, const XyId *vote, GError **error);

/*
 * INVALID with the field and the sentence with the number that does not fit: women, proxies, present, given, returned,
 * yes. DONE: what is counted must come to what was returned.
 */
gboolean xy_vote_check_figures (const XyVote *vote, gboolean done, GError **error);

/*
 * Whether BODY may be asked RESERVED (NULL: not reserved) by this BASIS and METHOD under RULES. INVALID (meeting,
 * reserved, basis, method) with the sentence: it only consults; the law reserves it for others; it does not meet by
 * that basis; its voices have no names.
 */
gboolean xy_vote_check_asked (const XyMeetingRules *rules,
                              const XyMeetingBody *body,
                              const char *reserved,
                              const char *basis,
                              const char *method,
                              GError **error);

/* The place of BASIS among the shares by which BODY may meet; -1 where it does not meet by it. */
int xy_vote_share_of (const XyMeetingBody *body, const char *basis);

const XySql *xy_vote_statements (guint *n);

G_END_DECLS
