/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/day.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "random-text.h"

static void
test_parse (void)
{
  static const struct
  {
    const char *in, *out;
  } cases[] = {
    { "19630512", "1963-05-12" },
    { "1963.5.12", "1963-05-12" },
    { "1963-5-12", "1963-05-12" },
    { "1963/5/12", "1963-05-12" },
    { "1963/05/12 00:00:00", "1963-05-12" },
    { "1963-05-12T08:30:00.000Z", "1963-05-12" },
    { "19630512 0:00", "1963-05-12" },
    { "1963年5月12日", "1963-05-12" },
    { "1963年5月12日 0:00", "1963-05-12" },
    { "1963年5月12", "1963-05-12" },
    { "1963年5月12号", "1963-05-12" },
    { " 1963 年 5 月 12 日 ", "1963-05-12" },
    { "1963 5 12", "1963-05-12" },
    { "1963、5、12", "1963-05-12" },
    { "\uff11\uff19\uff16\uff13\uff0e\uff15\uff0e\uff11\uff12", "1963-05-12" },
    { "\uff11\uff19\uff16\uff13\uff10\uff15\uff11\uff12", "1963-05-12" },
    { "1963—5—12", "1963-05-12" },
    { "'19630512", "1963-05-12" },
    { "一九六三年五月十二日", "1963-05-12" },
    { "二〇〇〇年十月二十日", "2000-10-20" },
    { "一九九九年十二月卅一日", "1999-12-31" },
    { "二〇二六年元月廿五日", "2026-01-25" },
    { "二零一零年十一月三十日", "2010-11-30" },
    { "1963年5月", "1963-05" },
    { "1963.05", "1963-05" },
    { "1963.5", "1963-05" },
    { "1963-05", "1963-05" },
    { "196305", "1963-05" },
    { "一九六三年五月", "1963-05" },
    { "1963年", "1963" },
    { "1963", "1963" },
    { "23143", "1963-05-12" },
    { "23143.0", "1963-05-12" },
    { "23143.75", "1963-05-12" },
    { "2024-02-29", "2024-02-29" },
    { "2023-02-29", "" },
    { "1900-02-29", "" },
    { "2000-02-29", "2000-02-29" },
    { "19631301", "" },
    { "19630532", "" },
    { "196300", "" },
    { "1963年13月", "" },
    { "63.5.12", "" },
    { "0963-05-12", "" },
    { "5/12/1963", "" },
    { "1963-", "" },
    { "1963-5-", "" },
    { "1963-5-12-", "" },
    { "1963-5-12 3", "" },
    { "1963-5-123", "" },
    { "1963x5", "" },
    { "1963月5年", "" },
    { "12345678901234567890", "" },
    { "-19630512", "" },
    { "不详", "" },
    { "", "" },
    { NULL, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char day[XY_DAY_SIZE];
      XyDayPrecision precision = xy_day_parse (cases[i].in, day);

      g_assert_cmpstr (day, ==, cases[i].out);
      g_assert_cmpint (precision, ==, xy_day_precision (cases[i].out));
    }
}

static void
test_serial (void)
{
  static const struct
  {
    gint64 serial;
    gboolean system_1904;
    const char *day;
  } cases[] = {
    { 1, FALSE, "1900-01-01" },
    { 59, FALSE, "1900-02-28" },
    { 60, FALSE, "" },
    { 61, FALSE, "1900-03-01" },
    { 0, FALSE, "" },
    { -1, FALSE, "" },
    { 44197, FALSE, "2021-01-01" },
    { 46348, FALSE, "2026-11-22" },
    { 2958465, FALSE, "9999-12-31" },
    { 2958466, FALSE, "" },
    { G_MAXINT64, FALSE, "" },
    { 0, TRUE, "1904-01-01" },
    { 42735, TRUE, "2021-01-01" },
    { 60, TRUE, "1904-03-01" },
    { -1, TRUE, "" },
    { G_MININT64, TRUE, "" },
    { 2958465, TRUE, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char day[XY_DAY_SIZE];

      g_assert_cmpint (xy_day_from_serial (cases[i].serial, cases[i].system_1904, day), ==, *cases[i].day != '\0');
      g_assert_cmpstr (day, ==, cases[i].day);
    }
}

static void
test_arithmetic (void)
{
  char a[XY_DAY_SIZE], b[XY_DAY_SIZE];

  g_assert_true (xy_day_add ("2024-02-28", 1, a));
  g_assert_cmpstr (a, ==, "2024-02-29");
  g_assert_true (xy_day_add (a, -60, a));
  g_assert_cmpstr (a, ==, "2023-12-31");
  g_assert_false (xy_day_add ("1963-05", 1, a));
  g_assert_cmpstr (a, ==, "");
  g_assert_false (xy_day_add ("9999-12-31", 1, a));
  g_assert_false (xy_day_add ("1000-01-01", -1, a));
  g_assert_false (xy_day_add ("2026-11-22", G_MAXINT, a));
  g_assert_cmpint (xy_day_between ("2026-01-01", "2027-01-01"), ==, 365);
  g_assert_cmpint (xy_day_between ("2027-01-01", "2026-01-01"), ==, -365);
  g_assert_cmpint (xy_day_between ("2027", "2026-01-01"), ==, 0);
  g_assert_cmpint (xy_day_weekday ("2026-11-22"), ==, 0);
  g_assert_cmpint (xy_day_weekday ("2026-11-28"), ==, 6);
  g_assert_cmpint (xy_day_weekday ("2026"), ==, -1);

  g_assert_true (xy_day_span ("2024-02-10", XY_SPAN_MONTH, a, b));
  g_assert_cmpstr (a, ==, "2024-02-01");
  g_assert_cmpstr (b, ==, "2024-02-29");
  g_assert_true (xy_day_span ("2026-11-22", XY_SPAN_QUARTER, a, b));
  g_assert_cmpstr (a, ==, "2026-10-01");
  g_assert_cmpstr (b, ==, "2026-12-31");
  g_assert_true (xy_day_span ("2026-03-31", XY_SPAN_QUARTER, a, b));
  g_assert_cmpstr (a, ==, "2026-01-01");
  g_assert_cmpstr (b, ==, "2026-03-31");
  g_assert_true (xy_day_span ("2026-11-22", XY_SPAN_YEAR, a, b));
  g_assert_cmpstr (a, ==, "2026-01-01");
  g_assert_cmpstr (b, ==, "2026-12-31");
  g_assert_false (xy_day_span ("2026-11", XY_SPAN_YEAR, a, b));
}

static void
test_age (void)
{
  g_assert_cmpint (xy_day_age ("1963-05-12", "2026-05-11"), ==, 62);
  g_assert_cmpint (xy_day_age ("1963-05-12", "2026-05-12"), ==, 63);
  g_assert_cmpint (xy_day_age ("2008-02-29", "2026-02-28"), ==, 17);
  g_assert_cmpint (xy_day_age ("2008-02-29", "2026-03-01"), ==, 18);
  g_assert_cmpint (xy_day_age ("1963-05", "2026-05-31"), ==, 62);
  g_assert_cmpint (xy_day_age ("1963-05", "2026-06-01"), ==, 63);
  g_assert_cmpint (xy_day_age ("1963", "2026-01-01"), ==, 63);
  g_assert_cmpint (xy_day_age ("2027-01-01", "2026-11-22"), ==, -1);
  g_assert_cmpint (xy_day_age ("", "2026-11-22"), ==, -1);
  g_assert_cmpint (xy_day_age (NULL, "2026-11-22"), ==, -1);
  g_assert_cmpint (xy_day_age ("1963", NULL), ==, -1);
}

static void
check_text (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_periods (void)
{
  char from[XY_DAY_SIZE], to[XY_DAY_SIZE];
  XySpan span;

  g_assert_true (xy_period_parse ("2026-02", &span, from, to));
  g_assert_cmpint (span, ==, XY_SPAN_MONTH);
  g_assert_cmpstr (from, ==, "2026-02-01");
  g_assert_cmpstr (to, ==, "2026-02-28");
  g_assert_true (xy_period_parse ("2026Q4", &span, from, to));
  g_assert_cmpint (span, ==, XY_SPAN_QUARTER);
  g_assert_cmpstr (from, ==, "2026-10-01");
  g_assert_cmpstr (to, ==, "2026-12-31");
  g_assert_true (xy_period_parse ("2026", &span, from, to));
  g_assert_cmpint (span, ==, XY_SPAN_YEAR);
  g_assert_cmpstr (from, ==, "2026-01-01");
  g_assert_cmpstr (to, ==, "2026-12-31");

  static const char *const wrong[] = { NULL, "", "2026-13", "2026Q5", "2026Q0", "2026Q", "2026-11-22", "26", "2026q1" };
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_false (xy_period_parse (wrong[i], NULL, from, to));
      g_assert_cmpstr (from, ==, "");
      g_assert_cmpstr (to, ==, "");
      g_assert_null (xy_period_move (wrong[i], 1));
      check_text (xy_period_to_chinese (wrong[i]), "");
    }

  check_text (xy_period_of ("2026-11-22", XY_SPAN_MONTH), "2026-11");
  check_text (xy_period_of ("2026-09-30", XY_SPAN_QUARTER), "2026Q3");
  check_text (xy_period_of ("2026-11-22", XY_SPAN_YEAR), "2026");
  g_assert_null (xy_period_of ("2026-11", XY_SPAN_YEAR));
  check_text (xy_period_move ("2026-11", 2), "2027-01");
  check_text (xy_period_move ("2026-11", -11), "2025-12");
  check_text (xy_period_move ("2026Q1", -1), "2025Q4");
  check_text (xy_period_move ("2026", 1), "2027");
  g_assert_null (xy_period_move ("9999", 1));
  g_assert_null (xy_period_move ("2026", G_MININT));
  check_text (xy_period_to_chinese ("2026-11"), "2026年11月");
  check_text (xy_period_to_chinese ("2026Q4"), "2026年第四季度");
  check_text (xy_period_to_chinese ("2026"), "2026年度");
  check_text (xy_day_to_chinese ("2026-11-02"), "2026年11月2日");
  check_text (xy_day_to_chinese ("1963-05"), "1963年5月");
  check_text (xy_day_to_chinese ("1963"), "1963年");
  check_text (xy_day_to_chinese ("x"), "");
}

/* Every way of writing a day is read as that day; days and their differences agree. */
static void
test_any_day (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261122);

  for (int i = 0; i < 20000; i++)
    {
      char day[XY_DAY_SIZE], other[XY_DAY_SIZE], back[XY_DAY_SIZE], first[XY_DAY_SIZE], last[XY_DAY_SIZE];
      int serial = g_rand_int_range (rand, 10000, 99999), step = g_rand_int_range (rand, -9000, 9000);
      int y, m, d;

      g_assert_true (xy_day_from_serial (serial, FALSE, day));
      g_assert_true (xy_day_is_valid (day));
      g_assert_cmpint (sscanf (day, "%d-%d-%d", &y, &m, &d), ==, 3);

      char *forms[] = { g_strdup_printf ("%04d%02d%02d", y, m, d), g_strdup_printf ("%d.%d.%d", y, m, d),
                        g_strdup_printf ("%d/%02d/%02d", y, m, d), g_strdup_printf ("%d", serial),
                        xy_day_to_chinese (day) };
      for (gsize k = 0; k < G_N_ELEMENTS (forms); k++)
        {
          xy_day_parse (forms[k], back);
          g_assert_cmpstr (back, ==, day);
          g_free (forms[k]);
        }

      g_assert_true (xy_day_add (day, step, other));
      g_assert_cmpint (xy_day_between (day, other), ==, step);
      g_assert_cmpint (step > 0, ==, strcmp (other, day) > 0);
      g_assert_true (xy_day_add (other, -step, back));
      g_assert_cmpstr (back, ==, day);

      XySpan span = (XySpan) g_rand_int_range (rand, 0, 3);
      g_autofree char *period = xy_period_of (day, span);
      g_assert_true (xy_period_parse (period, NULL, first, last));
      g_assert_cmpstr (first, <=, day);
      g_assert_cmpstr (day, <=, last);
      g_autofree char *next = xy_period_move (period, 1);
      xy_period_parse (next, NULL, back, NULL);
      g_assert_cmpint (xy_day_between (last, back), ==, 1);
    }
}

static void
test_any_text (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261122);

  for (int i = 0; i < 20000; i++)
    {
      g_autofree char *text = random_text (rand);
      char day[XY_DAY_SIZE];
      XyDayPrecision precision = xy_day_parse (text, day);

      g_assert_cmpint (precision, ==, xy_day_precision (day));
      g_assert_cmpint (precision == XY_DAY_NONE, ==, *day == '\0');
      xy_day_precision (text);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/day/parse", test_parse);
  g_test_add_func ("/day/serial", test_serial);
  g_test_add_func ("/day/arithmetic", test_arithmetic);
  g_test_add_func ("/day/age", test_age);
  g_test_add_func ("/day/periods", test_periods);
  g_test_add_func ("/day/any-day", test_any_day);
  g_test_add_func ("/day/any-text", test_any_text);
  return g_test_run ();
}
