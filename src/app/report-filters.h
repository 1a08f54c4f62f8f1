/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report-filters: what is asked of the county on the page 报表: which report, of which time, in which parts, by
 * village, township or county. They are remembered as other pages' filters are (filter-keep.h).
 *
 * "changed" () is emitted when something else is to be asked.
 */
#pragma once

#include "app/page.h"

G_BEGIN_DECLS

#define XY_TYPE_REPORT_FILTERS (xy_report_filters_get_type ())
G_DECLARE_FINAL_TYPE (XyReportFilters, xy_report_filters, XY, REPORT_FILTERS, GObject)

/* Adds them to the filters of PAGE, which outlives them. (transfer full) */
XyReportFilters *xy_report_filters_new (XyPage *page);

/* CHOICES: names and titles of reports by turns; COUNTY: the office is the county's. What is chosen stays. */
void xy_report_filters_fill (XyReportFilters *filters, const GPtrArray *choices, gboolean county);

/* The question (xy_office_report_key()); NULL before they are filled. (transfer full) */
char *xy_report_filters_make_key (XyReportFilters *filters);

G_END_DECLS
