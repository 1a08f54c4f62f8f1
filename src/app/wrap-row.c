/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/wrap-row.h"

#define LINE_SPACING 6

struct _XyWrapRow
{
  GtkWidget parent_instance;
  int spacing;
  int n_wanted;
};

G_DEFINE_FINAL_TYPE (XyWrapRow, xy_wrap_row, GTK_TYPE_WIDGET)

/* Those of a row: from FIRST, N of them that are shown. */
typedef struct
{
  GtkWidget *first;
  guint n;
  int height;
} Line;

static GtkWidget *
shown (GtkWidget *part)
{
  while (part != NULL && !gtk_widget_should_layout (part))
    part = gtk_widget_get_next_sibling (part);
  return part;
}

static GtkWidget *
first_part (XyWrapRow *self)
{
  return shown (gtk_widget_get_first_child (GTK_WIDGET (self)));
}

static GtkWidget *
next_part (GtkWidget *part)
{
  return shown (gtk_widget_get_next_sibling (part));
}

static int
least_width (GtkWidget *part)
{
  int least;

  gtk_widget_measure (part, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  return least;
}

/* With all its parts in one row, each as narrow as it can be. */
static int
width_in_one (GtkWidget *part)
{
  int width = 0;

  if (!XY_IS_WRAP_ROW (part))
    return least_width (part);
  GtkWidget *first = first_part (XY_WRAP_ROW (part));
  for (GtkWidget *child = first; child != NULL; child = next_part (child))
    width += width_in_one (child) + (child != first ? XY_WRAP_ROW (part)->spacing : 0);
  return width;
}

/* What PART has at least in a row of WIDTH: all in one row, unless not even a row of its own is enough for that. */
static int
width_within (GtkWidget *part, int width)
{
  int one = width_in_one (part);

  return one <= width ? one : least_width (part);
}

/* The widths of the parts of LINE, WIDTH in all. (transfer full) */
static GtkRequestedSize *
share_out (XyWrapRow *self, const Line *line, int width)
{
  GtkRequestedSize *sizes = g_new0 (GtkRequestedSize, line->n);
  GtkWidget *part = line->first;
  int left = width - (int) (line->n - 1) * self->spacing, n_expand = 0;

  for (guint i = 0; i < line->n; i++, part = next_part (part))
    {
      sizes[i].data = part;
      gtk_widget_measure (part, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &sizes[i].natural_size, NULL, NULL);
      sizes[i].minimum_size = width_within (part, width);
      sizes[i].natural_size = MAX (sizes[i].natural_size, sizes[i].minimum_size);
      left -= sizes[i].minimum_size;
      n_expand += gtk_widget_compute_expand (part, GTK_ORIENTATION_HORIZONTAL);
    }
  left = gtk_distribute_natural_allocation (MAX (left, 0), line->n, sizes);
  for (guint i = 0; i < line->n && n_expand > 0; i++)
    if (gtk_widget_compute_expand (sizes[i].data, GTK_ORIENTATION_HORIZONTAL))
      {
        sizes[i].minimum_size += left / n_expand;
        left -= left / n_expand--;
      }
  return sizes;
}

/* The rows that WIDTH has room for. (transfer full) array of Line */
static GArray *
break_up (XyWrapRow *self, int width)
{
  GArray *lines = g_array_new (FALSE, TRUE, sizeof (Line));
  int used = 0;

  for (GtkWidget *part = first_part (self); part != NULL; part = next_part (part))
    {
      int least = width_within (part, width);
      if (lines->len == 0 || used + self->spacing + least > width)
        {
          Line line = { .first = part };
          g_array_append_val (lines, line);
          used = least;
        }
      else
        {
          used += self->spacing + least;
        }
      g_array_index (lines, Line, lines->len - 1).n++;
    }
  for (guint i = 0; i < lines->len; i++)
    {
      Line *line = &g_array_index (lines, Line, i);
      g_autofree GtkRequestedSize *sizes = share_out (self, line, width);
      for (guint k = 0; k < line->n; k++)
        {
          int height;
          gtk_widget_measure (sizes[k].data, GTK_ORIENTATION_VERTICAL, sizes[k].minimum_size, NULL, &height, NULL,
                              NULL);
          line->height = MAX (line->height, height);
        }
    }
  return lines;
}

static GtkSizeRequestMode
xy_wrap_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_width (XyWrapRow *self, int *minimum, int *natural)
{
  GtkWidget *first = first_part (self);
  int widest = 0, n = 0;

  *minimum = *natural = 0;
  for (GtkWidget *part = first; part != NULL; part = next_part (part), n++)
    {
      int least, wanted;
      gtk_widget_measure (part, GTK_ORIENTATION_HORIZONTAL, -1, &least, &wanted, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural += wanted + (n > 0 ? self->spacing : 0);
      widest = MAX (widest, wanted);
    }
  if (self->n_wanted > 0 && n > 0)
    *natural = MAX (*minimum, MIN (n, self->n_wanted) * (widest + self->spacing) - self->spacing);
}

static void
xy_wrap_row_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  XyWrapRow *self = XY_WRAP_ROW (widget);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_width (self, minimum, natural);
      return;
    }
  int width = for_size < 0 ? G_MAXINT / 2 : for_size, least;
  if (for_size < 0 && self->n_wanted > 0)
    measure_width (self, &least, &width);
  g_autoptr (GArray) lines = break_up (self, width);
  for (guint i = 0; i < lines->len; i++)
    *minimum += g_array_index (lines, Line, i).height + (i > 0 ? LINE_SPACING : 0);
  *natural = *minimum;
}

static void
place_line (XyWrapRow *self, const Line *line, int y, int width)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  g_autofree GtkRequestedSize *sizes = share_out (self, line, width);
  int used = (int) (line->n - 1) * self->spacing;

  for (guint i = 0; i < line->n; i++)
    used += sizes[i].minimum_size;
  int x = gtk_widget_get_halign (GTK_WIDGET (self)) == GTK_ALIGN_END ? MAX (width - used, 0) : 0;
  for (guint i = 0; i < line->n; i++)
    {
      GtkAllocation box = { rtl ? width - x - sizes[i].minimum_size : x, y, sizes[i].minimum_size, line->height };
      gtk_widget_size_allocate (sizes[i].data, &box, -1);
      x += sizes[i].minimum_size + self->spacing;
    }
}

static void
xy_wrap_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  XyWrapRow *self = XY_WRAP_ROW (widget);
  g_autoptr (GArray) lines = break_up (self, width);
  int y = 0;

  /* One row stands in the middle of what it is given, as in a box. */
  if (lines->len == 1)
    g_array_index (lines, Line, 0).height = height;
  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);
      place_line (self, line, y, width);
      y += line->height + LINE_SPACING;
    }
}

static void
xy_wrap_row_compute_expand (GtkWidget *widget, gboolean *across, gboolean *down)
{
  *across = *down = FALSE;
  for (GtkWidget *part = gtk_widget_get_first_child (widget); part != NULL; part = gtk_widget_get_next_sibling (part))
    *across |= gtk_widget_compute_expand (part, GTK_ORIENTATION_HORIZONTAL);
}

static void
xy_wrap_row_dispose (GObject *object)
{
  GtkWidget *part;

  while ((part = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (part);
  G_OBJECT_CLASS (xy_wrap_row_parent_class)->dispose (object);
}

static void
xy_wrap_row_class_init (XyWrapRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = xy_wrap_row_dispose;
  widget_class->get_request_mode = xy_wrap_row_get_request_mode;
  widget_class->measure = xy_wrap_row_measure;
  widget_class->size_allocate = xy_wrap_row_size_allocate;
  widget_class->compute_expand = xy_wrap_row_compute_expand;
  gtk_widget_class_set_css_name (widget_class, "wraprow");
}

static void
xy_wrap_row_init (XyWrapRow *self)
{
}

GtkWidget *
xy_wrap_row_new (int spacing)
{
  XyWrapRow *self = g_object_new (XY_TYPE_WRAP_ROW, NULL);

  self->spacing = spacing;
  return GTK_WIDGET (self);
}

void
xy_wrap_row_set_wanted (XyWrapRow *self, int n)
{
  self->n_wanted = n;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
xy_wrap_row_append (XyWrapRow *self, GtkWidget *part)
{
  xy_wrap_row_insert_before (self, part, NULL);
}

void
xy_wrap_row_insert_before (XyWrapRow *self, GtkWidget *part, GtkWidget *next)
{
  g_return_if_fail (XY_IS_WRAP_ROW (self));
  g_return_if_fail (GTK_IS_WIDGET (part));
  gtk_widget_insert_before (part, GTK_WIDGET (self), next);
}
