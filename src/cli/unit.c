/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/unit.h"

#include <glib/gi18n-lib.h>

#include "cli/roster.h"

typedef struct
{
  const char *name;
  const char *kind;
  XyId parent;
} NewUnit;

static int
list (XyCli *cli, GError **error)
{
  static const XyCliColumn columns[] = {
    { "name", N_ ("Name") },  { "kind", N_ ("Kind") },
    { "path", N_ ("Where") }, { "households", N_ ("Households"), XY_CLI_NUMBER },
    { "id", N_ ("Record") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("units", columns, G_N_ELEMENTS (columns));

  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (GPtrArray) tree = xy_unit_list_tree (cli->store, error);
  for (guint i = 0; tree != NULL && i < tree->len; i++)
    {
      const XyUnitNode *node = tree->pdata[i];
      char id[XY_ID_TEXT_LENGTH + 1];
      xy_id_to_text (&node->unit->record.id, id);
      xy_cli_table_add (table, node->unit->name, node->unit->kind, node->path, node->together, id);
    }
  return tree != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static gboolean
add_unit (XyTxn *txn, gpointer data, GError **error)
{
  const NewUnit *spec = data;
  g_autoptr (XyUnit) unit = xy_record_new (&xy_unit_type);

  xy_set_str (&unit->name, spec->name);
  xy_set_str (&unit->kind, spec->kind);
  unit->parent = spec->parent;
  return xy_record_save (txn, unit, error);
}

static int
add (XyCli *cli, const char *name, const char *kind, const char *in, GError **error)
{
  NewUnit spec = { name, kind, XY_ID_NONE };

  if (!xy_cli_sign_in (cli, error) || (in != NULL && !xy_cli_unit (cli, in, &spec.parent, error)))
    return XY_CLI_FAILED;
  g_autofree char *title = g_strdup_printf (_ ("Add %s"), name);
  if (!xy_store_act (cli->store, &cli->actor, title, add_unit, &spec, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, _ ("There is a unit %s now."), name);
}

static gboolean
save (XyTxn *txn, gpointer unit, GError **error)
{
  return xy_record_save (txn, unit, error);
}

static gboolean
delete_unit (XyTxn *txn, gpointer unit, GError **error)
{
  return xy_record_set_deleted (txn, unit, TRUE, error);
}

/* NEW_NAME NULL: delete. */
static int
change (XyCli *cli, const char *name, const char *new_name, GError **error)
{
  XyId id;

  if (!xy_cli_sign_in (cli, error) || !xy_cli_unit (cli, name, &id, error))
    return XY_CLI_FAILED;
  g_autoptr (XyUnit) unit = xy_record_get (cli->store, &xy_unit_type, &id, error);
  if (unit == NULL)
    return XY_CLI_FAILED;
  g_autofree char *title =
      new_name != NULL ? g_strdup_printf (_ ("Rename %s"), unit->name) : g_strdup_printf (_ ("Delete %s"), unit->name);
  if (new_name != NULL)
    {
      xy_set_str (&unit->name, new_name);
      unit->sort = 0;
    }
  if (!xy_store_act (cli->store, &cli->actor, title, new_name != NULL ? save : delete_unit, unit, error))
    return XY_CLI_FAILED;
  return new_name != NULL ? xy_cli_done (cli, _ ("It is called %s now."), unit->name)
                          : xy_cli_done (cli, _ ("%s was deleted."), unit->name);
}

static int
run_unit (XyCli *cli, int argc, char *argv[])
{
  g_autofree char *kind = NULL, *in = NULL;
  const GOptionEntry entries[] = {
    { "kind", 0, 0, G_OPTION_ARG_STRING, &kind, NULL, NULL },
    { "in", 0, 0, G_OPTION_ARG_STRING, &in, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  int status = XY_CLI_USAGE;

  if (!xy_cli_parse (cli, entries, &argc, &argv) || argc < 2)
    return xy_cli_usage (cli);
  if (argc == 2 && g_str_equal (argv[1], "list"))
    status = list (cli, &error);
  else if (argc == 3 && g_str_equal (argv[1], "add"))
    status = add (cli, argv[2], kind, in, &error);
  else if (argc == 4 && g_str_equal (argv[1], "rename"))
    status = change (cli, argv[2], argv[3], &error);
  else if (argc == 3 && g_str_equal (argv[1], "delete"))
    status = change (cli, argv[2], NULL, &error);
  if (error != NULL)
    return xy_cli_fail (cli, error);
  return status == XY_CLI_USAGE ? xy_cli_usage (cli) : status;
}

const XyCliGroup xy_cli_units = {
  .name = "unit",
  .usage = "unit list\n"
           "unit add NAME [--kind KIND] [--in UNIT]\n"
           "unit rename NAME NEW-NAME\n"
           "unit delete NAME",
  .summary = N_ ("The groups and other divisions of the village"),
  .run = run_unit,
};
