/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/base-pg-rows.h"

#include <string.h>

/* Before the elements: one dimension, whether there is a NULL, type, how many, number of the first. */
#define HEADER (5 * sizeof (gint32))

typedef struct
{
  GByteArray *bytes; /* header, then the elements, each behind its length */
  char kind;         /* '0': all are NULL */
  gboolean has_null;
  gsize first;     /* bytes of the first element, with its length */
  gboolean varies; /* the others are not all the same: only then it is an array that is sent */
} Column;

struct _XyPgRows
{
  char *sql;
  GHashTable *texts; /* of which columns vary → text */
  GString *varying;
  guint n_columns, n_rows;
  Column *columns;
  guint8 *is_key;   /* of an UPDATE, for each column: whether it says which row is meant */
  GHashTable *keys; /* of the rows that are gathered, GBytes; NULL: an INSERT */
};

static void
append_number (GByteArray *bytes, gint32 number)
{
  gint32 sent = GINT32_TO_BE (number);

  g_byte_array_append (bytes, (const guint8 *) &sent, sizeof sent);
}

static void
append_element (Column *column, const XyValue *value)
{
  gboolean number = value->kind == 'n';
  gint64 sent = GINT64_TO_BE (value->number);
  const void *data = number ? &sent : value->pointer;

  if (data == NULL)
    {
      column->has_null = TRUE;
      append_number (column->bytes, -1);
      return;
    }
  gsize length = number ? sizeof sent : value->kind == 't' ? strlen (data) : value->length;
  column->kind = value->kind;
  append_number (column->bytes, (gint32) length);
  g_byte_array_append (column->bytes, data, (guint) length);
}

static void
append_value (Column *column, const XyValue *value)
{
  gsize at = column->bytes->len;

  append_element (column, value);
  gsize length = column->bytes->len - at;
  if (column->first == 0)
    column->first = length;
  else if (!column->varies)
    column->varies =
        length != column->first || memcmp (column->bytes->data + at, column->bytes->data + HEADER, length) != 0;
}

gboolean
xy_pg_rows_can (const char *sql)
{
  if (g_str_has_prefix (sql, "INSERT INTO "))
    return strstr (sql, " VALUES (") != NULL;
  /* One value for each column, and nothing reckoned. */
  return g_str_has_prefix (sql, "UPDATE ") && strstr (sql, " WHERE ") != NULL && strpbrk (sql, "+-*/<>('|") == NULL;
}

/* What stands from AT to END, with its values as $1, or, where they vary, as r.c1. */
static void
append_values (const XyPgRows *rows, GString *text, const char *at, const char *end)
{
  for (; at < end; at++)
    {
      guint64 n = *at == '?' ? g_ascii_strtoull (at + 1, NULL, 10) : 0;
      if (n >= 1 && n <= rows->n_columns)
        g_string_append (text, rows->columns[n - 1].varies ? "r.c" : "$");
      else
        g_string_append_c (text, *at);
    }
}

/*
 * INSERT INTO … SELECT $1, r.c2, … FROM unnest ($2, …) AS r (c2, …), or
 * UPDATE … SET … = r.c3 FROM unnest ($2, …) AS r (c2, …) WHERE … = $1 AND … = r.c2
 */
static char *
write_text (const XyPgRows *rows)
{
  const char *sql = rows->sql, *list = strstr (sql, " VALUES ("), *where = strstr (sql, " WHERE ");
  const char *end = sql + strlen (sql);
  GString *text = g_string_new (NULL);
  g_autoptr (GString) values = g_string_new (NULL), names = g_string_new (NULL);

  for (guint i = 0; i < rows->n_columns; i++)
    if (rows->columns[i].varies)
      {
        g_string_append_printf (values, "%s$%u", values->len > 0 ? ", " : "", i + 1);
        g_string_append_printf (names, "%sc%u", names->len > 0 ? ", " : "", i + 1);
      }
  if (list != NULL)
    {
      g_string_append_len (text, sql, list - sql);
      g_string_append (text, " SELECT ");
      append_values (rows, text, list + strlen (" VALUES ("), end - 1);
    }
  else
    append_values (rows, text, sql, where);
  if (values->len > 0)
    g_string_append_printf (text, " FROM unnest (%s) AS r (%s)", values->str, names->str);
  if (list == NULL)
    append_values (rows, text, where, end);
  return g_string_free (text, FALSE);
}

/* Which columns of an UPDATE are in its WHERE. */
static void
find_keys (XyPgRows *rows)
{
  rows->is_key = g_new0 (guint8, rows->n_columns);
  rows->keys = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  for (const char *at = strstr (rows->sql, " WHERE "); (at = strchr (at, '?')) != NULL; at++)
    {
      guint64 n = g_ascii_strtoull (at + 1, NULL, 10);
      if (n >= 1 && n <= rows->n_columns)
        rows->is_key[n - 1] = TRUE;
    }
}

/* Which row VALUES are about. */
static GBytes *
key_of (const XyPgRows *rows, const XyValue *values)
{
  GByteArray *key = g_byte_array_new ();

  for (guint i = 0; i < rows->n_columns; i++)
    if (rows->is_key[i])
      {
        const XyValue *value = &values[i];
        gboolean number = value->kind == 'n';
        guint length =
            number ? sizeof value->number
                   : (guint) (value->kind == 't' && value->pointer != NULL ? strlen (value->pointer) : value->length);
        g_byte_array_append (key, (const guint8 *) &length, sizeof length);
        g_byte_array_append (key, number ? (const guint8 *) &value->number : value->pointer, length);
      }
  return g_byte_array_free_to_bytes (key);
}

XyPgRows *
xy_pg_rows_new (const char *sql, guint n_columns)
{
  XyPgRows *rows = g_new0 (XyPgRows, 1);

  rows->sql = g_strdup (sql);
  rows->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  rows->varying = g_string_new (NULL);
  rows->n_columns = n_columns;
  rows->columns = g_new0 (Column, n_columns);
  for (guint i = 0; i < n_columns; i++)
    rows->columns[i].bytes = g_byte_array_new ();
  if (g_str_has_prefix (sql, "UPDATE "))
    find_keys (rows);
  xy_pg_rows_clear (rows);
  return rows;
}

void
xy_pg_rows_free (XyPgRows *rows)
{
  for (guint i = 0; i < rows->n_columns; i++)
    g_byte_array_unref (rows->columns[i].bytes);
  g_clear_pointer (&rows->keys, g_hash_table_unref);
  g_free (rows->is_key);
  g_free (rows->columns);
  g_hash_table_unref (rows->texts);
  g_string_free (rows->varying, TRUE);
  g_free (rows->sql);
  g_free (rows);
}

const char *
xy_pg_rows_sql (const XyPgRows *rows)
{
  return rows->sql;
}

const char *
xy_pg_rows_text (XyPgRows *rows)
{
  g_string_truncate (rows->varying, 0);
  for (guint i = 0; i < rows->n_columns; i++)
    g_string_append_c (rows->varying, rows->columns[i].varies ? '1' : '0');
  char *text = g_hash_table_lookup (rows->texts, rows->varying->str);
  if (text == NULL)
    {
      text = write_text (rows);
      g_hash_table_insert (rows->texts, g_strdup (rows->varying->str), text);
    }
  return text;
}

guint
xy_pg_rows_n_columns (const XyPgRows *rows)
{
  return rows->n_columns;
}

gboolean
xy_pg_rows_has (const XyPgRows *rows, const XyValue *values)
{
  if (rows->keys == NULL)
    return FALSE;
  g_autoptr (GBytes) key = key_of (rows, values);
  return g_hash_table_contains (rows->keys, key);
}

void
xy_pg_rows_add (XyPgRows *rows, const XyValue *values)
{
  if (rows->keys != NULL)
    g_hash_table_add (rows->keys, key_of (rows, values));
  for (guint i = 0; i < rows->n_columns; i++)
    append_value (&rows->columns[i], &values[i]);
  rows->n_rows++;
}

guint
xy_pg_rows_count (const XyPgRows *rows)
{
  return rows->n_rows;
}

void
xy_pg_rows_clear (XyPgRows *rows)
{
  rows->n_rows = 0;
  if (rows->keys != NULL)
    g_hash_table_remove_all (rows->keys);
  for (guint i = 0; i < rows->n_columns; i++)
    {
      g_byte_array_set_size (rows->columns[i].bytes, HEADER);
      rows->columns[i].has_null = FALSE;
      rows->columns[i].first = 0;
      rows->columns[i].varies = FALSE;
    }
}

static guint
element_type (char kind)
{
  return kind == 'n' ? TYPE_INT8 : kind == 'i' || kind == 'b' ? TYPE_BYTES : TYPE_TEXT;
}

static guint
array_type (guint element)
{
  return element == TYPE_INT8 ? TYPE_INT8_ARRAY : element == TYPE_BYTES ? TYPE_BYTES_ARRAY : TYPE_TEXT_ARRAY;
}

static void
write_header (guint8 *bytes, gboolean has_null, guint element, guint n)
{
  const gint32 header[] = { GINT32_TO_BE (1), GINT32_TO_BE (has_null), GINT32_TO_BE ((gint32) element),
                            GINT32_TO_BE ((gint32) n), GINT32_TO_BE (1) };

  memcpy (bytes, header, sizeof header);
}

const char *
xy_pg_rows_column (XyPgRows *rows, guint column, gsize *length, guint *type)
{
  const Column *of = &rows->columns[column];
  guint element = element_type (of->kind);

  if (!of->varies)
    {
      gboolean null = of->has_null;
      *length = null ? 0 : of->first - sizeof (gint32);
      *type = element;
      return null ? NULL : (const char *) of->bytes->data + HEADER + sizeof (gint32);
    }
  write_header (of->bytes->data, of->has_null, element, rows->n_rows);
  *length = of->bytes->len;
  *type = array_type (element);
  return (const char *) of->bytes->data;
}

guint
xy_pg_list_type (const XyValue *list)
{
  return array_type (element_type (list->kind));
}

void
xy_pg_list_write (const XyValue *list, guint n, GByteArray *out)
{
  Column column = { .bytes = out };

  g_byte_array_set_size (out, HEADER);
  for (guint i = 0; i < n; i++)
    append_element (&column, &list[i]);
  write_header (out->data, column.has_null, element_type (list->kind), n);
}
