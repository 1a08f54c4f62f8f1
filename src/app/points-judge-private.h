/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of points-judge-dialog share. */
#pragma once

#include "app/form.h"
#include "app/points-judge-data.h"
#include "app/points-judge-dialog.h"
#include "app/points-judge-row.h"

G_BEGIN_DECLS

/* Counted by g_rc_box: jobs that are under way hold on to it. */
typedef struct
{
  GtkWidget *dialog; /* NULL once it is closed */
  GtkWidget *from;   /* weak: the page */
  GtkWidget *form;
  GtkWidget *chips;
  GtkWidget *list;
  XyDesk *desk;
  XyPointsStepKind step;
  GPtrArray *items; /* of XyPointsItem, one for each row */
  GArray *judges;   /* of XyPointsJudge */
  guint least;
  GCancellable *asking;
  guint keeping; /* the source that keeps the draft */
  gboolean loaded;
  gboolean came_back; /* something of a draft did */
} XyPointsDesk;

void xy_points_desk_unref (gpointer self);
XyPointsJudgeRow *xy_points_desk_get_row (XyPointsDesk *self, guint i);

/* How far it is, and the verb that says so. */
void xy_points_desk_show_counts (XyPointsDesk *self);
/* The keys go to the item that is chosen. */
void xy_points_desk_focus_list (XyPointsDesk *self);

/* Who sits: the field in FORM, the chips below it, and who steps aside for which item. */
void xy_points_desk_add_judges (XyPointsDesk *self, XyForm *form);
void xy_points_desk_show_judges (XyPointsDesk *self);
void xy_points_desk_find_asides (XyPointsDesk *self);

/* What was judged so far survives a power cut: kept a moment after the last key, brought back, forgotten. */
void xy_points_desk_keep (XyPointsDesk *self);
void xy_points_desk_restore (XyPointsDesk *self);
void xy_points_desk_forget (XyPointsDesk *self);

G_END_DECLS
