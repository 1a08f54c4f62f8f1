/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/id-number.h"

#include <locale.h>
#include <string.h>

#include "random-text.h"

#define TODAY "2026-11-22"

/* ISO 7064 MOD 11-2 as the standard defines it, digit by digit; the program sums by weights. */
static char
mod_11_2 (const char *digits)
{
  int p = 0;

  for (int i = 0; i < 17; i++)
    p = (p + digits[i] - '0') * 2 % 11;
  p = (12 - p) % 11;
  return p == 10 ? 'X' : (char) ('0' + p);
}

static void
test_check (void)
{
  static const struct
  {
    const char *raw, *text, *birthday, *sex;
    XyIdFlags flags;
  } cases[] = {
    { "11010519491231002X", "11010519491231002X", "1949-12-31", "女", XY_ID_GOOD },
    { "11010519491231002x", "11010519491231002X", "1949-12-31", "女", XY_ID_GOOD },
    { " '110105 19491231 002X\n", "11010519491231002X", "1949-12-31", "女", XY_ID_GOOD },
    { "\uff11\uff11010519491231002\uff38", "11010519491231002X", "1949-12-31", "女", XY_ID_GOOD },
    { "\uff11\uff11010519491231002\uff58", "11010519491231002X", "1949-12-31", "女", XY_ID_GOOD },
    { "431399194912310021", "431399194912310021", "1949-12-31", "女", XY_ID_BAD_CHECKSUM },
    { "110105491231002", "110105491231002", "1949-12-31", "女", XY_ID_FIFTEEN },
    { "110105491331002", "110105491331002", "", "女", XY_ID_FIFTEEN | XY_ID_BAD_DATE },
    { "431399196305121000", "431399196305121000", "1963-05-12", NULL, XY_ID_BAD_CHECKSUM | XY_ID_PRECISION_LOST },
    { "4.31399E+17", "", "", NULL, XY_ID_PRECISION_LOST },
    { "4.31399196305121e17", "", "", NULL, XY_ID_PRECISION_LOST },
    { "", "", "", NULL, XY_ID_EMPTY },
    { NULL, "", "", NULL, XY_ID_EMPTY },
    { "  ", "", "", NULL, XY_ID_EMPTY },
    { "4313991963051", "", "", NULL, XY_ID_BAD_LENGTH },
    { "4313991963051210001", "", "", NULL, XY_ID_BAD_LENGTH },
    { "43139963051210X", "", "", NULL, XY_ID_BAD_LENGTH },
    { "X", "", "", NULL, XY_ID_BAD_LENGTH },
    { "无", "", "", NULL, XY_ID_BAD_CHARACTERS },
    { "4313991963051X1000", "", "", NULL, XY_ID_BAD_CHARACTERS },
    { "43139919630512100XX", "", "", NULL, XY_ID_BAD_CHARACTERS },
    { "431399-19630512-1000", "", "", NULL, XY_ID_BAD_CHARACTERS },
    { "000000000000000000", "000000000000000000", "", NULL,
      XY_ID_BAD_DATE | XY_ID_BAD_CHECKSUM | XY_ID_PRECISION_LOST },
    { "E+17", "", "", NULL, XY_ID_BAD_CHARACTERS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      XyIdNumber number;

      g_assert_cmphex (xy_id_number_check (cases[i].raw, TODAY, &number), ==, cases[i].flags);
      g_assert_cmphex (xy_id_number_check (cases[i].raw, TODAY, NULL), ==, cases[i].flags);
      g_assert_cmphex (number.flags, ==, cases[i].flags);
      g_assert_cmpstr (number.text, ==, cases[i].text);
      g_assert_cmpstr (number.birthday, ==, cases[i].birthday);
      g_assert_cmpstr (number.sex, ==, cases[i].sex);
    }
}

static void
test_suggestion (void)
{
  XyIdNumber number;

  /* The standard's own pair of numbers. */
  xy_id_number_check ("110105491231002", TODAY, &number);
  g_assert_cmpstr (number.suggestion, ==, "11010519491231002X");
  g_assert_cmpstr (number.text, ==, "110105491231002");
  xy_id_number_check ("110105491331002", TODAY, &number);
  g_assert_cmpstr (number.suggestion, ==, "");
  xy_id_number_check ("11010519491231002X", TODAY, &number);
  g_assert_cmpstr (number.suggestion, ==, "");
}

static void
test_day (void)
{
  XyIdNumber number;

  g_assert_cmphex (xy_id_number_check ("11010519491231002X", "1949-12-31", &number), ==, XY_ID_GOOD);
  g_assert_cmphex (xy_id_number_check ("11010519491231002X", "1949-12-30", &number), ==, XY_ID_FUTURE_DATE);
  g_assert_cmphex (xy_id_number_check ("11010519491231002X", NULL, &number), ==, XY_ID_GOOD);
  g_assert_cmpint (xy_id_number_age (&number, "2026-11-22"), ==, 76);
  g_assert_cmpint (xy_id_number_age (&number, "2026-12-31"), ==, 77);
  xy_id_number_check ("", NULL, &number);
  g_assert_cmpint (xy_id_number_age (&number, "2026-11-22"), ==, -1);
}

static void
test_compare (void)
{
  XyIdNumber number;

  xy_id_number_check ("11010519491231002X", TODAY, &number);
  g_assert_cmphex (xy_id_number_compare (&number, "女", "1949-12-31"), ==, XY_ID_GOOD);
  g_assert_cmphex (xy_id_number_compare (&number, "女", "1949-12"), ==, XY_ID_GOOD);
  g_assert_cmphex (xy_id_number_compare (&number, NULL, "1949"), ==, XY_ID_GOOD);
  g_assert_cmphex (xy_id_number_compare (&number, "", ""), ==, XY_ID_GOOD);
  g_assert_cmphex (xy_id_number_compare (&number, "男", "1949-12-30"), ==, XY_ID_SEX_DIFFERS | XY_ID_BIRTHDAY_DIFFERS);
  g_assert_cmphex (xy_id_number_compare (&number, NULL, "1950"), ==, XY_ID_BIRTHDAY_DIFFERS);
  xy_id_number_check ("", TODAY, &number);
  g_assert_cmphex (xy_id_number_compare (&number, "男", "1949-12-30"), ==, XY_ID_GOOD);
}

static void
test_explain (void)
{
  g_assert_null (xy_id_number_explain (XY_ID_GOOD));
  for (guint flag = 1; flag <= XY_ID_BIRTHDAY_DIFFERS; flag <<= 1)
    for (guint other = flag << 1; other <= XY_ID_BIRTHDAY_DIFFERS; other <<= 1)
      {
        g_assert_nonnull (xy_id_number_explain ((XyIdFlags) flag));
        g_assert_cmpstr (xy_id_number_explain ((XyIdFlags) flag), !=, xy_id_number_explain ((XyIdFlags) other));
      }
}

/* A number made by the standard is good; with one digit changed or two neighbours exchanged it is not. */
static void
test_any_number (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (int i = 0; i < 20000; i++)
    {
      XyIdNumber number;
      char day[XY_DAY_SIZE], text[19];
      int order = g_rand_int_range (rand, 0, 1000), at;

      xy_day_add ("1930-01-01", g_rand_int_range (rand, 0, 35000), day);
      g_snprintf (text, sizeof text, "431399%.4s%.2s%.2s%03d", day, day + 5, day + 8, order);
      text[17] = mod_11_2 (text);
      text[18] = '\0';

      g_assert_cmphex (xy_id_number_check (text, TODAY, &number), ==, XY_ID_GOOD);
      g_assert_cmpstr (number.text, ==, text);
      g_assert_cmpstr (number.birthday, ==, day);
      g_assert_cmpstr (number.sex, ==, order % 2 == 1 ? "男" : "女");

      at = g_rand_int_range (rand, 0, 17);
      char kept = text[at];
      text[at] = (char) ('0' + (text[at] - '0' + g_rand_int_range (rand, 1, 10)) % 10);
      g_assert_true (xy_id_number_check (text, TODAY, NULL) & XY_ID_BAD_CHECKSUM);
      text[at] = kept;

      at = g_rand_int_range (rand, 0, 16);
      if (text[at] != text[at + 1])
        {
          text[at] = text[at + 1];
          text[at + 1] = kept = number.text[at];
          g_assert_true (xy_id_number_check (text, TODAY, NULL) & XY_ID_BAD_CHECKSUM);
        }

      /* As WPS writes it that took it for a number: fifteen digits stay. */
      memcpy (text, number.text, 15);
      memcpy (text + 15, "000", 3);
      if (mod_11_2 (text) != '0')
        g_assert_true (xy_id_number_check (text, TODAY, NULL) & XY_ID_PRECISION_LOST);
    }
}

static void
test_any_text (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (int i = 0; i < 20000; i++)
    {
      g_autofree char *text = random_text (rand), *once = xy_id_number_clean (text), *twice = xy_id_number_clean (once);
      XyIdNumber number, again;

      g_assert_cmpstr (once, ==, twice);
      g_assert_cmphex (xy_id_number_check (text, TODAY, &number), ==, xy_id_number_check (once, TODAY, &again));
      g_assert_cmpint (*number.birthday != '\0', ==, xy_day_is_valid (number.birthday));
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/id-number/check", test_check);
  g_test_add_func ("/id-number/suggestion", test_suggestion);
  g_test_add_func ("/id-number/day", test_day);
  g_test_add_func ("/id-number/compare", test_compare);
  g_test_add_func ("/id-number/explain", test_explain);
  g_test_add_func ("/id-number/any-number", test_any_number);
  g_test_add_func ("/id-number/any-text", test_any_text);
  return g_test_run ();
}
