/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-charts-tab: the tab 图表 of the page 卫生, in three views: 分布 (a round as a map of the groups' households,
 * with the history of the chosen one beside it), 走势 (what the rounds came to) and 对比 (who rose and who fell from
 * one round to another).
 */
#pragma once

#include "app/page-tab.h"

G_BEGIN_DECLS

#define XY_TYPE_HYGIENE_CHARTS_TAB (xy_hygiene_charts_tab_get_type ())
G_DECLARE_FINAL_TYPE (XyHygieneChartsTab, xy_hygiene_charts_tab, XY, HYGIENE_CHARTS_TAB, XyPageTab)

G_END_DECLS
