/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-round-tab: the tab 评比 of the page 卫生: the rounds, what each waits for, and the verbs that lead it on, as
 * the page's action group "rounds". A verb about one round that has a window of its own is a line of the table VERBS in
 * hygiene-round-tab.c.
 */
#pragma once

#include "app/page-tab.h"
#include "core/hygiene-round.h"

G_BEGIN_DECLS

#define XY_TYPE_HYGIENE_ROUND_TAB (xy_hygiene_round_tab_get_type ())
G_DECLARE_FINAL_TYPE (XyHygieneRoundTab, xy_hygiene_round_tab, XY, HYGIENE_ROUND_TAB, XyPageTab)

G_END_DECLS
