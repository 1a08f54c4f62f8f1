/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-sheet-line: the widgets of one row of the month's sheet, as wide as its head and foot; for the grid alone.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/cells.h"
#include "app/points-sheet-data.h"

G_BEGIN_DECLS

/* Pixels at the standard text size. */
#define XY_POINTS_SHEET_NUMBER 90
#define XY_POINTS_SHEET_GROUP 78
#define XY_POINTS_SHEET_HEAD 102
#define XY_POINTS_SHEET_CELL 156

typedef struct
{
  XyCellsLine line;
  GtkWidget *number, *group, *head;
  GtkWidget *cells[XY_POINTS_SHEET_COLUMNS];
  GtkWidget *texts[XY_POINTS_SHEET_COLUMNS];
  GtkWidget *notes[XY_POINTS_SHEET_COLUMNS];
} XyPointsSheetLine;

/* Free with g_free() once its box has gone. */
XyPointsSheetLine *xy_points_sheet_line_new (void);

/* Shows ROW of DATA; COLUMN has the keys where the row IS_NOW the one that has them. */
void xy_points_sheet_line_show (XyPointsSheetLine *line,
                                const XyPointsSheetData *data,
                                guint row,
                                gboolean is_now,
                                guint column);

G_END_DECLS
