/* SPDX-License-Identifier: GPL-3.0-or-later */
/* base on a file of SQLite, through core/db. */
#include "server/base-private.h"

typedef struct
{
  XyBase base;
  XyDb *db;
} Sqlite;

typedef struct
{
  XyBaseRows base;
  XyRows *rows;
} Rows;

static const XyBaseMake sqlite_make;

static XyDb *
db_of (XyBase *base)
{
  return ((Sqlite *) base)->db;
}

static XyRows *
rows_of (XyBaseRows *rows)
{
  return ((Rows *) rows)->rows;
}

static void
sqlite_close (XyBase *base)
{
  xy_db_close (db_of (base));
  g_free (base);
}

static gboolean
sqlite_define (XyBase *base, const char *sql, GError **error)
{
  static const char *const types[][2] = {
    { "BIGINT", "INTEGER" }, { "INT", "INTEGER" }, { "BYTEA", "BLOB" }, { NULL, NULL }
  };
  g_autofree char *own = xy_base_translate (sql, types);
  /* Its keys are all that a table is asked by. */
  g_autofree char *whole =
      g_strconcat (own, g_str_has_prefix (sql, "CREATE TABLE") ? " STRICT, WITHOUT ROWID" : "", NULL);

  return xy_db_script (db_of (base), whole, error);
}

static gboolean
sqlite_has_table (XyBase *base, const char *table, gboolean *has, GError **error)
{
  gint64 n = 0;

  if (!xy_db_number (db_of (base), "SELECT count (*) FROM sqlite_schema WHERE type = 'table' AND name = ?1",
                     XY_BIND (XY_TEXT (table)), &n, error))
    return FALSE;
  *has = n > 0;
  return TRUE;
}

static gboolean
sqlite_run (XyBase *base, const char *sql, const XyValue *values, guint n_values, GError **error)
{
  return xy_db_run (db_of (base), sql, values, n_values, error);
}

static XyBaseRows *
sqlite_query (XyBase *base, const char *sql, const XyValue *values, guint n_values, GError **error)
{
  XyRows *found = xy_db_query (db_of (base), sql, values, n_values, error);

  if (found == NULL)
    return NULL;
  Rows *rows = g_new (Rows, 1);
  *rows = (Rows){ { &sqlite_make }, found };
  return &rows->base;
}

static gboolean
sqlite_next (XyBaseRows *rows, GError **error)
{
  return xy_rows_next (rows_of (rows), error);
}

static gint64
sqlite_int (XyBaseRows *rows, int column)
{
  return xy_rows_int (rows_of (rows), column);
}

static const char *
sqlite_text (XyBaseRows *rows, int column)
{
  return xy_rows_text (rows_of (rows), column);
}

static const void *
sqlite_bytes (XyBaseRows *rows, int column, gsize *length)
{
  return xy_rows_bytes (rows_of (rows), column, length);
}

static char
sqlite_kind (XyBaseRows *rows, int column)
{
  return xy_rows_kind (rows_of (rows), column);
}

static int
sqlite_n_columns (XyBaseRows *rows)
{
  return xy_rows_n_columns (rows_of (rows));
}

static const char *
sqlite_column_name (XyBaseRows *rows, int column)
{
  return xy_rows_column_name (rows_of (rows), column);
}

static void
sqlite_rows_free (XyBaseRows *rows)
{
  xy_rows_free (rows_of (rows));
  g_free (rows);
}

static gboolean
sqlite_begin (XyBase *base, GError **error)
{
  return xy_db_begin (db_of (base), error);
}

static gboolean
sqlite_commit (XyBase *base, GError **error)
{
  return xy_db_commit (db_of (base), error);
}

static void
sqlite_rollback (XyBase *base)
{
  xy_db_rollback (db_of (base));
}

static const XyBaseMake sqlite_make = {
  .name = "sqlite",
  .close = sqlite_close,
  .define = sqlite_define,
  .has_table = sqlite_has_table,
  .run = sqlite_run,
  .later = sqlite_run,
  .query = sqlite_query,
  .next = sqlite_next,
  .int_at = sqlite_int,
  .text_at = sqlite_text,
  .bytes_at = sqlite_bytes,
  .kind = sqlite_kind,
  .n_columns = sqlite_n_columns,
  .column_name = sqlite_column_name,
  .rows_free = sqlite_rows_free,
  .begin = sqlite_begin,
  .commit = sqlite_commit,
  .rollback = sqlite_rollback,
};

XyDb *
xy_base_get_db (XyBase *base)
{
  return base->make == &sqlite_make ? db_of (base) : NULL;
}

XyBase *
xy_base_sqlite_open (const char *path, GError **error)
{
  g_autoptr (XyDb) db = xy_db_open (path, XY_DB_CREATE, error);

  /* Pushes write the same pages again and again: 16 MB of them come into the file at a time. */
  if (db == NULL || !xy_db_script (db, "PRAGMA wal_autocheckpoint = 4000", error))
    return NULL;
  Sqlite *base = g_new (Sqlite, 1);
  *base = (Sqlite){ { &sqlite_make }, g_steal_pointer (&db) };
  return &base->base;
}
