/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fontconfig/fontconfig.h>
#include <string.h>

#include "print/font.h"
#include "print/points-board.h"
#include "print/typeset.h"

/* A world with one font file in it: the one that has FAMILY. */
static FcConfig *
config_of (const char *family)
{
  FcConfig *config = FcConfigCreate ();
  FcPattern *pattern = FcPatternCreate ();
  FcResult result;
  FcChar8 *file;

  FcPatternAddString (pattern, FC_FAMILY, (const FcChar8 *) family);
  FcConfigSubstitute (NULL, pattern, FcMatchPattern);
  FcDefaultSubstitute (pattern);
  FcPattern *match = FcFontMatch (NULL, pattern, &result);
  g_assert_cmpint (FcPatternGetString (match, FC_FILE, 0, &file), ==, FcResultMatch);
  g_assert_true (FcConfigAppFontAddFile (config, file));
  FcPatternDestroy (match);
  FcPatternDestroy (pattern);
  return config;
}

static void
test_roles (void)
{
  g_autoptr (XyFontSet) fonts = xy_font_set_new ();

  for (guint role = 0; role < XY_N_FONT_ROLES; role++)
    {
      g_assert_cmpstr (xy_font_set_get_family (fonts, role), !=, "");
      g_assert_false (xy_font_set_is_used (fonts, role));
    }
  xy_typeset_width (fonts, (XyFont){ XY_FONT_KAI, 10 }, "字", -1);
  g_assert_true (xy_font_set_is_used (fonts, XY_FONT_KAI));
  g_assert_false (xy_font_set_is_used (fonts, XY_FONT_BODY));
}

/* With Noto Serif alone, it stands in for 仿宋, but 宋体 has its own. */
static void
test_stand_in (void)
{
  FcConfig *config = config_of ("Noto Serif CJK SC");
  g_autoptr (XyFontSet) fonts = xy_font_set_new_for_config (config);

  g_assert_cmpstr (xy_font_set_get_family (fonts, XY_FONT_BODY), ==, "Noto Serif CJK SC");
  g_assert_cmpstr (xy_font_set_get_missing (fonts, XY_FONT_BODY), ==, "仿宋_GB2312");
  g_assert_cmpstr (xy_font_set_get_missing (fonts, XY_FONT_TITLE), ==, "方正小标宋");
  g_assert_null (xy_font_set_get_missing (fonts, XY_FONT_SONG));
  g_assert_cmpfloat_with_epsilon (xy_typeset_width (fonts, (XyFont){ XY_FONT_BODY, 10 }, "村", -1), 10, 0.01);
  FcConfigDestroy (config);
}

/* Where only a Latin font is installed, every Han sign is a gap; each is told once for each owner. */
static void
test_gaps (void)
{
  FcConfig *config = config_of ("DejaVu Sans");
  g_autoptr (XyFontSet) fonts = xy_font_set_new_for_config (config);
  const XyFont font = { XY_FONT_SONG, 10 };
  const GPtrArray *gaps = xy_font_set_get_gaps (fonts);

  g_assert_cmpstr (xy_font_set_get_family (fonts, XY_FONT_SONG), ==, "");
  xy_typeset_width (fonts, font, "肖12", -1);
  g_assert_cmpuint (gaps->len, ==, 0);
  xy_font_set_watch (fonts, "肖满生");
  xy_typeset_width (fonts, font, "肖12肖", -1);
  xy_typeset_width (fonts, font, "肖", -1);
  xy_font_set_watch (fonts, "杨肖");
  xy_typeset_width (fonts, font, "肖", -1);
  g_assert_cmpuint (gaps->len, ==, 2);
  g_assert_cmpstr (((XyFontGap *) gaps->pdata[0])->character, ==, "肖");
  g_assert_cmpstr (((XyFontGap *) gaps->pdata[0])->owner, ==, "肖满生");
  g_assert_cmpstr (((XyFontGap *) gaps->pdata[1])->owner, ==, "杨肖");
  FcConfigDestroy (config);
}

static void
find_gap (const GPtrArray *notices, const char *character, const char *owner)
{
  for (guint i = 0; i < notices->len; i++)
    {
      const XyPaperNotice *notice = notices->pdata[i];
      if (notice->kind == XY_PAPER_NOTICE_UNDRAWABLE && strcmp (notice->subject, character) == 0)
        {
          g_assert_cmpstr (notice->owner, ==, owner);
          g_assert_nonnull (strstr (notice->message, character));
          return;
        }
    }
  g_assert_not_reached ();
}

/* A private-use character in a name is named before printing, with the household. */
static void
test_notices (void)
{
  static const XyPointsBoardRow rows[] = {
    { .rank = 1, .group = "1组", .head = "肖满生", .opening = 100, .added = 100 },
    { .rank = 2, .group = "1组", .head = "杨\xf3\xb0\x80\x80", .opening = 100, .added = 50 },
  };
  const XyPointsBoard board = { .village = "石板溪村", .period = "2026年", .rows = rows, .n_rows = 2 };
  g_autoptr (XyPaper) paper = xy_points_board_new (&board, NULL, NULL);

  find_gap (xy_paper_get_notices (paper), "\xf3\xb0\x80\x80", rows[1].head);
  g_assert_cmpuint (xy_paper_get_n_pages (paper), ==, 1);
}

/* Marks that join a letter, a variation selector, letters of other scripts: shaped as a whole, none lost. */
static void
test_shapes (void)
{
  static const char *const texts[] = { "é",     "e\xcc\x81", "葛\xf3\xa0\x84\x80", "买买提·吐尔逊", "مۇھەممەت",
                                       "བཀྲ་ཤིས", "A1组B" };
  g_autoptr (XyFontSet) fonts = xy_font_set_new ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      GArray *glyphs = xy_font_set_get_scratch (fonts);
      gsize n_bytes = 0;
      g_array_set_size (glyphs, 0);
      xy_font_set_shape (fonts, XY_FONT_SONG, texts[i], strlen (texts[i]), glyphs);
      for (guint g = 0; g < glyphs->len; g++)
        n_bytes += g_array_index (glyphs, XyGlyph, g).n_bytes;
      g_assert_cmpuint (n_bytes, ==, strlen (texts[i]));
    }
}

static gpointer
measure_on_thread (gpointer data)
{
  g_autoptr (XyFontSet) fonts = xy_font_set_new ();
  double *width = data;

  for (guint i = 0; i < 50; i++)
    *width = xy_typeset_width (fonts, (XyFont){ XY_FONT_BODY, 10 }, "石板溪村Abc", -1);
  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[4];
  double widths[G_N_ELEMENTS (threads)] = { 0 };
  double here = 0;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("measure", measure_on_thread, &widths[i]);
  measure_on_thread (&here);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_thread_join (threads[i]);
      g_assert_cmpfloat (widths[i], ==, here);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/font/roles", test_roles);
  g_test_add_func ("/font/stand-in", test_stand_in);
  g_test_add_func ("/font/gaps", test_gaps);
  g_test_add_func ("/font/notices", test_notices);
  g_test_add_func ("/font/shapes", test_shapes);
  g_test_add_func ("/font/threads", test_threads);
  return g_test_run ();
}
