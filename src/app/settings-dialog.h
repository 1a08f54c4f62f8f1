/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * settings-dialog: all that can be set, in one list that is searched: what belongs to this PC (text size, colours,
 * language, idle lock, backup folder, what printing remembers), who works here and as what, what the village decided
 * for itself, privacy and handing over. Everything takes effect at once and nothing needs confirming; what the village
 * decided is an act, which Undo takes back.
 */
#pragma once

#include "app/desk.h"
#include "app/dialog.h"

G_BEGIN_DECLS

#define XY_TYPE_SETTINGS_DIALOG (xy_settings_dialog_get_type ())
G_DECLARE_FINAL_TYPE (XySettingsDialog, xy_settings_dialog, XY, SETTINGS_DIALOG, XyDialog)

GtkWidget *xy_settings_dialog_new (GtkWidget *from, XyDesk *desk);

G_END_DECLS
