/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reward-list: the goods, who fetched what, and what it came to, for tables, papers and the command line.
 */
#pragma once

#include "core/reward.h"

G_BEGIN_DECLS

/*
 * The live goods in the order of their numbers; with DAY only those that are given out on it. Returns: (transfer full)
 * array of XyRewardGood.
 */
GPtrArray *xy_reward_good_list (XyStore *store, const char *day, GError **error);

/*
 * Those that TEXT means among those given out on DAY, best first: its number, its name, full pinyin or initials. A good
 * whose number is TEXT is alone. Returns: (transfer full) array of XyRewardGood.
 */
GPtrArray *xy_reward_good_find (XyStore *store, const char *text, const char *day, GError **error);

/* The same among GOODS (of XyRewardGood), which were read before; for a line that is typed. (transfer full) */
GPtrArray *xy_reward_good_match (GPtrArray *goods, const char *text);

/* "8.0 points · 12 left", "only 2 left"; for the line under a good. (transfer full) */
char *xy_reward_good_describe (const XyRewardGood *good);

/* The exchange days in PERIOD (NULL: all), newest first. Returns: (transfer full) array of XyRewardDay. */
GPtrArray *xy_reward_day_list (XyStore *store, const char *period, GError **error);

/* Which redemptions. */
typedef struct
{
  const char *period; /* a day, month, quarter or year; NULL: all time */
  XyId unit;          /* none: the whole village */
  XyId household;
  XyId good;
  const char *text; /* in the names of household, taker and good */
} XyRewardFilter;

typedef struct
{
  gint64 n;
  gint64 pieces;
  gint64 points;
  gint64 cost;
} XyRewardSums;

/* One redemption as lists show it. */
typedef struct
{
  XyRewardRedemption *redemption;
  gint64 good_number;
  char *good;
  char *unit; /* of the good */
  char *account;
  char *unit_name; /* of the household */
  char *number;
  char *head;
  char *person; /* whose points, where they are a person's */
} XyRewardRow;

void xy_reward_row_free (XyRewardRow *row);

/* Newest first; SUMS may be NULL. Returns: (transfer full) array of XyId. INVALID: period. */
GArray *xy_reward_redemption_ids (XyStore *store, const XyRewardFilter *filter, XyRewardSums *sums, GError **error);

/* A row for each of IDS, NULL where it is gone. Returns: (transfer full) array of XyRewardRow. */
GPtrArray *xy_reward_redemption_rows (XyStore *store, const XyId *ids, guint n, GError **error);

/* What was fetched of one good, and what came from one source. */
typedef struct
{
  gint64 number;
  char *name; /* the good; or the source */
  char *unit;
  char *decision; /* of a source: which decisions, with "；" between */
  gint64 n;       /* redemptions; moves */
  gint64 pieces;
  gint64 points;
  gint64 cost;
} XyRewardTotal;

typedef struct
{
  char from[11];
  char to[11];
  XyRewardSums sums;
  gint64 n_households;
  GPtrArray *goods;   /* of XyRewardTotal, by number */
  GPtrArray *sources; /* of XyRewardTotal, dearest first */
  gint64 bought;      /* fen, of all sources */
  gint64 stock;       /* fen, what is on the shelves now */
} XyRewardTotals;

void xy_reward_totals_free (XyRewardTotals *totals);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyRewardTotals, xy_reward_totals_free)

/* What was exchanged in PERIOD, and what was bought for it with whose money: for the board. (transfer full) */
XyRewardTotals *xy_reward_totals (XyStore *store, const char *period, GError **error);

/* Goods whose stock is not what moves and redemptions leave: for verify. Returns: (transfer full) array of XyId. */
GArray *xy_reward_verify (XyStore *store, GError **error);

/* For the test of every statement. */
const XySql *xy_reward_list_statements (guint *n);

G_END_DECLS
