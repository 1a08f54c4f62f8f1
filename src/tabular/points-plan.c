/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/points-import.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/normalize.h"
#include "core/number.h"
#include "tabular/roster-columns.h"
#include "tabular/roster-layout.h"
#include "tabular/roster-words.h"

typedef struct
{
  XyPointsPlan *plan;
  XyStore *store;
  const XyPointsPlanAsk *ask;
  const XyPointsLayout *layout;
  const XySheet *sheet;
  GHashTable *rules_of; /* day → rules that hold; owned by the plan's rules */
  GPtrArray *all_rules; /* whatever the day */
  const char *today;
  const char *group; /* of the rows below a line that only names a group */
} Reader;

static const char *
keep (XyPointsPlan *plan, const char *text)
{
  return text != NULL ? g_string_chunk_insert_const (plan->texts, text) : NULL;
}

static int
find_column (const XyPointsLayout *layout, XyPointsField field)
{
  for (guint i = 0; i < layout->columns->len; i++)
    {
      const XyPointsColumn *column = layout->columns->pdata[i];
      if (column->field == field)
        return (int) column->column;
    }
  return -1;
}

/* What the row says in FIELD, cleaned; NULL where it says nothing. */
static const char *
say (Reader *reader, guint row, XyPointsField field)
{
  int column = find_column (reader->layout, field);
  g_autofree char *text = NULL;

  if (column < 0)
    return NULL;
  const XyCell *cell = xy_sheet_get_merged (reader->sheet, row, (guint) column);
  text = field == XY_POINTS_NAME     ? xy_name_clean (cell->text)
         : field == XY_POINTS_NUMBER ? xy_digits_clean (cell->text)
                                     : xy_text_clean (cell->text);
  return text[0] != '\0' && !xy_roster_says_nothing (text) ? keep (reader->plan, text) : NULL;
}

/* Only the first problem of a line is told. */
static void G_GNUC_PRINTF (4, 5) refuse (Reader *reader, XyPointsPlanLine *line, int column, const char *format, ...)
{
  va_list args;

  if (line->state == XY_POINTS_PLAN_REFUSED)
    return;
  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  line->state = XY_POINTS_PLAN_REFUSED;
  line->column = column;
  line->problem = keep (reader->plan, text);
}

static void
read_household (Reader *reader, XyPointsPlanLine *line)
{
  g_autoptr (GArray) found = xy_household_index_find (reader->plan->index, line->number, line->name, line->group);
  int column = find_column (reader->layout, line->number != NULL ? XY_POINTS_NUMBER : XY_POINTS_NAME);

  if (found->len == 1)
    {
      const XyHouseholdMatch *match = &g_array_index (found, XyHouseholdMatch, 0);
      g_autofree char *words = xy_household_match_describe (match);
      line->one.household = match->card->id;
      line->one.person = match->person;
      line->household = keep (reader->plan, words);
      if (!match->live && match->card->live)
        refuse (reader, line, column, _ ("%s has died or moved away."), line->name);
    }
  else if (found->len == 0)
    {
      g_autofree char *why = xy_household_index_explain (reader->plan->index, line->number, line->name, line->group);
      refuse (reader, line, column, "%s", why);
    }
  else
    {
      g_autoptr (GString) words = g_string_new (NULL);
      for (guint i = 0; i < found->len; i++)
        {
          g_autofree char *one = xy_household_match_describe (&g_array_index (found, XyHouseholdMatch, i));
          g_string_append_printf (words, "%s%s", i > 0 ? "; " : "", one);
        }
      refuse (reader, line, column, _ ("Several are meant by “%s”; please write the household number: %s"),
              line->name != NULL ? line->name : line->number, words->str);
    }
}

static void
read_day (Reader *reader, XyPointsPlanLine *line)
{
  const char *text = say (reader, line->row, XY_POINTS_DAY);
  char day[XY_DAY_SIZE];

  if (text == NULL)
    {
      line->one.day = reader->ask->day != NULL      ? keep (reader->plan, reader->ask->day)
                      : reader->layout->day != NULL ? keep (reader->plan, reader->layout->day)
                                                    : reader->today;
      return;
    }
  if (xy_day_parse (text, day) == XY_DAY_FULL)
    line->one.day = keep (reader->plan, day);
  else
    refuse (reader, line, find_column (reader->layout, XY_POINTS_DAY), _ ("“%s” is not a day of the calendar."), text);
}

/* The rules that hold on DAY. */
static GPtrArray *
rules_on (Reader *reader, const char *day)
{
  GPtrArray *rules = g_hash_table_lookup (reader->rules_of, day);

  if (rules == NULL)
    {
      rules = xy_points_rule_list (reader->store, day, NULL);
      if (rules == NULL)
        rules = g_ptr_array_new ();
      g_ptr_array_add (reader->plan->rules, rules);
      g_hash_table_insert (reader->rules_of, (gpointer) day, rules);
    }
  return rules;
}

/* TEXT is a code or a name; a rule that does not hold that day is found nevertheless, and refused later in words. */
static const XyPointsRule *
read_rule (Reader *reader, XyPointsPlanLine *line, const char *text, int column)
{
  const XyPointsRule *rule =
      line->one.day != NULL ? xy_points_rule_named (rules_on (reader, line->one.day), text) : NULL;

  if (rule == NULL)
    rule = xy_points_rule_named (reader->all_rules, text);
  if (rule == NULL)
    refuse (reader, line, column, _ ("The scheme has no item “%s”."), text);
  else
    {
      line->one.rule = rule->record.id;
      line->item = keep (reader->plan, rule->name);
    }
  return rule;
}

static gboolean
read_number (Reader *reader, XyPointsPlanLine *line, const char *text, int column, gint64 *value)
{
  g_autoptr (GError) error = NULL;

  *value = 0;
  if (text == NULL)
    return FALSE;
  if (xy_roster_yes_or_no (text) == 1 && !g_ascii_isdigit (text[0]))
    *value = 100;
  else if (!xy_points_parse (text, value, &error))
    refuse (reader, line, column, "%s", error->message);
  return *value != 0;
}

/* A list may say the points that a rule gives: then as often as they make. */
static void
take_points (Reader *reader, XyPointsPlanLine *line, const XyPointsRule *rule, gint64 points)
{
  int column = find_column (reader->layout, XY_POINTS_SCORE);
  gint64 each = ABS (rule->score), unit = rule->step > 0 ? rule->step : 100;

  if (xy_points_rule_is_range (rule))
    line->one.score = rule->score_max < 0 ? -ABS (points) : points;
  else if (line->one.amount == 0 && each > 0 && rule->tiers == NULL && ABS (points) * unit % each == 0)
    line->one.amount = ABS (points) * unit / each;
  else if (line->one.amount == 0 && rule->tiers == NULL)
    {
      g_autofree char *score = xy_points_rule_score_text (rule), *has = xy_points_format_change (points);
      refuse (reader, line, column, _ ("“%s” gives %s, which does not make %s."), rule->name, score, has);
    }
}

static XyPointsPlanLine *
new_line (Reader *reader, guint row)
{
  XyPointsPlanLine *line = g_new0 (XyPointsPlanLine, 1);
  const char *group = say (reader, row, XY_POINTS_GROUP);

  line->sheet = reader->layout->sheet;
  line->row = row;
  line->column = -1;
  line->group = group != NULL                   ? group
                : reader->group != NULL         ? reader->group
                : reader->layout->group != NULL ? reader->layout->group
                : reader->ask->group != NULL    ? keep (reader->plan, reader->ask->group)
                                                : NULL;
  line->number = say (reader, row, XY_POINTS_NUMBER);
  line->name = say (reader, row, XY_POINTS_NAME);
  line->one.witness = say (reader, row, XY_POINTS_WITNESS);
  if (line->one.witness == NULL)
    line->one.witness = keep (reader->plan, reader->ask->witness);
  line->one.note = say (reader, row, XY_POINTS_NOTE);
  read_household (reader, line);
  read_day (reader, line);
  return line;
}

/* A row of a list. */
static void
read_deed (Reader *reader, guint row)
{
  const char *text = say (reader, row, XY_POINTS_RULE);
  XyPointsPlanLine *line = new_line (reader, row);
  const XyPointsRule *rule;
  gint64 points;

  g_ptr_array_add (reader->plan->lines, line);
  line->item = text;
  if (text == NULL)
    {
      refuse (reader, line, find_column (reader->layout, XY_POINTS_RULE), _ ("The row does not say for what."));
      return;
    }
  rule = read_rule (reader, line, text, find_column (reader->layout, XY_POINTS_RULE));
  read_number (reader, line, say (reader, row, XY_POINTS_AMOUNT), find_column (reader->layout, XY_POINTS_AMOUNT),
               &line->one.amount);
  if (read_number (reader, line, say (reader, row, XY_POINTS_SCORE), find_column (reader->layout, XY_POINTS_SCORE),
                   &points)
      && rule != NULL)
    take_points (reader, line, rule, points);
}

/* A cell of a month's sheet. */
static void
read_done (Reader *reader, guint row, const XyPointsColumn *column)
{
  g_autofree char *text = xy_text_clean (xy_sheet_get (reader->sheet, row, column->column)->text);
  const XyPointsRule *rule;
  XyPointsPlanLine *line;
  gint64 value = 0;

  if (text[0] == '\0' || xy_roster_says_nothing (text) || (xy_points_parse (text, &value, NULL) && value == 0))
    return;
  line = new_line (reader, row);
  g_ptr_array_add (reader->plan->lines, line);
  rule = read_rule (reader, line, column->code, (int) column->column);
  if (!read_number (reader, line, text, (int) column->column, &value) || rule == NULL)
    return;
  if (xy_points_rule_is_range (rule))
    line->one.score = rule->score_max < 0 ? -ABS (value) : value;
  else
    line->one.amount = value;
}

/* Rows that say nothing of a household: empty, sums, signatures, the heading once more, the group of those below. */
static gboolean
is_passed_over (Reader *reader, guint row)
{
  guint n = 0;
  const XyCell *cells = xy_sheet_get_row (reader->sheet, row, &n);
  const char *name = say (reader, row, XY_POINTS_NAME), *number = say (reader, row, XY_POINTS_NUMBER);

  if (cells == NULL || n == 0 || xy_roster_line_of (cells[0].text) != XY_ROSTER_LINE_NONE)
    return TRUE;
  if (name != NULL && xy_roster_line_of (name) != XY_ROSTER_LINE_NONE)
    return TRUE;
  if (name != NULL && xy_roster_heading_match (name, NULL) != XY_ROSTER_NONE && number != NULL
      && xy_roster_heading_match (number, NULL) != XY_ROSTER_NONE)
    return TRUE;
  if (n == 1 || (name == NULL && number == NULL))
    {
      g_autofree char *group = xy_roster_group_in (cells[0].text, TRUE);
      if (n == 1 && group != NULL && xy_roster_is_group_word (group))
        reader->group = keep (reader->plan, group);
      /* A row of a list that names nobody is told of; an empty frame is not. */
      return n == 1 || (say (reader, row, XY_POINTS_RULE) == NULL && say (reader, row, XY_POINTS_SCORE) == NULL);
    }
  return FALSE;
}

static void
read_sheet (Reader *reader)
{
  const XyPointsLayout *layout = reader->layout;
  guint n_rows = xy_sheet_get_rows (reader->sheet);
  gboolean is_list = find_column (layout, XY_POINTS_RULE) >= 0;

  reader->group = NULL;
  for (guint row = xy_sheet_next_row (reader->sheet, layout->header + 1); row < n_rows;
       row = xy_sheet_next_row (reader->sheet, row + 1))
    {
      if (g_cancellable_is_cancelled (reader->ask->cancellable))
        return;
      if (is_passed_over (reader, row))
        continue;
      if (is_list)
        read_deed (reader, row);
      for (guint i = 0; i < layout->columns->len; i++)
        {
          const XyPointsColumn *column = layout->columns->pdata[i];
          if (column->field == XY_POINTS_DONE)
            read_done (reader, row, column);
        }
    }
}

/* The column of the sheet that a refusal of the core is about. */
static int
column_of (const XyPointsLayout *layout, const XyPointsPlanLine *line, const char *field)
{
  static const struct
  {
    const char *name;
    XyPointsField field;
  } known[] = { { "day", XY_POINTS_DAY },         { "rule", XY_POINTS_RULE },      { "amount", XY_POINTS_AMOUNT },
                { "score", XY_POINTS_SCORE },     { "household", XY_POINTS_NAME }, { "person", XY_POINTS_NAME },
                { "witness", XY_POINTS_WITNESS }, { "note", XY_POINTS_NOTE } };

  for (guint i = 0; field != NULL && i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (field, known[i].name))
      return find_column (layout, known[i].field);
  return -1;
}

static const XyPointsLayout *
layout_of (const XyPointsPlan *plan, guint sheet)
{
  for (guint i = 0; i < plan->layouts->len; i++)
    if (((XyPointsLayout *) plan->layouts->pdata[i])->sheet == sheet)
      return plan->layouts->pdata[i];
  return NULL;
}

/* All lines without a problem are recorded, and taken back again. */
static gboolean
try_lines (XyPointsPlan *plan, XyStore *store, const XyActor *actor, GError **error)
{
  g_autoptr (GArray) ones = g_array_new (FALSE, FALSE, sizeof (XyPointsOne));
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  g_autoptr (GHashTable) households = g_hash_table_new (xy_id_hash, xy_id_equal);
  g_auto (XyPointsBatch) batch = { .skip_repeats = TRUE };

  for (guint i = 0; i < plan->lines->len; i++)
    {
      XyPointsPlanLine *line = plan->lines->pdata[i];
      if (line->state == XY_POINTS_PLAN_REFUSED)
        continue;
      g_array_append_val (ones, line->one);
      g_ptr_array_add (lines, line);
    }
  batch.ones = (const XyPointsOne *) (gpointer) ones->data;
  batch.n = ones->len;
  if (batch.n > 0 && !xy_points_batch_try (store, actor, &batch, error))
    return FALSE;
  for (guint i = 0; i < batch.n; i++)
    {
      XyPointsPlanLine *line = lines->pdata[i];
      const XyPointsOutcome *outcome = batch.outcomes->pdata[i];

      line->delta = outcome->line.delta;
      line->problem = keep (plan, outcome->problem != NULL ? outcome->problem : outcome->line.why);
      if (outcome->problem != NULL)
        {
          line->state = XY_POINTS_PLAN_REFUSED;
          line->column = column_of (layout_of (plan, line->sheet), line, outcome->field);
        }
      else if (outcome->repeat)
        {
          line->state = XY_POINTS_PLAN_REPEAT;
          line->problem = keep (plan, _ ("The same was recorded for that day before."));
        }
      else
        {
          plan->sum += line->delta;
          g_hash_table_add (households, &line->one.household);
        }
    }
  plan->n_households = g_hash_table_size (households);
  return TRUE;
}

XyPointsPlan *
xy_points_plan (XyStore *store,
                const XyActor *actor,
                XyWorkbook *workbook,
                GPtrArray *layouts,
                const XyPointsPlanAsk *ask,
                GError **error)
{
  g_autoptr (XyPointsPlan) plan = g_new0 (XyPointsPlan, 1);
  g_autoptr (GHashTable) rules_of = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  gboolean ready = FALSE;

  plan->workbook = xy_workbook_ref (workbook);
  plan->layouts = g_ptr_array_ref (layouts);
  plan->lines = g_ptr_array_new_with_free_func (g_free);
  plan->texts = g_string_chunk_new (4096);
  plan->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  plan->index = xy_household_index_new (store, error);
  if (plan->index == NULL)
    return NULL;

  Reader reader = { .plan = plan, .store = store, .ask = ask, .rules_of = rules_of, .today = keep (plan, today) };
  reader.all_rules = xy_points_rule_list (store, NULL, error);
  if (reader.all_rules == NULL)
    return NULL;
  g_ptr_array_add (plan->rules, reader.all_rules);
  for (guint i = 0; i < layouts->len; i++)
    {
      reader.layout = layouts->pdata[i];
      reader.sheet = xy_workbook_get_sheet (workbook, reader.layout->sheet);
      if (!reader.layout->used || !xy_points_layout_is_ready (reader.layout))
        continue;
      ready = TRUE;
      read_sheet (&reader);
    }
  if (g_cancellable_set_error_if_cancelled (ask->cancellable, error))
    return NULL;
  if (!ready)
    {
      xy_set_invalid (
          error, NULL,
          _ ("No sheet has a column with names or household numbers and one with the item, or columns named "
             "after items."));
      return NULL;
    }
  if (!try_lines (plan, store, actor, error))
    return NULL;
  for (guint i = 0; i < plan->lines->len; i++)
    plan->counts[((XyPointsPlanLine *) plan->lines->pdata[i])->state]++;
  return g_steal_pointer (&plan);
}

void
xy_points_plan_free (XyPointsPlan *plan)
{
  g_clear_pointer (&plan->workbook, xy_workbook_unref);
  g_clear_pointer (&plan->layouts, g_ptr_array_unref);
  g_clear_pointer (&plan->lines, g_ptr_array_unref);
  g_clear_pointer (&plan->rules, g_ptr_array_unref);
  g_clear_pointer (&plan->index, xy_household_index_free);
  g_clear_pointer (&plan->texts, g_string_chunk_free);
  g_free (plan);
}

const XyPointsPlanLine *
xy_points_plan_line (const XyPointsPlan *plan, guint at)
{
  return plan->lines->pdata[at];
}

char *
xy_points_plan_where (const XyPointsPlan *plan, const XyPointsPlanLine *line)
{
  const char *sheet = xy_sheet_get_name (xy_workbook_get_sheet (plan->workbook, line->sheet));
  g_autofree char *letters = line->column >= 0 ? xy_roster_column_letters ((guint) line->column) : NULL;
  g_autoptr (GString) words = g_string_new (NULL);

  if (sheet[0] != '\0' && plan->layouts->len > 1)
    g_string_append_printf (words, _ ("Sheet “%s” "), sheet);
  g_string_append_printf (words, _ ("row %u"), line->row + 1);
  if (letters != NULL)
    g_string_append_printf (words, _ (", column %s"), letters);
  return g_string_free (g_steal_pointer (&words), FALSE);
}
