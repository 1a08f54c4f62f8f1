/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/cli.h"
#include "config.h"
#include "core/i18n.h"

static const XyCliGroup *const groups[] = {
  &xy_cli_init,    &xy_cli_sample,     &xy_cli_import,   &xy_cli_export,    &xy_cli_village,  &xy_cli_today,
  &xy_cli_find,    &xy_cli_households, &xy_cli_persons,  &xy_cli_events,    &xy_cli_units,    &xy_cli_tags,
  &xy_cli_points,  &xy_cli_rewards,    &xy_cli_hygiene,  &xy_cli_documents, &xy_cli_stamps,   &xy_cli_print,
  &xy_cli_notices, &xy_cli_users,      &xy_cli_settings, &xy_cli_matters,   &xy_cli_meetings, &xy_cli_votes,
  &xy_cli_rules,   &xy_cli_bylaws,     &xy_cli_undo,     &xy_cli_redo,      &xy_cli_history,  &xy_cli_verify,
  &xy_cli_backup,  &xy_cli_restore,    &xy_cli_sync,     &xy_cli_office,    &xy_cli_handover, &xy_cli_privacy,
  &xy_cli_manual,
};

static void
print_help (void)
{
  g_print ("%s xiangyue-cli [--db FILE] [--user NAME] [--json] %s\n\n", _ ("Usage:"), _ ("COMMAND …"));
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      g_auto (GStrv) lines = g_strsplit (groups[i]->usage, "\n", -1);

      g_print ("%s\n", _ (groups[i]->summary));
      for (guint l = 0; lines[l] != NULL; l++)
        g_print ("  %s\n", lines[l]);
    }
  g_print ("\n%s\n", _ ("More in xiangyue-cli(1)."));
}

static const XyCliGroup *
find_group (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (g_str_equal (groups[i]->name, name))
      return groups[i];
  return NULL;
}

/* GLib would write the log's words, which are for those who mend the program, between our answers. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  if (level > G_LOG_LEVEL_CRITICAL && g_getenv ("XIANGYUE_LOG") == NULL)
    return G_LOG_WRITER_HANDLED;
  return g_log_writer_default (level, fields, n_fields, data);
}

static int
run (XyCli *cli, int argc, char *argv[])
{
  if (!xy_cli_parse (cli, NULL, &argc, &argv))
    return XY_CLI_USAGE;
  /* What ended the options before the command. */
  if (argc > 1 && g_str_equal (argv[1], "--"))
    {
      argc--;
      argv++;
    }
  if (argc < 2 || g_str_equal (argv[1], "help"))
    {
      print_help ();
      return argc < 2 ? XY_CLI_USAGE : XY_CLI_DONE;
    }

  cli->group = find_group (argv[1]);
  if (cli->group == NULL)
    {
      g_printerr (_ ("There is no command “%s”; “xiangyue-cli help” lists them."), argv[1]);
      g_printerr ("\n");
      return XY_CLI_USAGE;
    }
  return cli->group->run (cli, argc - 1, argv + 1);
}

int
main (int argc, char *argv[])
{
  XyCli cli = { .env = xy_env_system () };

  xy_i18n_init ();
  g_log_set_writer_func (write_log, NULL, NULL);
  if (argc == 2 && (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h")))
    {
      print_help ();
      return XY_CLI_DONE;
    }
  if (argc == 2 && g_str_equal (argv[1], "--version"))
    {
      g_print ("xiangyue-cli %s\n", XY_VERSION);
      return XY_CLI_DONE;
    }

  int status = run (&cli, argc, argv);

  g_clear_object (&cli.user);
  g_clear_object (&cli.store);
  g_free (cli.file);
  g_free (cli.user_name);
  return status;
}
