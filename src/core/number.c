/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/number.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/error.h"
#include "core/normalize.h"

#define MINUS "\u2212"
#define YEN "\u00a5"

/* Signs as they are typed, in ASCII; what else is not ASCII stays. */
static char *
fold (const char *text)
{
  g_autofree char *line = xy_text_clean (text);
  GString *out = g_string_new (NULL);

  for (const char *at = line; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == 0x2212 || c == 0xff0d || c == 0x2013 || c == 0xfe63)
        g_string_append_c (out, '-');
      else if (c == 0xffe5 || c == 0xa5)
        g_string_append (out, YEN);
      /* An input method that writes Chinese makes it of the point. */
      else if (c == 0x3002)
        g_string_append_c (out, '.');
      else if (c > 0xff00 && c < 0xff5f)
        g_string_append_c (out, (char) (c - 0xfee0));
      else
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

static void
skip (const char **at, const char *word)
{
  while (**at == ' ')
    (*at)++;
  if (word != NULL && g_str_has_prefix (*at, word))
    *at += strlen (word);
  while (**at == ' ')
    (*at)++;
}

/* The digits before the point, with commas, if any, before each three. */
static gboolean
read_whole (const char **at, gint64 *value, gboolean *too_large)
{
  int n = 0, group = 0;
  gboolean commas = FALSE;

  for (; g_ascii_isdigit (**at) || (**at == ',' && n > 0); (*at)++)
    {
      if (**at == ',')
        {
          if (commas ? group != 3 : n > 3)
            return FALSE;
          commas = TRUE;
          group = 0;
          continue;
        }
      n++;
      group++;
      *too_large = *too_large || *value > XY_NUMBER_MOST;
      if (!*too_large)
        *value = *value * 10 + (**at - '0');
    }
  return !commas || group == 3;
}

static gboolean
parse (const char *text, const char *before, const char *after, gint64 *result, GError **error)
{
  g_autofree char *folded = fold (text);
  const char *at = folded, *begin;
  gint64 value = 0;
  gboolean negative, good, too_large = FALSE;
  int decimals = 0;

  *result = 0;
  negative = *at == '-';
  if (*at == '-' || *at == '+')
    at++;
  skip (&at, before);

  begin = at;
  good = read_whole (&at, &value, &too_large);
  if (*at == '.')
    {
      for (at++; g_ascii_isdigit (*at); at++, decimals++)
        if (decimals < 2)
          value = value * 10 + (*at - '0');
        else if (*at != '0')
          decimals = G_MAXINT / 2;
      good = good && decimals > 0;
    }
  good = good && at > begin;
  skip (&at, after);

  if (!good || *at != '\0')
    xy_set_invalid (error, NULL, _ ("“%s” is not a number."), folded);
  else if (decimals >= G_MAXINT / 2)
    xy_set_invalid (error, NULL, _ ("“%s” has more than two decimals."), folded);
  else
    {
      for (; decimals < 2; decimals++)
        value *= 10;
      if (!too_large && value <= XY_NUMBER_MOST)
        {
          *result = negative ? -value : value;
          return TRUE;
        }
      xy_set_invalid (error, NULL, _ ("“%s” is too large."), folded);
    }
  return FALSE;
}

/* The size of NUMBER, right for G_MININT64 too. */
static guint64
size_of (gint64 number)
{
  return number < 0 ? (guint64) 0 - (guint64) number : (guint64) number;
}

static char *
format_points (gint64 hundredths, const char *minus, const char *plus)
{
  guint64 size = size_of (hundredths);
  const char *sign = hundredths < 0 ? minus : hundredths > 0 ? plus : "";

  if (size % 10 == 0)
    return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%d", sign, size / 100, (int) (size / 10 % 10));
  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%02d", sign, size / 100, (int) (size % 100));
}

gboolean
xy_points_parse (const char *text, gint64 *hundredths, GError **error)
{
  return parse (text, NULL, "分", hundredths, error);
}

char *
xy_points_format (gint64 hundredths)
{
  return format_points (hundredths, MINUS, "");
}

char *
xy_points_format_change (gint64 hundredths)
{
  return format_points (hundredths, MINUS, "+");
}

char *
xy_points_to_text (gint64 hundredths)
{
  return format_points (hundredths, "-", "");
}

gboolean
xy_money_parse (const char *text, gint64 *fen, GError **error)
{
  return parse (text, YEN, "元", fen, error);
}

char *
xy_money_format (gint64 fen)
{
  guint64 size = size_of (fen);
  g_autofree char *whole = g_strdup_printf ("%" G_GUINT64_FORMAT, size / 100);
  gsize length = strlen (whole);
  GString *out = g_string_new (fen < 0 ? MINUS YEN : YEN);

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append_c (out, ',');
      g_string_append_c (out, whole[i]);
    }
  g_string_append_printf (out, ".%02d", (int) (size % 100));
  return g_string_free (out, FALSE);
}

char *
xy_money_to_text (gint64 fen)
{
  guint64 size = size_of (fen);

  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%02d", fen < 0 ? "-" : "", size / 100, (int) (size % 100));
}

static const char *const digits[] = { "零", "一", "二", "三", "四", "五", "六", "七", "八", "九" };

char *
xy_chinese_number (int number)
{
  GString *out;

  g_return_val_if_fail (number >= 0 && number <= 999, g_strdup (""));

  out = g_string_new (NULL);
  if (number >= 100)
    {
      g_string_append_printf (out, "%s百", digits[number / 100]);
      if (number % 100 > 0 && number % 100 < 10)
        g_string_append (out, digits[0]);
    }
  if (number % 100 >= 10)
    g_string_append_printf (out, "%s十", number < 20 ? "" : digits[number / 10 % 10]);
  if (number % 10 > 0 || number == 0)
    g_string_append (out, digits[number % 10]);
  return g_string_free (out, FALSE);
}

static int
digit_of (gunichar c)
{
  if (c == 0x3007) /* 〇 */
    return 0;
  if (c == 0x4e24) /* 两 */
    return 2;
  for (int i = 0; i < 10; i++)
    if (g_utf8_get_char (digits[i]) == c)
      return i;
  return -1;
}

/* 廿 is twenty, 卅 thirty, 卌 forty. */
static int
tens_of (gunichar c)
{
  switch (c)
    {
    case 0x5341:
      return 10;
    case 0x5eff:
      return 20;
    case 0x5345:
      return 30;
    case 0x534c:
      return 40;
    default:
      return 0;
    }
}

/* 一〇三, digit by digit, as house numbers are written. */
static gboolean
parse_places (const char *text, int *number)
{
  int value = 0, n = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at), n++)
    {
      int digit = digit_of (g_utf8_get_char (at));

      if (digit < 0 || n == 3 || (n == 0 && digit == 0 && *g_utf8_next_char (at) != '\0'))
        return FALSE;
      value = value * 10 + digit;
    }
  *number = value;
  return n > 0;
}

gboolean
xy_chinese_number_parse (const char *text, int *number)
{
  int value = 0, digit = -1, unit = 1000;
  gboolean zero = FALSE;

  *number = 0;
  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return FALSE;
  if (parse_places (text, number))
    return TRUE;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      int tens = tens_of (c), now = digit_of (c);

      if (c == 0x767e && unit > 100 && digit > 0) /* 百 */
        {
          value = digit * 100;
          unit = 100;
          digit = -1;
        }
      else if (tens > 0 && unit > 10 && (tens == 10 ? digit != 0 : digit < 0))
        {
          value += tens * (digit > 0 ? digit : 1);
          unit = 10;
          digit = -1;
          zero = FALSE;
        }
      else if (now == 0 && unit == 100 && !zero && digit < 0)
        zero = TRUE;
      else if (now > 0 && digit < 0)
        digit = now;
      else
        return FALSE;
    }

  /* 一百二 is 120, 一百零二 is 102; 一百零 is nothing. */
  if (zero && digit < 0)
    return FALSE;
  if (digit > 0)
    value += unit == 100 && !zero ? digit * 10 : digit;
  if (unit == 1000 || value > 999)
    return FALSE;
  *number = value;
  return TRUE;
}
