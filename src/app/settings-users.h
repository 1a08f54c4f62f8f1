/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * settings-users: who works with the program, as lines of the settings dialog: what each may do, a new PIN for who
 * forgot his, and a line for a new one. Each change is an act; only who manages users may make one.
 */
#pragma once

#include "app/desk.h"
#include "app/settings-rows.h"

G_BEGIN_DECLS

void xy_settings_users_add (XySettingsRows *rows, XyDesk *desk);

G_END_DECLS
