/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * printer: a paper onto the printer. Which one, which tray, one or both sides is as last time on this PC; the sheet is
 * the paper's own, said outright.
 */
#pragma once

#include <gtk/gtk.h>

#include "print/paper.h"

G_BEGIN_DECLS

/*
 * An operation that prints PAPER, of N pages; NAME is what a file is called into which it is printed. Connect "done"
 * and run it. Returns: (transfer full).
 */
GtkPrintOperation *xy_printer_new (XyPaper *paper, guint n, const char *name);

/* What was chosen at the printer, for the next time. */
void xy_printer_remember (GtkPrintOperation *operation);

G_END_DECLS
