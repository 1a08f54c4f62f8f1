/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-grade: what standings come to: the grade (星级, 信用等级) that the scheme's bands give, and how an amount of
 * money (分红) is shared by points. Both are lists that are worked out, never stored; thresholds are the scheme's data.
 */
#pragma once

#include "core/points-rank.h"
#include "core/points-scheme.h"

G_BEGIN_DECLS

typedef struct
{
  XyPointsScheme *scheme; /* of the period's last day */
  GPtrArray *bands;       /* of XyPointsBand, the highest first */
  GPtrArray *standings;   /* of XyPointsStanding, by total */
  guint *counts;          /* how many have the grade of each band; the last one: none of them */
} XyPointsGrades;

void xy_points_grades_free (XyPointsGrades *grades);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyPointsGrades, xy_points_grades_free)

/*
 * The grades of the account that the scheme's bands are about, by what each had at the end of PERIOD (NULL: has now),
 * in UNIT (none: the whole village). INVALID: period; scheme where there is none with grades. (transfer full)
 */
XyPointsGrades *xy_points_grades (XyStore *store, const char *period, const XyId *unit, GError **error);

/* The grade of the standing AT, or NULL below the lowest band. */
const char *xy_points_grades_name (const XyPointsGrades *grades, guint at);

typedef struct
{
  XyPointsRankQuery rank; /* by_total: by the balance at the period's end, else by what the period brought */
  gint64 money;           /* fen to be shared */
  gint64 least;           /* hundredths: who has fewer gets nothing; at least one hundredth is asked for anyway */
} XyPointsDividendQuery;

typedef struct
{
  GPtrArray *standings; /* of XyPointsStanding, of those who get something by their points */
  gint64 *points;       /* of each */
  gint64 *money;        /* of each, fen; together the whole amount */
  gint64 sum;           /* of the points */
} XyPointsDividend;

void xy_points_dividend_free (XyPointsDividend *dividend);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyPointsDividend, xy_points_dividend_free)

/*
 * Shares the money by points, in whole fen; what is left goes, one fen each, to the largest remainders, the better
 * placed first. INVALID: period, money (nothing to share), least (nobody has so many). (transfer full)
 */
XyPointsDividend *xy_points_dividend (XyStore *store, const XyPointsDividendQuery *query, GError **error);

G_END_DECLS
