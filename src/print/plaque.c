/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 荣誉牌: a few large words to hang at a door, one for each row of the table: 文明户, the household, who gave it and
 * when. */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "print/document-blocks.h"
#include "print/document-papers.h"
#include "print/paper-parts.h"

#define TITLE_SIZE 185
#define NAME_SIZE 34
#define FOOT_SIZE 20
#define INSET 8
#define STEP 0.95
#define SMALLEST 0.2

enum
{
  PART_RED = 1 << 0,
};

static const XyPaperPart parts[] = {
  { "red", N_ ("Red border"), FALSE },
  { NULL, NULL, FALSE },
};

static void
add_centred (XyPaper *paper, const char *words, XyFontRole role, double size, double before)
{
  XyBlock *block = xy_block_text_new (words, (XyFont){ role, size }, size * 1.5, 0, XY_ALIGN_CENTRE);

  xy_block_set_space_before (block, before);
  xy_block_set_keep (block, XY_KEEP_WITH_NEXT);
  xy_paper_add (paper, block);
}

static void
add_one (XyPaper *paper, const XyDocumentText *text, double scale, double k)
{
  xy_paper_add (paper, xy_block_title_new (text->title, (XyFont){ XY_FONT_TITLE, TITLE_SIZE * scale * k }));
  for (char **words = text->paragraphs; *words != NULL; words++)
    if (**words != '\0' && !xy_document_text_is_list (*words))
      add_centred (paper, *words, XY_FONT_KAI, NAME_SIZE * scale * MIN (k * 1.3, 1), 10 * scale);
  add_centred (paper, text->issuer, XY_FONT_BODY, FOOT_SIZE * scale, 16 * scale);
  XyBlock *day = xy_block_text_new (text->date, (XyFont){ XY_FONT_BODY, FOOT_SIZE * scale }, FOOT_SIZE * 1.5 * scale, 0,
                                    XY_ALIGN_CENTRE);
  xy_paper_add (paper, day);
}

static XyPaper *
build (XyDocumentText *text, const XyPageSetup *setup, double scale, double k, gboolean all)
{
  guint n = all ? MAX (text->table->n_rows, 1) : 1;
  XyPaper *paper = xy_paper_new (text->title, setup);

  xy_paper_set_page_numbers (paper, XY_PAGE_NUMBERS_NONE);
  xy_paper_set_border (paper, XY_BORDER_CLOUD, (text->ask.parts & PART_RED) != 0 ? XY_INK_RED : XY_INK_BLACK,
                       INSET * scale);
  for (guint r = 0; r < n; r++)
    {
      if (text->table->n_rows > 0 && all)
        xy_document_text_fill_row (text, r);
      if (r > 0)
        xy_paper_add (paper, xy_block_page_break_new ());
      add_one (paper, text, scale, k);
    }
  return paper;
}

XyPaper *
xy_plaque_make (XyDocumentText *text, GError **error)
{
  XyPageSetup setup = xy_page_setup (text->ask.size, !text->ask.turned);
  double scale = xy_paper_get_scale (&setup), k = 1;
  guint longest = 0, most = 0;

  for (guint r = 0; r < MAX (text->table->n_rows, 1); r++)
    {
      if (text->table->n_rows > 0)
        xy_document_text_fill_row (text, r);
      if (!xy_document_text_check (text, error))
        return NULL;
      guint length = 0;
      for (char **words = text->paragraphs; *words != NULL; words++)
        length += (guint) g_utf8_strlen (*words, -1);
      if (length > most)
        {
          most = length;
          longest = r;
        }
    }
  if (text->table->n_rows > 0)
    xy_document_text_fill_row (text, longest);
  setup.top_mm = 34 * scale;
  setup.bottom_mm = 22 * scale;
  setup.left_mm = setup.right_mm = 30 * scale;
  for (; k > SMALLEST; k *= STEP)
    {
      g_autoptr (XyPaper) tried = build (text, &setup, scale, k, FALSE);
      if (xy_paper_get_n_pages (tried) == 1)
        break;
    }
  return build (text, &setup, scale, k, TRUE);
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  return xy_document_paper_load (store, ask, xy_plaque_make, error);
}

const XyPaperKind xy_plaque_paper = {
  .name = XY_DOCUMENT_PLAQUE,
  .title = N_ ("Plaque of honour"),
  .act = N_ ("Print plaques"),
  .prefix = "RY",
  .flags = XY_PAPER_TURNS | XY_PAPER_LANDSCAPE,
  .sizes = 1 << XY_PAGE_A4 | 1 << XY_PAGE_A3 | 1 << XY_PAGE_8K | 1 << XY_PAGE_A5,
  .parts = parts,
  .of = &xy_document_type,
  .make = make,
};
