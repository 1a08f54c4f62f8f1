/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * dialog: the frame of every dialog. A title, content, and at the foot the error line, Cancel and the one verb. Esc and
 * closing change nothing; Ctrl+Enter confirms from anywhere, F1 opens the help. Confirming does not close the dialog:
 * its owner does the act, and closes it when the act is done or shows why it was refused.
 *
 * Derive from it for a dialog with a template (<template class="XyFoo" parent="XyDialog">, the child is the content),
 * or use it as it is.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define XY_TYPE_DIALOG (xy_dialog_get_type ())
G_DECLARE_DERIVABLE_TYPE (XyDialog, xy_dialog, XY, DIALOG, GtkWindow)

struct _XyDialogClass
{
  GtkWindowClass parent_class;

  void (*confirmed) (XyDialog *dialog); /* the verb was chosen; also a signal */
};

/* FROM is any widget of the window that the dialog belongs to. Show it with gtk_window_present(). */
GtkWidget *xy_dialog_new (GtkWidget *from, const char *title, const char *verb);

/* For a derived class: what xy_dialog_new() does. */
void xy_dialog_set_from (XyDialog *dialog, GtkWidget *from);

/* Words on the main button (property "verb"). NULL: there is nothing to confirm, and the other button says Close. */
void xy_dialog_set_verb (XyDialog *dialog, const char *verb);
/* Words on the other button, where closing means more than that. */
void xy_dialog_set_closing (XyDialog *dialog, const char *words);
void xy_dialog_set_verb_enabled (XyDialog *dialog, gboolean enabled);
void xy_dialog_set_destructive (XyDialog *dialog, gboolean destructive);

/* Property "content". */
void xy_dialog_set_content (XyDialog *dialog, GtkWidget *content);

/*
 * As a press on the verb: nothing happens while it may not be chosen, or an act is under way. For Enter in the last
 * field of a form ("submitted"), which somebody may hold down.
 */
void xy_dialog_confirm (XyDialog *dialog);

/* Another button at the left of the foot. */
void xy_dialog_add_button (XyDialog *dialog, GtkWidget *button);

/* The sentence why it was refused; NULL takes it away. */
void xy_dialog_set_error (XyDialog *dialog, const char *sentence);

/* A quiet line over the foot; NULL takes it away. */
void xy_dialog_set_note (XyDialog *dialog, const char *words);

/*
 * While an act is under way: the verb waits, and a bar shows FRACTION (below 0: that something goes on). WHAT NULL: no
 * bar, for what is done in a moment.
 */
void xy_dialog_set_busy (XyDialog *dialog, const char *what, double fraction);
void xy_dialog_set_idle (XyDialog *dialog);

G_END_DECLS
