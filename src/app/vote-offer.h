/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vote-offer: what is read for the dialog that opens a vote: where it may be put, by which rules, who has a voice. */
#pragma once

#include "app/worker.h"
#include "core/meeting-act.h"
#include "core/vote-act.h"
#include "core/vote-roll.h"

G_BEGIN_DECLS

/* The value that stands for a meeting that is called by the dialog. */
#define XY_VOTE_NEW_MEETING "new"

typedef struct
{
  /* what is asked */
  XyId meeting;      /* none: the first that fits */
  XyId kind;         /* of a new one; none: the first that fits */
  gboolean new_one;  /* a meeting is called for it */
  char *day, *as_of; /* NULL: as is usual */
  char *basis;
  XyId bylaw; /* the version that is voted on; none */

  /* the answer */
  GPtrArray *meetings, *names; /* of XyMeeting that are not over, the last first, and what they are called */
  GPtrArray *kinds;            /* of XyMeetingKind whose body votes */
  XyMeeting *base;             /* chosen or proposed; NULL where there is no kind that votes */
  XyMeetingKind *kind_of_base;
  XyMeetingRules *rules;     /* of its day */
  const XyMeetingBody *body; /* in them; NULL */
  char *title;               /* what is put to the vote, of a bylaw */
  XyVoteRoll *roll;          /* NULL where the basis or the day cannot be */
} XyVoteOffer;

void xy_vote_offer_free (gpointer offer);

/* On the worker's thread; DATA: an XyVoteOffer that asks. Gives it back with its answer. */
gpointer xy_vote_offer_read (XyStore *store, gpointer data, GCancellable *cancellable, GError **error);

G_END_DECLS
