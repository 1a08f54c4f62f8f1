/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bylaw-step-dialogs: what is asked for a step of a bylaw: the day, who, the reason, the reference number, the paper;
 * for a step that a vote decides, which of the closed votes on that version; for publishing, the board.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "core/bylaw.h"

G_BEGIN_DECLS

/* KIND is one that the drawing has for VERSION's stage; not XY_BYLAW_REPLACE, which happens by itself. */
void xy_bylaw_step_dialog_open (GtkWidget *from, XyDesk *desk, const XyBylawVersion *version, XyBylawStepKind kind);

G_END_DECLS
