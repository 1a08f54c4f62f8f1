/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <string.h>

#include "print/typeset.h"

static const XyFont body = { XY_FONT_BODY, 16 };

/* The lines of TEXT, joined with a stroke. */
static char *
break_at (XyFontSet *fonts, const char *text, double characters)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (XyLine));
  g_autoptr (GString) joined = g_string_new (NULL);

  xy_typeset_break (fonts, body, text, characters * body.size, 0, lines);
  for (guint i = 0; i < lines->len; i++)
    {
      const XyLine *line = &g_array_index (lines, XyLine, i);
      g_string_append_printf (joined, "%s%.*s", i > 0 ? "/" : "", (int) line->length, text + line->start);
      g_assert_cmpint (line->last, ==, i + 1 == lines->len || text[line->start + line->length] == '\n');
    }
  return g_string_free (g_steal_pointer (&joined), FALSE);
}

static void
test_breaks (void)
{
  static const struct
  {
    const char *text;
    double width; /* in characters */
    const char *lines;
  } cases[] = {
    { "天地玄黄宇宙洪荒", 4, "天地玄黄/宇宙洪荒" },
    { "天地玄黄宇宙洪荒", 4.9, "天地玄黄/宇宙洪荒" },
    /* A closing mark hangs by its blank half; where that is not enough a character goes along with it. */
    { "天地玄黄。宇宙洪荒", 4.5, "天地玄黄。/宇宙洪荒" },
    { "天地玄黄。宇宙洪荒", 4, "天地玄/黄。宇宙/洪荒" },
    { "天地玄（黄）宇宙", 4, "天地玄/（黄）宇/宙" },
    { "天地《玄黄》", 3.6, "天地/《玄黄》" },
    /* Numbers and words stay whole, and with the sign that counts them. */
    { "天地2026年宇宙", 3.5, "天地/2026年/宇宙" },
    { "共1234户农户", 3.5, "共/1234户/农户" },
    { "见Xiangyue一书", 5, "见/Xiangyue/一书" },
    { "天地……宇宙", 3, "天/地……/宇宙" },
    { "第一行\n第二", 8, "第一行/第二" },
    { "", 8, "" },
    /* Nothing fits: broken anywhere, but nothing is lost. */
    { "天地玄", 0.5, "天/地/玄" },
    { "abcdefghijklmnop", 2, NULL },
  };
  g_autoptr (XyFontSet) fonts = xy_font_set_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *lines = break_at (fonts, cases[i].text, cases[i].width);
      if (cases[i].lines != NULL)
        g_assert_cmpstr (lines, ==, cases[i].lines);
      else
        {
          g_auto (GStrv) parts = g_strsplit (lines, "/", -1);
          g_autofree char *whole = g_strjoinv ("", parts);
          g_assert_cmpstr (whole, ==, cases[i].text);
          g_assert_cmpuint (g_strv_length (parts), >, 2);
        }
    }
}

/* Any text in any width: nothing lost, nothing too wide that could be broken, no closing mark at the start of a line.
 */
static void
test_random_breaks (void)
{
  static const char *const bits[] = { "天", "地",  "玄", "，", "。", "（", "）", "《", "》",
                                      "12", "Abc", " ",  "年", "、", "“",  "”",  "—",  "·" };
  static const char *const forbidden[] = { "，", "。", "）", "》", "、", "”" };
  g_autoptr (XyFontSet) fonts = xy_font_set_new ();
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (XyLine));

  for (guint n = 0; n < 400; n++)
    {
      g_autoptr (GString) text = g_string_new ("起");
      guint length = (guint) g_test_rand_int_range (0, 60);
      for (guint i = 0; i < length; i++)
        g_string_append (text, bits[g_test_rand_int_range (0, G_N_ELEMENTS (bits))]);
      double width = g_test_rand_double_range (6, 20) * body.size;

      g_array_set_size (lines, 0);
      xy_typeset_break (fonts, body, text->str, width, 0, lines);
      guint at = 0;
      for (guint i = 0; i < lines->len; i++)
        {
          const XyLine *line = &g_array_index (lines, XyLine, i);
          /* Only spaces are left out, between lines. */
          for (; at < line->start; at++)
            g_assert_cmpint (text->str[at], ==, ' ');
          at = line->start + line->length;
          g_autofree char *shown = g_strndup (text->str + line->start, line->length);
          for (guint f = 0; i > 0 && f < G_N_ELEMENTS (forbidden); f++)
            if (g_str_has_prefix (shown, forbidden[f]))
              {
                /* Only after a whole line of such marks, where there is no other place. */
                const XyLine *before = line - 1;
                g_assert_cmpfloat (before->width, >=, width - 2 * body.size);
              }
          g_assert_cmpfloat (line->width, <=, width + 0.02);
        }
      for (; at < text->len; at++)
        g_assert_cmpint (text->str[at], ==, ' ');
    }
}

static void
test_widths (void)
{
  g_autoptr (XyFontSet) fonts = xy_font_set_new ();
  const XyFont sans = { XY_FONT_SANS, 12 };

  /* A Han sign is a square; digits are all as wide; a size is a scale. */
  g_assert_cmpfloat_with_epsilon (xy_typeset_width (fonts, body, "石板溪村", -1), 64, 0.01);
  g_assert_cmpfloat_with_epsilon (xy_typeset_width (fonts, sans, "111.1", -1),
                                  xy_typeset_width (fonts, sans, "908.7", -1), 0.001);
  g_assert_cmpfloat_with_epsilon (xy_typeset_width (fonts, (XyFont){ XY_FONT_SANS, 120 }, "+31.5", -1),
                                  10 * xy_typeset_width (fonts, sans, "+31.5", -1), 0.001);
  /* The length is honoured, in bytes. */
  g_assert_cmpfloat_with_epsilon (xy_typeset_width (fonts, body, "石板溪村", 6), 32, 0.01);
  /* Two marks together close up by half a character. */
  g_assert_cmpfloat_with_epsilon (xy_typeset_width (fonts, body, "日）。", -1), 2.5 * 16, 0.01);
  /* Between Han signs and figures there is a thin space. */
  g_assert_cmpfloat (xy_typeset_width (fonts, body, "3组", -1), >,
                     xy_typeset_width (fonts, body, "3", -1) + xy_typeset_width (fonts, body, "组", -1) + 1);
}

/* Four cells of two sizes, drawn one by one or held back in between; the ink before the end and after it. */
static cairo_surface_t *
draw_cells (XyFontSet *fonts, gboolean held, guint *before, guint *after)
{
  static const char *const texts[] = { "12", "欧阳伟", "+3.5", "−2.0" };
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_A8, 200, 40);
  cairo_t *cr = cairo_create (image);
  guint *counts[] = { before, after };

  if (held)
    xy_typeset_begin (fonts, cr);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      XyFont font = { XY_FONT_SANS, i == 1 ? 15 : 12 };
      /* Measured at another size: what was set is a matter of the role only. */
      xy_typeset_width (fonts, (XyFont){ XY_FONT_SANS, 9 }, texts[i], -1);
      xy_typeset_draw_measured (fonts, font, cr, 10 + 45 * i, 25, texts[i], i == 1 ? 4 : 0);
    }
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      if (held && i == 1)
        xy_typeset_end (fonts);
      cairo_surface_flush (image);
      const guchar *data = cairo_image_surface_get_data (image);
      for (int x = 0; x < 40 * cairo_image_surface_get_stride (image); x++)
        *counts[i] += data[x] > 0;
    }
  cairo_destroy (cr);
  return image;
}

static void
test_held (void)
{
  g_autoptr (XyFontSet) fonts = xy_font_set_new ();
  guint before[2] = { 0 }, after[2] = { 0 };
  cairo_surface_t *single = draw_cells (fonts, FALSE, &before[0], &after[0]);
  cairo_surface_t *held = draw_cells (fonts, TRUE, &before[1], &after[1]);

  /* Another size lets go of what waits; the last two cells are of one font and come at the end. */
  g_assert_cmpuint (before[0], ==, after[0]);
  g_assert_cmpuint (before[1], >, 0);
  g_assert_cmpuint (before[1], <, after[1]);
  g_assert_cmpuint (after[1], ==, after[0]);
  g_assert_cmpmem (cairo_image_surface_get_data (single), 40 * cairo_image_surface_get_stride (single),
                   cairo_image_surface_get_data (held), 40 * cairo_image_surface_get_stride (held));
  cairo_surface_destroy (single);
  cairo_surface_destroy (held);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/typeset/breaks", test_breaks);
  g_test_add_func ("/typeset/random-breaks", test_random_breaks);
  g_test_add_func ("/typeset/widths", test_widths);
  g_test_add_func ("/typeset/held", test_held);
  return g_test_run ();
}
