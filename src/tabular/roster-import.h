/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * roster-import: the way of a village's roster from a spreadsheet into the village's file. Its steps, each of which
 * changes nothing but the last:
 *
 *   XyWorkbook *workbook = xy_workbook_read (path, …);              read.h: the cells
 *   GPtrArray *layouts = xy_roster_detect (workbook, NULL, …);      roster-layout.h: which column is what
 *   xy_roster_layouts_recall (layouts, workbook, store);            … as the person decided it the last time
 *   xy_roster_layout_set_field (layout, workbook, column, field);   … or decides now
 *   XyRosterRead *read = xy_roster_read (workbook, layouts, …);     roster-read.h: persons, households, faults
 *   XyRosterPlan *plan = xy_roster_plan (store, read, …);           roster-plan.h: added, changed, missing
 *   xy_roster_import (store, &actor, plan, file_name, …);           one act
 *   xy_roster_rest_write (plan, path, …);                           roster-rest.h: what is left to mend
 *
 * Reading and detecting may run in any thread; comparing and saving belong to the store's.
 */
#pragma once

#include "tabular/read.h"
#include "tabular/roster-plan.h"
#include "tabular/roster-rest.h"

G_BEGIN_DECLS

/*
 * Takes a backup, saves the plan as one act named after FILE_NAME, and remembers what the person decided about columns.
 * A plan that changes nothing makes neither backup nor act. BACKUP (may be NULL) gets the backup's path (transfer
 * full), NULL where there is none. Errors: those of xy_roster_apply() and xy_backup_take(); nothing was changed then.
 */
gboolean xy_roster_import (XyStore *store,
                           const XyActor *actor,
                           const XyRosterPlan *plan,
                           const char *file_name,
                           char **backup,
                           GCancellable *cancellable,
                           XyRosterProgress progress,
                           gpointer data,
                           GError **error);

G_END_DECLS
