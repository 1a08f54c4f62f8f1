/* SPDX-License-Identifier: GPL-3.0-or-later */
/* undo-keys: Ctrl+Z and Ctrl+Y of the window, which has the actions "undo" and "redo"; a field that is typed in keeps
 * them to itself. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void xy_undo_keys_bind (GtkWidgetClass *window_class);

G_END_DECLS
