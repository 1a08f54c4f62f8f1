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

typedef struct
{
  char *title;
  gboolean figures;
} XyOfficeReportColumn;

typedef struct
{
  char *title;      /* 清江县积分情况统计表（2026年11月） */
  GArray *columns;  /* of XyOfficeReportColumn: the areas and what the rows are about first, then the figures */
  GPtrArray *rows;  /* of char **, a text for each column; the last one is the total */
  GPtrArray *notes; /* of char *: where the figures come from, and what they mean */
  char *json;       /* as the county gave it */
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

/* Names and titles of all reports by turns. (transfer full) */
GPtrArray *xy_office_report_names (XyStore *office, GCancellable *cancellable, GError **error);

/* An answer of the county, read. UNREADABLE. For tests. */
XyOfficeReport *xy_office_report_read (const char *json, GError **error);

G_END_DECLS
