/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * block-runs: a paragraph in which some words are struck through and some are underlined, as people mark what changed
 * in a text. It tells by lines, not by colour, so that a mono printer and a photocopier keep it: one line for what went
 * or came, two for what moved.
 */
#pragma once

#include "print/block.h"

G_BEGIN_DECLS

typedef enum
{
  XY_RUN_PLAIN,
  XY_RUN_DELETED,    /* struck through, and a little lighter */
  XY_RUN_INSERTED,   /* underlined */
  XY_RUN_MOVED_FROM, /* struck through twice */
  XY_RUN_MOVED_TO,   /* underlined twice */
} XyRunStyle;

/*
 * SIGN (NULL: none) stands in a box at the left; the text begins MARGIN points in. LEAD is plain, in 黑体, before the
 * runs.
 */
XyBlock *xy_block_runs_new (const char *sign, const char *lead, XyFont font, double line_height, double margin);

/* A newline in TEXT counts as a space. */
void xy_block_runs_add (XyBlock *runs, XyRunStyle style, const char *text);

G_END_DECLS
