/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-waiting-tab: the tab 待办 of the page 积分: what was registered and does not count yet, by what it waits for,
 * and the verbs that lead it on: check, review, approve, the list for the board, booking; withdrawing, objections and
 * their answers.
 *
 * It puts its own buttons among the page's and shows them while it is looked at; its actions are the page's group
 * "waiting": judge(step) print-review list print-list unlist post notice book withdraw object answer household.
 */
#pragma once

#include "app/page.h"
#include "app/table.h"

G_BEGIN_DECLS

#define XY_TYPE_POINTS_WAITING_TAB (xy_points_waiting_tab_get_type ())
G_DECLARE_FINAL_TYPE (XyPointsWaitingTab, xy_points_waiting_tab, XY, POINTS_WAITING_TAB, GtkWidget)

/* The content of the tab NAME of PAGE, which outlives it. */
GtkWidget *xy_points_waiting_tab_new (XyPage *page, const char *name);

/* The pane beside it. Returns: (transfer none). */
GtkWidget *xy_points_waiting_tab_get_detail (XyPointsWaitingTab *self);

/* The page has its desk. */
void xy_points_waiting_tab_open (XyPointsWaitingTab *self);

/* Whether its tab is the one that is looked at; then with the page's filters. */
void xy_points_waiting_tab_show (XyPointsWaitingTab *self, gboolean shown, const XyId *unit, const char *text);

/* Of its lists the one that core/points-flow.h calls so. */
void xy_points_waiting_tab_show_list (XyPointsWaitingTab *self, const char *list);

/* The list that is looked at, as a spreadsheet. */
void xy_points_waiting_tab_export (XyPointsWaitingTab *self);

/* How many items wait for a hand, for the sidebar. On the worker's thread. */
gint64 xy_points_waiting_count (XyStore *store);

G_END_DECLS
