/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/cli.h"
#include "core/village.h"

static int
show (XyCli *cli, GError **error)
{
  static const XyCliColumn columns[] = {
    { "code", N_ ("Village code") },
    { "name", N_ ("Village") },
    { "township", N_ ("Township") },
    { "county", N_ ("County") },
    { "committee", N_ ("Signs as") },
    { "contact", N_ ("Contact") },
    { "phone", N_ ("Supervision phone") },
    { "township_phone", N_ ("Township phone") },
    { "sample", N_ ("Practice village"), XY_CLI_FLAG },
    { "file", N_ ("File") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("village", columns, G_N_ELEMENTS (columns));

  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyVillage) village = xy_village_get (cli->store, error);
  if (village == NULL)
    return XY_CLI_FAILED;
  g_autofree char *committee = xy_village_committee (village);
  xy_cli_table_add (table, village->code, village->name, village->township, village->county, committee,
                    village->contact, village->phone, village->township_phone, village->sample != 0,
                    xy_store_get_path (cli->store));
  return xy_cli_table_print_card (cli, table);
}

static gboolean
save (XyTxn *txn, gpointer data, GError **error)
{
  return xy_record_save (txn, data, error);
}

static int
set (XyCli *cli, char **pairs, GError **error)
{
  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyVillage) village = xy_village_get (cli->store, error);
  if (village == NULL)
    return XY_CLI_FAILED;

  g_autoptr (XyVillage) copy = xy_record_copy (village);
  for (char **pair = pairs; *pair != NULL; pair++)
    {
      char *equals = strchr (*pair, '=');
      g_autofree char *name = equals != NULL ? g_strndup (*pair, (gsize) (equals - *pair)) : g_strdup (*pair);
      const XyField *field = xy_record_type_field (&xy_village_type, name);

      if (field == NULL || equals == NULL || field->type != XY_FIELD_TEXT)
        {
          xy_set_invalid (error, name, _ ("A village has no field “%s” that can be set."), name);
          return XY_CLI_REFUSED;
        }
      xy_record_set_text (copy, field, equals + 1);
    }
  g_autofree char *title = g_strdup_printf (_ ("Change the data of %s"), village->name);
  if (!xy_store_act (cli->store, &cli->actor, title, save, copy, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, _ ("The data of %s is saved."), copy->name);
}

static int
run_village (XyCli *cli, int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  int status;

  if (!xy_cli_parse (cli, NULL, &argc, &argv) || argc < 2)
    return xy_cli_usage (cli);
  if (g_str_equal (argv[1], "show") && argc == 2)
    status = show (cli, &error);
  else if (g_str_equal (argv[1], "set") && argc > 2)
    status = set (cli, argv + 2, &error);
  else
    return xy_cli_usage (cli);
  return error != NULL ? xy_cli_fail (cli, error) : status;
}

const XyCliGroup xy_cli_village = {
  .name = "village",
  .usage = "village show\nvillage set FIELD=VALUE …",
  .summary = N_ ("The village's own data"),
  .run = run_village,
};
