/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Boards as tiles, put together again and compared with the board; cards on sheets. */
#include "fixture.h"

#include <math.h>
#include <string.h>

#include "print/paper-parts.h"
#include "print/paper-sheets.h"

#define DPI 36

static XyPaper *
make_board (XyPageSize size)
{
  XyPageSetup setup = xy_page_setup (size, FALSE);
  double k = xy_paper_get_scale (&setup);
  XyPaper *paper = xy_paper_new ("board", &setup);
  const XyPaperColumn columns[] = {
    { .title = "名次", .align = XY_ALIGN_CENTRE, .font = { XY_FONT_SANS, 12 * k }, .weight = 1 },
    { .title = "户主", .align = XY_ALIGN_CENTRE, .font = { XY_FONT_SONG, 15 * k }, .weight = 2, .name = TRUE },
    { .title = "积分", .align = XY_ALIGN_RIGHT, .font = { XY_FONT_SANS, 12 * k }, .weight = 1 },
  };
  XyTableStyle style = xy_paper_list_style (k, 1);

  xy_paper_add_heading (paper, "石板溪村积分公示榜", 34, "2026年第三季度", k);
  XyBlock *table = xy_paper_table_new (&style, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *rank = g_strdup_printf ("%u", i + 1);
      const char *cells[] = { rank, i % 4 == 0 ? "李伟" : "欧阳建军", "128.5" };
      xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
    }
  xy_paper_add (paper, table);
  xy_paper_set_border (paper, XY_BORDER_FRET, XY_INK_BLACK, 12);
  return paper;
}

/* Draws each tile where it belongs, at so many pixels a point that all tiles begin on whole ones is no matter: both
 * are drawn without antialiasing between them, from the same vectors. */
static void
compare (XyPaper *board, XyPaper *tiled)
{
  double scale = DPI / 72.0;
  cairo_surface_t *whole = fixture_draw_page (board, 0, DPI, XY_PAPER_TARGET_PRINT);
  int width = cairo_image_surface_get_width (whole), height = cairo_image_surface_get_height (whole);
  cairo_surface_t *glued = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (glued);
  guint inked = 0, different = 0;

  /* Red where no tile comes. */
  cairo_set_source_rgb (cr, 1, 0, 0);
  cairo_paint (cr);
  for (guint sheet = 0; sheet < xy_paper_get_n_pages (tiled); sheet++)
    {
      XyTile tile;
      g_assert_true (xy_paper_get_tile (tiled, sheet, &tile));
      g_assert_cmpfloat (tile.sheet_x + tile.width, <=, xy_paper_get_width (tiled) - 5 * XY_MM);
      g_assert_cmpfloat (tile.sheet_y + tile.height, <=, xy_paper_get_height (tiled) - 5 * XY_MM);
      if (tile.page > 0)
        continue;
      cairo_save (cr);
      cairo_scale (cr, scale, scale);
      cairo_rectangle (cr, tile.x, tile.y, tile.width, tile.height);
      cairo_clip (cr);
      cairo_translate (cr, tile.x - tile.sheet_x, tile.y - tile.sheet_y);
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_paint (cr);
      xy_paper_draw_page (tiled, sheet, cr, XY_PAPER_TARGET_PRINT);
      cairo_restore (cr);
    }
  cairo_destroy (cr);
  cairo_surface_flush (glued);
  for (int y = 0; y < height - 1; y++)
    for (int x = 0; x < width - 1; x++)
      {
        int ink = fixture_get_ink (whole, x, y);
        inked += ink > 51;
        different += ABS (ink - fixture_get_ink (glued, x, y)) > 51;
      }
  g_test_message ("%u pixels have ink, %u differ", inked, different);
  g_assert_cmpuint (inked, >, 5000);
  g_assert_cmpuint (different, <=, inked / 200);
  cairo_surface_destroy (whole);
  cairo_surface_destroy (glued);
}

static void
test_tiles (void)
{
  const XyPageSize sizes[] = { XY_PAGE_A3, XY_PAGE_8K, XY_PAGE_900X1200, XY_PAGE_CUSTOM (700, 1000) };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (XyPaper) board = make_board (sizes[i]);
      g_autoptr (XyPaper) tiled = xy_paper_tile (board);
      XyTile last;

      compare (board, tiled);
      guint n = xy_paper_get_n_pages (tiled);
      xy_paper_get_tile (tiled, n - 1, &last);
      g_assert_cmpuint ((last.row + 1) * (last.column + 1) * xy_paper_get_n_pages (board), ==, n);
      g_assert_cmpfloat_with_epsilon (last.x + last.width, xy_paper_get_width (board), 0.6);
      g_assert_cmpfloat_with_epsilon (last.y + last.height, xy_paper_get_height (board), 0.6);
      /* Neighbours have five millimetres in common. */
      XyTile first, second;
      xy_paper_get_tile (tiled, 0, &first);
      xy_paper_get_tile (tiled, 1, &second);
      double overlap = second.column > 0 ? first.x + first.width - second.x : first.y + first.height - second.y;
      g_assert_cmpfloat_with_epsilon (overlap, 5 * XY_MM, 0.01);
    }
}

/* The tiles' PDF: A4, each saying where it belongs; the same pixels as the preview. */
static void
test_tiles_pdf (void)
{
  g_autoptr (XyPaper) board = make_board (XY_PAGE_600X900);
  g_autoptr (XyPaper) tiled = xy_paper_tile (board);
  g_autofree char *whole = fixture_write (board, "board.pdf");
  g_autofree char *pdf = fixture_write (tiled, "tiles.pdf");
  g_auto (GStrv) pages = fixture_page_texts (pdf);
  guint n = xy_paper_get_n_pages (tiled);

  g_assert_cmpuint (g_strv_length (pages), ==, n);
  for (guint i = 0; i < n; i++)
    {
      XyTile tile;
      xy_paper_get_tile (tiled, i, &tile);
      g_autofree char *label =
          g_strdup_printf ("第%u行第%u列（共%u行%u列）", tile.row + 1, tile.column + 1, tile.n_rows, tile.n_columns);
      g_autofree char *squeezed = fixture_squeeze (pages[i]);
      g_assert_nonnull (strstr (squeezed, label));
    }
  g_assert_cmpfloat (fixture_compare_page (tiled, 0, pdf, 72), <=, 0.01);
  g_assert_cmpfloat (fixture_compare_page (board, 0, whole, 48), <=, 0.01);
  g_autofree char *text = xy_paper_get_text (tiled);
  g_assert_nonnull (strstr (text, "欧阳建军"));
  g_assert_cmpstr (xy_paper_get_title (tiled), ==, "board");
}

/* What is no larger than A4 is its own tile; turned over, too. */
static void
test_small (void)
{
  g_autoptr (XyPaper) board = make_board (XY_PAGE_A4);
  g_autoptr (XyPaper) tiled = xy_paper_tile (board);
  XyTile tile;

  g_assert_true (tiled == board);
  g_assert_false (xy_paper_get_tile (tiled, 0, &tile));
}

static XyPaper *
make_cards (XyPageSize size, guint n)
{
  XyPageSetup setup = xy_page_setup (size, FALSE);
  XyPaper *paper = xy_paper_new ("cards", &setup);

  xy_paper_set_page_numbers (paper, XY_PAGE_NUMBERS_NONE);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = g_strdup_printf ("card%u", i);
      xy_paper_add (paper, xy_block_page_break_new ());
      xy_paper_add (paper, xy_block_box_new (text, (XyFont){ XY_FONT_SANS, 16 }, 200));
    }
  return paper;
}

static void
test_cards (void)
{
  g_autoptr (XyPaper) cards = make_cards (XY_PAGE_A6, 10);
  g_autoptr (XyPaper) four = xy_paper_n_up (cards, 4);
  g_autoptr (XyPaper) two = xy_paper_n_up (cards, 2);
  g_autoptr (XyPaper) large = make_cards (XY_PAGE_A5, 3);
  g_autoptr (XyPaper) halves = xy_paper_n_up (large, 2);
  g_autofree char *pdf = fixture_write (four, "cards.pdf");
  g_autoptr (GPtrArray) words = fixture_words (pdf);

  g_assert_cmpuint (xy_paper_get_n_pages (cards), ==, 10);
  g_assert_cmpuint (xy_paper_get_n_pages (four), ==, 3);
  g_assert_cmpuint (xy_paper_get_n_pages (two), ==, 5);
  g_assert_cmpuint (xy_paper_get_n_pages (halves), ==, 2);
  g_assert_null (xy_paper_n_up (large, 4));
  g_assert_cmpfloat_with_epsilon (xy_paper_get_width (four), 210 * XY_MM, 0.1);
  g_assert_cmpfloat_with_epsilon (xy_paper_get_height (four), 297 * XY_MM, 0.1);

  /* From left to right, then down; at their own size. */
  g_assert_cmpuint (words->len, ==, 10);
  for (guint i = 0; i < words->len; i++)
    {
      const FixtureWord *word = words->pdata[i], *first = words->pdata[0];
      g_autofree char *text = g_strdup_printf ("card%u", i);
      g_assert_cmpstr (word->text, ==, text);
      g_assert_cmpuint (word->page, ==, i / 4);
      g_assert_cmpfloat_with_epsilon (word->left - first->left, i % 2 * 105 * XY_MM, 0.1);
      g_assert_cmpfloat_with_epsilon (word->top - first->top, i % 4 / 2 * 148 * XY_MM, 0.1);
    }
  g_assert_cmpfloat (fixture_compare_page (four, 0, pdf, 96), <=, 0.01);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper-sheets/tiles", test_tiles);
  g_test_add_func ("/paper-sheets/tiles-pdf", test_tiles_pdf);
  g_test_add_func ("/paper-sheets/small", test_small);
  g_test_add_func ("/paper-sheets/cards", test_cards);
  return g_test_run ();
}
