/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "cli-run.h"

static void
test_handover (void)
{
  Cli cli;

  cli_start (&cli);
  g_assert_cmpint (cli_run (&cli, "init", "--code", "431399101201", "--name", "石板溪村", "--township", "云岭镇",
                            "--county", "清江县", "--user", "曾小平", NULL),
                   ==, 0);
  g_assert_cmpint (cli_run (&cli, "household", "add", "head_name=曾国强", "number=3-016", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "handover", "list", NULL), ==, 0);
  g_assert_contains (cli.out, "{\"handover\":[{\"kind\":\"households\",\"n\":1,");

  g_assert_cmpint (cli_run (&cli, "handover", "succeed", "曾小平", "李新民", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--user", "曾小平", "handover", "succeed", "谁", "李新民", NULL), ==, 1);

  /* Sealed or open is said, never guessed. */
  g_assert_cmpint (cli_run (&cli, "--user", "曾小平", "handover", "pack", cli.folder, NULL), ==, 2);
  g_assert_cmpint (
      cli_run (&cli, "--user", "曾小平", "handover", "pack", cli.folder, "--password-env", "NOT_THERE", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "--json", "--user", "曾小平", "handover", "pack", cli.folder, "--open", "--from",
                            "曾小平", "--to", "李新民", "--overseer", "周向前", NULL),
                   ==, 0);
  g_assert_contains (cli.out, "\"number\":\"YJ-");
  const char *at = strstr (cli.out, "\"folder\":\"") + strlen ("\"folder\":\"");
  g_autofree char *folder = g_strndup (at, (gsize) (strchr (at, '"') - at));
  g_assert_cmpint (cli_run (&cli, "handover", "check", folder, NULL), ==, 0);
  g_autofree char *sums = g_build_filename (folder, "校验.txt", NULL);
  g_assert_true (g_file_test (sums, G_FILE_TEST_EXISTS));

  g_assert_cmpint (cli_run (&cli, "--user", "李新民", "handover", "close", "曾小平", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "users", "list", NULL), ==, 0);
  g_assert_contains (cli.out, "李新民");
  g_assert_null (strstr (cli.out, "曾小平"));
  g_assert_cmpint (cli_run (&cli, "handover", "close", "李新民", NULL), ==, 1);
  cli_stop (&cli);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/handover", test_handover);
  return g_test_run ();
}
