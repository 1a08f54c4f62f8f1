/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "server/store-private.h"

/* Two ranges of two indexes, side by side; no more than are wanted, since PostgreSQL gives all that it was asked for.
 */
#define ROWS_SQL                                                                                                       \
  "SELECT seq, tbl, id, 0 AS gone, body FROM entry WHERE sid = ?1 AND seq > ?2 AND seq <= ?3 "                         \
  "UNION ALL SELECT seq, tbl, id, del, body FROM rec WHERE sid = ?1 AND seq > ?2 AND seq <= ?3 ORDER BY 1 LIMIT ?4"
#define BOUNDARY_SQL "SELECT min (seq) FROM batch WHERE sid = ?1 AND seq >= ?2"

/* Appends the rows behind FROM up to TO, or MOST of them, or as many as a page holds; *LAST gets the last one's seq. */
static gboolean
append_range (XyServerStore *store,
              gint64 stream,
              gint64 from,
              gint64 to,
              gint64 most,
              GString *out,
              gint64 *n,
              gint64 *last,
              GError **error)
{
  gsize room = most < G_MAXINT32 ? XY_WIRE_RAW_MOST : G_MAXSIZE;
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyBaseRows) rows = xy_base_query (
      store->base, ROWS_SQL, XY_BIND (XY_INT (stream), XY_INT (from), XY_INT (to), XY_INT (most)), &problem);

  while (out->len < room && xy_base_rows_next (rows, &problem))
    {
      XyId id = xy_base_rows_id (rows, 2);

      *last = xy_base_rows_int (rows, 0);
      xy_wire_append_page_row (out, xy_base_rows_text (rows, 1), &id, *last, xy_base_rows_int (rows, 3) != 0,
                               xy_base_rows_text (rows, 4));
      (*n)++;
    }
  return xy_error_pass (error, &problem);
}

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
  gint64 last = cursor;

  *n = 0;
  *to = head;
  if (!append_range (store, stream, cursor, head, most, out, n, &last, error))
    return FALSE;
  if (*n < most && out->len < XY_WIRE_RAW_MOST)
    return TRUE;
  return xy_base_number (store->base, BOUNDARY_SQL, XY_BIND (XY_INT (stream), XY_INT (last)), to, error)
         && append_range (store, stream, last, MIN (*to, head), G_MAXINT32, out, n, &last, error);
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
      if (!xy_error_pass (error, &problem))
        return FALSE;
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
