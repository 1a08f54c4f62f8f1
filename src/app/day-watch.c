/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/day-watch.h"
#include "core/clock.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define LOOK_SECONDS 10

struct _XyDayWatch
{
  GObject parent_instance;

  XyDesk *desk;
  gulong desk_id;
  guint source;
  char *day;       /* what is shown is as of it */
  char *looked_at; /* the file whose last entry was asked for */
  char *last;      /* the day of that; what is entered with a wrong date does not make it right */
  char *warning;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XyDayWatch, xy_day_watch, G_TYPE_OBJECT)

static void
update (XyDayWatch *self)
{
  g_autofree char *before = g_steal_pointer (&self->warning);

  if (self->last != NULL && strcmp (self->day, self->last) < 0)
    self->warning = g_strdup_printf (_ ("This computer's date is %s, but the last entry was made on %s. Please look at "
                                        "the computer's clock, and set it right before anything is recorded."),
                                     self->day, self->last);
  if (g_strcmp0 (before, self->warning) != 0)
    g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
on_look_due (gpointer p)
{
  XyDayWatch *self = p;
  g_autofree char *today = xy_env_today (xy_env_system ());

  if (g_str_equal (today, self->day))
    return G_SOURCE_CONTINUE;
  g_free (self->day);
  self->day = g_steal_pointer (&today);
  update (self);
  xy_worker_changed (xy_desk_get_worker (self->desk), XY_TOPIC_ALL);
  return G_SOURCE_CONTINUE;
}

/* On the worker's thread. */
static gpointer
read_last (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 at = store != NULL ? xy_store_last_act_at (store) : 0;

  return at > 0 ? xy_day_from_instant (at) : NULL;
}

static void
on_last_read (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (XyDayWatch) self = p;

  g_free (self->last);
  self->last = xy_worker_run_finish (XY_WORKER (source), result, NULL);
  if (self->source != 0)
    update (self);
}

static void
on_desk_changed (XyDayWatch *self)
{
  const char *path = xy_desk_get_path (self->desk);

  if (path == NULL || g_strcmp0 (path, self->looked_at) == 0)
    return;
  g_free (self->looked_at);
  self->looked_at = g_strdup (path);
  xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_QUERY, read_last, NULL, NULL, g_free, NULL, on_last_read,
                 g_object_ref (self));
}

static void
xy_day_watch_finalize (GObject *object)
{
  XyDayWatch *self = XY_DAY_WATCH (object);

  xy_day_watch_stop (self);
  g_clear_object (&self->desk);
  g_free (self->day);
  g_free (self->looked_at);
  g_free (self->last);
  g_free (self->warning);

  G_OBJECT_CLASS (xy_day_watch_parent_class)->finalize (object);
}

static void
xy_day_watch_class_init (XyDayWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = xy_day_watch_finalize;

  signals[CHANGED] =
      g_signal_new ("changed", XY_TYPE_DAY_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
xy_day_watch_init (XyDayWatch *self)
{
  self->day = xy_env_today (xy_env_system ());
  self->source = g_timeout_add_seconds (LOOK_SECONDS, on_look_due, self);
}

XyDayWatch *
xy_day_watch_new (XyDesk *desk)
{
  XyDayWatch *self = g_object_new (XY_TYPE_DAY_WATCH, NULL);

  self->desk = g_object_ref (desk);
  self->desk_id = g_signal_connect_swapped (desk, "changed", G_CALLBACK (on_desk_changed), self);
  return self;
}

void
xy_day_watch_stop (XyDayWatch *self)
{
  g_return_if_fail (XY_IS_DAY_WATCH (self));
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_signal_handler (&self->desk_id, self->desk);
}

const char *
xy_day_watch_get_warning (XyDayWatch *self)
{
  g_return_val_if_fail (XY_IS_DAY_WATCH (self), NULL);
  return self->warning;
}
