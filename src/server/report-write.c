/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/report-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/number.h"
#include "tabular/write.h"

static const char *const unit_words[] = { "count", "points", "percent", "day", "stage" };

static void
append_quoted (GString *out, const char *text)
{
  if (text == NULL)
    {
      g_string_append (out, "null");
      return;
    }
  g_string_append_c (out, '"');
  for (const char *at = text; *at != '\0'; at++)
    if (*at == '"' || *at == '\\')
      g_string_append_printf (out, "\\%c", *at);
    else if ((guchar) *at < 0x20)
      g_string_append_printf (out, "\\u%04x", (guint) (guchar) *at);
    else
      g_string_append_c (out, *at);
  g_string_append_c (out, '"');
}

static void
append_member (GString *out, const char *name, const char *text)
{
  g_string_append_printf (out, ",\"%s\":", name);
  append_quoted (out, text);
}

static void
append_values (GString *out, const XyReport *report, const XyReportRow *row)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < report->columns->len; i++)
    {
      const XyReportValue *value = &row->values[i];
      if (i > 0)
        g_string_append_c (out, ',');
      if (value->none)
        g_string_append (out, "null");
      else if (value->few)
        g_string_append_printf (out, "\"<%d\"", report->few);
      else if (value->text != NULL)
        append_quoted (out, value->text);
      else
        g_string_append_printf (out, "%" G_GINT64_FORMAT, value->number);
    }
  g_string_append_c (out, ']');
}

static void
append_texts (GString *out, const char *name, const char *const *texts, guint n)
{
  g_string_append_printf (out, ",\"%s\":[", name);
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_quoted (out, texts[i]);
    }
  g_string_append_c (out, ']');
}

static void
append_rows (GString *out, const XyReport *report)
{
  g_string_append (out, ",\"rows\":[");
  for (guint i = 0; i < report->rows->len; i++)
    {
      const XyReportRow *row = report->rows->pdata[i];
      const char *const texts[] = { row->name, row->township, row->period, row->rule };
      g_string_append_printf (out, "%s[\"%" G_GINT64_FORMAT "\"", i > 0 ? "," : "", row->area);
      for (guint k = 0; k < G_N_ELEMENTS (texts); k++)
        {
          g_string_append_c (out, ',');
          append_quoted (out, texts[k]);
        }
      g_string_append_c (out, ',');
      append_values (out, report, row);
      g_string_append_c (out, ']');
    }
  g_string_append (out, "],\"total\":");
  append_values (out, report, report->total);
}

void
xy_report_append_json (GString *out, XyServerStore *store, const XyReport *report)
{
  g_string_append (out, "{\"p\":\"xy1\",\"a\":\"ok\"");
  append_member (out, "report", report->key);
  append_member (out, "title", report->title);
  g_string_append_printf (out, ",\"scope\":%" G_GINT64_FORMAT, report->scope);
  append_member (out, "scope_name", report->scope_name);
  append_member (out, "time", report->time);
  append_member (out, "from", report->from);
  append_member (out, "to", report->to);
  append_member (out, "by", xy_report_by_word (report->by));
  append_member (out, "each", xy_report_each_word (report->each));
  append_member (out, "rows_of", report->rows_of);
  g_string_append_printf (out, ",\"few\":%d", report->few);
  append_member (out, "today", report->today);
  append_member (out, "edition", report->edition);
  append_member (out, "source", report->source);
  append_texts (out, "notes", (const char *const *) report->notes->pdata, report->notes->len);
  append_texts (out, "chart", (const char *const *) report->chart, g_strv_length (report->chart));
  g_string_append (out, ",\"columns\":[");
  for (guint i = 0; i < report->columns->len; i++)
    {
      const XyReportColumn *column = report->columns->pdata[i];
      g_string_append (out, i > 0 ? ",[" : "[");
      append_quoted (out, column->key);
      g_string_append_c (out, ',');
      append_quoted (out, column->title);
      g_string_append_printf (out, ",\"%s\"]", unit_words[column->unit]);
    }
  g_string_append_c (out, ']');
  append_rows (out, report);
  g_string_append_printf (out, ",\"now\":%" G_GINT64_FORMAT "}", xy_env_now (store->env));
}

gboolean
xy_report_list_json (XyServerStore *store, GString *out, GError **error)
{
  g_autoptr (GPtrArray) names = xy_report_definition_names (xy_wire_get_db (store->wire), error);

  if (names == NULL)
    return FALSE;
  g_string_append (out, "{\"p\":\"xy1\",\"a\":\"ok\",\"reports\":[");
  for (guint i = 0; i + 1 < names->len; i += 2)
    {
      g_string_append (out, i > 0 ? ",[" : "[");
      append_quoted (out, names->pdata[i]);
      g_string_append_c (out, ',');
      append_quoted (out, names->pdata[i + 1]);
      g_string_append_c (out, ']');
    }
  g_string_append_printf (out, "],\"now\":%" G_GINT64_FORMAT "}", xy_env_now (store->env));
  return TRUE;
}

char *
xy_report_value_text (const XyReport *report, XyReportUnit unit, const XyReportValue *value)
{
  if (value->none)
    return g_strdup ("");
  if (value->few)
    return g_strdup_printf ("不足%d", report->few);
  if (value->text != NULL)
    return g_strdup (value->text);
  return unit == XY_REPORT_COUNT ? g_strdup_printf ("%" G_GINT64_FORMAT, value->number)
                                 : xy_points_format (value->number);
}

/* ---- spreadsheets ---- */

static void
add_column (GArray *columns, const char *title, XyColumnKind kind)
{
  XyTableColumn column = { title, kind, 0 };

  g_array_append_val (columns, column);
}

static XyColumnKind
kind_of (XyReportUnit unit)
{
  switch (unit)
    {
    case XY_REPORT_COUNT:
      return XY_COLUMN_INTEGER;
    case XY_REPORT_POINTS:
    case XY_REPORT_PERCENT:
      return XY_COLUMN_POINTS;
    case XY_REPORT_DAY:
      return XY_COLUMN_DAY;
    case XY_REPORT_STAGE:
    default:
      return XY_COLUMN_TEXT;
    }
}

/* What stands before the figures: the area, the time, what the row is about. */
static GArray *
list_columns (const XyReport *report)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (XyTableColumn));

  add_column (columns, "区划代码", XY_COLUMN_TEXT);
  if (report->by != XY_REPORT_BY_COUNTY)
    add_column (columns, "乡镇", XY_COLUMN_TEXT);
  else
    add_column (columns, "县", XY_COLUMN_TEXT);
  if (report->by == XY_REPORT_BY_VILLAGE)
    add_column (columns, "村", XY_COLUMN_TEXT);
  if (report->each != XY_REPORT_WHOLE)
    add_column (columns, "时期", XY_COLUMN_TEXT);
  if (report->rows_of != NULL)
    add_column (columns, report->rows_of, XY_COLUMN_TEXT);
  for (guint i = 0; i < report->columns->len; i++)
    {
      const XyReportColumn *column = report->columns->pdata[i];
      add_column (columns, column->title, kind_of (column->unit));
    }
  return columns;
}

static void
write_values (const XyReport *report, XyTableWriter *writer, const XyReportRow *row)
{
  for (guint i = 0; i < report->columns->len; i++)
    {
      const XyReportColumn *column = report->columns->pdata[i];
      const XyReportValue *value = &row->values[i];
      if (value->none)
        xy_table_writer_skip (writer);
      else if (value->few)
        {
          g_autofree char *text = xy_report_value_text (report, column->unit, value);
          xy_table_writer_shown (writer, text, TRUE);
        }
      else if (value->text != NULL)
        xy_table_writer_text (writer, value->text);
      else
        xy_table_writer_number (writer, value->number);
    }
}

static gboolean
write_row (const XyReport *report, XyTableWriter *writer, const XyReportRow *row, GError **error)
{
  gboolean total = row == report->total;
  g_autofree char *code = g_strdup_printf ("%" G_GINT64_FORMAT, row->area);

  xy_table_writer_text (writer, total ? "合计" : code);
  if (report->by == XY_REPORT_BY_VILLAGE)
    xy_table_writer_text (writer, row->township);
  xy_table_writer_text (writer, row->name);
  if (report->each != XY_REPORT_WHOLE)
    xy_table_writer_text (writer, row->period);
  if (report->rows_of != NULL)
    xy_table_writer_text (writer, row->rule);
  write_values (report, writer, row);
  return xy_table_writer_end_row (writer, error);
}

/* A line under the table. */
static gboolean
write_note (XyTableWriter *writer, const char *text, GError **error)
{
  xy_table_writer_text (writer, text);
  return xy_table_writer_end_row (writer, error);
}

static gboolean
write_notes (const XyReport *report, XyTableWriter *writer, GError **error)
{
  g_autofree char *source = g_strdup_printf ("来源：%s。由系统汇总，截至%s。", report->source, report->today);
  g_autofree char *few = g_strdup_printf ("“不足%d”指有，但少于%d，不单列。", report->few, report->few);

  if (!xy_table_writer_end_row (writer, error) || !write_note (writer, source, error)
      || !write_note (writer, few, error))
    return FALSE;
  for (guint i = 0; i < report->notes->len; i++)
    if (!write_note (writer, report->notes->pdata[i], error))
      return FALSE;
  return TRUE;
}

gboolean
xy_report_write (const XyReport *report, const char *path, GError **error)
{
  XyFormat format = xy_format_from_path (path);
  g_autoptr (XyTableWriter) writer = xy_table_writer_new (path, format, error);
  g_autoptr (GArray) columns = list_columns (report);
  g_autofree char *title = g_strdup_printf ("%s%s（%s）", report->scope_name, report->title, report->time);

  if (writer == NULL
      || !xy_table_writer_begin (writer, report->title, title, (const XyTableColumn *) (const void *) columns->data,
                                 columns->len, error))
    return FALSE;
  for (guint i = 0; i < report->rows->len; i++)
    if (!write_row (report, writer, report->rows->pdata[i], error))
      return FALSE;
  return write_row (report, writer, report->total, error)
         && (format == XY_FORMAT_CSV || write_notes (report, writer, error)) && xy_table_writer_finish (writer, error);
}

GString *
xy_report_file (const XyReport *report, const char *suffix, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("xiangyue-report-XXXXXX", error);
  g_autofree char *name = g_strconcat ("report", suffix, NULL);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
  g_autofree char *bytes = NULL;
  gsize length = 0;

  if (path == NULL)
    return NULL;
  gboolean ok = xy_report_write (report, path, error) && g_file_get_contents (path, &bytes, &length, error);
  g_unlink (path);
  g_rmdir (folder);
  return ok ? g_string_new_len (bytes, (gssize) length) : NULL;
}
