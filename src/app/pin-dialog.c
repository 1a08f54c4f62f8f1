/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pin-dialog.h"
#include "app/form.h"
#include "app/toast.h"

#include <glib/gi18n-lib.h>

struct _XyPinDialog
{
  XyDialog parent_instance;

  XyDesk *desk;
  XyUser *user; /* whose PIN */
  XyForm *form;
};

G_DEFINE_FINAL_TYPE (XyPinDialog, xy_pin_dialog, XY_TYPE_DIALOG)

typedef struct
{
  XyUser *user;
  XyUser *actor; /* who sits here */
  char *old;
  char *pin;
} PinJob;

static void
pin_job_free (gpointer p)
{
  PinJob *job = p;
  g_object_unref (job->user);
  g_object_unref (job->actor);
  g_free (job->old);
  g_free (job->pin);
  g_free (job);
}

/* On the worker's thread. */
static gpointer
set_pin_on_worker (XyStore *store, gpointer p, GCancellable *cancellable, GError **error)
{
  PinJob *job = p;
  XyActor actor;

  gboolean own = xy_id_same (&job->user->record.id, &job->actor->record.id);

  xy_user_actor (job->actor, &actor);
  if (!own || xy_user_check_pin (store, job->user, job->old, error))
    xy_user_set_pin (store, &actor, job->user, *job->pin != '\0' ? job->pin : NULL, error);
  return NULL;
}

static void
on_pin_set (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (XyPinDialog) self = p;
  g_autoptr (GError) error = NULL;

  xy_worker_run_finish (XY_WORKER (source), result, &error);
  xy_dialog_set_idle (XY_DIALOG (self));
  if (error != NULL)
    {
      if (!xy_form_show_error (self->form, error))
        xy_dialog_set_error (XY_DIALOG (self), error->message);
      return;
    }
  xy_worker_changed (XY_WORKER (source), XY_TOPIC_USER);
  xy_toast_show (GTK_WIDGET (self), _ ("The PIN is changed on this computer"), NULL, NULL);
  gtk_window_close (GTK_WINDOW (self));
}

static void
xy_pin_dialog_confirmed (XyDialog *dialog)
{
  XyPinDialog *self = XY_PIN_DIALOG (dialog);
  g_autofree char *pin = xy_form_get_text (self->form, "pin");
  g_autofree char *again = xy_form_get_text (self->form, "again");

  xy_dialog_set_error (dialog, NULL);
  if (g_strcmp0 (pin, again) != 0)
    {
      xy_form_set_error (self->form, "again", _ ("This is not the same as above."));
      return;
    }
  if (self->user == NULL || xy_desk_get_user (self->desk) == NULL)
    return;
  PinJob *job = g_new0 (PinJob, 1);
  job->user = g_object_ref (self->user);
  job->actor = g_object_ref ((XyUser *) xy_desk_get_user (self->desk));
  job->old = xy_form_get_text (self->form, "old");
  job->pin = g_steal_pointer (&pin);
  xy_dialog_set_busy (dialog, NULL, -1);
  xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_ACT, set_pin_on_worker, job, pin_job_free, NULL, NULL,
                 on_pin_set, g_object_ref (self));
}

static void
xy_pin_dialog_dispose (GObject *object)
{
  g_clear_object (&XY_PIN_DIALOG (object)->desk);
  g_clear_object (&XY_PIN_DIALOG (object)->user);
  G_OBJECT_CLASS (xy_pin_dialog_parent_class)->dispose (object);
}

static void
xy_pin_dialog_class_init (XyPinDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = xy_pin_dialog_dispose;
  XY_DIALOG_CLASS (klass)->confirmed = xy_pin_dialog_confirmed;
}

static void
xy_pin_dialog_init (XyPinDialog *self)
{
  self->form = XY_FORM (xy_form_new ());
  xy_form_add (self->form, "old", _ ("PIN until _now"), xy_form_secret_new (), NULL);
  xy_form_add (self->form, "pin", _ ("New _PIN"), xy_form_secret_new (), NULL);
  xy_form_add (self->form, "again", _ ("Once _more"), xy_form_secret_new (), NULL);
  xy_dialog_set_content (XY_DIALOG (self), GTK_WIDGET (self->form));
  xy_dialog_set_verb (XY_DIALOG (self), _ ("_Change the PIN"));
  gtk_window_set_title (GTK_WINDOW (self), _ ("My PIN"));
  gtk_window_set_resizable (GTK_WINDOW (self), FALSE);
}

GtkWidget *
xy_pin_dialog_new_for (GtkWidget *from, XyDesk *desk, XyUser *user)
{
  XyPinDialog *self = g_object_new (XY_TYPE_PIN_DIALOG, NULL);
  const XyUser *now = xy_desk_get_user (desk);
  gboolean own = user != NULL && now != NULL && xy_id_same (&user->record.id, &now->record.id);

  self->desk = g_object_ref (desk);
  self->user = user != NULL ? g_object_ref (user) : NULL;
  xy_dialog_set_from (XY_DIALOG (self), from);
  xy_form_set_field_visible (self->form, "old", own && xy_desk_user_has_pin (desk, user));
  xy_dialog_set_verb_enabled (XY_DIALOG (self), user != NULL && now != NULL);
  g_autofree char *rules = xy_pin_policy_explain (xy_desk_get_pin_policy (desk));
  xy_dialog_set_note (XY_DIALOG (self), rules);
  if (user != NULL && !own)
    {
      g_autofree char *title = g_strdup_printf (_ ("New PIN of %s"), user->name);
      gtk_window_set_title (GTK_WINDOW (self), title);
    }
  g_signal_connect_swapped (self->form, "submitted", G_CALLBACK (xy_dialog_confirm), self);
  return GTK_WIDGET (self);
}

GtkWidget *
xy_pin_dialog_new (GtkWidget *from, XyDesk *desk)
{
  return xy_pin_dialog_new_for (from, desk, (XyUser *) xy_desk_get_user (desk));
}
