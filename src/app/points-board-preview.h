/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-board-preview: 积分公示榜 in the print preview.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"

G_BEGIN_DECLS

/* PERIOD NULL: all time; UNIT none or NULL: the whole village. */
void xy_points_board_preview_open (GtkWidget *from, XyDesk *desk, const char *period, const XyId *unit);

G_END_DECLS
