/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/report-question.h"

#include <glib/gi18n-lib.h>

#include "core/clock.h"
#include "core/day.h"

#define HOUR_MS (3600 * G_GINT64_CONSTANT (1000))

static const struct
{
  const char *word;
  const char *label;
  XySpan span;
  int n;
  const char *parts[5];
} spans[XY_REPORT_N_SPANS] = {
  [XY_REPORT_OF_MONTH] = { "month", N_ ("A month"), XY_SPAN_MONTH, 36, { "" } },
  [XY_REPORT_OF_QUARTER] = { "quarter", N_ ("A quarter"), XY_SPAN_QUARTER, 12, { "", "month" } },
  [XY_REPORT_OF_YEAR] = { "year", N_ ("A year"), XY_SPAN_YEAR, 4, { "", "quarter", "month" } },
  [XY_REPORT_OF_RANGE] = { "range", N_ ("From – to"), XY_SPAN_MONTH, 48, { "", "year", "quarter", "month" } },
};

const char *
xy_report_span_word (XyReportSpan span)
{
  return spans[span].word;
}

const char *
xy_report_span_label (XyReportSpan span)
{
  return _ (spans[span].label);
}

XyReportSpan
xy_report_span_from_word (const char *word)
{
  for (guint i = 0; i < XY_REPORT_N_SPANS; i++)
    if (g_strcmp0 (spans[i].word, word) == 0)
      return (XyReportSpan) i;
  return XY_REPORT_OF_MONTH;
}

char **
xy_report_periods (XyReportSpan span, const char *today)
{
  g_autoptr (GStrvBuilder) periods = g_strv_builder_new ();
  g_autofree char *now = xy_period_of (today, spans[span].span);

  for (int i = 0; now != NULL && i < spans[span].n; i++)
    {
      g_autofree char *period = xy_period_move (now, -i);
      if (period != NULL)
        g_strv_builder_add (periods, period);
    }
  return g_strv_builder_end (periods);
}

const char *const *
xy_report_parts (XyReportSpan span)
{
  return spans[span].parts;
}

const char *
xy_report_part_label (const char *part)
{
  if (g_str_equal (part, "month"))
    return _ ("A row for each month");
  if (g_str_equal (part, "quarter"))
    return _ ("A row for each quarter");
  return g_str_equal (part, "year") ? _ ("A row for each year") : _ ("The time as a whole");
}

char *
xy_report_age (gint64 at, gint64 now)
{
  gint64 age = MAX (now - at, 0);

  if (age >= XY_DAY_MS)
    return g_strdup_printf (ngettext ("%d day ago", "%d days ago", (gulong) (age / XY_DAY_MS)),
                            (int) (age / XY_DAY_MS));
  if (age >= HOUR_MS)
    return g_strdup_printf (ngettext ("%d hour ago", "%d hours ago", (gulong) (age / HOUR_MS)), (int) (age / HOUR_MS));
  return g_strdup (_ ("within the last hour"));
}
