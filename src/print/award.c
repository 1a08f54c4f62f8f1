/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 奖状: a sheet with a border, one for each row of the table. A short line alone is what it is given for, and stands
 * large. */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "print/document-blocks.h"
#include "print/document-papers.h"
#include "print/paper-parts.h"

#define TITLE_SIZE 58
#define BODY_SIZE 24
#define HONOUR_SIZE 40
#define HONOUR_MOST 14 /* characters */
#define INSET 9        /* mm of the border from the edge */
#define MARGIN 32
#define STEP 0.96
#define SMALLEST 0.4

enum
{
  PART_RED = 1 << 0,
};

static const XyPaperPart parts[] = {
  { "red", N_ ("Red border"), FALSE },
  { NULL, NULL, FALSE },
};

static gboolean
is_honour (const char *words)
{
  static const char *const marks[] = { "，", "。", "：", "；", "、" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (strstr (words, marks[i]) != NULL)
      return FALSE;
  return g_utf8_strlen (words, -1) <= HONOUR_MOST;
}

static void
add_words (XyPaper *paper, const char *words, gboolean first, double k)
{
  XyBlock *block;

  if (is_honour (words))
    {
      block = xy_block_title_new (words, (XyFont){ XY_FONT_TITLE, HONOUR_SIZE * k });
      xy_block_set_space_before (block, 4 * k);
    }
  else
    {
      gboolean name = first && g_str_has_suffix (words, "：");
      block =
          xy_block_text_new (words, (XyFont){ name ? XY_FONT_KAI : XY_FONT_BODY, BODY_SIZE * (name ? 1.15 : 1) * k },
                             BODY_SIZE * 1.85 * k, name ? 0 : 2, XY_ALIGN_LEFT);
    }
  xy_block_set_keep (block, XY_KEEP_WITH_NEXT);
  xy_paper_add (paper, block);
}

/* 奖　状: two characters alone are spread. */
static char *
spread_title (const char *title)
{
  const char *second = g_utf8_next_char (title);

  if (g_utf8_strlen (title, -1) != 2)
    return g_strdup (title);
  return g_strdup_printf ("%.*s　%s", (int) (second - title), title, second);
}

static void
add_one (XyPaper *paper, const XyDocumentText *text, double k)
{
  XyFont font = { XY_FONT_BODY, 19 * k };
  g_autofree char *title = spread_title (text->title);

  xy_paper_add (paper, xy_block_title_new (title, (XyFont){ XY_FONT_TITLE, TITLE_SIZE * k }));
  xy_block_set_keep (xy_paper_add (paper, xy_block_space_new (10 * k)), XY_KEEP_WITH_NEXT);
  for (guint i = 0; text->paragraphs[i] != NULL; i++)
    if (text->paragraphs[i][0] != '\0' && !xy_document_text_is_list (text->paragraphs[i]))
      add_words (paper, text->paragraphs[i], i == 0, k);
  XyBlock *end = xy_paper_add (paper, xy_block_signature_new (NULL, font, text->issuer, text->date, font));
  xy_document_set_seal (end, text);
}

static XyPaper *
build (XyDocumentText *text, const XyPageSetup *setup, double scale, double k, gint only)
{
  guint n = MAX (text->table->n_rows, 1);
  XyPaper *paper = xy_paper_new (text->title, setup);
  XyInk ink = (text->ask.parts & PART_RED) != 0 ? XY_INK_RED : XY_INK_BLACK;

  xy_paper_set_page_numbers (paper, XY_PAGE_NUMBERS_NONE);
  xy_paper_set_border (paper, XY_BORDER_FRET, ink, INSET * scale);
  for (guint r = only >= 0 ? (guint) only : 0; r < n; r++)
    {
      if (text->table->n_rows > 0)
        xy_document_text_fill_row (text, r);
      if (r > 0 && only < 0)
        xy_paper_add (paper, xy_block_page_break_new ());
      add_one (paper, text, scale * k);
      if (only >= 0)
        break;
    }
  return paper;
}

/* The size at which the fullest of the sheets is one sheet. */
static double
find_size (XyDocumentText *text, const XyPageSetup *setup, double scale)
{
  guint n = MAX (text->table->n_rows, 1);
  double k = 1;

  for (guint r = 0; r < n; r++)
    for (; k > SMALLEST; k *= STEP)
      {
        g_autoptr (XyPaper) tried = build (text, setup, scale, k, (gint) r);
        if (xy_paper_get_n_pages (tried) == 1)
          break;
      }
  return k;
}

XyPaper *
xy_award_make (XyDocumentText *text, GError **error)
{
  XyPageSetup setup = xy_page_setup (text->ask.size, !text->ask.turned);
  double scale = xy_paper_get_scale (&setup);

  for (guint r = 0; r < MAX (text->table->n_rows, 1); r++)
    {
      if (text->table->n_rows > 0)
        xy_document_text_fill_row (text, r);
      if (!xy_document_text_check (text, error))
        return NULL;
    }
  setup.top_mm = setup.bottom_mm = MARGIN * scale * 0.9;
  setup.left_mm = setup.right_mm = MARGIN * scale * 1.15;
  return build (text, &setup, scale, find_size (text, &setup, scale), -1);
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  return xy_document_paper_load (store, ask, xy_award_make, error);
}

const XyPaperKind xy_award_paper = {
  .name = XY_DOCUMENT_AWARD,
  .title = N_ ("Certificate of merit"),
  .act = N_ ("Print certificates"),
  .prefix = "JZ",
  .flags = XY_PAPER_TURNS | XY_PAPER_LANDSCAPE | XY_PAPER_SEAL,
  .sizes = 1 << XY_PAGE_A4 | 1 << XY_PAGE_A3 | 1 << XY_PAGE_8K | 1 << XY_PAGE_A5,
  .parts = parts,
  .of = &xy_document_type,
  .make = make,
};
