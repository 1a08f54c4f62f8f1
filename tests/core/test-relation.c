/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/relation.h"

static void
test_clean (void)
{
  static const char *const pairs[][2] = {
    { "本人", "户主" },     { " 妻 子 ", "妻" },  { "老婆", "妻" },       { "配偶", "配偶" },   { "二儿子", "次子" },
    { "之子", "子" },       { "户主之妻", "妻" }, { "媳妇", "儿媳" },     { "外孙", "外孙子" }, { "爷爷", "祖父" },
    { "其他", "其他亲属" }, { "长媳", "长媳" },   { "干儿子", "干儿子" }, { "之", "之" },       { "哥", "兄" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *clean = xy_relation_clean (pairs[i][0]);
      g_autofree char *again = xy_relation_clean (clean);
      g_assert_cmpstr (clean, ==, pairs[i][1]);
      g_assert_cmpstr (again, ==, clean);
    }
  g_assert_null (xy_relation_clean ("  "));
  g_assert_null (xy_relation_clean (NULL));
  g_assert_true (xy_relation_is_head ("户主"));
  g_assert_false (xy_relation_is_head (NULL));
  g_assert_cmpstr (xy_relation_sex ("儿媳"), ==, "女");
  g_assert_null (xy_relation_sex ("配偶"));
  for (const char *const *word = xy_relation_words (); *word != NULL; word++)
    g_assert_true (xy_relation_is_known (*word));
}

static void
test_rank (void)
{
  static const char *const order[] = { "户主", "妻", "长女", "儿媳", "孙子", "母亲", "祖父", "弟", "干儿子", "非亲属" };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    g_assert_cmpint (xy_relation_rank (order[i]), ==, i);
  g_assert_cmpint (xy_relation_rank (NULL), ==, 8);
}

/* "妻女1970" is a member: relation, sex, year of birth. One of each row becomes the head. */
typedef struct
{
  const char *members[8];
  guint head;
  const char *words[8];
} Case;

static const Case cases[] = {
  /* The father dies or steps back; the only son takes over. */
  { { "户主/男/1950", "妻/女/1952", "子/男/1975", "儿媳/女/1977", "孙子/男/2001", "母亲/女/1928" },
    2,
    { "父亲", "母亲", "户主", "配偶", "子", "祖母" } },
  /* Two sons: whose wife and whose child cannot be told. */
  { { "户主/男/1950", "长子/男/1975", "次子/男/1978", "儿媳/女/1977", "孙女/女/2001" },
    2,
    { "父亲", "兄", "户主", "其他亲属", "其他亲属" } },
  /* The widow takes over. */
  { { "户主/男/1950", "妻/女/1952", "长子/男/1975", "女/女/1979", "父亲/男/1925", "岳母/女/1930" },
    1,
    { "配偶", "户主", "长子", "女", "公公", "母亲" } },
  /* The old father takes over. */
  { { "户主/女/1975", "夫/男/1974", "子/男/2001", "父亲/男/1950", "母亲/女/1951", "弟/男/1978" },
    3,
    { "女", "女婿", "外孙子", "户主", "配偶", "子" } },
  /* A grandson, his parents at work elsewhere. */
  { { "户主/女/1950", "夫/男/1949", "孙子/男/2001", "孙女/女/2004" }, 2, { "祖母", "祖父", "户主", "妹妹" } },
  { { "户主/男/1950", "外孙女/女/2004" }, 1, { "外祖父", "户主" } },
  /* The daughter-in-law, a widow. */
  { { "户主/男/1950", "妻/女/1952", "儿媳/女/1977", "孙子/男/2001" }, 2, { "公公", "婆婆", "户主", "子" } },
  /* A brother. */
  { { "户主/男/1970", "妻/女/1971", "弟/男/1975", "母亲/女/1948", "子/男/1995", "妹妹/女/1980" },
    2,
    { "兄", "其他亲属", "户主", "母亲", "侄子", "妹妹" } },
  { { "户主/女/1970", "弟/男/1975", "子/男/1995", "非亲属/男/1960" }, 1, { "姐姐", "户主", "外甥", "非亲属" } },
  /* No sex, no birthday: nothing is invented. */
  { { "户主//", "子//", "配偶//", "弟//" }, 1, { "父母", "户主", "父母", "其他亲属" } },
};

static void
test_recast (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      XyKin kin[8] = { 0 };
      char **parts[8] = { NULL };
      guint n = 0;

      for (; n < 8 && cases[i].members[n] != NULL; n++)
        {
          parts[n] = g_strsplit (cases[i].members[n], "/", 3);
          kin[n].relation = parts[n][0];
          kin[n].sex = parts[n][1][0] != '\0' ? parts[n][1] : NULL;
          kin[n].birthday = parts[n][2][0] != '\0' ? parts[n][2] : NULL;
        }
      g_auto (GStrv) result = xy_relation_recast (kin, n, cases[i].head);
      for (guint m = 0; m < n; m++)
        {
          g_test_message ("case %u: %s", i, cases[i].members[m]);
          g_assert_cmpstr (result[m], ==, cases[i].words[m]);
          g_strfreev (parts[m]);
        }
    }
}

static void
test_join (void)
{
  XyKin father = { "户主", "男", "1950" }, son = { "长子", "男", "1975" };
  static const char *const pairs[][3] = {
    { "户主", "男", "长子" }, { "妻", "女", "儿媳" },     { "子", "男", "孙子" },
    { "女", "女", "孙女" },   { "儿媳", "女", "孙媳妇" }, { "非亲属", "男", "非亲属" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      XyKin member = { pairs[i][0], pairs[i][1], NULL };
      g_autofree char *word = xy_relation_join (&father, &son, &member);
      g_assert_cmpstr (word, ==, pairs[i][2]);
    }
  XyKin parent = { "父亲", "男", "1925" }, wife = { "妻", "女", "1927" }, other = { "女", "女", "1960" };
  g_autofree char *mother = xy_relation_join (&father, &parent, &wife);
  g_autofree char *sister = xy_relation_join (&father, &parent, &other);
  g_assert_cmpstr (mother, ==, "母亲");
  g_assert_cmpstr (sister, ==, "妹妹");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/relation/clean", test_clean);
  g_test_add_func ("/relation/rank", test_rank);
  g_test_add_func ("/relation/recast", test_recast);
  g_test_add_func ("/relation/join", test_join);
  return g_test_run ();
}
