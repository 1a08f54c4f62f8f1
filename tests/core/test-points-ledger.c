/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The three numbers of households and of persons' accounts, and what each kind of entry does to them. */
#include <locale.h>
#include <string.h>

#include "core/person.h"
#include "core/points-account.h"
#include "core/points-balance.h"
#include "core/points-close.h"
#include "core/points-gather.h"
#include "core/points-list.h"
#include "core/points-rank.h"
#include "points-office.h"

static void
check_balance (PointsOffice *points, const char *account, const XyId *owner, gint64 total, gint64 current, gint64 spend)
{
  g_autoptr (GError) error = NULL;
  XyPointsBalance balance;

  g_assert_true (xy_points_balance_of (points->office.store, account, owner, "2026-11", &balance, &error));
  g_assert_no_error (error);
  g_assert_cmpint (balance.total, ==, total);
  g_assert_cmpint (balance.current, ==, current);
  g_assert_cmpint (balance.spend, ==, spend);
  g_assert_cmpint (xy_points_spendable (&balance) - xy_points_owed (&balance), ==, spend);
}

static void
check_sound (PointsOffice *points)
{
  g_autoptr (GArray) differences = xy_points_verify (points->office.store, NULL, NULL);

  g_assert_cmpuint (differences->len, ==, 0);
}

static void
test_kinds (void)
{
  PointsOffice points;
  points_open (&points, 1);
  const XyId *owner = &points.household[0];
  PointsRaw base = { .kind = "base", .day = "2026-01-01", .delta = 100000, .withheld = 100000 };
  PointsRaw earned = { .kind = "entry", .day = "2026-10-05", .amount = 100, .delta = 1000 };
  PointsRaw now = { .kind = "entry", .day = "2026-11-05", .amount = 100, .delta = 300 };
  PointsRaw honour = { .kind = "entry", .day = "2026-11-06", .amount = 100, .delta = 200, .withheld = 200 };
  PointsRaw fetched = { .kind = "redeem", .day = "2026-11-07", .withheld = 800 };
  PointsRaw close = { .kind = "close", .day = "2026-11-08", .delta = -400, .withheld = -100 };

  points_write (&points, &base);
  check_balance (&points, NULL, owner, 100000, 0, 0);
  points_write (&points, &earned);
  points_write (&points, &now);
  points_write (&points, &honour);
  check_balance (&points, NULL, owner, 101500, 500, 1300);
  points_write (&points, &fetched);
  check_balance (&points, NULL, owner, 101500, 500, 500);
  points_write (&points, &close);
  check_balance (&points, NULL, owner, 101100, 500, 200);

  /* What was taken back is owed, and the next points make up for it. */
  XyPointsReversal reversal = { .entry = earned.made, .reason = "记错了" };
  office_act (&points.office, "", xy_points_reverse_act, &reversal);
  check_balance (&points, NULL, owner, 100100, -500, -800);
  check_sound (&points);
  points_close (&points);
}

static void
test_accounts (void)
{
  PointsOffice points;
  points_open (&points, 2);
  XyStore *store = points.office.store;
  XyId person = xy_id_new (&points.office.fixed.env);
  PointsRaw own = {
    .kind = "entry", .day = "2026-11-05", .amount = 100, .delta = 700, .account = XY_POINTS_PERSON, .person = person
  };
  PointsRaw hours = {
    .kind = "entry", .day = "2026-10-05", .amount = 100, .delta = 200, .account = XY_POINTS_VOLUNTEER, .person = person
  };
  PointsRaw household = { .kind = "entry", .day = "2026-11-05", .amount = 100, .delta = 100, .person = person };
  gint64 before, plus, minus;

  points_write (&points, &own);
  points_write (&points, &hours);
  points_write (&points, &household);
  check_balance (&points, NULL, &points.household[0], 100, 100, 100);
  check_balance (&points, XY_POINTS_PERSON, &person, 700, 700, 700);
  check_balance (&points, XY_POINTS_VOLUNTEER, &person, 200, 0, 200);
  g_assert_true (xy_points_ledger_sums (store, &XY_ID_NONE, "2026-11-01", "2026-11-30", &before, &plus, &minus, NULL));
  g_assert_cmpint (before, ==, 0);
  g_assert_cmpint (plus, ==, 100);
  check_sound (&points);

  static const struct
  {
    const char *account;
    gboolean by_person;
    const char *kind;
    guint n;
    gint64 plus;
  } asked[] = { { NULL, FALSE, NULL, 3, 1000 },
                { XY_POINTS_HOUSEHOLD, FALSE, NULL, 1, 100 },
                { XY_POINTS_PERSON, FALSE, NULL, 1, 700 },
                { XY_POINTS_VOLUNTEER, TRUE, NULL, 1, 200 },
                { NULL, TRUE, NULL, 3, 1000 },
                { NULL, FALSE, "entry", 3, 1000 },
                { NULL, FALSE, "redeem", 0, 0 } };
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      XyPointsFilter filter = { .account = asked[i].account,
                                .person = asked[i].by_person ? person : XY_ID_NONE,
                                .kind = asked[i].kind };
      XyPointsSums sums;
      g_autoptr (GArray) ids = xy_points_list_ids (store, &filter, XY_POINTS_BY_DAY, FALSE, &sums, NULL);
      g_assert_cmpuint (ids->len, ==, asked[i].n);
      g_assert_cmpint (sums.plus, ==, asked[i].plus);
      g_assert_cmpint (sums.minus, ==, 0);
    }
  points_close (&points);
}

static void
test_verify_finds (void)
{
  static const struct
  {
    const char *sql;
    const char *month;
    gboolean of_person;
  } damages[] = {
    { "UPDATE points_total SET spend = spend + 1", "=", FALSE },
    { "UPDATE points_total SET total = total + 1", "", FALSE },
    { "UPDATE points_month SET total = total + 1", "2026-11", FALSE },
    { "UPDATE points_person_total SET spend = spend + 1", "=", TRUE },
    { "UPDATE points_person_total SET plus = plus + 1", "", TRUE },
    { "UPDATE points_person_month SET minus = minus - 1", "2026-11", TRUE },
    { "DELETE FROM points_person_month", "2026-11", TRUE },
    { "INSERT INTO points_person_total VALUES ('volunteer', randomblob (16), 1, 0, 1, 1)", "", TRUE },
  };
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      PointsOffice points;
      points_open (&points, 3);
      XyDb *db = xy_store_get_db (points.office.store);
      PointsRaw own = { .kind = "entry",
                        .day = "2026-11-05",
                        .amount = 100,
                        .delta = 700,
                        .account = XY_POINTS_PERSON,
                        .person = xy_id_new (&points.office.fixed.env) };
      points_write (&points, &own);
      points_one (&points, &points.sweep, 0, "2026-11-05", 0, 0);
      check_sound (&points);
      xy_store_set_query_only (points.office.store, FALSE);
      g_assert_true (xy_db_script (db, damages[i].sql, NULL));
      g_autoptr (GArray) differences = xy_points_verify (points.office.store, NULL, NULL);
      g_assert_cmpuint (differences->len, >=, 1);
      const XyPointsDifference *first = &g_array_index (differences, XyPointsDifference, 0);
      g_assert_cmpstr (first->month, ==, damages[i].month);
      g_assert_true ((first->account != NULL) == damages[i].of_person);
      g_assert_true (xy_id_is_none (&first->person) == !damages[i].of_person);
      points_close (&points);
    }
}

static void
test_states (void)
{
  static const struct
  {
    const char *kind;
    XyPointsState state;
  } kinds[] = { { "opening", XY_POINTS_OPENING },
                { "base", XY_POINTS_BASE },
                { "redeem", XY_POINTS_REDEEMED },
                { "close", XY_POINTS_CLOSED },
                { "entry", XY_POINTS_STANDS } };
  PointsOffice points;
  points_open (&points, 4);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      PointsRaw line = { .kind = kinds[i].kind, .day = "2026-11-05", .delta = -100, .withheld = 200 };
      points_write (&points, &line);
      g_autoptr (GPtrArray) rows = xy_points_list_rows (points.office.store, &line.made, 1, NULL);
      const XyPointsRow *row = rows->pdata[0];
      g_assert_cmpint (row->state, ==, kinds[i].state);
      g_assert_cmpint (row->spend, ==, -300);
      g_assert_nonnull (xy_points_state_label (row->state));
    }
  points_close (&points);
}

#define PERSONS 4

typedef struct
{
  PointsOffice *points;
  XyId person[PERSONS];
} People;

/* One in each of the first households; the last has moved away. */
static gboolean
add_people (XyTxn *txn, gpointer data, GError **error)
{
  static const char *const names[PERSONS] = { "赵小明", "钱小红", "孙小兰", "李小军" };
  People *people = data;

  for (guint i = 0; i < PERSONS; i++)
    {
      g_autoptr (XyPerson) person = xy_record_new (&xy_person_type);
      xy_set_str (&person->name, names[i]);
      xy_set_str (&person->state, i == PERSONS - 1 ? "moved" : "here");
      xy_set_str (&person->relation, "子");
      person->household = people->points->household[i];
      if (!xy_record_save (txn, person, error))
        return FALSE;
      people->person[i] = person->record.id;
    }
  return TRUE;
}

static void
check_places (PointsOffice *points, const XyPointsRankQuery *query, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = xy_points_rank (points->office.store, query, &error);
  g_autoptr (GString) found = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++)
    {
      const XyPointsStanding *standing = list->pdata[i];
      g_autoptr (GPtrArray) one =
          xy_points_rank_rows (points->office.store, query, xy_points_standing_id (standing), 1, NULL);
      const XyPointsStanding *again = one->pdata[0];
      g_assert_cmpstr (again->name, ==, standing->name);
      g_assert_cmpuint (again->place, ==, standing->place);
      g_string_append_printf (found, "%u %s %s %d+%d=%d;", standing->place, standing->name, standing->unit_name,
                              (int) standing->before, (int) xy_points_standing_current (standing),
                              (int) standing->total);
    }
  g_assert_cmpstr (found->str, ==, wanted);
}

static void
test_rank_persons (void)
{
  PointsOffice points;
  People people = { .points = &points };
  points_open (&points, 5);
  office_act (&points.office, "People", add_people, &people);
  static const struct
  {
    guint person;
    const char *account;
    const char *kind;
    const char *day;
    gint64 delta;
  } lines[] = {
    { 0, XY_POINTS_PERSON, "base", "2026-01-01", 100000 }, { 1, XY_POINTS_PERSON, "base", "2026-01-01", 100000 },
    { 0, XY_POINTS_PERSON, "entry", "2026-10-03", 300 },   { 1, XY_POINTS_PERSON, "entry", "2026-10-03", 300 },
    { 1, XY_POINTS_PERSON, "entry", "2026-11-03", 200 },   { 2, XY_POINTS_VOLUNTEER, "entry", "2026-11-03", 900 },
    { 3, XY_POINTS_PERSON, "entry", "2026-10-04", 5000 }
  };
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      PointsRaw line = { .kind = lines[i].kind,
                         .day = lines[i].day,
                         .delta = lines[i].delta,
                         .amount = g_str_equal (lines[i].kind, "entry") ? 100 : 0,
                         .account = lines[i].account,
                         .person = people.person[lines[i].person] };
      points_write (&points, &line);
    }

  XyPointsRankQuery query = { .account = XY_POINTS_PERSON };
  check_places (&points, &query, "1 钱小红 2组 100000+500=100500;2 赵小明 1组 100000+300=100300;");
  query.unit = points.unit[0];
  check_places (&points, &query, "1 赵小明 1组 100000+300=100300;");
  query.unit = XY_ID_NONE;
  query.period = "2026-10";
  check_places (&points, &query,
                "1 李小军 4组 0+5000=5000;2 赵小明 1组 100000+300=100300;2 钱小红 2组 100000+300=100300;");
  query.period = "2026-11";
  query.by_total = TRUE;
  check_places (&points, &query, "1 钱小红 2组 100300+200=100500;2 赵小明 1组 100300+0=100300;");
  query.category = "环境整治";
  check_places (&points, &query, "1 赵小明 1组 0+0=0;1 钱小红 2组 0+0=0;");
  query.category = "扶危济困";
  check_places (&points, &query, "1 钱小红 2组 0+200=200;2 赵小明 1组 0+0=0;");
  query = (XyPointsRankQuery){ .account = XY_POINTS_VOLUNTEER, .period = "2026" };
  check_places (&points, &query, "1 孙小兰 3组 0+900=900;");
  points_close (&points);
}

static gint64
kept_months (XyTxn *txn)
{
  gint64 n = 0;

  g_assert_true (
      xy_db_number (xy_txn_get_db (txn),
                    "SELECT total (abs (plus) - minus) + count (*) FROM (SELECT plus, minus FROM points_month "
                    "UNION ALL SELECT plus, minus FROM points_person_month)",
                    XY_BIND_NONE, &n, NULL));
  return n;
}

/* Some entries as they come from a county: any order of months, some before what is there already. */
static gboolean
receive_many (XyTxn *txn, gpointer data, GError **error)
{
  static const char *const accounts[] = { NULL, NULL, "person", "volunteer" };
  PointsOffice *points = data;
  gint64 before = kept_months (txn);
  XyPointsGather *gather = xy_points_gather_begin (txn, error);

  g_assert_nonnull (gather);
  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (XyPointsEntry) entry = xy_record_new (&xy_points_entry_type);
      guint n = (guint) g_test_rand_int_range (0, 5);
      entry->record.id = xy_id_new (xy_txn_get_env (txn));
      entry->household = points->household[n];
      entry->person = points->household[n + 1];
      xy_set_str (&entry->account, accounts[g_test_rand_int_range (0, G_N_ELEMENTS (accounts))]);
      xy_set_str (&entry->category, "环境整治");
      xy_set_str (&entry->item, "清扫");
      xy_set_str (&entry->kind, "entry");
      g_free (entry->day);
      entry->day = g_strdup_printf ("202%d-%02d-07", g_test_rand_int_range (4, 7), g_test_rand_int_range (1, 13));
      entry->amount = g_test_rand_int_range (-1, 2) * 100;
      entry->delta = g_test_rand_int_range (-3, 4) * 100;
      entry->withheld = g_test_rand_int_range (0, 2) * 100;
      entry->at = 1;
      g_assert_true (xy_record_receive (txn, entry, error));
      xy_points_gather_add (gather, entry);
    }
  /* Nothing of it is reckoned before the end. */
  g_assert_cmpint (kept_months (txn), ==, before);
  gboolean done = xy_points_gather_end (gather, error);
  xy_points_gather_free (gather);
  return done;
}

static gboolean
receive_too_much (XyTxn *txn, gpointer data, GError **error)
{
  PointsOffice *points = data;
  g_autoptr (XyPointsGather) gather = xy_points_gather_begin (txn, error);
  g_autoptr (XyPointsEntry) entry = xy_record_new (&xy_points_entry_type);

  entry->household = points->household[0];
  entry->day = g_strdup ("2026-01-07");
  entry->amount = 100;
  entry->delta = G_MAXINT64 - 5;
  xy_points_gather_add (gather, entry);
  xy_points_gather_add (gather, entry);
  return xy_points_gather_end (gather, error);
}

/* What comes at once adds up to what the entries say, as with those that are written one by one. */
static void
test_gathered (void)
{
  PointsOffice points;
  g_autoptr (GError) error = NULL;

  points_open (&points, 6);
  points_one (&points, &points.sweep, 0, "2026-06-01", 0, 0);
  for (guint round = 0; round < 3; round++)
    {
      g_assert_true (xy_store_receive (points.office.store, receive_many, &points, &error));
      g_assert_no_error (error);
      check_sound (&points);
    }
  points_one (&points, &points.sweep, 1, "2026-06-01", 0, 0);
  check_sound (&points);
  g_assert_false (xy_store_receive (points.office.store, receive_too_much, &points, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  check_sound (&points);
  points_close (&points);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/points/kinds", test_kinds);
  g_test_add_func ("/points/accounts", test_accounts);
  g_test_add_func ("/points/verify-finds", test_verify_finds);
  g_test_add_func ("/points/states", test_states);
  g_test_add_func ("/points/rank-persons", test_rank_persons);
  g_test_add_func ("/points/gathered", test_gathered);
  return g_test_run ();
}
