/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/route-blob.h"

#include <string.h>

#include "server/blob.h"

#define INT "%" G_GINT64_FORMAT
#define STREAM_DIGITS 12

/* Whose file is spoken of, and which. FALSE after a refusal. */
static gboolean
read_target (XyCall *call, char name[XY_BLOB_NAME_LENGTH + 1], gint64 *at)
{
  const char *text = call->request->target + strlen (XY_ROUTE_BLOB);
  char stream[STREAM_DIGITS + 1] = "";
  guint64 number = 0;

  if (strcspn (text, "?") != STREAM_DIGITS + 1 + XY_BLOB_NAME_LENGTH || text[STREAM_DIGITS] != '/')
    return !xy_call_refuse (call, 400, "path");
  memcpy (stream, text, STREAM_DIGITS);
  memcpy (name, text + STREAM_DIGITS + 1, XY_BLOB_NAME_LENGTH);
  name[XY_BLOB_NAME_LENGTH] = '\0';
  if (!g_ascii_string_to_unsigned (stream, 10, 1, G_MAXINT64, &number, NULL) || !xy_blob_is_name (name))
    return !xy_call_refuse (call, 400, "path");
  if (!xy_call_number (call, "at", 10, at))
    return !xy_call_refuse (call, 400, "query");
  call->stream = (gint64) number;
  if (!xy_access_scope_ok (&call->account, call->stream))
    return !xy_call_refuse (call, 403, "scope");
  if (call->route->shared->blobs == NULL)
    return !xy_call_refuse (call, 404, "blob");
  return TRUE;
}

gboolean
xy_route_blob_take (XyCall *call, GError **error)
{
  const XyRouteShared *shared = call->route->shared;
  char name[XY_BLOB_NAME_LENGTH + 1];
  gint64 at, size;
  XyBlob blob;

  if (!read_target (call, name, &at))
    return TRUE;
  if (call->account.role != XY_SERVER_VILLAGE)
    return xy_call_refuse (call, 403, "role");
  if (!xy_call_number (call, "size", 10, &size) || at > size)
    return xy_call_refuse (call, 400, "query");
  if (size > XY_BLOB_MOST)
    return xy_call_refuse (call, 413, "large");
  if (!xy_blob_append (shared->blobs, call->stream, name, at, size, call->request->body, call->request->length, &blob,
                       error))
    return FALSE;
  GString *out = g_string_new (NULL);
  g_string_append_printf (out,
                          "{\"p\":\"" XY_WIRE_MAGIC "\",\"a\":\"ok\",\"got\":" INT ",\"whole\":%d,\"now\":" INT "}\n",
                          blob.got, blob.whole, xy_env_now (shared->env));
  xy_call_give (call, out, "application/json");
  return TRUE;
}

gboolean
xy_route_blob_give (XyCall *call, GError **error)
{
  char name[XY_BLOB_NAME_LENGTH + 1];
  gint64 at, size;
  gsize length;
  g_autoptr (GError) problem = NULL;

  if (!read_target (call, name, &at))
    return TRUE;
  g_autoptr (GBytes) piece = xy_blob_read (call->route->shared->blobs, call->stream, name, at, &size, &problem);
  if (g_error_matches (problem, XY_ERROR, XY_ERROR_NOT_FOUND))
    return xy_call_refuse (call, 404, "blob");
  if (piece == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  const char *data = g_bytes_get_data (piece, &length);
  GString *out = g_string_sized_new (length + 128);
  g_string_append_printf (
      out, "{\"p\":\"" XY_WIRE_MAGIC "\",\"a\":\"ok\",\"at\":" INT ",\"size\":" INT ",\"now\":" INT "}\n", at, size,
      xy_env_now (call->route->shared->env));
  g_string_append_len (out, data, (gssize) length);
  /* A picture is packed as it is. */
  call->response->status = 200;
  call->response->type = "application/octet-stream";
  call->response->body = g_string_free_to_bytes (out);
  return TRUE;
}
