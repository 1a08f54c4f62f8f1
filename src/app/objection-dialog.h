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

/* The same of one ITEM on the list of points that hangs, or hung, as NOTICE; WHAT says which, in words. */
void
xy_objection_dialog_file_item (GtkWidget *from, XyDesk *desk, const XyId *notice, const XyId *item, const char *what);

void xy_objection_dialog_answer (GtkWidget *from, XyDesk *desk, const XyObjectionLine *line);

G_END_DECLS
