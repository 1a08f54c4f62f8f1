/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/route-private.h"

#include <string.h>

#include <sodium.h>

#include "server/blob.h"
#include "server/route-account.h"
#include "server/route-blob.h"
#include "server/route-down.h"
#include "server/route-report.h"
#include "sync/down.h"
#include "sync/pack.h"
#include "sync/talk.h"

#define INT "%" G_GINT64_FORMAT
#define HEX "%" G_GINT64_MODIFIER "x"
#define TARGET_MOST 1024
#define SMALL 4096
#define BEARER "Bearer "
/* What is answered "later" is worth to be asked again in so many seconds. */
#define BUSY_SECONDS 5
#define BROKEN_SECONDS 60
#define FULL_SECONDS 300

static gboolean
answer_hello (XyCall *call, GError **error)
{
  GString *out = g_string_new (NULL);

  if (!xy_server_store_ask (call->route->store, call->request->body, call->request->length, out, error))
    {
      g_string_free (out, TRUE);
      return FALSE;
    }
  xy_call_give (call, out, "application/json");
  return TRUE;
}

static gboolean
answer_push (XyCall *call, GError **error)
{
  const XyServerRequest *request = call->request;
  const char *text = request->body;
  gsize length = request->length;
  g_autoptr (GString) unpacked = NULL;

  if (request->encoding != NULL && g_ascii_strcasecmp (request->encoding, "gzip") == 0)
    {
      unpacked = xy_unpack (request->body, request->length, XY_WIRE_RAW_MOST, NULL);
      if (unpacked == NULL)
        return xy_call_refuse (call, 413, "packed");
      text = unpacked->str;
      length = unpacked->len;
    }
  GString *out = g_string_new (NULL);
  if (!xy_server_store_push (call->route->store, text, length, out, error))
    {
      g_string_free (out, TRUE);
      return FALSE;
    }
  xy_call_give (call, out, "application/json");
  return TRUE;
}

static gboolean
answer_pull (XyCall *call, GError **error)
{
  gint64 stream, device, cursor, most = XY_WIRE_PAGE_ROWS, schema = 0;
  char epoch[XY_WIRE_EPOCH_MOST + 1], rows[8], reader[8];

  if (!xy_call_number (call, "s", 10, &stream) || !xy_call_number (call, "d", 16, &device)
      || !xy_call_number (call, "c", 10, &cursor) || !xy_call_query (call, "ep", epoch, sizeof epoch)
      || strspn (epoch, "0123456789abcdef") != strlen (epoch) || !xy_call_query (call, "n", rows, sizeof rows)
      || (rows[0] != '\0' && !xy_call_number (call, "n", 10, &most))
      || !xy_call_query (call, "sch", reader, sizeof reader)
      || (reader[0] != '\0' && !xy_call_number (call, "sch", 10, &schema)))
    return xy_call_refuse (call, 400, "query");
  call->stream = stream;
  if (!xy_access_scope_ok (&call->account, stream))
    return xy_call_refuse (call, 403, "scope");

  GString *page = g_string_new (NULL);
  if (!xy_server_store_pull (call->route->store, stream, device, epoch, cursor, most, page, error))
    {
      g_string_free (page, TRUE);
      return FALSE;
    }
  if (schema < xy_server_store_get_reader (call->route->store))
    {
      g_string_free (page, TRUE);
      return xy_call_refuse (call, 426, "upgrade");
    }
  xy_call_give (call, page, "application/x-ndjson");
  return TRUE;
}

static const XyEndpoint endpoints[] = {
  { "POST", "/v1/enroll", "enroll", .most = SMALL, .anyone = TRUE, .writes = TRUE, .answer = xy_route_enroll },
  { "POST", "/v1/join", "join", .most = SMALL, .writes = TRUE, .answer = xy_route_join },
  { "GET", "/v1/villages", "villages", .answer = xy_route_villages },
  { "GET", "/v1/devices", "devices", .answer = xy_route_devices },
  { "POST", "/v1/hello", "hello", .most = SMALL, .answer = answer_hello },
  { "POST", "/v1/push", "push", .most = XY_WIRE_PACKED_MOST, .writes = TRUE, .answer = answer_push },
  { "GET", "/v1/pull", "pull", .answer = answer_pull },
  { "GET", "/v1/down", "down", .answer = xy_route_down_give },
  { "POST", "/v1/down", "send-down", .most = XY_DOWN_SEND_MOST, .writes = TRUE, .answer = xy_route_down_take },
  { "GET", "/v1/report", "reports", .answer = xy_route_report_list },
  { "GET", "/v1/report/", "report", .answer = xy_route_report },
  { "POST", XY_ROUTE_BLOB, "blob-take", .most = XY_BLOB_PIECE_MOST, .writes = TRUE, .answer = xy_route_blob_take },
  { "GET", XY_ROUTE_BLOB, "blob-give", .answer = xy_route_blob_give },
};

const char *const *
xy_route_names (guint *n)
{
  static const char *names[G_N_ELEMENTS (endpoints)];

  for (*n = 0; *n < G_N_ELEMENTS (endpoints); (*n)++)
    names[*n] = endpoints[*n].name;
  return names;
}

/* Letters that a target of ours consists of: nothing has to be decoded. */
static gboolean
is_target (const char *target)
{
  gsize length = strlen (target);

  return length <= TARGET_MOST && target[0] == '/'
         && strspn (target, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-?&=,") == length;
}

static gboolean
path_is (const XyEndpoint *endpoint, const char *target)
{
  gsize length = strcspn (target, "?"), own = strlen (endpoint->path);

  if (endpoint->path[own - 1] == '/')
    return length > own && strncmp (target, endpoint->path, own) == 0;
  return length == own && strncmp (target, endpoint->path, own) == 0;
}

/* The endpoint that REQUEST is for. NULL: RESPONSE says why not. */
static const XyEndpoint *
find_endpoint (const XyServerRequest *request, const XyEnv *env, XyServerResponse *response)
{
  const char *allow = NULL;

  response->name = "none";
  if (!is_target (request->target))
    {
      xy_route_refuse (response, env, 400, "path");
      return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (endpoints); i++)
    if (path_is (&endpoints[i], request->target))
      {
        if (g_str_equal (endpoints[i].method, request->method))
          {
            response->name = endpoints[i].name;
            return &endpoints[i];
          }
        allow = endpoints[i].method;
      }
  xy_route_refuse (response, env, allow != NULL ? 405 : 404, allow != NULL ? "method" : "path");
  response->allow = allow;
  return NULL;
}

static gboolean
is_one_of (const char *header, const char *const *words)
{
  gsize length = strcspn (header, "; ");

  for (; *words != NULL; words++)
    if (strlen (*words) == length && g_ascii_strncasecmp (header, *words, length) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
check_head (const XyEndpoint *endpoint, const XyServerRequest *request, const XyEnv *env, XyServerResponse *response)
{
  static const char *const types[] = { "application/json", "application/x-ndjson", "application/octet-stream", NULL };
  gboolean packed = request->encoding != NULL && g_ascii_strcasecmp (request->encoding, "identity") != 0;

  if (!endpoint->anyone
      && (request->authorization == NULL || !g_str_has_prefix (request->authorization, BEARER)
          || strlen (request->authorization) != strlen (BEARER) + 2 * XY_SERVER_TOKEN_SIZE))
    xy_route_refuse (response, env, 401, "token");
  else if (endpoint->most > 0 && request->announced < 0)
    xy_route_refuse (response, env, 411, "length");
  else if (request->announced > (gint64) endpoint->most)
    xy_route_refuse (response, env, 413, "large");
  else if (endpoint->most > 0 && request->type != NULL && !is_one_of (request->type, types))
    xy_route_refuse (response, env, 415, "type");
  else if (packed && g_ascii_strcasecmp (request->encoding, "gzip") != 0)
    xy_route_refuse (response, env, 415, "encoding");
  else
    return TRUE;
  return FALSE;
}

gboolean
xy_route_admit (const XyServerRequest *request, const XyEnv *env, gsize *most, XyServerResponse *response)
{
  const XyEndpoint *endpoint = find_endpoint (request, env, response);

  *most = 0;
  if (endpoint == NULL || !check_head (endpoint, request, env, response))
    return FALSE;
  *most = endpoint->most;
  return TRUE;
}

XyRoute *
xy_route_new (XyServerStore *store, XyRouteShared *shared, GError **error)
{
  g_autoptr (XyRoute) route = g_new0 (XyRoute, 1);

  route->store = store;
  route->shared = shared;
  route->alone = g_str_equal (xy_base_get_make (xy_server_store_get_base (store)), "sqlite");
  route->wire = xy_wire_new (error);
  return route->wire != NULL ? g_steal_pointer (&route) : NULL;
}

void
xy_route_free (XyRoute *route)
{
  if (route == NULL)
    return;
  xy_wire_free (route->wire);
  g_free (route);
}

/* Who asks. FALSE: RESPONSE says that it is nobody; or with ERROR. */
static gboolean
let_in (XyCall *call, const XyEndpoint *endpoint, GError **error)
{
  XyRouteShared *shared = call->route->shared;
  char key[32];

  if (endpoint->anyone)
    return TRUE;
  g_autoptr (GError) problem = NULL;
  if (!xy_access_find (call->route->store, call->request->authorization + strlen (BEARER), &call->account, &problem)
      || call->account.revoked)
    {
      if (problem != NULL)
        g_propagate_error (error, g_steal_pointer (&problem));
      else
        xy_call_refuse (call, 401, call->account.revoked ? "revoked" : "token");
      return FALSE;
    }
  g_snprintf (key, sizeof key, HEX, call->account.id);
  guint wait = xy_limiter_take (shared->accounts, key, xy_env_now (shared->env));
  if (wait == 0)
    return TRUE;
  xy_call_refuse (call, 429, "many");
  call->response->retry_after = wait;
  return FALSE;
}

/* What the store said when it failed. Nothing was taken. */
static void
answer_error (XyCall *call, const GError *error)
{
  XyServerResponse *response = call->response;

  if (g_error_matches (error, XY_ERROR, XY_ERROR_FULL))
    {
      xy_call_refuse (call, 507, "full");
      response->retry_after = FULL_SECONDS;
    }
  else if (g_error_matches (error, XY_ERROR, XY_ERROR_BUSY) || g_error_matches (error, XY_ERROR, XY_ERROR_OFFLINE))
    {
      xy_call_refuse (call, 503, "busy");
      response->retry_after = BUSY_SECONDS;
    }
  else
    {
      g_warning ("%s: %s", response->name, error->message);
      xy_call_refuse (call, 503, "later");
      response->retry_after = BROKEN_SECONDS;
    }
}

static void
sign (XyCall *call)
{
  const XyServerReceipt *receipt = xy_server_store_get_receipt (call->route->store);
  char hash[XY_WIRE_HEX_SIZE];
  guint8 signature[crypto_sign_BYTES];

  if (receipt->stream == 0)
    return;
  call->stream = receipt->stream;
  xy_wire_hash_to_text (receipt->hash, hash);
  g_autofree char *text =
      g_strdup_printf ("xy1 receipt\n" INT " " HEX " " INT " %s %s " INT "\n", receipt->stream, receipt->device,
                       receipt->last, hash, xy_server_store_get_epoch (call->route->store), receipt->now);
  crypto_sign_detached (signature, NULL, (const guint8 *) text, strlen (text), call->route->shared->keys->sign_secret);
  call->response->receipt = g_base64_encode (signature, sizeof signature);
}

static gboolean
is_recorded (const XyCall *call)
{
  const char *name = call->response->name;

  /* A village asks all day how it stands; what a township or the county looks at is on record. */
  if (call->response->status != 200)
    return call->response->status < 500;
  return g_str_equal (name, "enroll") || g_str_equal (name, "join") || g_str_equal (name, "push")
         || call->account.role != XY_SERVER_VILLAGE;
}

static void
record (XyCall *call)
{
  XyAudit *audit = call->route->shared->audit;
  char who[32] = "", of[32], came[16];

  if (audit == NULL || !is_recorded (call))
    return;
  if (call->account.id != 0)
    g_snprintf (who, sizeof who, HEX, call->account.id);
  g_snprintf (of, sizeof of, INT, call->stream);
  g_snprintf (came, sizeof came, "%u", call->response->status);
  XyAuditLine line = { .who = who,
                       .from = call->request->address,
                       .what = call->response->name,
                       .of = call->stream != 0 ? of : NULL,
                       .came = call->response->status == 200 ? "ok" : came };
  if (call->response->status == 200)
    xy_audit_write (audit, &line, NULL);
  else
    xy_audit_refusal (audit, &line);
}

static void
lock (XyRoute *route)
{
  if (route->alone)
    g_mutex_lock (&route->shared->writing);
}

static void
unlock (XyRoute *route)
{
  if (route->alone)
    g_mutex_unlock (&route->shared->writing);
}

static void
answer (XyCall *call, const XyEndpoint *endpoint)
{
  XyRouteShared *shared = call->route->shared;
  g_autoptr (GError) error = NULL;

  if (!let_in (call, endpoint, &error))
    {
      if (error != NULL)
        answer_error (call, error);
      return;
    }
  if (endpoint->writes && g_atomic_int_get (&shared->disk_low))
    {
      xy_call_refuse (call, 507, "full");
      call->response->retry_after = FULL_SECONDS;
      return;
    }
  if (endpoint->writes)
    lock (call->route);
  xy_server_store_set_account (call->route->store, &call->account);
  gboolean ok = endpoint->answer (call, &error);
  xy_server_store_set_account (call->route->store, NULL);
  if (endpoint->writes)
    unlock (call->route);
  if (ok && call->response->status == 200 && call->account.id != 0
      && xy_access_is_due (call->route->store, &call->account) && !g_atomic_int_get (&shared->disk_low))
    {
      lock (call->route);
      xy_access_touch (call->route->store, &call->account, NULL);
      unlock (call->route);
    }
  if (!ok)
    answer_error (call, error);
  else if (call->response->status == 200 && (endpoint->answer == answer_hello || endpoint->answer == answer_push))
    sign (call);
}

void
xy_route_answer (XyRoute *route, const XyServerRequest *request, XyServerResponse *response)
{
  XyServerRequest whole = *request;
  XyCall call = { .route = route, .request = &whole, .response = response };
  const XyEnv *env = route->shared->env;
  const XyEndpoint *endpoint = find_endpoint (request, env, response);

  if (whole.body == NULL)
    whole.body = "";
  if (endpoint != NULL && check_head (endpoint, request, env, response))
    {
      if (request->length > endpoint->most)
        xy_route_refuse (response, env, 413, "large");
      else
        answer (&call, endpoint);
    }
  record (&call);
}
