/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * matter-page: 台账: what was asked of the office or agreed, from the number it gets to the visit that closes it. Tabs
 * (page-tab.h), each in its own files: 台账 and 图表.
 */
#pragma once

#include "app/pages.h"
#include "app/tabbed-page.h"

G_BEGIN_DECLS

#define XY_TYPE_MATTER_PAGE (xy_matter_page_get_type ())
G_DECLARE_FINAL_TYPE (XyMatterPage, xy_matter_page, XY, MATTER_PAGE, XyTabbedPage)

extern const XyPageEntry xy_matter_page_entry;

G_END_DECLS
