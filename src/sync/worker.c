/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/worker.h"

#include <glib/gi18n-lib.h>

#include "sync/exchange.h"

/* Longest sleep: a clock that is set is noticed after so long. */
#define SLEEP_MS 30000
#define LEAST_MS 1000
/* After the village's file could not be written. */
#define PAUSE_MS 60000

/* An enrolment that was asked for; the task is the caller's. */
typedef struct
{
  XyEnrolment enrolment;
  char *url;
  char *code;
  char *name;
  char *ca;
  char *pins;
  GTask *task;
  GError *error;
} Job;

/* What the two threads share. */
typedef struct
{
  gatomicrefcount refs;
  GMutex mutex;
  GCond cond;
  GMainContext *context;
  GWeakRef self;
  char *path;
  const XyEnv *env;
  /* Under the mutex. */
  gboolean stop;
  gboolean wanted;
  gboolean written; /* here, since the state was read */
  GQueue jobs;      /* of Job */
  GCancellable *cancellable;
  gboolean queued; /* a notice is on its way to the main context */
  XySyncState state;
  XySyncProgress progress;
} Shared;

struct _XySyncWorker
{
  GObject parent;
  Shared *shared;
  GThread *thread;
  gulong network_handler;
  /* As of the last notice. */
  XySyncState state;
  XySyncProgress progress;
};

G_DEFINE_FINAL_TYPE (XySyncWorker, xy_sync_worker, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static Shared *
shared_ref (Shared *shared)
{
  g_atomic_ref_count_inc (&shared->refs);
  return shared;
}

static void
shared_unref (gpointer data)
{
  Shared *shared = data;

  if (!g_atomic_ref_count_dec (&shared->refs))
    return;
  g_mutex_clear (&shared->mutex);
  g_cond_clear (&shared->cond);
  g_main_context_unref (shared->context);
  g_weak_ref_clear (&shared->self);
  g_free (shared->path);
  g_object_unref (shared->cancellable);
  xy_sync_state_clear (&shared->state);
  g_free (shared);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->url);
  g_free (job->code);
  g_free (job->name);
  g_free (job->ca);
  g_free (job->pins);
  g_clear_object (&job->task);
  g_clear_error (&job->error);
  g_free (job);
}

/* ------------------------------------------------------------------ main context */

static gboolean
on_notice_come (gpointer data)
{
  Shared *shared = data;
  g_autoptr (XySyncWorker) self = g_weak_ref_get (&shared->self);

  if (self == NULL)
    return G_SOURCE_REMOVE;
  g_mutex_lock (&shared->mutex);
  shared->queued = FALSE;
  xy_sync_state_copy (&shared->state, &self->state);
  self->progress = shared->progress;
  g_mutex_unlock (&shared->mutex);
  g_signal_emit (self, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static gboolean
on_job_done (gpointer data)
{
  Job *job = data;

  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else
    g_task_return_boolean (job->task, TRUE);
  return G_SOURCE_REMOVE;
}

static void
on_network_changed (GNetworkMonitor *monitor, gboolean available, XySyncWorker *self)
{
  if (available && self->state.enrolment == XY_ENROLMENT_FINE && self->state.trouble != XY_TROUBLE_NONE
      && self->state.phase != XY_PHASE_STOPPED)
    xy_sync_worker_want (self);
}

static void
attach (Shared *shared, GSourceFunc func, gpointer data, GDestroyNotify free_data)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, free_data);
  g_source_attach (source, shared->context);
}

/* ------------------------------------------------------------------ the thread */

/* With the mutex. */
static void
notice (Shared *shared)
{
  if (shared->queued)
    return;
  shared->queued = TRUE;
  attach (shared, on_notice_come, shared_ref (shared), shared_unref);
}

static gboolean
same_state (const XySyncState *a, const XySyncState *b)
{
  return a->enrolment == b->enrolment && g_strcmp0 (a->url, b->url) == 0 && g_strcmp0 (a->role, b->role) == 0
         && a->stream == b->stream && a->copied == b->copied && a->phase == b->phase && a->accepted == b->accepted
         && a->waiting == b->waiting && a->held == b->held && a->returned == b->returned && a->conflicts == b->conflicts
         && a->deletions == b->deletions && a->news == b->news && a->photos == b->photos
         && a->receipt_at == b->receipt_at && a->last_try_at == b->last_try_at && a->next_at == b->next_at
         && a->trouble == b->trouble;
}

static void
show_state (Shared *shared, const XySyncState *state)
{
  g_mutex_lock (&shared->mutex);
  if (!same_state (state, &shared->state))
    notice (shared);
  xy_sync_state_copy (state, &shared->state);
  g_mutex_unlock (&shared->mutex);
}

static void
read_state (Shared *shared, XyStore *store)
{
  g_auto (XySyncState) state = { 0 };

  if (xy_sync_state_read (store, &state, NULL))
    show_state (shared, &state);
}

static void
on_progress_made (const XyExchangeProgress *made, gpointer data)
{
  Shared *shared = data;
  XySyncProgress *progress = &shared->progress;

  g_mutex_lock (&shared->mutex);
  progress->phase = made->phase;
  progress->sent = made->sent;
  progress->to_send = made->to_send;
  progress->fetched = made->fetched;
  progress->to_fetch = made->to_fetch;
  notice (shared);
  g_mutex_unlock (&shared->mutex);
}

static GCancellable *
set_running (Shared *shared, gboolean running, gboolean tried)
{
  GCancellable *cancellable = NULL;

  g_mutex_lock (&shared->mutex);
  shared->progress = (XySyncProgress){ .running = running, .tries = shared->progress.tries + tried };
  if (running)
    {
      /* Whoever cancels from now on means this one. */
      g_object_unref (shared->cancellable);
      shared->cancellable = g_cancellable_new ();
      if (shared->stop)
        g_cancellable_cancel (shared->cancellable);
      cancellable = g_object_ref (shared->cancellable);
    }
  notice (shared);
  g_mutex_unlock (&shared->mutex);
  return cancellable;
}

/* Returns: for how long nothing is to be tried by itself. */
static gint64
try_once (Shared *shared, XyStore *store, gboolean wanted)
{
  g_autoptr (GCancellable) cancellable = set_running (shared, TRUE, FALSE);
  g_autoptr (GError) error = NULL;
  XyExchange exchange;
  gboolean ok;

  do
    {
      ok = xy_exchange_run (store, wanted, on_progress_made, shared, cancellable, &exchange, &error);
      wanted = TRUE;
    }
  while (ok && exchange.more);
  if (!ok)
    g_info ("line: %s", error->message);
  read_state (shared, store);
  set_running (shared, FALSE, TRUE);
  return exchange.cancelled ? XY_MACHINE_INTERVAL : ok ? 0 : PAUSE_MS;
}

static void
do_job (Shared *shared, XyStore *store, Job *job)
{
  g_autoptr (GCancellable) cancellable = set_running (shared, TRUE, FALSE);

  xy_account_enroll (store, &job->enrolment, cancellable, &job->error);
  read_state (shared, store);
  set_running (shared, FALSE, FALSE);
  attach (shared, on_job_done, job, job_free);
}

/* How long until it is time, ms, as the file says; -1: not by itself. */
static gint64
time_left (Shared *shared, const XySyncState *state)
{
  gint64 left = state->next_at - xy_env_now (shared->env);

  if (state->enrolment != XY_ENROLMENT_FINE || state->phase == XY_PHASE_STOPPED)
    return -1;
  /* A clock that was set back puts nothing off; see machine.c. */
  return left > MAX (XY_MACHINE_PAUSE_MOST, XY_MACHINE_INTERVAL) ? 0 : MAX (left, 0);
}

/* Looks whether it is time, and tries then. HOLD: monotonic time before which nothing is tried by itself. Returns: how
 * long to sleep. */
static gint64
look (Shared *shared, XyStore *store, gboolean wanted, gint64 *hold)
{
  g_auto (XySyncState) state = { 0 };
  gint64 held = (*hold - g_get_monotonic_time ()) / 1000;

  if (!xy_sync_state_read (store, &state, NULL))
    return SLEEP_MS;
  show_state (shared, &state);
  gint64 left = time_left (shared, &state);
  if (state.enrolment == XY_ENROLMENT_NONE || (!wanted && left < 0))
    return SLEEP_MS;
  if (!wanted && MAX (left, held) > 0)
    return MIN (MAX (left, held), SLEEP_MS);
  *hold = g_get_monotonic_time () + try_once (shared, store, wanted) * 1000;
  return LEAST_MS;
}

/* Sleeps until there is something to do. Returns: FALSE at the end. */
static gboolean
wait_for_work (Shared *shared, gint64 ms, Job **job, gboolean *wanted)
{
  gint64 until = g_get_monotonic_time () + ms * 1000;

  g_mutex_lock (&shared->mutex);
  while (!shared->stop && !shared->wanted && !shared->written && shared->jobs.length == 0
         && g_cond_wait_until (&shared->cond, &shared->mutex, until))
    ;
  gboolean go_on = !shared->stop;
  *job = go_on ? g_queue_pop_head (&shared->jobs) : NULL;
  *wanted = *job == NULL && shared->wanted;
  shared->written = FALSE;
  if (*wanted)
    shared->wanted = FALSE;
  g_mutex_unlock (&shared->mutex);
  return go_on;
}

static gpointer
run_thread (gpointer data)
{
  Shared *shared = data;
  g_autoptr (XyStore) store = NULL;
  gint64 sleep = 0, hold = 0;
  gboolean wanted;
  Job *job;

  while (wait_for_work (shared, sleep, &job, &wanted))
    {
      g_autoptr (GError) error = NULL;

      sleep = SLEEP_MS;
      if (store == NULL)
        store = xy_store_open (shared->path, shared->env, 0, &error);
      if (job != NULL && store == NULL)
        {
          job->error = g_error_copy (error);
          attach (shared, on_job_done, job, job_free);
        }
      else if (job != NULL)
        do_job (shared, store, job);
      else if (store != NULL)
        sleep = look (shared, store, wanted, &hold);
    }
  g_clear_object (&store);
  shared_unref (shared);
  return NULL;
}

/* ------------------------------------------------------------------ class */

static void
xy_sync_worker_dispose (GObject *object)
{
  xy_sync_worker_stop (XY_SYNC_WORKER (object));
  G_OBJECT_CLASS (xy_sync_worker_parent_class)->dispose (object);
}

static void
xy_sync_worker_finalize (GObject *object)
{
  XySyncWorker *self = XY_SYNC_WORKER (object);

  xy_sync_state_clear (&self->state);
  shared_unref (self->shared);
  G_OBJECT_CLASS (xy_sync_worker_parent_class)->finalize (object);
}

static void
xy_sync_worker_class_init (XySyncWorkerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = xy_sync_worker_dispose;
  object_class->finalize = xy_sync_worker_finalize;

  signals[CHANGED] =
      g_signal_new ("changed", XY_TYPE_SYNC_WORKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
xy_sync_worker_init (XySyncWorker *self)
{
  Shared *shared = self->shared = g_new0 (Shared, 1);

  g_atomic_ref_count_init (&shared->refs);
  g_mutex_init (&shared->mutex);
  g_cond_init (&shared->cond);
  g_queue_init (&shared->jobs);
  g_weak_ref_init (&shared->self, self);
  shared->context = g_main_context_ref_thread_default ();
  shared->cancellable = g_cancellable_new ();
  xy_sync_state_clear (&shared->state);
  xy_sync_state_clear (&self->state);
}

XySyncWorker *
xy_sync_worker_new (const char *path, const XyEnv *env)
{
  XySyncWorker *self = g_object_new (XY_TYPE_SYNC_WORKER, NULL);

  self->shared->path = g_strdup (path);
  self->shared->env = env;
  self->network_handler =
      g_signal_connect (g_network_monitor_get_default (), "network-changed", G_CALLBACK (on_network_changed), self);
  self->thread = g_thread_new ("line", run_thread, shared_ref (self->shared));
  return self;
}

const XySyncState *
xy_sync_worker_get_state (XySyncWorker *self)
{
  return &self->state;
}

const XySyncProgress *
xy_sync_worker_get_progress (XySyncWorker *self)
{
  return &self->progress;
}

void
xy_sync_worker_want (XySyncWorker *self)
{
  g_mutex_lock (&self->shared->mutex);
  self->shared->wanted = TRUE;
  g_cond_signal (&self->shared->cond);
  g_mutex_unlock (&self->shared->mutex);
}

void
xy_sync_worker_look (XySyncWorker *self)
{
  g_return_if_fail (XY_IS_SYNC_WORKER (self));

  g_mutex_lock (&self->shared->mutex);
  self->shared->written = TRUE;
  g_cond_signal (&self->shared->cond);
  g_mutex_unlock (&self->shared->mutex);
}

void
xy_sync_worker_cancel (XySyncWorker *self)
{
  g_autoptr (GCancellable) cancellable = NULL;

  g_mutex_lock (&self->shared->mutex);
  self->shared->wanted = FALSE;
  if (self->shared->progress.running)
    {
      self->shared->progress.cancelling = TRUE;
      cancellable = g_object_ref (self->shared->cancellable);
      notice (self->shared);
    }
  g_mutex_unlock (&self->shared->mutex);
  /* Outside the mutex: it wakes the line. */
  if (cancellable != NULL)
    g_cancellable_cancel (cancellable);
}

void
xy_sync_worker_enroll (XySyncWorker *self,
                       const XyEnrolment *enrolment,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->task = g_task_new (self, NULL, callback, user_data);
  job->url = g_strdup (enrolment->url);
  job->code = g_strdup (enrolment->code);
  job->name = g_strdup (enrolment->name);
  job->ca = g_strdup (enrolment->ca);
  job->pins = g_strdup (enrolment->pins);
  job->enrolment = (XyEnrolment){
    .url = job->url, .code = job->code, .name = job->name, .ca = job->ca, .pins = job->pins, .stream = enrolment->stream
  };
  g_mutex_lock (&self->shared->mutex);
  self->shared->wanted = TRUE;
  g_queue_push_tail (&self->shared->jobs, job);
  g_cond_signal (&self->shared->cond);
  g_mutex_unlock (&self->shared->mutex);
}

gboolean
xy_sync_worker_enroll_finish (XySyncWorker *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
xy_sync_worker_stop (XySyncWorker *self)
{
  g_autoptr (GCancellable) cancellable = NULL;

  if (self->thread == NULL)
    return;
  g_signal_handler_disconnect (g_network_monitor_get_default (), self->network_handler);
  g_mutex_lock (&self->shared->mutex);
  self->shared->stop = TRUE;
  cancellable = g_object_ref (self->shared->cancellable);
  g_cond_signal (&self->shared->cond);
  g_mutex_unlock (&self->shared->mutex);
  g_cancellable_cancel (cancellable);
  g_thread_join (g_steal_pointer (&self->thread));
  for (Job *job; (job = g_queue_pop_head (&self->shared->jobs)) != NULL;)
    {
      g_set_error_literal (&job->error, XY_ERROR, XY_ERROR_CANCELLED, _ ("Stopped. Nothing was changed."));
      on_job_done (job);
      job_free (job);
    }
}
