/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * first-rows: a list of which, for a moment, only the first rows are told of. A GtkListView makes the widgets of two
 * hundred rows before it shows the first of them, so a table has its first screenful told of first, and the rest from
 * frame to frame (table-fill.c).
 *
 * What is told of is always the beginning of the whole list, so a position means the same row in both.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define XY_TYPE_FIRST_ROWS (xy_first_rows_get_type ())
G_DECLARE_FINAL_TYPE (XyFirstRows, xy_first_rows, XY, FIRST_ROWS, GObject)

/* All rows of MODEL are told of until a limit is set. */
XyFirstRows *xy_first_rows_new (GListModel *model);

/* When the list is next filled anew, or from one of its first N rows on, N are told of. 0: all are. */
void xy_first_rows_set_limit (XyFirstRows *rows, guint n);

/* Whether there are more than are told of. */
gboolean xy_first_rows_is_part (XyFirstRows *rows);

/* At least the first N rows are told of from now on, or all. */
void xy_first_rows_show (XyFirstRows *rows, guint n);
void xy_first_rows_show_all (XyFirstRows *rows);

G_END_DECLS
