/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * import-work: what the import assistant has done elsewhere, so that the window never waits. Files are read and rows
 * looked at in a thread of their own; comparing and saving run on the desk's worker. One thing at a time; while one is
 * under way layouts and result must be left alone.
 *
 * Main thread only.
 */
#pragma once

#include "app/desk.h"
#include "app/import-result.h"
#include "tabular/roster-layout.h"

G_BEGIN_DECLS

/* Where a column's field comes from. */
typedef enum
{
  XY_IMPORT_DETECTED,
  XY_IMPORT_REMEMBERED,
  XY_IMPORT_CHOSEN,
} XyImportSource;

#define XY_TYPE_IMPORT_WORK (xy_import_work_get_type ())
G_DECLARE_FINAL_TYPE (XyImportWork, xy_import_work, XY, IMPORT_WORK, GObject)

XyImportWork *xy_import_work_new (XyDesk *desk);

/*
 * Reads the file at PATH and looks for headings in its sheets; CHARSET (NULL: to be guessed) is that of a csv. What was
 * read before stays until the new file is there. Errors: those of read.h.
 */
void xy_import_work_open (XyImportWork *work,
                          const char *path,
                          const char *charset,
                          GAsyncReadyCallback callback,
                          gpointer user_data);

/* Looks at the rows and compares them with the roster. GROUP stands in where the file says none; may be NULL. */
void xy_import_work_compare (XyImportWork *work, const char *group, GAsyncReadyCallback callback, gpointer user_data);

/* Takes a backup and saves what the result shows, as one act. */
void xy_import_work_save (XyImportWork *work, GAsyncReadyCallback callback, gpointer user_data);

/* Writes the rows that are left to mend to PATH. */
void xy_import_work_save_rest (XyImportWork *work, const char *path, GAsyncReadyCallback callback, gpointer user_data);

/* For all of them. Errors: CANCELLED, after which nothing was changed. */
gboolean xy_import_work_finish (XyImportWork *work, GAsyncResult *result, GError **error);

/* Stops what is under way; its callback comes nevertheless. */
void xy_import_work_cancel (XyImportWork *work);

gboolean xy_import_work_is_busy (XyImportWork *work);

/* How far it is, from 0 to 1; below 0 where that is not known. DONE and TOTAL (rows) are 0 where they say nothing. */
double xy_import_work_get_progress (XyImportWork *work, guint64 *done, guint64 *total);

/* What was read; NULL before. Owned by the work. */
const char *xy_import_work_get_path (XyImportWork *work);
const char *xy_import_work_get_name (XyImportWork *work);
gint64 xy_import_work_get_size (XyImportWork *work);
XyWorkbook *xy_import_work_get_workbook (XyImportWork *work);
GPtrArray *xy_import_work_get_layouts (XyImportWork *work);

/* Reads the sheet of LAYOUT or leaves it out; a hidden sheet is looked at first. FALSE where it has no heading. */
gboolean xy_import_work_use_sheet (XyImportWork *work, guint layout, gboolean used);

/* The column is FIELD, here and in all sheets that have the same headings. */
void xy_import_work_set_field (XyImportWork *work, guint layout, guint column, XyRosterField field);
XyImportSource xy_import_work_get_source (XyImportWork *work, guint layout, guint column);

/* NULL before the comparison, and again after something that it was made from was changed. Owned by the work. */
XyImportResult *xy_import_work_get_result (XyImportWork *work);

G_END_DECLS
