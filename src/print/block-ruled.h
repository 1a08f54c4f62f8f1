/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * block-ruled: a form as offices have it, ruled all round: in each row one or more boxes, a label at the left of each
 * and beside it what was filled in, in paragraphs. What does not fit the page goes on over the next one line by line,
 * its label there again; however much it is, nothing is cut.
 */
#pragma once

#include "print/block.h"

G_BEGIN_DECLS

typedef struct
{
  XyFont label_font;
  XyFont font;
  double line_height;
  double label_width;
  double padding; /* of the boxes, on all sides */
} XyRuledStyle;

XyBlock *xy_block_ruled_new (const XyRuledStyle *style);

/* Begins a row that is LEAST lines high, to be written in by hand. */
void xy_block_ruled_add_row (XyBlock *ruled, guint least);

/* A further box in the last row; those of a row are equally wide. */
void xy_block_ruled_add_box (XyBlock *ruled, const char *label);

/* A paragraph in the last box. The first LEAD bytes are set in LEAD_ROLE. */
void xy_block_ruled_add_paragraph (XyBlock *ruled, const char *text, XyFontRole lead_role, guint lead);

G_END_DECLS
