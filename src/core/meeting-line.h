/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting-line: what stands in the minutes, a line each, in any order while people talk: topics 议题, policies that
 * were explained 政策宣讲, speeches 发言, what was agreed 议定事项, what was not 未达成一致; and after signing
 * additions 补充说明, each with its day. Only topics can be written before the meeting begins.
 */
#pragma once

#include "core/meeting.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyMeetingLine, xy_meeting_line)

struct _XyMeetingLine
{
  XyRecord record;
  XyId meeting;
  gint64 sort;
  char *kind; /* topic policy speech decision dissent addition */
  XyId topic; /* the topic's line; may be none */
  char *text;
  char *words; /* as it was said */
  char *who;
  XyId household;
  XyId person;
  XyId matter; /* of a topic: from the ledger; of a decision: what it became there */
  char *owner; /* of a decision, as all below up to abstain */
  char *helpers;
  char *partner;
  char *until;
  char *does;     /* spot village township meeting */
  char *reserved; /* key of XyMeetingMatter */
  char *result;   /* of what was done on the spot */
  XyId vote;      /* its figures are read from there; none: they stand bare here */
  gint64 voted;
  gint64 yes;
  gint64 no;
  gint64 abstain;
  char *day; /* of an addition */
  char *recorder;
  gint64 at;
};

extern const XyWord xy_meeting_line_kinds[];

/* Room between the places of two lines, for others to be put between. */
#define XY_MEETING_LINE_GAP 1024

/* In the order of the record, each with the figures of its vote (meeting-line-vote.h). (transfer full) array of
 * XyMeetingLine. */
GPtrArray *xy_meeting_lines (XyStore *store, const XyId *meeting, GError **error);

typedef struct
{
  XyMeetingLine *line; /* new, or a copy */
  XyId after;          /* of a new one: the line it stands behind; none: at the end */
  XyId made;           /* out */
} XyMeetingLineWriting;

/*
 * XyActFunc: writes or changes a line. What does not belong to its kind is taken out. A decision that the law reserves
 * for another meeting goes there (does becomes "meeting" where nothing else was said). INVALID with the field: text,
 * topic, until (no day, before the meeting), owner (moved away or died), does (the law reserves it), result, voted
 * (this meeting only consults), yes, no, abstain, vote, matter (over, on the agenda already), day. CONFLICT: the
 * minutes are complete or signed; an addition never changes.
 */
gboolean xy_meeting_line_write_act (XyTxn *txn, gpointer line_writing, GError **error);

typedef struct
{
  XyId line;
  XyId after; /* none: to the beginning */
} XyMeetingLineMoving;

/* XyActFunc. */
gboolean xy_meeting_line_move_act (XyTxn *txn, gpointer line_moving, GError **error);

/* XyActFunc: takes the line XyId *LINE out; what belonged to a topic stands without one then. */
gboolean xy_meeting_line_delete_act (XyTxn *txn, gpointer line, GError **error);

const XySql *xy_meeting_line_statements (guint *n);
const XySql *xy_meeting_line_act_statements (guint *n);

G_END_DECLS
