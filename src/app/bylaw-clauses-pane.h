/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bylaw-clauses-pane: the clauses of a version as they are read, headings and numbered clauses and items.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "core/bylaw.h"

G_BEGIN_DECLS

GtkWidget *xy_bylaw_clauses_pane_new (XyDesk *desk);

/* Both NULL: nothing is shown. Borrowed for the call only. */
void xy_bylaw_clauses_pane_show (GtkWidget *pane, const XyBylaw *bylaw, const XyBylawVersion *version);

G_END_DECLS
