/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * day: days of the calendar and the periods of an office, as text.
 *
 * A day is "YYYY-MM-DD". Birthdays of old people are often known by month or year only: such a partial day is stored as
 * "1963-05" or "1963" and is never filled up. A period is "2026" (a year), "2026Q4" (a quarter) or "2026-11" (a month).
 * Years from 1000 to 9999. All of them sort as text.
 *
 * "Today" comes from xy_env_today() of core/clock.h.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Room for a day and its NUL. */
#define XY_DAY_SIZE 11

typedef enum
{
  XY_DAY_NONE, /* no day at all */
  XY_DAY_YEAR,
  XY_DAY_MONTH,
  XY_DAY_FULL,
} XyDayPrecision;

/* What TEXT is, if it is written as a day is stored and is in the calendar; NULL is none. */
XyDayPrecision xy_day_precision (const char *text);
#define xy_day_is_valid(text) (xy_day_precision (text) == XY_DAY_FULL)

/*
 * Reads a day as people write it: 19630512, 1963.5.12, 1963-5-12, 1963/5/12, 1963年5月12日, 1963年5月, 196305, 1963.05,
 * 1963, also in full width or Chinese numerals (一九六三年五月十二日), with a time of day after it, and as the serial
 * number of a spreadsheet: five digits, counted as xy_day_from_serial() does in the 1900 system.
 * "1963.1" is January, although a spreadsheet that took 1963.10 for a number writes the same.
 * DAY (of XY_DAY_SIZE bytes) becomes "YYYY-MM-DD", "YYYY-MM", "YYYY", or "" with XY_DAY_NONE where TEXT is none of
 * them or not in the calendar.
 */
XyDayPrecision xy_day_parse (const char *text, char day[XY_DAY_SIZE]);

/*
 * The day of a spreadsheet's SERIAL number. In the 1900 system 1 is 1900-01-01 and 60 is a 29 February that there was
 * not: FALSE. In the 1904 system 0 is 1904-01-01. FALSE also for numbers before 1 (0) and after the year 9999.
 */
gboolean xy_day_from_serial (gint64 serial, gboolean system_1904, char day[XY_DAY_SIZE]);

/* FALSE, and DAY "", where there is no such day. */
gboolean xy_day_from_parts (int year, int month, int day_of_month, char day[XY_DAY_SIZE]);

/* DAY must be a full day for all that follows; a partial or wrong one gives FALSE, 0 or "". DAY and OUT may be one. */

gboolean xy_day_add (const char *day, int days, char out[XY_DAY_SIZE]);

/* From FROM to TO, negative when TO is earlier. */
int xy_day_between (const char *from, const char *to);

/* The first and last day of the month, quarter or year that DAY lies in. */
typedef enum
{
  XY_SPAN_MONTH,
  XY_SPAN_QUARTER,
  XY_SPAN_YEAR,
} XySpan;
gboolean xy_day_span (const char *day, XySpan span, char first[XY_DAY_SIZE], char last[XY_DAY_SIZE]);

/* 0 Sunday to 6 Saturday; -1 for no day. */
int xy_day_weekday (const char *day);
/* 星期日 … 星期六 of such a number, translated; static. */
const char *xy_weekday_word (int weekday);

/*
 * Whole years on TODAY of someone born on BIRTHDAY, or -1. Of a birthday known by month the whole month must be over;
 * of one known by year, only the years are counted. One born on 29 February is a year older on 1 March.
 */
int xy_day_age (const char *birthday, const char *today);

/* "2026年11月22日", "1963年5月", "1963年"; "" for no day. (transfer full) */
char *xy_day_to_chinese (const char *day);

/* The period of DAY of this SPAN: "2026-11", "2026Q4" or "2026"; NULL for no day. (transfer full) */
char *xy_period_of (const char *day, XySpan span);

/*
 * The first and last day of PERIOD. FALSE, and both "", where it is none. FROM, TO and SPAN may be NULL.
 */
gboolean xy_period_parse (const char *period, XySpan *span, char from[XY_DAY_SIZE], char to[XY_DAY_SIZE]);

/* The period STEPS after PERIOD (before, if negative), or NULL. (transfer full) */
char *xy_period_move (const char *period, int steps);

/* "2026年11月", "2026年第四季度", "2026年度"; "" for no period. (transfer full) */
char *xy_period_to_chinese (const char *period);

G_END_DECLS
