/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hygiene-checklist-dialog: writes a checklist, or the next version of one. */
#pragma once

#include "app/desk.h"
#include "core/hygiene-checklist.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* CHECKLIST NULL: a new one. */
void xy_hygiene_checklist_dialog_open (GtkWidget *from, XyDesk *desk, const XyHygieneChecklist *checklist);

G_END_DECLS
