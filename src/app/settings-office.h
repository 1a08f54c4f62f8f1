/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * settings-office: what the office decided for itself (core/setting.h) as lines of the settings dialog. Each change is
 * an act, which Undo takes back; who may not change them sees them.
 */
#pragma once

#include "app/desk.h"
#include "app/settings-rows.h"

G_BEGIN_DECLS

void xy_settings_office_add (XySettingsRows *rows, XyDesk *desk);

G_END_DECLS
