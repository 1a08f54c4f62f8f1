/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/county-file.h"

#include <string.h>
#include <sys/stat.h>

#include "core/act.h"
#include "core/attachment.h"
#include "core/cleaning.h"

static void
file_clear (gpointer data)
{
  g_free (((XyCountyFile *) data)->name);
}

static int
compare_sizes (gconstpointer a, gconstpointer b)
{
  const XyCountyFile *left = a, *right = b;

  if (left->size != right->size)
    return left->size < right->size ? -1 : 1;
  return strcmp (left->name, right->name);
}

/* Adds what SQL names. */
static gboolean
add_named (XyStore *store, const char *sql, gboolean missing, GHashTable *seen, GArray *list, GError **error)
{
  GError *problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), sql, XY_BIND_NONE, &problem);

  while (xy_rows_next (rows, &problem))
    {
      const char *name = xy_rows_text (rows, 0);
      struct stat info;
      if (!xy_attachment_is_name (name) || !g_hash_table_add (seen, g_strdup (name)))
        continue;
      g_autofree char *path = xy_attachment_path (xy_store_get_path (store), name);
      gboolean here = stat (path, &info) == 0 && S_ISREG (info.st_mode);
      if (here == missing || (missing && xy_cleaning_has_file (store, name)))
        continue;
      XyCountyFile file = { g_strdup (name), here ? (gint64) info.st_size : -1 };
      g_array_append_val (list, file);
    }
  return xy_error_pass (error, &problem);
}

static gboolean
add_field (XyStore *store,
           const XyRecordType *type,
           const XyField *field,
           gboolean missing,
           GHashTable *seen,
           GArray *list,
           GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT DISTINCT t.%s FROM %s AS t WHERE t.%s IS NOT NULL%s", field->name, type->table,
                       field->name, missing ? "" : " AND NOT EXISTS (SELECT 1 FROM county_file AS c WHERE c.name = ");
  g_autofree char *whole = missing ? g_strdup (sql) : g_strdup_printf ("%st.%s)", sql, field->name);

  return add_named (store, whole, missing, seen, list, error);
}

static gboolean
keep_names (XyTxn *txn, gpointer data, GError **error)
{
  for (const char *const *name = data; *name != NULL; name++)
    if (xy_attachment_is_name (*name)
        && !xy_db_run (xy_txn_get_db (txn), "INSERT OR IGNORE INTO county_file (name) VALUES (?1)",
                       XY_BIND (XY_TEXT (*name)), error))
      return FALSE;
  return TRUE;
}

GArray *
xy_county_file_list (XyStore *store, gboolean missing, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (XyCountyFile));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_array_set_clear_func (list, file_clear);
  for (const XyRecordType *const *type = xy_record_types (); *type != NULL; type++)
    for (guint i = 0; i < (*type)->n_fields; i++)
      if (((*type)->fields[i].flags & XY_FIELD_ATTACHMENT) != 0
          && !add_field (store, *type, &(*type)->fields[i], missing, seen, list, error))
        return NULL;
  g_array_sort (list, compare_sizes);
  return g_steal_pointer (&list);
}

gboolean
xy_county_file_keep (XyStore *store, const char *const *names, GError **error)
{
  return xy_store_receive (store, keep_names, (gpointer) names, error);
}
