/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/bylaw-act.h"
#include "core/bylaw-redline.h"

#define ROUNDS 200

static const char *const words[] = {
  "红白喜事", "互相帮忙", "礼金",     "不超过", "一百元",   "垃圾", "分类投放", "房前屋后", "自己打扫",   "不往水渠里",
  "倒污水",   "邻里纠纷", "先由组长", "调解",   "孝敬老人", "，",   "。",       "爱护路灯", "不乱砍树木", "秸秆不焚烧",
};

static XyBylawClause *
make_clause (gint64 level, const char *text)
{
  XyBylawClause *clause = xy_record_new (&xy_bylaw_clause_type);

  clause->level = level;
  xy_set_str (&clause->text, text);
  return clause;
}

static XyBylawClause *
random_clause (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  int n = g_test_rand_int_range (2, 30);

  for (int i = 0; i < n; i++)
    g_string_append (text, words[g_test_rand_int_range (0, G_N_ELEMENTS (words))]);
  return make_clause (g_test_rand_int_range (0, 3), text->str);
}

static GPtrArray *
random_bylaw (void)
{
  GPtrArray *clauses = g_ptr_array_new_with_free_func (g_object_unref);
  int n = g_test_rand_int_range (0, 25);

  for (int i = 0; i < n; i++)
    g_ptr_array_add (clauses, random_clause ());
  return clauses;
}

/* CLAUSES as somebody changes them: taken out, put in, moved, other words, another rank. */
static GPtrArray *
change (GPtrArray *clauses)
{
  GPtrArray *changed = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < clauses->len; i++)
    {
      const XyBylawClause *was = clauses->pdata[i];
      int what = g_test_rand_int_range (0, 10);
      if (what == 0)
        continue;
      if (what == 1)
        g_ptr_array_add (changed, random_clause ());
      g_autofree char *more = g_strconcat (was->text, words[g_test_rand_int_range (0, G_N_ELEMENTS (words))], NULL);
      XyBylawClause *clause =
          make_clause (what == 2 ? g_test_rand_int_range (0, 3) : was->level, what == 3 ? more : was->text);
      if (what == 4 && changed->len > 0)
        g_ptr_array_insert (changed, g_test_rand_int_range (0, (int) changed->len), clause);
      else
        g_ptr_array_add (changed, clause);
    }
  return changed;
}

/* The clauses that REDLINE says one version had are those of CLAUSES, with their numbers and ranks. */
static void
assert_version (const XyBylawRedline *redline, const char *preamble, GPtrArray *clauses, gboolean old)
{
  XyDiffKind mine = old ? XY_DIFF_DELETED : XY_DIFF_INSERTED;
  XyDiffKind moved = old ? XY_DIFF_MOVED_FROM : XY_DIFF_MOVED_TO;
  g_auto (GStrv) marks = xy_bylaw_clauses_marks (clauses), names = xy_bylaw_clauses_names (clauses);
  guint n = 0, n_before = 0;

  for (guint i = 0; i < redline->lines->len; i++)
    {
      const XyBylawRedlineLine *line = redline->lines->pdata[i];
      g_autoptr (GString) text = g_string_new (NULL);
      if (line->kind != XY_DIFF_SAME && line->kind != mine && line->kind != moved)
        continue;
      for (guint k = 0; k < line->runs->len; k++)
        {
          const XyDiffRun *run = line->runs->pdata[k];
          if (run->kind == XY_DIFF_SAME || run->kind == mine || run->kind == moved)
            g_string_append (text, run->text);
        }
      if (line->mark[0] == '\0')
        {
          g_assert_cmpstr (text->str, ==, preamble);
          g_assert_cmpuint (i, ==, 0);
          n_before++;
          continue;
        }
      g_assert_cmpuint (n, <, clauses->len);
      const XyBylawClause *clause = clauses->pdata[n];
      g_assert_cmpstr (text->str, ==, clause->text);
      if (old && line->kind == XY_DIFF_SAME)
        g_assert_cmpstr (line->other, ==, names[n]);
      else
        g_assert_cmpstr (line->mark, ==, marks[n]);
      if (!old || line->kind != XY_DIFF_SAME)
        g_assert_cmpint (line->level, ==, clause->level);
      n++;
    }
  g_assert_cmpuint (n, ==, clauses->len);
  g_assert_cmpuint (n_before, ==, preamble != NULL);
}

static void
test_round_trip (void)
{
  static const char *const preambles[] = { NULL, "为了大家好，订立本规约。", "为了大家都好，结合实际，订立本规约。" };

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (GPtrArray) olds = random_bylaw ();
      g_autoptr (GPtrArray) news = g_test_rand_int_range (0, 8) == 0 ? random_bylaw () : change (olds);
      const char *before = preambles[g_test_rand_int_range (0, G_N_ELEMENTS (preambles))];
      const char *after = preambles[g_test_rand_int_range (0, G_N_ELEMENTS (preambles))];
      g_autoptr (XyBylawRedline) redline = xy_bylaw_redline (before, olds, after, news);
      guint moved = 0;

      assert_version (redline, before, olds, TRUE);
      assert_version (redline, after, news, FALSE);
      g_assert_cmpuint (redline->n_same + redline->n_changed + redline->n_deleted + redline->n_moved, ==,
                        olds->len + (before != NULL));
      g_assert_cmpuint (redline->n_same + redline->n_changed + redline->n_inserted + redline->n_moved, ==,
                        news->len + (after != NULL));
      for (guint i = 0; i < redline->lines->len; i++)
        moved += ((const XyBylawRedlineLine *) redline->lines->pdata[i])->kind == XY_DIFF_MOVED_FROM;
      g_assert_cmpuint (moved, ==, redline->n_moved);
    }
}

/* A bylaw beside itself has nothing to show; beside nothing all is new, or gone. */
static void
test_ends (void)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new (), clauses = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (clauses, make_clause (0, "爱护环境"));
  g_ptr_array_add (clauses, make_clause (1, "垃圾分类投放。"));
  g_ptr_array_add (clauses, make_clause (2, "有害垃圾另放。"));
  g_autoptr (XyBylawRedline) same = xy_bylaw_redline (NULL, clauses, NULL, clauses),
                             fresh = xy_bylaw_redline (NULL, none, NULL, clauses);
  g_autoptr (XyBylawRedline) gone = xy_bylaw_redline (NULL, clauses, NULL, none),
                             nothing = xy_bylaw_redline (NULL, none, NULL, none);

  g_assert_cmpuint (same->n_same, ==, 3);
  g_assert_cmpuint (same->lines->len, ==, 3);
  g_assert_cmpuint (fresh->n_inserted, ==, 3);
  g_assert_cmpuint (gone->n_deleted, ==, 3);
  g_assert_cmpuint (nothing->lines->len, ==, 0);
  const XyBylawRedlineLine *item = gone->lines->pdata[2];
  g_assert_cmpstr (item->mark, ==, "（一）");
  g_assert_null (item->other);
}

/* The same words under another rank are a change, for they are read as something else. */
static void
test_rank (void)
{
  g_autoptr (GPtrArray) olds = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) news = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (olds, make_clause (1, "垃圾分类投放。"));
  g_ptr_array_add (olds, make_clause (1, "有害垃圾另放。"));
  g_ptr_array_add (news, make_clause (1, "垃圾分类投放。"));
  g_ptr_array_add (news, make_clause (2, "有害垃圾另放。"));
  g_autoptr (XyBylawRedline) redline = xy_bylaw_redline (NULL, olds, NULL, news);
  g_assert_cmpuint (redline->n_same, ==, 1);
  g_assert_cmpuint (redline->n_changed, ==, 1);
  const XyBylawRedlineLine *line = redline->lines->pdata[1];
  g_assert_cmpstr (line->mark, ==, "（一）");
  g_assert_cmpstr (line->other, ==, "第二条");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bylaw-redline/round-trip", test_round_trip);
  g_test_add_func ("/bylaw-redline/ends", test_ends);
  g_test_add_func ("/bylaw-redline/rank", test_rank);
  return g_test_run ();
}
