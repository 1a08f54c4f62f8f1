/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-reward-tab: the tab 兑换 of the page 积分: what was fetched on the counter's day, the goods, their stock
 * ledger, and beside them the counter (points-reward-counter.h). The verbs stand above the table; they are the page's
 * group of actions "reward": add change end in out count day return slip register slips board household.
 */
#pragma once

#include "app/page.h"
#include "app/table.h"

G_BEGIN_DECLS

#define XY_TYPE_REWARD_TAB (xy_reward_tab_get_type ())
G_DECLARE_FINAL_TYPE (XyRewardTab, xy_reward_tab, XY, REWARD_TAB, GtkWidget)

/* The content of the tab of PAGE, which outlives it. */
GtkWidget *xy_reward_tab_new (XyPage *page);

/* The pane beside it. Returns: (transfer none). */
GtkWidget *xy_reward_tab_get_detail (XyRewardTab *self);

/* The page has its desk. */
void xy_reward_tab_open (XyRewardTab *self);

/* Whether its tab is the one that is looked at; then with the page's filters. */
void xy_reward_tab_show (XyRewardTab *self, gboolean shown, const XyId *unit, const char *text);

/* The list that is looked at, as a spreadsheet. */
void xy_reward_tab_export (XyRewardTab *self);

G_END_DECLS
