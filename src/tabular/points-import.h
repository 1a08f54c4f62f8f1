/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-import: a sheet of points from a spreadsheet into the ledger (or, where the village has steps before points
 * count, among what is registered). Nothing is saved before the last step:
 *
 *   XyWorkbook *workbook = xy_workbook_read (path, …);                       read.h
 *   GPtrArray *layouts = xy_points_detect (workbook, NULL, rules, today, …);  points-layout.h
 *   XyPointsPlan *plan = xy_points_plan (store, &actor, workbook, layouts, &ask, …);
 *   xy_points_import (store, &actor, plan, file_name, …);                    one act, undone as one
 *
 * Each row passes exactly the checks of a typed entry, caps shared with the rows above it included, for it is tried
 * (points-batch.h). What household, rule, day and amount say was recorded already is left out and named, so that the
 * same file twice changes nothing. A row with a problem is left out and listed with its reason.
 */
#pragma once

#include <gio/gio.h>

#include "core/household-index.h"
#include "core/points-batch.h"
#include "tabular/points-layout.h"

G_BEGIN_DECLS

typedef enum
{
  XY_POINTS_PLAN_NEW,
  XY_POINTS_PLAN_REPEAT,
  XY_POINTS_PLAN_REFUSED,
  XY_POINTS_PLAN_N_STATES,
} XyPointsPlanState;

/* One deed: a row of a list, or a cell of a month's sheet. Texts belong to the plan. */
typedef struct
{
  XyPointsPlanState state;
  guint sheet, row;
  int column;        /* what the problem is about; -1: the row */
  const char *group; /* as written, as the next three; may be NULL */
  const char *number;
  const char *name;
  const char *item;
  const char *household; /* "3组 · 3-016 · 曾国强" once found, or NULL */
  const char *problem;   /* REFUSED: why; REPEAT: that; NEW: what is cut, or NULL */
  XyPointsOne one;
  gint64 delta;
} XyPointsPlanLine;

typedef struct
{
  XyWorkbook *workbook;
  GPtrArray *layouts;
  GPtrArray *lines; /* of XyPointsPlanLine, in the file's order */
  guint counts[XY_POINTS_PLAN_N_STATES];
  guint n_households; /* of the new lines */
  gint64 sum;         /* their points */
  GStringChunk *texts;
  GPtrArray *rules; /* that the lines borrow */
  XyHouseholdIndex *index;
} XyPointsPlan;

/* What stands in where the file says nothing; all may be NULL. */
typedef struct
{
  const char *group;
  const char *day; /* NULL: what a title says, else today */
  const char *witness;
  GCancellable *cancellable;
} XyPointsPlanAsk;

/* Errors: INVALID where no sheet has what is needed, CANCELLED, those of the file. Returns: (transfer full). */
XyPointsPlan *xy_points_plan (XyStore *store,
                              const XyActor *actor,
                              XyWorkbook *workbook,
                              GPtrArray *layouts,
                              const XyPointsPlanAsk *ask,
                              GError **error);
void xy_points_plan_free (XyPointsPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyPointsPlan, xy_points_plan_free)

const XyPointsPlanLine *xy_points_plan_line (const XyPointsPlan *plan, guint at);

/* "Sheet “三组”, row 12, Name". Returns: (transfer full). */
char *xy_points_plan_where (const XyPointsPlan *plan, const XyPointsPlanLine *line);

/*
 * Takes a backup and records the new lines as one act named after FILE_NAME. A plan without any makes neither. BACKUP
 * (may be NULL) gets the backup's path (transfer full). Errors: CONFLICT where what is recorded meanwhile would refuse
 * a line (plan anew), DENIED, those of xy_backup_take(); nothing was changed then.
 */
gboolean xy_points_import (XyStore *store,
                           const XyActor *actor,
                           const XyPointsPlan *plan,
                           const char *file_name,
                           char **backup,
                           GCancellable *cancellable,
                           GError **error);

/* Writes the rows that are left to mend to PATH, an xlsx, with the reason before each; nothing where there are none. */
gboolean xy_points_rest_write (const XyPointsPlan *plan, const char *path, GError **error);

G_END_DECLS
