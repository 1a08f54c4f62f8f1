/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-issue-dialog: issues 整改通知书: for the households to help of a round, all in one act, or for one household
 * or public area outside a round.
 */
#pragma once

#include "app/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* ROUND: the one that is chosen at first; NULL: the last one that is decided. */
void xy_hygiene_issue_dialog_open (GtkWidget *from, XyDesk *desk, const XyId *round);

/* HOUSEHOLD: whose slip it is; NULL: to be found. */
void xy_hygiene_issue_one_dialog_open (GtkWidget *from, XyDesk *desk, const XyId *household);

G_END_DECLS
