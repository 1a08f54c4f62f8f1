/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/trend.h"

#include <math.h>

#include "app/drawing.h"
#include "app/hygiene-mark.h"
#include "app/tips.h"

#define WIDTH 1.5  /* of a line */
#define LONELY 1.5 /* radius of a figure between two gaps */

typedef struct
{
  char *name;
  gint64 *values;
  gboolean bold;
} Line;

struct _XyTrend
{
  GtkWidget parent_instance;

  char *title;
  char *words;
  char **labels;
  GArray *lines;
  int line;        /* height of one of text; 0: not known */
  double top, row; /* where the first line begins, and the next follows, as last drawn */
};

G_DEFINE_FINAL_TYPE (XyTrend, xy_trend, GTK_TYPE_WIDGET)

static void
line_clear (gpointer data)
{
  Line *line = data;

  g_free (line->name);
  g_free (line->values);
}

static const Line *
get_line (XyTrend *self, guint at)
{
  return &g_array_index (self->lines, Line, at);
}

static guint
count_labels (XyTrend *self)
{
  return self->labels != NULL ? g_strv_length (self->labels) : 0;
}

static int
text_height (XyTrend *self)
{
  if (self->line == 0)
    self->line = xy_drawing_line_height (GTK_WIDGET (self));
  return self->line;
}

static int
row_height (XyTrend *self)
{
  return (int) ceil (text_height (self) * 1.4);
}

/* The place of the last figure up to BEFORE (not in it); -1: none. */
static int
find_last (const Line *line, int before)
{
  while (--before >= 0 && line->values[before] == XY_TREND_NONE)
    ;
  return before;
}

/* The last figure; NULL where there is none. (transfer full) */
static char *
say_last (XyTrend *self, const Line *line)
{
  int last = find_last (line, (int) count_labels (self));

  return last >= 0 ? xy_hygiene_figure (line->values[last]) : NULL;
}

/* How far it is from the one before. (transfer full) */
static char *
say_change (XyTrend *self, const Line *line)
{
  int last = find_last (line, (int) count_labels (self)), before = find_last (line, last);

  if (last < 0 || before < 0)
    return NULL;
  gint64 change = line->values[last] - line->values[before];
  g_autofree char *text = xy_hygiene_figure_change (change);
  return g_strdup_printf ("%s %s", change > 0 ? "↑" : change < 0 ? "↓" : "→", text);
}

static gboolean
find_ends (XyTrend *self, gint64 *low, gint64 *high)
{
  gboolean found = FALSE;

  *low = G_MAXINT64;
  *high = G_MININT64;
  for (guint i = 0; i < self->lines->len; i++)
    for (guint k = 0; k < count_labels (self); k++)
      if (get_line (self, i)->values[k] != XY_TREND_NONE)
        {
          *low = MIN (*low, get_line (self, i)->values[k]);
          *high = MAX (*high, get_line (self, i)->values[k]);
          found = TRUE;
        }
  return found;
}

typedef struct
{
  XyDrawing on;
  double from, until; /* of the small lines */
  gint64 low, high;
} Plot;

static double
plot_x (XyTrend *self, const Plot *plot, guint at)
{
  guint n = count_labels (self);

  return n > 1 ? plot->from + (plot->until - plot->from) * at / (n - 1) : (plot->from + plot->until) / 2;
}

static void
draw_path (XyTrend *self, Plot *plot, const Line *line, double y, double height)
{
  cairo_t *cr = plot->on.cr;
  gboolean drawn = FALSE;
  double last_x = 0, last_y = 0;

  gdk_cairo_set_source_rgba (cr, line->bold ? &plot->on.ink : &plot->on.quiet);
  cairo_set_line_width (cr, line->bold ? WIDTH + 0.5 : WIDTH);
  for (guint i = 0; i < count_labels (self); i++)
    {
      gboolean gap = line->values[i] == XY_TREND_NONE;
      gboolean lonely = !gap && !drawn && (i + 1 == count_labels (self) || line->values[i + 1] == XY_TREND_NONE);
      if (!gap)
        {
          double part =
              plot->high > plot->low ? (double) (line->values[i] - plot->low) / (double) (plot->high - plot->low) : 0.5;
          last_x = plot_x (self, plot, i);
          last_y = y + height - part * height;
        }
      if (lonely)
        {
          cairo_stroke (cr);
          cairo_arc (cr, last_x, last_y, LONELY, 0, 2 * G_PI);
          cairo_fill (cr);
        }
      else if (!gap && drawn)
        cairo_line_to (cr, last_x, last_y);
      else if (!gap)
        cairo_move_to (cr, last_x, last_y);
      drawn = !gap && !lonely;
    }
  cairo_stroke (cr);
  if (find_last (line, (int) count_labels (self)) >= 0)
    xy_drawing_knot (&plot->on, line->bold ? &plot->on.ink : &plot->on.quiet, last_x, last_y);
}

static double
widest (XyTrend *self, char *(*say) (XyTrend *self, const Line *line))
{
  double most = 0, width;

  for (guint i = 0; i < self->lines->len; i++)
    {
      g_autofree char *text = say (self, get_line (self, i));
      g_autoptr (PangoLayout) layout =
          xy_drawing_text (GTK_WIDGET (self), text != NULL ? text : "", XY_DRAWING_SMALL, get_line (self, i)->bold);
      xy_drawing_measure (layout, &width, NULL);
      most = MAX (most, width);
    }
  return most;
}

static char *
say_name (XyTrend *self, const Line *line)
{
  return g_strdup (line->name);
}

static void
draw_lines (XyTrend *self, Plot *plot)
{
  XyDrawing *on = &plot->on;
  double names = MIN (widest (self, say_name), floor (on->width * 0.3)), lasts = widest (self, say_last),
         changes = widest (self, say_change), least = row_height (self), small = text_height (self) * XY_DRAWING_SMALL;

  /* Where there is room, up and down is seen better. */
  double row = CLAMP (floor ((on->height - self->top) / self->lines->len), least, 2 * least);
  self->row = row;
  plot->from = names + 2 * XY_DRAWING_GAP;
  plot->until = MAX (plot->from + 1, on->width - lasts - changes - 5 * XY_DRAWING_GAP);
  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = get_line (self, i);
      double y = self->top + i * row, text_y = y + floor ((row - small) / 2) - 1;
      g_autofree char *last = say_last (self, line), *change = say_change (self, line);
      g_autoptr (PangoLayout) name = xy_drawing_text (on->widget, line->name, XY_DRAWING_SMALL, line->bold);
      pango_layout_set_width (name, (int) names * PANGO_SCALE);
      pango_layout_set_ellipsize (name, PANGO_ELLIPSIZE_END);
      xy_drawing_put (on, name, &on->ink, 0, text_y, 0);
      xy_drawing_line (on, &on->hair, plot->from, y + row - 0.5, plot->until, y + row - 0.5);
      draw_path (self, plot, line, y + 5, row - 10);
      if (last != NULL)
        {
          g_autoptr (PangoLayout) text = xy_drawing_text (on->widget, last, XY_DRAWING_SMALL, line->bold);
          xy_drawing_put (on, text, &on->ink, on->width - changes - 2 * XY_DRAWING_GAP, text_y, 1);
        }
      if (change != NULL)
        xy_drawing_put_label (on, change, &on->quiet, on->width, text_y, 1);
    }
}

static gboolean
xy_trend_query_tooltip (GtkWidget *widget, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip)
{
  XyTrend *self = XY_TREND (widget);
  double at = self->row > 0 ? floor ((y - self->top) / self->row) : -1;

  if (by_keyboard || at < 0 || at >= self->lines->len)
    return FALSE;
  const Line *line = get_line (self, (guint) at);
  g_autoptr (GString) words = g_string_new (line->name);
  for (guint i = 0; i < count_labels (self); i++)
    {
      g_autofree char *text = line->values[i] != XY_TREND_NONE ? xy_hygiene_figure (line->values[i]) : g_strdup ("—");
      g_string_append_printf (words, "\n%s  %s", self->labels[i], text);
    }
  xy_tips_show (tooltip, words->str);
  return TRUE;
}

static void
xy_trend_measure (GtkWidget *widget,
                  GtkOrientation orientation,
                  int for_size,
                  int *minimum,
                  int *natural,
                  int *minimum_baseline,
                  int *natural_baseline)
{
  XyTrend *self = XY_TREND (widget);
  int line = text_height (self);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = line * 14;
      *natural = line * 22;
      return;
    }
  *minimum = *natural = MAX (line * 8, 2 * line + XY_DRAWING_GAP + row_height (self) * (int) self->lines->len);
}

static void
xy_trend_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));

  xy_trend_draw (XY_TREND (widget), cr, width, height);
  cairo_destroy (cr);
}

static void
xy_trend_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (xy_trend_parent_class)->css_changed (widget, change);

  XY_TREND (widget)->line = 0;
  gtk_widget_queue_resize (widget);
}

static void
xy_trend_finalize (GObject *object)
{
  XyTrend *self = XY_TREND (object);

  g_free (self->title);
  g_free (self->words);
  g_strfreev (self->labels);
  g_array_unref (self->lines);
  G_OBJECT_CLASS (xy_trend_parent_class)->finalize (object);
}

static void
xy_trend_class_init (XyTrendClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = xy_trend_finalize;
  widget_class->measure = xy_trend_measure;
  widget_class->snapshot = xy_trend_snapshot;
  widget_class->css_changed = xy_trend_css_changed;
  widget_class->query_tooltip = xy_trend_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
xy_trend_init (XyTrend *self)
{
  self->lines = g_array_new (FALSE, TRUE, sizeof (Line));
  g_array_set_clear_func (self->lines, line_clear);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

GtkWidget *
xy_trend_new (void)
{
  return g_object_new (XY_TYPE_TREND, NULL);
}

void
xy_trend_show (XyTrend *self,
               const char *title,
               const char *const *labels,
               const XyTrendLine *lines,
               guint n_lines,
               const char *words)
{
  g_return_if_fail (XY_IS_TREND (self));
  g_autoptr (GString) name = g_string_new (title);
  gint64 low, high;

  g_strfreev (self->labels);
  self->labels = g_strdupv ((char **) labels);
  g_array_set_size (self->lines, 0);
  for (guint i = 0; i < n_lines; i++)
    {
      Line line = { g_strdup (lines[i].name), g_memdup2 (lines[i].values, count_labels (self) * sizeof (gint64)),
                    lines[i].bold };
      g_array_append_val (self->lines, line);
      g_autofree char *last = say_last (self, &line), *change = say_change (self, &line);
      g_string_append_printf (name, "\n%s %s %s", line.name, last != NULL ? last : "—", change != NULL ? change : "");
    }
  g_free (self->title);
  self->title = g_strdup (title);
  g_free (self->words);
  self->words = g_strdup (words);
  if (!find_ends (self, &low, &high) && words != NULL)
    g_string_append_printf (name, "\n%s", words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name->str, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
xy_trend_draw (XyTrend *self, cairo_t *cr, int width, int height)
{
  g_return_if_fail (XY_IS_TREND (self));
  Plot plot = { .on = xy_drawing_begin (GTK_WIDGET (self), cr, width, height) };

  self->top = xy_drawing_title (&plot.on, self->title);
  if (find_ends (self, &plot.low, &plot.high))
    draw_lines (self, &plot);
  else
    xy_drawing_blank (&plot.on, self->words, self->top);
}
