/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Grades, dividends and statistics against plain loops over the standings and the entries. */
#include <locale.h>
#include <string.h>

#include "core/day.h"
#include "core/points-account.h"
#include "core/points-grade.h"
#include "core/points-statistics.h"
#include "points-office.h"

static void
fill (PointsOffice *points, GRand *rand)
{
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *day =
          g_strdup_printf ("2026-%02d-%02d", g_rand_int_range (rand, 1, 12), g_rand_int_range (rand, 1, 22));
      guint h = (guint) g_rand_int_range (rand, 0, POINTS_HOUSEHOLDS);
      const XyId *rule = g_rand_int_range (rand, 0, 3) > 0 ? &points->sweep : &points->litter;
      XyId id = points_one (points, rule, h, day, 100 * g_rand_int_range (rand, 1, 9), 0);
      if (i % 9 == 0)
        {
          XyPointsReversal reversal = { .entry = id, .reason = "记错了" };
          office_act (&points->office, "", xy_points_reverse_act, &reversal);
        }
    }
  PointsRaw opening = { .kind = "opening", .day = "2026-03-01", .delta = 900 };
  PointsRaw redeem = { .kind = "redeem", .day = "2026-04-01", .withheld = 300 };
  points_write (points, &opening);
  points_write (points, &redeem);
}

static gboolean
save_scheme (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyPointsScheme) scheme = xy_record_new (&xy_points_scheme_type);

  xy_set_str (&scheme->name, "石板溪村积分管理办法");
  xy_set_str (&scheme->starts, "2026-01-01");
  xy_set_str (&scheme->bands, "三星\t20\n二星\t5\n一星\t0");
  return xy_points_scheme_save (txn, scheme, error);
}

static void
test_grades (void)
{
  PointsOffice points;
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  points_open (&points, 1);
  fill (&points, rand);

  g_assert_null (xy_points_grades (points.office.store, NULL, &XY_ID_NONE, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_assert_cmpstr (xy_error_get_field (error), ==, "scheme");
  g_clear_error (&error);
  office_act (&points.office, "Scheme", save_scheme, NULL);
  g_assert_null (xy_points_grades (points.office.store, "2026-13", &XY_ID_NONE, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_clear_error (&error);

  g_autoptr (XyPointsGrades) grades = xy_points_grades (points.office.store, "2026", &XY_ID_NONE, &error);
  g_assert_no_error (error);
  guint counts[4] = { 0 };
  g_assert_cmpuint (grades->standings->len, ==, POINTS_HOUSEHOLDS);
  for (guint i = 0; i < grades->standings->len; i++)
    {
      gint64 total = ((const XyPointsStanding *) grades->standings->pdata[i])->total;
      guint band = total >= 2000 ? 0 : total >= 500 ? 1 : total >= 0 ? 2 : 3;
      static const char *const names[] = { "三星", "二星", "一星", NULL };
      g_assert_cmpstr (xy_points_grades_name (grades, i), ==, names[band]);
      counts[band]++;
    }
  for (guint i = 0; i < 4; i++)
    g_assert_cmpuint (grades->counts[i], ==, counts[i]);
  points_close (&points);
}

static void
test_dividend (void)
{
  PointsOffice points;
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  points_open (&points, 2);
  g_autoptr (GError) error = NULL;
  XyPointsDividendQuery query = { .money = 10000 };
  g_assert_null (xy_points_dividend (points.office.store, &query, &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "least");
  g_clear_error (&error);
  fill (&points, rand);
  query.money = 0;
  g_assert_null (xy_points_dividend (points.office.store, &query, &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "money");
  g_clear_error (&error);

  for (guint i = 0; i < 200; i++)
    {
      query.money = i == 0 ? 1 : i == 1 ? G_GINT64_CONSTANT (1000000000000) : g_rand_int_range (rand, 1, 2000000);
      query.least = i % 3 == 0 ? 500 : 0;
      query.rank.period = i % 2 == 0 ? "2026" : NULL;
      g_autoptr (XyPointsDividend) dividend = xy_points_dividend (points.office.store, &query, &error);
      g_assert_no_error (error);
      gint64 sum = 0, points_sum = 0;
      for (guint k = 0; k < dividend->standings->len; k++)
        {
          const XyPointsStanding *standing = dividend->standings->pdata[k];
          gint64 own = i % 2 == 0 ? xy_points_standing_current (standing) : standing->total;
          g_assert_cmpint (own, >=, MAX (query.least, 1));
          g_assert_cmpint (dividend->points[k], ==, own);
          sum += dividend->money[k];
          points_sum += own;
          /* Who has more never gets less. */
          if (k > 0)
            g_assert_cmpint (dividend->money[k], <=, dividend->money[k - 1]);
        }
      g_assert_cmpint (sum, ==, query.money);
      g_assert_cmpint (points_sum, ==, dividend->sum);
      /* Nobody is further than a fen from his exact part. */
      for (guint k = 0; i != 1 && k < dividend->standings->len; k++)
        {
          gint64 off = dividend->money[k] * dividend->sum - query.money * dividend->points[k];
          g_assert_cmpint (ABS (off), <, dividend->sum);
        }
    }
  points_close (&points);
}

/* What entries by rules and corrections of household H (all, where it is less than 0) came to; NULL does not filter. */
static gint64
loop_over (PointsOffice *points, GPtrArray *entries, int h, const char *month, const char *category, gboolean plus)
{
  gint64 sum = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const XyPointsEntry *entry = entries->pdata[i];
      gboolean given = (entry->delta > 0) == (entry->amount > 0);
      if (entry->amount != 0 && given == plus && (h < 0 || xy_id_same (&entry->household, &points->household[h]))
          && (month == NULL || g_str_has_prefix (entry->day, month))
          && (category == NULL || g_str_equal (entry->category, category)))
        sum += entry->delta;
    }
  return sum;
}

static void
test_statistics (void)
{
  PointsOffice points;
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  points_open (&points, 3);
  fill (&points, rand);
  XyStore *store = points.office.store;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = xy_record_list (store, &xy_points_entry_type, "ORDER BY t.id", XY_BIND_NONE, &error);

  for (guint kind = 0; kind < 3; kind++)
    {
      XyPointsRankQuery query = { .period = kind == 1 ? "2026Q3" : NULL, .category = kind == 2 ? "环境整治" : NULL };
      g_autoptr (GArray) months = xy_points_statistics_months (store, &query, 5, &error);
      g_assert_cmpuint (months->len, ==, 5);
      g_assert_cmpstr (g_array_index (months, XyPointsMonthSum, 4).month, ==, kind == 1 ? "2026-09" : "2026-11");
      for (guint i = 0; i < months->len; i++)
        {
          const XyPointsMonthSum *sum = &g_array_index (months, XyPointsMonthSum, i);
          g_assert_cmpint (sum->plus, ==, loop_over (&points, entries, -1, sum->month, query.category, TRUE));
          g_assert_cmpint (sum->minus, ==, loop_over (&points, entries, -1, sum->month, query.category, FALSE));
        }
    }

  XyPointsRankQuery year = { .period = "2026" };
  g_autoptr (GPtrArray) categories = xy_points_statistics_categories (store, &year, &error);
  g_assert_cmpuint (categories->len, ==, 2);
  for (guint i = 0; i < categories->len; i++)
    {
      const XyPointsCategorySum *sum = categories->pdata[i];
      g_assert_cmpint (sum->plus, ==, loop_over (&points, entries, -1, NULL, sum->name, TRUE));
      g_assert_cmpint (sum->minus, ==, loop_over (&points, entries, -1, NULL, sum->name, FALSE));
    }
  year.unit = points.unit[1];
  g_autoptr (GPtrArray) of_unit = xy_points_statistics_categories (store, &year, &error);
  g_autoptr (GArray) unit_months = xy_points_statistics_months (store, &year, 12, &error);
  gint64 by_category = 0, by_month = 0, by_hand = 0;
  for (guint i = 0; i < of_unit->len; i++)
    by_category += ((const XyPointsCategorySum *) of_unit->pdata[i])->plus;
  for (guint i = 0; i < unit_months->len; i++)
    by_month += g_array_index (unit_months, XyPointsMonthSum, i).plus;
  for (int h = 1; h < POINTS_HOUSEHOLDS; h += POINTS_UNITS)
    by_hand += loop_over (&points, entries, h, NULL, NULL, TRUE);
  g_assert_cmpint (by_category, ==, by_hand);
  g_assert_cmpint (by_month, ==, by_hand);

  year.unit = XY_ID_NONE;
  g_autoptr (GPtrArray) units = xy_points_statistics_units (store, &year, &error);
  g_assert_cmpuint (units->len, ==, POINTS_UNITS);
  for (guint u = 0; u < POINTS_UNITS; u++)
    {
      const XyPointsUnitSum *sum = units->pdata[u];
      gint64 plus = 0;
      for (guint h = u; h < POINTS_HOUSEHOLDS; h += POINTS_UNITS)
        plus += loop_over (&points, entries, (int) h, NULL, NULL, TRUE);
      g_assert_true (xy_id_same (&sum->unit, &points.unit[u]));
      g_assert_cmpint (sum->n, ==, POINTS_HOUSEHOLDS / POINTS_UNITS);
      g_assert_cmpint (sum->plus, ==, plus);
    }

  for (guint most = 3; most < 20; most++)
    {
      g_autoptr (GArray) bins = xy_points_statistics_bins (store, &year, most, &error);
      g_autoptr (GPtrArray) standings = xy_points_rank (store, &year, &error);
      gint64 n = 0;
      g_assert_cmpuint (bins->len, <=, most);
      for (guint i = 0; i < bins->len; i++)
        {
          const XyPointsBin *bin = &g_array_index (bins, XyPointsBin, i);
          gint64 inside = 0;
          for (guint k = 0; k < standings->len; k++)
            {
              gint64 points_of = xy_points_standing_current ((const XyPointsStanding *) standings->pdata[k]);
              inside += points_of >= bin->from && points_of < bin->to;
            }
          g_assert_cmpint (bin->n, ==, inside);
          n += inside;
        }
      g_assert_cmpint (n, ==, POINTS_HOUSEHOLDS);
    }
  points_close (&points);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/points/grades", test_grades);
  g_test_add_func ("/points/dividend", test_dividend);
  g_test_add_func ("/points/statistics", test_statistics);
  return g_test_run ();
}
