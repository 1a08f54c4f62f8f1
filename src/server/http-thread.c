/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/http-private.h"

#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/statvfs.h>

#include <glib/gi18n-lib.h>

#define TICK (200 * 1000)
#define LOOK_EVERY (5 * G_USEC_PER_SEC)
#define TRY_AGAIN (2 * G_USEC_PER_SEC)

static void
resume (XyHttpAsk *ask)
{
  ask->state = XY_HTTP_ANSWERED;
  MHD_resume_connection (ask->connection);
}

/* Answers ASK; one that is to wait goes to the monitor. */
static void
finish (XyHttp *http, XyHttpAsk *ask)
{
  guint delay = ask->response.delay;

  if (delay == 0 || g_atomic_int_get (&http->stopping))
    {
      resume (ask);
      return;
    }
  g_mutex_lock (&http->lock);
  ask->due = g_get_monotonic_time () + (gint64) delay * 1000;
  g_queue_push_tail (&http->held, ask);
  g_mutex_unlock (&http->lock);
}

static void
close_route (XyServerStore **store, XyRoute **route)
{
  g_clear_pointer (route, xy_route_free);
  g_clear_pointer (store, xy_server_store_close);
}

/* The database may not be there yet, or no more: it is tried anew with the next request. */
static gboolean
open_route (XyHttp *http, XyServerStore **store, XyRoute **route)
{
  g_autoptr (GError) error = NULL;

  if (*route != NULL)
    return TRUE;
  *store = xy_server_store_open (http->config->database, http->shared->env, &error);
  *route = *store != NULL ? xy_route_new (*store, http->shared, &error) : NULL;
  if (*route != NULL)
    return TRUE;
  close_route (store, route);
  g_warning ("store: %s", error->message);
  return FALSE;
}

gpointer
xy_http_work (gpointer data)
{
  XyHttp *http = data;
  XyServerStore *store = NULL;
  XyRoute *route = NULL;
  gpointer item;

  open_route (http, &store, &route);
  while ((item = g_async_queue_pop (http->queue)) != http)
    {
      XyHttpAsk *ask = item;

      if (open_route (http, &store, &route))
        xy_route_answer (route, &ask->request, &ask->response);
      else
        {
          xy_route_refuse (&ask->response, http->shared->env, 503, "later");
          ask->response.retry_after = 60;
        }
      /* What the store has lost (its server, its disk) it finds again only from the beginning. */
      if (ask->response.status == 503)
        close_route (&store, &route);
      finish (http, ask);
    }
  close_route (&store, &route);
  return NULL;
}

/* With the lock. */
static void
cut_slow (XyHttp *http, gint64 now)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, http->lines);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      XyHttpLine *line = key;
      /* The connection's own thread is there first, if anything comes: it can say why. */
      gint64 then = line->watch.phase == XY_WATCH_BODY ? now - G_USEC_PER_SEC : now;
      if (!xy_watch_is_over (&line->watch, http->config, then))
        continue;
      xy_metrics_add (http->shared->metrics, "xy_cut_total",
                      line->watch.phase == XY_WATCH_HEAD ? "why=\"idle\"" : "why=\"slow\"", 1);
      shutdown (line->fd, SHUT_RDWR);
      xy_watch_begin (&line->watch, XY_WATCH_WORK, now);
    }
}

/* With the lock. */
static void
send_held (XyHttp *http, gint64 now)
{
  gboolean all = g_atomic_int_get (&http->stopping) || http->end;

  for (GList *item = http->held.head, *next; item != NULL; item = next)
    {
      XyHttpAsk *ask = item->data;
      next = item->next;
      if (!all && now < ask->due)
        continue;
      g_queue_delete_link (&http->held, item);
      resume (ask);
    }
}

static gboolean
has_room (const XyServerConfig *config)
{
  struct statvfs about;

  return statvfs (config->folder, &about) != 0
         || (guint64) about.f_bavail * about.f_frsize >= (guint64) config->disk_megabytes << 20;
}

/* Whether the database answers. */
static gboolean
look (XyHttp *http, XyServerStore **store)
{
  XyMetrics *metrics = http->shared->metrics;
  g_autoptr (GError) error = NULL;
  GArray *accounts = NULL;

  gboolean room = has_room (http->config);
  g_atomic_int_set (&http->shared->disk_low, !room);
  xy_metrics_set (metrics, "xy_disk_low", NULL, !room);
  if (*store == NULL)
    *store = xy_server_store_open (http->config->database, http->shared->env, &error);
  if (*store != NULL)
    accounts = xy_access_list (*store, 0, &error);
  if (accounts == NULL)
    {
      g_warning ("store: %s", error->message);
      g_clear_pointer (store, xy_server_store_close);
      return FALSE;
    }
  gint64 live[3] = { 0 };
  for (guint i = 0; i < accounts->len; i++)
    {
      const XyServerAccount *account = &g_array_index (accounts, XyServerAccount, i);
      live[account->role] += !account->revoked;
    }
  g_array_unref (accounts);
  for (guint i = 0; i < G_N_ELEMENTS (live); i++)
    {
      g_autofree char *labels = g_strdup_printf ("role=\"%s\"", xy_server_role_word ((XyServerRole) i));
      xy_metrics_set (metrics, "xy_accounts", labels, live[i]);
    }
  return room;
}

gpointer
xy_http_monitor (gpointer data)
{
  XyHttp *http = data;
  XyMetrics *metrics = http->shared->metrics;
  XyServerStore *store = NULL;
  gint64 look_at = 0, cut_at = 0;

  g_mutex_lock (&http->lock);
  while (!http->end)
    {
      gint64 now = g_get_monotonic_time ();
      if (now >= cut_at)
        {
          cut_slow (http, now);
          xy_metrics_set (metrics, "xy_connections", NULL, g_hash_table_size (http->lines));
          cut_at = now + G_USEC_PER_SEC / 2;
        }
      send_held (http, now);
      if (now >= look_at)
        {
          g_mutex_unlock (&http->lock);
          gboolean ready = look (http, &store);
          g_atomic_int_set (&http->ready, ready);
          xy_metrics_set (metrics, "xy_ready", NULL, ready);
          xy_metrics_set (metrics, "xy_waiting", NULL, MAX (0, g_async_queue_length (http->queue)));
          look_at = now + (ready ? LOOK_EVERY : TRY_AGAIN);
          g_mutex_lock (&http->lock);
        }
      if (!http->end)
        g_cond_wait_until (&http->wake, &http->lock, now + TICK);
    }
  send_held (http, G_MAXINT64);
  g_mutex_unlock (&http->lock);
  g_clear_pointer (&store, xy_server_store_close);
  return NULL;
}

static enum MHD_Result
give_text (struct MHD_Connection *connection, guint status, const char *text)
{
  struct MHD_Response *response = MHD_create_response_from_buffer (strlen (text), (void *) text, MHD_RESPMEM_MUST_COPY);

  MHD_add_response_header (response, "Content-Type", "text/plain; version=0.0.4; charset=utf-8");
  enum MHD_Result result = MHD_queue_response (connection, status, response);
  MHD_destroy_response (response);
  return result;
}

static enum MHD_Result
on_status_asked (void *data,
                 struct MHD_Connection *connection,
                 const char *url,
                 const char *method,
                 const char *version,
                 const char *upload,
                 size_t *upload_size,
                 void **context)
{
  XyHttp *http = data;

  if (!g_str_equal (method, "GET"))
    return MHD_NO;
  if (g_str_equal (url, "/health"))
    return give_text (connection, 200, "ok\n");
  if (g_str_equal (url, "/ready"))
    {
      gboolean ready = g_atomic_int_get (&http->ready) && !g_atomic_int_get (&http->stopping);
      return give_text (connection, ready ? 200 : 503, ready ? "ready\n" : "not ready\n");
    }
  if (g_str_equal (url, "/metrics"))
    {
      g_autofree char *text = xy_metrics_print (http->shared->metrics);
      return give_text (connection, 200, text);
    }
  return give_text (connection, 404, "not found\n");
}

gboolean
xy_http_start_status (XyHttp *http, GError **error)
{
  guint port = http->config->status_port;
  struct sockaddr_in address = { .sin_family = AF_INET,
                                 .sin_port = g_htons (port),
                                 .sin_addr.s_addr = g_htonl (INADDR_LOOPBACK) };

  if (port == 0)
    return TRUE;
  http->status = MHD_start_daemon (MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL, (guint16) port, NULL, NULL,
                                   on_status_asked, http, MHD_OPTION_SOCK_ADDR, &address, MHD_OPTION_CONNECTION_LIMIT,
                                   16, MHD_OPTION_CONNECTION_TIMEOUT, 10, MHD_OPTION_END);
  if (http->status != NULL)
    return TRUE;
  g_set_error (error, XY_ERROR, XY_ERROR_FAILED, _ ("The server cannot listen on port %u of 127.0.0.1."), port);
  return FALSE;
}
