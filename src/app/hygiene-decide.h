/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-decide: 定榜. What came out of a round, household by household, with what the figures suggest and what people
 * decide side by side (core/hygiene-decide.h):
 *
 *   R or 1   on the red list        Enter, arrows   the next household
 *   G or 2   on the list to help    F2              bright point and problem
 *   N or 0   on neither             P               最美庭院, once the lists are decided
 *   Backspace as suggested
 *
 * What differs from the suggestion asks for its reason in the line. Deciding is one act and closes the round; missing
 * sheets are said before, and asked about. Afterwards a change is an act of its own with its reason; once a board hung,
 * it is a correction that has a notice of its own. What was chosen and not decided yet is kept as a draft.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"

G_BEGIN_DECLS

void xy_hygiene_decide_open (GtkWidget *from, XyDesk *desk, const XyId *round);

G_END_DECLS
