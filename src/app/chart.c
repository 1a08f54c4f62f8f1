/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/chart.h"

#include <math.h>
#include <string.h>

#include "core/number.h"

#define SMALL 0.87
#define GAP 6
#define LEAST_GAP 3 /* between two labels */
#define HATCH 5     /* pixels between two lines of the hatching */
#define RADIUS 3.5

typedef enum
{
  PLUS,
  MINUS,
  NET,
  N_SIDES,
} Side;

typedef struct
{
  char *label;
  gint64 values[N_SIDES];
  char *note;
} Bar;

struct _XyChart
{
  GtkWidget parent_instance;

  XyChartKind kind;
  XyChartMeasure measure;
  char *names[N_SIDES];
  char *title;
  char *words;
  GArray *bars;
  int line;           /* height of one; 0: not known */
  double from, pitch; /* where the first value begins and the next follows, as last drawn */
};

G_DEFINE_FINAL_TYPE (XyChart, xy_chart, GTK_TYPE_WIDGET)

typedef struct
{
  cairo_t *cr;
  double width, height;
  double top; /* under the title and the legend */
  GdkRGBA ink, quiet, hair, panel;
  GdkRGBA sides[N_SIDES];
} Drawing;

typedef struct
{
  gint64 low, high, step;
} Scale;

static void
bar_clear (gpointer data)
{
  Bar *bar = data;

  g_free (bar->label);
  g_free (bar->note);
}

static const Bar *
get_bar (XyChart *self, guint at)
{
  return &g_array_index (self->bars, Bar, at);
}

/* A figure as short as it can be said; changes have a sign. */
static char *
figure (XyChart *self, gint64 value, gboolean is_change)
{
  if (self->measure == XY_CHART_COUNT)
    return g_strdup_printf ("%" G_GINT64_FORMAT, value);
  char *text = is_change ? xy_points_format_change (value) : xy_points_format (value);
  if (g_str_has_suffix (text, ".0"))
    text[strlen (text) - 2] = '\0';
  return text;
}

static PangoLayout *
make_text (XyChart *self, const char *text, double scale, gboolean bold)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  return layout;
}

static PangoLayout *
make_label (XyChart *self, const char *text)
{
  PangoLayout *layout = make_text (self, text, SMALL, FALSE);

  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  return layout;
}

static int
get_line (XyChart *self)
{
  if (self->line == 0)
    {
      g_autoptr (PangoLayout) layout = make_text (self, "字", 1, FALSE);
      pango_layout_get_pixel_size (layout, NULL, &self->line);
    }
  return self->line;
}

static void
measure_text (PangoLayout *layout, double *width, double *height)
{
  int w, h;

  pango_layout_get_pixel_size (layout, &w, &h);
  if (width != NULL)
    *width = w;
  if (height != NULL)
    *height = h;
}

/* ALIGN: 0 is X at the left of the text, 0.5 in its middle, 1 at its right. */
static void
put_text (Drawing *to, PangoLayout *layout, const GdkRGBA *colour, double x, double y, double align)
{
  double width;

  measure_text (layout, &width, NULL);
  gdk_cairo_set_source_rgba (to->cr, colour);
  cairo_move_to (to->cr, round (x - align * width), round (y));
  pango_cairo_show_layout (to->cr, layout);
}

static void
put_words (XyChart *self, Drawing *to, const char *text, const GdkRGBA *colour, double x, double y, double align)
{
  g_autoptr (PangoLayout) layout = make_label (self, text);

  put_text (to, layout, colour, x, y, align);
}

/* What is given is filled; what is taken has an edge and is hatched. */
static void
draw_bar (Drawing *to, Side side, double x, double y, double width, double height)
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
  gdk_cairo_set_source_rgba (cr, &to->sides[side]);
  cairo_rectangle (cr, x, y, width, height);
  if (side == PLUS)
    cairo_fill (cr);
  else
    {
      cairo_clip (cr);
      cairo_set_line_width (cr, 1.3);
      for (double at = x - height; at < x + width; at += HATCH)
        {
          cairo_move_to (cr, at, y + height);
          cairo_line_to (cr, at + height, y);
        }
      cairo_stroke (cr);
      cairo_set_line_width (cr, 2); /* half of it is inside */
      cairo_rectangle (cr, x, y, width, height);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}

static void
draw_knot (Drawing *to, double x, double y)
{
  cairo_new_sub_path (to->cr);
  cairo_arc (to->cr, x, y, RADIUS, 0, 2 * G_PI);
  gdk_cairo_set_source_rgba (to->cr, &to->panel);
  cairo_fill_preserve (to->cr);
  gdk_cairo_set_source_rgba (to->cr, &to->sides[NET]);
  cairo_set_line_width (to->cr, 1.5);
  cairo_stroke (to->cr);
}

static void
draw_line (Drawing *to, double x, double y, double until_x, double until_y)
{
  cairo_set_line_width (to->cr, 1);
  cairo_move_to (to->cr, x, y);
  cairo_line_to (to->cr, until_x, until_y);
  cairo_stroke (to->cr);
}

static gboolean
has_side (XyChart *self, Side side)
{
  for (guint i = 0; i < self->bars->len; i++)
    if (get_bar (self, i)->values[side] != 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_named (XyChart *self, Side side)
{
  return self->names[side] != NULL;
}

/* The legend ends at the right edge. Returns how wide it is; draws it only where Y is not negative. */
static double
draw_legend (XyChart *self, Drawing *to, double y)
{
  double side = floor (get_line (self) * 0.55), x = to->width, height;

  for (int i = N_SIDES - 1; i >= 0; i--)
    {
      double width;
      if (!is_named (self, i))
        continue;
      g_autoptr (PangoLayout) layout = make_label (self, self->names[i]);
      measure_text (layout, &width, &height);
      x -= width;
      if (y >= 0)
        put_text (to, layout, &to->quiet, x, y, 0);
      x -= side + GAP;
      double middle = round (y + height / 2);
      if (y >= 0 && i == NET)
        {
          gdk_cairo_set_source_rgba (to->cr, &to->sides[NET]);
          draw_line (to, x, middle + 0.5, x + side, middle + 0.5);
          draw_knot (to, x + side / 2, middle + 0.5);
        }
      else if (y >= 0)
        draw_bar (to, (Side) i, x, middle - floor (side / 2), side, side);
      x -= 2 * GAP;
    }
  return to->width - x;
}

static void
draw_head (XyChart *self, Drawing *to)
{
  g_autoptr (PangoLayout) title = make_text (self, self->title != NULL ? self->title : "", 1, TRUE);
  double width, height, legend = is_named (self, MINUS) ? draw_legend (self, to, -1) : 0;

  pango_layout_set_width (title, (int) to->width * PANGO_SCALE);
  pango_layout_set_ellipsize (title, PANGO_ELLIPSIZE_END);
  measure_text (title, &width, &height);
  put_text (to, title, &to->ink, 0, 0, 0);
  to->top = height;
  if (legend > 0 && width + legend <= to->width)
    draw_legend (self, to, floor (height * (1 - SMALL) / 2));
  else if (legend > 0)
    {
      draw_legend (self, to, height);
      to->top += get_line (self);
    }
  to->top += GAP;
}

static void
find_ends (XyChart *self, gint64 *low, gint64 *high)
{
  *low = *high = 0;
  for (guint i = 0; i < self->bars->len; i++)
    for (Side side = PLUS; side <= MINUS; side++)
      {
        *low = MIN (*low, get_bar (self, i)->values[side]);
        *high = MAX (*high, get_bar (self, i)->values[side]);
      }
}

/* An axis over all values in at most MOST steps of 1, 2 or 5 and noughts. */
static Scale
find_scale (XyChart *self, guint most)
{
  static const int rounds[] = { 1, 2, 5 };
  Scale scale;
  gint64 unit = self->measure == XY_CHART_POINTS ? 100 : 1, low, high;

  find_ends (self, &low, &high);
  for (guint i = 0;; i++)
    {
      scale.step = unit * rounds[i % 3];
      scale.low = (low - scale.step + 1) / scale.step * scale.step;
      scale.high = (high + scale.step - 1) / scale.step * scale.step;
      if ((scale.high - scale.low) / scale.step <= most)
        return scale;
      if (i % 3 == 2)
        unit *= 10;
    }
}

/* Columns */

typedef struct
{
  Scale scale;
  double left, bottom; /* of the plot */
  double height;
  double pitch;
  double figure; /* how high a figure over a column is */
} Plot;

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
draw_axis (XyChart *self, Drawing *to, const Plot *plot)
{
  for (gint64 value = plot->scale.low; value <= plot->scale.high; value += plot->scale.step)
    {
      g_autofree char *text = figure (self, value, FALSE);
      double y = plot_y (plot, value);
      gdk_cairo_set_source_rgba (to->cr, value == 0 ? &to->quiet : &to->hair);
      draw_line (to, plot->left, y + 0.5, to->width, y + 0.5);
      put_words (self, to, text, &to->quiet, plot->left - GAP, y - floor (get_line (self) * SMALL / 2), 1);
    }
}

/* Those that fit side by side; two-lined ones first, as they say the year. */
static void
draw_labels (XyChart *self, Drawing *to, const Plot *plot, double y)
{
  guint n = self->bars->len;
  g_autofree double *from = g_new0 (double, n), *until = g_new0 (double, n);

  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < n; i++)
      {
        g_autoptr (PangoLayout) layout = make_label (self, get_bar (self, i)->label);
        gboolean fits = (pass == 1) != (strchr (get_bar (self, i)->label, '\n') != NULL);
        double width;
        measure_text (layout, &width, NULL);
        double x = CLAMP (plot_x (plot, i), width / 2, to->width - width / 2);
        for (guint k = 0; fits && k < n; k++)
          fits = until[k] == 0 || x + width / 2 + LEAST_GAP <= from[k] || x - width / 2 - LEAST_GAP >= until[k];
        if (!fits)
          continue;
        from[i] = x - width / 2;
        until[i] = x + width / 2;
        put_text (to, layout, &to->quiet, x, y, 0.5);
      }
}

static double
widest_figure (XyChart *self, Side side, gboolean is_change)
{
  double widest = 0;

  for (guint i = 0; i < self->bars->len; i++)
    {
      g_autofree char *text = figure (self, get_bar (self, i)->values[side], is_change);
      g_autoptr (PangoLayout) layout = make_label (self, text);
      double width;
      measure_text (layout, &width, NULL);
      widest = MAX (widest, width);
    }
  return widest;
}

static void
draw_net (XyChart *self, Drawing *to, const Plot *plot)
{
  gdk_cairo_set_source_rgba (to->cr, &to->sides[NET]);
  cairo_set_line_width (to->cr, 1.5);
  for (guint i = 0; i < self->bars->len; i++)
    cairo_line_to (to->cr, plot_x (plot, i), plot_y (plot, get_bar (self, i)->values[NET]));
  cairo_stroke (to->cr);
  for (guint i = 0; i < self->bars->len; i++)
    draw_knot (to, plot_x (plot, i), plot_y (plot, get_bar (self, i)->values[NET]));
}

static void
draw_columns (XyChart *self, Drawing *to)
{
  Plot plot;
  double highest = 0, figures = 0, ticks = 0, small = ceil (get_line (self) * SMALL);

  for (guint i = 0; i < self->bars->len; i++)
    {
      g_autoptr (PangoLayout) layout = make_label (self, get_bar (self, i)->label);
      double height;
      measure_text (layout, NULL, &height);
      highest = MAX (highest, height);
    }
  for (Side side = PLUS; side <= MINUS; side++)
    if (has_side (self, side))
      figures = MAX (figures, widest_figure (self, side, FALSE));
  plot.figure = small + 3;
  plot.height = to->height - to->top - highest - GAP - plot.figure * (has_side (self, MINUS) ? 2 : 1);
  plot.bottom = to->top + plot.figure + plot.height;
  plot.scale = find_scale (self, (guint) MAX (2, plot.height / (2 * small)));
  for (gint64 value = plot.scale.low; value <= plot.scale.high; value += plot.scale.step)
    {
      g_autofree char *text = figure (self, value, FALSE);
      g_autoptr (PangoLayout) layout = make_label (self, text);
      double width;
      measure_text (layout, &width, NULL);
      ticks = MAX (ticks, width);
    }
  plot.left = ticks + GAP;
  plot.pitch = (to->width - plot.left) / self->bars->len;
  self->from = plot.left;
  self->pitch = plot.pitch;

  draw_axis (self, to, &plot);
  double width = MAX (3, floor (MIN (plot.pitch * 0.6, get_line (self) * 2)));
  double zero = plot_y (&plot, 0);
  for (guint i = 0; i < self->bars->len; i++)
    for (Side side = PLUS; side <= MINUS; side++)
      {
        gint64 value = get_bar (self, i)->values[side];
        double y = plot_y (&plot, value);
        if (value == 0)
          continue;
        draw_bar (to, side, plot_x (&plot, i) - floor (width / 2), zero, width, y - zero);
        if (figures + 2 > plot.pitch)
          continue;
        g_autofree char *text = figure (self, value, FALSE);
        put_words (self, to, text, &to->ink, plot_x (&plot, i), value > 0 ? y - plot.figure : y + 1, 0.5);
      }
  gdk_cairo_set_source_rgba (to->cr, &to->quiet);
  draw_line (to, plot.left, zero + 0.5, to->width, zero + 0.5);
  if (is_named (self, NET) && has_side (self, MINUS))
    draw_net (self, to, &plot);
  draw_labels (self, to, &plot, to->height - highest);
}

/* Bars */

static double
row_height (XyChart *self)
{
  return ceil (get_line (self) * 1.5);
}

static void
draw_bars (XyChart *self, Drawing *to)
{
  double labels = 0, notes = 0, columns[N_SIDES] = { 0 }, row = row_height (self), small = get_line (self) * SMALL;
  gboolean is_change = is_named (self, MINUS);
  gint64 low, high;

  for (guint i = 0; i < self->bars->len; i++)
    {
      g_autoptr (PangoLayout) label = make_label (self, get_bar (self, i)->label);
      g_autoptr (PangoLayout) note = make_label (self, get_bar (self, i)->note != NULL ? get_bar (self, i)->note : "");
      double width;
      measure_text (label, &width, NULL);
      labels = MAX (labels, width);
      measure_text (note, &width, NULL);
      notes = MAX (notes, width);
    }
  labels = MIN (labels, floor (to->width * 0.32));
  for (Side side = PLUS; side <= MINUS; side++)
    if (has_side (self, side))
      columns[side] = widest_figure (self, side, is_change) + 2 * GAP;
  notes += notes > 0 ? 2 * GAP : 0;
  find_ends (self, &low, &high);
  double left = labels + 2 * GAP, room = MAX (0, to->width - left - columns[PLUS] - columns[MINUS] - notes);
  double unit = room / (double) (high - low), zero = round (left + (double) -low * unit);

  self->from = to->top;
  self->pitch = row;
  for (guint i = 0; i < self->bars->len; i++)
    {
      const Bar *bar = get_bar (self, i);
      double y = to->top + i * row, text_y = y + floor ((row - small) / 2) - 1, x = left + room,
             thick = floor (row * 0.5);
      g_autoptr (PangoLayout) label = make_label (self, bar->label);
      pango_layout_set_width (label, (int) labels * PANGO_SCALE);
      pango_layout_set_alignment (label, PANGO_ALIGN_LEFT);
      pango_layout_set_ellipsize (label, PANGO_ELLIPSIZE_END);
      put_text (to, label, &to->ink, 0, text_y, 0);
      for (Side side = PLUS; side <= MINUS; side++)
        {
          g_autofree char *text = figure (self, bar->values[side], is_change);
          double end = round (zero + (double) bar->values[side] * unit);
          draw_bar (to, side, MIN (zero, end), y + floor ((row - thick) / 2), fabs (end - zero), thick);
          x += columns[side];
          if (columns[side] > 0 && (side == PLUS || bar->values[side] != 0))
            put_words (self, to, text, &to->ink, x, text_y, 1);
        }
      if (bar->note != NULL)
        put_words (self, to, bar->note, &to->quiet, x + notes, text_y, 1);
    }
  gdk_cairo_set_source_rgba (to->cr, &to->quiet);
  draw_line (to, zero + 0.5, to->top, zero + 0.5, to->top + row * self->bars->len);
}

/* The widget */

static char *
say_bar (XyChart *self, const Bar *bar)
{
  g_autoptr (GString) words = g_string_new (bar->label);

  for (char *at = words->str; *at != '\0'; at++)
    if (*at == '\n')
      *at = ' ';
  for (Side side = PLUS; side <= MINUS; side++)
    {
      if (side == MINUS && bar->values[MINUS] == 0)
        continue;
      g_autofree char *text = figure (self, bar->values[side], is_named (self, MINUS));
      g_string_append_printf (words, " %s%s%s", is_named (self, side) ? self->names[side] : "",
                              is_named (self, side) ? " " : "", text);
    }
  if (bar->note != NULL)
    g_string_append_printf (words, " %s", bar->note);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static gboolean
is_blank (XyChart *self)
{
  return !has_side (self, PLUS) && !has_side (self, MINUS);
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
  g_autofree char *words = say_bar (self, get_bar (self, (guint) at));
  gtk_tooltip_set_text (tooltip, words);
  return TRUE;
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
  int line = get_line (self);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = line * 14;
      *natural = line * 22;
      return;
    }
  *minimum = line * 8;
  *natural = line * 10;
  if (self->kind == XY_CHART_BARS)
    *minimum = MAX (*minimum, 2 * line + GAP + (int) row_height (self) * (int) self->bars->len);
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

  for (guint i = 0; i < N_SIDES; i++)
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
  self->bars = g_array_new (FALSE, TRUE, sizeof (Bar));
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

void
xy_chart_set_names (XyChart *self, const char *plus, const char *minus, const char *net)
{
  g_return_if_fail (XY_IS_CHART (self));
  const char *const names[N_SIDES] = { plus, minus, net };

  for (guint i = 0; i < N_SIDES; i++)
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
      Bar bar = { g_strdup (values[i].label),
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
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  Drawing to = { .cr = cr, .width = width, .height = height };
  gboolean two_sided = is_named (self, MINUS);
  const struct
  {
    const char *name;
    GdkRGBA *colour;
  } colours[] = {
    { "xy_ink", &to.ink },
    { "xy_quiet", &to.quiet },
    { "xy_hair", &to.hair },
    { "xy_panel", &to.panel },
    { two_sided ? "xy_done_text" : "xy_quiet", &to.sides[PLUS] },
    { "xy_alert_text", &to.sides[MINUS] },
    { "xy_ink", &to.sides[NET] },
  };

  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    if (!gtk_style_context_lookup_color (style, colours[i].name, colours[i].colour))
      gtk_style_context_get_color (style, colours[i].colour);
  draw_head (self, &to);
  if (is_blank (self))
    {
      g_autoptr (PangoLayout) layout = make_text (self, self->words != NULL ? self->words : "", 1, FALSE);
      pango_layout_set_width (layout, width * PANGO_SCALE);
      pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
      put_text (&to, layout, &to.quiet, 0, to.top + (height - to.top) / 2 - get_line (self), 0);
    }
  else if (self->kind == XY_CHART_COLUMNS)
    draw_columns (self, &to);
  else
    draw_bars (self, &to);
}
