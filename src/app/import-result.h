/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * import-result: what an import would change, shared by the window, the worker and the tables that show it. Made once,
 * never changed; any thread may look at it.
 */
#pragma once

#include "tabular/roster-plan.h"

G_BEGIN_DECLS

typedef struct
{
  gatomicrefcount references;
  XyRosterRead *read;
  XyRosterPlan *plan;
  guint n_rows;     /* of the file, that add or change something */
  guint n_mend;     /* of the file, that are left out with a reason */
  guint n_problems; /* errors and warnings */
  GArray *added;    /* of const XyRosterItem *: persons */
  GArray *changes;  /* of XyImportChange: households', then persons' */
  GArray *missing;  /* of const XyRosterItem *: persons */
  GArray *messages; /* of const XyRosterMessage *: errors, then warnings, then the rest, each in the file's order */
  GHashTable *gone; /* numbers of households of which nobody is in the file */
} XyImportResult;

typedef struct
{
  const XyRosterItem *item;
  const XyRosterChange *change;
  gboolean is_household;
} XyImportChange;

/* Takes READ and PLAN. */
XyImportResult *xy_import_result_new (XyRosterRead *read, XyRosterPlan *plan);
XyImportResult *xy_import_result_ref (XyImportResult *result);
void xy_import_result_unref (XyImportResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyImportResult, xy_import_result_unref)

/* The person whom the row of the file lists, or NULL. */
const XyRosterRow *xy_import_result_find_row (const XyImportResult *result, guint sheet, guint row);

G_END_DECLS
