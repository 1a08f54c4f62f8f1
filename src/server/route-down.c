/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/route-down.h"

#include "server/down.h"

#define INT "%" G_GINT64_FORMAT

gboolean
xy_route_down_give (XyCall *call, GError **error)
{
  gint64 cursor, to;
  gboolean more;

  if (!xy_call_number (call, "c", 10, &cursor))
    return xy_call_refuse (call, 400, "query");
  GString *out = g_string_new (NULL);
  if (!xy_server_down_page (call->route->store, call->account.scope, cursor, out, &to, &more, error))
    {
      g_string_free (out, TRUE);
      return FALSE;
    }
  xy_call_give (call, out, "application/x-ndjson");
  return TRUE;
}

gboolean
xy_route_down_take (XyCall *call, GError **error)
{
  const XyServerRequest *request = call->request;
  g_autoptr (XyDown) down = xy_down_read_request (call->route->wire, request->body, request->length);
  g_autoptr (GError) problem = NULL;

  if (down == NULL)
    return xy_call_refuse (call, 400, "body");
  call->stream = down->scope;
  /* A village sends nothing down, not even to itself. */
  if (call->account.role == XY_SERVER_VILLAGE)
    return xy_call_refuse (call, 403, "role");
  if (!xy_access_scope_ok (&call->account, down->scope))
    return xy_call_refuse (call, 403, "scope");
  xy_down_set_text (&down->who, call->account.name);
  if (!xy_server_down_add (call->route->store, down, call->account.id, &problem))
    {
      if (g_error_matches (problem, XY_ERROR, XY_ERROR_INVALID)
          || g_error_matches (problem, XY_ERROR, XY_ERROR_CONFLICT))
        return xy_call_refuse (call, 400, "body");
      if (g_error_matches (problem, XY_ERROR, XY_ERROR_NOT_FOUND))
        return xy_call_refuse (call, 404, "withdrawal");
      if (g_error_matches (problem, XY_ERROR, XY_ERROR_DENIED))
        return xy_call_refuse (call, 403, "scope");
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  GString *out = g_string_new (NULL);
  g_string_printf (out, "{\"p\":\"" XY_WIRE_MAGIC "\",\"a\":\"ok\",\"seq\":" INT ",\"at\":" INT ",\"now\":" INT "}\n",
                   down->seq, down->at, xy_env_now (call->route->shared->env));
  xy_call_give (call, out, "application/json");
  return TRUE;
}
