/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-map-private.h"
#include "app/tips.h"

#include <math.h>

enum
{
  CHOSEN,
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XyHygieneMap, xy_hygiene_map, GTK_TYPE_WIDGET)

/* The name of the widget is where the keyboard is: there are no widgets for the boxes. */
static void
say (XyHygieneMap *self)
{
  g_autoptr (GString) name = g_string_new (self->title);

  if (self->chosen != XY_HYGIENE_MAP_NONE)
    g_string_append_printf (name, "\n%s", xy_hygiene_map_cell (self, self->chosen)->words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name->str, -1);
}

static void
scroll_to_chosen (XyHygieneMap *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  GdkRectangle box;
  double x, y;

  if (self->scroll == NULL || view == NULL)
    return;
  xy_hygiene_map_box (self, self->chosen, &box);
  if (!gtk_widget_translate_coordinates (GTK_WIDGET (self), view, box.x, box.y, &x, &y))
    return;
  double value = gtk_adjustment_get_value (self->scroll), page = gtk_widget_get_height (view), room = 2 * self->side;
  if (y < room)
    gtk_adjustment_set_value (self->scroll, value + y - room);
  else if (y + box.height + room > page)
    gtk_adjustment_set_value (self->scroll, value + y + box.height + room - page);
}

static void
choose (XyHygieneMap *self, guint at)
{
  if (at == XY_HYGIENE_MAP_NONE || at == self->chosen)
    return;
  self->chosen = at;
  say (self);
  scroll_to_chosen (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[CHOSEN], 0);
}

static gboolean
on_key_pressed (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType modifiers, XyHygieneMap *self)
{
  guint n = self->plan->cells->len;

  if (n == 0 || self->columns == 0 || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  guint at = self->chosen;
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      choose (self, at == XY_HYGIENE_MAP_NONE ? 0 : at > 0 ? at - 1 : XY_HYGIENE_MAP_NONE);
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      choose (self, at == XY_HYGIENE_MAP_NONE ? 0 : at + 1 < n ? at + 1 : XY_HYGIENE_MAP_NONE);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      choose (self, at == XY_HYGIENE_MAP_NONE
                        ? 0
                        : xy_hygiene_map_step_lines (self, key == GDK_KEY_Up || key == GDK_KEY_KP_Up ? -1 : 1));
      return TRUE;
    case GDK_KEY_Page_Up:
    case GDK_KEY_Page_Down:
      choose (self, at == XY_HYGIENE_MAP_NONE ? 0 : xy_hygiene_map_step_groups (self, key == GDK_KEY_Page_Up ? -1 : 1));
      return TRUE;
    case GDK_KEY_Home:
      choose (self, 0);
      return TRUE;
    case GDK_KEY_End:
      choose (self, n - 1);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (at != XY_HYGIENE_MAP_NONE)
        g_signal_emit (self, signals[ACTIVATED], 0);
      return at != XY_HYGIENE_MAP_NONE;
    default:
      return FALSE;
    }
}

static void
on_clicked (GtkGestureClick *gesture, int n_press, double x, double y, XyHygieneMap *self)
{
  guint at = xy_hygiene_map_cell_under (self, x, y);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  choose (self, at);
  if (n_press == 2 && at != XY_HYGIENE_MAP_NONE)
    g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
draw_group (XyHygieneMap *self, XyDrawing *to, const XyHygieneMapGroup *group)
{
  g_autoptr (PangoLayout) name = xy_drawing_label (to->widget, group->name);
  double height, y = xy_hygiene_map_y (self, group->line);

  xy_drawing_measure (name, NULL, &height);
  y += floor ((self->side - height) / 2);
  pango_layout_set_width (name, self->names * PANGO_SCALE);
  pango_layout_set_alignment (name, PANGO_ALIGN_LEFT);
  pango_layout_set_ellipsize (name, PANGO_ELLIPSIZE_END);
  xy_drawing_put (to, name, &to->ink, 2, y, 0);
  if (group->figure != NULL)
    xy_drawing_put_label (to, group->figure, &to->quiet, xy_hygiene_map_left (self) - 2 * XY_DRAWING_GAP, y, 1);
}

/* The lines from FROM up to UNTIL in pixels. */
static void
draw_part (XyHygieneMap *self, XyDrawing *to, double from, double until)
{
  for (guint i = 0; i < self->plan->groups->len; i++)
    {
      const XyHygieneMapGroup *group = xy_hygiene_map_group (self, i);
      double top = xy_hygiene_map_y (self, group->line);
      if (top + self->side >= from && top <= until)
        draw_group (self, to, group);
      for (guint k = 0; k < group->n; k++)
        {
          double x = xy_hygiene_map_left (self) + XY_HYGIENE_MAP_MARGIN
                     + (double) (k % self->columns) * xy_hygiene_map_pitch (self),
                 y = top + (double) (k / self->columns) * xy_hygiene_map_pitch (self);
          if (y + self->side >= from && y <= until)
            xy_hygiene_mark_draw (to, xy_hygiene_map_cell (self, group->first + k)->mark, x, y, self->side, self->side);
        }
    }
  if (self->chosen == XY_HYGIENE_MAP_NONE)
    return;
  GdkRectangle box;
  gboolean focused = gtk_widget_has_focus (GTK_WIDGET (self));
  xy_hygiene_map_box (self, self->chosen, &box);
  gdk_cairo_set_source_rgba (to->cr, &to->ink);
  cairo_set_line_width (to->cr, focused ? 2 : 1);
  cairo_rectangle (to->cr, box.x - 1, box.y - 1, box.width + 2, box.height + 2);
  cairo_stroke (to->cr);
}

static void
xy_hygiene_map_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  XyHygieneMap *self = XY_HYGIENE_MAP (widget);
  GtkWidget *view = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  double from = 0, until = height, x, y;

  if (view != NULL && gtk_widget_translate_coordinates (view, widget, 0, 0, &x, &y))
    {
      from = MAX (from, y);
      until = MIN (until, y + gtk_widget_get_height (view));
    }
  if (until <= from)
    return;
  xy_hygiene_map_lay_out (self, width);
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, (float) from, (float) width, (float) (until - from)));
  XyDrawing to = xy_drawing_begin (widget, cr, width, height);
  draw_part (self, &to, from, until);
  cairo_destroy (cr);
}

static gboolean
xy_hygiene_map_query_tooltip (GtkWidget *widget, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip)
{
  XyHygieneMap *self = XY_HYGIENE_MAP (widget);
  guint at = by_keyboard ? self->chosen : xy_hygiene_map_cell_under (self, x, y);
  GdkRectangle box;

  if (at == XY_HYGIENE_MAP_NONE)
    return FALSE;
  xy_hygiene_map_box (self, at, &box);
  xy_tips_show (tooltip, xy_hygiene_map_cell (self, at)->words);
  gtk_tooltip_set_tip_area (tooltip, &box);
  return TRUE;
}

static GtkSizeRequestMode
xy_hygiene_map_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
xy_hygiene_map_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  XyHygieneMap *self = XY_HYGIENE_MAP (widget);

  xy_hygiene_map_measure_texts (self);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = xy_hygiene_map_left (self) + 2 * XY_HYGIENE_MAP_MARGIN + 10 * xy_hygiene_map_least_pitch (self);
      *natural = xy_hygiene_map_left (self) + 2 * XY_HYGIENE_MAP_MARGIN + 30 * xy_hygiene_map_least_pitch (self);
      return;
    }
  guint lines = xy_hygiene_map_lay_out (
      self, for_size > 0 ? for_size : xy_hygiene_map_left (self) + 30 * xy_hygiene_map_least_pitch (self));
  *minimum = *natural = xy_hygiene_map_height (self, lines);
}

static void
xy_hygiene_map_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (xy_hygiene_map_parent_class)->css_changed (widget, change);

  XY_HYGIENE_MAP (widget)->line = 0;
  gtk_widget_queue_resize (widget);
}

static void
xy_hygiene_map_map (GtkWidget *widget)
{
  XyHygieneMap *self = XY_HYGIENE_MAP (widget);
  GtkWidget *view = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);

  GTK_WIDGET_CLASS (xy_hygiene_map_parent_class)->map (widget);
  if (view == NULL)
    return;
  /* What scrolls into view was not drawn yet. */
  self->scroll = g_object_ref (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (view)));
  g_signal_connect_swapped (self->scroll, "value-changed", G_CALLBACK (gtk_widget_queue_draw), self);
  g_signal_connect_swapped (self->scroll, "changed", G_CALLBACK (gtk_widget_queue_draw), self);
}

static void
xy_hygiene_map_unmap (GtkWidget *widget)
{
  XyHygieneMap *self = XY_HYGIENE_MAP (widget);

  if (self->scroll != NULL)
    g_signal_handlers_disconnect_by_data (self->scroll, self);
  g_clear_object (&self->scroll);
  GTK_WIDGET_CLASS (xy_hygiene_map_parent_class)->unmap (widget);
}

static void
xy_hygiene_map_finalize (GObject *object)
{
  XyHygieneMap *self = XY_HYGIENE_MAP (object);

  xy_hygiene_plan_free (self->plan);
  g_free (self->title);
  G_OBJECT_CLASS (xy_hygiene_map_parent_class)->finalize (object);
}

static void
xy_hygiene_map_class_init (XyHygieneMapClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = xy_hygiene_map_finalize;
  widget_class->get_request_mode = xy_hygiene_map_get_request_mode;
  widget_class->measure = xy_hygiene_map_measure;
  widget_class->snapshot = xy_hygiene_map_snapshot;
  widget_class->css_changed = xy_hygiene_map_css_changed;
  widget_class->map = xy_hygiene_map_map;
  widget_class->unmap = xy_hygiene_map_unmap;
  widget_class->query_tooltip = xy_hygiene_map_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);

  signals[CHOSEN] =
      g_signal_new ("chosen", XY_TYPE_HYGIENE_MAP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATED] =
      g_signal_new ("activated", XY_TYPE_HYGIENE_MAP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
xy_hygiene_map_init (XyHygieneMap *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->plan = xy_hygiene_plan_new ();
  self->chosen = XY_HYGIENE_MAP_NONE;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  g_signal_connect (click, "pressed", G_CALLBACK (on_clicked), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (gtk_widget_queue_draw), NULL);
}

GtkWidget *
xy_hygiene_map_new (void)
{
  return g_object_new (XY_TYPE_HYGIENE_MAP, NULL);
}

static guint
find_cell (XyHygieneMap *self, const XyId *id)
{
  for (guint i = 0; i < self->plan->cells->len; i++)
    if (xy_id_same (&xy_hygiene_map_cell (self, i)->id, id))
      return i;
  return XY_HYGIENE_MAP_NONE;
}

void
xy_hygiene_map_show (XyHygieneMap *self, const char *title, XyHygienePlan *plan)
{
  g_return_if_fail (XY_IS_HYGIENE_MAP (self));
  XyId chosen = xy_hygiene_map_get_chosen (self);

  xy_hygiene_plan_free (self->plan);
  self->plan = plan != NULL ? plan : xy_hygiene_plan_new ();
  g_free (self->title);
  self->title = g_strdup (title);
  self->chosen = xy_id_is_none (&chosen) ? XY_HYGIENE_MAP_NONE : find_cell (self, &chosen);
  self->line = 0;
  say (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

XyId
xy_hygiene_map_get_chosen (XyHygieneMap *self)
{
  g_return_val_if_fail (XY_IS_HYGIENE_MAP (self), XY_ID_NONE);

  return self->chosen != XY_HYGIENE_MAP_NONE ? xy_hygiene_map_cell (self, self->chosen)->id : XY_ID_NONE;
}

void
xy_hygiene_map_choose (XyHygieneMap *self, const XyId *id)
{
  g_return_if_fail (XY_IS_HYGIENE_MAP (self));

  choose (self, find_cell (self, id));
}

void
xy_hygiene_map_draw (XyHygieneMap *self, cairo_t *cr, int width, int height)
{
  g_return_if_fail (XY_IS_HYGIENE_MAP (self));
  XyDrawing to = xy_drawing_begin (GTK_WIDGET (self), cr, width, height);

  xy_hygiene_map_lay_out (self, width);
  draw_part (self, &to, 0, height);
}

gboolean
xy_hygiene_map_get_box (XyHygieneMap *self, const XyId *id, int width, GdkRectangle *box)
{
  g_return_val_if_fail (XY_IS_HYGIENE_MAP (self), FALSE);
  guint at = find_cell (self, id);

  if (at == XY_HYGIENE_MAP_NONE)
    return FALSE;
  xy_hygiene_map_lay_out (self, width);
  xy_hygiene_map_box (self, at, box);
  return TRUE;
}
