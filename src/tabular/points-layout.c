/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/points-layout.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/error.h"
#include "tabular/roster-columns.h"
#include "tabular/roster-words.h"

#define MOST_ABOVE 30 /* rows above and with the heading */
#define MOST_COLUMNS 200

static const struct
{
  const char *name;
  const char *label;
  const char *words[12]; /* folded headings */
} fields[XY_POINTS_N_FIELDS] = {
  [XY_POINTS_NONE] = { "none", N_ ("Not used"), { NULL } },
  [XY_POINTS_SERIAL] = { "serial", N_ ("Serial number"), { "序号", "编次", "no", NULL } },
  [XY_POINTS_GROUP] = { "group", N_ ("Group"), { "组", "组别", "小组", "村民小组", "所在组", "网格", "屋场", NULL } },
  [XY_POINTS_NUMBER] = { "number",
                         N_ ("Household number"),
                         { "户号", "户编号", "家庭编号", "门牌号", "户籍编号", "户内编号", NULL } },
  [XY_POINTS_NAME] = { "name",
                       N_ ("Name"),
                       { "户主", "姓名", "户主姓名", "家庭户主", "农户", "农户姓名", "名字", "当事人", NULL } },
  [XY_POINTS_RULE] = { "rule",
                       N_ ("Item"),
                       { "事项", "积分事项", "细则", "积分细则", "项目", "规则", "事由", "内容", "积分项目", "规则编号",
                         NULL } },
  [XY_POINTS_AMOUNT] = { "amount",
                         N_ ("Amount"),
                         { "数量", "次数", "小时", "时长", "小时数", "金额", "天数", "数值", NULL } },
  [XY_POINTS_SCORE] = { "score", N_ ("Points"), { "积分", "分值", "得分", "分数", "记分", "加减分", "积分值", NULL } },
  [XY_POINTS_DAY] = { "day", N_ ("Day"), { "日期", "时间", "发生日期", "发生时间", "登记日期", "年月日", NULL } },
  [XY_POINTS_WITNESS] = { "witness", N_ ("Witness"), { "证明人", "见证人", "核实人", "经办人", NULL } },
  [XY_POINTS_NOTE] = { "note", N_ ("Note"), { "备注", "说明", "情况说明", NULL } },
  [XY_POINTS_DONE] = { "done", N_ ("How many of an item"), { NULL } },
};

static void
column_free (gpointer data)
{
  XyPointsColumn *column = data;

  g_free (column->heading);
  g_free (column->code);
  g_free (column);
}

static XyPointsField
match_heading (const char *folded)
{
  for (XyPointsField field = XY_POINTS_SERIAL; field < XY_POINTS_DONE; field++)
    for (guint i = 0; fields[field].words[i] != NULL; i++)
      if (g_str_equal (folded, fields[field].words[i]))
        return field;
  return XY_POINTS_NONE;
}

/* What stands over the column at ROW; of a heading of two rows the lower part, or the only one. */
static char *
heading_at (const XySheet *sheet, guint row, guint column)
{
  const XyCell *cell = xy_sheet_get_merged (sheet, row, column);

  return xy_roster_heading_fold (cell->text);
}

/* The columns of a heading at ROW, and how many of them are known. */
static GPtrArray *
read_heading (const XySheet *sheet, guint row, GPtrArray *rules, guint *known)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (column_free);
  gboolean taken[XY_POINTS_N_FIELDS] = { FALSE };
  guint n = MIN (xy_sheet_get_columns (sheet), MOST_COLUMNS);

  *known = 0;
  for (guint c = 0; c < n; c++)
    {
      g_autofree char *folded = heading_at (sheet, row, c);
      XyPointsColumn *column;
      const XyPointsRule *rule;

      if (folded[0] == '\0')
        continue;
      column = g_new0 (XyPointsColumn, 1);
      column->column = c;
      column->heading = g_strdup (xy_sheet_get_merged (sheet, row, c)->text);
      column->field = match_heading (folded);
      rule = column->field == XY_POINTS_NONE ? xy_points_rule_named (rules, column->heading) : NULL;
      if (taken[column->field])
        column->field = XY_POINTS_NONE;
      if (rule != NULL)
        {
          column->field = XY_POINTS_DONE;
          column->code = g_strdup (rule->code);
        }
      else if (column->field != XY_POINTS_NONE)
        taken[column->field] = TRUE;
      *known += column->field != XY_POINTS_NONE;
      g_ptr_array_add (columns, column);
    }
  return columns;
}

/* The last day of the month that TEXT speaks of, but not after TODAY; or the day itself. (transfer full), or NULL. */
static char *
day_in (const char *text, const char *today)
{
  const char *year = strstr (text, "年"), *from = year;
  char day[XY_DAY_SIZE], first[XY_DAY_SIZE], last[XY_DAY_SIZE];
  XyDayPrecision precision;

  while (from != NULL && from > text && g_ascii_isdigit (from[-1]))
    from--;
  if (year == NULL || year - from != 4)
    return NULL;

  const char *end = strstr (year, "日");
  const char *month = strstr (year, "月");
  end = end != NULL && month != NULL && end > month && end - month <= 6 ? end + strlen ("日")
        : month != NULL                                                 ? month + strlen ("月")
                                                                        : NULL;
  if (end == NULL || end - year > 20)
    return NULL;
  g_autofree char *part = g_strndup (from, (gsize) (end - from));
  precision = xy_day_parse (part, day);
  if (precision == XY_DAY_FULL)
    return g_strdup (day);
  if (precision != XY_DAY_MONTH || !xy_period_parse (day, NULL, first, last))
    return NULL;
  return g_strdup (strcmp (first, today) <= 0 && strcmp (last, today) > 0 ? today : last);
}

static void
read_titles (XyPointsLayout *layout, const XySheet *sheet, const char *today)
{
  layout->group = xy_roster_group_in (layout->name, TRUE);
  layout->day = day_in (layout->name, today);
  for (guint row = 0; row < layout->header; row++)
    {
      guint n = 0;
      const XyCell *cells = xy_sheet_get_row (sheet, row, &n);

      for (guint i = 0; i < n; i++)
        {
          if (layout->group == NULL || !xy_roster_is_group_word (layout->group))
            {
              char *group = xy_roster_group_in (cells[i].text, FALSE);
              if (group != NULL)
                {
                  g_free (layout->group);
                  layout->group = group;
                }
            }
          if (layout->day == NULL)
            layout->day = day_in (cells[i].text, today);
        }
    }
  if (layout->group != NULL && !xy_roster_is_group_word (layout->group))
    g_clear_pointer (&layout->group, g_free);
}

static gboolean
has_field (const XyPointsLayout *layout, XyPointsField field)
{
  for (guint i = 0; i < layout->columns->len; i++)
    if (((XyPointsColumn *) layout->columns->pdata[i])->field == field)
      return TRUE;
  return FALSE;
}

static XyPointsLayout *
detect_sheet (const XyWorkbook *workbook, guint index, GPtrArray *rules, const char *today)
{
  const XySheet *sheet = xy_workbook_get_sheet (workbook, index);
  XyPointsLayout *layout = g_new0 (XyPointsLayout, 1);
  guint rows = MIN (xy_sheet_get_rows (sheet), MOST_ABOVE), best = 0;

  layout->sheet = index;
  layout->name = g_strdup (xy_sheet_get_name (sheet));
  layout->columns = g_ptr_array_new_with_free_func (column_free);
  for (guint row = xy_sheet_next_row (sheet, 0); row < rows; row = xy_sheet_next_row (sheet, row + 1))
    {
      guint known;
      GPtrArray *columns = read_heading (sheet, row, rules, &known);
      if (known > best)
        {
          best = known;
          g_ptr_array_unref (layout->columns);
          layout->columns = g_ptr_array_ref (columns);
          layout->header = row;
        }
      g_ptr_array_unref (columns);
    }
  read_titles (layout, sheet, today);
  layout->used = best >= 2 && (has_field (layout, XY_POINTS_NAME) || has_field (layout, XY_POINTS_NUMBER));
  if (xy_sheet_get_rows (sheet) == 0)
    layout->remark = g_strdup (_ ("The sheet is empty."));
  else if (!layout->used)
    layout->remark = g_strdup (_ ("No heading with names or household numbers was found in it."));
  return layout;
}

GPtrArray *
xy_points_detect (const XyWorkbook *workbook, const char *sheet, GPtrArray *rules, const char *today, GError **error)
{
  g_autoptr (GPtrArray) layouts = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_points_layout_free);

  for (guint i = 0; i < xy_workbook_get_n_sheets (workbook); i++)
    {
      const XySheet *one = xy_workbook_get_sheet (workbook, i);
      XyPointsLayout *layout;

      if (sheet != NULL && !g_str_equal (xy_sheet_get_name (one), sheet))
        continue;
      layout = detect_sheet (workbook, i, rules, today);
      if (sheet == NULL && xy_sheet_is_hidden (one) && layout->used)
        {
          layout->used = FALSE;
          layout->remark = g_strdup (_ ("The sheet is hidden."));
        }
      g_ptr_array_add (layouts, layout);
    }
  if (layouts->len > 0)
    return g_steal_pointer (&layouts);
  g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("The file has no sheet “%s”."), sheet != NULL ? sheet : "");
  return NULL;
}

void
xy_points_layout_free (XyPointsLayout *layout)
{
  g_free (layout->name);
  g_free (layout->remark);
  g_free (layout->group);
  g_free (layout->day);
  g_ptr_array_unref (layout->columns);
  g_free (layout);
}

gboolean
xy_points_layout_is_ready (const XyPointsLayout *layout)
{
  return (has_field (layout, XY_POINTS_NAME) || has_field (layout, XY_POINTS_NUMBER))
         && (has_field (layout, XY_POINTS_RULE) || has_field (layout, XY_POINTS_DONE));
}

void
xy_points_layout_set_field (XyPointsLayout *layout, guint column, XyPointsField field, const char *code)
{
  for (guint i = 0; i < layout->columns->len; i++)
    {
      XyPointsColumn *one = layout->columns->pdata[i];

      if (one->column == column)
        {
          one->field = field;
          g_free (one->code);
          one->code = field == XY_POINTS_DONE ? g_strdup (code) : NULL;
        }
      else if (one->field == field && field != XY_POINTS_NONE && field != XY_POINTS_DONE)
        one->field = XY_POINTS_NONE;
    }
}

const char *
xy_points_field_name (XyPointsField field)
{
  return fields[field].name;
}

const char *
xy_points_field_label (XyPointsField field)
{
  return _ (fields[field].label);
}

XyPointsRule *
xy_points_rule_named (GPtrArray *rules, const char *text)
{
  g_autofree char *wanted = xy_roster_heading_fold (text);

  if (wanted[0] == '\0')
    return NULL;
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < rules->len; i++)
      {
        XyPointsRule *rule = rules->pdata[i];
        g_autofree char *folded = xy_roster_heading_fold (pass == 0 ? rule->code : rule->name);
        if (g_ascii_strcasecmp (folded, wanted) == 0)
          return rule;
      }
  return NULL;
}
