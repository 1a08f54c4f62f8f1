/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * help-booklet-output: the booklet of the help onto the printer or into a PDF. It is set on a thread of its own.
 */
#pragma once

#include <gtk/gtk.h>

#include "core/help.h"

G_BEGIN_DECLS

/* FROM is the window that asks; HELP outlives it. */
void xy_help_booklet_print (GtkWindow *from, const XyHelp *help);
void xy_help_booklet_save (GtkWindow *from, const XyHelp *help);

G_END_DECLS
