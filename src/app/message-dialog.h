/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * message-dialog: the one small question. Only what cannot be undone is asked, and the button is named by the verb
 * ("Purge the data"), never "OK". Esc and closing mean no.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*XyAnswered) (gboolean confirmed, gpointer data);

/* FROM is any widget of the window that asks. BODY may be NULL. ANSWERED is called once. Returns: (transfer none). */
GtkWindow *xy_message_dialog_ask (GtkWidget *from,
                                  const char *heading,
                                  const char *body,
                                  const char *verb,
                                  gboolean destructive,
                                  XyAnswered answered,
                                  gpointer data);

/* Says what went wrong where there is no better place for it. */
GtkWindow *xy_message_dialog_tell (GtkWidget *from, const char *heading, const char *body);

G_END_DECLS
