/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/migrate.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "core/backup.h"

#define SCHEMA_FOLDER "/org/xiangyue/Xiangyue/data/schema/"

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* The files' names in the order of their versions. */
static char **
list_versions (void)
{
  char **names = g_resources_enumerate_children (SCHEMA_FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (names != NULL);
  qsort (names, g_strv_length (names), sizeof *names, compare_names);
  return names;
}

static gboolean
apply (XyDb *db, const char *name, guint version, GError **error)
{
  g_autofree char *path = g_strconcat (SCHEMA_FOLDER, name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *sql =
      g_strdup_printf ("%.*s\nPRAGMA application_id = %d; PRAGMA user_version = %u;", (int) g_bytes_get_size (bytes),
                       (const char *) g_bytes_get_data (bytes, NULL), XY_APPLICATION_ID, version);

  if (!xy_db_begin (db, error))
    return FALSE;
  if (xy_db_script (db, sql, error) && xy_db_commit (db, error))
    return TRUE;
  xy_db_rollback (db);
  return FALSE;
}

guint
xy_migrate_newest (void)
{
  g_auto (GStrv) names = list_versions ();

  return g_strv_length (names);
}

gboolean
xy_migrate (XyDb *db, const XyEnv *env, GError **error)
{
  g_auto (GStrv) names = list_versions ();
  guint newest = g_strv_length (names);
  gint64 version = 0, application = 0, tables = 0;

  if (!xy_db_number (db, "PRAGMA user_version", XY_BIND_NONE, &version, error)
      || !xy_db_number (db, "PRAGMA application_id", XY_BIND_NONE, &application, error)
      || !xy_db_number (db, "SELECT count(*) FROM sqlite_schema", XY_BIND_NONE, &tables, error))
    return FALSE;

  if (tables > 0 && application != XY_APPLICATION_ID)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_NOT_OURS, _ ("This file is not a village's file: %s"),
                   xy_db_get_path (db));
      return FALSE;
    }
  if (version > newest)
    {
      g_set_error (
          error, XY_ERROR, XY_ERROR_NEWER_SCHEMA,
          _ ("This village's file was written by a newer version of the program. Please install that version here too."));
      return FALSE;
    }
  if (version > 0 && version < newest)
    {
      g_autofree char *backup = xy_backup_take (xy_db_get_path (db), env, NULL, XY_BACKUP_UPGRADE, NULL, error);
      if (backup == NULL)
        return FALSE;
    }
  for (guint i = (guint) version; i < newest; i++)
    if (!apply (db, names[i], i + 1, error))
      return FALSE;
  return TRUE;
}
