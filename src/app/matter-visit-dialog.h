/* SPDX-License-Identifier: GPL-3.0-or-later */
/* matter-visit-dialog: 走访登记: who was heard on a visit, and all that was asked, a line for each matter. */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"

G_BEGIN_DECLS

void xy_matter_visit_dialog_open (GtkWidget *from, XyDesk *desk);

G_END_DECLS
