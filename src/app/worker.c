/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/worker.h"

#include "core/error.h"
#include "core/store.h"

#include <glib/gi18n-lib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/* After so long without a job the thread gives back the memory that it does not need to wait. */
#define REST_AFTER (G_USEC_PER_SEC / 2)

typedef struct
{
  XyWorkerPriority priority;
  guint64 serial;
  GTask *task; /* NULL in the last job, which ends the thread */
  XyWorkerFunc func;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_answer;
} Job;

typedef struct
{
  XyWorker *worker;
  guint topics;
} Change;

typedef struct
{
  XyWorker *worker;
  GError *error;
} Damage;

struct _XyWorker
{
  GObject parent_instance;

  GThread *thread;
  GAsyncQueue *queue;
  guint64 serial;

  /* Under the queue's lock. */
  guint n_urgent;      /* that wait, and for which a spare one is stopped */
  GCancellable *spare; /* stops the spare job that runs, NULL when none does */

  /* The worker's thread only. */
  XyStore *store;
  GDestroyNotify close;
  gboolean had_store;
};

G_DEFINE_FINAL_TYPE (XyWorker, xy_worker, G_TYPE_OBJECT)

enum
{
  CHANGED,
  DAMAGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
job_free (gpointer p)
{
  Job *job = p;
  if (job->free_data != NULL && job->data != NULL)
    job->free_data (job->data);
  g_free (job);
}

static int
job_compare (gconstpointer a, gconstpointer b, gpointer unused)
{
  const Job *first = a, *second = b;
  if (first->priority != second->priority)
    return first->priority < second->priority ? -1 : 1;
  return first->serial < second->serial ? -1 : first->serial > second->serial;
}

static void
close_store (XyWorker *self)
{
  if (self->store != NULL && self->close != NULL)
    self->close (self->store);
  self->store = NULL;
  self->close = NULL;
}

static gboolean
emit_damaged (gpointer p)
{
  Damage *damage = p;
  g_signal_emit (damage->worker, signals[DAMAGED], 0, damage->error);
  return G_SOURCE_REMOVE;
}

static void
damage_free (gpointer p)
{
  Damage *damage = p;
  g_object_unref (damage->worker);
  g_error_free (damage->error);
  g_free (damage);
}

static void
tell_damage (XyWorker *self, const GError *error)
{
  Damage *damage = g_new0 (Damage, 1);
  damage->worker = g_object_ref (self);
  damage->error = g_error_copy (error);
  g_idle_add_full (G_PRIORITY_DEFAULT, emit_damaged, damage, damage_free);
}

/* What functions of jobs may rely on: once a file was open, they are called with a store. */
static gpointer
run_job (XyWorker *self, Job *job, GCancellable *cancellable, GError **error)
{
  if (self->store != NULL || !self->had_store || job->priority == XY_WORKER_OPEN)
    return job->func (self->store, job->data, cancellable, error);
  g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("No village is open."));
  return NULL;
}

/* An office PC has 4 GB for everything, and the disk's cache still holds what is let go here. */
static void
rest (XyWorker *self)
{
  if (self->store == NULL || !xy_store_rest (self->store))
    return;
#ifdef __GLIBC__
  malloc_trim (0);
#endif
}

static Job *
next_job (XyWorker *self)
{
  Job *job = g_async_queue_timeout_pop (self->queue, REST_AFTER);

  if (job != NULL)
    return job;
  rest (self);
  return g_async_queue_pop (self->queue);
}

/* What can wait lets a spare job end: what comes every few seconds would keep it from ever doing so. */
static gboolean
is_urgent (const Job *job)
{
  return job->priority < XY_WORKER_LATER || job->task == NULL;
}

static void
push (XyWorker *self, Job *job)
{
  g_async_queue_lock (self->queue);
  g_async_queue_push_sorted_unlocked (self->queue, job, job_compare, NULL);
  if (is_urgent (job))
    {
      self->n_urgent++;
      if (self->spare != NULL)
        g_cancellable_cancel (self->spare);
    }
  g_async_queue_unlock (self->queue);
}

static void
refuse (GTask *task)
{
  g_task_return_new_error (task, XY_ERROR, XY_ERROR_CANCELLED, _ ("The program is closing."));
  g_object_unref (task);
}

/* Takes TASK. */
static void
answer (XyWorker *self, GTask *task, Job *job, gpointer result, GError *error)
{
  if (g_error_matches (error, XY_ERROR, XY_ERROR_CORRUPT) && job->priority != XY_WORKER_OPEN)
    tell_damage (self, error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, job->free_answer);
  g_object_unref (task);
}

/* Takes TASK, or puts its job back where another came first. */
static void
run_spare (XyWorker *self, GTask *task, Job *job)
{
  g_autoptr (GCancellable) spare = g_cancellable_new ();
  GError *error = NULL;
  gpointer result = NULL;

  g_async_queue_lock (self->queue);
  self->spare = spare;
  if (self->n_urgent > 0)
    g_cancellable_cancel (spare);
  g_async_queue_unlock (self->queue);

  if (!g_cancellable_is_cancelled (spare))
    {
      if (self->store != NULL)
        xy_db_set_cancellable (xy_store_get_db (self->store), spare);
      result = run_job (self, job, spare, &error);
      if (self->store != NULL)
        xy_db_set_cancellable (xy_store_get_db (self->store), NULL);
    }

  g_async_queue_lock (self->queue);
  self->spare = NULL;
  g_async_queue_unlock (self->queue);
  if (!g_cancellable_is_cancelled (spare))
    {
      answer (self, task, job, result, error);
      return;
    }
  if (result != NULL && job->free_answer != NULL)
    job->free_answer (result);
  g_clear_error (&error);
  push (self, job);
}

/* What was not wanted enough to be waited for. */
static void
refuse_rest (XyWorker *self)
{
  Job *job;

  while ((job = g_async_queue_try_pop (self->queue)) != NULL)
    refuse (job->task);
}

static gpointer
worker_thread (gpointer p)
{
  XyWorker *self = p;

  for (;;)
    {
      Job *job = next_job (self);
      GTask *task = job->task;
      GError *error = NULL;

      if (is_urgent (job))
        {
          g_async_queue_lock (self->queue);
          self->n_urgent--;
          g_async_queue_unlock (self->queue);
        }
      if (task == NULL)
        {
          job_free (job);
          break;
        }
      if (g_task_return_error_if_cancelled (task))
        g_object_unref (task);
      else if (job->priority == XY_WORKER_SPARE)
        run_spare (self, task, job);
      else
        {
          gpointer result = run_job (self, job, g_task_get_cancellable (task), &error);
          answer (self, task, job, result, error);
        }
    }

  refuse_rest (self);
  close_store (self);
  return NULL;
}

static void
queue (XyWorker *self, GTask *task)
{
  Job *job = g_task_get_task_data (task);

  if (self->thread == NULL)
    {
      refuse (task);
      return;
    }
  job->task = task;
  push (self, job);
}

static gboolean
queue_late (gpointer task)
{
  queue (g_task_get_source_object (task), task);
  return G_SOURCE_REMOVE;
}

static gboolean
emit_changed (gpointer p)
{
  Change *change = p;
  g_signal_emit (change->worker, signals[CHANGED], 0, change->topics);
  return G_SOURCE_REMOVE;
}

static void
change_free (gpointer p)
{
  Change *change = p;
  g_object_unref (change->worker);
  g_free (change);
}

static void
xy_worker_finalize (GObject *object)
{
  XyWorker *self = XY_WORKER (object);

  xy_worker_stop (self);
  g_async_queue_unref (self->queue);

  G_OBJECT_CLASS (xy_worker_parent_class)->finalize (object);
}

static void
xy_worker_class_init (XyWorkerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = xy_worker_finalize;

  signals[CHANGED] =
      g_signal_new ("changed", XY_TYPE_WORKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[DAMAGED] =
      g_signal_new ("damaged", XY_TYPE_WORKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
xy_worker_init (XyWorker *self)
{
  self->queue = g_async_queue_new ();
  self->thread = g_thread_new ("xy-store", worker_thread, self);
}

XyWorker *
xy_worker_new (void)
{
  return g_object_new (XY_TYPE_WORKER, NULL);
}

void
xy_worker_run (XyWorker *self,
               XyWorkerPriority priority,
               XyWorkerFunc func,
               gpointer data,
               GDestroyNotify free_data,
               GDestroyNotify free_answer,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer user_data)
{
  g_return_if_fail (XY_IS_WORKER (self));
  g_return_if_fail (func != NULL);

  Job *job = g_new0 (Job, 1);
  job->priority = priority;
  job->serial = self->serial++;
  job->func = func;
  job->data = data;
  job->free_data = free_data;
  job->free_answer = free_answer;

  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_task_data (task, job, job_free);

  /* Behind everything that the window is about to ask for and to draw. */
  if (priority >= XY_WORKER_LATER)
    g_idle_add_full (G_PRIORITY_LOW, queue_late, task, NULL);
  else
    queue (self, task);
}

gpointer
xy_worker_run_finish (XyWorker *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
xy_worker_take_store (XyWorker *self, XyStore *store, GDestroyNotify close)
{
  g_return_if_fail (g_thread_self () == self->thread);

  if (self->store != store)
    close_store (self);
  self->store = store;
  self->close = close;
  self->had_store = TRUE;
}

void
xy_worker_changed (XyWorker *self, guint topics)
{
  Change *change = g_new0 (Change, 1);
  change->worker = g_object_ref (self);
  change->topics = topics;
  g_idle_add_full (G_PRIORITY_DEFAULT, emit_changed, change, change_free);
}

void
xy_worker_stop (XyWorker *self)
{
  g_return_if_fail (XY_IS_WORKER (self));

  if (self->thread == NULL)
    return;
  Job *last = g_new0 (Job, 1);
  last->priority = XY_WORKER_LATER;
  last->serial = G_MAXUINT64;
  push (self, last);
  g_thread_join (g_steal_pointer (&self->thread));
}
