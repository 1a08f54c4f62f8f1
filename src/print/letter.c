/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 告亲友书, 一封信: a family's or the village's own words, on one sheet where it can be. */
#include <glib/gi18n-lib.h>

#include "print/document-blocks.h"
#include "print/document-papers.h"
#include "print/paper-parts.h"

#define TITLE_SIZE 30
#define LARGEST 1.35
#define SMALLEST 0.85
#define STEP 0.97

static XyPaper *
build (const XyDocumentText *text, const XyPageSetup *setup, double k)
{
  XyPaper *paper = xy_paper_new (text->title, setup);

  xy_document_text_set_furniture (text, paper, "书信");
  xy_paper_add (paper, xy_block_title_new (text->title, (XyFont){ XY_FONT_TITLE, TITLE_SIZE * k }));
  xy_block_set_keep (xy_paper_add (paper, xy_block_space_new (18 * k)), XY_KEEP_WITH_NEXT);
  xy_document_add_body (paper, text, k);
  xy_document_add_signature (paper, text, k);
  return paper;
}

XyPaper *
xy_letter_make (XyDocumentText *text, GError **error)
{
  XyPageSetup setup = xy_document_page_setup (text->ask.size, text->ask.turned);
  double scale = xy_paper_get_scale (&setup);

  if (!xy_document_text_check (text, error))
    return NULL;
  for (double k = LARGEST; k > SMALLEST; k *= STEP)
    {
      XyPaper *paper = build (text, &setup, scale * k);
      if (xy_paper_get_n_pages (paper) == 1)
        return paper;
      g_object_unref (paper);
    }
  return build (text, &setup, scale);
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  return xy_document_paper_load (store, ask, xy_letter_make, error);
}

const XyPaperKind xy_letter_paper = {
  .name = XY_DOCUMENT_LETTER,
  .title = N_ ("Letter to kin and friends"),
  .act = N_ ("Print a letter"),
  .prefix = "SX",
  .flags = XY_PAPER_NUMBERS | XY_PAPER_PUBLIC | XY_PAPER_TURNS | XY_PAPER_SEAL,
  .sizes = 1 << XY_PAGE_A4 | 1 << XY_PAGE_A3 | 1 << XY_PAGE_8K | 1 << XY_PAGE_A5,
  .of = &xy_document_type,
  .make = make,
};
