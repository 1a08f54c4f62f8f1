/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting: a meeting from the day it is called until its minutes are filed. Its agenda and all that is said are lines
 * (meeting-line.h), who came are presences (meeting-presence.h).
 *
 *   planned 待召开 ─begin─▶ recording 记录中 ─finish─▶ ready 待签字 ─sign─▶ signed 已签字 ─file─▶ filed 已归档
 *      │  ▲postpone            │    ▲──────resume───────┘  │
 *      └─cancel─▶ cancelled     └──void─▶ void 作废 ◀───────┘
 *
 * Finishing asks for what a record must have: when it began and ended, where, who presided and who wrote, somebody who
 * came, for each decision an owner and a last day. Once it is signed nothing in it changes: a mistake is put right by a
 * dated addition. By signing, each decision becomes a matter of the ledger (meeting-decide.h). xy_meeting_ways() is the
 * whole drawing as data. What the steps come to is kept with the meeting and can be rebuilt.
 */
#pragma once

#include "core/act.h"
#include "core/meeting-kind.h"
#include "core/flow.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyMeeting, xy_meeting)
XY_DECLARE_RECORD (XyMeetingStep, xy_meeting_step)

typedef enum
{
  XY_MEETING_PLANNED,
  XY_MEETING_RECORDING,
  XY_MEETING_READY,
  XY_MEETING_SIGNED, /* from here on nothing in it changes */
  XY_MEETING_FILED,
  XY_MEETING_CANCELLED,
  XY_MEETING_VOID,
  XY_MEETING_N_STAGES,
} XyMeetingStage;

typedef enum
{
  XY_MEETING_POSTPONE, /* to another day */
  XY_MEETING_BEGIN,
  XY_MEETING_CANCEL,
  XY_MEETING_FINISH, /* the record is complete */
  XY_MEETING_RESUME, /* it is not, after all */
  XY_MEETING_SIGN,
  XY_MEETING_FILE,
  XY_MEETING_MAKE_VOID, /* recorded by mistake */
  XY_MEETING_N_KINDS,
} XyMeetingStepKind;

struct _XyMeeting
{
  XyRecord record;
  XyId kind;
  gint64 number; /* of its kind in the year; 0 until it begins */
  char *name;    /* NULL: xy_meeting_describe() */
  char *day;
  char *starts; /* 19:30 */
  char *ends;
  char *place;
  char *units; /* rows: ids of groups; NULL: the whole village */
  char *host;
  char *host_post;
  char *recorder;
  char *notified_on;
  char *special; /* why it was called at shorter notice */
  char *party_on;
  gint64 due;
  char *excused;
  char *note;
  char *maker;
  gint64 stage; /* XyMeetingStage, and as all below what the steps come to */
  char *signed_on;
  char *ended_on;
};

struct _XyMeetingStep
{
  XyRecord record;
  XyId meeting;
  gint64 number;
  char *kind;
  char *day;
  char *by;
  char *note;
  char *photo;
  char *recorder;
  XyId user;
  gint64 at;
};

/* "begin" …, and what people call it, translated. Static. */
extern const XyWord xy_meeting_step_kinds[];
const char *xy_meeting_step_name (XyMeetingStepKind kind);
const char *xy_meeting_step_label (XyMeetingStepKind kind);
/* XY_MEETING_N_KINDS where NAME is none. */
XyMeetingStepKind xy_meeting_step_from_name (const char *name);
/* "planned" …, and 待召开 …, translated. Static. */
const char *xy_meeting_stage_name (XyMeetingStage stage);
const char *xy_meeting_stage_word (XyMeetingStage stage);
/* XY_MEETING_N_STAGES where NAME is none. */
XyMeetingStage xy_meeting_stage_from_name (const char *name);

/* The drawing as data. */
extern const XyFlow xy_meeting_flow;
/* Where KIND leads from STAGE; XY_MEETING_N_STAGES where there is no such way. */
XyMeetingStage xy_meeting_stage_after (XyMeetingStage stage, XyMeetingStepKind kind);
/* The drawing in the language of Mermaid, for the documentation. (transfer full) */
char *xy_meeting_drawing (void);

/* Minutes may be written in it: people and lines come, change and go. */
gboolean xy_meeting_is_open (const XyMeeting *meeting);
/* Signed or filed: only dated additions. */
gboolean xy_meeting_is_locked (const XyMeeting *meeting);

/* It went on past midnight: its end stands before its beginning, and before six in the morning. */
gboolean xy_meeting_ends_next_day (const XyMeeting *meeting);
/* "19:30–21:00", "20:00–次日00:30", as far as it is known; NULL: nothing is. (transfer full) */
char *xy_meeting_hours_text (const XyMeeting *meeting);

/* "2026年第3次屋场会", "屋场会（11月25日）" before it begins, or its own name. KIND_NAME may be NULL. Chinese, as it
 * stands on papers. (transfer full) */
char *xy_meeting_describe (const XyMeeting *meeting, const char *kind_name);

/* NOT_FOUND, CONFLICT where it was undone. (transfer full) */
XyMeeting *xy_meeting_get (XyStore *store, const XyId *id, GError **error);
/* The meeting of DAY, of the kind called KIND; NULL: the only one of that day. NOT_FOUND, INVALID with the kinds among
 * which to choose. (transfer full) */
XyMeeting *xy_meeting_of_day (XyStore *store, const char *day, const char *kind, GError **error);
/* The meeting's kind. (transfer full) */
XyMeetingKind *xy_meeting_get_kind (XyStore *store, const XyMeeting *meeting, GError **error);
/* Oldest first. (transfer full) array of XyMeetingStep. */
GPtrArray *xy_meeting_steps (XyStore *store, const XyId *meeting, GError **error);

/* The stage that MEETING has in the file, inside an act; for the guards of what belongs to it. */
gboolean xy_meeting_read_stage (XyTxn *txn, const XyId *meeting, XyMeetingStage *stage, GError **error);

/* Works out anew what the steps come to. (transfer full) array of XyId of meetings of which something else is kept. */
GArray *xy_meeting_verify (XyStore *store, GError **error);

const XySql *xy_meeting_statements (guint *n);

G_END_DECLS
