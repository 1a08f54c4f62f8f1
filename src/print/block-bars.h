/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * block-bars: a line for each group of a comparison: its name, a note, a bar as long as its value, and a bar that shows
 * in which parts its whole falls. The parts are told apart by hatching, so that a printer without colours and an eye
 * without them see the same.
 */
#pragma once

#include "print/block.h"

G_BEGIN_DECLS

/* Of what a line's whole falls into at most. */
#define XY_BARS_PARTS_MOST 6

typedef struct
{
  const char *names[4];     /* heads: of the names, the notes, the values, the parts */
  const char *const *parts; /* names of the parts, best first; NULL-terminated */
  gint64 most;              /* the value of a whole bar */
  XyFont font;
  XyFont head_font;
  double row_height;
} XyBarsStyle;

/* STYLE is copied. */
XyBlock *xy_block_bars_new (const XyBarsStyle *style);

/* N has one number for each part. VALUE below 0: there is none, and SAID stands alone. */
void
xy_block_bars_add (XyBlock *bars, const char *name, const char *note, gint64 value, const char *said, const guint *n);

G_END_DECLS
