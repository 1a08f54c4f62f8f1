/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What seldom happens in a village, but does: each is drawn right or said in words. */
#include "fixture.h"

#include <string.h>

#include "print/papers.h"

static XyPaper *
make_board (const XyPointsBoard *board, XyPageSize size)
{
  XyPointsBoardOptions options = XY_POINTS_BOARD_OPTIONS_DEFAULT;
  g_autoptr (GError) error = NULL;

  options.size = size;
  XyPaper *paper = xy_points_board_new (board, &options, &error);
  g_assert_no_error (error);
  return paper;
}

/* A character is in the PDF, or the notice names it, its code and whose row it is in. */
static void
check_rare (XyPaper *paper, const char *pdf_text, const char *character, const char *code, const char *owner)
{
  const GPtrArray *notices = xy_paper_get_notices (paper);

  for (guint i = 0; i < notices->len; i++)
    {
      const XyPaperNotice *notice = notices->pdata[i];
      if (notice->kind != XY_PAPER_NOTICE_UNDRAWABLE || strcmp (notice->subject, character) != 0)
        continue;
      g_assert_cmpstr (notice->owner, ==, owner);
      g_assert_nonnull (strstr (notice->message, code));
      g_assert_nonnull (strstr (notice->message, owner));
      return;
    }
  g_assert_nonnull (strstr (pdf_text, character));
}

static void
test_rare (void)
{
  static const XyPointsBoardRow rows[] = {
    { .rank = 1, .group = "1组", .head = "李𫒶", .opening = 100, .added = 100 },
    { .rank = 2, .group = "1组", .head = "肖满生", .opening = 100, .added = 50, .note = "奖𮲓一面" },
  };
  const XyPointsBoard board = { .village = "石板溪村", .period = "2026年", .rows = rows, .n_rows = 2 };
  g_autoptr (XyPaper) paper = make_board (&board, XY_PAGE_A4);
  g_autofree char *pdf = fixture_write (paper, "rare.pdf");
  g_autofree char *text = fixture_text (pdf);

  check_rare (paper, text, "𫒶", "2B4B6", "李𫒶");
  check_rare (paper, text, "𮲓", "2EC93", "肖满生");
}

/* In a roster the household is named, by its head. */
static void
test_rare_member (void)
{
  const XyRosterPerson persons[] = { { .name = "曾国强", .relation = "户主" },
                                     { .name = "曾𮲓", .relation = "长子" } };
  const XyRosterHousehold household = { .number = "0001", .group = "1组", .persons = persons, .n_persons = 2 };
  const XyRoster roster = { .village = "石板溪村", .as_of = "2026-10-08", .households = &household, .n_households = 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (XyPaper) paper = xy_roster_new (&roster, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *pdf = fixture_write (paper, "rare-member.pdf");
  g_autofree char *text = fixture_text (pdf);

  check_rare (paper, text, "𮲓", "2EC93", "曾国强");
}

/* A name of 25 characters: all of it, inside its column. */
static void
test_long_name (void)
{
  static const char *const name = "阿不都热合曼·买买提吐尔逊·阿卜杜克里木·艾山江巴";
  const XyPointsBoardRow rows[] = {
    { .rank = 1, .group = "1组", .head = name, .opening = 100, .added = 100 },
    { .rank = 2, .group = "1组", .head = "肖满生", .opening = 100, .added = 50 },
  };
  const XyPointsBoard board = { .village = "石板溪村", .period = "2026年", .rows = rows, .n_rows = 2 };
  const XyPageSize sizes[] = { XY_PAGE_A4, XY_PAGE_A3, XY_PAGE_900X1200 };

  g_assert_cmpint (g_utf8_strlen (name, -1), ==, 25);
  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      g_autoptr (XyPaper) paper = make_board (&board, sizes[s]);
      g_autofree char *pdf = fixture_write (paper, "long-name.pdf");
      g_autoptr (GPtrArray) words = fixture_words (pdf);
      g_autoptr (GString) found = g_string_new (NULL);
      for (guint i = 0; i < words->len; i++)
        {
          const FixtureWord *word = words->pdata[i];
          if (g_utf8_strlen (word->text, -1) > 1 && strstr (name, word->text) != NULL)
            g_string_append (found, word->text);
        }
      g_assert_cmpstr (found->str, ==, name);
      const GPtrArray *notices = xy_paper_get_notices (paper);
      for (guint i = 0; i < notices->len; i++)
        g_assert_cmpint (((XyPaperNotice *) notices->pdata[i])->kind, ==, XY_PAPER_NOTICE_STAND_IN);
    }
}

static void
test_one_row (void)
{
  FixtureBoard fixture;
  fixture_board_init (&fixture, 1, 9);
  g_autoptr (XyPaper) paper = make_board (&fixture.board, XY_PAGE_A4);
  g_autofree char *pdf = fixture_write (paper, "one-row.pdf");
  g_auto (GStrv) pages = fixture_page_texts (pdf);

  g_assert_cmpuint (g_strv_length (pages), ==, 1);
  g_assert_nonnull (strstr (pages[0], fixture.board.rows[0].head));
  g_assert_nonnull (strstr (pages[0], "1户"));
  fixture_board_clear (&fixture);
}

/* 20,000 households: each once, in order; no page without a row. */
static void
test_many (void)
{
  FixtureBoard fixture;
  fixture_board_init (&fixture, 20000, 9);
  XyPointsBoardRow *rows = (XyPointsBoardRow *) (void *) fixture.rows->data;
  for (guint i = 0; i < 20000; i++)
    rows[i].rank = i + 1;
  g_autoptr (XyPaper) paper = make_board (&fixture.board, XY_PAGE_A4);
  g_autofree char *pdf = fixture_write (paper, "many.pdf");
  g_auto (GStrv) pages = fixture_page_texts (pdf);
  guint next = 1;

  g_assert_cmpuint (g_strv_length (pages), ==, xy_paper_get_n_pages (paper));
  for (guint p = 0; pages[p] != NULL; p++)
    {
      g_auto (GStrv) lines = g_strsplit (pages[p], "\n", -1);
      guint before = next;
      for (guint i = 0; lines[i] != NULL; i++)
        {
          char *end;
          guint64 rank = g_ascii_strtoull (g_strchug (lines[i]), &end, 10);
          if (end > lines[i] && *end == ' ' && rank == next)
            next++;
        }
      g_assert_cmpuint (next, >, before);
    }
  g_assert_cmpuint (next, ==, 20001);
  fixture_board_clear (&fixture);
}

/* On every board the title is 48 points or more, and names 18. */
static void
test_boards (void)
{
  FixtureBoard fixture;
  fixture_board_init (&fixture, 20, 5);
  const XyPageSize sizes[] = { XY_PAGE_A3, XY_PAGE_600X900, XY_PAGE_1200X2400, XY_PAGE_CUSTOM (800, 1000) };

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      g_autoptr (XyPaper) paper = make_board (&fixture.board, sizes[s]);
      g_autofree char *pdf = fixture_write (paper, "large.pdf");
      g_autoptr (GPtrArray) words = fixture_words (pdf);
      guint n = 0;
      for (guint i = 0; i < words->len; i++)
        {
          const FixtureWord *word = words->pdata[i];
          if (strcmp (word->text, "石板溪村积分公示榜") == 0)
            {
              g_assert_cmpfloat (word->right - word->left, >=, 9 * 48);
              n++;
            }
          for (gsize r = 0; r < fixture.board.n_rows; r++)
            if (strcmp (fixture.board.rows[r].head, word->text) == 0 && g_utf8_strlen (word->text, -1) == 3)
              g_assert_cmpfloat (word->right - word->left, >=, 3 * 18);
        }
      g_assert_cmpuint (n, ==, 1);
    }
  fixture_board_clear (&fixture);

  const XyPaperKind *kind = xy_paper_kind_find ("points-board");
  g_assert_true (xy_paper_kind_has_size (kind, XY_PAGE_900X1200));
  g_assert_true (xy_paper_kind_has_size (kind, XY_PAGE_CUSTOM (700, 1000)));
  g_assert_false (xy_paper_kind_has_size (kind, XY_PAGE_CUSTOM (90, 1000)));
  g_assert_false (xy_paper_kind_has_size (xy_paper_kind_find ("household"), XY_PAGE_900X1200));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edges/rare", test_rare);
  g_test_add_func ("/edges/rare-member", test_rare_member);
  g_test_add_func ("/edges/long-name", test_long_name);
  g_test_add_func ("/edges/one-row", test_one_row);
  g_test_add_func ("/edges/many", test_many);
  g_test_add_func ("/edges/boards", test_boards);
  return g_test_run ();
}
