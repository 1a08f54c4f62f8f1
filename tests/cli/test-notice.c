/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "cli-run.h"

/* Text after KEY in the last answer, up to the next quote. */
static char *
member (Cli *cli, const char *key)
{
  g_autofree char *start = g_strdup_printf ("\"%s\":\"", key);
  const char *at = strstr (cli->out, start);

  g_assert_nonnull (at);
  at += strlen (start);
  return g_strndup (at, strcspn (at, "\""));
}

static void
init (Cli *cli)
{
  cli_start (cli);
  g_assert_cmpint (cli_run (cli, "init", "--code", "431399101201", "--name", "石板溪村", "--user", "曾小平", NULL), ==,
                   0);
}

static void
test_boards (void)
{
  Cli cli;
  init (&cli);

  g_assert_cmpint (cli_run (&cli, "--json", "notice", "post", "--title", "公告", "--item", "other", NULL), ==, 1);
  g_assert_contains (cli.out, "\"field\":\"boards\"");
  g_assert_cmpint (cli_run (&cli, "notice", "boards", "--add", "村部公示栏", "--place", "村部门口", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "notice", "boards", "--add", "村部公示栏", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "notice", "boards", "--add", "3组公示栏", "--size", "big", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "notice", "boards", "--add", "3组公示栏", "--size", "1200x900", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "notice", "boards", NULL), ==, 0);
  g_assert_contains (cli.out, "{\"name\":\"3组公示栏\",\"place\":null,\"width\":1200,\"height\":900,\"papers\":0}");
  g_assert_cmpint (cli_run (&cli, "notice", "boards", "--remove", "3组公示栏", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "notice", "boards", "--remove", "3组公示栏", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "notice", NULL), ==, 2);
  g_assert_cmpint (cli_run (&cli, "notice", "post", NULL), ==, 2);
  g_assert_cmpint (cli_run (&cli, "notice", "nonsense", NULL), ==, 2);
  g_assert_cmpint (cli_run (&cli, "--json", "notice", "items", "--on", "2025-06-01", NULL), ==, 0);
  g_assert_null (strstr (cli.out, "\"consultation\""));
  g_assert_cmpint (cli_run (&cli, "--json", "notice", "items", NULL), ==, 0);
  g_assert_contains (cli.out, "\"consultation\"");
  cli_stop (&cli);
}

/* From the print to the archive: posted, objected to, answered, taken down. */
static void
test_life (void)
{
  Cli cli;
  cli_start (&cli);
  g_assert_cmpint (cli_run (&cli, "sample", "--households", "20", "--years", "1", NULL), ==, 0);
  g_autofree char *pdf = g_build_filename (cli.folder, "board.pdf", NULL);
  g_autofree char *folder = g_build_filename (cli.folder, "archive", NULL);

  g_assert_cmpint (cli_run (&cli, "--json", "print", "points-board", "--out", pdf, NULL), ==, 0);
  g_autofree char *number = member (&cli, "number");
  g_assert_cmpint (cli_run (&cli, "--json", "notice", "post", number, "--board", "村部公示栏", NULL), ==, 0);
  g_assert_contains (cli.out, "{\"rows\":[{\"kind\":\"hanging\",\"item\":\"points\"");
  g_autofree char *notice = member (&cli, "notice"), *since = member (&cli, "since");
  g_assert_cmpint (cli_run (&cli, "--json", "notice", "list", "--text", number, NULL), ==, 0);
  g_assert_contains (cli.out, notice);

  g_assert_cmpint (cli_run (&cli, "--json", "notice", "takedown", number, NULL), ==, 1);
  g_assert_contains (cli.out, "\"field\":\"reason\"");
  g_assert_cmpint (cli_run (&cli, "--json", "notice", "discard", number, NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "--json", "notice", "objection", number, "--from", "曾国强", "--about",
                            "少记两分，电话19900001234", NULL),
                   ==, 0);
  g_autofree char *objection = member (&cli, "objection");
  g_assert_cmpint (cli_run (&cli, "--json", "notice", "objections", number, "--open", NULL), ==, 0);
  g_assert_contains (cli.out, objection);
  g_assert_contains (cli.out, "曾**");
  g_assert_null (strstr (cli.out, "19900001234"));
  g_assert_cmpint (cli_run (&cli, "--json", "notice", "takedown", number, "--reason", "雨淋", NULL), ==, 1);
  g_assert_contains (cli.out, "\"code\":\"conflict\"");
  g_assert_cmpint (cli_run (&cli, "notice", "answer", objection, "--answer", "已补记", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "notice", "answer", "x", "--answer", "已补记", "--result", "upheld", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "notice", "answer", objection, "--answer", "已补记", "--result", "upheld", NULL), ==,
                   0);
  g_assert_cmpint (cli_run (&cli, "notice", "takedown", number, "--reason", "雨淋", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "notice", "due", NULL), ==, 0);
  g_assert_contains (cli.out, "{\"kind\":\"too-short\",\"item\":\"points\"");
  g_assert_cmpint (cli_run (&cli, "undo", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "notice", "list", "--state", "hanging", NULL), ==, 0);
  g_assert_contains (cli.out, notice);
  g_assert_cmpint (cli_run (&cli, "notice", "list", "--state", "lost", NULL), ==, 1);

  /* Prepared and thrown away. */
  g_assert_cmpint (cli_run (&cli, "--json", "notice", "post", "--title", "停水通知", "--item", "other", "--board",
                            "村部公示栏", "--wait", NULL),
                   ==, 0);
  g_assert_contains (cli.out, "\"kind\":\"waiting\"");
  g_autofree char *waiting = member (&cli, "notice");
  g_assert_cmpint (cli_run (&cli, "notice", "discard", waiting, NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "notice", "takedown", "JF-1999-0001", NULL), ==, 1);

  /* The roster is not for the board. */
  g_assert_cmpint (cli_run (&cli, "print", "roster", "--out", pdf, NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "notice", "post", "HJ-2026-0001", "--board", "村部公示栏", NULL), ==, 1);
  g_assert_contains (cli.out, "\"field\":\"paper\"");

  since[4] = '\0';
  g_assert_cmpint (cli_run (&cli, "--json", "notice", "archive", since, "--out", folder, NULL), ==, 0);
  g_assert_contains (cli.out, number);
  g_assert_contains (cli.out, "\"retention\":\"10年\"");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n_pdf = 0, n_index = 0;
  for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
    {
      n_pdf += g_str_has_suffix (name, ".pdf");
      n_index += g_str_has_suffix (name, ".xlsx");
    }
  g_assert_cmpuint (n_pdf, >=, 1);
  g_assert_cmpuint (n_index, ==, 1);
  g_assert_cmpint (cli_run (&cli, "notice", "archive", "soon", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "verify", NULL), ==, 0);
  cli_stop (&cli);
}

/* The period of the matter ITEM that is due, 2026Q3; NULL: nothing of it is. (transfer full) */
static char *
find_due (Cli *cli, const char *item)
{
  g_autofree char *start = g_strdup_printf ("{\"kind\":\"due\",\"item\":\"%s\",", item);

  g_assert_cmpint (cli_run (cli, "--json", "notice", "due", NULL), ==, 0);
  const char *row = strstr (cli->out, start);
  const char *at = row != NULL ? strstr (row, "\"period\":\"") : NULL;
  return at != NULL ? g_strndup (at + strlen ("\"period\":\""), strlen ("2026Q3")) : NULL;
}

/* What is due and somebody writes: from its template to the board, where it is not due any more. */
static void
test_written (void)
{
  static const char *const quarters[] = { "一", "二", "三", "四" };
  Cli cli;
  cli_start (&cli);
  g_assert_cmpint (cli_run (&cli, "sample", "--households", "20", "--years", "1", "--no-papers", NULL), ==, 0);
  g_autofree char *pdf = g_build_filename (cli.folder, "written.pdf", NULL);
  g_autofree char *period = find_due (&cli, "consultation");

  g_assert_nonnull (period);
  g_autofree char *field = g_strdup_printf ("时期=%.4s年第%s季度", period, quarters[period[5] - '1']);
  g_assert_cmpint (cli_run (&cli, "document", "add", "--template", "consultation", field, NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "print", "announcement", "协商事项", "--out", pdf, NULL), ==, 0);
  g_autofree char *number = member (&cli, "number");
  g_assert_cmpint (cli_run (&cli, "--json", "notice", "post", number, "--board", "村部公示栏", NULL), ==, 0);
  g_assert_contains (cli.out, "{\"rows\":[{\"kind\":\"hanging\",\"item\":\"consultation\"");
  g_assert_contains (cli.out, period);
  g_autofree char *still = find_due (&cli, "consultation");
  g_assert_cmpstr (still, !=, period);
  cli_stop (&cli);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli-notice/boards", test_boards);
  g_test_add_func ("/cli-notice/life", test_life);
  g_test_add_func ("/cli-notice/written", test_written);
  return g_test_run ();
}
