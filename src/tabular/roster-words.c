/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/roster-words.h"

#include <string.h>

#include "core/group-name.h"
#include "core/normalize.h"
#include "core/relation.h"

static gboolean
is_one_of (const char *text, const char *const *words, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (text, words[i]))
      return TRUE;
  return FALSE;
}

static gboolean
starts_with_one_of (const char *text, const char *const *words, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_has_prefix (text, words[i]))
      return TRUE;
  return FALSE;
}

#define IS_ONE_OF(text, words) is_one_of (text, words, G_N_ELEMENTS (words))
#define STARTS_WITH_ONE_OF(text, words) starts_with_one_of (text, words, G_N_ELEMENTS (words))

char *
xy_roster_squeeze (const char *text)
{
  g_autofree char *clean = xy_text_clean (text);
  GString *out = g_string_new (NULL);

  for (const char *p = clean; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      switch (c)
        {
        case ' ':
          continue;
        case 0xFF08: /* fullwidth ( */
        case 0x3010: /* 【 */
        case 0x3014: /* 〔 */
        case 0xFF3B: /* fullwidth [ */
        case '[':
          c = '(';
          break;
        case 0xFF09:
        case 0x3011:
        case 0x3015:
        case 0xFF3D:
        case ']':
          c = ')';
          break;
        case 0xFF1A:
          c = ':';
          break;
        case 0xFF0F:
        case '\\':
          c = '/';
          break;
        case 0xFF0C:
          c = ',';
          break;
        case 0xFF0A:
          c = '*';
          break;
        case 0xFF1D:
          c = '=';
          break;
        default:
          break;
        }
      g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

gboolean
xy_roster_is_relation (const char *text)
{
  g_autofree char *relation = xy_relation_clean (text);

  return relation != NULL && xy_relation_is_known (relation);
}

gboolean
xy_roster_says_nothing (const char *text)
{
  static const char *const words[] = { "",     "无",   "/",    "\\",   "-",      "--",   "—",  "——",   "、",
                                       "不详", "未知", "暂无", "没有", "不清楚", "(空)", "空", "未办", "未办理" };
  const gsize longest = 9;

  /* Of most cells the length says enough, and an import asks of each. */
  return strnlen (text, longest + 1) <= longest && IS_ONE_OF (text, words);
}

int
xy_roster_yes_or_no (const char *text)
{
  static const char *const yes[] = { "是", "√", "✓", "✔", "1", "有", "y", "yes", "Y", "YES", "TRUE", "true", "对" };
  static const char *const no[] = { "否", "×", "✗", "0", "无", "n", "no", "N", "NO", "FALSE", "false", "不是" };

  return IS_ONE_OF (text, yes) ? 1 : IS_ONE_OF (text, no) ? 0 : -1;
}

const char *
xy_roster_sex (const char *text)
{
  static const char *const male[] = { "男", "男性", "M", "m", "1", "♂" };
  static const char *const female[] = { "女", "女性", "F", "f", "2", "0", "♀" };

  return IS_ONE_OF (text, male) ? "男" : IS_ONE_OF (text, female) ? "女" : NULL;
}

const char *
xy_roster_nation (const char *text)
{
  static const char *const nations[] = {
    "汉族",   "蒙古族", "回族",     "藏族",   "维吾尔族", "苗族",     "彝族",   "壮族",     "布依族", "朝鲜族",
    "满族",   "侗族",   "瑶族",     "白族",   "土家族",   "哈尼族",   "傣族",   "黎族",     "畲族",   "哈萨克族",
    "傈僳族", "佤族",   "高山族",   "拉祜族", "水族",     "东乡族",   "纳西族", "景颇族",   "土族",   "柯尔克孜族",
    "羌族",   "布朗族", "仡佬族",   "毛南族", "仫佬族",   "撒拉族",   "锡伯族", "阿昌族",   "普米族", "达斡尔族",
    "怒族",   "京族",   "鄂温克族", "保安族", "裕固族",   "塔吉克族", "独龙族", "鄂伦春族", "赫哲族", "门巴族",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (nations); i++)
    {
      gsize length = strlen (nations[i]) - strlen ("族");
      if (strncmp (text, nations[i], length) == 0 && text[length] == '\0')
        return nations[i];
    }
  return text;
}

const char *
xy_roster_life (const char *text)
{
  static const char *const here[] = { "常住", "在家", "在村", "居住", "长住", "在村居住", "常住人口" };
  static const char *const away[] = {
    "外出", "外出务工", "务工", "不在家", "不在村", "不常住", "非常住", "外地", "打工"
  };
  static const char *const moved[] = { "迁出", "已迁出", "户口迁出" };
  static const char *const dead[] = { "已故", "死亡", "已死亡", "去世", "已去世", "殁", "故", "亡", "已亡", "病故" };

  return IS_ONE_OF (text, here)    ? "here"
         : IS_ONE_OF (text, away)  ? "away"
         : IS_ONE_OF (text, moved) ? "moved"
         : IS_ONE_OF (text, dead)  ? "dead"
                                   : NULL;
}

char *
xy_roster_group_in (const char *text, gboolean whole)
{
  static const char *const ends[] = { "组", "屋场", "院落", "网格", "湾", "塆", "队", "片" };
  g_autofree char *clean = xy_roster_squeeze (text);
  char *shown = NULL;

  if (!whole)
    {
      /* "共3组" counts groups and names none. */
      g_autoptr (GRegex) regex = g_regex_new (
          "(?<![共有计各0-9])第?([0-9]{1,3}|[一二三四五六七八九十]{1,3})(?:村民小组|村民组|小组|组)", 0, 0, NULL);
      g_autoptr (GMatchInfo) match = NULL;
      if (g_regex_match (regex, clean, 0, &match))
        {
          g_autofree char *number = g_match_info_fetch (match, 1);
          xy_group_name_parse (number, NULL, NULL, &shown);
        }
      return shown;
    }

  if (clean[0] == '\0' || g_utf8_strlen (clean, -1) > 16)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (clean, ends[i]))
      {
        xy_group_name_parse (clean, NULL, NULL, &shown);
        return shown;
      }
  if (strspn (clean, "0123456789") == strlen (clean) && xy_group_name_parse (clean, NULL, NULL, &shown))
    return shown;
  g_free (shown);
  return NULL;
}

gboolean
xy_roster_is_group_word (const char *group)
{
  return group != NULL
         && (g_str_has_suffix (group, "组") || g_str_has_suffix (group, "屋场") || g_str_has_suffix (group, "院落")
             || g_str_has_suffix (group, "网格"));
}

XyRosterLine
xy_roster_line_of (const char *text)
{
  static const char *const sums[] = { "合计", "小计", "总计", "共计", "累计", "本页合计", "本页小计", "本组合计" };
  static const char *const signatures[] = { "制表",   "填表人",     "填表日期", "填表时间", "填表单位", "填报",
                                            "审核",   "负责人",     "复核",     "经办",     "统计人",   "登记人",
                                            "村委会", "村民委员会", "(盖章",    "盖章",     "签字",     "签名",
                                            "校对",   "报送",       "单位负责", "主管",     "村主任",   "村支",
                                            "组长签", "组长:",      "编制" };
  static const char *const remarks[] = { "注:", "注意", "说明", "备注:", "填表说明", "填报说明", "※", "附:", "注1" };
  g_autofree char *squeezed = xy_roster_squeeze (text);

  if (squeezed[0] == '\0')
    return XY_ROSTER_LINE_NONE;
  if (STARTS_WITH_ONE_OF (squeezed, sums)
      || (g_utf8_strlen (squeezed, -1) <= 12
          && (g_str_has_suffix (squeezed, "合计") || g_str_has_suffix (squeezed, "小计")
              || g_str_has_suffix (squeezed, "总计"))))
    return XY_ROSTER_LINE_SUM;
  if (STARTS_WITH_ONE_OF (squeezed, signatures))
    return XY_ROSTER_LINE_SIGNATURE;
  return STARTS_WITH_ONE_OF (squeezed, remarks) ? XY_ROSTER_LINE_REMARK : XY_ROSTER_LINE_NONE;
}

gboolean
xy_roster_is_instruction (const char *text)
{
  static const char *const words[] = { "必填",   "选填", "可选",   "填写", "格式", "例如", "例:",
                                       "如:",    "示例", "下拉",   "自动", "必须", "18位", "1=是",
                                       "请输入", "不填", "可不填", "样例", "男/女" };

  g_autofree char *squeezed = xy_roster_squeeze (text);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (squeezed, words[i]) != NULL)
      return TRUE;
  return FALSE;
}
