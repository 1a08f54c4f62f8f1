/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * 承诺书: to be signed by a household, one copy for it and one for the village. With a table one for each row. Two on a
 * sheet are the half sheet, drawn twice with a line to cut along.
 */
#include <glib/gi18n-lib.h>

#include "print/block-private.h"
#include "print/document-blocks.h"
#include "print/document-papers.h"
#include "print/paper-parts.h"

#define TITLE_SIZE 26
#define LARGEST 1.12
#define SMALLEST 0.45
#define STEP 0.97

enum
{
  PART_TWO = 1 << 0,
};

static const XyPaperPart parts[] = {
  { "two", N_ ("Two on a sheet"), TRUE },
  { NULL, NULL, FALSE },
};

/* --- a sheet with the same half twice --- */

typedef struct
{
  XyBlock block;
  XyPaper *half;
  guint page;
} TwinBlock;

static void
twin_prepare (XyBlock *block, XyLayout *layout)
{
}

static double
twin_need (XyBlock *block, XyLayout *layout)
{
  return layout->bottom - layout->top;
}

static void
twin_lay (XyBlock *block, XyLayout *layout)
{
  xy_layout_begin (layout, block, twin_need (block, layout));
  xy_layout_place (layout, block, twin_need (block, layout), 0, 1, 0);
}

static void
twin_draw (XyBlock *block, const XyPlaced *placed, XyFontSet *fonts, cairo_t *cr, XyPaperTarget target)
{
  const TwinBlock *self = (const TwinBlock *) block;
  double height = xy_paper_get_height (self->half);
  const double dashes[] = { 4, 3 };

  for (guint i = 0; i < 2; i++)
    {
      cairo_save (cr);
      cairo_translate (cr, 0, i * height);
      xy_paper_draw_page (self->half, self->page, cr, target);
      cairo_restore (cr);
    }
  cairo_save (cr);
  cairo_set_line_width (cr, 0.5);
  cairo_set_source_rgb (cr, 0.5, 0.5, 0.5);
  cairo_set_dash (cr, dashes, 2, 0);
  cairo_move_to (cr, 0, height);
  cairo_line_to (cr, xy_paper_get_width (self->half), height);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
twin_free (XyBlock *block)
{
  g_object_unref (((TwinBlock *) block)->half);
}

static const XyBlockClass twin_class = {
  .prepare = twin_prepare,
  .need = twin_need,
  .lay = twin_lay,
  .draw = twin_draw,
  .free = twin_free,
};

static XyPaper *
make_twins (XyPaper *half, const XyPageSetup *setup)
{
  XyPageSetup whole = *setup;
  XyPaper *paper;

  whole.height_mm *= 2;
  paper = xy_paper_new (xy_paper_get_title (half), &whole);
  xy_paper_set_page_numbers (paper, XY_PAGE_NUMBERS_NONE);
  for (guint page = 0; page < xy_paper_get_n_pages (half); page++)
    {
      TwinBlock *twin = g_new0 (TwinBlock, 1);
      twin->block.class = &twin_class;
      twin->half = g_object_ref (half);
      twin->page = page;
      xy_paper_add (paper, &twin->block);
    }
  return paper;
}

/* --- the pledge --- */

static void
add_signers (XyPaper *paper, const XyDocumentText *text, double k)
{
  static const char *const household[] = { "组别：", "户主：", "电话：", NULL };
  static const char *const person[] = { "承诺人（签名）：", "日期：", NULL };
  XyFont font = { XY_FONT_BODY, 14 * k };
  XyBlock *line = xy_paper_add (paper, xy_block_blanks_new (household, font, 30 * k));

  xy_block_set_space_before (line, 16 * k);
  xy_block_set_keep (line, XY_KEEP_WITH_PREVIOUS);
  line = xy_paper_add (paper, xy_block_blanks_new (person, font, 34 * k));
  xy_block_set_keep (line, XY_KEEP_WITH_PREVIOUS);
}

static void
add_one (XyPaper *paper, const XyDocumentText *text, double k)
{
  xy_paper_add (paper, xy_block_title_new (text->title, (XyFont){ XY_FONT_TITLE, TITLE_SIZE * k }));
  xy_block_set_keep (xy_paper_add (paper, xy_block_space_new (12 * k)), XY_KEEP_WITH_NEXT);
  xy_document_add_addressee (paper, text, k);
  for (char **words = text->paragraphs; *words != NULL; words++)
    if (**words != '\0' && !xy_document_text_is_list (*words))
      xy_document_add_paragraph (paper, text, *words, k);
  add_signers (paper, text, k);
}

static XyPaper *
build (XyDocumentText *text, const XyPageSetup *setup, double k, gboolean first_only)
{
  guint n = MAX (text->table->n_rows, 1);
  XyPaper *paper = xy_paper_new (text->title, setup);

  xy_document_text_set_furniture (text, paper, "承诺书");
  for (guint r = 0; r < n && !(first_only && r > 0); r++)
    {
      if (text->table->n_rows > 0)
        xy_document_text_fill_row (text, r);
      if (r > 0)
        xy_paper_add (paper, xy_block_page_break_new ());
      add_one (paper, text, k);
    }
  return paper;
}

XyPaper *
xy_pledge_make (XyDocumentText *text, GError **error)
{
  gboolean two = (text->ask.parts & PART_TWO) != 0 && !text->ask.turned;
  XyPageSetup setup = xy_document_page_setup (text->ask.size, text->ask.turned);
  double scale = xy_paper_get_scale (&setup), k = LARGEST;

  if (text->table->n_rows > 0)
    xy_document_text_fill_row (text, 0);
  if (!xy_document_text_check (text, error))
    return NULL;
  if (two)
    {
      setup.height_mm /= 2;
      setup.top_mm *= 0.5;
      setup.bottom_mm *= 0.6;
    }
  for (; k > SMALLEST; k *= STEP)
    {
      g_autoptr (XyPaper) tried = build (text, &setup, scale * k, TRUE);
      if (xy_paper_get_n_pages (tried) == 1)
        break;
    }
  XyPaper *paper = build (text, &setup, scale * k, FALSE);
  if (!two)
    return paper;
  XyPaper *twins = make_twins (paper, &setup);
  g_object_unref (paper);
  return twins;
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  return xy_document_paper_load (store, ask, xy_pledge_make, error);
}

const XyPaperKind xy_pledge_paper = {
  .name = XY_DOCUMENT_PLEDGE,
  .title = N_ ("Pledge"),
  .act = N_ ("Print a pledge"),
  .prefix = "CN",
  .flags = XY_PAPER_NUMBERS | XY_PAPER_TURNS,
  .sizes = 1 << XY_PAGE_A4 | 1 << XY_PAGE_A3 | 1 << XY_PAGE_8K | 1 << XY_PAGE_A5,
  .parts = parts,
  .of = &xy_document_type,
  .make = make,
};
