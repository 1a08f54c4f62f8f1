/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cells: rows of cells that are typed through with the number pad, over any number of rows. One cell has the keys at a
 * time:
 *
 *   0-9 .          what is typed takes the place of what stood there
 *   Enter          to the next row, in the column where the row was begun, unless the owner has it go elsewhere
 *   Shift+Enter    back
 *   Tab, arrows    to the next cell; Home and End, Page Up and Page Down
 *   Delete         empties the cell; Backspace its last character
 *
 * It holds no data and knows no looks: rows and columns are numbers of its owner, who makes the widgets of a row, shows
 * a row in them, and keeps what is typed. Its row's widgets carry the CSS classes that ui/style.css has for "cells":
 * "line" ("now" with the keys), "cell" ("keys" with them).
 *
 * Signals
 * "moved" ()   another cell has the keys
 * "left" ()    Enter in the last row
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define XY_TYPE_CELLS (xy_cells_get_type ())
G_DECLARE_FINAL_TYPE (XyCells, xy_cells, XY, CELLS, GtkWidget)

/* The widgets of a row; they show whichever row is bound to them. The first member of what the owner makes. */
typedef struct
{
  GtkWidget *box;
  GtkWidget **cells;
  guint position; /* of the cells' own */
} XyCellsLine;

typedef struct
{
  /* Freed with g_free() once its box has gone. */
  XyCellsLine *(*make_line) (gpointer owner);
  /* COLUMN has the keys where the row IS_NOW the one that has them. */
  void (*show_line) (XyCellsLine *line, guint row, gboolean is_now, guint column, gpointer owner);
  /* What the cell says, NULL: nothing. Lent. */
  const char *(*get_text) (guint row, guint column, gpointer owner);
  /* Something was typed. */
  void (*set_text) (guint row, guint column, const char *text, gpointer owner);
  /* What a screen reader says of the cell. (transfer full) */
  char *(*describe) (guint row, guint column, gpointer owner);

  /* The following may be NULL. */

  /* Keys that mean something of the owner's; asked first. */
  gboolean (*take_key) (guint key, GdkModifierType state, gpointer owner);
  /* Enter. FALSE: it goes its usual way. */
  gboolean (*enter) (guint row, guint column, gpointer owner);
  /* Whether the keys may stand in ROW; rows where they may not are passed over. */
  gboolean (*may_stand) (guint row, gpointer owner);
} XyCellsUse;

/* USE is static; OWNER outlives the cells. NAME is what a screen reader says while no cell has the keys. */
GtkWidget *xy_cells_new (const XyCellsUse *use, gpointer owner, const char *name);

/* Shows ROWS, N numbers of the owner's in their order; the keys go to the first. */
void xy_cells_show (XyCells *cells, const guint *rows, guint n);
void xy_cells_set_columns (XyCells *cells, guint n);
/* What the rows say is something else; or only what ROW says. */
void xy_cells_refresh (XyCells *cells);
void xy_cells_refresh_row (XyCells *cells, guint row);

/* The rows as shown, and how many. Owned by the cells. */
const guint *xy_cells_get_rows (XyCells *cells, guint *n);

/* The cell with the keys. FALSE where there is none. */
gboolean xy_cells_get_place (XyCells *cells, guint *row, guint *column);
/* The position of its row among those shown. */
guint xy_cells_get_position (XyCells *cells);
/* FALSE where ROW is not shown, or the keys may not stand there. The row is begun in COLUMN. */
gboolean xy_cells_go (XyCells *cells, guint row, guint column);
/* The same, with the keyboard. */
gboolean xy_cells_focus (XyCells *cells, guint row, guint column);
/* To the next row in the column where this one was begun; "left" where there is none. */
void xy_cells_go_down (XyCells *cells);
/* A cell further, or back where STEP is less than 0, over the ends of the rows. FALSE at the end of all. */
gboolean xy_cells_go_across (XyCells *cells, int step);

/* As if C were typed, or Enter. */
void xy_cells_type (XyCells *cells, char c);
void xy_cells_enter (XyCells *cells);
/* Puts TEXT into the cell with the keys. */
void xy_cells_set_text (XyCells *cells, const char *text);
/* What is typed next takes the place of what stands in the cell; so it is in a cell that just got the keys. */
void xy_cells_start_over (XyCells *cells);
gboolean xy_cells_is_fresh (XyCells *cells);

/* For the widgets of rows, heads and feet */

/* A label of WIDTH (0: what is left) that no column grows by. CSS_CLASS may be NULL. */
GtkWidget *xy_cells_label (int width, float xalign, const char *css_class);
/* WIDTH as the text is large now. */
int xy_cells_scaled (int width);
void xy_cells_set_css (GtkWidget *widget, const char *css_class, gboolean on);

G_END_DECLS
