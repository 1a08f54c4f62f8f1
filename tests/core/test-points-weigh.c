/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/points-balance.h"
#include "core/points-item.h"
#include "core/points-tiers.h"
#include "core/points-weigh.h"
#include "points-rules.h"

static XyPointsDraft
draft_of (PointsOffice *points, const XyId *rule, const char *day, gint64 amount)
{
  return (
      XyPointsDraft){ .rule = *rule, .day = day, .amount = amount, .households = points->household, .n_households = 1 };
}

/* Records one deed of household 0 (or of PERSON there) and looks what it came to. */
static XyId
expect (PointsOffice *points,
        const XyId *rule,
        const XyId *person,
        const char *day,
        gint64 amount,
        gint64 delta,
        gint64 cut)
{
  XyPointsDraft draft = draft_of (points, rule, day, amount);
  g_autoptr (GError) error = NULL;

  if (person != NULL)
    draft.person = *person;
  g_autoptr (GArray) lines = xy_points_preview (points->office.store, &draft, &error);
  g_assert_no_error (error);
  const XyPointsLine *line = &g_array_index (lines, XyPointsLine, 0);
  g_assert_cmpint (line->delta, ==, delta);
  g_assert_cmpint (line->cut, ==, cut);
  g_assert_true (cut == 0 || line->why != NULL);

  points_try (points, &draft, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) last = xy_record_list (points->office.store, &xy_points_entry_type,
                                               "ORDER BY t.at DESC, t.id DESC LIMIT 1", XY_BIND_NONE, &error);
  const XyPointsEntry *entry = last->pdata[0];
  g_assert_cmpint (entry->delta, ==, delta);
  g_assert_cmpint (entry->cut, ==, cut);
  g_assert_cmpstr (entry->why, ==, line->why);
  return entry->record.id;
}

static void
expect_refused (PointsOffice *points, const XyId *rule, const XyId *person, gint64 amount, const char *field)
{
  XyPointsDraft draft = draft_of (points, rule, "2026-11-20", amount);
  g_autoptr (GError) error = NULL;

  if (person != NULL)
    draft.person = *person;
  g_assert_false (points_try (points, &draft, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_assert_cmpstr (xy_error_get_field (error), ==, field);
}

static void
take_back (PointsOffice *points, const XyId *entry)
{
  XyPointsReversal reversal = { .entry = *entry, .reason = "记错了" };

  office_act (&points->office, "", xy_points_reverse_act, &reversal);
}

static void
test_tiers_text (void)
{
  static const char *const wrong[] = {
    NULL,         "",          "4",         "4\t1",     "\t\t1",          "a\t\t1",         "4\tb\t1",
    "4\t\t",      "4\t\t0",    "-1\t\t1",   "4\t-2\t1", "4\t\t1\n4\t\t2", "4\t\t1\n3\t\t2", "4\t\t1\n5\t\t-2",
    "0.001\t\t1", "4\t\t1\t1", "4\t\t10001"
  };
  static const struct
  {
    gint64 amount, value;
  } gifts[] = { { 0, 0 },     { 999, 0 },     { 1000, 10 },   { 9500, 90 },
                { 9999, 90 }, { 10000, 100 }, { 19999, 100 }, { 100000, 1000 } };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_null (xy_points_tiers (wrong[i], &error));
      g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
      g_assert_cmpstr (xy_error_get_field (error), ==, "tiers");
      g_clear_error (&error);
    }

  g_autoptr (GArray) tiers = xy_points_tiers ("0／１０／0.1\n\n 100 | 100 | 1 分 \n", &error);
  g_assert_no_error (error);
  g_autofree char *text = xy_points_tiers_to_text (tiers);
  g_assert_cmpstr (text, ==, "0\t10\t0.1\n100\t100\t1");
  for (guint i = 0; i < G_N_ELEMENTS (gifts); i++)
    g_assert_cmpint (xy_points_tiers_value (tiers, gifts[i].amount), ==, gifts[i].value);
}

static void
test_tiers (void)
{
  PointsOffice points;
  points_open (&points, 1);
  Office *office = &points.office;

  /* Of one act: 95 yuan are nine tens, 250 are two hundreds; nobody gets anything for 9. */
  XyId gift = rules_add (
      office, rules_new ("G1", "tiers", "0\t10\t0.1\n100\t100\t1", "cap", "400", "cap_period", "year", NULL));
  expect (&points, &gift, NULL, "2026-11-01", 9500, 90, 0);
  expect (&points, &gift, NULL, "2026-11-02", 25000, 200, 0);
  expect_refused (&points, &gift, NULL, 900, "amount");
  expect_refused (&points, &gift, NULL, 0, "amount");
  /* 0.9 and 2 of 4 are used. */
  expect (&points, &gift, NULL, "2026-11-03", 20000, 110, 90);

  /* Together in a year: 3 hours are nothing yet, 5 pass the four, 11 the ten, 12 nothing new. */
  XyId hours = rules_add (
      office, rules_new ("V1", "unit", "小时", "tiers", "4\t\t1\n10\t\t2\n20\t\t5", "tiers_period", "year", NULL));
  expect (&points, &hours, NULL, "2025-12-31", 10000, 500, 0);
  XyId first = expect (&points, &hours, NULL, "2026-03-01", 300, 0, 0);
  expect (&points, &hours, NULL, "2026-03-02", 200, 100, 0);
  expect (&points, &hours, NULL, "2026-10-02", 600, 100, 0);
  expect (&points, &hours, NULL, "2026-10-03", 100, 0, 0);
  /* Taken back, 9 are left; they gave 2 already, so the next that adds up to 10 gives nothing once more. */
  take_back (&points, &first);
  expect (&points, &hours, NULL, "2026-10-04", 100, 0, 0);
  expect (&points, &hours, NULL, "2026-10-05", 1000, 300, 0);
  points_close (&points);
}

static void
test_repeats_and_rounding (void)
{
  PointsOffice points;
  points_open (&points, 2);
  Office *office = &points.office;

  XyId burn = rules_add (office, rules_new ("B1", "score", "-500", "repeat_period", "year", NULL));
  expect (&points, &burn, NULL, "2025-12-30", 0, -500, 0);
  XyId first = expect (&points, &burn, NULL, "2026-02-01", 0, -500, 0);
  expect (&points, &burn, NULL, "2026-05-01", 0, -1000, 0);
  expect (&points, &burn, NULL, "2026-05-02", 0, -1000, 0);
  take_back (&points, &first);
  expect (&points, &burn, NULL, "2026-05-03", 0, -1000, 0);

  XyId capped = rules_add (
      office, rules_new ("B2", "score", "-500", "repeat_period", "month", "cap", "1200", "cap_period", "month", NULL));
  expect (&points, &capped, NULL, "2026-05-01", 0, -500, 0);
  expect (&points, &capped, NULL, "2026-05-02", 0, -700, -300);

  XyId tenths = rules_add (office, rules_new ("R1", "score", "15", "round", "10", NULL));
  expect (&points, &tenths, NULL, "2026-05-01", 100, 10, 0);
  expect (&points, &tenths, NULL, "2026-05-01", 300, 40, 0);
  XyId whole = rules_add (office, rules_new ("R2", "score", "-60", "round", "100", NULL));
  expect (&points, &whole, NULL, "2026-05-01", 300, -100, 0);
  expect_refused (&points, &whole, NULL, 100, "amount");

  XyId once = rules_add (office, rules_new ("K1", "score", "100", "cap_act", "250", "cap", "400", "cap_period", "year",
                                            "unspendable", "1", NULL));
  XyId long_one = expect (&points, &once, NULL, "2026-05-01", 1000, 250, 750);
  g_autoptr (XyPointsEntry) entry = xy_record_get (office->store, &xy_points_entry_type, &long_one, NULL);
  g_assert_cmpint (entry->withheld, ==, 250);
  expect (&points, &once, NULL, "2026-05-02", 1000, 150, 850);
  points_close (&points);
}

static void
test_pool (void)
{
  PointsOffice points;
  g_autoptr (GError) error = NULL;
  points_open (&points, 3);
  Office *office = &points.office;
  XyId village = rules_add (office, rules_new ("P1", "score", "300", "pool", "表彰", NULL));
  XyId town = rules_add (office, rules_new ("P2", "score", "500", "pool", "表彰", NULL));
  XyId county =
      rules_add (office, rules_new ("P3", "score", "2000", "pool", "表彰", "cap", "1800", "cap_period", "year", NULL));
  XyId fault = rules_add (office, rules_new ("P4", "score", "-100", "pool", "表彰", NULL));

  /* Whichever comes first, of one day there are 5 in the end. */
  expect (&points, &town, NULL, "2026-05-01", 0, 500, 0);
  expect (&points, &village, NULL, "2026-05-01", 0, 0, 300);
  expect (&points, &village, NULL, "2026-05-02", 0, 300, 0);
  expect (&points, &town, NULL, "2026-05-02", 0, 200, 300);
  expect (&points, &fault, NULL, "2026-05-02", 0, -100, 0);
  /* The cap comes after the pool: 20 less 5 are 15, of 18. */
  expect (&points, &county, NULL, "2026-05-02", 0, 1500, 500);
  expect (&points, &county, NULL, "2026-05-03", 0, 300, 1700);

  /* In one act the order does not matter, nor do other households see it. */
  XyId both[] = { points.household[4], points.household[5] };
  XyPointsDraft drafts[] = { { .rule = village, .day = "2026-06-01", .households = both, .n_households = 2 },
                             { .rule = town, .day = "2026-06-01", .households = both, .n_households = 1 },
                             { .rule = village, .day = "2026-06-02", .households = both, .n_households = 1 } };
  g_autoptr (GArray) lines = xy_points_preview_many (office->store, drafts, G_N_ELEMENTS (drafts), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lines->len, ==, 4);
  static const gint64 deltas[] = { 0, 300, 500, 300 };
  static const guint of[] = { 0, 0, 1, 2 };
  for (guint i = 0; i < lines->len; i++)
    {
      const XyPointsLine *line = &g_array_index (lines, XyPointsLine, i);
      g_assert_cmpint (line->delta, ==, deltas[i]);
      g_assert_cmpuint (line->draft, ==, of[i]);
    }
  points_close (&points);
}

static void
test_persons (void)
{
  PointsOffice points;
  points_open (&points, 4);
  Office *office = &points.office;
  XyId rule = rules_add (
      office, rules_new ("E1", "score", "100", "account", "person", "cap", "150", "cap_period", "year", NULL));
  XyId team = rules_add (office, rules_new ("E2", "score", "100", "account", "volunteer", NULL));
  XyId head = rules_person (office, &points.household[0], "赵国强", "户主", "1970-05-01");
  XyId wife = rules_person (office, &points.household[0], "钱小红", "妻", NULL);
  XyId child = rules_person (office, &points.household[0], "赵小明", "子", "2010-06-01");
  XyId other = rules_person (office, &points.household[1], "钱国强", "户主", "1960-01-01");

  expect_refused (&points, &rule, NULL, 0, "person");
  expect_refused (&points, &rule, &other, 0, "person");
  expect_refused (&points, &rule, &child, 0, "person");
  XyId unknown = xy_id_new (&office->fixed.env);
  XyPointsDraft draft = draft_of (&points, &rule, "2026-11-20", 0);
  g_autoptr (GError) error = NULL;
  draft.person = unknown;
  g_assert_false (points_try (&points, &draft, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_NOT_FOUND);

  /* The cap is each person's own; a volunteer may be young; the household's own balance is not touched. */
  expect (&points, &rule, &head, "2026-11-01", 0, 100, 0);
  expect (&points, &rule, &wife, "2026-11-01", 0, 100, 0);
  expect (&points, &rule, &head, "2026-11-02", 0, 50, 50);
  expect (&points, &team, &child, "2026-11-02", 0, 100, 0);
  XyPointsBalance balance;
  g_assert_true (xy_points_balance (office->store, &points.household[0], &balance, NULL));
  g_assert_cmpint (balance.total, ==, 0);

  /* Two of one household at once, but nobody twice. */
  XyId homes[] = { points.household[0], points.household[0] }, people[] = { head, wife };
  XyPointsDraft two = { .rule = team, .day = "2026-11-05", .households = homes, .n_households = 2, .persons = people };
  g_clear_error (&error);
  g_assert_true (points_try (&points, &two, &error));
  people[1] = head;
  g_assert_false (points_try (&points, &two, &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "person");

  g_autoptr (XyPerson) gone = xy_record_get (office->store, &xy_person_type, &wife, NULL);
  g_autoptr (XyPerson) copy = xy_record_copy (gone);
  xy_set_str (&copy->state, "moved");
  office_act (office, "", rules_save_person, copy);
  expect_refused (&points, &rule, &wife, 0, "person");
  expect_refused (&points, &points.sweep, &wife, 0, "person");
  points_close (&points);
}

static void
test_tags (void)
{
  PointsOffice points;
  points_open (&points, 5);
  Office *office = &points.office;
  XyId head = rules_person (office, &points.household[0], "赵国强", "户主", "1970-05-01");
  XyId wife = rules_person (office, &points.household[0], "钱小红", "妻", NULL);

  rules_refused (office, rules_new ("D1", "score", "100", "target", "没有的标签", NULL), "target");
  rules_refused (office, rules_new ("D1", "score", "100", "exempt", "没有的标签", NULL), "exempt");
  rules_tag (office, "党员", XY_TAG_PERSON, &head);
  rules_tag (office, "村民代表", XY_TAG_PERSON, NULL);
  rules_tag (office, "军属", XY_TAG_HOUSEHOLD, NULL);

  XyId party = rules_add (office, rules_new ("D1", "score", "100", "target", "村民代表、 党员，", NULL));
  g_autoptr (XyPointsRule) stored = xy_record_get (office->store, &xy_points_rule_type, &party, NULL);
  g_assert_cmpstr (stored->target, ==, "村民代表,党员");
  expect_refused (&points, &party, NULL, 0, "person");
  expect_refused (&points, &party, &wife, 0, "person");
  expect (&points, &party, &head, "2026-11-20", 0, 100, 0);

  XyId spared = rules_add (office, rules_new ("D2", "score", "-100", "exempt", "军属,党员", NULL));
  expect (&points, &spared, NULL, "2026-11-20", 0, -100, 0);
  expect_refused (&points, &spared, &head, 0, "person");
  rules_tag (office, "军属", XY_TAG_HOUSEHOLD, &points.household[0]);
  expect_refused (&points, &spared, NULL, 0, "household");
  points_close (&points);
}

static gboolean
add_item (XyTxn *txn, gpointer data, GError **error)
{
  return xy_record_save (txn, data, error);
}

/* What waits for its review counts for caps, pools and repeats as if it were booked. */
static void
test_items (void)
{
  PointsOffice points;
  points_open (&points, 6);
  Office *office = &points.office;
  g_autoptr (XyPointsItem) item = xy_record_new (&xy_points_item_type);

  item->household = points.household[0];
  item->rule = points.help;
  item->amount = 100;
  item->delta = 100;
  item->at = 1795309200000;
  xy_set_str (&item->category, "扶危济困");
  xy_set_str (&item->item, "邻里互助");
  xy_set_str (&item->day, "2026-11-20");
  xy_set_str (&item->recorder, "曾小平");
  office_act (office, "", add_item, item);

  XyPointsDraft draft = draft_of (&points, &points.help, "2026-11-20", 0);
  g_autoptr (GArray) lines = xy_points_preview (office->store, &draft, NULL);
  g_assert_true (g_array_index (lines, XyPointsLine, 0).repeat);
  g_assert_cmpint (g_array_index (lines, XyPointsLine, 0).used, ==, 100);
  expect (&points, &points.help, NULL, "2026-11-21", 0, 100, 0);
  expect (&points, &points.help, NULL, "2026-11-21", 0, 0, 100);
  points_close (&points);
}

static void
test_checks (void)
{
  PointsOffice points;
  points_open (&points, 7);
  Office *office = &points.office;

  rules_refused (office, rules_new ("Q1", "score", "100", "tiers_period", "year", NULL), "tiers_period");
  rules_refused (office, rules_new ("Q1", "tiers", "1\t\t1", "step", "100", NULL), "step");
  rules_refused (office, rules_new ("Q1", "tiers", "1\t\t1\n1\t\t2", NULL), "tiers");
  rules_refused (office, rules_new ("Q1", "tiers", "1\t\t1", "tiers_period", "year", "repeat_period", "year", NULL),
                 "repeat_period");
  rules_refused (office, rules_new ("Q1", "score", "100", "repeat_period", "week", NULL), "repeat_period");
  rules_refused (office, rules_new ("Q1", "score", "100", "cap", "100", "cap_period", "week", NULL), "cap_period");
  rules_refused (office, rules_new ("Q1", "score", "100", "cap_act", "-1", NULL), "cap_act");
  rules_refused (office, rules_new ("Q1", "score", "100", "round", "7", NULL), "round");
  rules_refused (office, rules_new ("Q1", "score", "100", "account", "village", NULL), "account");
  rules_refused (office, rules_new ("Q1", "score", "100", "name", "　", NULL), "name");

  /* The same tiers typed another way are the same rule. */
  XyId first = rules_add (office, rules_new ("Q2", "tiers", "1\t\t1\n2\t\t3", NULL));
  g_autoptr (XyPointsRule) rule = xy_points_rule_find (office->store, "Q2", NULL, NULL);
  g_assert_cmpint (rule->score, ==, 100);
  g_assert_cmpint (rule->score_max, ==, 100);
  office_act (office, "", rules_save, rules_new ("Q2", "tiers", "1 / / 1.0\n2//3", NULL));
  g_autoptr (GPtrArray) versions = xy_points_rule_versions (office->store, "Q2", NULL);
  g_assert_cmpuint (versions->len, ==, 1);
  g_assert_true (xy_id_same (&((XyRecord *) versions->pdata[0])->id, &first));
  g_autofree char *code = xy_points_rule_free_code (office->store, "Q", NULL);
  g_assert_cmpstr (code, ==, "Q03");
  points_close (&points);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/points-weigh/tiers-text", test_tiers_text);
  g_test_add_func ("/points-weigh/tiers", test_tiers);
  g_test_add_func ("/points-weigh/repeats-and-rounding", test_repeats_and_rounding);
  g_test_add_func ("/points-weigh/pool", test_pool);
  g_test_add_func ("/points-weigh/persons", test_persons);
  g_test_add_func ("/points-weigh/tags", test_tags);
  g_test_add_func ("/points-weigh/items", test_items);
  g_test_add_func ("/points-weigh/checks", test_checks);
  return g_test_run ();
}
