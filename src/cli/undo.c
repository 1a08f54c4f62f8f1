/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/cli.h"

#define LISTED_ACTS 50

static const char *
kind_label (XyActKind kind)
{
  switch (kind)
    {
    case XY_ACT_UNDO:
      return _ ("Undo");
    case XY_ACT_REDO:
      return _ ("Redo");
    case XY_ACT_DO:
    default:
      return "";
    }
}

static int
list (XyCli *cli, GError **error)
{
  static const char *const kinds[] = { "do", "undo", "redo" };
  static const XyCliColumn columns[] = {
    { "number", N_ ("Number"), XY_CLI_NUMBER },
    { "at", N_ ("When") },
    { "who", N_ ("Who") },
    { "kind", "" },
    { "undone", N_ ("Undone"), XY_CLI_FLAG },
    { "changes", N_ ("Changes"), XY_CLI_NUMBER },
    { "title", N_ ("What") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("acts", columns, G_N_ELEMENTS (columns));

  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (GPtrArray) acts = xy_store_list_acts (cli->store, LISTED_ACTS, error);
  for (guint i = 0; acts != NULL && i < acts->len; i++)
    {
      const XyActInfo *act = acts->pdata[i];
      g_autofree char *at = xy_instant_format (act->at);
      xy_cli_table_add (table, act->number, at, act->who, cli->json ? kinds[act->kind] : kind_label (act->kind),
                        act->undone, act->n_ops, act->title);
    }
  return acts != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static int
take_back (XyCli *cli, gboolean again, GError **error)
{
  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyActInfo) act = again ? xy_store_get_redo (cli->store, error) : xy_store_get_undo (cli->store, error);
  if (!(again ? xy_store_redo : xy_store_undo) (cli->store, &cli->actor, *error != NULL ? NULL : error))
    return XY_CLI_FAILED;
  return again ? xy_cli_done (cli, _ ("Done again: %s"), act->title) : xy_cli_done (cli, _ ("Undone: %s"), act->title);
}

static int
run_undo (XyCli *cli, int argc, char *argv[])
{
  gboolean only_list = FALSE;
  const GOptionEntry entries[] = {
    { "list", 0, 0, G_OPTION_ARG_NONE, &only_list, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;

  if (!xy_cli_parse (cli, entries, &argc, &argv) || argc != 1)
    return xy_cli_usage (cli);
  int status = only_list ? list (cli, &error) : take_back (cli, FALSE, &error);
  return error != NULL ? xy_cli_fail (cli, error) : status;
}

static int
run_redo (XyCli *cli, int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;

  if (!xy_cli_parse (cli, NULL, &argc, &argv) || argc != 1)
    return xy_cli_usage (cli);
  int status = take_back (cli, TRUE, &error);
  return error != NULL ? xy_cli_fail (cli, error) : status;
}

const XyCliGroup xy_cli_undo = {
  .name = "undo",
  .usage = "undo [--list]",
  .summary = N_ ("Take back the last act, or list the last acts"),
  .run = run_undo,
};

const XyCliGroup xy_cli_redo = {
  .name = "redo",
  .usage = "redo",
  .summary = N_ ("Do again what was taken back"),
  .run = run_redo,
};
