/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/parked.h"

#include <string.h>

#include "server/store-private.h"
#include "sync/pack.h"

#define LIST_SQL "SELECT DISTINCT sid, dev FROM parked ORDER BY sid, dev"
#define NEXT_SQL                                                                                                       \
  "SELECT p.from_n, p.lines FROM parked AS p JOIN device AS d ON d.sid = p.sid AND d.dev = p.dev "                     \
  "WHERE p.sid = ?1 AND p.dev = ?2 AND p.from_n <= d.last_n + 1 AND p.from_n > ?3 ORDER BY p.from_n"
#define ADD_SQL                                                                                                        \
  "INSERT INTO parked (sid, dev, from_n, to_n, lines, rx) SELECT ?1, ?2, ?3, ?4, ?5, ?6 "                              \
  "WHERE NOT EXISTS (SELECT 1 FROM parked WHERE sid = ?1 AND dev = ?2 AND from_n = ?3)"

gboolean
xy_parked_add (XyServerStore *store,
               gint64 stream,
               gint64 device,
               gint64 from,
               gint64 to,
               const char *text,
               gsize length,
               gboolean *kept,
               GError **error)
{
  g_autoptr (GBytes) packed = xy_pack (text, length);
  gsize size;
  const void *data = g_bytes_get_data (packed, &size);
  gint64 n = 0;

  *kept = FALSE;
  if (!xy_base_number (store->base, "SELECT count (*) FROM parked WHERE sid = ?1 AND dev = ?2 AND from_n <> ?3",
                       XY_BIND (XY_INT (stream), XY_INT (device), XY_INT (from)), &n, error))
    return FALSE;
  if (n >= XY_PARKED_MOST)
    return TRUE;
  /* Of two that begin alike the longer one stays. */
  *kept = xy_base_run (store->base, "DELETE FROM parked WHERE sid = ?1 AND dev = ?2 AND from_n = ?3 AND to_n < ?4",
                       XY_BIND (XY_INT (stream), XY_INT (device), XY_INT (from), XY_INT (to)), error)
          && xy_base_run (store->base, ADD_SQL,
                          XY_BIND (XY_INT (stream), XY_INT (device), XY_INT (from), XY_INT (to), XY_BYTES (data, size),
                                   XY_INT (xy_env_now (store->env))),
                          error);
  return *kept;
}

/* The push as one of this epoch. Returns: (transfer full). */
static GString *
as_of_now (XyServerStore *store, const XyWirePush *before, XyWireLines lines)
{
  XyWirePush head = *before;
  GString *out = g_string_new (NULL);
  guint8 hash[XY_HASH_SIZE];
  const char *line;
  gsize length;

  g_strlcpy (head.epoch, store->epoch, sizeof head.epoch);
  head.old = MAX (head.old, head.from + lines.n - 1);
  memcpy (hash, head.before, XY_HASH_SIZE);
  xy_wire_append_push_head (out, &head);
  for (XyWireLines rest = lines; xy_wire_next_line (&rest.at, rest.end, &line, &length);)
    {
      g_string_append_len (out, line, (gssize) length);
      g_string_append_c (out, '\n');
      xy_wire_chain (hash, line, length);
    }
  xy_wire_append_push_end (out, lines.n, hash);
  return out;
}

gboolean
xy_parked_push (XyServerStore *store, const char *text, gsize length, GString *answer, GError **error)
{
  XyWirePush head;
  XyWireLines lines;

  if (!xy_wire_read_push (store->wire, text, length, &head, &lines, NULL, NULL)
      || g_str_equal (head.epoch, store->epoch))
    return xy_server_store_push (store, text, length, answer, error);
  g_autoptr (GString) now = as_of_now (store, &head, lines);
  return xy_server_store_push (store, now->str, now->len, answer, error);
}

/* The next one behind *AT that no longer waits; FALSE with no error where there is none. */
static gboolean
find_next (XyServerStore *store, gint64 stream, gint64 device, gint64 *at, GString **text, GError **error)
{
  gsize length;
  g_autoptr (XyBaseRows) rows =
      xy_base_query (store->base, NEXT_SQL, XY_BIND (XY_INT (stream), XY_INT (device), XY_INT (*at)), error);

  if (!xy_base_rows_next (rows, error))
    return FALSE;
  *at = xy_base_rows_int (rows, 0);
  const void *packed = xy_base_rows_bytes (rows, 1, &length);
  *text = xy_unpack (packed, length, XY_WIRE_RAW_MOST, NULL);
  return TRUE;
}

gboolean
xy_parked_take (XyServerStore *store, gint64 stream, gint64 device, GError **error)
{
  g_autoptr (GError) problem = NULL;
  GString *text = NULL;
  gint64 at = 0;

  while (problem == NULL && find_next (store, stream, device, &at, &text, &problem))
    {
      g_autoptr (GString) push = g_steal_pointer (&text), answer = g_string_new (NULL);
      g_auto (XyAnswer) said = { .kind = XY_ANSWER_BAD };
      if (push != NULL && xy_parked_push (store, push->str, push->len, answer, &problem))
        xy_answer_read (store->wire, answer->str, answer->len, &said);
      /* It is in the log of what was decided, or its history has split and is told anew. */
      if (problem == NULL && said.kind != XY_ANSWER_DENIED)
        xy_base_run (store->base, "DELETE FROM parked WHERE sid = ?1 AND dev = ?2 AND from_n = ?3",
                     XY_BIND (XY_INT (stream), XY_INT (device), XY_INT (at)), &problem);
    }
  return xy_error_pass (error, &problem);
}

GArray *
xy_parked_list (XyServerStore *store, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyBaseRows) rows = xy_base_query (store->base, LIST_SQL, XY_BIND_NONE, &problem);

  while (xy_base_rows_next (rows, &problem))
    for (int i = 0; i < 2; i++)
      {
        gint64 number = xy_base_rows_int (rows, i);
        g_array_append_val (list, number);
      }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&list) : NULL;
}
