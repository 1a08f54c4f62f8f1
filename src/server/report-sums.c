/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/report-private.h"

#include <string.h>

#include "core/day.h"

#define RULES_MOST 2048 /* villages name their categories as they like */
#define OTHERS "…"

/* The villages first, so that of each only the rows of one kind are looked at. */
#define SCOPE                                                                                                          \
  " FROM stream AS g CROSS JOIN rollup AS r WHERE g.sid BETWEEN ?1 AND ?2 AND r.sid = g.sid AND r.kind = ?3 "          \
  "AND r.month BETWEEN ?4 AND ?5"
#define SUM_SQL "SELECT g.sid, '', 0, sum (r.n), sum (r.v)" SCOPE " GROUP BY g.sid"
#define SUM_OF_SQL "SELECT g.sid, '', 0, sum (r.n), sum (r.v)" SCOPE " AND r.rule = ?6 GROUP BY g.sid"
#define SUM_BY_RULE_SQL "SELECT g.sid, r.rule, 0, sum (r.n), sum (r.v)" SCOPE " GROUP BY g.sid, r.rule"
#define MONTHS_SQL "SELECT g.sid, r.rule, r.month, r.n, r.v" SCOPE
#define MONTHS_OF_SQL MONTHS_SQL " AND r.rule = ?6"

/* Rows of the table that are read together, and what for. */
typedef struct
{
  const char *kind;
  gboolean exact; /* cells of just this time */
  gboolean texts; /* for columns of days and stages */
  GArray *fields; /* places of the columns */
} Source;

/* How far a query goes. */
typedef struct
{
  gint64 first, last;
  int time; /* place; -1: all */
} Reach;

XyReportSums *
xy_report_sums_new (XyServerStore *store, const XyReportDefinition *definition)
{
  XyReportSums *sums = g_new0 (XyReportSums, 1);

  sums->store = store;
  sums->definition = definition;
  sums->villages = g_array_new (FALSE, FALSE, sizeof (XyReportVillage));
  sums->times = g_array_new (FALSE, FALSE, sizeof (XyReportTime));
  sums->rules = g_ptr_array_new_with_free_func (g_free);
  sums->rule_places = g_hash_table_new (g_str_hash, g_str_equal);
  sums->cells = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  return sums;
}

void
xy_report_sums_free (XyReportSums *sums)
{
  if (sums == NULL)
    return;
  for (guint i = 0; i < sums->villages->len; i++)
    {
      XyReportVillage *village = &g_array_index (sums->villages, XyReportVillage, i);
      g_free (village->name);
      g_free (village->township);
      g_free (village->county);
    }
  for (guint i = 0; i < sums->times->len; i++)
    g_free (g_array_index (sums->times, XyReportTime, i).name);
  g_array_unref (sums->villages);
  g_array_unref (sums->times);
  g_hash_table_unref (sums->rule_places);
  g_ptr_array_unref (sums->rules);
  g_hash_table_unref (sums->cells);
  g_free (sums);
}

int
xy_report_sums_find (const XyReportSums *sums, gint64 sid)
{
  guint low = 0, high = sums->villages->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      gint64 there = g_array_index (sums->villages, XyReportVillage, middle).sid;
      if (there == sid)
        return (int) middle;
      if (there < sid)
        low = middle + 1;
      else
        high = middle;
    }
  return -1;
}

static gint64
key_of (const XyReportSums *sums, guint village, guint time, guint rule)
{
  return ((gint64) village * sums->times->len + time) * (RULES_MOST + 1) + rule;
}

XyReportCell *
xy_report_sums_get (XyReportSums *sums, guint village, guint time, guint rule)
{
  gint64 key = key_of (sums, village, time, rule);
  XyReportCell *cells = g_hash_table_lookup (sums->cells, &key);

  if (cells == NULL)
    {
      gint64 *own = g_new (gint64, 1);
      *own = key;
      cells = g_new0 (XyReportCell, sums->definition->fields->len);
      g_hash_table_insert (sums->cells, own, cells);
    }
  return cells;
}

const XyReportCell *
xy_report_sums_at (const XyReportSums *sums, guint village, guint time, guint rule)
{
  gint64 key = key_of (sums, village, time, rule);

  return g_hash_table_lookup (sums->cells, &key);
}

gboolean
xy_report_time_is_exact (const XyReportTime *time, const char **suffix)
{
  gint64 months = time->last / 100 * 12 + time->last % 100 - (time->first / 100 * 12 + time->first % 100) + 1;

  *suffix = months == 12 ? ".year" : months == 3 ? ".quarter" : "";
  return months == 1 || (months == 3 && time->first % 100 % 3 == 1) || (months == 12 && time->first % 100 == 1);
}

static gboolean
has_texts (const XyReportField *field)
{
  return field->shown.unit == XY_REPORT_DAY || field->shown.unit == XY_REPORT_STAGE;
}

static const XyReportField *
field_of (const XyReportSums *sums, const Source *source, guint i)
{
  return sums->definition->fields->pdata[g_array_index (source->fields, guint, i)];
}

static gboolean
asks_when (const XyReportSums *sums, const Source *source, guint whens)
{
  for (guint i = 0; i < source->fields->len; i++)
    if ((whens & 1U << field_of (sums, source, i)->when) != 0)
      return TRUE;
  return FALSE;
}

/* The place of the rows of RULE; -1 where they are none of the report's. */
static int
rule_place (XyReportSums *sums, const char *rule)
{
  if (sums->definition->rows_of == NULL)
    rule = "";
  else if (*rule == '\0' && !g_hash_table_contains (sums->definition->words, ""))
    return -1;
  int place = GPOINTER_TO_INT (g_hash_table_lookup (sums->rule_places, rule)) - 1;
  if (place >= 0)
    return place;
  char *own = g_strdup (sums->rules->len < RULES_MOST ? rule : OTHERS);
  if (sums->rules->len > RULES_MOST)
    {
      g_free (own);
      return RULES_MOST;
    }
  g_ptr_array_add (sums->rules, own);
  g_hash_table_insert (sums->rule_places, own, GINT_TO_POINTER ((int) sums->rules->len));
  return (int) sums->rules->len - 1;
}

static gboolean
rule_fits (const XyReportField *field, const char *rule)
{
  if (field->prefix != NULL && !g_str_has_prefix (rule, field->prefix))
    return FALSE;
  return field->rules == NULL || g_strv_contains ((const char *const *) field->rules, rule);
}

/* Whether what a row of MONTH says belongs to TIME. */
static gboolean
belongs (const XyReportSums *sums, XyReportWhen when, const XyReportTime *time, gint64 month, const char *rule)
{
  switch (when)
    {
    case XY_REPORT_IN:
      return month >= time->first && month <= time->last;
    case XY_REPORT_EXACT:
      return month == time->first;
    case XY_REPORT_END:
      return month <= time->last;
    case XY_REPORT_START:
      return month < time->first;
    case XY_REPORT_LATE:
      return month <= time->last && strcmp (rule, time->last_day) < 0 && strcmp (rule, sums->today) < 0;
    default:
      return FALSE;
    }
}

/* The latest day, or the furthest stage that somebody stands at. */
static void
take_text (const XyReportSums *sums, const XyReportField *field, XyReportCell *cell, const char *rule, gint64 n)
{
  const char *rest = rule + (field->prefix != NULL ? strlen (field->prefix) : 0);

  if (n <= 0 || (field->shown.unit == XY_REPORT_STAGE && !g_hash_table_contains (sums->definition->words, rest)))
    return;
  cell->n += n;
  if (strcmp (rest, cell->text) > 0)
    g_strlcpy (cell->text, rest, sizeof cell->text);
}

static void
take_row (XyReportSums *sums, const Source *source, const Reach *reach, gboolean grouped, XyBaseRows *rows)
{
  int village = xy_report_sums_find (sums, xy_base_rows_int (rows, 0));
  const char *rule = xy_base_rows_text (rows, 1);
  gint64 month = xy_base_rows_int (rows, 2);
  int place = village >= 0 ? rule_place (sums, rule) : -1;

  for (guint i = 0; place >= 0 && i < source->fields->len; i++)
    {
      const XyReportField *field = field_of (sums, source, i);
      if (!rule_fits (field, rule))
        continue;
      for (guint k = 0; k < sums->times->len; k++)
        {
          const XyReportTime *time = &g_array_index (sums->times, XyReportTime, k);
          if (reach->time >= 0 && (guint) reach->time != k)
            continue;
          /* Those of many months together are of the one time that was asked for. */
          if (!belongs (sums, field->when, time, grouped ? reach->first : month, rule))
            continue;
          XyReportCell *cell =
              &xy_report_sums_get (sums, (guint) village, k, (guint) place)[g_array_index (source->fields, guint, i)];
          if (source->texts)
            take_text (sums, field, cell, rule, xy_base_rows_int (rows, 3));
          else
            cell->n += xy_base_rows_int (rows, field->of_v ? 4 : 3);
        }
    }
}

/* Whether all columns of SOURCE ask for all rules together, or for the same one, which is set then. */
static gboolean
asks_alike (const XyReportSums *sums, const Source *source, const char **rule)
{
  gboolean first = TRUE;

  *rule = NULL;
  if (sums->definition->rows_of != NULL || source->texts || asks_when (sums, source, 1U << XY_REPORT_LATE))
    return FALSE;
  for (guint i = 0; i < source->fields->len; i++)
    {
      const XyReportField *field = field_of (sums, source, i);
      const char *own = field->rules != NULL ? field->rules[0] : NULL;
      if (field->prefix != NULL || (own != NULL && field->rules[1] != NULL) || (!first && g_strcmp0 (*rule, own) != 0))
        return FALSE;
      *rule = own;
      first = FALSE;
    }
  return TRUE;
}

static gboolean
run (XyReportSums *sums, const Source *source, const Reach *reach, const char *kind, gboolean grouped, GError **error)
{
  const char *rule;
  gboolean alike = asks_alike (sums, source, &rule);
  const char *sql = grouped ? (!alike         ? SUM_BY_RULE_SQL
                               : rule != NULL ? SUM_OF_SQL
                                              : SUM_SQL)
                            : (alike && rule != NULL ? MONTHS_OF_SQL : MONTHS_SQL);
  XyValue values[] = { XY_INT (sums->first_sid), XY_INT (sums->last_sid), XY_TEXT (kind),
                       XY_INT (reach->first),    XY_INT (reach->last),    XY_TEXT (rule) };
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyBaseRows) rows = xy_base_query (sums->store->base, sql, values, alike && rule != NULL ? 6 : 5, &problem);

  while (xy_base_rows_next (rows, &problem))
    take_row (sums, source, reach, grouped, rows);
  return xy_error_pass (error, &problem);
}

/* What was before the first time, and what was in all of them: each row is read once, whatever asks for it. */
static gboolean
read_source (XyReportSums *sums, const Source *source, GError **error)
{
  const guint before = 1U << XY_REPORT_END | 1U << XY_REPORT_START | 1U << XY_REPORT_LATE;
  const guint within = 1U << XY_REPORT_END | 1U << XY_REPORT_IN | 1U << XY_REPORT_LATE;
  const XyReportTime *first = &g_array_index (sums->times, XyReportTime, 0);
  const XyReportTime *last = &g_array_index (sums->times, XyReportTime, sums->times->len - 1);
  gboolean one = sums->times->len == 1;
  Reach reach = { first->first, last->last, -1 };
  const char *suffix;

  if (source->exact)
    {
      if (!xy_report_time_is_exact (first, &suffix))
        return TRUE;
      g_autofree char *kind = g_strconcat (source->kind, suffix, NULL);
      reach.last = last->first;
      return run (sums, source, &reach, kind, FALSE, error);
    }
  for (reach.time = 0; source->texts && (guint) reach.time < sums->times->len; reach.time++)
    {
      reach.first = 0;
      reach.last = g_array_index (sums->times, XyReportTime, reach.time).last;
      if (!run (sums, source, &reach, source->kind, TRUE, error))
        return FALSE;
    }
  if (source->texts)
    return TRUE;
  reach.time = -1;
  const Reach past = { 0, first->first - 1, -1 };
  return (!asks_when (sums, source, before) || run (sums, source, &past, source->kind, TRUE, error))
         && (!asks_when (sums, source, within) || run (sums, source, &reach, source->kind, one, error));
}

/* What KIND is read for; of which columns is added by whoever asks. */
static Source *
find_source (GPtrArray *sources, const char *kind, gboolean exact, gboolean texts)
{
  for (guint i = 0; i < sources->len; i++)
    {
      Source *other = sources->pdata[i];
      if (other->exact == exact && other->texts == texts && g_str_equal (other->kind, kind))
        return other;
    }
  Source *source = g_new (Source, 1);
  *source = (Source){ kind, exact, texts, g_array_new (FALSE, FALSE, sizeof (guint)) };
  g_ptr_array_add (sources, source);
  return source;
}

static void
source_free (gpointer data)
{
  Source *source = data;

  g_array_unref (source->fields);
  g_free (source);
}

gboolean
xy_report_sums_read (XyReportSums *sums, GError **error)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func (source_free);

  if (sums->definition->rows_of == NULL)
    rule_place (sums, "");
  for (guint i = 0; i < sums->definition->fields->len; i++)
    {
      const XyReportField *field = sums->definition->fields->pdata[i];
      for (char **kind = field->kinds; kind != NULL && *kind != NULL; kind++)
        {
          Source *source = find_source (sources, *kind, field->when == XY_REPORT_EXACT, has_texts (field));
          g_array_append_val (source->fields, i);
        }
    }
  for (guint i = 0; i < sources->len; i++)
    if (!read_source (sums, sources->pdata[i], error))
      return FALSE;
  return xy_report_sums_read_due (sums, error);
}
