/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "cli-run.h"

#define RUN(...) g_assert_cmpint (cli_run (&cli, __VA_ARGS__, NULL), ==, 0)
#define HYGIENE(...) g_assert_cmpint (cli_run (&cli, "--json", "hygiene", __VA_ARGS__, NULL), ==, 0)
#define REFUSED(...) g_assert_cmpint (cli_run (&cli, "--json", "hygiene", __VA_ARGS__, NULL), ==, 1)
#define USAGE(...) g_assert_cmpint (cli_run (&cli, "hygiene", __VA_ARGS__, NULL), ==, 2)

#define HOUSEHOLDS 6
#define JUDGES 3

static const char *const judges[JUDGES] = { "曾小平", "老支书", "驻村干部" };

/* A village of two groups, three households each; points are reviewed before they count. */
static void
start (Cli *cli_)
{
  static const char *const heads[HOUSEHOLDS] = { "赵国强", "钱国强", "孙国强", "李国强", "周国强", "吴国强" };
  Cli cli;

  cli_start (&cli);
  RUN ("init", "--code", "431399101201", "--name", "石板溪村", "--user", "曾小平");
  for (guint i = 0; i < HOUSEHOLDS; i++)
    {
      g_autofree char *head = g_strconcat ("head_name=", heads[i], NULL);
      RUN ("household", "add", "--group", i < 3 ? "1组" : "2组", head);
    }
  RUN ("points", "rules", "--adopt", "points-xutang");
  *cli_ = cli;
}

static char *
day_from_now (int days)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, days);

  return g_date_time_format (then, "%F");
}

/* The first "id" of the last answer. */
static char *
last_id (const Cli *cli)
{
  const char *id = strstr (cli->out, "\"id\":\"");

  g_assert_nonnull (id);
  return g_strndup (id + 6, 36);
}

static const char *const households[HOUSEHOLDS] = { "1-001", "1-002", "1-003", "2-001", "2-002", "2-003" };

/* A round from its making to its boards, the notices to their closing, the points to their waiting. */
static void
test_round (void)
{
  static const char *const scores[HOUSEHOLDS] = { "95", "80.5", "50", "88", "55", "40" };
  Cli cli;
  start (&cli);

  HYGIENE ("round", "make", "--kind", "special", "mode=score", "red=number:1", "low=score:60", "--judges",
           "曾小平（妇联主席）、老支书、驻村干部", "--dry-run");
  g_assert_contains (cli.out, "{\"look\":{\"results\":6,\"excused\":0,\"aside\":0,\"short\":0,\"warning\":null}}");
  REFUSED ("round", "make", "--kind", "special", "mode=score", "--judges", "曾小平、老支书");
  g_assert_contains (cli.out, "\"field\":\"judges\"");
  REFUSED ("round", "make", "--kind", "special", "red=some:1");
  g_assert_contains (cli.out, "\"field\":\"red\"");
  REFUSED ("round", "make", "--kind", "weekly");
  g_assert_contains (cli.out, "\"field\":\"kind\"");
  HYGIENE ("round", "make", "--kind", "special", "mode=score", "red=number:1", "low=score:60",
           "bands=优 90，良 70、差 0", "--judges", "曾小平（妇联主席）、老支书、驻村干部");
  g_assert_contains (cli.out, "\"kind\":\"special\"");
  g_assert_contains (cli.out, "\"judges\":\"曾小平（妇联主席）、老支书、驻村干部\",\"judges_least\":3");
  g_assert_contains (cli.out, "\"red_by\":\"number\",\"red_value\":1,\"low_by\":\"score\",\"low_value\":6000");
  HYGIENE ("round", "change", "1", "note=试一期", "red=share:20");
  g_assert_contains (cli.out, "\"red_by\":\"share\",\"red_value\":20");

  for (guint i = 0; i < HOUSEHOLDS; i++)
    for (guint j = 0; j < JUDGES; j++)
      if (i != 5 || j != 2)
        HYGIENE ("score", "1", judges[j], households[i], scores[i]);
  g_assert_contains (cli.out, "{\"sheet\":{\"judge\":\"老支书\",\"sum\":4000,");
  REFUSED ("score", "1", "曾小平", "1-001", "101", "--replace");
  g_assert_contains (cli.out, "\"field\":\"sum\"");
  REFUSED ("score", "1", "曾小平", "1-001", "90");
  g_assert_contains (cli.out, "\"code\":\"conflict\"");
  REFUSED ("score", "1", "王五", "1-001", "90");
  g_assert_contains (cli.out, "\"code\":\"not-found\"");
  HYGIENE ("sheets", "1");
  g_assert_contains (cli.out, "\"sheets\":17,\"expected\":18,\"missing\":1,");
  HYGIENE ("remark", "1", "1-003", "--problem", "门前堆柴草；厨房杂乱");
  REFUSED ("round", "close", "1");
  g_assert_contains (cli.out, "\"field\":\"missing\"");
  HYGIENE ("round", "close", "1", "--missing", "下雨", "2-002=none", "--reason", "当天办丧事");
  HYGIENE ("results", "1");
  g_assert_contains (cli.out, "{\"rank\":1,\"group\":\"1组\",\"number\":\"1-001\",\"name\":\"赵国强\",\"score\":9500,"
                              "\"sheets\":3,\"band\":\"优\",\"suggested\":\"red\",\"list\":\"red\"");
  g_assert_contains (cli.out, "\"suggested\":\"low\",\"list\":null,\"reason\":\"当天办丧事\"");
  HYGIENE ("decide", "1", "none", "2-001");
  REFUSED ("decide", "1", "low", "2-001");
  g_assert_contains (cli.out, "\"field\":\"reason\"");
  HYGIENE ("board", "1", "red");
  g_assert_contains (cli.out, "{\"red\":[{\"rank\":1,");
  HYGIENE ("board", "1", "low");
  g_assert_contains (cli.out, "\"number\":\"1-003\",\"name\":null,\"problem\":\"门前堆柴草\"");
  g_assert_null (strstr (cli.out, "孙国强"));
  HYGIENE ("due");
  g_assert_contains (cli.out, "{\"due\":[{\"kind\":\"not-posted\"");
  HYGIENE ("groups", "1");
  g_assert_contains (cli.out, "{\"group\":\"1组\",\"results\":3,\"ranked\":3,");
  HYGIENE ("history", "1-001");
  g_assert_contains (cli.out, "\"score\":9500,\"rank\":1,\"ranked\":6,\"band\":\"优\",\"list\":\"red\"");
  HYGIENE ("series");
  HYGIENE ("items", "1");
  HYGIENE ("round", "reopen", "1");
  REFUSED ("board", "1", "red");
  RUN ("verify");
  cli_stop (&cli);
}

/* A closed round with one household on the red list and two to help. */
static void
start_closed (Cli *cli_)
{
  static const char *const scores[HOUSEHOLDS] = { "95", "80", "50", "88", "85", "40" };
  Cli cli;

  start (&cli);
  HYGIENE ("round", "make", "--kind", "special", "mode=score", "red=number:1", "low=score:60", "--judges",
           "曾小平、老支书、驻村干部");
  for (guint i = 0; i < HOUSEHOLDS; i++)
    for (guint j = 0; j < JUDGES; j++)
      HYGIENE ("score", "1", judges[j], households[i], scores[i]);
  HYGIENE ("remark", "1", "1-003", "--problem", "庭院杂物多，孙国强不在家");
  HYGIENE ("round", "close", "1");
  *cli_ = cli;
}

static void
check_rules (Cli *cli_)
{
  Cli cli = *cli_;

  /* Names need a ground, and leave a line in the log. */
  HYGIENE ("board", "1", "low", "--names");
  g_assert_null (strstr (cli.out, "孙国强"));
  HYGIENE ("naming", "add", "1-003", "--basis", "本人签字同意书");
  REFUSED ("naming", "add", "--all", "--basis", "村规民约第八条");
  g_assert_contains (cli.out, "\"field\":\"reviewed_on\"");
  HYGIENE ("board", "1", "low", "--names");
  g_assert_contains (cli.out, "\"number\":\"1-003\",\"name\":\"孙国强\"");
  g_assert_contains (cli.out, "\"number\":\"2-003\",\"name\":null");
  HYGIENE ("naming", "list");
  g_assert_contains (cli.out, "\"stands\":true");
  g_autofree char *naming = last_id (&cli);
  HYGIENE ("naming", "end", naming);
  HYGIENE ("board", "1", "low", "--names");
  g_assert_null (strstr (cli.out, "孙国强"));
  REFUSED ("naming", "end", "x");

  /* What is handed over waits for its review. */
  HYGIENE ("effects", "add", "XT01", "--list", "red");
  REFUSED ("effects", "add", "XT01", "--list", "red");
  REFUSED ("effects", "add", "没有的", "--list", "red");
  g_assert_contains (cli.out, "\"field\":\"rule\"");
  HYGIENE ("effects", "list");
  g_autofree char *effect = last_id (&cli);
  HYGIENE ("effects", "propose", "1");
  g_assert_contains (cli.out, "\"number\":\"1-001\",\"head\":\"赵国强\"");
  HYGIENE ("effects", "give", "1");
  g_assert_contains (cli.out, "{\"handed_over\":{\"recorded\":1,");
  REFUSED ("effects", "give", "1");
  g_assert_contains (cli.out, "\"code\":\"conflict\"");
  RUN ("--json", "points", "waiting");
  g_assert_contains (cli.out, "\"number\":\"1-001\"");
  RUN ("--json", "points", "list");
  g_assert_null (strstr (cli.out, "1-001"));
  HYGIENE ("effects", "remove", effect);

  HYGIENE ("checklist", "ready");
  g_assert_contains (cli.out, "\"id\":\"hygiene-household\"");
  HYGIENE ("checklist", "adopt", "hygiene-household");
  HYGIENE ("checklist", "list");
  g_assert_contains (cli.out, "\"code\":\"hygiene-household\",\"version\":1");
  HYGIENE ("checklist", "show", "hygiene-household");
  g_assert_contains (cli.out, "\"inside\":true,\"on\":false");
  REFUSED ("checklist", "show", "没有的");
  g_autofree char *file = g_build_filename (cli.folder, "评比表.xlsx", NULL);
  HYGIENE ("checklist", "export", "hygiene-household", file);
  HYGIENE ("checklist", "import", file);
  REFUSED ("checklist", "import", "/没有这个文件.xlsx");
  HYGIENE ("checklist", "list");
  g_assert_contains (cli.out, "\"code\":\"hygiene-household\",\"version\":1"); /* the same is no new version */
  g_unlink (file);
  HYGIENE ("round", "make", "--like", "hygiene-household", "--kind", "special", "checklist=hygiene-household",
           "mode=items", "groups=2组", "--judges", "曾小平、老支书、驻村干部");
  g_assert_contains (cli.out, "\"mode\":\"items\"");
  REFUSED ("score", "2", "曾小平", "2-001", "1", "2");
  g_assert_contains (cli.out, "\"field\":\"scores\"");
  REFUSED ("score", "2", "曾小平", "1-001", "1");
  g_assert_contains (cli.out, "\"code\":\"not-found\"");
  HYGIENE ("state", "2", "excused", "2-001", "--excuse", "独居老人");
  HYGIENE ("round", "list", "--open");
  g_assert_contains (cli.out, "\"results\":3,\"excused\":1,");
  HYGIENE ("round", "add", "2", "1-001");
  HYGIENE ("round", "discard", "2");
  REFUSED ("round", "reopen", "1");
  g_assert_contains (cli.out, "\"code\":\"conflict\"");

  HYGIENE ("place", "add", "水塘", "kind=沟渠");
  HYGIENE ("place", "change", "水塘", "keeper=老支书");
  REFUSED ("place", "add", "水塘");
  g_assert_contains (cli.out, "\"field\":\"name\"");
  HYGIENE ("place", "remove", "水塘");
  REFUSED ("place", "remove", "水塘");
  HYGIENE ("place", "list");
  g_assert_contains (cli.out, "{\"places\":[]}");

  USAGE ("dance");
  USAGE ("round");
  USAGE ("round", "dance", "1");
  USAGE ("rectify", "receive");
  USAGE ("board", "1", "yellow");
  USAGE ("effects", "give");
  *cli_ = cli;
}

/* The text of an export. */
static char *
export_text (Cli *cli, const char *what, const char *reason)
{
  g_autofree char *path = g_build_filename (cli->folder, "out.csv", NULL), *text = NULL;

  g_assert_cmpint (
      cli_run (cli, "export", what, path, "--round", "1", reason != NULL ? "--reason" : NULL, reason, NULL), ==, 0);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_unlink (path);
  return g_steal_pointer (&text);
}

/* Who is on the list to help, or has a notice, is in no spreadsheet with his name, unless somebody says what for. */
static void
check_exports (Cli *cli)
{
  static const char *const lists[] = { "hygiene-results", "hygiene-slips" };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *text = export_text (cli, lists[i], NULL), *named = export_text (cli, lists[i], "向镇里汇报");
      g_assert_contains (text, "1-003");
      g_assert_contains (text, "庭院杂物多");
      g_assert_null (strstr (text, "孙国强"));
      g_assert_null (strstr (text, "吴国强"));
      g_assert_contains (named, "孙国强");
    }
  g_autofree char *results = export_text (cli, "hygiene-results", NULL),
                  *rounds = export_text (cli, "hygiene-rounds", NULL);
  g_assert_contains (results, "赵国强");
  g_assert_contains (rounds, "-");
  g_assert_cmpint (cli_run (cli, "export", "hygiene-results", "/nowhere.csv", NULL), ==, 1);
  g_assert_cmpint (cli_run (cli, "export", "hygiene-slips", "/nowhere.csv", "--state", "some", NULL), ==, 1);
}

static void
check_notices (Cli *cli_)
{
  g_autofree char *today = day_from_now (0), *later = day_from_now (30), *year = g_strndup (today, 4);
  g_autofree char *second = g_strconcat (year, "-2", NULL);
  Cli cli = *cli_;

  REFUSED ("rectify", "issue", "--round", "1", "--all");
  g_assert_contains (cli.out, "\"field\":\"problem\"");
  HYGIENE ("rectify", "issue", "--round", "1", "--all", "--problem", "庭院杂物多");
  g_assert_contains (cli.out, "-001\",\"stage\":\"issued\",\"overdue\":false,");
  REFUSED ("rectify", "issue", "--round", "1", "1-003", "--problem", "杂物多");
  g_assert_contains (cli.out, "\"code\":\"conflict\"");
  HYGIENE ("place", "add", "村口至小学公路", "kind=道路", "keeper=老支书");
  HYGIENE ("rectify", "issue", "--place", "村口", "--problem", "路边垃圾", "--due", later);
  g_assert_contains (cli.out, "\"helper\":\"老支书\"");
  HYGIENE ("rectify", "list", "--text", "公路");
  g_assert_contains (cli.out, "{\"notices\":[{\"number\":\"");
  HYGIENE ("rectify", "list", "--round", "1", "--group", "2组");
  g_assert_contains (cli.out, "\"household\":\"2-003\",\"name\":\"吴国强\",\"problem\":\"庭院杂物多\"");
  g_assert_null (strstr (cli.out, "1-003"));
  REFUSED ("rectify", "list", "--which", "some");
  g_assert_contains (cli.out, "\"field\":\"which\"");

  HYGIENE ("rectify", "receive", "1", second);
  g_assert_contains (cli.out, "\"received_on\":\"");
  REFUSED ("rectify", "change", "1", "--problem", "别的");
  g_assert_contains (cli.out, "\"code\":\"conflict\"");
  HYGIENE ("rectify", "change", "1", "--helper", "老支书");
  REFUSED ("rectify", "close", "1");
  g_assert_contains (cli.out, "\"code\":\"conflict\"");
  REFUSED ("rectify", "recheck", "1");
  g_assert_contains (cli.out, "\"field\":\"result\"");
  REFUSED ("rectify", "recheck", "1", "--result", "extend", "--until", today);
  g_assert_contains (cli.out, "\"field\":\"until\"");
  HYGIENE ("rectify", "recheck", "1", "--result", "extend", "--until", later, "--by", "老支书");
  HYGIENE ("rectify", "recheck", "1", "--result", "pass", "--note", "已清");
  g_assert_contains (cli.out, "\"stage\":\"good\"");
  HYGIENE ("rectify", "close", "1");
  g_assert_contains (cli.out, "\"stage\":\"closed\"");
  HYGIENE ("rectify", "show", "1");
  g_assert_contains (cli.out, "\"state\":\"closed\"");
  g_assert_contains (cli.out, "\"kind\":\"extend\"");
  HYGIENE ("board", "1", "low");
  g_assert_null (strstr (cli.out, "1-003"));
  g_assert_contains (cli.out, "\"number\":\"2-003\",\"name\":null,\"problem\":\"庭院杂物多\"");
  REFUSED ("rectify", "void", "2");
  g_assert_contains (cli.out, "\"field\":\"note\"");
  HYGIENE ("rectify", "recheck", "2", "--result", "pass", "--close");
  HYGIENE ("board", "1", "low");
  g_assert_contains (cli.out, "{\"low\":[]}");
  RUN ("undo");
  HYGIENE ("rectify", "void", "2", "--note", "写错了");
  HYGIENE ("rectify", "list", "--which", "closed");
  g_assert_contains (cli.out, "\"stage\":\"void\"");
  RUN ("hygiene", "rectify", "show", "1");
  check_exports (&cli);
  RUN ("verify");
  *cli_ = cli;
}

static void
test_closed (void)
{
  Cli cli;

  start_closed (&cli);
  check_rules (&cli);
  check_notices (&cli);
  cli_stop (&cli);
}

#define PRINT(...) g_assert_cmpint (cli_run (&cli, "--json", "print", __VA_ARGS__, "--out", pdf, NULL), ==, 0)
#define NO_PRINT(...) g_assert_cmpint (cli_run (&cli, "--json", "print", __VA_ARGS__, "--out", pdf, NULL), ==, 1)

/* The papers of a round, named as people name it. Names need a ground, and such a board may hang all the same. */
static void
test_papers (void)
{
  Cli cli;

  start_closed (&cli);
  g_autofree char *pdf = g_build_filename (cli.folder, "paper.pdf", NULL);
  PRINT ("hygiene-sheet", "1", "--with", "guidance", "--group", "2组");
  PRINT ("hygiene-red", "1", "--order", "strokes", "--paper", "A3", "--tile");
  g_assert_contains (cli.out, "HB-");
  PRINT ("hygiene-results", "1");
  PRINT ("hygiene-groups", "1");
  NO_PRINT ("hygiene-correction", "1");
  NO_PRINT ("hygiene-plate", "1");
  HYGIENE ("plate", "1", "最美庭院", "1-001");
  PRINT ("hygiene-plate", "1", "--with", "award");
  NO_PRINT ("hygiene-slip");
  HYGIENE ("rectify", "issue", "--round", "1", "--all", "--problem", "水沟堵塞");
  PRINT ("hygiene-slip");
  PRINT ("hygiene-slip", "1");
  NO_PRINT ("hygiene-red", "1999-1");
  NO_PRINT ("hygiene-red", "1", "--unmask", "看看");

  PRINT ("hygiene-low", "1");
  NO_PRINT ("hygiene-low", "1", "--unmask", "村规民约第八条");
  g_assert_contains (cli.out, "\"code\":\"denied\"");
  HYGIENE ("naming", "add", "1-003", "--basis", "本人签字同意书");
  NO_PRINT ("hygiene-low", "1", "--unmask", " ");
  PRINT ("hygiene-low", "1", "--unmask", "本人签字同意书");
  const char *at = strstr (cli.out, "HG-");
  g_assert_nonnull (at);
  g_autofree char *number = g_strndup (at, strlen ("HG-2026-0001"));
  /* All that is missing is a board, which this village has none of. */
  g_assert_cmpint (cli_run (&cli, "--json", "notice", "post", number, NULL), ==, 1);
  g_assert_contains (cli.out, "\"field\":\"boards\"");
  cli_stop (&cli);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/hygiene/round", test_round);
  g_test_add_func ("/cli/hygiene/closed", test_closed);
  g_test_add_func ("/cli/hygiene/papers", test_papers);
  return g_test_run ();
}
