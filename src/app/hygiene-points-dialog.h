/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-points-dialog: 送积分. What a decided round would come to in points (core/hygiene-effect.h), a line for each
 * household with a tick; what stays ticked is handed over in one act and goes through the steps that the village has.
 * What is recorded already is not ticked, what cannot be recorded says why.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"

G_BEGIN_DECLS

void xy_hygiene_points_dialog_open (GtkWidget *from, XyDesk *desk, const XyId *round);

G_END_DECLS
