/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * settings-dialog: what belongs to this PC: text size, light or dark, language, idle lock, backup folder. Everything
 * takes effect at once and nothing needs confirming. What the office decides is set on its own pages.
 */
#pragma once

#include "app/desk.h"
#include "app/dialog.h"

G_BEGIN_DECLS

#define XY_TYPE_SETTINGS_DIALOG (xy_settings_dialog_get_type ())
G_DECLARE_FINAL_TYPE (XySettingsDialog, xy_settings_dialog, XY, SETTINGS_DIALOG, XyDialog)

GtkWidget *xy_settings_dialog_new (GtkWidget *from, XyDesk *desk);

G_END_DECLS
