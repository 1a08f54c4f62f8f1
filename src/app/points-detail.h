/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-detail: the pane beside the tables of the points page: the chosen household with its figures, and the chosen
 * entry in full. It holds what it shows and has no verbs of its own but those that the page appends.
 */
#pragma once

#include "app/desk.h"
#include "app/points-page-lists.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define XY_TYPE_POINTS_DETAIL (xy_points_detail_get_type ())
G_DECLARE_FINAL_TYPE (XyPointsDetail, xy_points_detail, XY, POINTS_DETAIL, GtkWidget)

GtkWidget *xy_points_detail_new (void);

/* What one of them shows; each is read at once and not kept. PERIOD says what "this period" is; NULL: all time. */
void xy_points_detail_show_row (XyPointsDetail *self, XyDesk *desk, const XyPointsRow *row, const char *period);
void xy_points_detail_show_standing (XyPointsDetail *self,
                                     XyDesk *desk,
                                     const XyPointsStanding *standing,
                                     const char *period);
/* Says that nothing, or that N rows, are chosen. */
void xy_points_detail_show_count (XyPointsDetail *self, guint n);

/* The row of buttons at the foot. BUTTON is taken. */
void xy_points_detail_add_button (XyPointsDetail *self, GtkWidget *button);

G_END_DECLS
