/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the records come to: by hand, and against what is reckoned anew from all of them. */
#include <locale.h>

#include "county.h"
#include "server/rollup.h"

#define ID(n) "0197a3f2-c1d4-7003-8000-0000000000" n
#define CELL(kind, month, rule)                                                                                        \
  "SELECT coalesce (max (n), 0) || ' ' || coalesce (max (v), 0) FROM rollup WHERE kind = '" kind                       \
  "' AND month = " month " AND rule = '" rule "'"

/* All that is kept, but the links, of which old ones stay. */
static char *
dump (County *county)
{
  static const char *const sqls[] = {
    "SELECT kind || ' ' || month || ' ' || rule || ' ' || n || ' ' || v FROM rollup ORDER BY kind, month, rule",
    "SELECT tbl || ' ' || hex (id) || ' ' || cells FROM rollup_sum ORDER BY tbl, id",
    ("SELECT hex (id) || ' ' || kind || ' ' || rule || ' ' || y || ' ' || m1 || ' ' || m10 || ' ' || m11 || ' ' || m12 "
     "FROM rollup_who ORDER BY id, kind, rule, y"),
    "SELECT name || ' ' || since FROM rollup_village",
  };
  GString *text = g_string_new (NULL);
  g_autoptr (XyBase) copy = NULL;
  XyBase *base = county_look (county, &copy);

  for (guint i = 0; i < G_N_ELEMENTS (sqls); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (XyBaseRows) rows = xy_base_query (base, sqls[i], XY_BIND_NONE, &error);
      while (xy_base_rows_next (rows, &error))
        g_string_append_printf (text, "%s\n", xy_base_rows_text (rows, 0));
      g_assert_no_error (error);
    }
  return g_string_free (text, FALSE);
}

static void
assert_same_anew (County *county)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = dump (county);

  g_assert_true (xy_rollup_rebuild (county->store, 0, NULL, &error));
  g_assert_no_error (error);
  g_autofree char *after = dump (county);
  g_assert_cmpstr (before, ==, after);
}

#define ENTRY(household, category, day, amount, delta, more)                                                           \
  "{\"household\":\"" ID (household) "\",\"category\":\"" category "\",\"item\":\"清扫\",\"day\":\"" day               \
                                     "\",\"amount\":" amount ",\"delta\":" delta ",\"cut\":0,\"kind\":\"entry\"" more  \
                                     ",\"at\":1795309200000}"
#define OTHER(household, kind, amount, delta, withheld, of)                                                            \
  "{\"household\":\"" ID (household) "\",\"category\":\"环境\",\"item\":\"清扫\",\"day\":\"2026-11-20\""           \
                                     ",\"amount\":" amount ",\"delta\":" delta ",\"withheld\":" withheld               \
                                     ",\"kind\":\"" kind "\",\"rev_of\":" of ",\"at\":1795309200000}"

static void
test_points (void)
{
  County county;
  county_open (&county);
  Device device = county_device (&county, 1);

  assert_push ("ok", &county, &device, "household", 'i', 11, 0, NULL, "{\"head_name\":\"曾国强\"}");
  assert_push ("ok", &county, &device, "household", 'i', 12, 0, NULL, "{\"head_name\":\"曾国富\"}");
  assert_push ("ok", &county, &device, "points_entry", 'i', 21, 0, NULL,
               ENTRY ("11", "环境", "2026-11-20", "100", "200", ""));
  assert_push ("ok", &county, &device, "points_entry", 'i', 22, 0, NULL,
               ENTRY ("11", "环境", "2026-11-21", "100", "150", ""));
  assert_push ("ok", &county, &device, "points_entry", 'i', 23, 0, NULL,
               ENTRY ("12", "互助", "2026-11-02", "300", "-500", ""));
  assert_push ("ok", &county, &device, "points_entry", 'i', 24, 0, NULL,
               ENTRY ("12", "互助", "2026-10-02", "100", "100", ""));
  assert_push (
      "ok", &county, &device, "points_entry", 'i', 25, 0, NULL,
      ENTRY ("12", "志愿", "2026-10-02", "100", "900", ",\"account\":\"volunteer\",\"person\":\"" ID ("13") "\""));
  assert_county (&county, CELL ("points.plus", "202611", ""), "2 350");
  assert_county (&county, CELL ("points.plus", "202611", "环境"), "2 350");
  assert_county (&county, CELL ("points.minus", "202611", ""), "1 -500");
  assert_county (&county, CELL ("points.plus", "202610", ""), "1 100");
  assert_county (&county, CELL ("volunteer.plus", "202610", ""), "1 900");
  assert_county (&county, CELL ("points.households", "202611", ""), "2 0");
  assert_county (&county, CELL ("points.households", "202611", "环境"), "1 0");
  assert_county (&county, CELL ("points.households", "202610", ""), "1 0");
  assert_county (&county, CELL ("points.households.quarter", "202610", ""), "2 0");
  assert_county (&county, CELL ("points.households.year", "202601", ""), "2 0");
  assert_county (&county, CELL ("points.people", "202610", ""), "1 0");

  /* What is taken back leaves nothing; what was carried over, given at the start or fetched is no entry by a rule. */
  assert_push ("ok", &county, &device, "points_entry", 'i', 31, 0, NULL,
               OTHER ("11", "reversal", "-100", "-200", "0", "\"" ID ("21") "\""));
  assert_push ("ok", &county, &device, "points_entry", 'i', 32, 0, NULL,
               OTHER ("11", "reversal", "-100", "-150", "0", "\"" ID ("22") "\""));
  assert_push ("ok", &county, &device, "points_entry", 'i', 33, 0, NULL,
               OTHER ("11", "opening", "0", "3000", "0", "null"));
  assert_push ("ok", &county, &device, "points_entry", 'i', 34, 0, NULL,
               OTHER ("11", "base", "0", "10000", "10000", "null"));
  assert_push ("ok", &county, &device, "points_entry", 'i', 35, 0, NULL,
               OTHER ("11", "redeem", "0", "0", "700", "null"));
  assert_push ("merged overdraft", &county, &device, "points_entry", 'i', 36, 0, NULL,
               OTHER ("12", "redeem", "0", "0", "300", "null"));
  assert_county (&county, CELL ("points.plus", "202611", ""), "0 0");
  assert_county (&county, CELL ("points.households", "202611", ""), "1 0");
  assert_county (&county, CELL ("points.households.year", "202601", ""), "1 0");
  assert_county (&county, CELL ("points.redeemed", "202611", ""), "2 1000");
  assert_county (&county, "SELECT count (*) FROM rollup WHERE n = 0 AND v = 0", "0");

  /* Back it goes, and it is undone that it went back. */
  assert_push ("ok", &county, &device, "points_entry", 'i', 37, 0, NULL,
               OTHER ("12", "reversal", "0", "0", "-300", "\"" ID ("36") "\""));
  assert_county (&county, CELL ("points.redeemed", "202611", ""), "1 700");
  assert_push ("ok", &county, &device, "points_entry", 'i', 38, 0, NULL,
               OTHER ("12", "undo", "0", "0", "300", "\"" ID ("37") "\""));
  assert_county (&county, CELL ("points.redeemed", "202611", ""), "2 1000");
  assert_push ("ok", &county, &device, "points_entry", 'i', 39, 0, NULL,
               OTHER ("12", "undo", "0", "0", "-10000", "\"" ID ("34") "\""));
  assert_county (&county, CELL ("points.redeemed", "202611", ""), "2 1000");
  assert_county (&county, "SELECT since FROM rollup_village", "202611");
  assert_same_anew (&county);
  county_close (&county);
}

#define STEP(of, owner, number, kind, day, more)                                                                       \
  "{\"" of "\":\"" ID (owner) "\",\"number\":" number ",\"kind\":\"" kind "\",\"day\":\"" day                          \
                              "\",\"by\":\"甲\",\"recorder\":\"甲\",\"at\":1795309200000" more "}"

static void
test_matters (void)
{
  County county;
  county_open (&county);
  Device device = county_device (&county, 1);

  /* Assigned in September until the 20th, extended in October until the 5th of November, done in December. */
  assert_push ("ok", &county, &device, "matter", 'i', 11, 0, NULL,
               "{\"number\":1,\"source\":\"visit\",\"day\":\"2026-09-02\",\"title\":\"路灯\",\"recorder\":\"甲\"}");
  assert_push ("ok", &county, &device, "matter_step", 'i', 21, 0, NULL,
               STEP ("matter", "11", "1", "assign", "2026-09-03", ",\"until\":\"2026-09-20\""));
  assert_county (&county, CELL ("matter.raised", "202609", "visit"), "1 0");
  assert_county (&county, CELL ("matter.stage", "202609", "1"), "1 0");
  assert_county (&county, CELL ("matter.late", "202609", "2026-09-20"), "1 0");
  assert_push ("ok", &county, &device, "matter_step", 'i', 22, 0, NULL,
               STEP ("matter", "11", "2", "extend", "2026-10-08", ",\"until\":\"2026-11-05\""));
  assert_push ("ok", &county, &device, "matter_step", 'i', 23, 0, NULL,
               STEP ("matter", "11", "3", "start", "2026-10-09", ""));
  assert_county (&county, CELL ("matter.late", "202610", "2026-09-20"), "-1 0");
  assert_county (&county, CELL ("matter.late", "202611", "2026-11-05"), "1 0");
  assert_county (&county, CELL ("matter.stage", "202610", "1"), "-1 0");
  assert_county (&county, CELL ("matter.stage", "202610", "2"), "1 0");
  assert_push ("ok", &county, &device, "matter_step", 'i', 24, 0, NULL,
               STEP ("matter", "11", "4", "finish", "2026-11-20", ""));
  assert_county (&county, CELL ("matter.late", "202611", "2026-11-05"), "0 0");
  assert_county (&county, "SELECT sum (n) FROM rollup WHERE kind = 'matter.late'", "0");
  assert_push ("ok", &county, &device, "matter_step", 'i', 25, 0, NULL,
               STEP ("matter", "11", "5", "unsatisfied", "2026-11-20", ",\"satisfaction\":\"bad\""));
  assert_push ("ok", &county, &device, "matter_step", 'i', 26, 0, NULL,
               STEP ("matter", "11", "6", "finish", "2026-11-20", ""));
  assert_push ("ok", &county, &device, "matter_step", 'i', 27, 0, NULL,
               STEP ("matter", "11", "7", "satisfied", "2026-11-21", ",\"satisfaction\":\"fair\""));
  assert_county (&county, CELL ("matter.answer", "202611", "bad"), "0 0");
  assert_county (&county, CELL ("matter.answer", "202611", "fair"), "1 0");
  assert_county (&county,
                 "SELECT group_concat (rule || ':' || t, ' ') FROM (SELECT rule, sum (n) AS t FROM rollup "
                 "WHERE kind = 'matter.stage' GROUP BY rule HAVING t <> 0)",
                 "4:1");
  /* The last step is taken back; then the matter was never one. */
  assert_push ("ok", &county, &device, "matter_step", 'u', 27, 20, NULL, "{\"del\":1}");
  assert_county (&county, CELL ("matter.answer", "202611", "bad"), "1 0");
  assert_push ("ok", &county, &device, "matter_step", 'i', 28, 0, NULL,
               STEP ("matter", "11", "7", "void", "2026-11-21", ""));
  assert_county (&county, "SELECT count (*) FROM rollup WHERE kind LIKE 'matter.%'", "0");
  assert_same_anew (&county);
  county_close (&county);
}

static void
test_meeting (void)
{
  County county;
  county_open (&county);
  Device device = county_device (&county, 1);

  assert_push ("ok", &county, &device, "meeting", 'i', 11, 0, NULL,
               "{\"kind\":\"" ID ("12") "\",\"day\":\"2026-10-31\",\"due\":30,\"maker\":\"甲\"}");
  assert_push ("ok", &county, &device, "meeting_step", 'i', 21, 0, NULL,
               STEP ("meeting", "11", "1", "begin", "2026-11-01", ""));
  assert_county (&county, CELL ("meeting.held", "202610", ""), "1 0");
  /* Its kind comes later. */
  assert_push ("ok", &county, &device, "meeting_kind", 'i', 12, 0, NULL,
               "{\"name\":\"屋场会\",\"body\":\"consult\",\"comes\":\"household\"}");
  assert_county (&county, CELL ("meeting.held", "202610", ""), "0 0");
  assert_county (&county, CELL ("meeting.held", "202610", "consult"), "1 0");
  for (int i = 31; i < 36; i++)
    {
      g_autofree char *who = g_strdup_printf (
          "{\"meeting\":\"" ID ("11") "\",\"number\":%d,\"name\":\"户\",\"role\":\"%s\",\"state\":\"%s\",\"people\":2}",
          i, i == 34 ? "guest" : "due", i == 35 ? "leave" : "present");
      assert_push ("ok", &county, &device, "meeting_presence", 'i', i, 0, NULL, who);
    }
  assert_county (&county, CELL ("meeting.came", "202610", "consult"), "3 0");
  assert_county (&county, CELL ("meeting.people", "202610", "consult"), "6 0");
  assert_push (
      "ok", &county, &device, "meeting_line", 'i', 41, 0, NULL,
      "{\"meeting\":\"" ID ("11") "\",\"sort\":1,\"kind\":\"decision\",\"text\":\"修路\",\"does\":\"village\",\"matter\":\"" ID (
          "51") "\",\"recorder\":\"甲\",\"at\":1795309200000}");
  assert_push (
      "ok", &county, &device, "meeting_line", 'i', 42, 0, NULL,
      "{\"meeting\":\"" ID (
          "11") "\",\"sort\":2,\"kind\":\"decision\",\"text\":\"扫地\",\"does\":\"spot\",\"recorder\":\"甲\",\"at\":1795309200000}");
  assert_county (&county, CELL ("meeting.decided", "202610", "consult"), "2 0");
  assert_county (&county, CELL ("meeting.spot", "202610", "consult"), "1 0");
  assert_county (&county, CELL ("meeting.matter", "202610", "consult"), "1 0");
  /* What became of it is the matter's to say. */
  assert_push ("ok", &county, &device, "matter", 'i', 51, 0, NULL,
               "{\"number\":1,\"source\":\"meeting\",\"day\":\"2026-11-01\",\"title\":\"修路\",\"recorder\":\"甲\"}");
  assert_push ("ok", &county, &device, "matter_step", 'i', 61, 0, NULL,
               STEP ("matter", "51", "1", "satisfied", "2026-11-21", ",\"satisfaction\":\"good\""));
  assert_county (&county, CELL ("meeting.ended", "202610", "consult"), "0 0");
  assert_push ("ok", &county, &device, "matter_step", 'i', 62, 0, NULL,
               STEP ("matter", "51", "2", "close", "2026-11-22", ""));
  assert_county (&county, CELL ("meeting.ended", "202610", "consult"), "1 0");
  assert_county (&county, CELL ("meeting.content", "202610", "consult"), "1 0");
  assert_push ("ok", &county, &device, "meeting_step", 'i', 22, 0, NULL,
               STEP ("meeting", "11", "2", "void", "2026-11-03", ""));
  assert_county (&county, "SELECT count (*) FROM rollup WHERE kind LIKE 'meeting.%'", "0");
  assert_same_anew (&county);
  county_close (&county);
}

static void
test_hygiene (void)
{
  static const char *const results[] = {
    "\"state\":\"in\",\"rank\":1,\"score\":9650,\"list\":\"red\"",
    "\"state\":\"in\",\"rank\":2,\"score\":9000",
    "\"state\":\"in\",\"rank\":3,\"score\":6150,\"list\":\"low\"",
    "\"state\":\"excused\"",
    "\"state\":\"absent\"",
  };
  County county;
  county_open (&county);
  Device device = county_device (&county, 1);

  assert_push (
      "ok", &county, &device, "hygiene_round", 'i', 11, 0, NULL,
      "{\"number\":1,\"kind\":\"monthly\",\"day\":\"2026-11-18\",\"target\":\"household\",\"mode\":\"score\",\"red_by\":\"none\","
      "\"low_by\":\"none\",\"ties\":\"with\",\"recorder\":\"甲\"}");
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autofree char *fields =
          g_strdup_printf ("{\"round\":\"" ID ("11") "\",\"household\":\"" ID ("9%u") "\",%s}", i, results[i]);
      assert_push ("ok", &county, &device, "hygiene_result", 'i', 21 + (int) i, 0, NULL, fields);
    }
  assert_county (&county, "SELECT count (*) FROM rollup", "0");
  assert_push ("ok", &county, &device, "hygiene_round", 'u', 11, 20, NULL, "{\"closed_on\":\"2026-11-19\"}");
  assert_county (&county, CELL ("hygiene.rounds", "202611", ""), "1 0");
  assert_county (&county, CELL ("hygiene.ranked", "202611", ""), "3 24800");
  assert_county (&county, CELL ("hygiene.red", "202611", ""), "1 0");
  assert_county (&county, CELL ("hygiene.low", "202611", ""), "1 0");
  assert_county (&county, CELL ("hygiene.excused", "202611", ""), "1 0");
  assert_county (&county, CELL ("hygiene.absent", "202611", ""), "1 0");

  assert_push ("ok", &county, &device, "hygiene_slip", 'i', 41, 0, NULL,
               "{\"number\":1,\"household\":\"" ID (
                   "92") "\",\"day\":\"2026-10-20\",\"due\":\"2026-10-31\",\"problem\":\"柴草\",\"recorder\":\"甲\"}");
  /* A last day that is the month's is over in the next. */
  assert_county (&county, CELL ("slip.late", "202610", "2026-10-31"), "0 0");
  assert_county (&county, CELL ("slip.late", "202611", "2026-10-31"), "1 0");
  assert_push ("ok", &county, &device, "hygiene_recheck", 'i', 51, 0, NULL,
               STEP ("slip", "41", "1", "pass", "2026-11-02", ""));
  assert_county (&county, CELL ("slip.late", "202611", "2026-10-31"), "0 0");
  assert_county (&county, CELL ("slip.issued", "202610", ""), "1 0");
  assert_county (&county, CELL ("slip.stage", "202611", "2"), "1 0");
  assert_same_anew (&county);
  county_close (&county);
}

static void
test_notices_and_bylaws (void)
{
  County county;
  county_open (&county);
  Device device = county_device (&county, 1);

  assert_push ("ok", &county, &device, "notice", 'i', 11, 0, NULL,
               "{\"item\":\"finance\",\"title\":\"财务\",\"period\":\"2026Q3\",\"prepared\":\"2026-10-08\"}");
  assert_county (&county, CELL ("notice.state", "202610", "waiting"), "1 0");
  assert_county (&county, "SELECT count (*) FROM rollup WHERE kind = 'notice.for'", "0");
  assert_push ("ok", &county, &device, "notice", 'u', 11, 20, NULL,
               "{\"posted_on\":\"2026-11-02\",\"hang_until\":\"2026-11-17\"}");
  assert_county (&county, CELL ("notice.for", "202607", "finance"), "1 0");
  assert_county (&county, CELL ("notice.for", "202609", "finance"), "1 0");
  assert_county (&county, CELL ("notice.posted", "202611", "finance"), "1 0");
  assert_county (&county, CELL ("notice.state", "202611", "waiting"), "-1 0");
  assert_county (&county, CELL ("notice.state", "202611", "up"), "1 0");
  assert_push ("ok", &county, &device, "notice", 'u', 11, 20, NULL, "{\"taken_down_on\":\"2026-11-10\"}");
  assert_county (&county, CELL ("notice.short", "202611", ""), "1 0");
  assert_county (&county, CELL ("notice.state", "202611", "up"), "0 0");

  assert_push ("ok", &county, &device, "bylaw_version", 'i', 22, 0, NULL,
               "{\"bylaw\":\"" ID ("21") "\",\"number\":1,\"since\":\"2026-01-05\",\"recorder\":\"甲\"}");
  assert_county (&county, "SELECT count (*) FROM rollup WHERE kind LIKE 'bylaw.%'", "0");
  assert_push ("ok", &county, &device, "bylaw", 'i', 21, 0, NULL, "{\"name\":\"村规民约\",\"kind\":\"general\"}");
  assert_county (&county, CELL ("bylaw.stage", "202601", "general 0"), "1 0");
  assert_push ("ok", &county, &device, "bylaw_step", 'i', 31, 0, NULL,
               STEP ("version", "22", "1", "draft", "2026-02-01", ""));
  assert_push ("ok", &county, &device, "bylaw_step", 'i', 32, 0, NULL,
               STEP ("version", "22", "2", "advise", "2026-02-03", ""));
  assert_push ("ok", &county, &device, "bylaw_step", 'i', 33, 0, NULL,
               STEP ("version", "22", "3", "submit", "2026-02-05", ""));
  assert_push ("ok", &county, &device, "bylaw_step", 'i', 34, 0, NULL,
               STEP ("version", "22", "4", "approve", "2026-03-01", ""));
  assert_push ("ok", &county, &device, "bylaw_step", 'i', 35, 0, NULL,
               STEP ("version", "22", "5", "pass", "2026-03-04", ""));
  assert_push ("ok", &county, &device, "bylaw_step", 'i', 36, 0, NULL,
               STEP ("version", "22", "6", "file", "2026-03-10", ""));
  assert_county (&county, CELL ("bylaw.stage", "202602", "general 3"), "1 0");
  assert_county (&county, CELL ("bylaw.stage", "202603", "general 6"), "1 0");
  assert_county (&county, CELL ("bylaw.pass", "202603", "general 2026-03-04"), "1 0");
  assert_county (&county, CELL ("bylaw.file", "202603", "general 2026-03-10"), "1 0");

  assert_push ("ok", &county, &device, "village", 'i', 1, 0, NULL,
               "{\"code\":\"431399101201\",\"name\":\"石板溪村\",\"township\":\"枫树镇\",\"county\":\"清江县\"}");
  assert_county (&county, "SELECT name || township || county FROM rollup_village", "石板溪村枫树镇清江县");
  assert_same_anew (&county);
  county_close (&county);
}

/* ---- whatever is pushed ---- */

static const char *const days[] = { "2026-10-30", "2026-10-31", "2026-11-01", "2026-11-20",
                                    "2025-12-31", "2026-01-01", "坏" };

static const char *
any (GRand *rand, const char *const *list, guint n)
{
  return list[g_rand_int_range (rand, 0, (int) n)];
}

#define ANY(list) any (rand, list, G_N_ELEMENTS (list))

/* Households 11…13, matters 21…23, steps 31…39, meetings 41…42, who came 51…55, lines 61…64, kinds 71…72, rounds 81…82,
 * results 83…89, bylaws 91…92, versions 93…94, steps 95…99, notices 14…16, slips 17…18, rechecks 24…27. */
static char *
any_fields (GRand *rand, const char **table, int *id, char kind)
{
  static const char *const steps[] = { "assign", "start",  "finish", "satisfied", "close",
                                       "void",   "extend", "reopen", "unready" };
  static const char *const sittings[] = { "begin", "finish", "sign", "file", "cancel", "void", "postpone" };
  static const char *const ways[] = { "draft", "submit", "pass", "file", "force", "replace" };
  static const char *const checks[] = { "pass", "pass-on", "extend", "close", "void" };
  static const char *const answers[] = { "\"good\"", "\"bad\"", "null" };
  static const char *const bodies[] = { "consult", "villagers" };
  static const char *const lists[] = { "\"red\"", "\"low\"", "null" };
  static const char *const items[] = { "finance", "points" };
  static const char *const periods[] = { "2026-10", "2026Q4", "2026", "坏" };
  const char *day = ANY (days), *until = ANY (days), *owner_day = ANY (days);
  int a = g_rand_int_range (rand, 0, 9);

  if (kind == 'd')
    {
      static const char *const tables[] = { "matter_step", "meeting_presence", "meeting_line", "matter", "bylaw_step" };
      static const int firsts[] = { 31, 51, 61, 21, 95 };
      guint which = (guint) g_rand_int_range (rand, 0, G_N_ELEMENTS (tables));
      *table = tables[which];
      *id = firsts[which] + a % 3;
      return g_strdup ("{\"del\":1}");
    }
  switch (g_rand_int_range (rand, 0, 15))
    {
    case 0:
      *table = "household";
      *id = 11 + a % 3;
      return g_strdup ("{\"head_name\":\"户\"}");
    case 1:
    case 2:
      *table = "points_entry";
      *id = g_rand_int_range (rand, 100, 400);
      return g_strdup_printf (
          "{\"household\":\"" ID ("1%d") "\",\"category\":\"%s\",\"item\":\"清扫\",\"day\":\"%s\",\"amount\":%d,"
                                         "\"delta\":%d,\"cut\":0,\"kind\":\"entry\",\"at\":1795309200000}",
          1 + a % 3, a % 2 ? "环境" : "互助", days[a % 6], a % 3 == 0 ? -100 : 100, 100 * (a - 4));
    case 3:
      *table = "points_entry";
      *id = g_rand_int_range (rand, 400, 500);
      return g_strdup_printf (
          "{\"household\":\"" ID (
              "1%d") "\",\"category\":\"环境\",\"item\":\"清扫\",\"day\":\"2026-11-20\",\"amount\":0,"
                     "\"delta\":0,\"withheld\":%d,\"kind\":\"%s\",\"rev_of\":null,\"at\":1795309200000}",
          1 + a % 3, 50 * a, a % 2 ? "redeem" : "close");
    case 4:
      *table = "matter";
      *id = 21 + a % 3;
      return g_strdup_printf (
          "{\"number\":%d,\"source\":\"visit\",\"day\":\"%s\",\"title\":\"灯\",\"recorder\":\"甲\"}", a % 3, day);
    case 5:
    case 6:
      *table = "matter_step";
      *id = 31 + a;
      return g_strdup_printf (
          "{\"matter\":\"" ID (
              "2%d") "\",\"number\":%d,\"kind\":\"%s\",\"day\":\"%s\",\"until\":\"%s\",\"satisfaction\":%s,"
                     "\"by\":\"甲\",\"recorder\":\"甲\",\"at\":1}",
          1 + g_rand_int_range (rand, 0, 3), a, ANY (steps), day, until, ANY (answers));
    case 7:
      *table = "meeting";
      *id = 41 + a % 2;
      return g_strdup_printf ("{\"kind\":\"" ID ("7%d") "\",\"day\":\"%s\",\"due\":%d,\"maker\":\"甲\"}", 1 + a % 2,
                              day, a % 4);
    case 8:
      *table = "meeting_presence";
      *id = 51 + a % 5;
      return g_strdup_printf (
          "{\"meeting\":\"" ID (
              "4%d") "\",\"number\":1,\"name\":\"户\",\"role\":\"due\",\"state\":\"present\",\"people\":%d}",
          1 + g_rand_int_range (rand, 0, 2), a);
    case 9:
      *table = "meeting_line";
      *id = 61 + a % 4;
      return g_strdup_printf (
          "{\"meeting\":\"" ID (
              "4%d") "\",\"sort\":1,\"kind\":\"decision\",\"text\":\"路\",\"does\":\"spot\",\"matter\":%s%s%s,"
                     "\"recorder\":\"甲\",\"at\":1}",
          1 + g_rand_int_range (rand, 0, 2), a % 2 ? "\"" : "", a % 2 ? ID ("21") : "null", a % 2 ? "\"" : "");
    case 10:
      *table = g_rand_boolean (rand) ? "meeting_step" : "meeting_kind";
      if (g_str_equal (*table, "meeting_kind"))
        {
          *id = 71 + a % 2;
          return g_strdup_printf ("{\"name\":\"会\",\"body\":\"%s\",\"comes\":\"household\"}", ANY (bodies));
        }
      *id = 73 + a % 6;
      return g_strdup_printf (
          "{\"meeting\":\"" ID (
              "4%d") "\",\"number\":%d,\"kind\":\"%s\",\"day\":\"%s\",\"by\":\"甲\",\"recorder\":\"甲\",\"at\":1}",
          1 + a % 2, a, ANY (sittings), day);
    case 11:
      *table = "hygiene_round";
      *id = 81 + a % 2;
      return g_strdup_printf (
          "{\"number\":1,\"kind\":\"monthly\",\"day\":\"%s\",\"target\":\"household\",\"mode\":\"score\",\"red_by\":\"none\","
          "\"low_by\":\"none\",\"ties\":\"with\",\"closed_on\":%s,\"recorder\":\"甲\"}",
          day, a % 3 ? "\"2026-11-20\"" : "null");
    case 12:
      *table = "hygiene_result";
      *id = 83 + a % 7;
      return g_strdup_printf ("{\"round\":\"" ID ("8%d") "\",\"household\":\"" ID (
                                  "11") "\",\"state\":\"in\",\"rank\":%d,\"score\":%d,\"list\":%s}",
                              1 + a % 2, a % 3, 100 * a, ANY (lists));
    case 13:
      *table = a % 2 ? "hygiene_slip" : "hygiene_recheck";
      if (g_str_equal (*table, "hygiene_slip"))
        {
          *id = 17 + a % 2;
          return g_strdup_printf ("{\"number\":1,\"household\":\"" ID (
                                      "11") "\",\"day\":\"%s\",\"due\":\"%s\",\"problem\":\"草\",\"recorder\":\"甲\"}",
                                  day, until);
        }
      *id = 24 + a % 4;
      return g_strdup_printf (
          "{\"slip\":\"" ID (
              "1%d") "\",\"number\":%d,\"kind\":\"%s\",\"day\":\"%s\",\"until\":\"%s\",\"by\":\"甲\",\"recorder\":\"甲\",\"at\":1}",
          7 + a % 2, a, ANY (checks), day, until);
    default:
      *table = a < 3 ? "notice" : a < 5 ? "bylaw" : a < 6 ? "bylaw_version" : "bylaw_step";
      *id = a < 3 ? 14 + a : a < 5 ? 88 + a : a < 6 ? 93 : 89 + a;
      if (a < 3)
        return g_strdup_printf (
            "{\"item\":\"%s\",\"title\":\"公示\",\"period\":\"%s\",\"prepared\":\"%s\",\"posted_on\":\"%s\",\"taken_down_on\":\"%s\","
            "\"hang_until\":\"2026-11-17\"}",
            ANY (items), ANY (periods), day, until, owner_day);
      if (a < 5)
        return g_strdup_printf ("{\"name\":\"村规民约\",\"kind\":\"%s\"}", a % 2 ? "general" : "single");
      if (a < 6)
        return g_strdup_printf ("{\"bylaw\":\"" ID ("9%d") "\",\"number\":1,\"since\":\"%s\",\"recorder\":\"甲\"}",
                                1 + a % 2, day);
      return g_strdup_printf (
          "{\"version\":\"" ID (
              "93") "\",\"number\":%d,\"kind\":\"%s\",\"day\":\"%s\",\"by\":\"甲\",\"recorder\":\"甲\",\"at\":1}",
          a, ANY (ways), day);
    }
}

/* The points of a time, whose days begin with PREFIX, by another way than that of the program. */
static void
assert_points (County *county, const char *prefix, const char *month, const char *span)
{
  g_autofree char *of = g_strdup_printf ("FROM entry WHERE tbl = 'points_entry' AND body ->> 'amount' <> 0 "
                                         "AND body ->> 'day' LIKE '%s%%'",
                                         prefix);
  g_autofree char *reference = g_strdup_printf ("SELECT count (*) FROM (SELECT 1 %s GROUP BY body ->> 'household' "
                                                "HAVING sum (sign (body ->> 'amount')) > 0)",
                                                of);
  g_autofree char *households = g_strdup_printf (
      "SELECT coalesce (max (n), 0) FROM rollup WHERE kind = 'points.households%s' AND month = %s AND rule = ''", span,
      month);
  g_autofree char *delta = g_strdup_printf ("SELECT coalesce (sum (body ->> 'delta'), 0) %s", of);
  g_autofree char *points = g_strdup_printf (
      "SELECT coalesce (sum (v), 0) FROM rollup WHERE kind IN ('points.plus', 'points.minus') AND rule = '' "
      "AND month BETWEEN %s AND %s",
      month, *span == '\0' ? month : "202612");
  g_autofree char *who = county_text (county, reference), *sum = county_text (county, delta);

  assert_county (county, households, who);
  assert_county (county, points, sum);
}

/* Somebody at the county lets all pass that waits for a word. */
static void
release_held (County *county, gint64 device)
{
  g_autoptr (GError) error = NULL;

  for (;;)
    {
      gint64 n = 0;
      g_assert_true (
          xy_base_number (xy_server_store_get_base (county->store),
                          "SELECT min (n) FROM op_log WHERE disp = 'held' AND code <> 'missing' AND dev = ?1",
                          XY_BIND (XY_INT (device)), &n, &error));
      if (n == 0)
        return;
      g_assert_true (xy_server_store_release (county->store, SID, device, n, &error));
      g_assert_no_error (error);
    }
}

static void
test_whatever_is_pushed (void)
{
  static const char kinds[] = { 'i', 'i', 'i', 'i', 'u', 'u', 'd' };
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  guint n_ok = 0;
  /* A look at all of PostgreSQL takes its time. */
  guint often = g_getenv ("XIANGYUE_TEST_PG") != NULL ? 24 : 3;
  County county;
  county_open (&county);
  Device devices[] = { county_device (&county, 1), county_device (&county, 2) };

  for (guint i = 0; i < 240; i++)
    {
      Device *device = &devices[g_rand_int_range (rand, 0, 2)];
      g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
      g_auto (XyAnswer) answer = { 0 };
      for (int k = g_rand_int_range (rand, 1, 12); k > 0; k--)
        {
          const char *table;
          int id;
          char kind = kinds[g_rand_int_range (rand, 0, G_N_ELEMENTS (kinds))];
          g_autofree char *fields = any_fields (rand, &table, &id, kind);
          gint64 base = g_rand_boolean (rand) ? 0 : 1000000;
          if (g_str_equal (table, "points_entry"))
            kind = 'i';
          g_ptr_array_add (lines, line_of (device->n + 1 + lines->len, table, kind, id, base, NULL, fields));
        }
      guint n = lines->len;
      g_ptr_array_add (lines, NULL);
      push_lines (&county, device, (char **) lines->pdata, &answer);
      n_ok += n - (answer.results != NULL ? answer.results->len : 0);
      if (i % often == often - 1)
        {
          release_held (&county, device->number);
          assert_points (&county, "2026-11", "202611", "");
          assert_points (&county, "2026", "202601", ".year");
          assert_same_anew (&county);
        }
    }
  g_assert_cmpuint (n_ok, >, 100);
  g_autofree char *cells = county_text (&county, "SELECT count (DISTINCT kind) FROM rollup");
  g_assert_cmpint (g_ascii_strtoll (cells, NULL, 10), >, 10);
  county_close (&county);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/rollup/points", test_points);
  g_test_add_func ("/server/rollup/matters", test_matters);
  g_test_add_func ("/server/rollup/meeting", test_meeting);
  g_test_add_func ("/server/rollup/hygiene", test_hygiene);
  g_test_add_func ("/server/rollup/notices-and-bylaws", test_notices_and_bylaws);
  g_test_add_func ("/server/rollup/whatever-is-pushed", test_whatever_is_pushed);
  return g_test_run ();
}
