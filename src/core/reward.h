/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reward: the village's exchange for points (积分超市): goods and services with what they cost and how many points they
 * take, the days on which they are given out, the stock ledger, and who fetched what (domain.md 4.4).
 *
 * stock of a good = what came in, went out and was counted (moves) − what was fetched (redemptions); kept by triggers.
 * It is never below 0, whatever is written, undone or done again. Services have none. No cash is given out. Points are
 * hundredths, money is fen.
 *
 * A good has a number of its own (sort), which is what is typed at the counter. It is no longer given out after its
 * last day (ends); it is deleted only while nothing of it ever came or went.
 *
 * Moves of stock are made by reward-stock.h, redemptions by reward-redeem.h. A redemption is never changed and never
 * deleted by hand: it is taken back, with its entry in the ledger.
 */
#pragma once

#include "core/act.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyRewardGood, xy_reward_good)
XY_DECLARE_RECORD (XyRewardDay, xy_reward_day)
XY_DECLARE_RECORD (XyRewardMove, xy_reward_move)
XY_DECLARE_RECORD (XyRewardRedemption, xy_reward_redemption)

struct _XyRewardGood
{
  XyRecord record;
  char *name;
  char *kind; /* goods, service */
  char *unit;
  gint64 cost;
  gint64 points;
  char *account; /* paid from which points; points-account.h */
  gint64 most;   /* for one household (person) in a quarter; 0: any number */
  char *ends;
  char *note;
  gint64 sort; /* its number; 0 in a new record gets the next */
  char *find;
  gint64 stock;
};

struct _XyRewardDay
{
  XyRecord record;
  char *day;
  char *hours;
  char *place;
  char *note;
};

struct _XyRewardMove
{
  XyRecord record;
  XyId good;
  char *day;
  char *kind; /* in, out, count */
  gint64 pieces;
  gint64 cost;    /* all together */
  char *source;   /* where the money came from */
  char *decision; /* of which meeting */
  char *note;
  char *recorder;
  gint64 at;
};

struct _XyRewardRedemption
{
  XyRecord record;
  gint64 number; /* of the year; 0 in a new record gets the next */
  char *day;
  XyId household;
  XyId person;
  XyId good;
  gint64 pieces;
  gint64 points; /* all together */
  gint64 left;   /* what could be spent afterwards */
  gint64 cost;   /* all together */
  char *taker;
  char *note;
  char *recorder;
  gint64 at;
};

#define XY_REWARD_GOODS "goods"
#define XY_REWARD_SERVICE "service"

/* goods, service; ended by a value of NULL, as are the next. */
extern const XyWord xy_reward_kinds[];
/* in, out, count. */
extern const XyWord xy_reward_move_kinds[];

/*
 * Where the money may come from, as the office says it; any other text may stand there too. What is bought from the
 * income of the collective needs a decision of the villagers, so that one is asked for with its day.
 */
#define XY_REWARD_COLLECTIVE "村集体经济收入"
extern const char *const xy_reward_sources[];

/* Whether SOURCE is money of the collective. */
gboolean xy_reward_source_needs_decision (const char *source);

/* Whether it is given out on DAY. */
gboolean xy_reward_good_is_offered (const XyRewardGood *good, const char *day);

/*
 * The first and last day of PERIOD, a month, quarter or year, or a day; NULL is all time. FALSE with INVALID, field
 * "period". FROM and TO have XY_DAY_SIZE.
 */
gboolean xy_reward_period (const char *period, char *from, char *to, GError **error);

/* XyActFunc that ends GOOD (an XyRewardGood, not changed): yesterday was its last day. It stays in all lists of what
 * was. */
gboolean xy_reward_good_end_act (XyTxn *txn, gpointer good, GError **error);

/* For the test of every statement. */
const XySql *xy_reward_statements (guint *n);

G_END_DECLS
