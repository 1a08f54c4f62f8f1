/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting-line-vote: a decision of the minutes on which was voted owns a vote (vote.h), and its figures are read from
 * there and from nowhere else. Figures that are typed with the line make or change a vote by hands in the same act, as
 * soon as they fit those who came; until then, and in lines of older files, they stand bare in the line. Once the
 * minutes are signed the vote does not change either.
 */
#pragma once

#include "core/meeting-line.h"
#include "core/vote.h"

G_BEGIN_DECLS

/* LINES of MEETING get the figures of their votes. */
gboolean xy_meeting_line_read_votes (XyStore *store, const XyId *meeting, GPtrArray *lines, GError **error);

/*
 * Inside the act that writes LINE, before it is saved; WAS is what it was, NULL of a new one. INVALID: vote (of another
 * meeting, or of another line), yes (other figures than were counted elsewhere).
 */
gboolean xy_meeting_line_write_vote (XyTxn *txn,
                                     const XyMeeting *meeting,
                                     const XyMeetingKind *kind,
                                     XyMeetingLine *line,
                                     const XyMeetingLine *was,
                                     GError **error);

/* LINE goes, and what only it counted with it. */
gboolean xy_meeting_line_drop_vote (XyTxn *txn, const XyMeetingLine *line, GError **error);

const XySql *xy_meeting_line_vote_statements (guint *n);

G_END_DECLS
