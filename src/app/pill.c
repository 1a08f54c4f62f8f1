/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pill.h"

#include <math.h>

struct _XyPill
{
  GtkWidget parent_instance;

  XyPillKind kind;
  char *text;
  PangoLayout *layout;
};

G_DEFINE_FINAL_TYPE (XyPill, xy_pill, GTK_TYPE_WIDGET)

static const char *const kind_classes[] = { "plain", "waiting", "done", "alert" };

static PangoLayout *
ensure_layout (XyPill *self)
{
  if (self->layout == NULL)
    self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->text);
  return self->layout;
}

/* The side of the square that the sign is drawn in, and the gap after it. */
static void
get_sign_size (XyPill *self, int *side, int *gap)
{
  int height;
  pango_layout_get_pixel_size (ensure_layout (self), NULL, &height);
  *side = height / 2;
  *gap = MAX (3, height / 4);
}

static void
draw_sign (cairo_t *cr, XyPillKind kind, double side)
{
  double line = MAX (1.2, side / 7), radius = side / 2 - line / 2;

  cairo_set_line_width (cr, line);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  switch (kind)
    {
    case XY_PILL_WAITING:
      cairo_move_to (cr, side / 2, side / 2);
      cairo_arc (cr, side / 2, side / 2, radius, -G_PI / 2, 0);
      cairo_close_path (cr);
      cairo_fill (cr);
      cairo_arc (cr, side / 2, side / 2, radius, 0, 2 * G_PI);
      cairo_stroke (cr);
      break;
    case XY_PILL_DONE:
      cairo_set_line_width (cr, line * 1.3);
      cairo_move_to (cr, side * 0.08, side * 0.55);
      cairo_line_to (cr, side * 0.38, side * 0.85);
      cairo_line_to (cr, side * 0.95, side * 0.15);
      cairo_stroke (cr);
      break;
    case XY_PILL_ALERT:
      cairo_set_line_width (cr, line * 1.5);
      cairo_move_to (cr, side / 2, side * 0.08);
      cairo_line_to (cr, side / 2, side * 0.6);
      cairo_stroke (cr);
      cairo_arc (cr, side / 2, side * 0.9, line * 0.9, 0, 2 * G_PI);
      cairo_fill (cr);
      break;
    case XY_PILL_PLAIN:
    default:
      cairo_arc (cr, side / 2, side / 2, radius, 0, 2 * G_PI);
      cairo_stroke (cr);
      break;
    }
}

static void
xy_pill_measure (GtkWidget *widget,
                 GtkOrientation orientation,
                 int for_size,
                 int *minimum,
                 int *natural,
                 int *minimum_baseline,
                 int *natural_baseline)
{
  XyPill *self = XY_PILL (widget);
  int width, height, side, gap;

  pango_layout_get_pixel_size (ensure_layout (self), &width, &height);
  get_sign_size (self, &side, &gap);
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? side + gap + width : height;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum_baseline = *natural_baseline = PANGO_PIXELS (pango_layout_get_baseline (ensure_layout (self)));
}

static void
xy_pill_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  XyPill *self = XY_PILL (widget);
  int height, side, gap;
  GdkRGBA colour;

  if (self->text == NULL || *self->text == '\0')
    return;
  pango_layout_get_pixel_size (ensure_layout (self), NULL, &height);
  get_sign_size (self, &side, &gap);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);

  float top = floorf ((float) (height - side) / 2) + 1;
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, top, side, side));
  cairo_translate (cr, 0, top);
  gdk_cairo_set_source_rgba (cr, &colour);
  draw_sign (cr, self->kind, side);
  cairo_destroy (cr);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (side + gap), 0));
  gtk_snapshot_append_layout (snapshot, ensure_layout (self), &colour);
  gtk_snapshot_restore (snapshot);
}

static void
xy_pill_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (xy_pill_parent_class)->css_changed (widget, change);

  g_clear_object (&XY_PILL (widget)->layout);
  gtk_widget_queue_resize (widget);
}

static void
xy_pill_finalize (GObject *object)
{
  XyPill *self = XY_PILL (object);

  g_free (self->text);
  g_clear_object (&self->layout);

  G_OBJECT_CLASS (xy_pill_parent_class)->finalize (object);
}

static void
xy_pill_class_init (XyPillClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = xy_pill_finalize;
  widget_class->measure = xy_pill_measure;
  widget_class->snapshot = xy_pill_snapshot;
  widget_class->css_changed = xy_pill_css_changed;
  gtk_widget_class_set_css_name (widget_class, "pill");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
xy_pill_init (XyPill *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), kind_classes[XY_PILL_PLAIN]);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
}

GtkWidget *
xy_pill_new (XyPillKind kind, const char *text)
{
  XyPill *self = g_object_new (XY_TYPE_PILL, NULL);
  xy_pill_set (self, kind, text);
  return GTK_WIDGET (self);
}

void
xy_pill_set (XyPill *self, XyPillKind kind, const char *text)
{
  g_return_if_fail (XY_IS_PILL (self));
  g_return_if_fail (kind < G_N_ELEMENTS (kind_classes));

  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL && *text != '\0');
  if (self->kind != kind)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self), kind_classes[self->kind]);
      gtk_widget_add_css_class (GTK_WIDGET (self), kind_classes[kind]);
      self->kind = kind;
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
  if (g_strcmp0 (self->text, text) == 0)
    return;

  g_free (self->text);
  self->text = g_strdup (text);
  g_clear_object (&self->layout);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text != NULL ? text : "", -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

const char *
xy_pill_get_text (XyPill *self)
{
  g_return_val_if_fail (XY_IS_PILL (self), NULL);
  return self->text;
}
