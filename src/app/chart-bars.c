/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/chart-private.h"

#include <math.h>

double
xy_chart_row_height (XyChart *self)
{
  return ceil (xy_chart_get_line (self) * 1.5);
}

void
xy_chart_draw_bars (XyChart *self, XyChartDrawing *to)
{
  double labels = 0, notes = 0, columns[XY_CHART_N_SIDES] = { 0 }, least = xy_chart_row_height (self),
         small = xy_chart_get_line (self) * XY_DRAWING_SMALL;
  gboolean is_change = xy_chart_is_named (self, XY_CHART_MINUS);
  gint64 low, high;

  for (guint i = 0; i < self->bars->len; i++)
    {
      g_autoptr (PangoLayout) label = xy_drawing_label (GTK_WIDGET (self), xy_chart_get_bar (self, i)->label);
      g_autoptr (PangoLayout) note = xy_drawing_label (
          GTK_WIDGET (self), xy_chart_get_bar (self, i)->note != NULL ? xy_chart_get_bar (self, i)->note : "");
      double width;
      xy_drawing_measure (label, &width, NULL);
      labels = MAX (labels, width);
      xy_drawing_measure (note, &width, NULL);
      notes = MAX (notes, width);
    }
  labels = MIN (labels, floor (to->on.width * 0.32));
  for (XyChartSide side = XY_CHART_PLUS; side <= XY_CHART_MINUS; side++)
    if (xy_chart_has_side (self, side))
      columns[side] = xy_chart_widest_figure (self, side, is_change) + 2 * XY_DRAWING_GAP;
  notes += notes > 0 ? 2 * XY_DRAWING_GAP : 0;
  xy_chart_find_ends (self, &low, &high);
  double left = labels + 2 * XY_DRAWING_GAP,
         room = MAX (0, to->on.width - left - columns[XY_CHART_PLUS] - columns[XY_CHART_MINUS] - notes);
  double unit = room / (double) (high - low), zero = round (left + (double) -low * unit);

  double row = CLAMP (floor ((to->on.height - to->top - XY_DRAWING_GAP) / self->bars->len), least, 2 * least);
  self->from = to->top;
  self->pitch = row;
  for (guint i = 0; i < self->bars->len; i++)
    {
      const XyChartBar *bar = xy_chart_get_bar (self, i);
      double y = to->top + i * row, text_y = y + floor ((row - small) / 2) - 1, x = left + room,
             thick = floor (row * 0.5);
      g_autoptr (PangoLayout) label = xy_drawing_label (GTK_WIDGET (self), bar->label);
      pango_layout_set_width (label, (int) labels * PANGO_SCALE);
      pango_layout_set_alignment (label, PANGO_ALIGN_LEFT);
      pango_layout_set_ellipsize (label, PANGO_ELLIPSIZE_END);
      xy_drawing_put (&to->on, label, &to->on.ink, 0, text_y, 0);
      for (XyChartSide side = XY_CHART_PLUS; side <= XY_CHART_MINUS; side++)
        {
          g_autofree char *text = xy_chart_figure (self, bar->values[side], is_change);
          double end = round (zero + (double) bar->values[side] * unit);
          xy_chart_draw_side (to, side, MIN (zero, end), y + floor ((row - thick) / 2), fabs (end - zero), thick);
          x += columns[side];
          if (columns[side] > 0 && (side == XY_CHART_PLUS || bar->values[side] != 0))
            xy_drawing_put_label (&to->on, text, &to->on.ink, x, text_y, 1);
        }
      if (bar->note != NULL)
        xy_drawing_put_label (&to->on, bar->note, &to->on.quiet, x + notes, text_y, 1);
    }
  xy_drawing_line (&to->on, &to->on.quiet, zero + 0.5, to->top, zero + 0.5, to->top + row * self->bars->len);
}
