/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pin-dialog: the person who works here gives himself a PIN on this computer, changes it, or does without one (an empty
 * new PIN). The old one is asked where there is one.
 */
#pragma once

#include "app/desk.h"
#include "app/dialog.h"

G_BEGIN_DECLS

#define XY_TYPE_PIN_DIALOG (xy_pin_dialog_get_type ())
G_DECLARE_FINAL_TYPE (XyPinDialog, xy_pin_dialog, XY, PIN_DIALOG, XyDialog)

GtkWidget *xy_pin_dialog_new (GtkWidget *from, XyDesk *desk);

/* The same of USER, whose PIN until now is not asked where it is somebody else's: he forgot it, and the administrator
 * gives him a new one. */
GtkWidget *xy_pin_dialog_new_for (GtkWidget *from, XyDesk *desk, XyUser *user);

G_END_DECLS
