/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/help-booklet-output.h"

#include <glib/gi18n-lib.h>

#include "app/message-dialog.h"
#include "app/printer.h"
#include "app/toast.h"
#include "print/help-booklet.h"

typedef struct
{
  const XyHelp *help;
  char *path; /* NULL: the printer */
} Job;

static void
job_free (gpointer p)
{
  Job *job = p;

  g_free (job->path);
  g_free (job);
}

static void
make (GTask *task, gpointer from, gpointer p, GCancellable *cancellable)
{
  Job *job = p;
  g_autoptr (XyPaper) paper = xy_help_booklet_new (job->help, XY_HELP_ON_A4);
  GError *error = NULL;

  if (job->path != NULL && !xy_paper_write_pdf (paper, job->path, NULL, NULL, NULL, &error))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&paper), g_object_unref);
}

static void
on_printed (GtkPrintOperation *operation, GtkPrintOperationResult result, GtkWindow *from)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    xy_printer_remember (operation);
  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    gtk_print_operation_get_error (operation, &error);
  if (error != NULL && gtk_widget_get_visible (GTK_WIDGET (from)))
    xy_message_dialog_tell (GTK_WIDGET (from), _ ("The paper was not printed"), error->message);
  g_object_unref (operation);
}

static void
print (GtkWindow *from, XyPaper *paper)
{
  GtkPrintOperation *operation = xy_printer_new (paper, xy_paper_get_n_pages (paper), xy_paper_get_title (paper));

  g_signal_connect_object (operation, "done", G_CALLBACK (on_printed), from, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, from, NULL);
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer p)
{
  GtkWidget *from = GTK_WIDGET (source);
  const Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (XyPaper) paper = g_task_propagate_pointer (G_TASK (result), &error);

  /* The window was closed meanwhile. */
  if (!gtk_widget_get_visible (from))
    return;
  if (paper == NULL)
    xy_message_dialog_tell (from, _ ("Nothing was saved"), error->message);
  else if (job->path == NULL)
    print (GTK_WINDOW (from), paper);
  else
    {
      g_autofree char *name = g_path_get_basename (job->path), *words = g_strdup_printf (_ ("Saved as “%s”."), name);
      xy_toast_show (gtk_window_get_child (GTK_WINDOW (from)), words, NULL, NULL);
    }
}

static void
run (GtkWindow *from, const XyHelp *help, const char *path)
{
  g_autoptr (GTask) task = g_task_new (from, NULL, on_made, NULL);
  Job *job = g_new0 (Job, 1);

  job->help = help;
  job->path = g_strdup (path);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, make);
}

static void
on_file_chosen (GtkNativeDialog *native, int response, const XyHelp *help)
{
  GtkWindow *from = gtk_native_dialog_get_transient_for (native);
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL && from != NULL)
    run (from, help, g_file_peek_path (file));
  g_object_unref (native);
}

void
xy_help_booklet_print (GtkWindow *from, const XyHelp *help)
{
  run (from, help, NULL);
}

void
xy_help_booklet_save (GtkWindow *from, const XyHelp *help)
{
  GtkFileChooserNative *native =
      gtk_file_chooser_native_new (_ ("Save as PDF"), from, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (native), "乡约使用手册.pdf");
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  g_signal_connect (native, "response", G_CALLBACK (on_file_chosen), (gpointer) help);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}
