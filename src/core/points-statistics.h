/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-statistics: the ledger in a few figures, as plain arrays for charts, spreadsheets and papers. What is asked is
 * what a ranking asks (points-rank.h); figures are hundredths. Only entries by rules and their corrections are counted
 * as given or taken, not what was carried over, fetched or closed.
 */
#pragma once

#include "core/points-rank.h"

G_BEGIN_DECLS

typedef struct
{
  char month[8]; /* "2026-11" */
  gint64 plus;
  gint64 minus;
} XyPointsMonthSum;

/*
 * The N months up to the end of the period (NULL: up to this month), the oldest first, also those without an entry.
 * Returns: (transfer full) array of XyPointsMonthSum.
 */
GArray *xy_points_statistics_months (XyStore *store, const XyPointsRankQuery *query, guint n, GError **error);

typedef struct
{
  char *name;
  gint64 n; /* entries that stand, corrections not counted */
  gint64 plus;
  gint64 minus;
} XyPointsCategorySum;

void xy_points_category_sum_free (XyPointsCategorySum *sum);

/* What each category came to, that with most entries first; QUERY's own category does not matter. (transfer full) */
GPtrArray *xy_points_statistics_categories (XyStore *store, const XyPointsRankQuery *query, GError **error);

typedef struct
{
  XyId unit; /* none: those who belong to no group */
  char *name;
  gint64 sort;
  gint64 n; /* households, or persons of an account */
  gint64 plus;
  gint64 minus;
  gint64 total;
} XyPointsUnitSum;

void xy_points_unit_sum_free (XyPointsUnitSum *sum);

/* What those of each group have, in the order of the groups. (transfer full) */
GPtrArray *xy_points_statistics_units (XyStore *store, const XyPointsRankQuery *query, GError **error);

typedef struct
{
  gint64 from; /* inclusive */
  gint64 to;   /* exclusive */
  gint64 n;
} XyPointsBin;

/*
 * How many have how much (by total or of the period, as a ranking): at most MOST bins (3 and more) of one round width,
 * 1, 2 or 5 and noughts, that begin at a multiple of it. Returns: (transfer full) array of XyPointsBin.
 */
GArray *xy_points_statistics_bins (XyStore *store, const XyPointsRankQuery *query, guint most, GError **error);

/* For the test of every statement. */
const XySql *xy_points_statistics_statements (guint *n);

G_END_DECLS
