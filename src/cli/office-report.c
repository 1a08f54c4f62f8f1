/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/office-report.h"

#include <glib/gi18n-lib.h>

#include "tabular/list-export.h"

static int
list (XyCli *cli, GError **error)
{
  static const XyCliColumn columns[] = { { "name", N_ ("Name") }, { "title", N_ ("Title") } };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("reports", columns, G_N_ELEMENTS (columns));
  g_autoptr (GPtrArray) names = xy_office_report_names (cli->store, NULL, error);

  if (names == NULL)
    return XY_CLI_FAILED;
  for (guint i = 0; i + 1 < names->len; i += 2)
    xy_cli_table_add (table, names->pdata[i], names->pdata[i + 1]);
  return xy_cli_table_print (cli, table);
}

/* The table, and under it in a spreadsheet what it says and where it comes from. */
static gboolean
write_file (const XyOfficeReport *report, const char *path, GError **error)
{
  g_autofree XyListHeading *headings = g_new0 (XyListHeading, report->columns->len);

  for (guint i = 0; i < report->columns->len; i++)
    {
      const XyOfficeReportColumn *column = &g_array_index (report->columns, XyOfficeReportColumn, i);
      headings[i] = (XyListHeading){ .title = column->title, .figures = column->figures };
    }
  XyListExport list = {
    .name = _ ("Report"), .title = report->title, .headings = headings, .n_headings = report->columns->len
  };
  return xy_list_export_rows (&list, report->rows, report->notes, path, error);
}

static void
print_report (const XyOfficeReport *report)
{
  g_print ("%s\n", report->title);
  for (guint i = 0; i < report->columns->len; i++)
    g_print ("%s%s", i > 0 ? "\t" : "", g_array_index (report->columns, XyOfficeReportColumn, i).title);
  for (guint i = 0; i < report->rows->len; i++)
    {
      g_autofree char *line = g_strjoinv ("\t", report->rows->pdata[i]);
      g_print ("\n%s", line);
    }
  g_print ("\n");
  for (guint i = 0; i < report->notes->len; i++)
    g_print ("%s\n", (const char *) report->notes->pdata[i]);
}

int
xy_cli_office_report (XyCli *cli, const XyOfficeReportAsk *ask, const char *out, GError **error)
{
  if (ask->name == NULL)
    return list (cli, error);
  g_autoptr (XyOfficeReport) report = xy_office_report_fetch (cli->store, ask, NULL, error);
  if (report == NULL || (out != NULL && !write_file (report, out, error)))
    return XY_CLI_FAILED;
  if (out != NULL)
    return xy_cli_done (cli, _ ("%s is saved as %s."), report->title, out);
  if (cli->json)
    g_print ("%s\n", report->json);
  else
    print_report (report);
  return XY_CLI_DONE;
}
