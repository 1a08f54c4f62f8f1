/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/practice-open.h"

#include "core/practice-village.h"
#include "core/practice.h"
#include "core/sample.h"
#include "print/sample-papers.h"

/* On the worker's thread. */
static gpointer
begin_on_worker (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return store != NULL && xy_practice_begin (store, error) ? GINT_TO_POINTER (TRUE) : NULL;
}

static void
on_begun (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (GTask) task = p;
  GError *error = NULL;

  if (xy_worker_run_finish (XY_WORKER (source), result, &error) == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  xy_practice_village_remove_others (g_task_get_task_data (task));
  g_task_return_boolean (task, TRUE);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (GTask) task = p;
  XyDesk *desk = XY_DESK (source);
  GError *error = NULL;

  if (!xy_desk_open_finish (desk, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  xy_worker_run (xy_desk_get_worker (desk), XY_WORKER_QUERY, begin_on_worker, NULL, NULL, NULL, NULL, on_begun,
                 g_steal_pointer (&task));
}

static void
make_on_thread (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  XySampleOptions options = XY_SAMPLE_OPTIONS_DEFAULT;
  GError *error = NULL;

  options.households = XY_PRACTICE_HOUSEHOLDS;
  options.persons = 0;
  options.groups = XY_PRACTICE_GROUPS;
  options.years = 1;
  options.print = xy_sample_paper_print;
  if (xy_sample_create (path, &options, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (GTask) task = p;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  const char *path = g_task_get_task_data (task);
  xy_desk_open (XY_DESK (source), path, 0, on_opened, g_steal_pointer (&task));
}

void
xy_practice_open (XyDesk *desk, gboolean anew, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (desk, NULL, callback, user_data);
  g_autofree char *path = anew ? NULL : xy_practice_village_find ();

  if (path != NULL)
    {
      g_task_set_task_data (task, g_strdup (path), g_free);
      xy_desk_open (desk, path, 0, on_opened, g_steal_pointer (&task));
      return;
    }
  path = xy_practice_village_new_path ();
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_autoptr (GTask) making = g_task_new (desk, NULL, on_made, g_steal_pointer (&task));
  g_task_set_task_data (making, g_steal_pointer (&path), g_free);
  g_task_run_in_thread (making, make_on_thread);
}

gboolean
xy_practice_open_finish (XyDesk *desk, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
