/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * home-page: the page 首页, which the window opens with: what waits today (core/today.h) by when it is due, each line
 * one click or Enter from its place, below how it stands with the county (home-foot.h), and beside it the month in
 * three charts (home-charts.h).
 *
 * It is painted first and read then, the lines before the charts; anew after whatever changed, and when another day
 * has begun.
 *
 * Actions: home.begin
 */
#pragma once

#include "app/page.h"
#include "app/pages.h"

G_BEGIN_DECLS

#define XY_TYPE_HOME_PAGE (xy_home_page_get_type ())
G_DECLARE_FINAL_TYPE (XyHomePage, xy_home_page, XY, HOME_PAGE, XyPage)

extern const XyPageEntry xy_home_page_entry;

G_END_DECLS
