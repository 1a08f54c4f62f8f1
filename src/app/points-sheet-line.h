/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-sheet-line: the widgets of one row of the month's sheet, as wide as its head and foot; for the grid alone.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/points-sheet-data.h"

G_BEGIN_DECLS

/* Pixels at the standard text size. */
#define XY_POINTS_SHEET_NUMBER 78
#define XY_POINTS_SHEET_GROUP 78
#define XY_POINTS_SHEET_HEAD 102
#define XY_POINTS_SHEET_CELL 156

/* The widgets of a row; they show whichever row is bound to them. */
typedef struct
{
  GtkWidget *box;
  GtkWidget *number, *group, *head;
  GtkWidget *cells[XY_POINTS_SHEET_COLUMNS];
  GtkWidget *texts[XY_POINTS_SHEET_COLUMNS];
  GtkWidget *notes[XY_POINTS_SHEET_COLUMNS];
  guint position;
} XyPointsSheetLine;

/* Free with g_free() once its box has gone. */
XyPointsSheetLine *xy_points_sheet_line_new (void);

/* Shows ROW of DATA; COLUMN has the keys where the row IS_NOW the one that has them. */
void xy_points_sheet_line_show (XyPointsSheetLine *line,
                                const XyPointsSheetData *data,
                                guint row,
                                gboolean is_now,
                                guint column);

/* A label of WIDTH (0: what is left) that no column grows by. CSS_CLASS may be NULL. */
GtkWidget *xy_points_sheet_label (int width, float xalign, const char *css_class);

/* WIDTH as the text is large now. */
int xy_points_sheet_scaled (int width);

void xy_points_sheet_set_css (GtkWidget *widget, const char *css_class, gboolean on);

G_END_DECLS
