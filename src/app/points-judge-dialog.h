/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-judge-dialog: the desk at which registered points are judged: 组初核, 评议, 审核. When and where, who sits (of
 * a review), then the items one by one, by keyboard: Enter agrees and goes on, minus or Delete does not agree and asks
 * why, Backspace takes it back. Who must step aside for an item stands under it in words, and that too few are left.
 * What was judged is one act; what was not still waits.
 */
#pragma once

#include "app/desk.h"
#include "core/points-flow.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The ITEMS, or with none of them all that wait for STEP in UNIT (none: the village). */
void xy_points_judge_dialog_open (GtkWidget *from,
                                  XyDesk *desk,
                                  XyPointsStepKind step,
                                  const XyId *items,
                                  guint n_items,
                                  const XyId *unit);

G_END_DECLS
