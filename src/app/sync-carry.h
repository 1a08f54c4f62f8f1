/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sync-carry: a bundle is written to a stick, or the county's receipt taken from one (sync/bundle.h), on a thread of
 * its own; a dialog then says what came of it. A file of either kind may also be dropped on the window.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"

G_BEGIN_DECLS

/* PATH: the receipt to IMPORT, or the folder to write into. OVER is any widget of the window. While one is being
 * written or read (sync-keeper.h) nothing happens. */
void xy_sync_carry (GtkWidget *over, XyDesk *desk, const char *path, gboolean import);

/* Whether PATH is called as a bundle or a receipt is: what is in it is looked at when it is taken. */
gboolean xy_sync_carry_is_of_stick (const char *path);

/* Takes a file that was dropped, or says why it cannot be taken. FALSE: it is none of those. */
gboolean xy_sync_carry_take_drop (GtkWidget *over, XyDesk *desk, const char *path);

/* Such files may be dropped on WIDGET, wherever nothing in it takes files itself. */
void xy_sync_carry_accept_drops (GtkWidget *widget, XyDesk *desk);

G_END_DECLS
