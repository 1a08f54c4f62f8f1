/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/points-correct-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/form-dialog.h"
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

static char *
check_reason (XyForm *form, const char *text, gpointer data)
{
  return text[0] == '\0' ? g_strdup (_ ("Please write why it is corrected; the reason stays in the ledger.")) : NULL;
}

static gpointer
collect (XyForm *form, gpointer data)
{
  const XyId *entry = data;
  Held *held = g_new0 (Held, 1);

  held->reason = xy_form_get_text (form, "note");
  held->reversal = (XyPointsReversal){ .entry = *entry, .reason = held->reason };
  return held;
}

static GtkWidget *
make_words (const char *text, const char *style)
{
  GtkWidget *words = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (words), 36);
  gtk_widget_add_css_class (words, style);
  return words;
}

void
xy_points_correct_dialog_open (GtkWidget *from, XyDesk *desk, const XyPointsRow *row)
{
  static const XyFormDialogAct act = { N_ ("Correct points"), reverse, collect, held_free, NULL };
  GtkWidget *form = xy_form_new ();
  g_autofree char *delta = xy_points_format_change (row->entry->delta);
  g_autofree char *what =
      g_strdup_printf ("%s  %s  %s  %s", row->entry->day, row->head != NULL ? row->head : "", row->entry->item, delta);

  xy_form_add_widget (XY_FORM (form), make_words (what, "bold"));
  xy_form_add_widget (
      XY_FORM (form),
      make_words (_ ("The entry stays in the ledger, and a reversing one is added beside it."), "quiet"));
  xy_form_add (XY_FORM (form), "note", _ ("_Reason"), gtk_entry_new (),
               _ ("Shown in the ledger, as with a red correction in a paper one"));
  xy_form_set_check (XY_FORM (form), "note", check_reason, NULL);
  xy_form_dialog_present (xy_form_dialog_new (from, desk, _ ("Correct an entry"), _ ("Take it back"), form, &act,
                                              xy_id_copy (&row->entry->record.id), g_free));
}
