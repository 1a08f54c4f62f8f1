/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/reveal-dialog.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/dialog.h"
#include "app/message-dialog.h"
#include "core/reveal.h"

typedef struct
{
  GtkWidget *dialog;
  XyForm *form;
  XyDesk *desk;
  char *subject;
  XyId target;
  XyRevealed revealed;
  gpointer data;
} Asking;

typedef struct
{
  char *subject;
  XyId target;
  char *reason;
} Looked;

static void
looked_free (gpointer p)
{
  Looked *looked = p;
  g_free (looked->subject);
  g_free (looked->reason);
  g_free (looked);
}

static void
asking_clear (gpointer p)
{
  Asking *asking = p;
  g_object_unref (asking->dialog);
  g_object_unref (asking->form);
  g_object_unref (asking->desk);
  g_free (asking->subject);
}

static void
asking_release (gpointer p)
{
  g_rc_box_release_full (p, asking_clear);
}

static gboolean
log_on_worker (XyTxn *txn, gpointer p, GError **error)
{
  Looked *looked = p;
  return xy_reveal_log (txn, looked->subject, xy_id_is_none (&looked->target) ? NULL : &looked->target, looked->reason,
                        error);
}

static void
on_logged (GObject *source, GAsyncResult *result, gpointer p)
{
  Asking *asking = p;
  g_autoptr (GError) error = NULL;

  if (xy_desk_act_finish (XY_DESK (source), result, &error))
    {
      gtk_window_destroy (GTK_WINDOW (asking->dialog));
      asking->revealed (asking->data);
    }
  else
    {
      xy_dialog_set_idle (XY_DIALOG (asking->dialog));
      if (!xy_form_show_error (asking->form, error))
        xy_dialog_set_error (XY_DIALOG (asking->dialog), error->message);
    }
  asking_release (asking);
}

static void
on_confirmed (Asking *asking)
{
  Looked *looked = g_new0 (Looked, 1);

  looked->subject = g_strdup (asking->subject);
  looked->target = asking->target;
  looked->reason = xy_form_get_text (asking->form, "reason");
  xy_dialog_set_error (XY_DIALOG (asking->dialog), NULL);
  xy_dialog_set_busy (XY_DIALOG (asking->dialog), NULL, -1);
  xy_desk_act (asking->desk, _ ("Look at numbers in full"), log_on_worker, looked, looked_free, on_logged,
               g_rc_box_acquire (asking));
}

void
xy_reveal_dialog_ask (GtkWidget *from,
                      XyDesk *desk,
                      const char *subject,
                      const XyId *target,
                      XyRevealed revealed,
                      gpointer data)
{
  if (!xy_desk_may (desk, XY_MAY_UNMASK))
    {
      xy_message_dialog_tell (from, _ ("Your role does not show numbers in full."),
                              _ ("The village clerk or the head of the village may look at them."));
      return;
    }

  Asking *asking = g_rc_box_new0 (Asking);
  GtkWidget *form = xy_form_new ();

  asking->dialog = g_object_ref_sink (xy_dialog_new (from, _ ("Show numbers in full"), _ ("_Show")));
  asking->form = g_object_ref_sink (XY_FORM (form));
  asking->desk = g_object_ref (desk);
  asking->subject = g_strdup (subject);
  asking->target = target != NULL ? *target : XY_ID_NONE;
  asking->revealed = revealed;
  asking->data = data;
  xy_form_add (asking->form, "reason", _ ("_Reason"), gtk_entry_new (),
               _ ("Kept with your name and the time (Personal Information Protection Law, articles 6 and 51)"));
  GtkWidget *note = gtk_label_new (_ ("Who looked, when and why is kept in the log."));
  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_widget_add_css_class (note, "quiet");
  xy_form_add_widget (asking->form, note);
  gtk_widget_set_size_request (form, 360, -1);
  xy_dialog_set_content (XY_DIALOG (asking->dialog), form);
  g_signal_connect_swapped (asking->dialog, "confirmed", G_CALLBACK (on_confirmed), asking);
  g_signal_connect_swapped (form, "submitted", G_CALLBACK (xy_dialog_confirm), asking->dialog);
  g_signal_connect_swapped (asking->dialog, "destroy", G_CALLBACK (asking_release), asking);
  gtk_window_present (GTK_WINDOW (asking->dialog));
  xy_form_focus_first (asking->form);
}

static char *
shown (const char *number, XyMask mask, gboolean revealed)
{
  if (number == NULL || *number == '\0')
    return g_strdup ("");
  return revealed ? g_strdup (number) : mask (number);
}

void
xy_secret_show (XyForm *form, const char *name, const char *number, XyMask mask, gboolean revealed)
{
  g_autofree char *text = shown (number, mask, revealed);
  xy_form_set_text (form, name, text);
}

char *
xy_secret_read (XyForm *form, const char *name, const char *number, XyMask mask)
{
  char *text = xy_form_get_text (form, name);
  g_autofree char *masked = shown (number, mask, FALSE);

  if (number == NULL || strcmp (text, masked) != 0)
    return text;
  g_free (text);
  return g_strdup (number);
}
