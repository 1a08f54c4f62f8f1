/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting-words: how a meeting is written on paper. A paper is a Chinese document whatever language the window speaks,
 * so nothing here is translated. What people typed is masked (core/mask.h). All results are (transfer full).
 */
#pragma once

#include "core/meeting-sheet.h"

G_BEGIN_DECLS

/* "2026年11月25日（星期三）晚上7时30分": for those who are to come. */
char *xy_meeting_words_when (const XyMeeting *meeting);

/* "2026年11月25日19时30分至21时10分": as the minutes have it. */
char *xy_meeting_words_span (const XyMeeting *meeting);

/* "19:30" → "19时30分", "9:00" → "9时"; NULL → "". */
char *xy_meeting_words_hour (const char *hour);

/* What was typed, on one line, masked, without the full stop at its end; NULL → "". */
char *xy_meeting_words_text (const char *text);

/* "户" where a household is one voice of KIND, else "人". Static. */
const char *xy_meeting_words_measure (const XyMeetingKind *kind);

/* "应到48户，实到34户、41人，请假2户，缺席12户"; what nobody counted is left out. */
char *xy_meeting_words_attendance (const XyMeetingSheet *sheet);

/*
 * The arithmetic of the vote on DECISION: 应到476户，实到320户，达到三分之二（318户）；赞成201户、反对100户、弃权19户，
 * 赞成的超过到会户数的半数（161户），通过。 NULL where nothing was voted. PASSED may be NULL.
 */
char *xy_meeting_words_verdict (const XyMeetingSheet *sheet, const XyMeetingLine *decision, gboolean *passed);

/* The same of figures that were judged: COUNT of BODY comes to VERDICT; MEASURE: 户 or 人. */
char *xy_meeting_words_judged (const XyMeetingBody *body,
                               const XyMeetingCount *count,
                               const XyMeetingVerdict *verdict,
                               const char *measure);

/* "责任人：覃建国；配合：丁友生；时限：2026年12月20日前；办理方式：村里办"; what nobody said is left out. */
char *xy_meeting_words_duty (const XyMeetingLine *decision);

G_END_DECLS
