/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>

#include "core/points-paste.h"
#include "random-text.h"

/* "group/number/name×amount" of each, with ";" between. */
static char *
show (const char *text)
{
  g_autoptr (GPtrArray) list = xy_points_paste_parse (text);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const XyPointsPasted *pasted = list->pdata[i];
      g_string_append_printf (out, "%s%s/%s/%s", i > 0 ? ";" : "", pasted->group != NULL ? pasted->group : "",
                              pasted->number != NULL ? pasted->number : "", pasted->name != NULL ? pasted->name : "");
      if (pasted->amount != 0)
        g_string_append_printf (out, "*%d", (int) pasted->amount);
      g_assert_cmpstr (pasted->text, !=, "");
    }
  return g_string_free (out, FALSE);
}

static void
test_cases (void)
{
  static const struct
  {
    const char *text;
    const char *list;
  } cases[] = {
    { "", "" },
    { "\n \n\t\n", "" },
    { "曾国强", "//曾国强" },
    { "曾国强、刘桂英，王建军 周小平", "//曾国强;//刘桂英;//王建军;//周小平" },
    { "曾国强×2、刘桂英 1.5小时；王建军+3 周小平3次", "//曾国强*200;//刘桂英*150;//王建军*300;//周小平*300" },
    { "1. 曾国强\n2. 刘桂英\n", "//曾国强;//刘桂英" },
    { "1、曾国强 2、刘桂英 3、王建军", "//曾国强;//刘桂英;//王建军" },
    { "曾国强 2、刘桂英 3", "//曾国强*200;//刘桂英*300" },
    { "1.曾国强2次\n2.刘桂英", "//曾国强*200;//刘桂英" },
    { "3-016\n3-17 2\n３－０１８　４", "/3-016/;/3-17/*200;/3-018/*400" },
    { "3-016 曾国强 2", "/3-016/曾国强*200" },
    { "曾国强 3-016，3-017，刘桂英", "/3-016/曾国强;/3-017/;//刘桂英" },
    { "3组：曾国强、张 三\n塘坳组 李志远", "3组//曾国强;3组//张三;塘坳组//李志远" },
    { "三组\n曾国强\n刘桂英\n二组\n王建军", "三组//曾国强;三组//刘桂英;二组//王建军" },
    { "3组16号 2", "3组/16/*200" },
    { "16号", "/16/" },
    { "序号\t组别\t户主\t人口\t次数\r\n1\t3组\t曾国强\t4\t2\r\n2\t3组\t刘桂英\t3\t\r\n合计\t\t\t7\t2\r\n",
      "3组//曾国强*200;3组//刘桂英" },
    { "1\t曾国强\t2\n2\t张 三\t1.5\n3\t3-017\t\n", "//曾国强*200;//张三*150;/3-017/" },
    { "3组\t3-016\t曾国强\t2\t路面", "3组/3-016/曾国强*200" },
    { "户号\t数量\n3-016\t2", "/3-016/*200" },
    { "买买提·艾力 2", "//买买提·艾力*200" },
    { "??", "//??" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *list = show (cases[i].text);
      g_assert_cmpstr (list, ==, cases[i].list);
    }
}

/* Names survive whatever stands between them. */
static void
test_random (void)
{
  static const char *const names[] = { "曾国强", "刘桂英", "王建军", "周小平", "欧阳春兰", "仇满生" };
  static const char *const seams[] = { "、", "，", " ", "\n", "；", ", ", "\r\n", "　" };

  for (guint round = 0; round < 400; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL), want = g_string_new (NULL);
      guint n = (guint) g_test_rand_int_range (1, 12);
      gboolean block = g_test_rand_bit ();

      for (guint i = 0; i < n; i++)
        {
          guint name = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (names));
          int amount = g_test_rand_int_range (0, 3);
          g_string_append (text, names[name]);
          g_string_append_printf (want, "%s//%s", i > 0 ? ";" : "", names[name]);
          if (amount > 0)
            {
              g_string_append_printf (text, "×%d", amount);
              g_string_append_printf (want, "*%d", 100 * amount);
            }
          g_string_append (text, block ? "\t\t\r\n" : seams[g_test_rand_int_range (0, G_N_ELEMENTS (seams))]);
        }
      g_autofree char *list = show (text->str);
      g_assert_cmpstr (list, ==, want->str);
    }
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  for (guint round = 0; round < 2000; round++)
    {
      g_autofree char *text = random_text (rand);
      g_autoptr (GPtrArray) list = xy_points_paste_parse (text);
      g_assert_nonnull (list);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/points-paste/cases", test_cases);
  g_test_add_func ("/points-paste/random", test_random);
  return g_test_run ();
}
