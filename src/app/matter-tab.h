/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * matter-tab: the tab 台账 of the page 台账: matters by where they stand, overdue first, and the chosen one in full
 * with all that belongs to it. Actions: matter.register (the page's main verb) …
 */
#pragma once

#include "app/page-tab.h"

G_BEGIN_DECLS

#define XY_TYPE_MATTER_TAB (xy_matter_tab_get_type ())
G_DECLARE_FINAL_TYPE (XyMatterTab, xy_matter_tab, XY, MATTER_TAB, XyPageTab)

G_END_DECLS
