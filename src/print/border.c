/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/border.h"

#include <math.h>

/* The pattern is made of squares so many of which go into the shorter side. */
#define FRET_PARTS 200
#define CLOUD_PARTS 36

/* In squares of the fret: the band, what is kept clear around it, and one pair of hooks with the gap after it. */
#define BAND 5.0
#define CLEAR 2.0
#define PAIR 12.0

/* Room for the head of a ruyi in the corner, before the clouds along the sides. */
#define HEAD 1.6

/* A line of the fret from one crossing of its lattice to another, as wide as a square, with square ends. */
static void
bar (cairo_t *cr, double x0, double y0, double x1, double y1)
{
  cairo_rectangle (cr, MIN (x0, x1) - 0.5, MIN (y0, y1) - 0.5, fabs (x1 - x0) + 1, fabs (y1 - y0) + 1);
  cairo_fill (cr);
}

/* One hook of the fret, open at its lower left. */
static void
hook (cairo_t *cr)
{
  static const double points[][2] = { { 0, 4 }, { 0, 0 }, { 4, 0 }, { 4, 4 }, { 2, 4 }, { 2, 2 } };

  for (guint i = 0; i + 1 < G_N_ELEMENTS (points); i++)
    bar (cr, points[i][0], points[i][1], points[i + 1][0], points[i + 1][1]);
}

/* Pairs of hooks back to back along a side of LENGTH squares, from the left end of the band. */
static void
fret_side (cairo_t *cr, double length)
{
  guint n = (guint) MAX (floor (length / PAIR), 1);
  double stretch = length / (n * PAIR);

  for (guint i = 0; i < n; i++)
    {
      cairo_save (cr);
      cairo_scale (cr, stretch, 1);
      cairo_translate (cr, i * PAIR + 1, 0);
      bar (cr, 4, 4, 6, 4);
      cairo_translate (cr, 6, 0);
      hook (cr);
      cairo_scale (cr, -1, 1);
      cairo_translate (cr, 2, 0);
      hook (cr);
      cairo_restore (cr);
    }
}

static void
frame (cairo_t *cr, double x, double y, double width, double height, double thickness)
{
  cairo_rectangle (cr, x - thickness / 2, y - thickness / 2, width + thickness, height + thickness);
  cairo_rectangle (cr, x + thickness / 2, y + height - thickness / 2, width - thickness, thickness - height);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_fill (cr);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_WINDING);
}

/* Turns the axes so that each side in turn lies along the x axis from the upper left corner. */
static void
turn_to_side (cairo_t *cr, guint side, double width, double height)
{
  cairo_translate (cr, side == 1 || side == 2 ? width : 0, side >= 2 ? height : 0);
  cairo_rotate (cr, side * G_PI_2);
}

static void
draw_fret (cairo_t *cr, double width, double height)
{
  double inner = BAND + 2 * CLEAR;

  frame (cr, 0, 0, width, height, 1.2);
  frame (cr, inner, inner, width - 2 * inner, height - 2 * inner, 0.5);
  for (guint side = 0; side < 4; side++)
    {
      double length = (side % 2 == 0 ? width : height) - 2 * (CLEAR + BAND + 1);
      cairo_save (cr);
      turn_to_side (cr, side, width, height);
      cairo_translate (cr, CLEAR + 0.5, CLEAR + 0.5);
      bar (cr, 0, 0, 4, 0);
      bar (cr, 0, 4, 4, 4);
      bar (cr, 0, 0, 0, 4);
      bar (cr, 4, 0, 4, 4);
      bar (cr, 2, 2, 2, 2);
      cairo_translate (cr, BAND + 0.5, 0);
      fret_side (cr, length);
      cairo_restore (cr);
    }
}

/*
 * A line that winds from radius R at angle FROM about X, Y inwards to nothing, TURNS times; clockwise for a positive
 * number. Goes on from the current point.
 */
static void
wind (cairo_t *cr, double x, double y, double r, double from, double turns)
{
  const guint steps = 60;

  for (guint i = 0; i <= steps; i++)
    {
      double part = (double) i / steps;
      double angle = from + part * turns * 2 * G_PI;
      double radius = r * (1 - 0.85 * part);
      cairo_line_to (cr, x + radius * cos (angle), y + radius * sin (angle));
    }
}

/* One half of a corner, on the upper side of its diagonal, in the corner's own axes. */
static void
cloud_half (cairo_t *cr, double rule)
{
  /* The rule of the side ends in a curl. */
  cairo_move_to (cr, rule, 1);
  cairo_line_to (cr, 6.2, 1);
  wind (cr, 6.2, 1.85, 0.85, -G_PI_2, -1.6);
  cairo_stroke (cr);

  /* A cloud before it, its tail along the rule. */
  cairo_move_to (cr, 8.6, 1.75);
  cairo_curve_to (cr, 7.6, 3.3, 5.9, 3.45, 4.9, 2.6);
  wind (cr, 4.15, 1.95, 1.0, 0.7, -1.7);
  cairo_stroke (cr);
  cairo_move_to (cr, 10.2, 1.6);
  cairo_curve_to (cr, 9.5, 2.5, 8.9, 2.75, 8.1, 2.75);
  cairo_stroke (cr);
}

static void
cloud_corner (cairo_t *cr, double rule_x, double rule_y)
{
  cairo_save (cr);
  cairo_translate (cr, HEAD, 0);
  cloud_half (cr, rule_x - HEAD);
  cairo_restore (cr);
  cairo_save (cr);
  cairo_transform (cr, &(cairo_matrix_t){ .xy = 1, .yx = 1 });
  cairo_translate (cr, HEAD, 0);
  cloud_half (cr, rule_y - HEAD);
  cairo_restore (cr);

  /* The head of a ruyi, on the diagonal. */
  cairo_save (cr);
  cairo_translate (cr, 2.35, 2.35);
  cairo_rotate (cr, -G_PI_4);
  for (int side = -1; side <= 1; side += 2)
    {
      cairo_save (cr);
      cairo_scale (cr, side, 1);
      cairo_move_to (cr, 0, -1.75);
      cairo_curve_to (cr, 0.75, -1.75, 1.2, -1.2, 1.0, -0.55);
      cairo_curve_to (cr, 1.9, -0.6, 2.2, 0.3, 1.75, 0.8);
      wind (cr, 1.2, 0.3, 0.75, 0.75, 1.5);
      cairo_stroke (cr);
      cairo_move_to (cr, 1.75, 0.8);
      cairo_curve_to (cr, 1.3, 1.3, 0.5, 1.2, 0, 2.3);
      cairo_stroke (cr);
      cairo_move_to (cr, 0, -1.0);
      cairo_curve_to (cr, 0.45, -0.9, 0.5, -0.4, 0.3, -0.05);
      cairo_curve_to (cr, 0.2, 0.25, 0.05, 0.4, 0, 0.8);
      cairo_stroke (cr);
      cairo_restore (cr);
    }
  cairo_restore (cr);
}

static void
draw_cloud (cairo_t *cr, double width, double height)
{
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, 0.17);
  frame (cr, 0, 0, width, height, 0.32);
  frame (cr, 0.45, 0.45, width - 0.9, height - 0.9, 0.09);
  for (guint corner = 0; corner < 4; corner++)
    {
      cairo_save (cr);
      cairo_translate (cr, corner % 2 == 1 ? width : 0, corner >= 2 ? height : 0);
      cairo_scale (cr, corner % 2 == 1 ? -1 : 1, corner >= 2 ? -1 : 1);
      cloud_corner (cr, width / 2, height / 2);
      cairo_restore (cr);
    }
}

void
xy_ink_set (XyInk ink, cairo_t *cr)
{
  if (ink == XY_INK_RED)
    cairo_set_source_rgb (cr, 0.659, 0.2, 0.165);
  else
    cairo_set_source_rgb (cr, 0, 0, 0);
}

void
xy_border_draw (XyBorder border, XyInk ink, cairo_t *cr, double x, double y, double width, double height)
{
  double shorter = MIN (width, height);

  if (border == XY_BORDER_NONE || shorter <= 0)
    return;
  double unit = shorter / (border == XY_BORDER_FRET ? FRET_PARTS : CLOUD_PARTS);
  cairo_save (cr);
  xy_ink_set (ink, cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, unit, unit);
  if (border == XY_BORDER_FRET)
    draw_fret (cr, width / unit, height / unit);
  else
    draw_cloud (cr, width / unit, height / unit);
  cairo_restore (cr);
}

double
xy_border_get_depth (XyBorder border, double width, double height)
{
  double shorter = MIN (width, height);

  switch (border)
    {
    case XY_BORDER_FRET:
      return shorter / FRET_PARTS * (BAND + 2 * CLEAR + 1);
    case XY_BORDER_CLOUD:
      return shorter / CLOUD_PARTS * 1.6;
    case XY_BORDER_NONE:
    case XY_N_BORDERS:
    default:
      return 0;
    }
}
