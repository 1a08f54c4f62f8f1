/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/normalize.h"

#include <locale.h>
#include <string.h>

#include "random-text.h"

typedef char *(*Clean) (const char *text);

typedef struct
{
  const char *in, *out;
} Case;

static void
check (Clean function, const Case *cases, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *out = function (cases[i].in);

      g_assert_cmpstr (out, ==, cases[i].out);
    }
}

static void
test_clean (void)
{
  static const Case line[] = {
    { NULL, "" },
    { "", "" },
    { "  上屋场  ", "上屋场" },
    { "　上屋场　3号　", "上屋场 3号" },
    { "ABC１２３ｘ", "ABC123x" },
    { "湖南省\n新化县", "湖南省新化县" },
    { "Tom\r\nLee", "Tom Lee" },
    { "电话\n138", "电话 138" },
    { "第一\uff0c\n第二", "第一\uff0c第二" },
    { "'0123", "0123" },
    { "it's", "it's" },
    { "a\tb", "a b" },
    { "a\x01\x7f"
      "b",
      "ab" },
    { "张\xe2\x80\x8b三\xef\xbb\xbf", "张三" },
    { "e\xcc\x81", "é" },
    { "\uff08一\uff09", "\uff08一\uff09" },
    { "a\xff"
      "b",
      "a\xef\xbf\xbd"
      "b" },
    { "\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" },
    { "\xef\xbf\xbf", "" },
  };
  static const Case lines[] = {
    { "\n\n第一\r\n第二 \n\n 第三\n", "第一\n第二\n\n第三" },
    { " a  b ", "a b" },
  };

  check (xy_text_clean, line, G_N_ELEMENTS (line));
  check (xy_text_clean_lines, lines, G_N_ELEMENTS (lines));
}

static void
test_names (void)
{
  static const Case names[] = {
    { "张 三", "张三" },
    { "张　　三", "张三" },
    { "'张三", "张三" },
    { "张\n三", "张三" },
    { "Tom  Lee", "Tom Lee" },
    { "J. Smith", "J. Smith" },
    { "李 Tom", "李 Tom" },
    { "买买提・艾力", "买买提·艾力" },
    { "买买提•艾力", "买买提·艾力" },
    { "买买提‧艾力", "买买提·艾力" },
    { "买买提∙艾力", "买买提·艾力" },
    { "买买提.艾力", "买买提·艾力" },
    { "买买提\uff0e艾力", "买买提·艾力" },
    { "买买提 · 艾力", "买买提·艾力" },
    { "买买提··艾力", "买买提·艾力" },
    { "·张三·", "张三" },
    { "Ali・Veli", "Ali·Veli" },
  };

  check (xy_name_clean, names, G_N_ELEMENTS (names));
}

static void
test_digits (void)
{
  static const Case digits[] = {
    { " '431399 1963 0512 123x ", "43139919630512123x" },
    { "\uff14313\uff19919\uff16\uff13", "431399"
                                        "1963" },
    { "6217—0000\uff0d1", "6217-0000-1" },
    { "12\n34", "1234" },
  };

  check (xy_digits_clean, digits, G_N_ELEMENTS (digits));
}

static void
test_phones (void)
{
  static const Case phones[] = {
    { "", "" },
    { NULL, "" },
    { "19900001234", "19900001234" },
    { "199 0000 1234", "19900001234" },
    { "199-0000-1234", "19900001234" },
    { "+86 199 0000 1234", "19900001234" },
    { "+8619900001234", "19900001234" },
    { "(+86)19900001234", "19900001234" },
    { "\uff08\uff0b86\uff09199\uff0d0000\uff0d1234", "19900001234" },
    { "0086-19900001234", "19900001234" },
    { "86-19900001234", "19900001234" },
    { "19900001234.0", "19900001234" },
    { "19900001234\uff0f19900005678", "19900001234,19900005678" },
    { "19900001234/19900005678", "19900001234,19900005678" },
    { "19900001234 19900005678", "19900001234,19900005678" },
    { "19900001234、19900005678\uff1b19900001234", "19900001234,19900005678" },
    { "19900001234\n19900005678", "19900001234,19900005678" },
    { "199 0000 1234 199 0000 5678", "19900001234,19900005678" },
    { "1990000\uff11\uff12\uff13\uff14", "19900001234" },
    { "0738-3221234", "07383221234" },
    { "(0738)3221234", "07383221234" },
    { "3221234 19900001234", "3221234,19900001234" },
    { "0738-3221234 19900001234", "07383221234,19900001234" },
    { "张三\uff1a19900001234\uff0c李四19900005678", "19900001234,19900005678" },
    { "无", "" },
    { "+8619900001234 +8619900005678", "19900001234,19900005678" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (phones); i++)
    {
      g_auto (GStrv) list = xy_phone_split (phones[i].in);
      g_autofree char *joined = g_strjoinv (",", list);

      g_assert_cmpstr (joined, ==, phones[i].out);
    }
  g_assert_true (xy_phone_is_mobile ("19900001234"));
  g_assert_false (xy_phone_is_mobile ("12000001234"));
  g_assert_false (xy_phone_is_mobile ("1990000123"));
  g_assert_false (xy_phone_is_mobile (NULL));
}

static void
test_valid (void)
{
  g_assert_true (xy_text_is_valid ("张三\n\t", -1));
  g_assert_true (xy_text_is_valid ("", 0));
  g_assert_false (xy_text_is_valid ("a\0b", 3));
  g_assert_false (xy_text_is_valid ("a\x01", -1));
  g_assert_false (xy_text_is_valid ("a\r\n", -1));
  g_assert_false (xy_text_is_valid ("a\x7f", -1));
  g_assert_false (xy_text_is_valid ("\xc2\x85", -1));
  g_assert_false (xy_text_is_valid ("\xed\xa0\x80", -1));
  g_assert_false (xy_text_is_valid ("\xef\xbf\xbf", -1));
  g_assert_false (xy_text_is_valid ("\xff", -1));
  g_assert_false (xy_text_is_valid ("张", 2));
}

/* What is cleaned is valid, and clean. */
static void
test_any (void)
{
  static const Clean functions[] = { xy_text_clean, xy_text_clean_lines, xy_name_clean, xy_digits_clean };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261122);

  for (int i = 0; i < 20000; i++)
    {
      g_autofree char *text = random_text (rand);

      for (gsize k = 0; k < G_N_ELEMENTS (functions); k++)
        {
          g_autofree char *once = functions[k](text), *twice = functions[k](once);

          g_assert_cmpstr (once, ==, twice);
          g_assert_true (xy_text_is_valid (once, -1));
        }

      g_auto (GStrv) phones = xy_phone_split (text);
      g_autofree char *joined = g_strjoinv ("/", phones);
      g_auto (GStrv) again = xy_phone_split (joined);
      g_autofree char *joined_again = g_strjoinv ("/", again);
      g_assert_cmpuint (strspn (joined, "/0123456789"), ==, strlen (joined));
      g_assert_cmpuint (strlen (joined_again), <=, strlen (joined));
    }
}

/* Plain texts take a short way through; an unseen character at the end sends them the long way, to the same end. */
static void
test_short_way (void)
{
  static const Clean functions[] = { xy_text_clean, xy_text_clean_lines, xy_name_clean, xy_digits_clean };
  static const char *const pieces[] = { "张", "国强", "3", "X", " ", "-", ".", "/", "'", "龥", "一", "㐀", "(", "~" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (int i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (int k = g_rand_int_range (rand, 0, 7); k > 0; k--)
        g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      g_autofree char *unseen = g_strconcat (text->str, "\u200b", NULL);
      for (gsize f = 0; f < G_N_ELEMENTS (functions); f++)
        {
          g_autofree char *brief = functions[f](text->str), *lengthy = functions[f](unseen);
          g_assert_cmpstr (brief, ==, lengthy);
        }
    }
}

/* Any character of Unicode beside any other kind of character. */
static void
test_every_character (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (int i = 0; i < 30000; i++)
    {
      GString *text = g_string_new (NULL);

      for (int k = g_rand_int_range (rand, 1, 5); k > 0; k--)
        {
          gunichar c = (gunichar) g_rand_int_range (rand, 1, g_rand_boolean (rand) ? 0x3100 : 0x110000);

          if (c < 0xd800 || c > 0xdfff)
            g_string_append_unichar (text, c);
        }
      g_autofree char *in = g_string_free (text, FALSE), *once = xy_name_clean (in), *twice = xy_name_clean (once);
      g_assert_cmpstr (once, ==, twice);
      g_assert_true (xy_text_is_valid (once, -1));
    }
}

/* Text that needs no taking apart is spared it, and comes to the same as if it were not: U+3000 in front forces it. */
static void
test_characters (void)
{
  char text[16], wide[16];

  for (gunichar c = 0x21; c <= 0x9fff; c = c == 0x7e ? 0x4e00 : c + 1)
    {
      glong n, m;

      text[g_unichar_to_utf8 (c, text)] = '\0';
      g_snprintf (wide, sizeof wide, "\u3000%s", text);
      g_autofree gunichar *quick = xy_text_characters (text, &n);
      g_autofree gunichar *slow = xy_text_characters (wide, &m);
      g_assert_cmpmem (quick, (gsize) n * sizeof *quick, slow, (gsize) m * sizeof *slow);
    }
  glong n;
  g_autofree gunichar *mixed = xy_text_characters (" Ａ1·张①\xff", &n);
  g_assert_cmpint (n, ==, 4);
  g_assert_true (mixed[0] == 'A' && mixed[1] == '1' && mixed[2] == 0x5f20 && mixed[3] == '1');
  g_autofree gunichar *none = xy_text_characters (NULL, &n);
  g_assert_cmpint (n, ==, 0);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/normalize/clean", test_clean);
  g_test_add_func ("/normalize/names", test_names);
  g_test_add_func ("/normalize/digits", test_digits);
  g_test_add_func ("/normalize/phones", test_phones);
  g_test_add_func ("/normalize/valid", test_valid);
  g_test_add_func ("/normalize/any", test_any);
  g_test_add_func ("/normalize/short-way", test_short_way);
  g_test_add_func ("/normalize/every-character", test_every_character);
  g_test_add_func ("/normalize/characters", test_characters);
  return g_test_run ();
}
