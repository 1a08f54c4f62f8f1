/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paragraphs with numbers, lists, names, blanks, borders; what a paper says as text. */
#include "fixture.h"

#include <math.h>
#include <string.h>

#include "core/stroke.h"
#include "print/paper-table.h"

static const XyFont body = { XY_FONT_BODY, 16 };

static const FixtureWord *
find_word (const GPtrArray *words, const char *part)
{
  for (guint i = 0; i < words->len; i++)
    if (strstr (((FixtureWord *) words->pdata[i])->text, part) != NULL)
      return words->pdata[i];
  g_error ("no %s", part);
}

/* Numbers by their level, the label beside its text, and a blank to be filled in. */
static void
test_paragraphs (void)
{
  XyPageSetup setup = xy_page_setup (XY_PAGE_A4, FALSE);
  g_autoptr (XyPaper) paper = xy_paper_new ("blocks", &setup);
  double left = setup.left_mm * XY_MM, right = (setup.width_mm - setup.right_mm) * XY_MM;
  const char *const blanks[] = { "主持人：", "记录人：", NULL };
  const XyTextStyle style = {
    .font = body, .line_height = 26, .indent = 2, .hang = 5, .label = "记载：", .lead_role = XY_FONT_BODY
  };

  xy_paper_add (paper, xy_block_title_new ("石板溪村民小组会议记录", (XyFont){ XY_FONT_TITLE, 26 }));
  xy_paper_add (paper, xy_block_numbered_new (1, 12, "讨论事项", body, 26));
  xy_paper_add (paper,
                xy_block_numbered_new (
                    2, 1, "沟渠清淤。各户出工一天，由组长排定日期，误工一天记扣积分五分，老人户免出工。", body, 26));
  xy_paper_add (paper, xy_block_numbered_new (3, 3, "灯杆由村里统一购买。", body, 26));
  xy_paper_add (paper, xy_block_numbered_new (4, 2, "电费由各户分摊。", body, 26));
  xy_paper_add (
      paper, xy_block_paragraph_new ("会议对以上两项逐项举手表决，应到代表二十一人，实到十九人，赞成十八票，弃权一票，"
                                     "没有反对票，两项都通过。",
                                     &style));
  xy_paper_add (paper, xy_block_rule_new (0.8));
  xy_paper_add (paper, xy_block_blanks_new (blanks, body, 40));
  xy_paper_add (paper, xy_block_box_new ("贴照片处", (XyFont){ XY_FONT_SANS, 10 }, 120));
  xy_paper_add (paper, xy_block_page_break_new ());
  xy_paper_add (paper, xy_block_text_new ("另起一页。", body, 26, 2, XY_ALIGN_LEFT));

  g_autofree char *pdf = fixture_write (paper, "blocks.pdf");
  g_autoptr (GPtrArray) words = fixture_words (pdf);
  g_assert_cmpfloat_with_epsilon (find_word (words, "十二、讨论事项")->left, left + 32, 1);
  g_assert_cmpfloat_with_epsilon (find_word (words, "（一）沟渠")->left, left + 32, 1);
  g_assert_cmpfloat_with_epsilon (find_word (words, "3.")->left, left + 32, 1);
  g_assert_cmpfloat_with_epsilon (find_word (words, "（2）")->left, left + 32, 1);
  const FixtureWord *label = find_word (words, "记载：");
  double y = (label->top + label->bottom) / 2;
  for (guint i = 0; i < words->len; i++)
    {
      const FixtureWord *word = words->pdata[i];
      double middle = (word->top + word->bottom) / 2;
      g_assert_cmpfloat (word->left, >=, left - 1);
      g_assert_cmpfloat (word->right, <=, right + 8.5);
      /* The lines after the first stand below its text. */
      if (word->page == 0 && middle > y + 20 && middle < y + 30)
        g_assert_cmpfloat_with_epsilon (word->left, left + 5 * 16, 1);
    }
  g_assert_cmpuint (find_word (words, "另起一页")->page, ==, 1);
  g_assert_cmpfloat (fixture_compare_page (paper, 0, pdf, 96), <=, 0.01);

  g_autofree char *text = xy_paper_get_text (paper);
  g_assert_true (g_str_has_prefix (text, "石板溪村民小组会议记录\n十二、讨论事项\n（一）沟渠清淤。"));
  g_assert_nonnull (strstr (text, "\n记载：会议对以上"));
  g_assert_nonnull (strstr (text, "\n主持人：　记录人：\n"));
}

/* Names by strokes, in columns, two characters over three, a long one over several columns; over two pages. */
static void
test_names (void)
{
  static const char *const some[] = { "肖满生", "丁伟",  "欧阳建军", "仇艳", "买买提江·吐尔逊阿不都热合曼·艾山江",
                                      "王喜",   "刘志明" };
  XyPageSetup setup = xy_page_setup (XY_PAGE_A5, FALSE);
  g_autoptr (XyPaper) paper = xy_paper_new ("names", &setup);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < 210; i++)
    g_ptr_array_add (names, (gpointer) some[i % G_N_ELEMENTS (some)]);
  g_ptr_array_add (names, NULL);
  xy_paper_add (paper, xy_block_title_new ("选民名单", (XyFont){ XY_FONT_TITLE, 26 }));
  xy_paper_add (paper, xy_block_names_new ((const char *const *) names->pdata, XY_NAMES_BY_STROKES, 0,
                                           (XyFont){ XY_FONT_SONG, 14 }, 22));
  xy_paper_add (paper, xy_block_signature_new (NULL, body, "选举委员会", "2026年10月8日", body));
  g_autofree char *pdf = fixture_write (paper, "names.pdf");
  g_autoptr (GPtrArray) words = fixture_words (pdf);
  guint last = xy_paper_get_n_pages (paper) - 1;
  g_assert_cmpuint (last, >=, 1);

  g_autofree char *text = xy_paper_get_text (paper);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_auto (GStrv) said = g_strsplit (lines[1], "、", -1);
  g_assert_cmpuint (g_strv_length (said), ==, 210);
  for (guint i = 1; i < 210; i++)
    {
      g_autoptr (GBytes) before = xy_stroke_key (said[i - 1]);
      g_autoptr (GBytes) key = xy_stroke_key (said[i]);
      g_assert_cmpint (g_bytes_compare (before, key), <=, 0);
    }
  g_assert_cmpstr (said[0], ==, "丁伟");

  guint n_long = 0;
  double left = setup.left_mm * XY_MM, right = (setup.width_mm - setup.right_mm) * XY_MM;
  gboolean signed_with_names = FALSE;
  for (guint i = 0; i < words->len; i++)
    {
      const FixtureWord *word = words->pdata[i];
      g_assert_cmpfloat (word->left, >=, left - 1);
      g_assert_cmpfloat (word->right, <=, right + 1);
      n_long += strstr (word->text, "买买提江") != NULL;
      signed_with_names = signed_with_names || ((word->page == last && strcmp (word->text, "欧阳建军") == 0));
    }
  g_assert_cmpuint (n_long, ==, 30);
  g_assert_cmpuint (find_word (words, "选举委员会")->page, ==, last);
  g_assert_true (signed_with_names);
  g_assert_cmpuint (xy_paper_get_notices (paper)->len, <=, 3);
}

/* Borders leave the middle of the sheet alone, are the same on each side, and cost no pixel between PDF and preview. */
static void
test_borders (void)
{
  for (guint border = XY_BORDER_FRET; border < XY_N_BORDERS; border++)
    for (guint landscape = 0; landscape < 2; landscape++)
      {
        /* Whole pixels, so that the picture has a middle. */
        XyPageSetup setup = { .width_mm = (landscape ? 842 : 594) / XY_MM,
                              .height_mm = (landscape ? 594 : 842) / XY_MM };
        g_autoptr (XyPaper) paper = xy_paper_new ("border", &setup);
        g_autofree char *name = g_strdup_printf ("border-%u-%u.pdf", border, landscape);

        xy_paper_set_border (paper, border, landscape ? XY_INK_RED : XY_INK_BLACK, 10);
        xy_paper_set_page_numbers (paper, XY_PAGE_NUMBERS_NONE);
        xy_paper_add (paper, xy_block_space_new (60));
        g_autofree char *pdf = fixture_write (paper, name);
        cairo_surface_t *image = fixture_draw_page (paper, 0, 72, XY_PAPER_TARGET_PRINT);
        int width = cairo_image_surface_get_width (image), height = cairo_image_surface_get_height (image);
        guint ink = 0, mirrored = 0;
        for (int y = 0; y < height; y++)
          for (int x = 0; x < width / 2; x++)
            {
              int here = fixture_get_ink (image, x, y);
              ink += here > 80;
              mirrored += ABS (here - fixture_get_ink (image, width - 1 - x, y)) > 120;
              /* Nothing where a certificate has its text. */
              if (x > width / 4 && y > height / 6 && y < height * 5 / 6)
                g_assert_cmpint (here, ==, 0);
            }
        g_assert_cmpuint (ink, >, 3000);
        g_assert_cmpuint (mirrored, <, ink / 10);
        cairo_surface_destroy (image);
        g_assert_cmpfloat (fixture_compare_page (paper, 0, pdf, 96), <=, 0.01);
      }
}

static void
add_money (guint n_rows, char **cells, gpointer data)
{
  const gint64 *money = data;
  gint64 sum = 0;

  for (guint i = 0; i < n_rows; i++)
    sum += money[i];
  cells[1] = g_strdup_printf ("%" G_GINT64_FORMAT, sum);
}

/* A cash book: what a page carries over is what the next begins with, and what the rows so far come to. */
static void
test_carry (void)
{
  const XyPaperColumn columns[] = {
    { .title = "摘要", .font = { XY_FONT_SONG, 11 }, .weight = 2 },
    { .title = "金额", .align = XY_ALIGN_RIGHT, .font = { XY_FONT_SANS, 11 }, .weight = 1 },
  };
  const XyTableStyle style = { .lines = XY_TABLE_GRID,
                               .row_height = 20,
                               .head_height = 22,
                               .head_font = { XY_FONT_SANS_BOLD, 11 },
                               .padding = 4,
                               .owner_column = -1 };
  XyPageSetup setup = xy_page_setup (XY_PAGE_A5, FALSE);
  guint n_rows = (guint) g_test_rand_int_range (60, 200);
  g_autofree gint64 *money = g_new0 (gint64, n_rows);
  g_autoptr (XyPaper) paper = xy_paper_new ("carry", &setup);
  XyBlock *table = xy_paper_table_new (&style, columns, 2);

  for (guint i = 0; i < n_rows; i++)
    {
      money[i] = g_test_rand_int_range (100, 100000);
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, money[i]);
      const char *cells[] = { "支出", text };
      xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
    }
  const char *totals[] = { "合计", "—" };
  xy_paper_table_set_totals (table, totals);
  xy_paper_table_set_carry (table, 0, add_money, money, NULL);
  xy_paper_add (paper, table);
  g_autofree char *pdf = fixture_write (paper, "carry.pdf");
  g_autoptr (GPtrArray) words = fixture_words (pdf);
  guint n_pages = xy_paper_get_n_pages (paper), n_in = 0, n_out = 0, row = 0;
  gint64 so_far = 0, carried = 0;

  g_assert_cmpuint (n_pages, >, 1);
  for (guint i = 0; i < words->len; i++)
    {
      const FixtureWord *word = words->pdata[i];
      const FixtureWord *next = i + 1 < words->len ? words->pdata[i + 1] : NULL;
      g_assert_cmpfloat (word->bottom, <=, setup.height_mm * XY_MM - 15);
      if (strcmp (word->text, "支出") == 0)
        {
          g_assert_cmpint (g_ascii_strtoll (next->text, NULL, 10), ==, money[row]);
          so_far += money[row++];
        }
      else if (strcmp (word->text, "过次页") == 0)
        {
          carried = g_ascii_strtoll (next->text, NULL, 10);
          g_assert_cmpint (carried, ==, so_far);
          g_assert_cmpuint (word->page, ==, n_out);
          n_out++;
        }
      else if (strcmp (word->text, "承前页") == 0)
        {
          n_in++;
          g_assert_cmpint (g_ascii_strtoll (next->text, NULL, 10), ==, carried);
          g_assert_cmpuint (word->page, ==, n_in);
        }
    }
  g_assert_cmpuint (row, ==, n_rows);
  g_assert_cmpuint (n_in, ==, n_pages - 1);
  g_assert_cmpuint (n_out, ==, n_pages - 1);
}

/* A title a little too long is set smaller, on one line from margin to margin. */
static void
test_title (void)
{
  XyPageSetup setup = xy_page_setup (XY_PAGE_A4, FALSE);
  g_autoptr (XyPaper) paper = xy_paper_new ("title", &setup);

  xy_paper_add (paper, xy_block_title_new ("石板溪村村规民约", (XyFont){ XY_FONT_TITLE, 68 }));
  g_autofree char *pdf = fixture_write (paper, "title.pdf");
  g_autoptr (GPtrArray) words = fixture_words (pdf);
  const FixtureWord *first = find_word (words, "石"), *last = find_word (words, "约");
  g_assert_cmpfloat_with_epsilon (first->top, last->top, 1);
  g_assert_cmpfloat_with_epsilon (first->left, setup.left_mm * XY_MM, 2);
  g_assert_cmpfloat_with_epsilon (last->right, (setup.width_mm - setup.right_mm) * XY_MM, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/block/paragraphs", test_paragraphs);
  g_test_add_func ("/block/title", test_title);
  g_test_add_func ("/block/names", test_names);
  g_test_add_func ("/block/borders", test_borders);
  g_test_add_func ("/block/carry", test_carry);
  return g_test_run ();
}
