/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/office-report.h"

#include <glib/gi18n-lib.h>

#include "tabular/write.h"

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

static gboolean
write_line (XyTableWriter *writer, const char *text, GError **error)
{
  xy_table_writer_text (writer, text);
  return xy_table_writer_end_row (writer, error);
}

/* The table, and under it in a spreadsheet what it says and where it comes from. */
static gboolean
write_file (const XyOfficeReport *report, const char *path, GError **error)
{
  XyFormat format = xy_format_from_path (path);
  g_autofree XyTableColumn *columns = g_new0 (XyTableColumn, report->columns->len);
  g_autoptr (XyTableWriter) writer = xy_table_writer_new (path, format, error);

  for (guint i = 0; i < report->columns->len; i++)
    columns[i].title = g_array_index (report->columns, XyOfficeReportColumn, i).title;
  if (writer == NULL
      || !xy_table_writer_begin (writer, _ ("Report"), report->title, columns, report->columns->len, error))
    return FALSE;
  for (guint i = 0; i < report->rows->len; i++)
    {
      char **texts = report->rows->pdata[i];
      for (guint k = 0; k < report->columns->len; k++)
        xy_table_writer_shown (writer, texts[k], g_array_index (report->columns, XyOfficeReportColumn, k).figures);
      if (!xy_table_writer_end_row (writer, error))
        return FALSE;
    }
  if (format != XY_FORMAT_CSV)
    {
      if (!xy_table_writer_end_row (writer, error))
        return FALSE;
      for (guint i = 0; i < report->notes->len; i++)
        if (!write_line (writer, report->notes->pdata[i], error))
          return FALSE;
    }
  return xy_table_writer_finish (writer, error);
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
  g_autoptr (XyOfficeReport) report = xy_office_report (cli->store, ask, NULL, error);
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
