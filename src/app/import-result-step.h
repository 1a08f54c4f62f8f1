/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * import-result-step: the third step of the import assistant. What would change, counted and line by line, before
 * anything is saved; afterwards what was done, with the verb that takes it back.
 *
 * Signals
 * "save-rest" ()  the rows to mend are to be saved as a spreadsheet
 * "undo" ()       the import is to be taken back
 */
#pragma once

#include <gtk/gtk.h>

#include "app/import-result.h"
#include "app/worker.h"

G_BEGIN_DECLS

#define XY_TYPE_IMPORT_RESULT_STEP (xy_import_result_step_get_type ())
G_DECLARE_FINAL_TYPE (XyImportResultStep, xy_import_result_step, XY, IMPORT_RESULT_STEP, GtkWidget)

typedef enum
{
  XY_IMPORT_PLANNED, /* nothing is saved yet */
  XY_IMPORT_DONE,
  XY_IMPORT_UNDONE,
} XyImportState;

/* RESULT NULL lets go of the one before. */
void xy_import_result_step_show (XyImportResultStep *step, XyWorker *worker, XyImportResult *result);

void xy_import_result_step_set_state (XyImportResultStep *step, XyImportState state);

G_END_DECLS
