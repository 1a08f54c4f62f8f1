/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * filter-drop: a drop-down of texts among a page's filters, that gives way where the row is full: what is chosen is cut
 * short and stands in full in its tooltip, behind what it is chosen for. The list that opens is never cut.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* NAME is its tooltip and accessible name. Its model is to be a GtkStringList. */
GtkWidget *xy_filter_drop_new (const char *name);

G_END_DECLS
