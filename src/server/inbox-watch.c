/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/inbox-watch.h"

struct _XyInboxWatch
{
  const XyServerConfig *config;
  XyRouteShared *shared;
  XyServerStore *store;
  char *work;
  GThread *thread;
  GMutex lock;
  GCond cond;
  gboolean stopping;
};

static void
on_told (const char *file, const XyInboxResult *result, const GError *problem, gpointer data)
{
  XyInboxWatch *watch = data;
  g_autofree char *name = g_path_get_basename (file);
  g_autofree char *sentence = result != NULL ? xy_inbox_result_sentence (result) : g_strdup (problem->message);
  g_autofree char *of = result != NULL ? g_strdup_printf ("%" G_GINT64_FORMAT, result->stream) : g_strdup (name);
  XyAuditLine line = { .who = "inbox",
                       .what = "bundle",
                       .of = of,
                       .came = result == NULL  ? "refused"
                               : result->aside ? "aside"
                                               : "ok" };

  g_message ("%s: %s", name, sentence);
  if (result != NULL)
    xy_audit_write (watch->shared->audit, &line, NULL);
  else
    xy_audit_refusal (watch->shared->audit, &line);
}

/* FALSE once it is to end. */
static gboolean
wait (XyInboxWatch *watch)
{
  gint64 until = g_get_monotonic_time () + watch->config->inbox_seconds * G_TIME_SPAN_SECOND;

  g_mutex_lock (&watch->lock);
  while (!watch->stopping && g_cond_wait_until (&watch->cond, &watch->lock, until))
    ;
  gboolean go_on = !watch->stopping;
  g_mutex_unlock (&watch->lock);
  return go_on;
}

static gpointer
run (gpointer data)
{
  XyInboxWatch *watch = data;
  g_autoptr (XyInboxFolder) folder = xy_inbox_folder_new (watch->config->inbox);
  XyServerAccount writer;
  XyInbox inbox;

  xy_inbox_init (&inbox, watch->store, watch->shared->keys, watch->work, &writer);
  inbox.writing = &watch->shared->writing;
  do
    {
      guint n;
      g_autoptr (GError) error = NULL;
      if (!xy_inbox_folder_sweep (folder, &inbox, on_told, watch, &n, &error))
        g_warning ("%s", error->message);
    }
  while (wait (watch));
  return NULL;
}

XyInboxWatch *
xy_inbox_watch_start (const XyServerConfig *config, XyRouteShared *shared, GError **error)
{
  if (config->inbox == NULL)
    return NULL;
  XyServerStore *store = xy_server_store_open (config->database, shared->env, error);
  if (store == NULL)
    return NULL;

  XyInboxWatch *watch = g_new0 (XyInboxWatch, 1);
  watch->config = config;
  watch->shared = shared;
  watch->store = store;
  watch->work = xy_server_config_path (config, "bundle");
  g_mutex_init (&watch->lock);
  g_cond_init (&watch->cond);
  watch->thread = g_thread_new ("inbox", run, watch);
  return watch;
}

void
xy_inbox_watch_stop (XyInboxWatch *watch)
{
  if (watch == NULL)
    return;
  g_mutex_lock (&watch->lock);
  watch->stopping = TRUE;
  g_cond_signal (&watch->cond);
  g_mutex_unlock (&watch->lock);
  g_thread_join (watch->thread);
  g_mutex_clear (&watch->lock);
  g_cond_clear (&watch->cond);
  xy_server_store_close (watch->store);
  g_free (watch->work);
  g_free (watch);
}
