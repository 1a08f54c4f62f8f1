/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lock: the face of the window while nobody is known to sit here: it asks for the name and the PIN, and nothing of the
 * village but its name can be seen. Shown on opening, by Ctrl+L, and after some minutes without a key or click.
 *
 * "unlocked" () is emitted when somebody has signed in.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"

G_BEGIN_DECLS

#define XY_TYPE_LOCK (xy_lock_get_type ())
G_DECLARE_FINAL_TYPE (XyLock, xy_lock, XY, LOCK, GtkWidget)

GtkWidget *xy_lock_new (XyDesk *desk);

/* Empties the PIN, chooses who was here last, and puts the cursor where one types. */
void xy_lock_begin (XyLock *lock);

G_END_DECLS
