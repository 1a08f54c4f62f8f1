/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sync-enroll-dialog: connects this computer with the county: the server's address and the code from the county's slip,
 * typed with or without spaces and in any case, or the text of its QR code pasted whole, and the county's certificate
 * where it gave one as a file.
 *
 * The same for the computer of a township or the county, which has no village's file but an office of its own
 * (sync/office.h): that is made as soon as the county has said yes, and opened. A village's dialog that is given such a
 * code offers the same; nothing of the village is touched by it.
 */
#pragma once

#include <gtk/gtk.h>

#include "sync/worker.h"

G_BEGIN_DECLS

void xy_sync_enroll_dialog_open (GtkWidget *from, XySyncWorker *worker);

/* OFFICE: path of the office's own file, which is enrolled (again); NULL: there is none yet. */
void xy_sync_enroll_dialog_open_office (GtkWidget *from, const char *office);

G_END_DECLS
