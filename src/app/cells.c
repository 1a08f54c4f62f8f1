/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cells.h"

#include <string.h>

#include "app/cells-rows.h"
#include "app/prefs.h"

#define MOST_TEXT 9 /* digits, point and sign in a cell */

struct _XyCells
{
  GtkWidget parent_instance;

  const XyCellsUse *use;
  gpointer owner;
  char *name;
  GtkWidget *scrolled;
  XyCellsRows *view;
  GArray *rows; /* of the owner's, by position */
  guint n_columns;
  guint position;
  guint column;
  guint shown; /* the position that is shown to have the keys */
  guint scroll_source;
  gboolean unscrolled; /* the rows are new, and how wide they are is not known yet */
  guint begun;         /* the column where the row was begun */
  gboolean fresh;      /* nothing was typed in the cell since it has the keys */
};

enum
{
  MOVED,
  LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XyCells, xy_cells, GTK_TYPE_WIDGET)

static guint
row_at (XyCells *self, guint position)
{
  return g_array_index (self->rows, guint, position);
}

static gboolean
has_place (XyCells *self)
{
  return self->position < self->rows->len && self->column < self->n_columns;
}

static gboolean
may_stand (XyCells *self, gint64 position)
{
  return self->use->may_stand == NULL || self->use->may_stand (row_at (self, (guint) position), self->owner);
}

/* Showing */

static void
show_line (XyCellsLine *line, gpointer cells)
{
  XyCells *self = cells;

  self->use->show_line (line, row_at (self, line->position), line->position == self->position, self->column,
                        self->owner);
}

/* A key is answered by painting two rows, not all that are on the screen. */
static void
show_position (XyCells *self, guint position)
{
  XyCellsLine *line = xy_cells_rows_line (self->view, position);

  if (line != NULL)
    show_line (line, self);
}

static void
tell_place (XyCells *self)
{
  g_autofree char *words =
      has_place (self) ? self->use->describe (row_at (self, self->position), self->column, self->owner) : NULL;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words != NULL ? words : self->name, -1);
}

/* A table that is wider than the window follows the keys. */
static void
scroll_across (XyCells *self)
{
  GtkWidget *across = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  XyCellsLine *line = xy_cells_rows_any_line (self->view);
  GtkAdjustment *horizontal;
  graphene_rect_t bounds;

  if (across == NULL || line == NULL || !has_place (self))
    return;
  horizontal = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (across));
  if (gtk_adjustment_get_upper (horizontal) > gtk_adjustment_get_page_size (horizontal)
      && gtk_widget_compute_bounds (line->cells[self->column], across, &bounds) && bounds.size.width > 0)
    {
      double at = gtk_adjustment_get_value (horizontal) + bounds.origin.x;
      gtk_adjustment_clamp_page (horizontal, self->column == 0 ? 0 : at, at + bounds.size.width);
    }
}

static void
scroll_to_place (XyCells *self)
{
  xy_cells_rows_scroll_to (self->view, self->position);
  scroll_across (self);
}

static gboolean
on_scroll_due (gpointer data)
{
  XyCells *self = data;

  self->scroll_source = 0;
  self->unscrolled = FALSE;
  scroll_across (self);
  return G_SOURCE_REMOVE;
}

/* Once new rows have their place. */
static void
on_height_changed (GtkAdjustment *vertical, XyCells *self)
{
  if (self->unscrolled && self->scroll_source == 0)
    self->scroll_source = g_idle_add (on_scroll_due, self);
}

static void
place_changed (XyCells *self)
{
  guint before = self->shown;

  self->fresh = TRUE;
  self->shown = self->position;
  scroll_to_place (self);
  if (before != self->position)
    show_position (self, before);
  show_position (self, self->position);
  tell_place (self);
  g_signal_emit (self, signals[MOVED], 0);
}

/* Where the keys may not stand they go on in the way they came, else back to where they may. */
static gboolean
move_to (XyCells *self, gint64 position, gint64 column)
{
  int step = position < (gint64) self->position ? -1 : 1;
  gint64 last = (gint64) self->rows->len - 1;

  if (self->rows->len == 0 || self->n_columns == 0)
    return FALSE;
  position = CLAMP (position, 0, last);
  for (guint turns = 0; turns < 2; turns++, step = -step)
    for (gint64 at = position; at >= 0 && at <= last; at += step)
      if (may_stand (self, at))
        {
          self->position = (guint) at;
          self->column = (guint) CLAMP (column, 0, (gint64) self->n_columns - 1);
          place_changed (self);
          return TRUE;
        }
  return FALSE;
}

/* The next position in the direction of STEP where the keys may stand; -1 for none. */
static gint64
next_position (XyCells *self, int step)
{
  for (gint64 at = (gint64) self->position + step; at >= 0 && at < (gint64) self->rows->len; at += step)
    if (may_stand (self, at))
      return at;
  return -1;
}

/* Typing */

void
xy_cells_set_text (XyCells *self, const char *text)
{
  g_return_if_fail (XY_IS_CELLS (self));

  if (!has_place (self))
    return;
  self->use->set_text (row_at (self, self->position), self->column, text, self->owner);
  self->fresh = FALSE;
  show_position (self, self->position);
  tell_place (self);
}

static const char *
text_here (XyCells *self)
{
  const char *text = self->use->get_text (row_at (self, self->position), self->column, self->owner);

  return text != NULL ? text : "";
}

void
xy_cells_type (XyCells *self, char c)
{
  const char *old;
  g_autofree char *text = NULL;

  g_return_if_fail (XY_IS_CELLS (self));
  if (!has_place (self))
    return;
  old = self->fresh ? "" : text_here (self);
  if (strlen (old) >= MOST_TEXT || (c == '-' && old[0] != '\0'))
    return;
  text = g_strdup_printf ("%s%c", old, c);
  xy_cells_set_text (self, text);
}

static void
rub_out (XyCells *self)
{
  const char *old = text_here (self);
  g_autofree char *text = NULL;

  if (old[0] == '\0')
    return;
  text = self->fresh ? g_strdup ("") : g_strndup (old, strlen (old) - 1);
  xy_cells_set_text (self, text);
}

static gboolean
on_digit_pressed (XyCells *self, guint key)
{
  if (key >= GDK_KEY_0 && key <= GDK_KEY_9)
    xy_cells_type (self, (char) ('0' + (key - GDK_KEY_0)));
  else if (key >= GDK_KEY_KP_0 && key <= GDK_KEY_KP_9)
    xy_cells_type (self, (char) ('0' + (key - GDK_KEY_KP_0)));
  else if (key == GDK_KEY_period || key == GDK_KEY_KP_Decimal)
    xy_cells_type (self, '.');
  else if (key == GDK_KEY_BackSpace)
    rub_out (self);
  else if (key == GDK_KEY_Delete || key == GDK_KEY_KP_Delete)
    xy_cells_set_text (self, "");
  else
    return FALSE;
  return TRUE;
}

void
xy_cells_enter (XyCells *self)
{
  g_return_if_fail (XY_IS_CELLS (self));

  if (has_place (self)
      && (self->use->enter == NULL || !self->use->enter (row_at (self, self->position), self->column, self->owner)))
    xy_cells_go_down (self);
}

static gboolean
on_enter_pressed (XyCells *self, gboolean back)
{
  if (back)
    {
      move_to (self, (gint64) self->position - 1, self->begun);
      self->begun = self->column;
    }
  else
    xy_cells_enter (self);
  return TRUE;
}

static gboolean
on_move_pressed (XyCells *self, guint key)
{
  gint64 position = self->position, column = self->column;

  if (key == GDK_KEY_Up || key == GDK_KEY_KP_Up)
    move_to (self, position - 1, column);
  else if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down)
    move_to (self, position + 1, column);
  else if (key == GDK_KEY_Left || key == GDK_KEY_KP_Left)
    move_to (self, position, column - 1);
  else if (key == GDK_KEY_Right || key == GDK_KEY_KP_Right)
    move_to (self, position, column + 1);
  else if (key == GDK_KEY_Page_Up || key == GDK_KEY_KP_Page_Up)
    move_to (self, position - xy_cells_rows_get_page (self->view), column);
  else if (key == GDK_KEY_Page_Down || key == GDK_KEY_KP_Page_Down)
    move_to (self, position + xy_cells_rows_get_page (self->view), column);
  else if (key == GDK_KEY_Home || key == GDK_KEY_KP_Home)
    move_to (self, 0, column);
  else if (key == GDK_KEY_End || key == GDK_KEY_KP_End)
    move_to (self, G_MAXINT, column);
  else
    return FALSE;
  self->begun = self->column;
  return TRUE;
}

static gboolean
on_key_pressed (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, XyCells *self)
{
  if (!has_place (self))
    return FALSE;
  if (self->use->take_key != NULL && self->use->take_key (key, state, self->owner))
    return TRUE;
  if ((state & (GDK_ALT_MASK | GDK_SUPER_MASK | GDK_CONTROL_MASK)) != 0)
    return FALSE;
  /* Past the ends the keys go on to what stands before and after the table. */
  if (key == GDK_KEY_Tab || key == GDK_KEY_ISO_Left_Tab)
    return xy_cells_go_across (self, key == GDK_KEY_ISO_Left_Tab || (state & GDK_SHIFT_MASK) != 0 ? -1 : 1);
  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter)
    return on_enter_pressed (self, (state & GDK_SHIFT_MASK) != 0);
  return on_digit_pressed (self, key) || on_move_pressed (self, key);
}

static void
on_pressed (GtkGestureClick *click, int n, double x, double y, XyCells *self)
{
  XyCellsLine *line = xy_cells_rows_line_at (self->view, y);
  graphene_rect_t bounds;

  for (guint k = 0; line != NULL && k < self->n_columns && may_stand (self, line->position); k++)
    if (gtk_widget_get_mapped (line->cells[k])
        && gtk_widget_compute_bounds (line->cells[k], GTK_WIDGET (self->view), &bounds)
        && graphene_rect_contains_point (&bounds, &GRAPHENE_POINT_INIT ((float) x, (float) y)))
      {
        move_to (self, line->position, k);
        self->begun = k;
        break;
      }
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
on_focus_changed (XyCells *self)
{
  xy_cells_set_css (GTK_WIDGET (self), "focused", gtk_widget_has_focus (GTK_WIDGET (self)));
}

static XyCellsLine *
make_line (gpointer cells)
{
  XyCells *self = cells;

  return self->use->make_line (self->owner);
}

static void
make_view (XyCells *self)
{
  static const XyCellsRowsUse use = { make_line, show_line };
  GtkGesture *click = gtk_gesture_click_new ();

  self->view = XY_CELLS_ROWS (xy_cells_rows_new (&use, self));
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (click));

  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->view));
  gtk_widget_set_focusable (self->scrolled, FALSE);
  gtk_widget_set_vexpand (self->scrolled, TRUE);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  g_signal_connect (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)), "changed",
                    G_CALLBACK (on_height_changed), self);
}

static void
xy_cells_dispose (GObject *object)
{
  XyCells *self = XY_CELLS (object);

  g_clear_handle_id (&self->scroll_source, g_source_remove);
  if (self->scrolled != NULL)
    g_signal_handlers_disconnect_by_data (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)),
                                          self);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  G_OBJECT_CLASS (xy_cells_parent_class)->dispose (object);
}

static void
xy_cells_finalize (GObject *object)
{
  XyCells *self = XY_CELLS (object);

  g_array_unref (self->rows);
  g_free (self->name);
  G_OBJECT_CLASS (xy_cells_parent_class)->finalize (object);
}

static void
xy_cells_class_init (XyCellsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = xy_cells_dispose;
  G_OBJECT_CLASS (klass)->finalize = xy_cells_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "cells");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[MOVED] = g_signal_new ("moved", XY_TYPE_CELLS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LEFT] = g_signal_new ("left", XY_TYPE_CELLS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
xy_cells_init (XyCells *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  self->fresh = TRUE;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (on_focus_changed), NULL);
}

GtkWidget *
xy_cells_new (const XyCellsUse *use, gpointer owner, const char *name)
{
  XyCells *self = g_object_new (XY_TYPE_CELLS, NULL);

  self->use = use;
  self->owner = owner;
  self->name = g_strdup (name);
  make_view (self);
  return GTK_WIDGET (self);
}

void
xy_cells_show (XyCells *self, const guint *rows, guint n)
{
  g_return_if_fail (XY_IS_CELLS (self));

  g_array_set_size (self->rows, 0);
  g_array_append_vals (self->rows, rows, n);
  self->position = 0;
  self->begun = self->column;
  xy_cells_rows_set_count (self->view, n);
  self->unscrolled = TRUE;
  if (!move_to (self, 0, self->column))
    place_changed (self);
}

void
xy_cells_set_columns (XyCells *self, guint n)
{
  g_return_if_fail (XY_IS_CELLS (self));

  self->n_columns = n;
  self->column = n > 0 ? MIN (self->column, n - 1) : 0;
  self->begun = self->column;
  xy_cells_refresh (self);
  place_changed (self);
}

void
xy_cells_refresh (XyCells *self)
{
  g_return_if_fail (XY_IS_CELLS (self));

  xy_cells_rows_refresh (self->view);
}

void
xy_cells_refresh_row (XyCells *self, guint row)
{
  g_return_if_fail (XY_IS_CELLS (self));

  for (guint i = 0; i < self->rows->len; i++)
    if (row_at (self, i) == row)
      show_position (self, i);
}

const guint *
xy_cells_get_rows (XyCells *self, guint *n)
{
  g_return_val_if_fail (XY_IS_CELLS (self), NULL);

  *n = self->rows->len;
  return (const guint *) (gpointer) self->rows->data;
}

gboolean
xy_cells_get_place (XyCells *self, guint *row, guint *column)
{
  g_return_val_if_fail (XY_IS_CELLS (self), FALSE);

  if (!has_place (self))
    return FALSE;
  *row = row_at (self, self->position);
  *column = self->column;
  return TRUE;
}

guint
xy_cells_get_position (XyCells *self)
{
  g_return_val_if_fail (XY_IS_CELLS (self), 0);

  return self->position;
}

gboolean
xy_cells_go (XyCells *self, guint row, guint column)
{
  g_return_val_if_fail (XY_IS_CELLS (self), FALSE);

  for (guint i = 0; i < self->rows->len; i++)
    if (row_at (self, i) == row)
      {
        if (!may_stand (self, i))
          return FALSE;
        move_to (self, i, column);
        self->begun = self->column;
        return TRUE;
      }
  return FALSE;
}

gboolean
xy_cells_focus (XyCells *self, guint row, guint column)
{
  gboolean there = xy_cells_go (self, row, column);

  if (there)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  return there;
}

void
xy_cells_go_down (XyCells *self)
{
  gint64 next;

  g_return_if_fail (XY_IS_CELLS (self));
  next = next_position (self, 1);
  if (next >= 0)
    {
      move_to (self, next, self->begun);
      return;
    }
  self->column = self->begun;
  place_changed (self);
  g_signal_emit (self, signals[LEFT], 0);
}

gboolean
xy_cells_go_across (XyCells *self, int step)
{
  gint64 column = (gint64) self->column + (step < 0 ? -1 : 1);
  gint64 next;

  g_return_val_if_fail (XY_IS_CELLS (self), FALSE);
  if (column >= 0 && column < self->n_columns)
    return move_to (self, self->position, column);
  next = next_position (self, step < 0 ? -1 : 1);
  return next >= 0 && move_to (self, next, step < 0 ? (gint64) self->n_columns - 1 : 0);
}

void
xy_cells_start_over (XyCells *self)
{
  g_return_if_fail (XY_IS_CELLS (self));

  self->fresh = TRUE;
}

gboolean
xy_cells_is_fresh (XyCells *self)
{
  g_return_val_if_fail (XY_IS_CELLS (self), TRUE);

  return self->fresh;
}

GtkWidget *
xy_cells_label (int width, float xalign, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  /* What is too long is cut; no column grows by it. */
  gtk_label_set_max_width_chars (GTK_LABEL (label), 1);
  gtk_widget_set_hexpand (label, width == 0);
  if (width > 0)
    gtk_widget_set_size_request (label, xy_cells_scaled (width), -1);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

int
xy_cells_scaled (int width)
{
  return (int) (width * xy_prefs_get_scale ());
}

void
xy_cells_set_css (GtkWidget *widget, const char *css_class, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}
