/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "cli-run.h"

static void
found_village (Cli *cli)
{
  g_assert_cmpint (cli_run (cli, "init", "--code", "431399101201", "--name", "石板溪村", "--township", "云岭镇",
                            "--county", "清江县", "--user", "曾小平", NULL),
                   ==, 0);
}

static void
test_privacy (void)
{
  Cli cli;

  cli_start (&cli);
  g_autofree char *pdf = g_build_filename (cli.folder, "a.pdf", NULL);
  found_village (&cli);
  g_assert_cmpint (cli_run (&cli, "household", "add", "head_name=曾国强", "number=3-016", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "privacy", "corrections", "3-016", NULL), ==, 0);
  g_assert_contains (cli.out, "{\"corrections\":[]}");

  /* What was changed is told, and no number in full. */
  g_assert_cmpint (cli_run (&cli, "household", "edit", "3-016", "phone=19900001234", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "privacy", "corrections", "3-016", NULL), ==, 0);
  g_assert_contains (cli.out, "\"field\":\"phone\",\"before\":null,\"after\":\"199****1234\",\"who\":\"曾小平\"");
  g_assert_cmpint (cli_run (&cli, "print", "corrections", "3-016", "--out", pdf, NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "print", "corrections", "--out", pdf, NULL), ==, 2);

  /* Who looks is written down, and who looks for it finds it. */
  g_assert_cmpint (cli_run (&cli, "--json", "privacy", "reveals", NULL), ==, 0);
  g_assert_contains (cli.out, "{\"reveals\":[]}");
  g_assert_cmpint (cli_run (&cli, "print", "household", "3-016", "--out", pdf, "--unmask", "核对一卡通账号", NULL), ==,
                   0);
  g_assert_cmpint (cli_run (&cli, "--json", "privacy", "reveals", "--find", "一卡通", NULL), ==, 0);
  g_assert_contains (cli.out, "\"who\":\"曾小平\"");
  g_assert_cmpint (cli_run (&cli, "--json", "privacy", "reveals", "--period", "2001", NULL), ==, 0);
  g_assert_contains (cli.out, "{\"reveals\":[]}");
  g_assert_cmpint (cli_run (&cli, "--json", "privacy", "reveals", "--period", "soon", NULL), ==, 1);
  g_assert_contains (cli.out, "\"field\":\"period\"");
  g_assert_cmpint (cli_run (&cli, "--json", "privacy", "facts", NULL), ==, 0);
  g_assert_contains (cli.out, "{\"facts\":{\"households\":1,\"persons\":0,");
  g_assert_contains (cli.out, "\"unmasked\":1,\"reveals\":1,");
  g_assert_cmpint (cli_run (&cli, "print", "impact-assessment", "--out", pdf, NULL), ==, 0);
  cli_stop (&cli);
}

/* Who moved out is purged by two; whoever lives here is not. */
static void
test_purge (void)
{
  Cli cli;

  cli_start (&cli);
  found_village (&cli);
  g_assert_cmpint (cli_run (&cli, "household", "add", "head_name=曾国强", "number=3-016", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "person", "add", "3-016", "name=刘桂英", "phone=19900001234", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "person", "purge", "刘桂英", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "person", "edit", "刘桂英", "state=moved", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "person", "purge", "刘桂英", NULL), ==, 0);
  g_assert_contains (cli.out, "\"name\":\"刘桂英\",\"household\":\"3-016\",\"fields\":2,\"changes\":1,");
  g_assert_cmpint (cli_run (&cli, "--json", "person", "purge", "刘桂英", "--witness", "李秀兰", NULL), ==, 1);
  g_assert_contains (cli.out, "\"field\":\"reason\"");
  g_assert_cmpint (cli_run (&cli, "person", "purge", "刘桂英", "--reason", "本人要求", "--witness", "李秀兰", NULL), ==,
                   0);
  g_assert_cmpint (cli_run (&cli, "person", "purge", "刘桂英", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "--json", "undo", "--list", NULL), ==, 0);
  g_assert_null (strstr (cli.out, "刘桂英"));
  g_assert_cmpint (cli_run (&cli, "verify", NULL), ==, 0);
  cli_stop (&cli);
}

/* What is past its time is told, and cleared only with somebody standing by; archives not at all. */
static void
test_clearing (void)
{
  Cli cli;

  cli_start (&cli);
  g_autofree char *pdf = g_build_filename (cli.folder, "a.pdf", NULL);
  found_village (&cli);
  g_assert_cmpint (cli_run (&cli, "household", "add", "head_name=曾国强", "number=3-016", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "privacy", "due", NULL), ==, 0);
  g_assert_contains (cli.out, "{\"due\":[]}");
  g_assert_cmpint (cli_run (&cli, "person", "add", "3-016", "name=曾国安", "phone=19900001234", "state=moved",
                            "since=2001-02-03", NULL),
                   ==, 0);
  g_assert_cmpint (cli_run (&cli, "person", "add", "3-016", "name=曾国平", "phone=19900001235", "state=moved",
                            "since=2001-02-04", NULL),
                   ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "privacy", "due", NULL), ==, 0);
  g_assert_contains (cli.out, "{\"kind\":\"moved\",\"title\":\"曾国安\",\"since\":\"2001-02-03\",\"years\":5}");
  g_assert_cmpint (cli_run (&cli, "--json", "today", NULL), ==, 0);
  g_assert_contains (cli.out, "\"clear\"");

  g_assert_cmpint (cli_run (&cli, "privacy", "clear", "everything", "--witness", "谢满生", NULL), ==, 2);
  g_assert_cmpint (cli_run (&cli, "--json", "privacy", "clear", "moved", NULL), ==, 1);
  g_assert_contains (cli.out, "\"field\":\"witness\"");
  g_assert_cmpint (cli_run (&cli, "privacy", "clear", "dead", "--witness", "谢满生", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "privacy", "clear", "moved", "--find", "国安", "--witness", "谢满生", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "person", "list", "--state", "all", NULL), ==, 0);
  g_assert_contains (cli.out, "\"name\":\"曾国安\"");
  g_assert_contains (cli.out, "199****1235");
  g_assert_null (strstr (cli.out, "199****1234"));
  g_assert_cmpint (cli_run (&cli, "--json", "privacy", "due", NULL), ==, 0);
  g_assert_contains (cli.out, "曾国平");
  g_assert_null (strstr (cli.out, "曾国安"));
  g_assert_cmpint (cli_run (&cli, "--json", "today", NULL), ==, 0);
  g_assert_null (strstr (cli.out, "\"clear\""));
  g_assert_cmpint (cli_run (&cli, "print", "clearing-register", "--out", pdf, NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "verify", NULL), ==, 0);
  cli_stop (&cli);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/privacy/told", test_privacy);
  g_test_add_func ("/privacy/purge", test_purge);
  g_test_add_func ("/privacy/clearing", test_clearing);
  return g_test_run ();
}
