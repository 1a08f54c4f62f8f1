/* SPDX-License-Identifier: GPL-3.0-or-later */
/* meeting-kind-dialogs: a kind of meeting is written or ended, ready kinds are adopted, members come by their names. */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "core/meeting-kind.h"

G_BEGIN_DECLS

/* KIND NULL: a new one. */
void xy_meeting_kind_dialog_open (GtkWidget *from, XyDesk *desk, const XyMeetingKind *kind);

/* Those that the village has not; ticked are the ones that most villages have. */
void xy_meeting_kinds_adopt_dialog_open (GtkWidget *from, XyDesk *desk);

/* Who belongs to KIND, whoever leaves, and new ones by pasted names. */
void xy_meeting_members_dialog_open (GtkWidget *from, XyDesk *desk, const XyMeetingKind *kind);

G_END_DECLS
