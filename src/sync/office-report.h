/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * office-report: a township (or the county) draws its reports from the county's server (GET /v1/report) instead of
 * asking villages for forms. What comes is a table of texts as people read them, for a list, a spreadsheet or a paper.
 */
#pragma once

#include "sync/office.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name; /* "points" */
  gint64 scope;     /* division code; 0: the office's own */
  const char *from; /* 2026-11, 2026Q4, 2026; NULL: this year */
  const char *to;   /* likewise; NULL: FROM */
  const char *by;   /* "village", "township", "county"; NULL: village */
  const char *each; /* "month", "quarter", "year"; NULL: the whole time in one row */
} XyOfficeReportAsk;

typedef enum
{
  XY_OFFICE_TEXT,
  XY_OFFICE_COUNT,
  XY_OFFICE_POINTS,  /* hundredths */
  XY_OFFICE_PERCENT, /* hundredths */
} XyOfficeUnit;

typedef struct
{
  char *title;
  gboolean figures;
  XyOfficeUnit unit;
} XyOfficeReportColumn;

#define XY_OFFICE_CHART_MOST 2

typedef struct
{
  char *name;      /* "points" */
  char *title;     /* 清江县积分情况统计表（2026年11月） */
  char *scope;     /* 清江县 */
  GArray *columns; /* of XyOfficeReportColumn: the areas and what the rows are about first, then the figures */
  guint n_about;   /* how many of them are no figures of the report but say what the row is about */
  guint area;      /* which of those is the row's village, township or county */
  GPtrArray *rows; /* of char **, a text for each column; the last one is the total */
  GPtrArray
      *sums; /* of gint64 *, as ROWS: the same as numbers; 0 for a text, for nothing, and where too few are shown */
  GPtrArray *notes;                  /* of char *: where the figures come from, and what they mean */
  guint chart[XY_OFFICE_CHART_MOST]; /* columns that a chart shows */
  guint n_chart;
  char *json;     /* as the county gave it */
  gint64 kept_at; /* instant when this computer was given it, where it was kept; 0 */
} XyOfficeReport;

void xy_office_report_free (XyOfficeReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyOfficeReport, xy_office_report_free)

/*
 * Waits for the network: not for the main thread. NOT_FOUND: there is no such report, or this computer is not enrolled.
 * INVALID: the county cannot make anything of what was asked. DENIED: not in the office's scope. OFFLINE, CANCELLED.
 * Returns: (transfer full).
 */
XyOfficeReport *
xy_office_report (XyStore *office, const XyOfficeReportAsk *ask, GCancellable *cancellable, GError **error);

/* Names and titles of all reports by turns; they are kept. (transfer full) */
GPtrArray *xy_office_report_names (XyStore *office, GCancellable *cancellable, GError **error);

/*
 * What each row but the total is called where one word tells them apart: its area, its time or what else it is about.
 * Returns: (transfer container) of const char *; NULL where it takes several, or there are no two rows.
 */
GPtrArray *xy_office_report_labels (const XyOfficeReport *report);

/*
 * Answers are kept in the office's file, each until the same is asked again, so that they can be looked at without a
 * line. This one asks as xy_office_report() and keeps what came.
 */
XyOfficeReport *
xy_office_report_fetch (XyStore *office, const XyOfficeReportAsk *ask, GCancellable *cancellable, GError **error);
/* What was kept of the same question; NULL with no error where nothing was. (transfer full) */
XyOfficeReport *xy_office_report_kept (XyStore *office, const XyOfficeReportAsk *ask, GError **error);
/* A question as one text, by which it is kept, and back; ASK borrows from the words. (transfer full) */
char *xy_office_report_key (const XyOfficeReportAsk *ask);
char **xy_office_report_ask (const char *key, XyOfficeReportAsk *ask);

/* Names and titles by turns without asking anybody: as they came last, or as this program knows them. (transfer full)
 */
GPtrArray *xy_office_report_choices (XyStore *office, GError **error);

/* An answer of the county, read. UNREADABLE. For tests. */
XyOfficeReport *xy_office_report_read (const char *json, GError **error);

G_END_DECLS
