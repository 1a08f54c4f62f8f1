/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/export.h"

#include <glib/gi18n-lib.h>

#include "app/dialog.h"
#include "app/message-dialog.h"
#include "app/toast.h"
#include "core/error.h"
#include "core/store.h"

#define TICK 100       /* ms between looks at the progress */
#define SHOW_AFTER 400 /* ms; what is quicker needs no dialog */

/* What the thread works with. */
typedef struct
{
  char *village; /* path of its file */
  char *path;
  XyExportFunc func;
  gpointer data;
  GDestroyNotify free_data;
  guint n;         /* rows written, in the end */
  int done, total; /* written by the thread */
} Job;

typedef struct
{
  GtkWidget *from;
  XyDesk *desk;
  Job *job;
  GCancellable *cancellable;
  GtkWidget *dialog; /* NULL until it takes long */
  guint tick;
  gint64 began;
} Writing;

static void
job_free (gpointer p)
{
  Job *job = p;

  if (job->free_data != NULL)
    job->free_data (job->data);
  g_free (job->village);
  g_free (job->path);
  g_free (job);
}

/* The job is the task's once it is under way. */
static void
writing_free (Writing *writing)
{
  g_clear_handle_id (&writing->tick, g_source_remove);
  g_clear_weak_pointer (&writing->dialog);
  g_object_unref (writing->cancellable);
  g_object_unref (writing->from);
  g_object_unref (writing->desk);
  g_free (writing);
}

static void
note_done (guint done, guint total, gpointer p)
{
  Job *job = p;

  g_atomic_int_set (&job->total, (int) total);
  g_atomic_int_set (&job->done, (int) done);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer p, GCancellable *cancellable)
{
  Job *job = p;
  GError *error = NULL;
  g_autoptr (XyStore) store = xy_store_open (job->village, xy_env_system (), XY_STORE_READ_ONLY, &error);

  if (store != NULL && job->func (store, job->path, job->data, cancellable, note_done, job, &job->n, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
on_stopped (GtkWindow *dialog, Writing *writing)
{
  g_cancellable_cancel (writing->cancellable);
  return FALSE;
}

static gboolean
on_tick (gpointer p)
{
  Writing *writing = p;
  int done = g_atomic_int_get (&writing->job->done), total = g_atomic_int_get (&writing->job->total);

  if (g_get_monotonic_time () - writing->began < SHOW_AFTER * 1000 || g_cancellable_is_cancelled (writing->cancellable))
    return G_SOURCE_CONTINUE;
  if (writing->dialog == NULL)
    {
      GtkWidget *dialog = xy_dialog_new (writing->from, _ ("Writing the table"), NULL);
      g_autofree char *name = g_path_get_basename (writing->job->path);

      g_set_weak_pointer (&writing->dialog, dialog);
      xy_dialog_set_content (XY_DIALOG (dialog), gtk_label_new (name));
      xy_dialog_set_closing (XY_DIALOG (dialog), _ ("_Stop"));
      gtk_window_set_resizable (GTK_WINDOW (dialog), FALSE);
      g_signal_connect (dialog, "close-request", G_CALLBACK (on_stopped), writing);
      gtk_window_present (GTK_WINDOW (dialog));
    }
  /* Translators: rows done, rows in all */
  g_autofree char *words = g_strdup_printf (_ ("%u of %u rows"), (guint) done, (guint) total);
  xy_dialog_set_busy (XY_DIALOG (writing->dialog), words, total > 0 ? (double) done / total : -1);
  return G_SOURCE_CONTINUE;
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer p)
{
  Writing *writing = p;
  const Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GtkWidget) from = g_object_ref (writing->from);
  g_autoptr (XyDesk) desk = g_object_ref (writing->desk);
  g_autoptr (GError) error = NULL;
  gboolean ok = g_task_propagate_boolean (G_TASK (result), &error);
  gboolean stopped = g_cancellable_is_cancelled (writing->cancellable);

  if (writing->dialog != NULL)
    {
      g_signal_handlers_disconnect_by_data (writing->dialog, writing);
      gtk_window_destroy (GTK_WINDOW (writing->dialog));
    }
  writing_free (writing);
  if (ok)
    {
      g_autofree char *name = g_path_get_basename (job->path);
      g_autofree char *words =
          g_strdup_printf (ngettext ("Saved %u row as “%s”.", "Saved %u rows as “%s”.", job->n), job->n, name);
      xy_toast_show (from, words, NULL, NULL);
    }
  else if (stopped)
    xy_toast_show (from, _ ("Stopped. No table was written."), NULL, NULL);
  else
    {
      if (g_error_matches (error, XY_ERROR, XY_ERROR_CORRUPT))
        xy_desk_tell_damaged (desk, error);
      xy_message_dialog_tell (from, _ ("The spreadsheet was not written."), error->message);
    }
}

/* As it was typed, with the ending that a spreadsheet needs; never over another file that nobody was asked about. */
static char *
complete_path (char *typed)
{
  g_autofree char *small = g_utf8_strdown (typed, -1);
  g_autofree char *longer = g_strconcat (typed, ".xlsx", NULL);

  if (g_str_has_suffix (small, ".xlsx") || g_str_has_suffix (small, ".csv") || g_str_has_suffix (small, ".txt")
      || g_file_test (longer, G_FILE_TEST_EXISTS))
    return typed;
  g_free (typed);
  return g_steal_pointer (&longer);
}

static void
on_file_chosen (GtkNativeDialog *native, int response, Writing *writing)
{
  g_autoptr (GFile) file =
      response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native)) : NULL;
  char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    {
      g_autoptr (GTask) task = g_task_new (NULL, writing->cancellable, on_written, writing);
      writing->job->path = complete_path (path);
      writing->began = g_get_monotonic_time ();
      writing->tick = g_timeout_add (TICK, on_tick, writing);
      g_task_set_task_data (task, writing->job, job_free);
      g_task_run_in_thread (task, write_in_thread);
    }
  else
    {
      job_free (writing->job);
      writing_free (writing);
    }
  g_object_unref (native);
}

void
xy_export_open (GtkWidget *from,
                XyDesk *desk,
                const char *name,
                XyExportFunc func,
                gpointer data,
                GDestroyNotify free_data)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (from));
  GtkFileChooserNative *native = gtk_file_chooser_native_new (_ ("Save the list as a spreadsheet"), window,
                                                              GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  const XyVillage *village = xy_desk_get_village (desk);
  g_autofree char *file = g_strdup_printf ("%s%s.xlsx", village != NULL ? village->name : "", name);
  Writing *writing = g_new0 (Writing, 1);

  g_strdelimit (file, "/\\:*?\"<>|", ' ');
  writing->from = g_object_ref (from);
  writing->desk = g_object_ref (desk);
  writing->cancellable = g_cancellable_new ();
  writing->job = g_new0 (Job, 1);
  writing->job->village = g_strdup (xy_desk_get_path (desk));
  writing->job->func = func;
  writing->job->data = data;
  writing->job->free_data = free_data;
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (native), file);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  g_signal_connect (native, "response", G_CALLBACK (on_file_chosen), writing);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}
