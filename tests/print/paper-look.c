/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper-look.h"

#include <math.h>
#include <string.h>

/* The small line at the foot of a sheet stands lower than this above the edge. */
#define FOOT (12 * XY_MM)

/* Boxes of words reach above and below their ink; ink itself stays within the margins. */
#define SLACK 1.5

/* Says what is wrong and goes on, so that one run shows what all papers lack. */
static void G_GNUC_PRINTF (1, 2) look_fail (const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *message = g_strdup_vprintf (format, args);
  va_end (args);
  g_test_message ("%s", message);
  g_test_fail ();
}

static void
line_free (gpointer data)
{
  LookLine *line = data;

  g_free (line->text);
  g_free (line);
}

static void
page_free (gpointer data)
{
  LookPage *page = data;

  g_ptr_array_unref (page->words);
  g_ptr_array_unref (page->lines);
  g_free (page->foot);
  g_free (page);
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

static FixtureWord *
read_word (const char *line, guint page)
{
  const char *text = strchr (line, '>');
  const char *end = g_strrstr (line, "</word>");
  FixtureWord *word = g_new0 (FixtureWord, 1);

  g_assert_nonnull (text);
  g_assert_nonnull (end);
  *word = (FixtureWord){ page,
                         get_attribute (line, "xMin=\""),
                         get_attribute (line, "yMin=\""),
                         get_attribute (line, "xMax=\""),
                         get_attribute (line, "yMax=\""),
                         g_strndup (text + 1, end - text - 1) };
  return word;
}

static double
middle_of (const FixtureWord *word)
{
  return (word->top + word->bottom) / 2;
}

static gboolean
is_foot (const LookPage *page, const FixtureWord *word)
{
  /* On boards it is larger. */
  double larger = MAX (MIN (page->width, page->height) / (350 * XY_MM), 1);

  return middle_of (word) > page->height - FOOT * larger;
}

/* A word begins a further line where it does not stand on the height of the one before, or stands to the left of it. */
static void
make_lines (LookPage *page)
{
  g_autoptr (GString) foot = g_string_new (NULL);
  LookLine *line = NULL;
  const FixtureWord *before = NULL;

  for (guint i = 0; i < page->words->len; i++)
    {
      const FixtureWord *word = page->words->pdata[i];
      if (is_foot (page, word))
        {
          g_string_append (foot, word->text);
          continue;
        }
      double smaller = before != NULL ? MIN (word->bottom - word->top, before->bottom - before->top) : 0;
      if (before == NULL || fabs (middle_of (word) - middle_of (before)) > 0.25 * smaller || word->left < before->left)
        {
          line = g_new0 (LookLine, 1);
          *line = (LookLine){ g_strdup (""), word->left, word->top, word->right, word->bottom };
          g_ptr_array_add (page->lines, line);
        }
      char *text = g_strconcat (line->text, word->text, NULL);
      g_free (line->text);
      line->text = text;
      line->right = MAX (line->right, word->right);
      line->top = MIN (line->top, word->top);
      line->bottom = MAX (line->bottom, word->bottom);
      before = word;
    }
  page->foot = g_strdup (foot->str);
}

static gboolean
lines_equal (const LookLine *a, const LookLine *b)
{
  return strcmp (a->text, b->text) == 0 && fabs (a->top - b->top) < 0.5 && fabs (a->left - b->left) < 0.5;
}

/* The lines that all pages but the first begin with; with two pages, those of the second that the first has as well. */
static guint
count_head (const Look *look)
{
  if (look->pages->len < 2)
    return 0;
  const LookPage *second = look_get_page (look, 1);
  guint n = second->lines->len;

  for (guint p = 2; p < look->pages->len; p++)
    {
      const LookPage *page = look_get_page (look, p);
      guint same = 0;
      while (same < MIN (n, page->lines->len) && lines_equal (second->lines->pdata[same], page->lines->pdata[same]))
        same++;
      n = same;
    }
  const LookPage *first = look_get_page (look, 0);
  for (guint i = 0; look->pages->len == 2 && i < n; i++)
    {
      gboolean found = FALSE;
      for (guint l = 0; l < first->lines->len && !found; l++)
        found = strcmp (((LookLine *) first->lines->pdata[l])->text, ((LookLine *) second->lines->pdata[i])->text) == 0;
      if (!found)
        n = i;
    }
  return n;
}

static gboolean
is_set (const Look *look)
{
  /* By the first word: of cards several are beside each other, but not on the last sheet. */
  const FixtureWord *first = look_get_page (look, 0)->words->pdata[0];

  for (guint p = 1; p < look->pages->len; p++)
    {
      const FixtureWord *word = look_get_page (look, p)->words->pdata[0];
      gboolean same = strcmp (word->text, first->text) == 0 && fabs (word->left - first->left) < 0.5;
      /* Or another title in its place. */
      gboolean centred =
          fabs (word->left + word->right - first->left - first->right) < 1 && fabs (word->bottom - first->bottom) < 0.5;
      if (fabs (word->top - first->top) > 0.5 || !(same || centred))
        return FALSE;
    }
  return look->pages->len > 1;
}

Look *
look_at (XyPaper *paper)
{
  Look *look = g_new0 (Look, 1);
  look->pdf = fixture_write (paper, "look.pdf");
  look->pages = g_ptr_array_new_with_free_func (page_free);
  g_autofree char *html = fixture_run ("pdftotext", "-enc", "UTF-8", "-raw", "-bbox", look->pdf, "-", NULL);
  g_auto (GStrv) lines = g_strsplit (html, "\n", -1);
  LookPage *page = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = g_strchug (lines[i]);
      if (g_str_has_prefix (line, "<page "))
        {
          page = g_new0 (LookPage, 1);
          page->width = get_attribute (line, "width=\"");
          page->height = get_attribute (line, "height=\"");
          page->words = g_ptr_array_new_with_free_func (word_free);
          page->lines = g_ptr_array_new_with_free_func (line_free);
          g_ptr_array_add (look->pages, page);
        }
      else if (g_str_has_prefix (line, "<word "))
        g_ptr_array_add (page->words, read_word (line, look->pages->len - 1));
    }
  for (guint p = 0; p < look->pages->len; p++)
    make_lines (look->pages->pdata[p]);
  g_assert_cmpuint (look->pages->len, ==, xy_paper_get_n_pages (paper));
  g_assert_cmpuint (look->pages->len, >, 0);
  look->is_set = is_set (look);
  look->n_head = look->is_set ? 0 : count_head (look);
  return look;
}

void
look_free (Look *look)
{
  g_free (look->pdf);
  g_ptr_array_unref (look->pages);
  g_free (look);
}

const LookPage *
look_get_page (const Look *look, guint page)
{
  return look->pages->pdata[page];
}

char *
look_get_body (const Look *look)
{
  GString *body = g_string_new (NULL);

  for (guint p = 0; p < look->pages->len; p++)
    {
      const LookPage *page = look_get_page (look, p);
      for (guint l = p > 0 ? look->n_head : 0; l < page->lines->len; l++)
        g_string_append_printf (body, "%s\n", ((LookLine *) page->lines->pdata[l])->text);
    }
  return g_string_free (body, FALSE);
}

static void
check_fonts (const Look *look)
{
  g_autofree char *fonts = fixture_run ("pdffonts", look->pdf, NULL);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (fonts), "\n", -1);
  const char *emb = strstr (lines[0], " emb ");

  g_assert_nonnull (emb);
  g_assert_cmpuint (g_strv_length (lines), >, 2);
  for (guint i = 2; lines[i] != NULL; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), >, (gsize) (emb + 4 - lines[0]));
      if (strncmp (lines[i] + (emb + 1 - lines[0]), "yes", 3) != 0)
        look_fail ("A font is not embedded: %s", lines[i]);
    }
}

/* Boxes are higher than the ink in them: only their middle half counts. Marks in a row share half of their squares. */
static gboolean
words_overlap (const FixtureWord *a, const FixtureWord *b)
{
  double quarter_a = (a->bottom - a->top) / 4, quarter_b = (b->bottom - b->top) / 4;
  double shared = MIN (a->right, b->right) - MAX (a->left, b->left);

  return shared > 1.6 * MIN (quarter_a, quarter_b) && a->top + quarter_a < b->bottom - quarter_b
         && b->top + quarter_b < a->bottom - quarter_a;
}

/* The blank half of a mark that ends a line stands in the margin; ink does not. */
static double
get_right (const FixtureWord *word)
{
  static const char *const marks[] = { "，", "。", "；", "：", "、", "）", "”", "》" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_suffix (word->text, marks[i]))
      return word->right - (word->right - word->left) / (2 * g_utf8_strlen (word->text, -1));
  return word->right;
}

/* "第 2 页 / 共 3 页" at the foot or "— 2 —" under the text. */
static gboolean
is_numbered (const LookPage *page, guint number)
{
  g_autofree char *foot = g_strdup_printf ("第%u页", number);
  g_autofree char *official = g_strdup_printf ("—%u—", number);
  gboolean found = strstr (page->foot, foot) != NULL;

  for (guint l = 0; l < page->lines->len && !found; l++)
    found = strcmp (((LookLine *) page->lines->pdata[l])->text, official) == 0;
  return found;
}

void
look_check_sheet (const Look *look, const XyPageSetup *setup)
{
  double left = setup->left_mm * XY_MM - SLACK, right = (setup->width_mm - setup->right_mm) * XY_MM + SLACK;

  check_fonts (look);
  for (guint p = 0; p < look->pages->len; p++)
    {
      const LookPage *page = look_get_page (look, p);

      g_assert_cmpfloat_with_epsilon (page->width, setup->width_mm * XY_MM, 0.5);
      g_assert_cmpfloat_with_epsilon (page->height, setup->height_mm * XY_MM, 0.5);
      g_assert_cmpuint (page->lines->len, >, 0);
      if (look->pages->len > 1 && !look->is_set && !is_numbered (page, p + 1))
        look_fail ("Page %u is not numbered: “%s”", p + 1, page->foot);
      for (guint i = 0; i < page->words->len; i++)
        {
          const FixtureWord *word = page->words->pdata[i];
          double ink = (word->bottom - word->top) / 4;
          gboolean in_height = word->top + ink >= setup->top_mm * XY_MM - SLACK
                               && word->bottom - ink <= (setup->height_mm - setup->bottom_mm) * XY_MM + SLACK;
          if (word->left < left || get_right (word) > right || (!is_foot (page, word) && !in_height)
              || word->bottom - ink > page->height - 4 * XY_MM)
            look_fail ("“%s” on page %u is outside of the margins: %g %g %g %g", word->text, p + 1, word->left,
                       word->top, word->right, word->bottom);
          for (guint n = i + 1; n < page->words->len; n++)
            if (words_overlap (word, page->words->pdata[n]))
              look_fail ("“%s” and “%s” on page %u stand on each other", word->text,
                         ((FixtureWord *) page->words->pdata[n])->text, p + 1);
        }
    }
}

static int
find_line (const LookPage *page, const char *text)
{
  for (guint l = 0; l < page->lines->len; l++)
    if (strstr (((LookLine *) page->lines->pdata[l])->text, text) != NULL)
      return (int) l;
  return -1;
}

/* The tallest line of the first page. */
static guint
find_title (const LookPage *page)
{
  guint title = 0;
  double tallest = 0;

  for (guint l = 0; l < page->lines->len; l++)
    {
      const LookLine *line = page->lines->pdata[l];
      if (line->bottom - line->top > tallest + 0.5)
        {
          tallest = line->bottom - line->top;
          title = l;
        }
    }
  return title;
}

void
look_check_order (const Look *look, const char *issuer)
{
  const LookPage *first = look_get_page (look, 0);
  guint title = find_title (first);

  /* A number may stand above the title, never more. */
  g_assert_cmpuint (title, <=, 1);
  for (guint p = 0; p < look->pages->len; p++)
    {
      const LookPage *page = look_get_page (look, p);
      const LookLine *before = NULL;

      /* A page never ends with its head. */
      if (p > 0)
        g_assert_cmpuint (page->lines->len, >, look->n_head);
      for (guint l = 0; l < page->lines->len; l++)
        {
          const LookLine *line = page->lines->pdata[l];
          /* What is read next stands lower, or begins beside: a cell's second line, the issuer beside the notes. */
          if (before != NULL && line->bottom < before->top && line->left < before->right)
            look_fail ("“%s” on page %u is read after “%s”, which stands below it", line->text, p + 1, before->text);
          before = line;
        }
    }
  /* The first page has the head too, but not the words that it goes on; after it comes a row. */
  guint n_found = 0;
  for (guint l = 0; l < look->n_head; l++)
    {
      int at = find_line (first, ((LookLine *) look_get_page (look, 1)->lines->pdata[l])->text);
      if (at < 0)
        continue;
      n_found++;
      g_assert_cmpint (at, >, (int) title);
      g_assert_cmpint (at, <, (int) first->lines->len - 1);
    }
  if (look->n_head > 0)
    g_assert_cmpuint (n_found, >, 0);
  const LookPage *last = look_get_page (look, look->pages->len - 1);
  for (guint l = 0; issuer != NULL && l + 3 < last->lines->len; l++)
    if (strcmp (((LookLine *) last->lines->pdata[l])->text, issuer) == 0)
      look_fail ("“%s” signs above the end", issuer);
}

/* The upper edge of what the screen shows and the paper does not, or -1. */
static double
find_seal (XyPaper *paper, guint page)
{
  cairo_surface_t *screen = fixture_draw_page (paper, page, 36, XY_PAPER_TARGET_SCREEN);
  cairo_surface_t *print = fixture_draw_page (paper, page, 36, XY_PAPER_TARGET_PRINT);
  int height = cairo_image_surface_get_height (print), stride = cairo_image_surface_get_stride (print);
  double found = -1;

  for (int y = 0; y < height && found < 0; y++)
    if (memcmp (cairo_image_surface_get_data (screen) + y * stride, cairo_image_surface_get_data (print) + y * stride,
                stride)
        != 0)
      found = y * 2;
  cairo_surface_destroy (screen);
  cairo_surface_destroy (print);
  return found;
}

void
look_check_signature (const Look *look, XyPaper *paper)
{
  guint page = look->pages->len - 1;
  const LookPage *last = look_get_page (look, page);
  double seal = find_seal (paper, page);
  guint above = 0;

  if (seal < 0)
    return;
  for (guint l = page > 0 ? look->n_head : 0; l < last->lines->len; l++)
    above += ((LookLine *) last->lines->pdata[l])->bottom < seal + 4;
  g_assert_cmpuint (above, >, 0);
}

gboolean
look_has_long_number (const Look *look)
{
  for (guint p = 0; p < look->pages->len; p++)
    {
      const LookPage *page = look_get_page (look, p);
      for (guint i = 0; i < page->words->len; i++)
        if (fixture_has_long_number (((FixtureWord *) page->words->pdata[i])->text))
          return TRUE;
    }
  g_autofree char *text = fixture_text (look->pdf);
  return fixture_has_long_number (text);
}

void
look_check_masked (const Look *look)
{
  g_assert_false (look_has_long_number (look));
}
