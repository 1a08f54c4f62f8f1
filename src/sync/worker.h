/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * worker: the line to the county, in a thread of its own with a connection of its own to the village's file, so that
 * neither the window nor its store ever waits for a network.
 *
 * It tries by itself every ten minutes while all goes well, with growing pauses where it does not, as soon as the
 * system says that there is a network again, and when somebody wants it. What came down is noticed by the window as
 * what another program wrote is (xy_store_poll()).
 *
 *   worker = xy_sync_worker_new (path, xy_env_system ());
 *   g_signal_connect (worker, "changed", G_CALLBACK (on_line_changed), page);
 *   …
 *   const XySyncProgress *progress = xy_sync_worker_get_progress (worker);
 *   const XySyncState *state = xy_sync_worker_get_state (worker);
 *
 * Signal "changed": on the main context of the thread that made it, after state or progress have changed.
 *
 * All functions belong to that thread and return at once, but for xy_sync_worker_stop(), which waits until what is
 * being written at that moment is written; a request under way is given up. Before the village's file is restored or
 * another is opened, stop the worker and let it go.
 */
#pragma once

#include "sync/account.h"
#include "sync/state.h"

G_BEGIN_DECLS

#define XY_TYPE_SYNC_WORKER (xy_sync_worker_get_type ())
G_DECLARE_FINAL_TYPE (XySyncWorker, xy_sync_worker, XY, SYNC_WORKER, GObject)

/* What is going on just now. */
typedef struct
{
  gboolean running; /* a try is under way */
  gboolean cancelling;
  XyPhase phase;
  gint64 sent;     /* operations that were answered since it began */
  gint64 to_send;  /* and that there were to send */
  gint64 fetched;  /* changes of the county that came since it began */
  gint64 to_fetch; /* and that there are as far as is known */
  guint tries;     /* how many have ended: differs after each */
} XySyncProgress;

/* Starts the thread on the village's file PATH. ENV must outlive it, and its callbacks be good for that thread. */
XySyncWorker *xy_sync_worker_new (const char *path, const XyEnv *env);

/* Borrowed; good until the main context is run again. */
const XySyncState *xy_sync_worker_get_state (XySyncWorker *self);
const XySyncProgress *xy_sync_worker_get_progress (XySyncWorker *self);

/* Try now, whatever the pause; also where it had stopped because somebody had to look. */
void xy_sync_worker_want (XySyncWorker *self);
/* Something was written here: what waits is counted again. It goes up when it is time. */
void xy_sync_worker_look (XySyncWorker *self);
/* Gives up what is under way. What has arrived stays. */
void xy_sync_worker_cancel (XySyncWorker *self);

/* Enrols the village's file, and tries at once. The enrolment is copied. */
void xy_sync_worker_enroll (XySyncWorker *self,
                            const XyEnrolment *enrolment,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean xy_sync_worker_enroll_finish (XySyncWorker *self, GAsyncResult *result, GError **error);

/* Ends the thread. Letting go of the worker does so too. */
void xy_sync_worker_stop (XySyncWorker *self);

G_END_DECLS
