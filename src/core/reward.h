/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reward: the village's exchange for points (积分超市): goods and services with what they cost and how many points they
 * take, the days on which they are given out, the stock ledger, and who fetched what (domain.md 4.4).
 *
 * stock of a good = what came in, went out and was counted (moves) − what was fetched (redemptions); kept by triggers.
 * It is never below 0. Services have none. No cash is given out. Points are hundredths, money is fen.
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
  gint64 sort;
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

G_END_DECLS
