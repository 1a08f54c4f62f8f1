/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * handover-dialog: 移交村务: the office goes to a successor in three steps: who takes over, who sets a PIN of his own
 * here; the package on a stick (print/handover.h); and, when its list is signed, the end of who hands over as a user.
 * Between two steps it may be closed and begun anew: a successor who is a user already stays one.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"

G_BEGIN_DECLS

void xy_handover_dialog_open (GtkWidget *from, XyDesk *desk);

G_END_DECLS
