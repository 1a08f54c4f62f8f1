/* SPDX-License-Identifier: GPL-3.0-or-later */
/* purge-dialog: says what would go of one person's information, and what stays, and purges it (core/purge.h). */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "core/id.h"

G_BEGIN_DECLS

/* Whoever cannot be purged: the window says why. */
void xy_purge_dialog_open (GtkWidget *from, XyDesk *desk, const XyId *person);

G_END_DECLS
