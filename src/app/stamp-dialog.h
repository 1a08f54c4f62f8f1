/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * stamp-dialog: enters a use of the village's seal (core/stamp.h).
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "core/paper-record.h"

G_BEGIN_DECLS

/* PAPER is the print that was stamped; NULL: another paper. */
void xy_stamp_dialog_open (GtkWidget *from, XyDesk *desk, const XyPaperRecord *paper);

G_END_DECLS
