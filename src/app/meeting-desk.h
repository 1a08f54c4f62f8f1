/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting-desk: 记会. The minutes are kept while thirty neighbours talk, by the keyboard alone. At the left who comes,
 * at the right what is said:
 *
 *   F7  who comes: initials, a name or a household number, Enter; a figure behind it says how many came of the
 *       household, "-" that they asked for leave, "+" that they sit in. Whoever is not due is asked about: Enter again
 *   F8  the line that is being written
 *   F2 topic  F3 speech  F4 agreed  F5 not agreed  F6 policy: the line's kind, also by a mark before the text (meeting-
 *       mark.h); Enter keeps the line and begins the next, Shift+Enter breaks it, Ctrl+Enter is for what was said
 *       word for word
 *   F9 begins now, F12 ends now
 *   Up in an empty line: to the lines before; there Enter changes one, Alt+Up and Alt+Down move it, Delete takes it out
 *   Ctrl+Z takes back
 *
 * Each line that is kept, and each who comes, is an act of its own. The line in hand is a draft on this computer within
 * a second, also while it is on its way, and is there again when the meeting is opened the next time.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"

G_BEGIN_DECLS

void xy_meeting_desk_open (GtkWidget *from, XyDesk *desk, const XyId *meeting);

G_END_DECLS
