/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <string.h>

#include "core/error.h"
#include "print/words.h"

static XyPaper *
make_board (const FixtureBoard *fixture, const XyPointsBoardOptions *options)
{
  g_autoptr (GError) error = NULL;
  XyPaper *paper = xy_points_board_new (&fixture->board, options, &error);

  g_assert_no_error (error);
  return paper;
}

static char *
write_board (const FixtureBoard *fixture, const XyPointsBoardOptions *options, const char *name)
{
  g_autoptr (XyPaper) paper = make_board (fixture, options);

  return fixture_write (paper, name);
}

/* A row as it reads without its spaces. */
static char *
expect_row (const XyPointsBoardRow *row)
{
  gint64 net = row->added + row->deducted;
  g_autofree char *opening = xy_words_points (row->opening, 1, FALSE);
  g_autofree char *added = xy_words_points (row->added, 1, TRUE);
  g_autofree char *deducted = xy_words_points (row->deducted, 1, TRUE);
  g_autofree char *net_text = xy_words_points (net, 1, TRUE);
  g_autofree char *closing = xy_words_points (row->opening + net, 1, FALSE);

  return g_strdup_printf ("%u%s%s%s%s%s%s%s%s", row->rank, row->group, row->head, opening, added, deducted, net_text,
                          closing, row->note != NULL ? row->note : "");
}

/* Walks through the lines of all pages; each row of the board stands there once, whole and in order. */
static void
check_rows (const FixtureBoard *fixture, char **pages)
{
  gsize next = 0;

  for (guint p = 0; pages[p] != NULL; p++)
    {
      g_auto (GStrv) lines = g_strsplit (pages[p], "\n", -1);
      guint on_page = 0;
      for (guint l = 0; lines[l] != NULL; l++)
        {
          g_autofree char *line = fixture_squeeze (lines[l]);
          if (!g_ascii_isdigit (line[0]) || strstr (line, "组") == NULL)
            continue;
          g_assert_cmpuint (next, <, fixture->board.n_rows);
          g_autofree char *expected = expect_row (&fixture->board.rows[next]);
          g_assert_cmpstr (line, ==, expected);
          next++;
          on_page++;
        }
      g_assert_cmpuint (on_page, >, 0);
    }
  g_assert_cmpuint (next, ==, fixture->board.n_rows);
}

static void
test_300_households (void)
{
  FixtureBoard fixture;
  fixture_board_init (&fixture, 300, 1);
  g_autofree char *pdf = write_board (&fixture, NULL, "board-300.pdf");
  g_auto (GStrv) pages = fixture_page_texts (pdf);
  g_autofree char *text = fixture_text (pdf);
  guint n_pages = g_strv_length (pages);

  g_assert_cmpuint (n_pages, ==, 9);
  check_rows (&fixture, pages);
  for (guint p = 0; p < n_pages; p++)
    {
      g_autofree char *page = fixture_squeeze (pages[p]);
      g_autofree char *number = g_strdup_printf ("第%u页/共%u页", p + 1, n_pages);
      g_assert_cmpuint (fixture_count (page, "名次组别户主上期累计加分减分本期累计备注"), ==, 1);
      g_assert_cmpuint (fixture_count (page, number), ==, 1);
      g_assert_nonnull (strstr (page, "石板溪村·积分公示·2026年第三季度"));
      g_assert_nonnull (strstr (page, "JF-2026-0031·2026-10-0809:12打印"));
    }

  g_autofree char *all = fixture_squeeze (text);
  g_autofree char *opening = xy_words_points (fixture.board.ledger_opening, 1, FALSE);
  g_autofree char *added = xy_words_points (fixture.board.ledger_added, 1, TRUE);
  g_autofree char *total = g_strdup_printf ("合计300户%s%s", opening, added);
  g_assert_cmpuint (fixture_count (all, total), ==, 1);
  g_assert_cmpuint (fixture_count (all, "合计"), ==, 1);
  g_assert_cmpuint (fixture_count (all, "与台账一致"), ==, 1);
  g_assert_cmpuint (fixture_count (all, "公示期：2026年10月9日至23日（十五日）。"), ==, 1);
  g_assert_cmpuint (fixture_count (all, "如有异议，请在公示期内向村务监督委员会提出，五日内答复。"), ==, 1);
  g_assert_cmpuint (fixture_count (all, "石板溪村民委员会"), ==, 1);
  g_assert_cmpuint (fixture_count (all, "2026年10月8日"), ==, 1);
  g_assert_false (fixture_has_long_number (text));

  g_autofree char *fonts = fixture_run ("pdffonts", pdf, NULL);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (fonts), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), >, 2);
  for (guint i = 2; lines[i] != NULL; i++)
    g_assert_true (strstr (lines[i], " yes yes yes ") != NULL);
  fixture_board_clear (&fixture);
}

/* The numbers of a column end at one x, and nothing leaves the margins. */
static void
test_geometry (void)
{
  FixtureBoard fixture;
  fixture_board_init (&fixture, 80, 2);
  g_autofree char *pdf = write_board (&fixture, NULL, "board-80.pdf");
  g_autoptr (GPtrArray) words = fixture_words (pdf);
  XyPageSetup setup = xy_page_setup (XY_PAGE_A4, FALSE);
  double right = 0;
  guint n = 0;

  for (guint i = 0; i < words->len; i++)
    {
      const FixtureWord *word = words->pdata[i];
      g_assert_cmpfloat (word->left, >=, setup.left_mm * XY_MM - 1.5);
      g_assert_cmpfloat (word->right, <=, (setup.width_mm - setup.right_mm) * XY_MM + 1.5);
      g_assert_cmpfloat (word->bottom, <=, setup.height_mm * XY_MM - 4 * XY_MM);
      /* 加分 is the only column of figures with a plus but 本期, which stands to the right of it. */
      if (word->text[0] != '+' || i + 1 >= words->len || strcmp (((FixtureWord *) words->pdata[i + 1])->text, "—") != 0)
        continue;
      if (n++ > 0)
        g_assert_cmpfloat_with_epsilon (word->right, right, 0.2);
      right = word->right;
    }
  g_assert_cmpuint (n, >, 20);
  fixture_board_clear (&fixture);
}

/* However many rows, the totals and the signature are on the last page together with some of them. */
static void
test_signature_never_alone (void)
{
  for (guint n = 24; n <= 40; n++)
    {
      FixtureBoard fixture;
      fixture_board_init (&fixture, n, n);
      g_autofree char *pdf = write_board (&fixture, NULL, "board-end.pdf");
      g_auto (GStrv) pages = fixture_page_texts (pdf);
      guint n_pages = g_strv_length (pages);
      check_rows (&fixture, pages);
      g_autofree char *last = fixture_squeeze (pages[n_pages - 1]);
      g_assert_nonnull (strstr (last, "合计"));
      g_assert_nonnull (strstr (last, "石板溪村民委员会"));
      g_assert_cmpuint (fixture_count (last, "组"), >=, 5);
      fixture_board_clear (&fixture);
    }
}

static const FixtureWord *
find_word (GPtrArray *words, const char *text)
{
  for (guint i = 0; i < words->len; i++)
    if (strstr (((FixtureWord *) words->pdata[i])->text, text) != NULL)
      return words->pdata[i];
  return NULL;
}

/* One seal, two beside one another with 45 mm for each, or none with the notes beside two lines. */
static void
test_seals (void)
{
  FixtureBoard fixture;
  fixture_board_init (&fixture, 8, 3);
  fixture.board.objections_to = "石板溪村务监督委员会";

  for (XySeal seal = 0; seal < XY_N_SEALS; seal++)
    {
      XyPointsBoardOptions options = XY_POINTS_BOARD_OPTIONS_DEFAULT;
      options.seal = seal;
      g_autofree char *pdf = write_board (&fixture, &options, "board-seal.pdf");
      g_autoptr (GPtrArray) words = fixture_words (pdf);
      const FixtureWord *issuer = find_word (words, "石板溪村民委员会");
      const FixtureWord *note = find_word (words, "监督电话");
      const FixtureWord *second = NULL;
      for (guint i = 0; i < words->len; i++)
        if (strcmp (((FixtureWord *) words->pdata[i])->text, "石板溪村务监督委员会") == 0)
          second = words->pdata[i];

      g_assert_nonnull (issuer);
      g_assert_nonnull (note);
      if (seal == XY_SEAL_TWO)
        {
          g_assert_nonnull (second);
          g_assert_cmpfloat_with_epsilon (issuer->top, second->top, 0.2);
          double apart = (second->left + second->right - issuer->left - issuer->right) / 2;
          g_assert_cmpfloat (apart, >=, 45 * XY_MM);
          /* Above the seals, not under them. */
          g_assert_cmpfloat (note->bottom, <=, (issuer->top + issuer->bottom) / 2 - 17 * XY_MM);
        }
      else
        g_assert_null (second);
    }
  fixture_board_clear (&fixture);
}

static void
test_ledger (void)
{
  FixtureBoard fixture;
  fixture_board_init (&fixture, 10, 3);
  g_autoptr (GError) error = NULL;

  fixture.board.ledger_added += 50;
  g_assert_null (xy_points_board_new (&fixture.board, NULL, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);

  /* Without the ledger's totals nothing is claimed. */
  fixture.board.has_ledger = FALSE;
  g_autofree char *pdf = write_board (&fixture, NULL, "board-no-ledger.pdf");
  g_autofree char *text = fixture_text (pdf);
  g_assert_null (strstr (text, "与台账一致"));
  fixture_board_clear (&fixture);
}

static void
test_options (void)
{
  FixtureBoard fixture;
  fixture_board_init (&fixture, 60, 4);
  XyPointsBoardOptions options = { XY_PAGE_A4, XY_BOARD_BY_GROUP, XY_BOARD_GROUP | XY_BOARD_CLOSING };
  g_autofree char *pdf = write_board (&fixture, &options, "board-short.pdf");
  g_autofree char *text = fixture_text (pdf);
  g_autofree char *all = fixture_squeeze (text);
  g_auto (GStrv) lines = g_strsplit (all, "\n", -1);
  int last = 0;
  guint n = 0;

  g_assert_nonnull (strstr (all, "组别户主累计\n"));
  g_assert_nonnull (strstr (all, "合计60户"));
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_ascii_isdigit (lines[i][0]) && strstr (lines[i], "组") != NULL)
      {
        int group = (int) g_ascii_strtoll (lines[i], NULL, 10);
        g_assert_cmpint (group, >=, last);
        last = group;
        n++;
      }
  g_assert_cmpuint (n, ==, 60);
  fixture_board_clear (&fixture);
}

/* On A3 names are read from further away: 18 points at least, the title 48. */
static void
test_a3 (void)
{
  FixtureBoard fixture;
  fixture_board_init (&fixture, 20, 5);
  XyPointsBoardOptions options = XY_POINTS_BOARD_OPTIONS_DEFAULT;
  options.size = XY_PAGE_A3;
  g_autofree char *pdf = write_board (&fixture, &options, "board-a3.pdf");
  g_autofree char *info = fixture_run ("pdfinfo", pdf, NULL);
  g_autoptr (GPtrArray) words = fixture_words (pdf);
  guint n = 0;

  g_assert_nonnull (strstr (info, "841.89 x 1190.55 pts (A3)"));
  g_assert_nonnull (strstr (info, "石板溪村积分公示榜 2026年第三季度"));
  for (guint i = 0; i < words->len; i++)
    {
      const FixtureWord *word = words->pdata[i];
      glong length = g_utf8_strlen (word->text, -1);
      for (gsize r = 0; r < fixture.board.n_rows; r++)
        if (length == 3 && strcmp (fixture.board.rows[r].head, word->text) == 0)
          {
            g_assert_cmpfloat (word->right - word->left, >=, 3 * 18);
            n++;
            break;
          }
      if (strcmp (word->text, "石板溪村积分公示榜") == 0)
        g_assert_cmpfloat (word->right - word->left, >=, 9 * 48);
    }
  g_assert_cmpuint (n, >, 5);
  fixture_board_clear (&fixture);
}

static void
test_empty (void)
{
  FixtureBoard fixture;
  fixture_board_init (&fixture, 0, 6);
  g_autofree char *pdf = write_board (&fixture, NULL, "board-empty.pdf");
  g_auto (GStrv) pages = fixture_page_texts (pdf);

  g_assert_cmpuint (g_strv_length (pages), ==, 1);
  g_assert_nonnull (strstr (pages[0], "本期没有农户积分记录"));
  fixture_board_clear (&fixture);
}

/* Preview and PDF are one drawing; the board with one household less is another. */
static void
test_pixels (void)
{
  FixtureBoard fixture;
  fixture_board_init (&fixture, 50, 1);
  g_autofree char *pdf = write_board (&fixture, NULL, "board-50.pdf");
  g_autoptr (XyPaper) paper = make_board (&fixture, NULL);

  for (guint page = 0; page < xy_paper_get_n_pages (paper); page++)
    {
      g_assert_cmpfloat (fixture_compare_page (paper, page, pdf, 96), <=, 0.01);
      g_assert_cmpfloat (fixture_compare_page (paper, page, pdf, 150), <=, 0.01);
    }
  g_assert_cmpuint (xy_paper_get_n_pages (paper), ==, 2);
  fixture.board.rows++;
  fixture.board.n_rows--;
  fixture.board.has_ledger = FALSE;
  g_autoptr (XyPaper) moved = make_board (&fixture, NULL);
  g_assert_cmpfloat (fixture_compare_page (moved, 0, pdf, 96), >=, 0.3);
  fixture_board_clear (&fixture);
}

/* The place of the seal is shown on the screen only; on paper it stays clear. */
static void
test_seal (void)
{
  FixtureBoard fixture;
  fixture_board_init (&fixture, 8, 7);
  g_autoptr (XyPaper) paper = make_board (&fixture, NULL);
  cairo_surface_t *screen = fixture_draw_page (paper, 0, 72, XY_PAPER_TARGET_SCREEN);
  cairo_surface_t *print = fixture_draw_page (paper, 0, 72, XY_PAPER_TARGET_PRINT);
  int left = G_MAXINT, right = 0, top = G_MAXINT, bottom = 0;

  for (int y = 0; y < cairo_image_surface_get_height (print); y++)
    for (int x = 0; x < cairo_image_surface_get_width (print); x++)
      {
        int difference = fixture_get_ink (screen, x, y) - fixture_get_ink (print, x, y);
        g_assert_cmpint (difference, >=, 0);
        if (difference == 0)
          continue;
        left = MIN (left, x);
        right = MAX (right, x);
        top = MIN (top, y);
        bottom = MAX (bottom, y);
      }
  g_assert_cmpfloat_with_epsilon (right - left, 45 * XY_MM, 3);
  g_assert_cmpfloat_with_epsilon (bottom - top, 45 * XY_MM, 3);

  /* Only the issuer and the date, two lines about the middle, are within the 45 × 45 mm. */
  int middle = (top + bottom) / 2;
  guint ink = 0;
  for (int y = top; y <= bottom; y++)
    for (int x = left; x <= right; x++)
      if (ABS (y - middle) > 30)
        g_assert_cmpint (fixture_get_ink (print, x, y), <, 30);
      else
        ink += fixture_get_ink (print, x, y) > 128;
  g_assert_cmpuint (ink, >, 100);
  cairo_surface_destroy (screen);
  cairo_surface_destroy (print);
  fixture_board_clear (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/points-board/300-households", test_300_households);
  g_test_add_func ("/points-board/geometry", test_geometry);
  g_test_add_func ("/points-board/signature-never-alone", test_signature_never_alone);
  g_test_add_func ("/points-board/seals", test_seals);
  g_test_add_func ("/points-board/ledger", test_ledger);
  g_test_add_func ("/points-board/options", test_options);
  g_test_add_func ("/points-board/a3", test_a3);
  g_test_add_func ("/points-board/empty", test_empty);
  g_test_add_func ("/points-board/pixels", test_pixels);
  g_test_add_func ("/points-board/seal", test_seal);
  return g_test_run ();
}
