/* SPDX-License-Identifier: GPL-3.0-or-later */
/* meeting-row: a line of the minutes as it stands among the others. */
#pragma once

#include "app/meeting-desk-private.h"

G_BEGIN_DECLS

typedef struct
{
  XyMeetingLine *line;
  GtkWidget *row;
  GtkWidget *shown; /* its child while it is not changed */
  GtkWidget *sign, *text, *words, *more;
  char *says; /* all of it, so that what stays the same is not laid out again */
} XyMeetingRow;

/* It goes with its list box row. */
XyMeetingRow *xy_meeting_row_new (void);
/* What belongs to WIDGET, a list box row; NULL where it is another's, or NULL. */
XyMeetingRow *xy_meeting_row_get (gpointer widget);
/* TOPIC: its number where it is a topic; 0. */
void xy_meeting_row_show (XyMeetingDesk *self, XyMeetingRow *row, XyMeetingLine *line, guint topic);

G_END_DECLS
