/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting-detail: a meeting in full, as the pane of the page 屋场会 shows it. What was agreed, what was put
 * to the vote and what was printed are buttons with the actions "meetings.matter", "meetings.vote" and
 * "meetings.paper", each with an id as a text.
 */
#pragma once

#include "app/detail.h"
#include "app/meeting-lists.h"

G_BEGIN_DECLS

/* FACTS NULL: they are still read. */
void xy_meeting_detail_show (XyDetail *detail, const XyMeetingRow *row, const XyMeetingFacts *facts);

G_END_DECLS
