/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-judge-row: one item on the desk of points-judge-dialog: what it is, what was said about it, who steps aside.
 *
 * Signals
 * "judged" ()   another verdict
 * "passed" ()   the reason is written: the keys should go on
 */
#pragma once

#include "core/points-flow.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  XY_POINTS_UNJUDGED,
  XY_POINTS_AGREED,
  XY_POINTS_REFUSED,
} XyPointsOpinion;

#define XY_TYPE_POINTS_JUDGE_ROW (xy_points_judge_row_get_type ())
G_DECLARE_FINAL_TYPE (XyPointsJudgeRow, xy_points_judge_row, XY, POINTS_JUDGE_ROW, GtkListBoxRow)

/* ITEM is copied as far as it is shown. */
GtkWidget *xy_points_judge_row_new (guint number, const XyPointsItemRow *item);

const XyId *xy_points_judge_row_get_id (XyPointsJudgeRow *self);

/* Refusing asks for the reason: the keys go to its entry. */
void xy_points_judge_row_set_opinion (XyPointsJudgeRow *self, XyPointsOpinion opinion);
/* As it was judged before, without asking for anything. */
void xy_points_judge_row_put (XyPointsJudgeRow *self, XyPointsOpinion opinion, const char *reason);
XyPointsOpinion xy_points_judge_row_get_opinion (XyPointsJudgeRow *self);
const char *xy_points_judge_row_get_reason (XyPointsJudgeRow *self);
/* A refusal without its reason: goes to where it is written. */
void xy_points_judge_row_ask_reason (XyPointsJudgeRow *self);

/* Who steps aside, in words (NULL: nobody). BLOCKED: nobody may judge it so. */
void xy_points_judge_row_set_aside (XyPointsJudgeRow *self, const char *words, gboolean blocked);
gboolean xy_points_judge_row_is_blocked (XyPointsJudgeRow *self);

G_END_DECLS
