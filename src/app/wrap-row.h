/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * wrap-row: buttons, filters, tabs in a row, and in further rows where there is no room for them: in other languages
 * and in large text words are longer than the window is wide. It never wants more room than the widest of its parts.
 *
 * Before it goes on in a new row it gives its parts the least that they want (an ellipsis in a drop-down's words). A
 * wrap row within one is kept in one row as long as it fits into a row of its own; otherwise it has its rows beside the
 * others. A part that expands takes what is left of its row; where none does, the row stands at the end that "halign"
 * of the wrap row says: GTK_ALIGN_END at the end, all else at the start.
 *
 * Words that wrap want gtk_label_set_width_chars() in it, or they are squeezed to their longest word. How high a window
 * must be GTK reckons by the least width of all that is in it: style.c says how narrow that is, by the size of the
 * text.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define XY_TYPE_WRAP_ROW (xy_wrap_row_get_type ())
G_DECLARE_FINAL_TYPE (XyWrapRow, xy_wrap_row, XY, WRAP_ROW, GtkWidget)

/* SPACING between the parts of a row; rows are 6 px apart. */
GtkWidget *xy_wrap_row_new (int spacing);
void xy_wrap_row_append (XyWrapRow *row, GtkWidget *part);

/* How many of its parts it wants to have in a row, were they all as wide as the widest; 0, as at first: all, as they
 * are. */
void xy_wrap_row_set_wanted (XyWrapRow *row, int n);

/* Before NEXT, or last where that is NULL. */
void xy_wrap_row_insert_before (XyWrapRow *row, GtkWidget *part, GtkWidget *next);

G_END_DECLS
