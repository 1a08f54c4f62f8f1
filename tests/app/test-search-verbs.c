/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whoever types the words of a verb, some of them, or what else it is called, is shown that verb. */
#include <glib/gi18n-lib.h>
#include <gtk/gtk.h>

#include "app/search-verbs.h"

static const XyPageVerb some[] = {
  { "打印红榜", "光荣榜 红黑榜", "rounds", NULL },
  { "打印公示榜", NULL, NULL, "points.print" },
  { "登记积分", "记分", NULL, "points.record" },
  { NULL },
};

static const XyPageEntry entry = { .name = "some", .title = "some", .verbs = some };

static const char *
best (XySearchVerbs *verbs, const char *text)
{
  g_autoptr (GArray) hits = xy_search_verbs_find (verbs, text, 6);

  return hits->len > 0 ? g_array_index (hits, XyVerbHit, 0).verb->label : NULL;
}

static void
test_words (void)
{
  XySearchVerbs *verbs = xy_search_verbs_new ();

  xy_search_verbs_add (verbs, &entry);
  g_assert_cmpstr (best (verbs, "打印红榜"), ==, some[0].label);
  g_assert_cmpstr (best (verbs, "打印 红榜"), ==, some[0].label);
  g_assert_cmpstr (best (verbs, "光荣"), ==, some[0].label);
  g_assert_cmpstr (best (verbs, "公示榜"), ==, some[1].label);
  g_assert_cmpstr (best (verbs, "dyhb"), ==, some[0].label);
  g_assert_cmpstr (best (verbs, "dayingongshi"), ==, some[1].label);
  g_assert_cmpstr (best (verbs, "记分"), ==, some[2].label);
  /* Inside a word letters are somebody's initials. */
  g_assert_null (best (verbs, "hb"));
  g_assert_null (best (verbs, "d"));
  g_assert_null (best (verbs, "仇玉兰"));
  g_assert_null (best (verbs, " "));
  g_autoptr (GArray) hits = xy_search_verbs_find (verbs, "打印", 1);
  g_assert_cmpuint (hits->len, ==, 1);
  xy_search_verbs_free (verbs);
}

/* Each is found first, or beside its likes, by the words on its button. */
static void
test_pages (void)
{
  XySearchVerbs *verbs = xy_search_verbs_new ();
  guint n = 0;

  for (const XyPageEntry *const *page = xy_pages (); *page != NULL; page++)
    xy_search_verbs_add (verbs, *page);
  for (const XyPageEntry *const *page = xy_pages (); *page != NULL; page++)
    for (const XyPageVerb *verb = (*page)->verbs; verb != NULL && verb->label != NULL; verb++, n++)
      {
        g_autoptr (GArray) hits = xy_search_verbs_find (verbs, _ (verb->label), 3);
        gboolean found = FALSE;
        for (guint i = 0; i < hits->len; i++)
          found = found || g_array_index (hits, XyVerbHit, i).verb == verb;
        if (!found)
          g_error ("“%s” is not found by its words", verb->label);
      }
  g_assert_cmpuint (n, >, 20);
  xy_search_verbs_free (verbs);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  g_test_add_func ("/search-verbs/words", test_words);
  g_test_add_func ("/search-verbs/pages", test_pages);
  return g_test_run ();
}
