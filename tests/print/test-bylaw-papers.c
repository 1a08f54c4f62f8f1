/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What only the papers of bylaws promise; the rest is test-papers. */
#include <locale.h>
#include <math.h>
#include <string.h>

#include "core/bylaw-act.h"
#include "core/bylaw-template.h"
#include "core/day.h"
#include "core/error.h"
#include "paper-look.h"
#include "papers-world.h"
#include "print/bylaw-paper.h"
#include "print/official.h"
#include "print/paper-sheets.h"

#define LEFT (28 * XY_MM)
#define TOP (37 * XY_MM)
#define RIGHT (184 * XY_MM)
#define BOTTOM (262 * XY_MM)
#define LONG_CHARACTERS 3000

static World world;

static const char *const names[] = { "bylaw",         "bylaw-board",  "bylaw-draft",
                                     "bylaw-leaflet", "bylaw-filing", "bylaw-redline" };

/* Of the sample: its general bylaw's versions, or the one on customs. */
static XyId
find_version (const char *name, gint64 number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XyBylaw) bylaw = xy_bylaw_find (world.store, name, &error);
  g_autoptr (XyBylawVersion) version =
      bylaw != NULL ? xy_bylaw_version_of (world.store, &bylaw->record.id, number, &error) : NULL;

  g_assert_no_error (error);
  return version->record.id;
}

static XyPaper *
make_at (const char *name, const XyId *version, XyPageSize size, guint turned_parts, GError **error)
{
  const XyPaperKind *kind = xy_paper_kind_find (name);
  XyPaperAsk ask = { .record = *version,
                     .size = size,
                     .parts = xy_paper_kind_get_parts (kind) ^ turned_parts,
                     .number = "ZZ-2026-0001",
                     .printed_at = WORLD_NOW };

  return kind->make (world.store, &ask, error);
}

static XyPaper *
make (const char *name, const XyId *version, guint turned_parts)
{
  g_autoptr (GError) error = NULL;
  XyPaper *paper = make_at (name, version, XY_PAGE_A4, turned_parts, &error);

  g_assert_no_error (error);
  return paper;
}

/* All words without what separates them, and without page numbers. */
static char *
read_paper (const char *name, const XyId *version, guint turned_parts)
{
  g_autoptr (XyPaper) paper = make (name, version, turned_parts);
  g_autoptr (Look) look = look_at (paper);
  GString *text = g_string_new (NULL);

  for (guint p = 0; p < look->pages->len; p++)
    for (guint l = 0; l < look_get_page (look, p)->lines->len; l++)
      {
        const LookLine *line = look_get_page (look, p)->lines->pdata[l];
        if (!g_str_has_prefix (line->text, "—"))
          g_string_append (text, line->text);
      }
  return g_string_free (text, FALSE);
}

static void
assert_refused (const char *name, const XyId *version, XyError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XyPaper) paper = make_at (name, version, XY_PAGE_A4, 0, &error);

  g_assert_null (paper);
  g_assert_error (error, XY_ERROR, (int) code);
}

static void
change (const XyId *version, const char *assignment)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_printf (sql, "UPDATE bylaw_version SET %s WHERE id = x'", assignment);
  for (guint i = 0; i < G_N_ELEMENTS (version->b); i++)
    g_string_append_printf (sql, "%02x", version->b[i]);
  g_string_append_c (sql, '\'');
  world_change (&world, sql->str);
}

/* Title, by whom and when, clauses on the grid, the committee at the end; a draft is marked and not signed. */
static void
test_official (void)
{
  XyId passed = find_version ("石板溪村村规民约", 1), draft = find_version ("石板溪村村规民约", 2);
  g_autoptr (XyPaper) paper = make ("bylaw", &passed, 0);
  g_autoptr (Look) look = look_at (paper);
  const LookPage *first = look_get_page (look, 0);
  const LookLine *title = first->lines->pdata[0], *under = first->lines->pdata[1];

  g_assert_cmpstr (title->text, ==, "石板溪村村规民约");
  g_assert_cmpfloat_with_epsilon ((title->left + title->right) / 2, (LEFT + RIGHT) / 2, 2);
  g_assert_cmpstr (under->text, ==, "（2025年12月26日村民会议表决通过）");
  /* Its brackets are half blank. */
  g_assert_cmpfloat_with_epsilon ((under->left + under->right) / 2, (LEFT + RIGHT) / 2, 5);
  for (guint p = 0; p < look->pages->len; p++)
    for (guint i = 0; i < look_get_page (look, p)->words->len; i++)
      {
        const FixtureWord *word = look_get_page (look, p)->words->pdata[i];
        double line = ((word->top + word->bottom) / 2 - TOP) / XY_OFFICIAL_LINE - 0.5;
        if (word->top > BOTTOM)
          continue;
        g_assert_cmpfloat (fabs (line - round (line)) * XY_OFFICIAL_LINE, <, XY_MM);
        g_assert_cmpfloat (word->left, >, LEFT - XY_MM);
      }
  g_autofree char *text = read_paper ("bylaw", &passed, 0), *other = read_paper ("bylaw", &draft, 0);
  g_assert_nonnull (strstr (text, "一、爱国爱党第一条热爱祖国"));
  g_assert_nonnull (strstr (text, "（二）亲友随礼不超过一百元；"));
  g_assert_nonnull (strstr (text, "自公布之日起施行。石板溪村村民委员会2026年1月7日"));
  /* Its own clause says so already. */
  g_assert_null (strstr (text, "本规约自"));
  g_assert_nonnull (strstr (other, "（征求意见稿）"));
  g_assert_null (strstr (other, "村民委员会2026年"));
  g_autoptr (XyPaper) marked = make ("bylaw", &draft, 0);
  g_autoptr (Look) looked = look_at (marked);
  g_assert_nonnull (strstr (look_get_page (looked, 0)->foot, "草稿"));
  g_assert_null (strstr (first->foot, "草稿"));
  /* Without such a clause the paper says it. */
  world_change (&world, "UPDATE bylaw_clause SET text = replace (text, '，自公布之日起施行', '')");
  g_autofree char *forced = read_paper ("bylaw", &passed, 0);
  g_assert_nonnull (strstr (forced, "本规约自2026年1月7日起施行。"));
  world_change (&world,
                "UPDATE bylaw_clause SET text = replace (text, '人民政府备案。', '人民政府备案，自公布之日起施行。')");
}

/* Ten lines, each on one of its own, the title at least 48 points, on every sheet; a tenth more is refused. */
static void
test_board (void)
{
  static const XyPageSize sizes[] = { XY_PAGE_A3, XY_PAGE_8K, XY_PAGE_600X900, XY_PAGE_900X1200, XY_PAGE_1200X2400 };
  XyId version = find_version ("石板溪村村规民约", 1), other = find_version ("移风易俗", 0);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (XyPaper) paper = make_at ("bylaw-board", &version, sizes[i], 0, &error);
      g_assert_no_error (error);
      g_autoptr (Look) look = look_at (paper);
      const LookPage *page = look_get_page (look, 0);
      const LookLine *title = page->lines->pdata[0];
      guint n = 0;
      g_assert_cmpuint (look->pages->len, ==, 1);
      for (guint l = 0; l < page->lines->len; l++)
        {
          const char *text = ((LookLine *) page->lines->pdata[l])->text;
          n += g_utf8_strlen (text, -1) == 9 && strstr (text, "，") != NULL;
        }
      g_assert_cmpuint (n, ==, 10);
      g_assert_cmpstr (title->text, ==, "石板溪村村规民约");
      g_assert_cmpfloat (title->bottom - title->top, >=, 48);
      g_autoptr (XyPaper) tiled = xy_paper_tile (paper);
      g_assert_cmpuint (xy_paper_get_n_pages (tiled), >=, sizes[i] == XY_PAGE_8K || sizes[i] == XY_PAGE_A3 ? 2 : 12);
    }
  change (&other, "board = '一\n二\n三\n四\n五\n六\n七\n八\n九\n十\n十一'");
  assert_refused ("bylaw-board", &other, XY_ERROR_CONFLICT);
  change (&other, "board = NULL");
  assert_refused ("bylaw-board", &other, XY_ERROR_NOT_FOUND);
}

/* The day, or a place for it; the slip, below the text or on a page of its own. */
static void
test_draft (void)
{
  XyId version = find_version ("石板溪村村规民约", 2);
  g_autofree char *text = read_paper ("bylaw-draft", &version, 0), *bare = read_paper ("bylaw-draft", &version, 1 << 0);
  g_autofree char *open = read_paper ("bylaw-draft", &version, 1 << 1);

  g_assert_nonnull (strstr (text, "（征求意见稿）"));
  g_assert_cmpuint (fixture_count (text, "2026年12月7日前"), ==, 2);
  const char *slip = strstr (text, "《石板溪村村规民约》意见单");
  g_assert_nonnull (slip);
  g_assert_nonnull (strstr (slip, "第几条"));
  g_assert_nonnull (strstr (slip, "户主："));
  g_assert_nonnull (strstr (slip, "姓名（可以不写）："));
  g_assert_null (strstr (bare, "意见单》"));
  g_assert_null (strstr (bare, "第几条"));
  g_assert_null (strstr (open, "2026年12月7日"));
}

/* What was said goes to nobody's house with the name of who said it; nor do the stories. */
static void
test_private (void)
{
  g_autoptr (GPtrArray) said =
      xy_record_list (world.store, &xy_bylaw_opinion_type, "WHERE t.who IS NOT NULL", XY_BIND_NONE, NULL);
  g_autoptr (GPtrArray) told =
      xy_record_list (world.store, &xy_bylaw_clause_type, "WHERE t.story IS NOT NULL", XY_BIND_NONE, NULL);
  XyId versions[] = { find_version ("石板溪村村规民约", 1), find_version ("石板溪村村规民约", 2) };

  g_assert_cmpuint (said->len, >=, 4);
  g_assert_cmpuint (told->len, >=, 4);
  for (guint v = 0; v < G_N_ELEMENTS (versions); v++)
    for (guint i = 0; i < G_N_ELEMENTS (names); i++)
      {
        if (g_str_equal (names[i], v == 0 ? "bylaw-redline" : "bylaw-filing"))
          continue;
        g_autofree char *text = read_paper (names[i], &versions[v], 0);
        for (guint n = 0; n < said->len; n++)
          g_assert_null (strstr (text, ((XyBylawOpinion *) said->pdata[n])->who));
        for (guint n = 0; n < told->len; n++)
          g_assert_null (strstr (text, ((XyBylawClause *) told->pdata[n])->story));
      }
}

/* The annexes, the figures of the vote, no number of days; only what was passed is filed. */
static void
test_filing (void)
{
  XyId version = find_version ("石板溪村村规民约", 1), draft = find_version ("石板溪村村规民约", 2);
  g_autofree char *text = read_paper ("bylaw-filing", &version, 0);

  g_assert_nonnull (strstr (text, "云岭镇人民政府："));
  g_assert_nonnull (strstr (text, "附件：1.《石板溪村村规民约》2.村民会议记录、签到表和表决结果3."));
  g_assert_nonnull (strstr (text, "12月26日召开村民会议，应到"));
  g_assert_null (strstr (text, "十日"));
  g_assert_null (strstr (text, "10日内"));
  assert_refused ("bylaw-filing", &draft, XY_ERROR_CONFLICT);
  assert_refused ("bylaw-redline", &version, XY_ERROR_NOT_FOUND);
}

/* --- a long one, of which the second version is another in many places --- */

static XyId long_versions[2];
static GPtrArray *long_texts[2];

static gboolean
save_clauses (XyTxn *txn, guint v, GError **error)
{
  for (guint i = 0; i < long_texts[v]->len; i++)
    {
      g_autoptr (XyBylawClause) clause = xy_record_new (&xy_bylaw_clause_type);
      clause->version = long_versions[v];
      clause->sort = i + 1;
      clause->level = g_utf8_strlen (long_texts[v]->pdata[i], -1) > 6;
      xy_set_str (&clause->text, long_texts[v]->pdata[i]);
      if (!xy_record_save (txn, clause, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_long (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyBylaw) bylaw = xy_record_new (&xy_bylaw_type);

  xy_set_str (&bylaw->name, "长约");
  xy_set_str (&bylaw->kind, "single");
  if (!xy_record_save (txn, bylaw, error))
    return FALSE;
  for (guint v = 0; v < 2; v++)
    {
      g_autoptr (XyBylawVersion) version = xy_record_new (&xy_bylaw_version_type);
      version->bylaw = bylaw->record.id;
      xy_set_str (&version->since, "2026-11-01");
      xy_set_str (&version->recorder, "曾小平");
      if (!xy_record_save (txn, version, error))
        return FALSE;
      long_versions[v] = version->record.id;
      if (!save_clauses (txn, v, error))
        return FALSE;
    }
  return TRUE;
}

static void
move (GPtrArray *texts, guint from, guint to)
{
  gpointer text = g_ptr_array_steal_index (texts, from);

  g_ptr_array_insert (texts, (gint) to, text);
}

static void
reword (GPtrArray *texts, guint at, const char *find, const char *replace)
{
  g_autoptr (GString) text = g_string_new (texts->pdata[at]);

  if (g_string_replace (text, find, replace, 1) == 0)
    g_string_append (text, replace);
  g_free (texts->pdata[at]);
  texts->pdata[at] = g_strdup (text->str);
}

/* The clauses of all texts to begin with, until there are so many characters. */
static void
invent_long (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) templates = xy_bylaw_template_list (world.store, NULL, &error);
  glong n = 0;
  XyActor actor = { .user = xy_id_new (&world.fixed.env), .name = "曾小平", .permissions = ~0u };

  g_assert_no_error (error);
  for (guint v = 0; v < 2; v++)
    long_texts[v] = g_ptr_array_new_with_free_func (g_free);
  for (guint t = 0; n < LONG_CHARACTERS; t++)
    {
      const XyBylawTemplate *template = templates->pdata[t % templates->len];
      g_autoptr (XyBylawText) text = xy_bylaw_text_parse (template->text);
      g_autofree char *preamble = NULL;
      g_autoptr (GArray) typed = xy_bylaw_typed_from (text, &preamble);
      for (guint i = 0; i < typed->len && n < LONG_CHARACTERS; i++)
        {
          const char *words = g_array_index (typed, XyBylawTyped, i).text;
          g_ptr_array_add (long_texts[0], g_strdup (words));
          n += g_utf8_strlen (words, -1);
        }
    }
  for (guint i = 0; i < long_texts[0]->len; i++)
    g_ptr_array_add (long_texts[1], g_strdup (long_texts[0]->pdata[i]));
  g_assert_cmpuint (long_texts[0]->len, >, 60);
  move (long_texts[1], 6, 25);
  move (long_texts[1], 50, 12);
  g_ptr_array_remove_index (long_texts[1], 33);
  g_ptr_array_insert (long_texts[1], 40, g_strdup ("夜里十点以后，广场舞、麻将声音放低，不吵邻居。"));
  for (guint i = 3; i < long_texts[1]->len; i += 8)
    reword (long_texts[1], i, "，", "，大家商量着");
  reword (long_texts[1], 12, "。", "，过后告诉组长。");
  xy_store_act (world.store, &actor, "", write_long, NULL, &error);
  g_assert_no_error (error);
}

/* Takes out of LINE what stands in 〔AWAY…〕, and the brackets about the rest. */
static char *
plain (const char *line, const char *const *away, const char *const *open)
{
  g_autoptr (GString) text = g_string_new (line);

  for (guint i = 0; away[i] != NULL; i++)
    for (const char *at; (at = strstr (text->str, away[i])) != NULL;)
      {
        const char *end = strstr (at, "〕");
        g_assert_nonnull (end);
        g_string_erase (text, at - text->str, end + strlen ("〕") - at);
      }
  for (guint i = 0; open[i] != NULL; i++)
    g_string_replace (text, open[i], "", 0);
  g_string_replace (text, "〕", "", 0);
  return g_strdup (text->str);
}

/* Either version can be read out of it, whole and in its order. */
static void
test_redline (void)
{
  static const char *const olds[] = { "〔删：", "〔移走：", NULL }, *const news[] = { "〔增：", "〔移来：", NULL };
  static const char *const no_olds[] = { "〔删：", "〔移走：", "〔移到", "〔由原", NULL };
  static const char *const no_news[] = { "〔增：", "〔移来：", "〔移到", "〔由原", NULL };
  g_autoptr (XyPaper) paper = make ("bylaw-redline", &long_versions[1], 0);
  g_autofree char *text = xy_paper_get_text (paper);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint at[2] = { 0, 0 }, n_moved = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *old = plain (lines[i], no_news, olds), *new = plain (lines[i], no_olds, news);
      n_moved += strstr (lines[i], "〔移到") != NULL;
      if (at[0] < long_texts[0]->len && g_str_has_suffix (old, long_texts[0]->pdata[at[0]]))
        at[0]++;
      if (at[1] < long_texts[1]->len && g_str_has_suffix (new, long_texts[1]->pdata[at[1]]))
        at[1]++;
    }
  g_assert_cmpuint (at[0], ==, long_texts[0]->len);
  g_assert_cmpuint (at[1], ==, long_texts[1]->len);
  g_assert_cmpuint (n_moved, ==, 2);
  g_assert_nonnull (strstr (text, "移动2处"));
  g_assert_nonnull (strstr (text, "删去1处"));
  g_assert_nonnull (strstr (text, "增加1处"));
}

/* Whether there is ink in each column of the page from LEFT to RIGHT, within a point of HEIGHT. */
static gboolean
has_rule (cairo_surface_t *image, double scale, double left, double right, double height)
{
  for (int x = (int) ceil (left * scale) + 1; x < (int) (right * scale) - 1; x++)
    {
      int ink = 0;
      for (int y = (int) ((height - 1) * scale); y <= (int) ((height + 1) * scale); y++)
        ink = MAX (ink, fixture_get_ink (image, x, y));
      if (ink < 100)
        return FALSE;
    }
  return TRUE;
}

/* What its legend says: one is struck through in the middle, one has a rule below it, and other words neither. */
static void
test_rules (void)
{
  static const struct
  {
    const char *words;
    gboolean through, below;
  } cases[] = { { "划去的字", TRUE, FALSE }, { "下面画线的字", FALSE, TRUE }, { "增加", FALSE, FALSE } };
  const double scale = 4;
  g_autoptr (XyPaper) paper = make ("bylaw-redline", &long_versions[1], 0);
  g_autoptr (Look) look = look_at (paper);
  const GPtrArray *words = look_get_page (look, 0)->words;
  cairo_surface_t *image = fixture_draw_page (paper, 0, 72 * scale, XY_PAPER_TARGET_PRINT);

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      const FixtureWord *word = NULL;
      const char *found = NULL;
      for (guint i = 0; i < words->len && found == NULL; i++)
        {
          word = words->pdata[i];
          found = strstr (word->text, cases[c].words);
        }
      g_assert_nonnull (found);
      /* Its signs are all as wide as they are high. */
      double size = (word->right - word->left) / (double) g_utf8_strlen (word->text, -1);
      double left = word->left + size * (double) g_utf8_strlen (word->text, found - word->text);
      double right = left + size * (double) g_utf8_strlen (cases[c].words, -1);
      double middle = (word->top + word->bottom) / 2;
      gboolean through = FALSE, below = FALSE;
      for (double off = -2; off <= 2; off += 0.5)
        {
          through = through || has_rule (image, scale, left + 2, right - 2, middle + off);
          below = below || has_rule (image, scale, left + 2, right - 2, middle + size * 0.64 + off);
        }
      g_assert_cmpint (through, ==, cases[c].through);
      g_assert_cmpint (below, ==, cases[c].below);
    }
  cairo_surface_destroy (image);
}

/* Sheets to be folded: four pages each, all clauses in their order, the last page beside the first. */
static void
test_leaflet (void)
{
  XyId version = find_version ("石板溪村村规民约", 1);
  const XyId *versions[] = { &version, &long_versions[0] };

  for (guint v = 0; v < G_N_ELEMENTS (versions); v++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (XyPaper) sheets = make ("bylaw-leaflet", versions[v], 0);
      g_autoptr (XyPaper) pages = make_at ("bylaw-leaflet", versions[v], XY_PAGE_A5, 0, &error);
      g_autoptr (GPtrArray) clauses = xy_bylaw_clauses (world.store, versions[v], &error);
      g_autofree char *text = xy_paper_get_text (pages);
      guint n = xy_paper_get_n_pages (pages);
      const char *at = text;

      g_assert_cmpuint (n % 4, ==, 0);
      g_assert_cmpuint (n, ==, v == 0 ? 4 : n);
      g_assert_cmpuint (xy_paper_get_n_pages (sheets), ==, n / 2);
      for (guint i = 0; i < clauses->len; i++)
        {
          at = strstr (at, ((XyBylawClause *) clauses->pdata[i])->text);
          g_assert_nonnull (at);
        }
      g_assert_nonnull (strstr (at, "有事找谁"));
      g_autoptr (Look) look = look_at (sheets);
      /* Folded, the cover is in front. */
      const LookPage *outer = look_get_page (look, 0);
      for (guint l = 0; l < outer->lines->len; l++)
        {
          const LookLine *line = outer->lines->pdata[l];
          if (strstr (line->text, "有事找谁") != NULL)
            g_assert_cmpfloat (line->right, <, outer->width / 2);
          if (g_str_has_prefix (line->text, "石板溪村村规民约"))
            g_assert_cmpfloat (line->left, >, outer->width / 2);
        }
      for (guint s = 0; s < n / 2; s++)
        {
          g_autofree char *one = g_strdup_printf ("第%u页", s + 1), *two = g_strdup_printf ("第%u页", n - s);
          g_assert_nonnull (strstr (look_get_page (look, s)->foot, one));
          g_assert_nonnull (strstr (look_get_page (look, s)->foot, two));
        }
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  world_open (&world, 40);
  invent_long ();
  g_test_add_func ("/bylaw-papers/official", test_official);
  g_test_add_func ("/bylaw-papers/draft", test_draft);
  g_test_add_func ("/bylaw-papers/private", test_private);
  g_test_add_func ("/bylaw-papers/filing", test_filing);
  g_test_add_func ("/bylaw-papers/redline", test_redline);
  g_test_add_func ("/bylaw-papers/rules", test_rules);
  g_test_add_func ("/bylaw-papers/leaflet", test_leaflet);
  g_test_add_func ("/bylaw-papers/board", test_board);
  int status = g_test_run ();
  for (guint v = 0; v < 2; v++)
    g_ptr_array_unref (long_texts[v]);
  world_close (&world);
  return status;
}
