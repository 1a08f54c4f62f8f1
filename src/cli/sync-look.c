/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/sync.h"
#include "sync/computers.h"
#include "sync/history.h"

int
xy_cli_sync_history (XyCli *cli, const XyCliSync *options, char **args, GError **error)
{
  static const XyCliColumn columns[] = {
    { "first_at", N_ ("Since") },
    { "at", N_ ("Last") },
    { "times", N_ ("Tries"), XY_CLI_NUMBER },
    { "sent", N_ ("Up"), XY_CLI_NUMBER },
    { "fetched", N_ ("Down"), XY_CLI_NUMBER },
    { "message", N_ ("How it went") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("tries", columns, G_N_ELEMENTS (columns));
  g_autoptr (GArray) list = xy_cli_open (cli, error) ? xy_history_list (cli->store, error) : NULL;

  if (list == NULL)
    return XY_CLI_FAILED;
  for (guint i = 0; i < list->len; i++)
    {
      const XyTry *try = &g_array_index (list, XyTry, i);
      g_autofree char *first = xy_instant_format (try->first_at), *at = xy_instant_format (try->at);
      g_autofree char *sentence = xy_try_sentence (try);
      xy_cli_table_add (table, first, at, try->times, try->sent, try->fetched, sentence);
    }
  return xy_cli_table_print (cli, table);
}

int
xy_cli_sync_computers (XyCli *cli, const XyCliSync *options, char **args, GError **error)
{
  static const XyCliColumn columns[] = {
    { "number", N_ ("Number"), XY_CLI_NUMBER },
    { "name", N_ ("Name") },
    { "role", N_ ("Of whom") },
    { "seen_at", N_ ("Last heard of") },
    { "live", N_ ("Enrolled"), XY_CLI_FLAG },
    { "own", N_ ("This one"), XY_CLI_FLAG },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("computers", columns, G_N_ELEMENTS (columns));

  if (!xy_cli_open (cli, error) || !xy_computers_fetch (cli->store, NULL, error))
    return XY_CLI_FAILED;
  g_autoptr (GPtrArray) list = xy_computers_list (cli->store, NULL, error);
  if (list == NULL)
    return XY_CLI_FAILED;
  for (guint i = 0; i < list->len; i++)
    {
      const XyComputer *computer = list->pdata[i];
      g_autofree char *seen = xy_instant_format (computer->seen);
      xy_cli_table_add (table, (gint64) computer->number, computer->name,
                        cli->json ? computer->role : xy_computer_role_label (computer), seen, computer->live,
                        computer->own);
    }
  return xy_cli_table_print (cli, table);
}
