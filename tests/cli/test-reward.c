/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "cli-run.h"

#define RUN(...) g_assert_cmpint (cli_run (&cli, __VA_ARGS__, NULL), ==, 0)
#define REFUSED(...) g_assert_cmpint (cli_run (&cli, "--json", __VA_ARGS__, NULL), ==, 1)

/* From the first good to the quarter's totals, taken back again, without a display. */
static void
test_market (void)
{
  Cli cli;
  cli_start (&cli);
  RUN ("sample", "--households", "20", "--years", "1", "--today", "2026-11-22", "--entries", "300");

  RUN ("--json", "reward", "goods", "add", "name=竹扫把", "points=2.5", "unit=把", "cost=6", "most=4", "number=901");
  g_assert_contains (cli.out, "{\"good\":{\"number\":901,\"name\":\"竹扫把\"");
  RUN ("reward", "goods", "add", "name=理发一次", "points=5", "kind=service");
  RUN ("reward", "goods", "change", "901", "cost=6.5", "note=本村篾匠做");
  REFUSED ("reward", "goods", "change", "901", "kind=service");
  g_assert_contains (cli.out, "\"field\":\"kind\"");
  REFUSED ("reward", "goods", "add", "name=竹扫把", "points=1");
  g_assert_contains (cli.out, "\"field\":\"name\"");

  REFUSED ("reward", "stock", "in", "901", "10", "--source", "村集体经济收入", "--cost", "65");
  g_assert_contains (cli.out, "\"field\":\"decision\"");
  RUN ("--json", "reward", "stock", "in", "901", "10", "--source", "村集体经济收入", "--cost", "65", "--decision",
       "2026-09-02 村民代表会议");
  g_assert_contains (cli.out, "\"change\":10,\"stock\":10");
  REFUSED ("reward", "stock", "out", "竹扫把", "11", "--note", "受潮");
  g_assert_contains (cli.out, "\"field\":\"pieces\"");
  RUN ("reward", "stock", "out", "竹扫把", "1", "--note", "受潮");
  RUN ("--json", "reward", "stock", "count", "竹扫把", "8");
  g_assert_contains (cli.out, "\"change\":-1,\"stock\":8");

  RUN ("reward", "day", "add", "2026-11-20", "--hours", "9:00—11:30", "--place", "村部");
  REFUSED ("reward", "day", "add", "2026-11-20");
  RUN ("--json", "reward", "day", "list");
  g_assert_contains (cli.out, "{\"day\":\"2026-11-20\",\"hours\":\"9:00—11:30\",\"place\":\"村部\",\"note\":null}");

  RUN ("points", "record", "S01", "1-001", "--day", "2026-11-19", "--amount", "30");
  RUN ("--json", "reward", "redeem", "1-001", "901=2", "理发一次", "--day", "2026-11-20", "--dry-run");
  g_assert_contains (cli.out, "{\"redemptions\":[],");
  g_assert_contains (cli.out, "\"points\":1000,");
  g_assert_contains (cli.out, "\"off_day\":false");
  RUN ("--json", "reward", "redeem", "1-001", "901=2", "理发一次", "--day", "2026-11-20", "--taker", "张三");
  g_assert_contains (cli.out, "\"taker\":\"张三\",\"good_number\":901,\"good\":\"竹扫把\",\"pieces\":2,\"points\":500");
  REFUSED ("reward", "redeem", "1-001", "901=7", "--day", "2026-11-20");
  g_assert_contains (cli.out, "\"field\":\"pieces\"");
  REFUSED ("reward", "redeem", "1-001", "没有的", "--day", "2026-11-20");
  g_assert_contains (cli.out, "\"code\":\"not-found\"");
  RUN ("--json", "reward", "redemptions", "--period", "2026-11-20", "--text", "张三");
  const char *id = strstr (cli.out, "\"id\":\"");
  g_assert_nonnull (id);
  g_autofree char *redemption = g_strndup (id + 6, 36);
  RUN ("--json", "reward", "totals", "--period", "2026-11-20");
  g_assert_contains (cli.out, "\"redemptions\":2,\"households\":1,\"points\":1000,\"cost\":1300,");
  RUN ("reward", "return", redemption, "--reason", "拿错了");
  REFUSED ("reward", "return", redemption, "--reason", "拿错了");
  g_assert_contains (cli.out, "\"code\":\"conflict\"");
  RUN ("undo");
  RUN ("--json", "reward", "stock", "list", "901");
  g_assert_contains (cli.out, "\"kind\":\"redeem\",\"pieces\":-2,\"left\":");
  RUN ("reward", "totals");
  RUN ("reward", "goods", "list", "--all");
  RUN ("verify");
  g_assert_cmpint (cli_run (&cli, "reward", "shelf", NULL), ==, 2);
  g_assert_cmpint (cli_run (&cli, "reward", "goods", "eat", "901", NULL), ==, 2);

  static const char *const lists[] = { "goods", "redemptions", "stock" };
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *name = g_strconcat (lists[i], ".csv", NULL);
      g_autofree char *path = g_build_filename (cli.folder, name, NULL), *text = NULL;
      RUN ("export", lists[i], path);
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_nonnull (strstr (text, "竹扫把"));
      g_unlink (path);
    }
  cli_stop (&cli);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/reward/market", test_market);
  return g_test_run ();
}
