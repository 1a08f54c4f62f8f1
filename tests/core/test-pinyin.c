/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/pinyin.h"

#include <locale.h>
#include <string.h>

#include "core/text-table.h"
#include "random-text.h"

static void
test_names (void)
{
  static const struct
  {
    const char *text, *full, *initials;
  } cases[] = {
    { "张国强", "zhangguoqiang", "zgq" },
    { "曾国强", "zengguoqiang cengguoqiang", "zgq cgq" },
    { "李明", "liming", "lm" },
    { "吕芳", "lvfang lufang", "lf" },
    { "单雄信", "shanxiongxin danxiongxin", "sxx dxx" },
    { "仇英", "qiuying chouying", "qy cy" },
    { "区小平", "ouxiaoping quxiaoping", "oxp qxp" },
    { "解珍", "xiezhen jiezhen", "xz jz" },
    { "查良", "zhaliang chaliang", "zl cl" },
    { "朴树", "piaoshu pushu", "ps" },
    { "覃秀英", "qinxiuying tanxiuying", "qxy txy" },
    { "缪芝", "miaozhi mouzhi", "mz" },
    { "么华", "yaohua", "yh" },
    { "盖军", "gejun gaijun", "gj" },
    { "尉迟敬德", "yuchijingde", "ycjd" },
    { "万俟兰", "moqilan", "mql" },
    { "欧阳修", "ouyangxiu", "oyx" },
    { "欧阳", "ouyang", "oy" },
    { "尉迟", "weichi yuchi", "wc yc" },
    { "王长乐", "wangchangle wangzhangle wangchangyue", "wcl wzl wcy" },
    { "张 三", "zhangsan", "zs" },
    { "买买提·艾力", "maimaitiaili maimaidiaili", "mmtal mmdal" },
    { "Tom 李", "tomli", "toml" },
    { "李A１2组", "lia12zu", "la12z" },
    { "陳劉氏", "chenliushi", "cls" },
    { "", "", "" },
    { " ·\uff0c。", "", "" },
    { "José", "jose", "jose" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *full = NULL, *initials = NULL;

      xy_pinyin_keys (cases[i].text, &full, &initials);
      g_assert_cmpstr (full, ==, cases[i].full);
      g_assert_cmpstr (initials, ==, cases[i].initials);
    }
}

static void
test_null (void)
{
  g_autofree char *full = NULL, *initials = NULL;

  xy_pinyin_keys (NULL, &full, NULL);
  xy_pinyin_keys (NULL, NULL, &initials);
  g_assert_cmpstr (full, ==, "");
  g_assert_cmpstr (initials, ==, "");
  g_assert_cmpuint (strlen (xy_pinyin_version ()), ==, 8);
}

/* Every character of the national table has a reading. */
static void
test_cover (void)
{
  guint sure = 0;

  for (gunichar c = 0x3007; c < 0x31400; c++)
    if (xy_text_rank (c) & XY_TEXT_RANK_SURE)
      {
        sure++;
        if (xy_text_syllable (c) == 0)
          g_error ("U+%04X has no reading", c);
      }
  g_assert_cmpuint (sure, ==, 8105);
}

static void
test_any (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (int i = 0; i < 20000; i++)
    {
      g_autofree char *text = random_text (rand), *full = NULL, *initials = NULL;
      guint spaces = 0;

      xy_pinyin_keys (text, &full, &initials);
      g_assert_true (g_utf8_validate (full, -1, NULL));
      for (const char *at = full; *at != '\0'; at++)
        {
          spaces += *at == ' ';
          g_assert_true (g_ascii_islower (*at) || g_ascii_isdigit (*at) || *at == ' ' || (*at & 0x80));
        }
      g_assert_cmpuint (spaces, <, 3);
      g_assert_cmpuint (strlen (initials), <=, strlen (full));
    }
}

/* By the syllables of one character after the other, and not by the letters of them all. */
static void
test_order (void)
{
  static const char *const names[] = { "李国", "李伟", "黎安", "梁军", "欧阳明", "欧忠", "单德胜", "张三" };
  g_autofree char *nobody = xy_pinyin_order ("");

  g_assert_null (nobody);
  for (guint i = 1; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *before = xy_pinyin_order (names[i - 1]), *after = xy_pinyin_order (names[i]);
      g_assert_cmpstr (before, <, after);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pinyin/names", test_names);
  g_test_add_func ("/pinyin/null", test_null);
  g_test_add_func ("/pinyin/cover", test_cover);
  g_test_add_func ("/pinyin/order", test_order);
  g_test_add_func ("/pinyin/any", test_any);
  return g_test_run ();
}
