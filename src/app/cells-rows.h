/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cells-rows: rows of one height, of which only those in sight have widgets: a few lines that show whichever rows stand
 * there (cells.h). A GtkListView makes widgets for two hundred rows before it shows the first of them.
 *
 * It is scrolled by the GtkScrolledWindow around it, up and down only. All rows are as high as the highest line.
 */
#pragma once

#include "app/cells.h"

G_BEGIN_DECLS

#define XY_TYPE_CELLS_ROWS (xy_cells_rows_get_type ())
G_DECLARE_FINAL_TYPE (XyCellsRows, xy_cells_rows, XY, CELLS_ROWS, GtkWidget)

typedef struct
{
  /* Its line is freed with g_free() once its box has gone. */
  XyCellsLine *(*make_line) (gpointer owner);
  /* Puts the row at the line's position into its widgets. */
  void (*show_line) (XyCellsLine *line, gpointer owner);
} XyCellsRowsUse;

/* USE is static; OWNER outlives the rows. */
GtkWidget *xy_cells_rows_new (const XyCellsRowsUse *use, gpointer owner);

/* N other rows, from the first on. */
void xy_cells_rows_set_count (XyCellsRows *rows, guint n);
/* What the rows say is something else. */
void xy_cells_rows_refresh (XyCellsRows *rows);

/* The line that shows POSITION; NULL where it is out of sight. */
XyCellsLine *xy_cells_rows_line (XyCellsRows *rows, guint position);
/* Any line; NULL where there are no rows. */
XyCellsLine *xy_cells_rows_any_line (XyCellsRows *rows);
/* The line at Y of the rows' widget; NULL below the last. */
XyCellsLine *xy_cells_rows_line_at (XyCellsRows *rows, double y);

/* Brings POSITION into sight; rows that have no place on the screen yet do so once they have. */
void xy_cells_rows_scroll_to (XyCellsRows *rows, guint position);
/* As many rows as Page Down goes. */
guint xy_cells_rows_get_page (XyCellsRows *rows);

G_END_DECLS
