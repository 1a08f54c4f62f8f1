/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * vote-pane: 表决. The votes on a version of a bylaw or of a meeting, one below the other, and of the chosen one all
 * that was counted with its sentence whole and the rules that it is judged by. Verbs: 发起表决, 计票 (also Enter),
 * 打印, 重新计票. It reads by itself and follows what changes.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"

G_BEGIN_DECLS

GtkWidget *xy_vote_pane_new (XyDesk *desk);

/* The votes on VERSION of a bylaw; NULL: none is chosen. */
void xy_vote_pane_show_bylaw (GtkWidget *pane, const XyId *version);
/* The votes of MEETING. */
void xy_vote_pane_show_meeting (GtkWidget *pane, const XyId *meeting);
/* VOTE is chosen once it is there; PANE may be any widget within one, or of no pane at all. */
void xy_vote_pane_choose (GtkWidget *pane, const XyId *vote);

/* The same for MEETING in a window of its own. */
void xy_vote_pane_open (GtkWidget *from, XyDesk *desk, const XyId *meeting);

G_END_DECLS
