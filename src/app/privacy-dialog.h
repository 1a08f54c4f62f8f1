/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * privacy-dialog: 个人信息保护: who looked at numbers in full, searched and saved as a table; its register and the
 * impact assessment as papers.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"

G_BEGIN_DECLS

void xy_privacy_dialog_open (GtkWidget *from, XyDesk *desk);

G_END_DECLS
