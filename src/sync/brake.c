/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/brake.h"

#include <glib/gi18n-lib.h>

#include "core/scope.h"
#include "sync/apply.h"
#include "sync/standing-private.h"

/* So many are named of each kind. */
#define NAMES_MOST 3

#define KINDS_SQL "SELECT tbl, count (*) FROM sync_staged WHERE gone = 1 AND seq > ?1 GROUP BY tbl"
#define GOES                                                                                                           \
  "FROM sync_staged AS s JOIN %s AS t ON t.id = s.id WHERE s.tbl = '%s' AND s.gone = 1 AND s.seq > ?1 AND t.del = 0"
#define KEEP_SQL                                                                                                       \
  "INSERT OR REPLACE INTO sync_brake (one, since, acked, deletions, allowed) "                                         \
  "VALUES (1, coalesce ((SELECT since FROM sync_brake), ?1), ?2, ?3, coalesce ((SELECT allowed FROM sync_brake), 0))"
#define READ_SQL "SELECT acked, deletions, allowed FROM sync_brake"

typedef struct
{
  gint64 acked;
  gint64 deletions;
  gint64 allowed; /* changes up to this one were let through */
} Brake;

static gint64 few = XY_BRAKE_FEW;

static gboolean
read_brake (XyStore *store, Brake *brake, GError **error)
{
  GError *problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), READ_SQL, XY_BIND_NONE, &problem);

  *brake = (Brake){ 0 };
  if (xy_rows_next (rows, &problem))
    *brake = (Brake){ xy_rows_int (rows, 0), xy_rows_int (rows, 1), xy_rows_int (rows, 2) };
  return xy_error_pass (error, &problem);
}

static void
kind_clear (gpointer data)
{
  g_free (((XyBrakeKind *) data)->names);
}

/* How many records of TYPE would go, and how many there are. */
static gboolean
count (XyDb *db, const XyRecordType *type, gint64 behind, XyBrakeKind *kind, GError **error)
{
  g_autofree char *go = g_strdup_printf ("SELECT count (*) " GOES, type->table, type->table);
  g_autofree char *are = g_strdup_printf ("SELECT count (*) FROM %s WHERE del = 0", type->table);

  kind->type = type;
  return xy_db_number (db, go, XY_BIND (XY_INT (behind)), &kind->n, error)
         && xy_db_number (db, are, XY_BIND_NONE, &kind->of, error);
}

/* The kinds of which what came behind BEHIND would delete too many. */
static GArray *
list_kinds (XyDb *db, gint64 behind, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (XyBrakeKind));
  GError *problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (db, KINDS_SQL, XY_BIND (XY_INT (behind)), &problem);

  g_array_set_clear_func (list, kind_clear);
  while (xy_rows_next (rows, &problem))
    {
      const XyRecordType *type = xy_record_type_by_table (xy_rows_text (rows, 0));
      XyBrakeKind kind = { 0 };

      if (type == NULL || xy_rows_int (rows, 1) <= few)
        continue;
      if (!count (db, type, behind, &kind, &problem))
        break;
      if (kind.n > few && kind.n * 100 > kind.of * XY_BRAKE_PERCENT)
        g_array_append_val (list, kind);
    }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&list) : NULL;
}

gboolean
xy_brake_check (XyTxn *txn, const XyLocal *local, gboolean *stop, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  XyDb *db = xy_txn_get_db (txn);
  XyScope scope;
  Brake brake;
  gint64 n = 0;

  *stop = FALSE;
  if (!xy_scope_read (store, &scope, error) || !read_brake (store, &brake, error))
    return FALSE;
  if (scope != XY_SCOPE_VILLAGE)
    return TRUE;
  g_autoptr (GArray) kinds = list_kinds (db, brake.allowed, error);
  if (kinds == NULL)
    return FALSE;
  for (guint i = 0; i < kinds->len; i++)
    n += g_array_index (kinds, XyBrakeKind, i).n;
  *stop = n > 0;
  return n == 0
         || xy_db_run (db, KEEP_SQL, XY_BIND (XY_INT (xy_txn_get_now (txn)), XY_INT (local->machine.acked), XY_INT (n)),
                       error);
}

gboolean
xy_brake_read (XyStore *store, gint64 *n, GError **error)
{
  Brake brake;
  XyLocal local;
  g_autoptr (GError) problem = NULL;

  *n = 0;
  if (!read_brake (store, &brake, error))
    return FALSE;
  if (brake.deletions == 0)
    return TRUE;
  if (!xy_local_load (store, &local, &problem))
    return xy_error_pass (error, &problem);
  if (brake.allowed < local.machine.staged)
    *n = brake.deletions;
  return TRUE;
}

/* The first few records of KIND that would go. */
static gboolean
add_names (XyStore *store, gint64 behind, XyBrakeKind *kind, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT t.id " GOES " ORDER BY s.seq LIMIT %d", kind->type->table,
                                          kind->type->table, NAMES_MOST);
  g_autoptr (GString) names = g_string_new (NULL);
  GError *problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), sql, XY_BIND (XY_INT (behind)), &problem);

  while (xy_rows_next (rows, &problem))
    {
      XyId id = xy_rows_id (rows, 0);
      g_autoptr (XyRecord) record = xy_record_get (store, kind->type, &id, &problem);
      if (record == NULL)
        break;
      g_autofree char *name = xy_standing_name (store, record);
      g_string_append_printf (names, "%s%s", names->len > 0 ? _ (", ") : "", name);
    }
  kind->names = g_string_free (g_steal_pointer (&names), FALSE);
  return xy_error_pass (error, &problem);
}

GArray *
xy_brake_list (XyStore *store, GError **error)
{
  Brake brake;
  g_autoptr (GArray) kinds =
      read_brake (store, &brake, error) ? list_kinds (xy_store_get_db (store), brake.allowed, error) : NULL;

  for (guint i = 0; kinds != NULL && i < kinds->len; i++)
    if (!add_names (store, brake.allowed, &g_array_index (kinds, XyBrakeKind, i), error))
      return NULL;
  return g_steal_pointer (&kinds);
}

static gboolean
allow (XyTxn *txn, gpointer data, GError **error)
{
  gboolean *done = data;
  XyLocal local;
  Brake brake;
  g_autoptr (GError) problem = NULL;

  if (!xy_local_load (xy_txn_get_store (txn), &local, &problem) && problem != NULL)
    return xy_error_pass (error, &problem);
  if (!read_brake (xy_txn_get_store (txn), &brake, error))
    return FALSE;
  if (brake.deletions == 0)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("Nothing from the county waits to be let through."));
      return FALSE;
    }
  /* What was answered since is in none of what came: put under it, it would be gone until the next reading. */
  *done = brake.acked == local.machine.acked;
  if (!*done)
    return xy_db_run (xy_txn_get_db (txn), "UPDATE sync_brake SET allowed = ?1",
                      XY_BIND (XY_INT (local.machine.staged)), error);
  local.machine.cursor = local.machine.staged;
  return xy_apply (txn, &local, error) && xy_local_save (txn, &local, error);
}

gboolean
xy_brake_allow (XyStore *store, gboolean *done, GError **error)
{
  *done = FALSE;
  return xy_store_receive (store, allow, done, error);
}

void
xy_brake_set_few (gint64 number)
{
  few = number;
}
