/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * dialog-place: where the content of a dialog stands, in what scrolls. Whoever asks how high it is without a width (so
 * does GtkScrolledWindow) is told how high it is as wide as the dialog opens: words that wrap would else be reckoned as
 * narrow as they can be, and an empty strip stand below them.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define XY_TYPE_DIALOG_PLACE (xy_dialog_place_get_type ())

G_DECLARE_FINAL_TYPE (XyDialogPlace, xy_dialog_place, XY, DIALOG_PLACE, GtkWidget)

GtkWidget *xy_dialog_place_new (void);

/* CHILD instead of what was there; NULL for nothing. */
void xy_dialog_place_set_child (XyDialogPlace *self, GtkWidget *child);

G_END_DECLS
