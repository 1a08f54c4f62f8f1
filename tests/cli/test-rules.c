/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "cli-run.h"

/* The rules of a day, and what a count comes to by them. */
static void
test_rules (void)
{
  Cli cli;
  cli_start (&cli);
  g_assert_cmpint (cli_run (&cli, "init", "--code", "431399101201", "--name", "石板溪村", "--user", "曾小平", NULL), ==,
                   0);

  g_assert_cmpint (cli_run (&cli, "--json", "rules", "bodies", "--day", "2026-06-01", NULL), ==, 0);
  g_assert_contains (cli.out, "\"attend\":\"adults > 1/2 or households >= 2/3\",\"pass\":\"present > 1/2\"");
  g_assert_contains (cli.out, "\"body\":\"collective\"");
  g_assert_cmpint (cli_run (&cli, "--json", "rules", "bodies", "--day", "2019-06-01", NULL), ==, 0);
  g_assert_null (strstr (cli.out, "\"body\":\"collective\""));

  g_assert_cmpint (cli_run (&cli, "--json", "rules", "matters", "修路筹资", "--day", "2026-06-01", NULL), ==, 0);
  g_assert_contains (cli.out, "\"matter\":\"public-works\"");
  g_assert_contains (cli.out, "村民会议");
  g_assert_cmpint (cli_run (&cli, "--json", "rules", "matters", "晒谷", "--day", "2026-06-01", NULL), ==, 0);
  g_assert_contains (cli.out, "\"matters\":[]");

  g_assert_cmpint (cli_run (&cli, "--json", "rules", "count", "villagers", "--households", "--due", "476", "--present",
                            "320", "--yes", "201", "--no", "100", "--day", "2026-06-01", NULL),
                   ==, 0);
  g_assert_contains (cli.out, "\"quorum\":true,\"attend_need\":318,\"pass_need\":161,\"passed\":true");
  g_assert_cmpint (cli_run (&cli, "--json", "rules", "count", "villagers", "--due", "10", "--present", "11", NULL), ==,
                   1);
  g_assert_contains (cli.out, "\"field\":\"present\"");
  g_assert_cmpint (cli_run (&cli, "--json", "rules", "count", "consult", "--due", "10", NULL), ==, 1);
  g_assert_contains (cli.out, "\"field\":\"body\"");
  g_assert_cmpint (cli_run (&cli, "--json", "rules", "count", "party", "--households", "--due", "9", NULL), ==, 1);
  g_assert_contains (cli.out, "\"field\":\"households\"");
  g_assert_cmpint (cli_run (&cli, "--json", "rules", "bodies", "--day", "2026-13-01", NULL), ==, 1);
  g_assert_contains (cli.out, "\"field\":\"day\"");
  g_assert_cmpint (cli_run (&cli, "rules", NULL), ==, 2);
  g_assert_cmpint (cli_run (&cli, "rules", "count", NULL), ==, 2);
  cli_stop (&cli);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/rules", test_rules);
  return g_test_run ();
}
