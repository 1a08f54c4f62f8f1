/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/chart-private.h"
#include "app/tips.h"

#include <math.h>
#include <string.h>

#include "core/number.h"

G_DEFINE_FINAL_TYPE (XyChart, xy_chart, GTK_TYPE_WIDGET)

static void
bar_clear (gpointer data)
{
  XyChartBar *bar = data;

  g_free (bar->label);
  g_free (bar->note);
}

const XyChartBar *
xy_chart_get_bar (XyChart *self, guint at)
{
  return &g_array_index (self->bars, XyChartBar, at);
}

char *
xy_chart_figure (XyChart *self, gint64 value, gboolean is_change)
{
  if (self->measure == XY_CHART_COUNT)
    return g_strdup_printf ("%" G_GINT64_FORMAT, ABS (value));
  if (self->measure == XY_CHART_PERCENT)
    return value % 100 < 10 ? g_strdup_printf ("%d%%", (int) (value / 100))
                            : g_strdup_printf ("%d.%d%%", (int) (value / 100), (int) (value / 10 % 10));
  char *text = is_change ? xy_points_format_change (value) : xy_points_format (value);
  if (g_str_has_suffix (text, ".0"))
    text[strlen (text) - 2] = '\0';
  return text;
}

int
xy_chart_get_line (XyChart *self)
{
  if (self->line == 0)
    self->line = xy_drawing_line_height (GTK_WIDGET (self));
  return self->line;
}

void
xy_chart_draw_side (XyChartDrawing *to, XyChartSide side, double x, double y, double width, double height)
{
  xy_drawing_box (&to->on, side == XY_CHART_PLUS ? XY_FILL_SOLID : XY_FILL_HATCH, &to->sides[side], x, y, width,
                  height);
}

gboolean
xy_chart_has_side (XyChart *self, XyChartSide side)
{
  for (guint i = 0; i < self->bars->len; i++)
    if (xy_chart_get_bar (self, i)->values[side] != 0)
      return TRUE;
  return FALSE;
}

gboolean
xy_chart_is_named (XyChart *self, XyChartSide side)
{
  return self->names[side] != NULL;
}

/* The legend ends at the right edge. Returns how wide it is; draws it only where Y is not negative. */
static double
draw_legend (XyChart *self, XyChartDrawing *to, double y)
{
  double side = floor (xy_chart_get_line (self) * 0.55), x = to->on.width, height;

  for (int i = XY_CHART_N_SIDES - 1; i >= 0; i--)
    {
      double width;
      if (!xy_chart_is_named (self, i))
        continue;
      g_autoptr (PangoLayout) layout = xy_drawing_label (GTK_WIDGET (self), self->names[i]);
      xy_drawing_measure (layout, &width, &height);
      x -= width;
      if (y >= 0)
        xy_drawing_put (&to->on, layout, &to->on.quiet, x, y, 0);
      x -= side + XY_DRAWING_GAP;
      double middle = round (y + height / 2);
      if (y >= 0 && i == XY_CHART_NET)
        {
          xy_drawing_line (&to->on, &to->sides[XY_CHART_NET], x, middle + 0.5, x + side, middle + 0.5);
          xy_drawing_knot (&to->on, &to->sides[XY_CHART_NET], x + side / 2, middle + 0.5);
        }
      else if (y >= 0)
        xy_chart_draw_side (to, (XyChartSide) i, x, middle - floor (side / 2), side, side);
      x -= 2 * XY_DRAWING_GAP;
    }
  return to->on.width - x;
}

static PangoLayout *
make_title (XyChart *self)
{
  return xy_drawing_text (GTK_WIDGET (self), self->title != NULL ? self->title : "", 1, TRUE);
}

/* Whether the legend has a line of its own where the chart is as wide as said. */
static gboolean
has_legend_line (XyChart *self, int width)
{
  XyChartDrawing to = { .on.width = width };
  g_autoptr (PangoLayout) title = make_title (self);
  double least;

  xy_drawing_measure (title, &least, NULL);
  return xy_chart_is_named (self, XY_CHART_MINUS) && least + draw_legend (self, &to, -1) > width;
}

static void
draw_head (XyChart *self, XyChartDrawing *to)
{
  g_autoptr (PangoLayout) title = make_title (self);
  double width, height, legend = xy_chart_is_named (self, XY_CHART_MINUS) ? draw_legend (self, to, -1) : 0;

  pango_layout_set_width (title, (int) to->on.width * PANGO_SCALE);
  pango_layout_set_ellipsize (title, PANGO_ELLIPSIZE_END);
  xy_drawing_measure (title, &width, &height);
  xy_drawing_put (&to->on, title, &to->on.ink, 0, 0, 0);
  to->top = height;
  if (legend > 0 && width + legend <= to->on.width)
    draw_legend (self, to, floor (height * (1 - XY_DRAWING_SMALL) / 2));
  else if (legend > 0)
    {
      draw_legend (self, to, height);
      to->top += xy_chart_get_line (self);
    }
  to->top += XY_DRAWING_GAP;
}

void
xy_chart_find_ends (XyChart *self, gint64 *low, gint64 *high)
{
  *low = *high = 0;
  for (guint i = 0; i < self->bars->len; i++)
    for (XyChartSide side = XY_CHART_PLUS; side <= XY_CHART_MINUS; side++)
      {
        *low = MIN (*low, xy_chart_get_bar (self, i)->values[side]);
        *high = MAX (*high, xy_chart_get_bar (self, i)->values[side]);
      }
}

double
xy_chart_widest_figure (XyChart *self, XyChartSide side, gboolean is_change)
{
  double widest = 0;

  for (guint i = 0; i < self->bars->len; i++)
    {
      g_autofree char *text = xy_chart_figure (self, xy_chart_get_bar (self, i)->values[side], is_change);
      g_autoptr (PangoLayout) layout = xy_drawing_label (GTK_WIDGET (self), text);
      double width;
      xy_drawing_measure (layout, &width, NULL);
      widest = MAX (widest, width);
    }
  return widest;
}

/* The widget */

static char *
say_bar (XyChart *self, const XyChartBar *bar)
{
  g_autoptr (GString) words = g_string_new (bar->label);

  for (char *at = words->str; *at != '\0'; at++)
    if (*at == '\n')
      *at = ' ';
  for (XyChartSide side = XY_CHART_PLUS; side <= XY_CHART_MINUS; side++)
    {
      if (side == XY_CHART_MINUS && bar->values[XY_CHART_MINUS] == 0)
        continue;
      g_autofree char *text = xy_chart_figure (self, bar->values[side], xy_chart_is_named (self, XY_CHART_MINUS));
      g_string_append_printf (words, " %s%s%s", xy_chart_is_named (self, side) ? self->names[side] : "",
                              xy_chart_is_named (self, side) ? " " : "", text);
    }
  if (bar->note != NULL)
    g_string_append_printf (words, " %s", bar->note);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static gboolean
is_blank (XyChart *self)
{
  return !xy_chart_has_side (self, XY_CHART_PLUS) && !xy_chart_has_side (self, XY_CHART_MINUS);
}

static gboolean
xy_chart_query_tooltip (GtkWidget *widget, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip)
{
  XyChart *self = XY_CHART (widget);
  double at = self->kind == XY_CHART_COLUMNS ? x : y;

  if (by_keyboard || is_blank (self) || self->pitch <= 0 || at < self->from)
    return FALSE;
  at = floor ((at - self->from) / self->pitch);
  if (at >= self->bars->len)
    return FALSE;
  g_autofree char *words = say_bar (self, xy_chart_get_bar (self, (guint) at));
  xy_tips_show (tooltip, words);
  return TRUE;
}

static GtkSizeRequestMode
xy_chart_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
xy_chart_measure (GtkWidget *widget,
                  GtkOrientation orientation,
                  int for_size,
                  int *minimum,
                  int *natural,
                  int *minimum_baseline,
                  int *natural_baseline)
{
  XyChart *self = XY_CHART (widget);
  int line = xy_chart_get_line (self);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = line * 12;
      *natural = line * 22;
      return;
    }
  *minimum = line * (6 + has_legend_line (self, for_size > 0 ? for_size : line * 22));
  *natural = line * 9;
  if (self->kind == XY_CHART_BARS)
    *minimum = MAX (*minimum, 2 * line + XY_DRAWING_GAP + (int) xy_chart_row_height (self) * (int) self->bars->len);
  *natural = MAX (*natural, *minimum);
}

static void
xy_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));

  xy_chart_draw (XY_CHART (widget), cr, width, height);
  cairo_destroy (cr);
}

static void
xy_chart_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (xy_chart_parent_class)->css_changed (widget, change);

  XY_CHART (widget)->line = 0;
  gtk_widget_queue_resize (widget);
}

static void
xy_chart_finalize (GObject *object)
{
  XyChart *self = XY_CHART (object);

  for (guint i = 0; i < XY_CHART_N_SIDES; i++)
    g_free (self->names[i]);
  g_free (self->title);
  g_free (self->words);
  g_array_unref (self->bars);
  G_OBJECT_CLASS (xy_chart_parent_class)->finalize (object);
}

static void
xy_chart_class_init (XyChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = xy_chart_finalize;
  widget_class->get_request_mode = xy_chart_get_request_mode;
  widget_class->measure = xy_chart_measure;
  widget_class->snapshot = xy_chart_snapshot;
  widget_class->css_changed = xy_chart_css_changed;
  widget_class->query_tooltip = xy_chart_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
xy_chart_init (XyChart *self)
{
  self->bars = g_array_new (FALSE, TRUE, sizeof (XyChartBar));
  g_array_set_clear_func (self->bars, bar_clear);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

GtkWidget *
xy_chart_new (XyChartKind kind, XyChartMeasure measure)
{
  XyChart *self = g_object_new (XY_TYPE_CHART, NULL);

  self->kind = kind;
  self->measure = measure;
  return GTK_WIDGET (self);
}

GtkWidget *
xy_chart_scroll_new (GtkWidget *charts, const char *name)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (), *viewport = gtk_viewport_new (NULL, NULL);

  gtk_scrollable_set_vscroll_policy (GTK_SCROLLABLE (viewport), GTK_SCROLL_NATURAL);
  gtk_viewport_set_child (GTK_VIEWPORT (viewport), charts);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), viewport);
  gtk_widget_set_focusable (scrolled, TRUE);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return scrolled;
}

void
xy_chart_set_names (XyChart *self, const char *plus, const char *minus, const char *net)
{
  g_return_if_fail (XY_IS_CHART (self));
  const char *const names[XY_CHART_N_SIDES] = { plus, minus, net };

  for (guint i = 0; i < XY_CHART_N_SIDES; i++)
    {
      g_free (self->names[i]);
      self->names[i] = g_strdup (names[i]);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
xy_chart_show (XyChart *self, const char *title, const XyChartValue *values, guint n_values, const char *words)
{
  g_return_if_fail (XY_IS_CHART (self));
  g_autoptr (GString) name = g_string_new (title);

  g_array_set_size (self->bars, 0);
  for (guint i = 0; i < n_values; i++)
    {
      XyChartBar bar = { g_strdup (values[i].label),
                         { values[i].plus, values[i].minus, values[i].plus + values[i].minus },
                         g_strdup (values[i].note) };
      g_array_append_val (self->bars, bar);
      g_autofree char *said = say_bar (self, &bar);
      g_string_append_printf (name, "\n%s", said);
    }
  g_free (self->title);
  self->title = g_strdup (title);
  g_free (self->words);
  self->words = g_strdup (words);
  if (is_blank (self) && words != NULL)
    g_string_append_printf (name, "\n%s", words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name->str, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
xy_chart_draw (XyChart *self, cairo_t *cr, int width, int height)
{
  g_return_if_fail (XY_IS_CHART (self));
  GtkWidget *widget = GTK_WIDGET (self);
  const char *given = xy_chart_is_named (self, XY_CHART_MINUS) ? "xy_done_text" : "xy_quiet";
  XyChartDrawing to = { .on = xy_drawing_begin (widget, cr, width, height) };

  to.sides[XY_CHART_PLUS] = xy_drawing_colour (widget, given);
  to.sides[XY_CHART_MINUS] = xy_drawing_colour (widget, "xy_alert_text");
  to.sides[XY_CHART_NET] = to.on.ink;
  draw_head (self, &to);
  if (is_blank (self))
    xy_drawing_blank (&to.on, self->words, to.top);
  else if (self->kind == XY_CHART_COLUMNS)
    xy_chart_draw_columns (self, &to);
  else
    xy_chart_draw_bars (self, &to);
}
