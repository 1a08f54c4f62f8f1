/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vote-lists: what the table of votes asks and shows. */
#pragma once

#include "app/table.h"
#include "core/vote-list.h"

G_BEGIN_DECLS

/* Those of a meeting, or on a version of a bylaw; the other is none. Never changed once given to a list. */
typedef struct
{
  XyId meeting, bylaw;
} XyVoteQuery;

XyVoteQuery *xy_vote_query_new (const XyId *meeting, const XyId *bylaw);

/* The records are XyVoteRow. */
extern const XyListSource xy_vote_source;
extern const XyColumn xy_vote_columns[];
extern const guint xy_vote_n_columns;

XyPillKind xy_vote_pill (gconstpointer row);

/* The papers that fit VOTE (NULL: none), each a line of MENU with ACTION and the kind of paper as its text. FALSE: none
 * does. */
gboolean xy_vote_fill_papers (GMenu *menu, const XyVote *vote, const char *action);

G_END_DECLS
