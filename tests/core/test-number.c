/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/number.h"

#include <locale.h>
#include <string.h>

#include "core/error.h"
#include "random-text.h"

typedef gboolean (*Parse) (const char *text, gint64 *value, GError **error);

#define WRONG G_MAXINT64

static void
check (Parse parse, const char *text, gint64 expected)
{
  g_autoptr (GError) error = NULL;
  gint64 value = 77;
  gboolean good = parse (text, &value, &error);

  g_assert_cmpint (good, ==, expected != WRONG);
  g_assert_cmpint (value, ==, good ? expected : 0);
  if (!good)
    g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
}

static void
check_text (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_points (void)
{
  static const struct
  {
    const char *text;
    gint64 value;
  } cases[] = {
    { "2", 200 },
    { "+2.5", 250 },
    { "-0.1", -10 },
    { "−5", -500 },
    { "0", 0 },
    { "-0", 0 },
    { ".5", 50 },
    { "2.50", 250 },
    { "2.5000", 250 },
    { "0.01", 1 },
    { " 2 ", 200 },
    { "+ 2", 200 },
    { "2分", 200 },
    { "95。5", 9550 },
    { "1,234.5", 123450 },
    { "1,234,567", 123456700 },
    { "\uff0b\uff12\uff0e\uff15", 250 },
    { "\uff0d\uff10\uff0e\uff11", -10 },
    { "10000000000", 1000000000000 },
    { "10000000000.01", WRONG },
    { "-10000000000", -1000000000000 },
    { "99999999999999999999999999", WRONG },
    { "92233720368547758.08", WRONG },
    { "2.505", WRONG },
    { "0.001", WRONG },
    { "", WRONG },
    { NULL, WRONG },
    { "+", WRONG },
    { ".", WRONG },
    { "2.", WRONG },
    { "1 2", WRONG },
    { "--2", WRONG },
    { "1e3", WRONG },
    { "0x10", WRONG },
    { "12,34", WRONG },
    { "1234,567", WRONG },
    { "1,23,456", WRONG },
    { ",123", WRONG },
    { "nan", WRONG },
    { "二", WRONG },
    { "2元", WRONG },
    { "2.5.1", WRONG },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    check (xy_points_parse, cases[i].text, cases[i].value);

  check_text (xy_points_format (12750), "127.5");
  check_text (xy_points_format (12700), "127.0");
  check_text (xy_points_format (12755), "127.55");
  check_text (xy_points_format (-5), "\u22120.05");
  check_text (xy_points_format_change (200), "+2.0");
  check_text (xy_points_format_change (-500), "\u22125.0");
  check_text (xy_points_format_change (0), "0.0");
  check_text (xy_points_to_text (-500), "-5.0");
  check_text (xy_points_to_text (G_MININT64), "-92233720368547758.08");
}

static void
test_money (void)
{
  check (xy_money_parse, "¥1,234.50", 123450);
  check (xy_money_parse, "\uffe51234.5元", 123450);
  check (xy_money_parse, "-3元", -300);
  check (xy_money_parse, "-¥3", -300);
  check (xy_money_parse, "0.05", 5);
  check (xy_money_parse, "0.005", WRONG);
  check (xy_money_parse, "¥", WRONG);
  check (xy_money_parse, "2分", WRONG);
  check_text (xy_money_format (123450), "¥1,234.50");
  check_text (xy_money_format (5), "¥0.05");
  check_text (xy_money_format (99999), "¥999.99");
  check_text (xy_money_format (100000000), "¥1,000,000.00");
  check_text (xy_money_format (-300), "\u2212¥3.00");
  check_text (xy_money_to_text (-123450), "-1234.50");
}

static void
test_sentences (void)
{
  static const char *const wrong[] = { "x", "0.001", "99999999999999" };
  const char *last = "";

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 value;

      g_assert_false (xy_points_parse (wrong[i], &value, &error));
      g_assert_nonnull (strstr (error->message, wrong[i]));
      g_assert_cmpstr (error->message, !=, last);
    }
}

static void
test_chinese (void)
{
  static const struct
  {
    const char *text;
    int number;
  } cases[] = {
    { "零", 0 },         { "一", 1 },      { "十", 10 },          { "十四", 14 },     { "一十四", 14 },
    { "二十", 20 },      { "九十九", 99 }, { "廿", 20 },          { "廿三", 23 },     { "卅", 30 },
    { "卅一", 31 },      { "一百", 100 },  { "一百零三", 103 },   { "一百二", 120 },  { "一百二十", 120 },
    { "一百十二", 112 }, { "两百", 200 },  { "九百九十九", 999 }, { "一〇三", 103 },  { "二六", 26 },
    { "一百廿三", 123 }, { "", -1 },       { NULL, -1 },          { "十十", -1 },     { "百", -1 },
    { "一百零", -1 },    { "零一", -1 },   { "一千", -1 },        { "一二三四", -1 }, { "一百二百", -1 },
    { "三廿", -1 },      { "十四组", -1 }, { "14", -1 },          { "\xff", -1 },     { "一百零二十三", 123 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int number = 77;

      g_assert_cmpint (xy_chinese_number_parse (cases[i].text, &number), ==, cases[i].number >= 0);
      g_assert_cmpint (number, ==, MAX (cases[i].number, 0));
    }

  check_text (xy_chinese_number (0), "零");
  check_text (xy_chinese_number (1), "一");
  check_text (xy_chinese_number (10), "十");
  check_text (xy_chinese_number (12), "十二");
  check_text (xy_chinese_number (20), "二十");
  check_text (xy_chinese_number (99), "九十九");
  check_text (xy_chinese_number (103), "一百零三");
  check_text (xy_chinese_number (110), "一百一十");
  check_text (xy_chinese_number (112), "一百一十二");

  for (int i = 0; i <= 999; i++)
    {
      g_autofree char *text = xy_chinese_number (i);
      int back;

      g_assert_true (xy_chinese_number_parse (text, &back));
      g_assert_cmpint (back, ==, i);
    }
}

/* What is written is read back; what is read back is written alike. */
static void
test_any (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261122);

  for (int i = 0; i < 20000; i++)
    {
      gint64 value = (gint64) (g_rand_double_range (rand, -1, 1) * (i % 2 ? 1e5 : (double) XY_NUMBER_MOST));
      char *points[] = { xy_points_format (value), xy_points_format_change (value), xy_points_to_text (value) };
      char *money[] = { xy_money_format (value), xy_money_to_text (value) };
      g_autofree char *text = random_text (rand);
      gint64 read;
      int number;

      for (gsize k = 0; k < G_N_ELEMENTS (points); k++)
        {
          check (xy_points_parse, points[k], value);
          g_free (points[k]);
        }
      for (gsize k = 0; k < G_N_ELEMENTS (money); k++)
        {
          check (xy_money_parse, money[k], value);
          g_free (money[k]);
        }

      if (xy_points_parse (text, &read, NULL))
        g_assert_cmpint (ABS (read), <=, XY_NUMBER_MOST);
      if (xy_chinese_number_parse (text, &number))
        g_assert_cmpint (number, <=, 999);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/number/points", test_points);
  g_test_add_func ("/number/money", test_money);
  g_test_add_func ("/number/sentences", test_sentences);
  g_test_add_func ("/number/chinese", test_chinese);
  g_test_add_func ("/number/any", test_any);
  return g_test_run ();
}
