/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * vote-paper: what the papers of a vote have in common: its meeting, its figures as they stand, and how they are
 * written. A paper is a Chinese document whatever language the window speaks, so nothing here is translated.
 */
#pragma once

#include "core/vote.h"
#include "print/meeting-paper.h"

G_BEGIN_DECLS

typedef struct
{
  XyPaperAsk ask;    /* what was asked for, of the vote's meeting */
  XyMeetingPaper of; /* borrows the ask: an XyVotePaper stays where it is */
  XyVote *vote;      /* its figures as they stand (xy_vote_sum()) */
  gboolean closed;
  const char *measure; /* 户 or 人. Static */
  const char *called;  /* 2026年第1次村民会议; 村民会议 before it has a number. Borrowed */
  char *question;      /* masked, on one line */
  char *text;          /* what is proposed, masked, a paragraph a line; NULL: only the question */
} XyVotePaper;

/* Fills SELF for the vote that ASK is of. */
gboolean xy_vote_paper_open (XyVotePaper *self, XyStore *store, const XyPaperAsk *ask, GError **error);
void xy_vote_paper_clear (XyVotePaper *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (XyVotePaper, xy_vote_paper_clear)

/* What VOTE asks, masked, on one line and without a mark at its end. (transfer full) */
char *xy_vote_paper_question (const XyVote *vote);

/* "票决", "逐户上门签字" … Static. */
const char *xy_vote_paper_method (const XyVote *vote);

/*
 * The arithmetic of a vote that is closed, without the full stop at its end, and what it came to, as it was kept: where
 * the rules of its day are others by now, in the words of then. NULL where it is open. (transfer full)
 */
char *xy_vote_paper_sentence (const XyVotePaper *self);

G_END_DECLS
