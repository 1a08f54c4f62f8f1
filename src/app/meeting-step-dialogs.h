/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting-step-dialogs: what is asked for a step of a meeting: the new day, the reason, who signed, where the paper is
 * kept; and an addition to a record that is signed.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "core/meeting-list.h"

G_BEGIN_DECLS

/* Where nothing is asked for (the record is complete, writing goes on) it is done at once. */
void xy_meeting_step_dialog_open (GtkWidget *from, XyDesk *desk, XyMeetingStepKind kind, const XyMeetingRow *row);

void xy_meeting_addition_dialog_open (GtkWidget *from, XyDesk *desk, const XyMeetingRow *row);

G_END_DECLS
