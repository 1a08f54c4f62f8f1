/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "server/base-private.h"

/* A village's division code has twelve digits. */
#define XY_BASE_CODES G_GINT64_CONSTANT (1000000000000)

static const char *
replacement (const char *word, const char *const types[][2])
{
  for (guint i = 0; types[i][0] != NULL; i++)
    if (g_str_equal (word, types[i][0]))
      return types[i][1];
  return word;
}

char *
xy_base_translate (const char *sql, const char *const types[][2])
{
  GString *own = g_string_new (NULL);
  g_autoptr (GString) word = g_string_new (NULL);

  for (const char *at = sql;; at++)
    {
      if (g_ascii_isalnum (*at) || *at == '_')
        {
          g_string_append_c (word, *at);
          continue;
        }
      g_string_append (own, replacement (word->str, types));
      g_string_truncate (word, 0);
      if (*at == '\0')
        return g_string_free (own, FALSE);
      g_string_append_c (own, *at);
    }
}

XyBase *
xy_base_open (const char *where, GError **error)
{
  if (!g_str_has_prefix (where, "postgresql:"))
    return xy_base_sqlite_open (where, error);
#ifdef XY_HAVE_PG
  return xy_base_pg_open (where, error);
#else
  g_set_error_literal (error, XY_ERROR, XY_ERROR_FAILED, _ ("This program was built without PostgreSQL."));
  return NULL;
#endif
}

void
xy_base_close (XyBase *base)
{
  if (base != NULL)
    base->make->close (base);
}

const char *
xy_base_get_make (XyBase *base)
{
  return base->make->name;
}

gboolean
xy_base_define (XyBase *base, const char *sql, GError **error)
{
  return base->make->define (base, sql, error);
}

gboolean
xy_base_has_table (XyBase *base, const char *table, gboolean *has, GError **error)
{
  return base->make->has_table (base, table, has, error);
}

void
xy_base_set_scope (XyBase *base, gint64 scope)
{
  gint64 from = scope, to = scope;

  if (base->make->set_scope == NULL)
    return;
  for (; scope > 0 && to < XY_BASE_CODES / 10; from *= 10)
    to = to * 10 + 9;
  if (scope == 0)
    to = G_MAXINT64;
  else if (scope < 0)
    from = 0;
  base->make->set_scope (base, from, to);
}

gboolean
xy_base_is_fenced (XyBase *base)
{
  return base->make->is_fenced != NULL && base->make->is_fenced (base);
}

gboolean
xy_base_run (XyBase *base, const char *sql, const XyValue *values, guint n_values, GError **error)
{
  return base->make->run (base, sql, values, n_values, error);
}

gboolean
xy_base_later (XyBase *base, const char *sql, const XyValue *values, guint n_values, GError **error)
{
  return base->make->later (base, sql, values, n_values, error);
}

gboolean
xy_base_number (XyBase *base, const char *sql, const XyValue *values, guint n_values, gint64 *number, GError **error)
{
  g_autoptr (XyBaseRows) rows = xy_base_query (base, sql, values, n_values, error);
  g_autoptr (GError) problem = NULL;

  if (rows == NULL)
    return FALSE;
  if (xy_base_rows_next (rows, &problem) && !xy_base_rows_is_null (rows, 0))
    *number = xy_base_rows_int (rows, 0);
  return xy_error_pass (error, &problem);
}

char *
xy_base_text (XyBase *base, const char *sql, const XyValue *values, guint n_values, GError **error)
{
  g_autoptr (XyBaseRows) rows = xy_base_query (base, sql, values, n_values, error);

  return xy_base_rows_next (rows, error) ? g_strdup (xy_base_rows_text (rows, 0)) : NULL;
}

char *
xy_base_keys_sql (XyBase *base,
                  const char *columns,
                  const char *table,
                  const char *where,
                  const char *key,
                  guint first,
                  guint n)
{
  if (base->make->lists)
    return g_strdup_printf ("SELECT %s FROM unnest (?%u) AS want (wanted), "
                            "LATERAL (SELECT * FROM %s WHERE %s AND %s = wanted OFFSET 0) AS found",
                            columns, first, table, where, key);
  g_autoptr (GString) list = g_string_new (NULL);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (list, "%s(?%u)", i > 0 ? ", " : "", first + i);
  return g_strdup_printf (
      "WITH want (wanted) AS (VALUES %s) SELECT %s FROM want CROSS JOIN %s WHERE %s AND %s = wanted", list->str,
      columns, table, where, key);
}

gboolean
xy_base_takes_lists (XyBase *base)
{
  return base->make->lists;
}

XyBaseRows *
xy_base_query (XyBase *base, const char *sql, const XyValue *values, guint n_values, GError **error)
{
  return base->make->query (base, sql, values, n_values, error);
}

gboolean
xy_base_rows_next (XyBaseRows *rows, GError **error)
{
  return rows != NULL && rows->make->next (rows, error);
}

gint64
xy_base_rows_int (XyBaseRows *rows, int column)
{
  return rows->make->int_at (rows, column);
}

const char *
xy_base_rows_text (XyBaseRows *rows, int column)
{
  return rows->make->text_at (rows, column);
}

const void *
xy_base_rows_bytes (XyBaseRows *rows, int column, gsize *length)
{
  return rows->make->bytes_at (rows, column, length);
}

XyId
xy_base_rows_id (XyBaseRows *rows, int column)
{
  gsize length;
  const void *bytes = xy_base_rows_bytes (rows, column, &length);
  XyId id = XY_ID_NONE;

  if (bytes != NULL && length == sizeof id.b)
    memcpy (id.b, bytes, sizeof id.b);
  return id;
}

gboolean
xy_base_rows_is_null (XyBaseRows *rows, int column)
{
  return rows->make->kind (rows, column) == '0';
}

XyValue
xy_base_rows_value (XyBaseRows *rows, int column)
{
  char kind = rows->make->kind (rows, column);
  XyValue value = { .kind = kind };

  if (kind == 'n')
    value.number = xy_base_rows_int (rows, column);
  else if (kind == 't')
    value.pointer = xy_base_rows_text (rows, column);
  else if (kind == 'b')
    value.pointer = xy_base_rows_bytes (rows, column, &value.length);
  return value;
}

int
xy_base_rows_n_columns (XyBaseRows *rows)
{
  return rows->make->n_columns (rows);
}

const char *
xy_base_rows_column_name (XyBaseRows *rows, int column)
{
  return rows->make->column_name (rows, column);
}

void
xy_base_rows_free (XyBaseRows *rows)
{
  if (rows != NULL)
    rows->make->rows_free (rows);
}

gboolean
xy_base_begin (XyBase *base, GError **error)
{
  return base->make->begin (base, error);
}

gboolean
xy_base_commit (XyBase *base, GError **error)
{
  return base->make->commit (base, error);
}

void
xy_base_rollback (XyBase *base)
{
  base->make->rollback (base);
}

static gboolean
run_named (XyBase *base, const char *verb, const char *name, GError **error)
{
  char sql[64];

  g_snprintf (sql, sizeof sql, "%s %s", verb, name);
  return xy_base_run (base, sql, XY_BIND_NONE, error);
}

gboolean
xy_base_savepoint (XyBase *base, const char *name, GError **error)
{
  return run_named (base, "SAVEPOINT", name, error);
}

gboolean
xy_base_undo (XyBase *base, const char *name, GError **error)
{
  return run_named (base, "ROLLBACK TO SAVEPOINT", name, error);
}

gboolean
xy_base_release (XyBase *base, const char *name, GError **error)
{
  return run_named (base, "RELEASE SAVEPOINT", name, error);
}
