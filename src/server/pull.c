/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "server/store-private.h"

/* Two ranges of two indexes, side by side. */
#define ROWS_SQL                                                                                                       \
  "SELECT seq, tbl, id, 0 AS gone, body FROM entry WHERE sid = ?1 AND seq > ?2 "                                       \
  "UNION ALL SELECT seq, tbl, id, del, body FROM rec WHERE sid = ?1 AND seq > ?2 ORDER BY 1"
#define BOUNDARY_SQL "SELECT min (seq) FROM batch WHERE sid = ?1 AND seq >= ?2"

/* Appends the rows behind CURSOR to OUT, at least MOST of them and up to where a push ended; *TO gets where that is. */
static gboolean
append_rows (XyServerStore *store,
             gint64 stream,
             gint64 cursor,
             gint64 most,
             gint64 head,
             GString *out,
             gint64 *n,
             gint64 *to,
             GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyBaseRows) rows =
      xy_base_query (store->base, ROWS_SQL, XY_BIND (XY_INT (stream), XY_INT (cursor)), &problem);

  *n = 0;
  *to = head;
  while (xy_base_rows_next (rows, &problem))
    {
      gint64 seq = xy_base_rows_int (rows, 0);
      XyId id = xy_base_rows_id (rows, 2);

      if (seq > *to)
        break;
      xy_wire_append_page_row (out, xy_base_rows_text (rows, 1), &id, seq, xy_base_rows_int (rows, 3) != 0,
                               xy_base_rows_text (rows, 4));
      (*n)++;
      if (*to == head && (*n >= most || out->len >= XY_WIRE_RAW_MOST)
          && !xy_base_number (store->base, BOUNDARY_SQL, XY_BIND (XY_INT (stream), XY_INT (seq)), to, &problem))
        break;
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
make_page (XyServerStore *store,
           const XyServerDevice *device,
           gint64 cursor,
           gint64 most,
           const XyAnswer *state,
           GString *page,
           GError **error)
{
  g_autoptr (GString) rows = g_string_new (NULL);
  XyWirePage head = {
    .stream = device->stream, .from = cursor, .head = state->head, .last = device->last, .now = state->now
  };
  gint64 n;

  if (!append_rows (store, device->stream, cursor, most, state->head, rows, &n, &head.to, error))
    return FALSE;
  g_strlcpy (head.epoch, store->epoch, sizeof head.epoch);
  memcpy (head.hash, device->hash, XY_HASH_SIZE);
  head.more = head.to < head.head;
  xy_wire_append_page_head (page, &head);
  g_string_append_len (page, rows->str, (gssize) rows->len);
  xy_wire_append_page_end (page, n);
  return TRUE;
}

gboolean
xy_server_store_pull (XyServerStore *store,
                      gint64 stream,
                      gint64 device,
                      const char *epoch,
                      gint64 cursor,
                      gint64 most,
                      GString *page,
                      GError **error)
{
  XyServerDevice row;
  g_autoptr (GError) problem = NULL;
  g_auto (XyAnswer) answer = { 0 };

  if (!xy_server_device_read (store, stream, device, &row, &problem) || xy_server_device_refused (store, &row))
    {
      if (problem != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      xy_server_answer_init (store, &answer, XY_ANSWER_DENIED, NULL);
      xy_answer_append (page, &answer);
      return TRUE;
    }
  xy_server_answer_init (store, &answer, XY_ANSWER_OK, &row);
  if (!g_str_equal (epoch, store->epoch))
    answer.kind = XY_ANSWER_EPOCH;
  else if (cursor < 0 || cursor > answer.head)
    answer.kind = XY_ANSWER_GAP;
  if (answer.kind == XY_ANSWER_OK)
    return make_page (store, &row, cursor, CLAMP (most, 1, XY_WIRE_PAGE_ROWS), &answer, page, error);
  xy_answer_append (page, &answer);
  return TRUE;
}
