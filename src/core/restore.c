/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/restore.h"

#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/backup-private.h"
#include "core/folder.h"
#include "core/migrate.h"
#include "core/user.h"

/* What the village's file says; NULL without an error where it cannot be read. */
static XyBackupInfo *
read_current (const char *path)
{
  g_autoptr (XyDb) db = g_file_test (path, G_FILE_TEST_EXISTS) ? xy_db_open (path, XY_DB_READ_ONLY, NULL) : NULL;

  return db != NULL ? xy_backup_info_of_db (db, NULL) : NULL;
}

/* Whether there is a village's file at PATH that the program can work with; takes seconds where it is large. */
static gboolean
is_sound (const char *path)
{
  g_autoptr (XyDb) db = g_file_test (path, G_FILE_TEST_EXISTS) ? xy_db_open (path, XY_DB_READ_ONLY, NULL) : NULL;
  gint64 application = 0;

  return db != NULL && xy_db_number (db, "PRAGMA application_id", XY_BIND_NONE, &application, NULL)
         && application == XY_APPLICATION_ID && xy_db_check (db, FALSE, NULL);
}

/* Whether the file's name says that it is the village CODE's; TRUE where it says nothing. */
static gboolean
is_named_for (const char *path, const char *code)
{
  g_autofree char *name = g_path_get_basename (path);
  gsize digits = strspn (name, "0123456789");

  return digits != 12 || code == NULL || (strlen (code) == digits && strncmp (name, code, digits) == 0);
}

/* Whether the village's file went on from where the backup stands. */
static gboolean
follows (const char *path, const XyBackupInfo *backup)
{
  g_autoptr (XyDb) db = xy_db_open (path, XY_DB_READ_ONLY, NULL);
  g_autofree char *sum = db != NULL ? xy_db_text (db, "SELECT lower (hex (sum)) FROM act WHERE n = ?1",
                                                  XY_BIND (XY_INT (backup->acts)), NULL)
                                    : NULL;

  return g_strcmp0 (sum, backup->last_sum) == 0;
}

/*
 * Takes the village's file for ourselves alone and leaves it without a journal, so that it can be renamed. BUSY where
 * somebody has it open; a file that is damaged need not obey. *LOCK holds it until it is closed.
 */
static gboolean
settle (const char *path, XyDb **lock, GError **error)
{
  g_autoptr (GError) problem = NULL;

  *lock = xy_db_open (path, 0, &problem);
  if (*lock != NULL && xy_db_run (*lock, "PRAGMA journal_mode = DELETE", XY_BIND_NONE, &problem))
    xy_db_run (*lock, "BEGIN EXCLUSIVE", XY_BIND_NONE, &problem);
  if (!g_error_matches (problem, XY_ERROR, XY_ERROR_BUSY))
    return TRUE;
  g_clear_pointer (lock, xy_db_close);
  g_set_error (error, XY_ERROR, XY_ERROR_BUSY,
               _ ("The village's file is open in another window. Please close that first."));
  return FALSE;
}

static void
move_beside (const char *from, const char *to, const char *suffix)
{
  g_autofree char *old = g_strconcat (from, suffix, NULL);
  g_autofree char *aside = g_strconcat (to, suffix, NULL);

  g_rename (old, aside);
}

static char *
name_aside (const char *path, gint64 now)
{
  g_autofree char *time = xy_instant_format (now);

  g_strdelimit (time, " :", '-');
  for (int n = 1;; n++)
    {
      char *name = n == 1 ? g_strdup_printf ("%s.%s.old", path, time) : g_strdup_printf ("%s.%s-%d.old", path, time, n);
      if (!g_file_test (name, G_FILE_TEST_EXISTS))
        return name;
      g_free (name);
    }
}

/*
 * NEW takes the place of PATH. The old file gets its second name first, so that at no moment there is none under PATH;
 * where the file system knows no second names, there is a moment between two renames.
 */
static gboolean
swap (const char *new_file, const char *path, const char *aside, GError **error)
{
  gboolean there = g_file_test (path, G_FILE_TEST_EXISTS);

  if (there && link (path, aside) != 0 && g_rename (path, aside) != 0)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_FULL, _ ("The disk is full or cannot be written: %s"), aside);
      return FALSE;
    }
  /* What a journal of the old file holds belongs to the old file. */
  move_beside (path, aside, "-wal");
  move_beside (path, aside, "-shm");
  if (g_rename (new_file, path) != 0)
    {
      if (there)
        {
          g_rename (aside, path);
          move_beside (aside, path, "-wal");
          move_beside (aside, path, "-shm");
        }
      g_set_error (error, XY_ERROR, XY_ERROR_FULL, _ ("The disk is full or cannot be written: %s"), path);
      return FALSE;
    }
  xy_backup_sync_folder (path);
  return TRUE;
}

static gboolean
add_attachments (const char *work, const char *path, GError **error)
{
  g_autofree char *from = g_build_filename (work, XY_BACKUP_ATTACHMENTS, NULL);
  g_autofree char *folder = xy_store_attachments_folder (path);
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *target = g_build_filename (folder, name, NULL);

      g_mkdir_with_parents (folder, 0700);
      /* Named by its SHA-256: what is there under the name is the same. */
      if (!g_file_test (target, G_FILE_TEST_EXISTS) && g_rename (source, target) != 0)
        {
          g_set_error (error, XY_ERROR, XY_ERROR_FULL, _ ("The disk is full or cannot be written: %s"), target);
          return FALSE;
        }
    }
  return TRUE;
}

/* A village's place is taken by no other village. */
static gboolean
check_village (const char *path, const XyBackupInfo *backup, GError **error)
{
  g_autoptr (XyBackupInfo) now = read_current (path);

  if (now != NULL ? g_strcmp0 (now->code, backup->code) == 0 : is_named_for (path, backup->code))
    return TRUE;
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("This backup is of another village: %s."), backup->village);
  return FALSE;
}

static gboolean
replace (const char *file,
         const char *password,
         const char *path,
         const XyEnv *env,
         const char *work,
         char **aside,
         GError **error)
{
  g_autofree char *database = g_build_filename (work, XY_BACKUP_DATABASE, NULL);
  g_autoptr (XyBackupInfo) info = xy_backup_unpack (file, password, work, error);
  g_autoptr (XyDb) lock = NULL;
  gboolean there = g_file_test (path, G_FILE_TEST_EXISTS);

  if (info == NULL || (there && (!check_village (path, info, error) || !settle (path, &lock, error)))
      || !add_attachments (work, path, error))
    return FALSE;
  g_autofree char *old = name_aside (path, xy_env_now (env));
  if (!swap (database, path, old, error))
    return FALSE;
  if (there && aside != NULL)
    *aside = g_steal_pointer (&old);
  return TRUE;
}

void
xy_restore_preview_free (XyRestorePreview *preview)
{
  if (preview == NULL)
    return;
  xy_backup_info_free (preview->backup);
  xy_backup_info_free (preview->now);
  g_free (preview);
}

XyRestorePreview *
xy_restore_preview (const char *file, const char *password, const char *path, GError **error)
{
  g_autoptr (XyRestorePreview) preview = g_new0 (XyRestorePreview, 1);

  preview->backup = xy_backup_read_info (file, password, error);
  if (preview->backup == NULL)
    return NULL;
  preview->now = read_current (path);
  if (preview->now == NULL)
    {
      preview->other_village = !is_named_for (path, preview->backup->code);
      return g_steal_pointer (&preview);
    }

  preview->other_village = g_strcmp0 (preview->now->code, preview->backup->code) != 0;
  preview->other_history = !follows (path, preview->backup);
  preview->lost_acts = preview->other_history ? 0 : preview->now->acts - preview->backup->acts;
  return g_steal_pointer (&preview);
}

gboolean
xy_restore (const char *file,
            const char *password,
            const char *path,
            const XyEnv *env,
            const XyActor *actor,
            char **aside,
            GError **error)
{
  gboolean sound = is_sound (path);

  if (aside != NULL)
    *aside = NULL;
  if (sound && actor == NULL)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_DENIED, _ ("Only an administrator may restore a backup."));
      return FALSE;
    }
  if (actor != NULL && !xy_actor_require (actor, XY_MAY_RESTORE, error))
    return FALSE;

  /* The old file is put aside whole; a backup of it is only asked of one that is sound. */
  g_autoptr (GError) problem = NULL;
  if (sound)
    g_free (xy_backup_take (path, env, NULL, XY_BACKUP_RESTORE, NULL, &problem));
  if (problem != NULL && !g_error_matches (problem, XY_ERROR, XY_ERROR_CORRUPT))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  g_autofree char *folder = g_path_get_dirname (path);
  g_mkdir_with_parents (folder, 0700);
  g_autofree char *work = xy_backup_work_folder (path, error);
  if (work == NULL)
    return FALSE;
  gboolean ok = replace (file, password, path, env, work, aside, error);
  xy_folder_remove (work);
  return ok;
}
