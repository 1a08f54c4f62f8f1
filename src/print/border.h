/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * border: the ornamental borders of certificates of honour, drawn as lines and curves, so that they are sharp at any
 * size and print well in black and white.
 */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  XY_BORDER_NONE,
  XY_BORDER_FRET,  /* 回纹: a key fret all around, with a square one in each corner */
  XY_BORDER_CLOUD, /* 云纹: thin rules, and clouds in the corners */
  XY_N_BORDERS
} XyBorder;

typedef enum
{
  XY_INK_BLACK,
  XY_INK_RED, /* lacquer red; a mono printer makes a dark grey of it */
} XyInk;

void xy_ink_set (XyInk ink, cairo_t *cr);

/* Within the rectangle, whose shorter side decides how large the pattern is. */
void xy_border_draw (XyBorder border, XyInk ink, cairo_t *cr, double x, double y, double width, double height);

/* How far in from the rectangle's edge the border reaches: nothing else should stand there. */
double xy_border_get_depth (XyBorder border, double width, double height);

G_END_DECLS
