/* SPDX-License-Identifier: GPL-3.0-or-later */
/* meeting: what the parts of the group meeting share: its options, and what it shows (meeting-view.c). */
#pragma once

#include "cli/roster.h"
#include "core/meeting.h"

G_BEGIN_DECLS

typedef struct
{
  char *which, *kind, *group, *period, *text, *sort; /* of a list; kind also tells meetings of a day apart */
  char *day, *by, *note, *until;                     /* of a step */
  char *matter, *who, *words, *state, *post;         /* of a line, of who comes */
  int people, limit, months;
  gboolean reverse, guest, sure, open;
} XyCliMeetingOptions;

/* The meeting of DAY, where there are several of the kind that the options name. (transfer full) */
XyMeeting *xy_cli_get_meeting (XyCli *cli, const XyCliMeetingOptions *options, const char *day, GError **error);

/* Each returns an exit code; whatever it is where it sets ERROR. */
int xy_cli_meeting_list (XyCli *cli, const XyCliMeetingOptions *options, GError **error);
int xy_cli_meeting_show (XyCli *cli, const XyCliMeetingOptions *options, const char *day, GError **error);
int xy_cli_meeting_kinds (XyCli *cli, GError **error);
int xy_cli_meeting_members (XyCli *cli, const char *kind, GError **error);
int xy_cli_meeting_search (XyCli *cli, const XyCliMeetingOptions *options, const char *text, GError **error);
int xy_cli_meeting_summary (XyCli *cli, const XyCliMeetingOptions *options, GError **error);
int xy_cli_meeting_due (XyCli *cli, GError **error);
int xy_cli_meeting_chain (XyCli *cli, const char *number, GError **error);
int xy_cli_meeting_chains (XyCli *cli, const XyCliMeetingOptions *options, GError **error);

G_END_DECLS
