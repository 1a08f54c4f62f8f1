/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-checklist-file.h"

#include <glib/gi18n-lib.h>

#include "app/export.h"
#include "app/message-dialog.h"
#include "tabular/hygiene-checklist-sheet.h"
#include "tabular/read.h"

#define TOLD_PROBLEMS 8

static gboolean
export_one (XyStore *store,
            const char *path,
            gpointer data,
            GCancellable *cancellable,
            XyListProgress progress,
            gpointer progress_data,
            guint *n,
            GError **error)
{
  const XyHygieneChecklist *checklist = data;
  g_autoptr (GArray) items = xy_hygiene_items_read (checklist->items, FALSE);

  *n = items->len;
  return xy_hygiene_checklist_export (checklist, path, error);
}

void
xy_hygiene_checklist_file_save (GtkWidget *from, XyDesk *desk, const XyHygieneChecklist *checklist)
{
  xy_export_open (from, desk, checklist->name, export_one, xy_record_copy (checklist), g_object_unref);
}

/* A file that is chosen. */
typedef struct
{
  GtkWidget *from;
  XyDesk *desk;
  char *path;
} Choosing;

static void
choosing_free (Choosing *choosing)
{
  g_object_unref (choosing->from);
  g_object_unref (choosing->desk);
  g_free (choosing->path);
  g_free (choosing);
}

static void
sheet_free (gpointer data)
{
  xy_hygiene_checklist_sheet_free (data);
}

/* On the worker's thread. */
static gpointer
read_file (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const char *path = data;
  g_autofree char *name = g_path_get_basename (path);
  char *dot = g_strrstr (name, ".");
  g_autoptr (XyWorkbook) workbook = xy_workbook_read (path, NULL, cancellable, NULL, NULL, error);

  if (dot != NULL)
    *dot = '\0';
  return workbook != NULL ? xy_hygiene_checklist_sheet_read (store, workbook, name, error) : NULL;
}

static void
tell_problems (GtkWidget *from, const GPtrArray *problems)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < MIN (problems->len, TOLD_PROBLEMS); i++)
    g_string_append_printf (words, "%s%s", i > 0 ? "\n" : "", (const char *) problems->pdata[i]);
  if (problems->len > TOLD_PROBLEMS)
    g_string_append_printf (words, "\n%s", _ ("and more. Please mend these first."));
  xy_message_dialog_tell (from, _ ("Nothing was imported."), words->str);
}

static void
on_file_read (GObject *source, GAsyncResult *result, gpointer data)
{
  Choosing *choosing = data;
  g_autoptr (GError) problem = NULL;
  XyHygieneChecklistSheet *sheet = xy_worker_run_finish (XY_WORKER (source), result, &problem);

  if (sheet == NULL)
    xy_message_dialog_tell (choosing->from, _ ("Nothing was imported."), problem->message);
  else if (sheet->problems->len > 0)
    {
      tell_problems (choosing->from, sheet->problems);
      sheet_free (sheet);
    }
  else
    xy_desk_act (choosing->desk, _ ("Import a checklist"), xy_hygiene_checklist_sheet_act, sheet, sheet_free, NULL,
                 NULL);
  choosing_free (choosing);
}

static void
on_file_chosen (GtkNativeDialog *native, int response, Choosing *choosing)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native));
      choosing->path = g_file_get_path (file);
      xy_worker_run (xy_desk_get_worker (choosing->desk), XY_WORKER_QUERY, read_file, g_strdup (choosing->path), g_free,
                     sheet_free, NULL, on_file_read, choosing);
    }
  else
    choosing_free (choosing);
  g_object_unref (native);
}

void
xy_hygiene_checklist_file_open (GtkWidget *from, XyDesk *desk)
{
  GtkFileChooserNative *native =
      gtk_file_chooser_native_new (_ ("Import a checklist from a spreadsheet"), GTK_WINDOW (gtk_widget_get_root (from)),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Import"), _ ("_Cancel"));
  Choosing *choosing = g_new0 (Choosing, 1);

  choosing->from = g_object_ref (from);
  choosing->desk = g_object_ref (desk);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  g_signal_connect (native, "response", G_CALLBACK (on_file_chosen), choosing);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}
