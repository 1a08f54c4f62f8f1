/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-basis-tab: the tab 评比表 of the page 卫生: what rounds go by. The checklists and the public areas; its verbs
 * are the page's action group "basis".
 */
#pragma once

#include "app/hygiene-tab.h"

G_BEGIN_DECLS

#define XY_TYPE_HYGIENE_BASIS_TAB (xy_hygiene_basis_tab_get_type ())
G_DECLARE_FINAL_TYPE (XyHygieneBasisTab, xy_hygiene_basis_tab, XY, HYGIENE_BASIS_TAB, XyHygieneTab)

G_END_DECLS
