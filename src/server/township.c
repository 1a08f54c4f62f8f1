/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/township.h"

#include "core/scope.h"
#include "server/access.h"
#include "server/store-private.h"

#define ROW_SQL "SELECT body FROM rec WHERE sid = ?1 AND tbl = ?2 AND id = ?3 AND del = 0"
#define LIVE_SQL                                                                                                       \
  "SELECT count (*) FROM device AS d JOIN account AS a ON a.id = d.account WHERE d.sid = ?1 AND a.role = ?2 "          \
  "AND a.state = 0"
#define STREAMS_SQL "SELECT sid, min (dev) FROM device WHERE account = ?1 GROUP BY sid ORDER BY sid"

/* The one row of the stream. */
static XyId
row_id (gint64 stream)
{
  XyId of = { { 0 } };
  g_autofree char *name = g_strdup_printf ("township of %" G_GINT64_FORMAT, stream);

  return xy_id_derive (&of, name);
}

gboolean
xy_township_since (XyServerStore *store, gint64 stream, gint64 *since, GError **error)
{
  XyId id = row_id (stream);
  g_autoptr (GError) problem = NULL;
  g_autofree char *body = xy_base_text (
      store->base, ROW_SQL, XY_BIND (XY_INT (stream), XY_TEXT (XY_SCOPE_TOWNSHIP_TABLE), XY_ID (&id)), &problem);

  *since = 0;
  if (body != NULL)
    return xy_db_number (xy_wire_get_db (store->wire), "SELECT ?1 ->> 'since'", XY_BIND (XY_TEXT (body)), since, error);
  return xy_error_pass (error, &problem);
}

gboolean
xy_township_settle (XyServerStore *store, gint64 stream, gint64 device, GError **error)
{
  XyBatch batch;
  XyId id = row_id (stream);
  gint64 since = 0, n_live = 0;

  if (!xy_batch_begin (&batch, store, stream, device, error))
    return FALSE;
  gboolean ok =
      xy_township_since (store, stream, &since, error)
      && xy_base_number (store->base, LIVE_SQL, XY_BIND (XY_INT (stream), XY_INT (XY_SERVER_TOWNSHIP)), &n_live, error);
  if (!ok || (since != 0) == (n_live > 0))
    {
      xy_batch_rollback (&batch);
      return ok;
    }
  g_autofree char *body = g_strdup_printf ("{\"since\":%" G_GINT64_FORMAT "}", n_live > 0 ? batch.at : since);
  if (xy_batch_write_own (&batch, XY_SCOPE_TOWNSHIP_TABLE, &id, n_live == 0, body, error))
    return xy_batch_commit (&batch, error);
  xy_batch_rollback (&batch);
  return FALSE;
}

gboolean
xy_township_settle_account (XyServerStore *store, gint64 account, GError **error)
{
  g_autoptr (GArray) streams = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) problem = NULL;
  {
    g_autoptr (XyBaseRows) rows = xy_base_query (store->base, STREAMS_SQL, XY_BIND (XY_INT (account)), &problem);
    while (xy_base_rows_next (rows, &problem))
      {
        gint64 pair[2] = { xy_base_rows_int (rows, 0), xy_base_rows_int (rows, 1) };
        g_array_append_vals (streams, pair, 2);
      }
  }
  for (guint i = 0; problem == NULL && i < streams->len; i += 2)
    xy_township_settle (store, g_array_index (streams, gint64, i), g_array_index (streams, gint64, i + 1), &problem);
  return xy_error_pass (error, &problem);
}
