/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-balance: what a household has, and whether the kept balances are what the ledger says.
 *
 * Balances are kept by triggers of the schema (points_month, points_total), never typed and never corrected. All
 * figures are hundredths.
 */
#pragma once

#include "core/points-entry.h"

G_BEGIN_DECLS

/*
 * plus: points given, net of corrections; minus: points taken (≤ 0, as a rule); total (累计): both and what was carried
 * over. spend: what can be spent (可兑), less than 0 where more was taken back than was left: it is shown as 0, and the
 * next points make up for it first.
 */
typedef struct
{
  gint64 plus;
  gint64 minus;
  gint64 total;
  gint64 spend;
} XyPointsBalance;

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
  XyId household;
  char month[8]; /* "2026-11"; "" for the total, "*" for a mark (cancelled, reversed) of an entry of the household */
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
