/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "cli-run.h"

static void
init (Cli *cli)
{
  cli_start (cli);
  g_assert_cmpint (cli_run (cli, "init", "--code", "431399101201", "--name", "石板溪村", "--user", "曾小平", NULL), ==,
                   0);
  g_assert_cmpint (cli_run (cli, "household", "add", "--group", "第三村民小组", "address=云岭镇石板溪村3组", NULL), ==,
                   0);
  g_assert_cmpint (cli_run (cli, "person", "add", "3-001", "name=曾国强", "relation=本人", "sex=男",
                            "birthday=1950.1.2", "phone=19900001234", NULL),
                   ==, 0);
  g_assert_cmpint (cli_run (cli, "person", "add", "3-001", "name=刘桂花", "relation=老婆", "sex=女", NULL), ==, 0);
  g_assert_cmpint (cli_run (cli, "person", "add", "3-001", "name=曾大明", "relation=长子", "sex=男", NULL), ==, 0);
}

static void
test_records (void)
{
  Cli cli;
  init (&cli);

  g_assert_cmpint (cli_run (&cli, "--json", "household", "list", NULL), ==, 0);
  g_assert_contains (cli.out,
                     "{\"households\":[{\"number\":\"3-001\",\"group\":\"3组\",\"head\":\"曾国强\",\"people\":3");
  g_assert_cmpint (cli_run (&cli, "--json", "household", "show", "3-001", NULL), ==, 0);
  g_assert_contains (cli.out, "\"address\":\"云岭镇石板溪村***\"");
  g_assert_contains (cli.out, "\"phone\":\"199****1234\"");
  g_assert_null (strstr (cli.out, "19900001234"));
  g_assert_cmpint (cli_run (&cli, "--json", "person", "show", "曾国强", "--reason", "核对医保", NULL), ==, 0);
  g_assert_contains (cli.out, "\"phone\":\"19900001234\"");
  g_assert_contains (cli.out, "\"birthday\":\"1950-01-02\"");

  /* Wrong fields, numbers and people are refused in words. */
  g_assert_cmpint (cli_run (&cli, "--json", "person", "edit", "曾大明", "colour=red", NULL), ==, 1);
  g_assert_contains (cli.out, "\"field\":\"colour\"");
  g_assert_cmpint (cli_run (&cli, "--json", "person", "edit", "曾大明", "relation=户主", NULL), ==, 1);
  g_assert_contains (cli.out, "\"field\":\"relation\"");
  g_assert_cmpint (cli_run (&cli, "household", "show", "9-999", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "household", "delete", NULL), ==, 2);
  g_assert_cmpint (cli_run (&cli, "person", "edit", "曾大明", "birthday=1975-3-4", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "person", "list", "--group", "3", NULL), ==, 0);
  g_assert_contains (cli.out, "\"name\":\"曾大明\",\"relation\":\"长子\",\"sex\":\"男\",\"birthday\":\"1975\"");
  g_assert_cmpint (cli_run (&cli, "person", "list", "--sort", "pinyin", "--reverse", NULL), ==, 0);
  const char *ming = strstr (cli.out, "曾大明"), *qiang = strstr (cli.out, "曾国强"), *hua = strstr (cli.out, "刘桂花");
  g_assert_true (qiang < ming && ming < hua);
  g_assert_cmpint (cli_run (&cli, "--json", "household", "list", "--sort", "beauty", NULL), ==, 1);
  g_assert_contains (cli.out, "\"field\":\"sort\"");
  cli_stop (&cli);
}

static void
test_events (void)
{
  Cli cli;
  init (&cli);

  g_assert_cmpint (cli_run (&cli, "--json", "event", "death", "3-001", "曾国强", NULL), ==, 1);
  g_assert_contains (cli.out, "\"field\":\"new_head\"");
  g_assert_cmpint (cli_run (&cli, "event", "death", "3-001", "曾国强", "--new-head", "曾大明", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "event", "birth", "3-001", "--new", "曾小妹/女", "--relation", "女", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "event", "split", "3-001", "刘桂花", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "household", "show", "3-002", NULL), ==, 0);
  g_assert_contains (cli.out, "\"head_name\":\"刘桂花\"");
  g_assert_contains (cli.out, "\"kind\":\"split\"");
  g_assert_cmpint (cli_run (&cli, "event", "merge", "3-002", "--to", "3-001", "--relation", "母亲", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "household", "list", NULL), ==, 0);
  g_assert_contains (cli.out, "\"people\":3");
  g_assert_null (strstr (cli.out, "3-002"));
  for (int i = 0; i < 4; i++)
    g_assert_cmpint (cli_run (&cli, "undo", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "household", "show", "3-001", NULL), ==, 0);
  g_assert_contains (cli.out, "\"head_name\":\"曾国强\"");
  g_assert_contains (cli.out, "\"events\":[]");
  g_assert_cmpint (cli_run (&cli, "event", "wedding", "3-001", NULL), ==, 2);
  g_assert_cmpint (cli_run (&cli, "verify", NULL), ==, 0);
  cli_stop (&cli);
}

static void
test_tags_and_export (void)
{
  Cli cli;
  init (&cli);
  g_autofree char *csv = g_build_filename (cli.folder, "roster.csv", NULL);
  g_autofree char *text = NULL;

  g_assert_cmpint (cli_run (&cli, "tag", "add", "低保户", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "tag", "set", "低保户", "3-001", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "tag", "list", NULL), ==, 0);
  g_assert_contains (cli.out, "\"name\":\"低保户\",\"target\":\"household\",\"sensitive\":true");
  g_assert_cmpint (cli_run (&cli, "tag", "set", "没有的标签", "3-001", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "unit", "add", "塘坳屋场", "--kind", "屋场", "--in", "3组", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "unit", "delete", "3组", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "--json", "unit", "list", NULL), ==, 0);
  g_assert_contains (cli.out, "\"path\":\"3组 / 塘坳屋场\"");

  /* Masked unless there is a reason. */
  g_assert_cmpint (cli_run (&cli, "export", "persons", csv, NULL), ==, 0);
  g_assert_true (g_file_get_contents (csv, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "199****1234"));
  g_assert_null (strstr (text, "19900001234"));
  g_clear_pointer (&text, g_free);
  g_assert_cmpint (cli_run (&cli, "export", "persons", csv, "--reason", "上报乡镇", NULL), ==, 0);
  g_assert_true (g_file_get_contents (csv, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "19900001234"));
  g_clear_pointer (&text, g_free);
  /* What goes out whole comes in again and changes nothing. */
  g_assert_cmpint (cli_run (&cli, "import", "roster", csv, "--dry-run", "--json", NULL), ==, 0);
  g_assert_contains (cli.out, "\"persons\":{\"unchanged\":3,\"added\":0,\"changed\":0,\"missing\":0}");
  g_assert_cmpint (cli_run (&cli, "export", "households", csv, "--tag", "低保户", NULL), ==, 0);
  g_assert_true (g_file_get_contents (csv, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "低保户"));
  cli_stop (&cli);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/roster/records", test_records);
  g_test_add_func ("/roster/events", test_events);
  g_test_add_func ("/roster/tags-and-export", test_tags_and_export);
  return g_test_run ();
}
