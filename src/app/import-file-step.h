/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * import-file-step: the first step of the import assistant. Asks for the file; says why one cannot be read; of one that
 * was read shows its sheets with what was found in each, and of a text file what its characters were taken for.
 *
 * Signals
 * "choose" ()                      a file is to be chosen
 * "charset-chosen" (const char *)  read it again with this charset
 * "changed" ()                     other sheets are read, see xy_import_file_step_is_ready()
 */
#pragma once

#include <gtk/gtk.h>

#include "app/import-work.h"

G_BEGIN_DECLS

#define XY_TYPE_IMPORT_FILE_STEP (xy_import_file_step_get_type ())
G_DECLARE_FINAL_TYPE (XyImportFileStep, xy_import_file_step, XY, IMPORT_FILE_STEP, GtkWidget)

/* Shows what WORK has read; before that, the place to drop a file on. */
void xy_import_file_step_show (XyImportFileStep *step, XyImportWork *work);

/* The file NAME cannot be read, or there is no roster in it: WORDS say why. */
void xy_import_file_step_show_failure (XyImportFileStep *step, const char *name, const char *words);

/* Whether a sheet is read that has the headings of a roster. */
gboolean xy_import_file_step_is_ready (XyImportFileStep *step);

/* Whether there is anything to decide here. */
gboolean xy_import_file_step_has_choice (XyImportFileStep *step);

G_END_DECLS
