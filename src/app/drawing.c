/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/drawing.h"

#include <math.h>

#define HATCH 5 /* pixels between two strokes, dots */
#define STROKE 1.3
#define DOT 1.2
#define RADIUS 3.5

XyDrawing
xy_drawing_begin (GtkWidget *widget, cairo_t *cr, int width, int height)
{
  XyDrawing to = { .widget = widget, .cr = cr, .width = width, .height = height };

  to.line = xy_drawing_line_height (widget);
  to.ink = xy_drawing_colour (widget, "xy_ink");
  to.quiet = xy_drawing_colour (widget, "xy_quiet");
  to.hair = xy_drawing_colour (widget, "xy_hair");
  to.panel = xy_drawing_colour (widget, "xy_panel");
  return to;
}

GdkRGBA
xy_drawing_colour (GtkWidget *widget, const char *name)
{
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  GdkRGBA colour;

  if (!gtk_style_context_lookup_color (style, name, &colour))
    gtk_style_context_get_color (style, &colour);
  return colour;
}

int
xy_drawing_line_height (GtkWidget *widget)
{
  g_autoptr (PangoLayout) layout = xy_drawing_text (widget, "字", 1, FALSE);
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  return height;
}

PangoLayout *
xy_drawing_text (GtkWidget *widget, const char *text, double scale, gboolean bold)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  return layout;
}

PangoLayout *
xy_drawing_label (GtkWidget *widget, const char *text)
{
  PangoLayout *layout = xy_drawing_text (widget, text, XY_DRAWING_SMALL, FALSE);

  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  return layout;
}

void
xy_drawing_measure (PangoLayout *layout, double *width, double *height)
{
  int w, h;

  pango_layout_get_pixel_size (layout, &w, &h);
  if (width != NULL)
    *width = w;
  if (height != NULL)
    *height = h;
}

void
xy_drawing_put (XyDrawing *to, PangoLayout *layout, const GdkRGBA *colour, double x, double y, double align)
{
  double width;

  xy_drawing_measure (layout, &width, NULL);
  gdk_cairo_set_source_rgba (to->cr, colour);
  cairo_move_to (to->cr, round (x - align * width), round (y));
  pango_cairo_show_layout (to->cr, layout);
}

void
xy_drawing_put_label (XyDrawing *to, const char *text, const GdkRGBA *colour, double x, double y, double align)
{
  g_autoptr (PangoLayout) layout = xy_drawing_label (to->widget, text);

  xy_drawing_put (to, layout, colour, x, y, align);
}

double
xy_drawing_title (XyDrawing *to, const char *title)
{
  g_autoptr (PangoLayout) layout = xy_drawing_text (to->widget, title != NULL ? title : "", 1, TRUE);
  double height;

  pango_layout_set_width (layout, (int) to->width * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  xy_drawing_measure (layout, NULL, &height);
  xy_drawing_put (to, layout, &to->ink, 0, 0, 0);
  return height + XY_DRAWING_GAP;
}

void
xy_drawing_blank (XyDrawing *to, const char *words, double top)
{
  g_autoptr (PangoLayout) layout = xy_drawing_text (to->widget, words != NULL ? words : "", 1, FALSE);

  pango_layout_set_width (layout, (int) to->width * PANGO_SCALE);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  xy_drawing_put (to, layout, &to->quiet, 0, top + (to->height - top) / 2 - to->line, 0);
}

void
xy_drawing_line (XyDrawing *to, const GdkRGBA *colour, double x, double y, double until_x, double until_y)
{
  gdk_cairo_set_source_rgba (to->cr, colour);
  cairo_set_line_width (to->cr, 1);
  cairo_move_to (to->cr, x, y);
  cairo_line_to (to->cr, until_x, until_y);
  cairo_stroke (to->cr);
}

void
xy_drawing_knot (XyDrawing *to, const GdkRGBA *colour, double x, double y)
{
  cairo_new_sub_path (to->cr);
  cairo_arc (to->cr, x, y, RADIUS, 0, 2 * G_PI);
  gdk_cairo_set_source_rgba (to->cr, &to->panel);
  cairo_fill_preserve (to->cr);
  gdk_cairo_set_source_rgba (to->cr, colour);
  cairo_set_line_width (to->cr, 1.5);
  cairo_stroke (to->cr);
}

/* Strokes that rise over the whole of a box, or fall. */
static void
slant (cairo_t *cr, double x, double y, double width, double height, gboolean rises)
{
  for (double at = x - height; at < x + width; at += HATCH)
    {
      cairo_move_to (cr, at, rises ? y + height : y);
      cairo_line_to (cr, at + height, rises ? y : y + height);
    }
}

static void
draw_texture (cairo_t *cr, XyFill fill, double x, double y, double width, double height)
{
  cairo_set_line_width (cr, STROKE);
  if (fill == XY_FILL_HATCH || fill == XY_FILL_CROSS)
    slant (cr, x, y, width, height, TRUE);
  if (fill == XY_FILL_CROSS)
    slant (cr, x, y, width, height, FALSE);
  /* From the end on which the box stands: one that grows does not crawl. */
  for (double at = y + height - HATCH + 0.5; fill == XY_FILL_LINES && at > y; at -= HATCH)
    {
      cairo_move_to (cr, x, at);
      cairo_line_to (cr, x + width, at);
    }
  for (double at = x + HATCH - 0.5; fill == XY_FILL_COLUMNS && at < x + width; at += HATCH)
    {
      cairo_move_to (cr, at, y);
      cairo_line_to (cr, at, y + height);
    }
  cairo_stroke (cr);
  for (double row = y + height - HATCH + 0.5; fill == XY_FILL_DOTS && row > y; row -= HATCH)
    for (double at = x + HATCH - 0.5; at < x + width; at += HATCH)
      {
        cairo_arc (cr, at, row, DOT, 0, 2 * G_PI);
        cairo_fill (cr);
      }
}

void
xy_drawing_box (XyDrawing *to, XyFill fill, const GdkRGBA *colour, double x, double y, double width, double height)
{
  cairo_t *cr = to->cr;

  if (height < 0)
    {
      y += height;
      height = -height;
    }
  if (width < 1 || height < 1)
    return;
  cairo_save (cr);
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_rectangle (cr, x, y, width, height);
  if (fill == XY_FILL_SOLID)
    cairo_fill (cr);
  else
    {
      cairo_clip (cr);
      draw_texture (cr, fill, x, y, width, height);
      cairo_set_line_width (cr, 2); /* half of it is inside */
      cairo_rectangle (cr, x, y, width, height);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}
