/* SPDX-License-Identifier: GPL-3.0-or-later */
/* archive-dialog: 年度归档: which year's publications go as PDFs with an index sheet into which folder. */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"

G_BEGIN_DECLS

void xy_archive_dialog_open (GtkWidget *from, XyDesk *desk);

G_END_DECLS
