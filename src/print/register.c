/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/register.h"

#include "print/paper-parts.h"

#define TITLE_SIZE 24

XyPaper *
xy_register_make (const XyVillage *village, const XyPaperAsk *ask, const XyPageSetup *setup, const XyRegister *of)
{
  double k = xy_paper_get_scale (setup);
  XyPaper *paper = xy_paper_new (of->title, setup);

  xy_paper_set_furniture (paper, &(XyFurniture){ .village = village->name,
                                                 .kind = of->kind,
                                                 .period = of->period,
                                                 .record_number = ask->number,
                                                 .printed_at = ask->printed_at });
  xy_paper_add_heading (paper, of->title, TITLE_SIZE, of->subtitle, k);
  xy_block_set_space_before (xy_paper_add (paper, of->table), 6 * k);
  XyBlock *rule = xy_block_text_new (of->rule, (XyFont){ XY_FONT_BODY, 10.5 * k }, of->rule_line * k, of->rule_indent,
                                     XY_ALIGN_LEFT);
  xy_block_set_keep (rule, XY_KEEP_WITH_PREVIOUS);
  xy_paper_add (paper, rule);
  if (of->signatures == NULL)
    return paper;
  XyBlock *line = xy_paper_add (paper, xy_block_blanks_new (of->signatures, (XyFont){ XY_FONT_BODY, 12 * k }, 32 * k));
  xy_block_set_keep (line, XY_KEEP_WITH_PREVIOUS);
  return paper;
}
