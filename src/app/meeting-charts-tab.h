/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting-charts-tab: the tab 图表 of the page 屋场会: of the last twelve months how often people met and how many
 * came, and how many of what they agreed is done.
 */
#pragma once

#include "app/page-tab.h"

G_BEGIN_DECLS

#define XY_TYPE_MEETING_CHARTS_TAB (xy_meeting_charts_tab_get_type ())
G_DECLARE_FINAL_TYPE (XyMeetingChartsTab, xy_meeting_charts_tab, XY, MEETING_CHARTS_TAB, XyPageTab)

G_END_DECLS
