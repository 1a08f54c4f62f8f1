/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * vote-list: votes as they are shown one below the other, each with where it was put, how it stands, and by which rules
 * that is said.
 */
#pragma once

#include "core/vote.h"

G_BEGIN_DECLS

typedef enum
{
  XY_VOTE_COUNTING,
  XY_VOTE_PASSED,
  XY_VOTE_LOST,
} XyVoteState;

typedef struct
{
  XyVote *vote;  /* one that is open with its figures as they are by now (xy_vote_sum()) */
  char *meeting; /* 2026年第1次村民会议. Chinese, as on paper */
  char *day;     /* of the meeting */
  char *body;    /* 村民会议 */
  XyVoteState state;
  char *sentence; /* the arithmetic; of one that is open, why there is none yet, or how it would end now */
  gboolean judged;
  gboolean passes;     /* judged: it has passed, or would now */
  char *rules;         /* by which rules, translated, with source; NULL where they know no such meeting */
  gboolean signed_off; /* not closed, but it stands in minutes that are signed: it does not change either */
  gboolean recounted;  /* another stands beside it */
} XyVoteRow;

void xy_vote_row_free (XyVoteRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyVoteRow, xy_vote_row_free)

/* 计票中, 通过, 未通过, translated. Static. */
const char *xy_vote_state_word (XyVoteState state);

/* Of MEETING in their order; that NULL, on a version of a bylaw; that NULL too, all, the last meeting first. (transfer
 * full) array of XyVoteRow. */
GPtrArray *xy_vote_rows (XyStore *store, const XyId *meeting, const XyId *bylaw_version, GError **error);
/* Meetings that are not over, the last first: where something may be put to the vote. (transfer full) array of
 * XyMeeting. */
GPtrArray *xy_vote_meetings (XyStore *store, GError **error);

/* NOT_FOUND, CONFLICT where it was undone. (transfer full) */
XyVoteRow *xy_vote_row (XyStore *store, const XyId *vote, GError **error);

/* "按《…法》第二十六条（湖南 2026-01-01，待核对）": of BODY and, where it is not NULL, of MATTER; translated. (transfer
 * full) */
char *xy_vote_rules_words (const XyMeetingRules *rules, const XyMeetingBody *body, const XyMeetingMatter *matter);

const XySql *xy_vote_list_statements (guint *n);

G_END_DECLS
