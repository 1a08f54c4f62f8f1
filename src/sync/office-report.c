/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/office-report.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/number.h"

#define FINE_SQL                                                                                                       \
  "SELECT json_type (?1, '$.columns') = 'array' AND json_type (?1, '$.rows') = 'array' AND "                           \
  "json_type (?1, '$.total') = 'array' WHERE json_valid (?1)"
#define HEAD_SQL                                                                                                                   \
  "SELECT coalesce (?1 ->> 'scope_name', '') || coalesce (?1 ->> 'title', '') || '（' || coalesce (?1 ->> 'time', '') || '）', " \
  "?1 ->> 'by', coalesce (?1 ->> 'each', ''), ?1 ->> 'rows_of', coalesce (?1 ->> 'few', 0), "                                      \
  "coalesce (?1 ->> 'source', ''), coalesce (?1 ->> 'today', '')"
#define COLUMNS_SQL "SELECT value ->> 1, value ->> 2 FROM json_each (?1, '$.columns')"
#define NOTES_SQL "SELECT value FROM json_each (?1, '$.notes')"
#define ROWS_SQL                                                                                                       \
  "SELECT value ->> 1, value ->> 2, value ->> 3, value ->> 4, value -> 5 FROM json_each (?1, '$.rows') "               \
  "UNION ALL SELECT NULL, NULL, NULL, NULL, ?1 -> 'total'"
#define VALUES_SQL "SELECT value, type FROM json_each (?1)"
#define NAMES_FINE_SQL "SELECT json_type (?1, '$.reports') = 'array' WHERE json_valid (?1)"
#define NAMES_SQL "SELECT value ->> 0, value ->> 1 FROM json_each (?1, '$.reports')"

typedef struct
{
  XyDb *json;
  XyOfficeReport *report;
  gboolean by_village;
  gboolean periods; /* rows have their time */
  gboolean rules;   /* and what else they are about */
  gint64 few;
} Reading;

static void
column_clear (gpointer data)
{
  g_free (((XyOfficeReportColumn *) data)->title);
}

void
xy_office_report_free (XyOfficeReport *report)
{
  if (report == NULL)
    return;
  g_free (report->title);
  g_array_unref (report->columns);
  g_ptr_array_unref (report->rows);
  g_ptr_array_unref (report->notes);
  g_free (report->json);
  g_free (report);
}

static void
add_column (XyOfficeReport *report, const char *title, gboolean figures)
{
  XyOfficeReportColumn column = { g_strdup (title != NULL ? title : ""), figures };

  g_array_append_val (report->columns, column);
}

/* A value as people read it; UNIT is that of its column. */
static char *
value_text (const Reading *reading, XyRows *rows, const char *unit)
{
  const char *type = xy_rows_text (rows, 1);

  if (g_str_equal (type, "null"))
    return g_strdup ("");
  if (g_str_equal (type, "text"))
    return xy_rows_text (rows, 0)[0] == '<' ? g_strdup_printf ("不足%d", (int) reading->few)
                                            : g_strdup (xy_rows_text (rows, 0));
  if (g_str_equal (unit, "points") || g_str_equal (unit, "percent"))
    return xy_points_format (xy_rows_int (rows, 0));
  return g_strdup_printf ("%" G_GINT64_FORMAT, xy_rows_int (rows, 0));
}

static gboolean
read_head (Reading *reading, GError **error)
{
  XyOfficeReport *report = reading->report;
  g_autoptr (XyRows) rows = xy_db_query (reading->json, HEAD_SQL, XY_BIND (XY_TEXT (report->json)), error);

  if (!xy_rows_next (rows, error))
    return FALSE;
  reading->by_village = g_strcmp0 (xy_rows_text (rows, 1), "village") == 0;
  reading->periods = xy_rows_text (rows, 2)[0] != '\0';
  reading->rules = xy_rows_text (rows, 3) != NULL;
  reading->few = xy_rows_int (rows, 4);
  report->title = g_strdup (xy_rows_text (rows, 0));
  if (reading->by_village || g_strcmp0 (xy_rows_text (rows, 1), "township") == 0)
    add_column (report, "乡镇", FALSE);
  else
    add_column (report, "县", FALSE);
  if (reading->by_village)
    add_column (report, "村", FALSE);
  if (reading->periods)
    add_column (report, "时期", FALSE);
  if (reading->rules)
    add_column (report, xy_rows_text (rows, 3), FALSE);
  g_ptr_array_add (report->notes,
                   g_strdup_printf ("来源：%s。由系统汇总，截至%s。", xy_rows_text (rows, 5), xy_rows_text (rows, 6)));
  g_ptr_array_add (report->notes,
                   g_strdup_printf ("“不足%d”指有，但少于%d，不单列。", (int) reading->few, (int) reading->few));
  return TRUE;
}

static gboolean
read_values (Reading *reading, const char *values, GPtrArray *units, GStrvBuilder *texts, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (reading->json, VALUES_SQL, XY_BIND (XY_TEXT (values)), &problem);
  guint n = 0;

  for (; xy_rows_next (rows, &problem) && n < units->len; n++)
    {
      g_autofree char *text = value_text (reading, rows, units->pdata[n]);
      g_strv_builder_add (texts, text);
    }
  for (; n < units->len; n++)
    g_strv_builder_add (texts, "");
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
read_rows (Reading *reading, GPtrArray *units, GError **error)
{
  XyOfficeReport *report = reading->report;
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (reading->json, ROWS_SQL, XY_BIND (XY_TEXT (report->json)), &problem);

  while (xy_rows_next (rows, &problem))
    {
      g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
      const char *name = xy_rows_text (rows, 0), *township = xy_rows_text (rows, 1);
      const char *period = xy_rows_text (rows, 2), *rule = xy_rows_text (rows, 3);
      if (reading->by_village)
        g_strv_builder_add (texts, name == NULL ? "合计" : township != NULL ? township : "");
      g_strv_builder_add (texts, name != NULL ? name : reading->by_village ? "" : "合计");
      if (reading->periods)
        g_strv_builder_add (texts, period != NULL ? period : "");
      if (reading->rules)
        g_strv_builder_add (texts, rule != NULL ? rule : "");
      if (!read_values (reading, xy_rows_text (rows, 4), units, texts, &problem))
        break;
      g_ptr_array_add (report->rows, g_strv_builder_end (texts));
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
read_all (Reading *reading, GError **error)
{
  XyOfficeReport *report = reading->report;
  g_autoptr (GPtrArray) units = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) problem = NULL;

  if (!read_head (reading, error))
    return FALSE;
  g_autoptr (XyRows) columns = xy_db_query (reading->json, COLUMNS_SQL, XY_BIND (XY_TEXT (report->json)), &problem);
  while (xy_rows_next (columns, &problem))
    {
      const char *unit = xy_rows_text (columns, 1) != NULL ? xy_rows_text (columns, 1) : "count";
      g_ptr_array_add (units, g_strdup (unit));
      add_column (report, xy_rows_text (columns, 0), !g_str_equal (unit, "day") && !g_str_equal (unit, "stage"));
    }
  g_autoptr (XyRows) notes = xy_db_query (reading->json, NOTES_SQL, XY_BIND (XY_TEXT (report->json)), &problem);
  while (problem == NULL && xy_rows_next (notes, &problem))
    g_ptr_array_add (report->notes, g_strdup (xy_rows_text (notes, 0)));
  if (problem == NULL)
    return read_rows (reading, units, error);
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

XyOfficeReport *
xy_office_report_read (const char *json, GError **error)
{
  g_autoptr (XyWire) wire = xy_wire_new (error);
  g_autoptr (XyOfficeReport) report = g_new0 (XyOfficeReport, 1);
  gint64 fine = 0;

  report->columns = g_array_new (FALSE, FALSE, sizeof (XyOfficeReportColumn));
  g_array_set_clear_func (report->columns, column_clear);
  report->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  report->notes = g_ptr_array_new_with_free_func (g_free);
  report->json = g_strdup (json);
  if (wire == NULL)
    return NULL;
  Reading reading = { .json = xy_wire_get_db (wire), .report = report };
  if (!xy_db_number (reading.json, FINE_SQL, XY_BIND (XY_TEXT (json)), &fine, NULL) || !fine)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_UNREADABLE, _ ("The county's answer cannot be read."));
      return NULL;
    }
  return read_all (&reading, error) ? g_steal_pointer (&report) : NULL;
}

/* GETs PATH of the office's county; its text. */
static char *
fetch (XyStore *office, const char *path, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyAccount) account = xy_account_load (office, &problem);
  g_auto (XyLineReply) reply = { 0 };

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (account == NULL || account->token == NULL)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND,
                           _ ("This computer is not enrolled with the county yet."));
      return NULL;
    }
  g_autoptr (XyLine) line = xy_account_open_line (account);
  xy_line_ask (line, path, NULL, cancellable, &reply);
  if (reply.cancelled)
    g_set_error_literal (error, XY_ERROR, XY_ERROR_CANCELLED, _ ("Stopped. Nothing was changed."));
  else if (reply.status == 404 && name != NULL)
    g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no report “%s”."), name);
  else if (reply.status == 400)
    xy_set_invalid (error, "from",
                    _ ("A time is a month (2026-11), a quarter (2026Q4) or a year (2026), ten years at most."));
  else if (reply.status == 403)
    g_set_error_literal (error, XY_ERROR, XY_ERROR_DENIED, _ ("This is not in the office's scope."));
  else if (reply.trouble != XY_TROUBLE_NONE)
    xy_trouble_set_error (reply.trouble, error);
  else
    return g_strdup (reply.text->str);
  return NULL;
}

/* Appends KEY=VALUE; what no address may have is left out, and the county says what is wrong with the rest. */
static void
add_query (GString *path, const char *key, const char *value)
{
  if (value == NULL)
    return;
  g_autofree char *escaped = g_uri_escape_string (value, NULL, FALSE);
  g_string_append_printf (path, "%c%s=%s", strchr (path->str, '?') != NULL ? '&' : '?', key, escaped);
}

XyOfficeReport *
xy_office_report (XyStore *office, const XyOfficeReportAsk *ask, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) path = g_string_new ("/v1/report/");
  g_autofree char *scope = ask->scope != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, ask->scope) : NULL;

  if (ask->name[0] == '\0' || strspn (ask->name, "abcdefghijklmnopqrstuvwxyz-") != strlen (ask->name))
    {
      g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no report “%s”."), ask->name);
      return NULL;
    }
  g_string_append (path, ask->name);
  add_query (path, "scope", scope);
  add_query (path, "from", ask->from);
  add_query (path, "to", ask->to);
  add_query (path, "by", ask->by);
  add_query (path, "each", ask->each);
  g_autofree char *text = fetch (office, path->str, ask->name, cancellable, error);
  return text != NULL ? xy_office_report_read (text, error) : NULL;
}

GPtrArray *
xy_office_report_names (XyStore *office, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = fetch (office, "/v1/report", NULL, cancellable, error);
  g_autoptr (XyWire) wire = text != NULL ? xy_wire_new (error) : NULL;
  g_autoptr (GError) problem = NULL;
  gint64 fine = 0;

  if (wire == NULL)
    return NULL;
  if (!xy_db_number (xy_wire_get_db (wire), NAMES_FINE_SQL, XY_BIND (XY_TEXT (text)), &fine, NULL) || !fine)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_UNREADABLE, _ ("The county's answer cannot be read."));
      return NULL;
    }
  g_autoptr (XyRows) rows = xy_db_query (xy_wire_get_db (wire), NAMES_SQL, XY_BIND (XY_TEXT (text)), &problem);
  while (xy_rows_next (rows, &problem))
    for (int i = 0; i < 2; i++)
      g_ptr_array_add (names, g_strdup (xy_rows_text (rows, i) != NULL ? xy_rows_text (rows, i) : ""));
  if (problem == NULL)
    return g_steal_pointer (&names);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}
