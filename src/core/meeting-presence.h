/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting-presence: who came to a meeting: of a household whoever stands for it, a person, a member of the body; and
 * guests (镇干部, 工作队), who are counted apart and have no voice. A household or a person can be there once only, for
 * the row's id is made from the meeting's and theirs.
 */
#pragma once

#include "core/meeting.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyMeetingPresence, xy_meeting_presence)

struct _XyMeetingPresence
{
  XyRecord record;
  XyId meeting;
  gint64 number; /* in the order in which they came */
  XyId household;
  XyId person;
  XyId member;
  char *name;
  char *role;  /* due guest */
  char *state; /* present online proxy leave */
  gint64 people;
  char *post;
  char *note;
};

extern const XyWord xy_meeting_presence_roles[];
extern const XyWord xy_meeting_presence_states[];

/* The same on each computer. WHO: a household, a person or a member; of a guest who is none of these, none. */
XyId xy_meeting_presence_id (const XyId *meeting, const XyId *who, const char *name);

/* In the order in which they came. (transfer full) array of XyMeetingPresence. */
GPtrArray *xy_meeting_presences (XyStore *store, const XyId *meeting, GError **error);

const XySql *xy_meeting_presence_statements (guint *n);

G_END_DECLS
