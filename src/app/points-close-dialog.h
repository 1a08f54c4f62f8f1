/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-close-dialog: 期末结账. Says before anything is done how many households lose how much, and keeps the last
 * close, which can be confirmed or taken back, in view (core/points-close.h).
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"

G_BEGIN_DECLS

void xy_points_close_dialog_open (GtkWidget *from, XyDesk *desk);

G_END_DECLS
