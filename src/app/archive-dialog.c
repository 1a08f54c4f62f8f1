/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/archive-dialog.h"

#include <stdlib.h>

#include <glib/gi18n-lib.h>

#include "app/dialog.h"
#include "app/form.h"
#include "app/period-words.h"
#include "app/roster-form.h"
#include "app/toast.h"
#include "core/store.h"
#include "tabular/archive-export.h"

#define N_YEARS 8

typedef struct
{
  GtkWidget *dialog; /* NULL once it is closed */
  GtkWidget *form;
  GtkWidget *from; /* weak */
  XyDesk *desk;
  GCancellable *cancellable;
  int newest;
} Archive;

/* The task's data: what the thread works with. */
typedef struct
{
  Archive *archive; /* borrowed of the task's callback, which lets go of it on the main thread */
  char *path;
  char *parent;
  int year;
  guint problems;
} Job;

typedef struct
{
  Archive *archive;
  guint done, total;
} Step;

static void
archive_clear (gpointer p)
{
  Archive *self = p;

  g_clear_weak_pointer (&self->from);
  g_clear_object (&self->cancellable);
  g_object_unref (self->desk);
}

static void
archive_unref (gpointer p)
{
  g_atomic_rc_box_release_full (p, archive_clear);
}

static void
job_free (gpointer p)
{
  Job *job = p;

  g_free (job->path);
  g_free (job->parent);
  g_free (job);
}

static gboolean
on_step (gpointer p)
{
  Step *step = p;
  Archive *self = step->archive;

  /* One that comes after the end would have the dialog wait for ever. */
  if (self->dialog != NULL && self->cancellable != NULL && !g_cancellable_is_cancelled (self->cancellable))
    {
      g_autofree char *words = g_strdup_printf (_ ("%u of %u PDFs"), step->done, step->total);
      xy_dialog_set_busy (XY_DIALOG (self->dialog), words, (double) step->done / step->total);
    }
  return G_SOURCE_REMOVE;
}

static void
step_free (gpointer p)
{
  archive_unref (((Step *) p)->archive);
  g_free (p);
}

static void
on_copied (guint done, guint total, gpointer p)
{
  Step *step = g_new0 (Step, 1);

  step->archive = g_atomic_rc_box_acquire (p);
  step->done = done;
  step->total = total;
  g_main_context_invoke_full (NULL, G_PRIORITY_DEFAULT_IDLE, on_step, step, step_free);
}

/* On a thread of its own, with its own connection: the window goes on. */
static void
export_in_thread (GTask *task, gpointer source, gpointer p, GCancellable *cancellable)
{
  Job *job = p;
  GError *error = NULL;
  g_autoptr (XyStore) store = xy_store_open (job->path, xy_env_system (), XY_STORE_READ_ONLY, &error);
  char *folder = NULL;

  if (store != NULL)
    folder =
        xy_archive_export (store, job->year, job->parent, cancellable, on_copied, job->archive, &job->problems, &error);
  if (folder != NULL)
    g_task_return_pointer (task, folder, g_free);
  else
    g_task_return_error (task, error);
}

static void
on_exported (GObject *source, GAsyncResult *result, gpointer p)
{
  Archive *self = p;
  const Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_task_propagate_pointer (G_TASK (result), &error);

  if (folder != NULL && self->from != NULL)
    {
      g_autofree char *name = g_path_get_basename (folder);
      g_autofree char *words =
          job->problems == 0
              ? g_strdup_printf (_ ("Saved as “%s”."), name)
              : g_strdup_printf (ngettext ("Saved as “%s”; %u PDF is missing, the index says which.",
                                           "Saved as “%s”; %u PDFs are missing, the index says which.", job->problems),
                                 name, job->problems);
      if (self->dialog != NULL)
        gtk_window_destroy (GTK_WINDOW (self->dialog));
      xy_toast_show (self->from, words, NULL, NULL);
    }
  else if (self->dialog != NULL)
    {
      g_clear_object (&self->cancellable);
      xy_dialog_set_idle (XY_DIALOG (self->dialog));
      if (error != NULL)
        xy_dialog_set_error (XY_DIALOG (self->dialog), error->message);
    }
  archive_unref (self);
}

static void
start (Archive *self, const char *parent)
{
  g_autoptr (GTask) task = NULL;
  Job *job = g_new0 (Job, 1);
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (xy_form_get_field (XY_FORM (self->form), "year")));

  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  job->archive = self;
  job->path = g_strdup (xy_desk_get_path (self->desk));
  job->parent = g_strdup (parent);
  job->year = self->newest - (int) chosen;
  xy_dialog_set_error (XY_DIALOG (self->dialog), NULL);
  xy_dialog_set_busy (XY_DIALOG (self->dialog), _ ("Copying"), 0);
  task = g_task_new (NULL, self->cancellable, on_exported, g_atomic_rc_box_acquire (self));
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, export_in_thread);
}

static void
on_folder_chosen (GtkNativeDialog *native, int response, Archive *self)
{
  if (response == GTK_RESPONSE_ACCEPT && self->dialog != NULL)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native));
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL)
        start (self, path);
    }
  g_object_unref (native);
  archive_unref (self);
}

static void
on_confirmed (Archive *self)
{
  GtkFileChooserNative *native =
      gtk_file_chooser_native_new (_ ("Choose the folder for the archive"), GTK_WINDOW (self->dialog),
                                   GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Save here"), _ ("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  g_signal_connect (native, "response", G_CALLBACK (on_folder_chosen), g_atomic_rc_box_acquire (self));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

/* Closing stops what goes on. */
static void
on_destroyed (Archive *self)
{
  self->dialog = self->form = NULL;
  g_cancellable_cancel (self->cancellable);
  archive_unref (self);
}

void
xy_archive_dialog_open (GtkWidget *from, XyDesk *desk)
{
  Archive *self = g_atomic_rc_box_new0 (Archive);
  g_autoptr (GtkStringList) years = gtk_string_list_new (NULL);
  g_autofree char *today = xy_roster_form_today ();
  GtkWidget *words = gtk_label_new (_ ("What was posted in the year, and after it what the office wrote and printed "
                                       "without posting it. Each PDF is called by its file number, which counts both "
                                       "from 0001 in the order of their days; an index sheet has title, day, pages and "
                                       "how long it is kept."));

  self->desk = g_object_ref (desk);
  g_set_weak_pointer (&self->from, from);
  self->newest = (int) strtol (today, NULL, 10);
  for (int i = 0; i < N_YEARS; i++)
    {
      g_autofree char *period = g_strdup_printf ("%d", self->newest - i);
      g_autofree char *year = xy_period_words (period);
      gtk_string_list_append (years, year);
    }
  self->dialog = xy_dialog_new (from, _ ("Archive of the year"), _ ("Choose the folder…"));
  self->form = xy_form_new ();
  xy_form_add (XY_FORM (self->form), "year", _ ("_Year"),
               gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&years)), NULL), NULL);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (words), 40);
  gtk_widget_add_css_class (words, "quiet");
  xy_form_add_widget (XY_FORM (self->form), words);
  xy_dialog_set_content (XY_DIALOG (self->dialog), self->form);
  gtk_window_set_default_size (GTK_WINDOW (self->dialog), 520, -1);
  g_signal_connect_swapped (self->dialog, "confirmed", G_CALLBACK (on_confirmed), self);
  g_signal_connect_swapped (self->dialog, "destroy", G_CALLBACK (on_destroyed), self);
  gtk_window_present (GTK_WINDOW (self->dialog));
}
