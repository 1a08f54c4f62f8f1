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

/* Whether it counts as having come: not on leave, and no guest. */
gboolean xy_meeting_presence_counts (const XyMeetingPresence *presence);

typedef struct
{
  XyId meeting;
  XyId presence;  /* a row to change (who it is stays); none: somebody comes */
  XyId household; /* who comes, by one of these; by a person alone where households are due, his household */
  XyId person;    /* with a household: who stands for it */
  XyId member;
  const char *name;  /* of a guest; else NULL: the person's, the head's, the member's */
  const char *state; /* NULL: present */
  const char *post;
  const char *note;
  gboolean guest;
  gint64 people; /* of the household; 0: one */
  gboolean sure; /* whoever is not due comes as a guest */
  XyId made;     /* out */
} XyMeetingArriving;

/*
 * XyActFunc: somebody comes, asks for leave, or what is written of somebody on the list is changed. INVALID with the
 * field: household, person or member (not due here: of another group, moved away, under 18, no member; the sentence is
 * a question, SURE makes it a guest), name (nobody), people (more than live there), state (the law knows no such way to
 * be there), due (more than should come). CONFLICT: on the list already, the minutes are not being written. Somebody on
 * the list with another state than the new one (on leave, and came after all) is changed.
 */
gboolean xy_meeting_arrive_act (XyTxn *txn, gpointer arriving, GError **error);

typedef struct
{
  XyId meeting;
  const XyId *ids; /* households, persons or members, whichever are due */
  guint n;
  guint made; /* out: how many came; who was on the list already is left as he is */
} XyMeetingArrivingAll;

/* XyActFunc: a paper sheet is ticked off afterwards. Refuses as the one above does, all or none. */
gboolean xy_meeting_arrive_all_act (XyTxn *txn, gpointer arriving_all, GError **error);

/* XyActFunc: takes the presence of XyId *PRESENCE off the list. */
gboolean xy_meeting_leave_act (XyTxn *txn, gpointer presence, GError **error);

const XySql *xy_meeting_presence_statements (guint *n);
const XySql *xy_meeting_arrive_statements (guint *n);

G_END_DECLS
