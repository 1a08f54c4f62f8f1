/* SPDX-License-Identifier: GPL-3.0-or-later */
/* roster-print: 户籍花名册 and 本户信息 in the print preview. */
#pragma once

#include "app/desk.h"
#include "app/household-lists.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The households that ASK (copied) finds; SCOPE is the same in words and may be NULL. */
void xy_roster_print_open (GtkWidget *from, XyDesk *desk, const XyRosterAsk *ask, const char *scope);

void xy_household_print_open (GtkWidget *from, XyDesk *desk, const XyId *household);

G_END_DECLS
