/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every paper of xy_paper_kinds() on the sample village: each sheet, order, part and period; masked; the same on the
 * screen and in the PDF; and beside a picture that was looked at, tests/data/golden/NAME.png.
 *
 *   test-papers --update      makes those pictures anew that are not like the paper any more; look at each before it is
 *                             committed
 *   test-papers --update=all  makes all anew: also those that differ by less than a test sees
 *   test-papers --part=2/4    the second of each four papers only
 *   test-papers --pictures    only beside the pictures, and the totals
 */
#include <glib/gstdio.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "core/error.h"
#include "core/number.h"
#include "core/unit.h"
#include "paper-look.h"
#include "papers-world.h"

#define HOUSEHOLDS 120
#define GOLDEN_DPI 60
#define SQUARE 4     /* pixels of a picture that are compared as one, for the sake of other versions of the libraries */
#define MOST_PAGES 6 /* whose pixels are compared, of a long paper; all with XIANGYUE_TEST_LONG */

static World world;

static void
check (const XyPaperKind *kind, const XyPaperAsk *ask)
{
  g_autoptr (XyPaper) paper = world_make (&world, kind, ask);
  g_autoptr (Look) look = look_at (paper);
  XyPageSetup setup = world_get_setup (kind, ask, paper);

  g_test_message ("%s %s order %u parts %x: %u pages", kind->name, xy_page_size_get_name (ask->size), ask->order,
                  ask->parts, look->pages->len);
  look_check_sheet (look, &setup);
  /* Of several cards on a sheet each is signed. */
  look_check_order (look, (kind->flags & XY_PAPER_CARDS) != 0 ? NULL : world.issuer);
  look_check_signature (look, paper);
  look_check_masked (look);
}

static gboolean
begin (const XyPaperKind *kind, XyPaperAsk *ask)
{
  if (world_ask (&world, kind, ask))
    return TRUE;
  g_test_fail ();
  return FALSE;
}

static void
test_sheets (gconstpointer p)
{
  const XyPaperKind *kind = p;
  XyPaperAsk ask;

  if (!begin (kind, &ask))
    return;
  for (ask.size = 0; ask.size < XY_N_PAGE_SIZES; ask.size++)
    for (ask.turned = FALSE; ask.turned <= ((kind->flags & XY_PAPER_TURNS) != 0); ask.turned++)
      if (xy_paper_kind_has_size (kind, ask.size))
        check (kind, &ask);
}

/* Each order; each part the other way round, all of them and none. */
static void
test_choices (gconstpointer p)
{
  const XyPaperKind *kind = p;
  XyPaperAsk ask;
  guint n = 0;

  if (!begin (kind, &ask))
    return;
  const guint usual = ask.parts;
  for (guint order = 1; kind->orders != NULL && kind->orders[order].name != NULL; order++)
    {
      ask.order = order;
      check (kind, &ask);
    }
  ask.order = 0;
  for (; kind->parts != NULL && kind->parts[n].name != NULL; n++)
    {
      ask.parts = usual ^ 1u << n;
      check (kind, &ask);
    }
  for (guint i = 0; i < 2 && n > 0; i++)
    {
      ask.parts = i == 0 ? 0 : (1u << n) - 1;
      check (kind, &ask);
    }
}

/* Other records, periods and groups. */
static void
test_scope (gconstpointer p)
{
  static const char *const periods[] = { "2026-10", "2026Q3", "2026", NULL };
  const XyPaperKind *kind = p;
  XyPaperAsk ask;

  if (!begin (kind, &ask))
    return;
  for (guint i = 0; (kind->flags & XY_PAPER_PERIOD) != 0 && i < G_N_ELEMENTS (periods); i++)
    {
      ask.period = periods[i];
      check (kind, &ask);
    }
  g_autoptr (GPtrArray) records = world_list_records (&world, kind);
  for (guint i = 1; i < records->len; i++)
    {
      ask.record = ((XyRecord *) records->pdata[i])->id;
      check (kind, &ask);
    }
  if ((kind->flags & XY_PAPER_OF_ALL) != 0)
    {
      ask.record = XY_ID_NONE;
      check (kind, &ask);
    }
  if ((kind->flags & XY_PAPER_UNIT) == 0 || !xy_id_is_none (&ask.record))
    return;
  g_autoptr (GPtrArray) units =
      xy_record_list (world.store, &xy_unit_type, "WHERE t.del = 0 ORDER BY t.sort LIMIT 2", XY_BIND_NONE, NULL);
  for (guint i = 0; i < units->len; i++)
    {
      ask.unit = ((XyRecord *) units->pdata[i])->id;
      ask.scope = ((XyUnit *) units->pdata[i])->name;
      check (kind, &ask);
    }
}

/* Whole numbers are there when somebody gives a reason: the look that finds none otherwise would see them. */
static void
test_masked (gconstpointer p)
{
  const XyPaperKind *kind = p;
  XyPaperAsk ask;

  if (!begin (kind, &ask))
    return;
  for (guint i = 0; i < 2; i++)
    {
      ask.unmasked = i == 1;
      if (ask.unmasked && (kind->flags & XY_PAPER_NUMBERS) == 0)
        break;
      g_autoptr (XyPaper) paper = world_make (&world, kind, &ask);
      g_autoptr (Look) look = look_at (paper);
      g_assert_cmpint (look_has_long_number (look), ==, ask.unmasked);
    }
}

/* Somebody chose another: what was asked for is given up, or was there already. */
static void
test_stopped (gconstpointer p)
{
  const XyPaperKind *kind = p;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  XyPaperAsk ask;

  if (!begin (kind, &ask))
    return;
  g_cancellable_cancel (cancellable);
  xy_db_set_cancellable (xy_store_get_db (world.store), cancellable);
  g_autoptr (XyPaper) paper = kind->make (world.store, &ask, &error);
  xy_db_set_cancellable (xy_store_get_db (world.store), NULL);
  if (paper == NULL)
    g_assert_error (error, XY_ERROR, XY_ERROR_CANCELLED);
  else
    g_assert_false (g_str_equal (kind->name, "points-board"));
  g_autoptr (XyPaper) again = world_make (&world, kind, &ask);
  g_assert_nonnull (again);
}

static void
test_pixels (gconstpointer p)
{
  const XyPaperKind *kind = p;
  XyPaperAsk ask;

  if (!begin (kind, &ask))
    return;
  g_autoptr (XyPaper) paper = world_make (&world, kind, &ask);
  g_autofree char *pdf = fixture_write (paper, "pixels.pdf");
  guint n = xy_paper_get_n_pages (paper), step = 1;

  if (n > MOST_PAGES && g_getenv ("XIANGYUE_TEST_LONG") == NULL)
    step = n / MOST_PAGES;
  for (guint page = 0; page < n; page += step)
    g_assert_cmpfloat (fixture_compare_page (paper, page, pdf, 96), <=, 0.01);
  g_assert_cmpfloat (fixture_compare_page (paper, n - 1, pdf, 96), <=, 0.01);
}

/* --- the pictures --- */

/* Of the squares with ink so many may be different. */
#define MOST_DIFFERENT 0.02

static const char *golden_folder;
static gboolean update, update_all;

/* Pictures compare only where the same typefaces are installed. */
static char *
name_fonts (void)
{
  g_autoptr (XyFontSet) fonts = xy_font_set_new ();
  GString *names = g_string_new (NULL);

  for (guint role = 0; role < XY_N_FONT_ROLES; role++)
    g_string_append_printf (names, "%s%s", role > 0 ? ", " : "", xy_font_set_get_family (fonts, role));
  return g_string_free (names, FALSE);
}

/* The first and the last page side by side in grey. */
static cairo_surface_t *
draw_golden (XyPaper *paper)
{
  guint n = xy_paper_get_n_pages (paper);
  int width = 0, height = 0, left = 0;
  cairo_surface_t *pages[2] = { fixture_draw_page (paper, 0, GOLDEN_DPI, XY_PAPER_TARGET_PRINT),
                                n > 1 ? fixture_draw_page (paper, n - 1, GOLDEN_DPI, XY_PAPER_TARGET_PRINT) : NULL };

  for (guint i = 0; i < 2 && pages[i] != NULL; i++)
    {
      width += cairo_image_surface_get_width (pages[i]);
      height = MAX (height, cairo_image_surface_get_height (pages[i]));
    }
  /* What has one channel is written as a grey PNG. */
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_A8, width, height);
  guchar *data = cairo_image_surface_get_data (image);
  int stride = cairo_image_surface_get_stride (image);
  for (guint i = 0; i < 2 && pages[i] != NULL; i++)
    {
      int page_width = cairo_image_surface_get_width (pages[i]);
      for (int y = 0; y < height; y++)
        for (int x = 0; x < page_width; x++)
          data[y * stride + left + x] = (guchar) (255 - fixture_get_ink (pages[i], x, y));
      left += page_width;
      cairo_surface_destroy (pages[i]);
    }
  cairo_surface_mark_dirty (image);
  return image;
}

/* How much ink a square of the picture has. */
static int
get_square (cairo_surface_t *image, int left, int top)
{
  int ink = 0;

  for (int i = 0; i < SQUARE * SQUARE; i++)
    ink += fixture_get_ink (image, left + i % SQUARE, top + i / SQUARE);
  return ink;
}

/* Of the squares that have ink in one of the two, the share whose darkness is another. */
static double
compare_golden (cairo_surface_t *ours, cairo_surface_t *theirs)
{
  int width = cairo_image_surface_get_width (ours), height = cairo_image_surface_get_height (ours);
  const int pixels = SQUARE * SQUARE;
  guint different = 0, inked = 0;

  if (cairo_image_surface_get_width (theirs) != width || cairo_image_surface_get_height (theirs) != height)
    return 1;
  for (int y = 0; y + SQUARE <= height; y += SQUARE)
    for (int x = 0; x + SQUARE <= width; x += SQUARE)
      {
        int ink = get_square (ours, x, y), other = get_square (theirs, x, y);
        inked += ink > 16 * pixels || other > 16 * pixels;
        different += ABS (ink - other) > 40 * pixels;
      }
  return inked > 0 ? (double) different / inked : 1;
}

/* How far the picture SEEN is from the golden one; 1 where there is none. */
static double
compare_files (const char *seen, const char *path)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return 1;
  cairo_surface_t *ours = cairo_image_surface_create_from_png (seen);
  cairo_surface_t *theirs = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_surface_status (theirs), ==, CAIRO_STATUS_SUCCESS);
  double share = compare_golden (ours, theirs);
  cairo_surface_destroy (ours);
  cairo_surface_destroy (theirs);
  return share;
}

static void
test_golden (gconstpointer p)
{
  const XyPaperKind *kind = p;
  g_autofree char *name = g_strconcat (kind->name, ".png", NULL);
  g_autofree char *path = g_build_filename (golden_folder, name, NULL);
  g_autofree char *seen = fixture_path (name);
  XyPaperAsk ask;

  if (!begin (kind, &ask))
    return;
  g_autoptr (XyPaper) paper = world_make (&world, kind, &ask);
  cairo_surface_t *drawn = draw_golden (paper);
  g_assert_cmpint (cairo_surface_write_to_png (drawn, seen), ==, CAIRO_STATUS_SUCCESS);
  double share = compare_files (seen, path);
  if (update_all || (update && share > MOST_DIFFERENT))
    {
      g_test_message ("%s is made anew", name);
      g_assert_cmpint (cairo_surface_write_to_png (drawn, path), ==, CAIRO_STATUS_SUCCESS);
      share = compare_files (seen, path);
    }
  cairo_surface_destroy (drawn);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    g_test_message ("There is no %s: run test-papers --update, look at it and commit it.", path);
  g_test_message ("%s: %.4f of the squares with ink differ", kind->name, share);
  if (share > MOST_DIFFERENT)
    g_test_fail ();
}

static void
test_golden_fonts (gconstpointer p)
{
  g_autofree char *path = g_build_filename (golden_folder, "FONTS", NULL);
  g_autofree char *here = name_fonts ();
  g_autofree char *made_with = NULL;

  if (update)
    {
      g_autofree char *text = g_strconcat (here, "\n", NULL);
      g_assert_true (g_file_set_contents (path, text, -1, NULL));
    }
  g_assert_true (g_file_get_contents (path, &made_with, NULL, NULL));
  if (strcmp (g_strchomp (made_with), here) == 0)
    {
      test_golden (p);
      return;
    }
  g_autofree char *message = g_strdup_printf ("made with %s, here are %s", made_with, here);
  g_test_skip (message);
}

/* --- totals --- */

static void
test_totals (void)
{
  const XyPaperKind *board = xy_paper_kind_find ("points-board"), *roster = xy_paper_kind_find ("roster");
  XyPaperAsk ask;

  g_assert_true (world_ask (&world, board, &ask));
  g_autoptr (XyPaper) paper = world_make (&world, board, &ask);
  g_autoptr (Look) look = look_at (paper);
  g_autofree char *body = look_get_body (look);
  g_autofree char *before =
      xy_points_format (world_count (&world, "SELECT sum (delta) FROM points_entry WHERE day < '2026-07-01'"));
  g_autofree char *after =
      xy_points_format (world_count (&world, "SELECT sum (delta) FROM points_entry WHERE day <= '2026-09-30'"));
  const char *total = strstr (body, "合计");
  g_assert_nonnull (total);
  g_autofree char *line = g_strndup (total, strcspn (total, "\n"));
  g_test_message ("%s: %s before, %s after", line, before, after);
  g_assert_nonnull (strstr (line, before));
  g_assert_nonnull (strstr (line + strlen ("合计"), after));

  g_assert_true (world_ask (&world, roster, &ask));
  g_autoptr (XyPaper) list = world_make (&world, roster, &ask);
  g_autoptr (Look) listed = look_at (list);
  g_autofree char *names = look_get_body (listed);
  g_autofree char *people = g_strdup_printf (
      "%d人", (int) world_count (&world, "SELECT count (*) FROM person WHERE del = 0 AND state IN ('here', 'away')"));
  g_assert_nonnull (strstr (names, people));
  g_assert_cmpint (fixture_count (names, "户主男") + fixture_count (names, "户主女"), ==,
                   world_count (&world, "SELECT count (*) FROM household WHERE del = 0 AND state IN ('here', 'away')"));
}

typedef struct
{
  const char *name;
  GTestDataFunc func;
} Check;

static const Check checks[] = {
  { "sheets", test_sheets },   { "choices", test_choices }, { "scope", test_scope },         { "masked", test_masked },
  { "stopped", test_stopped }, { "pixels", test_pixels },   { "golden", test_golden_fonts },
};

static void
add_checks (const XyPaperKind *kind, gboolean pictures)
{
  for (guint c = 0; c < G_N_ELEMENTS (checks); c++)
    {
      g_autofree char *path = g_strdup_printf ("/papers/%s/%s", kind->name, checks[c].name);
      if (!pictures || checks[c].func == test_golden_fonts)
        g_test_add_data_func (path, kind, checks[c].func);
    }
}

int
main (int argc, char *argv[])
{
  gboolean pictures = FALSE;
  guint part = 1, n_parts = 1;

  setlocale (LC_ALL, "");
  for (int i = 1; i < argc; i++)
    {
      update_all = update_all || g_str_equal (argv[i], "--update=all");
      update = update || update_all || g_str_equal (argv[i], "--update");
      pictures = pictures || g_str_equal (argv[i], "--pictures");
      if (g_str_has_prefix (argv[i], "--part="))
        g_assert_cmpint (sscanf (argv[i], "--part=%u/%u", &part, &n_parts), ==, 2);
    }
  g_test_init (&argc, &argv, NULL);
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "data", "golden", NULL);
  golden_folder = folder;
  world_open (&world, HOUSEHOLDS);
  for (guint i = 0; xy_paper_kinds ()[i] != NULL; i++)
    if (i % n_parts == part - 1)
      add_checks (xy_paper_kinds ()[i], pictures);
  if (part == 1)
    g_test_add_func ("/papers/totals", test_totals);
  int status = g_test_run ();
  world_close (&world);
  return status;
}
