/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/points-correct-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/dialog.h"
#include "app/form.h"
#include "core/number.h"
#include "core/points-record.h"

typedef struct
{
  XyPointsReversal reversal;
  char *reason;
} Held;

static void
held_free (gpointer data)
{
  Held *held = data;

  g_free (held->reason);
  g_free (held);
}

static gboolean
reverse (XyTxn *txn, gpointer data, GError **error)
{
  Held *held = data;

  return xy_points_reverse_act (txn, &held->reversal, error);
}

static void
on_reversed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWindow) dialog = data;
  g_autoptr (GError) error = NULL;
  XyForm *form = g_object_get_data (G_OBJECT (dialog), "form");

  if (xy_desk_act_finish (XY_DESK (source), result, &error))
    gtk_window_destroy (dialog);
  else
    {
      xy_dialog_set_idle (XY_DIALOG (dialog));
      if (!xy_form_show_error (form, error))
        xy_dialog_set_error (XY_DIALOG (dialog), error->message);
    }
}

static char *
check_reason (XyForm *form, const char *text, gpointer data)
{
  return text[0] == '\0' ? g_strdup (_ ("Please write why it is corrected; the reason stays in the ledger.")) : NULL;
}

static void
on_confirmed (XyDialog *dialog, XyDesk *desk)
{
  XyForm *form = g_object_get_data (G_OBJECT (dialog), "form");
  const XyId *entry = g_object_get_data (G_OBJECT (dialog), "entry");
  Held *held;

  if (!xy_form_check (form))
    return;
  held = g_new0 (Held, 1);
  held->reason = xy_form_get_text (form, "note");
  held->reversal = (XyPointsReversal){ .entry = *entry, .reason = held->reason };
  xy_dialog_set_busy (dialog, _ ("Correcting"), -1);
  xy_desk_act (desk, _ ("Correct points"), reverse, held, held_free, on_reversed, g_object_ref (dialog));
}

void
xy_points_correct_dialog_open (GtkWidget *from, XyDesk *desk, const XyPointsRow *row)
{
  GtkWidget *dialog = xy_dialog_new (from, _ ("Correct an entry"), _ ("Take it back"));
  GtkWidget *form = xy_form_new ();
  g_autofree char *delta = xy_points_format_change (row->entry->delta);
  g_autofree char *what =
      g_strdup_printf ("%s  %s  %s  %s", row->entry->day, row->head != NULL ? row->head : "", row->entry->item, delta);
  GtkWidget *words = gtk_label_new (what);
  GtkWidget *more = gtk_label_new (_ ("The entry stays in the ledger, and a reversing one is added beside it."));

  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_widget_add_css_class (words, "bold");
  gtk_label_set_xalign (GTK_LABEL (more), 0);
  gtk_label_set_wrap (GTK_LABEL (more), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (more), 36);
  gtk_widget_add_css_class (more, "quiet");
  xy_form_add_widget (XY_FORM (form), words);
  xy_form_add_widget (XY_FORM (form), more);
  xy_form_add (XY_FORM (form), "note", _ ("_Reason"), gtk_entry_new (),
               _ ("Shown in the ledger, as with a red correction in a paper one"));
  xy_form_set_check (XY_FORM (form), "note", check_reason, NULL);
  g_object_set_data (G_OBJECT (dialog), "form", form);
  g_object_set_data_full (G_OBJECT (dialog), "entry", xy_id_copy (&row->entry->record.id), g_free);
  xy_dialog_set_content (XY_DIALOG (dialog), form);
  g_signal_connect_object (dialog, "confirmed", G_CALLBACK (on_confirmed), desk, 0);
  gtk_window_set_default_size (GTK_WINDOW (dialog), 520, -1);
  gtk_window_present (GTK_WINDOW (dialog));
  xy_form_focus_first (XY_FORM (form));
}
