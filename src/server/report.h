/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report: what the county and its townships draw from here ("向系统要报表") instead of asking villages for forms.
 *
 * data/rules/reports.json says which reports there are, their columns, words and sources; a newer edition may lie in
 * <data folder>/rules (rule-file.h). Figures come from the rollups (rollup.h) alone: sums, never a name. A report is of
 * a scope (a county, township or village by its division code) and a time, a row for each village, township or the
 * county, in the order of their codes: nobody is ranked (国办函〔2026〕12号).
 *
 * A number of people or households that is more than none and less than "few" is not shown, nor what follows from it;
 * and where it could be worked out from the total, the next smallest is not shown either. Where a column cannot be said
 * (households over two months: who took part in both would be counted twice) it is empty.
 *
 * A column of reports.json
 *   kinds rules of  cells whose n (of "v": v) is added; rules: only these, else all, in a report with "rows" that of
 *                   the row; prefix: only rules that begin so
 *   when            "in" the time (as if not said); "end" all until its end; "start" all before it; "late" until its
 *                   end, where the rule, a day, is over by then and by today; "whole" cells of just that month, quarter
 *                   or year
 *   villages        true: not the sum but how many villages have one
 *   share average   of two columns: in hundredths of a percent; one by the other, rounded half up
 *   due             "due", "posted": what the law has villages publish each quarter (publicity-national.json)
 *   unit            count, points (hundredths), percent (hundredths), day (the latest), stage (the furthest, by words)
 *   sign few only hidden   −1; columns one of which must not be few; "village"; not shown itself
 */
#pragma once

#include "server/store.h"

G_BEGIN_DECLS

typedef enum
{
  XY_REPORT_COUNT,
  XY_REPORT_POINTS,
  XY_REPORT_PERCENT,
  XY_REPORT_DAY,
  XY_REPORT_STAGE,
} XyReportUnit;

typedef enum
{
  XY_REPORT_BY_VILLAGE,
  XY_REPORT_BY_TOWNSHIP,
  XY_REPORT_BY_COUNTY,
} XyReportBy;

typedef enum
{
  XY_REPORT_WHOLE, /* one row for the whole time */
  XY_REPORT_MONTHS,
  XY_REPORT_QUARTERS,
  XY_REPORT_YEARS,
} XyReportEach;

const char *xy_report_by_word (XyReportBy by); /* "village" … */
gboolean xy_report_by_from_word (const char *word, XyReportBy *by);
const char *xy_report_each_word (XyReportEach each); /* "", "month" … */
gboolean xy_report_each_from_word (const char *word, XyReportEach *each);

typedef struct
{
  const char *name;
  gint64 scope;     /* division code of 6, 9 or 12 digits */
  const char *from; /* 2026-11, 2026Q4, 2026; NULL: this year */
  const char *to;   /* likewise; NULL: FROM */
  XyReportBy by;
  XyReportEach each;
} XyReportAsk;

typedef struct
{
  char *key;
  char *title;
  XyReportUnit unit;
} XyReportColumn;

typedef struct
{
  gint64 number;
  char *text; /* of a day or stage; NULL */
  gboolean none;
  gboolean few; /* there is one, and it is not shown */
} XyReportValue;

typedef struct
{
  gint64 area;
  char *name;
  char *township; /* of a village */
  char *period;   /* 2026-11; NULL: the whole time */
  char *rule;     /* what the row is about, in words; NULL */
  XyReportValue *values;
} XyReportRow;

typedef struct
{
  char *key;
  char *title;
  char *source;
  char *edition; /* date of the file that says what it is */
  gint64 scope;
  char *scope_name;
  char *time;      /* 2026年1月至11月 */
  char *from, *to; /* first and last month */
  XyReportBy by;
  XyReportEach each;
  char *rows_of;      /* what the rows are about beside the area; NULL */
  GPtrArray *columns; /* of XyReportColumn */
  GPtrArray *rows;    /* of XyReportRow */
  XyReportRow *total;
  GPtrArray *notes; /* of char * */
  char **chart;     /* keys of columns that a chart shows */
  int few;
  char *today;
} XyReport;

void xy_report_free (XyReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyReport, xy_report_free)

/* NOT_FOUND: no such report. INVALID, with the field: from, to, scope. Returns: (transfer full). */
XyReport *xy_report_run (XyServerStore *store, const XyReportAsk *ask, GError **error);

/* Names and titles of all reports: {"p":"xy1","a":"ok","reports":[["points","积分情况统计表"],…]}. */
gboolean xy_report_list_json (XyServerStore *store, GString *out, GError **error);

/* What VALUE of UNIT is as the village prints it; "" for none. (transfer full) */
char *xy_report_value_text (const XyReport *report, XyReportUnit unit, const XyReportValue *value);

/*
 * {"p":"xy1","a":"ok","report":"points","title":…,"scope":…,"scope_name":…,"time":…,"from":"2026-01","to":"2026-11",
 *  "by":"village","each":"","rows_of":…,"few":3,"today":…,"edition":…,"source":…,"notes":[…],"chart":[…],
 *  "columns":[[key,title,unit],…],"rows":[[area,name,township,period,rule,[values]],…],"total":[values]}
 * A value is a whole number (points, percent: hundredths), a text (day, stage), null (none), or "<3" (too few to show).
 */
void xy_report_append_json (GString *out, XyServerStore *store, const XyReport *report);

/* A spreadsheet at PATH: .xlsx or, by its name, .csv (which has no title and no notes). */
gboolean xy_report_write (const XyReport *report, const char *path, GError **error);
/* The bytes of such a file, by way of a temporary one; SUFFIX is ".xlsx" or ".csv". Returns: (transfer full). */
GString *xy_report_file (const XyReport *report, const char *suffix, GError **error);

G_END_DECLS
