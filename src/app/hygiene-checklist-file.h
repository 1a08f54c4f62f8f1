/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hygiene-checklist-file: a checklist out into a spreadsheet, and in from one. */
#pragma once

#include "app/desk.h"
#include "core/hygiene-checklist.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void xy_hygiene_checklist_file_save (GtkWidget *from, XyDesk *desk, const XyHygieneChecklist *checklist);

/* What is wrong in the file is told line by line; then nothing is taken. */
void xy_hygiene_checklist_file_open (GtkWidget *from, XyDesk *desk);

G_END_DECLS
