/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-reward-lists: what the three tables of the tab 兑换 ask and show: what was fetched on a day (records
 * XyRewardRow), the goods (XyRewardGood) and the stock ledger (XyRewardStockLine).
 */
#pragma once

#include "app/table.h"
#include "core/reward-list.h"
#include "core/reward-stock.h"

G_BEGIN_DECLS

/* The filters. Immutable once it is given to a list; shared between threads. */
typedef struct
{
  char *day; /* of the redemptions */
  XyId unit;
  char *text;
} XyRewardQuery;

XyRewardQuery *xy_reward_query_new (const char *day, const XyId *unit, const char *text);
void xy_reward_query_free (gpointer query);

extern const XyListSource xy_reward_day_source;
extern const XyListSource xy_reward_goods_source;
extern const XyListSource xy_reward_stock_source;

extern const XyColumn xy_reward_day_columns[];
extern const guint xy_reward_n_day_columns;
extern const XyColumn xy_reward_goods_columns[];
extern const guint xy_reward_n_goods_columns;
extern const XyColumn xy_reward_stock_columns[];
extern const guint xy_reward_n_stock_columns;

G_END_DECLS
