/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-page: 积分. Tabs: 排名 (where each household stands in the chosen period), 流水 (the ledger), 待办, 兑换, 图表
 * and 细则 (the rules). Beside them the chosen household, entry or rule in full.
 *
 * Actions: points.record points.correct points.print points.export points.household points.adopt
 */
#pragma once

#include "app/page.h"
#include "app/pages.h"

G_BEGIN_DECLS

#define XY_TYPE_POINTS_PAGE (xy_points_page_get_type ())
G_DECLARE_FINAL_TYPE (XyPointsPage, xy_points_page, XY, POINTS_PAGE, XyPage)

extern const XyPageEntry xy_points_page_entry;

G_END_DECLS
