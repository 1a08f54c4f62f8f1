/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * roster-rest: the rows that were left to mend, as a spreadsheet of their own that can be mended and imported again.
 *
 * Each sheet has the columns of the sheet they come from, and before them one with the reason, 未导入原因. What stood
 * in merged or blank cells (group, number, head of the household) is written into each row; a row whose household
 * landed has the household's head above it, so that it finds its household again. Since such a file lists only some of
 * a group, nobody is reported as missing when it is imported.
 */
#pragma once

#include "tabular/roster-plan.h"

G_BEGIN_DECLS

/* How many rows are left to mend. */
guint xy_roster_rest_count (const XyRosterPlan *plan);

/* Writes them to PATH, an xlsx; an empty one is not written. Errors: FULL and the like. */
gboolean xy_roster_rest_write (const XyRosterPlan *plan, const char *path, GError **error);

G_END_DECLS
