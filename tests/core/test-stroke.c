/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/stroke.h"

#include <locale.h>
#include "random-text.h"

/* Every two neighbours of LIST, names with a space between them, in this order and never alike. */
static void
check_order (const char *list)
{
  g_auto (GStrv) names = g_strsplit (list, " ", -1);

  for (int i = 0; names[i + 1] != NULL; i++)
    {
      g_autoptr (GBytes) a = xy_stroke_key (names[i]);
      g_autoptr (GBytes) b = xy_stroke_key (names[i + 1]);

      if (g_bytes_compare (a, b) >= 0)
        g_error ("%s must stand before %s", names[i], names[i + 1]);
    }
}

/* Strokes counted and written by hand: 王 一一丨一, 毛 丿一一乚, 方 丶一…, 尹 乛…; 朱 丿, 刘 丶一, 许 丶乛, 孙 乛. */
static void
test_surnames (void)
{
  check_order ("丁 卜 刁 于 万 马 王 尤 车 牛 毛 卞 文 方 尹 孔 邓 左 石 龙 卢 叶 田 史 白 冯 兰 司 皮 "
               "朱 刘 许 孙 李 杨 吴 何 张 陈 林 罗 周 赵 胡 段 贺 徐 郭 唐 黄 曹 彭 蒋 曾 谢 谭 熊 戴");
}

/* Short given names first, then the given name character by character, 复姓 by its first character. */
static void
test_given_names (void)
{
  check_order ("王芳 王鹏 王一丁 王小明 王小强 王晓明 毛一");
  check_order ("于丁 于一一 万一 马一");
  check_order ("林欧 欧明 欧小明 欧静怡 欧阳修 欧阳中石 罗一");
  check_order ("张三 张·三丰 张三丰丰");
  check_order ("龘龘 Anna Tom");
  check_order ("戴一 𰻝一 Tom");

  g_autoptr (GBytes) padded = xy_stroke_key ("张\u3000三");
  g_autoptr (GBytes) plain = xy_stroke_key ("张三");
  g_autoptr (GBytes) none = xy_stroke_key (NULL);
  g_autoptr (GBytes) last = xy_stroke_key ("zzz");

  g_assert_true (g_bytes_equal (padded, plain));
  g_assert_cmpint (g_bytes_compare (last, none), <, 0);
}

static void
test_known (void)
{
  g_assert_true (xy_stroke_is_known ("张国强 Tom·12"));
  g_assert_true (xy_stroke_is_known ("㧐𬘓"));
  g_assert_false (xy_stroke_is_known ("陳三"));

  g_autofree char *unknown = xy_stroke_unknown ("陳三𰻝陳"), *none = xy_stroke_unknown ("张三");
  g_assert_cmpstr (unknown, ==, "陳𰻝");
  g_assert_null (none);

  /* The number of strokes is known all the same: 陳 has eleven. */
  check_order ("唐一 黄一 隅一 嵌一");
  check_order ("黄一 陳一 彭一");
}

static void
test_any (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261122);

  for (int i = 0; i < 20000; i++)
    {
      g_autofree char *text = random_text (rand), *padded = g_strdup_printf (" %s\n", text);
      g_autoptr (GBytes) key = xy_stroke_key (text);
      g_autoptr (GBytes) same = xy_stroke_key (padded);

      g_assert_true (g_bytes_equal (key, same));
      g_assert_cmpuint (g_bytes_get_size (key), >, 0);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stroke/surnames", test_surnames);
  g_test_add_func ("/stroke/given-names", test_given_names);
  g_test_add_func ("/stroke/known", test_known);
  g_test_add_func ("/stroke/any", test_any);
  return g_test_run ();
}
