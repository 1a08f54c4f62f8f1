/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-bands.h"
#include "app/tips.h"

#include <math.h>

struct _XyHygieneBands
{
  GtkWidget parent_instance;

  char *title;
  char *words;
  char *names[XY_HYGIENE_N_MARKS];
  GArray *columns;    /* of XyHygieneColumn */
  int line;           /* height of one; 0: not known */
  double from, pitch; /* of the columns, as last drawn */
};

G_DEFINE_FINAL_TYPE (XyHygieneBands, xy_hygiene_bands, GTK_TYPE_WIDGET)

static void
column_clear (gpointer data)
{
  g_free (((XyHygieneColumn *) data)->label);
}

static const XyHygieneColumn *
get_column (XyHygieneBands *self, guint at)
{
  return &g_array_index (self->columns, XyHygieneColumn, at);
}

static guint
count_all (const XyHygieneColumn *column)
{
  guint all = 0;

  for (guint i = 0; i < XY_HYGIENE_N_MARKS; i++)
    all += column->n[i];
  return all;
}

static gboolean
is_blank (XyHygieneBands *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (count_all (get_column (self, i)) > 0)
      return FALSE;
  return TRUE;
}

static int
text_height (XyHygieneBands *self)
{
  if (self->line == 0)
    self->line = xy_drawing_line_height (GTK_WIDGET (self));
  return self->line;
}

static char *
say_column (XyHygieneBands *self, const XyHygieneColumn *column)
{
  g_autoptr (GString) words = g_string_new (column->label);
  guint all = count_all (column);

  g_strdelimit (words->str, "\n", ' ');
  for (guint i = 0; i < XY_HYGIENE_N_MARKS; i++)
    if (column->n[i] > 0)
      g_string_append_printf (words, "\n%s %u · %u%%", self->names[i], column->n[i],
                              (200 * column->n[i] + all) / all / 2);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* The parts stand one upon the other, the best at the foot; each ends where its share of the whole does. */
static void
draw_column (XyHygieneBands *self,
             XyDrawing *to,
             const XyHygieneColumn *column,
             double x,
             double width,
             double top,
             double bottom)
{
  guint all = count_all (column), below = 0;

  for (XyHygieneMark mark = 0; mark < XY_HYGIENE_N_MARKS; mark++)
    {
      double from = round (bottom - (bottom - top) * below / MAX (all, 1));
      below += column->n[mark];
      double until = round (bottom - (bottom - top) * below / MAX (all, 1));
      if (from - until >= 1)
        xy_hygiene_mark_draw (to, mark, x, until, width, from - until);
    }
}

static void
draw_columns (XyHygieneBands *self, XyDrawing *to, double top)
{
  static const char *const ticks[] = { "0", "25%", "50%", "75%", "100%" };
  g_autofree const char **labels = g_new (const char *, self->columns->len);
  g_autoptr (PangoLayout) widest = xy_drawing_label (to->widget, "100%");
  double small = text_height (self) * XY_DRAWING_SMALL, left;

  for (guint i = 0; i < self->columns->len; i++)
    labels[i] = get_column (self, i)->label;
  xy_drawing_measure (widest, &left, NULL);
  left += XY_DRAWING_GAP;
  top += floor (small / 2);
  double bottom = to->height - xy_drawing_measure_below (to->widget, labels, self->columns->len) - XY_DRAWING_GAP;
  self->from = left;
  self->pitch = (to->width - left) / self->columns->len;
  for (guint i = 0; i < G_N_ELEMENTS (ticks); i++)
    {
      double y = round (bottom - (bottom - top) * i / (G_N_ELEMENTS (ticks) - 1));
      xy_drawing_line (to, i == 0 ? &to->quiet : &to->hair, left, y + 0.5, to->width, y + 0.5);
      xy_drawing_put_label (to, ticks[i], &to->quiet, left - XY_DRAWING_GAP, y - floor (small / 2), 1);
    }
  double width = MAX (4, floor (MIN (self->pitch * 0.7, text_height (self) * 2.2)));
  for (guint i = 0; i < self->columns->len; i++)
    draw_column (self, to, get_column (self, i), round (left + self->pitch * (i + 0.5) - width / 2), width, top,
                 bottom);
  xy_drawing_put_below (to, labels, self->columns->len, left, self->pitch, bottom + XY_DRAWING_GAP);
}

static gboolean
xy_hygiene_bands_query_tooltip (GtkWidget *widget, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip)
{
  XyHygieneBands *self = XY_HYGIENE_BANDS (widget);

  if (by_keyboard || is_blank (self) || self->pitch <= 0 || x < self->from)
    return FALSE;
  guint at = (guint) ((x - self->from) / self->pitch);
  if (at >= self->columns->len)
    return FALSE;
  g_autofree char *words = say_column (self, get_column (self, at));
  xy_tips_show (tooltip, words);
  return TRUE;
}

static void
xy_hygiene_bands_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  int line = text_height (XY_HYGIENE_BANDS (widget));

  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? line * 14 : line * 10;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? line * 22 : line * 12;
}

static void
xy_hygiene_bands_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));

  xy_hygiene_bands_draw (XY_HYGIENE_BANDS (widget), cr, width, height);
  cairo_destroy (cr);
}

static void
xy_hygiene_bands_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (xy_hygiene_bands_parent_class)->css_changed (widget, change);

  XY_HYGIENE_BANDS (widget)->line = 0;
  gtk_widget_queue_resize (widget);
}

static void
xy_hygiene_bands_finalize (GObject *object)
{
  XyHygieneBands *self = XY_HYGIENE_BANDS (object);

  g_free (self->title);
  g_free (self->words);
  for (guint i = 0; i < XY_HYGIENE_N_MARKS; i++)
    g_free (self->names[i]);
  g_array_unref (self->columns);
  G_OBJECT_CLASS (xy_hygiene_bands_parent_class)->finalize (object);
}

static void
xy_hygiene_bands_class_init (XyHygieneBandsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = xy_hygiene_bands_finalize;
  widget_class->measure = xy_hygiene_bands_measure;
  widget_class->snapshot = xy_hygiene_bands_snapshot;
  widget_class->css_changed = xy_hygiene_bands_css_changed;
  widget_class->query_tooltip = xy_hygiene_bands_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
xy_hygiene_bands_init (XyHygieneBands *self)
{
  self->columns = g_array_new (FALSE, TRUE, sizeof (XyHygieneColumn));
  g_array_set_clear_func (self->columns, column_clear);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

GtkWidget *
xy_hygiene_bands_new (void)
{
  return g_object_new (XY_TYPE_HYGIENE_BANDS, NULL);
}

void
xy_hygiene_bands_show (XyHygieneBands *self,
                       const char *title,
                       const char *const names[XY_HYGIENE_N_MARKS],
                       const XyHygieneColumn *columns,
                       guint n_columns,
                       const char *words)
{
  g_return_if_fail (XY_IS_HYGIENE_BANDS (self));
  g_autoptr (GString) name = g_string_new (title);

  for (guint i = 0; i < XY_HYGIENE_N_MARKS; i++)
    {
      g_free (self->names[i]);
      self->names[i] = g_strdup (names[i] != NULL ? names[i] : xy_hygiene_mark_label ((XyHygieneMark) i));
    }
  g_array_set_size (self->columns, 0);
  for (guint i = 0; i < n_columns; i++)
    {
      XyHygieneColumn column = columns[i];
      column.label = g_strdup (columns[i].label);
      g_array_append_val (self->columns, column);
      g_autofree char *said = say_column (self, &column);
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
xy_hygiene_bands_draw (XyHygieneBands *self, cairo_t *cr, int width, int height)
{
  g_return_if_fail (XY_IS_HYGIENE_BANDS (self));
  XyDrawing to = xy_drawing_begin (GTK_WIDGET (self), cr, width, height);
  double top = xy_drawing_title (&to, self->title);

  if (is_blank (self))
    xy_drawing_blank (&to, self->words, top);
  else
    draw_columns (self, &to, top);
}
