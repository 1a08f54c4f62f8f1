/* SPDX-License-Identifier: GPL-3.0-or-later */
/* meeting-sign-in: the list of a meeting, as a paper of its own and behind its minutes. */
#pragma once

#include "print/block.h"
#include "print/meeting-paper.h"

G_BEGIN_DECLS

/* DUES: of XyMeetingDue. Who is on the meeting's list is marked. */
XyBlock *
xy_meeting_sign_in_table (const XyMeetingPaper *self, const GPtrArray *dues, gboolean phone, guint spare, double k);

G_END_DECLS
