/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <string.h>

#include "core/error.h"

static XyPaper *
make_board (guint n_households)
{
  FixtureBoard fixture;
  g_autoptr (GError) error = NULL;

  fixture_board_init (&fixture, n_households, 1);
  XyPaper *paper = xy_points_board_new (&fixture.board, NULL, &error);
  g_assert_no_error (error);
  /* The paper keeps nothing of what it was made from. */
  fixture_board_clear (&fixture);
  return paper;
}

static void
test_page_sizes (void)
{
  XyPageSize size;

  for (guint i = 0; i < XY_N_PAGE_SIZES; i++)
    {
      g_assert_true (xy_page_size_from_name (xy_page_size_get_name (i), &size));
      g_assert_cmpint (size, ==, i);
      XyPageSetup upright = xy_page_setup (i, FALSE), turned = xy_page_setup (i, TRUE);
      g_assert_cmpfloat (upright.width_mm, <, upright.height_mm);
      g_assert_cmpfloat (upright.width_mm, ==, turned.height_mm);
      g_assert_cmpfloat (upright.height_mm, ==, turned.width_mm);
    }
  g_assert_true (xy_page_size_from_name ("8k", &size));
  g_assert_cmpint (size, ==, XY_PAGE_8K);
  g_assert_true (xy_page_size_from_name ("900x1200", &size));
  g_assert_cmpint (size, ==, XY_PAGE_900X1200);
  /* Any other in millimetres. */
  const char *const custom[] = { "700x1000", "700X1000", "700×1000" };
  for (guint i = 0; i < G_N_ELEMENTS (custom); i++)
    {
      g_assert_true (xy_page_size_from_name (custom[i], &size));
      g_assert_cmpint (size, ==, XY_PAGE_CUSTOM (700, 1000));
      g_assert_cmpstr (xy_page_size_get_name (size), ==, "700x1000");
      g_assert_cmpfloat (xy_page_setup (size, FALSE).width_mm, ==, 700);
      g_assert_cmpfloat (xy_page_setup (size, TRUE).width_mm, ==, 1000);
    }
  const char *const refused[] = { "700x", "x1000", "700x1000mm", "10x1000", "700x5000", "99999999999x1000", "-7x100" };
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_false (xy_page_size_from_name (refused[i], &size));
  g_assert_false (xy_page_size_from_name ("B5", &size));
  g_assert_false (xy_page_size_from_name (NULL, &size));
}

static void
assert_only (const char *name)
{
  g_autoptr (GDir) dir = g_dir_open (fixture_dir (), 0, NULL);

  for (const char *entry = g_dir_read_name (dir); entry != NULL; entry = g_dir_read_name (dir))
    g_assert_false (g_str_has_prefix (entry, name) && strcmp (entry, name) != 0);
}

static void
on_page_written (guint done, guint total, gpointer data)
{
  g_assert_cmpuint (total, ==, 9);
  if (done == 3)
    g_cancellable_cancel (data);
  g_assert_cmpuint (done, <=, 3);
}

/* Cancelled in the middle: the old file is as it was and nothing lies about. */
static void
test_cancel (void)
{
  g_autoptr (XyPaper) paper = make_board (300);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fixture_path ("cancelled.pdf");
  g_autofree char *contents = NULL;

  g_file_set_contents (path, "old", -1, NULL);
  g_assert_false (xy_paper_write_pdf (paper, path, cancellable, on_page_written, cancellable, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CANCELLED);
  g_file_get_contents (path, &contents, NULL, NULL);
  g_assert_cmpstr (contents, ==, "old");
  assert_only ("cancelled.pdf");
}

static void
test_unwritable (void)
{
  g_autoptr (XyPaper) paper = make_board (3);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fixture_path ("missing/board.pdf");

  g_assert_false (xy_paper_write_pdf (paper, path, NULL, NULL, NULL, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_FULL);
  g_assert_nonnull (strstr (error->message, "board.pdf"));
}

/* Every write to /dev/full fails as a full disk does. */
static void
test_full (void)
{
  if (!g_file_test ("/dev/full", G_FILE_TEST_EXISTS))
    {
      g_test_skip ("no /dev/full");
      return;
    }
  g_autofree char *script = g_strdup_printf ("ulimit -f 8; trap '' XFSZ; exec \"$0\" --full");
  int status = 0;
  g_autoptr (GError) error = NULL;
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *argv[] = { "sh", "-c", script, self, NULL };

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
}

/* Runs where no file may grow beyond a few kilobytes. */
static int
run_full (void)
{
  g_autoptr (XyPaper) paper = make_board (30);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fixture_path ("full.pdf");
  g_autofree char *contents = NULL;

  g_file_set_contents (path, "old", -1, NULL);
  g_assert_false (xy_paper_write_pdf (paper, path, NULL, NULL, NULL, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_FULL);
  g_file_get_contents (path, &contents, NULL, NULL);
  g_assert_cmpstr (contents, ==, "old");
  assert_only ("full.pdf");
  return 0;
}

static void
test_png_and_svg (void)
{
  g_autoptr (XyPaper) paper = make_board (30);
  g_autoptr (GError) error = NULL;
  g_autofree char *png = fixture_path ("board.png");
  g_autofree char *svg = fixture_path ("board.svg");
  g_autofree char *text = NULL;

  xy_paper_write_png (paper, 0, 72, png, &error);
  g_assert_no_error (error);
  cairo_surface_t *written = cairo_image_surface_create_from_png (png);
  cairo_surface_t *drawn = fixture_draw_page (paper, 0, 72, XY_PAPER_TARGET_PRINT);
  g_assert_cmpint (cairo_image_surface_get_width (written), ==, 595);
  g_assert_cmpint (cairo_image_surface_get_height (written), ==, 842);
  for (int y = 0; y < 842; y++)
    for (int x = 0; x < 595; x++)
      g_assert_cmpint (fixture_get_ink (written, x, y), ==, fixture_get_ink (drawn, x, y));
  cairo_surface_destroy (written);
  cairo_surface_destroy (drawn);

  xy_paper_write_svg (paper, 0, svg, &error);
  g_assert_no_error (error);
  g_file_get_contents (svg, &text, NULL, NULL);
  g_assert_nonnull (strstr (text, "width=\"595"));
  g_assert_nonnull (strstr (text, "</svg>"));
}

static gpointer
draw_on_thread (gpointer data)
{
  XyPaper *paper = data;

  for (guint page = 0; page < xy_paper_get_n_pages (paper); page++)
    cairo_surface_destroy (fixture_draw_page (paper, page, 40, XY_PAPER_TARGET_SCREEN));
  return NULL;
}

/* The preview goes on drawing while the file is written. */
static void
test_threads (void)
{
  g_autoptr (XyPaper) paper = make_board (120);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fixture_path ("threads.pdf");
  GThread *threads[3];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("draw", draw_on_thread, paper);
  xy_paper_write_pdf (paper, path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpfloat (fixture_compare_page (paper, 2, path, 96), <=, 0.01);
}

/* A long title is set smaller, then in lines of about one length; running text goes on over pages without lone lines.
 */
static void
test_text (void)
{
  XyPageSetup setup = xy_page_setup (XY_PAGE_A5, FALSE);
  g_autoptr (XyPaper) paper = xy_paper_new ("text", &setup);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fixture_path ("text.pdf");
  g_autoptr (GString) long_text = g_string_new (NULL);
  double right = (setup.width_mm - setup.right_mm) * XY_MM;
  guint title_lines = 0;
  double shortest = G_MAXDOUBLE, longest = 0;

  for (guint i = 0; i < 120; i++)
    g_string_append (long_text, "各户房前屋后无垃圾，柴草农具堆放整齐。");
  xy_paper_add (paper, xy_block_title_new ("关于石板溪村二〇二六年第三季度人居环境整治积分评定结果和红榜农户名单的公示",
                                           (XyFont){ XY_FONT_TITLE, 22 }));
  xy_paper_add (paper, xy_block_text_new (long_text->str, (XyFont){ XY_FONT_BODY, 14 }, 24, 2, XY_ALIGN_LEFT));
  xy_paper_write_pdf (paper, path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  g_autoptr (GPtrArray) words = fixture_words (path);
  g_autofree guint *lines = g_new0 (guint, xy_paper_get_n_pages (paper));
  for (guint i = 0; i < words->len; i++)
    {
      const FixtureWord *word = words->pdata[i];
      g_assert_cmpfloat (word->right, <=, right + 8);
      if (strstr (word->text, "石板溪") || strstr (word->text, "季度") || strstr (word->text, "红榜"))
        {
          shortest = MIN (shortest, word->right - word->left);
          longest = MAX (longest, word->right - word->left);
          title_lines++;
        }
      else if (word->right - word->left > 20 * 14 - 60)
        lines[word->page]++;
    }
  g_assert_cmpuint (title_lines, >=, 2);
  g_assert_cmpfloat (shortest, >, longest * 0.75);
  for (guint p = 0; p < xy_paper_get_n_pages (paper); p++)
    g_assert_cmpuint (lines[p], >=, 1);
}

int
main (int argc, char **argv)
{
  if (argc > 1 && strcmp (argv[1], "--full") == 0)
    return run_full ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper/page-sizes", test_page_sizes);
  g_test_add_func ("/paper/cancel", test_cancel);
  g_test_add_func ("/paper/unwritable", test_unwritable);
  g_test_add_func ("/paper/full", test_full);
  g_test_add_func ("/paper/png-and-svg", test_png_and_svg);
  g_test_add_func ("/paper/threads", test_threads);
  g_test_add_func ("/paper/text", test_text);
  return g_test_run ();
}
