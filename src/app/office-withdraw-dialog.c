/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/office-withdraw-dialog.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/dialog.h"
#include "app/form-parts.h"
#include "app/toast.h"
#include "core/store.h"
#include "sync/down-line.h"

typedef struct
{
  XyPage *from; /* weak */
  GtkWidget *dialog;
  XyForm *form;
  char *office;
  XyId id;
  GCancellable *cancellable;
} Taking;

static void
taking_free (gpointer data)
{
  Taking *self = data;

  g_clear_weak_pointer (&self->from);
  g_object_unref (self->cancellable);
  g_free (self->office);
  g_free (self);
}

/* On a thread of its own */

typedef struct
{
  char *office, *reason;
  XyId id;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->office);
  g_free (job->reason);
  g_free (job);
}

static void
run_job (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  g_autoptr (XyStore) office = xy_store_open (job->office, xy_env_system (), 0, &error);

  if (office != NULL && xy_down_withdraw (office, &job->id, job->reason, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) dialog = data;
  Taking *self = g_object_get_data (G_OBJECT (dialog), "xy-taking");
  XyDesk *desk = self->from != NULL ? xy_page_get_desk (self->from) : NULL;
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (desk != NULL)
        {
          xy_worker_changed (xy_desk_get_worker (desk), XY_TOPIC_VILLAGE);
          xy_toast_show (GTK_WIDGET (self->from),
                         _ ("It is withdrawn; the villages are told with their next report or receipt."), NULL, NULL);
        }
      gtk_window_destroy (GTK_WINDOW (dialog));
      return;
    }
  xy_dialog_set_idle (XY_DIALOG (dialog));
  if (!xy_form_show_error (self->form, error))
    xy_dialog_set_error (XY_DIALOG (dialog), error->message);
}

static void
on_confirmed (Taking *self)
{
  if (!xy_form_check (self->form))
    return;
  Job *job = g_new0 (Job, 1);
  g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, on_done, g_object_ref (self->dialog));

  job->office = g_strdup (self->office);
  job->id = self->id;
  job->reason = g_strstrip (xy_form_get_text (self->form, "text"));
  xy_dialog_set_error (XY_DIALOG (self->dialog), NULL);
  xy_dialog_set_busy (XY_DIALOG (self->dialog), _ ("Sending…"), -1);
  g_task_set_task_data (task, job, job_free);
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, run_job);
}

static char *
check_reason (XyForm *form, const char *text, gpointer data)
{
  return text[strspn (text, " \n\t")] == '\0' ? g_strdup (_ ("Please say why it is withdrawn; the villages read it."))
                                              : NULL;
}

static void
on_closed (Taking *self)
{
  g_cancellable_cancel (self->cancellable);
}

void
xy_office_withdraw_dialog_open (XyPage *from, const XyDown *down, const char *to)
{
  Taking *self = g_new0 (Taking, 1);
  g_autofree char *what = g_strdup_printf (_ ("“%s”, sent to: %s"), down->title, to);

  g_set_weak_pointer (&self->from, from);
  self->office = g_strdup (xy_desk_get_path (xy_page_get_desk (from)));
  self->id = down->id;
  self->cancellable = g_cancellable_new ();
  self->dialog = xy_dialog_new (GTK_WIDGET (from), _ ("Withdraw what was sent"), _ ("Withdraw"));
  self->form = XY_FORM (xy_form_new ());
  xy_form_add_widget (self->form, xy_form_hint_new (what));
  xy_form_add (self->form, "text", _ ("_Why"), xy_form_lines_new (420, 90), NULL);
  xy_form_set_check (self->form, "text", check_reason, NULL);
  xy_form_add_widget (self->form,
                      xy_form_hint_new (_ ("It stays in the villages' lists, marked as withdrawn, with this "
                                           "reason; rules can not be taken up any more. Where they were, "
                                           "say here what is to be done.")));
  xy_dialog_set_destructive (XY_DIALOG (self->dialog), TRUE);
  g_signal_connect_swapped (self->form, "submitted", G_CALLBACK (xy_dialog_confirm), self->dialog);
  g_signal_connect_swapped (self->dialog, "confirmed", G_CALLBACK (on_confirmed), self);
  g_signal_connect_swapped (self->dialog, "destroy", G_CALLBACK (on_closed), self);
  xy_dialog_set_content (XY_DIALOG (self->dialog), GTK_WIDGET (self->form));
  g_object_set_data_full (G_OBJECT (self->dialog), "xy-taking", self, taking_free);
  gtk_window_present (GTK_WINDOW (self->dialog));
  xy_form_focus_first (self->form);
}
