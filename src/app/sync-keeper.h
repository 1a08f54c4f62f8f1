/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sync-keeper: the line to the county (sync/worker.h) as long as the village's file is open, and what is said of it in
 * the window's frame. The village to practise in, and a damaged file, have none.
 *
 * "changed" () is emitted when anything of that changed.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "sync/worker.h"

G_BEGIN_DECLS

#define XY_TYPE_SYNC_KEEPER (xy_sync_keeper_get_type ())
G_DECLARE_FINAL_TYPE (XySyncKeeper, xy_sync_keeper, XY, SYNC_KEEPER, GObject)

/* The one of DESK, made when it is first asked for. Owned by the desk. */
XySyncKeeper *xy_sync_keeper_of (XyDesk *desk);

/* NULL where there is no line. Borrowed. */
XySyncWorker *xy_sync_keeper_get_worker (XySyncKeeper *keeper);
/* NULL likewise. Borrowed; good until the main context is run again. */
const XySyncState *xy_sync_keeper_get_state (XySyncKeeper *keeper);

/* The words on BUTTON's LABEL; it is not there where there are none. */
void xy_sync_keeper_show (XySyncKeeper *keeper, GtkWidget *button, GtkLabel *label);
/* What everybody is to see: that nothing has arrived for long. NULL where all is well. (transfer full) */
char *xy_sync_keeper_get_warning (XySyncKeeper *keeper);
/* A stick is being written or read (sync-carry.h): one at a time. */
void xy_sync_keeper_set_carrying (XySyncKeeper *keeper, gboolean carrying);
gboolean xy_sync_keeper_is_carrying (XySyncKeeper *keeper);
/* Ends the line, as the window is closed. */
void xy_sync_keeper_stop (XySyncKeeper *keeper);

G_END_DECLS
