/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/purge-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/dialog.h"
#include "app/form.h"
#include "app/message-dialog.h"
#include "app/words.h"
#include "core/purge.h"

#define WIDTH 48 /* characters */

typedef struct
{
  GtkWidget *from;   /* NULL once it is gone */
  GtkWidget *dialog; /* NULL once it is closed */
  XyForm *form;
  XyDesk *desk;
  XyId person;
} Asking;

typedef struct
{
  XyId person;
  char *reason, *witness;
} Asked;

static void
asked_free (gpointer p)
{
  Asked *asked = p;

  g_free (asked->reason);
  g_free (asked->witness);
  g_free (asked);
}

static void
asking_clear (gpointer p)
{
  Asking *self = p;

  g_clear_weak_pointer (&self->from);
  g_object_unref (self->desk);
}

static void
asking_unref (gpointer p)
{
  g_rc_box_release_full (p, asking_clear);
}

static void
facts_free (gpointer p)
{
  xy_purge_facts_clear (p);
  g_free (p);
}

/* On the worker's thread. */
static gboolean
purge_on_worker (XyStore *store, const XyActor *actor, gpointer p, GError **error)
{
  const Asked *asked = p;
  const XyPurge purge = { asked->person, asked->reason, asked->witness };

  return xy_purge_run (store, actor, &purge, error);
}

static void
on_purged (GObject *source, GAsyncResult *result, gpointer p)
{
  Asking *self = p;
  g_autoptr (GError) error = NULL;
  gboolean done = xy_desk_act_finish (XY_DESK (source), result, &error);

  if (self->dialog != NULL && done)
    gtk_window_destroy (GTK_WINDOW (self->dialog));
  else if (self->dialog != NULL)
    {
      xy_dialog_set_idle (XY_DIALOG (self->dialog));
      if (!xy_form_show_error (self->form, error))
        xy_dialog_set_error (XY_DIALOG (self->dialog), error->message);
    }
  asking_unref (self);
}

static void
on_confirmed (Asking *self)
{
  Asked *asked;

  xy_dialog_set_error (XY_DIALOG (self->dialog), NULL);
  if (!xy_form_check (self->form))
    return;
  asked = g_new0 (Asked, 1);
  asked->person = self->person;
  asked->reason = xy_form_get_text (self->form, "reason");
  asked->witness = xy_form_get_text (self->form, "witness");
  xy_dialog_set_busy (XY_DIALOG (self->dialog), _ ("Purging, and writing the file anew"), -1);
  xy_desk_run (self->desk, purge_on_worker, asked, asked_free, on_purged, g_rc_box_acquire (self));
}

static void
on_destroyed (Asking *self)
{
  self->dialog = NULL;
  asking_unref (self);
}

static void
add_words (XyForm *form, const char *text, const char *css_class)
{
  xy_form_add_widget (form, xy_words_new (text, css_class, WIDTH, WIDTH));
}

static void
add_facts (XyForm *form, const XyPurgeFacts *facts)
{
  g_autofree char *goes = g_strdup_printf (
      _ ("What goes: %d things that are known of %s (name, numbers, birthday, health …), and %d lines of the record of "
         "changes that speak of them."),
      (int) facts->fields, facts->name, (int) facts->changes);

  add_words (form, goes, NULL);
  if (facts->head)
    add_words (form, _ ("Nobody lives in the household any more: its telephone, bank account, kind and note go too."),
               NULL);
  if (facts->waiting)
    add_words (form, _ ("Some of it has not gone up to the county yet. It is cleared here once it has."), NULL);
  add_words (form,
             _ ("What stays: that a member died or moved out, points, and what ledgers, minutes and printed papers say "
                "in words, as the law on archives asks. Older backups still have it until they are thinned away."),
             "quiet");
  add_words (form, _ ("This cannot be undone."), "bold");
}

static void
show (Asking *self, const XyPurgeFacts *facts)
{
  g_autofree char *title = g_strdup_printf (_ ("Purge the information on %s"), facts->name);
  GtkWidget *form = xy_form_new ();

  self->form = XY_FORM (form);
  self->dialog = xy_dialog_new (self->from, title, _ ("_Purge"));
  add_facts (self->form, facts);
  xy_form_add (self->form, "reason", _ ("_Reason"), gtk_entry_new (),
               _ ("He asked for it, or there is no reason left to keep it (Personal Information Protection Law, "
                  "article 47)"));
  xy_form_add (self->form, "witness", _ ("Stands _by"), gtk_entry_new (),
               _ ("Somebody else than you: two do this together"));
  xy_form_set_check (self->form, "reason", xy_form_check_filled,
                     (gpointer) N_ ("Please write why: he asked for it, or there is no reason left to keep it."));
  xy_form_set_check (self->form, "witness", xy_form_check_filled,
                     (gpointer) N_ ("Please write who stands by: two do this together."));
  xy_dialog_set_content (XY_DIALOG (self->dialog), form);
  xy_dialog_set_destructive (XY_DIALOG (self->dialog), TRUE);
  g_signal_connect_swapped (self->dialog, "confirmed", G_CALLBACK (on_confirmed), self);
  g_signal_connect_swapped (form, "submitted", G_CALLBACK (xy_dialog_confirm), self->dialog);
  g_signal_connect_swapped (self->dialog, "destroy", G_CALLBACK (on_destroyed), g_rc_box_acquire (self));
  gtk_window_present (GTK_WINDOW (self->dialog));
  xy_form_focus_first (self->form);
}

/* On the worker's thread. */
static gpointer
look_on_worker (XyStore *store, gpointer person, GCancellable *cancellable, GError **error)
{
  XyPurgeFacts *facts = g_new0 (XyPurgeFacts, 1);

  if (store != NULL && xy_purge_look (store, person, facts, error))
    return facts;
  facts_free (facts);
  return NULL;
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer p)
{
  Asking *self = p;
  g_autoptr (GError) error = NULL;
  XyPurgeFacts *facts = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (self->from != NULL && facts != NULL)
    show (self, facts);
  else if (self->from != NULL && error != NULL)
    xy_message_dialog_tell (self->from, _ ("This cannot be purged."), error->message);
  if (facts != NULL)
    facts_free (facts);
  asking_unref (self);
}

void
xy_purge_dialog_open (GtkWidget *from, XyDesk *desk, const XyId *person)
{
  Asking *self = g_rc_box_new0 (Asking);

  g_set_weak_pointer (&self->from, from);
  self->desk = g_object_ref (desk);
  self->person = *person;
  xy_worker_run (xy_desk_get_worker (desk), XY_WORKER_QUERY, look_on_worker, xy_id_copy (person), g_free, facts_free,
                 NULL, on_looked, self);
}
