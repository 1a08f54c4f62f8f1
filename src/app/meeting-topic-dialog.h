/* SPDX-License-Identifier: GPL-3.0-or-later */
/* meeting-topic-dialog: matters of the ledger are brought to a meeting: to one that is called, or to a new one. */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"

G_BEGIN_DECLS

/* Asks to which meeting the N MATTERS go; where none is called, it is a new one at once. PAGE is any page of the
 * window. */
void xy_meeting_topic_dialog_open (GtkWidget *page, XyDesk *desk, const XyId *matters, guint n);

G_END_DECLS
