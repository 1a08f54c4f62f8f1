/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-reward-counter: the counter of the exchange, beside the tables of the tab 兑换. A household is found as
 * everywhere; what it can spend stands below it; a good's number or initials and how many ("2", "2*3", "xyy 2"), Enter
 * puts it on the list, Ctrl+Enter hands all of it out and goes back to the next household. What cannot be is said at
 * its field before anything is written.
 */
#pragma once

#include "app/page.h"

G_BEGIN_DECLS

#define XY_TYPE_REWARD_COUNTER (xy_reward_counter_get_type ())
G_DECLARE_FINAL_TYPE (XyRewardCounter, xy_reward_counter, XY, REWARD_COUNTER, GtkWidget)

/* PAGE outlives it. */
GtkWidget *xy_reward_counter_new (XyPage *page);

/* The page has its desk. */
void xy_reward_counter_open (XyRewardCounter *self);

/* The day that is written, "YYYY-MM-DD". */
const char *xy_reward_counter_get_day (XyRewardCounter *self);

/* Puts the keyboard there, if it is not there yet. */
void xy_reward_counter_focus (XyRewardCounter *self);

/*
 * Signals
 * "day-changed" ()   another day is written from now on
 */

G_END_DECLS
