/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * toast: says at the foot of the window what was done, with the verb that takes it back. One at a time: a newer one
 * takes the place of an older one. It goes by itself after some seconds, not while the pointer or the focus is on it.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define XY_TYPE_TOASTER (xy_toaster_get_type ())
G_DECLARE_FINAL_TYPE (XyToaster, xy_toaster, XY, TOASTER, GtkWidget)

/* The child fills the toaster; toasts lie over it. */
void xy_toaster_set_child (XyToaster *toaster, GtkWidget *child);

/*
 * Shows WORDS in the toaster of FROM's window (or of the window that FROM's dialog belongs to). With VERB a button that
 * activates ACTION, as "win.undo"; both may be NULL.
 */
void xy_toast_show (GtkWidget *from, const char *words, const char *verb, const char *action);

G_END_DECLS
