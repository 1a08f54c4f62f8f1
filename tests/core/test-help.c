/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The help: its texts are whole, and what is looked for in it is found. */
#include <locale.h>

#include "core/help.h"

#include "core/i18n.h"

static void
print_mistakes (const GPtrArray *mistakes)
{
  for (guint i = 0; i < mistakes->len; i++)
    g_test_message ("%s", (const char *) mistakes->pdata[i]);
}

static void
test_whole (void)
{
  g_autoptr (GPtrArray) mistakes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (XyHelp) help = xy_help_new (mistakes);

  print_mistakes (mistakes);
  g_assert_cmpuint (mistakes->len, ==, 0);
  g_assert_cmpuint (xy_help_topics (help)->len, >=, 25);
}

static void
test_words (void)
{
  static const char *const explained[] = { "积分", "公示", "异议", "冲正", "销号" };
  g_autoptr (XyHelp) help = xy_help_new (NULL);
  const XyHelpTopic *words = xy_help_topic (help, "words");

  g_assert_nonnull (words);
  for (guint i = 0; i < G_N_ELEMENTS (explained); i++)
    {
      const XyHelpBlock *block = xy_help_word (words, explained[i]);
      g_assert_nonnull (block);
      g_assert_cmpuint (g_utf8_strlen (block->text, -1), >, 20);
    }
  g_assert_null (xy_help_word (words, "罚款"));
}

#define TEXT                                                                                                                             \
  "title: 登记积分\nplace: points rank\nplace: points\nwindow: Record points\nwords: 记分 打分\n\n"                              \
  "谁做了什么。\n== 怎么登记\n1. 点「登记…」，选户。\n- 可以几户。\n2. 见[冲正](words)和「登记」。\n" \
  "! 不能改。\n? 找不到\n查首字母。\n= 冲正 | 另记一笔。\n"

static void
test_parse (void)
{
  static const XyHelpKind kinds[] = { XY_HELP_PARAGRAPH, XY_HELP_HEADING,   XY_HELP_STEP,
                                      XY_HELP_ITEM,      XY_HELP_STEP,      XY_HELP_NOTE,
                                      XY_HELP_QUESTION,  XY_HELP_PARAGRAPH, XY_HELP_WORD };
  g_autoptr (GPtrArray) mistakes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (XyHelpTopic) topic = xy_help_topic_parse ("points", TEXT, mistakes);

  print_mistakes (mistakes);
  g_assert_cmpuint (mistakes->len, ==, 0);
  g_assert_cmpstr (topic->title, ==, "登记积分");
  g_assert_cmpuint (topic->places->len, ==, 2);
  g_assert_cmpstr (topic->places->pdata[0], ==, "points rank");
  g_assert_cmpstr (topic->windows->pdata[0], ==, "Record points");
  g_assert_cmpuint (topic->blocks->len, ==, G_N_ELEMENTS (kinds));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_assert_cmpint (((XyHelpBlock *) topic->blocks->pdata[i])->kind, ==, kinds[i]);

  const XyHelpBlock *step = topic->blocks->pdata[4];
  g_assert_cmpuint (step->number, ==, 2);
  g_assert_cmpstr (step->text, ==, "见冲正和“登记”。");
  g_assert_cmpuint (step->line, ==, 11);
  g_assert_cmpuint (step->runs->len, ==, 5);
  const XyHelpRun *link = step->runs->pdata[1], *name = step->runs->pdata[3];
  g_assert_cmpint (link->kind, ==, XY_HELP_LINK);
  g_assert_cmpstr (link->topic, ==, "words");
  g_assert_cmpint (name->kind, ==, XY_HELP_NAME);
  g_assert_cmpstr (name->text, ==, "登记");
  const XyHelpBlock *word = topic->blocks->pdata[8];
  g_assert_cmpstr (word->term, ==, "冲正");
  g_assert_cmpstr (word->text, ==, "另记一笔。");
}

/* Each with the line of its mistake. */
static void
test_mistakes (void)
{
  static const struct
  {
    const char *text;
    guint line;
    const char *words;
  } cases[] = {
    { "place: home\n\n写着。\n", 4, "no title" },
    { "title: 首页\n\n", 3, "says nothing" },
    { "title: 首页\ncolour: red\n\n写着。\n", 2, "no such line" },
    { "title: 首页\ntitle: 再来\n\n写着。\n", 2, "no such line" },
    { "title: 首页\n\n1. 先\n3. 后\n", 4, "after step 1" },
    { "title: 首页\n\n== 一\n== 二\n写着。\n", 4, "nothing under" },
    { "title: 首页\n\n写着。\n? 怎么办\n", 5, "nothing under" },
    { "title: 首页\n\n点「登记。\n", 3, "does not end" },
    { "title: 首页\n\n点登记」。\n", 3, "not begun" },
    { "title: 首页\n\n见[冲正]。\n", 3, "no link" },
    { "title: 首页\n\n见[](words)。\n", 3, "no link" },
    { "title: 首页\n\n= 冲正\n", 3, "needs its meaning" },
    { "title: 首页\n\n== \n写着。\n", 3, "nothing on this line" },
    { "title: 首页\n\n\xff\n写着。\n", 3, "UTF-8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) mistakes = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (XyHelpTopic) topic = xy_help_topic_parse ("home", cases[i].text, mistakes);
      g_autofree char *where = g_strdup_printf ("home.txt:%u: ", cases[i].line);

      print_mistakes (mistakes);
      g_assert_cmpuint (mistakes->len, >=, 1);
      g_assert_true (g_str_has_prefix (mistakes->pdata[0], where));
      g_assert_nonnull (strstr (mistakes->pdata[0], cases[i].words));
    }
}

static void
test_places (void)
{
  g_autoptr (XyHelp) help = xy_help_new (NULL);

  g_assert_cmpstr (xy_help_topic_of_page (help, "points", "waiting")->name, ==, "points-waiting");
  g_assert_cmpstr (xy_help_topic_of_page (help, "points", "no such tab")->name, ==, "points");
  g_assert_cmpstr (xy_help_topic_of_page (help, "points", NULL)->name, ==, "points");
  g_assert_null (xy_help_topic_of_page (help, "no such page", "waiting"));
}

static void
test_windows (void)
{
  g_autoptr (XyHelp) help = xy_help_new (NULL);
  g_autofree char *preview = g_strconcat (g_dgettext ("xiangyue", "Print preview: %s"), NULL);

  *strchr (preview, '%') = '\0';
  g_autofree char *title = g_strconcat (preview, "积分公示榜", NULL);
  g_assert_cmpstr (xy_help_topic_of_window (help, g_dgettext ("xiangyue", "Record points"))->name, ==, "points-record");
  g_assert_cmpstr (xy_help_topic_of_window (help, title)->name, ==, "printing");
  g_assert_null (xy_help_topic_of_window (help, "石板溪村"));
  g_assert_null (xy_help_topic_of_window (help, ""));
}

/* The topic that TEXT finds first, or NULL. */
static const char *
first (const XyHelp *help, const char *text, const char **word)
{
  static char excerpt[256];
  g_autoptr (GPtrArray) hits = xy_help_find (help, text);

  *word = NULL;
  if (hits->len == 0)
    return NULL;
  const XyHelpHit *hit = hits->pdata[0];
  g_strlcpy (excerpt, hit->excerpt != NULL ? hit->excerpt : "", sizeof excerpt);
  *word = hit->block != NULL ? hit->block->term : NULL;
  return hit->topic->name;
}

static void
test_find (void)
{
  static const struct
  {
    const char *text, *topic, *word;
  } cases[] = {
    { "冲正", "words", "冲正" },
    { "chongzheng", "words", "冲正" },
    { "cz", "words", "冲正" },
    { "记会", "minutes", NULL },
    { "导入花名册", "import", NULL },
    { "drhmc", "import", NULL },
    { "红榜", "words", "红榜" },
    { "一边开边记 没有", NULL, NULL },
    { "锄禾日当午", NULL, NULL },
    { "", NULL, NULL },
    { "  ", NULL, NULL },
    { "登记码", "sync", NULL },
  };
  g_autoptr (XyHelp) help = xy_help_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *word, *topic = first (help, cases[i].text, &word);
      g_test_message ("%s: %s %s", cases[i].text, topic, word);
      g_assert_cmpstr (topic, ==, cases[i].topic);
      g_assert_cmpstr (word, ==, cases[i].word);
    }
}

/* Whatever stands in a text is found, with an excerpt that has it; and each topic once. */
static void
test_find_all (void)
{
  g_autoptr (XyHelp) help = xy_help_new (NULL);
  g_autoptr (GPtrArray) hits = xy_help_find (help, "U 盘");
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  g_assert_cmpuint (hits->len, >, 2);
  for (guint i = 0; i < hits->len; i++)
    {
      const XyHelpHit *hit = hits->pdata[i];
      g_assert_true (g_hash_table_add (seen, (gpointer) hit->topic));
      g_assert_true (i == 0 || hit->rank >= ((XyHelpHit *) hits->pdata[i - 1])->rank);
      g_assert_true (hit->excerpt == NULL || g_utf8_validate (hit->excerpt, -1, NULL));
      g_assert_true (hit->excerpt == NULL || strstr (hit->excerpt, "U") != NULL);
    }
  for (guint i = 0; i < xy_help_topics (help)->len; i++)
    {
      const XyHelpTopic *topic = xy_help_topics (help)->pdata[i];
      g_autoptr (GPtrArray) own = xy_help_find (help, topic->title);
      /* A word that is explained stands before the topic of that name. */
      g_assert_cmpuint (own->len, >=, 1);
      g_assert_true (((XyHelpHit *) own->pdata[0])->topic == topic || ((XyHelpHit *) own->pdata[1])->topic == topic);
    }
}

int
main (int argc, char **argv)
{
  xy_i18n_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/help/whole", test_whole);
  g_test_add_func ("/help/words", test_words);
  g_test_add_func ("/help/parse", test_parse);
  g_test_add_func ("/help/mistakes", test_mistakes);
  g_test_add_func ("/help/places", test_places);
  g_test_add_func ("/help/windows", test_windows);
  g_test_add_func ("/help/find", test_find);
  g_test_add_func ("/help/find/all", test_find_all);
  return g_test_run ();
}
