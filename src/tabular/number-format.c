/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/number-format.h"

#include "core/day.h"

#include <math.h>
#include <string.h>

#define LAST_SERIAL 2958465 /* 9999-12-31 */

static const char *const builtin_codes[] = {
  [9] = "0%",         [10] = "0.00%",       [14] = "yyyy/m/d",      [15] = "d-mmm-yy",
  [16] = "d-mmm",     [17] = "mmm-yy",      [18] = "h:mm AM/PM",    [19] = "h:mm:ss AM/PM",
  [20] = "h:mm",      [21] = "h:mm:ss",     [22] = "yyyy/m/d h:mm", [27] = "yyyy年m月",
  [28] = "m月d日",    [29] = "m月d日",      [30] = "m/d/yy",        [31] = "yyyy年m月d日",
  [32] = "h时mm分",   [33] = "h时mm分ss秒", [34] = "h时mm分",       [35] = "h时mm分ss秒",
  [36] = "yyyy年m月", [45] = "mm:ss",       [46] = "[h]:mm:ss",     [47] = "mm:ss.0",
  [50] = "yyyy年m月", [51] = "m月d日",      [52] = "yyyy年m月",     [53] = "m月d日",
  [54] = "m月d日",    [55] = "h时mm分",     [56] = "h时mm分ss秒",   [57] = "yyyy年m月",
  [58] = "m月d日",
};

static gsize
skip_quoted (const char *code, gsize length, gsize i)
{
  do
    i++;
  while (i < length && code[i] != '"');
  return i;
}

/* Leaves I on the bracket's end; [h], [mm] and [ss] are elapsed times, the rest colours, locales and conditions. */
static gsize
parse_bracket (XyNumberFormat *format, const char *code, gsize length, gsize i)
{
  gsize start = i + 1;

  while (i < length && code[i] != ']')
    i++;
  gsize n = i - start;
  if (n == 0 || i == length)
    return i;

  char first = g_ascii_tolower (code[start]);
  for (gsize j = start; j < i; j++)
    if (g_ascii_tolower (code[j]) != first)
      return i;
  if (first == 'h')
    format->hour = format->elapsed = TRUE;
  else if (first == 'm')
    format->minute = format->elapsed = TRUE;
  else if (first == 's')
    format->second = format->elapsed = TRUE;
  return i;
}

XyNumberFormat
xy_number_format_builtin (guint id)
{
  XyNumberFormat none = { 0 };

  if (id >= G_N_ELEMENTS (builtin_codes) || builtin_codes[id] == NULL)
    return none;
  return xy_number_format_parse (builtin_codes[id], strlen (builtin_codes[id]));
}

XyNumberFormat
xy_number_format_parse (const char *code, gsize length)
{
  XyNumberFormat format = { 0 };
  gboolean only_zeros = TRUE, month_may_be_minute = FALSE;
  guint zeros = 0;

  for (gsize i = 0; i < length && code[i] != ';'; i++)
    {
      char c = g_ascii_tolower (code[i]);
      if (c == '0')
        {
          zeros++;
          continue;
        }
      if (c == '"')
        {
          i = skip_quoted (code, length, i);
          only_zeros = FALSE;
          continue;
        }
      if (c == '[')
        {
          i = parse_bracket (&format, code, length, i);
          month_may_be_minute = format.hour;
          continue;
        }
      only_zeros = FALSE;
      switch (c)
        {
        case '\\':
        case '_':
        case '*':
          i++;
          break;
        case '%':
          format.percent = TRUE;
          break;
        case 'e':
          if (i + 1 < length && (code[i + 1] == '+' || code[i + 1] == '-'))
            break;
          format.year = TRUE;
          break;
        case 'y':
          format.year = TRUE;
          month_may_be_minute = FALSE;
          break;
        case 'd':
          format.day = TRUE;
          month_may_be_minute = FALSE;
          break;
        case 'h':
          format.hour = TRUE;
          month_may_be_minute = TRUE;
          break;
        case 's':
          format.second = TRUE;
          /* mm:ss: what looked like a month was minutes. */
          if (format.month && !format.year && !format.day && !format.minute)
            {
              format.month = FALSE;
              format.minute = TRUE;
            }
          break;
        case 'm':
          if (month_may_be_minute)
            format.minute = TRUE;
          else
            format.month = TRUE;
          while (i + 1 < length && g_ascii_tolower (code[i + 1]) == 'm')
            i++;
          month_may_be_minute = FALSE;
          break;
        case 'g': /* "General" holds an e; old WPS calls it "G/通用格式" */
          if (i + 7 <= length && g_ascii_strncasecmp (code + i, "general", 7) == 0)
            i += 6;
          break;
        case 'a':
          if (i + 4 < length && g_ascii_strncasecmp (code + i, "am/pm", 5) == 0)
            i += 4;
          else if (i + 2 < length && g_ascii_strncasecmp (code + i, "a/p", 3) == 0)
            i += 2;
          break;
        default:
          break;
        }
    }
  if (only_zeros && zeros > 1)
    format.zeros = (guint8) MIN (zeros, 30);
  return format;
}

gboolean
xy_number_format_is_date (XyNumberFormat format)
{
  return format.year || format.month || format.day || format.hour || format.minute || format.second;
}

/* FALSE where SERIAL is no day of the calendar. */
static gboolean
show_date (XyNumberFormat format, gboolean is_1904, double serial, char shown[XY_NUMBER_SHOWN])
{
  if (!(serial >= 0) || serial >= LAST_SERIAL + 1.0)
    return FALSE;

  gint64 seconds = (gint64) floor (serial * 86400.0 + 0.5);
  gint64 days = seconds / 86400;
  seconds %= 86400;
  gboolean has_time = format.hour || format.minute || format.second;
  gboolean has_day = format.year || format.month || format.day;

  *shown = '\0';
  if (has_day)
    {
      char day[XY_DAY_SIZE];
      if (!xy_day_from_serial (days, is_1904, day))
        return FALSE;
      if (!format.day && g_str_has_suffix (day, "-01"))
        day[!format.month && g_str_has_suffix (day, "-01-01") ? 4 : 7] = '\0';
      g_strlcpy (shown, day, XY_NUMBER_SHOWN);
    }
  if (has_time)
    {
      gsize n = strlen (shown);
      int hours = (int) (seconds / 3600);
      if (!has_day && format.elapsed)
        hours += (int) (days * 24);
      g_snprintf (shown + n, XY_NUMBER_SHOWN - n, format.second ? "%s%02d:%02d:%02d" : "%s%02d:%02d", n > 0 ? " " : "",
                  hours, (int) (seconds / 60 % 60), (int) (seconds % 60));
    }
  return TRUE;
}

void
xy_number_write (double value, char text[G_ASCII_DTOSTR_BUF_SIZE])
{
  if (value == floor (value) && fabs (value) < 1e15)
    {
      g_snprintf (text, G_ASCII_DTOSTR_BUF_SIZE, "%" G_GINT64_FORMAT, (gint64) value);
      return;
    }
  g_ascii_formatd (text, G_ASCII_DTOSTR_BUF_SIZE, "%.15g", value);
  if (g_ascii_strtod (text, NULL) != value)
    g_ascii_formatd (text, G_ASCII_DTOSTR_BUF_SIZE, "%.17g", value);
}

/* An integer as it is usually stored: digits only. */
static gboolean
is_plain_integer (const char *raw)
{
  if (*raw == '-')
    raw++;
  if (*raw == '\0' || (*raw == '0' && raw[1] != '\0'))
    return FALSE;
  return strspn (raw, "0123456789") == strlen (raw);
}

/* 1e15 and above: fifteen digits, then zeros, as the cell shows it when it is wide enough. */
static void
write_large (double value, char shown[XY_NUMBER_SHOWN])
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  gsize n = 0;

  g_ascii_formatd (digits, sizeof digits, "%.14e", value);
  for (const char *p = digits; *p != 'e'; p++)
    if (*p != '.')
      shown[n++] = *p;
  for (int zeros = (int) g_ascii_strtoll (strchr (digits, 'e') + 1, NULL, 10) - 14; zeros > 0; zeros--)
    shown[n++] = '0';
  shown[n] = '\0';
}

/* Excel shows fifteen digits and no more: 0.30000000000000004 is 0.3 to whoever looks at it. */
static void
show_number (double value, const char *raw, char shown[XY_NUMBER_SHOWN])
{
  if (value == 0)
    g_strlcpy (shown, "0", XY_NUMBER_SHOWN);
  else if (is_plain_integer (raw) && strlen (raw) < XY_NUMBER_SHOWN)
    g_strlcpy (shown, raw, XY_NUMBER_SHOWN);
  else if (fabs (value) < 1e15)
    {
      char digits[G_ASCII_DTOSTR_BUF_SIZE];
      g_ascii_formatd (digits, sizeof digits, "%.15g", value);
      double rounded = g_ascii_strtod (digits, NULL);
      if (rounded == floor (rounded))
        g_snprintf (shown, XY_NUMBER_SHOWN, "%.0f", rounded);
      else
        g_strlcpy (shown, digits, XY_NUMBER_SHOWN);
    }
  else if (fabs (value) < 1e21)
    write_large (value, shown);
  else
    g_ascii_formatd (shown, XY_NUMBER_SHOWN, "%.15g", value);
}

XyCellKind
xy_number_format_show (XyNumberFormat format, gboolean is_1904, const char *raw, char shown[XY_NUMBER_SHOWN])
{
  char *end;
  double value = g_ascii_strtod (raw, &end);

  if (end == raw || *end != '\0' || strpbrk (raw, "xX") != NULL || !isfinite (value) || strlen (raw) >= XY_NUMBER_SHOWN)
    return XY_CELL_TEXT;
  if (xy_number_format_is_date (format) && show_date (format, is_1904, value, shown))
    return XY_CELL_DATE;
  if (format.percent)
    {
      char percent[XY_NUMBER_SHOWN];
      show_number (value * 100, "", percent);
      g_snprintf (shown, XY_NUMBER_SHOWN, "%.*s%%", XY_NUMBER_SHOWN - 2, percent);
      return XY_CELL_NUMBER;
    }

  show_number (value, raw, shown);
  gsize digits = strlen (shown);
  if (format.zeros > digits && is_plain_integer (shown) && *shown != '-')
    {
      gsize pad = format.zeros - digits;
      memmove (shown + pad, shown, digits + 1);
      memset (shown, '0', pad);
    }
  return XY_CELL_NUMBER;
}
