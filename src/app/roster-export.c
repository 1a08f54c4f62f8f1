/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/roster-export.h"

#include <glib/gi18n-lib.h>

#include "app/message-dialog.h"
#include "app/toast.h"
#include "tabular/roster-export.h"

typedef struct
{
  char *path;
  XyExportKind kind;
  XyId *ids;
  guint n_ids;
  gboolean unmasked;
} Job;

typedef struct
{
  GtkWidget *from;
  XyDesk *desk;
  Job *job;
} Asking;

static void
job_free (gpointer p)
{
  Job *job = p;
  g_free (job->path);
  g_free (job->ids);
  g_free (job);
}

/* On the worker's thread. */
static gpointer
write_on_worker (XyStore *store, gpointer p, GCancellable *cancellable, GError **error)
{
  const Job *job = p;

  if (!(job->kind == XY_EXPORT_HOUSEHOLDS ? xy_roster_export_households : xy_roster_export_persons) (
          store, job->ids, job->n_ids, !job->unmasked, job->path, cancellable, error))
    return NULL;
  return g_path_get_basename (job->path);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (GtkWidget) from = p;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (name == NULL)
    {
      xy_message_dialog_tell (from, _ ("The spreadsheet was not written."), error->message);
      return;
    }
  g_autofree char *words = g_strdup_printf (_ ("Saved as “%s”."), name);
  xy_toast_show (from, words, NULL, NULL);
}

static void
on_file_chosen (GtkNativeDialog *native, int response, Asking *asking)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native));
      asking->job->path = g_file_get_path (file);
      xy_worker_run (xy_desk_get_worker (asking->desk), XY_WORKER_QUERY, write_on_worker,
                     g_steal_pointer (&asking->job), job_free, g_free, NULL, on_written, g_object_ref (asking->from));
    }
  g_clear_pointer (&asking->job, job_free);
  g_object_unref (asking->from);
  g_object_unref (asking->desk);
  g_free (asking);
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
  Asking *asking = g_new0 (Asking, 1);

  asking->from = g_object_ref (from);
  asking->desk = g_object_ref (desk);
  asking->job = g_new0 (Job, 1);
  asking->job->kind = kind;
  asking->job->ids = g_memdup2 (ids, n_ids * sizeof *ids);
  asking->job->n_ids = n_ids;
  asking->job->unmasked = unmasked;
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (native), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  g_signal_connect (native, "response", G_CALLBACK (on_file_chosen), asking);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}
