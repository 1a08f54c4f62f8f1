/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bylaw-clauses-pane: 条文: the clauses of a version as they are read, written in place while it is a draft. Beside the
 * chosen one stands what a village may not write (bylaw-lint.h), why it is there, the points rules and hygiene items
 * that go with it, and the opinions on it. What is half typed survives a power cut.
 *
 *   Up, Down            to the next line           Enter, F2   writes it
 *   Insert, Ctrl+Enter  a further one behind it    Delete      takes it out
 *   Alt+Up, Alt+Down    moves it                   Tab, Shift+Tab, Alt+Right, Alt+Left   an item, a heading of it
 *
 * While a line is written: Enter keeps it, Ctrl+Enter and begins a further one, Shift+Enter begins a line, Alt+1 to 9
 * takes one of the wordings offered, Esc leaves it as it was.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "core/bylaw.h"

G_BEGIN_DECLS

GtkWidget *xy_bylaw_clauses_pane_new (XyDesk *desk);

/* Both NULL: nothing is shown. */
void xy_bylaw_clauses_pane_show (GtkWidget *pane, const XyBylaw *bylaw, const XyBylawVersion *version);
/* The clause ID is chosen once it is there. */
void xy_bylaw_clauses_pane_choose (GtkWidget *pane, const XyId *id);

G_END_DECLS
