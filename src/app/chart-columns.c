/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/chart-private.h"

#include <math.h>

typedef struct
{
  gint64 low, high, step;
} Scale;

typedef struct
{
  Scale scale;
  double left, bottom; /* of the plot */
  double height;
  double pitch;
  double figure; /* how high a figure over a column is */
} Plot;

/*
 * An axis over all values in at most MOST steps of 1, 2 or 5 and noughts. It ends where the columns below nothing do
 * when most of a step under them would be empty, or a few closed matters would take half the height from those raised.
 */
static Scale
find_scale (XyChart *self, guint most)
{
  static const int rounds[] = { 1, 2, 5 };
  Scale scale;
  gint64 unit = self->measure == XY_CHART_COUNT ? 1 : 100, low, high;

  xy_chart_find_ends (self, &low, &high);
  for (guint i = 0;; i++)
    {
      scale.step = unit * rounds[i % 3];
      scale.low = (low - scale.step + 1) / scale.step * scale.step;
      if (low - scale.low > scale.step / 2)
        scale.low = low;
      scale.high = (high + scale.step - 1) / scale.step * scale.step;
      if ((scale.high - scale.low) / scale.step <= most)
        return scale;
      if (i % 3 == 2)
        unit *= 10;
    }
}

/* The lowest line of the axis. */
static gint64
first_line (const Scale *scale)
{
  return scale->low / scale->step * scale->step;
}

static double
plot_y (const Plot *plot, gint64 value)
{
  double part = (double) (value - plot->scale.low) / (double) (plot->scale.high - plot->scale.low);

  return round (plot->bottom - part * plot->height);
}

static double
plot_x (const Plot *plot, guint at)
{
  return round (plot->left + plot->pitch * (at + 0.5));
}

static void
draw_axis (XyChart *self, XyChartDrawing *to, const Plot *plot)
{
  for (gint64 value = first_line (&plot->scale); value <= plot->scale.high; value += plot->scale.step)
    {
      g_autofree char *text = xy_chart_figure (self, value, FALSE);
      double y = plot_y (plot, value);
      xy_drawing_line (&to->on, value == 0 ? &to->on.quiet : &to->on.hair, plot->left, y + 0.5, to->on.width, y + 0.5);
      xy_drawing_put_label (&to->on, text, &to->on.quiet, plot->left - XY_DRAWING_GAP,
                            y - floor (xy_chart_get_line (self) * XY_DRAWING_SMALL / 2), 1);
    }
}

static void
draw_net (XyChart *self, XyChartDrawing *to, const Plot *plot)
{
  for (guint i = 0; i < self->bars->len; i++)
    cairo_line_to (to->on.cr, plot_x (plot, i), plot_y (plot, xy_chart_get_bar (self, i)->values[XY_CHART_NET]));
  /* In an edge, or it would not be seen on columns as light as itself. */
  gdk_cairo_set_source_rgba (to->on.cr, &to->on.panel);
  cairo_set_line_width (to->on.cr, 4);
  cairo_stroke_preserve (to->on.cr);
  gdk_cairo_set_source_rgba (to->on.cr, &to->sides[XY_CHART_NET]);
  cairo_set_line_width (to->on.cr, 1.5);
  cairo_stroke (to->on.cr);
  for (guint i = 0; i < self->bars->len; i++)
    xy_drawing_knot (&to->on, &to->sides[XY_CHART_NET], plot_x (plot, i),
                     plot_y (plot, xy_chart_get_bar (self, i)->values[XY_CHART_NET]));
}

void
xy_chart_draw_columns (XyChart *self, XyChartDrawing *to)
{
  Plot plot;
  g_autofree const char **labels = g_new (const char *, self->bars->len);
  double figures = 0, ticks = 0, small = ceil (xy_chart_get_line (self) * XY_DRAWING_SMALL);

  for (guint i = 0; i < self->bars->len; i++)
    labels[i] = xy_chart_get_bar (self, i)->label;
  double below = xy_drawing_measure_below (GTK_WIDGET (self), labels, self->bars->len);
  for (XyChartSide side = XY_CHART_PLUS; side <= XY_CHART_MINUS; side++)
    if (xy_chart_has_side (self, side))
      figures = MAX (figures, xy_chart_widest_figure (self, side, FALSE));
  plot.figure = small + 3;
  plot.height = to->on.height - to->top - below - XY_DRAWING_GAP
                - plot.figure * (xy_chart_has_side (self, XY_CHART_MINUS) ? 2 : 1);
  plot.bottom = to->top + plot.figure + plot.height;
  plot.scale = find_scale (self, (guint) MAX (plot.height < 2.5 * small ? 1 : 2, plot.height / (2 * small)));
  for (gint64 value = first_line (&plot.scale); value <= plot.scale.high; value += plot.scale.step)
    {
      g_autofree char *text = xy_chart_figure (self, value, FALSE);
      g_autoptr (PangoLayout) layout = xy_drawing_label (GTK_WIDGET (self), text);
      double width;
      xy_drawing_measure (layout, &width, NULL);
      ticks = MAX (ticks, width);
    }
  plot.left = ticks + XY_DRAWING_GAP;
  plot.pitch = (to->on.width - plot.left) / self->bars->len;
  self->from = plot.left;
  self->pitch = plot.pitch;

  draw_axis (self, to, &plot);
  double width = MAX (3, floor (MIN (plot.pitch * 0.6, xy_chart_get_line (self) * 2)));
  double zero = plot_y (&plot, 0);
  for (guint i = 0; i < self->bars->len; i++)
    for (XyChartSide side = XY_CHART_PLUS; side <= XY_CHART_MINUS; side++)
      {
        gint64 value = xy_chart_get_bar (self, i)->values[side];
        double y = plot_y (&plot, value);
        if (value == 0)
          continue;
        xy_chart_draw_side (to, side, plot_x (&plot, i) - floor (width / 2), zero, width, y - zero);
        if (figures + 2 > plot.pitch)
          continue;
        g_autofree char *text = xy_chart_figure (self, value, FALSE);
        xy_drawing_put_label (&to->on, text, &to->on.ink, plot_x (&plot, i), value > 0 ? y - plot.figure : y + 1, 0.5);
      }
  xy_drawing_line (&to->on, &to->on.quiet, plot.left, zero + 0.5, to->on.width, zero + 0.5);
  if (xy_chart_is_named (self, XY_CHART_NET) && xy_chart_has_side (self, XY_CHART_MINUS))
    draw_net (self, to, &plot);
  xy_drawing_put_below (&to->on, labels, self->bars->len, plot.left, plot.pitch, to->on.height - below);
}
