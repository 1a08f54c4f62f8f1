/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/drill.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "server/store-private.h"

#define ENTRIES_SQL                                                                                                    \
  "SELECT seq, tbl, id, body, dev, n, h, by_, b, at_, rx FROM entry WHERE sid = ?1 AND seq <= ?2 ORDER BY seq"
#define ENTRIES_KINDS "ntbtnnbtnnn"
#define RECORDS_SQL "SELECT seq, tbl, id, del, body, fmeta FROM rec WHERE sid = ?1 AND seq <= ?2 ORDER BY seq"
#define RECORDS_KINDS "ntbntt"

static gboolean
differ (gint64 stream, const char *what, GError **error)
{
  g_autofree char *village = g_strdup_printf ("%" G_GINT64_FORMAT, stream);

  g_set_error (error, XY_ERROR, XY_ERROR_CORRUPT, _ ("The backup is not what the server has: village %s, %s."), village,
               what);
  return FALSE;
}

/* KINDS: of the columns, n number, t text, b bytes. */
static gboolean
same_row (XyBaseRows *a, XyBaseRows *b, const char *kinds)
{
  for (int i = 0; kinds[i] != '\0'; i++)
    {
      gsize length = 0, other = 0;
      if (kinds[i] == 'n')
        {
          if (xy_base_rows_int (a, i) != xy_base_rows_int (b, i))
            return FALSE;
          continue;
        }
      if (kinds[i] == 't')
        {
          if (g_strcmp0 (xy_base_rows_text (a, i), xy_base_rows_text (b, i)) != 0)
            return FALSE;
          continue;
        }
      const void *bytes = xy_base_rows_bytes (a, i, &length), *others = xy_base_rows_bytes (b, i, &other);
      if (length != other || (length > 0 && memcmp (bytes, others, length) != 0))
        return FALSE;
    }
  return TRUE;
}

/* Each row that LIVE has stands in COPY as it is; if ALL says so, COPY has no other. Both by their first column. */
static gboolean
same_rows (XyBaseRows *live,
           XyBaseRows *copy,
           const char *kinds,
           gboolean all,
           gint64 *n,
           gboolean *same,
           GError **error)
{
  g_autoptr (GError) problem = NULL;

  *same = TRUE;
  gboolean more = xy_base_rows_next (copy, &problem);
  while (*same && problem == NULL && xy_base_rows_next (live, &problem))
    {
      gint64 seq = xy_base_rows_int (live, 0);
      while (more && !all && xy_base_rows_int (copy, 0) < seq)
        more = xy_base_rows_next (copy, &problem);
      *same = more && same_row (live, copy, kinds);
      (*n)++;
      more = more && xy_base_rows_next (copy, &problem);
    }
  *same = *same && !(all && more);
  return xy_error_pass (error, &problem);
}

static gboolean
compare_table (XyServerStore *live,
               XyServerStore *copy,
               const char *sql,
               gint64 stream,
               gint64 head,
               gint64 *n,
               gboolean *same,
               GError **error)
{
  gboolean all = g_str_equal (sql, ENTRIES_SQL);
  g_autoptr (XyBaseRows) of_live = xy_base_query (live->base, sql, XY_BIND (XY_INT (stream), XY_INT (head)), error);
  g_autoptr (XyBaseRows) of_copy =
      of_live != NULL ? xy_base_query (copy->base, sql, XY_BIND (XY_INT (stream), XY_INT (head)), error) : NULL;

  return of_copy != NULL && same_rows (of_live, of_copy, all ? ENTRIES_KINDS : RECORDS_KINDS, all, n, same, error);
}

static gboolean
compare_village (XyServerStore *live, XyServerStore *copy, gint64 stream, gint64 head, XyDrill *drill, GError **error)
{
  gint64 now = -1;
  gboolean same;

  if (!xy_base_number (live->base, "SELECT head FROM stream WHERE sid = ?1", XY_BIND (XY_INT (stream)), &now, error))
    return FALSE;
  if (now < head)
    return differ (stream, "stream", error);
  if (!compare_table (live, copy, ENTRIES_SQL, stream, head, &drill->entries, &same, error))
    return FALSE;
  if (!same)
    return differ (stream, "entry", error);
  if (!compare_table (live, copy, RECORDS_SQL, stream, head, &drill->records, &same, error))
    return FALSE;
  drill->villages++;
  return same || differ (stream, "rec", error);
}

static gboolean
compare_villages (XyServerStore *live, XyServerStore *copy, XyDrill *drill, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyBaseRows) rows =
      xy_base_query (copy->base, "SELECT sid, head FROM stream ORDER BY sid", XY_BIND_NONE, &problem);

  while (problem == NULL && xy_base_rows_next (rows, &problem))
    compare_village (live, copy, xy_base_rows_int (rows, 0), xy_base_rows_int (rows, 1), drill, &problem);
  return xy_error_pass (error, &problem);
}

static gboolean
compare_devices (XyServerStore *live, XyServerStore *copy, XyDrill *drill, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyBaseRows) rows =
      xy_base_query (copy->base, "SELECT sid, dev FROM device ORDER BY sid, dev", XY_BIND_NONE, &problem);

  while (problem == NULL && xy_base_rows_next (rows, &problem))
    {
      gint64 stream = xy_base_rows_int (rows, 0), number = xy_base_rows_int (rows, 1);
      XyServerDevice then, now;
      guint8 hash[XY_HASH_SIZE];
      if (!xy_server_device_read (copy, stream, number, &then, &problem)
          || !xy_server_device_read (live, stream, number, &now, &problem))
        {
          if (problem == NULL)
            differ (stream, "device", &problem);
          break;
        }
      drill->devices++;
      if (then.last > now.last || !xy_server_hash_read (live, &now, then.last, hash, &problem)
          || memcmp (hash, then.hash, sizeof hash) != 0)
        {
          if (problem == NULL)
            differ (stream, "device", &problem);
        }
    }
  return xy_error_pass (error, &problem);
}

gboolean
xy_drill_compare (XyServerStore *live, XyServerStore *copy, XyDrill *drill, GError **error)
{
  *drill = (XyDrill){ 0 };
  if (!g_str_equal (live->epoch, copy->epoch))
    return differ (0, "epoch", error);
  return compare_villages (live, copy, drill, error) && compare_devices (live, copy, drill, error);
}

static gboolean
sync_file (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gboolean ok = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);
  if (!ok)
    g_set_error (error, XY_ERROR, XY_ERROR_FULL, _ ("The copy could not be written to the disk: %s"), path);
  return ok;
}

gboolean
xy_drill_run (XyServerStore *live, const char *path, const XyEnv *env, XyDrill *drill, GError **error)
{
  XyDb *db = xy_base_get_db (live->base);
  g_autoptr (GError) problem = NULL;

  if (access (path, F_OK) == 0)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("There is a file already: %s"), path);
      return FALSE;
    }
  if (xy_db_run (db, "VACUUM INTO ?1", XY_BIND (XY_TEXT (path)), &problem) && sync_file (path, &problem))
    {
      g_autoptr (XyServerStore) copy = xy_server_store_open (path, env, &problem);
      if (copy != NULL && xy_db_check (xy_base_get_db (copy->base), TRUE, &problem))
        xy_drill_compare (live, copy, drill, &problem);
    }
  if (problem == NULL)
    return TRUE;
  for (const char *const *end = (const char *const[]){ "", "-wal", "-shm", NULL }; *end != NULL; end++)
    {
      g_autofree char *name = g_strconcat (path, *end, NULL);
      unlink (name);
    }
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}
