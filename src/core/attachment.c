/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/attachment.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sodium.h>

#include "core/backup-private.h"

#define IN_HISTORY_SQL "SELECT 1 FROM op WHERE instr (line, ?1) > 0 OR instr (old, ?1) > 0 LIMIT 1"

static const XySql statements[] = {
  { NULL, IN_HISTORY_SQL, "asked only for files that no record names: as good as none" },
};

static char *
name_of (const void *data, gsize length)
{
  guint8 sum[crypto_hash_sha256_BYTES];
  char *name = g_malloc (XY_ATTACHMENT_NAME_LENGTH + 1);

  crypto_hash_sha256 (sum, data, length);
  return sodium_bin2hex (name, XY_ATTACHMENT_NAME_LENGTH + 1, sum, sizeof sum);
}

static void
cannot_write (const char *path, GError **error)
{
  g_set_error (error, XY_ERROR, XY_ERROR_FULL, _ ("The disk is full or cannot be written: %s"), path);
}

/* Waits until the disk has what FILE holds. */
static gboolean
sync_file (const char *file)
{
  int fd = g_open (file, O_RDONLY | O_CLOEXEC, 0);
  gboolean ok = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);
  return ok;
}

gboolean
xy_attachment_is_name (const char *name)
{
  return name != NULL && strlen (name) == XY_ATTACHMENT_NAME_LENGTH
         && strspn (name, "0123456789abcdef") == XY_ATTACHMENT_NAME_LENGTH;
}

char *
xy_attachment_path (const char *path, const char *name)
{
  g_autofree char *folder = xy_store_attachments_folder (path);

  return g_build_filename (folder, name, NULL);
}

char *
xy_attachment_reserve (const char *path, GError **error)
{
  g_autofree char *folder = xy_store_attachments_folder (path);
  g_autofree char *file = g_build_filename (folder, ".new-XXXXXX", NULL);
  int fd = g_mkdir_with_parents (folder, 0700) == 0 ? g_mkstemp_full (file, O_RDWR | O_CLOEXEC, 0600) : -1;

  if (fd < 0)
    {
      cannot_write (folder, error);
      return NULL;
    }
  close (fd);
  return g_steal_pointer (&file);
}

char *
xy_attachment_adopt (const char *path, const char *file, gint64 *length, GError **error)
{
  g_autofree char *data = NULL;
  gsize size = 0;

  if (!g_file_get_contents (file, &data, &size, NULL) || !sync_file (file))
    {
      cannot_write (file, error);
      g_unlink (file);
      return NULL;
    }
  g_autofree char *name = name_of (data, size), *to = xy_attachment_path (path, name);
  /* What is there under the name may have gone bad; what was just read is right. */
  if (g_rename (file, to) != 0)
    {
      cannot_write (to, error);
      g_unlink (file);
      return NULL;
    }
  xy_backup_sync_folder (to);
  if (length != NULL)
    *length = (gint64) size;
  return g_steal_pointer (&name);
}

char *
xy_attachment_add (const char *path, const void *data, gsize length, GError **error)
{
  g_autofree char *file = xy_attachment_reserve (path, error);

  if (file == NULL)
    return NULL;
  if (g_file_set_contents_full (file, data, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL))
    return xy_attachment_adopt (path, file, NULL, error);
  cannot_write (file, error);
  g_unlink (file);
  return NULL;
}

GBytes *
xy_attachment_read (const char *path, const char *name, GError **error)
{
  g_autofree char *file = xy_attachment_is_name (name) ? xy_attachment_path (path, name) : NULL;
  g_autofree char *data = NULL;
  gsize length = 0;

  if (file == NULL || !g_file_get_contents (file, &data, &length, NULL))
    {
      g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("The file that was kept for this is missing."));
      return NULL;
    }
  g_autofree char *is = name_of (data, length);
  if (!g_str_equal (is, name))
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CORRUPT,
                   _ ("The file that was kept for this is damaged. A backup may still have it whole."));
      return NULL;
    }
  return g_bytes_new_take (g_steal_pointer (&data), length);
}

gboolean
xy_attachment_copy (const char *path, const char *name, const char *to, GError **error)
{
  g_autoptr (GBytes) bytes = xy_attachment_read (path, name, error);

  if (bytes == NULL)
    return FALSE;
  if (g_file_set_contents_full (to, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0644, NULL))
    return TRUE;
  cannot_write (to, error);
  return FALSE;
}

/* Adds what the field FIELD of all records of TYPE names. */
static gboolean
add_named (XyStore *store, const XyRecordType *type, const XyField *field, GHashTable *named, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT %s FROM %s WHERE %s IS NOT NULL", field->name, type->table, field->name);
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), sql, XY_BIND_NONE, &problem);

  while (xy_rows_next (rows, &problem))
    g_hash_table_add (named, g_strdup (xy_rows_text (rows, 0)));
  return xy_error_pass (error, &problem);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
xy_attachment_list_unreferenced (XyStore *store, GError **error)
{
  g_autoptr (GHashTable) named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = xy_store_attachments_folder (xy_store_get_path (store));
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  for (const XyRecordType *const *type = xy_record_types (); *type != NULL; type++)
    for (guint i = 0; i < (*type)->n_fields; i++)
      if (((*type)->fields[i].flags & XY_FIELD_ATTACHMENT) != 0
          && !add_named (store, *type, &(*type)->fields[i], named, error))
        return NULL;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      gint64 in_history = 0;
      if (!xy_attachment_is_name (name) || g_hash_table_contains (named, name))
        continue;
      if (!xy_db_number (xy_store_get_db (store), IN_HISTORY_SQL, XY_BIND (XY_TEXT (name)), &in_history, error))
        return NULL;
      if (in_history == 0)
        g_ptr_array_add (list, g_strdup (name));
    }
  g_ptr_array_sort (list, compare_names);
  return g_steal_pointer (&list);
}

const XySql *
xy_attachment_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
