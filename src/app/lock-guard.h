/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lock-guard: keeps what a window shows from others' eyes: tells when nobody touched it for the time that was chosen in
 * the settings, and takes its dialogs away while it is locked, since these show personal data too.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"

G_BEGIN_DECLS

typedef struct _XyLockGuard XyLockGuard;

/* Watches WINDOW, which it does not own; ON_IDLE (WINDOW) is called where the user at DESK has a PIN. */
XyLockGuard *xy_lock_guard_new (GtkWindow *window, XyDesk *desk, void (*on_idle) (GtkWindow *window));
void xy_lock_guard_free (XyLockGuard *guard);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyLockGuard, xy_lock_guard_free)

/* Somebody is there: the time begins anew. */
void xy_lock_guard_touch (XyLockGuard *guard);

/* Takes all dialogs of the program away, and shows them again. */
void xy_lock_guard_hide_dialogs (XyLockGuard *guard);
void xy_lock_guard_show_dialogs (XyLockGuard *guard);

G_END_DECLS
