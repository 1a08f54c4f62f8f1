/* SPDX-License-Identifier: GPL-3.0-or-later */
/* points-export: the ledger and the lists made of it as spreadsheets, .xlsx or .csv after the file's name. */
#pragma once

#include "core/points-grade.h"
#include "core/points-list.h"
#include "core/points-rank.h"

G_BEGIN_DECLS

/* What FILTER finds, by day, oldest first. N gets the number of rows. */
gboolean xy_points_export (XyStore *store, const XyPointsFilter *filter, const char *path, guint *n, GError **error);

gboolean
xy_points_export_ranking (XyStore *store, const XyPointsRankQuery *query, const char *path, guint *n, GError **error);

/* As xy_points_grades() has them. */
gboolean xy_points_export_grades (XyStore *store,
                                  const char *period,
                                  const XyId *unit,
                                  const char *path,
                                  guint *n,
                                  GError **error);

/* As xy_points_dividend() shares it. */
gboolean xy_points_export_dividend (XyStore *store,
                                    const XyPointsDividendQuery *query,
                                    const char *path,
                                    guint *n,
                                    GError **error);

G_END_DECLS
