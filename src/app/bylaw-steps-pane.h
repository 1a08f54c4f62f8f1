/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bylaw-steps-pane: 经过: every step that a version of a bylaw took, with its day, who took it, what was said, the vote
 * that decided it, the photo of the paper, and who recorded it.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "core/bylaw.h"

G_BEGIN_DECLS

GtkWidget *xy_bylaw_steps_pane_new (XyDesk *desk);
/* Both NULL: nothing is there. */
void xy_bylaw_steps_pane_show (GtkWidget *pane, const XyBylaw *bylaw, const XyBylawVersion *version);

G_END_DECLS
