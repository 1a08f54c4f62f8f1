/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting-sheet: all of a meeting at once, with the rules of its day: for the desk where it is written, its papers, the
 * command line. Its numbers are counted from its rows.
 */
#pragma once

#include "core/meeting-count.h"
#include "core/meeting-line.h"
#include "core/meeting-presence.h"
#include "core/vote.h"

G_BEGIN_DECLS

typedef struct
{
  XyMeeting *meeting;
  XyMeetingKind *kind;
  XyMeetingRules *rules;     /* of the meeting's day */
  const XyMeetingBody *body; /* in rules; NULL where the law of that day had no such body */
  GPtrArray *presences;      /* of XyMeetingPresence */
  GPtrArray *lines;          /* of XyMeetingLine */
  GPtrArray *steps;          /* of XyMeetingStep */
  GPtrArray *votes;          /* of XyVote, as they stand (xy_vote_sum()) */
  GArray *discussed;         /* of XyId: matters on its agenda that the Party organisation met about before */
  guint n_present;           /* households, persons, members who came, online and by proxy too; without guests */
  guint n_people;            /* heads of those, where several came of a household */
  guint n_guests;
  guint n_leave;
  gint64 due; /* who should come; 0: nobody counted */
} XyMeetingSheet;

void xy_meeting_sheet_free (XyMeetingSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyMeetingSheet, xy_meeting_sheet_free)

/* NOT_FOUND, CONFLICT where it was undone. (transfer full) */
XyMeetingSheet *xy_meeting_sheet_load (XyStore *store, const XyId *meeting, GError **error);

/* 2026年第3次屋场会. Chinese, as on paper. (transfer full) */
char *xy_meeting_sheet_name (const XyMeetingSheet *sheet);

/* NULL where there is none of that id. */
XyMeetingLine *xy_meeting_sheet_line (const XyMeetingSheet *sheet, const XyId *id);
/* The topic's line that LINE belongs to; NULL. */
XyMeetingLine *xy_meeting_sheet_topic (const XyMeetingSheet *sheet, const XyMeetingLine *line);

/* The vote that DECISION owns; NULL where its figures stand bare, or nothing was voted. */
const XyVote *xy_meeting_sheet_vote (const XyMeetingSheet *sheet, const XyMeetingLine *decision);

/* What the vote on DECISION comes to; the caller clears VERDICT. FALSE: nothing was voted, or the figures do not fit.
 */
gboolean xy_meeting_sheet_judge (const XyMeetingSheet *sheet, const XyMeetingLine *decision, XyMeetingVerdict *verdict);

/* The same with what is wrong with the figures: INVALID with the field. Nothing voted: TRUE. */
gboolean xy_meeting_sheet_check_vote (const XyMeetingSheet *sheet, const XyMeetingLine *decision, GError **error);

/* What the law reserves that DECISION is about: what was said there (reserved), or else what its text seems to be;
 * NULL. */
const XyMeetingMatter *xy_meeting_sheet_reserved (const XyMeetingSheet *sheet, const XyMeetingLine *decision);

/* Whether the Party organisation discussed DECISION first (村民委员会组织法 28): on the day that the meeting names, or
 * at an earlier meeting of its own on the same matter. */
gboolean xy_meeting_sheet_party_first (const XyMeetingSheet *sheet, const XyMeetingLine *decision);

/* Which meeting may decide DECISION, and that the Party organisation discusses it first; NULL where this one may.
 * (transfer full) */
char *xy_meeting_sheet_warn (const XyMeetingSheet *sheet, const XyMeetingLine *decision);

/* That people were told too late, or that it is not written when; NULL where all is well or the law says nothing. A
 * warning, never a refusal. (transfer full) */
char *xy_meeting_sheet_notice (const XyMeetingSheet *sheet);

const XySql *xy_meeting_sheet_statements (guint *n);

G_END_DECLS
