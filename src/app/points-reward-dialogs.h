/* SPDX-License-Identifier: GPL-3.0-or-later */
/* points-reward-dialogs: what is entered at the exchange besides redemptions, each a form that does one act. */
#pragma once

#include "app/desk.h"
#include "core/reward-list.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* 新增兑换品; with GOOD it is changed. */
void xy_reward_good_dialog_open (GtkWidget *from, XyDesk *desk, const XyRewardGood *good);

/* 入库, 报损, 盘点 of GOOD: KIND as in reward-stock.h. */
void xy_reward_stock_dialog_open (GtkWidget *from, XyDesk *desk, const XyRewardGood *good, const char *kind);

/* 兑换日 */
void xy_reward_day_dialog_open (GtkWidget *from, XyDesk *desk);

/* 退回 */
void xy_reward_return_dialog_open (GtkWidget *from, XyDesk *desk, const XyRewardRow *row);

G_END_DECLS
