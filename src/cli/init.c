/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/cli.h"
#include "core/village.h"

static int
found (XyCli *cli, XyVillage *village, gboolean direct, GError **error)
{
  g_autofree char *path = cli->file != NULL ? g_strdup (cli->file) : xy_store_default_path (village->code);
  const char *administrator = cli->user_name != NULL ? cli->user_name : g_get_user_name ();

  cli->store = xy_village_found (path, cli->env, village, administrator, direct, error);
  if (cli->store == NULL)
    return XY_CLI_REFUSED;
  return xy_cli_done (cli, _ ("%s has been set up with %s as its administrator: %s"), village->name, administrator,
                      path);
}

static int
run_init (XyCli *cli, int argc, char *argv[])
{
  gboolean direct = FALSE;
  g_autofree char *code = NULL, *name = NULL, *township = NULL, *county = NULL;
  const GOptionEntry entries[] = {
    { "code", 0, 0, G_OPTION_ARG_STRING, &code, NULL, NULL },
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, NULL, NULL },
    { "township", 0, 0, G_OPTION_ARG_STRING, &township, NULL, NULL },
    { "direct", 0, 0, G_OPTION_ARG_NONE, &direct, NULL, NULL },
    { "county", 0, 0, G_OPTION_ARG_STRING, &county, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (XyVillage) village = xy_record_new (&xy_village_type);
  g_autoptr (GError) error = NULL;

  if (!xy_cli_parse (cli, entries, &argc, &argv) || argc != 1 || code == NULL || name == NULL)
    return xy_cli_usage (cli);

  xy_set_str (&village->code, code);
  xy_set_str (&village->name, name);
  xy_set_str (&village->township, township);
  xy_set_str (&village->county, county);
  int status = found (cli, village, direct, &error);
  return error != NULL ? xy_cli_fail (cli, error) : status;
}

const XyCliGroup xy_cli_init = {
  .name = "init",
  .usage = "init --code 12-DIGITS --name NAME [--township NAME] [--county NAME] [--direct]",
  .summary = N_ ("Set up a village; --user names its administrator"),
  .run = run_init,
};
