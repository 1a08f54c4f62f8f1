/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/cli.h"
#include "core/verify.h"

static void
print_json (XyCli *cli, const XyVerifyReport *report)
{
  g_autoptr (XyJson) json = xy_json_new ();

  xy_json_open (json, NULL, '{');
  xy_json_bool (json, "sound", report->n_problems == 0);
  xy_json_int (json, "operations", report->operations);
  xy_json_int (json, "records", report->records);
  xy_json_int (json, "n_problems", report->n_problems);
  xy_json_open (json, "problems", '[');
  for (guint i = 0; i < report->problems->len; i++)
    xy_json_text (json, NULL, report->problems->pdata[i]);
  xy_json_close (json);
  xy_json_close (json);
  xy_cli_answer (cli, json);
}

static void
print_report (const XyVerifyReport *report)
{
  for (guint i = 0; i < report->problems->len; i++)
    g_print ("%s\n", (const char *) report->problems->pdata[i]);
  if (report->n_problems > report->problems->len)
    {
      g_print (_ ("… and %d more."), (int) report->n_problems - (int) report->problems->len);
      g_print ("\n");
    }
  if (report->n_problems == 0)
    {
      g_print (_ ("All is well: %d changes and %d records were looked at."), (int) report->operations,
               (int) report->records);
      g_print ("\n");
    }
}

static int
run_verify (XyCli *cli, int argc, char *argv[])
{
  gboolean only_log = FALSE;
  const GOptionEntry entries[] = {
    { "log", 0, 0, G_OPTION_ARG_NONE, &only_log, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;

  if (!xy_cli_parse (cli, entries, &argc, &argv) || argc != 1)
    return xy_cli_usage (cli);
  g_autoptr (XyVerifyReport) report =
      xy_cli_open (cli, &error) ? xy_verify (cli->store, only_log ? XY_VERIFY_LOG : XY_VERIFY_ALL, &error) : NULL;
  if (report == NULL)
    return xy_cli_fail (cli, error);

  if (cli->json)
    print_json (cli, report);
  else
    print_report (report);
  return report->n_problems == 0 ? XY_CLI_DONE : XY_CLI_FAILED;
}

const XyCliGroup xy_cli_verify = {
  .name = "verify",
  .usage = "verify [--log]",
  .summary = N_ ("Whether the village's file is what the program made of it"),
  .run = run_verify,
};
