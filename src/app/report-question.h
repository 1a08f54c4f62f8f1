/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report-question: which times a report may be asked for, and in which parts they may be listed: the last three years
 * by month, quarter or year, or from one month to another.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  XY_REPORT_OF_MONTH,
  XY_REPORT_OF_QUARTER,
  XY_REPORT_OF_YEAR,
  XY_REPORT_OF_RANGE,
  XY_REPORT_N_SPANS,
} XyReportSpan;

/* For settings: "month" … "range"; and how it is called, translated. */
const char *xy_report_span_word (XyReportSpan span);
const char *xy_report_span_label (XyReportSpan span);
XyReportSpan xy_report_span_from_word (const char *word);

/* Periods as of core/day.h, the one that TODAY lies in first; of a range its months. (transfer full) */
char **xy_report_periods (XyReportSpan span, const char *today);

/* What such a time may be listed by: "" for one row in all, "month" …; ended by NULL. */
const char *const *xy_report_parts (XyReportSpan span);
/* How that is called, translated. */
const char *xy_report_part_label (const char *part);

/* "3 days ago", "5 hours ago", "just now": how old what is of the instant AT is. (transfer full) */
char *xy_report_age (gint64 at, gint64 now);

G_END_DECLS
