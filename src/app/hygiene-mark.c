/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-mark.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#define QUIETER 0.6f
#define POINTS_OF_STAR 5
#define INNER 0.42 /* radius of a star's notches */

struct _XyHygieneSwatch
{
  GtkWidget parent_instance;

  XyHygieneMark mark;
};

G_DEFINE_FINAL_TYPE (XyHygieneSwatch, xy_hygiene_swatch, GTK_TYPE_WIDGET)

static const struct
{
  const char *ground, *ink; /* names of colours; NULL: none */
  XyFill fill;
} looks[XY_HYGIENE_N_MARKS] = {
  [XY_HYGIENE_MARK_RED] = { "xy_red", "xy_on_red", XY_FILL_SOLID },
  [XY_HYGIENE_MARK_BEST] = { "xy_done_ground", "xy_done_text", XY_FILL_EMPTY },
  [XY_HYGIENE_MARK_SECOND] = { "xy_waiting_ground", "xy_waiting_text", XY_FILL_LINES },
  [XY_HYGIENE_MARK_THIRD] = { "xy_waiting_ground", "xy_waiting_text", XY_FILL_COLUMNS },
  [XY_HYGIENE_MARK_WORST] = { "xy_alert_ground", "xy_alert_text", XY_FILL_HATCH },
  [XY_HYGIENE_MARK_LOW] = { "xy_panel", "xy_ink", XY_FILL_CROSS },
  [XY_HYGIENE_MARK_EXCUSED] = { "xy_plain_ground", "xy_plain_text", XY_FILL_DOTS },
  [XY_HYGIENE_MARK_ABSENT] = { NULL, "xy_faint", XY_FILL_EMPTY },
};

XyHygieneMark
xy_hygiene_mark_of_band (guint at, guint n)
{
  if (at == 0)
    return XY_HYGIENE_MARK_BEST;
  if (at + 1 >= n)
    return XY_HYGIENE_MARK_WORST;
  return at == 1 ? XY_HYGIENE_MARK_SECOND : XY_HYGIENE_MARK_THIRD;
}

const char *
xy_hygiene_mark_label (XyHygieneMark mark)
{
  switch (mark)
    {
    case XY_HYGIENE_MARK_RED:
      return _ ("Red list");
    case XY_HYGIENE_MARK_LOW:
      return _ ("To improve");
    case XY_HYGIENE_MARK_EXCUSED:
      return _ ("Helped instead");
    case XY_HYGIENE_MARK_ABSENT:
      return _ ("Not judged");
    case XY_HYGIENE_MARK_BEST:
    case XY_HYGIENE_MARK_SECOND:
    case XY_HYGIENE_MARK_THIRD:
    case XY_HYGIENE_MARK_WORST:
    case XY_HYGIENE_N_MARKS:
      break;
    }
  return _ ("Judged");
}

char *
xy_hygiene_figure (gint64 score)
{
  return g_strdup_printf ("%d.%02d", (int) (score / 100), (int) (score % 100));
}

char *
xy_hygiene_figure_change (gint64 change)
{
  g_autofree char *size = xy_hygiene_figure (ABS (change));

  return g_strdup_printf ("%s%s", change > 0 ? "+" : change < 0 ? "−" : "", size);
}

static void
draw_star (cairo_t *cr, double x, double y, double radius)
{
  for (int i = 0; i < 2 * POINTS_OF_STAR; i++)
    {
      double angle = G_PI * i / POINTS_OF_STAR - G_PI / 2, r = i % 2 == 0 ? radius : radius * INNER;
      cairo_line_to (cr, x + r * cos (angle), y + r * sin (angle));
    }
  cairo_close_path (cr);
  cairo_fill (cr);
}

void
xy_hygiene_mark_draw (XyDrawing *to, XyHygieneMark mark, double x, double y, double width, double height)
{
  GdkRGBA ink = xy_drawing_colour (to->widget, looks[mark].ink);

  /* Most households are in the middle: theirs is the quietest. */
  if (mark >= XY_HYGIENE_MARK_BEST && mark <= XY_HYGIENE_MARK_THIRD)
    ink.alpha = QUIETER;
  if (looks[mark].ground != NULL)
    {
      GdkRGBA ground = xy_drawing_colour (to->widget, looks[mark].ground);
      xy_drawing_box (to, XY_FILL_SOLID, &ground, x, y, width, height);
    }
  if (mark == XY_HYGIENE_MARK_RED)
    {
      double radius = MIN (width, height) * 0.4;
      gdk_cairo_set_source_rgba (to->cr, &ink);
      if (radius >= 3)
        draw_star (to->cr, x + width / 2, y + height / 2 + radius * 0.06, radius);
    }
  else if (mark == XY_HYGIENE_MARK_ABSENT)
    {
      static const double dash[] = { 2, 6 };
      gdk_cairo_set_source_rgba (to->cr, &ink);
      cairo_set_dash (to->cr, dash, G_N_ELEMENTS (dash), 0);
      cairo_set_line_width (to->cr, 1);
      cairo_rectangle (to->cr, x + 0.5, y + 0.5, width - 1, height - 1);
      cairo_stroke (to->cr);
      cairo_set_dash (to->cr, NULL, 0, 0);
    }
  else
    xy_drawing_box (to, looks[mark].fill, &ink, x, y, width, height);
}

static void
xy_hygiene_swatch_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  *minimum = *natural = xy_drawing_line_height (widget) * 3 / 4;
}

static void
xy_hygiene_swatch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  XyDrawing to = xy_drawing_begin (widget, cr, width, height);

  xy_hygiene_mark_draw (&to, XY_HYGIENE_SWATCH (widget)->mark, 0, 0, width, height);
  cairo_destroy (cr);
}

static void
xy_hygiene_swatch_class_init (XyHygieneSwatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = xy_hygiene_swatch_measure;
  widget_class->snapshot = xy_hygiene_swatch_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
xy_hygiene_swatch_init (XyHygieneSwatch *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
xy_hygiene_swatch_new (XyHygieneMark mark)
{
  XyHygieneSwatch *self = g_object_new (XY_TYPE_HYGIENE_SWATCH, NULL);

  self->mark = mark;
  return GTK_WIDGET (self);
}

GtkWidget *
xy_hygiene_legend_new (void)
{
  GtkWidget *legend = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (legend), GTK_SELECTION_NONE);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (legend), 2);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (legend), XY_HYGIENE_N_MARKS);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (legend), 12);
  gtk_widget_set_focusable (legend, FALSE);
  return legend;
}

void
xy_hygiene_legend_clear (GtkWidget *legend)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (legend)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (legend), child);
}

void
xy_hygiene_legend_add (GtkWidget *legend, XyHygieneMark mark, const char *words)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label = gtk_label_new (words),
            *child = gtk_flow_box_child_new ();

  gtk_widget_add_css_class (label, "quiet");
  gtk_box_append (GTK_BOX (row), xy_hygiene_swatch_new (mark));
  gtk_box_append (GTK_BOX (row), label);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), row);
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_append (GTK_FLOW_BOX (legend), child);
}
