/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/cli.h"
#include "core/setting.h"

static int
list (XyCli *cli, GError **error)
{
  static const XyCliColumn columns[] = {
    { "key", N_ ("Setting") },        { "value", N_ ("Value") },
    { "fallback", N_ ("By itself") }, { "local", N_ ("This computer only"), XY_CLI_FLAG },
    { "label", N_ ("Meaning") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("settings", columns, G_N_ELEMENTS (columns));

  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  for (const XySettingKey *key = xy_setting_keys (); key->key != NULL; key++)
    {
      g_autofree char *value = xy_setting_get (cli->store, key->key);
      xy_cli_table_add (table, key->key, value, key->fallback, key->local, _ (key->label));
    }
  return xy_cli_table_print (cli, table);
}

static int
get (XyCli *cli, const char *key, GError **error)
{
  if (!xy_setting_check (key, NULL, error) || !xy_cli_open (cli, error))
    return XY_CLI_FAILED;

  g_autofree char *value = xy_setting_get (cli->store, key);
  if (!cli->json)
    {
      g_print ("%s\n", value != NULL ? value : "");
      return XY_CLI_DONE;
    }
  g_autoptr (XyJson) json = xy_json_new ();
  xy_json_open (json, NULL, '{');
  xy_json_text (json, "key", key);
  xy_json_text (json, "value", value);
  xy_json_close (json);
  return xy_cli_answer (cli, json);
}

static int
set (XyCli *cli, const char *key, const char *value, GError **error)
{
  if (!xy_cli_sign_in (cli, error) || !xy_actor_require (&cli->actor, XY_MAY_CHANGE_SETTINGS, error)
      || !xy_setting_change (cli->store, &cli->actor, key, value, error))
    return XY_CLI_FAILED;

  g_autofree char *now = xy_setting_get (cli->store, key);
  return xy_cli_done (cli, _ ("%s: %s"), _ (xy_setting_key (key)->label), now != NULL ? now : "");
}

static int
run_settings (XyCli *cli, int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  int status;

  if (!xy_cli_parse (cli, NULL, &argc, &argv) || argc < 2)
    return xy_cli_usage (cli);
  if (g_str_equal (argv[1], "list") && argc == 2)
    status = list (cli, &error);
  else if (g_str_equal (argv[1], "get") && argc == 3)
    status = get (cli, argv[2], &error);
  else if (g_str_equal (argv[1], "set") && argc == 4)
    status = set (cli, argv[2], argv[3], &error);
  else if (g_str_equal (argv[1], "reset") && argc == 3)
    status = set (cli, argv[2], NULL, &error);
  else
    return xy_cli_usage (cli);
  return error != NULL ? xy_cli_fail (cli, error) : status;
}

const XyCliGroup xy_cli_settings = {
  .name = "settings",
  .usage = "settings list\nsettings get KEY\nsettings set KEY VALUE\nsettings reset KEY",
  .summary = N_ ("What the office decided for itself"),
  .run = run_settings,
};
