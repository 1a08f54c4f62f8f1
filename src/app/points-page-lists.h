/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-page-lists: what the three tables of the points page ask and show: the ranking (records XyPointsStanding), the
 * ledger (XyPointsRow) and the rules (XyPointsRule).
 */
#pragma once

#include "app/table.h"
#include "core/points-list.h"
#include "core/points-rank.h"
#include "core/points-rule.h"

G_BEGIN_DECLS

/* The page's filters. Immutable once it is given to a list; shared between threads. */
typedef struct
{
  char *period;        /* NULL: all time */
  XyId unit;           /* none: the whole village */
  char *category;      /* NULL: all */
  const char *account; /* of points-account.h, static; NULL: the households'. Of the ranking and the charts */
  char *text;
  gboolean by_total; /* of the ranking */
  XyId household;    /* of the ledger: only this one */
} XyPointsQuery;

XyPointsQuery *xy_points_query_copy (const XyPointsQuery *query);
void xy_points_query_free (gpointer query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyPointsQuery, xy_points_query_free)

/* What it asks of the ranking and of the ledger; texts are QUERY's. */
XyPointsRankQuery xy_points_rank_query (const XyPointsQuery *query);
XyPointsFilter xy_points_ledger_filter (const XyPointsQuery *query);

extern const XyListSource xy_points_rank_source;
extern const XyListSource xy_points_ledger_source;
extern const XyListSource xy_points_rules_source;

extern const XyColumn xy_points_rank_columns[];
extern const guint xy_points_n_rank_columns;
/* The same of persons. */
extern const XyColumn xy_points_people_columns[];
extern const guint xy_points_n_people_columns;
extern const XyColumn xy_points_ledger_columns[];
extern const guint xy_points_n_ledger_columns;
extern const XyColumn xy_points_rules_columns[];
extern const guint xy_points_n_rules_columns;

/* How a line of the ledger stands, as a pill. */
XyPillKind xy_points_state_pill (XyPointsState state);

/* What filters may be chosen: "2026Q4" and the like, newest first, NULL-terminated. */
char **xy_points_periods (const char *today);

G_END_DECLS
