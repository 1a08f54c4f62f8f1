/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers in full on a paper, or names where usually there are none: for a reason, which is logged. */
#include "app/preview-private.h"

#include <glib/gi18n-lib.h>

#include "app/dialog.h"
#include "app/form.h"
#include "core/reveal.h"

typedef struct
{
  char *subject, *reason;
  XyId target;
} Reveal;

typedef struct
{
  const char *check, *tip, *title, *verb, *field, *hint;
} Words;

static const Words numbers = {
  N_ ("_Numbers in full…"), N_ ("ID and telephone numbers without stars; asks for the reason"),
  N_ ("Numbers in full"),   N_ ("Show numbers in full"),
  N_ ("_Reason"),           N_ ("It is kept in the log together with your name."),
};

static const Words names = {
  N_ ("With na_mes…"),
  N_ ("Only of those who agreed, or by a clause of the bylaws that passed its legal review; asks for the ground"),
  N_ ("Names on the board"),
  N_ ("Show names"),
  N_ ("_Ground"),
  N_ ("It is kept in the log together with your name."),
};

static const Words *
get_words (XyPreview *self)
{
  return (self->kind->flags & XY_PAPER_NAMES) != 0 ? &names : &numbers;
}

static void
reveal_free (gpointer data)
{
  Reveal *reveal = data;

  g_free (reveal->subject);
  g_free (reveal->reason);
  g_free (reveal);
}

static gboolean
log_reveal (XyTxn *txn, gpointer data, GError **error)
{
  const Reveal *reveal = data;

  return xy_reveal_log (txn, reveal->subject, &reveal->target, reveal->reason, error);
}

static void
on_reveal_logged (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWindow) dialog = data;
  XyPreview *self = g_object_get_data (G_OBJECT (dialog), "preview");
  XyForm *form = g_object_get_data (G_OBJECT (dialog), "form");
  g_autoptr (GError) error = NULL;

  if (!xy_desk_act_finish (XY_DESK (source), result, &error))
    {
      xy_dialog_set_idle (XY_DIALOG (dialog));
      if (!xy_form_show_error (form, error))
        xy_dialog_set_error (XY_DIALOG (dialog), error->message);
      return;
    }
  self->ask->unmasked = TRUE;
  if (self->window != NULL)
    xy_preview_make (self);
  gtk_window_destroy (dialog);
}

static void
on_reason_confirmed (GtkWindow *dialog, XyPreview *self)
{
  Reveal *reveal = g_new0 (Reveal, 1);

  g_free (self->reason);
  self->reason = xy_form_get_text (g_object_get_data (G_OBJECT (dialog), "form"), "reason");
  reveal->subject = g_strdup (self->whole != NULL ? xy_paper_get_title (self->whole) : _ (self->kind->title));
  reveal->reason = g_strdup (self->reason);
  reveal->target = self->ask->record;
  xy_dialog_set_busy (XY_DIALOG (dialog), NULL, -1);
  xy_desk_act (self->desk, _ (get_words (self)->verb), log_reveal, reveal, reveal_free, on_reveal_logged,
               g_object_ref (dialog));
}

static void
on_reason_dialog_gone (XyPreview *self)
{
  if (self->window != NULL && !self->ask->unmasked)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->unmask), FALSE);
  xy_preview_unref (self);
}

static void
on_unmask_toggled (GtkCheckButton *button, XyPreview *self)
{
  if (!gtk_check_button_get_active (button))
    {
      if (self->ask->unmasked)
        {
          self->ask->unmasked = FALSE;
          xy_preview_make (self);
        }
      return;
    }

  const Words *words = get_words (self);
  GtkWidget *dialog = xy_dialog_new (self->window, _ (words->title), _ (words->verb));
  GtkWidget *form = xy_form_new ();

  xy_form_add (XY_FORM (form), "reason", _ (words->field), gtk_entry_new (), _ (words->hint));
  g_object_set_data (G_OBJECT (dialog), "form", form);
  g_object_set_data_full (G_OBJECT (dialog), "preview", xy_preview_ref (self), (GDestroyNotify) xy_preview_unref);
  xy_dialog_set_content (XY_DIALOG (dialog), form);
  g_signal_connect (dialog, "confirmed", G_CALLBACK (on_reason_confirmed), self);
  g_signal_connect_swapped (dialog, "unrealize", G_CALLBACK (on_reason_dialog_gone), xy_preview_ref (self));
  gtk_window_present (GTK_WINDOW (dialog));
  xy_form_focus_first (XY_FORM (form));
}

GtkWidget *
xy_preview_make_unmask (XyPreview *self)
{
  const Words *words = get_words (self);

  if ((self->kind->flags & (XY_PAPER_NUMBERS | XY_PAPER_NAMES)) == 0 || !xy_desk_may (self->desk, XY_MAY_UNMASK))
    return NULL;
  self->unmask = gtk_check_button_new_with_mnemonic (_ (words->check));
  xy_preview_name (self->unmask, _ (words->check));
  gtk_widget_set_tooltip_text (self->unmask, _ (words->tip));
  g_signal_connect (self->unmask, "toggled", G_CALLBACK (on_unmask_toggled), self);
  return self->unmask;
}
