/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-record-dialog: 登记积分. Households are found and taken one after the other, or a whole group at once; then
 * the rule (the last one used stands there already), the amount and the day. What it comes to is said before it is
 * written, with what a cap cuts. One act, one step of Undo. From a found household: Enter takes it, Ctrl+Enter records.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"

G_BEGIN_DECLS

/* HOUSEHOLDS (may be NULL) are taken from the start. */
void xy_points_record_dialog_open (GtkWidget *from, XyDesk *desk, const XyId *households, guint n_households);

G_END_DECLS
