/* SPDX-License-Identifier: GPL-3.0-or-later */
/* meeting-private: what the acts on meetings share; see meeting-act.h. */
#pragma once

#include "core/day.h"
#include "core/meeting-act.h"
#include "core/meeting-sheet.h"

G_BEGIN_DECLS

/* A decision's last day that is further off is a slip of the finger. */
#define XY_MEETING_UNTIL_MOST 1100

/* DAY becomes TYPED (NULL: FALLBACK, or today). INVALID, FIELD, where it is none, or after LAST (NULL: any). */
gboolean xy_meeting_read_day (const char *typed,
                              const char *fallback,
                              const char *last,
                              const char *field,
                              char day[XY_DAY_SIZE],
                              GError **error);

/* Whether UNIT (may be none) or one above it is among the groups that MEETING is for. */
gboolean xy_meeting_is_for (XyStore *store, const XyMeeting *meeting, const XyId *unit, gboolean *is, GError **error);

/* The rules of the meeting's day, and in them the body of KIND (NULL where there was none). */
XyMeetingRules *xy_meeting_rules_of (XyStore *store,
                                     const XyMeeting *meeting,
                                     const XyMeetingKind *kind,
                                     const XyMeetingBody **body,
                                     GError **error);

/* The next number of its kind in the year of MEETING's day. */
gboolean xy_meeting_next_number (XyTxn *txn, const XyMeeting *meeting, gint64 *number, GError **error);

/* "2026年第3次屋场会" of MEETING as the file has it, for the sentence of an act. NULL on an error. (transfer full) */
char *xy_meeting_read_name (XyStore *store, const XyMeeting *meeting, GError **error);

/* Counts the presences of SHEET. */
void xy_meeting_sheet_count (XyMeetingSheet *sheet);

/* What the record of SHEET lacks; array of XyMeetingGap. (transfer full) */
GPtrArray *xy_meeting_sheet_missing (XyStore *store, const XyMeetingSheet *sheet, GError **error);

G_END_DECLS
