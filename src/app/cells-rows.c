/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cells-rows.h"

struct _XyCellsRows
{
  GtkWidget parent_instance;

  const XyCellsRowsUse *use;
  gpointer owner;
  guint n;
  GPtrArray *lines; /* of XyCellsLine */
  GtkAdjustment *horizontal, *vertical;
  int row_height;
  gboolean allocating; /* what is scrolled now is filled in a moment */
  gint64 wanted;       /* the position to be brought into sight once there is a height; -1: none */
};

enum
{
  PROP_0,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY
};

G_DEFINE_FINAL_TYPE_WITH_CODE (XyCellsRows,
                               xy_cells_rows,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

/* Lines */

static XyCellsLine *
line_of (XyCellsRows *self, guint i)
{
  return self->lines->pdata[i];
}

static void
show_line (XyCellsRows *self, XyCellsLine *line, guint position)
{
  line->position = position;
  self->use->show_line (line, self->owner);
}

static void
add_line (XyCellsRows *self, guint position)
{
  XyCellsLine *line = self->use->make_line (self->owner);

  g_ptr_array_add (self->lines, line);
  gtk_widget_set_parent (line->box, GTK_WIDGET (self));
  show_line (self, line, position);
}

static int
top_of_page (XyCellsRows *self)
{
  return self->vertical != NULL ? (int) gtk_adjustment_get_value (self->vertical) : 0;
}

/* The rows in sight, [FIRST, END). */
static void
rows_in_sight (XyCellsRows *self, guint *first, guint *end)
{
  int top = top_of_page (self), height = gtk_widget_get_height (GTK_WIDGET (self));

  *first = *end = 0;
  if (self->row_height == 0)
    return;
  *first = MIN ((guint) (top / self->row_height), self->n);
  *end = MIN ((guint) ((top + height + self->row_height - 1) / self->row_height), self->n);
}

/* A line that is typed into keeps its row, wherever that is. */
static gboolean
is_free (const XyCellsLine *line, guint first, guint end)
{
  return (line->position < first || line->position >= end)
         && (gtk_widget_get_state_flags (line->box) & GTK_STATE_FLAG_FOCUS_WITHIN) == 0;
}

/* Each row in sight gets a line: one that shows it already, else one whose row is out of sight, else a new one. */
static void
fill (XyCellsRows *self)
{
  guint first, end, at = 0;

  rows_in_sight (self, &first, &end);
  for (guint position = first; position < end; position++)
    {
      if (xy_cells_rows_line (self, position) != NULL)
        continue;
      while (at < self->lines->len && !is_free (line_of (self, at), first, end))
        at++;
      if (at < self->lines->len)
        show_line (self, line_of (self, at++), position);
      else
        add_line (self, position);
    }
}

static int
natural_height (XyCellsRows *self, int width)
{
  int most = 0;

  for (guint i = 0; i < self->lines->len; i++)
    {
      int natural;
      gtk_widget_measure (line_of (self, i)->box, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
      most = MAX (most, natural);
    }
  return most;
}

static void
scroll_to_wanted (XyCellsRows *self)
{
  double top = (double) self->wanted * self->row_height;

  self->wanted = -1;
  gtk_adjustment_clamp_page (self->vertical, top, top + self->row_height);
}

/* Scrolling */

static void
on_scrolled (XyCellsRows *self)
{
  if (self->allocating)
    return;
  fill (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
set_adjustment (XyCellsRows *self, GtkAdjustment **kept, GtkAdjustment *adjustment)
{
  if (*kept != NULL)
    g_signal_handlers_disconnect_by_data (*kept, self);
  g_set_object (kept, adjustment);
  if (adjustment != NULL && kept == &self->vertical)
    g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (on_scrolled), self);
}

/* Overrides */

static void
xy_cells_rows_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  XyCellsRows *self = XY_CELLS_ROWS (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = natural_height (self, for_size);
      *natural = *minimum * (int) CLAMP (self->n, 1, 1000);
      return;
    }
  for (guint i = 0; i < self->lines->len; i++)
    {
      int least, most;
      gtk_widget_measure (line_of (self, i)->box, orientation, -1, &least, &most, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, most);
    }
}

static void
xy_cells_rows_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  XyCellsRows *self = XY_CELLS_ROWS (widget);
  int top;

  self->row_height = natural_height (self, width);
  double all = (double) self->row_height * self->n;
  if (self->vertical != NULL)
    {
      self->allocating = TRUE;
      gtk_adjustment_configure (self->vertical, gtk_adjustment_get_value (self->vertical), 0, MAX (all, height),
                                self->row_height, MAX (height - self->row_height, self->row_height), height);
      if (self->wanted >= 0)
        scroll_to_wanted (self);
      self->allocating = FALSE;
    }
  fill (self);
  top = top_of_page (self);
  for (guint i = 0; i < self->lines->len; i++)
    {
      XyCellsLine *line = line_of (self, i);
      GtkAllocation place = { 0, (int) line->position * self->row_height - top, width, self->row_height };

      /* Lines that were given another row just now want to be asked, though all are of one height. */
      gtk_widget_measure (line->box, GTK_ORIENTATION_VERTICAL, width, NULL, NULL, NULL, NULL);
      gtk_widget_set_child_visible (line->box, line->position < self->n);
      gtk_widget_size_allocate (line->box, &place, -1);
    }
}

static void
xy_cells_rows_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  XyCellsRows *self = XY_CELLS_ROWS (object);

  if (id == PROP_HADJUSTMENT)
    g_value_set_object (value, self->horizontal);
  else if (id == PROP_VADJUSTMENT)
    g_value_set_object (value, self->vertical);
  else if (id == PROP_HSCROLL_POLICY || id == PROP_VSCROLL_POLICY)
    g_value_set_enum (value, GTK_SCROLL_MINIMUM);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
xy_cells_rows_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  XyCellsRows *self = XY_CELLS_ROWS (object);

  if (id == PROP_HADJUSTMENT)
    set_adjustment (self, &self->horizontal, g_value_get_object (value));
  else if (id == PROP_VADJUSTMENT)
    set_adjustment (self, &self->vertical, g_value_get_object (value));
  else if (id != PROP_HSCROLL_POLICY && id != PROP_VSCROLL_POLICY)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
xy_cells_rows_dispose (GObject *object)
{
  XyCellsRows *self = XY_CELLS_ROWS (object);

  set_adjustment (self, &self->horizontal, NULL);
  set_adjustment (self, &self->vertical, NULL);
  for (guint i = 0; i < self->lines->len; i++)
    gtk_widget_unparent (line_of (self, i)->box);
  g_ptr_array_set_size (self->lines, 0);
  G_OBJECT_CLASS (xy_cells_rows_parent_class)->dispose (object);
}

static void
xy_cells_rows_finalize (GObject *object)
{
  g_ptr_array_unref (XY_CELLS_ROWS (object)->lines);
  G_OBJECT_CLASS (xy_cells_rows_parent_class)->finalize (object);
}

static void
xy_cells_rows_class_init (XyCellsRowsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = xy_cells_rows_get_property;
  object_class->set_property = xy_cells_rows_set_property;
  object_class->dispose = xy_cells_rows_dispose;
  object_class->finalize = xy_cells_rows_finalize;
  widget_class->measure = xy_cells_rows_measure;
  widget_class->size_allocate = xy_cells_rows_size_allocate;
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
  gtk_widget_class_set_css_name (widget_class, "rows");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
xy_cells_rows_init (XyCellsRows *self)
{
  self->lines = g_ptr_array_new_with_free_func (g_free);
  self->wanted = -1;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
xy_cells_rows_new (const XyCellsRowsUse *use, gpointer owner)
{
  XyCellsRows *self = g_object_new (XY_TYPE_CELLS_ROWS, NULL);

  self->use = use;
  self->owner = owner;
  return GTK_WIDGET (self);
}

void
xy_cells_rows_set_count (XyCellsRows *self, guint n)
{
  g_return_if_fail (XY_IS_CELLS_ROWS (self));

  self->n = n;
  self->wanted = -1;
  if (self->vertical != NULL)
    gtk_adjustment_set_value (self->vertical, 0);
  /* One line says how wide and high the rows are. */
  if (n > 0 && self->lines->len == 0)
    add_line (self, 0);
  else
    xy_cells_rows_refresh (self);
  fill (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
xy_cells_rows_refresh (XyCellsRows *self)
{
  g_return_if_fail (XY_IS_CELLS_ROWS (self));

  for (guint i = 0; i < self->lines->len; i++)
    if (line_of (self, i)->position < self->n)
      self->use->show_line (line_of (self, i), self->owner);
}

XyCellsLine *
xy_cells_rows_line (XyCellsRows *self, guint position)
{
  g_return_val_if_fail (XY_IS_CELLS_ROWS (self), NULL);

  for (guint i = 0; i < self->lines->len && position < self->n; i++)
    if (line_of (self, i)->position == position)
      return line_of (self, i);
  return NULL;
}

XyCellsLine *
xy_cells_rows_any_line (XyCellsRows *self)
{
  g_return_val_if_fail (XY_IS_CELLS_ROWS (self), NULL);

  return self->n > 0 && self->lines->len > 0 ? line_of (self, 0) : NULL;
}

XyCellsLine *
xy_cells_rows_line_at (XyCellsRows *self, double y)
{
  g_return_val_if_fail (XY_IS_CELLS_ROWS (self), NULL);

  if (self->row_height == 0 || y < 0)
    return NULL;
  return xy_cells_rows_line (self, (guint) (((int) y + top_of_page (self)) / self->row_height));
}

void
xy_cells_rows_scroll_to (XyCellsRows *self, guint position)
{
  g_return_if_fail (XY_IS_CELLS_ROWS (self));

  self->wanted = position;
  if (self->vertical != NULL && self->row_height > 0
      && gtk_adjustment_get_upper (self->vertical) >= (double) self->row_height * (position + 1))
    scroll_to_wanted (self);
}

guint
xy_cells_rows_get_page (XyCellsRows *self)
{
  g_return_val_if_fail (XY_IS_CELLS_ROWS (self), 1);

  return self->row_height > 0 ? (guint) MAX (gtk_widget_get_height (GTK_WIDGET (self)) / self->row_height - 1, 1) : 1;
}
