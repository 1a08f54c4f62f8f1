/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * import-columns-step: the second step of the import assistant. Shows the head of each sheet with what its columns were
 * taken for, to correct; and says in sentences what follows: where households begin, which group they belong to, what
 * is missing.
 *
 * Signal "changed" (): something was corrected.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/import-work.h"

G_BEGIN_DECLS

#define XY_TYPE_IMPORT_COLUMNS_STEP (xy_import_columns_step_get_type ())
G_DECLARE_FINAL_TYPE (XyImportColumnsStep, xy_import_columns_step, XY, IMPORT_COLUMNS_STEP, GtkWidget)

void xy_import_columns_step_show (XyImportColumnsStep *step, XyImportWork *work);

/* Whether every sheet that is read has a column with names. */
gboolean xy_import_columns_step_is_ready (XyImportColumnsStep *step);

/* What was typed for the group; "" for nothing. Owned by the step. */
const char *xy_import_columns_step_get_group (XyImportColumnsStep *step);

G_END_DECLS
