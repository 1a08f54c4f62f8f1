/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sync-enroll-dialog: connects this computer with the county: the server's address and the code from the county's slip,
 * typed with or without spaces and in any case, or the text of its QR code pasted whole, and the county's certificate
 * where it gave one as a file.
 */
#pragma once

#include <gtk/gtk.h>

#include "sync/worker.h"

G_BEGIN_DECLS

void xy_sync_enroll_dialog_open (GtkWidget *from, XySyncWorker *worker);

G_END_DECLS
