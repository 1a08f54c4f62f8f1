/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * import-sheet: the head of a spreadsheet's sheet as it looks in WPS, numbers masked. Where the columns can be
 * corrected, each has above it what it was taken for, and how sure that is, in words.
 *
 * Signal "field-chosen" (guint column, guint field): the person chose an XyRosterField for a column.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/import-work.h"

G_BEGIN_DECLS

#define XY_TYPE_IMPORT_SHEET (xy_import_sheet_get_type ())
G_DECLARE_FINAL_TYPE (XyImportSheet, xy_import_sheet, XY, IMPORT_SHEET, GtkWidget)

GtkWidget *xy_import_sheet_new (void);

/* Shows the sheet of the work's LAYOUT; NULL shows nothing. */
void xy_import_sheet_show (XyImportSheet *sheet, XyImportWork *work, guint layout, gboolean correct);

/* The columns' fields were changed: brings choices and words up to date, and nothing else. */
void xy_import_sheet_refresh (XyImportSheet *sheet);

G_END_DECLS
