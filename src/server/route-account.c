/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/route-account.h"

#include <string.h>

#include <sodium.h>

#include "server/store-private.h"

#define INT "%" G_GINT64_FORMAT
#define HEX "%" G_GINT64_MODIFIER "x"
#define HEX_DIGITS "0123456789abcdefABCDEF"
/* Whatever is wrong with a code is answered after so long (ms): who tries codes learns nothing and gets nowhere. */
#define WRONG_CODE_MS 1000

#define ENROLL_SQL "SELECT ?1 ->> 'code', ?1 ->> 'pub', ?1 ->> 'name', ?1 ->> 'nonce', ?1 ->> 'for'"
#define JOIN_SQL "SELECT ?1 ->> 'sid', ?1 ->> 'nonce'"
#define VILLAGES_SQL                                                                                                    \
  "SELECT s.sid, s.head, (SELECT min (r.body) FROM rec AS r WHERE r.sid = s.sid AND r.tbl = 'village' AND r.del = 0), " \
  "(SELECT max (d.seen) FROM device AS d WHERE d.sid = s.sid AND d.last_n > 0), "                                       \
  "(SELECT max (a.seen) FROM account AS a WHERE a.scope = s.sid) FROM stream AS s ORDER BY s.sid"

#define DEVICES_SQL                                                                                                    \
  "SELECT a.id, a.name, a.role, a.made, a.seen, a.state FROM device AS d JOIN account AS a ON a.id = d.account "       \
  "WHERE d.sid = ?1 GROUP BY a.id, a.name, a.role, a.made, a.seen, a.state ORDER BY a.made, a.id"

static gboolean
is_nonce (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  return length > 0 && length <= XY_SERVER_NONCE_MOST && strspn (text, HEX_DIGITS) == length;
}

static gboolean
is_name (const char *text)
{
  return text != NULL && *text != '\0' && g_utf8_validate (text, -1, NULL)
         && g_utf8_strlen (text, -1) <= XY_SERVER_NAME_MOST && strpbrk (text, "\t\n") == NULL;
}

static void
give_enrolled (XyCall *call, const XyServerEnrolled *enrolled)
{
  const XyServerKeys *keys = call->route->shared->keys;
  const XyServerAccount *account = &enrolled->account;
  char sign[65], box[65];
  GString *out = g_string_new (NULL);

  sodium_bin2hex (sign, sizeof sign, keys->sign_public, sizeof keys->sign_public);
  sodium_bin2hex (box, sizeof box, keys->box_public, sizeof keys->box_public);
  g_string_append_printf (out,
                          "{\"p\":\"" XY_WIRE_MAGIC "\",\"a\":\"ok\",\"account\":\"" HEX
                          "\",\"token\":\"%s\",\"role\":\"%s\",\"scope\":" INT,
                          account->id, enrolled->token, xy_server_role_word (account->role), account->scope);
  if (account->role == XY_SERVER_VILLAGE)
    g_string_append_printf (out, ",\"sid\":" INT ",\"dev\":\"" HEX "\"", account->scope, enrolled->device);
  g_string_append_printf (out, ",\"ep\":\"%s\",\"server\":\"%s\",\"box\":\"%s\",\"now\":" INT "}\n",
                          xy_server_store_get_epoch (call->route->store), sign, box,
                          xy_env_now (call->route->shared->env));
  xy_call_give (call, out, "application/json");
}

gboolean
xy_route_enroll (XyCall *call, GError **error)
{
  XyRouteShared *shared = call->route->shared;
  g_autofree char *text = xy_call_json (call, "enroll");
  g_autoptr (GError) problem = NULL;
  XyServerEnrolled enrolled;
  gsize length = 0;

  guint wait = xy_limiter_take (shared->addresses, call->request->address, xy_env_now (shared->env));
  if (wait > 0)
    {
      xy_call_refuse (call, 429, "many");
      call->response->retry_after = wait;
      return TRUE;
    }
  if (text == NULL)
    return xy_call_refuse (call, 400, "body");
  g_autoptr (XyRows) rows =
      xy_db_query (xy_wire_get_db (call->route->wire), ENROLL_SQL, XY_BIND (XY_TEXT (text)), error);
  if (!xy_rows_next (rows, error))
    return FALSE;
  const char *pub = xy_rows_text (rows, 1);
  XyServerEnrolling asked = { .code = xy_rows_text (rows, 0),
                              .name = xy_rows_text (rows, 2),
                              .nonce = xy_rows_text (rows, 3),
                              .kind = xy_rows_text (rows, 4) };
  if (asked.code == NULL || !is_name (asked.name) || !is_nonce (asked.nonce) || pub == NULL
      || sodium_hex2bin (asked.pub, sizeof asked.pub, pub, strlen (pub), NULL, &length, NULL) != 0
      || length != sizeof asked.pub)
    return xy_call_refuse (call, 400, "body");
  if (xy_access_enroll (call->route->store, shared->keys, &asked, &enrolled, &problem))
    {
      call->account = enrolled.account;
      call->stream = enrolled.account.scope;
      give_enrolled (call, &enrolled);
      sodium_memzero (&enrolled, sizeof enrolled);
      return TRUE;
    }
  if (!xy_error_pass (error, &problem))
    return FALSE;
  xy_call_refuse (call, 403, enrolled.other_kind ? "kind" : "code");
  call->response->delay = WRONG_CODE_MS;
  return TRUE;
}

gboolean
xy_route_join (XyCall *call, GError **error)
{
  g_autofree char *text = xy_call_json (call, "join");
  g_autoptr (GError) problem = NULL;
  gint64 device = 0;

  if (text == NULL)
    return xy_call_refuse (call, 400, "body");
  g_autoptr (XyRows) rows = xy_db_query (xy_wire_get_db (call->route->wire), JOIN_SQL, XY_BIND (XY_TEXT (text)), error);
  if (!xy_rows_next (rows, error))
    return FALSE;
  gint64 stream = xy_rows_int (rows, 0);
  if (!is_nonce (xy_rows_text (rows, 1)))
    return xy_call_refuse (call, 400, "body");
  call->stream = stream;
  /* A village's computer has its number from its enrolment. */
  if (call->account.role == XY_SERVER_VILLAGE || !xy_access_scope_ok (&call->account, stream))
    return xy_call_refuse (call, 403, "scope");
  if (!xy_access_join (call->route->store, &call->account, stream, xy_rows_text (rows, 1), &device, &problem))
    {
      return xy_error_pass (error, &problem) ? xy_call_refuse (call, 404, "village") : FALSE;
    }
  GString *out = g_string_new (NULL);
  g_string_append_printf (
      out,
      "{\"p\":\"" XY_WIRE_MAGIC "\",\"a\":\"ok\",\"sid\":" INT ",\"dev\":\"" HEX "\",\"ep\":\"%s\",\"now\":" INT "}\n",
      stream, device, xy_server_store_get_epoch (call->route->store), xy_env_now (call->route->shared->env));
  xy_call_give (call, out, "application/json");
  return TRUE;
}

gboolean
xy_route_villages (XyCall *call, GError **error)
{
  g_autoptr (GString) out = g_string_new ("{\"p\":\"" XY_WIRE_MAGIC "\",\"a\":\"ok\",\"villages\":[");
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyBaseRows) rows = xy_base_query (call->route->store->base, VILLAGES_SQL, XY_BIND_NONE, &problem);
  const char *between = "";

  while (xy_base_rows_next (rows, &problem))
    {
      gint64 stream = xy_base_rows_int (rows, 0);
      if (!xy_access_scope_ok (&call->account, stream))
        continue;
      const char *body = xy_base_rows_text (rows, 2);
      g_autofree char *name =
          xy_db_text (xy_wire_get_db (call->route->wire), "SELECT json_quote (coalesce (?1 ->> 'name', ''))",
                      XY_BIND (XY_TEXT (body != NULL ? body : "{}")), &problem);
      if (name == NULL)
        break;
      g_string_append_printf (out, "%s[" INT ",%s," INT "," INT "]", between, stream, name, xy_base_rows_int (rows, 1),
                              MAX (xy_base_rows_int (rows, 3), xy_base_rows_int (rows, 4)));
      between = ",";
    }
  if (!xy_error_pass (error, &problem))
    return FALSE;
  g_string_append_printf (out, "],\"now\":" INT "}\n", xy_env_now (call->route->shared->env));
  xy_call_give (call, g_steal_pointer (&out), "application/json");
  return TRUE;
}

/* TEXT as JSON has it. */
static char *
quote (XyCall *call, const char *text, GError **error)
{
  return xy_db_text (xy_wire_get_db (call->route->wire), "SELECT json_quote (?1)", XY_BIND (XY_TEXT (text)), error);
}

gboolean
xy_route_devices (XyCall *call, GError **error)
{
  g_autoptr (GString) out = g_string_new ("{\"p\":\"" XY_WIRE_MAGIC "\",\"a\":\"ok\",\"devices\":[");
  g_autoptr (GError) problem = NULL;
  const char *between = "";
  gint64 stream;

  if (!xy_call_number (call, "s", 10, &stream))
    return xy_call_refuse (call, 400, "query");
  call->stream = stream;
  if (!xy_access_scope_ok (&call->account, stream))
    return xy_call_refuse (call, 403, "scope");
  g_autoptr (XyBaseRows) rows =
      xy_base_query (call->route->store->base, DEVICES_SQL, XY_BIND (XY_INT (stream)), &problem);
  while (xy_base_rows_next (rows, &problem))
    {
      g_autofree char *name = quote (call, xy_base_rows_text (rows, 1), &problem);
      if (name == NULL)
        break;
      g_string_append_printf (out, "%s[\"" HEX "\",%s,\"%s\"," INT "," INT "," INT "]", between,
                              xy_base_rows_int (rows, 0), name,
                              xy_server_role_word ((XyServerRole) CLAMP (xy_base_rows_int (rows, 2), 0, 2)),
                              xy_base_rows_int (rows, 3), xy_base_rows_int (rows, 4), xy_base_rows_int (rows, 5));
      between = ",";
    }
  if (!xy_error_pass (error, &problem))
    return FALSE;
  g_string_append_printf (out, "],\"now\":" INT "}\n", xy_env_now (call->route->shared->env));
  xy_call_give (call, g_steal_pointer (&out), "application/json");
  return TRUE;
}
