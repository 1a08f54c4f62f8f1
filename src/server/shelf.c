/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/shelf.h"

#include <string.h>

/* Where a base takes no lists, so many keys are asked for at once; the rest with the smallest that holds them, filled
 * up with what is no key. */
static const guint chunks[] = { 1, 8, 64, 256 };
#define CHUNK_MOST 256

/* What a shelf keeps goes with it, all at once: so much is asked for at a time. */
#define BLOCK (32 * 1024)

/* The rows that have KEY in their first column. */
typedef struct
{
  XyValue key;
  XyShelfRow *rows;
} Slot;

struct _XyShelf
{
  XyBase *base;
  gint64 stream;
  const XyShelfKind *kind;
  char *tbl;
  guint n_columns;
  char *selects[G_N_ELEMENTS (chunks)];
  char *insert, *update, *drop;
  GHashTable *slots;  /* of Slot; what is not there was never wanted */
  GPtrArray *wanted;  /* of those, what is not fetched yet */
  GPtrArray *changed; /* of XyShelfRow */
  GPtrArray *blocks;
  gsize left; /* in the last of them */
};

/* A block is filled from its end. */
static gpointer
allocate (XyShelf *shelf, gsize size)
{
  gsize whole = (size + 15) & ~(gsize) 15;

  if (whole > shelf->left)
    {
      shelf->left = MAX (BLOCK, whole);
      g_ptr_array_add (shelf->blocks, g_malloc (shelf->left));
    }
  shelf->left -= whole;
  return (char *) shelf->blocks->pdata[shelf->blocks->len - 1] + shelf->left;
}

/* A text's NUL is a part of it. */
static gsize
length_of (XyValue value)
{
  return value.kind == 't' ? strlen (value.pointer) + 1 : value.length;
}

static XyValue
copy_value (XyShelf *shelf, XyValue value)
{
  if (value.kind != 'n' && value.pointer != NULL)
    {
      gsize length = length_of (value);
      gpointer copy = allocate (shelf, length);
      memcpy (copy, value.pointer, length);
      value.pointer = copy;
    }
  return value;
}

static gboolean
same_value (XyValue a, XyValue b)
{
  if (a.kind == 'n' || b.kind == 'n')
    return a.kind == b.kind && a.number == b.number;
  if (a.pointer == NULL || b.pointer == NULL)
    return a.pointer == b.pointer;
  return length_of (a) == length_of (b) && memcmp (a.pointer, b.pointer, length_of (a)) == 0;
}

/* As the database has its keys in order: those that stand together there are looked for and written together. */
static int
compare_values (const XyValue *a, const XyValue *b)
{
  gsize left = length_of (*a), right = length_of (*b);
  int order = memcmp (a->pointer, b->pointer, MIN (left, right));

  return order != 0 ? order : (left > right) - (left < right);
}

static int
compare_slots (gconstpointer a, gconstpointer b)
{
  return compare_values (&(*(const Slot *const *) a)->key, &(*(const Slot *const *) b)->key);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  return compare_values (&(*(const XyShelfRow *const *) a)->values[0], &(*(const XyShelfRow *const *) b)->values[0]);
}

/* How many values stand in front of the columns' own. */
static guint
n_before (const XyShelf *shelf)
{
  return shelf->tbl != NULL ? 2 : 1;
}

static const char *
where_of (const XyShelf *shelf)
{
  return shelf->tbl != NULL ? "sid = ?1 AND tbl = ?2" : "sid = ?1";
}

/* Most batches need one or two of them. */
static const char *
select_of (XyShelf *shelf, guint size)
{
  const XyShelfKind *kind = shelf->kind;

  if (shelf->selects[size] == NULL)
    {
      g_autofree char *list = g_strjoinv (", ", (char **) kind->columns);
      shelf->selects[size] = xy_base_keys_sql (shelf->base, list, kind->table, where_of (shelf), kind->columns[0],
                                               n_before (shelf) + 1, chunks[size]);
    }
  return shelf->selects[size];
}

static void
make_texts (XyShelf *shelf)
{
  const XyShelfKind *kind = shelf->kind;
  g_autofree char *list = g_strjoinv (", ", (char **) kind->columns);
  g_autoptr (GString) marks = g_string_new (NULL), sets = g_string_new (NULL), keys = g_string_new (where_of (shelf));
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
}

static guint
hash_slot (gconstpointer data)
{
  const Slot *slot = data;
  const guint8 *bytes = slot->key.pointer;
  guint hash = 5381;

  for (gsize i = 0, length = length_of (slot->key); i < length; i++)
    hash = hash * 33 + bytes[i];
  return hash;
}

static gboolean
slots_equal (gconstpointer a, gconstpointer b)
{
  return same_value (((const Slot *) a)->key, ((const Slot *) b)->key);
}

/* NULL where KEY was not wanted. */
static Slot *
look_up (XyShelf *shelf, XyValue key)
{
  Slot slot = { .key = key };

  return g_hash_table_lookup (shelf->slots, &slot);
}

static XyShelfRow *
add_row (XyShelf *shelf, Slot *slot)
{
  gsize size = sizeof (XyShelfRow) + shelf->n_columns * sizeof (XyValue);
  XyShelfRow *row = memset (allocate (shelf, size), 0, size);

  row->next = slot->rows;
  slot->rows = row;
  return row;
}

static gboolean
fetch_rows (XyShelf *shelf, const char *select, const XyValue *values, guint n_values, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyBaseRows) rows = xy_base_query (shelf->base, select, values, n_values, &problem);

  while (xy_base_rows_next (rows, &problem))
    {
      XyShelfRow *row = add_row (shelf, look_up (shelf, xy_base_rows_value (rows, 0)));
      for (guint i = 0; i < shelf->n_columns; i++)
        row->values[i] = copy_value (shelf, xy_base_rows_value (rows, (int) i));
    }
  return xy_error_pass (error, &problem);
}

static gboolean
fetch_chunk (XyShelf *shelf, Slot *const *slots, guint n, GError **error)
{
  XyValue values[2 + CHUNK_MOST] = { XY_INT (shelf->stream), XY_TEXT (shelf->tbl) };
  guint first = n_before (shelf), size = 0;

  while (chunks[size] < n)
    size++;
  for (guint i = 0; i < chunks[size]; i++)
    values[first + i] = i < n ? slots[i]->key : (XyValue){ .kind = slots[0]->key.kind, .pointer = "" };
  return fetch_rows (shelf, select_of (shelf, size), values, first + chunks[size], error);
}

static gboolean
fetch_list (XyShelf *shelf, Slot *const *slots, guint n, GError **error)
{
  g_autofree XyValue *keys = g_new (XyValue, n);
  XyValue values[3] = { XY_INT (shelf->stream), XY_TEXT (shelf->tbl) };
  guint first = n_before (shelf);

  for (guint i = 0; i < n; i++)
    keys[i] = slots[i]->key;
  values[first] = XY_BASE_LIST (keys, n);
  return fetch_rows (shelf, select_of (shelf, 0), values, first + 1, error);
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
  shelf->slots = g_hash_table_new (hash_slot, slots_equal);
  shelf->wanted = g_ptr_array_new ();
  shelf->changed = g_ptr_array_new ();
  shelf->blocks = g_ptr_array_new_with_free_func (g_free);
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
  g_hash_table_unref (shelf->slots);
  g_ptr_array_unref (shelf->wanted);
  g_ptr_array_unref (shelf->changed);
  g_ptr_array_unref (shelf->blocks);
  g_free (shelf->tbl);
  g_free (shelf);
}

static Slot *
want (XyShelf *shelf, XyValue key)
{
  Slot *slot = look_up (shelf, key);

  if (slot != NULL)
    return slot;
  slot = allocate (shelf, sizeof *slot);
  *slot = (Slot){ .key = copy_value (shelf, key) };
  g_hash_table_add (shelf->slots, slot);
  g_ptr_array_add (shelf->wanted, slot);
  return slot;
}

void
xy_shelf_want (XyShelf *shelf, XyValue key)
{
  want (shelf, key);
}

gboolean
xy_shelf_fetch (XyShelf *shelf, GError **error)
{
  guint n = shelf->wanted->len;
  gboolean ok = TRUE;

  if (n == 0)
    return TRUE;
  g_ptr_array_sort (shelf->wanted, compare_slots);
  Slot *const *slots = (Slot *const *) shelf->wanted->pdata;
  if (xy_base_takes_lists (shelf->base))
    ok = fetch_list (shelf, slots, n, error);
  else
    for (guint i = 0; ok && i < n; i += CHUNK_MOST)
      ok = fetch_chunk (shelf, slots + i, MIN (n - i, CHUNK_MOST), error);
  if (ok)
    g_ptr_array_set_size (shelf->wanted, 0);
  return ok;
}

XyShelfRow *
xy_shelf_rows (XyShelf *shelf, XyValue key, GError **error)
{
  Slot *slot = want (shelf, key);

  return xy_shelf_fetch (shelf, error) ? slot->rows : NULL;
}

static XyShelfRow *
find_any (XyShelf *shelf, const XyValue *keys, GError **error)
{
  for (XyShelfRow *row = xy_shelf_rows (shelf, keys[0], error); row != NULL; row = row->next)
    {
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

  if (!xy_error_pass (error, &problem))
    return FALSE;
  if (row == NULL)
    {
      row = add_row (shelf, look_up (shelf, values[0]));
      row->fresh = !written;
    }
  for (guint i = 0; i < shelf->n_columns; i++)
    row->values[i] = copy_value (shelf, values[i]);
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
  g_ptr_array_sort (shelf->changed, compare_rows);
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
  g_ptr_array_set_size (shelf->wanted, 0);
  g_hash_table_remove_all (shelf->slots);
  g_ptr_array_set_size (shelf->blocks, 0);
  shelf->left = 0;
}
