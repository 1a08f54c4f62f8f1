/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "cli-run.h"

/* The check digits are not right, which is only a warning. */
#define ROSTER                                                                                                         \
  "石板溪村三组户籍花名册,,,,\n"                                                                            \
  "序号,姓名,与户主关系,身份证号,电话\n"                                                                \
  "1,曾国强,户主,431399196305120015,19900001001\n"                                                                \
  "2,刘桂英,妻,4.31399E+17,\n"                                                                                     \
  "3,曾明,长子,,19900001002\n"                                                                                     \
  "4,王五,户主,4.31399E+17,\n"                                                                                     \
  "合计,4,,,\n"

static char *
start (Cli *cli, const char *text)
{
  cli_start (cli);
  g_assert_cmpint (cli_run (cli, "init", "--code", "431399101201", "--name", "石板溪村", "--user", "曾小平", NULL), ==,
                   0);
  char *path = g_build_filename (cli->folder, "花名册.csv", NULL);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
test_points (void)
{
  Cli cli;
  g_autofree char *path = start (&cli, ROSTER), *sheet = g_build_filename (cli.folder, "积分.csv", NULL);
  g_autofree char *rest = g_build_filename (cli.folder, "mend.xlsx", NULL);

  g_assert_true (g_file_set_contents (sheet,
                                      "石板溪村2026年10月积分,,,\n户主,事项,次数,证明人\n曾国强,义务修公共设施,2,老李\n"
                                      "曾明,C01,,\n没这人,C01,,\n",
                                      -1, NULL));
  g_assert_cmpint (cli_run (&cli, "import", "roster", path, NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "points", "rules", "--adopt", "points-wendeng-household", NULL), ==, 0);
  for (guint i = 0; i < 4; i++)
    {
      static const char *const keys[] = { "points_check", "points_review", "points_approve", "points_post" };
      g_assert_cmpint (cli_run (&cli, "settings", "set", keys[i], "0", NULL), ==, 0);
    }

  g_assert_cmpint (cli_run (&cli, "import", "points", sheet, "--dry-run", "--json", NULL), ==, 0);
  g_assert_contains (cli.out, "\"saved\":false,\"backup\":null");
  g_assert_contains (cli.out, "\"new\":2,\"repeat\":0,\"refused\":1");
  g_assert_contains (cli.out, "\"day\":\"2026-10-31\"");
  g_assert_contains (cli.out, "{\"column\":\"B\",\"heading\":\"事项\",\"field\":\"rule\",\"rule\":null}");
  g_assert_cmpint (cli_run (&cli, "import", "points", sheet, "--rest", rest, "--json", NULL), ==, 0);
  g_assert_contains (cli.out, "\"saved\":true,\"backup\":\"");
  g_assert_true (g_file_test (rest, G_FILE_TEST_EXISTS));
  g_assert_cmpint (cli_run (&cli, "import", "points", sheet, "--json", NULL), ==, 1);
  g_assert_contains (cli.out, "\"new\":0,\"repeat\":2,\"refused\":1");
  g_assert_cmpint (cli_run (&cli, "import", "points", sheet, NULL), ==, 1);
  g_assert_contains (cli.out, "没这人");
  g_assert_cmpint (cli_run (&cli, "import", "points", sheet, "--day", "2026-13-01", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "points", "balance", "曾国强", "--json", NULL), ==, 0);
  g_assert_contains (cli.out, "\"total\":500");
  cli_stop (&cli);
}

static void
test_roster (void)
{
  Cli cli;
  g_autofree char *path = start (&cli, ROSTER), *rest = g_build_filename (cli.folder, "rest.xlsx", NULL);

  g_assert_cmpint (cli_run (&cli, "import", "roster", path, "--dry-run", "--json", NULL), ==, 0);
  g_assert_contains (cli.out, "\"saved\":false,\"backup\":null,\"rest\":null,\"charset\":\"UTF-8\"");
  g_assert_contains (cli.out, "\"group\":\"3组\",\"households_by\":\"relation\",\"heading_row\":2");
  g_assert_contains (cli.out, "{\"column\":\"D\",\"heading\":\"身份证号\",\"field\":\"id_number\",\"score\":100}");
  g_assert_contains (cli.out, "\"households\":{\"unchanged\":0,\"added\":1,");
  g_assert_contains (cli.out, "\"persons\":{\"unchanged\":0,\"added\":2,");
  g_assert_contains (cli.out, "\"left_out\":2");
  g_assert_contains (cli.out, "{\"severity\":\"error\",\"sheet\":\"\",\"row\":4,\"column\":\"D\",");
  g_assert_cmpint (cli_run (&cli, "undo", "--json", NULL), ==, 1);

  g_assert_cmpint (cli_run (&cli, "import", "roster", path, "--rest", rest, "--json", NULL), ==, 0);
  g_assert_contains (cli.out, "\"saved\":true,\"backup\":\"");
  g_assert_contains (cli.out, "-import.xybackup\",\"rest\":\"");
  g_assert_true (g_file_test (rest, G_FILE_TEST_EXISTS));
  g_assert_cmpint (cli_run (&cli, "import", "roster", path, "--json", NULL), ==, 0);
  g_assert_contains (cli.out, "\"saved\":false,\"backup\":null");
  g_assert_contains (cli.out, "\"persons\":{\"unchanged\":2,\"added\":0,\"changed\":0,\"missing\":0}");
  g_assert_cmpint (cli_run (&cli, "undo", "--list", "--json", NULL), ==, 0);
  g_assert_contains (cli.out, "花名册.csv");

  /* Nothing of the rows left over can be taken, unless they are mended. */
  g_assert_cmpint (cli_run (&cli, "import", "roster", rest, "--json", NULL), ==, 0);
  g_assert_contains (cli.out, "\"saved\":false");
  g_assert_contains (cli.out, "\"left_out\":2");
  g_assert_contains (cli.out, "\"missing\":0}");

  /* Plain words; numbers are masked in them. */
  g_assert_true (g_file_set_contents (path,
                                      "组别,姓名,与户主关系,身份证号,电话\n"
                                      "3组,曾国强,户主,431399196305120015,19900009999\n",
                                      -1, NULL));
  g_assert_cmpint (cli_run (&cli, "import", "roster", path, NULL), ==, 0);
  g_assert_contains (cli.out, "199****9999");
  g_assert_null (strstr (cli.out, "19900009999"));
  g_assert_contains (cli.out, "曾明");
  g_assert_cmpint (cli_run (&cli, "undo", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "undo", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "undo", NULL), ==, 1);
  cli_stop (&cli);
}

static void
test_columns (void)
{
  Cli cli;
  g_autofree char *path = start (&cli, "姓名,户内,性别\n曾国强,户主,男\n刘桂英,妻,女\n");

  g_assert_cmpint (cli_run (&cli, "import", "roster", path, "--dry-run", "--json", NULL), ==, 0);
  g_assert_contains (cli.out, "\"households_by\":\"row\"");
  g_assert_cmpint (
      cli_run (&cli, "import", "roster", path, "--map", "relation=户内", "--group", "二组", "--json", NULL), ==, 0);
  g_assert_contains (cli.out, "\"households_by\":\"relation\"");
  g_assert_contains (cli.out, "\"households\":{\"unchanged\":0,\"added\":1,");
  /* Remembered. */
  g_assert_cmpint (cli_run (&cli, "import", "roster", path, "--group", "2组", "--json", NULL), ==, 0);
  g_assert_contains (cli.out, "\"households_by\":\"relation\"");
  g_assert_contains (cli.out, "\"persons\":{\"unchanged\":2,");

  g_assert_cmpint (cli_run (&cli, "import", "roster", path, "--map", "relation", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "import", "roster", path, "--map", "colour=A", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "import", "roster", path, "--map", "name=X", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "import", "roster", path, "--sheet", "没有", "--json", NULL), ==, 1);
  g_assert_contains (cli.out, "\"code\":\"not-found\"");
  g_assert_cmpint (cli_run (&cli, "import", "roster", "/nowhere.xlsx", NULL), !=, 0);
  g_assert_cmpint (cli_run (&cli, "import", "roster", NULL), ==, 2);
  g_assert_cmpint (cli_run (&cli, "import", "colours", path, NULL), ==, 2);

  /* All of it is left to mend. */
  g_assert_true (g_file_set_contents (path, "姓名,与户主关系\n曾国强,妻\n", -1, NULL));
  g_assert_cmpint (cli_run (&cli, "import", "roster", path, NULL), ==, 1);
  cli_stop (&cli);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/import/roster", test_roster);
  g_test_add_func ("/cli/import/points", test_points);
  g_test_add_func ("/cli/import/columns", test_columns);
  return g_test_run ();
}
