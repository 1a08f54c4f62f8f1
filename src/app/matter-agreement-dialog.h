/* SPDX-License-Identifier: GPL-3.0-or-later */
/* matter-agreement-dialog: what the two sides of a dispute agreed on. It is the dispute's result, and is printed at
 * once for them to sign. */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "core/matter-list.h"

G_BEGIN_DECLS

void xy_matter_agreement_dialog_open (GtkWidget *from, XyDesk *desk, const XyMatterRow *row);

G_END_DECLS
