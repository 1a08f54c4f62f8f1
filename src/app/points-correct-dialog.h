/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-correct-dialog: 更正. An entry is never changed; it is taken back by a reversing entry with its reason (红冲).
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "core/points-list.h"

G_BEGIN_DECLS

void xy_points_correct_dialog_open (GtkWidget *from, XyDesk *desk, const XyPointsRow *row);

G_END_DECLS
