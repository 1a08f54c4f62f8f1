/* SPDX-License-Identifier: GPL-3.0-or-later */
/* points-export: the ledger and the ranking as spreadsheets, .xlsx or .csv after the file's name. */
#pragma once

#include "core/points-list.h"
#include "core/points-rank.h"

G_BEGIN_DECLS

/* What FILTER finds, by day, oldest first. N gets the number of rows. */
gboolean xy_points_export (XyStore *store, const XyPointsFilter *filter, const char *path, guint *n, GError **error);

gboolean
xy_points_export_ranking (XyStore *store, const XyPointsRankQuery *query, const char *path, guint *n, GError **error);

G_END_DECLS
