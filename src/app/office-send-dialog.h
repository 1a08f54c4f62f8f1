/* SPDX-License-Identifier: GPL-3.0-or-later */
/* office-send-dialog: what a township (county) sends down to its villages (sync/down.h): a notice, a file of rules. */
#pragma once

#include "app/page.h"

G_BEGIN_DECLS

/* The action "office.send" of PAGE, an XyPage of the office. */
void xy_office_send_activated (GtkWidget *page, const char *name, GVariant *parameter);

G_END_DECLS
