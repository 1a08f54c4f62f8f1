/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/report-paper.h"

#include <glib/gi18n-lib.h>

#include "print/list-paper.h"
#include "sync/office-report.h"

static XyPaper *
make_paper (const XyOfficeReport *report, const XyPaperAsk *ask, GError **error)
{
  guint n = report->columns->len, n_rows = report->rows->len > 0 ? report->rows->len - 1 : 0;
  g_autofree XyListColumn *columns = g_new0 (XyListColumn, n);
  g_autofree const char **cells = g_new0 (const char *, n *MAX (n_rows, 1));
  const XyListPaperOptions options = { .size = ask->size, .landscape = !ask->turned };

  for (guint i = 0; i < n; i++)
    {
      const XyOfficeReportColumn *column = &g_array_index (report->columns, XyOfficeReportColumn, i);
      columns[i] = (XyListColumn){ .title = column->title, .align = column->figures ? XY_ALIGN_RIGHT : XY_ALIGN_LEFT };
    }
  for (guint i = 0; i < n_rows; i++)
    for (guint k = 0; k < n; k++)
      cells[i * n + k] = ((char **) report->rows->pdata[i])[k];
  XyListPaper list = { .village = report->scope,
                       .title = report->title,
                       .subtitle = report->notes->len > 0 ? report->notes->pdata[0] : NULL,
                       .columns = columns,
                       .n_columns = n,
                       .cells = cells,
                       .n_rows = n_rows,
                       .totals = n_rows > 0 ? report->rows->pdata[n_rows] : NULL,
                       .record_number = ask->number,
                       .printed_at = ask->printed_at };
  return xy_list_paper_new (&list, &options, error);
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  XyOfficeReportAsk asked;
  G_GNUC_UNUSED g_auto (GStrv) words = xy_office_report_ask (ask->scope != NULL ? ask->scope : "", &asked);
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyOfficeReport) report = xy_office_report_kept (store, &asked, &problem);

  if (report != NULL)
    return make_paper (report, ask, error);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("This report has not been drawn yet."));
  return NULL;
}

const XyPaperKind xy_report_paper = {
  .name = "county-report",
  .title = N_ ("Report"),
  .act = N_ ("Print the report"),
  .prefix = "BB",
  .flags = XY_PAPER_TURNS | XY_PAPER_LANDSCAPE,
  .make = make,
};
