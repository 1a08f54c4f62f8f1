/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "cli-run.h"

static char *
day_after (int days)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  g_autoptr (GDateTime) now = g_date_time_new_now (zone);
  g_autoptr (GDateTime) then = g_date_time_add_days (now, days);

  return g_date_time_format (then, "%Y-%m-%d");
}

#define RUN(...)                                                                                                       \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    int run_status = cli_run (&cli, __VA_ARGS__, NULL);                                                                \
    if (run_status != 0)                                                                                               \
      g_printerr ("%s\n", cli.err);                                                                                    \
    g_assert_cmpint (run_status, ==, 0);                                                                               \
  }                                                                                                                    \
  G_STMT_END
#define REFUSED(...) g_assert_cmpint (cli_run (&cli, "--json", __VA_ARGS__, NULL), ==, 1)

static char *
write_file (Cli *cli, const char *name, const char *text)
{
  char *path = g_build_filename (cli->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

/* From an opinion over a lost vote, counted from door to door, to a bylaw in force. */
static void
test_road (void)
{
  g_autofree char *today = day_after (0), *told = day_after (-10), *party = day_after (-12);
  g_autofree char *notified_on = g_strconcat ("notified_on=", told, NULL),
                  *party_on = g_strconcat ("party_on=", party, NULL);
  Cli cli;
  cli_start (&cli);
  g_autofree char *text = write_file (
      &cli, "draft.txt", "石板溪村村规民约\n一、爱护环境\n第一条 垃圾分类投放。\n第二条 随喜不超过200元。\n");
  g_autofree char *no = write_file (&cli, "no.txt", "1-1,赞成\n1-2,反对\n1-3,不同意\n");
  g_autofree char *bad = write_file (&cli, "bad.txt", "1-1,反对\n1-2,也许\n");
  g_autofree char *yes = write_file (&cli, "yes.txt", "1-1,同意\n1-2,赞成\n1-3,反对\n");

  RUN ("init", "--code", "431399101201", "--name", "石板溪村", "--user", "曾小平");
  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *head = g_strdup_printf ("name=村民%u", i), *house = g_strdup_printf ("head_name=村民%u", i);
      RUN ("household", "add", "--group", "1组", house);
      g_autofree char *number = g_strdup_printf ("1-%u", i);
      RUN ("person", "add", number, head, "birthday=1970-01-01", "relation=户主");
    }
  RUN ("bylaw", "new", "石板溪村村规民约", text);
  RUN ("--json", "bylaw", "text", "村规民约");
  g_assert_contains (cli.out, "一、爱护环境\\u000a第一条　垃圾分类投放。\\u000a第二条　随喜不超过200元。");
  RUN ("bylaw", "hear", "村规民约", "礼金写一百元", "--source", "visit", "--by", "村民1");
  RUN ("--json", "bylaw", "due");
  g_assert_contains (cli.out, "\"kind\":\"answer\",\"open\":1");
  g_assert_contains (cli.out, "\"kind\":\"draft\",\"open\":0");
  RUN ("bylaw", "draft", "村规民约");
  RUN ("bylaw", "advise", "村规民约", "--by", "李律师", "--note", "没有违法内容");
  REFUSED ("bylaw", "submit", "村规民约");
  RUN ("bylaw", "redraft", "村规民约");
  RUN ("bylaw", "write", "村规民约", "3", "随喜不超过一百元。");
  RUN ("bylaw", "answer", "村规民约", "1", "改为一百元", "--taken", "yes");
  RUN ("bylaw", "advise", "村规民约", "--by", "李律师", "--note", "没有违法内容");
  RUN ("bylaw", "submit", "村规民约");
  REFUSED ("bylaw", "write", "村规民约", "3", "随喜不超过两百元。");
  RUN ("bylaw", "approve", "村规民约", "--by", "云岭镇司法所");

  RUN ("meeting", "adopt", "村民会议");
  RUN ("meeting", "new", "村民会议", "--day", today, "place=村部", party_on);
  REFUSED ("vote", "open", "title=村规民约修订稿", "--meeting", today, "reserved=bylaw", "basis=household",
           "method=doors");
  g_assert_contains (cli.out, "10");
  RUN ("meeting", "edit", today, notified_on);
  RUN ("vote", "open", "title=村规民约修订稿", "--meeting", today, "reserved=bylaw", "basis=household", "method=doors",
       "--bylaw", "村规民约");
  RUN ("--json", "vote", "roll", "修订稿");
  g_assert_contains (cli.out, "\"number\":\"1-003\"");
  REFUSED ("vote", "tally", "修订稿", bad);
  g_assert_contains (cli.out, "\"field\":\"choice\"");
  RUN ("--json", "vote", "show", "修订稿");
  g_assert_contains (cli.out, "\"quorum\":false");
  RUN ("--json", "vote", "tally", "修订稿", no);
  g_assert_contains (cli.out, "\"quorum\":true,\"passed\":false");
  REFUSED ("vote", "say", "修订稿", "1-1", "no");
  g_assert_contains (cli.out, "\"field\":\"voter\"");
  RUN ("vote", "close", "修订稿");
  REFUSED ("vote", "say", "修订稿", "1-1", "no", "--again");
  REFUSED ("bylaw", "pass", "村规民约", "--vote", "修订稿");
  g_assert_contains (cli.out, "\"field\":\"vote\"");
  RUN ("bylaw", "lose", "村规民约", "--vote", "修订稿");
  RUN ("bylaw", "advise", "村规民约", "--note", "没有违法内容");
  RUN ("bylaw", "submit", "村规民约");
  RUN ("bylaw", "approve", "村规民约");
  RUN ("vote", "open", "title=第二次表决", "--meeting", today, "reserved=bylaw", "basis=household", "method=doors",
       "--bylaw", "村规民约");
  RUN ("--json", "vote", "tally", "第二次", yes);
  g_assert_contains (cli.out, "\"passed\":true");
  RUN ("vote", "close", "第二次");
  RUN ("bylaw", "pass", "村规民约", "--vote", "第二次");
  RUN ("--json", "bylaw", "list");
  g_assert_contains (cli.out, "\"stage\":\"passed\"");
  RUN ("bylaw", "file", "村规民约");
  RUN ("bylaw", "publish", "村规民约");
  RUN ("--json", "bylaw", "due");
  g_assert_contains (cli.out, "\"kind\":\"force\"");
  RUN ("bylaw", "force", "村规民约");
  RUN ("--json", "bylaw", "due");
  g_assert_contains (cli.out, "{\"due\":[]}");
  RUN ("--json", "bylaw", "list");
  g_assert_contains (cli.out, "\"stage\":\"in-force\"");
  RUN ("vote", "list");
  RUN ("--json", "bylaw", "opinions", "村规民约");
  g_assert_contains (cli.out, "\"taken\":\"yes\"");
  RUN ("vote", "recount", "第二次", "--reason", "有人提出记错");
  RUN ("bylaw", "revise", "村规民约");
  RUN ("verify");
  cli_stop (&cli);
}

/* By ballots two people count, and must agree. */
static void
test_ballots (void)
{
  g_autofree char *today = day_after (0);
  Cli cli;
  cli_start (&cli);

  RUN ("init", "--code", "431399101201", "--name", "石板溪村", "--user", "曾小平");
  RUN ("meeting", "adopt", "村民代表会议");
  RUN ("meeting", "members", "村民代表会议", "曾国强、刘桂英、李建国、周小满");
  RUN ("meeting", "new", "村民代表会议", "--day", today, "place=村部");
  RUN ("vote", "open", "title=路灯选址", "--meeting", today, "method=ballots");
  REFUSED ("vote", "count", "路灯", "--role", "called", "--yes", "3", "--no", "1");
  RUN ("vote", "edit", "路灯", "present=4", "women=1", "given=4", "returned=4");
  REFUSED ("vote", "edit", "路灯", "women=5");
  g_assert_contains (cli.out, "\"field\":\"women\"");
  RUN ("vote", "count", "路灯", "--role", "called", "--yes", "3", "--no", "1");
  REFUSED ("vote", "close", "路灯");
  RUN ("vote", "count", "路灯", "--role", "recorded", "--yes", "3", "--no", "1");
  RUN ("--json", "vote", "close", "路灯");
  g_assert_contains (cli.out, "\"passed\":true");
  g_assert_cmpint (cli_run (&cli, "vote", "count", "路灯", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "vote", "nonsense", NULL), ==, 2);
  cli_stop (&cli);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/vote/road", test_road);
  g_test_add_func ("/cli/vote/ballots", test_ballots);
  return g_test_run ();
}
