/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting-people: who is due at a meeting, and who is meant by what somebody types while people come in and speak.
 * Whose name is meant follows from the kind: of a household its head stands for it unless somebody else was found.
 */
#pragma once

#include "core/meeting-presence.h"

G_BEGIN_DECLS

typedef struct
{
  XyId household; /* as all three may be none */
  XyId person;
  XyId member;
  char *name;
  char *number;       /* of the household; NULL */
  char *place;        /* its group; of a member or a guest the post; NULL */
  gboolean came;      /* stands on the list, on leave too */
  gboolean elsewhere; /* lives in a group that the meeting is not for, or does not belong to the body */
  gboolean guest;     /* belongs to the body as one who sits in, or is on the list as a guest */
} XyMeetingPerson;

void xy_meeting_person_free (XyMeetingPerson *person);
XyMeetingPerson *xy_meeting_person_copy (const XyMeetingPerson *person);

/* Group by group in the order of the roster, members in theirs. (transfer full) array of XyMeetingPerson. */
GPtrArray *xy_meeting_people_due (XyStore *store, const XyMeeting *meeting, const XyMeetingKind *kind, GError **error);

/*
 * At most LIMIT who may be meant by TEXT (find.h) as one who comes in: first who is due and has not come, then those of
 * elsewhere, last who came already. (transfer full) array of XyMeetingPerson.
 */
GPtrArray *xy_meeting_people_arriving (XyStore *store,
                                       const XyMeeting *meeting,
                                       const XyMeetingKind *kind,
                                       const char *text,
                                       guint limit,
                                       GError **error);

/*
 * The same as one who speaks: first who came, guests too, then anybody in the roster. Without TEXT those who spoke
 * last.
 */
GPtrArray *
xy_meeting_people_speaking (XyStore *store, const XyMeeting *meeting, const char *text, guint limit, GError **error);

const XySql *xy_meeting_people_statements (guint *n);

G_END_DECLS
