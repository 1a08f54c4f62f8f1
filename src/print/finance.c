/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 财务、补贴公示: a table that the office has, with its sums and the names of those who answer for it. */
#include <glib/gi18n-lib.h>

#include "print/document-blocks.h"
#include "print/document-papers.h"
#include "print/paper-parts.h"

#define TITLE_SIZE 24
#define TEXT_SCALE 0.82 /* words serve the table here */

static void
add_signers (XyPaper *paper, double k)
{
  static const char *const labels[] = { "制表：", "审核：", "村务监督委员会：", NULL };
  XyBlock *line = xy_block_blanks_new (labels, (XyFont){ XY_FONT_BODY, 12.5 * k }, 24 * k);

  xy_block_set_space_before (line, 8 * k);
  xy_block_set_keep (line, XY_KEEP_WITH_PREVIOUS);
  xy_paper_add (paper, line);
}

XyPaper *
xy_finance_make (XyDocumentText *text, GError **error)
{
  XyPageSetup setup = xy_page_setup (text->ask.size, text->ask.turned);
  double k = xy_paper_get_scale (&setup);
  const char *notes[] = { text->publicity, NULL, NULL, NULL };
  gboolean placed = FALSE;

  if (!xy_document_text_check (text, error))
    return NULL;
  guint n_notes = 1;
  if (text->contact != NULL)
    notes[n_notes++] = text->contact;
  if (text->phones != NULL)
    notes[n_notes++] = text->phones;
  XyPaper *paper = xy_paper_new (text->title, &setup);
  xy_document_text_set_furniture (text, paper, "公示");
  xy_paper_add_heading (paper, text->title, TITLE_SIZE, NULL, k);
  xy_document_add_addressee (paper, text, k * TEXT_SCALE);
  for (char **words = text->paragraphs; *words != NULL; words++)
    {
      if (!xy_document_text_is_list (*words))
        {
          if (**words != '\0')
            xy_document_add_paragraph (paper, text, *words, k * TEXT_SCALE);
          continue;
        }
      xy_document_add_table (paper, text, k);
      add_signers (paper, k);
      placed = TRUE;
    }
  if (!placed)
    {
      xy_document_add_table (paper, text, k);
      add_signers (paper, k);
    }

  XyFont font = { XY_FONT_BODY, 15 * k };
  XyBlock *end = xy_block_signature_new (text->publicity != NULL ? notes : NULL, (XyFont){ XY_FONT_BODY, 12.5 * k },
                                         text->issuer, text->date, font);
  xy_document_set_seal (end, text);
  xy_block_set_space_before (end, 10 * k);
  xy_paper_add (paper, end);
  return paper;
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  return xy_document_paper_load (store, ask, xy_finance_make, error);
}

const XyPaperKind xy_finance_paper = {
  .name = XY_DOCUMENT_FINANCE,
  .title = N_ ("Money and subsidies"),
  .act = N_ ("Print an account of money"),
  .prefix = "CW",
  .flags = XY_PAPER_NUMBERS | XY_PAPER_PUBLIC | XY_PAPER_TURNS | XY_PAPER_SEAL,
  .orders = xy_document_orders,
  .of = &xy_document_type,
  .make = make,
};
