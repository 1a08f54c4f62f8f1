/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/bylaw-text.h"

#include <locale.h>
#include <string.h>

#include "core/number.h"

/* The tree in one line: style and text of each node, children in braces. */
static void
dump (const XyBylawNode *parent, GString *out)
{
  static const char styles[] = "-ZJTHhAa";

  for (guint i = 0; i < parent->children->len; i++)
    {
      const XyBylawNode *node = parent->children->pdata[i];

      g_string_append_printf (out, "%s%c%s%s", i > 0 ? "|" : "", styles[node->style], node->run_on ? "+" : "",
                              node->text);
      if (node->children->len > 0)
        {
          g_string_append_c (out, '{');
          dump (node, out);
          g_string_append_c (out, '}');
        }
    }
}

static char *
tree (const XyBylawText *text)
{
  GString *out = g_string_new (NULL);

  if (text->title != NULL)
    g_string_append_printf (out, "<%s>", text->title);
  dump (text->root, out);
  return g_string_free (out, FALSE);
}

typedef struct
{
  const char *source, *tree;
} Case;

static void
test_parse (void)
{
  static const Case cases[] = {
    { NULL, "" },
    { " \n\n", "" },
    { "石板溪村村规民约\n\n第一章 总则\n第一条　爱国爱党。\n第二条 守法遵规。\n第二章　环境\n第三条：门前三包。",
      "<石板溪村村规民约>Z总则{T爱国爱党。|T守法遵规。}|Z环境{T门前三包。}" },
    /* 一、 over 第一条, and under it. */
    { "一、爱国爱党\n第一条 听党话。\n（一）学习。\n二、守法遵规\n第二条 不赌博。",
      "H爱国爱党{T听党话。{h学习。}}|H守法遵规{T不赌博。}" },
    { "第一条 村民应当：\n一、不赌博；\n二、不吸毒。\n第二条 互助。", "T村民应当：{H不赌博；|H不吸毒。}|T互助。" },
    /* Widths and marks of all kinds. */
    { "１、扫地。\n２．浇水。\n3. 修路。\n4、点灯。", "A扫地。|A浇水。|A修路。|A点灯。" },
    { "(一)扫地。\n（二）、浇水。\n（１）门前。\n2)屋后。\n(三) 修路。", "h扫地。|h浇水。{a门前。|a屋后。}|h修路。" },
    { "第 一 条\t扫地。\n第2条 浇水。\n第二十三条修路。", "T扫地。|T浇水。|T修路。" },
    { "一：扫地。\n二. 浇水。", "H扫地。|H浇水。" },
    /* Lines that a mail broke. */
    { "第一条 每户门前屋后由自家打扫，垃圾倒入\n指定的垃圾桶，不得倒入水渠、山塘和公路\n两边。\n第二条 爱护路灯。",
      "T每户门前屋后由自家打扫，垃圾倒入指定的垃圾桶，不得倒入水渠、山塘和公路两边。|T爱护路灯。" },
    { "第五条 违反前四条的由村民小组长上门劝说，\n并按照本规约第\n三条办理，家里有困难的大家帮。",
      "T违反前四条的由村民小组长上门劝说，并按照本规约第三条办理，家里有困难的大家帮。" },
    { "　　第一条 清扫由一、二、\n　　第二条 管护。", "T清扫由一、二、|T管护。" },
    { "1、打印，use the WPS\nOffice，排版。", "A打印，use the WPS Office，排版。" },
    /* Headings without a mark, the numbers counting on or anew. */
    { "爱护环境\n1、扫地。\n2、浇水。\n移风易俗\n3、喜事新办。\n4、丧事简办。",
      "-爱护环境{A扫地。|A浇水。}|-移风易俗{A+喜事新办。|A丧事简办。}" },
    { "爱护环境\n1、扫地。\n移风易俗\n1、喜事新办。", "-爱护环境{A扫地。}|-移风易俗{A喜事新办。}" },
    { "一、移风易俗\n1、喜事新办。\n二、爱护环境\n2、扫地。", "H移风易俗{A喜事新办。}|H爱护环境{A+扫地。}" },
    { "一、爱国爱党\n拥护党的领导，听党话、跟党走。\n二、守法遵规\n不赌博。",
      "H爱国爱党{-拥护党的领导，听党话、跟党走。}|H守法遵规{-不赌博。}" },
    /* A mark alone, its words on the next line. */
    { "第一章\n总则\n第一条\n爱国爱党。", "Z总则{T爱国爱党。}" },
    /* A further paragraph of an article, and what is numbered behind it. */
    { "第一条 分工：\n（一）一组扫路。\n（二）二组扫桥。\n各组每月报一次，由村委会汇总。\n（三）三组扫塘。\n第二条 完。",
      "T分工：{h一组扫路。|h二组扫桥。|-各组每月报一次，由村委会汇总。|h+三组扫塘。}|T完。" },
    { "第一条 分工：\n（一）扫路。\n（二）扫桥。\n各组每月报一次，由村委会汇总。\n（一）扫塘。\n（二）扫渠。",
      "T分工：{h扫路。|h扫桥。|-各组每月报一次，由村委会汇总。|h扫塘。|h扫渠。}" },
    { "第一条 每户门前屋后由自家打扫，垃圾倒入指定的垃圾桶里\n第三条 爱护路灯。",
      "T每户门前屋后由自家打扫，垃圾倒入指定的垃圾桶里|T爱护路灯。" },
    /* Figures are no marks. */
    { "第一条 宽度：\n1.5米以上的路归村里管，8:30开门。", "T宽度：{-1.5米以上的路归村里管，8:30开门。}" },
    { "第三条所列的事，由大家商量。", "-第三条所列的事，由大家商量。" },
    { "2026、1000、三千、一百元。", "-2026、1000、三千、一百元。" },
    /* The end: who signs, and when. */
    { "第一条 互助。\n　　　　石板溪村村民委员会\n　　　　2026年3月15日",
      "T互助。|-石板溪村村民委员会|-2026年3月15日" },
    { "村规民约\n爱国，\n\n爱党。\n● 扫地\n● 浇水", "<村规民约>-爱国，|-爱党。|-● 扫地|-● 浇水" },
    { "第九百九十九条 一\xe2\x80\x8b。\v\xff完\x07。", "T一。{-\uFFFD完。}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (XyBylawText) text = xy_bylaw_text_parse (cases[i].source);
      g_autofree char *got = tree (text);

      g_assert_cmpstr (got, ==, cases[i].tree);
      g_autofree char *out = xy_bylaw_text_write (text);
      g_autoptr (XyBylawText) again = xy_bylaw_text_parse (out);
      g_assert_true (xy_bylaw_text_equal (text, again));
    }
}

static void
test_write (void)
{
  static const char source[] =
      "石板溪村村规民约\n第一章 总则\n第三条 爱国。\n（二）学习。\n（五）宣传。\n1、5人一组。\n第二章 环境\n第一条 扫地。";
  static const char wanted[] =
      "石板溪村村规民约\n\n第一章　总则\n　　第一条　爱国。\n　　（一）学习。\n　　（二）宣传。\n　　1. 5人一组。\n第二章　环境\n"
      "　　第二条　扫地。\n";
  g_autoptr (XyBylawText) text = xy_bylaw_text_parse (source);
  g_autofree char *out = xy_bylaw_text_write (text);
  g_autoptr (GPtrArray) lines = xy_bylaw_text_lines (text);
  const XyBylawLine *chapter = lines->pdata[0], *item = lines->pdata[3], *under = lines->pdata[4];

  g_assert_cmpstr (out, ==, wanted);
  g_assert_true (chapter->heading);
  g_assert_cmpstr (chapter->name, ==, "第一章");
  g_assert_false (item->heading);
  g_assert_cmpstr (item->name, ==, "第三条（五）");
  g_assert_cmpstr (item->mark, ==, "（二）");
  g_assert_cmpstr (under->name, ==, "第三条（五）1");
  g_assert_cmpuint (under->depth, ==, 3);
}

/* Marks up to 999, and what is beyond them. */
static void
test_many (void)
{
  g_autoptr (GString) source = g_string_new (NULL);

  for (int i = 1; i <= 1200; i++)
    {
      g_autofree char *number = i <= 999 ? xy_chinese_number (i) : g_strdup ("九百九十九");
      g_string_append_printf (source, "第%s条 第%d件事。\n", number, i);
    }
  g_autoptr (XyBylawText) text = xy_bylaw_text_parse (source->str);
  g_autofree char *out = xy_bylaw_text_write (text);
  g_autoptr (XyBylawText) again = xy_bylaw_text_parse (out);

  g_assert_cmpuint (text->root->children->len, ==, 999);
  g_assert_true (xy_bylaw_text_equal (text, again));
  g_assert_nonnull (strstr (out, "第九百九十九条　第999件事。"));
  g_assert_nonnull (strstr (out, "第1200件事。"));
}

static const char *
pick (GRand *rand, const char *const *list, guint n)
{
  return list[g_rand_int_range (rand, 0, (gint32) n)];
}
#define PICK(rand, list) pick ((rand), (list), G_N_ELEMENTS (list))

static const char *const sentences[] = {
  "每户门前屋后自己打扫", "红白喜事不超过10桌",   "5元以上的开支要公开", "随喜不超过100元",
  "垃圾分类投放",         "第三条规定的除外",     "一、二组负责水渠",    "1.5米以内不堆杂物",
  "（含外出务工人员）",   "遇到纠纷，先找小组长", "老人由子女轮流照料",  "use WPS",
  "八月十五日前完成",
};
static const char *const headings[] = { "爱国爱党", "移风易俗", "环境卫生（试行）", "附则", "三 保护山林" };
static const char *const stops[] = { "。", "。", "；", "：", "！", "”", "" };

static char *
random_clause (GRand *rand)
{
  GString *text = g_string_new (NULL);

  for (int n = g_rand_int_range (rand, 1, 5); n > 0; n--)
    g_string_append_printf (text, "%s%s", PICK (rand, sentences), n > 1 ? "，" : "");
  g_string_append (text, PICK (rand, stops));
  return g_string_free (text, FALSE);
}

static XyBylawNode *
new_node (XyBylawStyle style, char *text)
{
  XyBylawText *whole = xy_bylaw_text_parse ("");
  XyBylawNode *node = whole->root;

  g_free (whole);
  node->style = style;
  g_free (node->text);
  node->text = text;
  return node;
}

/* Numbered clauses as they can stand under PARENT, one style to a parent, none that is above it. */
static void
grow (GRand *rand, XyBylawNode *parent, guint used, guint depth)
{
  XyBylawStyle style = (XyBylawStyle) g_rand_int_range (rand, XY_BYLAW_ARTICLE, XY_BYLAW_STYLES);
  int n = g_rand_int_range (rand, depth == 0 ? 1 : 0, 5 - (int) MIN (depth, 4));

  while (used & (1u << style))
    style = style == XY_BYLAW_ARABIC_BRACKET ? XY_BYLAW_ARTICLE : style + 1;
  for (int i = 0; i < n; i++)
    {
      gboolean heading = depth == 0 && style != XY_BYLAW_ARTICLE && g_rand_int_range (rand, 0, 3) == 0;
      XyBylawNode *node = new_node (style, heading ? g_strdup (PICK (rand, headings)) : random_clause (rand));

      if (style == XY_BYLAW_ARTICLE && g_rand_int_range (rand, 0, 3) == 0)
        g_ptr_array_add (node->children, new_node (XY_BYLAW_PLAIN, g_strdup ("这是本条的另外一段，由村民会议通过。")));
      if (depth < 3)
        grow (rand, node, used | (1u << style), depth + 1);
      g_ptr_array_add (parent->children, node);
    }
}

static XyBylawText *
random_tree (GRand *rand)
{
  XyBylawText *text = xy_bylaw_text_parse (g_rand_boolean (rand) ? "石板溪村村规民约（2026年修订）" : "");
  int kind = g_rand_int_range (rand, 0, 3);

  if (g_rand_boolean (rand))
    g_ptr_array_add (text->root->children,
                     new_node (XY_BYLAW_PLAIN, g_strdup ("为了把村里的事办好，大家商量，订立本规约。")));
  if (kind == 0)
    {
      grow (rand, text->root, 1u << XY_BYLAW_CHAPTER, 0);
      return text;
    }
  for (int i = g_rand_int_range (rand, 1, 6); i > 0; i--)
    {
      XyBylawStyle style = kind == 1 ? XY_BYLAW_CHAPTER : XY_BYLAW_PLAIN;
      XyBylawNode *node = new_node (style, g_strdup (PICK (rand, headings)));

      grow (rand, node, 1u << style, 0);
      g_ptr_array_add (text->root->children, node);
    }
  return text;
}

static void
test_round_trip (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (XyBylawText) text = random_tree (rand);
      g_autofree char *out = xy_bylaw_text_write (text);
      g_autoptr (XyBylawText) again = xy_bylaw_text_parse (out);

      if (!xy_bylaw_text_equal (text, again))
        {
          g_autofree char *one = tree (text), *two = tree (again);
          g_error ("%s\n%s\n%s", out, one, two);
        }
    }
}

/* What is neither space nor can be of a mark, in order. */
static void
add_bare (GString *bare, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!g_unichar_isspace (c) && !g_unichar_iscntrl (c) && !g_unichar_isdigit (c)
          && g_unichar_type (c) != G_UNICODE_FORMAT
          && g_utf8_strchr ("第章节条〇零一二三四五六七八九十百两廿卅（）()、．.：:", -1, c) == NULL)
        g_string_append_unichar (bare, c);
    }
}

static void
add_bare_nodes (GString *bare, const XyBylawNode *node)
{
  add_bare (bare, node->text);
  for (guint i = 0; i < node->children->len; i++)
    add_bare_nodes (bare, node->children->pdata[i]);
}

/* Whatever is pasted: what was made of it is made again from what is written, and no word is lost. */
static void
test_mangled (void)
{
  static const char *const pieces[] = {
    "第",
    "一",
    "十",
    "百",
    "条",
    "章",
    "节",
    "、",
    ".",
    "．",
    "：",
    "（",
    "）",
    "(",
    ")",
    "1",
    "２",
    "30",
    "第一条",
    "第二条 ",
    "第三章",
    "第一节",
    "一、",
    "二、",
    "三、",
    "（一）",
    "（二）",
    "1.",
    "2、",
    "3.",
    "（1）",
    "2)",
    "\n",
    "\n",
    "\n",
    "\r\n",
    "\n\n",
    "\v",
    "  ",
    "　",
    "　　",
    "\t",
    " ",
    "。",
    "，",
    "；",
    "”",
    "扫地",
    "爱国爱党",
    "村规民约",
    "办法",
    "每户门前屋后自己打扫，垃圾倒入指定的垃圾桶",
    "不准在公路两边堆放柴草杂物和建筑材料",
    "红白理事会",
    "100元",
    "abc",
    "●",
    "①",
    "规定的",
    "所列",
    "\xff",
    "\xe2\x80\x8b",
    "\xef\xbb\xbf",
    "\xf0\xa0\x80\x80",
    "5",
    "一百二十",
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

  for (guint i = 0; i < 5000; i++)
    {
      g_autoptr (GString) source = g_string_new (NULL), before = g_string_new (NULL), after = g_string_new (NULL);

      for (int n = g_rand_int_range (rand, 0, 40); n > 0; n--)
        g_string_append (source, PICK (rand, pieces));
      g_autoptr (XyBylawText) text = xy_bylaw_text_parse (source->str);
      g_autofree char *out = xy_bylaw_text_write (text);
      g_autoptr (XyBylawText) again = xy_bylaw_text_parse (out);

      if (!xy_bylaw_text_equal (text, again))
        {
          g_autofree char *one = tree (text), *two = tree (again);
          g_error ("%s\n->\n%s\n%s\n%s", source->str, out, one, two);
        }
      add_bare (before, source->str);
      add_bare (after, text->title);
      add_bare_nodes (after, text->root);
      g_assert_cmpstr (after->str, ==, before->str);
    }
}

static const char *
random_mark (GRand *rand, guint style, int number, char **mark)
{
  g_autofree char *han = xy_chinese_number (number);
  static const char *const forms[][4] = {
    { "第%s条 ", "第%s条　", "第%s条：", "第 %s 条  " },
    { "%s、", "%s、 ", "%s．", "%s. " },
    { "（%s）", "(%s)", "（%s） ", "（%s）、" },
  };

  g_free (*mark);
  g_auto (GStrv) parts = g_strsplit (forms[style][g_rand_int_range (rand, 0, 4)], "%s", 2);
  *mark = g_strconcat (parts[0], han, parts[1], NULL);
  return *mark;
}

/* Clauses with marks of one kind in any width, broken at any character into lines of one width, are found whole. */
static void
test_pasted (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

  for (guint i = 0; i < 1000; i++)
    {
      g_autoptr (GString) source = g_string_new ("石板溪村村规民约\n");
      g_autoptr (GPtrArray) clauses = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *mark = NULL;
      guint style = (guint) g_rand_int_range (rand, 0, 3), width = (guint) g_rand_int_range (rand, 20, 40);

      for (int n = 1; n <= 12; n++)
        {
          GString *clause = g_string_new (NULL);
          guint column = 0;

          for (int k = g_rand_int_range (rand, 2, 6); k > 0; k--)
            g_string_append_printf (clause, "%s%s", sentences[g_rand_int_range (rand, 0, 5)], k > 1 ? "，" : "。");
          g_string_append (source, random_mark (rand, style, n, &mark));
          for (const char *at = clause->str; *at != '\0'; at = g_utf8_next_char (at))
            {
              if (++column % width == 0 && !g_ascii_isalnum (*at))
                g_string_append (source, g_rand_boolean (rand) ? "\n" : "\r\n");
              g_string_append_unichar (source, g_utf8_get_char (at));
            }
          g_string_append_c (source, '\n');
          g_ptr_array_add (clauses, g_string_free (clause, FALSE));
        }
      g_autoptr (XyBylawText) text = xy_bylaw_text_parse (source->str);
      if (text->root->children->len != clauses->len)
        g_error ("%s", source->str);
      for (guint n = 0; n < clauses->len; n++)
        g_assert_cmpstr (((XyBylawNode *) text->root->children->pdata[n])->text, ==, clauses->pdata[n]);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bylaw-text/parse", test_parse);
  g_test_add_func ("/bylaw-text/write", test_write);
  g_test_add_func ("/bylaw-text/many", test_many);
  g_test_add_func ("/bylaw-text/round-trip", test_round_trip);
  g_test_add_func ("/bylaw-text/mangled", test_mangled);
  g_test_add_func ("/bylaw-text/pasted", test_pasted);
  return g_test_run ();
}
