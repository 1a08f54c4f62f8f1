/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/stamp.h"

#include <glib/gi18n-lib.h>

#include "cli/roster.h"

static int
list (XyCli *cli, const char *period, GError **error)
{
  static const XyCliColumn columns[] = {
    { "number", N_ ("Number"), XY_CLI_NUMBER },
    { "day", N_ ("Day") },
    { "matter", N_ ("Matter") },
    { "paper", N_ ("Paper") },
    { "copies", N_ ("Copies"), XY_CLI_NUMBER },
    { "applicant", N_ ("Asked for by") },
    { "approver", N_ ("Agreed by") },
    { "keeper", N_ ("Stamped by") },
    { "note", N_ ("Note") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("stamps", columns, G_N_ELEMENTS (columns));

  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (GPtrArray) stamps = xy_stamp_list (cli->store, period, error);
  for (guint i = 0; stamps != NULL && i < stamps->len; i++)
    {
      const XyStamp *stamp = stamps->pdata[i];
      xy_cli_table_add (table, stamp->number, stamp->day, stamp->matter, stamp->paper, stamp->copies, stamp->applicant,
                        stamp->approver, stamp->keeper, stamp->note);
    }
  return stamps != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static int
add (XyCli *cli, char **fields, GError **error)
{
  g_autoptr (XyStamp) stamp = xy_record_new (&xy_stamp_type);
  XyCliChange change = { &stamp->record, fields, NULL };

  if (!xy_cli_sign_in (cli, error)
      || !xy_store_act (cli->store, &cli->actor, _ ("Enter a use of the seal"), xy_cli_save_change, &change, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, _ ("Entered as number %d of the year."), (int) stamp->number);
}

static int
run_stamp (XyCli *cli, int argc, char *argv[])
{
  g_autofree char *period = NULL;
  const GOptionEntry entries[] = {
    { "period", 0, 0, G_OPTION_ARG_STRING, &period, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  int status = XY_CLI_USAGE;

  if (!xy_cli_parse (cli, entries, &argc, &argv) || argc < 2)
    return xy_cli_usage (cli);
  if (argc == 2 && g_str_equal (argv[1], "list"))
    status = list (cli, period, &error);
  else if (argc > 2 && g_str_equal (argv[1], "add"))
    status = add (cli, argv + 2, &error);
  if (error != NULL)
    return xy_cli_fail (cli, error);
  return status == XY_CLI_USAGE ? xy_cli_usage (cli) : status;
}

const XyCliGroup xy_cli_stamps = {
  .name = "stamp",
  .usage =
      "stamp list [--period 2026|2026Q3|2026-11]\n"
      "stamp add matter=TEXT applicant=NAME approver=NAME keeper=NAME [day=DAY] [paper=TEXT] [copies=N] [note=TEXT]",
  .summary = N_ ("The register of the seal"),
  .run = run_stamp,
};
