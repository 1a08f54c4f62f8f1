/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 公告, 公示: on A4 set as GB/T 9704-2012 sets an official paper; on larger sheets a poster, as large as one sheet
 * holds. */
#include <glib/gi18n-lib.h>

#include "print/document-blocks.h"
#include "print/document-papers.h"
#include "print/official.h"
#include "print/paper-parts.h"

#define TITLE_SIZE 22
#define GAP 14      /* below the title */
#define LARGEST 3.2 /* times the official size on the same sheet; beyond that a few words look lost */
#define STEP 0.96

enum
{
  PART_LARGE = 1 << 0,
};

static const XyPaperPart parts[] = {
  { "large", N_ ("As large as one sheet holds"), TRUE },
  { NULL, NULL, FALSE },
};

static XyPaper *
build (const XyDocumentText *text, const XyPageSetup *setup, double k)
{
  XyPaper *paper = xy_paper_new (text->title, setup);

  xy_document_text_set_furniture (text, paper, text->publicity != NULL ? "公示" : "公告");
  xy_paper_add (paper, xy_block_title_new (text->title, (XyFont){ XY_FONT_TITLE, TITLE_SIZE * k }));
  XyBlock *gap = xy_paper_add (paper, xy_block_space_new (GAP * k));
  xy_block_set_keep (gap, XY_KEEP_WITH_NEXT);
  xy_document_add_body (paper, text, k);
  xy_document_add_signature (paper, text, k);
  return paper;
}

/* Exactly 22 lines of 28 characters, the title broken by its sense, "— 1 —" below. */
static XyPaper *
build_official (XyDocumentText *text)
{
  XyPaper *paper = xy_official_new (text->title, NULL);

  text->pitch = XY_OFFICIAL_CHARACTER;
  text->on_lines = TRUE;
  xy_document_text_set_furniture (text, paper, text->publicity != NULL ? "公示" : "公告");
  xy_document_add_body (paper, text, 1);
  if (text->of_committee && text->ask.seal != XY_SEAL_TWO)
    xy_official_add_signature (paper, text->issuer, text->date, text->ask.seal == XY_SEAL_RIGHT);
  else
    xy_document_add_signature (paper, text, 1);
  if (text->printer != NULL)
    xy_official_add_end_matter (paper, text->copies, text->printer, text->date);
  return paper;
}

/* A poster has narrow margins: its type is read from some steps away. */
static XyPageSetup
poster_setup (XyPageSize size, gboolean landscape)
{
  XyPageSetup setup = xy_page_setup (size, landscape);
  double margin = MIN (setup.width_mm, setup.height_mm) / 210 * 22;

  setup.top_mm = setup.left_mm = setup.right_mm = margin;
  setup.bottom_mm = margin * 1.1;
  return setup;
}

static XyPaper *
build_poster (const XyDocumentText *text, const XyPageSetup *setup)
{
  double official = xy_paper_get_scale (setup), k = official * LARGEST;

  for (; k > official; k *= STEP)
    {
      XyPaper *paper = build (text, setup, k);
      if (xy_paper_get_n_pages (paper) == 1)
        return paper;
      g_object_unref (paper);
    }
  return build (text, setup, official);
}

XyPaper *
xy_announcement_make (XyDocumentText *text, GError **error)
{
  const XyPaperAsk *ask = &text->ask;
  gboolean small = ask->size == XY_PAGE_A4 || ask->size == XY_PAGE_A5;

  if (!xy_document_text_check (text, error))
    return NULL;
  if (!small || (ask->parts & PART_LARGE) != 0)
    {
      XyPageSetup setup = poster_setup (ask->size, ask->turned);
      return build_poster (text, &setup);
    }
  if (ask->size == XY_PAGE_A4 && !ask->turned)
    return build_official (text);
  XyPageSetup setup = xy_document_page_setup (ask->size, ask->turned);
  text->pitch = XY_OFFICIAL_CHARACTER;
  return build (text, &setup, xy_paper_get_scale (&setup));
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  return xy_document_paper_load (store, ask, xy_announcement_make, error);
}

const XyPaperKind xy_announcement_paper = {
  .name = XY_DOCUMENT_ANNOUNCEMENT,
  .title = N_ ("Announcement"),
  .act = N_ ("Print an announcement"),
  .prefix = "GG",
  .flags = XY_PAPER_NUMBERS | XY_PAPER_PUBLIC | XY_PAPER_TURNS | XY_PAPER_SEAL,
  .sizes = 1 << XY_PAGE_A4 | 1 << XY_PAGE_A3 | 1 << XY_PAGE_8K | 1 << XY_PAGE_A5,
  .orders = xy_document_orders,
  .parts = parts,
  .of = &xy_document_type,
  .make = make,
};
