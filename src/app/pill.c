/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pill.h"

#include <math.h>

#include "core/i18n.h"

/* Between the edge of the ground and what stands on it. */
#define PADDING_X 8
#define PADDING_Y 1
/* In lines' heights: a pill whose words want more room gives way, with an ellipsis. */
#define LEAST 6

struct _XyPill
{
  GtkWidget parent_instance;

  XyPillKind kind;
  char *text;
  PangoLayout *layout;
  gboolean is_cell;
  int line; /* height of a line in a cell; 0: not known */
};

G_DEFINE_FINAL_TYPE (XyPill, xy_pill, GTK_TYPE_WIDGET)

/*
 * The names of the colours in light.css and dark.css. They are looked up while drawing and not given by classes: a
 * class that changes has GTK work out the style of the cell anew, for each row at each jump of a table.
 */
static const struct
{
  const char *ground, *text;
} colours[] = {
  { "xy_plain_ground", "xy_plain_text" },
  { "xy_waiting_ground", "xy_waiting_text" },
  { "xy_done_ground", "xy_done_text" },
  { "xy_alert_ground", "xy_alert_text" },
};

static PangoLayout *
ensure_layout (XyPill *self)
{
  if (self->layout == NULL)
    self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->text);
  return self->layout;
}

/* Its words in ROOM pixels; -1: in as many as they want. */
static PangoLayout *
fit_layout (XyPill *self, int room)
{
  PangoLayout *layout = ensure_layout (self);

  pango_layout_set_width (layout, room < 0 ? -1 : room * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, room < 0 ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  return layout;
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

static int
get_line_height (XyPill *self)
{
  if (self->line == 0)
    {
      g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "字");
      pango_layout_get_pixel_size (layout, NULL, &self->line);
    }
  return self->line;
}

static void
draw_ground (cairo_t *cr, double width, double height)
{
  double radius = height / 2;

  cairo_arc (cr, radius, radius, radius, G_PI / 2, 3 * G_PI / 2);
  cairo_arc (cr, width - radius, radius, radius, 3 * G_PI / 2, G_PI / 2);
  cairo_close_path (cr);
  cairo_fill (cr);
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

  if (self->is_cell)
    {
      *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 0 : get_line_height (self) + 2 * PADDING_Y;
      return;
    }
  pango_layout_get_pixel_size (fit_layout (self, -1), &width, &height);
  get_sign_size (self, &side, &gap);
  *minimum = *natural =
      orientation == GTK_ORIENTATION_HORIZONTAL ? side + gap + width + 2 * PADDING_X : height + 2 * PADDING_Y;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*natural, side + gap + LEAST * height + 2 * PADDING_X);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum_baseline = *natural_baseline = PADDING_Y + PANGO_PIXELS (pango_layout_get_baseline (ensure_layout (self)));
}

static void
xy_pill_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  XyPill *self = XY_PILL (widget);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  int width, height, side, gap;
  GdkRGBA colour;

  if (self->text == NULL || *self->text == '\0')
    return;
  pango_layout_get_pixel_size (fit_layout (self, -1), &width, &height);
  get_sign_size (self, &side, &gap);
  width += side + gap + 2 * PADDING_X;
  if (width > gtk_widget_get_width (widget))
    {
      width = gtk_widget_get_width (widget);
      fit_layout (self, MAX (width - side - gap - 2 * PADDING_X, 0));
    }
  int top = (gtk_widget_get_height (widget) - height) / 2;

  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, (float) (top - PADDING_Y), (float) width, (float) (height + 2 * PADDING_Y)));
  cairo_translate (cr, 0, top - PADDING_Y);
  if (gtk_style_context_lookup_color (style, colours[self->kind].ground, &colour))
    {
      gdk_cairo_set_source_rgba (cr, &colour);
      draw_ground (cr, width, height + 2 * PADDING_Y);
    }
  if (!gtk_style_context_lookup_color (style, colours[self->kind].text, &colour))
    gtk_style_context_get_color (style, &colour);
  cairo_translate (cr, PADDING_X, PADDING_Y + floor ((double) (height - side) / 2) + 1);
  gdk_cairo_set_source_rgba (cr, &colour);
  draw_sign (cr, self->kind, side);
  cairo_destroy (cr);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (PADDING_X + side + gap), (float) top));
  gtk_snapshot_append_layout (snapshot, ensure_layout (self), &colour);
  gtk_snapshot_restore (snapshot);
}

/* What was cut is told by the tooltip. */
static void
xy_pill_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  XyPill *self = XY_PILL (widget);
  int natural;

  if (self->is_cell)
    return;
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  gtk_widget_set_tooltip_text (widget, width < natural ? self->text : NULL);
}

static void
xy_pill_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (xy_pill_parent_class)->css_changed (widget, change);

  g_clear_object (&XY_PILL (widget)->layout);
  XY_PILL (widget)->line = 0;
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
  widget_class->size_allocate = xy_pill_size_allocate;
  widget_class->snapshot = xy_pill_snapshot;
  widget_class->css_changed = xy_pill_css_changed;
  gtk_widget_class_set_css_name (widget_class, "pill");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
xy_pill_init (XyPill *self)
{
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

GtkWidget *
xy_pill_new_cell (void)
{
  XyPill *self = g_object_new (XY_TYPE_PILL, NULL);

  self->is_cell = TRUE;
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_FILL);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  return GTK_WIDGET (self);
}

void
xy_pill_set (XyPill *self, XyPillKind kind, const char *text)
{
  g_return_if_fail (XY_IS_PILL (self));
  g_return_if_fail (kind < G_N_ELEMENTS (colours));

  if (!self->is_cell)
    gtk_widget_set_visible (GTK_WIDGET (self), text != NULL && *text != '\0');
  if (self->kind != kind)
    {
      self->kind = kind;
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
  g_autofree char *alone = xy_i18n_alone (text);
  if (g_strcmp0 (self->text, alone) == 0)
    return;

  g_free (self->text);
  self->text = g_steal_pointer (&alone);
  g_clear_object (&self->layout);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->text != NULL ? self->text : "", -1);
  if (self->is_cell)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  else
    gtk_widget_queue_resize (GTK_WIDGET (self));
}

const char *
xy_pill_get_text (XyPill *self)
{
  g_return_val_if_fail (XY_IS_PILL (self), NULL);
  return self->text;
}
