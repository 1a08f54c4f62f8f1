/* SPDX-License-Identifier: GPL-3.0-or-later */
/* objection-dialog: 登记异议 and 答复: what somebody objects to in a paper on the board, and what the office answers.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "app/notice-page-lists.h"

G_BEGIN_DECLS

/* ROW has a notice that hangs or hung. */
void xy_objection_dialog_file (GtkWidget *from, XyDesk *desk, const XyNoticeRow *row);

void xy_objection_dialog_answer (GtkWidget *from, XyDesk *desk, const XyObjectionLine *line);

G_END_DECLS
