/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tips: the words that come up under the pointer are as wide as they need. GTK 4.8 gives them a width by the number of
 * their characters, in which only half of a Chinese text has room: it would stand there in columns of two.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For all widgets of the program, from now on. Once. */
void xy_tips_install (void);

/* For a widget that answers "query-tooltip" itself. */
void xy_tips_show (GtkTooltip *tooltip, const char *words);

G_END_DECLS
