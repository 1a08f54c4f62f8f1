/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * help-window: the help, beside whatever it is about. At the left the topics and an entry that finds them by what
 * stands in them; at the right the one that is read. It is one window, and stays usable while a dialog is open.
 *
 * F1 opens it (the action app.help, and in dialogs xy_help_bind()). What it opens on is, of the window that the key
 * was pressed in: the topic that xy_help_mark() gave it, that of its title, of the page and tab that it shows, or that
 * of the window that it stands over.
 *
 * Keys in it: Ctrl+F into the entry, Alt+Left back, Ctrl+P prints the booklet, Ctrl+S saves it as PDF, Esc closes.
 */
#pragma once

#include <gtk/gtk.h>

#include "core/help.h"

G_BEGIN_DECLS

#define XY_TYPE_HELP_WINDOW (xy_help_window_get_type ())
G_DECLARE_FINAL_TYPE (XyHelpWindow, xy_help_window, XY, HELP_WINDOW, GtkWindow)

/* About what FROM's window shows. Returns: (transfer none) the window. */
XyHelpWindow *xy_help_open (GtkWidget *from);

/* Shows the topic of that name, which there is, at the WORD that it explains; NULL: from its beginning. */
void xy_help_window_show (XyHelpWindow *window, const char *topic, const char *word);
/* The one that is read. */
const char *xy_help_window_get_topic (XyHelpWindow *window);
/* Owned by the window. */
const XyHelp *xy_help_window_get_help (XyHelpWindow *window);

/* WINDOW has the topic of that name, a static text. */
void xy_help_mark (GtkWidget *window, const char *topic);

/* F1 in windows of this class. */
void xy_help_bind (GtkWidgetClass *klass);

/* Likewise in one that is of no class of its own. */
void xy_help_add_key (GtkWidget *window);

G_END_DECLS
