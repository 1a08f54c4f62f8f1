/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-score: typing what the judges gave (hygiene-round.h), from the sheets of paper.
 *
 * A sheet is what one judge gave one household. In a round of mode
 *   items   it has a score for each item in use of the checklist, from 0 to the item's most; their sum is the sheet's
 *   score   one score from 0 to 100
 *   tick    10000 (passed) or 0
 * all in hundredths. Where the paper shows a sum, typing it is the second reading: it must be the sum of the scores.
 */
#pragma once

#include "core/hygiene-checklist.h"
#include "core/hygiene-round.h"

G_BEGIN_DECLS

typedef struct
{
  XyId result;
  XyId judge;
  const gint64 *scores; /* mode items: one for each item in use */
  guint n_scores;
  gint64 sum; /* other modes */
  gboolean has_said;
  gint64 said;         /* the sum that the paper shows */
  const char *note;    /* of the sheet; NULL: none */
  const char *bright;  /* of the household: NULL leaves it as it is, "" empties it */
  const char *problem; /* likewise */
  gboolean replace;    /* a sheet that is there is meant to be changed */

  XyId made; /* out: the sheet */
} XyHygieneScoring;

/*
 * XyActFunc. INVALID with the field: scores (missing ones, above the item's most: the sentence names it), sum (above
 * the most; not what the paper says: both numbers). DENIED: the judge must step aside, and why. CONFLICT: the round is
 * closed, the household is not judged, or this judge has judged it already and REPLACE is not set. The same sheet again
 * changes nothing.
 */
gboolean xy_hygiene_score_act (XyTxn *txn, gpointer scoring, GError **error);

typedef struct
{
  XyHygieneScoring *ones;
  guint n;

  guint failed; /* out: which one was refused */
} XyHygieneScorings;

/* XyActFunc: many in one act, for what was pasted; what refuses one refuses all, in a sentence that names it. */
gboolean xy_hygiene_scores_act (XyTxn *txn, gpointer scorings, GError **error);

/* XyActFunc: takes away the sheet of that XyId. CONFLICT: the round is closed. */
gboolean xy_hygiene_sheet_clear_act (XyTxn *txn, gpointer sheet, GError **error);

/* The refusals that a form can make by itself, while somebody types; ITEMS as xy_hygiene_items_read() with ON_ONLY.
 * SUM (may be NULL) gets what the scores come to. INVALID: scores. */
gboolean
xy_hygiene_scores_check (const GArray *items, const gint64 *scores, guint n_scores, gint64 *sum, GError **error);

/* A judge who must step aside for a household. */
typedef struct
{
  XyId judge;
  XyId result;
  guint judge_at; /* which of the judges, in their order */
  char *why;      /* a whole sentence, translated */
} XyHygieneRecusal;

/* Who steps aside where in ROUND. (transfer full) array of XyHygieneRecusal. */
GArray *xy_hygiene_recusals (XyStore *store, const XyId *round, GError **error);

/* What one judge gave one household. */
typedef struct
{
  XyId sheet;     /* none: nothing typed */
  gint64 sum;     /* of the sheet */
  gint64 *scores; /* N_ITEMS of the grid; NULL without items or sheet */
  char *note;
  const char *aside; /* why this judge steps aside; NULL: he does not. Owned by the grid */
} XyHygieneCell;

typedef struct
{
  XyId result;
  XyId household; /* one of these two */
  XyId place;
  XyId unit;
  char *number;    /* of the household; NULL of a place, or where it has none */
  char *name;      /* its head; or of the place */
  char *unit_name; /* may be NULL */
  char *state;     /* in excused absent */
  char *excuse;    /* for the office only */
  char *bright;
  char *problem;
  char *photo;
  guint n; /* sheets, their sums together and their average */
  gint64 total;
  gint64 score;
  XyHygieneCell *cells; /* one for each judge */
} XyHygieneGridRow;

typedef struct
{
  XyHygieneRound *round;
  XyHygieneChecklist *checklist; /* NULL without items */
  GArray *items;                 /* of XyHygieneItem, those in use */
  gint64 most;                   /* that a sheet can sum up to */
  GPtrArray *judges;             /* of XyHygieneJudge */
  GPtrArray *rows;               /* of XyHygieneGridRow, in walking order */
  GArray *recusals;              /* of XyHygieneRecusal */
  guint n_sheets, n_expected;    /* of what is judged */
} XyHygieneGrid;

void xy_hygiene_grid_free (XyHygieneGrid *grid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyHygieneGrid, xy_hygiene_grid_free)

/* All that the typing needs, in one read; NULL with NOT_FOUND. (transfer full) */
XyHygieneGrid *xy_hygiene_grid (XyStore *store, const XyId *round, GError **error);

/* Sheets that are not there, of one judge in one group. */
typedef struct
{
  guint judge_at;
  const char *judge; /* his name; owned by the grid */
  XyId unit;
  const char *unit_name; /* likewise; may be NULL */
  guint n;
} XyHygieneGap;

typedef struct
{
  guint n_missing; /* sheets */
  guint n_none;    /* households without a single one: the closing makes them absent */
  guint n_short;   /* judged by fewer than judges_least */
  GArray *gaps;    /* of XyHygieneGap, in the order of the walk */
  char *sentence;  /* how many, which groups, whose sheets; NULL where nothing is missing */
} XyHygieneMissing;

void xy_hygiene_missing_clear (XyHygieneMissing *missing);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (XyHygieneMissing, xy_hygiene_missing_clear)

/* What a closing would still ask for. */
void xy_hygiene_grid_missing (const XyHygieneGrid *grid, XyHygieneMissing *missing);

/* The results of which something else is kept than their sheets come to. (transfer full) array of XyId. */
GArray *xy_hygiene_score_verify (XyStore *store, GError **error);

/* For the test of every statement. */
const XySql *xy_hygiene_score_statements (guint *n);
const XySql *xy_hygiene_grid_statements (guint *n);

G_END_DECLS
