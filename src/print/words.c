/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/words.h"

#include <string.h>

#define MINUS "−"
#define NOTHING "—"

static gboolean
parse_day (const char *text, GDate *day)
{
  guint parts[3] = { 0 };
  const guint lengths[3] = { 4, 2, 2 };

  if (text == NULL || strlen (text) != 10 || text[4] != '-' || text[7] != '-')
    return FALSE;
  for (guint i = 0; i < 3; i++)
    {
      for (guint j = 0; j < lengths[i]; j++)
        {
          if (!g_ascii_isdigit (text[j]))
            return FALSE;
          parts[i] = parts[i] * 10 + (guint) (text[j] - '0');
        }
      text += lengths[i] + 1;
    }
  if (!g_date_valid_dmy ((GDateDay) parts[2], (GDateMonth) parts[1], (GDateYear) parts[0]))
    return FALSE;
  g_date_set_dmy (day, (GDateDay) parts[2], (GDateMonth) parts[1], (GDateYear) parts[0]);
  return TRUE;
}

char *
xy_words_day (const char *day)
{
  GDate date;

  if (!parse_day (day, &date))
    return g_strdup (day != NULL ? day : "");
  return g_strdup_printf ("%u年%u月%u日", date.year, date.month, date.day);
}

static char *
write_span (const char *from, const char *to, gboolean with_year)
{
  GDate first, last;

  if (!parse_day (from, &first) || !parse_day (to, &last))
    return g_strdup_printf ("%s至%s", from != NULL ? from : "", to != NULL ? to : "");

  g_autofree char *start = with_year || first.year != last.year
                               ? g_strdup_printf ("%u年%u月%u日", first.year, first.month, first.day)
                               : g_strdup_printf ("%u月%u日", first.month, first.day);
  if (first.year != last.year)
    return g_strdup_printf ("%s至%u年%u月%u日", start, last.year, last.month, last.day);
  if (first.month != last.month)
    return g_strdup_printf ("%s至%u月%u日", start, last.month, last.day);
  return g_strdup_printf ("%s至%u日", start, last.day);
}

char *
xy_words_span (const char *from, const char *to)
{
  return write_span (from, to, TRUE);
}

char *
xy_words_short_span (const char *from, const char *to)
{
  return write_span (from, to, FALSE);
}

guint
xy_words_count_days (const char *from, const char *to)
{
  GDate first, last;

  if (!parse_day (from, &first) || !parse_day (to, &last))
    return 0;
  int days = g_date_days_between (&first, &last);
  return days < 0 ? 0 : (guint) days + 1;
}

char *
xy_words_number (guint n)
{
  static const char *const digits[] = { "零", "一", "二", "三", "四", "五", "六", "七", "八", "九" };

  if (n < 10)
    return g_strdup (digits[n]);
  if (n >= 100)
    return g_strdup_printf ("%u", n);
  return g_strconcat (n >= 20 ? digits[n / 10] : "", "十", n % 10 != 0 ? digits[n % 10] : "", NULL);
}

guint
xy_words_count_decimals (gint64 hundredths)
{
  if (hundredths % 100 == 0)
    return 0;
  return hundredths % 10 == 0 ? 1 : 2;
}

char *
xy_words_points (gint64 hundredths, guint decimals, gboolean is_signed)
{
  guint64 size = hundredths < 0 ? -(guint64) hundredths : (guint64) hundredths;
  const char *sign = hundredths < 0 ? MINUS : (is_signed ? "+" : "");

  if (hundredths == 0 && is_signed)
    return g_strdup (NOTHING);
  if (decimals == 0)
    return g_strdup_printf ("%s%" G_GUINT64_FORMAT, sign, size / 100);
  if (decimals == 1)
    return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%u", sign, size / 100, (guint) (size % 100 / 10));
  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%02u", sign, size / 100, (guint) (size % 100));
}

char *
xy_words_phone (const char *phone)
{
  if (phone == NULL)
    return g_strdup ("");
  if (strlen (phone) != 11 || strspn (phone, "0123456789") != 11 || phone[0] != '1')
    return g_strdup (phone);
  return g_strdup_printf ("%.3s %.4s %.4s", phone, phone + 3, phone + 7);
}
