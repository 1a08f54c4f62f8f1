/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * matter-charts-tab: the tab 图表 of the page 台账: what was raised and closed month by month, from where, how long
 * what is open has been so, and how satisfied people are. Never who did it.
 */
#pragma once

#include "app/page-tab.h"

G_BEGIN_DECLS

#define XY_TYPE_MATTER_CHARTS_TAB (xy_matter_charts_tab_get_type ())
G_DECLARE_FINAL_TYPE (XyMatterChartsTab, xy_matter_charts_tab, XY, MATTER_CHARTS_TAB, XyPageTab)

G_END_DECLS
