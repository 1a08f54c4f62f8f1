/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-charts-tab: the tab 图表 of the page 积分: what was given and taken month by month, by category and by group,
 * and how many households have how much. It sets the page's state while it is looked at, and reads anew after acts.
 */
#pragma once

#include "app/page.h"
#include "app/points-page-lists.h"

G_BEGIN_DECLS

#define XY_TYPE_POINTS_CHARTS_TAB (xy_points_charts_tab_get_type ())
G_DECLARE_FINAL_TYPE (XyPointsChartsTab, xy_points_charts_tab, XY, POINTS_CHARTS_TAB, GtkWidget)

/* A tab of PAGE, which outlives it. */
GtkWidget *xy_points_charts_tab_new (XyPage *page);

/* Whether it is looked at; then with the page's filters. */
void xy_points_charts_tab_show (XyPointsChartsTab *self, gboolean shown, const XyPointsQuery *query);

G_END_DECLS
