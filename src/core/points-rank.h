/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-rank: where each household stands, all together or in a month, quarter or year, in the village or in a group;
 * or in what it earned in one category. Where the scheme has accounts for persons or volunteers: where each of them
 * stands who has something in it.
 *
 * Equal points share a place: 1, 2, 2, 4. Ranked are the village's present households (persons), and those that left
 * but have something in the ledger of that period, so that the sums are the ledger's. Those who do the work are never
 * ranked (国办函〔2026〕12号).
 *
 * Figures are hundredths: before + plus + minus = total. A correction lowers the side that it corrects, so either side
 * may have the other sign where an entry of an earlier month was corrected. What was carried over, everybody's base and
 * what a close took are in before.
 */
#pragma once

#include "core/points-entry.h"

G_BEGIN_DECLS

typedef struct
{
  const char *period;   /* "2026-11", "2026Q4", "2026"; NULL: all time */
  XyId unit;            /* with the units below it; none: the whole village */
  const char *account;  /* of points-account.h; NULL: the households' */
  const char *category; /* only its entries; then there is no before, but what was carried over in it */
  gboolean posted;      /* without what the county did not take: points-returned.h */
  gboolean by_total;    /* by the balance at the period's end, not by what the period brought; so always of all time */
} XyPointsRankQuery;

/* Its texts are its own until it is freed. */
typedef struct
{
  guint place;
  XyId household; /* of a person: where he is now; may be none */
  XyId person;    /* of an account; none where households are ranked */
  XyId unit;
  const char *unit_name; /* "3组"; NULL where it is in none */
  gint64 unit_sort;
  const char *number;
  const char *head;
  const char *name;  /* of the person */
  const char *state; /* of the household or person: here, away, moved … */
  gint64 sort;       /* the roster's order */
  gint64 before;
  gint64 plus;
  gint64 minus;
  gint64 total;
} XyPointsStanding;

/* Whose standing it is: the person's where there is one, else the household's. */
#define xy_points_standing_id(standing)                                                                                \
  (xy_id_is_none (&(standing)->person) ? &(standing)->household : &(standing)->person)
#define xy_points_standing_current(standing) ((standing)->plus + (standing)->minus)

void xy_points_standing_free (XyPointsStanding *standing);

/*
 * First place first; equal places in the roster's order. INVALID, field "period", for what is no period.
 * Returns: (transfer full) array of XyPointsStanding.
 */
GPtrArray *xy_points_rank (XyStore *store, const XyPointsRankQuery *query, GError **error);

/*
 * The same, kept by the store for a moment (xy_store_keep()): whoever shows a list asks for its order, and then a few
 * of its rows at a time. Others hold it too: it is not to be changed. Returns: (transfer full).
 */
GPtrArray *xy_points_rank_shared (XyStore *store, const XyPointsRankQuery *query, GError **error);

/*
 * Only the lines of IDS (xy_points_standing_id()), of the same ranking, NULL where it has none. For a list that shows a
 * few rows of many. Returns: (transfer full) array of N XyPointsStanding or NULL.
 */
GPtrArray *
xy_points_rank_rows (XyStore *store, const XyPointsRankQuery *query, const XyId *ids, guint n, GError **error);

/* For the test of every statement. */
const XySql *xy_points_rank_statements (guint *n);

G_END_DECLS
