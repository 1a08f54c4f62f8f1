/* SPDX-License-Identifier: GPL-3.0-or-later */
/* board-dialog: a notice board: its name, where it stands, and how large the part is on which papers hang. */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "core/board.h"

G_BEGIN_DECLS

/* BOARD NULL: a new one. */
void xy_board_dialog_open (GtkWidget *from, XyDesk *desk, const XyBoard *board);

G_END_DECLS
