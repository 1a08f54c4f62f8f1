/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench-redline: two versions of a bylaw of 3,000 characters, with clauses moved, changed, put in and taken out, from
 * their texts to the redline; beside git diff --word-diff and Python's difflib on the same texts.
 */
#include <string.h>

#include <glib/gstdio.h>

#include "bench.h"
#include "core/bylaw-text.h"
#include "core/text-diff.h"

#define CLAUSES 60
#define CHARACTERS 3000
#define ROUNDS 15

static const char *const parts[] = {
  "每户门前屋后由自家打扫",     "垃圾分类投放到指定的桶里", "红白喜事酒席不超过15桌", "亲友之间随礼不超过100元",
  "山塘水渠由各组轮流清淤",     "防火期内进山不带火种",     "有矛盾先找村民小组长",   "每月5日为全村清洁日",
  "评比结果按户编号公布",       "村务公开栏张贴不少于15日", "老人由子女轮流照料",     "出门遛狗要牵好绳子",
  "村民会议通过后报镇政府备案", "积分每季度公布并兑换一次", "晚上9点以后不放音响",    "建房先申请后动工不占耕地",
};

static char *
make_clause (GRand *rand)
{
  GString *text = g_string_new (NULL);

  while (g_utf8_strlen (text->str, -1) < CHARACTERS / CLAUSES - 12)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "，" : "",
                            parts[g_rand_int_range (rand, 0, G_N_ELEMENTS (parts))]);
  g_string_append (text, "。");
  return g_string_free (text, FALSE);
}

static char *
join (GPtrArray *clauses)
{
  g_autoptr (GString) source = g_string_new (NULL);

  for (guint i = 0; i < clauses->len; i++)
    g_string_append_printf (source, "第%u条 %s\n", i + 1, (char *) clauses->pdata[i]);
  return g_string_free (g_steal_pointer (&source), FALSE);
}

static void
change (GRand *rand, GPtrArray *clauses)
{
  for (guint i = 0; i < 8; i++)
    {
      char *moved = g_ptr_array_steal_index (clauses, (guint) g_rand_int_range (rand, 0, (gint32) clauses->len));
      if (i % 2 == 0)
        {
          g_autofree char *old = moved;
          moved = g_strconcat ("凡本村村民，", old, NULL);
        }
      g_ptr_array_insert (clauses, g_rand_int_range (rand, 0, (gint32) clauses->len), moved);
    }
  for (guint i = 0; i < 12; i++)
    {
      guint at = (guint) g_rand_int_range (rand, 0, (gint32) clauses->len);
      g_autofree char *old = clauses->pdata[at];
      g_auto (GStrv) pieces = g_strsplit (old, "，", 2);
      clauses->pdata[at] = g_strjoin ("，", pieces[0], "由网格员上门帮助", pieces[1], NULL);
    }
  for (guint i = 0; i < 3; i++)
    {
      g_ptr_array_remove_index (clauses, (guint) g_rand_int_range (rand, 0, (gint32) clauses->len));
      g_ptr_array_insert (clauses, g_rand_int_range (rand, 0, (gint32) clauses->len), make_clause (rand));
    }
}

static GPtrArray *
texts_of (GPtrArray *lines)
{
  GPtrArray *texts = g_ptr_array_new ();

  for (guint i = 0; i < lines->len; i++)
    g_ptr_array_add (texts, ((const XyBylawLine *) lines->pdata[i])->node->text);
  return texts;
}

static double
redline (const char *before, const char *after, guint *moved)
{
  double start = bench_now ();
  g_autoptr (XyBylawText) old = xy_bylaw_text_parse (before), new = xy_bylaw_text_parse (after);
  g_autoptr (GPtrArray) old_lines = xy_bylaw_text_lines (old), new_lines = xy_bylaw_text_lines (new);
  g_autoptr (GPtrArray) olds = texts_of (old_lines), news = texts_of (new_lines);
  g_autoptr (GPtrArray) list =
      xy_text_diff ((const char *const *) olds->pdata, olds->len, (const char *const *) news->pdata, news->len);
  double took = bench_now () - start;

  *moved = 0;
  for (guint i = 0; i < list->len; i++)
    *moved += ((const XyDiffClause *) list->pdata[i])->kind == XY_DIFF_MOVED_TO;
  return took * 1000;
}

/* What PROGRAM takes from its start to its end; what it prints where that is a figure. -1: it is not there. */
static double
run (const char *const *program, double *printed)
{
  g_autofree char *out = NULL;
  double start = bench_now ();

  if (!g_spawn_sync (NULL, (char **) program, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &out,
                     NULL, NULL, NULL))
    return -1;
  if (printed != NULL)
    *printed = g_ascii_strtod (out, NULL);
  return (bench_now () - start) * 1000;
}

int
main (int argc, char *argv[])
{
  static const char script[] = "import difflib,sys,time\n"
                               "a,b=(open(p,encoding='utf-8').read() for p in sys.argv[1:])\n"
                               "t=time.perf_counter()\n"
                               "difflib.SequenceMatcher(None,a,b,False).get_opcodes()\n"
                               "print((time.perf_counter()-t)*1000)\n";
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GPtrArray) clauses = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = g_dir_make_tmp ("xiangyue-bench-XXXXXX", NULL);
  g_autofree char *old_path = g_build_filename (folder, "old", NULL),
                  *new_path = g_build_filename (folder, "new", NULL);
  double times[ROUNDS], git[ROUNDS], python[3];
  guint moved = 0;

  for (guint i = 0; i < CLAUSES; i++)
    g_ptr_array_add (clauses, make_clause (rand));
  g_autofree char *before = join (clauses);
  change (rand, clauses);
  g_autofree char *after = join (clauses);
  if (!g_file_set_contents (old_path, before, -1, NULL) || !g_file_set_contents (new_path, after, -1, NULL))
    return 1;

  const char *const diff[] = { "git", "diff",   "--no-index", "--no-color", "--word-diff", "--word-diff-regex=.",
                               "--",  old_path, new_path,     NULL };
  const char *const difflib[] = { "python3", "-c", script, old_path, new_path, NULL };
  for (guint i = 0; i < ROUNDS; i++)
    {
      times[i] = redline (before, after, &moved);
      git[i] = run (diff, NULL);
    }
  for (guint i = 0; i < G_N_ELEMENTS (python); i++)
    if (run (difflib, &python[i]) < 0)
      python[i] = -1;
  double own = bench_quantile (times, ROUNDS, 0.5), by_git = bench_quantile (git, ROUNDS, 0.5),
         by_python = bench_quantile (python, G_N_ELEMENTS (python), 0.5);
  bench_print ("redline characters", (double) g_utf8_strlen (before, -1), "");
  bench_print ("redline moved", moved, "");
  bench_print ("redline", own, "ms");
  if (by_git > 0)
    bench_print ("redline / git", own / by_git, "x");
  if (by_python > 0)
    bench_print ("redline / difflib", own / by_python, "x");
  g_unlink (old_path);
  g_unlink (new_path);
  g_rmdir (folder);
  return 0;
}
