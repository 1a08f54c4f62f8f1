/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "cli-run.h"

/* From a visit to the closing, with what is refused on the way. */
static void
test_matter (void)
{
  Cli cli;
  cli_start (&cli);
  g_assert_cmpint (cli_run (&cli, "init", "--code", "431399101201", "--name", "石板溪村", "--user", "曾小平", NULL), ==,
                   0);

  g_assert_cmpint (
      cli_run (&cli, "matter", "add", "source=visit", "title=塘坳路灯不亮", "heard=villager", "asked=difficulty", NULL),
      ==, 0);
  g_assert_cmpint (cli_run (&cli, "matter", "add", "source=dispute", "title=田埂边界", "people=甲户与乙户", "--owner",
                            "林秀英", "--until", "2099-01-01", NULL),
                   ==, 1);
  g_assert_cmpint (cli_run (&cli, "--json", "matter", "list", NULL), ==, 0);
  g_assert_contains (cli.out, "\"title\":\"塘坳路灯不亮\"");
  g_assert_contains (cli.out, "\"stage\":\"registered\"");
  g_assert_null (strstr (cli.out, "田埂"));
  g_assert_cmpint (cli_run (&cli, "matter", "add", "source=dispute", "title=田埂边界", "people=甲户与乙户", NULL), ==,
                   0);
  g_assert_cmpint (cli_run (&cli, "--json", "matter", "list", "--board", NULL), ==, 0);
  g_assert_null (strstr (cli.out, "田埂"));

  g_assert_cmpint (cli_run (&cli, "--json", "matter", "close", "1", NULL), ==, 1);
  g_assert_contains (cli.out, "\"code\":\"conflict\"");
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, 30);
  g_autofree char *until = g_date_time_format (then, "%Y-%m-%d");
  g_assert_cmpint (cli_run (&cli, "matter", "assign", "1", "--owner", "曾国强", "--until", until, NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "matter", "finish", "1", NULL), ==, 1);
  g_assert_contains (cli.out, "\"field\":\"note\"");
  g_assert_cmpint (cli_run (&cli, "matter", "finish", "1", "--note", "换了两盏灯", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "matter", "satisfied", "1", "--by", "曾国强", NULL), ==, 1);
  g_assert_contains (cli.out, "\"field\":\"by\"");
  g_assert_cmpint (cli_run (&cli, "matter", "satisfied", "1", "--by", "林秀英", "--satisfaction", "fair", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "matter", "close", "1", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "matter", "show", "1", NULL), ==, 0);
  g_assert_contains (cli.out, "\"stage_name\":\"closed\"");
  g_assert_contains (cli.out, "换了两盏灯");
  g_assert_cmpint (cli_run (&cli, "--json", "matter", "summary", "--board", NULL), ==, 0);
  g_assert_contains (cli.out, "\"raised\":1,\"closed\":1");
  g_assert_cmpint (cli_run (&cli, "--json", "matter", "list", "--which", "nonsense", NULL), ==, 1);
  g_assert_contains (cli.out, "\"field\":\"which\"");
  g_assert_cmpint (cli_run (&cli, "--json", "matter", "show", "77", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "matter", "dance", "1", NULL), ==, 2);
  g_assert_cmpint (cli_run (&cli, "matter", NULL), ==, 2);

  /* Its papers. */
  g_autofree char *pdf = g_build_filename (g_get_tmp_dir (), "xiangyue-test-matter.pdf", NULL);
  g_assert_cmpint (cli_run (&cli, "print", "matter-ledger", "--order", "owner", "--with", "office", "--out", pdf, NULL),
                   ==, 0);
  g_assert_cmpint (cli_run (&cli, "print", "matter-card", "1", "--out", pdf, NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "print", "matter-agreement", "2", "--out", pdf, NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "print", "matter-agreement", "1", "--out", pdf, NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "print", "matter-summary", "--out", pdf, NULL), ==, 0);
  g_assert_true (g_file_test (pdf, G_FILE_TEST_EXISTS));
  g_remove (pdf);
  cli_stop (&cli);
}

/* Who is in a dispute leaves the office only with a reason. */
static void
test_export (void)
{
  Cli cli;
  cli_start (&cli);
  g_autofree char *path = g_build_filename (cli.folder, "ledger.csv", NULL), *text = NULL, *full = NULL;

  g_assert_cmpint (cli_run (&cli, "init", "--code", "431399101201", "--name", "石板溪村", "--user", "曾小平", NULL), ==,
                   0);
  g_assert_cmpint (cli_run (&cli, "matter", "add", "source=dispute", "title=田埂边界", "people=甲户与乙户",
                            "phone=19900001234", "content=界石挪动", NULL),
                   ==, 0);
  g_assert_cmpint (cli_run (&cli, "export", "matters", path, NULL), ==, 0);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_contains (text, "田埂边界");
  g_assert_null (strstr (text, "甲户"));
  g_assert_null (strstr (text, "界石"));
  g_assert_cmpint (cli_run (&cli, "export", "matters", path, "--reason", "归档", NULL), ==, 0);
  g_assert_true (g_file_get_contents (path, &full, NULL, NULL));
  g_assert_contains (full, "甲户与乙户");
  g_assert_null (strstr (full, "19900001234"));
  cli_stop (&cli);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/matter", test_matter);
  g_test_add_func ("/cli/matter/export", test_export);
  return g_test_run ();
}
