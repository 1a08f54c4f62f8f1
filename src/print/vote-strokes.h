/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * vote-strokes: what one counted, as it is counted on a blackboard: for each choice a stroke of 正 for each voice, five
 * to a sign, and the figure at the end. Or empty squares, in which that is done by hand. What does not fit the page
 * goes on over the next one line by line, its label there again.
 */
#pragma once

#include "print/block.h"

G_BEGIN_DECLS

typedef struct
{
  XyFont font; /* of the labels and figures */
  double side; /* of a square, which holds one sign */
  double label_width, sum_width;
  const char *heads[3]; /* of the choices, the strokes, the figures */
} XyStrokesStyle;

/* STYLE is copied. */
XyBlock *xy_vote_strokes_new (const XyStrokesStyle *style);

/* N voices for what LABEL says. */
void xy_vote_strokes_add (XyBlock *strokes, const char *label, guint n);

/* SQUARES to be filled in by hand; no figure. */
void xy_vote_strokes_add_blank (XyBlock *strokes, const char *label, guint squares);

G_END_DECLS
