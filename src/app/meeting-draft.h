/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting-draft: the lines of a meeting that are in somebody's hand, as the text of a draft (core/draft.h). A new line
 * has its id from the beginning, so that one that arrived in the file after all is known again.
 */
#pragma once

#include "core/meeting-line.h"

G_BEGIN_DECLS

typedef struct
{
  XyMeetingLine *composed; /* NULL: nothing stands there */
  XyMeetingLine *edited;   /* with the id of the line that is changed; NULL: none is */
  GPtrArray *sent;         /* of XyMeetingLine, left and on their way into the file */
} XyMeetingDraft;

void xy_meeting_draft_clear (XyMeetingDraft *draft);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (XyMeetingDraft, xy_meeting_draft_clear)

/* NULL where there is nothing to keep. (transfer full) */
char *xy_meeting_draft_write (const XyMeetingDraft *draft);

/* What is no line of MEETING is left out; TEXT may be NULL. DRAFT is cleared by the caller. */
void xy_meeting_draft_read (const char *text, const XyId *meeting, XyMeetingDraft *draft);

G_END_DECLS
