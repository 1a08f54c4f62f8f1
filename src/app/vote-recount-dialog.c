/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/vote-recount-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/form-dialog.h"
#include "core/vote-act.h"

typedef struct
{
  XyId vote;
  void (*done) (const XyId *made, gpointer data);
  gpointer data;
  GDestroyNotify free_data;
} About;

typedef struct
{
  XyVoteRecounting recounting;
  char *reason;
} Held;

static void
about_free (gpointer data)
{
  About *about = data;

  if (about->free_data != NULL)
    about->free_data (about->data);
  g_free (about);
}

static void
held_free (gpointer data)
{
  Held *held = data;

  g_free (held->reason);
  g_free (held);
}

static gpointer
collect (XyForm *form, gpointer data)
{
  const About *about = data;
  Held *held = g_new0 (Held, 1);

  held->reason = xy_form_get_text (form, "reason");
  held->recounting = (XyVoteRecounting){ .of = about->vote, .reason = held->reason };
  return held;
}

static void
on_done (gconstpointer collected, gpointer data)
{
  const About *about = data;

  if (about->done != NULL)
    about->done (&((const Held *) collected)->recounting.made, about->data);
}

static gboolean
recount (XyTxn *txn, gpointer data, GError **error)
{
  return xy_vote_recount_act (txn, &((Held *) data)->recounting, error);
}

void
xy_vote_recount_dialog_open (GtkWidget *from,
                             XyDesk *desk,
                             const XyVote *vote,
                             void (*done) (const XyId *made, gpointer data),
                             gpointer data,
                             GDestroyNotify free_data)
{
  static const XyFormDialogAct act = {
    .title = N_ ("Count again"), .act = recount, .collect = collect, .free_collected = held_free, .done = on_done
  };
  About *about = g_new0 (About, 1);
  XyForm *form = XY_FORM (xy_form_new ());
  g_autofree char *words =
      g_strdup_printf (_ ("“%s” stays as it was closed. A new count stands beside it."), vote->title);
  GtkWidget *label = gtk_label_new (words), *dialog;

  *about = (About){ vote->record.id, done, data, free_data };
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), 30);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_widget_add_css_class (label, "quiet");
  xy_form_add_widget (form, label);
  xy_form_add (form, "reason", _ ("_Reason"), gtk_entry_new (), _ ("Why it is counted again; it stands with the vote"));
  dialog =
      xy_form_dialog_new (from, desk, _ ("Count again"), _ ("Count again"), GTK_WIDGET (form), &act, about, about_free);
  xy_form_dialog_keep_draft (dialog, "vote-recount");
  xy_form_dialog_present (dialog);
}
