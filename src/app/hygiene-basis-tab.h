/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-basis-tab: the tab 评比表 of the page 卫生: what rounds go by: the checklists, the public areas, what
 * results are worth in points, and on what ground households may be named. Its verbs are the page's action group
 * "basis": add adopt import change save delete end export.
 */
#pragma once

#include "app/page-tab.h"

G_BEGIN_DECLS

#define XY_TYPE_HYGIENE_BASIS_TAB (xy_hygiene_basis_tab_get_type ())
G_DECLARE_FINAL_TYPE (XyHygieneBasisTab, xy_hygiene_basis_tab, XY, HYGIENE_BASIS_TAB, XyPageTab)

G_END_DECLS
