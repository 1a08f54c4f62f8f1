/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a request asks, and how an answer is given. */
#include <string.h>

#include "server/route-private.h"
#include "sync/pack.h"

#define INT "%" G_GINT64_FORMAT
/* Below that packing saves no packet. */
#define PACK_LEAST 512

void
xy_server_response_clear (XyServerResponse *response)
{
  g_clear_pointer (&response->body, g_bytes_unref);
  g_clear_pointer (&response->receipt, g_free);
}

void
xy_route_refuse (XyServerResponse *response, const XyEnv *env, guint status, const char *why)
{
  gboolean denied = status == 401 || status == 403;
  char *text = g_strdup_printf ("{\"p\":\"" XY_WIRE_MAGIC "\",\"a\":\"%s\",\"why\":\"%s\",\"now\":" INT "}\n",
                                denied ? "denied" : "bad", why, xy_env_now (env));

  xy_server_response_clear (response);
  response->status = status;
  response->type = "application/json";
  response->packed = FALSE;
  response->body = g_bytes_new_take (text, strlen (text));
}

gboolean
xy_call_refuse (XyCall *call, guint status, const char *why)
{
  xy_route_refuse (call->response, call->route->shared->env, status, why);
  return TRUE;
}

void
xy_call_give (XyCall *call, GString *text, const char *type)
{
  XyServerResponse *response = call->response;
  static const char denied[] = "{\"p\":\"" XY_WIRE_MAGIC "\",\"a\":\"denied\"";
  static const char bad[] = "{\"p\":\"" XY_WIRE_MAGIC "\",\"a\":\"bad\"";

  response->status = g_str_has_prefix (text->str, denied) ? 403 : g_str_has_prefix (text->str, bad) ? 400 : 200;
  response->type = type;
  if (text->len >= PACK_LEAST && call->request->accept != NULL && strstr (call->request->accept, "gzip") != NULL)
    {
      response->body = xy_pack (text->str, text->len);
      response->packed = TRUE;
      g_string_free (text, TRUE);
    }
  else
    response->body = g_string_free_to_bytes (text);
}

static const char *
query_of (const char *target)
{
  const char *mark = strchr (target, '?');

  return mark != NULL ? mark + 1 : "";
}

gboolean
xy_call_query (const XyCall *call, const char *key, char *out, gsize size)
{
  const char *at = query_of (call->request->target);
  gsize length = strlen (key), found = 0;

  *out = '\0';
  while (*at != '\0')
    {
      gsize n = strcspn (at, "&");
      if (n > length && at[length] == '=' && strncmp (at, key, length) == 0)
        {
          if (n - length > size || found++ > 0)
            return FALSE;
          memcpy (out, at + length + 1, n - length - 1);
          out[n - length - 1] = '\0';
        }
      at += n + (at[n] == '&');
    }
  return TRUE;
}

gboolean
xy_call_number (const XyCall *call, const char *key, guint base, gint64 *number)
{
  char text[24];
  guint64 value = 0;

  *number = 0;
  if (!xy_call_query (call, key, text, sizeof text) || text[0] == '\0'
      || !g_ascii_string_to_unsigned (text, base, 0, G_MAXINT64, &value, NULL))
    return FALSE;
  *number = (gint64) value;
  return TRUE;
}

char *
xy_call_json (const XyCall *call, const char *ask)
{
  const char *body = call->request->body;
  gsize length = call->request->length;
  gint64 fine = 0;

  if (length > 0 && body[length - 1] == '\n')
    length--;
  if (length == 0 || xy_wire_check_line (body, length) != XY_WIRE_FINE)
    return NULL;
  g_autofree char *text = g_strndup (body, length);
  XyDb *json = xy_wire_get_db (call->route->wire);
  /* What is no JSON must not come as far as ->>. */
  if (!xy_db_number (json, "SELECT json_valid (?1) AND json_type (?1) = 'object'", XY_BIND (XY_TEXT (text)), &fine,
                     NULL)
      || !fine
      || !xy_db_number (json, "SELECT ?1 ->> 'p' IS ?2 AND ?1 ->> 'ask' IS ?3",
                        XY_BIND (XY_TEXT (text), XY_TEXT (XY_WIRE_MAGIC), XY_TEXT (ask)), &fine, NULL)
      || !fine)
    return NULL;
  return g_steal_pointer (&text);
}
