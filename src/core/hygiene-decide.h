/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-decide: what comes out of a round, and what people decide about it (定榜).
 *
 * The figures suggest a list for each household; people may decide otherwise, with a reason, and both are kept. A
 * household's score is the average of its sheets in hundredths (xy_hygiene_average()); rank, ties and lists are made of
 * that shown figure, so that what hangs on the board can be checked with it. Places are 1, 2, 2, 4.
 *
 *   red    by share (percent of the ranked, rounded half up, at least one), by number, or by score (from it on)
 *   low    likewise from the bottom; by score: below it. Who is on the red list is on no other.
 *   ties   where the edge of a list by share or number runs through equal scores:
 *          with     all of them are on the list
 *          without  none of them
 *          before   as many as there is room for, first who was better (of the low list: worse) the round before; who
 *                   was not in it comes behind; what is still equal goes by the walk
 *          order    first who comes first on the walk (of the low list: who comes last)
 *
 * Where sheets are ticks, more than half of them must say 合格; a red list there is not, and low are those that failed.
 *
 * Streaks count the closed rounds of the same target by the month or quarter, in the order of their days, that end with
 * this one, in which the household had the same grade (was on the same list). Rounds in which it was not ranked neither
 * count nor end one. In a special round there are none.
 */
#pragma once

#include "core/hygiene-round.h"

G_BEGIN_DECLS

#define XY_HYGIENE_TICK_PASSED "合格"
#define XY_HYGIENE_TICK_FAILED "不合格"

typedef struct
{
  XyId result;
  XyId household; /* one of these two */
  XyId place;
  XyId unit;
  char *number;    /* of the household; NULL of a place */
  char *name;      /* its head, or the place; may be NULL */
  char *unit_name; /* may be NULL */
  gint64 sort;     /* on the walk */
  char *state;     /* in excused absent */
  guint n;         /* sheets */
  gint64 score;
  guint rank;            /* 0: not ranked */
  char *band;            /* NULL: not ranked, or below the lowest */
  const char *suggested; /* "red", "low" or NULL; static */
  const char *list;      /* what was decided, else what is suggested; static */
  char *reason;          /* why it was decided otherwise; NULL: it was not */
  gboolean tie;          /* its score is that at the edge of a list which runs through equal ones */
  guint streak_band;     /* rounds in a row with this grade, this one among them; 0: not ranked */
  guint streak_list;     /* on this list; 0: on none */
  gint64 before;         /* its score in the last closed round before; -1: none */
  char *bright;
  char *problem;
  char *photo;
  char *plate;
  gboolean corrected; /* its list was changed after it hung */
} XyHygieneOutcome;

void xy_hygiene_outcome_free (XyHygieneOutcome *outcome);

/*
 * Of an open round as it stands now, of a closed one as it was decided: by rank, the unranked after them, each in
 * walking order. (transfer full) array of XyHygieneOutcome.
 */
GPtrArray *xy_hygiene_outcomes (XyStore *store, const XyId *round, GError **error);

typedef struct
{
  XyId result;
  const char *list;   /* "red", "low"; NULL: none */
  const char *reason; /* asked for where it is not what the figures suggest */
} XyHygieneDecision;

typedef struct
{
  XyId round;
  const XyHygieneDecision *decisions;
  guint n;
} XyHygieneDeciding;

/*
 * XyActFunc: decides some of a round's lists otherwise, or (list = suggested) as the figures say. INVALID: list (it is
 * not ranked), reason. CONFLICT: a board of the round hangs or hung; then it is a correction.
 */
gboolean xy_hygiene_decide_act (XyTxn *txn, gpointer deciding, GError **error);

typedef struct
{
  XyId round;
  const char *day;     /* NULL: today */
  const char *missing; /* why sheets are missing */
  const XyHygieneDecision *decisions;
  guint n;
} XyHygieneClosing;

/*
 * XyActFunc: keeps score, rank, grade and suggestion with each result and makes the lists. INVALID with the field: day
 * (before it was judged, to come), missing (sheets are: how many, which groups, whose; asks for the reason), round
 * (nothing was judged), list and reason of the decisions. CONFLICT: closed. Households without any sheet become absent.
 */
gboolean xy_hygiene_close_act (XyTxn *txn, gpointer closing, GError **error);

/*
 * XyActFunc: opens the round of that XyId again; who was absent only for want of sheets is judged again. CONFLICT: it
 * is open, a board of it hangs or hung, it was handed to the points.
 */
gboolean xy_hygiene_reopen_act (XyTxn *txn, gpointer round, GError **error);

typedef struct
{
  XyId result;
  const char *list; /* "red", "low"; NULL: none */
  const char *reason;
  const char *day; /* NULL: today */

  XyId made; /* out: the correction */
} XyHygieneCorrecting;

/* XyActFunc: changes a list that hung. INVALID: list (the same, not ranked), reason, day. CONFLICT: it never hung. */
gboolean xy_hygiene_correct_act (XyTxn *txn, gpointer correcting, GError **error);

/* The corrections of ROUND, oldest first. (transfer full) array of XyHygieneCorrection. */
GPtrArray *xy_hygiene_corrections (XyStore *store, const XyId *round, GError **error);

typedef struct
{
  const XyId *results;
  guint n;
  const char *plate; /* 最美庭院; NULL takes it away */
} XyHygienePlating;

/* XyActFunc. INVALID: plate (one is not ranked). CONFLICT: the round is open. */
gboolean xy_hygiene_plate_act (XyTxn *txn, gpointer plating, GError **error);

/*
 * The first day on which a paper of KIND (NULL: of any) about ROUND hung, or NULL. With HANGS only such as hang now.
 * (transfer full)
 */
char *xy_hygiene_posted_on (XyStore *store, const XyId *round, const char *kind, gboolean hangs, GError **error);

/* For the test of every statement. */
const XySql *xy_hygiene_outcome_statements (guint *n);
const XySql *xy_hygiene_decide_statements (guint *n);

G_END_DECLS
