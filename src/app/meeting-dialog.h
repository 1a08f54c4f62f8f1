/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting-dialog: a meeting is called, or changed before its record is complete: which kind, when and where, for whom,
 * who presides and writes, what it is about. What the village usually does is filled in when the kind is chosen.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "core/meeting.h"

G_BEGIN_DECLS

typedef struct
{
  const XyMeeting *meeting; /* this one is changed; NULL: a new one, as all below say */
  XyId kind;                /* none: the first that there is */
  const char *day;          /* NULL: today */
  const XyId *matters;      /* of the ledger, as its topics */
  guint n_matters;
} XyMeetingCalling;

/* CALLING may be NULL. PAGE is any page of the window; a new meeting is shown on its own. */
void xy_meeting_dialog_open (GtkWidget *page, XyDesk *desk, const XyMeetingCalling *calling);

G_END_DECLS
