/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-balance: what a household, or a person, has, and whether the kept balances are what the ledger says.
 *
 * Balances are kept by triggers of the schema (points_month, points_total), never typed and never corrected. All
 * figures are hundredths.
 */
#pragma once

#include "core/points-entry.h"

G_BEGIN_DECLS

/*
 * Three numbers are on every card: total (累计), what counts; current (本期), what the period's entries brought; spend
 * (可兑), what can be spent. spend is less than 0 where more was taken back than was left: then nothing can be spent,
 * and the next points make up for it first (待抵扣). plus: points given, net of corrections; minus: points taken (≤ 0,
 * as a rule); total is both, what was carried over and what everybody starts with.
 */
typedef struct
{
  gint64 plus;
  gint64 minus;
  gint64 total;
  gint64 spend;
  gint64 current;
} XyPointsBalance;

/* What can be spent, and what the next points make up for first; either is 0. */
#define xy_points_spendable(balance) (MAX ((balance)->spend, 0))
#define xy_points_owed(balance) (MAX (-(balance)->spend, 0))

/* The period that today is in, as the village posts points (setting points_span): 2026Q4, 2026-11. (transfer full) */
char *xy_points_current_period (XyStore *store);

/*
 * What OWNER has: a household where ACCOUNT is NULL, else a person. PERIOD, of which current is: NULL for the one
 * above. INVALID, field "period".
 */
gboolean xy_points_balance_of (XyStore *store,
                               const char *account,
                               const XyId *owner,
                               const char *period,
                               XyPointsBalance *balance,
                               GError **error);

/* All that HOUSEHOLD has. */
gboolean xy_points_balance (XyStore *store, const XyId *household, XyPointsBalance *balance, GError **error);

/*
 * What the ledger itself says of the households that a ranking has (points-rank.h), added up from the entries and not
 * from the kept balances, for a board to be compared with: PLUS and MINUS between the days FROM and TO, BEFORE what
 * there was without them. FROM "" is all time. UNIT none: the whole village.
 */
gboolean xy_points_ledger_sums (XyStore *store,
                                const XyId *unit,
                                const char *from,
                                const char *to,
                                gint64 *before,
                                gint64 *plus,
                                gint64 *minus,
                                GError **error);

/*
 * What corrections between the days FROM and TO changed, for the remark beside a household's points. Returns: (transfer
 * full) XyId * → gint64 *, only of households that have some.
 */
GHashTable *xy_points_corrections (XyStore *store, const char *from, const char *to, GError **error);

/* A kept figure that the ledger does not bear out. */
typedef struct
{
  XyId household; /* none where it is about a person's account */
  XyId person;
  const char *account;
  char month[8]; /* "2026-11"; "" for the total, "=" for what can be spent, "*" for a mark (cancelled, reversed) of an
                    entry */
  gint64 kept;
  gint64 rebuilt;
} XyPointsDifference;

/*
 * Rebuilds every balance and mark from the entries and compares. Returns: (transfer full) array of
 * XyPointsDifference, empty where all is well; NULL on an error of the file. N_ENTRIES (optional) counts what was read.
 */
GArray *xy_points_verify (XyStore *store, gint64 *n_entries, GError **error);

/* For the test of every statement. */
const XySql *xy_points_balance_statements (guint *n);

G_END_DECLS
