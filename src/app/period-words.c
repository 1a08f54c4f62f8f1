/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/period-words.h"

#include <stdlib.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"

static const char *const months[] = {
  NC_ ("month", "January"),   NC_ ("month", "February"), NC_ ("month", "March"),    NC_ ("month", "April"),
  NC_ ("month", "May"),       NC_ ("month", "June"),     NC_ ("month", "July"),     NC_ ("month", "August"),
  NC_ ("month", "September"), NC_ ("month", "October"),  NC_ ("month", "November"), NC_ ("month", "December"),
};

/* Beside a year, and under a column of a chart. */
static const char *const short_months[] = {
  NC_ ("short month", "Jan"), NC_ ("short month", "Feb"), NC_ ("short month", "Mar"), NC_ ("short month", "Apr"),
  NC_ ("short month", "May"), NC_ ("short month", "Jun"), NC_ ("short month", "Jul"), NC_ ("short month", "Aug"),
  NC_ ("short month", "Sep"), NC_ ("short month", "Oct"), NC_ ("short month", "Nov"), NC_ ("short month", "Dec"),
};

static const char *const quarters[] = { N_ ("Q1"), N_ ("Q2"), N_ ("Q3"), N_ ("Q4") };

/* From 0 of the month that "2026-11" or a day in it names. */
static guint
month_of (const char *period)
{
  return (guint) CLAMP (strtol (period + strlen ("2026-"), NULL, 10), 1, 12) - 1;
}

const char *
xy_period_month (const char *period)
{
  return g_dpgettext2 (NULL, "short month", short_months[month_of (period)]);
}

char *
xy_period_words (const char *period)
{
  XySpan span;

  if (!xy_period_parse (period, &span, NULL, NULL))
    return g_strdup ("");
  switch (span)
    {
    case XY_SPAN_MONTH:
      /* Translators: a month and its year */
      return g_strdup_printf (C_ ("month", "%s %.4s"), xy_period_month (period), period);
    case XY_SPAN_QUARTER:
      /* Translators: a quarter and its year */
      return g_strdup_printf (C_ ("quarter", "%s %.4s"), _ (quarters[period[5] - '1']), period);
    case XY_SPAN_YEAR:
    default:
      /* Translators: a year */
      return g_strdup_printf (C_ ("year", "%s"), period);
    }
}

char *
xy_period_under_column (const char *period, guint at)
{
  guint month = month_of (period);
  const char *word = xy_period_month (period);

  /* Beside the next January a year would have no room. */
  if (month != 0 && (at != 0 || month == 11))
    return g_strdup (word);
  /* Translators: a year under a chart */
  g_autofree char *year = g_strdup_printf (C_ ("under a chart", "%.4s"), period);
  return g_strconcat (word, "\n", year, NULL);
}

char *
xy_period_day (const char *day)
{
  int number = (int) strtol (day + strlen ("2026-11-"), NULL, 10);

  /* Translators: the day of a month, and the month */
  return g_strdup_printf (C_ ("day", "%d %s"), number, g_dpgettext2 (NULL, "month", months[month_of (day)]));
}
