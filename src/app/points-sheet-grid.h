/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-sheet-grid: the table of a month's sheet, made for the number pad. One cell has the keys at a time:
 *
 *   0-9 . -        what is typed takes the place of what stood there
 *   Enter          to the next household, in the column where the row was begun; Shift+Enter back
 *   +  Ctrl+D      the same as in the filled cell above, and on to the next household
 *   Tab, arrows    to the next cell; Home and End, Page Up and Page Down
 *   Delete         empties the cell; Backspace its last digit
 *
 * Below each column stand its sum and an entry for the second reading: the sum as it stands on the paper.
 *
 * Signals
 * "edited" (guint row, guint column)   a cell says something else
 * "moved" ()                           another cell has the keys
 * "left" ()                            Enter in the last row: the sheet is read to its end
 * "removed" (guint column)             a column is to go
 * "reread" (guint column, gboolean by_enter)  something was typed as the second reading
 */
#pragma once

#include <gtk/gtk.h>

#include "app/points-sheet-data.h"

G_BEGIN_DECLS

#define XY_TYPE_POINTS_GRID (xy_points_grid_get_type ())
G_DECLARE_FINAL_TYPE (XyPointsGrid, xy_points_grid, XY, POINTS_GRID, GtkWidget)

/* DATA must live as long as the grid. */
GtkWidget *xy_points_grid_new (XyPointsSheetData *data);

/* Shows ROWS of the data, N indexes in their order. */
void xy_points_grid_show (XyPointsGrid *grid, const guint *rows, guint n);
/* The data's rules are others. */
void xy_points_grid_show_columns (XyPointsGrid *grid);
/* What the cells say, come to and add up to. */
void xy_points_grid_refresh (XyPointsGrid *grid);

/* The cell with the keys. FALSE where there is none. */
gboolean xy_points_grid_get_place (XyPointsGrid *grid, guint *row, guint *column);
/* FALSE where ROW is not shown. */
gboolean xy_points_grid_go (XyPointsGrid *grid, guint row, guint column);

/* The second reading: what was typed; and whether it is right is said beside it. */
const char *xy_points_grid_get_reading (XyPointsGrid *grid, guint column);
void xy_points_grid_set_reading (XyPointsGrid *grid, guint column, const char *text);
void xy_points_grid_say (XyPointsGrid *grid, guint column, const char *words, gboolean right);
void xy_points_grid_focus_reading (XyPointsGrid *grid, guint column);

G_END_DECLS
