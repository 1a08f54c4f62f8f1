/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/http-private.h"

#include <arpa/inet.h>
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <gnutls/gnutls.h>

#define LINE_MEMORY (16 * 1024)
#define SOCKET_THREADS 2
#define TLS_PRIORITIES "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2"
/* Answers on the spot are worth to be asked again in so many seconds. */
#define BUSY_SECONDS 10

static enum MHD_Result
send_response (XyHttpAsk *ask)
{
  XyHttp *http = ask->http;
  XyServerResponse *from = &ask->response;
  gsize size = 0;
  const void *bytes = g_bytes_get_data (from->body, &size);
  struct MHD_Response *response = MHD_create_response_from_buffer_with_free_callback_cls (
      size, (void *) bytes, (MHD_ContentReaderFreeCallback) g_bytes_unref, g_bytes_ref (from->body));

  MHD_add_response_header (response, "Content-Type", from->type);
  MHD_add_response_header (response, "Cache-Control", "no-store");
  MHD_add_response_header (response, "X-Content-Type-Options", "nosniff");
  if (from->packed)
    MHD_add_response_header (response, "Content-Encoding", "gzip");
  if (from->receipt != NULL)
    MHD_add_response_header (response, "X-Xy-Receipt", from->receipt);
  if (from->allow != NULL)
    MHD_add_response_header (response, "Allow", from->allow);
  if (from->status == 401)
    MHD_add_response_header (response, "WWW-Authenticate", "Bearer");
  if (from->retry_after > 0)
    {
      char text[16];
      g_snprintf (text, sizeof text, "%u", from->retry_after);
      MHD_add_response_header (response, "Retry-After", text);
    }
  if (g_atomic_int_get (&http->stopping))
    MHD_add_response_header (response, "Connection", "close");
  xy_metrics_request (http->shared->metrics, from->name != NULL ? from->name : "none", from->status,
                      g_get_monotonic_time () - ask->since, ask->body->len, size);
  g_mutex_lock (&http->lock);
  xy_watch_begin (&ask->line->watch, XY_WATCH_ANSWER, g_get_monotonic_time ());
  ask->line->watch.answer_bytes = size;
  g_mutex_unlock (&http->lock);
  enum MHD_Result result = MHD_queue_response (ask->connection, from->status, response);
  MHD_destroy_response (response);
  return result;
}

static enum MHD_Result
refuse (XyHttpAsk *ask, guint status, const char *why, guint retry_after)
{
  xy_route_refuse (&ask->response, ask->http->shared->env, status, why);
  ask->response.retry_after = retry_after;
  return send_response (ask);
}

/*
 * Within a body no answer can be given by the library's means: it is written past it, for whoever listens, and the
 * connection is closed. Only from the connection's own thread.
 */
static enum MHD_Result
cut (XyHttpAsk *ask, const char *status, const char *counter)
{
  const union MHD_ConnectionInfo *tls = MHD_get_connection_info (ask->connection, MHD_CONNECTION_INFO_GNUTLS_SESSION);
  g_autofree char *text =
      g_strdup_printf ("HTTP/1.1 %s\r\nConnection: close\r\nContent-Length: 0\r\nRetry-After: 60\r\n\r\n", status);

  /* Counted first: whoever hears it may ask for the count at once. */
  xy_metrics_add (ask->http->shared->metrics, "xy_cut_total", counter, 1);
  if (tls != NULL && tls->tls_session != NULL)
    gnutls_record_send (tls->tls_session, text, strlen (text));
  else
    send (ask->line->fd, text, strlen (text), MSG_DONTWAIT | MSG_NOSIGNAL);
  return MHD_NO;
}

static const char *
header (XyHttpAsk *ask, const char *name)
{
  return MHD_lookup_connection_value (ask->connection, MHD_HEADER_KIND, name);
}

static enum MHD_Result
begin (XyHttpAsk *ask, struct MHD_Connection *connection, const char *method)
{
  XyHttp *http = ask->http;
  const union MHD_ConnectionInfo *info = MHD_get_connection_info (connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  gint64 now = g_get_monotonic_time ();
  guint64 announced;

  ask->connection = connection;
  ask->line = info->socket_context;
  ask->since = now;
  g_atomic_int_inc (&http->active);
  g_mutex_lock (&http->lock);
  xy_watch_begin (&ask->line->watch, XY_WATCH_BODY, now);
  g_mutex_unlock (&http->lock);
  ask->request = (XyServerRequest){ .method = method,
                                    .target = ask->target,
                                    .authorization = header (ask, "Authorization"),
                                    .type = header (ask, "Content-Type"),
                                    .encoding = header (ask, "Content-Encoding"),
                                    .accept = header (ask, "Accept-Encoding"),
                                    .address = ask->line->address,
                                    .announced = -1 };
  const char *length = header (ask, "Content-Length");
  if (length != NULL && header (ask, "Transfer-Encoding") == NULL
      && g_ascii_string_to_unsigned (length, 10, 0, G_MAXINT64, &announced, NULL))
    ask->request.announced = (gint64) announced;
  ask->state = XY_HTTP_BODY;
  if (g_atomic_int_get (&http->stopping))
    return refuse (ask, 503, "stopping", BUSY_SECONDS);
  if (!xy_route_admit (&ask->request, http->shared->env, &ask->most, &ask->response))
    return send_response (ask);
  return MHD_YES;
}

static enum MHD_Result
take_body (XyHttpAsk *ask, const char *data, size_t *size)
{
  XyHttp *http = ask->http;
  gint64 now = g_get_monotonic_time ();

  g_mutex_lock (&http->lock);
  gboolean over = xy_watch_is_over (&ask->line->watch, http->config, now);
  xy_watch_came (&ask->line->watch, *size, now);
  g_mutex_unlock (&http->lock);
  if (over)
    return cut (ask, "408 Request Timeout", "why=\"slow\"");
  if (ask->body->len + *size > ask->most)
    return cut (ask, "413 Content Too Large", "why=\"large\"");
  if ((gsize) g_atomic_pointer_add (&http->body_bytes, *size) + *size > (gsize) http->config->body_megabytes << 20)
    {
      g_atomic_pointer_add (&http->body_bytes, -(gssize) *size);
      return cut (ask, "503 Service Unavailable", "why=\"memory\"");
    }
  g_byte_array_append (ask->body, (const guint8 *) data, (guint) *size);
  *size = 0;
  return MHD_YES;
}

/* The body is there: a worker has the word. */
static enum MHD_Result
ask_worker (XyHttpAsk *ask)
{
  XyHttp *http = ask->http;

  if (g_async_queue_length (http->queue) >= (int) http->config->waiting)
    return refuse (ask, 503, "busy", BUSY_SECONDS);
  ask->request.body = (const char *) ask->body->data;
  ask->request.length = ask->body->len;
  g_mutex_lock (&http->lock);
  gboolean late = http->workers_end;
  if (!late)
    {
      ask->state = XY_HTTP_ASKED;
      xy_watch_begin (&ask->line->watch, XY_WATCH_WORK, g_get_monotonic_time ());
      MHD_suspend_connection (ask->connection);
      g_async_queue_push (http->queue, ask);
    }
  g_mutex_unlock (&http->lock);
  if (late)
    return refuse (ask, 503, "stopping", BUSY_SECONDS);
  return MHD_YES;
}

static enum MHD_Result
on_request_came (void *data,
                 struct MHD_Connection *connection,
                 const char *url,
                 const char *method,
                 const char *version,
                 const char *upload,
                 size_t *upload_size,
                 void **context)
{
  XyHttpAsk *ask = *context;

  switch (ask->state)
    {
    case XY_HTTP_NEW:
      return begin (ask, connection, method);
    case XY_HTTP_BODY:
      return *upload_size > 0 ? take_body (ask, upload, upload_size) : ask_worker (ask);
    case XY_HTTP_ANSWERED:
      return send_response (ask);
    case XY_HTTP_ASKED:
    default:
      return MHD_YES;
    }
}

/* The first that is known of a request: its target, as it was sent. */
static void *
on_target_came (void *data, const char *target, struct MHD_Connection *connection)
{
  XyHttpAsk *ask = g_new0 (XyHttpAsk, 1);

  ask->http = data;
  ask->target = g_strdup (target);
  ask->body = g_byte_array_new ();
  return ask;
}

static void
on_request_completed (void *data,
                      struct MHD_Connection *connection,
                      void **context,
                      enum MHD_RequestTerminationCode code)
{
  XyHttp *http = data;
  XyHttpAsk *ask = *context;

  *context = NULL;
  if (ask == NULL)
    return;
  if (ask->line != NULL)
    {
      g_mutex_lock (&http->lock);
      xy_watch_begin (&ask->line->watch, XY_WATCH_HEAD, g_get_monotonic_time ());
      g_mutex_unlock (&http->lock);
      g_atomic_int_add (&http->active, -1);
    }
  g_atomic_pointer_add (&http->body_bytes, -(gssize) ask->body->len);
  g_byte_array_unref (ask->body);
  xy_server_response_clear (&ask->response);
  g_free (ask->target);
  g_free (ask);
}

static void
write_address (const struct sockaddr *address, char *text, gsize size)
{
  text[0] = '\0';
  if (address != NULL && address->sa_family == AF_INET)
    inet_ntop (AF_INET, &((const struct sockaddr_in *) address)->sin_addr, text, (socklen_t) size);
  else if (address != NULL && address->sa_family == AF_INET6)
    inet_ntop (AF_INET6, &((const struct sockaddr_in6 *) address)->sin6_addr, text, (socklen_t) size);
}

static void
on_connection_changed (void *data,
                       struct MHD_Connection *connection,
                       void **context,
                       enum MHD_ConnectionNotificationCode code)
{
  XyHttp *http = data;
  XyHttpLine *line;

  if (code == MHD_CONNECTION_NOTIFY_STARTED)
    {
      const union MHD_ConnectionInfo *info = MHD_get_connection_info (connection, MHD_CONNECTION_INFO_CONNECTION_FD);
      line = g_new0 (XyHttpLine, 1);
      line->http = http;
      line->fd = info->connect_fd;
      info = MHD_get_connection_info (connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
      write_address (info->client_addr, line->address, sizeof line->address);
      xy_watch_begin (&line->watch, XY_WATCH_HEAD, g_get_monotonic_time ());
      g_mutex_lock (&http->lock);
      g_hash_table_add (http->lines, line);
      g_mutex_unlock (&http->lock);
      *context = line;
      return;
    }
  line = *context;
  *context = NULL;
  g_mutex_lock (&http->lock);
  g_hash_table_remove (http->lines, line);
  g_mutex_unlock (&http->lock);
  g_free (line);
}

static void on_library_complained (void *data, const char *format, va_list arguments) G_GNUC_PRINTF (2, 0);

static void
on_library_complained (void *data, const char *format, va_list arguments)
{
  g_autofree char *text = g_strdup_vprintf (format, arguments);

  g_debug ("microhttpd: %s", g_strchomp (text));
}

static gboolean
make_address (const XyServerConfig *config, struct sockaddr_storage *address, GError **error)
{
  g_autoptr (GInetAddress) inet = g_inet_address_new_from_string (config->listen);
  g_autoptr (GSocketAddress) full = g_inet_socket_address_new (inet, (guint16) config->port);

  memset (address, 0, sizeof *address);
  return g_socket_address_to_native (full, address, sizeof *address, error);
}

static gboolean
start_daemon (XyHttp *http, GError **error)
{
  const XyServerConfig *config = http->config;
  struct sockaddr_storage address;
  g_autofree char *certificate = NULL, *key = NULL;
  guint flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_SUSPEND_RESUME | MHD_USE_ERROR_LOG;

  if (!make_address (config, &address, error))
    return FALSE;
  if (config->certificate != NULL
      && (!g_file_get_contents (config->certificate, &certificate, NULL, error)
          || !g_file_get_contents (config->key, &key, NULL, error)))
    return FALSE;
  if (address.ss_family == AF_INET6)
    flags |= MHD_USE_DUAL_STACK;
  if (certificate != NULL)
    flags |= MHD_USE_TLS;
  struct MHD_OptionItem tls[] = {
    { MHD_OPTION_HTTPS_MEM_CERT, 0, certificate },
    { MHD_OPTION_HTTPS_MEM_KEY, 0, key },
    { MHD_OPTION_HTTPS_PRIORITIES, 0, (void *) TLS_PRIORITIES },
    { MHD_OPTION_END, 0, NULL },
  };
  struct MHD_OptionItem none[] = { { MHD_OPTION_END, 0, NULL } };
  /* Its own timeout of silence is the last resort only: the monitor is there before. */
  http->daemon = MHD_start_daemon (
      flags, (guint16) config->port, NULL, NULL, on_request_came, http, MHD_OPTION_EXTERNAL_LOGGER,
      on_library_complained, NULL, MHD_OPTION_SOCK_ADDR, &address, MHD_OPTION_THREAD_POOL_SIZE, SOCKET_THREADS,
      MHD_OPTION_CONNECTION_LIMIT, config->connections, MHD_OPTION_PER_IP_CONNECTION_LIMIT,
      config->connections_per_address, MHD_OPTION_CONNECTION_TIMEOUT,
      MAX (config->head_seconds, config->request_seconds), MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t) LINE_MEMORY,
      MHD_OPTION_URI_LOG_CALLBACK, on_target_came, http, MHD_OPTION_NOTIFY_COMPLETED, on_request_completed, http,
      MHD_OPTION_NOTIFY_CONNECTION, on_connection_changed, http, MHD_OPTION_LISTEN_BACKLOG_SIZE, 1024, MHD_OPTION_ARRAY,
      certificate != NULL ? tls : none, MHD_OPTION_END);
  if (http->daemon != NULL)
    return TRUE;
  g_set_error (error, XY_ERROR, XY_ERROR_FAILED,
               _ ("The server cannot listen on %s, port %u: the port is taken, or the certificate or its key is none."),
               config->listen, config->port);
  return FALSE;
}

/* What was asked and not answered yet: workers end behind it. */
static void
stop_workers (XyHttp *http)
{
  g_mutex_lock (&http->lock);
  http->workers_end = TRUE;
  g_mutex_unlock (&http->lock);
  for (guint i = 0; i < http->workers->len; i++)
    g_async_queue_push (http->queue, http);
  for (guint i = 0; i < http->workers->len; i++)
    g_thread_join (http->workers->pdata[i]);
}

static void
http_free (XyHttp *http)
{
  if (http->status != NULL)
    MHD_stop_daemon (http->status);
  stop_workers (http);
  if (http->monitor != NULL)
    {
      g_mutex_lock (&http->lock);
      http->end = TRUE;
      g_cond_signal (&http->wake);
      g_mutex_unlock (&http->lock);
      g_thread_join (http->monitor);
    }
  if (http->daemon != NULL)
    MHD_stop_daemon (http->daemon);
  g_ptr_array_unref (http->workers);
  g_async_queue_unref (http->queue);
  g_hash_table_unref (http->lines);
  g_mutex_clear (&http->lock);
  g_cond_clear (&http->wake);
  g_free (http);
}

XyHttp *
xy_http_start (const XyServerConfig *config, XyRouteShared *shared, GError **error)
{
  XyHttp *http = g_new0 (XyHttp, 1);

  http->config = config;
  http->shared = shared;
  http->queue = g_async_queue_new ();
  http->workers = g_ptr_array_new ();
  http->lines = g_hash_table_new (NULL, NULL);
  g_mutex_init (&http->lock);
  g_cond_init (&http->wake);
  g_queue_init (&http->held);
  for (guint i = 0; i < config->workers; i++)
    g_ptr_array_add (http->workers, g_thread_new ("worker", xy_http_work, http));
  http->monitor = g_thread_new ("monitor", xy_http_monitor, http);
  if (start_daemon (http, error) && xy_http_start_status (http, error))
    return http;
  http_free (http);
  return NULL;
}

void
xy_http_stop (XyHttp *http)
{
  gint64 end = g_get_monotonic_time () + (gint64) http->config->stop_seconds * G_USEC_PER_SEC;

  g_atomic_int_set (&http->stopping, 1);
  int listening = MHD_quiesce_daemon (http->daemon);
  while (g_atomic_int_get (&http->active) > 0 && g_get_monotonic_time () < end)
    g_usleep (20000);
  http_free (http);
  if (listening != MHD_INVALID_SOCKET)
    close (listening);
}
