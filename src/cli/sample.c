/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/cli.h"
#include "core/sample.h"
#include "print/sample-papers.h"

static int
make (XyCli *cli, const XySampleOptions *options, GError **error)
{
  g_autofree char *path = cli->file != NULL ? g_strdup (cli->file) : xy_store_default_path (XY_SAMPLE_CODE);
  g_autofree char *folder = g_path_get_dirname (path);

  g_mkdir_with_parents (folder, 0700);
  if (!xy_sample_create (path, options, error))
    return XY_CLI_REFUSED;
  return xy_cli_done (cli, _ ("The village to practise in is ready: %s"), path);
}

static int
run_sample (XyCli *cli, int argc, char *argv[])
{
  XySampleOptions options = XY_SAMPLE_OPTIONS_DEFAULT;
  int households = 0, years = (int) options.years;
  gint64 seed = (gint64) options.seed, entries = 0;
  g_autofree char *today = NULL;
  gboolean no_papers = FALSE;
  const GOptionEntry option_entries[] = {
    { "households", 0, 0, G_OPTION_ARG_INT, &households, NULL, NULL },
    { "years", 0, 0, G_OPTION_ARG_INT, &years, NULL, NULL },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, NULL, NULL },
    { "entries", 0, 0, G_OPTION_ARG_INT64, &entries, NULL, NULL },
    { "direct", 0, 0, G_OPTION_ARG_NONE, &options.direct, NULL, NULL },
    { "today", 0, 0, G_OPTION_ARG_STRING, &today, NULL, NULL },
    { "no-papers", 0, 0, G_OPTION_ARG_NONE, &no_papers, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;

  if (!xy_cli_parse (cli, option_entries, &argc, &argv) || argc != 1)
    return xy_cli_usage (cli);
  if (households != 0)
    {
      options.households = (guint) MAX (households, 0);
      options.persons = options.groups = 0;
    }
  options.years = (guint) MAX (years, 0);
  options.seed = (guint64) seed;
  options.entries = entries;
  options.today = today;
  options.print = no_papers ? NULL : xy_sample_paper_print;
  int status = make (cli, &options, &error);
  return error != NULL ? xy_cli_fail (cli, error) : status;
}

const XyCliGroup xy_cli_sample = {
  .name = "sample",
  .usage = "sample [--households N] [--years N] [--seed N] [--entries N] [--today DAY] [--direct] [--no-papers]",
  .summary = N_ ("An invented village to practise in"),
  .run = run_sample,
};
