/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notice-take-down-dialog: 撤下: when a paper came off the board, and why if it was too early. */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "core/notice-list.h"

G_BEGIN_DECLS

void xy_notice_take_down_dialog_open (GtkWidget *from, XyDesk *desk, const XyNoticeRow *row);

G_END_DECLS
