/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/report-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"

#define VILLAGES_SQL                                                                                                   \
  "SELECT s.sid, coalesce (v.name, ''), coalesce (v.township, ''), coalesce (v.county, ''), coalesce (v.since, 0) "    \
  "FROM stream AS s LEFT JOIN rollup_village AS v ON v.sid = s.sid WHERE s.sid BETWEEN ?1 AND ?2 ORDER BY s.sid"
#define MONTHS_MOST 120
#define TOWNSHIP 1000 /* villages' codes that a township's has room for, and a township's that a county's has */
#define SHARE_SCALE 10000

/* Rows while they are added up. */
typedef struct
{
  gint64 area;
  guint time, rule;
  const XyReportVillage *village; /* the first of the area */
  XyReportCell *cells;
} Sum;

typedef struct
{
  XyServerStore *store;
  const XyReportAsk *ask;
  XyReportDefinition *definition;
  XyReportSums *sums;
  XyReport *report;
  GArray *fields; /* places of those that are shown */
} Work;

static const char *const by_words[] = { "village", "township", "county" };
static const char *const each_words[] = { "", "month", "quarter", "year" };

const char *
xy_report_by_word (XyReportBy by)
{
  return by_words[by];
}

gboolean
xy_report_by_from_word (const char *word, XyReportBy *by)
{
  for (guint i = 0; i < G_N_ELEMENTS (by_words); i++)
    if (g_str_equal (word, by_words[i]))
      {
        *by = (XyReportBy) i;
        return TRUE;
      }
  return FALSE;
}

const char *
xy_report_each_word (XyReportEach each)
{
  return each_words[each];
}

gboolean
xy_report_each_from_word (const char *word, XyReportEach *each)
{
  for (guint i = 0; i < G_N_ELEMENTS (each_words); i++)
    if (g_str_equal (word, each_words[i]))
      {
        *each = (XyReportEach) i;
        return TRUE;
      }
  return FALSE;
}

static void
column_free (gpointer data)
{
  XyReportColumn *column = data;

  g_free (column->key);
  g_free (column->title);
  g_free (column);
}

static void
row_free (XyReportRow *row, guint n)
{
  if (row == NULL)
    return;
  g_free (row->name);
  g_free (row->township);
  g_free (row->period);
  g_free (row->rule);
  for (guint i = 0; i < n; i++)
    g_free (row->values[i].text);
  g_free (row->values);
  g_free (row);
}

void
xy_report_free (XyReport *report)
{
  if (report == NULL)
    return;
  for (guint i = 0; i < report->rows->len; i++)
    row_free (report->rows->pdata[i], report->columns->len);
  row_free (report->total, report->columns->len);
  g_ptr_array_unref (report->rows);
  g_ptr_array_unref (report->columns);
  g_ptr_array_unref (report->notes);
  g_strfreev (report->chart);
  g_free (report->key);
  g_free (report->title);
  g_free (report->source);
  g_free (report->edition);
  g_free (report->scope_name);
  g_free (report->time);
  g_free (report->from);
  g_free (report->to);
  g_free (report->rows_of);
  g_free (report->today);
  g_free (report);
}

static void
work_clear (Work *work)
{
  xy_report_definition_free (work->definition);
  xy_report_sums_free (work->sums);
  xy_report_free (work->report);
  if (work->fields != NULL)
    g_array_unref (work->fields);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static gint64
month_of (const char *day)
{
  return g_ascii_strtoll (day, NULL, 10) * 100 + g_ascii_strtoll (day + strlen ("2026-"), NULL, 10);
}

static int
count_months (const char *first, const char *last)
{
  gint64 a = month_of (first), b = month_of (last);

  return (int) (12 * (b / 100 - a / 100) + b % 100 - a % 100 + 1);
}

static gboolean
invalid (GError **error, const char *sentence)
{
  g_set_error_literal (error, XY_ERROR, XY_ERROR_INVALID, sentence);
  return FALSE;
}

/* The times of the rows, from FIRST to LAST. */
static void
add_times (Work *work, const char *first, const char *last)
{
  static const XySpan spans[] = { XY_SPAN_MONTH, XY_SPAN_MONTH, XY_SPAN_QUARTER, XY_SPAN_YEAR };
  char start[XY_DAY_SIZE], from[XY_DAY_SIZE], to[XY_DAY_SIZE];

  g_strlcpy (start, first, sizeof start);
  while (strcmp (start, last) <= 0)
    {
      XyReportTime time = { 0 };
      if (work->ask->each == XY_REPORT_WHOLE)
        g_strlcpy (to, last, sizeof to);
      else
        {
          xy_day_span (start, spans[work->ask->each], from, to);
          time.name = xy_period_of (start, spans[work->ask->each]);
          if (strcmp (to, last) > 0)
            g_strlcpy (to, last, sizeof to);
        }
      time.first = month_of (start);
      time.last = month_of (to);
      g_strlcpy (time.last_day, to, sizeof time.last_day);
      g_array_append_val (work->sums->times, time);
      if (!xy_day_add (to, 1, start))
        break;
    }
}

/* 2026年第四季度, 2026年1月至2026年11月. */
static char *
describe_time (const char *first, const char *last)
{
  static const XySpan spans[] = { XY_SPAN_MONTH, XY_SPAN_QUARTER, XY_SPAN_YEAR };
  char from[XY_DAY_SIZE], to[XY_DAY_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    if (xy_day_span (first, spans[i], from, to) && g_str_equal (from, first) && g_str_equal (to, last))
      {
        g_autofree char *period = xy_period_of (first, spans[i]);
        return xy_period_to_chinese (period);
      }
  g_autofree char *start = xy_period_of (first, XY_SPAN_MONTH), *end = xy_period_of (last, XY_SPAN_MONTH);
  g_autofree char *from_words = xy_period_to_chinese (start), *to_words = xy_period_to_chinese (end);
  return g_strdup_printf ("%s至%s", from_words, to_words);
}

static gboolean
set_times (Work *work, GError **error)
{
  g_autofree char *today = xy_env_today (work->store->env), *year = xy_period_of (today, XY_SPAN_YEAR);
  const char *from = work->ask->from != NULL ? work->ask->from : year,
             *to = work->ask->to != NULL ? work->ask->to : from;
  char first[XY_DAY_SIZE], last[XY_DAY_SIZE];

  if (!xy_period_parse (from, NULL, first, NULL))
    return invalid (error, _ ("The time begins with a month (2026-11), a quarter (2026Q4) or a year (2026)."));
  if (!xy_period_parse (to, NULL, NULL, last))
    return invalid (error, _ ("The time ends with a month (2026-11), a quarter (2026Q4) or a year (2026)."));
  if (strcmp (first, last) > 0)
    return invalid (error, _ ("The time ends before it begins."));
  if (count_months (first, last) > MONTHS_MOST)
    return invalid (error, _ ("A report is of ten years at most."));
  g_strlcpy (work->sums->today, today, sizeof work->sums->today);
  add_times (work, first, last);
  work->report->today = g_steal_pointer (&today);
  work->report->time = describe_time (first, last);
  work->report->from = g_strndup (first, strlen ("2026-11"));
  work->report->to = g_strndup (last, strlen ("2026-11"));
  return TRUE;
}

static gint64
area_of (XyReportBy by, gint64 sid)
{
  return by == XY_REPORT_BY_VILLAGE ? sid : by == XY_REPORT_BY_TOWNSHIP ? sid / TOWNSHIP : sid / TOWNSHIP / TOWNSHIP;
}

static char *
name_or_code (const char *name, gint64 code)
{
  return name != NULL && *name != '\0' ? g_strdup (name) : g_strdup_printf ("%" G_GINT64_FORMAT, code);
}

/* What the villages of AREA call it, the first of them that does. */
static char *
area_name (const Work *work, XyReportBy by, gint64 area)
{
  for (guint i = 0; i < work->sums->villages->len; i++)
    {
      const XyReportVillage *village = &g_array_index (work->sums->villages, XyReportVillage, i);
      const char *name = by == XY_REPORT_BY_VILLAGE    ? village->name
                         : by == XY_REPORT_BY_TOWNSHIP ? village->township
                                                       : village->county;
      if (area_of (by, village->sid) == area && *name != '\0')
        return g_strdup (name);
    }
  return name_or_code (NULL, area);
}

static gboolean
set_villages (Work *work, GError **error)
{
  gint64 scope = work->ask->scope, first = scope, width = 1;
  XyReportBy of = XY_REPORT_BY_VILLAGE;
  g_autoptr (GError) problem = NULL;

  if (scope >= 100000 && scope < 1000000)
    {
      of = XY_REPORT_BY_COUNTY;
      width = TOWNSHIP * TOWNSHIP;
    }
  else if (scope >= 100000000 && scope < 1000000000)
    {
      of = XY_REPORT_BY_TOWNSHIP;
      width = TOWNSHIP;
    }
  else if (scope < G_GINT64_CONSTANT (100000000000) || scope >= G_GINT64_CONSTANT (1000000000000))
    return invalid (error, _ ("A division code has 6, 9 or 12 digits."));
  first = scope * width;
  work->sums->first_sid = first;
  work->sums->last_sid = first + width - 1;
  g_autoptr (XyBaseRows) rows =
      xy_base_query (work->store->base, VILLAGES_SQL, XY_BIND (XY_INT (first), XY_INT (first + width - 1)), &problem);
  while (xy_base_rows_next (rows, &problem))
    {
      XyReportVillage village = { xy_base_rows_int (rows, 0),
                                  name_or_code (xy_base_rows_text (rows, 1), xy_base_rows_int (rows, 0)),
                                  g_strdup (xy_base_rows_text (rows, 2)), g_strdup (xy_base_rows_text (rows, 3)),
                                  xy_base_rows_int (rows, 4) };
      g_array_append_val (work->sums->villages, village);
    }
  if (!xy_error_pass (error, &problem))
    return FALSE;
  work->report->scope_name = area_name (work, of, scope);
  return TRUE;
}

static void
sum_free (gpointer data)
{
  Sum *sum = data;

  g_free (sum->cells);
  g_free (sum);
}

static guint
sum_hash (gconstpointer data)
{
  const Sum *sum = data;

  return g_int64_hash (&sum->area) ^ (sum->time * 31 + sum->rule) * 2654435761U;
}

static gboolean
sum_equal (gconstpointer a, gconstpointer b)
{
  const Sum *left = a, *right = b;

  return left->area == right->area && left->time == right->time && left->rule == right->rule;
}

static Sum *
get_sum (Work *work, GHashTable *sums, const XyReportVillage *village, guint time, guint rule)
{
  Sum key = { area_of (work->ask->by, village->sid), time, rule, village, NULL };
  Sum *sum = g_hash_table_lookup (sums, &key);

  if (sum == NULL)
    {
      sum = g_new (Sum, 1);
      *sum = key;
      sum->cells = g_new0 (XyReportCell, work->definition->fields->len);
      g_hash_table_add (sums, sum);
    }
  return sum;
}

static void
add_up (Work *work, XyReportCell *into, const XyReportCell *cells)
{
  for (guint i = 0; i < work->definition->fields->len; i++)
    {
      const XyReportField *field = work->definition->fields->pdata[i];
      into[i].n += field->villages ? cells[i].n > 0 : field->negative ? -cells[i].n : cells[i].n;
      if (strcmp (cells[i].text, into[i].text) > 0)
        g_strlcpy (into[i].text, cells[i].text, sizeof into[i].text);
    }
}

static int
word_place (const Work *work, const char *rule)
{
  for (guint i = 0; i < work->definition->ordered->len; i++)
    if (g_str_equal (work->definition->ordered->pdata[i], rule))
      return (int) i;
  return (int) work->definition->ordered->len;
}

static int
compare_sums (gconstpointer a, gconstpointer b, gpointer data)
{
  const Sum *left = *(const Sum *const *) a, *right = *(const Sum *const *) b;
  const Work *work = data;

  if (left->area != right->area)
    return left->area < right->area ? -1 : 1;
  if (left->time != right->time)
    return left->time < right->time ? -1 : 1;
  if (left->rule == right->rule)
    return 0;
  const char *rule = work->sums->rules->pdata[left->rule], *other = work->sums->rules->pdata[right->rule];
  int order = word_place (work, rule) - word_place (work, other);
  return order != 0 ? order : strcmp (rule, other);
}

/* One for each area and time, in their order; where rows are by rule, those that there are. */
static GPtrArray *
list_sums (Work *work, GHashTable *sums)
{
  GPtrArray *list = g_ptr_array_new ();
  const XyReportSums *all = work->sums;

  for (guint i = 0; i < all->villages->len; i++)
    for (guint k = 0; k < all->times->len; k++)
      for (guint rule = 0; rule < all->rules->len; rule++)
        {
          const XyReportVillage *village = &g_array_index (all->villages, XyReportVillage, i);
          const XyReportCell *cells = xy_report_sums_at (all, i, k, rule);
          if (cells != NULL)
            add_up (work, get_sum (work, sums, village, k, rule)->cells, cells);
          else if (work->definition->rows_of == NULL)
            get_sum (work, sums, village, k, rule);
        }
  GHashTableIter iter;
  gpointer sum;
  g_hash_table_iter_init (&iter, sums);
  while (g_hash_table_iter_next (&iter, &sum, NULL))
    g_ptr_array_add (list, sum);
  g_ptr_array_sort_with_data (list, compare_sums, work);
  return list;
}

/* What a field comes to where all its rows are looked at together: times that overlap are not added. */
static gboolean
adds_to_total (const Work *work, const XyReportField *field, guint time)
{
  switch (field->when)
    {
    case XY_REPORT_END:
    case XY_REPORT_LATE:
      return time == work->sums->times->len - 1;
    case XY_REPORT_START:
      return time == 0;
    case XY_REPORT_IN:
    case XY_REPORT_EXACT:
    default:
      return TRUE;
    }
}

/* Whether a sum of the field says nothing: who was counted in two rows would be counted twice. */
static gboolean
has_no_total (const Work *work, const XyReportField *field)
{
  gboolean twice = work->definition->rows_of != NULL || work->sums->times->len > 1;

  return field->shown.unit == XY_REPORT_DAY || field->shown.unit == XY_REPORT_STAGE
         || (twice && (field->villages || field->when == XY_REPORT_EXACT));
}

static gint64
divide (gint64 number, gint64 by)
{
  gint64 whole = (2 * ABS (number) + by) / (2 * by);

  return number < 0 ? -whole : whole;
}

/* TIME: NULL for a total. */
static void
set_value (const Work *work,
           const XyReportField *field,
           guint place,
           const XyReportTime *time,
           const XyReportCell *cells,
           XyReportValue *values)
{
  XyReportValue *value = &values[place];
  const char *suffix;

  value->number = cells[place].n;
  if (field->over >= 0)
    {
      const XyReportValue *over = &values[field->over], *under = &values[field->under];
      value->none = over->none || under->none || under->number <= 0;
      if (!value->none)
        value->number = divide (over->number * (field->share ? SHARE_SCALE : 1), under->number);
    }
  else if (field->when == XY_REPORT_EXACT)
    value->none = time != NULL && !xy_report_time_is_exact (time, &suffix);
  else if (field->due != NULL)
    {
      guint due;
      for (due = 0; due < work->definition->fields->len; due++)
        if (g_strcmp0 (((const XyReportField *) work->definition->fields->pdata[due])->due, "due") == 0)
          break;
      value->none = due == work->definition->fields->len || cells[due].n == 0;
    }
  else if (field->shown.unit == XY_REPORT_DAY || field->shown.unit == XY_REPORT_STAGE)
    {
      value->none = cells[place].text[0] == '\0';
      if (!value->none)
        value->text = g_strdup (field->shown.unit == XY_REPORT_STAGE
                                    ? g_hash_table_lookup (work->definition->words, cells[place].text)
                                    : cells[place].text);
    }
}

/* The count of people or households that stands behind a value; −1: none is known. */
static gint64
guard_of (const Work *work, const XyReportField *field, const XyReportValue *values)
{
  for (char **key = field->few; key != NULL && *key != NULL; key++)
    {
      guint place;
      if (xy_report_definition_field (work->definition, *key, &place) != NULL && !values[place].none)
        return values[place].number;
    }
  return -1;
}

static gboolean
is_few (const Work *work, const XyReportField *field, const XyReportValue *values)
{
  gint64 guard = guard_of (work, field, values);

  return guard > 0 && guard < work->definition->few;
}

/* Where one row of a column alone is not shown, the total tells it: another one is not shown either, or the total. */
static void
cover (const Work *work, const XyReportField *field, guint place, GPtrArray *all, XyReportValue *total)
{
  guint n = 0;
  gint64 least = G_MAXINT64;
  XyReportValue *next = NULL;

  for (guint i = 0; i < all->len; i++)
    {
      XyReportValue *values = all->pdata[i];
      gint64 guard = guard_of (work, field, values);
      if (values[place].few)
        n++;
      else if (guard > 0 && guard < least && !values[place].none)
        {
          least = guard;
          next = &values[place];
        }
    }
  if (n != 1 || total[place].none || total[place].few)
    return;
  if (next != NULL)
    next->few = TRUE;
  else
    total[place].few = TRUE;
}

/* What follows from a value that is not shown is not shown. */
static void
hide_derived (const Work *work, XyReportValue *values)
{
  for (guint i = 0; i < work->definition->fields->len; i++)
    {
      const XyReportField *field = work->definition->fields->pdata[i];
      if (field->over >= 0)
        values[i].few = values[field->over].few || values[field->under].few;
    }
}

/* ALL: the values of each row; TOTAL: of the total; of all fields, also those that are not shown. */
static void
hide_few (const Work *work, GPtrArray *all, XyReportValue *total)
{
  const GPtrArray *fields = work->definition->fields;

  for (guint i = 0; i < fields->len; i++)
    {
      const XyReportField *field = fields->pdata[i];
      if (field->few == NULL)
        continue;
      for (guint k = 0; k < all->len; k++)
        ((XyReportValue *) all->pdata[k])[i].few = is_few (work, field, all->pdata[k]);
      total[i].few = is_few (work, field, total);
      cover (work, field, i, all, total);
    }
  for (guint k = 0; k < all->len; k++)
    hide_derived (work, all->pdata[k]);
  hide_derived (work, total);
}

static XyReportRow *
make_row (Work *work, const Sum *sum, XyReportValue *values)
{
  XyReportRow *row = g_new0 (XyReportRow, 1);
  const XyReportSums *sums = work->sums;
  const char *rule = sum != NULL && work->definition->rows_of != NULL ? sums->rules->pdata[sum->rule] : NULL;
  const char *word = rule != NULL ? g_hash_table_lookup (work->definition->words, rule) : NULL;

  if (sum != NULL)
    {
      row->area = sum->area;
      row->name = work->ask->by == XY_REPORT_BY_VILLAGE ? g_strdup (sum->village->name)
                                                        : area_name (work, work->ask->by, sum->area);
      if (work->ask->by == XY_REPORT_BY_VILLAGE)
        row->township = name_or_code (sum->village->township, sum->area / TOWNSHIP);
      row->period = g_strdup (g_array_index (sums->times, XyReportTime, sum->time).name);
      row->rule = g_strdup (word != NULL ? word : rule);
    }
  row->values = g_new0 (XyReportValue, work->fields->len);
  for (guint i = 0; i < work->fields->len; i++)
    {
      guint place = g_array_index (work->fields, guint, i);
      row->values[i] = values[place];
      row->values[i].text = g_steal_pointer (&values[place].text);
    }
  return row;
}

static void
values_free (Work *work, XyReportValue *values)
{
  for (guint i = 0; i < work->definition->fields->len; i++)
    g_free (values[i].text);
  g_free (values);
}

static void
make_rows (Work *work)
{
  const GPtrArray *fields = work->definition->fields;
  g_autoptr (GHashTable) sums = g_hash_table_new_full (sum_hash, sum_equal, sum_free, NULL);
  g_autoptr (GPtrArray) list = list_sums (work, sums), all = g_ptr_array_new ();
  g_autofree XyReportCell *cells = g_new0 (XyReportCell, fields->len);
  XyReportValue *total = g_new0 (XyReportValue, fields->len);

  for (guint i = 0; i < list->len; i++)
    {
      const Sum *sum = list->pdata[i];
      XyReportValue *values = g_new0 (XyReportValue, fields->len);
      for (guint k = 0; k < fields->len; k++)
        {
          set_value (work, fields->pdata[k], k, &g_array_index (work->sums->times, XyReportTime, sum->time), sum->cells,
                     values);
          if (adds_to_total (work, fields->pdata[k], sum->time))
            cells[k].n += sum->cells[k].n;
        }
      g_ptr_array_add (all, values);
    }
  for (guint k = 0; k < fields->len; k++)
    {
      const XyReportTime *time =
          work->sums->times->len == 1 ? &g_array_index (work->sums->times, XyReportTime, 0) : NULL;
      set_value (work, fields->pdata[k], k, time, cells, total);
      total[k].none |= has_no_total (work, fields->pdata[k]);
    }
  hide_few (work, all, total);
  for (guint i = 0; i < list->len; i++)
    {
      g_ptr_array_add (work->report->rows, make_row (work, list->pdata[i], all->pdata[i]));
      values_free (work, all->pdata[i]);
    }
  work->report->total = make_row (work, NULL, total);
  values_free (work, total);
}

static void
set_columns (Work *work)
{
  gboolean villages = work->ask->by == XY_REPORT_BY_VILLAGE;

  for (guint i = 0; i < work->definition->fields->len; i++)
    {
      const XyReportField *field = work->definition->fields->pdata[i];
      if (field->hidden || (field->only_village && !villages) || (field->villages && villages))
        continue;
      XyReportColumn *column = g_new (XyReportColumn, 1);
      *column = field->shown;
      column->key = g_strdup (field->shown.key);
      column->title = g_strdup (field->shown.title);
      g_ptr_array_add (work->report->columns, column);
      g_array_append_val (work->fields, i);
    }
}

static XyReport *
new_report (const Work *work)
{
  XyReport *report = g_new0 (XyReport, 1);
  const XyReportDefinition *definition = work->definition;

  report->columns = g_ptr_array_new_with_free_func (column_free);
  report->rows = g_ptr_array_new ();
  report->notes = g_ptr_array_new_with_free_func (g_free);
  report->key = g_strdup (definition->key);
  report->title = g_strdup (definition->title);
  report->source = g_strdup (definition->source != NULL ? definition->source : "");
  report->edition = g_strdup (definition->date);
  report->rows_of = g_strdup (definition->rows_of);
  report->chart = g_strdupv (definition->chart);
  report->few = definition->few;
  report->scope = work->ask->scope;
  report->by = work->ask->by;
  report->each = work->ask->each;
  for (char **note = definition->notes; *note != NULL; note++)
    g_ptr_array_add (report->notes, g_strdup (*note));
  return report;
}

XyReport *
xy_report_run (XyServerStore *store, const XyReportAsk *ask, GError **error)
{
  g_auto (Work) work = { .store = store, .ask = ask };

  work.definition = xy_report_definition_load (xy_wire_get_db (store->wire), ask->name, error);
  if (work.definition == NULL)
    return NULL;
  work.fields = g_array_new (FALSE, FALSE, sizeof (guint));
  work.sums = xy_report_sums_new (store, work.definition);
  work.report = new_report (&work);
  if (!set_times (&work, error) || !set_villages (&work, error) || !xy_report_sums_read (work.sums, error))
    return NULL;
  g_autoptr (GError) problem = NULL;
  char *rebuilding = xy_report_say_rebuilding (work.sums, &problem);
  if (rebuilding != NULL)
    g_ptr_array_insert (work.report->notes, 0, rebuilding);
  if (!xy_error_pass (error, &problem))
    return NULL;
  set_columns (&work);
  make_rows (&work);
  return g_steal_pointer (&work.report);
}
