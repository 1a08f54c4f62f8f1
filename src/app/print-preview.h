/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * print-preview: a paper before it goes out, what may be chosen about it, and the verbs: print, save as PDF or as
 * pictures.
 *
 * It works for every kind of paper (print/papers.h) without code of its own. The paper is made on the worker's thread,
 * anew at each choice; what is shown is what comes out, the same drawing. A paper that goes out is registered
 * (core/paper-record.h) and carries its number; until something else is chosen it goes out again under the same one.
 *
 * Keys: Ctrl+P prints, Ctrl+S saves as PDF, Esc closes; those of the pages are in app/paper-view.h.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "print/papers.h"

G_BEGIN_DECLS

/*
 * Opens the preview over FROM's window. KIND is static. Of ASK (copied) counts what the paper is of: period, unit,
 * scope, filter, record; what else it says holds where nothing is remembered about KIND, with the usual parts where it
 * names none.
 */
void xy_print_preview_open (GtkWidget *from, XyDesk *desk, const XyPaperKind *kind, const XyPaperAsk *ask);

G_END_DECLS
