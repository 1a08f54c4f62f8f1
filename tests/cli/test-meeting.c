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

/* From a matter of the ledger to the decision of the representatives, with what is refused on the way. */
static void
test_meeting (void)
{
  g_autofree char *today = day_after (0), *later = day_after (20), *before = day_after (-3);
  g_autofree char *until = g_strconcat ("until=", later, NULL), *party = g_strconcat ("party_on=", before, NULL);
  Cli cli;

  cli_start (&cli);
  g_assert_cmpint (cli_run (&cli, "init", "--code", "431399101201", "--name", "石板溪村", "--user", "曾小平", NULL), ==,
                   0);
  g_assert_cmpint (cli_run (&cli, "meeting", "adopt", "屋场会", "村民代表会议", NULL), ==, 0);
  g_assert_cmpint (
      cli_run (&cli, "meeting", "kind", "逢四说事", "body=consult", "comes=household", "recurs=day 4", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "meeting", "kinds", NULL), ==, 0);
  g_assert_contains (cli.out, "\"name\":\"村民代表会议\",\"body\":\"representatives\",\"comes\":\"member\"");
  g_assert_contains (cli.out, "\"recurs\":\"day 4\"");
  g_assert_cmpint (cli_run (&cli, "meeting", "members", "村民代表", "曾国强、刘桂英（妇联主席）、李建国", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "meeting", "members", "村民代表会议", NULL), ==, 0);
  g_assert_contains (cli.out, "\"post\":\"妇联主席\"");
  g_assert_cmpint (cli_run (&cli, "--json", "meeting", "due", NULL), ==, 0);
  g_assert_contains (cli.out, "\"name\":\"村民会议\"");
  g_assert_contains (cli.out, "\"recurs\":\"quarter\"");

  g_assert_cmpint (cli_run (&cli, "matter", "add", "source=visit", "title=塘坳路灯不亮", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "meeting", "new", "村民代表会议", "--day", "2099-01-01", NULL), ==, 1);
  g_assert_contains (cli.out, "\"field\":\"day\"");
  g_assert_cmpint (cli_run (&cli, "meeting", "new", "村民代表会议", "--day", today, "place=村部", "host=曾国强",
                            "recorder=曾小平", "starts=19:30", "ends=21:00", party, NULL),
                   ==, 0);
  g_assert_cmpint (cli_run (&cli, "meeting", "topic", today, "修路灯", "--matter", "1", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "meeting", "say", today, "还没有开会", NULL), ==, 1);
  g_assert_contains (cli.out, "\"code\":\"conflict\"");
  g_assert_cmpint (cli_run (&cli, "meeting", "begin", today, NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "meeting", "arrive", today, "曾国强", "刘桂英", "李建国", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "meeting", "arrive", today, "刘桂英", NULL), ==, 1);
  g_assert_contains (cli.out, "\"code\":\"conflict\"");
  g_assert_cmpint (cli_run (&cli, "--json", "meeting", "arrive", today, "没有这个人", NULL), ==, 1);
  g_assert_contains (cli.out, "\"code\":\"not-found\"");
  g_assert_cmpint (cli_run (&cli, "meeting", "arrive", today, "张干部", "--guest", "--post", "镇驻村干部", NULL), ==,
                   0);
  g_assert_cmpint (cli_run (&cli, "meeting", "say", today, "路灯要装在路口。晚上看不见！", "--who", "刘桂英", "--topic",
                            "修路灯", NULL),
                   ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "meeting", "say", today, "别的事", "--topic", "没有的议题", NULL), ==, 1);
  g_assert_contains (cli.out, "\"code\":\"not-found\"");
  g_assert_cmpint (cli_run (&cli, "meeting", "decide", today, "筹资装十盏路灯", "owner=曾国强", until, "voted=1",
                            "yes=3", "--topic", "修路灯", NULL),
                   ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "meeting", "show", today, NULL), ==, 0);
  g_assert_contains (cli.out, "\"stage_name\":\"recording\",\"present\":3,\"people\":3,\"guests\":1");
  g_assert_contains (cli.out, "\"passed\":true");
  g_assert_contains (cli.out, "\"missing\":[]");
  g_assert_cmpint (cli_run (&cli, "meeting", "finish", today, NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "meeting", "sign", today, "--by", "曾国强、曾小平", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "meeting", "say", today, "签字以后", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "meeting", "add", today, "林秀英也在场", NULL), ==, 0);

  g_assert_cmpint (cli_run (&cli, "--json", "meeting", "list", "--which", "signed", "--text", "路口", NULL), ==, 0);
  g_assert_contains (cli.out, "\"present\":3,\"people\":3,\"topics\":1,\"decisions\":1");
  g_assert_cmpint (cli_run (&cli, "--json", "meeting", "list", "--kind", "屋场会", NULL), ==, 0);
  g_assert_cmpstr (cli.out, ==, "{\"meetings\":[]}\n");
  g_assert_cmpint (cli_run (&cli, "--json", "meeting", "list", "--which", "nonsense", NULL), ==, 1);
  g_assert_contains (cli.out, "\"field\":\"which\"");
  g_assert_cmpint (cli_run (&cli, "--json", "meeting", "search", "路灯", NULL), ==, 0);
  g_assert_contains (cli.out, "\"kind\":\"speech\",\"who\":\"刘桂英\",\"sentence\":\"路灯要装在路口。\"");
  g_assert_contains (cli.out, "\"kind\":\"matter\"");
  g_assert_cmpint (cli_run (&cli, "--json", "meeting", "search", "路灯", "--limit", "1", NULL), ==, 0);
  g_assert_null (strstr (cli.out, "},{"));
  g_assert_cmpint (cli_run (&cli, "--json", "meeting", "chain", "1", NULL), ==, 0);
  g_assert_contains (cli.out, "\"bodies\":\"villagers|representatives\"");
  g_assert_contains (cli.out, "\"most_days\":20");
  g_assert_cmpint (cli_run (&cli, "--json", "meeting", "chain", "--open", NULL), ==, 0);
  g_assert_contains (cli.out, "\"title\":\"塘坳路灯不亮\",\"done\":1");
  g_assert_cmpint (cli_run (&cli, "--json", "meeting", "show", "2020-01-01", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "--json", "meeting", "summary", NULL), ==, 0);
  g_assert_contains (cli.out, "\"key\":null,\"held\":1,\"due\":3,\"came\":3,\"people\":3,\"agreed\":1");
  g_assert_cmpint (cli_run (&cli, "--json", "meeting", "summary", "--months", "2", "--kind", "屋场会", NULL), ==, 0);
  g_assert_contains (cli.out, "\"held\":0,\"due\":0");
  g_autofree char *sheet = g_build_filename (cli.folder, "meetings.csv", NULL), *text = NULL;
  g_assert_cmpint (cli_run (&cli, "export", "meetings", sheet, "--period", "1999", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "export", "meetings", sheet, NULL), ==, 0);
  g_assert_true (g_file_get_contents (sheet, &text, NULL, NULL));
  g_assert_contains (text, "村民代表会议");
  g_assert_cmpint (cli_run (&cli, "meeting", "drawing", NULL), ==, 0);
  g_assert_contains (cli.out, "stateDiagram");
  g_assert_cmpint (cli_run (&cli, "meeting", "dance", today, NULL), ==, 2);
  g_assert_cmpint (cli_run (&cli, "meeting", NULL), ==, 2);
  cli_stop (&cli);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/meeting", test_meeting);
  return g_test_run ();
}
