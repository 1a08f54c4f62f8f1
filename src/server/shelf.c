/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/shelf.h"

#include <string.h>

/* So many keys are asked for at once; the rest with the smallest that holds them, its last key repeated. */
static const guint chunks[] = { 1, 8, 64, 256 };
#define CHUNK_MOST 256

struct _XyShelf
{
  XyBase *base;
  gint64 stream;
  const XyShelfKind *kind;
  char *tbl;
  guint n_columns;
  char *selects[G_N_ELEMENTS (chunks)];
  char *insert, *update, *drop;
  GHashTable *rows;   /* key → array of XyShelfRow; what is not there was never fetched */
  GHashTable *wanted; /* keys */
  GPtrArray *changed; /* of XyShelfRow, borrowed */
};

static GBytes *
key_of (XyValue value)
{
  gsize length = value.kind == 't' ? strlen (value.pointer) : value.length;

  return g_bytes_new_static (value.pointer, length);
}

static GBytes *
own_key_of (XyValue value)
{
  gsize length = value.kind == 't' ? strlen (value.pointer) : value.length;

  return g_bytes_new (value.pointer, length);
}

static XyValue
copy_value (XyValue value)
{
  if (value.kind != 'n' && value.pointer != NULL)
    value.pointer =
        value.kind == 't' ? (const void *) g_strdup (value.pointer) : g_memdup2 (value.pointer, value.length);
  return value;
}

static void
clear_values (XyShelfRow *row)
{
  for (guint i = 0; i < XY_SHELF_COLUMNS_MOST; i++)
    if (row->values[i].kind != 'n')
      g_free ((gpointer) row->values[i].pointer);
}

static void
row_free (gpointer data)
{
  clear_values (data);
  g_free (data);
}

static gboolean
same_value (XyValue a, XyValue b)
{
  if (a.kind == 'n' || b.kind == 'n')
    return a.kind == b.kind && a.number == b.number;
  if (a.pointer == NULL || b.pointer == NULL)
    return a.pointer == b.pointer;
  gsize length = a.kind == 't' ? strlen (a.pointer) : a.length;
  return length == (b.kind == 't' ? strlen (b.pointer) : b.length) && memcmp (a.pointer, b.pointer, length) == 0;
}

/* How many values stand in front of the columns' own. */
static guint
n_before (const XyShelf *shelf)
{
  return shelf->tbl != NULL ? 2 : 1;
}

static void
make_texts (XyShelf *shelf)
{
  const XyShelfKind *kind = shelf->kind;
  const char *where = shelf->tbl != NULL ? "sid = ?1 AND tbl = ?2" : "sid = ?1";
  g_autofree char *list = g_strjoinv (", ", (char **) kind->columns);
  g_autoptr (GString) marks = g_string_new (NULL), sets = g_string_new (NULL), keys = g_string_new (where);
  guint first = n_before (shelf) + 1;

  for (guint i = 0; i < shelf->n_columns; i++)
    {
      g_string_append_printf (marks, ", ?%u", first + i);
      if (i < kind->n_keys)
        g_string_append_printf (keys, " AND %s = ?%u", kind->columns[i], first + i);
      else
        g_string_append_printf (sets, "%s%s = ?%u", sets->len > 0 ? ", " : "", kind->columns[i], first + i);
    }
  shelf->insert =
      g_strdup_printf ("INSERT INTO %s (sid%s, %s) VALUES (?1%s%s)", kind->table, shelf->tbl != NULL ? ", tbl" : "",
                       list, shelf->tbl != NULL ? ", ?2" : "", marks->str);
  shelf->update = g_strdup_printf ("UPDATE %s SET %s WHERE %s", kind->table, sets->str, keys->str);
  shelf->drop = g_strdup_printf ("DELETE FROM %s WHERE %s", kind->table, keys->str);
  for (guint c = 0; c < G_N_ELEMENTS (chunks); c++)
    {
      g_autoptr (GString) in = g_string_new (NULL);
      for (guint i = 0; i < chunks[c]; i++)
        g_string_append_printf (in, "%s?%u", i > 0 ? ", " : "", first + i);
      shelf->selects[c] = g_strdup_printf ("SELECT %s FROM %s WHERE %s AND %s IN (%s)", list, kind->table, where,
                                           kind->columns[0], in->str);
    }
}

/* Those of the first column VALUE; NULL where it was not fetched. */
static GPtrArray *
look_up (XyShelf *shelf, XyValue value)
{
  g_autoptr (GBytes) key = key_of (value);

  return g_hash_table_lookup (shelf->rows, key);
}

static gboolean
fetch_chunk (XyShelf *shelf, const XyValue *keys, guint n, GError **error)
{
  XyValue values[2 + CHUNK_MOST] = { XY_INT (shelf->stream), XY_TEXT (shelf->tbl) };
  guint first = n_before (shelf), size = 0;
  g_autoptr (GError) problem = NULL;

  while (chunks[size] < n)
    size++;
  for (guint i = 0; i < chunks[size]; i++)
    values[first + i] = keys[MIN (i, n - 1)];
  g_autoptr (XyBaseRows) rows =
      xy_base_query (shelf->base, shelf->selects[size], values, first + chunks[size], &problem);
  while (xy_base_rows_next (rows, &problem))
    {
      XyShelfRow *row = g_new0 (XyShelfRow, 1);
      for (guint i = 0; i < shelf->n_columns; i++)
        row->values[i] = copy_value (xy_base_rows_value (rows, (int) i));
      g_ptr_array_add (look_up (shelf, row->values[0]), row);
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
fetch (XyShelf *shelf, const XyValue *keys, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    g_hash_table_insert (shelf->rows, own_key_of (keys[i]), g_ptr_array_new_with_free_func (row_free));
  for (guint i = 0; i < n; i += CHUNK_MOST)
    if (!fetch_chunk (shelf, keys + i, MIN (n - i, CHUNK_MOST), error))
      return FALSE;
  return TRUE;
}

XyShelf *
xy_shelf_new (XyBase *base, gint64 stream, const XyShelfKind *kind, const char *tbl)
{
  XyShelf *shelf = g_new0 (XyShelf, 1);

  shelf->base = base;
  shelf->stream = stream;
  shelf->kind = kind;
  shelf->tbl = g_strdup (tbl);
  shelf->n_columns = g_strv_length ((char **) kind->columns);
  shelf->rows = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref,
                                       (GDestroyNotify) g_ptr_array_unref);
  shelf->wanted = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, g_free);
  shelf->changed = g_ptr_array_new ();
  make_texts (shelf);
  return shelf;
}

void
xy_shelf_free (XyShelf *shelf)
{
  if (shelf == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (chunks); i++)
    g_free (shelf->selects[i]);
  g_free (shelf->insert);
  g_free (shelf->update);
  g_free (shelf->drop);
  g_ptr_array_unref (shelf->changed);
  g_hash_table_unref (shelf->wanted);
  g_hash_table_unref (shelf->rows);
  g_free (shelf->tbl);
  g_free (shelf);
}

void
xy_shelf_want (XyShelf *shelf, XyValue key)
{
  g_autoptr (GBytes) bytes = key_of (key);

  if (g_hash_table_contains (shelf->rows, bytes) || g_hash_table_contains (shelf->wanted, bytes))
    return;
  char *kind = g_new (char, 1);
  *kind = key.kind;
  g_hash_table_insert (shelf->wanted, own_key_of (key), kind);
}

gboolean
xy_shelf_fetch (XyShelf *shelf, GError **error)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (XyValue));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer key, kind;

  g_hash_table_iter_init (&iter, shelf->wanted);
  while (g_hash_table_iter_next (&iter, &key, &kind))
    {
      gsize length;
      const char *bytes = g_bytes_get_data (key, &length);
      XyValue value = { .kind = *(char *) kind, .pointer = bytes, .length = length };
      if (value.kind == 't')
        {
          value.pointer = g_strndup (bytes, length);
          g_ptr_array_add (texts, (gpointer) value.pointer);
        }
      g_array_append_val (keys, value);
    }
  gboolean ok = fetch (shelf, (const XyValue *) (const void *) keys->data, keys->len, error);
  g_hash_table_remove_all (shelf->wanted);
  return ok;
}

GPtrArray *
xy_shelf_rows (XyShelf *shelf, XyValue key, GError **error)
{
  GPtrArray *rows = look_up (shelf, key);

  if (rows != NULL)
    return rows;
  return fetch (shelf, &key, 1, error) ? look_up (shelf, key) : NULL;
}

static XyShelfRow *
find_any (XyShelf *shelf, const XyValue *keys, GError **error)
{
  GPtrArray *rows = xy_shelf_rows (shelf, keys[0], error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      XyShelfRow *row = rows->pdata[i];
      guint same = 1;
      while (same < shelf->kind->n_keys && same_value (row->values[same], keys[same]))
        same++;
      if (same == shelf->kind->n_keys)
        return row;
    }
  return NULL;
}

XyShelfRow *
xy_shelf_find (XyShelf *shelf, const XyValue *keys, GError **error)
{
  XyShelfRow *row = find_any (shelf, keys, error);

  return row != NULL && !row->gone ? row : NULL;
}

static void
set_changed (XyShelf *shelf, XyShelfRow *row)
{
  if (!row->changed)
    g_ptr_array_add (shelf->changed, row);
  row->changed = TRUE;
}

gboolean
xy_shelf_put (XyShelf *shelf, const XyValue *values, gboolean written, GError **error)
{
  g_autoptr (GError) problem = NULL;
  XyShelfRow *row = find_any (shelf, values, &problem);
  XyValue copies[XY_SHELF_COLUMNS_MOST] = { 0 };

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  for (guint i = 0; i < shelf->n_columns; i++)
    copies[i] = copy_value (values[i]);
  if (row == NULL)
    {
      row = g_new0 (XyShelfRow, 1);
      row->fresh = !written;
      g_ptr_array_add (look_up (shelf, values[0]), row);
    }
  clear_values (row);
  memcpy (row->values, copies, sizeof copies);
  row->gone = FALSE;
  if (!written)
    set_changed (shelf, row);
  return TRUE;
}

void
xy_shelf_drop (XyShelf *shelf, XyShelfRow *row)
{
  row->gone = TRUE;
  set_changed (shelf, row);
}

/* Those that SQL is for: rows that are (or are not) FRESH and GONE. */
static gboolean
write_rows (XyShelf *shelf, const char *sql, gboolean fresh, gboolean gone, GError **error)
{
  XyValue values[2 + XY_SHELF_COLUMNS_MOST] = { XY_INT (shelf->stream), XY_TEXT (shelf->tbl) };
  guint first = n_before (shelf), n = first + (gone ? shelf->kind->n_keys : shelf->n_columns);

  for (guint i = 0; i < shelf->changed->len; i++)
    {
      XyShelfRow *row = shelf->changed->pdata[i];
      if (row->fresh != fresh || row->gone != gone)
        continue;
      memcpy (values + first, row->values, (n - first) * sizeof *values);
      if (!xy_base_later (shelf->base, sql, values, n, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
xy_shelf_write (XyShelf *shelf, GError **error)
{
  /* In this order: rows of one text stay together. */
  if (!write_rows (shelf, shelf->insert, TRUE, FALSE, error) || !write_rows (shelf, shelf->update, FALSE, FALSE, error)
      || !write_rows (shelf, shelf->drop, FALSE, TRUE, error))
    return FALSE;
  for (guint i = 0; i < shelf->changed->len; i++)
    {
      XyShelfRow *row = shelf->changed->pdata[i];
      row->fresh = row->gone;
      row->changed = FALSE;
    }
  g_ptr_array_set_size (shelf->changed, 0);
  return TRUE;
}

void
xy_shelf_forget (XyShelf *shelf)
{
  g_ptr_array_set_size (shelf->changed, 0);
  g_hash_table_remove_all (shelf->rows);
}
