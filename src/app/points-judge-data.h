/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-judge-data: what the desk of points-judge-dialog reads on the worker's thread, and what it does as one act.
 */
#pragma once

#include "app/pages.h"
#include "core/points-flow.h"

G_BEGIN_DECLS

/* What is to be judged, and how it was judged the last time. */
typedef struct
{
  XyPointsStepKind step;
  GArray *ids; /* of XyId; empty: all that wait for STEP in UNIT */
  XyId unit;
} XyPointsJudgeAsked;

typedef struct
{
  GPtrArray *rows; /* of XyPointsItemRow */
  guint n_waiting; /* so many there are, where ROWS are only the first of them */
  GArray *judges;  /* of XyPointsJudge: those of the last review */
  char *place;
  guint least;
} XyPointsJudgeLoaded;

void xy_points_judge_asked_free (gpointer asked);
gpointer xy_points_judge_load (XyStore *store, gpointer asked, GCancellable *cancellable, GError **error);
void xy_points_judge_loaded_free (gpointer loaded);

/* Who must step aside. */
typedef struct
{
  XyPointsStepKind step;
  GPtrArray *items; /* of XyPointsItem */
  GArray *judges;   /* of a review; otherwise who sits here, if he is in the roster */
  XyId user;
  guint least;
} XyPointsAsideAsked;

typedef struct
{
  char *words; /* NULL: nobody */
  gboolean blocked;
} XyPointsAside;

void xy_points_aside_asked_free (gpointer asked);
/* Gives an array of XyPointsAside, one for each item. */
gpointer xy_points_aside_find (XyStore *store, gpointer asked, GCancellable *cancellable, GError **error);

/* A copy of an array of XyPointsJudge. (transfer full) */
GArray *xy_points_judges_copy (const GArray *judges);

/* XyPickerFind: persons of the roster; a household that fits stands for its head. */
GPtrArray *
xy_points_find_persons (XyStore *store, const char *text, guint limit, GCancellable *cancellable, GError **error);

/* A judging with all that it points to. */
typedef struct
{
  XyPointsJudging judging;
  GArray *judges, *verdicts;
  GPtrArray *texts; /* of the verdicts */
  char *day, *place;
} XyPointsJudgeHeld;

XyPointsJudgeHeld *xy_points_judge_held_new (XyPointsStepKind step, const GArray *judges);
void xy_points_judge_held_add (XyPointsJudgeHeld *held, const XyId *item, gboolean pass, const char *reason);
void xy_points_judge_held_free (gpointer held);
/* XyActFunc */
gboolean xy_points_judge_held_act (XyTxn *txn, gpointer held, GError **error);

G_END_DECLS
