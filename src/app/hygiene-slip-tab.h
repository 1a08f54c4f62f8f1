/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-slip-tab: the tab 整改 of the page 卫生: what is to be put right, the overdue first, and the verbs that lead
 * to its closing, as the page's action group "slips": issue issue-one receive recheck pass close change void export
 * household.
 */
#pragma once

#include "app/page-tab.h"

G_BEGIN_DECLS

#define XY_TYPE_HYGIENE_SLIP_TAB (xy_hygiene_slip_tab_get_type ())
G_DECLARE_FINAL_TYPE (XyHygieneSlipTab, xy_hygiene_slip_tab, XY, HYGIENE_SLIP_TAB, XyPageTab)

/* Shows those that are overdue. */
void xy_hygiene_slip_tab_show_overdue (XyHygieneSlipTab *tab);

G_END_DECLS
