/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/points-scheme-sheet.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/normalize.h"
#include "core/number.h"
#include "core/points-account.h"
#include "core/store.h"
#include "tabular/points-scheme-private.h"

/* The head of a table stands among the first rows, under a title and perhaps a note. */
#define HEAD_ROWS 10
#define COLUMNS_MOST 64

typedef struct
{
  XyStore *store;
  XyPointsSchemeSheet *result;
  const XySheet *sheet;
  guint row;
  int columns[COLUMNS_MOST]; /* place in xy_scheme_columns, or -1 */
  char *category;            /* of the row above, for merged cells */
} Reading;

static void G_GNUC_PRINTF (2, 3) add_problem (Reading *reading, const char *format, ...)
{
  va_list args;
  g_autofree char *what = NULL;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (reading->result->problems,
                   g_strdup_printf (_ ("“%s” row %u: %s"), xy_sheet_get_name (reading->sheet), reading->row + 1, what));
}

static gboolean
is_called (const XySchemeColumn *column, const char *text)
{
  g_auto (GStrv) others = g_strsplit (column->others, " ", -1);

  return g_str_equal (text, column->title) || g_str_equal (text, _ (column->title))
         || g_strv_contains ((const char *const *) others, text);
}

gboolean
xy_scheme_period_from_word (const char *word, const char **period)
{
  static const struct
  {
    const char *words, *period;
  } known[] = { { "月 每月 按月 当月 month", "month" },
                { "季 季度 每季 每季度 按季 当季 quarter", "quarter" },
                { "年 每年 全年 按年 年度 当年 year", "year" } };

  *period = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (known) && *period == NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (known[i].words, " ", -1);
      if (g_strv_contains ((const char *const *) words, word))
        *period = known[i].period;
    }
  return *period != NULL;
}

/* "2", "+2分", "-5", "2~3", "2-3分", "-1 至 -3" into the two ends, the lower one first. */
static gboolean
read_score (const char *text, gint64 *low, gint64 *high)
{
  g_autoptr (GRegex) regex =
      g_regex_new ("^([+−-]?[0-9.]+)分?\\s*(?:[~～至到—–-]+)\\s*([+−-]?[0-9.]+)分?$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (xy_points_parse (text, low, NULL))
    {
      *high = *low;
      return TRUE;
    }
  if (!g_regex_match (regex, text, 0, &match))
    return FALSE;
  g_autofree char *first = g_match_info_fetch (match, 1), *second = g_match_info_fetch (match, 2);
  if (!xy_points_parse (first, low, NULL) || !xy_points_parse (second, high, NULL))
    return FALSE;
  if (*low > *high)
    {
      gint64 swap = *low;
      *low = *high;
      *high = swap;
    }
  return TRUE;
}

/* "40", "每年40分", "月最多2": the number, and the period where it is said. */
static gboolean
read_cap (const char *text, gint64 *cap, const char **period)
{
  g_autoptr (GRegex) regex =
      g_regex_new ("^(每?月|每?季度?|每?年)?(?:最多|最高|封顶|不超过)?([0-9.]+)分?$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  *period = NULL;
  if (!g_regex_match (regex, text, 0, &match))
    return FALSE;
  g_autofree char *word = g_match_info_fetch (match, 1), *number = g_match_info_fetch (match, 2);
  if (word[0] != '\0')
    xy_scheme_period_from_word (word, period);
  return xy_points_parse (number, cap, NULL);
}

static gboolean
read_account (const char *text, char **account)
{
  for (const XyWord *word = xy_points_accounts; word->value != NULL; word++)
    if (g_str_equal (text, _ (word->label)) || g_str_equal (text, word->value))
      {
        xy_set_str (account, word->value);
        return TRUE;
      }
  if (strstr (text, "志愿") != NULL)
    xy_set_str (account, XY_POINTS_VOLUNTEER);
  else if (strstr (text, "个人") != NULL || g_str_equal (text, "人"))
    xy_set_str (account, XY_POINTS_PERSON);
  else if (strstr (text, "户") != NULL || strstr (text, "家庭") != NULL
           || g_str_equal (text, xy_points_account_label (NULL)))
    xy_set_str (account, NULL);
  else
    return FALSE;
  return TRUE;
}

static gboolean
is_yes (const char *text)
{
  static const char *const words[] = { "是", "有", "要", "√", "✓", "1", "TRUE", "yes", NULL };

  return g_strv_contains (words, text) || g_str_equal (text, _ ("yes"));
}

/* Puts the cell's TEXT into RECORD. FALSE where it is no value of that kind. */
static gboolean
take_cell (XyRecord *record, const XySchemeColumn *column, const char *text)
{
  const XyRecordType *type = xy_record_type (record);
  const XyField *field = xy_record_type_field (type, column->field);
  gpointer member = G_STRUCT_MEMBER_P (record, field->offset);
  char day[XY_DAY_SIZE];
  const char *period = NULL;

  switch (column->kind)
    {
    case XY_SCHEME_TEXT:
    case XY_SCHEME_LINES:
      xy_set_str (member, text);
      return TRUE;
    case XY_SCHEME_SCORE:
      return read_score (text, &((XyPointsRule *) record)->score, &((XyPointsRule *) record)->score_max);
    case XY_SCHEME_NUMBER:
      return xy_points_parse (text, member, NULL);
    case XY_SCHEME_MONEY:
      return xy_money_parse (text, member, NULL);
    case XY_SCHEME_COUNT:
      return xy_record_set_text (record, field, text);
    case XY_SCHEME_DAY:
      if (xy_day_parse (text, day) != XY_DAY_FULL)
        return FALSE;
      xy_set_str (member, day);
      return TRUE;
    case XY_SCHEME_CAP:
      if (!read_cap (text, member, &period))
        return FALSE;
      if (period != NULL)
        xy_set_str (&((XyPointsRule *) record)->cap_period, period);
      return TRUE;
    case XY_SCHEME_PERIOD:
      if (!xy_scheme_period_from_word (text, &period))
        return FALSE;
      xy_set_str (member, period);
      return TRUE;
    case XY_SCHEME_ACCOUNT:
      return read_account (text, member);
    case XY_SCHEME_YES:
      *(gint64 *) member = is_yes (text);
      return TRUE;
    }
  return FALSE;
}

static char *
cell_at (const Reading *reading, guint row, guint column)
{
  const XyCell *cell = xy_sheet_get_merged (reading->sheet, row, column);

  return strchr (cell->text, '\n') != NULL ? xy_text_clean_lines (cell->text) : xy_text_clean (cell->text);
}

/* Whether ROW is the head of a table of rules; fills the columns. */
static gboolean
find_columns (Reading *reading, guint row)
{
  gboolean has_name = FALSE, has_score = FALSE;

  for (guint c = 0; c < COLUMNS_MOST; c++)
    {
      g_autofree char *text = c < xy_sheet_get_columns (reading->sheet) ? cell_at (reading, row, c) : g_strdup ("");

      reading->columns[c] = -1;
      for (guint i = 0; i < xy_scheme_n_columns && text[0] != '\0' && reading->columns[c] < 0; i++)
        if (is_called (&xy_scheme_columns[i], text))
          reading->columns[c] = (int) i;
      if (reading->columns[c] < 0)
        continue;
      has_name |= g_str_equal (xy_scheme_columns[reading->columns[c]].field, "name");
      has_score |= xy_scheme_columns[reading->columns[c]].kind == XY_SCHEME_SCORE;
    }
  return has_name && has_score;
}

/* The code of a rule of the same name, of the village or further up in the file, or a new one. */
static void
find_code (Reading *reading, XyPointsRule *rule, GPtrArray *present)
{
  guint number = 0;
  g_autofree char *code = NULL;

  for (guint i = 0; i < present->len && rule->code == NULL; i++)
    if (g_strcmp0 (((XyPointsRule *) present->pdata[i])->name, rule->name) == 0)
      xy_set_str (&rule->code, ((XyPointsRule *) present->pdata[i])->code);
  while (rule->code == NULL)
    {
      gboolean taken = FALSE;
      g_free (code);
      code = g_strdup_printf ("C%02u", ++number);
      for (guint i = 0; i < present->len; i++)
        taken |= g_str_equal (((XyPointsRule *) present->pdata[i])->code, code);
      for (guint i = 0; i < reading->result->rules->len; i++)
        taken |= g_strcmp0 (((XyPointsRule *) reading->result->rules->pdata[i])->code, code) == 0;
      if (!taken)
        xy_set_str (&rule->code, code);
    }
}

static void
check_rule (Reading *reading, XyPointsRule *rule)
{
  g_autoptr (GError) problem = NULL;

  for (guint i = 0; i < reading->result->rules->len; i++)
    if (g_str_equal (((XyPointsRule *) reading->result->rules->pdata[i])->code, rule->code))
      add_problem (reading, _ ("the code %s stands there twice."), rule->code);
  if (!xy_points_rule_check (reading->store, rule, &problem))
    add_problem (reading, "%s", problem->message);
}

static void
read_rule (Reading *reading, GPtrArray *present)
{
  g_autoptr (XyPointsRule) rule = xy_record_new (&xy_points_rule_type);
  guint n_problems = reading->result->problems->len;

  for (guint c = 0; c < COLUMNS_MOST; c++)
    {
      g_autofree char *text = reading->columns[c] >= 0 ? cell_at (reading, reading->row, c) : g_strdup ("");
      const XySchemeColumn *column = text[0] != '\0' ? &xy_scheme_columns[reading->columns[c]] : NULL;

      if (column != NULL && !take_cell (XY_RECORD (rule), column, text))
        add_problem (reading, _ ("“%s” is no value for %s."), text, _ (column->title));
    }
  /* A line without a name is a heading of a category, a sum, or a note. */
  if (rule->name == NULL
      || (rule->score == 0 && rule->score_max == 0 && rule->tiers == NULL
          && n_problems == reading->result->problems->len))
    return;
  if (rule->category != NULL)
    xy_set_str (&reading->category, rule->category);
  else
    xy_set_str (&rule->category, reading->category != NULL ? reading->category : "其他");
  if (rule->unit == NULL)
    xy_set_str (&rule->unit, "次");
  find_code (reading, rule, present);
  rule->sort = (gint64) reading->result->rules->len + 1;
  if (n_problems == reading->result->problems->len)
    check_rule (reading, rule);
  g_ptr_array_add (reading->result->rules, g_steal_pointer (&rule));
}

static gboolean
read_rules (Reading *reading, GPtrArray *present)
{
  guint head = 0, rows = xy_sheet_get_rows (reading->sheet);

  while (head < MIN (rows, HEAD_ROWS) && !find_columns (reading, head))
    head++;
  if (head >= MIN (rows, HEAD_ROWS))
    return FALSE;
  for (reading->row = xy_sheet_next_row (reading->sheet, head + 1); reading->row < rows;
       reading->row = xy_sheet_next_row (reading->sheet, reading->row + 1))
    read_rule (reading, present);
  return TRUE;
}

/* A sheet whose first column has the names of the head's lines. */
static void
read_head (Reading *reading)
{
  g_autoptr (XyPointsScheme) scheme = xy_record_new (&xy_points_scheme_type);
  guint n_known = 0;

  for (reading->row = 0; reading->row < xy_sheet_get_rows (reading->sheet); reading->row++)
    {
      g_autofree char *name = cell_at (reading, reading->row, 0), *text = cell_at (reading, reading->row, 1);
      for (guint i = 0; i < xy_scheme_n_heads; i++)
        {
          if (name[0] == '\0' || !is_called (&xy_scheme_heads[i], name))
            continue;
          n_known++;
          if (text[0] != '\0' && !take_cell (XY_RECORD (scheme), &xy_scheme_heads[i], text))
            add_problem (reading, _ ("“%s” is no value for %s."), text, name);
          break;
        }
    }
  if (n_known >= 3 && scheme->name != NULL && reading->result->scheme == NULL)
    reading->result->scheme = g_steal_pointer (&scheme);
}

void
xy_points_scheme_sheet_free (XyPointsSchemeSheet *sheet)
{
  if (sheet == NULL)
    return;
  g_clear_object (&sheet->scheme);
  g_ptr_array_unref (sheet->rules);
  g_ptr_array_unref (sheet->problems);
  g_free (sheet);
}

XyPointsSchemeSheet *
xy_points_scheme_sheet_read (XyStore *store, XyWorkbook *workbook, GError **error)
{
  g_autoptr (XyPointsSchemeSheet) result = g_new0 (XyPointsSchemeSheet, 1);
  Reading reading = { .store = store, .result = result };
  gboolean found = FALSE;

  result->rules = g_ptr_array_new_with_free_func (g_object_unref);
  result->problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) present = xy_points_rule_list (store, NULL, error);
  if (present == NULL)
    return NULL;
  for (guint i = 0; i < xy_workbook_get_n_sheets (workbook); i++)
    {
      reading.sheet = xy_workbook_get_sheet (workbook, i);
      if (xy_sheet_is_hidden (reading.sheet))
        continue;
      if (read_rules (&reading, present))
        found = TRUE;
      else
        read_head (&reading);
    }
  g_free (reading.category);
  if (found || result->scheme != NULL)
    return g_steal_pointer (&result);
  g_set_error_literal (error, XY_ERROR, XY_ERROR_UNREADABLE,
                       _ ("No sheet of this file has rules: a table with the columns “Item” and “Score” is needed."));
  return NULL;
}

gboolean
xy_points_scheme_sheet_act (XyTxn *txn, gpointer data, GError **error)
{
  XyPointsSchemeSheet *sheet = data;

  if (sheet->problems->len > 0)
    {
      xy_set_invalid (error, "file", "%s", (const char *) sheet->problems->pdata[0]);
      return FALSE;
    }
  sheet->n_changed = 0;
  for (guint i = 0; i < sheet->rules->len; i++)
    {
      g_autoptr (XyPointsRule) rule = xy_record_copy (sheet->rules->pdata[i]);
      gboolean changed;
      if (!xy_points_rule_save (txn, rule, &changed, error))
        return FALSE;
      sheet->n_changed += changed;
    }
  if (sheet->scheme != NULL)
    {
      g_autoptr (XyPointsScheme) scheme = xy_record_copy (sheet->scheme);
      g_autoptr (XyPointsScheme) present = xy_points_scheme_get (xy_txn_get_store (txn), NULL, NULL);
      if (present != NULL)
        xy_set_str (&scheme->catalogue, present->catalogue);
      if (!xy_points_scheme_save (txn, scheme, error))
        return FALSE;
    }
  g_autofree char *title = g_strdup_printf (_ ("Import a points scheme: %u rules new or changed"), sheet->n_changed);
  xy_txn_set_title (txn, title);
  return TRUE;
}
