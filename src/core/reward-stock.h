/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reward-stock: what comes to and goes from the shelves of the exchange besides what is fetched: goods that were bought
 * or given (in), what is spoilt or lost (out), and the count of a shelf, whose difference is written (count). The
 * ledger of it shows how many were left after each line.
 */
#pragma once

#include "core/reward.h"

G_BEGIN_DECLS

/* Borrows all it points to. */
typedef struct
{
  XyId good;
  const char *kind;     /* in, out, count */
  const char *day;      /* NULL: today */
  gint64 pieces;        /* in, out: how many, above 0; count: how many were found, from 0 */
  gint64 cost;          /* of goods that came in: fen, all together */
  const char *source;   /* likewise: asked for */
  const char *decision; /* likewise: asked for where the source is the collective's (reward.h) */
  const char *note;     /* asked for where something goes */

  XyId made;     /* out */
  gint64 change; /* out: what was written */
  gint64 stock;  /* out: what there is now */
} XyRewardStocking;

/*
 * XyActFunc that writes one move and gives the act its sentence. INVALID: good (a service), pieces, cost, source,
 * decision, note, day. A count is of today: it is compared with what there is now.
 */
gboolean xy_reward_stock_act (XyTxn *txn, gpointer stocking, GError **error);

/* One line of the stock ledger. */
typedef struct
{
  XyId id; /* of the move or redemption */
  char *day;
  char *kind; /* in, out, count, redeem */
  gint64 good_number;
  char *good;
  char *unit;
  gint64 pieces; /* less than 0 for what went */
  gint64 left;   /* of that good, after this line */
  gint64 cost;   /* fen, all together */
  char *source;
  char *decision;
  char *note; /* of a redemption: who fetched it */
  char *recorder;
} XyRewardStockLine;

void xy_reward_stock_line_free (XyRewardStockLine *line);

/* "came in", "exchanged" …; translated. Static. */
const char *xy_reward_stock_kind_label (const char *kind);

/*
 * The lines of GOOD (NULL: of all goods) with a day in PERIOD (NULL: all time), newest first. Services are left out.
 * Returns: (transfer full) array of XyRewardStockLine. INVALID: period.
 */
GPtrArray *xy_reward_stock_list (XyStore *store, const XyId *good, const char *period, GError **error);

/* For the test of every statement. */
const XySql *xy_reward_stock_statements (guint *n);

G_END_DECLS
