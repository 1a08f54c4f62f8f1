/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/office-report.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/number.h"
#include "core/rule-file.h"

#define FINE_SQL                                                                                                       \
  "SELECT json_type (?1, '$.columns') = 'array' AND json_type (?1, '$.rows') = 'array' AND "                           \
  "json_type (?1, '$.total') = 'array' WHERE json_valid (?1)"
#define HEAD_SQL                                                                                                                   \
  "SELECT coalesce (?1 ->> 'scope_name', '') || coalesce (?1 ->> 'title', '') || '（' || coalesce (?1 ->> 'time', '') || '）', " \
  "?1 ->> 'by', coalesce (?1 ->> 'each', ''), ?1 ->> 'rows_of', coalesce (?1 ->> 'few', 0), "                                      \
  "coalesce (?1 ->> 'source', ''), coalesce (?1 ->> 'today', ''), ?1 ->> 'report', ?1 ->> 'scope_name'"
#define COLUMNS_SQL "SELECT value ->> 1, value ->> 2 FROM json_each (?1, '$.columns')"
#define CHART_SQL                                                                                                      \
  "SELECT c.key FROM json_each (?1, '$.chart') AS k JOIN json_each (?1, '$.columns') AS c ON c.value ->> 0 = k.value " \
  "ORDER BY k.key"
#define NOTES_SQL "SELECT value FROM json_each (?1, '$.notes')"
#define ROWS_SQL                                                                                                       \
  "SELECT value ->> 1, value ->> 2, value ->> 3, value ->> 4, value -> 5 FROM json_each (?1, '$.rows') "               \
  "UNION ALL SELECT NULL, NULL, NULL, NULL, ?1 -> 'total'"
#define VALUES_SQL "SELECT value, type FROM json_each (?1)"
#define NAMES_FINE_SQL "SELECT json_type (?1, '$.reports') = 'array' WHERE json_valid (?1)"
/* As the county lists them, or as the file of rules does, which says more of each. */
#define NAMES_SQL                                                                                                      \
  "SELECT iif (type = 'array', value ->> 0, value ->> 'key'), iif (type = 'array', value ->> 1, value ->> 'title') "   \
  "FROM json_each (?1, '$.reports') WHERE type IN ('array', 'object')"
#define NAMES_KEY "office-reports"
#define RULES_FILE "reports.json"
#define KEY_WORDS 6
#define KEPT_MOST "60"
#define KEEP_SQL "INSERT OR REPLACE INTO office_report (asked, at, json) VALUES (?1, ?2, ?3)"
#define FORGET_SQL                                                                                                     \
  "DELETE FROM office_report WHERE asked NOT IN (SELECT asked FROM office_report ORDER BY at DESC LIMIT " KEPT_MOST ")"
#define KEPT_SQL "SELECT json, at FROM office_report WHERE asked = ?1"

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
  g_free (report->name);
  g_free (report->title);
  g_free (report->scope);
  g_array_unref (report->columns);
  g_ptr_array_unref (report->rows);
  g_ptr_array_unref (report->sums);
  g_ptr_array_unref (report->notes);
  g_free (report->json);
  g_free (report);
}

static void
add_column (XyOfficeReport *report, const char *title, gboolean figures, XyOfficeUnit unit)
{
  XyOfficeReportColumn column = { g_strdup (title != NULL ? title : ""), figures, unit };

  g_array_append_val (report->columns, column);
}

static XyOfficeUnit
unit_from_word (const char *word)
{
  if (g_str_equal (word, "day") || g_str_equal (word, "stage"))
    return XY_OFFICE_TEXT;
  return g_str_equal (word, "points")    ? XY_OFFICE_POINTS
         : g_str_equal (word, "percent") ? XY_OFFICE_PERCENT
                                         : XY_OFFICE_COUNT;
}

static XyOfficeUnit
unit_of (const XyOfficeReport *report, guint column)
{
  return g_array_index (report->columns, XyOfficeReportColumn, column).unit;
}

/* A value as people read it; UNIT is that of its column. */
static char *
value_text (const Reading *reading, XyRows *rows, XyOfficeUnit unit)
{
  const char *type = xy_rows_text (rows, 1);

  if (g_str_equal (type, "null"))
    return g_strdup ("");
  if (g_str_equal (type, "text"))
    return xy_rows_text (rows, 0)[0] == '<' ? g_strdup_printf ("不足%d", (int) reading->few)
                                            : g_strdup (xy_rows_text (rows, 0));
  if (unit == XY_OFFICE_POINTS || unit == XY_OFFICE_PERCENT)
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
  report->name = g_strdup (xy_rows_text (rows, 7));
  report->scope = g_strdup (xy_rows_text (rows, 8));
  report->area = reading->by_village ? 1 : 0;
  if (reading->by_village || g_strcmp0 (xy_rows_text (rows, 1), "township") == 0)
    add_column (report, "乡镇", FALSE, XY_OFFICE_TEXT);
  else
    add_column (report, "县", FALSE, XY_OFFICE_TEXT);
  if (reading->by_village)
    add_column (report, "村", FALSE, XY_OFFICE_TEXT);
  if (reading->periods)
    add_column (report, "时期", FALSE, XY_OFFICE_TEXT);
  if (reading->rules)
    add_column (report, xy_rows_text (rows, 3), FALSE, XY_OFFICE_TEXT);
  report->n_about = report->columns->len;
  g_ptr_array_add (report->notes,
                   g_strdup_printf ("来源：%s。由系统汇总，截至%s。", xy_rows_text (rows, 5), xy_rows_text (rows, 6)));
  g_ptr_array_add (report->notes,
                   g_strdup_printf ("“不足%d”指有，但少于%d，不单列。", (int) reading->few, (int) reading->few));
  return TRUE;
}

static gboolean
read_values (Reading *reading, const char *values, GStrvBuilder *texts, gint64 *sums, GError **error)
{
  const XyOfficeReport *report = reading->report;
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (reading->json, VALUES_SQL, XY_BIND (XY_TEXT (values)), &problem);
  guint n = report->n_about;

  for (; xy_rows_next (rows, &problem) && n < report->columns->len; n++)
    {
      g_autofree char *text = value_text (reading, rows, unit_of (report, n));
      if (unit_of (report, n) != XY_OFFICE_TEXT && g_str_equal (xy_rows_text (rows, 1), "integer"))
        sums[n] = xy_rows_int (rows, 0);
      g_strv_builder_add (texts, text);
    }
  for (; n < report->columns->len; n++)
    g_strv_builder_add (texts, "");
  return xy_error_pass (error, &problem);
}

static gboolean
read_rows (Reading *reading, GError **error)
{
  XyOfficeReport *report = reading->report;
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (reading->json, ROWS_SQL, XY_BIND (XY_TEXT (report->json)), &problem);

  while (xy_rows_next (rows, &problem))
    {
      g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
      gint64 *sums = g_new0 (gint64, report->columns->len);
      g_ptr_array_add (report->sums, sums);
      const char *name = xy_rows_text (rows, 0), *township = xy_rows_text (rows, 1);
      const char *period = xy_rows_text (rows, 2), *rule = xy_rows_text (rows, 3);
      if (reading->by_village)
        g_strv_builder_add (texts, name == NULL ? "合计" : township != NULL ? township : "");
      g_strv_builder_add (texts, name != NULL ? name : reading->by_village ? "" : "合计");
      if (reading->periods)
        g_strv_builder_add (texts, period != NULL ? period : "");
      if (reading->rules)
        g_strv_builder_add (texts, rule != NULL ? rule : "");
      if (!read_values (reading, xy_rows_text (rows, 4), texts, sums, &problem))
        break;
      g_ptr_array_add (report->rows, g_strv_builder_end (texts));
    }
  return xy_error_pass (error, &problem);
}

static gboolean
read_all (Reading *reading, GError **error)
{
  XyOfficeReport *report = reading->report;
  g_autoptr (GError) problem = NULL;

  if (!read_head (reading, error))
    return FALSE;
  g_autoptr (XyRows) columns = xy_db_query (reading->json, COLUMNS_SQL, XY_BIND (XY_TEXT (report->json)), &problem);
  while (xy_rows_next (columns, &problem))
    {
      const char *unit = xy_rows_text (columns, 1) != NULL ? xy_rows_text (columns, 1) : "count";
      add_column (report, xy_rows_text (columns, 0), unit_from_word (unit) != XY_OFFICE_TEXT, unit_from_word (unit));
    }
  g_autoptr (XyRows) chart = xy_db_query (reading->json, CHART_SQL, XY_BIND (XY_TEXT (report->json)), &problem);
  while (problem == NULL && report->n_chart < XY_OFFICE_CHART_MOST && xy_rows_next (chart, &problem))
    report->chart[report->n_chart++] = report->n_about + (guint) xy_rows_int (chart, 0);
  g_autoptr (XyRows) notes = xy_db_query (reading->json, NOTES_SQL, XY_BIND (XY_TEXT (report->json)), &problem);
  while (problem == NULL && xy_rows_next (notes, &problem))
    g_ptr_array_add (report->notes, g_strdup (xy_rows_text (notes, 0)));
  return xy_error_pass (error, &problem) ? read_rows (reading, error) : FALSE;
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
  report->sums = g_ptr_array_new_with_free_func (g_free);
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

  if (!xy_error_pass (error, &problem))
    return NULL;
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

/* Names and titles in TEXT. */
static GPtrArray *
read_names (const char *text, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (XyWire) wire = xy_wire_new (error);
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
  return xy_error_pass (error, &problem) ? g_steal_pointer (&names) : NULL;
}

GPtrArray *
xy_office_report_names (XyStore *office, GCancellable *cancellable, GError **error)
{
  g_autofree char *text = fetch (office, "/v1/report", NULL, cancellable, error);
  g_autoptr (GPtrArray) names = text != NULL ? read_names (text, error) : NULL;

  return names != NULL && xy_store_set_local (office, NAMES_KEY, text, error) ? g_steal_pointer (&names) : NULL;
}

GPtrArray *
xy_office_report_choices (XyStore *office, GError **error)
{
  g_autofree char *kept = xy_store_get_local (office, NAMES_KEY);
  GPtrArray *names = kept != NULL ? read_names (kept, NULL) : NULL;

  if (names != NULL)
    return names;
  g_autoptr (GPtrArray) texts = xy_rule_file_texts (RULES_FILE);
  for (guint i = 0; i < texts->len && names == NULL; i++)
    {
      gsize length;
      const char *bytes = g_bytes_get_data (texts->pdata[i], &length);
      g_autofree char *text = g_strndup (bytes, length);
      names = read_names (text, error);
    }
  return names;
}

char *
xy_office_report_key (const XyOfficeReportAsk *ask)
{
  return g_strdup_printf ("%s %" G_GINT64_FORMAT " %s %s %s %s", ask->name, ask->scope,
                          ask->from != NULL ? ask->from : "", ask->to != NULL ? ask->to : "",
                          ask->by != NULL ? ask->by : "village", ask->each != NULL ? ask->each : "");
}

char **
xy_office_report_ask (const char *key, XyOfficeReportAsk *ask)
{
  char **words = g_strsplit (key, " ", -1);

  *ask = (XyOfficeReportAsk){ .name = "" };
  if (g_strv_length (words) != KEY_WORDS)
    return words;
  *ask = (XyOfficeReportAsk){ .name = words[0],
                              .scope = g_ascii_strtoll (words[1], NULL, 10),
                              .from = *words[2] != '\0' ? words[2] : NULL,
                              .to = *words[3] != '\0' ? words[3] : NULL,
                              .by = words[4],
                              .each = *words[5] != '\0' ? words[5] : NULL };
  return words;
}

XyOfficeReport *
xy_office_report_fetch (XyStore *office, const XyOfficeReportAsk *ask, GCancellable *cancellable, GError **error)
{
  g_autoptr (XyOfficeReport) report = xy_office_report (office, ask, cancellable, error);
  g_autofree char *key = xy_office_report_key (ask);

  if (report == NULL)
    return NULL;
  report->kept_at = xy_env_now (xy_store_get_env (office));
  if (!xy_store_write_local (office, KEEP_SQL,
                             XY_BIND (XY_TEXT (key), XY_INT (report->kept_at), XY_TEXT (report->json)), error)
      || !xy_store_write_local (office, FORGET_SQL, XY_BIND_NONE, error))
    return NULL;
  return g_steal_pointer (&report);
}

XyOfficeReport *
xy_office_report_kept (XyStore *office, const XyOfficeReportAsk *ask, GError **error)
{
  g_autofree char *key = xy_office_report_key (ask), *json = NULL;
  g_autoptr (GError) problem = NULL;
  gint64 at = 0;
  {
    g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (office), KEPT_SQL, XY_BIND (XY_TEXT (key)), &problem);
    if (xy_rows_next (rows, &problem))
      {
        json = g_strdup (xy_rows_text (rows, 0));
        at = xy_rows_int (rows, 1);
      }
  }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  XyOfficeReport *report = json != NULL ? xy_office_report_read (json, error) : NULL;
  if (report != NULL)
    report->kept_at = at;
  return report;
}

GPtrArray *
xy_office_report_labels (const XyOfficeReport *report)
{
  guint n = report->rows->len > 0 ? report->rows->len - 1 : 0;
  int told = -1;

  if (n < 2)
    return NULL;
  for (guint c = report->area; c < report->n_about; c++)
    for (guint i = 1; i < n; i++)
      if (!g_str_equal (((char **) report->rows->pdata[i])[c], ((char **) report->rows->pdata[0])[c]))
        {
          if (told >= 0 && told != (int) c)
            return NULL;
          told = (int) c;
        }
  if (told < 0)
    return NULL;
  GPtrArray *labels = g_ptr_array_new ();
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (labels, ((char **) report->rows->pdata[i])[told]);
  return labels;
}
