/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * keys: keys that a part of the window takes before the widget in it that has the focus.
 *
 * A text in it keeps what it needs to write Chinese: while an input method composes, Enter, Escape, the arrows and the
 * page keys choose among its words. So of what is pressed in a text the input method hears first, and a part only of
 * what it leaves over; letters are the text's own. Keys with Ctrl or Alt come to the part at once, and so do Enter and
 * Tab in a GtkTextView, which would write them.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Returns whether the key was taken; nobody else gets it then. */
typedef gboolean (
    *XyKeysPressed) (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, gpointer data);

/* PRESSED is called for keys pressed in WIDGET or below it as long as WIDGET lives; DATA must as well. */
void xy_keys_take_first (GtkWidget *widget, XyKeysPressed pressed, gpointer data);

/* For what is written with a function of its own type. */
#define XY_KEYS_TAKE_FIRST(widget, pressed, data)                                                                      \
  xy_keys_take_first (widget, (XyKeysPressed) (GCallback) (pressed), data)

G_END_DECLS
