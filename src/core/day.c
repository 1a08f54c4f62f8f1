/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/day.h"

#include "core/normalize.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* 1899-12-31 and 1904-01-01 as Julian days of GDate. */
#define EPOCH_1900 693595
#define EPOCH_1904 695056
#define FAKE_LEAP_DAY 60
#define LAST_SERIAL 2958465

static gboolean
is_digits (const char *text, int n)
{
  for (int i = 0; i < n; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
  return TRUE;
}

static int
number (const char *text, int n)
{
  int value = 0;

  for (int i = 0; i < n; i++)
    value = value * 10 + (text[i] - '0');
  return value;
}

static gboolean
is_day (int year, int month, int day)
{
  return year >= 1000 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= 31
         && g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

static XyDayPrecision
write_day (int year, int month, int day, XyDayPrecision precision, char out[XY_DAY_SIZE])
{
  out[0] = '\0';
  if (!is_day (year, precision >= XY_DAY_MONTH ? month : 1, precision == XY_DAY_FULL ? day : 1))
    return XY_DAY_NONE;
  if (precision == XY_DAY_FULL)
    g_snprintf (out, XY_DAY_SIZE, "%04d-%02d-%02d", year, month, day);
  else if (precision == XY_DAY_MONTH)
    g_snprintf (out, XY_DAY_SIZE, "%04d-%02d", year, month);
  else if (precision == XY_DAY_YEAR)
    g_snprintf (out, XY_DAY_SIZE, "%04d", year);
  return precision;
}

static gboolean
read_day (const char *day, GDate *date)
{
  if (!xy_day_is_valid (day))
    return FALSE;
  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay) number (day + 8, 2), (GDateMonth) number (day + 5, 2), (GDateYear) number (day, 4));
  return TRUE;
}

static gboolean
write_julian (gint64 julian, char out[XY_DAY_SIZE])
{
  GDate date;

  out[0] = '\0';
  if (julian < 1 || julian > EPOCH_1900 + LAST_SERIAL - 1)
    return FALSE;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) julian);
  return write_day (g_date_get_year (&date), (int) g_date_get_month (&date), g_date_get_day (&date), XY_DAY_FULL, out)
         == XY_DAY_FULL;
}

/* Parsing: what people write, as numbers with signs between them. */

/* Chinese numerals of dates: 〇 to 九 each, and 十, 廿, 卅 as tens. */
static int
chinese_digit (gunichar c)
{
  static const gunichar digits[] = { 0x3007, 0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94, 0x516d, 0x4e03, 0x516b, 0x4e5d };

  for (int i = 0; i < 10; i++)
    if (c == digits[i])
      return i;
  switch (c)
    {
    case 0x96f6: /* 零 */
    case 0x25cb: /* ○ */
      return 0;
    case 0x5143: /* 元 */
      return 1;
    default:
      return -1;
    }
}

static int
chinese_tens (gunichar c)
{
  switch (c)
    {
    case 0x5341: /* 十 */
      return 1;
    case 0x5eff: /* 廿 */
      return 2;
    case 0x5345: /* 卅 */
      return 3;
    default:
      return 0;
    }
}

static gboolean
is_unit (gunichar c)
{
  return c == 0x5e74 || c == 0x6708 || c == 0x65e5; /* 年月日 */
}

/* Chinese numerals as digits, and no space round 年 and 月: 一九六三年 十二月廿五日 becomes 1963年12月25日. */
static char *
to_digits (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at), before = 0, after = g_utf8_get_char (g_utf8_next_char (at));

      if (at > text)
        before = g_utf8_get_char (g_utf8_prev_char (at));
      if (chinese_tens (c) > 0)
        {
          /* 二十: the 2 is there already. */
          if (chinese_digit (before) <= 0)
            g_string_append_printf (out, "%d", chinese_tens (c));
          if (chinese_digit (after) <= 0)
            g_string_append_c (out, '0');
        }
      else if (chinese_digit (c) >= 0)
        g_string_append_printf (out, "%d", chinese_digit (c));
      else if (c != ' ' || !(is_unit (after) || before == 0x5e74 || before == 0x6708))
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

typedef enum
{
  SIGN_OTHER,
  SIGN_BETWEEN,
  SIGN_YEAR,
  SIGN_MONTH,
  SIGN_DAY,
  SIGN_SPACE,
  SIGN_END,
} Sign;

static Sign
read_sign (const char **at)
{
  gunichar c = g_utf8_get_char (*at);

  if (c == 0)
    return SIGN_END;
  *at = g_utf8_next_char (*at);
  switch (c)
    {
    case '.':
    case '-':
    case '/':
    case '\\':
    case '_':
    case ',':
    case 0x3001: /* 、 */
    case 0x3002: /* 。 */
    case 0x00b7: /* · */
    case 0xff0e: /* full-width full stop */
    case 0xff0f: /* full-width slash */
    case 0xff0c: /* full-width comma */
    case 0xff0d: /* full-width hyphen */
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212:
      return SIGN_BETWEEN;
    case 0x5e74: /* 年 */
      return SIGN_YEAR;
    case 0x6708: /* 月 */
      return SIGN_MONTH;
    case 0x65e5: /* 日 */
    case 0x53f7: /* 号 */
      return SIGN_DAY;
    case ' ':
    case 'T':
      return SIGN_SPACE;
    default:
      return SIGN_OTHER;
    }
}

/* Digits alone: YYYYMMDD, YYYYMM, YYYY, or a spreadsheet's five. */
static XyDayPrecision
parse_block (const char *text, gsize n, char day[XY_DAY_SIZE])
{
  switch (n)
    {
    case 4:
      return write_day (number (text, 4), 0, 0, XY_DAY_YEAR, day);
    case 5:
      return xy_day_from_serial (number (text, 5), FALSE, day) ? XY_DAY_FULL : XY_DAY_NONE;
    case 6:
      return write_day (number (text, 4), number (text + 4, 2), 0, XY_DAY_MONTH, day);
    case 8:
      return write_day (number (text, 4), number (text + 4, 2), number (text + 6, 2), XY_DAY_FULL, day);
    default:
      return XY_DAY_NONE;
    }
}

/* Whether TEXT is a time of day, which a spreadsheet adds to a day: "0:00", "00:00:00", "08:30:00.000". */
static gboolean
is_time (const char *text)
{
  gsize n = strspn (text, "0123456789:.Z");

  return n > 0 && text[n] == '\0' && strchr (text, ':') != NULL;
}

/* Year, month and day with signs between them. */
static XyDayPrecision
parse_parts (const char *text, char day[XY_DAY_SIZE])
{
  static const Sign named[] = { SIGN_YEAR, SIGN_MONTH, SIGN_DAY };
  int parts[3] = { 0, 0, 0 };
  int n = 0;

  for (const char *at = text; n < 3;)
    {
      int digits = (int) strspn (at, "0123456789");
      Sign sign;

      if (digits < 1 || digits > (n == 0 ? 4 : 2))
        return XY_DAY_NONE;
      parts[n] = number (at, digits);
      at += digits;
      sign = read_sign (&at);
      n++;

      if (sign == SIGN_END || (sign == named[n - 1] && *at == '\0'))
        break;
      if (n == 3)
        {
          if (sign == SIGN_DAY && *at == ' ')
            at++;
          else if (sign != SIGN_SPACE)
            return XY_DAY_NONE;
          if (!is_time (at))
            return XY_DAY_NONE;
          break;
        }
      if (sign != named[n - 1] && sign != SIGN_BETWEEN && sign != SIGN_SPACE)
        return XY_DAY_NONE;
      if (*at == ' ')
        at++;
    }
  return write_day (parts[0], parts[1], parts[2], (XyDayPrecision) n, day);
}

/* Public functions. */

XyDayPrecision
xy_day_precision (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  if ((length != 4 && length != 7 && length != 10) || !is_digits (text, 4))
    return XY_DAY_NONE;
  if (length >= 7 && (text[4] != '-' || !is_digits (text + 5, 2)))
    return XY_DAY_NONE;
  if (length == 10 && (text[7] != '-' || !is_digits (text + 8, 2)))
    return XY_DAY_NONE;
  if (!is_day (number (text, 4), length >= 7 ? number (text + 5, 2) : 1, length == 10 ? number (text + 8, 2) : 1))
    return XY_DAY_NONE;
  return length == 10 ? XY_DAY_FULL : length == 7 ? XY_DAY_MONTH : XY_DAY_YEAR;
}

XyDayPrecision
xy_day_parse (const char *text, char day[XY_DAY_SIZE])
{
  g_autofree char *line = xy_text_clean (text);
  g_autofree char *digits = NULL;
  gsize n;

  day[0] = '\0';
  digits = to_digits (line);
  n = strspn (digits, "0123456789");
  if (digits[n] == '\0')
    return parse_block (digits, n, day);
  /* 44197.0: a serial number written as a decimal. */
  if (n == 5 && digits[n] == '.' && strspn (digits + n + 1, "0123456789") == strlen (digits + n + 1))
    return parse_block (digits, n, day);
  /* 19630512 0:00 */
  if (n == 8 && digits[n] == ' ' && is_time (digits + n + 1))
    return parse_block (digits, n, day);
  return parse_parts (digits, day);
}

gboolean
xy_day_from_serial (gint64 serial, gboolean system_1904, char day[XY_DAY_SIZE])
{
  day[0] = '\0';
  if (serial < (system_1904 ? 0 : 1) || serial > LAST_SERIAL || (!system_1904 && serial == FAKE_LEAP_DAY))
    return FALSE;
  if (system_1904)
    return write_julian (EPOCH_1904 + serial, day);
  return write_julian (EPOCH_1900 + serial - (serial > FAKE_LEAP_DAY ? 1 : 0), day);
}

gboolean
xy_day_from_parts (int year, int month, int day_of_month, char day[XY_DAY_SIZE])
{
  return write_day (year, month, day_of_month, XY_DAY_FULL, day) == XY_DAY_FULL;
}

gboolean
xy_day_add (const char *day, int days, char out[XY_DAY_SIZE])
{
  GDate date;

  if (read_day (day, &date))
    return write_julian ((gint64) g_date_get_julian (&date) + days, out);
  out[0] = '\0';
  return FALSE;
}

int
xy_day_between (const char *from, const char *to)
{
  GDate a, b;

  return read_day (from, &a) && read_day (to, &b) ? g_date_days_between (&a, &b) : 0;
}

gboolean
xy_day_span (const char *day, XySpan span, char first[XY_DAY_SIZE], char last[XY_DAY_SIZE])
{
  GDate date;
  int year, begin, end;

  if (!read_day (day, &date))
    {
      first[0] = last[0] = '\0';
      return FALSE;
    }

  year = g_date_get_year (&date);
  begin = end = (int) g_date_get_month (&date);
  if (span == XY_SPAN_QUARTER)
    {
      begin -= (begin - 1) % 3;
      end = begin + 2;
    }
  else if (span == XY_SPAN_YEAR)
    {
      begin = 1;
      end = 12;
    }
  write_day (year, begin, 1, XY_DAY_FULL, first);
  write_day (year, end, g_date_get_days_in_month ((GDateMonth) end, (GDateYear) year), XY_DAY_FULL, last);
  return TRUE;
}

int
xy_day_weekday (const char *day)
{
  GDate date;

  return read_day (day, &date) ? (int) g_date_get_weekday (&date) % 7 : -1;
}

const char *
xy_weekday_word (int weekday)
{
  static const char *const words[] = { N_ ("Sunday"),   N_ ("Monday"), N_ ("Tuesday"), N_ ("Wednesday"),
                                       N_ ("Thursday"), N_ ("Friday"), N_ ("Saturday") };

  return weekday >= 0 && weekday < (int) G_N_ELEMENTS (words) ? _ (words[weekday]) : "";
}

int
xy_day_age (const char *birthday, const char *today)
{
  XyDayPrecision precision = xy_day_precision (birthday);
  int age;

  if (precision == XY_DAY_NONE || !xy_day_is_valid (today))
    return -1;

  age = number (today, 4) - number (birthday, 4);
  if (precision == XY_DAY_FULL && strcmp (today + 5, birthday + 5) < 0)
    age--;
  else if (precision == XY_DAY_MONTH && strncmp (today + 5, birthday + 5, 2) <= 0)
    age--;
  return age >= 0 ? age : -1;
}

char *
xy_day_to_chinese (const char *day)
{
  switch (xy_day_precision (day))
    {
    case XY_DAY_FULL:
      return g_strdup_printf ("%d年%d月%d日", number (day, 4), number (day + 5, 2), number (day + 8, 2));
    case XY_DAY_MONTH:
      return g_strdup_printf ("%d年%d月", number (day, 4), number (day + 5, 2));
    case XY_DAY_YEAR:
      return g_strdup_printf ("%d年", number (day, 4));
    case XY_DAY_NONE:
    default:
      return g_strdup ("");
    }
}

char *
xy_period_of (const char *day, XySpan span)
{
  if (!xy_day_is_valid (day))
    return NULL;
  switch (span)
    {
    case XY_SPAN_MONTH:
      return g_strndup (day, 7);
    case XY_SPAN_QUARTER:
      return g_strdup_printf ("%.4sQ%d", day, (number (day + 5, 2) + 2) / 3);
    case XY_SPAN_YEAR:
    default:
      return g_strndup (day, 4);
    }
}

gboolean
xy_period_parse (const char *period, XySpan *span, char from[XY_DAY_SIZE], char to[XY_DAY_SIZE])
{
  XySpan kind = XY_SPAN_YEAR;
  char day[XY_DAY_SIZE] = "", first[XY_DAY_SIZE] = "", last[XY_DAY_SIZE] = "";
  gboolean good;

  if (xy_day_precision (period) == XY_DAY_YEAR)
    xy_day_from_parts (number (period, 4), 1, 1, day);
  else if (xy_day_precision (period) == XY_DAY_MONTH)
    {
      kind = XY_SPAN_MONTH;
      xy_day_from_parts (number (period, 4), number (period + 5, 2), 1, day);
    }
  else if (period != NULL && strlen (period) == 6 && is_digits (period, 4) && period[4] == 'Q' && period[5] >= '1'
           && period[5] <= '4')
    {
      kind = XY_SPAN_QUARTER;
      xy_day_from_parts (number (period, 4), (period[5] - '0') * 3, 1, day);
    }

  good = xy_day_span (day, kind, first, last);
  if (span != NULL)
    *span = kind;
  if (from != NULL)
    memcpy (from, first, XY_DAY_SIZE);
  if (to != NULL)
    memcpy (to, last, XY_DAY_SIZE);
  return good;
}

char *
xy_period_move (const char *period, int steps)
{
  static const int months[] = { [XY_SPAN_MONTH] = 1, [XY_SPAN_QUARTER] = 3, [XY_SPAN_YEAR] = 12 };
  char from[XY_DAY_SIZE], moved[XY_DAY_SIZE];
  XySpan span;
  gint64 month;

  if (!xy_period_parse (period, &span, from, NULL))
    return NULL;
  month = (gint64) number (from, 4) * 12 + number (from + 5, 2) - 1 + (gint64) steps * months[span];
  if (month < 1000 * 12 || month >= 10000 * 12)
    return NULL;
  xy_day_from_parts ((int) (month / 12), (int) (month % 12) + 1, 1, moved);
  return xy_period_of (moved, span);
}

char *
xy_period_to_chinese (const char *period)
{
  static const char *const quarters[] = { "一", "二", "三", "四" };
  XySpan span;

  if (!xy_period_parse (period, &span, NULL, NULL))
    return g_strdup ("");
  switch (span)
    {
    case XY_SPAN_MONTH:
      return xy_day_to_chinese (period);
    case XY_SPAN_QUARTER:
      return g_strdup_printf ("%.4s年第%s季度", period, quarters[period[5] - '1']);
    case XY_SPAN_YEAR:
    default:
      return g_strdup_printf ("%s年度", period);
    }
}
