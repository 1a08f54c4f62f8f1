/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows for an operation from other records than its own (rules.h). */
#include "county.h"

#include "core/vote.h"

#define HOUSEHOLD 1
#define ID "0197a3f2-c1d4-7003-8000-%012d"

static County county;
static Device a, b;

static void
open_all (void)
{
  county_open (&county);
  a = county_device (&county, 1);
  b = county_device (&county, 2);
  assert_push ("ok", &county, &a, "household", 'i', HOUSEHOLD, 0, NULL, "{\"head_name\":\"曾国强\"}");
}

static void
assert_entry (const char *result, Device *device, int id, const char *kind, int delta, int withheld, const char *more)
{
  g_autofree char *fields = g_strdup_printf (
      "{\"household\":\"" ID "\",\"category\":\"环境\",\"item\":\"清扫\",\"day\":\"2026-11-20\",\"amount\":100,"
      "\"delta\":%d,\"withheld\":%d,\"kind\":\"%s\"%s}",
      HOUSEHOLD, delta, withheld, kind, more);

  assert_push (result, &county, device, "points_entry", 'i', id, 0, NULL, fields);
}

static void
test_overdraft (void)
{
  open_all ();
  assert_entry ("ok", &a, 10, "entry", 500, 0, "");
  assert_entry ("ok", &a, 11, "base", 1000, 1000, "");
  assert_entry ("ok", &a, 12, "redeem", 0, 300, "");
  /* The other fetched the rest, and more, not knowing of the first. */
  assert_entry ("merged overdraft", &b, 13, "redeem", 0, 300, "");
  assert_county (&county, "SELECT points FROM purse", "-100");
  assert_county (&county, "SELECT body ->> 'lost' FROM rec WHERE tbl = '_conflict' AND body ->> 'kind' = 'overdraft'",
                 "-100");
  assert_county (&county, "SELECT count(*) FROM entry WHERE body ->> 'kind' = 'redeem'", "2");
  /* What gives points is no overdraft, even while there is one. */
  assert_entry ("ok", &b, 14, "entry", 50, 0, "");
  assert_entry ("merged overdraft", &a, 15, "redeem", 0, 1, "");
  /* Of another account nothing is known here. */
  g_autofree char *person = g_strdup_printf (",\"account\":\"person\",\"person\":\"" ID "\"", 99);
  assert_entry ("ok", &a, 16, "entry", 200, 0, person);
  assert_entry ("ok", &a, 17, "redeem", 0, 200, person);
  county_close (&county);
}

static void
test_double (void)
{
  open_all ();
  assert_entry ("ok", &a, 10, "entry", 200, 0, "");
  /* Twice by one who knows what he wrote. */
  assert_entry ("ok", &a, 11, "entry", 200, 0, "");
  assert_entry ("merged double", &b, 12, "entry", 200, 0, "");
  assert_county (&county, "SELECT body ->> 'lost' FROM rec WHERE tbl = '_conflict'",
                 "0197a3f2-c1d4-7003-8000-000000000010");
  assert_county (&county, "SELECT count(*) FROM entry", "3");
  assert_entry ("ok", &b, 13, "entry", 300, 0, "");
  /* What was taken back is not there to be like. */
  g_autofree char *of = g_strdup_printf (",\"rev_of\":\"" ID "\"", 13);
  assert_entry ("ok", &b, 14, "reversal", -300, 0, of);
  assert_entry ("ok", &a, 15, "entry", 300, 0, "");
  county_close (&county);
}

/* The same push again is answered as it was, and what was said of it is said once. */
static void
test_again (void)
{
  g_auto (XyAnswer) answer = { 0 };

  open_all ();
  assert_entry ("ok", &a, 10, "entry", 200, 0, "");
  Device before = b;
  assert_entry ("merged double", &b, 12, "entry", 200, 0, "");
  b = before;
  assert_entry ("merged double", &b, 12, "entry", 200, 0, "");
  assert_county (&county, "SELECT count(*) FROM rec WHERE tbl = '_conflict'", "1");
  county_close (&county);
}

static void
assert_step (const char *result, Device *device, int id, int number, const char *kind)
{
  g_autofree char *fields = g_strdup_printf ("{\"version\":\"" ID "\",\"number\":%d,\"kind\":\"%s\","
                                             "\"day\":\"2026-11-20\",\"by\":\"曾小平\",\"recorder\":\"曾小平\"}",
                                             20, number, kind);

  assert_push (result, &county, device, "bylaw_step", 'i', id, 0, NULL, fields);
}

static void
assert_clause (const char *result, Device *device, char kind, int id, const char *text)
{
  g_autofree char *fields = kind == 'i'
                                ? g_strdup_printf ("{\"version\":\"" ID "\",\"level\":1,\"text\":\"%s\"}", 20, text)
                                : g_strdup_printf ("{\"text\":\"%s\"}", text);

  assert_push (result, &county, device, "bylaw_clause", kind, id, G_MAXINT32, NULL, fields);
}

static void
test_bylaw (void)
{
  open_all ();
  assert_push ("ok", &county, &a, "bylaw_version", 'i', 20, 0, NULL,
               "{\"bylaw\":\"0197a3f2-c1d4-7003-8000-000000000019\",\"number\":1,\"since\":\"2026-10-01\","
               "\"recorder\":\"曾小平\"}");
  assert_clause ("ok", &a, 'i', 21, "一");
  assert_step ("rejected step", &a, 30, 1, "approve");
  assert_step ("ok", &a, 31, 1, "draft");
  assert_clause ("ok", &a, 'u', 21, "二");
  assert_step ("ok", &a, 32, 2, "advise");
  assert_clause ("rejected closed", &b, 'u', 21, "三");
  assert_clause ("rejected closed", &b, 'i', 22, "三");
  assert_push ("rejected closed", &county, &b, "bylaw_version", 'u', 20, G_MAXINT32, NULL, "{\"preamble\":\"三\"}");
  assert_push ("ok", &county, &b, "bylaw_version", 'u', 20, G_MAXINT32, NULL, "{\"board\":\"三\"}");
  /* Another took the same step already. */
  assert_step ("rejected step", &b, 33, 2, "advise");
  assert_step ("ok", &a, 34, 3, "submit");
  assert_step ("ok", &b, 35, 4, "approve");
  /* It is taken back from its end, and done again. */
  assert_push ("rejected step", &county, &a, "bylaw_step", 'd', 32, G_MAXINT32, NULL, "{\"del\":1}");
  assert_push ("ok", &county, &b, "bylaw_step", 'd', 35, G_MAXINT32, NULL, "{\"del\":1}");
  assert_push ("ok", &county, &b, "bylaw_step", 'u', 35, G_MAXINT32, NULL, "{\"del\":0}");
  assert_step ("ok", &a, 36, 5, "redraft");
  assert_clause ("ok", &a, 'u', 21, "四");
  /* What was refused was seen, and nothing else of it. */
  assert_county (&county, "SELECT count(*) FROM rec WHERE tbl = '_quar' AND del = 0", "6");
  assert_county (&county, "SELECT count(*) FROM rec WHERE tbl = 'bylaw_step' AND del = 0", "5");
  county_close (&county);
}

/* A copy of a computer sends what was refused and given back, under its own number. */
static void
test_refused_again (void)
{
  open_all ();
  assert_push ("ok", &county, &a, "bylaw_version", 'i', 20, 0, NULL,
               "{\"bylaw\":\"0197a3f2-c1d4-7003-8000-000000000019\",\"number\":1,\"since\":\"2026-10-01\","
               "\"recorder\":\"曾小平\"}");
  assert_step ("ok", &a, 31, 1, "draft");
  assert_step ("ok", &a, 32, 2, "advise");
  assert_clause ("rejected closed", &a, 'i', 22, "三");
  assert_clause ("rejected closed", &b, 'i', 22, "三");
  assert_county (&county, "SELECT del || fmeta FROM rec WHERE tbl = 'bylaw_clause'", "1{}");
  /* That somebody deleted it does not make it one that was taken. */
  assert_step ("rejected step", &a, 36, 9, "force");
  assert_push ("ok", &county, &a, "bylaw_step", 'd', 36, G_MAXINT32, NULL, "{\"del\":1}");
  assert_step ("rejected step", &b, 36, 9, "force");
  /* What waited for it waits no more, though it was not taken. */
  assert_push ("held missing", &county, &b, "bylaw_clause", 'd', 23, 0, NULL, "{\"del\":1}");
  assert_county (&county, "SELECT count(*) FROM waiting", "1");
  assert_clause ("rejected closed", &a, 'i', 23, "四");
  assert_county (&county, "SELECT count(*) FROM waiting", "0");
  assert_step ("ok", &a, 33, 3, "submit");
  assert_step ("ok", &a, 34, 4, "approve");
  assert_step ("ok", &a, 35, 5, "redraft");
  assert_clause ("ok", &b, 'i', 22, "三");
  assert_county (&county, "SELECT body ->> 'text' FROM rec WHERE tbl = 'bylaw_clause' AND del = 0", "三");
  county_close (&county);
}

static void
assert_ballot (const char *result, Device *device, int id, const char *choice)
{
  g_autofree char *fields =
      g_strdup_printf ("{\"vote\":\"" ID "\",\"voter\":\"" ID "\",\"choice\":\"%s\"}", 40, id + 100, choice);

  assert_push (result, &county, device, "ballot", 'i', id, 0, NULL, fields);
}

/* The device closes the vote over the voices FIRST … of its own, each a yes. */
static void
assert_closing (const char *result, Device *device, gint64 base, int n)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; i < n; i++)
    {
      g_autofree char *text = g_strdup_printf (ID, 50 + i);
      XyId id;
      g_assert_true (xy_id_from_text (text, &id));
      g_ptr_array_add (lines, xy_ballot_line (&id, "yes"));
    }
  g_autofree char *seal = xy_ballots_digest (lines);
  g_autofree char *fields = g_strdup_printf ("{\"closed_on\":\"2026-11-22\",\"ballots\":\"%s\"}", seal);
  assert_push (result, &county, device, "vote", 'u', 40, base, NULL, fields);
}

static void
test_closing (void)
{
  open_all ();
  assert_push ("ok", &county, &a, "vote", 'i', 40, 0, NULL,
               "{\"meeting\":\"0197a3f2-c1d4-7003-8000-000000000039\",\"number\":1,\"title\":\"修路\","
               "\"basis\":\"household\",\"as_of\":\"2026-11-20\",\"method\":\"doors\",\"recorder\":\"曾小平\"}");
  assert_ballot ("ok", &a, 50, "yes");
  assert_ballot ("ok", &a, 51, "yes");
  assert_ballot ("ok", &b, 52, "yes");
  /* One that went from other doors has not come down yet. */
  assert_closing ("rejected ballots-differ", &a, 2, 2);
  assert_county (&county, "SELECT detail FROM op_log WHERE code = 'ballots-differ'",
                 "{\"here\":3,\"missing\":[\"0197a3f2-c1d4-7003-8000-000000000052\"],\"contested\":[]}");
  /* The same voice, and it says something else. */
  assert_ballot ("merged contested", &b, 51, "no");
  assert_closing ("rejected ballots-differ", &a, G_MAXINT32, 3);
  assert_county (&county,
                 "SELECT detail ->> '$.contested[0]' FROM op_log WHERE code = 'ballots-differ' ORDER BY n DESC",
                 "0197a3f2-c1d4-7003-8000-000000000051");
  county_close (&county);
}

static void
test_closed (void)
{
  open_all ();
  assert_push ("ok", &county, &a, "vote", 'i', 40, 0, NULL,
               "{\"meeting\":\"0197a3f2-c1d4-7003-8000-000000000039\",\"number\":1,\"title\":\"修路\","
               "\"basis\":\"household\",\"as_of\":\"2026-11-20\",\"method\":\"doors\",\"recorder\":\"曾小平\"}");
  assert_ballot ("ok", &a, 50, "yes");
  assert_ballot ("ok", &b, 51, "yes");
  assert_closing ("ok", &a, G_MAXINT32, 2);
  assert_ballot ("rejected closed", &b, 52, "yes");
  county_close (&county);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/overdraft", test_overdraft);
  g_test_add_func ("/rules/double", test_double);
  g_test_add_func ("/rules/again", test_again);
  g_test_add_func ("/rules/bylaw", test_bylaw);
  g_test_add_func ("/rules/refused-again", test_refused_again);
  g_test_add_func ("/rules/closing", test_closing);
  g_test_add_func ("/rules/closed", test_closed);
  return g_test_run ();
}
