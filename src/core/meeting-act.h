/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting-act: what is done with a meeting: it is called, changed, begun, put off, finished, signed, filed. Who comes
 * is in meeting-presence.h, what is written in meeting-line.h, all of a meeting at once in meeting-sheet.h, what
 * signing does to the ledger in meeting-decide.h.
 *
 * Before it begins all may be changed; while the minutes are written too; once they are complete one must go on writing
 * (resume) first; once they are signed nothing changes but by an addition.
 */
#pragma once

#include "core/meeting.h"

G_BEGIN_DECLS

/* A day further back, or further ahead, is asked about: it may be a slip of the finger. */
#define XY_MEETING_DAYS_AGO 60
#define XY_MEETING_DAYS_AHEAD 180

/* Room for a time of day and its NUL. */
#define XY_MEETING_HOUR_SIZE 6

/* A time of day as people write it (19:30, 19：30, 1930, 7:30, 19点30分, 19时, 晚上7点半) as "19:30". FALSE, and HOUR
 * "", where TEXT is none. */
gboolean xy_meeting_hour_parse (const char *text, char hour[XY_MEETING_HOUR_SIZE]);

/* Whether DAY is so far from TODAY that xy_meeting_write_act() asks. */
gboolean xy_meeting_day_asks (const char *day, const char *today);

typedef struct
{
  XyMeeting *meeting;        /* new, or a copy */
  const char *const *topics; /* added to its agenda; with a matter it may be NULL: the matter's title */
  guint n_topics;            /* of both */
  const XyId *topic_matters; /* matters of the ledger that they are about; NULL: none of them */
  gboolean day_sure;         /* the question about the day was answered */
  XyId made;                 /* out */
} XyMeetingWriting;

/*
 * XyActFunc: calls a meeting or changes one. INVALID with the field: kind (dissolved), day (none; of one that has begun
 * to come; far away: the sentence is a question, see xy_meeting_day_asks() and day_sure), starts, ends (no time; before
 * it starts), units, notified_on (after the meeting), special (people were told later than the law asks, which it
 * allows for a special reason), party_on (after the meeting), due (below none, fewer than came), topics (a matter that
 * is over, or is on the agenda already). CONFLICT: its record is complete, signed, or the meeting is over.
 */
gboolean xy_meeting_write_act (XyTxn *txn, gpointer writing, GError **error);

/*
 * A meeting of KIND that was not saved: on DAY (NULL: the next on which it recurs, or today), at its usual place and
 * hour (else those of the last one), presided over and written by those of the last one, with those due counted.
 * (transfer full)
 */
XyMeeting *xy_meeting_propose (XyStore *store, const XyId *kind, const char *day, GError **error);

/* How many households, persons of 18 and more, or members should come to MEETING; −1 on an error. One whose birthday is
 * not known counts as grown up. */
gint64 xy_meeting_count_due (XyStore *store, const XyMeeting *meeting, const XyMeetingKind *kind, GError **error);

typedef struct
{
  XyId meeting;
  XyMeetingStepKind kind;
  const char *day;   /* NULL: today; of begin that of the meeting */
  const char *by;    /* NULL: who acts; of sign who presided and who wrote */
  const char *note;  /* the reason, asked for: postpone, cancel, void; of file where the paper is */
  const char *photo; /* SHA-256 of the signed paper's scan (attachment.h) */
  const char *until; /* of postpone: the new day */
} XyMeetingStepping;

/*
 * XyActFunc. Begin gives the meeting its number and counts who is due; finish and sign ask for a whole record
 * (xy_meeting_missing()); sign moves the ledger on (meeting-decide.h). INVALID with the field: day (to come, before the
 * meeting or its last step; of begin: the meeting itself is still to come), until, note, or what is missing. CONFLICT:
 * the drawing has no such way; the sentence says where the meeting stands. DENIED.
 */
gboolean xy_meeting_step_act (XyTxn *txn, gpointer stepping, GError **error);

/* What a record lacks before it can be finished. */
typedef struct
{
  XyId line;      /* the line that lacks it; none: the meeting does */
  char *field;    /* of the meeting or the line; "presences": nobody came */
  char *sentence; /* translated */
} XyMeetingGap;

void xy_meeting_gap_free (XyMeetingGap *gap);

/* Those of the meeting first, then line by line. (transfer full) array of XyMeetingGap. */
GPtrArray *xy_meeting_missing (XyStore *store, const XyId *meeting, GError **error);

/* The way must be open for changing a record's people and lines: CONFLICT says why it is not. */
gboolean xy_meeting_check_open (const XyMeeting *meeting, GError **error);

const XySql *xy_meeting_act_statements (guint *n);
const XySql *xy_meeting_area_statements (guint *n);
const XySql *xy_meeting_step_statements (guint *n);

G_END_DECLS
