/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import-tables: the four tables of an import's result: who is added, what is changed, who is missing, what is wrong.
 */
#pragma once

#include "app/import-result.h"
#include "app/table.h"

G_BEGIN_DECLS

typedef enum
{
  XY_IMPORT_ADDED,
  XY_IMPORT_CHANGES,
  XY_IMPORT_MISSING,
  XY_IMPORT_PROBLEMS,
  XY_IMPORT_N_TABLES,
} XyImportTable;

GtkWidget *xy_import_table_new (XyImportTable which);

/* How many rows RESULT has for it. */
guint xy_import_table_count (XyImportTable which, const XyImportResult *result);

/* All that is wrong with the row of a record of the table of problems. Returns: (transfer full). */
char *xy_import_table_describe (gconstpointer record);

/* RESULT NULL empties it. */
void xy_import_table_show (XyTable *table, XyImportTable which, XyWorker *worker, XyImportResult *result);

G_END_DECLS
