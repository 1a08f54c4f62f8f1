/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/attachment.h"
#include "sync/bundle-private.h"
#include "sync/bundle.h"

/* What the container needs beside the files. */
#define SLACK (G_GINT64_CONSTANT (1) << 20)
#define FILE_MOST (XY_BUNDLE_SIZE_MOST - 2 * SLACK)

typedef struct
{
  char *name;
  gint64 size;
} Item;

static void
item_clear (gpointer data)
{
  g_free (((Item *) data)->name);
}

static int
compare_sizes (gconstpointer a, gconstpointer b)
{
  const Item *left = a, *right = b;

  if (left->size != right->size)
    return left->size < right->size ? -1 : 1;
  return strcmp (left->name, right->name);
}

/* The files that FIELD of TYPE names and the county does not have, those that are here. */
static gboolean
list_field (XyStore *store,
            const XyRecordType *type,
            const XyField *field,
            GHashTable *seen,
            GArray *list,
            GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT DISTINCT t.%s FROM %s AS t WHERE t.%s IS NOT NULL AND NOT EXISTS "
                                          "(SELECT 1 FROM county_file AS c WHERE c.name = t.%s)",
                                          field->name, type->table, field->name, field->name);
  GError *problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), sql, XY_BIND_NONE, &problem);

  while (xy_rows_next (rows, &problem))
    {
      const char *name = xy_rows_text (rows, 0);
      struct stat info;
      if (!xy_attachment_is_name (name) || !g_hash_table_add (seen, g_strdup (name)))
        continue;
      g_autofree char *path = xy_attachment_path (xy_store_get_path (store), name);
      Item item = { NULL, 0 };
      if (stat (path, &info) != 0 || !S_ISREG (info.st_mode) || info.st_size > FILE_MOST)
        continue;
      item.name = g_strdup (name);
      item.size = info.st_size;
      g_array_append_val (list, item);
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

/* Small before large: more of them fit. */
static GArray *
list_files (XyStore *store, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (Item));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_array_set_clear_func (list, item_clear);
  for (const XyRecordType *const *type = xy_record_types (); *type != NULL; type++)
    for (guint i = 0; i < (*type)->n_fields; i++)
      if (((*type)->fields[i].flags & XY_FIELD_ATTACHMENT) != 0
          && !list_field (store, *type, &(*type)->fields[i], seen, list, error))
        return NULL;
  g_array_sort (list, compare_sizes);
  return g_steal_pointer (&list);
}

/* How large a part may be: what is free on the stick, and no more than such a file has. */
static gint64
part_most (const char *folder)
{
  struct statvfs info;

  if (statvfs (folder, &info) != 0)
    return FILE_MOST;
  return MIN (FILE_MOST, (gint64) info.f_bavail * (gint64) info.f_frsize - 2 * SLACK);
}

static gboolean
write_file (XyBundleWriter *writer, const char *path, const Item *item, GError **error)
{
  g_autofree char *block = g_malloc (XY_BUNDLE_CHUNK);
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gint64 left = item->size;
  gboolean ok =
      xy_bundle_writer_begin (writer, XY_BUNDLE_FRAME_FILE, (guint64) (XY_ATTACHMENT_NAME_LENGTH + left), error)
      && xy_bundle_writer_write (writer, item->name, XY_ATTACHMENT_NAME_LENGTH, error);

  /* What has gone bad here meanwhile is seen by its sum there. */
  while (ok && left > 0)
    {
      gsize part = (gsize) MIN (left, XY_BUNDLE_CHUNK);
      gssize n = fd >= 0 ? read (fd, block, part) : 0;
      if (n <= 0)
        {
          memset (block, 0, part);
          n = (gssize) part;
        }
      ok = xy_bundle_writer_write (writer, block, (gsize) n, error);
      left -= n;
    }
  if (fd >= 0)
    close (fd);
  return ok;
}

/* One part, from *AT of LIST on; *AT moves on. */
static gboolean
write_part (XyStore *store,
            const char *folder,
            const XyBundleHead *head,
            const guint8 *seed,
            GArray *list,
            guint *at,
            gint64 most,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (XyBundleWriter) writer = xy_bundle_writer_new (folder, head, seed, error);
  guint i = *at;

  for (gint64 size = 0; writer != NULL && i < list->len; i++)
    {
      const Item *item = &g_array_index (list, Item, i);
      g_autofree char *path = xy_attachment_path (xy_store_get_path (store), item->name);
      size += item->size + XY_ATTACHMENT_NAME_LENGTH + XY_BUNDLE_FRAME_HEAD;
      if (size > most)
        break;
      if (g_cancellable_is_cancelled (cancellable))
        {
          g_set_error_literal (error, XY_ERROR, XY_ERROR_CANCELLED,
                               _ ("Stopped. The changes are on the stick, the photos and papers are not."));
          return FALSE;
        }
      if (!write_file (writer, path, item, error))
        return FALSE;
    }
  g_autofree char *path = writer != NULL ? xy_bundle_writer_finish (writer, error) : NULL;
  if (path == NULL)
    return FALSE;
  *at = i;
  return TRUE;
}

gboolean
xy_bundle_export_files (XyStore *store,
                        const char *folder,
                        const XyBundleHead *of,
                        const guint8 seed[XY_BUNDLE_KEY_SIZE],
                        GCancellable *cancellable,
                        gint64 *n,
                        gint64 *n_left,
                        GError **error)
{
  g_autoptr (GArray) list = list_files (store, error);
  XyBundleHead head = *of;
  guint at = 0;

  if (list == NULL)
    return FALSE;
  head.kind = XY_BUNDLE_PHOTOS;
  while (at < list->len)
    {
      gint64 most = part_most (folder);
      const Item *first = &g_array_index (list, Item, at);
      if (first->size + XY_ATTACHMENT_NAME_LENGTH + XY_BUNDLE_FRAME_HEAD > most)
        break;
      head.part++;
      if (!write_part (store, folder, &head, seed, list, &at, most, cancellable, error))
        return FALSE;
    }
  *n = at;
  *n_left = list->len - at;
  return TRUE;
}

static gboolean
keep_names (XyTxn *txn, gpointer data, GError **error)
{
  for (char **name = data; *name != NULL; name++)
    if (xy_attachment_is_name (*name)
        && !xy_db_run (xy_txn_get_db (txn), "INSERT OR IGNORE INTO county_file (name) VALUES (?1)",
                       XY_BIND (XY_TEXT (*name)), error))
      return FALSE;
  return TRUE;
}

gboolean
xy_bundle_keep_files (XyStore *store, const char *names, gint64 *n, GError **error)
{
  g_auto (GStrv) list = g_strsplit (names, "\n", -1);

  *n = 0;
  for (char **name = list; *name != NULL; name++)
    *n += xy_attachment_is_name (*name);
  return xy_store_receive (store, keep_names, list, error);
}
