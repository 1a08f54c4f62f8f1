/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/text-diff.h"

#include <locale.h>
#include <string.h>

/* Runs with marks: [-deleted-] {+inserted+} [<moved from<] {>moved to>}. */
static void
add_marked (GString *out, GPtrArray *runs)
{
  static const char *const open[] = { "", "[-", "{+", "[<", "{>" }, *const close[] = { "", "-]", "+}", "<]", ">}" };

  for (guint i = 0; i < runs->len; i++)
    {
      const XyDiffRun *run = runs->pdata[i];
      g_string_append_printf (out, "%s%s%s", open[run->kind], run->text, close[run->kind]);
    }
}

/* The clauses of OLD and NEW are apart by "|", and so are those of the result. */
static char *
marked (const char *old, const char *new)
{
  g_auto (GStrv) olds = g_strsplit (old, "|", -1), news = g_strsplit (new, "|", -1);
  g_autoptr (GPtrArray) list =
      xy_text_diff ((const char *const *) olds, g_strv_length (olds), (const char *const *) news, g_strv_length (news));
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, '|');
      add_marked (out, ((XyDiffClause *) list->pdata[i])->runs);
    }
  return g_string_free (out, FALSE);
}

static void
test_reads_well (void)
{
  static const struct
  {
    const char *old, *new, *wanted;
  } cases[] = {
    { "", "", "" },
    { "扫地。", "扫地。", "扫地。" },
    { "扫地。", "", "[-扫地。-]" },
    /* Figures whole. */
    { "随喜不超过100元。", "随喜不超过200元。", "随喜不超过[-100-]{+200+}元。" },
    { "宽1.5米。", "宽1.8米。", "宽[-1.5-]{+1.8+}米。" },
    { "见 xiangyue 网页。", "见 xiangfeng 网页。", "见 [-xiangyue-]{+xiangfeng+} 网页。" },
    /* What was put in stands between stops. */
    { "不准乱倒垃圾，不准焚烧秸秆。", "不准乱倒垃圾，不准占道堆物，不准焚烧秸秆。",
      "不准乱倒垃圾，{+不准占道堆物，+}不准焚烧秸秆。" },
    { "村民应当爱护公物、爱护路灯、爱护水渠。", "村民应当爱护公物、爱护水渠。",
      "村民应当爱护公物、[-爱护路灯、-]爱护水渠。" },
    /* No lone characters kept between two changes. */
    { "乱倒垃圾一次罚款500元。", "乱倒垃圾的，由村民小组长上门批评教育。",
      "乱倒垃圾[-一次罚款500元-]{+的，由村民小组长上门批评教育+}。" },
    { "组长每月查看一次，每户门前实行三包责任。", "组长每月查看一次，每家屋后也包括在内责任。",
      "组长每月查看一次，每[-户门前实行三包-]{+家屋后也包括在内+}责任。" },
    { "每天早上由张三李四王五赵六的人钱七孙八来做。", "每天早上由扫地浇水修路点灯的人种树养花来做。",
      "每天早上由[-张三李四王五赵六的人钱七孙八-]{+扫地浇水修路点灯的人种树养花+}来做。" },
    /* Clauses put in, taken out, replaced. */
    { "爱国爱党。|守法遵规。|孝老爱亲。", "爱国爱党。|孝老爱亲。", "爱国爱党。|[-守法遵规。-]|孝老爱亲。" },
    { "爱国爱党。|孝老爱亲。", "爱国爱党。|守法遵规。|孝老爱亲。", "爱国爱党。|{+守法遵规。+}|孝老爱亲。" },
    { "办酒不超过十桌。|门前自己打扫。", "山林防火人人有责。|门前自己打扫。",
      "[-办酒不超过十桌。-]|{+山林防火人人有责。+}|门前自己打扫。" },
    /* Moved, and moved with a change: the few words move, the many stay. */
    { "爱护路灯。|每户门前自己打扫，垃圾入桶，不乱倒污水。", "每户门前自己打扫，垃圾入桶，不乱倒污水。|爱护路灯。",
      "[<爱护路灯。<]|每户门前自己打扫，垃圾入桶，不乱倒污水。|{>爱护路灯。>}" },
    { "红白喜事不超过十桌。|每户门前自己打扫，垃圾入桶。|水渠由各组轮流清淤，每年两次。",
      "每户门前自己打扫，垃圾入桶。|水渠由各组轮流清淤，每年两次。|红白喜事不超过十桌。",
      "[<红白喜事不超过十桌。<]|每户门前自己打扫，垃圾入桶。|水渠由各组轮流清淤，每年两次。|{>红白喜事不超过十桌。>}" },
    { "红白喜事不超过10桌，随喜不超过100元。|每户门前自己打扫，垃圾入桶。|水渠由各组轮流清淤，每年两次。|路灯由电工照看。",
      "每户门前自己打扫，垃圾入桶。|水渠由各组轮流清淤，每年两次。|红白喜事不超过8桌，随喜不超过100元。|路灯由电工照看。",
      "[<红白喜事不超过<][-10-][<桌，随喜不超过100元。<]|每户门前自己打扫，垃圾入桶。|水渠由各组轮流清淤，每年两次。|"
      "{>红白喜事不超过>}{+8+}{>桌，随喜不超过100元。>}|路灯由电工照看。" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *got = marked (cases[i].old, cases[i].new);
      g_assert_cmpstr (got, ==, cases[i].wanted);
    }
}

static const char *const words[] = { "每户", "门前",     "自己打扫", "，",   "，",     "。",   "垃圾",
                                     "入桶", "不准",     "不得",     "随喜", "100",    "元",   "不超过",
                                     "10桌", "红白喜事", "村民小组", "清淤", "，每年", "两次", "、",
                                     "山林", "防火",     "人人有责", "WPS",  " " };

static char *
random_clause (GRand *rand)
{
  GString *text = g_string_new (NULL);

  for (int n = g_rand_int_range (rand, 0, 20); n > 0; n--)
    g_string_append (text, words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
  return g_string_free (text, FALSE);
}

/* NEWS: OLDS with some clauses moved, changed, put in or taken out. */
static GPtrArray *
mangle (GRand *rand, GPtrArray *olds)
{
  GPtrArray *news = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < olds->len; i++)
    g_ptr_array_add (news, g_strdup (olds->pdata[i]));
  for (int n = g_rand_int_range (rand, 0, 6); n > 0; n--)
    {
      guint at = (guint) g_rand_int_range (rand, 0, (gint32) news->len + 1);

      switch (g_rand_int_range (rand, 0, 4))
        {
        case 0:
          g_ptr_array_insert (news, (int) at, random_clause (rand));
          break;
        case 1:
          if (at < news->len)
            g_ptr_array_remove_index (news, at);
          break;
        case 2:
          if (at < news->len)
            {
              char *clause = g_ptr_array_steal_index (news, at);
              g_ptr_array_insert (news, g_rand_int_range (rand, 0, (gint32) news->len + 1), clause);
            }
          break;
        default:
          if (at < news->len)
            {
              g_autofree char *more = random_clause (rand), *old = news->pdata[at];
              glong length = g_utf8_strlen (old, -1),
                    cut = length > 0 ? g_rand_int_range (rand, 0, (gint32) length) : 0;
              g_autofree char *head = g_utf8_substring (old, 0, cut), *tail = g_utf8_substring (old, cut, length);
              news->pdata[at] = g_strconcat (head, more, tail, NULL);
            }
        }
    }
  return news;
}

static gboolean
is_of_old (XyDiffKind kind)
{
  return kind == XY_DIFF_SAME || kind == XY_DIFF_DELETED || kind == XY_DIFF_MOVED_FROM;
}

static gboolean
is_of_new (XyDiffKind kind)
{
  return kind == XY_DIFF_SAME || kind == XY_DIFF_INSERTED || kind == XY_DIFF_MOVED_TO;
}

static void
check_runs (const XyDiffClause *clause, GString *before, GString *after)
{
  for (guint i = 0; i < clause->runs->len; i++)
    {
      const XyDiffRun *run = clause->runs->pdata[i], *last = i > 0 ? clause->runs->pdata[i - 1] : NULL;

      g_assert_cmpuint (strlen (run->text), >, 0);
      g_assert_true (g_utf8_validate (run->text, -1, NULL));
      g_assert_true (last == NULL || last->kind != run->kind);
      /* A character alone between two changes is not worth reading. */
      if (run->kind == XY_DIFF_SAME && i > 0 && i + 1 < clause->runs->len && g_utf8_strlen (run->text, -1) < 2)
        g_error ("“%s” alone", run->text);
      if (is_of_old (run->kind))
        g_string_append (before, run->text);
      if (is_of_new (run->kind))
        g_string_append (after, run->text);
    }
}

/* OLDS and NEWS come out of the runs again, each clause once and in order. */
static void
check (GPtrArray *olds, GPtrArray *news)
{
  g_autoptr (GPtrArray) list =
      xy_text_diff ((const char *const *) olds->pdata, olds->len, (const char *const *) news->pdata, news->len);
  int i = 0, j = 0;

  for (guint k = 0; k < list->len; k++)
    {
      const XyDiffClause *clause = list->pdata[k];
      g_autoptr (GString) before = g_string_new (NULL), after = g_string_new (NULL);

      check_runs (clause, before, after);
      if (is_of_old (clause->kind))
        {
          g_assert_cmpint (clause->old_at, ==, i);
          g_assert_cmpstr (before->str, ==, olds->pdata[i++]);
        }
      if (is_of_new (clause->kind))
        {
          g_assert_cmpint (clause->new_at, ==, j);
          g_assert_cmpstr (after->str, ==, news->pdata[j++]);
        }
      if (clause->old_at >= 0 && clause->new_at >= 0)
        g_assert_cmpint (clause->changed, ==, !g_str_equal (olds->pdata[clause->old_at], news->pdata[clause->new_at]));
    }
  g_assert_cmpint (i, ==, (int) olds->len);
  g_assert_cmpint (j, ==, (int) news->len);
}

static void
test_properties (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

  for (guint round = 0; round < 1500; round++)
    {
      g_autoptr (GPtrArray) olds = g_ptr_array_new_with_free_func (g_free);

      for (int n = g_rand_int_range (rand, 0, 12); n > 0; n--)
        g_ptr_array_add (olds, random_clause (rand));
      g_autoptr (GPtrArray) news = mangle (rand, olds);
      check (olds, news);
      check (news, olds);

      g_autoptr (GPtrArray) same =
          xy_text_diff ((const char *const *) olds->pdata, olds->len, (const char *const *) olds->pdata, olds->len);
      g_assert_cmpuint (same->len, ==, olds->len);
      for (guint i = 0; i < same->len; i++)
        {
          const XyDiffClause *clause = same->pdata[i];
          g_assert_cmpint (clause->kind, ==, XY_DIFF_SAME);
          g_assert_false (clause->changed);
        }
    }
}

/* Two texts of few different characters, which have many pieces in common. */
static void
test_runs (void)
{
  static const char *const few[] = { "扫", "地", "，", "100", "元" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr (GString) one = g_string_new (NULL), two = g_string_new (NULL);
      XyDiffClause clause = { 0 };

      for (int n = g_rand_int_range (rand, 0, 80); n > 0; n--)
        g_string_append (n % 2 ? one : two, few[g_rand_int_range (rand, 0, G_N_ELEMENTS (few))]);
      g_autoptr (GString) before = g_string_new (NULL), after = g_string_new (NULL);
      g_autoptr (GPtrArray) runs = xy_text_diff_runs (one->str, two->str);
      clause.runs = runs;
      check_runs (&clause, before, after);
      g_assert_cmpstr (before->str, ==, one->str);
      g_assert_cmpstr (after->str, ==, two->str);
    }
}

/* One clause of a bylaw taken from its place, changed in a few words, and put elsewhere, is the only one that moved. */
static void
test_moved (void)
{
  static const char *const topics[] = { "垃圾分类", "山林防火", "水渠清淤", "红白喜事", "路灯维护", "邻里纠纷",
                                        "家禽圈养", "孝老爱亲", "用电安全", "广场管理", "池塘巡护", "古树保护" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (GPtrArray) olds = g_ptr_array_new_with_free_func (g_free);

      for (guint i = 0; i < G_N_ELEMENTS (topics); i++)
        g_ptr_array_add (olds, g_strdup_printf ("%s由第%u村民小组负责，%s每年检查%u次，%s的结果张贴在公开栏。",
                                                topics[i], i % 5 + 1, topics[i], i + 2, topics[i]));
      g_autoptr (GPtrArray) news = g_ptr_array_new_with_free_func (g_free);
      for (guint i = 0; i < olds->len; i++)
        g_ptr_array_add (news, g_strdup (olds->pdata[i]));
      int from = g_rand_int_range (rand, 0, (gint32) news->len), to = from;
      while (ABS (to - from) < 2)
        to = g_rand_int_range (rand, 0, (gint32) news->len);
      g_autofree char *clause = g_ptr_array_steal_index (news, (guint) from);
      g_ptr_array_insert (news, to, g_strconcat (clause, g_rand_boolean (rand) ? "另由村委会抽查。" : "", NULL));
      check (olds, news);

      g_autoptr (GPtrArray) list =
          xy_text_diff ((const char *const *) olds->pdata, olds->len, (const char *const *) news->pdata, news->len);
      guint n_from = 0, n_to = 0;
      for (guint i = 0; i < list->len; i++)
        {
          const XyDiffClause *one = list->pdata[i];
          g_assert_true (one->kind != XY_DIFF_DELETED && one->kind != XY_DIFF_INSERTED);
          if (one->kind == XY_DIFF_MOVED_FROM || one->kind == XY_DIFF_MOVED_TO)
            {
              g_assert_cmpint (one->old_at, ==, from);
              g_assert_cmpint (one->new_at, ==, to);
            }
          n_from += one->kind == XY_DIFF_MOVED_FROM;
          n_to += one->kind == XY_DIFF_MOVED_TO;
        }
      g_assert_cmpuint (n_from, ==, 1);
      g_assert_cmpuint (n_to, ==, 1);
    }
}

/* Texts far beyond any bylaw end soon, and right. */
static void
test_large (void)
{
  g_autoptr (GPtrArray) olds = g_ptr_array_new_with_free_func (g_free), news = g_ptr_array_new_with_free_func (g_free);
  GString *one = g_string_new (NULL), *two = g_string_new (NULL);

  for (guint i = 0; i < 5000; i++)
    {
      g_string_append (one, i % 2 ? "一" : "二");
      g_string_append (two, i % 3 ? "一" : "二");
    }
  g_ptr_array_add (olds, g_string_free (one, FALSE));
  g_ptr_array_add (news, g_string_free (two, FALSE));
  gint64 start = g_get_monotonic_time ();
  check (olds, news);
  g_test_message ("%.1f s", (double) (g_get_monotonic_time () - start) / 1e6);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-diff/reads-well", test_reads_well);
  g_test_add_func ("/text-diff/properties", test_properties);
  g_test_add_func ("/text-diff/runs", test_runs);
  g_test_add_func ("/text-diff/moved", test_moved);
  g_test_add_func ("/text-diff/large", test_large);
  return g_test_run ();
}
