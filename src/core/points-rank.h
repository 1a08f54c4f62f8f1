/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-rank: where each household stands, all together or in a month, quarter or year, in the village or in a group.
 *
 * Equal points share a place: 1, 2, 2, 4. Ranked are the village's present households, and those that left but have
 * something in the ledger of that period, so that the sums are the ledger's. Households are ranked, never persons and
 * never those who do the work (国办函〔2026〕12号).
 *
 * Figures are hundredths: before + plus + minus = total. A correction lowers the side that it corrects, so either side
 * may have the other sign where an entry of an earlier month was corrected.
 */
#pragma once

#include "core/points-entry.h"

G_BEGIN_DECLS

typedef struct
{
  const char *period; /* "2026-11", "2026Q4", "2026"; NULL: all time */
  XyId unit;          /* with the units below it; none: the whole village */
  gboolean by_total;  /* by the balance at the period's end, not by what the period brought; so always of all time */
} XyPointsRankQuery;

typedef struct
{
  guint place;
  XyId household;
  XyId unit;
  char *unit_name; /* "3组"; NULL where it is in none */
  gint64 unit_sort;
  char *number;
  char *head;
  char *state; /* of the household: here, away, moved … */
  gint64 sort; /* the roster's order */
  gint64 before;
  gint64 plus;
  gint64 minus;
  gint64 total;
} XyPointsStanding;

#define xy_points_standing_current(standing) ((standing)->plus + (standing)->minus)

void xy_points_standing_free (XyPointsStanding *standing);

/*
 * First place first; equal places in the roster's order. INVALID, field "period", for what is no period.
 * Returns: (transfer full) array of XyPointsStanding.
 */
GPtrArray *xy_points_rank (XyStore *store, const XyPointsRankQuery *query, GError **error);

/*
 * Only the lines of IDS, of the same ranking, NULL where it has none. For a list that shows a few rows of many.
 * Returns: (transfer full) array of N XyPointsStanding or NULL.
 */
GPtrArray *
xy_points_rank_rows (XyStore *store, const XyPointsRankQuery *query, const XyId *ids, guint n, GError **error);

/* For the test of every statement. */
const XySql *xy_points_rank_statements (guint *n);

G_END_DECLS
