/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "cli-run.h"

static void
begin (Cli *cli)
{
  cli_start (cli);
  g_assert_cmpint (cli_run (cli, "init", "--code", "431399101201", "--name", "石板溪村", "--township", "云岭镇",
                            "--county", "清江县", "--direct", NULL),
                   ==, 0);
}

/* The scheme of 文登 by hand: adopted, its meeting written down, a rule changed and ended, out to a file and in again.
 */
static void
test_scheme (void)
{
  Cli cli;
  begin (&cli);

  g_assert_cmpint (cli_run (&cli, "--json", "points", "scheme", "show", NULL), ==, 1);
  g_assert_contains (cli.out, "\"code\":\"not-found\"");
  g_assert_cmpint (cli_run (&cli, "points", "rules", "--adopt", "points-wendeng-2020", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "points", "scheme", "set", "name=石板溪村积分办法", "meeting=村民代表会议",
                            "adopted_on=2024-01-10", "present=41", "in_favour=39", NULL),
                   ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "points", "scheme", "show", NULL), ==, 0);
  g_assert_contains (cli.out, "\"name\":\"石板溪村积分办法\",\"version\":2,\"meeting\":\"村民代表会议\"");
  g_assert_contains (cli.out, "\"base\":100000");

  g_assert_cmpint (cli_run (&cli, "points", "rule", "change", "F01", "score=6", "starts=2024-03-01", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "points", "rule", "end", "F01", "--day", "2099-12-31", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "points", "rule", "show", "F01", NULL), ==, 0);
  g_assert_contains (cli.out, "\"version\":3,\"code\":\"F01\"");
  g_assert_contains (cli.out, "\"ends\":\"2099-12-31\"");
  g_assert_cmpint (cli_run (&cli, "points", "rule", "add", "category=环境整治", "name=植树", "unit=棵",
                            "tiers=10//1;50//3", "tiers_period=year", NULL),
                   ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "points", "rule", "show", "C03", NULL), ==, 0);
  g_assert_contains (cli.out, "植树");
  g_assert_cmpint (cli_run (&cli, "points", "base", "--year", "2024", NULL), ==, 0);

  g_autofree char *file = g_build_filename (cli.folder, "scheme.xlsx", NULL);
  g_assert_cmpint (cli_run (&cli, "points", "scheme", "export", file, NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "points", "scheme", "import", file, "--dry-run", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "points", "rule", "change", "C03", "name=义务植树", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "points", "scheme", "import", file, NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "points", "rule", "show", "C03", NULL), ==, 0);
  g_assert_contains (cli.out, "\"version\":3,\"code\":\"C03\",\"category\":\"环境整治\",\"name\":\"植树\"");
  cli_stop (&cli);
}

static void
test_refused (void)
{
  static const char *const cases[][4] = {
    { "rule", "add", "name=x", "category" },         { "rule", "add", "nothing=x", "nothing" },
    { "rule", "add", "score=x", "score" },           { "scheme", "set", "base=100", "name" },
    { "scheme", "set", "in_favour=x", "in_favour" }, { "rule", "add", "code=Z1", "code" },
  };
  Cli cli;
  begin (&cli);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (cli_run (&cli, "--json", "points", cases[i][0], cases[i][1], cases[i][2], NULL), ==, 1);
      g_autofree char *field = g_strdup_printf ("\"field\":\"%s\"", cases[i][3]);
      if (!g_str_equal (cases[i][3], "score"))
        g_assert_contains (cli.out, field);
    }
  g_assert_cmpint (cli_run (&cli, "points", "base", "--year", "2024", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "points", "rule", "change", "Z9", "score=1", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "points", "scheme", NULL), ==, 2);
  cli_stop (&cli);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/points-rules/scheme", test_scheme);
  g_test_add_func ("/cli/points-rules/refused", test_refused);
  return g_test_run ();
}
