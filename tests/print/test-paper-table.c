/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any table on any sheet: each row once, in order, within the margins, nothing over anything else. */
#include "fixture.h"

#include <math.h>
#include <string.h>

#include "core/error.h"
#include "print/paper-table.h"

#define MAX_COLUMNS 7

typedef struct
{
  XyPageSetup setup;
  guint n_columns, n_rows;
  gboolean has_totals, has_signature;
  GString *han;  /* the Han signs of all cells */
  GArray *kinds; /* XyRowKind */
  XyTableStyle style;
} World;

static char *
random_text (World *world, guint most)
{
  static const char *const signs[] = { "甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸", "，", "3", " " };
  GString *text = g_string_new (NULL);
  guint length = (guint) g_test_rand_int_range (0, (int) most);

  for (guint i = 0; i < length; i++)
    {
      guint sign = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (signs));
      /* Marks side by side close up, which a reader of boxes takes for words over each other. */
      if (g_str_has_suffix (text->str, "，") || text->len == 0)
        sign %= 10;
      g_string_append (text, signs[sign]);
      if (sign < 10)
        g_string_append (world->han, signs[sign]);
    }
  return g_string_free (text, FALSE);
}

static XyBlock *
random_table (World *world)
{
  XyPaperColumn columns[MAX_COLUMNS];
  gboolean long_text[MAX_COLUMNS];

  world->n_columns = (guint) g_test_rand_int_range (1, MAX_COLUMNS + 1);
  world->n_rows = (guint) g_test_rand_int_range (1, 150);
  for (guint c = 0; c < world->n_columns; c++)
    {
      long_text[c] = c > 0 && g_test_rand_int_range (0, 3) == 0;
      columns[c] = (XyPaperColumn){
        .title = "头",
        .align = c == 0 ? XY_ALIGN_LEFT : (XyAlign) g_test_rand_int_range (0, 3),
        .fit = c == 0 ? XY_FIT_WHOLE : (long_text[c] ? XY_FIT_WRAP : (XyFit) g_test_rand_int_range (1, 3)),
        .font = { g_test_rand_bit () ? XY_FONT_SANS : XY_FONT_SONG, c == 0 ? 10 : g_test_rand_double_range (8, 16) },
        .weight = g_test_rand_int_range (0, 4),
        .limit = g_test_rand_bit () ? 0 : g_test_rand_int_range (long_text[c] ? 12 : 3, 20),
        .name = g_test_rand_bit (),
      };
    }
  columns[0].limit = 0;
  world->style = (XyTableStyle){
    .lines = (XyTableLines) g_test_rand_int_range (0, 3),
    .shaded = g_test_rand_bit (),
    .row_height = g_test_rand_double_range (18, 30),
    .head_height = 20,
    .head_font = { XY_FONT_SANS_BOLD, 10 },
    .padding = 3,
    .owner_column = 0,
    .continued = g_test_rand_bit () ? "rest" : NULL,
    .group_pages = g_test_rand_int_range (0, 5) == 0,
  };

  XyBlock *table = xy_paper_table_new (&world->style, columns, world->n_columns);
  for (guint r = 0; r < world->n_rows; r++)
    {
      int dice = g_test_rand_int_range (0, 20);
      XyRowKind kind =
          dice == 0 && r + 1 < world->n_rows ? XY_ROW_GROUP : (dice < 6 && r > 0 ? XY_ROW_GLUED : XY_ROW_PLAIN);
      char *texts[MAX_COLUMNS] = { g_strdup_printf ("%s%u", kind == XY_ROW_GROUP ? "group" : "row", r) };
      for (guint c = 1; c < world->n_columns; c++)
        texts[c] = kind == XY_ROW_GROUP ? NULL : random_text (world, long_text[c] ? 50 : 6);
      xy_paper_table_add_row (table, kind, (const char *const *) texts);
      g_array_append_val (world->kinds, kind);
      for (guint c = 0; c < world->n_columns; c++)
        g_free (texts[c]);
    }
  world->has_totals = g_test_rand_bit ();
  if (world->has_totals)
    {
      const char *totals[MAX_COLUMNS] = { "totals" };
      xy_paper_table_set_totals (table, totals);
    }
  return table;
}

static int
compare_signs (gconstpointer a, gconstpointer b)
{
  gunichar x = *(const gunichar *) a, y = *(const gunichar *) b;

  return (x > y) - (x < y);
}

/* The cyclical signs 甲 to 癸 of TEXT, sorted. */
static char *
sort_han (const char *text)
{
  g_autoptr (GArray) signs = g_array_new (FALSE, FALSE, sizeof (gunichar));
  GString *sorted = g_string_new (NULL);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar ch = g_utf8_get_char (text);
      if (g_utf8_strchr ("甲乙丙丁戊己庚辛壬癸", -1, ch) != NULL)
        g_array_append_val (signs, ch);
    }
  g_array_sort (signs, compare_signs);
  for (guint i = 0; i < signs->len; i++)
    g_string_append_unichar (sorted, g_array_index (signs, gunichar, i));
  return g_string_free (sorted, FALSE);
}

/* Where the ink of a word ends: the blank half of a closing mark may hang out of a line. */
static double
get_ink_right (const FixtureWord *word)
{
  double squares = 0;

  if (!g_str_has_suffix (word->text, "，"))
    return word->right;
  for (const char *at = word->text; *at != '\0'; at = g_utf8_next_char (at))
    squares += (guchar) *at < 0x80 ? 0.56 : 1;
  return word->right - 0.5 * (word->right - word->left) / squares;
}

static void
check_overlap (const GPtrArray *words)
{
  for (guint i = 0; i < words->len; i++)
    for (guint j = i + 1; j < words->len; j++)
      {
        const FixtureWord *a = words->pdata[i], *b = words->pdata[j];
        if (a->page != b->page)
          break;
        double across = MIN (get_ink_right (a), get_ink_right (b)) - MAX (a->left, b->left);
        double apart = fabs (a->top + a->bottom - b->top - b->bottom) / 2;
        double height = MIN (a->bottom - a->top, b->bottom - b->top);
        if (across <= 1 || apart >= height * 0.5)
          continue;
        g_test_message ("page %u: “%s” at %g, %g stands over “%s” at %g, %g", a->page + 1, a->text, a->left, a->top,
                        b->text, b->left, b->top);
        g_assert_cmpfloat (apart, >=, height * 0.5);
      }
}

/*
 * The signature stands alone only where the last row, whose middle is at Y and whose text ends at LOWEST, leaves it no
 * room on any page.
 */
static gboolean
may_stand_alone (const World *world, double y, double lowest)
{
  double room = (world->setup.height_mm - world->setup.top_mm - world->setup.bottom_mm) * XY_MM;
  double row = 2 * (lowest - y);
  double heads = world->style.head_height + world->style.row_height + (world->style.continued != NULL ? 15 : 0);
  double end = 45 * XY_MM + (world->has_totals ? 1.05 * world->style.row_height : 0);

  return world->has_signature && row + heads + end > room - 15;
}

static void
check (const World *world, const char *pdf, guint n_pages)
{
  g_autoptr (GPtrArray) words = fixture_words (pdf);
  g_autoptr (GString) all = g_string_new (NULL);
  double left = world->setup.left_mm * XY_MM, right = (world->setup.width_mm - world->setup.right_mm) * XY_MM;
  double top = world->setup.top_mm * XY_MM, bottom = (world->setup.height_mm - world->setup.bottom_mm) * XY_MM;
  guint next = 0, heads = 0, totals = 0, page_of_last = 0;
  double y = 0, lowest = 0;
  g_autofree gboolean *has_row = g_new0 (gboolean, n_pages);

  for (guint i = 0; i < words->len; i++)
    {
      const FixtureWord *word = words->pdata[i];
      double middle = (word->top + word->bottom) / 2;
      if (middle > bottom)
        continue; /* the line at the foot of the sheet */
      g_assert_cmpfloat (word->left, >=, left - 1);
      g_assert_cmpfloat (get_ink_right (word), <=, right + 1);
      g_assert_cmpfloat (middle, >=, top);
      heads += strcmp (word->text, "头") == 0;
      totals += strcmp (word->text, "totals") == 0;
      if (word->page == page_of_last && middle > y && strcmp (word->text, "totals") != 0
          && strcmp (word->text, "issuer") != 0 && strcmp (word->text, "day") != 0)
        lowest = word->bottom;
      g_string_append (all, word->text);

      /* A group's head may be said again, with a mark, where a page goes on with it. */
      gboolean is_group = g_str_has_prefix (word->text, "group");
      if (!(is_group || g_str_has_prefix (word->text, "row")) || strstr (word->text, "续") != NULL)
        continue;
      guint number = (guint) g_ascii_strtoull (word->text + (is_group ? 5 : 3), NULL, 10);
      g_assert_cmpuint (number, ==, next);
      if (word->page == page_of_last && next > 0)
        g_assert_cmpfloat (middle, >=, y + 6.5);
      else if (next > 0)
        {
          g_assert_cmpuint (word->page, ==, page_of_last + 1);
          /* No page ends with a group's head. */
          g_assert_cmpint (g_array_index (world->kinds, XyRowKind, next - 1), !=, XY_ROW_GROUP);
        }
      has_row[word->page] = TRUE;
      y = middle;
      lowest = word->bottom;
      page_of_last = word->page;
      next++;
    }
  g_assert_cmpuint (next, ==, world->n_rows);
  guint n_of_table = has_row[n_pages - 1] || !may_stand_alone (world, y, lowest) ? n_pages : n_pages - 1;
  for (guint p = 0; p < n_of_table; p++)
    g_assert_true (has_row[p]);
  g_assert_cmpuint (heads, ==, n_of_table * world->n_columns);
  g_assert_cmpuint (totals, ==, world->has_totals);

  g_autofree char *expected = sort_han (world->han->str);
  g_autofree char *found = sort_han (all->str);
  g_assert_true (strcmp (found, expected) == 0);
  check_overlap (words);
}

static void
test_random_tables (void)
{
  g_autofree char *pdf = fixture_path ("table.pdf");

  guint n_tables = g_getenv ("XIANGYUE_TEST_LONG") != NULL ? 250 : 25;

  for (guint n = 0; n < n_tables; n++)
    {
      World world = { .han = g_string_new (NULL), .kinds = g_array_new (FALSE, FALSE, sizeof (XyRowKind)) };
      XyPageSize size = (XyPageSize) g_test_rand_int_range (0, XY_PAGE_A6);
      g_autoptr (GError) error = NULL;
      world.setup = xy_page_setup (size, g_test_rand_bit ());
      g_autoptr (XyPaper) paper = xy_paper_new ("table", &world.setup);

      if (g_test_rand_bit ())
        xy_paper_add (paper, xy_block_title_new ("T", (XyFont){ XY_FONT_TITLE, 20 }));
      xy_paper_add (paper, random_table (&world));
      world.has_signature = g_test_rand_bit ();
      if (world.has_signature)
        xy_paper_add (paper, xy_block_signature_new (NULL, (XyFont){ XY_FONT_BODY, 12 }, "issuer", "day",
                                                     (XyFont){ XY_FONT_BODY, 12 }));
      xy_paper_write_pdf (paper, pdf, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      check (&world, pdf, xy_paper_get_n_pages (paper));
      const GPtrArray *notices = xy_paper_get_notices (paper);
      for (guint i = 0; i < notices->len; i++)
        g_assert_cmpint (((XyPaperNotice *) notices->pdata[i])->kind, ==, XY_PAPER_NOTICE_STAND_IN);
      g_string_free (world.han, TRUE);
      g_array_unref (world.kinds);
    }
}

/* A household of glued rows stands on one page as long as a page can hold it. */
static void
test_glued (void)
{
  g_autofree char *pdf = fixture_path ("glued.pdf");
  const XyPaperColumn columns[] = { { .title = "头", .font = { XY_FONT_SANS, 10 } } };
  const XyTableStyle style = { .row_height = 20, .head_height = 20, .head_font = { XY_FONT_SANS_BOLD, 10 } };
  XyPageSetup setup = xy_page_setup (XY_PAGE_A5, FALSE);
  g_autoptr (XyPaper) paper = xy_paper_new ("glued", &setup);
  g_autoptr (GError) error = NULL;
  XyBlock *table = xy_paper_add (paper, xy_paper_table_new (&style, columns, 1));

  for (guint household = 0; household < 20; household++)
    for (guint person = 0; person < 7; person++)
      {
        g_autofree char *text = g_strdup_printf ("h%u", household);
        const char *cells[] = { text };
        xy_paper_table_add_row (table, person == 0 ? XY_ROW_PLAIN : XY_ROW_GLUED, cells);
      }
  xy_paper_write_pdf (paper, pdf, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_auto (GStrv) pages = fixture_page_texts (pdf);
  g_assert_cmpuint (g_strv_length (pages), >, 3);
  for (guint household = 0; household < 20; household++)
    {
      g_autofree char *text = g_strdup_printf ("h%u\n", household);
      guint n_pages = 0;
      for (guint p = 0; pages[p] != NULL; p++)
        n_pages += strstr (pages[p], text) != NULL;
      g_assert_cmpuint (n_pages, ==, 1);
    }
}

/* More text than a page holds is cut, and said. */
static void
test_too_long (void)
{
  const XyPaperColumn columns[] = { { .title = "户主", .font = { XY_FONT_SONG, 12 } },
                                    { .title = "事项", .fit = XY_FIT_WRAP, .font = { XY_FONT_SONG, 12 } } };
  const XyTableStyle style = { .row_height = 20, .head_height = 20, .head_font = { XY_FONT_SANS_BOLD, 10 } };
  XyPageSetup setup = xy_page_setup (XY_PAGE_A5, FALSE);
  g_autoptr (XyPaper) paper = xy_paper_new ("long", &setup);
  g_autoptr (GString) text = g_string_new (NULL);
  XyBlock *table = xy_paper_add (paper, xy_paper_table_new (&style, columns, 2));
  guint cuts = 0;

  for (guint i = 0; i < 5000; i++)
    g_string_append (text, "长");
  const char *rows[][2] = { { "肖满生", "短" }, { "杨立新", text->str }, { "李桂香", "短" } };
  for (guint r = 0; r < G_N_ELEMENTS (rows); r++)
    xy_paper_table_add_row (table, XY_ROW_PLAIN, rows[r]);
  const GPtrArray *notices = xy_paper_get_notices (paper);
  for (guint i = 0; i < notices->len; i++)
    {
      const XyPaperNotice *notice = notices->pdata[i];
      if (notice->kind != XY_PAPER_NOTICE_CUT)
        continue;
      g_assert_cmpstr (notice->owner, ==, "杨立新");
      cuts++;
    }
  g_assert_cmpuint (cuts, ==, 1);
}

#define MANY_ROWS 25000

typedef struct
{
  GCancellable *cancellable; /* cancelled by the first call, in the midst of the layout; NULL: not at all */
  guint n_calls;
} Carry;

static void
carry_and_cancel (guint n_rows, char **cells, gpointer data)
{
  Carry *carry = data;

  cells[1] = g_strdup_printf ("%u", n_rows);
  carry->n_calls++;
  g_cancellable_cancel (carry->cancellable);
}

/* Stopped at once, nothing is left half done: laid out again the paper is the same as one that nobody stopped. */
static void
test_cancelled (void)
{
  const XyPaperColumn columns[] = {
    { .title = "户主", .font = { XY_FONT_SONG, 12 }, .name = TRUE },
    { .title = "积分", .align = XY_ALIGN_RIGHT, .font = { XY_FONT_SANS, 12 }, .weight = 1 },
  };
  const XyTableStyle style = { .row_height = 20, .head_height = 24, .head_font = { XY_FONT_HEI, 12 } };
  XyPageSetup setup = xy_page_setup (XY_PAGE_A4, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Carry stopped = { .cancellable = cancellable }, whole = { NULL };
  Carry *const carries[] = { &stopped, &whole };
  g_autofree char *path = fixture_path ("stopped.pdf");
  XyPaper *papers[2];

  for (guint p = 0; p < 2; p++)
    {
      papers[p] = xy_paper_new ("积分", &setup);
      XyBlock *table = xy_paper_add (papers[p], xy_paper_table_new (&style, columns, G_N_ELEMENTS (columns)));
      xy_paper_table_set_carry (table, 0, carry_and_cancel, carries[p], NULL);
      for (guint i = 0; i < MANY_ROWS; i++)
        {
          g_autofree char *points = g_strdup_printf ("%u", i % 97);
          xy_paper_table_add_row (table, XY_ROW_PLAIN, (const char *[]){ i % 3 == 0 ? "李伟" : "欧阳建军", points });
        }
    }

  g_assert_false (xy_paper_lay_out (papers[0], cancellable, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CANCELLED);
  g_assert_cmpuint (stopped.n_calls, ==, 1);
  g_clear_error (&error);
  g_assert_false (xy_paper_write_pdf (papers[0], path, cancellable, NULL, NULL, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CANCELLED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (stopped.n_calls, ==, 1);

  stopped.cancellable = NULL;
  g_assert_true (xy_paper_lay_out (papers[1], NULL, NULL));
  guint n = xy_paper_get_n_pages (papers[1]);
  g_assert_cmpuint (whole.n_calls, >, 500);
  g_assert_cmpuint (n, >, 500);
  g_assert_cmpuint (xy_paper_get_n_pages (papers[0]), ==, n);
  g_assert_cmpuint (xy_paper_get_notices (papers[0])->len, ==, xy_paper_get_notices (papers[1])->len);
  for (guint page = 0; page < n; page += n - 1)
    {
      cairo_surface_t *a = fixture_draw_page (papers[0], page, 48, XY_PAPER_TARGET_PRINT);
      cairo_surface_t *b = fixture_draw_page (papers[1], page, 48, XY_PAPER_TARGET_PRINT);
      gsize size = (gsize) cairo_image_surface_get_stride (a) * cairo_image_surface_get_height (a);
      g_assert_cmpmem (cairo_image_surface_get_data (a), size, cairo_image_surface_get_data (b), size);
      cairo_surface_destroy (a);
      cairo_surface_destroy (b);
    }
  g_object_unref (papers[0]);
  g_object_unref (papers[1]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper-table/random-tables", test_random_tables);
  g_test_add_func ("/paper-table/glued", test_glued);
  g_test_add_func ("/paper-table/too-long", test_too_long);
  g_test_add_func ("/paper-table/cancelled", test_cancelled);
  return g_test_run ();
}
