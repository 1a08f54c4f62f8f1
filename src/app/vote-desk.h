/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * vote-desk: 计票. One vote is counted in the open, by the keyboard alone. At the head who came and what was given out;
 * below it, by its method:
 *
 *   hands       how many raised theirs
 *   ballots     two who count, each with strokes of his own (tally-pad.h); compared when both have all
 *   signatures  the voters in walking order: F7 finds one by initials or number, 1 to 4 keep his voice and go on to the
 *   and doors   next who has none; Backspace takes it away, F4 says that another stood for him. Who has spoken already
 *               is asked about: the same key again
 *
 * What does not fit is said in a sentence at once; what was typed stays, also over a kill. At the foot stands the
 * sentence as it would be now. 结束计票 cannot be undone and asks; from then on nothing changes, and a recount is a
 * vote of its own beside it.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"

G_BEGIN_DECLS

void xy_vote_desk_open (GtkWidget *from, XyDesk *desk, const XyId *vote);

G_END_DECLS
