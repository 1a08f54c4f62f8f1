/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/handover.h"

#include <glib/gi18n-lib.h>

#include "cli/cli.h"
#include "core/handover.h"
#include "sync/account.h"
#include "sync/computers.h"

typedef struct
{
  char *from, *to, *overseer, *post, *password_env;
  gboolean open;
} Options;

static int
list (XyCli *cli, const Options *options, char **args, GError **error)
{
  static const XyCliColumn columns[] = {
    { "kind", N_ ("Kind") },  { "n", N_ ("Count"), XY_CLI_NUMBER },           { "first", N_ ("From") },
    { "last", N_ ("Until") }, { "open", N_ ("Not finished"), XY_CLI_NUMBER },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("handover", columns, G_N_ELEMENTS (columns));
  g_autoptr (GPtrArray) lines = xy_cli_open (cli, error) ? xy_handover_lines (cli->store, error) : NULL;

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      const XyHandoverLine *line = lines->pdata[i];
      const char *kind = cli->json ? xy_handover_kind_name (line->kind) : xy_handover_kind_label (line->kind);
      if (cli->json || line->n > 0)
        xy_cli_table_add (table, kind, line->n, line->first, line->last, line->open);
    }
  return lines != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

/* The password in the environment variable; NULL where the package is to be open. */
static gboolean
get_password (const Options *options, const char **password, GError **error)
{
  *password = options->password_env != NULL ? g_getenv (options->password_env) : NULL;
  if (options->password_env == NULL || (*password != NULL && **password != '\0'))
    return TRUE;
  xy_set_invalid (error, "password", _ ("There is no password in the environment variable %s."), options->password_env);
  return FALSE;
}

static int
pack (XyCli *cli, const Options *options, char **args, GError **error)
{
  static const XyCliColumn columns[] = {
    { "folder", N_ ("Folder") },
    { "number", N_ ("Number") },
    { "papers", N_ ("PDFs"), XY_CLI_NUMBER },
    { "problems", N_ ("Missing"), XY_CLI_NUMBER },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("package", columns, G_N_ELEMENTS (columns));
  const char *password;

  if (options->open == (options->password_env != NULL))
    return XY_CLI_USAGE;
  if (!get_password (options, &password, error) || !xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyAccount) account = xy_account_load (cli->store, NULL);
  g_auto (GStrv) computers = xy_computers_names (cli->store);
  const XyHandover handover = { .from = options->from,
                                .to = options->to,
                                .overseer = options->overseer,
                                .computers = (const char *const *) computers,
                                .enrolled = account != NULL && account->account != NULL,
                                .password = password };
  g_autoptr (XyHandoverPackage) package =
      xy_handover_pack (cli->store, &cli->actor, &handover, args[0], NULL, NULL, NULL, error);
  if (package == NULL)
    return XY_CLI_FAILED;
  for (guint i = 0; i < package->problems->len; i++)
    g_printerr ("%s\n", (const char *) package->problems->pdata[i]);
  xy_cli_table_add (table, package->folder, package->number, (gint64) package->n_papers,
                    (gint64) package->problems->len);
  return xy_cli_table_print_card (cli, table);
}

static int
check (XyCli *cli, const Options *options, char **args, GError **error)
{
  const char *password;

  if (!get_password (options, &password, error) || !xy_handover_check (args[0], password, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, _ ("The package is whole: each file is as it was packed, and the backup can be read."));
}

static int
succeed (XyCli *cli, const Options *options, char **args, GError **error)
{
  XyHandoverUsers users = { .name = args[1], .post = options->post };
  g_autoptr (XyUser) from = xy_cli_sign_in (cli, error) ? xy_user_by_name (cli->store, args[0], error) : NULL;

  if (from == NULL)
    return XY_CLI_FAILED;
  users.from = from->record.id;
  if (!xy_store_act (cli->store, &cli->actor, "", xy_handover_succeed, &users, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, _ ("%s takes over from %s"), args[1], args[0]);
}

static int
close_user (XyCli *cli, const Options *options, char **args, GError **error)
{
  XyHandoverUsers users = { 0 };
  g_autoptr (XyUser) from = xy_cli_sign_in (cli, error) ? xy_user_by_name (cli->store, args[0], error) : NULL;

  if (from == NULL)
    return XY_CLI_FAILED;
  users.from = from->record.id;
  if (!xy_store_act (cli->store, &cli->actor, "", xy_handover_close, &users, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, _ ("%s is no longer a user."), args[0]);
}

static int
dispatch (XyCli *cli, gconstpointer options, int argc, char *argv[], GError **error)
{
  static const struct
  {
    const char *name;
    int n; /* behind the verb */
    int (*run) (XyCli *cli, const Options *options, char **args, GError **error);
  } verbs[] = {
    { "list", 0, list },       { "pack", 1, pack },        { "check", 1, check },
    { "succeed", 2, succeed }, { "close", 1, close_user },
  };

  for (guint i = 0; argc > 1 && i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (argv[1], verbs[i].name) && argc == 2 + verbs[i].n)
      return verbs[i].run (cli, options, argv + 2, error);
  return XY_CLI_USAGE;
}

static int
run_handover (XyCli *cli, int argc, char *argv[])
{
  Options options = { NULL };
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &options.from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &options.to, NULL, NULL },
    { "overseer", 0, 0, G_OPTION_ARG_STRING, &options.overseer, NULL, NULL },
    { "post", 0, 0, G_OPTION_ARG_STRING, &options.post, NULL, NULL },
    { "password-env", 0, 0, G_OPTION_ARG_STRING, &options.password_env, NULL, NULL },
    { "open", 0, 0, G_OPTION_ARG_NONE, &options.open, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  int code = xy_cli_run (cli, entries, dispatch, &options, argc, argv);

  g_free (options.from);
  g_free (options.to);
  g_free (options.overseer);
  g_free (options.post);
  g_free (options.password_env);
  return code;
}

const XyCliGroup xy_cli_handover = {
  .name = "handover",
  .usage = "handover list\n"
           "handover succeed USER NAME [--post POST]\n"
           "handover pack FOLDER --password-env VARIABLE|--open [--from NAME] [--to NAME] [--overseer NAME]\n"
           "handover check FOLDER [--password-env VARIABLE]\n"
           "handover close USER",
  .summary = N_ ("Hand the office over to a successor: a list to sign, the data, the papers of record"),
  .run = run_handover,
};
