/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-result-tab: the tab 结果 of the page 卫生: what came out of the chosen round, household by household, and the
 * verbs about one of them, as the page's action group "results": type decide state remark late issue print export
 * household.
 */
#pragma once

#include "app/page-tab.h"

G_BEGIN_DECLS

#define XY_TYPE_HYGIENE_RESULT_TAB (xy_hygiene_result_tab_get_type ())
G_DECLARE_FINAL_TYPE (XyHygieneResultTab, xy_hygiene_result_tab, XY, HYGIENE_RESULT_TAB, XyPageTab)

G_END_DECLS
