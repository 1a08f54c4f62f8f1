/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-charts-trends: the view 走势 of the tab 图表: how each group's average went, what part of the households had
 * which grade, how many of them were judged, and which items fail most.
 */
#pragma once

#include "app/hygiene-charts-data.h"

G_BEGIN_DECLS

#define XY_TYPE_HYGIENE_TRENDS (xy_hygiene_trends_get_type ())
G_DECLARE_FINAL_TYPE (XyHygieneTrends, xy_hygiene_trends, XY, HYGIENE_TRENDS, GtkWidget)

GtkWidget *xy_hygiene_trends_new (void);

void xy_hygiene_trends_show (XyHygieneTrends *trends, const XyHygieneChartsFacts *facts);

G_END_DECLS
