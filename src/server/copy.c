/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/copy.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "server/tables.h"

#define COLUMNS_MOST 32

/* The table that the statement SQL makes; NULL where it makes none. Returns: (transfer full). */
static char *
table_of (const char *sql)
{
  static const char begin[] = "CREATE TABLE ";

  if (!g_str_has_prefix (sql, begin))
    return NULL;
  const char *name = sql + strlen (begin);
  return g_strndup (name, strcspn (name, " ("));
}

static char *
insert_of (const char *table, XyBaseRows *rows)
{
  g_autoptr (GString) names = g_string_new (NULL), numbers = g_string_new (NULL);

  for (int i = 0; i < xy_base_rows_n_columns (rows); i++)
    {
      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", xy_base_rows_column_name (rows, i));
      g_string_append_printf (numbers, "%s?%d", i > 0 ? ", " : "", i + 1);
    }
  return g_strdup_printf ("INSERT INTO %s (%s) VALUES (%s)", table, names->str, numbers->str);
}

static gboolean
copy_table (XyBase *from, XyBase *to, const char *table, GError **error)
{
  g_autofree char *sql = g_strconcat ("SELECT * FROM ", table, NULL), *insert = NULL;
  g_autoptr (XyBaseRows) rows = xy_base_query (from, sql, XY_BIND_NONE, error);
  g_autoptr (GError) problem = NULL;
  XyValue values[COLUMNS_MOST];

  while (xy_base_rows_next (rows, &problem))
    {
      int n = xy_base_rows_n_columns (rows);
      g_assert (n <= COLUMNS_MOST);
      for (int i = 0; i < n; i++)
        values[i] = xy_base_rows_value (rows, i);
      if (insert == NULL)
        insert = insert_of (table, rows);
      if (!xy_base_later (to, insert, values, (guint) n, error))
        return FALSE;
    }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return rows != NULL && problem == NULL;
}

static gboolean
copy_all (XyBase *from, XyBase *to, GError **error)
{
  for (guint i = 0; xy_server_tables[i] != NULL; i++)
    {
      g_autofree char *table = table_of (xy_server_tables[i]);
      if (!xy_base_define (to, xy_server_tables[i], error) || (table != NULL && !copy_table (from, to, table, error)))
        return FALSE;
    }
  return TRUE;
}

gboolean
xy_server_copy (XyBase *from, XyBase *to, GError **error)
{
  gboolean there = FALSE;

  if (!xy_base_has_table (to, "county", &there, error))
    return FALSE;
  if (there)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("There is a county in that database already."));
      return FALSE;
    }
  if (xy_base_begin (to, error) && copy_all (from, to, error) && xy_base_commit (to, error))
    return TRUE;
  xy_base_rollback (to);
  return FALSE;
}
