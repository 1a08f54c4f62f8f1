/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report-view: a report as the county gave it: its title, where its figures come from, a chart of its one or two main
 * figures where a word tells its rows apart, and the table, in the order of the villages' codes. Nobody is ranked, so
 * no column sorts.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/worker.h"
#include "sync/office-report.h"

G_BEGIN_DECLS

/* A report that several threads look at. */
typedef struct _XyReportAnswer XyReportAnswer;

/* Takes REPORT. */
XyReportAnswer *xy_report_answer_new (XyOfficeReport *report);
XyReportAnswer *xy_report_answer_ref (XyReportAnswer *answer);
void xy_report_answer_unref (XyReportAnswer *answer);
const XyOfficeReport *xy_report_answer_get (const XyReportAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyReportAnswer, xy_report_answer_unref)

#define XY_TYPE_REPORT_VIEW (xy_report_view_get_type ())
G_DECLARE_FINAL_TYPE (XyReportView, xy_report_view, XY, REPORT_VIEW, GtkWidget)

/* Returns: (transfer floating). */
GtkWidget *xy_report_view_new (void);

void xy_report_view_show (XyReportView *view, XyWorker *worker, XyReportAnswer *answer);

G_END_DECLS
