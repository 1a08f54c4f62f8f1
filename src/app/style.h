/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * style: how the program looks on this display: ui/style.css over GTK's Default theme, light or dark, in the person's
 * text size. It follows the settings live, and the desktop where the setting says so.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Once, when there is a display. */
void xy_style_init (GdkDisplay *display);

G_END_DECLS
