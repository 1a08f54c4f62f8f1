/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * paper-open: the archived PDF of a print, in the system's viewer or as a copy elsewhere. The viewer gets a copy too:
 * the archive stays as it was printed.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "core/paper-record.h"

G_BEGIN_DECLS

/* The paper ID of the register. FROM is any widget of the window. */
void xy_paper_open (GtkWidget *from, XyDesk *desk, const XyId *id);
void xy_paper_save_copy (GtkWidget *from, XyDesk *desk, const XyId *id, const char *title);

G_END_DECLS
