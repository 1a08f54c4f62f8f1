/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/cli.h"
#include "core/restore.h"
#include "core/village.h"

/* The password in the environment variable NAME; FALSE where there is none of that name. NULL stands for no password.
 */
static gboolean
get_password (const char *name, const char **password, GError **error)
{
  *password = name != NULL ? g_getenv (name) : NULL;
  if (name == NULL || (*password != NULL && (*password)[0] != '\0'))
    return TRUE;
  xy_set_invalid (error, "password", _ ("There is no password in the environment variable %s."), name);
  return FALSE;
}

static int
back_up (XyCli *cli, const char *to, const char *password_env, GError **error)
{
  const char *password;

  if (!get_password (password_env, &password, error) || !xy_cli_sign_in (cli, error)
      || !xy_actor_require (&cli->actor, XY_MAY_BACK_UP, error))
    return XY_CLI_FAILED;

  const char *path = xy_store_get_path (cli->store);
  g_autofree char *taken = NULL;
  if (to == NULL)
    {
      taken = xy_backup_take (path, cli->env, NULL, XY_BACKUP_MANUAL, NULL, error);
      to = taken;
    }
  else if (!xy_backup_write (path, cli->env, to, XY_BACKUP_MANUAL, password, NULL, error))
    to = NULL;
  if (to == NULL)
    return XY_CLI_FAILED;
  return xy_cli_done (cli, _ ("The backup is written and was checked: %s"), to);
}

static int
list (XyCli *cli, GError **error)
{
  static const XyCliColumn columns[] = {
    { "at", N_ ("When") },
    { "reason", N_ ("Why") },
    { "households", N_ ("Households"), XY_CLI_NUMBER },
    { "persons", N_ ("Persons"), XY_CLI_NUMBER },
    { "entries", N_ ("Points entries"), XY_CLI_NUMBER },
    { "file", N_ ("File") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("backups", columns, G_N_ELEMENTS (columns));

  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyVillage) village = xy_village_get (cli->store, error);
  if (village == NULL)
    return XY_CLI_FAILED;
  g_autofree char *folder = xy_backup_default_folder (xy_store_get_path (cli->store));
  g_autoptr (GPtrArray) backups = xy_backup_list (folder, village->code);
  for (guint i = 0; i < backups->len; i++)
    {
      const XyBackupInfo *info = backups->pdata[i];
      g_autofree char *at = xy_instant_format (info->at);
      xy_cli_table_add (table, at, info->reason, info->households, info->persons, info->entries, info->path);
    }
  g_autoptr (GPtrArray) bad = xy_backup_list_bad (folder, village->code);
  for (guint i = 0; i < bad->len; i++)
    {
      g_printerr (_ ("This backup has gone bad: %s"), (const char *) bad->pdata[i]);
      g_printerr ("\n");
    }
  return xy_cli_table_print (cli, table);
}

static int
run_backup (XyCli *cli, int argc, char *argv[])
{
  g_autofree char *password_env = NULL;
  gboolean only_list = FALSE;
  const GOptionEntry entries[] = {
    { "password-env", 0, 0, G_OPTION_ARG_STRING, &password_env, NULL, NULL },
    { "list", 0, 0, G_OPTION_ARG_NONE, &only_list, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;

  if (!xy_cli_parse (cli, entries, &argc, &argv) || argc > 2 || (argc == 2 && only_list)
      || (argc == 1 && password_env != NULL))
    return xy_cli_usage (cli);
  int status = only_list ? list (cli, &error) : back_up (cli, argc == 2 ? argv[1] : NULL, password_env, &error);
  return error != NULL ? xy_cli_fail (cli, error) : status;
}

/* A column of the preview: what the backup has, or what the village's file has. */
static void
add_side (XyCliTable *table, const char *side, const XyBackupInfo *info)
{
  g_autofree char *last = info->last_at != 0 ? xy_instant_format (info->last_at) : NULL;

  xy_cli_table_add (table, side, info->village, info->households, info->persons, info->entries, info->acts, last,
                    info->last_who, info->last_title);
}

static int
preview (XyCli *cli, const char *file, const char *password, const char *path, GError **error)
{
  static const XyCliColumn columns[] = {
    { "side", "" },
    { "village", N_ ("Village") },
    { "households", N_ ("Households"), XY_CLI_NUMBER },
    { "persons", N_ ("Persons"), XY_CLI_NUMBER },
    { "entries", N_ ("Points entries"), XY_CLI_NUMBER },
    { "acts", N_ ("Acts"), XY_CLI_NUMBER },
    { "last_at", N_ ("Last act") },
    { "last_who", N_ ("Who") },
    { "last_title", N_ ("What") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("preview", columns, G_N_ELEMENTS (columns));
  g_autoptr (XyRestorePreview) seen = xy_restore_preview (file, password, path, error);

  if (seen == NULL)
    return XY_CLI_FAILED;
  add_side (table, cli->json ? "backup" : _ ("In the backup"), seen->backup);
  if (seen->now != NULL)
    add_side (table, cli->json ? "now" : _ ("Now"), seen->now);
  int status = xy_cli_table_print (cli, table);
  if (cli->json)
    return status;

  if (seen->now == NULL)
    g_print ("%s\n", _ ("There is no village's file now, or it cannot be read."));
  else if (seen->other_village)
    g_print ("%s\n", _ ("This backup is of another village."));
  else if (seen->other_history)
    g_print ("%s\n", _ ("This backup and the village's file have gone different ways."));
  else
    {
      g_print (_ ("Acts done since the backup, which would be lost: %d"), (int) seen->lost_acts);
      g_print ("\n");
    }
  return status;
}

static int
restore (XyCli *cli, const char *file, const char *password, const char *path, GError **error)
{
  g_autofree char *aside = NULL;
  g_autoptr (GError) problem = NULL;
  const XyActor *actor = NULL;

  /* A file that cannot be opened knows no users to ask. */
  if (g_file_test (path, G_FILE_TEST_EXISTS) && xy_cli_open (cli, &problem))
    {
      if (!xy_cli_sign_in (cli, error))
        return XY_CLI_FAILED;
      actor = &cli->actor;
      g_clear_object (&cli->store);
    }
  if (!xy_restore (file, password, path, cli->env, actor, &aside, error))
    return XY_CLI_FAILED;
  if (aside == NULL)
    return xy_cli_done (cli, _ ("The backup is restored."));
  return xy_cli_done (cli, _ ("The backup is restored. The old file was put aside: %s"), aside);
}

/* The newest backup of the village's file PATH that is sound; PATH may be NULL with an error set already. */
static char *
last_good (const char *path, GError **error)
{
  g_autoptr (XyBackupInfo) info = path != NULL ? xy_backup_last_good (path, NULL) : NULL;

  if (info != NULL)
    return g_strdup (info->path);
  if (path != NULL)
    g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no sound backup of this village beside its file."));
  return NULL;
}

static int
run_restore (XyCli *cli, int argc, char *argv[])
{
  g_autofree char *password_env = NULL;
  gboolean only_preview = FALSE, last = FALSE;
  const GOptionEntry entries[] = {
    { "last", 0, 0, G_OPTION_ARG_NONE, &last, NULL, NULL },
    { "password-env", 0, 0, G_OPTION_ARG_STRING, &password_env, NULL, NULL },
    { "preview", 0, 0, G_OPTION_ARG_NONE, &only_preview, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  const char *password;
  int status = XY_CLI_FAILED;

  if (!xy_cli_parse (cli, entries, &argc, &argv) || argc != (last ? 1 : 2))
    return xy_cli_usage (cli);
  if (!get_password (password_env, &password, &error))
    return xy_cli_fail (cli, error);

  g_autofree char *path = xy_cli_path (cli, &error);
  g_autofree char *file = last ? last_good (path, &error) : g_strdup (argv[1]);
  if (file == NULL)
    return xy_cli_fail (cli, error);
  if (path == NULL && g_error_matches (error, XY_ERROR, XY_ERROR_NOT_FOUND))
    {
      /* Another computer: the backup says which village it is. */
      g_clear_error (&error);
      g_autoptr (XyBackupInfo) info = xy_backup_read_info (file, password, &error);
      path = info != NULL && info->code != NULL ? xy_store_default_path (info->code) : NULL;
    }
  if (path != NULL)
    status = (only_preview ? preview : restore) (cli, file, password, path, &error);
  return error != NULL ? xy_cli_fail (cli, error) : status;
}

const XyCliGroup xy_cli_backup = {
  .name = "backup",
  .usage = "backup [FILE [--password-env VARIABLE]]\nbackup --list",
  .summary = N_ ("Copy the whole village into a file that was checked"),
  .run = run_backup,
};

const XyCliGroup xy_cli_restore = {
  .name = "restore",
  .usage = "restore FILE [--preview] [--password-env VARIABLE]\nrestore --last [--preview]",
  .summary = N_ ("Put a backup in the place of the village's file, which is put aside"),
  .run = run_restore,
};
