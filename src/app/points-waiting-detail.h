/* SPDX-License-Identifier: GPL-3.0-or-later */
/* points-waiting-detail: the pane beside the tab 待办: one item in full, with its steps, its photo and its objections.
 */
#pragma once

#include "app/detail.h"
#include "app/points-waiting-lists.h"

G_BEGIN_DECLS

/* ROW at once; what FACTS (NULL while it is read) knows beside it below. */
void xy_points_waiting_detail_show (XyDetail *detail, const XyPointsItemRow *row, const XyPointsItemFacts *facts);

G_END_DECLS
