/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/roster-export.h"

#include <glib/gi18n-lib.h>

#include "app/dialog.h"
#include "app/message-dialog.h"
#include "app/toast.h"
#include "tabular/roster-export.h"

#define TICK 100       /* ms between looks at the progress */
#define SHOW_AFTER 400 /* ms; what is quicker needs no dialog */

typedef struct
{
  char *path;
  XyExportKind kind;
  XyId *ids;
  guint n_ids;
  gboolean unmasked;
  int done; /* rows; written by the worker */
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
job_free (Job *job)
{
  g_free (job->path);
  g_free (job->ids);
  g_free (job);
}

static void
writing_free (Writing *writing)
{
  g_clear_handle_id (&writing->tick, g_source_remove);
  g_clear_weak_pointer (&writing->dialog);
  g_clear_object (&writing->cancellable);
  g_object_unref (writing->from);
  g_object_unref (writing->desk);
  job_free (writing->job);
  g_free (writing);
}

/* On the worker's thread. */
static void
note_done (guint done, guint total, gpointer data)
{
  g_atomic_int_set (&((Job *) data)->done, (int) done);
}

/* On the worker's thread. */
static gpointer
write_on_worker (XyStore *store, gpointer p, GCancellable *cancellable, GError **error)
{
  Job *job = p;

  if (!(job->kind == XY_EXPORT_HOUSEHOLDS ? xy_roster_export_households : xy_roster_export_persons) (
          store, job->ids, job->n_ids, !job->unmasked, job->path, cancellable, note_done, job, error))
    return NULL;
  return g_path_get_basename (job->path);
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
  int done = g_atomic_int_get (&writing->job->done);

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
  g_autofree char *words = g_strdup_printf (_ ("%u of %u rows"), (guint) done, writing->job->n_ids);
  xy_dialog_set_busy (XY_DIALOG (writing->dialog), words, (double) done / MAX (writing->job->n_ids, 1));
  return G_SOURCE_CONTINUE;
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer p)
{
  Writing *writing = p;
  g_autoptr (GtkWidget) from = g_object_ref (writing->from);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = xy_worker_run_finish (XY_WORKER (source), result, &error);
  gboolean stopped = g_cancellable_is_cancelled (writing->cancellable);

  if (writing->dialog != NULL)
    {
      g_signal_handlers_disconnect_by_data (writing->dialog, writing);
      gtk_window_destroy (GTK_WINDOW (writing->dialog));
    }
  writing_free (writing);
  if (stopped)
    {
      xy_toast_show (from, _ ("Stopped. No table was written."), NULL, NULL);
      return;
    }
  if (name == NULL)
    {
      xy_message_dialog_tell (from, _ ("The spreadsheet was not written."), error->message);
      return;
    }
  g_autofree char *words = g_strdup_printf (_ ("Saved as “%s”."), name);
  xy_toast_show (from, words, NULL, NULL);
}

static void
on_file_chosen (GtkNativeDialog *native, int response, Writing *writing)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native));
      writing->job->path = g_file_get_path (file);
      writing->began = g_get_monotonic_time ();
      writing->tick = g_timeout_add (TICK, on_tick, writing);
      xy_worker_run (xy_desk_get_worker (writing->desk), XY_WORKER_QUERY, write_on_worker, writing->job, NULL, g_free,
                     writing->cancellable, on_written, writing);
    }
  else
    writing_free (writing);
  g_object_unref (native);
}

void
xy_roster_export_open (GtkWidget *from,
                       XyDesk *desk,
                       XyExportKind kind,
                       const XyId *ids,
                       guint n_ids,
                       gboolean unmasked)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (from));
  GtkFileChooserNative *native = gtk_file_chooser_native_new (_ ("Save the List as a Spreadsheet"), window,
                                                              GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  const XyVillage *village = xy_desk_get_village (desk);
  g_autofree char *name = g_strdup_printf ("%s%s.xlsx", village != NULL ? village->name : "",
                                           kind == XY_EXPORT_HOUSEHOLDS ? "户名单" : "户籍花名册");
  Writing *writing = g_new0 (Writing, 1);

  writing->from = g_object_ref (from);
  writing->desk = g_object_ref (desk);
  writing->cancellable = g_cancellable_new ();
  writing->job = g_new0 (Job, 1);
  writing->job->kind = kind;
  writing->job->ids = g_memdup2 (ids, n_ids * sizeof *ids);
  writing->job->n_ids = n_ids;
  writing->job->unmasked = unmasked;
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (native), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  g_signal_connect (native, "response", G_CALLBACK (on_file_chosen), writing);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}
