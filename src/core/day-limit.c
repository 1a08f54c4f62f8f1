/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/day-limit.h"

#include <stdlib.h>
#include <string.h>

/* More is no limit that anybody sets at a meeting. */
#define MOST 999

/* The figure that TEXT begins with, -1 for none; *REST is what follows. 半 is none. */
static int
read_figure (const char *text, const char **rest)
{
  static const char *const digits[] = { "零", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
  int value = -1, tens = 0;
  gboolean two = FALSE;

  *rest = text;
  if (g_ascii_isdigit (text[0]))
    {
      value = 0;
      for (; g_ascii_isdigit (**rest); (*rest)++)
        value = MIN (value * 10 + (**rest - '0'), MOST + 1);
      return value;
    }
  for (;;)
    {
      int digit = -1;
      for (guint i = 0; i < G_N_ELEMENTS (digits); i++)
        if (g_str_has_prefix (*rest, digits[i]))
          digit = (int) i;
      if (digit < 0 && g_str_has_prefix (*rest, "两"))
        digit = 2;
      if (digit >= 0 && !two)
        {
          value = digit;
          two = TRUE;
        }
      else if (digit < 0 && g_str_has_prefix (*rest, "十") && tens == 0)
        {
          tens = value > 0 ? value * 10 : 10;
          value = 0;
          two = FALSE;
        }
      else
        break;
      *rest += strlen ("一");
    }
  return value < 0 && tens == 0 ? -1 : tens + MAX (value, 0);
}

static gboolean
is_one_of (const char *text, const char *const *words)
{
  return g_strv_contains (words, text);
}

/* The same day of the month N months on, or the last one of a shorter month. */
static gboolean
add_months (const char *from, int n, char day[XY_DAY_SIZE])
{
  int year = (int) strtol (from, NULL, 10), month = (int) strtol (from + 5, NULL, 10);
  int of_month = (int) strtol (from + 8, NULL, 10), months = year * 12 + month - 1 + n;

  for (; of_month > 27; of_month--)
    if (xy_day_from_parts (months / 12, months % 12 + 1, of_month, day))
      return TRUE;
  return xy_day_from_parts (months / 12, months % 12 + 1, of_month, day);
}

/* N of what REST names. */
static gboolean
count_on (int n, const char *rest, const char *from, char day[XY_DAY_SIZE])
{
  static const char *const days[] = { "", "天", "天内", "天之内", "日内", "日之内", NULL };
  static const char *const weeks[] = { "周", "周内", "周之内", "星期", "个星期", "个星期内", "礼拜", "个礼拜", NULL };
  static const char *const months[] = { "月内", "个月", "个月内", "个月之内", NULL };

  if (n < 0 || n > MOST)
    return FALSE;
  if (is_one_of (rest, days))
    return xy_day_add (from, n, day);
  if (is_one_of (rest, weeks))
    return xy_day_add (from, n * 7, day);
  return is_one_of (rest, months) && add_months (from, n, day);
}

static gboolean
read_word (const char *text, const char *from, char day[XY_DAY_SIZE])
{
  static const char *const ends_of_month[] = { "月底", "本月底", "这个月底", "月底前", "本月底前", "本月内", NULL };
  static const char *const ends_of_next[] = { "下月底", "下个月底", "下月底前", NULL };
  static const char *const ends_of_year[] = { "年底", "今年底", "年底前", "年内", NULL };
  static const char *const ends_of_week[] = { "本周", "本周内", "这周", "周末", "周末前", NULL };
  static const char *const halves[] = { "半个月", "半月", "半个月内", "半月内", NULL };
  static const char *const todays[] = { "今天", "当天", "当场", "今日", NULL };
  char first[XY_DAY_SIZE], next[XY_DAY_SIZE];

  if (is_one_of (text, todays))
    return xy_day_add (from, 0, day);
  if (g_str_equal (text, "明天"))
    return xy_day_add (from, 1, day);
  if (g_str_equal (text, "后天"))
    return xy_day_add (from, 2, day);
  if (is_one_of (text, halves))
    return xy_day_add (from, 15, day);
  if (is_one_of (text, ends_of_week))
    return xy_day_add (from, (7 - xy_day_weekday (from)) % 7, day);
  if (is_one_of (text, ends_of_month))
    return xy_day_span (from, XY_SPAN_MONTH, first, day);
  if (is_one_of (text, ends_of_next))
    return xy_day_span (from, XY_SPAN_MONTH, first, next) && add_months (first, 1, first)
           && xy_day_span (first, XY_SPAN_MONTH, next, day);
  return is_one_of (text, ends_of_year) && xy_day_span (from, XY_SPAN_YEAR, first, day);
}

/* 15号, 12月1日, 12.1: the next one. */
static gboolean
read_next (const char *text, const char *from, char day[XY_DAY_SIZE])
{
  const char *rest, *end;
  int year = (int) strtol (from, NULL, 10), month = (int) strtol (from + 5, NULL, 10);
  int figure = read_figure (text, &rest), second;

  if (figure < 1 || figure > 31)
    return FALSE;
  if (g_str_equal (rest, "号") || g_str_equal (rest, "日") || g_str_equal (rest, "号前") || g_str_equal (rest, "日前"))
    {
      for (int i = 0; i < 3; i++, month++)
        if (xy_day_from_parts (year + (month - 1) / 12, (month - 1) % 12 + 1, figure, day) && strcmp (day, from) >= 0)
          return TRUE;
      return FALSE;
    }
  if (g_str_has_prefix (rest, "月"))
    rest += strlen ("月");
  else if (rest[0] != '\0' && strchr (".-/", rest[0]) != NULL)
    rest++;
  else
    return FALSE;
  second = read_figure (rest, &end);
  if (second < 1 || !(end[0] == '\0' || g_str_has_prefix (end, "日") || g_str_has_prefix (end, "号")))
    return FALSE;
  for (int i = 0; i < 5; i++)
    if (xy_day_from_parts (year + i, figure, second, day) && strcmp (day, from) >= 0)
      return TRUE;
  return FALSE;
}

gboolean
xy_day_parse_limit (const char *text, const char *from, char day[XY_DAY_SIZE])
{
  g_autofree char *folded = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_autoptr (GString) words = g_string_new (NULL);
  const char *rest;

  day[0] = '\0';
  for (const char *c = folded != NULL ? folded : ""; *c != '\0'; c = g_utf8_next_char (c))
    if (!g_unichar_isspace (g_utf8_get_char (c)))
      g_string_append_unichar (words, g_utf8_get_char (c));
  if (words->len == 0 || !xy_day_is_valid (from))
    return FALSE;
  int figure = read_figure (words->str, &rest);
  if (read_word (words->str, from, day) || (figure >= 0 && count_on (figure, rest, from, day))
      || read_next (words->str, from, day) || xy_day_parse (words->str, day) == XY_DAY_FULL)
    return TRUE;
  day[0] = '\0';
  return FALSE;
}
