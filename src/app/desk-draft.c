/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/desk.h"
#include "core/draft.h"

typedef struct
{
  char *form;
  char *body;
} DraftJob;

static void
draft_job_free (gpointer p)
{
  DraftJob *job = p;
  g_free (job->form);
  g_free (job->body);
  g_free (job);
}

/* On the worker's thread. */
static gpointer
save_draft_on_worker (XyStore *store, gpointer p, GCancellable *cancellable, GError **error)
{
  DraftJob *job = p;
  g_autoptr (GError) failure = NULL;

  if (store != NULL && !xy_draft_save (store, job->form, job->body, &failure))
    g_warning ("A half-typed form could not be kept: %s", failure->message);
  return NULL;
}

/* On the worker's thread. */
static gpointer
load_draft_on_worker (XyStore *store, gpointer p, GCancellable *cancellable, GError **error)
{
  DraftJob *job = p;
  return store != NULL ? xy_draft_load (store, job->form, error) : NULL;
}

static void
on_draft_loaded (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (GTask) task = p;
  GError *error = NULL;
  char *body = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, body, g_free);
}

void
xy_desk_save_draft (XyDesk *self, const char *form, const char *body)
{
  g_return_if_fail (XY_IS_DESK (self));
  DraftJob *job = g_new0 (DraftJob, 1);
  job->form = g_strdup (form);
  job->body = g_strdup (body);
  xy_worker_run (xy_desk_get_worker (self), XY_WORKER_ACT, save_draft_on_worker, job, draft_job_free, NULL, NULL, NULL,
                 NULL);
}

void
xy_desk_load_draft (XyDesk *self, const char *form, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (XY_IS_DESK (self));
  DraftJob *job = g_new0 (DraftJob, 1);
  job->form = g_strdup (form);
  xy_worker_run (xy_desk_get_worker (self), XY_WORKER_ACT, load_draft_on_worker, job, draft_job_free, g_free, NULL,
                 on_draft_loaded, g_task_new (self, NULL, callback, user_data));
}

char *
xy_desk_load_draft_finish (XyDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
