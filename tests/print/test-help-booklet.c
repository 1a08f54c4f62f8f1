/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The booklet of the help: nothing is left out or cut, each page that it names is there, folded it comes out even. */
#include <string.h>

#include "print/block-picture.h"
#include "print/help-booklet.h"
#include "print/paper-private.h"

static guint
count (const char *text, const char *what)
{
  guint n = 0;

  for (const char *at = strstr (text, what); at != NULL; at = strstr (at + strlen (what), what))
    n++;
  return n;
}

static void
check_notices (XyPaper *paper)
{
  const GPtrArray *notices = xy_paper_get_notices (paper);

  for (guint i = 0; i < notices->len; i++)
    {
      const XyPaperNotice *notice = notices->pdata[i];
      g_test_message ("%s", notice->message);
      g_assert_cmpint (notice->kind, ==, XY_PAPER_NOTICE_STAND_IN);
    }
}

/* Pages that the text names: "（第 12 页）". */
static void
check_named_pages (const char *text, guint n_pages)
{
  guint n = 0;

  for (const char *at = strstr (text, "（第 "); at != NULL; at = strstr (at + 1, "（第 "), n++)
    {
      guint64 page = g_ascii_strtoull (at + strlen ("（第 "), NULL, 10);
      g_assert_cmpuint (page, >=, 3);
      g_assert_cmpuint (page, <=, n_pages);
    }
  g_assert_cmpuint (n, >=, 20);
}

static void
test_a4 (void)
{
  g_autoptr (XyHelp) help = xy_help_new (NULL);
  g_autoptr (XyPaper) paper = xy_help_booklet_new (help, XY_HELP_ON_A4);
  g_autofree char *text = xy_paper_get_text (paper);
  const GPtrArray *topics = xy_help_topics (help);

  g_assert_cmpfloat_with_epsilon (xy_paper_get_width (paper) / XY_MM, 210, 0.1);
  g_assert_cmpuint (xy_paper_get_n_pages (paper), >=, 25);
  g_assert_cmpuint (xy_paper_get_n_pages (paper), <=, 80);
  check_notices (paper);
  check_named_pages (text, xy_paper_get_n_pages (paper));
  for (guint i = 0; i < topics->len; i++)
    {
      const XyHelpTopic *topic = topics->pdata[i];
      g_assert_cmpuint (count (text, topic->title), >=, 2);
      for (guint k = 0; k < topic->blocks->len; k++)
        {
          const XyHelpBlock *block = topic->blocks->pdata[k];
          if (block->runs->len == 1)
            g_assert_cmpuint (count (text, block->text), >=, 1);
        }
    }
}

static void
test_folded (void)
{
  g_autoptr (XyHelp) help = xy_help_new (NULL);
  g_autoptr (XyPaper) paper = xy_help_booklet_new (help, XY_HELP_FOLDED);

  g_assert_cmpfloat_with_epsilon (xy_paper_get_width (paper) / XY_MM, 297, 0.1);
  g_assert_cmpuint (xy_paper_get_n_pages (xy_paper_get_source (paper)), ==, 2 * xy_paper_get_n_pages (paper));
  g_assert_cmpuint (xy_paper_get_n_pages (paper) % 2, ==, 0);
  check_notices (paper);
}

static void
test_picture (void)
{
  XyPageSetup setup = xy_page_setup (XY_PAGE_A4, FALSE);
  g_autoptr (XyPaper) paper = xy_paper_new ("", &setup);
  g_autoptr (GBytes) good = xy_help_picture ("home"), broken = g_bytes_new_static ("no picture", 10);

  g_assert_nonnull (good);
  xy_paper_add (paper, xy_block_picture_new (broken, 10));
  xy_paper_add (paper, xy_block_picture_new (NULL, 10));
  /* As wide as the area, however few pixels to the inch: two of them and the broken ones go on a page, three do not. */
  for (guint i = 0; i < 3; i++)
    xy_paper_add (paper, xy_block_picture_new (good, 10));
  g_assert_cmpuint (xy_paper_get_n_pages (paper), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/help-booklet/a4", test_a4);
  g_test_add_func ("/help-booklet/folded", test_folded);
  g_test_add_func ("/help-booklet/picture", test_picture);
  return g_test_run ();
}
