/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pictures that a PDF carries are its first pages, and a broken PDF has none. */
#include "print/paper-picture.h"
#include "tests/print/fixture.h"

#include <cairo-pdf.h>
#include <math.h>

static GBytes *
write_pdf (XyPaper *paper, const char *name)
{
  g_autofree char *path = fixture_path (name);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize length;

  g_assert_true (xy_paper_write_pdf (paper, path, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  return g_bytes_new_take (data, length);
}

static XyPaper *
make_paper (gboolean landscape)
{
  XyPageSetup setup = xy_page_setup (XY_PAGE_A4, landscape);
  XyPaper *paper = xy_paper_new ("picture", &setup);

  xy_paper_add (paper, xy_block_title_new ("积分公示", (XyFont){ XY_FONT_TITLE, 80 }));
  for (int i = 0; i < 60; i++)
    xy_paper_add (paper, xy_block_text_new ("房前屋后无垃圾", (XyFont){ XY_FONT_BODY, 16 }, 24, 2, XY_ALIGN_LEFT));
  return paper;
}

/* How dark the strip from FROM to TO of the height is, 0 to 1. */
static double
darkness (cairo_surface_t *surface, double from, double to)
{
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  double sum = 0;
  guint n = 0;

  for (int y = (int) (from * height); y < (int) (to * height); y++)
    for (int x = 0; x < width; x++, n++)
      {
        const guchar *pixel = cairo_image_surface_get_data (surface)
                              + (gsize) y * (gsize) cairo_image_surface_get_stride (surface) + 4 * (gsize) x;
        sum += 1 - (pixel[0] + pixel[1] + pixel[2]) / 765.0;
      }
  return sum / n;
}

static cairo_surface_t *
draw (XyPaper *paper, guint page, int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, width / xy_paper_get_width (paper), height / xy_paper_get_height (paper));
  xy_paper_draw_page (paper, page, cr, XY_PAPER_TARGET_PRINT);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static void
test_first_pages (gconstpointer landscape)
{
  g_autoptr (XyPaper) paper = make_paper (GPOINTER_TO_INT (landscape));
  g_autoptr (GBytes) pdf = write_pdf (paper, "picture.pdf");
  g_autoptr (GPtrArray) pictures = xy_paper_picture_read (pdf);
  int width, height;

  g_assert_cmpuint (xy_paper_get_n_pages (paper), >=, 2);
  g_assert_cmpuint (pictures->len, ==, MIN (xy_paper_get_n_pages (paper), XY_PAPER_PICTURE_PAGES));
  xy_paper_picture_size (xy_paper_get_width (paper), xy_paper_get_height (paper), &width, &height);
  g_assert_cmpint (MAX (width, height), ==, XY_PAPER_PICTURE_SIDE);
  g_assert_true ((width > height) == GPOINTER_TO_INT (landscape));
  for (guint page = 0; page < pictures->len; page++)
    {
      cairo_surface_t *picture = pictures->pdata[page], *drawn = draw (paper, page, width, height);

      g_assert_cmpint (cairo_image_surface_get_width (picture), ==, width);
      g_assert_cmpint (cairo_image_surface_get_height (picture), ==, height);
      for (int strip = 0; strip < 10; strip++)
        {
          double here = darkness (picture, strip / 10.0, (strip + 1) / 10.0);
          double there = darkness (drawn, strip / 10.0, (strip + 1) / 10.0);
          g_assert_cmpfloat (fabs (here - there), <, 0.02);
        }
      cairo_surface_destroy (drawn);
    }
  /* The title stands on the first. */
  g_assert_cmpfloat (darkness (pictures->pdata[0], 0, 0.3), >, darkness (pictures->pdata[1], 0, 0.3) + 0.01);
}

static cairo_status_t
on_bytes_written (void *array, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (array, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* In colours, in grey, and in nothing but black: cairo writes each in its own way. */
static void
test_inks (void)
{
  static const guint32 inks[] = { 0xa8332a, 0x777777, 0x000000 };

  for (guint i = 0; i < G_N_ELEMENTS (inks); i++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (on_bytes_written, bytes, 200, 100);
      cairo_t *cr = cairo_create (surface);

      cairo_pdf_surface_set_thumbnail_size (surface, XY_PAPER_PICTURE_SIDE, XY_PAPER_PICTURE_SIDE / 2);
      cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
      cairo_set_source_rgb (cr, (inks[i] >> 16) / 255.0, (inks[i] >> 8 & 255) / 255.0, (inks[i] & 255) / 255.0);
      cairo_rectangle (cr, 100, 0, 100, 100);
      cairo_fill (cr);
      cairo_show_page (cr);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);

      g_autoptr (GBytes) pdf = g_bytes_new (bytes->data, bytes->len);
      g_autoptr (GPtrArray) pictures = xy_paper_picture_read (pdf);
      g_assert_cmpuint (pictures->len, ==, 1);
      const guint32 *row = (const guint32 *) (gconstpointer) cairo_image_surface_get_data (pictures->pdata[0]);
      g_assert_cmphex (row[20] & 0xffffff, ==, 0xffffff);
      g_assert_cmphex (row[XY_PAPER_PICTURE_SIDE - 20] & 0xffffff, ==, inks[i]);
    }
}

/* Cut off or changed anywhere: no picture or some picture, never a crash. */
static void
test_broken (void)
{
  g_autoptr (XyPaper) paper = make_paper (FALSE);
  g_autoptr (GBytes) pdf = write_pdf (paper, "broken.pdf");
  gsize length = g_bytes_get_size (pdf);
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);
  g_autoptr (GBytes) start = g_bytes_new_from_bytes (pdf, 0, 400);

  g_autoptr (GPtrArray) of_empty = xy_paper_picture_read (empty);
  g_autoptr (GPtrArray) of_start = xy_paper_picture_read (start);

  g_assert_cmpuint (of_empty->len, ==, 0);
  g_assert_cmpuint (of_start->len, ==, 0);
  for (int i = 0; i < 200; i++)
    {
      g_autofree guchar *copy = g_memdup2 (g_bytes_get_data (pdf, NULL), length);
      gsize cut = (gsize) g_test_rand_int_range (1, (gint32) length);

      for (int k = 0; k < 50; k++)
        copy[g_test_rand_int_range (0, (gint32) length)] = (guchar) g_test_rand_int_range (0, 256);

      g_autoptr (GBytes) broken = g_bytes_new (copy, cut);
      g_autoptr (GPtrArray) pictures = xy_paper_picture_read (broken);
      g_assert_cmpuint (pictures->len, <=, XY_PAPER_PICTURE_PAGES);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/paper-picture/upright", GINT_TO_POINTER (FALSE), test_first_pages);
  g_test_add_data_func ("/paper-picture/lying", GINT_TO_POINTER (TRUE), test_first_pages);
  g_test_add_func ("/paper-picture/inks", test_inks);
  g_test_add_func ("/paper-picture/broken", test_broken);
  return g_test_run ();
}
