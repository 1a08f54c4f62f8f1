/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/cli.h"

static gboolean
save (XyTxn *txn, gpointer data, GError **error)
{
  return xy_record_save (txn, data, error);
}

static gboolean delete (XyTxn *txn, gpointer data, GError **error)
{
  return xy_record_set_deleted (txn, data, TRUE, error);
}

static int
list (XyCli *cli, GError **error)
{
  static const XyCliColumn columns[] = {
    { "name", N_ ("Name") },
    { "role", N_ ("Role") },
    { "post", N_ ("Post") },
    { "pin", N_ ("PIN"), XY_CLI_FLAG },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("users", columns, G_N_ELEMENTS (columns));

  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (GPtrArray) users = xy_user_list (cli->store, error);
  for (guint i = 0; users != NULL && i < users->len; i++)
    {
      const XyUser *user = users->pdata[i];
      const XyRole *role = xy_role_by_id (user->role);
      const char *shown = cli->json || role == NULL ? user->role : _ (role->label);
      xy_cli_table_add (table, user->name, shown, user->post, xy_user_has_pin (cli->store, user));
    }
  return users != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static int
add (XyCli *cli, const char *name, const char *role, const char *post, GError **error)
{
  g_autoptr (XyUser) user = xy_record_new (&xy_user_type);

  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  xy_set_str (&user->name, name);
  xy_set_str (&user->role, role);
  xy_set_str (&user->post, post);
  g_autofree char *title = g_strdup_printf (_ ("Add user %s"), name);
  if (!xy_store_act (cli->store, &cli->actor, title, save, user, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, _ ("%s may now work here as %s."), name, _ (xy_role_by_id (role)->label));
}

static int
change (XyCli *cli, const char *name, const char *role, GError **error)
{
  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyUser) user = xy_user_by_name (cli->store, name, error);
  if (user == NULL)
    return XY_CLI_FAILED;

  g_autoptr (XyUser) copy = xy_record_copy (user);
  g_autofree char *title =
      role != NULL ? g_strdup_printf (_ ("Change the role of %s"), name) : g_strdup_printf (_ ("Remove user %s"), name);
  if (role != NULL)
    xy_set_str (&copy->role, role);
  if (!xy_store_act (cli->store, &cli->actor, title, role != NULL ? save : delete, copy, error))
    return XY_CLI_FAILED;
  if (role == NULL)
    return xy_cli_done (cli, _ ("%s is no longer a user."), name);
  return xy_cli_done (cli, _ ("%s may now work here as %s."), name, _ (xy_role_by_id (role)->label));
}

static int
set_pin (XyCli *cli, const char *name, gboolean clear, GError **error)
{
  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyUser) user = xy_user_by_name (cli->store, name, error);
  if (user == NULL)
    return XY_CLI_FAILED;

  const char *given = g_getenv ("XIANGYUE_NEW_PIN");
  g_autofree char *typed = NULL;
  if (!clear && given == NULL)
    {
      typed = xy_cli_ask_secret (_ ("New PIN: "));
      g_autofree char *again = typed != NULL ? xy_cli_ask_secret (_ ("Once more: ")) : NULL;
      if (typed == NULL || g_strcmp0 (typed, again) != 0)
        {
          xy_set_invalid (error, "pin",
                          typed == NULL ? _ ("Please give the new PIN in XIANGYUE_NEW_PIN.")
                                        : _ ("The two PINs are not the same."));
          return XY_CLI_REFUSED;
        }
      given = typed;
    }
  /* His own was renewed when he came in. */
  if ((!cli->renewed || clear || !xy_id_same (&user->record.id, &cli->user->record.id))
      && !xy_user_set_pin (cli->store, &cli->actor, user, clear ? NULL : given, error))
    return XY_CLI_FAILED;
  return clear ? xy_cli_done (cli, _ ("%s has no PIN any more."), name)
               : xy_cli_done (cli, _ ("%s has a new PIN on this computer."), name);
}

static int
run_users (XyCli *cli, int argc, char *argv[])
{
  g_autofree char *post = NULL;
  gboolean clear = FALSE;
  const GOptionEntry entries[] = {
    { "post", 0, 0, G_OPTION_ARG_STRING, &post, NULL, NULL },
    { "clear", 0, 0, G_OPTION_ARG_NONE, &clear, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  int status;

  if (!xy_cli_parse (cli, entries, &argc, &argv) || argc < 2)
    return xy_cli_usage (cli);
  if (g_str_equal (argv[1], "list") && argc == 2)
    status = list (cli, &error);
  else if (g_str_equal (argv[1], "add") && argc == 4)
    status = add (cli, argv[2], argv[3], post, &error);
  else if (g_str_equal (argv[1], "role") && argc == 4)
    status = change (cli, argv[2], argv[3], &error);
  else if (g_str_equal (argv[1], "remove") && argc == 3)
    status = change (cli, argv[2], NULL, &error);
  else if (g_str_equal (argv[1], "pin") && argc == 3)
    status = set_pin (cli, argv[2], clear, &error);
  else
    return xy_cli_usage (cli);
  return error != NULL ? xy_cli_fail (cli, error) : status;
}

const XyCliGroup xy_cli_users = {
  .name = "users",
  .usage = "users list\n"
           "users add NAME clerk|reviewer|head|supervisor|administrator [--post POST]\n"
           "users role NAME ROLE\n"
           "users remove NAME\n"
           "users pin NAME [--clear]",
  .summary = N_ ("Who works with the program, and as what"),
  .run = run_users,
};
