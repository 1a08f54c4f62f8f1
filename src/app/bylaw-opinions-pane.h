/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bylaw-opinions-pane: 意见: what people said of a version of a bylaw and what came of it; what is not answered stands
 * first and is counted. Enter answers, Insert records a further one.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "core/bylaw.h"

G_BEGIN_DECLS

GtkWidget *xy_bylaw_opinions_pane_new (XyDesk *desk);
/* Both NULL: nothing is there. */
void xy_bylaw_opinions_pane_show (GtkWidget *pane, const XyBylaw *bylaw, const XyBylawVersion *version);

G_END_DECLS
