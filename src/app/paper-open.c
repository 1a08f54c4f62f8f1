/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/paper-open.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/message-dialog.h"
#include "app/toast.h"
#include "core/attachment.h"
#include "core/store.h"

typedef struct
{
  XyId paper;
  char *photo; /* in the place of a paper */
  char *to;    /* NULL: among the viewer's copies */
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

  g_free (job->photo);
  g_free (job->to);
  g_free (job);
}

/* What a file may be called, here and on a stick for Windows. */
static char *
make_name (const char *number, const char *title)
{
  char *name = number != NULL ? g_strdup_printf ("%s %s.pdf", number, title) : g_strdup_printf ("%s.pdf", title);

  return g_strdelimit (name, "/\\:*?\"<>|\n", '-');
}

/* Where the viewer's copy called NAME is. (transfer full) */
static char *
make_place (const char *name)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "xiangyue", "papers", NULL);

  g_mkdir_with_parents (folder, 0700);
  return g_build_filename (folder, name, NULL);
}

/* On the worker's thread. */
static gpointer
copy_photo_on_worker (XyStore *store, gpointer p, GCancellable *cancellable, GError **error)
{
  const Job *job = p;
  g_autofree char *name = g_strconcat (job->photo, ".jpg", NULL), *to = make_place (name);

  return xy_attachment_copy (xy_store_get_path (store), job->photo, to, error) ? g_steal_pointer (&to) : NULL;
}

/* On the worker's thread. */
static gpointer
copy_on_worker (XyStore *store, gpointer p, GCancellable *cancellable, GError **error)
{
  const Job *job = p;
  g_autoptr (XyPaperRecord) paper = xy_record_get (store, &xy_paper_record_type, &job->paper, error);
  g_autofree char *to = g_strdup (job->to);

  if (paper == NULL)
    return NULL;
  if (paper->pdf == NULL)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND,
                           _ ("It was printed before PDFs were kept: there is only the paper itself."));
      return NULL;
    }
  if (to == NULL)
    {
      g_autofree char *name = make_name (paper->number, paper->title);
      to = make_place (name);
    }
  return xy_attachment_copy (xy_store_get_path (store), paper->pdf, to, error) ? g_steal_pointer (&to) : NULL;
}

static void
on_copied_to_see (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (GtkWidget) from = p;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = xy_worker_run_finish (XY_WORKER (source), result, &error);
  g_autofree char *uri = path != NULL ? g_filename_to_uri (path, NULL, NULL) : NULL;
  GtkRoot *root = gtk_widget_get_root (from);

  if (uri != NULL && root != NULL)
    gtk_show_uri (GTK_WINDOW (root), uri, GDK_CURRENT_TIME);
  else if (error != NULL)
    xy_message_dialog_tell (from, _ ("The paper cannot be opened"), error->message);
}

static void
on_copied (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (GtkWidget) from = p;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (path == NULL)
    {
      xy_message_dialog_tell (from, _ ("The PDF was not saved"), error->message);
      return;
    }
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *words = g_strdup_printf (_ ("Saved as “%s”."), name);
  xy_toast_show (from, words, NULL, NULL);
}

static void
on_file_chosen (GtkNativeDialog *native, int response, Asking *asking)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native));
      asking->job->to = g_file_get_path (file);
      xy_worker_run (xy_desk_get_worker (asking->desk), XY_WORKER_QUERY, copy_on_worker, g_steal_pointer (&asking->job),
                     job_free, g_free, NULL, on_copied, g_object_ref (asking->from));
    }
  g_clear_pointer (&asking->job, job_free);
  g_object_unref (asking->from);
  g_object_unref (asking->desk);
  g_free (asking);
  g_object_unref (native);
}

void
xy_paper_open (GtkWidget *from, XyDesk *desk, const XyId *id)
{
  Job *job = g_new0 (Job, 1);

  job->paper = *id;
  xy_worker_run (xy_desk_get_worker (desk), XY_WORKER_QUERY, copy_on_worker, job, job_free, g_free, NULL,
                 on_copied_to_see, g_object_ref (from));
}

void
xy_paper_open_photo (GtkWidget *from, XyDesk *desk, const char *photo)
{
  Job *job = g_new0 (Job, 1);

  job->photo = g_strdup (photo);
  xy_worker_run (xy_desk_get_worker (desk), XY_WORKER_QUERY, copy_photo_on_worker, job, job_free, g_free, NULL,
                 on_copied_to_see, g_object_ref (from));
}

void
xy_paper_save_copy (GtkWidget *from, XyDesk *desk, const XyId *id, const char *title)
{
  GtkFileChooserNative *native =
      gtk_file_chooser_native_new (_ ("Save a copy of the PDF"), GTK_WINDOW (gtk_widget_get_root (from)),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  g_autofree char *name = make_name (NULL, title);
  Asking *asking = g_new0 (Asking, 1);

  asking->from = g_object_ref (from);
  asking->desk = g_object_ref (desk);
  asking->job = g_new0 (Job, 1);
  asking->job->paper = *id;
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (native), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  g_signal_connect (native, "response", G_CALLBACK (on_file_chosen), asking);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}
