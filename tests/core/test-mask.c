/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/mask.h"

#include <locale.h>
#include <string.h>

#include "random-text.h"

typedef char *(*Mask) (const char *text);

typedef struct
{
  const char *in, *out;
} Case;

static void
check (Mask mask, const Case *cases, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *out = mask (cases[i].in), *again = mask (out);

      g_assert_cmpstr (out, ==, cases[i].out);
      g_assert_cmpstr (again, ==, out);
    }
}

static void
test_fields (void)
{
  static const Case ids[] = {
    { "43139919630512123X", "431399********123X" },
    { "43139919630512123x", "431399********123X" },
    { "431399 1963 0512 1234", "431399********1234" },
    { "431399630512123", "431399*****2123" },
    { "4313996305121", "****21" },
    { "43139919630512123412345", "****45" },
    { "431399196305121234****", "******" },
    { "4.31399E+17", "****17" },
    { "12345", "****" },
    { "无", "****" },
    { "", "" },
    { NULL, "" },
  };
  static const Case phones[] = {
    { "19900001234", "199****1234" },
    { "+86 199-0000-1234", "199****1234" },
    { "19900001234/19900005678", "199****1234/199****5678" },
    { "0738-3221234", "0738****34" },
    { "3221234", "****34" },
    { "661", "****" },
    { "", "" },
    { "无", "" },
    { NULL, "" },
  };
  static const Case cards[] = {
    { "6217000000000001234", "****1234" },
    { "6217 0000 0000 0000 123", "****0123" },
    { "1234567", "****67" },
    { "", "" },
    { NULL, "" },
  };
  static const Case names[] = {
    { "张国强", "张**" },
    { "李明", "李*" },
    { "李 明", "李*" },
    { "欧阳修", "欧阳*" },
    { "欧阳", "欧*" },
    { "尉迟敬德", "尉迟**" },
    { "买买提·艾力", "买**" },
    { "Tom", "T**" },
    { "张", "张*" },
    { "", "" },
    { NULL, "" },
  };

  check (xy_mask_id_number, ids, G_N_ELEMENTS (ids));
  check (xy_mask_phone, phones, G_N_ELEMENTS (phones));
  check (xy_mask_bank_card, cards, G_N_ELEMENTS (cards));
  check (xy_mask_name, names, G_N_ELEMENTS (names));
}

static void
test_text (void)
{
  static const Case cases[] = {
    { "电话19900001234。", "电话199****1234。" },
    { "电话199 0000 1234。", "电话199****1234。" },
    { "电话199-0000-1234,", "电话199****1234," },
    { "199\uff0d0000\uff0d1234", "199****1234" },
    { "+86 199 0000 1234", "+****1234" },
    { "+8619900001234", "+****1234" },
    { "19900001234 19900005678", "199****1234 199****5678" },
    { "019900001234", "****1234" },
    { "19900001234X", "199****1234X" },
    { "\uff11\uff19\uff19\uff10\uff10\uff10\uff10\uff11\uff12\uff13\uff14", "199****1234" },
    { "身份证43139919630512123x号", "身份证431399********123X号" },
    { "身份证431399 19630512 123X号", "身份证431399********123X号" },
    { "431399196305121234", "431399********1234" },
    { "卡号6217000000000001234", "卡号****1234" },
    { "卡号6217 0000 0000 0001 234", "卡号****1234" },
    { "6217-0000-0000-1234", "****1234" },
    { "12345678901234567890123", "****0123" },
    { "公示期2026-11-22至2026-11-28", "公示期2026-11-22至2026-11-28" },
    { "2026-11-22 2026-11-28", "2026-11-22 2026-11-28" },
    { "2023 2024 2025 2026", "2023 2024 2025 2026" },
    { "村码431399100201", "村码431399100201" },
    { "¥1,234,567.50", "¥1,234,567.50" },
    { "积分127.5,第3名,20261122", "积分127.5,第3名,20261122" },
    { "", "" },
    { NULL, "" },
  };

  check (xy_mask_text, cases, G_N_ELEMENTS (cases));
}

/* The longest run of digits in TEXT, in any width. */
static int
longest_run (const char *text)
{
  int longest = 0, run = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      run = g_unichar_isdigit (g_utf8_get_char (at)) ? run + 1 : 0;
      longest = MAX (longest, run);
    }
  return longest;
}

static gboolean
has_personal_number (const char *text)
{
  static GRegex *regex = NULL;

  if (regex == NULL)
    regex = g_regex_new ("(?<![0-9])(?:[0-9]{11}|[0-9]{15,}|[0-9]{17}[Xx]|1[3-9][0-9] [0-9]{4} [0-9]{4})(?![0-9])", 0,
                         0, NULL);
  return g_regex_match (regex, text, 0, NULL);
}

static void
test_any (void)
{
  static const Mask fields[] = { xy_mask_id_number, xy_mask_phone, xy_mask_bank_card };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261122);

  for (int i = 0; i < 20000; i++)
    {
      g_autofree char *text = random_text (rand), *masked = xy_mask_text (text), *again = xy_mask_text (masked);
      g_autofree char *name = xy_mask_name (text), *name_again = xy_mask_name (name);

      g_assert_cmpstr (masked, ==, again);
      if (has_personal_number (masked))
        g_error ("“%s” leaves “%s”", text, masked);
      g_assert_cmpstr (name, ==, name_again);
      g_assert_cmpint (g_utf8_strlen (name, -1), <=, 4);
      for (gsize k = 0; k < G_N_ELEMENTS (fields); k++)
        {
          g_autofree char *field = fields[k](text), *field_again = fields[k](field);

          g_assert_cmpint (longest_run (field), <=, 6);
          g_assert_cmpint (longest_run (field_again), <=, 6);
        }
    }
}

/* Digits and joints only: the densest mixture of numbers. */
static void
test_any_digits (void)
{
  static const char *const pieces[] = { "1", "99", "199", "0000", "1234", "431399", "19630512", "6217", " ", "-", "X" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (int i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (int n = g_rand_int_range (rand, 0, 16); n > 0; n--)
        g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);

      g_autofree char *masked = xy_mask_text (text->str), *again = xy_mask_text (masked);
      g_assert_cmpstr (masked, ==, again);
      if (has_personal_number (masked))
        g_error ("“%s” leaves “%s”", text->str, masked);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mask/fields", test_fields);
  g_test_add_func ("/mask/text", test_text);
  g_test_add_func ("/mask/any", test_any);
  g_test_add_func ("/mask/any-digits", test_any_digits);
  return g_test_run ();
}
