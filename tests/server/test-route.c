/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests without a socket: who is answered what, and that what is refused leaves no trace in the database. */
#include <locale.h>

#include <glib/gstdio.h>
#include <sodium.h>

#include "county.h"
#include "server/blob.h"
#include "server/route.h"
#include "sync/down.h"
#include "sync/pack.h"

/* SHA-256 of "abc". */
#define PHOTO "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define INT "%" G_GINT64_FORMAT
#define HEX "%" G_GINT64_MODIFIER "x"
#define VILLAGES 4
#define WRONG "00000000000000000000000000000000000000000000000000000000000000aa"

/* Two of one township, one of another, one of another county. */
static const gint64 villages[VILLAGES] = { SID, SID + 1, 431399102201, 431398101201 };

typedef struct
{
  County county;
  XyServerKeys keys;
  XyRouteShared shared;
  char *blobs;
  XyRoute *route;
  XyServerEnrolled villages[VILLAGES];
} Site;

static XyServerEnrolled
enroll (Site *site, gint64 scope)
{
  char code[XY_SERVER_CODE_LENGTH + 1];
  XyServerEnrolled out;
  XyServerEnrolling asked = { .code = code, .name = "电脑", .nonce = "a1", .pub = { 3 } };

  g_assert_true (xy_access_make_code (site->county.store, &site->keys, scope, NULL, code, NULL));
  g_assert_true (xy_access_enroll (site->county.store, &site->keys, &asked, &out, NULL));
  return out;
}

static void
site_open (Site *site)
{
  g_autoptr (GError) error = NULL;

  *site = (Site){ 0 };
  county_open (&site->county);
  crypto_sign_keypair (site->keys.sign_public, site->keys.sign_secret);
  site->shared = (XyRouteShared){ .env = &site->county.fixed.env,
                                  .keys = &site->keys,
                                  .accounts = xy_limiter_new (100000, 100000),
                                  .addresses = xy_limiter_new (100000, 100000) };
  g_mutex_init (&site->shared.writing);
  site->route = xy_route_new (site->county.store, &site->shared, &error);
  g_assert_no_error (error);
  site->blobs = g_dir_make_tmp ("xiangyue-test-XXXXXX", NULL);
  site->shared.blobs = site->blobs;
  for (guint i = 0; i < VILLAGES; i++)
    {
      XyBlob blob;
      site->villages[i] = enroll (site, villages[i]);
      g_assert_true (xy_blob_append (site->blobs, villages[i], PHOTO, 0, 3, "abc", 3, &blob, NULL));
      g_assert_true (blob.whole);
    }
}

static void
site_close (Site *site)
{
  for (guint i = 0; i < VILLAGES; i++)
    {
      g_autofree char *folder = g_strdup_printf ("%s/" INT, site->blobs, villages[i]);
      g_autofree char *file = g_build_filename (folder, PHOTO, NULL);
      g_unlink (file);
      g_rmdir (folder);
    }
  g_rmdir (site->blobs);
  g_free (site->blobs);
  xy_route_free (site->route);
  xy_limiter_free (site->shared.accounts);
  xy_limiter_free (site->shared.addresses);
  g_mutex_clear (&site->shared.writing);
  county_close (&site->county);
}

/* All that is in the database, but what WITHOUT says. Returns: (transfer full). */
static char *
dump (Site *site)
{
  g_autoptr (XyBase) copy = NULL;
  XyDb *db = xy_base_get_db (county_look (&site->county, &copy));
  GString *out = g_string_new (NULL);
  g_autoptr (XyRows) tables =
      xy_db_query (db, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name", XY_BIND_NONE, NULL);

  while (xy_rows_next (tables, NULL))
    {
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\"", xy_rows_text (tables, 0));
      g_autoptr (XyRows) rows = xy_db_query (db, sql, XY_BIND_NONE, NULL);
      g_string_append_printf (out, "%s\n", xy_rows_text (tables, 0));
      while (xy_rows_next (rows, NULL))
        for (int i = 0; i < xy_rows_n_columns (rows); i++)
          {
            gsize length = 0;
            const guint8 *bytes = xy_rows_bytes (rows, i, &length);
            for (gsize b = 0; b < length; b++)
              g_string_append_printf (out, "%02x", bytes[b]);
            g_string_append (out, i + 1 < xy_rows_n_columns (rows) ? "|" : "\n");
          }
    }
  return g_string_free (out, FALSE);
}

static guint
ask (Site *site, const char *method, const char *target, const char *token, const char *body, char **text)
{
  g_auto (XyServerResponse) response = { 0 };
  g_autofree char *authorization = token != NULL ? g_strconcat ("Bearer ", token, NULL) : NULL;
  XyServerRequest request = { .method = method,
                              .target = target,
                              .authorization = authorization,
                              .address = "10.0.0.1",
                              .announced = body != NULL ? (gint64) strlen (body) : -1,
                              .body = body != NULL ? body : "",
                              .length = body != NULL ? strlen (body) : 0 };

  xy_route_answer (site->route, &request, &response);
  if (text != NULL)
    *text = g_strndup (g_bytes_get_data (response.body, NULL), g_bytes_get_size (response.body));
  return response.status;
}

typedef enum
{
  JOIN,
  VILLAGES_LIST,
  DEVICES,
  HELLO,
  FORK,
  PUSH,
  PULL,
  DOWN,
  SEND_DOWN,
  REPORT_LIST,
  REPORT,
  BLOB_TAKE,
  BLOB_GIVE,
  N_ENDPOINTS,
} Endpoint;

/* The request at ENDPOINT for STREAM as DEVICE. */
static guint
call (Site *site, Endpoint endpoint, gint64 stream, gint64 device, const char *token)
{
  const char *epoch = xy_server_store_get_epoch (site->county.store);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *target = NULL;

  switch (endpoint)
    {
    case JOIN:
      g_string_printf (text, "{\"p\":\"xy1\",\"ask\":\"join\",\"sid\":" INT ",\"nonce\":\"b1\"}", stream);
      return ask (site, "POST", "/v1/join", token, text->str, NULL);
    case VILLAGES_LIST:
      return ask (site, "GET", "/v1/villages", token, NULL, NULL);
    case DEVICES:
      target = g_strdup_printf ("/v1/devices?s=" INT, stream);
      return ask (site, "GET", target, token, NULL, NULL);
    case HELLO:
    case FORK:
      {
        XyAsk hello = {
          .kind = endpoint == FORK ? XY_ASK_FORK : XY_ASK_HELLO, .stream = stream, .device = device, .nonce = 9
        };
        g_strlcpy (hello.epoch, epoch, sizeof hello.epoch);
        xy_ask_append (text, &hello);
        return ask (site, "POST", "/v1/hello", token, text->str, NULL);
      }
    case PUSH:
      {
        guint8 hash[XY_HASH_SIZE] = { 0 };
        XyWirePush head = { .stream = stream, .device = device, .from = 1, .schema = 12 };
        g_autofree char *line = line_of (1, "household", 'i', 11, 0, NULL, "{\"head_name\":\"曾国强\"}");
        g_strlcpy (head.epoch, epoch, sizeof head.epoch);
        xy_wire_append_push_head (text, &head);
        g_string_append_printf (text, "%s\n", line);
        xy_wire_chain (hash, line, strlen (line));
        xy_wire_append_push_end (text, 1, hash);
        return ask (site, "POST", "/v1/push", token, text->str, NULL);
      }
    case PULL:
      target = g_strdup_printf ("/v1/pull?s=" INT "&d=" HEX "&c=0&ep=%s&n=100", stream, device, epoch);
      return ask (site, "GET", target, token, NULL, NULL);
    case DOWN:
      return ask (site, "GET", "/v1/down?c=0", token, NULL, NULL);
    case SEND_DOWN:
      {
        g_autoptr (XyDown) down = xy_down_new ();
        down->id = xy_id_new (&site->county.fixed.env);
        down->scope = stream;
        down->kind = g_strdup (XY_DOWN_NOTICE);
        down->title = g_strdup ("通知");
        xy_down_set_text (&down->text, "请照办");
        g_autoptr (GString) body = xy_down_make_request (site->county.wire, down);
        return ask (site, "POST", "/v1/down", token, body->str, NULL);
      }
    case REPORT_LIST:
      return ask (site, "GET", "/v1/report", token, NULL, NULL);
    case REPORT:
      target = g_strdup_printf ("/v1/report/points?scope=" INT "&from=2026-10&to=2026-11", stream);
      return ask (site, "GET", target, token, NULL, NULL);
    case BLOB_TAKE:
      target = g_strdup_printf ("/v1/blob/" INT "/" PHOTO "?at=0&size=3", stream);
      return ask (site, "POST", target, token, "abc", NULL);
    case BLOB_GIVE:
      target = g_strdup_printf ("/v1/blob/" INT "/" PHOTO "?at=0", stream);
      return ask (site, "GET", target, token, NULL, NULL);
    case N_ENDPOINTS:
    default:
      g_assert_not_reached ();
    }
}

/* What somebody of SCOPE, at the first village's device where it has one, is to be answered. */
static guint
expected (Endpoint endpoint, XyServerRole role, gint64 scope, gint64 stream, gboolean own_device)
{
  const XyServerAccount account = { .scope = scope };

  if (endpoint == VILLAGES_LIST || endpoint == REPORT_LIST || endpoint == DOWN)
    return 200;
  if (endpoint == SEND_DOWN && role == XY_SERVER_VILLAGE)
    return 403;
  if (!xy_access_scope_ok (&account, stream))
    return 403;
  if (endpoint == REPORT || endpoint == BLOB_GIVE || endpoint == DEVICES || endpoint == SEND_DOWN)
    return 200;
  if (endpoint == BLOB_TAKE)
    return role == XY_SERVER_VILLAGE ? 200 : 403;
  if (endpoint == JOIN)
    return role == XY_SERVER_VILLAGE ? 403 : 200;
  return own_device ? 200 : 403;
}

/* Each endpoint × role × village × whose device × state of the token. */
static void
test_matrix (void)
{
  static const gint64 scopes[] = { SID, SID / 1000, SID / 1000000 };
  /* An endpoint that is new belongs into the matrix. */
  static const char *const names[] = { "enroll", "join",      "villages", "devices", "hello",     "push",     "pull",
                                       "down",   "send-down", "reports",  "report",  "blob-take", "blob-give" };
  guint n_refused = 0, n_taken = 0, n_names;
  const char *const *known = xy_route_names (&n_names);

  g_assert_cmpuint (n_names, ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < n_names; i++)
    g_assert_cmpstr (known[i], ==, names[i]);

  for (guint s = 0; s < G_N_ELEMENTS (scopes); s++)
    {
      Site site;
      site_open (&site);
      XyServerEnrolled who = enroll (&site, scopes[s]), gone = enroll (&site, scopes[s]);
      XyServerRole role = who.account.role;
      gint64 mine[VILLAGES] = { 0 };
      for (guint v = 0; v < VILLAGES; v++)
        if (role != XY_SERVER_VILLAGE)
          xy_access_join (site.county.store, &who.account, villages[v], "c1", &mine[v], NULL);
      if (role == XY_SERVER_VILLAGE)
        mine[0] = who.device;
      g_assert_true (xy_access_revoke (site.county.store, gone.account.id, NULL));
      g_autofree char *before = dump (&site);

      for (guint cell = 0; cell < N_ENDPOINTS * VILLAGES * 2; cell++)
        {
          Endpoint endpoint = cell / (VILLAGES * 2);
          guint v = cell / 2 % VILLAGES;
          gboolean own = cell % 2 == 1 && mine[v] != 0;
          gint64 device = own ? mine[v] : site.villages[v].device;
          guint wanted = expected (endpoint, role, scopes[s], villages[v], own);

          /* Nobody, somebody, and who was somebody. */
          g_assert_cmpuint (call (&site, endpoint, villages[v], device, NULL), ==, 401);
          g_assert_cmpuint (call (&site, endpoint, villages[v], device, WRONG), ==, 401);
          g_assert_cmpuint (call (&site, endpoint, villages[v], device, "short"), ==, 401);
          g_assert_cmpuint (call (&site, endpoint, villages[v], device, gone.token), ==, 401);
          if (wanted != 200)
            {
              g_assert_cmpuint (call (&site, endpoint, villages[v], device, who.token), ==, wanted);
              n_refused++;
            }
          g_autofree char *after = dump (&site);
          g_assert_cmpstr (after, ==, before);
          if (wanted != 200)
            continue;

          g_assert_cmpuint (call (&site, endpoint, villages[v], device, who.token), ==, 200);
          g_free (before);
          before = dump (&site);
          if (endpoint != PUSH)
            continue;
          /* A village writes; the others' line is returned. */
          g_autofree char *taken =
              g_strdup_printf ("SELECT count (*) FROM rec WHERE tbl = 'household' AND sid = " INT, villages[v]);
          g_autofree char *returned = g_strdup_printf (
              "SELECT count (*) FROM op_log WHERE disp = 'rejected' AND code = 'role' AND sid = " INT, villages[v]);
          assert_county (&site.county, taken, role == XY_SERVER_VILLAGE ? "1" : "0");
          assert_county (&site.county, returned, role == XY_SERVER_VILLAGE ? "0" : "1");
          n_taken++;
        }
      site_close (&site);
    }
  g_assert_cmpuint (n_refused, >, 90);
  g_assert_cmpuint (n_taken, ==, 1 + 2 + 3);
}

static void
assert_ask (Site *site, guint status, const char *why, const char *method, const char *target, const char *body)
{
  g_autofree char *text = NULL, *wanted = g_strdup_printf ("\"why\":\"%s\"", why);

  g_assert_cmpuint (ask (site, method, target, site->villages[0].token, body, &text), ==, status);
  if (strstr (text, wanted) == NULL)
    g_error ("%s: %s", target, text);
}

static void
test_shapes (void)
{
  Site site;
  site_open (&site);

  assert_ask (&site, 404, "path", "GET", "/", NULL);
  assert_ask (&site, 404, "path", "GET", "/v1/pulls?s=1", NULL);
  assert_ask (&site, 400, "path", "GET", "v1/pull", NULL);
  assert_ask (&site, 400, "path", "GET", "", NULL);
  assert_ask (&site, 400, "path", "GET", "/v1/pull?ep=%61", NULL);
  assert_ask (&site, 405, "method", "DELETE", "/v1/push", "");
  assert_ask (&site, 411, "length", "POST", "/v1/push", NULL);
  assert_ask (&site, 400, "query", "GET", "/v1/pull", NULL);
  assert_ask (&site, 400, "query", "GET", "/v1/pull?s=-1&d=1&c=0&ep=a", NULL);
  assert_ask (&site, 400, "query", "GET", "/v1/pull?s=431399101201&d=1&c=0&ep=xyz", NULL);
  assert_ask (&site, 400, "query", "GET", "/v1/pull?s=431399101201&d=1&c=0&ep=a&c=1", NULL);
  assert_ask (&site, 400, "query", "GET", "/v1/pull?s=431399101201&d=ffffffffffffffff&c=0&ep=a", NULL);
  assert_ask (&site, 400, "query", "GET", "/v1/pull?s=431399101201&d=1&c=99999999999999999999&ep=a", NULL);
  assert_ask (&site, 400, "query", "GET",
              "/v1/pull?s=431399101201&d=1&c=0&ep=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", NULL);
  assert_ask (&site, 403, "scope", "GET", "/v1/pull?s=431399101202&d=1&c=0&ep=a", NULL);
  assert_ask (&site, 400, "body", "POST", "/v1/join", "");
  assert_ask (&site, 400, "body", "POST", "/v1/join", "{\"p\":\"xy2\",\"ask\":\"join\",\"sid\":1,\"nonce\":\"1\"}");
  assert_ask (&site, 400, "body", "POST", "/v1/join", "{\"p\":\"xy1\",\"ask\":\"join\",\"sid\":1}");
  assert_ask (&site, 400, "body", "POST", "/v1/join", "[1]");
  assert_ask (&site, 400, "body", "POST", "/v1/enroll",
              "{\"p\":\"xy1\",\"ask\":\"enroll\",\"code\":\"3\",\"pub\":\"00\",\"name\":\"a\",\"nonce\":\"1\"}");
  site_close (&site);
}

/* What enrolment says, and that what it says of the keys is so. */
static void
test_enroll (void)
{
  Site site;
  site_open (&site);
  char code[XY_SERVER_CODE_LENGTH + 1], sign[65];
  g_autofree char *text = NULL, *again = NULL;

  g_assert_true (xy_access_make_code (site.county.store, &site.keys, SID, NULL, code, NULL));
  sodium_bin2hex (sign, sizeof sign, site.keys.sign_public, 32);
  g_autofree char *body = g_strdup_printf (
      "{\"p\":\"xy1\",\"ask\":\"enroll\",\"code\":\"%s\",\"pub\":\"%s\",\"name\":\"村部电脑\",\"nonce\":\"ab12\"}\n",
      code, sign);
  g_assert_cmpuint (ask (&site, "POST", "/v1/enroll", NULL, body, &text), ==, 200);
  g_autofree char *wanted =
      g_strdup_printf ("\"role\":\"village\",\"scope\":" INT ",\"sid\":" INT ",\"dev\":\"", (gint64) SID, (gint64) SID);
  g_assert_nonnull (strstr (text, wanted));
  g_assert_nonnull (strstr (text, sign));
  /* Only the time may differ. */
  g_assert_cmpuint (ask (&site, "POST", "/v1/enroll", NULL, body, &again), ==, 200);
  *strstr (text, "\"now\"") = '\0';
  *strstr (again, "\"now\"") = '\0';
  g_assert_cmpstr (text, ==, again);
  site_close (&site);
}

/* A receipt is signed of exactly what the answer says, and nothing else is signed. */
static void
test_receipt (void)
{
  Site site;
  site_open (&site);
  XyAsk hello = { .stream = SID, .device = site.villages[0].device };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *authorization = g_strconcat ("Bearer ", site.villages[0].token, NULL);
  g_auto (XyServerResponse) response = { 0 }, other = { 0 };
  g_auto (XyAnswer) answer = { 0 };
  gsize length;

  xy_ask_append (text, &hello);
  XyServerRequest request = { .method = "POST",
                              .target = "/v1/hello",
                              .authorization = authorization,
                              .address = "x",
                              .announced = (gint64) text->len,
                              .body = text->str,
                              .length = text->len };
  xy_route_answer (site.route, &request, &other);
  /* The epoch is another: no receipt. */
  g_assert_cmpuint (other.status, ==, 200);
  g_assert_null (other.receipt);

  g_strlcpy (hello.epoch, xy_server_store_get_epoch (site.county.store), sizeof hello.epoch);
  g_string_truncate (text, 0);
  xy_ask_append (text, &hello);
  request.body = text->str;
  request.announced = (gint64) (request.length = text->len);
  xy_route_answer (site.route, &request, &response);
  g_assert_true (xy_answer_read (site.county.wire, g_bytes_get_data (response.body, NULL),
                                 g_bytes_get_size (response.body), &answer));
  char hash[XY_WIRE_HEX_SIZE];
  xy_wire_hash_to_text (answer.hash, hash);
  g_autofree char *said = g_strdup_printf ("xy1 receipt\n" INT " " HEX " " INT " %s %s " INT "\n", (gint64) SID,
                                           answer.device, answer.last, hash, answer.epoch, answer.now);
  g_autofree guint8 *signature = g_base64_decode (response.receipt, &length);
  g_assert_cmpuint (length, ==, crypto_sign_BYTES);
  g_assert_cmpint (crypto_sign_verify_detached (signature, (const guint8 *) said, strlen (said), site.keys.sign_public),
                   ==, 0);
  site_close (&site);
}

static void
test_limits (void)
{
  g_autoptr (XyLimiter) limiter = xy_limiter_new (3, 60);
  gint64 now = 1000;

  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (xy_limiter_take (limiter, "a", now), ==, 0);
  g_assert_cmpuint (xy_limiter_take (limiter, "a", now), ==, 1);
  g_assert_cmpuint (xy_limiter_take (limiter, "b", now), ==, 0);
  g_assert_cmpuint (xy_limiter_take (limiter, "a", now + 1000), ==, 0);
  g_assert_cmpuint (xy_limiter_take (limiter, "a", now + 1000), ==, 1);
  /* A clock that goes back, or far on. */
  g_assert_cmpuint (xy_limiter_take (limiter, "a", now - 100000), ==, 1);
  g_assert_cmpuint (xy_limiter_take (limiter, "a", now + G_MAXINT64 / 2), ==, 0);
  for (guint i = 0; i < 40000; i++)
    {
      char key[16];
      g_snprintf (key, sizeof key, "%u", i);
      xy_limiter_take (limiter, key, now + i * 10);
    }
  g_assert_cmpuint (xy_limiter_size (limiter), <, 20000);

  Site site;
  site_open (&site);
  xy_limiter_free (site.shared.accounts);
  site.shared.accounts = xy_limiter_new (2, 1);
  const char *token = site.villages[0].token;
  g_assert_cmpuint (ask (&site, "GET", "/v1/villages", token, NULL, NULL), ==, 200);
  g_assert_cmpuint (ask (&site, "GET", "/v1/villages", token, NULL, NULL), ==, 200);
  g_assert_cmpuint (ask (&site, "GET", "/v1/villages", token, NULL, NULL), ==, 429);
  g_assert_cmpuint (ask (&site, "GET", "/v1/villages", site.villages[1].token, NULL, NULL), ==, 200);
  site.shared.disk_low = 1;
  g_assert_cmpuint (call (&site, PUSH, villages[2], site.villages[2].device, site.villages[2].token), ==, 507);
  g_assert_cmpuint (call (&site, PULL, villages[2], site.villages[2].device, site.villages[2].token), ==, 200);
  g_assert_cmpuint (call (&site, HELLO, villages[3], site.villages[3].device, site.villages[3].token), ==, 200);
  site_close (&site);
}

/* A code for the one kind of computer is not used up by the other. */
static void
test_kind (void)
{
  static const char body[] = "{\"p\":\"xy1\",\"ask\":\"enroll\",\"code\":\"%s\",\"pub\":\"%064d\",\"name\":\"镇政府\","
                             "\"nonce\":\"a%d\"%s}";
  static const struct
  {
    gint64 scope;
    const char *wrong, *right;
  } kinds[] = {
    { SID, ",\"for\":\"office\"", ",\"for\":\"village\"" },
    { SID / 1000, ",\"for\":\"village\"", ",\"for\":\"office\"" },
    { SID / 1000000, ",\"for\":\"village\"", "" },
  };
  Site site;
  site_open (&site);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      char code[XY_SERVER_CODE_LENGTH + 1];
      g_autofree char *why = NULL;
      g_assert_true (xy_access_make_code (site.county.store, site.shared.keys, kinds[i].scope, "", code, NULL));
      g_autofree char *wrong = g_strdup_printf (body, code, 1, 1, kinds[i].wrong);
      g_autofree char *right = g_strdup_printf (body, code, 1, 2, kinds[i].right);
      g_assert_cmpuint (ask (&site, "POST", "/v1/enroll", NULL, wrong, &why), ==, 403);
      g_assert_nonnull (strstr (why, "\"why\":\"kind\""));
      g_assert_cmpuint (ask (&site, "POST", "/v1/enroll", NULL, right, NULL), ==, 200);
      g_free (why);
      g_assert_cmpuint (ask (&site, "POST", "/v1/enroll", NULL, wrong, &why), ==, 403);
      g_assert_nonnull (strstr (why, "\"why\":\"code\""));
    }
  site_close (&site);
}

/* The computers of a village, with those that look at it. */
static void
test_devices (void)
{
  Site site;
  site_open (&site);
  XyServerEnrolled town = enroll (&site, SID / 1000), gone = enroll (&site, SID);
  gint64 device;
  g_autofree char *target = g_strdup_printf ("/v1/devices?s=" INT, (gint64) SID), *text = NULL, *before = NULL;

  g_assert_cmpuint (ask (&site, "GET", target, site.villages[0].token, NULL, &before), ==, 200);
  g_assert_null (strstr (before, "township"));
  g_assert_true (xy_access_join (site.county.store, &town.account, SID, "d1", &device, NULL));
  g_assert_true (xy_access_revoke (site.county.store, gone.account.id, NULL));
  g_assert_cmpuint (ask (&site, "GET", target, site.villages[0].token, NULL, &text), ==, 200);
  g_autofree char *there = g_strdup_printf ("[\"" HEX "\",", town.account.id);
  g_autofree char *own = g_strdup_printf ("[\"" HEX "\",", site.villages[0].account.id);
  g_assert_nonnull (strstr (text, there));
  g_assert_nonnull (strstr (text, own));
  g_assert_nonnull (strstr (text, "\"township\""));
  g_assert_nonnull (strstr (text, ",1]"));
  g_assert_cmpuint (ask (&site, "GET", "/v1/devices", site.villages[0].token, NULL, NULL), ==, 400);
  site_close (&site);
}

/* Nonsense of any kind has an answer, and none but a request of the protocol is 200. */
static void
test_nonsense (void)
{
  static const char *const methods[] = { "GET", "POST", "HEAD", "PUT", "" };
  static const char *const paths[] = { "/v1/pull",     "/v1/push",  "/v1/enroll", "/v1/join",
                                       "/v1/villages", "/v1/hello", "/" };
  static const char letters[] = "{}[]\":,01aesdcpn&=?/%.\n\t \xe6\xe6\x9b";
  Site site;
  site_open (&site);
  g_autofree char *before = dump (&site);

  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (GString) target = g_string_new (paths[g_test_rand_int_range (0, G_N_ELEMENTS (paths))]);
      g_autoptr (GString) body = g_string_new (NULL);
      g_string_append_c (target, '?');
      for (int n = g_test_rand_int_range (0, 40); n > 0; n--)
        g_string_append_c (target, letters[g_test_rand_int_range (0, sizeof letters - 1)]);
      for (int n = g_test_rand_int_range (0, 200); n > 0; n--)
        g_string_append_c (body, letters[g_test_rand_int_range (0, sizeof letters - 1)]);
      const char *method = methods[g_test_rand_int_range (0, G_N_ELEMENTS (methods))];
      guint status = ask (&site, method, target->str, site.villages[0].token, body->str, NULL);
      gboolean listed = status == 200 && g_str_equal (method, "GET") && g_str_has_prefix (target->str, "/v1/villages");
      g_assert_true (listed || (status >= 400 && status < 500));
    }
  g_autofree char *after = dump (&site);
  /* But for when the account was seen. */
  g_assert_cmpuint (strlen (after), ==, strlen (before));
  site_close (&site);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/route/matrix", test_matrix);
  g_test_add_func ("/route/shapes", test_shapes);
  g_test_add_func ("/route/enroll", test_enroll);
  g_test_add_func ("/route/receipt", test_receipt);
  g_test_add_func ("/route/limits", test_limits);
  g_test_add_func ("/route/kind", test_kind);
  g_test_add_func ("/route/devices", test_devices);
  g_test_add_func ("/route/nonsense", test_nonsense);
  return g_test_run ();
}
