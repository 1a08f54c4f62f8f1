/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/number.h"
#include "core/points-account.h"
#include "core/store.h"
#include "core/village.h"
#include "tabular/points-scheme-private.h"
#include "tabular/write.h"

const XySchemeColumn xy_scheme_columns[] = {
  { "code", N_ ("Code"), "编号 编码 代码 序号", XY_SCHEME_TEXT, 0 },
  { "category", N_ ("Category"), "类别 分类 大类 项目类别", XY_SCHEME_TEXT, 0 },
  { "name", N_ ("Item"), "事项 名称 内容 项目 积分项目 细则 条目", XY_SCHEME_TEXT, 24 },
  { "unit", N_ ("Unit"), "单位 计量单位", XY_SCHEME_TEXT, 0 },
  { "score", N_ ("Score"), "分值 积分 分数 标准 赋分", XY_SCHEME_SCORE, 0 },
  { "step", N_ ("Amount per step"), "每档数量 每多少", XY_SCHEME_NUMBER, 0 },
  { "tiers", N_ ("Score by amount"), "按数量分档 分档", XY_SCHEME_LINES, 16 },
  { "tiers_period", N_ ("Amounts together in"), "数量累计 累计", XY_SCHEME_PERIOD, 0 },
  { "cap_act", N_ ("Cap for one time"), "单次上限 每次上限", XY_SCHEME_NUMBER, 0 },
  { "cap", N_ ("Cap"), "上限 最高 最多", XY_SCHEME_CAP, 0 },
  { "cap_period", N_ ("Cap period"), "上限期限 上限周期", XY_SCHEME_PERIOD, 0 },
  { "pool", N_ ("Only the largest of"), "就高不重复 只计最高", XY_SCHEME_TEXT, 0 },
  { "repeat_period", N_ ("Repeats double within"), "再犯加倍 加倍", XY_SCHEME_PERIOD, 0 },
  { "round", N_ ("Rounded to"), "取整到 取整", XY_SCHEME_NUMBER, 0 },
  { "account", N_ ("Account"), "账户 记入", XY_SCHEME_ACCOUNT, 0 },
  { "unspendable", N_ ("Cannot be spent"), "不可兑换", XY_SCHEME_YES, 0 },
  { "target", N_ ("Only for"), "适用对象 对象", XY_SCHEME_TEXT, 0 },
  { "exempt", N_ ("Not for"), "不适用对象 例外", XY_SCHEME_TEXT, 0 },
  { "evidence", N_ ("Evidence expected"), "宜附凭证 凭证", XY_SCHEME_YES, 0 },
  { "basis", N_ ("Basis"), "依据 依据条款", XY_SCHEME_TEXT, 16 },
  { "starts", N_ ("From"), "起始 开始 开始日期", XY_SCHEME_DAY, 0 },
  { "ends", N_ ("Until"), "截止 结束 截止日期", XY_SCHEME_DAY, 0 },
};
const guint xy_scheme_n_columns = G_N_ELEMENTS (xy_scheme_columns);

const XySchemeColumn xy_scheme_heads[] = {
  { "name", N_ ("Name of the scheme"), "办法名称 名称", XY_SCHEME_TEXT, 0 },
  { "meeting", N_ ("Meeting"), "会议 通过会议", XY_SCHEME_TEXT, 0 },
  { "adopted_on", N_ ("Adopted on"), "通过日期", XY_SCHEME_DAY, 0 },
  { "present", N_ ("Present"), "到会人数", XY_SCHEME_COUNT, 0 },
  { "in_favour", N_ ("In favour"), "同意人数 赞成人数", XY_SCHEME_COUNT, 0 },
  { "starts", N_ ("From"), "起始 施行日期", XY_SCHEME_DAY, 0 },
  { "account", N_ ("Account"), "账户 记入", XY_SCHEME_ACCOUNT, 0 },
  { "base", N_ ("Base points"), "基础分 起评分", XY_SCHEME_NUMBER, 0 },
  { "bands", N_ ("Grades"), "星级", XY_SCHEME_LINES, 0 },
  { "value", N_ ("Worth of a point"), "每分折合金额 每分折合", XY_SCHEME_MONEY, 0 },
  { "note", N_ ("Note"), "备注 说明", XY_SCHEME_TEXT, 0 },
};
const guint xy_scheme_n_heads = G_N_ELEMENTS (xy_scheme_heads);

const char *
xy_scheme_period_word (const char *period)
{
  if (period == NULL)
    return "";
  return g_str_equal (period, "month") ? _ ("month") : g_str_equal (period, "quarter") ? _ ("quarter") : _ ("year");
}

/* "2", "-5", "2~3": no plus, so that a spreadsheet does not take it for a formula. */
static char *
score_text (const XyPointsRule *rule)
{
  g_autofree char *low = xy_points_to_text (rule->score), *high = xy_points_to_text (rule->score_max);

  if (rule->tiers != NULL)
    return g_strdup ("");
  return rule->score == rule->score_max ? g_steal_pointer (&low) : g_strdup_printf ("%s~%s", low, high);
}

/* Tabs inside a cell are lost in a spreadsheet. */
static char *
lines_text (const char *text, const char *separator)
{
  g_autoptr (GString) lines = g_string_new (text);

  g_string_replace (lines, "\t", separator, 0);
  return g_string_free (g_steal_pointer (&lines), FALSE);
}

static char *
cell_text (gconstpointer record, const XySchemeColumn *column)
{
  const XyField *field = xy_record_type_field (xy_record_type (record), column->field);
  g_autofree char *text = xy_record_get_text (record, field);
  gint64 number = text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;

  switch (column->kind)
    {
    case XY_SCHEME_SCORE:
      return score_text (record);
    case XY_SCHEME_NUMBER:
    case XY_SCHEME_CAP:
      return number != 0 ? xy_points_to_text (number) : NULL;
    case XY_SCHEME_MONEY:
      return number != 0 ? xy_money_to_text (number) : NULL;
    case XY_SCHEME_COUNT:
      return number != 0 ? g_steal_pointer (&text) : NULL;
    case XY_SCHEME_PERIOD:
      return g_strdup (xy_scheme_period_word (text));
    case XY_SCHEME_ACCOUNT:
      return g_strdup (xy_points_account_label (text));
    case XY_SCHEME_YES:
      return number != 0 ? g_strdup (_ ("yes")) : NULL;
    case XY_SCHEME_LINES:
      return text != NULL ? lines_text (text, g_str_equal (column->field, "tiers") ? "/" : " ") : NULL;
    case XY_SCHEME_TEXT:
    case XY_SCHEME_DAY:
      break;
    }
  return g_steal_pointer (&text);
}

static gboolean
write_head (XyTableWriter *writer, const char *title, const XyPointsScheme *scheme, GError **error)
{
  const XyTableColumn columns[] = { { _ ("Item"), XY_COLUMN_TEXT, 12 }, { _ ("What it says"), XY_COLUMN_TEXT, 40 } };

  if (!xy_table_writer_begin (writer, _ ("Scheme"), title, columns, G_N_ELEMENTS (columns), error))
    return FALSE;
  for (guint i = 0; i < xy_scheme_n_heads; i++)
    {
      g_autofree char *text = cell_text (scheme, &xy_scheme_heads[i]);
      xy_table_writer_text (writer, _ (xy_scheme_heads[i].title));
      xy_table_writer_text (writer, text);
      if (!xy_table_writer_end_row (writer, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_rules (XyTableWriter *writer, const char *title, GPtrArray *rules, GError **error)
{
  g_autofree XyTableColumn *columns = g_new0 (XyTableColumn, xy_scheme_n_columns);

  for (guint i = 0; i < xy_scheme_n_columns; i++)
    columns[i] = (XyTableColumn){ _ (xy_scheme_columns[i].title), XY_COLUMN_TEXT, xy_scheme_columns[i].width };
  if (!xy_table_writer_begin (writer, _ ("Rules"), title, columns, xy_scheme_n_columns, error))
    return FALSE;
  for (guint r = 0; r < rules->len; r++)
    {
      for (guint i = 0; i < xy_scheme_n_columns; i++)
        {
          g_autofree char *text = cell_text (rules->pdata[r], &xy_scheme_columns[i]);
          xy_table_writer_text (writer, text);
        }
      if (!xy_table_writer_end_row (writer, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
xy_points_scheme_export (XyStore *store, const char *day, const char *path, guint *n, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyVillage) village = xy_village_get (store, error);
  g_autoptr (GPtrArray) rules = village != NULL ? xy_points_rule_list (store, day, error) : NULL;
  g_autoptr (XyTableWriter) writer = rules != NULL ? xy_table_writer_new (path, XY_FORMAT_XLSX, error) : NULL;

  if (writer == NULL)
    return FALSE;
  g_autoptr (XyPointsScheme) scheme = xy_points_scheme_get (store, day, &problem);
  if (!xy_error_pass (error, &problem))
    return FALSE;
  g_autofree char *title = g_strdup_printf ("%s %s", village->name, _ ("Points rules"));
  if ((scheme != NULL && !write_head (writer, scheme->name, scheme, error))
      || !write_rules (writer, title, rules, error))
    return FALSE;
  *n = rules->len;
  return xy_table_writer_finish (writer, error);
}
