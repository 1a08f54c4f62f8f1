/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * worker: the one thread that owns the store's connection, so that the main thread never waits for the disk.
 *
 * A job is a function that runs on the worker's thread with the store (NULL while none is open) and gives back a
 * pointer; the answer reaches the main thread as a GAsyncResult. Jobs of one priority run in the order in which they
 * were given; an act overtakes queries that still wait, and a query given after an act sees what it wrote. A job whose
 * cancellable is cancelled before its turn does not run at all. A job that can wait is queued only when the main thread
 * has nothing to do, so that it does not stand before the first rows of a page. A spare job is stopped in the middle of
 * its reading as soon as one comes that cannot wait, and run anew after that: its function may be called several times,
 * and what it gives back when it was stopped is thrown away. One that still waits when the worker ends is refused. When
 * no job comes for a while, the thread gives back what memory its caches hold.
 *
 * "changed" (guint topics) is emitted on the main thread when an act, here or in another program that has the same file
 * open, touched records of these topics (XyTopic bits of core/record.h). It comes before the answer of the act that
 * caused it.
 *
 * "damaged" (const GError *error) is emitted on the main thread, before the answer, when a job of any other priority
 * than XY_WORKER_OPEN met a damaged page of the file.
 *
 * All functions but xy_worker_changed() belong to the main thread.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _XyStore XyStore;

#define XY_TYPE_WORKER (xy_worker_get_type ())
G_DECLARE_FINAL_TYPE (XyWorker, xy_worker, XY, WORKER, GObject)

typedef enum
{
  XY_WORKER_OPEN,  /* opens a file in the place of another: the only jobs that run while the store is taken away */
  XY_WORKER_ACT,   /* something the person confirmed */
  XY_WORKER_QUERY, /* what the window is about to show */
  XY_WORKER_LATER, /* when nothing else waits */
  XY_WORKER_SPARE, /* only reads, and long: badges of a big village */
} XyWorkerPriority;

/* Runs on the worker's thread. Returns: the answer, or NULL with ERROR set (NULL without an error is an answer too). */
typedef gpointer (*XyWorkerFunc) (XyStore *store, gpointer data, GCancellable *cancellable, GError **error);

XyWorker *xy_worker_new (void);

/*
 * Queues FUNC. DATA is freed with FREE_DATA on the main thread or on the worker's, whichever lets go of it last;
 * FREE_ANSWER frees an answer that nobody fetched. CALLBACK may be NULL.
 */
void xy_worker_run (XyWorker *worker,
                    XyWorkerPriority priority,
                    XyWorkerFunc func,
                    gpointer data,
                    GDestroyNotify free_data,
                    GDestroyNotify free_answer,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data);

/* Returns: (transfer full) what the function gave. */
gpointer xy_worker_run_finish (XyWorker *worker, GAsyncResult *result, GError **error);

/*
 * Hands the worker the store that later jobs get; CLOSE is called with it, on the worker's thread, when another takes
 * its place or the worker ends. NULL only closes the one that is open. To be called from within a job only.
 */
void xy_worker_take_store (XyWorker *worker, XyStore *store, GDestroyNotify close);

/* Says from any thread that records of TOPICS were touched. */
void xy_worker_changed (XyWorker *worker, guint topics);

/* Waits until all queued jobs but the spare ones have run, closes the store and ends the thread; jobs given later are
 * refused. */
void xy_worker_stop (XyWorker *worker);

G_END_DECLS
