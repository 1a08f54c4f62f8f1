/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-rules-tab: the verbs of the tab 细则 of the page 积分, as the page's action group "rules": add change end
 * scheme adopt import export print. They stand among the page's buttons and at the foot of the chosen rule while the
 * tab is looked at.
 */
#pragma once

#include "app/page.h"
#include "app/table.h"

G_BEGIN_DECLS

/*
 * To be called once, when the page is made; TABLE's records are XyPointsRule. Returns: (transfer none, floating) the
 * pane beside it.
 */
GtkWidget *xy_points_rules_tab_set_up (XyPage *page, XyTable *table);

/* Whether the tab is looked at, or another rule was chosen. */
void xy_points_rules_tab_show (XyPage *page, gboolean shown);

/* Chooses among the ready catalogues; also from the empty page. */
void xy_points_rules_tab_adopt (XyPage *page);

G_END_DECLS
