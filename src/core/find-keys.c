/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/find-keys.h"

#include <string.h>

/* Stands behind each key; nobody looks for it. */
#define BEHIND '\n'
#define KEPT_NAME "find-keys"

/* The key of IDS[i] is TEXT from STARTS[i] up to the BEHIND before STARTS[i + 1]. */
typedef struct
{
  GString *text;
  GArray *starts; /* gsize, one more than IDS */
  GArray *ids;    /* XyId */
} Keys;

struct _XyFindKeys
{
  Keys kinds[XY_FIND_KINDS];
};

static const XySql statements[] = {
  [XY_FIND_HOUSEHOLDS] = { NULL, "SELECT id, find FROM household WHERE del = 0 ORDER BY find",
                           "reads all keys, from the index alone" },
  [XY_FIND_PERSONS] = { NULL, "SELECT id, find FROM person WHERE del = 0 ORDER BY find",
                        "reads all keys, from the index alone" },
};

static XyFindKeys *
make (void)
{
  XyFindKeys *keys = g_rc_box_new0 (XyFindKeys);

  for (guint i = 0; i < XY_FIND_KINDS; i++)
    keys->kinds[i] = (Keys){ g_string_new (NULL), g_array_new (FALSE, FALSE, sizeof (gsize)),
                             g_array_new (FALSE, FALSE, sizeof (XyId)) };
  return keys;
}

static void
clear (gpointer p)
{
  XyFindKeys *keys = p;

  for (guint i = 0; i < XY_FIND_KINDS; i++)
    {
      g_string_free (keys->kinds[i].text, TRUE);
      g_array_unref (keys->kinds[i].starts);
      g_array_unref (keys->kinds[i].ids);
    }
}

static gboolean
read_kind (XyDb *db, XyFindKind kind, Keys *keys, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (db, statements[kind].text, XY_BIND_NONE, &problem);
  gsize start = 0;

  while (xy_rows_next (rows, &problem))
    {
      const char *key = xy_rows_text (rows, 1);
      XyId id = xy_rows_id (rows, 0);

      if (key == NULL)
        continue;
      g_array_append_val (keys->starts, start);
      g_array_append_val (keys->ids, id);
      g_string_append (keys->text, key);
      g_string_append_c (keys->text, BEHIND);
      start = keys->text->len;
    }
  g_array_append_val (keys->starts, start);
  return xy_error_pass (error, &problem);
}

XyFindKeys *
xy_find_keys_read (XyStore *store, GError **error)
{
  XyFindKeys *kept = xy_store_recall (store, KEPT_NAME);
  gboolean ok = TRUE;

  if (kept != NULL)
    return g_rc_box_acquire (kept);
  XyFindKeys *keys = make ();
  for (guint i = 0; i < XY_FIND_KINDS && ok; i++)
    ok = read_kind (xy_store_get_db (store), (XyFindKind) i, &keys->kinds[i], error);
  if (ok)
    xy_store_keep (store, KEPT_NAME, g_rc_box_acquire (keys), (GDestroyNotify) xy_find_keys_unref);
  else
    g_clear_pointer (&keys, xy_find_keys_unref);
  return keys;
}

void
xy_find_keys_unref (XyFindKeys *keys)
{
  g_rc_box_release_full (keys, clear);
}

void
xy_find_keys_each (XyFindKeys *keys, XyFindKind kind, const char *needle, XyFindKeyFunc func, gpointer data)
{
  Keys *all = &keys->kinds[kind];
  const gsize *starts = (const gsize *) (gpointer) all->starts->data;
  char *text = all->text->str, *at = text;

  for (guint i = 0; (at = strstr (at, needle)) != NULL; i++)
    {
      while (text + starts[i + 1] <= at)
        i++;
      char *end = text + starts[i + 1] - 1;
      *end = '\0';
      func (&g_array_index (all->ids, XyId, i), text + starts[i], data);
      *end = BEHIND;
      at = end + 1;
    }
}

const XySql *
xy_find_keys_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
