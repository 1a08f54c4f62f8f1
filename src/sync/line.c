/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/line.h"

#include <string.h>

#include <curl/curl.h>

#include "config.h"
#include "core/migrate.h"
#include "sync/pack.h"

#define CONNECT_S 20L
#define SLOW_BYTES 50L
#define SLOW_S 60L
#define TICK_MS 1000
#define BUFFER 16384
/* How an answer of the protocol begins. */
#define BEGINNING "{\"p\":\"" XY_WIRE_MAGIC "\""
/* What OpenSSL says of a certificate that is not valid yet, or no longer. */
#define CERTIFICATE_TOO_EARLY 9
#define CERTIFICATE_TOO_LATE 10

/* One request, with what has come of its answer. */
typedef struct
{
  char *path;
  GByteArray *body;
  gboolean packed;
  gboolean too_much;
  gint64 pause;
  char *receipt;
  struct curl_slist *headers;
  GBytes *sent;
} Request;

struct _XyLine
{
  CURLM *multi;
  CURL *easy;
  char *url;
  char *ca;
  char *pins;
  char *token;
  gboolean by_pin; /* the clock is wrong: the pinned key alone says who answers */
  Request *ahead;  /* sent before it was asked for; or NULL */
};

static void
request_free (Request *request)
{
  g_free (request->path);
  g_byte_array_unref (request->body);
  g_free (request->receipt);
  curl_slist_free_all (request->headers);
  g_clear_pointer (&request->sent, g_bytes_unref);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static size_t
on_bytes_received (char *bytes, size_t size, size_t n, void *data)
{
  Request *request = data;

  if (size * n > XY_LINE_PACKED_MOST - request->body->len)
    {
      request->too_much = TRUE;
      return 0;
    }
  g_byte_array_append (request->body, (const guint8 *) bytes, (guint) (size * n));
  return size * n;
}

/* The value where LINE is the header NAME. Returns: (transfer full). */
static char *
header_value (const char *line, gsize length, const char *name)
{
  gsize n = strlen (name);

  if (length <= n || g_ascii_strncasecmp (line, name, n) != 0 || line[n] != ':')
    return NULL;
  return g_strstrip (g_strndup (line + n + 1, length - n - 1));
}

static size_t
on_header_received (char *bytes, size_t size, size_t n, void *data)
{
  Request *request = data;
  gsize length = size * n;
  g_autofree char *encoding = header_value (bytes, length, "Content-Encoding");
  g_autofree char *pause = header_value (bytes, length, "Retry-After");
  char *receipt = header_value (bytes, length, "X-Xy-Receipt");

  if (encoding != NULL)
    request->packed = g_ascii_strcasecmp (encoding, "gzip") == 0;
  if (pause != NULL)
    request->pause = xy_line_read_pause (pause, g_get_real_time () / 1000);
  if (receipt != NULL)
    {
      g_free (request->receipt);
      request->receipt = receipt;
    }
  return length;
}

static void
on_line_cancelled (GCancellable *cancellable, gpointer data)
{
  XyLine *line = data;

  curl_multi_wakeup (line->multi);
}

static void
add_header (Request *request, const char *header)
{
  request->headers = curl_slist_append (request->headers, header);
}

static void
set_up (XyLine *line, Request *request)
{
  CURL *easy = line->easy;
  g_autofree char *url = g_strconcat (line->url, request->path, NULL);

  curl_easy_reset (easy);
  curl_easy_setopt (easy, CURLOPT_URL, url);
  curl_easy_setopt (easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt (easy, CURLOPT_USERAGENT, "xiangyue/" XY_VERSION);
  curl_easy_setopt (easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (easy, CURLOPT_QUICK_EXIT, 1L);
  curl_easy_setopt (easy, CURLOPT_HTTP_VERSION, (long) CURL_HTTP_VERSION_1_1);
  curl_easy_setopt (easy, CURLOPT_TCP_KEEPALIVE, 1L);
  curl_easy_setopt (easy, CURLOPT_CONNECTTIMEOUT, CONNECT_S);
  curl_easy_setopt (easy, CURLOPT_LOW_SPEED_LIMIT, SLOW_BYTES);
  curl_easy_setopt (easy, CURLOPT_LOW_SPEED_TIME, SLOW_S);
  curl_easy_setopt (easy, CURLOPT_BUFFERSIZE, (long) BUFFER);
  curl_easy_setopt (easy, CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2);
  if (line->ca != NULL)
    {
      struct curl_blob blob = { .data = line->ca, .len = strlen (line->ca), .flags = CURL_BLOB_COPY };
      curl_easy_setopt (easy, CURLOPT_CAINFO_BLOB, &blob);
    }
  if (line->pins != NULL)
    curl_easy_setopt (easy, CURLOPT_PINNEDPUBLICKEY, line->pins);
  if (line->by_pin)
    {
      curl_easy_setopt (easy, CURLOPT_SSL_VERIFYPEER, 0L);
      curl_easy_setopt (easy, CURLOPT_SSL_VERIFYHOST, 0L);
    }
  curl_easy_setopt (easy, CURLOPT_WRITEFUNCTION, on_bytes_received);
  curl_easy_setopt (easy, CURLOPT_WRITEDATA, request);
  curl_easy_setopt (easy, CURLOPT_HEADERFUNCTION, on_header_received);
  curl_easy_setopt (easy, CURLOPT_HEADERDATA, request);

  /* Unpacked here and not by libcurl, which would unpack whatever comes. */
  add_header (request, "Accept-Encoding: gzip");
  add_header (request, "Expect:");
  if (line->token != NULL)
    {
      g_autofree char *bearer = g_strconcat ("Authorization: Bearer ", line->token, NULL);
      add_header (request, bearer);
    }
}

static void
set_body (XyLine *line, Request *request, GBytes *body, const char *type, gboolean packed)
{
  g_autofree char *header = g_strconcat ("Content-Type: ", type, NULL);

  request->sent = g_bytes_ref (body);
  add_header (request, header);
  if (packed)
    add_header (request, "Content-Encoding: gzip");
  curl_easy_setopt (line->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t) g_bytes_get_size (body));
  curl_easy_setopt (line->easy, CURLOPT_POSTFIELDS, g_bytes_get_data (body, NULL));
}

/* Sends a request for PATH; the answer is to be waited for. */
static Request *
begin (XyLine *line, const char *path, GBytes *body, const char *type, gboolean packed)
{
  Request *request = g_new0 (Request, 1);
  int running;

  request->path = g_strdup (path);
  request->body = g_byte_array_new ();
  set_up (line, request);
  if (body != NULL)
    set_body (line, request, body, type, packed);
  curl_easy_setopt (line->easy, CURLOPT_HTTPHEADER, request->headers);
  curl_multi_add_handle (line->multi, line->easy);
  curl_multi_perform (line->multi, &running);
  return request;
}

/* What was sent ahead and nobody asks for. */
static void
drop_ahead (XyLine *line)
{
  if (line->ahead != NULL)
    curl_multi_remove_handle (line->multi, line->easy);
  g_clear_pointer (&line->ahead, request_free);
}

/* Until it has ended, well or badly, or is given up. */
static CURLcode
perform (XyLine *line, GCancellable *cancellable)
{
  int running = 1, left;
  CURLcode code = CURLE_ABORTED_BY_CALLBACK;
  const CURLMsg *message;
  gulong handler =
      cancellable != NULL ? g_cancellable_connect (cancellable, G_CALLBACK (on_line_cancelled), line, NULL) : 0;

  while (running > 0 && !g_cancellable_is_cancelled (cancellable))
    if (curl_multi_perform (line->multi, &running) != CURLM_OK
        || (running > 0 && curl_multi_poll (line->multi, NULL, 0, TICK_MS, NULL) != CURLM_OK))
      break;
  while ((message = curl_multi_info_read (line->multi, &left)) != NULL)
    if (message->msg == CURLMSG_DONE)
      code = message->data.result;
  curl_multi_remove_handle (line->multi, line->easy);
  if (handler != 0)
    g_cancellable_disconnect (cancellable, handler);
  return code;
}

static XyTrouble
judge_code (XyLine *line, CURLcode code, const Request *request)
{
  long verified = 0;

  if (code == CURLE_OK)
    return XY_TROUBLE_NONE;
  if (request->too_much)
    return XY_TROUBLE_SERVER;
  switch ((int) code)
    {
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_INTERFACE_FAILED:
      return XY_TROUBLE_OFFLINE;
    case CURLE_PEER_FAILED_VERIFICATION:
      curl_easy_getinfo (line->easy, CURLINFO_SSL_VERIFYRESULT, &verified);
      return verified == CERTIFICATE_TOO_EARLY || verified == CERTIFICATE_TOO_LATE ? XY_TROUBLE_CLOCK
                                                                                   : XY_TROUBLE_CERTIFICATE;
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
      return XY_TROUBLE_CERTIFICATE;
    case CURLE_OPERATION_TIMEDOUT:
      {
        long asked = 0;
        curl_easy_getinfo (line->easy, CURLINFO_REQUEST_SIZE, &asked);
        return asked > 0 ? XY_TROUBLE_CUT : XY_TROUBLE_OFFLINE;
      }
    default:
      return XY_TROUBLE_CUT;
    }
}

static void
take_answer (Request *request, XyLineReply *reply)
{
  if (request->packed)
    reply->text = xy_unpack (request->body->data, request->body->len, XY_LINE_RAW_MOST, NULL);
  else
    reply->text = g_string_new_len ((const char *) request->body->data, request->body->len);
  /* What cannot be unpacked was cut, or is a bomb. */
  reply->trouble =
      reply->text == NULL ? XY_TROUBLE_CUT : xy_line_judge (reply->status, reply->text->str, reply->text->len);
  reply->pause = request->pause;
  reply->receipt = g_steal_pointer (&request->receipt);
}

static void
run_once (XyLine *line,
          const char *path,
          GBytes *body,
          const char *type,
          gboolean packed,
          GCancellable *cancellable,
          XyLineReply *reply)
{
  g_autoptr (Request) request = NULL;
  long status = 0;

  xy_line_reply_clear (reply);
  if (line->ahead != NULL && body == NULL && g_str_equal (line->ahead->path, path))
    request = g_steal_pointer (&line->ahead);
  else
    {
      drop_ahead (line);
      request = begin (line, path, body, type, packed);
    }
  CURLcode code = perform (line, cancellable);
  reply->sent = body != NULL ? g_bytes_get_size (body) : 0;
  reply->came = request->body->len;
  if (code == CURLE_OK)
    {
      curl_easy_getinfo (line->easy, CURLINFO_RESPONSE_CODE, &status);
      reply->status = (guint) status;
      take_answer (request, reply);
      return;
    }
  reply->cancelled = g_cancellable_is_cancelled (cancellable);
  reply->trouble = judge_code (line, code, request);
  g_info ("line: %s", curl_easy_strerror (code));
}

static void
run (XyLine *line,
     const char *path,
     GBytes *body,
     const char *type,
     gboolean packed,
     GCancellable *cancellable,
     XyLineReply *reply)
{
  run_once (line, path, body, type, packed, cancellable, reply);
  if (reply->trouble != XY_TROUBLE_CLOCK || line->pins == NULL || line->by_pin)
    return;
  line->by_pin = TRUE;
  run_once (line, path, body, type, packed, cancellable, reply);
}

static char *
pull_path (const XySessionRequest *request, gint64 cursor, int rows)
{
  return g_strdup_printf ("/v1/pull?s=%" G_GINT64_FORMAT "&d=%" G_GINT64_MODIFIER "x&c=%" G_GINT64_FORMAT
                          "&ep=%s&n=%d&sch=%d",
                          request->stream, request->device, cursor, request->epoch, rows, (int) xy_migrate_newest ());
}

/* Where the page that TEXT begins with ends, if there is more behind it. What is read here is only a guess at what will
 * be asked for: whoever takes the page in looks at it himself. */
static gboolean
is_followed (const char *text, gint64 *to)
{
  g_autofree char *head = g_strndup (text, strcspn (text, "\n"));
  const char *at = strstr (head, "\"to\":");

  if (at == NULL || strstr (head, "\"more\":1") == NULL)
    return FALSE;
  *to = g_ascii_strtoll (at + strlen ("\"to\":"), NULL, 10);
  return TRUE;
}

/* The county makes the next page while this one is written here. */
static void
send_pull (XyLine *line, const XySessionRequest *request, GCancellable *cancellable, XyLineReply *reply)
{
  g_autofree char *path = pull_path (request, request->cursor, request->rows);
  gint64 to;

  run (line, path, NULL, NULL, FALSE, cancellable, reply);
  if (reply->trouble != XY_TROUBLE_NONE || !is_followed (reply->text->str, &to))
    return;
  g_autofree char *next = pull_path (request, to, MIN (2 * request->rows, XY_WIRE_PAGE_ROWS));
  line->ahead = begin (line, next, NULL, NULL, FALSE);
}

static void
send_push (XyLine *line, const XySessionRequest *request, GCancellable *cancellable, XyLineReply *reply)
{
  g_autoptr (GBytes) packed = xy_pack (request->text->str, request->text->len);

  run (line, "/v1/push", packed, "application/x-ndjson", TRUE, cancellable, reply);
}

XyLine *
xy_line_new (const char *url, const char *ca, const char *pins, const char *token)
{
  static gsize once;
  XyLine *line = g_new0 (XyLine, 1);

  if (g_once_init_enter (&once))
    {
      curl_global_init (CURL_GLOBAL_DEFAULT);
      g_once_init_leave (&once, 1);
    }
  line->multi = curl_multi_init ();
  line->easy = curl_easy_init ();
  line->url = g_strdup (url);
  line->ca = g_strdup (ca);
  line->pins = g_strdup (pins);
  line->token = g_strdup (token);
  return line;
}

void
xy_line_free (XyLine *line)
{
  if (line == NULL)
    return;
  drop_ahead (line);
  curl_easy_cleanup (line->easy);
  curl_multi_cleanup (line->multi);
  g_free (line->url);
  g_free (line->ca);
  g_free (line->pins);
  g_free (line->token);
  g_free (line);
}

void
xy_line_reply_clear (XyLineReply *reply)
{
  if (reply->text != NULL)
    g_string_free (reply->text, TRUE);
  g_free (reply->receipt);
  *reply = (XyLineReply){ 0 };
}

void
xy_line_send (XyLine *line, const XySessionRequest *request, GCancellable *cancellable, XyLineReply *reply)
{
  switch (request->send)
    {
    case XY_SEND_HELLO:
    case XY_SEND_RESULTS:
    case XY_SEND_FORK:
      xy_line_ask (line, "/v1/hello", request->text->str, cancellable, reply);
      break;
    case XY_SEND_PUSH:
      send_push (line, request, cancellable, reply);
      break;
    case XY_SEND_PULL:
      send_pull (line, request, cancellable, reply);
      break;
    case XY_SEND_NOTHING:
    default:
      g_return_if_reached ();
    }
}

void
xy_line_ask (XyLine *line, const char *path, const char *json, GCancellable *cancellable, XyLineReply *reply)
{
  g_autoptr (GBytes) body = json != NULL ? g_bytes_new (json, strlen (json)) : NULL;

  run (line, path, body, "application/json", FALSE, cancellable, reply);
}

void
xy_line_carry (XyLine *line, const char *path, GBytes *body, GCancellable *cancellable, XyLineReply *reply)
{
  run (line, path, body, "application/octet-stream", FALSE, cancellable, reply);
}

XyTrouble
xy_line_judge (guint status, const char *text, gsize length)
{
  gboolean ours = length >= strlen (BEGINNING) && memcmp (text, BEGINNING, strlen (BEGINNING)) == 0;

  switch (status)
    {
    case 401:
    case 403:
      return ours ? XY_TROUBLE_REFUSED : XY_TROUBLE_PORTAL;
    case 426:
      return ours ? XY_TROUBLE_UPGRADE : XY_TROUBLE_PORTAL;
    case 408:
      return XY_TROUBLE_CUT;
    case 429:
    case 503:
      return XY_TROUBLE_BUSY;
    case 507:
      return XY_TROUBLE_DISK_THERE;
    case 200:
      return ours ? XY_TROUBLE_NONE : XY_TROUBLE_PORTAL;
    default:
      break;
    }
  /* Something before the server that cannot reach it says so in pages of its own. */
  return ours || status >= 500 ? XY_TROUBLE_SERVER : XY_TROUBLE_PORTAL;
}

gint64
xy_line_read_pause (const char *value, gint64 now)
{
  guint64 seconds;

  if (g_ascii_string_to_unsigned (value, 10, 0, XY_LINE_PAUSE_MOST / 1000, &seconds, NULL))
    return (gint64) seconds * 1000;
  time_t at = curl_getdate (value, NULL);
  if (at < 0)
    return g_ascii_isdigit (value[0]) ? XY_LINE_PAUSE_MOST : 0;
  return CLAMP ((gint64) at * 1000 - now, 0, XY_LINE_PAUSE_MOST);
}
