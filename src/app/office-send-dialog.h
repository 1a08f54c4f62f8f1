/* SPDX-License-Identifier: GPL-3.0-or-later */
/* office-send-dialog: what a township (county) sends down to its villages (sync/down.h): a notice, a file of rules. */
#pragma once

#include <gtk/gtk.h>

#include "sync/office.h"

G_BEGIN_DECLS

/* OFFICE: its own file. VILLAGES: of XyOfficeVillage, to choose among; CHOSEN: one of them, 0: all. */
void xy_office_send_dialog_open (GtkWidget *from, const char *office, const GPtrArray *villages, gint64 chosen);

G_END_DECLS
