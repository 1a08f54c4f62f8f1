/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/report-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/rule-file.h"

#define FILE_NAME "reports.json"

#define VALID_SQL                                                                                                      \
  "SELECT json_valid (?1) AND json_type (?1) = 'object' AND json_type (?1, '$.reports') = 'array' AND "                \
  "coalesce (?1 ->> '$.date' GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]', 0)"
#define FEW_SQL "SELECT coalesce (?1 ->> '$.few', 0)"
#define NAMES_SQL "SELECT value ->> 'key', value ->> 'title' FROM json_each (?1, '$.reports')"
#define REPORT_SQL                                                                                                     \
  "SELECT value, value ->> 'key', value ->> 'title', value ->> 'source', value ->> 'rows' "                            \
  "FROM json_each (?1, '$.reports') WHERE value ->> 'key' = ?2"
#define LIST_SQL "SELECT value FROM json_each (?1, ?2)"
#define WORDS_SQL "SELECT key, value FROM json_each (?1, '$.words')"
#define LINES(name) "(SELECT group_concat (l.value, char (10)) FROM json_each (c.value, '$." name "') AS l)"
#define COLUMNS_SQL                                                                                                    \
  "SELECT c.value ->> 'key', c.value ->> 'title', c.value ->> 'unit', c.value ->> 'kinds', " LINES (                   \
      "rules") ", c.value ->> 'prefix', c.value ->> 'of', c.value ->> 'when', c.value ->> 'villages', "                \
               "c.value ->> 'sign', c.value ->> 'hidden', c.value ->> 'only', " LINES ("share") ", " LINES (           \
                   "average") ", c.value ->> 'few', c.value ->> 'due' FROM json_each (?1, '$.columns') AS c"

static const char *const unit_words[] = { "count", "points", "percent", "day", "stage" };
static const char *const when_words[] = { "in", "end", "start", "late", "whole" };

static void
field_free (gpointer data)
{
  XyReportField *field = data;

  g_free (field->shown.key);
  g_free (field->shown.title);
  g_strfreev (field->kinds);
  g_strfreev (field->rules);
  g_free (field->prefix);
  g_strfreev (field->few);
  g_free (field->due);
  g_free (field);
}

void
xy_report_definition_free (XyReportDefinition *definition)
{
  if (definition == NULL)
    return;
  g_free (definition->key);
  g_free (definition->title);
  g_free (definition->source);
  g_free (definition->rows_of);
  g_strfreev (definition->notes);
  g_strfreev (definition->chart);
  g_hash_table_unref (definition->words);
  g_ptr_array_unref (definition->ordered);
  g_ptr_array_unref (definition->fields);
  g_free (definition->date);
  g_free (definition);
}

static gboolean
unreadable (GError **error, const char *what)
{
  g_set_error (error, XY_ERROR, XY_ERROR_UNREADABLE, _ ("The file of reports cannot be used: %s"), what);
  return FALSE;
}

/* The text of the edition that holds. Damaged ones of the data folder hide nothing. */
static char *
load_text (XyDb *json, char **date, GError **error)
{
  char *text = xy_rule_file_newest (json, FILE_NAME, VALID_SQL, date);

  if (text == NULL)
    unreadable (error, FILE_NAME);
  return text;
}

GPtrArray *
xy_report_definition_names (XyDb *json, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = load_text (json, NULL, error);
  g_autoptr (GError) problem = NULL;

  if (text == NULL)
    return NULL;
  g_autoptr (XyRows) rows = xy_db_query (json, NAMES_SQL, XY_BIND (XY_TEXT (text)), &problem);
  while (xy_rows_next (rows, &problem))
    for (int i = 0; i < 2; i++)
      g_ptr_array_add (names, g_strdup (xy_rows_text (rows, i) != NULL ? xy_rows_text (rows, i) : ""));
  return xy_error_pass (error, &problem) ? g_steal_pointer (&names) : NULL;
}

/* An empty text is a list of one: the rule of no name. */
static char **
split (const char *text, const char *separator)
{
  if (text != NULL && *text == '\0')
    return g_strdupv ((char **) (char *[]){ (char *) "", NULL });
  return text != NULL ? g_strsplit (text, separator, -1) : NULL;
}

static int
place_of (const char *const *words, guint n, const char *word, int otherwise)
{
  for (guint i = 0; word != NULL && i < n; i++)
    if (g_str_equal (words[i], word))
      return (int) i;
  return otherwise;
}

/* Two columns that stand before. */
static gboolean
read_pair (const XyReportDefinition *definition, const char *text, XyReportField *field)
{
  g_auto (GStrv) keys = split (text, "\n");
  guint over, under;

  if (keys == NULL || g_strv_length (keys) != 2 || xy_report_definition_field (definition, keys[0], &over) == NULL
      || xy_report_definition_field (definition, keys[1], &under) == NULL)
    return FALSE;
  field->over = (int) over;
  field->under = (int) under;
  return TRUE;
}

static gboolean
read_field (XyReportDefinition *definition, XyRows *rows, GError **error)
{
  XyReportField *field = g_new0 (XyReportField, 1);
  const char *share = xy_rows_text (rows, 12), *average = xy_rows_text (rows, 13);
  int unit = place_of (unit_words, G_N_ELEMENTS (unit_words), xy_rows_text (rows, 2), -1);
  int when = place_of (when_words, G_N_ELEMENTS (when_words), xy_rows_text (rows, 7), XY_REPORT_IN);

  g_ptr_array_add (definition->fields, field);
  field->shown.key = g_strdup (xy_rows_text (rows, 0));
  field->shown.title = g_strdup (xy_rows_text (rows, 1));
  field->shown.unit = (XyReportUnit) MAX (unit, 0);
  field->kinds = split (xy_rows_text (rows, 3), " ");
  field->rules = split (xy_rows_text (rows, 4), "\n");
  field->prefix = g_strdup (xy_rows_text (rows, 5));
  field->of_v = g_strcmp0 (xy_rows_text (rows, 6), "v") == 0;
  field->when = (XyReportWhen) when;
  field->villages = xy_rows_int (rows, 8) != 0;
  field->negative = xy_rows_int (rows, 9) < 0;
  field->hidden = xy_rows_int (rows, 10) != 0;
  field->only_village = g_strcmp0 (xy_rows_text (rows, 11), "village") == 0;
  field->few = split (xy_rows_text (rows, 14), " ");
  field->due = g_strdup (xy_rows_text (rows, 15));
  field->over = field->under = -1;
  field->share = share != NULL;
  if (field->shown.key == NULL || field->shown.title == NULL || unit < 0
      || ((share != NULL || average != NULL) && !read_pair (definition, share != NULL ? share : average, field))
      || (field->kinds == NULL && field->over < 0 && field->due == NULL))
    return unreadable (error, field->shown.key != NULL ? field->shown.key : definition->key);
  return TRUE;
}

static char **
read_list (XyDb *json, const char *text, const char *path, GError **error)
{
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();
  g_autoptr (XyRows) rows = xy_db_query (json, LIST_SQL, XY_BIND (XY_TEXT (text), XY_TEXT (path)), error);

  while (xy_rows_next (rows, error))
    g_strv_builder_add (list, xy_rows_text (rows, 0) != NULL ? xy_rows_text (rows, 0) : "");
  return g_strv_builder_end (list);
}

/* Whether all that a column names is there. */
static gboolean
check_fields (const XyReportDefinition *definition, GError **error)
{
  for (guint i = 0; i < definition->fields->len; i++)
    {
      const XyReportField *field = definition->fields->pdata[i];
      for (char **few = field->few; few != NULL && *few != NULL; few++)
        if (xy_report_definition_field (definition, *few, NULL) == NULL)
          return unreadable (error, *few);
    }
  for (char **key = definition->chart; *key != NULL; key++)
    if (xy_report_definition_field (definition, *key, NULL) == NULL)
      return unreadable (error, *key);
  return definition->fields->len > 0 || unreadable (error, definition->key);
}

static gboolean
read_rest (XyReportDefinition *definition, XyDb *json, const char *text, GError **error)
{
  g_autoptr (GError) problem = NULL;

  definition->notes = read_list (json, text, "$.notes", &problem);
  definition->chart = read_list (json, text, "$.chart", &problem);
  if (problem == NULL)
    {
      g_autoptr (XyRows) words = xy_db_query (json, WORDS_SQL, XY_BIND (XY_TEXT (text)), &problem);
      while (xy_rows_next (words, &problem))
        {
          char *rule = g_strdup (xy_rows_text (words, 0));
          g_ptr_array_add (definition->ordered, rule);
          g_hash_table_insert (definition->words, rule,
                               g_strdup (xy_rows_text (words, 1) != NULL ? xy_rows_text (words, 1) : rule));
        }
    }
  if (problem == NULL)
    {
      g_autoptr (XyRows) columns = xy_db_query (json, COLUMNS_SQL, XY_BIND (XY_TEXT (text)), &problem);
      while (xy_rows_next (columns, &problem))
        if (!read_field (definition, columns, &problem))
          break;
    }
  return xy_error_pass (error, &problem) ? check_fields (definition, error) : FALSE;
}

XyReportDefinition *
xy_report_definition_load (XyDb *json, const char *name, GError **error)
{
  g_autoptr (XyReportDefinition) definition = g_new0 (XyReportDefinition, 1);
  g_autofree char *own = NULL;
  gint64 few = 0;

  definition->words = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  definition->ordered = g_ptr_array_new_with_free_func (g_free);
  definition->fields = g_ptr_array_new_with_free_func (field_free);
  g_autofree char *text = load_text (json, &definition->date, error);
  if (text == NULL || !xy_db_number (json, FEW_SQL, XY_BIND (XY_TEXT (text)), &few, error))
    return NULL;
  definition->few = (int) few;
  {
    g_autoptr (GError) problem = NULL;
    g_autoptr (XyRows) rows = xy_db_query (json, REPORT_SQL, XY_BIND (XY_TEXT (text), XY_TEXT (name)), &problem);
    if (!xy_rows_next (rows, &problem))
      {
        if (problem != NULL)
          g_propagate_error (error, g_steal_pointer (&problem));
        else
          g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no report “%s”."), name);
        return NULL;
      }
    own = g_strdup (xy_rows_text (rows, 0));
    definition->key = g_strdup (xy_rows_text (rows, 1));
    definition->title = g_strdup (xy_rows_text (rows, 2));
    definition->source = g_strdup (xy_rows_text (rows, 3));
    definition->rows_of = g_strdup (xy_rows_text (rows, 4));
  }
  if (definition->title == NULL)
    {
      unreadable (error, name);
      return NULL;
    }
  return read_rest (definition, json, own, error) ? g_steal_pointer (&definition) : NULL;
}

const XyReportField *
xy_report_definition_field (const XyReportDefinition *definition, const char *key, guint *place)
{
  for (guint i = 0; i < definition->fields->len; i++)
    {
      const XyReportField *field = definition->fields->pdata[i];
      if (field->shown.key == NULL || !g_str_equal (field->shown.key, key))
        continue;
      if (place != NULL)
        *place = i;
      return field;
    }
  return NULL;
}
