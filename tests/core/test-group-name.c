/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/group-name.h"

#include <locale.h>

#include "core/number.h"
#include "random-text.h"

static void
test_parse (void)
{
  static const struct
  {
    const char *text, *key, *display;
    int number;
  } cases[] = {
    { "1", "1", "1组", 1 },
    { "1组", "1", "1组", 1 },
    { "一组", "1", "1组", 1 },
    { "第一村民小组", "1", "1组", 1 },
    { "第1组", "1", "1组", 1 },
    { "第一", "1", "1组", 1 },
    { "1村民组", "1", "1组", 1 },
    { "01组", "1", "1组", 1 },
    { "1.0", "1", "1组", 1 },
    { "\uff11\u3000组", "1", "1组", 1 },
    { "'1", "1", "1组", 1 },
    { "红旗村第一组", "1", "1组", 1 },
    { "红旗村1组", "1", "1组", 1 },
    { "红旗村一村民小组", "1", "1组", 1 },
    { "十四组", "14", "14组", 14 },
    { "14 组", "14", "14组", 14 },
    { "廿三组", "23", "23组", 23 },
    { "第卅组", "30", "30组", 30 },
    { "九百九十九组", "999", "999组", 999 },
    { "塘坳组", "塘坳", "塘坳组", 0 },
    { "塘坳 村民小组", "塘坳", "塘坳村民小组", 0 },
    { "塘坳", "塘坳", "塘坳", 0 },
    { "上屋场", "上屋场", "上屋场", 0 },
    { "红旗村塘坳组", "红旗村塘坳", "红旗村塘坳组", 0 },
    { "新村1", "新村1", "新村1", 0 },
    { "A组", "a", "A组", 0 },
    { "0组", "0", "0组", 0 },
    { "1000组", "1000", "1000组", 0 },
    { "99999999999999999999", "99999999999999999999", "99999999999999999999", 0 },
    { "1.5", "1.5", "1.5", 0 },
    { "1、2组", "1、2", "1、2组", 0 },
    { "组", "组", "组", 0 },
    { "", "", "", 0 },
    { NULL, "", "", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *key = NULL, *display = NULL, *alone = xy_group_name_key (cases[i].text);
      int number = 77;

      g_assert_cmpint (xy_group_name_parse (cases[i].text, &number, &key, &display), ==, cases[i].number > 0);
      g_assert_cmpint (number, ==, cases[i].number);
      g_assert_cmpstr (key, ==, cases[i].key);
      g_assert_cmpstr (display, ==, cases[i].display);
      g_assert_cmpstr (alone, ==, cases[i].key);
    }
}

static void
test_every_number (void)
{
  for (int i = 1; i <= 999; i++)
    {
      g_autofree char *chinese = xy_chinese_number (i), *text = g_strdup_printf ("第%s村民小组", chinese);
      int number;

      g_assert_true (xy_group_name_parse (text, &number, NULL, NULL));
      g_assert_cmpint (number, ==, i);
    }
}

/* What is shown, read again, is the same group. */
static void
test_any (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (int i = 0; i < 20000; i++)
    {
      g_autofree char *text = random_text (rand), *key = NULL, *display = NULL, *key2 = NULL, *display2 = NULL;
      int number, number2;

      xy_group_name_parse (text, &number, &key, &display);
      xy_group_name_parse (display, &number2, &key2, &display2);
      g_assert_cmpint (number, ==, number2);
      g_assert_cmpstr (key, ==, key2);
      g_assert_cmpstr (display, ==, display2);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/group-name/parse", test_parse);
  g_test_add_func ("/group-name/every-number", test_every_number);
  g_test_add_func ("/group-name/any", test_any);
  return g_test_run ();
}
