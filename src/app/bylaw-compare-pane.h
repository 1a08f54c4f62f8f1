/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bylaw-compare-pane: 对照: a version of a bylaw beside another, at first the one before it, read in one column: what
 * was put in is underlined, what was taken out struck through, what moved says where to and where from. Each line has a
 * word for it too, and its accessible name says it.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "core/bylaw.h"

G_BEGIN_DECLS

GtkWidget *xy_bylaw_compare_pane_new (XyDesk *desk);
/* Both NULL: nothing is there. */
void xy_bylaw_compare_pane_show (GtkWidget *pane, const XyBylaw *bylaw, const XyBylawVersion *version);

G_END_DECLS
