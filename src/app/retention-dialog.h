/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * retention-dialog: the yearly clearing (core/retention.h): what is past its time, kind by kind, each with a tick; who
 * stands by; and the record of it on paper.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"

G_BEGIN_DECLS

void xy_retention_dialog_open (GtkWidget *from, XyDesk *desk);

G_END_DECLS
