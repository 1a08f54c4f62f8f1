/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <glib/gstdio.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static char *directory;
static gboolean stays;

static void
remove_directory (void)
{
  g_autoptr (GDir) dir = stays ? NULL : g_dir_open (directory, 0, NULL);

  if (dir == NULL)
    return;
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (directory, name, NULL);
      g_unlink (path);
    }
  g_rmdir (directory);
}

const char *
fixture_dir (void)
{
  if (directory != NULL)
    return directory;
  directory = g_strdup (g_getenv ("XY_TEST_OUT"));
  stays = directory != NULL;
  if (stays)
    g_mkdir_with_parents (directory, 0755);
  else
    directory = g_dir_make_tmp ("xiangyue-print-XXXXXX", NULL);
  g_assert_nonnull (directory);
  atexit (remove_directory);
  return directory;
}

char *
fixture_path (const char *name)
{
  return g_build_filename (fixture_dir (), name, NULL);
}

char *
fixture_run (const char *program, ...)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status = 0;
  va_list args;

  g_ptr_array_add (argv, (gpointer) program);
  va_start (args, program);
  for (char *arg = va_arg (args, char *); arg != NULL; arg = va_arg (args, char *))
    g_ptr_array_add (argv, arg);
  va_end (args);
  g_ptr_array_add (argv, NULL);

  /* With descriptors left open GLib need not copy the whole process first, which is large under sanitizers. */
  g_spawn_sync (NULL, (char **) argv->pdata, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_LEAVE_DESCRIPTORS_OPEN, NULL, NULL,
                &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
  return output;
}

char *
fixture_text (const char *pdf)
{
  return fixture_run ("pdftotext", "-enc", "UTF-8", "-layout", pdf, "-", NULL);
}

char **
fixture_page_texts (const char *pdf)
{
  g_autofree char *text = fixture_text (pdf);
  char **pages = g_strsplit (text, "\f", -1);
  guint n = g_strv_length (pages);

  /* Nothing follows the last form feed. */
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpstr (pages[n - 1], ==, "");
  g_clear_pointer (&pages[n - 1], g_free);
  return pages;
}

static void
word_free (gpointer data)
{
  FixtureWord *word = data;

  g_free (word->text);
  g_free (word);
}

static double
get_attribute (const char *line, const char *name)
{
  const char *at = strstr (line, name);

  g_assert_nonnull (at);
  return g_ascii_strtod (at + strlen (name), NULL);
}

/* From top to bottom, and in a row from left to right. */
static int
compare_words (gconstpointer a, gconstpointer b)
{
  const FixtureWord *first = *(const FixtureWord *const *) a, *second = *(const FixtureWord *const *) b;
  double down = first->top + first->bottom - second->top - second->bottom;

  if (first->page != second->page)
    return first->page < second->page ? -1 : 1;
  if (fabs (down) > 4)
    return down < 0 ? -1 : 1;
  return first->left < second->left ? -1 : first->left > second->left;
}

GPtrArray *
fixture_words (const char *pdf)
{
  g_autofree char *html = fixture_run ("pdftotext", "-enc", "UTF-8", "-bbox", pdf, "-", NULL);
  g_auto (GStrv) lines = g_strsplit (html, "\n", -1);
  GPtrArray *words = g_ptr_array_new_with_free_func (word_free);
  int page = -1;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = g_strchug (lines[i]);
      if (g_str_has_prefix (line, "<page "))
        page++;
      if (!g_str_has_prefix (line, "<word "))
        continue;
      const char *text = strchr (line, '>');
      const char *end = g_strrstr (line, "</word>");
      g_assert_nonnull (text);
      g_assert_nonnull (end);
      FixtureWord *word = g_new0 (FixtureWord, 1);
      word->page = (guint) page;
      word->left = get_attribute (line, "xMin=\"");
      word->top = get_attribute (line, "yMin=\"");
      word->right = get_attribute (line, "xMax=\"");
      word->bottom = get_attribute (line, "yMax=\"");
      word->text = g_strndup (text + 1, end - text - 1);
      g_ptr_array_add (words, word);
    }
  g_ptr_array_sort (words, compare_words);
  return words;
}

guint
fixture_count (const char *text, const char *part)
{
  guint n = 0;

  for (const char *at = strstr (text, part); at != NULL; at = strstr (at + strlen (part), part))
    n++;
  return n;
}

gboolean
fixture_has_long_number (const char *text)
{
  guint run = 0;

  for (const char *at = text;; at++)
    {
      if (g_ascii_isdigit (*at) || (run >= 14 && (*at == 'X' || *at == 'x')))
        {
          run++;
          continue;
        }
      if (run == 11 || (run >= 15 && run <= 19))
        return TRUE;
      run = 0;
      if (*at == '\0')
        return FALSE;
    }
}

cairo_surface_t *
fixture_draw_page (XyPaper *paper, guint page, double dpi, XyPaperTarget target)
{
  double scale = dpi / 72;
  cairo_surface_t *image =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (xy_paper_get_width (paper) * scale),
                                  (int) ceil (xy_paper_get_height (paper) * scale));
  cairo_t *cr = cairo_create (image);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  xy_paper_draw_page (paper, page, cr, target);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (image);
  return image;
}

static int
get_pixel_ink (guint32 pixel)
{
  return 255 - (int) ((pixel & 0xff) + (pixel >> 8 & 0xff) + (pixel >> 16 & 0xff)) / 3;
}

static const guint32 *
get_row (cairo_surface_t *image, int y)
{
  const guchar *row = cairo_image_surface_get_data (image) + y * cairo_image_surface_get_stride (image);

  return (const guint32 *) (const void *) row;
}

int
fixture_get_ink (cairo_surface_t *image, int x, int y)
{
  if (x < 0 || y < 0 || x >= cairo_image_surface_get_width (image) || y >= cairo_image_surface_get_height (image))
    return 0;
  return get_pixel_ink (get_row (image, y)[x]);
}

double
fixture_compare_page (XyPaper *paper, guint page, const char *pdf, double dpi)
{
  g_autofree char *prefix = fixture_path ("page");
  g_autofree char *png = g_strconcat (prefix, ".png", NULL);
  g_autofree char *number = g_strdup_printf ("%u", page + 1);
  g_autofree char *resolution = g_strdup_printf ("%d", (int) dpi);
  g_free (fixture_run ("pdftocairo", "-png", "-singlefile", "-r", resolution, "-f", number, "-l", number, pdf, prefix,
                       NULL));

  cairo_surface_t *theirs = cairo_image_surface_create_from_png (png);
  g_assert_cmpint (cairo_surface_status (theirs), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_t *ours = fixture_draw_page (paper, page, dpi, XY_PAPER_TARGET_PRINT);
  int width = cairo_image_surface_get_width (ours), height = cairo_image_surface_get_height (ours);
  g_assert_cmpint (ABS (cairo_image_surface_get_width (theirs) - width), <=, 1);
  g_assert_cmpint (ABS (cairo_image_surface_get_height (theirs) - height), <=, 1);

  guint different = 0, inked = 0;
  for (int y = 0; y < height; y++)
    {
      const guint32 *our_row = get_row (ours, y);
      const guint32 *their_row = y < cairo_image_surface_get_height (theirs) ? get_row (theirs, y) : NULL;
      int n_theirs = their_row != NULL ? cairo_image_surface_get_width (theirs) : 0;
      for (int x = 0; x < width; x++)
        {
          int ink = get_pixel_ink (our_row[x]), other = x < n_theirs ? get_pixel_ink (their_row[x]) : 0;
          different += ABS (ink - other) > 51;
          inked += ink > 51;
        }
    }
  g_test_message ("page %u at %g dpi: %u pixels have ink, %u differ", page + 1, dpi, inked, different);
  g_assert_cmpuint (inked, >, 1000);
  cairo_surface_destroy (ours);
  cairo_surface_destroy (theirs);
  return (double) different / inked;
}

const char *
fixture_name (GRand *random, GStringChunk *strings)
{
  static const char *const surnames[] = { "肖", "姚", "邹", "杨", "曾", "李", "陈", "仇", "周", "谢", "彭", "欧阳" };
  static const char *const given[] = { "满生", "德胜", "志明", "秀英", "文华", "小平", "建军", "伟",   "国强",
                                       "玉兰", "艳",   "桂香", "长庚", "喜",   "红梅", "冬生", "立新", "淑珍" };
  g_autofree char *name = g_strconcat (surnames[g_rand_int_range (random, 0, G_N_ELEMENTS (surnames))],
                                       given[g_rand_int_range (random, 0, G_N_ELEMENTS (given))], NULL);

  return g_string_chunk_insert (strings, name);
}

static int
compare_closing (gconstpointer a, gconstpointer b)
{
  const XyPointsBoardRow *first = a, *second = b;
  gint64 difference =
      (second->opening + second->added + second->deducted) - (first->opening + first->added + first->deducted);

  return difference > 0 ? 1 : (difference < 0 ? -1 : 0);
}

void
fixture_board_init (FixtureBoard *fixture, guint n_households, guint32 seed)
{
  GRand *random = g_rand_new_with_seed (seed);

  fixture->rows = g_array_new (FALSE, TRUE, sizeof (XyPointsBoardRow));
  fixture->strings = g_string_chunk_new (4096);
  fixture->board = (XyPointsBoard){
    .village = "石板溪村",
    .period = "2026年第三季度",
    .from = "2026-07-01",
    .to = "2026-09-30",
    .has_ledger = TRUE,
    .notice_from = "2026-10-09",
    .notice_to = "2026-10-23",
    .reply_days = 5,
    .contact = "谢满生",
    .village_phone = "19900000001",
    .township_phone = "19900000002",
    .issuer = "石板溪村民委员会",
    .date = "2026-10-08",
    .record_number = "JF-2026-0031",
    .printed_at = G_GINT64_CONSTANT (1791421920000),
  };
  for (guint i = 0; i < n_households; i++)
    {
      int group = g_rand_int_range (random, 1, 15);
      g_autofree char *group_text = g_strdup_printf ("%d组", group);
      gint64 added = g_rand_int_range (random, 8, 64) * 50;
      gint64 deducted = g_rand_int_range (random, 0, 10) < 4 ? -g_rand_int_range (random, 2, 11) * 50 : 0;
      XyPointsBoardRow row = {
        .group = g_string_chunk_insert (fixture->strings, group_text),
        .group_order = group,
        .head = fixture_name (random, fixture->strings),
        .opening = g_rand_int_range (random, 160, 380) * 50,
        .added = added,
        .deducted = deducted,
        .note = added > 2800 ? "三季度红榜户" : NULL,
      };
      fixture->board.ledger_opening += row.opening;
      fixture->board.ledger_added += row.added;
      fixture->board.ledger_deducted += row.deducted;
      g_array_append_val (fixture->rows, row);
    }
  g_array_sort (fixture->rows, compare_closing);
  for (guint i = 0; i < n_households; i++)
    {
      XyPointsBoardRow *row = &g_array_index (fixture->rows, XyPointsBoardRow, i);
      row->rank = i > 0 && compare_closing (row - 1, row) == 0 ? (row - 1)->rank : i + 1;
    }
  fixture->board.rows = (const XyPointsBoardRow *) (const void *) fixture->rows->data;
  fixture->board.n_rows = n_households;
  g_rand_free (random);
}

void
fixture_board_clear (FixtureBoard *fixture)
{
  g_array_unref (fixture->rows);
  g_string_chunk_free (fixture->strings);
}

void
fixture_roster_init (FixtureRoster *fixture, guint n_households, guint32 seed)
{
  static const char *const relations[] = { "户主", "配偶", "长子", "儿媳", "孙女", "母亲", "次子" };
  static const char *const groups[] = { "1组", "2组", "枫树屋场" };
  GRand *random = g_rand_new_with_seed (seed);

  fixture->households = g_array_new (FALSE, TRUE, sizeof (XyRosterHousehold));
  fixture->persons = g_ptr_array_new_with_free_func (g_free);
  fixture->strings = g_string_chunk_new (4096);
  fixture->n_persons = 0;
  for (guint i = 0; i < n_households; i++)
    {
      guint n = (guint) g_rand_int_range (random, 1, G_N_ELEMENTS (relations) + 1);
      XyRosterPerson *persons = g_new0 (XyRosterPerson, n);
      char text[64];
      for (guint p = 0; p < n; p++)
        {
          persons[p].name = fixture_name (random, fixture->strings);
          persons[p].relation = relations[p];
          persons[p].sex = g_rand_boolean (random) ? "男" : "女";
          g_snprintf (text, sizeof text, "19%02d-%02d-%02d", g_rand_int_range (random, 40, 99),
                      g_rand_int_range (random, 1, 13), g_rand_int_range (random, 1, 29));
          persons[p].birthday = g_string_chunk_insert (fixture->strings, text);
          g_snprintf (text, sizeof text, "431399********%04d", g_rand_int_range (random, 0, 10000));
          persons[p].id_number = g_string_chunk_insert (fixture->strings, text);
          persons[p].phone = p == 0 ? "199****0012" : NULL;
          persons[p].note = g_rand_int_range (random, 0, 9) == 0 ? "外出务工（广东东莞）" : NULL;
        }
      g_snprintf (text, sizeof text, "%04u", i + 1);
      XyRosterHousehold household = { .number = g_string_chunk_insert (fixture->strings, text),
                                      .group = groups[i * G_N_ELEMENTS (groups) / n_households],
                                      .persons = persons,
                                      .n_persons = n };
      g_array_append_val (fixture->households, household);
      g_ptr_array_add (fixture->persons, persons);
      fixture->n_persons += n;
    }
  fixture->roster = (XyRoster){
    .village = "石板溪村",
    .as_of = "2026-10-08",
    .households = (const XyRosterHousehold *) (const void *) fixture->households->data,
    .n_households = n_households,
    .record_number = "HJ-2026-0007",
    .printed_at = G_GINT64_CONSTANT (1791421920000),
  };
  g_rand_free (random);
}

void
fixture_roster_clear (FixtureRoster *fixture)
{
  g_array_unref (fixture->households);
  g_ptr_array_unref (fixture->persons);
  g_string_chunk_free (fixture->strings);
}

char *
fixture_write (XyPaper *paper, const char *name)
{
  g_autoptr (GError) error = NULL;
  char *path = fixture_path (name);

  xy_paper_write_pdf (paper, path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return path;
}

char *
fixture_squeeze (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);

  return g_strjoinv ("", parts);
}
