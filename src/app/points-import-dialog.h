/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-import-dialog: a sheet of points from a spreadsheet, or rows pasted from WPS, in one window: what each column
 * was taken for, to correct; what stands in where the file says nothing; and line by line what would be recorded, what
 * was recorded before and what cannot be so, before anything is saved (tabular/points-import.h). A backup is taken
 * first; the import is one act.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"

G_BEGIN_DECLS

/* Reads the file at PATH, or TEXT as it came from the clipboard, at once; both NULL: asks for a file. */
void xy_points_import_dialog_open (GtkWidget *from, XyDesk *desk, const char *path, const char *text);

G_END_DECLS
