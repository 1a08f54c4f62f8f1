/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * vote-roll: who has a voice in a meeting on a day, out of the roster of that day, and who has none and why: villagers
 * of 18 and more (村民委员会组织法 25), households that have one of them, or the members of the body. Who works
 * elsewhere is a villager all the same.
 */
#pragma once

#include "core/meeting.h"

G_BEGIN_DECLS

typedef struct
{
  XyId id; /* of the person, household or member */
  XyId household;
  char *name;
  char *number;    /* of the household; may be NULL */
  char *unit_name; /* may be NULL */
  gboolean woman;  /* of a person or member */
} XyVoter;

typedef struct
{
  char *basis;
  GPtrArray *voters;   /* of XyVoter, in walking order; of a body in its order */
  GPtrArray *excluded; /* of XyVoter: no day of birth, no grown-up in the house */
  GPtrArray *whys;     /* of char *, as long: why */
  guint n_young;       /* under 18 */
} XyVoteRoll;

void xy_vote_roll_free (XyVoteRoll *roll);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyVoteRoll, xy_vote_roll_free)

/* BASIS: person household member. Of the meeting's groups. (transfer full) */
XyVoteRoll *
xy_vote_roll (XyStore *store, const XyMeeting *meeting, const char *basis, const char *as_of, GError **error);

/* The same of the house of VOTER alone, for one voice among thousands; NULL: of all. Of a body all its members.
 * (transfer full) */
XyVoteRoll *xy_vote_roll_of (XyStore *store,
                             const XyMeeting *meeting,
                             const char *basis,
                             const char *as_of,
                             const XyId *voter,
                             GError **error);

/* NULL where that one has no voice. */
const XyVoter *xy_vote_roll_find (const XyVoteRoll *roll, const XyId *id);

/* Rows as a vote keeps them: name, why; who is under 18 in one row. NULL where there are none. (transfer full) */
char *xy_vote_roll_excluded (const XyVoteRoll *roll);

const XySql *xy_vote_roll_statements (guint *n);

G_END_DECLS
