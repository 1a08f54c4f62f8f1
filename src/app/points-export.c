/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/points-export.h"

#include <glib/gi18n-lib.h>

#include "app/message-dialog.h"
#include "app/toast.h"
#include "core/day.h"
#include "tabular/points-export.h"

typedef struct
{
  GtkWidget *from;
  XyDesk *desk;
  XyPointsExportKind kind;
  XyPointsQuery *query;
  char *path;
} Writing;

static void
writing_free (Writing *writing)
{
  g_object_unref (writing->from);
  g_object_unref (writing->desk);
  xy_points_query_free (writing->query);
  g_free (writing->path);
  g_free (writing);
}

/* On the worker's thread. */
static gpointer
write_on_worker (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Writing *writing = data;
  XyPointsRankQuery rank = xy_points_rank_query (writing->query);
  XyPointsFilter filter = xy_points_ledger_filter (writing->query);
  guint n;

  if (!(writing->kind == XY_POINTS_EXPORT_RANKING ? xy_points_export_ranking (store, &rank, writing->path, &n, error)
                                                  : xy_points_export (store, &filter, writing->path, &n, error)))
    return NULL;
  g_autofree char *name = g_path_get_basename (writing->path);
  return g_strdup_printf (ngettext ("Saved %u row as “%s”.", "Saved %u rows as “%s”.", n), n, name);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  Writing *writing = data;
  g_autoptr (GError) problem = NULL;
  g_autofree char *words = xy_worker_run_finish (XY_WORKER (source), result, &problem);

  if (words != NULL)
    xy_toast_show (writing->from, words, NULL, NULL);
  else
    xy_message_dialog_tell (writing->from, _ ("The spreadsheet was not written."), problem->message);
  writing_free (writing);
}

static void
on_file_chosen (GtkNativeDialog *native, int response, Writing *writing)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native));
      writing->path = g_file_get_path (file);
      xy_worker_run (xy_desk_get_worker (writing->desk), XY_WORKER_QUERY, write_on_worker, writing, NULL, g_free, NULL,
                     on_written, writing);
    }
  else
    writing_free (writing);
  g_object_unref (native);
}

void
xy_points_export_open (GtkWidget *from, XyDesk *desk, XyPointsExportKind kind, XyPointsQuery *query)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (from));
  GtkFileChooserNative *native = gtk_file_chooser_native_new (_ ("Save the List as a Spreadsheet"), window,
                                                              GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  const XyVillage *village = xy_desk_get_village (desk);
  g_autofree char *period = xy_period_to_chinese (query->period != NULL ? query->period : "");
  g_autofree char *name = g_strdup_printf ("%s%s%s.xlsx", village != NULL ? village->name : "", period,
                                           kind == XY_POINTS_EXPORT_RANKING ? "积分排名" : "积分流水");
  Writing *writing = g_new0 (Writing, 1);

  writing->from = g_object_ref (from);
  writing->desk = g_object_ref (desk);
  writing->kind = kind;
  writing->query = query;
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (native), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  g_signal_connect (native, "response", G_CALLBACK (on_file_chosen), writing);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}
