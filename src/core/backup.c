/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/backup.h"

#include <string.h>

#include <fcntl.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sodium.h>

#include "core/backup-private.h"
#include "core/folder.h"
#include "core/op.h"
#include "core/seal.h"

#define WORK_PREFIX ".xiangyue-work-"
/* Work older than this was broken off. */
#define WORK_AGE_S (24 * 3600)

static void
part_free (gpointer data)
{
  XyBackupPart *part = data;

  g_free (part->name);
  g_free (part->source);
  g_free (part);
}

static void
add_part (GPtrArray *parts, const char *name, const char *source)
{
  XyBackupPart *part = g_new0 (XyBackupPart, 1);

  part->name = g_strdup (name);
  part->source = g_strdup (source);
  g_ptr_array_add (parts, part);
}

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  const XyBackupPart *left = *(const XyBackupPart *const *) a, *right = *(const XyBackupPart *const *) b;

  return strcmp (left->name, right->name);
}

static GPtrArray *
list_parts (const char *database, const char *path)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (part_free);
  g_autofree char *folder = xy_store_attachments_folder (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *file;

  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
    if (file[0] != '.')
      {
        g_autofree char *name = g_strconcat (XY_BACKUP_ATTACHMENTS, file, NULL);
        g_autofree char *source = g_build_filename (folder, file, NULL);
        add_part (parts, name, source);
      }
  add_part (parts, XY_BACKUP_DATABASE, database);
  g_ptr_array_sort (parts, compare_parts);
  return parts;
}

static gboolean
number_of (XyDb *db, const char *sql, gint64 *number, GError **error)
{
  return xy_db_number (db, sql, XY_BIND_NONE, number, error);
}

static int
compare_info (gconstpointer a, gconstpointer b)
{
  const XyBackupInfo *left = *(const XyBackupInfo *const *) a, *right = *(const XyBackupInfo *const *) b;

  return left->at != right->at ? (left->at < right->at ? 1 : -1) : g_strcmp0 (right->path, left->path);
}

static void
remove_old_work (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, WORK_PREFIX))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);
        GStatBuf status;
        if (g_stat (path, &status) == 0 && now - (gint64) status.st_mtime > WORK_AGE_S)
          xy_folder_remove (path);
      }
}

/* As whom this computer speaks to the county is nothing for a stick that goes round, and a restored file must not write
 * on under a number that another one has. */
static gboolean
leave_out_secrets (const char *path, GError **error)
{
  gint64 there = 0;
  g_autoptr (XyDb) db = xy_db_open (path, 0, error);

  if (db == NULL
      || !xy_db_number (db, "SELECT count (*) FROM sqlite_schema WHERE type = 'table' AND name = 'line'", XY_BIND_NONE,
                        &there, error))
    return FALSE;
  return (!there
          || (xy_db_script (db, "PRAGMA secure_delete = ON", error)
              && xy_db_run (db,
                            "UPDATE line SET token = NULL, secret = NULL, ask = NULL, ask_secret = NULL, nonce = NULL",
                            XY_BIND_NONE, error)))
         && xy_db_script (db, "PRAGMA journal_mode = DELETE", error);
}

/* Copies the village's file, and says what is in the copy. */
static XyBackupInfo *
copy_database (const char *path, const char *to, GError **error)
{
  g_autoptr (XyDb) db = xy_db_open (path, 0, error);

  if (db == NULL || !xy_db_copy (db, to, error) || !leave_out_secrets (to, error))
    return NULL;
  g_autoptr (XyDb) copy = xy_db_open (to, XY_DB_READ_ONLY, error);
  return copy != NULL ? xy_backup_info_of_db (copy, error) : NULL;
}

static gboolean
write_checked (const char *path,
               const XyEnv *env,
               const char *to,
               const char *reason,
               const char *password,
               const char *work,
               GCancellable *cancellable,
               GError **error)
{
  g_autofree char *database = g_build_filename (work, XY_BACKUP_DATABASE, NULL);
  g_autofree char *packed = g_strconcat (to, ".part", NULL);
  g_autofree char *unpacked = g_build_filename (work, "check", NULL);
  g_autoptr (XyBackupInfo) info = copy_database (path, database, error);

  if (info == NULL)
    return FALSE;
  info->at = xy_env_now (env);
  info->reason = g_strdup (reason);
  g_autoptr (GPtrArray) parts = list_parts (database, path);
  g_unlink (packed);
  if (!xy_backup_pack (packed, password, info, parts, cancellable, error))
    return FALSE;

  g_unlink (database);
  g_mkdir (unpacked, 0700);
  g_autoptr (XyBackupInfo) back = xy_backup_unpack (packed, password, unpacked, error);
  if (back == NULL || g_rename (packed, to) != 0)
    {
      if (back != NULL)
        g_set_error (error, XY_ERROR, XY_ERROR_FULL, _ ("The disk is full or cannot be written: %s"), to);
      g_unlink (packed);
      return FALSE;
    }
  xy_backup_sync_folder (to);
  return TRUE;
}

/* Keeps in the village's file when it was last backed up; xy_backup_due() asks. */
static void
remember (const char *path, const XyBackupInfo *info)
{
  g_autoptr (XyDb) db = xy_db_open (path, 0, NULL);

  if (db != NULL)
    xy_db_run (db, "INSERT OR REPLACE INTO local_setting (key, value) VALUES ('backup_at', ?1), ('backup_act', ?2)",
               XY_BIND (XY_INT (info->at), XY_INT (info->acts)), NULL);
}

/* A name for a backup taken now: by village, time and reason; and none that is taken already. */
static char *
name_for (const char *folder, const char *code, const char *reason, gint64 now)
{
  g_autofree char *day = xy_day_from_instant (now);
  int second = (int) ((now / 1000 + 8 * 3600) % (24 * 3600));

  for (int n = 1;; n++)
    {
      g_autofree char *again = n > 1 ? g_strdup_printf ("-%d", n) : g_strdup ("");
      g_autofree char *name = g_strdup_printf ("%s-%.4s%.2s%.2s-%02d%02d%02d-%s%s" XY_BACKUP_SUFFIX, code, day, day + 5,
                                               day + 8, second / 3600, second / 60 % 60, second % 60, reason, again);
      char *path = g_build_filename (folder, name, NULL);
      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return path;
      g_free (path);
    }
}

static GPtrArray *
list_names (const char *folder, const char *code, const char *suffix)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autofree char *prefix = g_strconcat (code, "-", NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, prefix) && g_str_has_suffix (name, suffix))
      g_ptr_array_add (list, g_build_filename (folder, name, NULL));
  return list;
}

char *
xy_backup_default_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_build_filename (folder, "backups", NULL);
}

gboolean
xy_backup_write (const char *path,
                 const XyEnv *env,
                 const char *to,
                 const char *reason,
                 const char *password,
                 GCancellable *cancellable,
                 GError **error)
{
  if (g_file_test (to, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("There is already a file at %s"), to);
      return FALSE;
    }
  g_autofree char *work = xy_backup_work_folder (path, error);
  if (work == NULL)
    return FALSE;
  gboolean ok = write_checked (path, env, to, reason, password, work, cancellable, error);
  xy_folder_remove (work);
  return ok;
}

char *
xy_backup_take (const char *path,
                const XyEnv *env,
                const char *folder,
                const char *reason,
                GCancellable *cancellable,
                GError **error)
{
  g_autofree char *standard = xy_backup_default_folder (path);
  g_autofree char *code = NULL;

  if (folder == NULL)
    folder = standard;
  /* Where a stick is not plugged in, a folder of its name would be made on this disk, and taken for the stick. */
  if (!g_str_equal (folder, standard) && !g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND,
                   _ ("The place for backups, %s, is not there. Plug in the stick or the disk, or choose another place "
                      "in the settings."),
                   folder);
      return NULL;
    }
  {
    g_autoptr (XyDb) db = xy_db_open (path, 0, error);
    if (db == NULL)
      return NULL;
    code = xy_db_text (db, "SELECT code FROM village WHERE del = 0", XY_BIND_NONE, NULL);
  }
  if (code == NULL)
    code = g_strdup ("village");
  g_mkdir_with_parents (folder, 0700);
  g_autofree char *to = name_for (folder, code, reason, xy_env_now (env));
  if (!xy_backup_write (path, env, to, reason, NULL, cancellable, error))
    return NULL;

  g_autoptr (XyBackupInfo) info = xy_backup_read_info (to, NULL, error);
  if (info == NULL)
    return NULL;
  remember (path, info);
  xy_backup_thin_folder (folder, code, info->at);
  return g_steal_pointer (&to);
}

gboolean
xy_backup_check (const char *file, const char *password, GError **error)
{
  /* In the system's folder for such things: a backup may lie where nothing can be written. */
  g_autofree char *work = g_dir_make_tmp ("xiangyue-XXXXXX", NULL);

  if (work == NULL)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_FULL, _ ("The disk is full or cannot be written: %s"), g_get_tmp_dir ());
      return FALSE;
    }
  g_autoptr (XyBackupInfo) info = xy_backup_unpack (file, password, work, error);
  xy_folder_remove (work);
  return info != NULL;
}

GPtrArray *
xy_backup_list (const char *folder, const char *code)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_backup_info_free);
  g_autoptr (GPtrArray) names = list_names (folder, code, XY_BACKUP_SUFFIX);

  for (guint i = 0; i < names->len; i++)
    {
      XyBackupInfo *info = xy_backup_read_info (names->pdata[i], NULL, NULL);
      if (info != NULL)
        g_ptr_array_add (list, info);
    }
  g_ptr_array_sort (list, compare_info);
  return list;
}

XyBackupInfo *
xy_backup_last_good (const char *path, const char *folder)
{
  g_autofree char *standard = xy_backup_default_folder (path);
  g_autofree char *code = g_path_get_basename (path);
  char *dot = strchr (code, '.');

  if (dot != NULL)
    *dot = '\0';
  g_autoptr (GPtrArray) list = xy_backup_list (folder != NULL ? folder : standard, code);
  for (guint i = 0; i < list->len; i++)
    {
      XyBackupInfo *info = list->pdata[i];
      if (!info->sealed && xy_backup_check (info->path, NULL, NULL))
        return g_ptr_array_steal_index (list, i);
    }
  return NULL;
}

GPtrArray *
xy_backup_list_bad (const char *folder, const char *code)
{
  return list_names (folder, code, XY_BACKUP_SUFFIX XY_BACKUP_BAD_SUFFIX);
}

XyBackupInfo *
xy_backup_info_of_db (XyDb *db, GError **error)
{
  g_autoptr (XyBackupInfo) info = g_new0 (XyBackupInfo, 1);
  g_autoptr (GError) problem = NULL;

  if (!number_of (db, "PRAGMA user_version", &info->schema, error)
      || !number_of (db, "SELECT count (*) FROM household WHERE del = 0", &info->households, error)
      || !number_of (db, "SELECT count (*) FROM person WHERE del = 0", &info->persons, error)
      || !number_of (db, "SELECT count (*) FROM points_entry", &info->entries, error))
    return NULL;

  g_autoptr (XyRows) village = xy_db_query (db, "SELECT code, name FROM village WHERE del = 0", XY_BIND_NONE, &problem);
  if (xy_rows_next (village, &problem))
    {
      info->code = g_strdup (xy_rows_text (village, 0));
      info->village = g_strdup (xy_rows_text (village, 1));
    }
  g_autoptr (XyRows) act = problem != NULL ? NULL
                                           : xy_db_query (db,
                                                          "SELECT n, at, who, title, lower (hex (sum)) FROM act "
                                                          "ORDER BY n DESC LIMIT 1",
                                                          XY_BIND_NONE, &problem);
  if (xy_rows_next (act, &problem))
    {
      info->acts = xy_rows_int (act, 0);
      info->last_at = xy_rows_int (act, 1);
      info->last_who = g_strdup (xy_rows_text (act, 2));
      info->last_title = g_strdup (xy_rows_text (act, 3));
      info->last_sum = g_strdup (xy_rows_text (act, 4));
    }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&info) : NULL;
}

gboolean
xy_backup_check_database (const char *path, const XyBackupInfo *info, GError **error)
{
  g_autoptr (XyDb) db = xy_db_open (path, XY_DB_READ_ONLY, error);
  g_autoptr (XyBackupInfo) found =
      db != NULL && xy_db_check (db, FALSE, error) ? xy_backup_info_of_db (db, error) : NULL;

  if (found == NULL)
    return FALSE;
  if (found->households == info->households && found->persons == info->persons && found->entries == info->entries
      && found->acts == info->acts && g_strcmp0 (found->last_sum, info->last_sum) == 0)
    return TRUE;
  g_set_error (error, XY_ERROR, XY_ERROR_UNREADABLE,
               _ ("The backup does not hold what it says. Please take another one."));
  return FALSE;
}

char *
xy_backup_work_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *work = g_build_filename (folder, WORK_PREFIX "XXXXXX", NULL);

  remove_old_work (folder);
  if (g_mkdtemp (work) != NULL)
    return g_steal_pointer (&work);
  g_set_error (error, XY_ERROR, XY_ERROR_FULL, _ ("The disk is full or cannot be written: %s"), folder);
  return NULL;
}

void
xy_backup_sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_open (folder, O_RDONLY | O_CLOEXEC, 0);

  /* A file system that cannot sync a folder (FAT on a stick) has nothing to wait for either. */
  if (fd >= 0)
    {
      if (g_fsync (fd) != 0)
        g_debug ("the folder cannot be synced");
      close (fd);
    }
}
