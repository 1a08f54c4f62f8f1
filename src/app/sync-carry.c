/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/sync-carry.h"

#include <glib/gi18n-lib.h>

#include "app/message-dialog.h"
#include "app/sync-keeper.h"
#include "core/store.h"
#include "sync/bundle.h"

typedef struct
{
  XySyncKeeper *keeper;
  char *village; /* the file */
  char *path;    /* the folder, or the receipt */
  gboolean import;
  char *sentence;
} Carry;

static void
carry_free (gpointer data)
{
  Carry *carry = data;

  g_object_unref (carry->keeper);
  g_free (carry->village);
  g_free (carry->path);
  g_free (carry->sentence);
  g_free (carry);
}

/* A stick is slow. */
static void
carry_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Carry *carry = data;
  GError *error = NULL;
  g_autoptr (XyStore) store = xy_store_open (carry->village, xy_env_system (), 0, &error);
  g_auto (XyBundleExport) out = { NULL };
  XyBundleImport in;

  if (store != NULL && carry->import && xy_bundle_import (store, carry->path, cancellable, NULL, NULL, &in, &error))
    carry->sentence = xy_bundle_import_sentence (&in);
  if (store != NULL && !carry->import && xy_bundle_export (store, carry->path, cancellable, NULL, NULL, &out, &error))
    carry->sentence = xy_bundle_export_sentence (&out);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_carried (GObject *source, GAsyncResult *result, gpointer data)
{
  GtkWidget *over = GTK_WIDGET (source);
  const Carry *carry = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  xy_sync_keeper_set_carrying (carry->keeper, FALSE);
  /* The window may be gone. */
  if (gtk_widget_get_root (over) == NULL)
    return;
  xy_message_dialog_tell (over,
                          done            ? carry->import ? _ ("The stick was read") : _ ("The stick was written")
                                     : carry->import ? _ ("The stick could not be read")
                                          : _ ("The stick could not be written"),
                          done ? carry->sentence : error->message);
}

static gboolean
on_dropped (GtkDropTarget *target, const GValue *value, double x, double y, XyDesk *desk)
{
  GSList *files = g_value_get_boxed (value);
  const char *path = files != NULL ? g_file_peek_path (files->data) : NULL;

  return path != NULL
         && xy_sync_carry_take_drop (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target)), desk, path);
}

void
xy_sync_carry (GtkWidget *over, XyDesk *desk, const char *path, gboolean import)
{
  g_return_if_fail (GTK_IS_WIDGET (over) && XY_IS_DESK (desk) && path != NULL);
  XySyncKeeper *keeper = xy_sync_keeper_of (desk);
  const char *village = xy_desk_get_path (desk);

  if (village == NULL || xy_sync_keeper_is_carrying (keeper))
    return;
  Carry *carry = g_new0 (Carry, 1);
  carry->keeper = g_object_ref (keeper);
  carry->village = g_strdup (village);
  carry->path = g_strdup (path);
  carry->import = import;
  xy_sync_keeper_set_carrying (keeper, TRUE);
  g_autoptr (GTask) task = g_task_new (over, NULL, on_carried, NULL);
  g_task_set_task_data (task, carry, carry_free);
  g_task_run_in_thread (task, carry_on_thread);
}

gboolean
xy_sync_carry_is_of_stick (const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  return g_str_has_suffix (lower, ".xyr") || g_str_has_suffix (lower, ".xyb");
}

gboolean
xy_sync_carry_take_drop (GtkWidget *over, XyDesk *desk, const char *path)
{
  g_return_val_if_fail (GTK_IS_WIDGET (over) && XY_IS_DESK (desk), FALSE);
  const XySyncState *state = xy_sync_keeper_get_state (xy_sync_keeper_of (desk));

  /* Before anybody has signed in, or where no village is open, the window takes nothing. */
  if (!xy_sync_carry_is_of_stick (path) || xy_desk_get_user (desk) == NULL)
    return FALSE;
  if (state == NULL || state->enrolment == XY_ENROLMENT_NONE)
    xy_message_dialog_tell (over, _ ("The stick could not be read"),
                            _ ("What is open here is not connected with the county, so nothing can come from it on a "
                               "stick. The page “Reporting” says how to connect it."));
  else
    xy_sync_carry (over, desk, path, TRUE);
  return TRUE;
}

void
xy_sync_carry_accept_drops (GtkWidget *widget, XyDesk *desk)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && XY_IS_DESK (desk));
  GtkDropTarget *drops = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (drops, "drop", G_CALLBACK (on_dropped), desk, 0);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drops));
}
