/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/sync-brake.h"

#include <glib/gi18n-lib.h>

#include "sync/brake.h"

void
xy_sync_brake_show (XyDetail *content, const GArray *kinds, gint64 n)
{
  g_autofree char *title = g_strdup_printf (ngettext ("What came from the county would delete %d record here",
                                                      "What came from the county would delete %d "
                                                      "records here",
                                                      (gulong) n),
                                            (int) n);
  GtkWidget *facts;

  xy_detail_add_heading (content, title);
  xy_detail_add_words (content,
                       _ ("Nothing of it is done yet, and what is written here goes up as before. Where nobody in the "
                          "village knows of it, ask the county first. If it is right, press “Let the deletions "
                          "through”."),
                       NULL);
  if (kinds == NULL)
    return;
  facts = xy_detail_add_facts (content);
  for (guint i = 0; i < kinds->len; i++)
    {
      const XyBrakeKind *kind = &g_array_index (kinds, XyBrakeKind, i);
      g_autofree char *text =
          g_strdup_printf (_ ("%d of %d, among them %s"), (int) kind->n, (int) kind->of, kind->names);

      xy_detail_add_fact (facts, _ (kind->type->noun), text);
    }
}

static void
allow_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  gboolean done;
  g_autoptr (XyStore) store = xy_store_open (data, xy_env_system (), 0, &error);

  if (store == NULL || !xy_brake_allow (store, &done, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_return_pointer (task,
                         g_strdup (done
                                       ? _ ("What came from the county was let through.")
                                       : _ ("What came from the county goes through with the next report or receipt.")),
                         g_free);
}

void
xy_sync_brake_allow (GtkWidget *source, const char *path, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (source, NULL, callback, data);

  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, allow_on_thread);
}

char *
xy_sync_brake_allow_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
