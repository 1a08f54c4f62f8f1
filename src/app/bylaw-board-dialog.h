/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bylaw-board-dialog: 上墙短版: the short form of a bylaw for a board, at most XY_BYLAW_BOARD_LINES lines, with the
 * lines and their characters counted while it is typed.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "core/bylaw.h"

G_BEGIN_DECLS

/* A board at the crossroads is read in passing. */
#define XY_BYLAW_BOARD_LINES 10

void xy_bylaw_board_dialog_open (GtkWidget *from, XyDesk *desk, const XyBylawVersion *version);

/* "8 lines, the longest of 14 characters"; more than fit are said to be. (transfer full) */
char *xy_bylaw_board_count (const char *text);

G_END_DECLS
