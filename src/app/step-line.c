/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/step-line.h"

#include <glib/gi18n-lib.h>

#include "app/cells.h"
#include "app/drawing.h"

/* Of a line's height. */
#define SIGN 0.95
#define GAP 3 /* pixels between a sign and the line that leads to it */

typedef struct
{
  XyStepLine *line;
  guint at;
  XyStepState state;
  GtkWidget *box, *sign, *word, *more;
} Place;

struct _XyStepLine
{
  GtkWidget parent_instance;
  GPtrArray *places; /* of Place */
};

G_DEFINE_FINAL_TYPE (XyStepLine, xy_step_line, GTK_TYPE_WIDGET)

static GdkRGBA
colour_of (GtkWidget *widget, XyStepState state)
{
  static const char *const names[] = { "xy_faint", "xy_red", "xy_done_text", "xy_alert_text" };

  return xy_drawing_colour (widget, names[state]);
}

/* The sign, as wide and high as 1. */
static void
draw_sign (cairo_t *cr, XyStepState state, const GdkRGBA *on)
{
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, 0.1);
  cairo_arc (cr, 0.5, 0.5, 0.45, 0, 2 * G_PI);
  if (state == XY_STEP_TO_COME)
    {
      cairo_stroke (cr);
      return;
    }
  if (state == XY_STEP_NOW)
    {
      cairo_stroke (cr);
      cairo_arc (cr, 0.5, 0.5, 0.25, 0, 2 * G_PI);
      cairo_fill (cr);
      return;
    }
  cairo_fill (cr);
  gdk_cairo_set_source_rgba (cr, on);
  cairo_set_line_width (cr, 0.12);
  if (state == XY_STEP_DONE)
    {
      cairo_move_to (cr, 0.28, 0.52);
      cairo_line_to (cr, 0.44, 0.68);
      cairo_line_to (cr, 0.73, 0.34);
      cairo_stroke (cr);
      return;
    }
  cairo_move_to (cr, 0.5, 0.24);
  cairo_line_to (cr, 0.5, 0.56);
  cairo_stroke (cr);
  cairo_arc (cr, 0.5, 0.75, 0.075, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
draw_place (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  const Place *place = data;
  const GPtrArray *places = place->line->places;
  const Place *next = place->at + 1 < places->len ? places->pdata[place->at + 1] : NULL;
  GtkWidget *widget = GTK_WIDGET (area);
  GdkRGBA way = xy_drawing_colour (widget, "xy_edge"), gone = xy_drawing_colour (widget, "xy_done_text");
  GdkRGBA colour = colour_of (widget, place->state), on = xy_drawing_colour (widget, "xy_panel");
  double side = height, left = (width - side) / 2.0, middle = height / 2.0;

  cairo_set_line_width (cr, 1.5);
  if (place->at > 0)
    {
      gdk_cairo_set_source_rgba (cr, place->state == XY_STEP_TO_COME ? &way : &gone);
      cairo_move_to (cr, 0, middle);
      cairo_line_to (cr, left - GAP, middle);
      cairo_stroke (cr);
    }
  if (next != NULL)
    {
      gdk_cairo_set_source_rgba (cr, next->state == XY_STEP_TO_COME ? &way : &gone);
      cairo_move_to (cr, left + side + GAP, middle);
      cairo_line_to (cr, width, middle);
      cairo_stroke (cr);
    }
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_translate (cr, left, 0);
  cairo_scale (cr, side, side);
  draw_sign (cr, place->state, &on);
}

static GtkWidget *
make_label (GtkWidget *box)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_width_chars (GTK_LABEL (label), 4);
  gtk_widget_add_css_class (label, "small");
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static Place *
add_place (XyStepLine *self)
{
  Place *place = g_new0 (Place, 1);

  place->line = self;
  place->at = self->places->len;
  place->box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "accessible-role",
                             GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
  place->sign = gtk_drawing_area_new ();
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (place->sign), draw_place, place, NULL);
  gtk_widget_add_css_class (place->sign, "sign");
  gtk_box_append (GTK_BOX (place->box), place->sign);
  place->word = make_label (place->box);
  place->more = make_label (place->box);
  gtk_widget_set_margin_top (place->word, 3);
  gtk_widget_add_css_class (place->more, "quiet");
  gtk_widget_add_css_class (place->more, "numeric");
  gtk_widget_set_parent (place->box, GTK_WIDGET (self));
  g_ptr_array_add (self->places, place);
  return place;
}

static const char *
state_word (XyStepState state)
{
  switch (state)
    {
    case XY_STEP_NOW:
      return _ ("stands here");
    case XY_STEP_DONE:
      return _ ("this is done");
    case XY_STEP_BACK:
      return _ ("sent back");
    case XY_STEP_TO_COME:
    default:
      return _ ("still ahead");
    }
}

static void
show_place (Place *place, const XyStep *step)
{
  static const char *const classes[] = { "to-come", "now", "done", "back" };
  g_autofree char *name =
      g_strjoin (", ", step->word, state_word (step->state), step->more, NULL); /* ends where there is no more */

  place->state = step->state;
  gtk_label_set_text (GTK_LABEL (place->word), step->word);
  gtk_label_set_text (GTK_LABEL (place->more), step->more != NULL ? step->more : "");
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    xy_cells_set_css (place->box, classes[i], i == step->state);
  gtk_accessible_update_property (GTK_ACCESSIBLE (place->box), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_queue_draw (place->sign);
}

/* The signs are as large as the text. */
static void
xy_step_line_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  XyStepLine *self = XY_STEP_LINE (widget);
  int side = (int) (SIGN * xy_drawing_line_height (widget));

  GTK_WIDGET_CLASS (xy_step_line_parent_class)->css_changed (widget, change);
  for (guint i = 0; i < self->places->len; i++)
    gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (((Place *) self->places->pdata[i])->sign), side);
}

static void
xy_step_line_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (xy_step_line_parent_class)->dispose (object);
}

static void
xy_step_line_finalize (GObject *object)
{
  g_ptr_array_unref (XY_STEP_LINE (object)->places);
  G_OBJECT_CLASS (xy_step_line_parent_class)->finalize (object);
}

static void
xy_step_line_class_init (XyStepLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = xy_step_line_dispose;
  G_OBJECT_CLASS (klass)->finalize = xy_step_line_finalize;
  widget_class->css_changed = xy_step_line_css_changed;
  gtk_widget_class_set_css_name (widget_class, "stepline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
xy_step_line_init (XyStepLine *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_box_layout_set_homogeneous (layout, TRUE);
  self->places = g_ptr_array_new_with_free_func (g_free);
}

GtkWidget *
xy_step_line_new (const char *name)
{
  GtkWidget *line = g_object_new (XY_TYPE_STEP_LINE, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (line), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return line;
}

void
xy_step_line_set (XyStepLine *self, const XyStep *steps, guint n)
{
  g_return_if_fail (XY_IS_STEP_LINE (self));

  while (self->places->len > n)
    {
      gtk_widget_unparent (((Place *) self->places->pdata[self->places->len - 1])->box);
      g_ptr_array_remove_index (self->places, self->places->len - 1);
    }
  while (self->places->len < n)
    add_place (self);
  int side = (int) (SIGN * xy_drawing_line_height (GTK_WIDGET (self)));
  for (guint i = 0; i < n; i++)
    {
      Place *place = self->places->pdata[i];
      show_place (place, &steps[i]);
      gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (place->sign), side);
    }
}
