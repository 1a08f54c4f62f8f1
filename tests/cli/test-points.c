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
make_sample (Cli *cli)
{
  cli_start (cli);
  g_assert_cmpint (cli_run (cli, "sample", "--households", "30", "--years", "1", "--today", "2026-11-22", "--entries",
                            "200", "--direct", "--no-papers", NULL),
                   ==, 0);
  /* Not over one that is there. */
  g_assert_cmpint (cli_run (cli, "sample", "--households", "30", NULL), ==, 1);
}

static void
test_record (void)
{
  Cli cli;
  make_sample (&cli);

  g_assert_cmpint (cli_run (&cli, "--json", "points", "balance", "1-002", NULL), ==, 0);
  g_autofree char *before = g_strdup (cli.out);
  g_assert_cmpint (cli_run (&cli, "--json", "points", "record", "S01", "1-001", "1-002", "--day", "2026-11-20",
                            "--amount", "2", NULL),
                   ==, 0);
  g_assert_contains (cli.out, "\"points\":200,\"cut\":0");
  g_autofree char *entry = member (&cli, "entry");

  /* The cap of two a month, told before and after. */
  g_assert_cmpint (cli_run (&cli, "--json", "points", "record", "F02", "1-003", "--day", "2026-11-01", "--amount", "3",
                            "--dry-run", NULL),
                   ==, 0);
  g_assert_contains (cli.out, "\"entry\":null");
  g_assert_cmpint (
      cli_run (&cli, "--json", "points", "record", "F02", "1-003", "--day", "2026-11-01", "--amount", "3", NULL), ==,
      0);
  g_assert_contains (cli.out, "\"points\":200,\"cut\":100");

  /* Undone, corrected, and not corrected twice. */
  g_assert_cmpint (cli_run (&cli, "undo", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "points", "reverse", entry, NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "points", "reverse", entry, "--reason", "记错了户", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "points", "reverse", entry, "--reason", "再来", NULL), ==, 1);
  g_assert_contains (cli.out, "\"code\":\"conflict\"");
  g_assert_cmpint (cli_run (&cli, "--json", "points", "list", "--household", "1-001", "--limit", "2", NULL), ==, 0);
  g_assert_contains (cli.out, "\"note\":\"记错了户\"");
  g_assert_cmpint (cli_run (&cli, "verify", NULL), ==, 0);

  g_assert_cmpint (cli_run (&cli, "undo", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "undo", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "points", "balance", "1-002", NULL), ==, 0);
  g_assert_cmpstr (cli.out, ==, before);
  cli_stop (&cli);
}

static void
test_refused (void)
{
  static const char *const cases[][4] = {
    { "Z99", "1-001", NULL, "not-found" },       { "S01", "9-999", NULL, "not-found" },
    { "S01", "1-001", "2027-01-01", "invalid" }, { "S01", "1-001", "20261120", "invalid" },
    { "A03", "1-001", NULL, "invalid" },         { "F03", "1-001", NULL, "invalid" },
  };
  Cli cli;
  make_sample (&cli);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *code = g_strdup_printf ("\"code\":\"%s\"", cases[i][3]);
      g_assert_cmpint (cli_run (&cli, "--json", "points", "record", cases[i][0], cases[i][1], "--day",
                                cases[i][2] != NULL ? cases[i][2] : "2026-11-20", NULL),
                       ==, 1);
      g_assert_contains (cli.out, code);
    }
  g_assert_cmpint (cli_run (&cli, "points", NULL), ==, 2);
  g_assert_cmpint (cli_run (&cli, "points", "record", NULL), ==, 2);
  g_assert_cmpint (cli_run (&cli, "points", "rank", "--period", "2026-13", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "points", "rank", "--group", "没有的组", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "points", "rules", "--adopt", "no-such", NULL), ==, 1);
  cli_stop (&cli);
}

static void
test_papers (void)
{
  Cli cli;
  make_sample (&cli);
  g_autofree char *pdf = g_build_filename (cli.folder, "board.pdf", NULL);
  g_autofree char *xlsx = g_build_filename (cli.folder, "points.xlsx", NULL);
  g_autofree char *csv = g_build_filename (cli.folder, "ranking.csv", NULL);
  g_autofree char *text = NULL;

  g_assert_cmpint (cli_run (&cli, "--json", "print", "points-board", "--period", "2026Q4", "--out", pdf, NULL), ==, 0);
  g_assert_contains (cli.out, "\"number\":\"JF-2026-0001\"");
  g_assert_true (g_file_test (pdf, G_FILE_TEST_EXISTS));
  g_assert_cmpint (cli_run (&cli, "--json", "print", "points-board", "--period", "2026-10", "--order", "strokes",
                            "--paper", "a3", "--out", pdf, NULL),
                   ==, 0);
  g_assert_contains (cli.out, "\"number\":\"JF-2026-0002\"");

  /* A paper that could not be saved has no number. */
  g_assert_cmpint (cli_run (&cli, "print", "points-board", "--out", "/nonexistent/board.pdf", NULL), !=, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "print", "points-board", "--out", pdf, NULL), ==, 0);
  g_assert_contains (cli.out, "\"number\":\"JF-2026-0003\"");
  g_assert_cmpint (cli_run (&cli, "print", "points-board", NULL), ==, 2);
  g_assert_cmpint (cli_run (&cli, "print", "points-board", "--paper", "B9", "--out", pdf, NULL), ==, 1);

  /* Numbers in full only with a reason, which is kept. */
  g_assert_cmpint (cli_run (&cli, "--json", "print", "roster", "--out", pdf, NULL), ==, 0);
  g_assert_contains (cli.out, "\"number\":\"HJ-2026-0001\"");
  g_assert_cmpint (cli_run (&cli, "print", "household", "1-001", "--out", pdf, "--unmask", "  ", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "--json", "print", "household", "1-001", "--out", pdf, "--unmask", "本人要求", NULL),
                   ==, 0);
  g_assert_contains (cli.out, "\"number\":\"BH-2026-0001\"");
  g_assert_cmpint (cli_run (&cli, "print", "household", "--out", pdf, NULL), ==, 2);
  g_assert_cmpint (cli_run (&cli, "print", "points-board", "--out", pdf, "--unmask", "本人要求", NULL), ==, 1);

  g_assert_cmpint (cli_run (&cli, "export", "points", xlsx, "--period", "2026", NULL), ==, 0);
  g_assert_true (g_file_test (xlsx, G_FILE_TEST_EXISTS));
  g_assert_cmpint (cli_run (&cli, "export", "ranking", csv, NULL), ==, 0);
  g_assert_true (g_file_get_contents (csv, &text, NULL, NULL));
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + 30 + 1);
  g_assert_cmpint (cli_run (&cli, "export", "dividend", csv, "--money", "1000", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "export", "dividend", csv, NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "export", "ranking", csv, "--account", "nobody", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "export", "nonsense", csv, NULL), ==, 2);
  cli_stop (&cli);
}

static void
test_ledger (void)
{
  Cli cli;
  make_sample (&cli);

  g_assert_cmpint (cli_run (&cli, "--json", "points", "balance", "1-002", NULL), ==, 0);
  g_assert_contains (cli.out, "\"owed\":0,\"person\":null");
  g_assert_cmpint (cli_run (&cli, "--json", "points", "balance", "1-002", "--account", "cash", NULL), ==, 1);
  g_assert_contains (cli.out, "\"field\":\"account\"");
  g_assert_cmpint (cli_run (&cli, "--json", "points", "rank", "--account", "person", NULL), ==, 0);
  g_assert_contains (cli.out, "{\"ranking\":[]}");
  g_assert_cmpint (cli_run (&cli, "--json", "points", "rank", "--category", "环境整治", "--limit", "1", NULL), ==, 0);
  g_assert_contains (cli.out, "\"place\":1");
  g_assert_cmpint (cli_run (&cli, "--json", "points", "dividend", "100", "--limit", "3", NULL), ==, 0);
  g_assert_contains (cli.out, "\"money\":");
  static const char *const what[] = { "months", "categories", "groups", "distribution" };
  for (guint i = 0; i < G_N_ELEMENTS (what); i++)
    {
      g_autofree char *member_name = g_strdup_printf ("{\"%s\":[{", what[i]);
      g_assert_cmpint (cli_run (&cli, "--json", "points", "statistics", what[i], NULL), ==, 0);
      g_assert_contains (cli.out, member_name);
    }
  g_assert_cmpint (cli_run (&cli, "points", "statistics", "weather", NULL), ==, 2);

  /* Closed, taken back, closed again and confirmed. */
  g_assert_cmpint (cli_run (&cli, "points", "close", "2026Q4", "--mode", "clear", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "--json", "points", "close", "2026-10", "--mode", "clear", "--preview", NULL), ==, 0);
  g_assert_contains (cli.out, "\"take_total\":");
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpint (cli_run (&cli, "points", "close", "2026-10", "--mode", "clear", NULL), ==, 0);
      g_assert_cmpint (cli_run (&cli, "points", "close", "2026-10", i == 0 ? "--take-back" : "--confirm", NULL), ==, 0);
    }
  g_assert_cmpint (cli_run (&cli, "points", "close", "2026-10", "--take-back", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "--json", "points", "closes", NULL), ==, 0);
  g_assert_contains (cli.out, "\"period\":\"2026-10\",\"account\":\"household\",\"mode\":\"clear\"");
  g_assert_cmpint (cli_run (&cli, "points", "record", "S01", "1-001", "--day", "2026-10-20", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "--json", "points", "list", "--kind", "close", "--limit", "1", NULL), ==, 0);
  g_assert_contains (cli.out, "\"state\":\"close\"");
  g_assert_cmpint (cli_run (&cli, "verify", NULL), ==, 0);
  cli_stop (&cli);
}

/* The office that reviews and posts, from the registration to the ledger; the PDF of the list is printed and posted. */
static void
test_flow (void)
{
  Cli cli;
  cli_start (&cli);
  g_assert_cmpint (
      cli_run (&cli, "sample", "--households", "30", "--years", "1", "--today", "2026-11-22", "--entries", "200", NULL),
      ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "points", "waiting", "--step", "answer", NULL), ==, 0);
  g_assert_contains (cli.out, "\"step\":\"answer\"");
  g_assert_cmpint (cli_run (&cli, "points", "waiting", "--step", "nowhere", NULL), ==, 1);

  g_assert_cmpint (cli_run (&cli, "--json", "points", "record", "S01", "1-029", "1-030", "--day", "2026-11-20", NULL),
                   ==, 0);
  g_assert_contains (cli.out, "\"entry\":null");
  g_autofree char *item = member (&cli, "item");

  /* The minutes of a review: too few judges, no reason, a judge who is nobody there; then as it should be. */
  static const char judges[] = "驻村干部甲、驻村干部乙、驻村干部丙、驻村干部丁";
  g_autofree char *aside = g_strconcat (item, "=驻村干部丁", NULL), *wrong = g_strconcat (item, "=某某", NULL);
  g_assert_cmpint (cli_run (&cli, "--json", "points", "review", item, "--judges", "驻村干部甲,驻村干部乙", NULL), ==,
                   1);
  g_assert_contains (cli.out, "\"field\":\"judges\"");
  g_assert_cmpint (cli_run (&cli, "--json", "points", "review", "--reject", item, "--judges", judges, NULL), ==, 1);
  g_assert_contains (cli.out, "\"field\":\"reason\"");
  g_assert_cmpint (cli_run (&cli, "--json", "points", "review", item, "--judges", judges, "--aside", wrong, NULL), ==,
                   1);
  g_assert_contains (cli.out, "\"field\":\"recused\"");
  g_assert_cmpint (cli_run (&cli, "--json", "points", "check", item, NULL), ==, 1);
  g_assert_cmpint (
      cli_run (&cli, "--json", "points", "review", item, "--judges", judges, "--aside", aside, "--place", "村部", NULL),
      ==, 0);
  g_assert_contains (cli.out, "\"passed\":1,\"rejected\":0,\"booked\":0");
  g_assert_cmpint (cli_run (&cli, "--json", "points", "steps", item, NULL), ==, 0);
  g_assert_contains (cli.out, "\"aside\":\"驻村干部丁\"");
  g_assert_cmpint (cli_run (&cli, "--json", "points", "sittings", "--kind", "review", NULL), ==, 0);
  g_assert_contains (cli.out, judges);

  /* Not yet posted, so nobody can object and nothing is booked. */
  g_assert_cmpint (cli_run (&cli, "--json", "points", "object", item, "--about", "没有来", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "--json", "points", "book", item, NULL), ==, 1);
  g_assert_contains (cli.out, "\"code\":\"conflict\"");
  g_assert_cmpint (cli_run (&cli, "--json", "points", "publish", NULL), ==, 0);
  g_autofree char *list = member (&cli, "list");
  g_assert_cmpint (cli_run (&cli, "points", "publish", "--take-back", list, NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "points", "publish", item, NULL), ==, 0);
  g_free (list);
  list = member (&cli, "list");

  g_autofree char *pdf = g_build_filename (cli.folder, "list.pdf", NULL);
  g_assert_cmpint (cli_run (&cli, "--json", "print", "points-list", list, "--out", pdf, NULL), ==, 0);
  g_autofree char *number = member (&cli, "number");
  g_assert_cmpint (cli_run (&cli, "notice", "post", number, "--item", "points", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "points", "publish", "--take-back", list, NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "--json", "points", "waiting", "--sitting", list, "--kind", "post", NULL), ==, 0);
  g_assert_contains (cli.out, "\"step\":\"days\"");

  /* Somebody objects and is right. */
  g_assert_cmpint (cli_run (&cli, "--json", "points", "object", item, "--about", "那天没有来", "--from", "张三", NULL),
                   ==, 0);
  g_autofree char *objection = member (&cli, "objection");
  g_assert_cmpint (cli_run (&cli, "points", "withdraw", item, "--reason", "重复", NULL), ==, 1);
  g_assert_cmpint (
      cli_run (&cli, "notice", "answer", objection, "--answer", "查实，予以撤销", "--result", "upheld", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "points", "waiting", "--step", "done", "--text", "义务清扫", NULL), ==, 0);
  g_assert_contains (cli.out, "\"reason\":\"查实，予以撤销\"");
  g_assert_cmpint (cli_run (&cli, "--json", "points", "book", item, NULL), ==, 1);
  g_assert_contains (cli.out, "\"code\":\"conflict\"");
  g_assert_cmpint (cli_run (&cli, "verify", NULL), ==, 0);
  cli_stop (&cli);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/points/record", test_record);
  g_test_add_func ("/cli/points/refused", test_refused);
  g_test_add_func ("/cli/points/papers", test_papers);
  g_test_add_func ("/cli/points/flow", test_flow);
  g_test_add_func ("/cli/points/ledger", test_ledger);
  return g_test_run ();
}
