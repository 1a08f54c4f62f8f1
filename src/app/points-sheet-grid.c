/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/points-sheet-grid.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/points-sheet-line.h"
#include "core/number.h"

#define MOST_TEXT 9 /* digits, point and sign in a cell */

typedef struct
{
  GtkWidget *head, *name, *score;
  GtkWidget *foot, *sum, *reading, *verdict;
} Column;

struct _XyPointsGrid
{
  GtkWidget parent_instance;

  XyPointsSheetData *data;
  GtkWidget *across;
  GtkWidget *box;
  GtkWidget *body; /* takes the keys */
  GtkWidget *scrolled;
  GListStore *model; /* as many as there are rows to show; they say nothing */
  GArray *rows;      /* of the data, by position */
  GPtrArray *lines;  /* of Line, those that are bound */
  Column columns[XY_POINTS_SHEET_COLUMNS];
  GtkWidget *total;
  guint position;
  guint column;
  guint begun;    /* the column where the row was begun */
  gboolean fresh; /* nothing was typed in the cell since it has the keys */
  gboolean filling;
};

enum
{
  EDITED,
  MOVED,
  LEFT,
  REMOVED,
  REREAD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XyPointsGrid, xy_points_grid, GTK_TYPE_WIDGET)

static XyPointsRule *
rule_at (XyPointsGrid *self, guint column)
{
  return self->data->rules->pdata[column];
}

static guint
row_at (XyPointsGrid *self, guint position)
{
  return g_array_index (self->rows, guint, position);
}

static gboolean
has_place (XyPointsGrid *self)
{
  return self->position < self->rows->len && self->column < self->data->rules->len;
}

/* Showing */

static void
show_line (XyPointsGrid *self, XyPointsSheetLine *line)
{
  if (line->position < self->rows->len)
    xy_points_sheet_line_show (line, self->data, row_at (self, line->position), line->position == self->position,
                               self->column);
}

static void
show_lines (XyPointsGrid *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    show_line (self, self->lines->pdata[i]);
}

static void
show_sums (XyPointsGrid *self)
{
  gint64 points = 0;

  for (guint i = 0; i < self->data->rules->len; i++)
    {
      XyPointsSheetSum sum = xy_points_sheet_sum (self->data, i);
      g_autofree char *number = xy_amount_format (sum.sum);
      g_autofree char *words =
          /* Translators: what the numbers add up to, and of how many households */
          g_strdup_printf (ngettext ("%s · %u household", "%s · %u households", sum.n), number, sum.n);
      gtk_label_set_text (GTK_LABEL (self->columns[i].sum), words);
      points += sum.points;
    }
  g_autofree char *total = xy_points_format_change (points);
  g_autofree char *words = g_strdup_printf (_ ("Sum, %s points in all\nSecond reading: the sum on the paper"), total);
  gtk_label_set_text (GTK_LABEL (self->total), words);
}

/* What a screen reader says of the cell with the keys. */
static void
tell_place (XyPointsGrid *self)
{
  g_autofree char *words = NULL;

  if (has_place (self))
    {
      guint row = row_at (self, self->position);
      const XyPointsSheetRow *from = xy_points_sheet_row (self->data, row);
      const char *text = from->cells[self->column].text;
      words = g_strdup_printf ("%s %s, %s: %s", from->number != NULL ? from->number : "",
                               from->head != NULL ? from->head : "", rule_at (self, self->column)->name,
                               text != NULL ? text : _ ("empty"));
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->body), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words != NULL ? words : _ ("Sheet"), -1);
}

/* Rows are of one height. */
static void
scroll_to_place (XyPointsGrid *self)
{
  GtkAdjustment *vertical = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  double height = self->rows->len > 0 ? gtk_adjustment_get_upper (vertical) / self->rows->len : 0;

  gtk_adjustment_clamp_page (vertical, height * self->position, height * (self->position + 1));
}

static void
place_changed (XyPointsGrid *self)
{
  self->fresh = TRUE;
  scroll_to_place (self);
  show_lines (self);
  tell_place (self);
  g_signal_emit (self, signals[MOVED], 0);
}

static void
move_to (XyPointsGrid *self, gint64 position, gint64 column)
{
  if (self->rows->len == 0 || self->data->rules->len == 0)
    return;
  self->position = (guint) CLAMP (position, 0, (gint64) self->rows->len - 1);
  self->column = (guint) CLAMP (column, 0, (gint64) self->data->rules->len - 1);
  place_changed (self);
}

/* Typing */

static void
set_text (XyPointsGrid *self, const char *text)
{
  guint row = row_at (self, self->position);

  xy_points_sheet_set_text (self->data, row, self->column, text);
  self->fresh = FALSE;
  show_lines (self);
  show_sums (self);
  tell_place (self);
  g_signal_emit (self, signals[EDITED], 0, row, self->column);
}

static void
type (XyPointsGrid *self, char c)
{
  const char *old = xy_points_sheet_cell (self->data, row_at (self, self->position), self->column)->text;
  g_autofree char *text = NULL;

  if (self->fresh || old == NULL)
    old = "";
  if (strlen (old) >= MOST_TEXT || (c == '-' && old[0] != '\0'))
    return;
  text = g_strdup_printf ("%s%c", old, c);
  set_text (self, text);
}

static void
rub_out (XyPointsGrid *self)
{
  const char *old = xy_points_sheet_cell (self->data, row_at (self, self->position), self->column)->text;
  g_autofree char *text = NULL;

  if (old == NULL)
    return;
  text = self->fresh ? g_strdup ("") : g_strndup (old, strlen (old) - 1);
  set_text (self, text);
}

static void
go_down (XyPointsGrid *self)
{
  if (self->position + 1 < self->rows->len)
    move_to (self, self->position + 1, self->begun);
  else
    {
      self->column = self->begun;
      place_changed (self);
      g_signal_emit (self, signals[LEFT], 0);
    }
}

static void
repeat_above (XyPointsGrid *self)
{
  const char *above = xy_points_sheet_text_above (self->data, (const guint *) (gpointer) self->rows->data,
                                                  self->position, self->column);
  g_autofree char *text = g_strdup (above);

  if (text == NULL)
    return;
  set_text (self, text);
  self->begun = self->column;
  go_down (self);
}

static void
go_across (XyPointsGrid *self, int step)
{
  gint64 column = (gint64) self->column + step;

  if (column >= 0 && column < self->data->rules->len)
    move_to (self, self->position, column);
  else if (step > 0 && self->position + 1 < self->rows->len)
    move_to (self, self->position + 1, 0);
  else if (step < 0 && self->position > 0)
    move_to (self, (gint64) self->position - 1, self->data->rules->len - 1);
}

static gboolean
on_digit_pressed (XyPointsGrid *self, guint key)
{
  if (key >= GDK_KEY_0 && key <= GDK_KEY_9)
    type (self, (char) ('0' + (key - GDK_KEY_0)));
  else if (key >= GDK_KEY_KP_0 && key <= GDK_KEY_KP_9)
    type (self, (char) ('0' + (key - GDK_KEY_KP_0)));
  else if (key == GDK_KEY_period || key == GDK_KEY_KP_Decimal)
    type (self, '.');
  else if (key == GDK_KEY_minus || key == GDK_KEY_KP_Subtract)
    type (self, '-');
  else if (key == GDK_KEY_BackSpace)
    rub_out (self);
  else if (key == GDK_KEY_Delete || key == GDK_KEY_KP_Delete)
    set_text (self, "");
  else
    return FALSE;
  return TRUE;
}

static gboolean
on_move_pressed (XyPointsGrid *self, guint key, gboolean shift)
{
  GtkAdjustment *vertical = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  double height = gtk_adjustment_get_upper (vertical) / MAX (self->rows->len, 1);
  int page = (int) MAX (gtk_adjustment_get_page_size (vertical) / MAX (height, 1) - 1, 1);
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
    move_to (self, position - page, column);
  else if (key == GDK_KEY_Page_Down || key == GDK_KEY_KP_Page_Down)
    move_to (self, position + page, column);
  else if (key == GDK_KEY_Home || key == GDK_KEY_KP_Home)
    move_to (self, 0, column);
  else if (key == GDK_KEY_End || key == GDK_KEY_KP_End)
    move_to (self, G_MAXINT, column);
  else if ((key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && shift)
    move_to (self, position - 1, self->begun);
  else if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)
    {
      go_down (self);
      return TRUE;
    }
  else
    return FALSE;
  self->begun = self->column;
  return TRUE;
}

static gboolean
on_key_pressed (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, XyPointsGrid *self)
{
  if (!has_place (self) || (state & (GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return FALSE;
  if ((state & GDK_CONTROL_MASK) != 0)
    {
      if (key != GDK_KEY_d && key != GDK_KEY_D)
        return FALSE;
      repeat_above (self);
      return TRUE;
    }
  if (key == GDK_KEY_Tab || key == GDK_KEY_ISO_Left_Tab)
    {
      gboolean back = key == GDK_KEY_ISO_Left_Tab || (state & GDK_SHIFT_MASK) != 0;
      /* Past the ends the keys go on to what stands before and after the table. */
      if ((back && self->position == 0 && self->column == 0)
          || (!back && self->position + 1 == self->rows->len && self->column + 1 == self->data->rules->len))
        return FALSE;
      go_across (self, back ? -1 : 1);
      return TRUE;
    }
  if (key == GDK_KEY_plus || key == GDK_KEY_KP_Add || key == GDK_KEY_equal)
    {
      repeat_above (self);
      return TRUE;
    }
  return on_digit_pressed (self, key) || on_move_pressed (self, key, (state & GDK_SHIFT_MASK) != 0);
}

static void
on_pressed (GtkGestureClick *click, int n, double x, double y, XyPointsGrid *self)
{
  GtkWidget *list = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (click));

  for (guint i = 0; i < self->lines->len; i++)
    {
      XyPointsSheetLine *line = self->lines->pdata[i];
      graphene_rect_t bounds;

      for (guint k = 0; k < self->data->rules->len; k++)
        if (gtk_widget_get_mapped (line->cells[k]) && gtk_widget_compute_bounds (line->cells[k], list, &bounds)
            && graphene_rect_contains_point (&bounds, &GRAPHENE_POINT_INIT ((float) x, (float) y)))
          {
            move_to (self, line->position, k);
            self->begun = k;
          }
    }
  gtk_widget_grab_focus (self->body);
}

static void
on_focus_changed (XyPointsGrid *self)
{
  xy_points_sheet_set_css (self->body, "focused", gtk_widget_has_focus (self->body));
}

/* Rows */

static void
on_line_set_up (GtkSignalListItemFactory *factory, GtkListItem *item, XyPointsGrid *self)
{
  XyPointsSheetLine *line = xy_points_sheet_line_new ();

  g_object_set_data_full (G_OBJECT (item), "line", line, g_free);
  gtk_list_item_set_child (item, line->box);
}

static void
on_line_bound (GtkSignalListItemFactory *factory, GtkListItem *item, XyPointsGrid *self)
{
  XyPointsSheetLine *line = g_object_get_data (G_OBJECT (item), "line");

  line->position = gtk_list_item_get_position (item);
  g_ptr_array_add (self->lines, line);
  show_line (self, line);
}

static void
on_line_unbound (GtkSignalListItemFactory *factory, GtkListItem *item, XyPointsGrid *self)
{
  g_ptr_array_remove (self->lines, g_object_get_data (G_OBJECT (item), "line"));
}

static GtkWidget *
make_list (XyPointsGrid *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkWidget *list;

  g_signal_connect (factory, "setup", G_CALLBACK (on_line_set_up), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_line_bound), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_line_unbound), self);
  list = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->model)))),
                            factory);
  gtk_widget_set_can_focus (list, FALSE);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (click));

  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), list);
  gtk_widget_set_focusable (self->scrolled, FALSE);
  gtk_widget_set_vexpand (self->scrolled, TRUE);

  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_focusable (self->body, TRUE);
  gtk_widget_add_css_class (self->body, "body");
  gtk_box_append (GTK_BOX (self->body), self->scrolled);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (self->body, keys);
  g_signal_connect_swapped (self->body, "notify::has-focus", G_CALLBACK (on_focus_changed), self);
  return self->body;
}

/* Head and foot */

static void
on_remove_clicked (GtkButton *button, XyPointsGrid *self)
{
  g_signal_emit (self, signals[REMOVED], 0, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "column")));
}

static void
on_reading_changed (GtkEditable *entry, XyPointsGrid *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[REREAD], 0, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (entry), "column")), FALSE);
}

static void
on_reading_activated (GtkEntry *entry, XyPointsGrid *self)
{
  g_signal_emit (self, signals[REREAD], 0, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (entry), "column")), TRUE);
}

static void
make_column (XyPointsGrid *self, guint at, GtkWidget *head, GtkWidget *foot)
{
  Column *column = &self->columns[at];
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *away = gtk_button_new_from_icon_name ("window-close-symbolic");
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  column->head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  column->name = xy_points_sheet_label (0, 0, "bold");
  column->score = xy_points_sheet_label (0, 0, "note");
  gtk_widget_add_css_class (column->head, "cell");
  gtk_widget_set_size_request (column->head, xy_points_sheet_scaled (XY_POINTS_SHEET_CELL), -1);
  gtk_widget_set_hexpand (column->head, FALSE);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), column->name);
  gtk_box_append (GTK_BOX (words), column->score);
  gtk_widget_add_css_class (away, "flat");
  gtk_widget_set_valign (away, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (away, _ ("Take this column off the sheet"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (away), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Take this column off the sheet"), -1);
  g_object_set_data (G_OBJECT (away), "column", GUINT_TO_POINTER (at));
  g_signal_connect (away, "clicked", G_CALLBACK (on_remove_clicked), self);
  gtk_box_append (GTK_BOX (column->head), words);
  gtk_box_append (GTK_BOX (column->head), away);
  gtk_box_append (GTK_BOX (head), column->head);

  column->foot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  column->sum = xy_points_sheet_label (0, 0, "score");
  column->reading = gtk_entry_new ();
  column->verdict = xy_points_sheet_label (0, 0, "note");
  gtk_widget_add_css_class (column->foot, "cell");
  gtk_widget_set_size_request (column->foot, xy_points_sheet_scaled (XY_POINTS_SHEET_CELL), -1);
  gtk_widget_set_hexpand (column->foot, FALSE);
  gtk_editable_set_width_chars (GTK_EDITABLE (column->reading), 5);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (column->reading), 5);
  gtk_entry_set_input_purpose (GTK_ENTRY (column->reading), GTK_INPUT_PURPOSE_NUMBER);
  g_object_set_data (G_OBJECT (column->reading), "column", GUINT_TO_POINTER (at));
  g_signal_connect (column->reading, "changed", G_CALLBACK (on_reading_changed), self);
  g_signal_connect (column->reading, "activate", G_CALLBACK (on_reading_activated), self);
  gtk_box_append (GTK_BOX (line), column->reading);
  gtk_box_append (GTK_BOX (line), column->verdict);
  gtk_box_append (GTK_BOX (column->foot), column->sum);
  gtk_box_append (GTK_BOX (column->foot), line);
  gtk_box_append (GTK_BOX (foot), column->foot);
}

static GtkWidget *
make_band (const char *css_class, const char *const *words)
{
  static const int widths[] = { XY_POINTS_SHEET_NUMBER, XY_POINTS_SHEET_GROUP, XY_POINTS_SHEET_HEAD };
  GtkWidget *band = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (band, css_class);
  for (guint i = 0; words != NULL && i < G_N_ELEMENTS (widths); i++)
    {
      GtkWidget *label = xy_points_sheet_label (widths[i], 0, "cell");
      gtk_label_set_text (GTK_LABEL (label), words[i]);
      gtk_box_append (GTK_BOX (band), label);
    }
  return band;
}

static void
xy_points_grid_dispose (GObject *object)
{
  XyPointsGrid *self = XY_POINTS_GRID (object);

  g_clear_pointer (&self->across, gtk_widget_unparent);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (xy_points_grid_parent_class)->dispose (object);
}

static void
xy_points_grid_finalize (GObject *object)
{
  XyPointsGrid *self = XY_POINTS_GRID (object);

  g_array_unref (self->rows);
  g_ptr_array_unref (self->lines);
  G_OBJECT_CLASS (xy_points_grid_parent_class)->finalize (object);
}

static gboolean
xy_points_grid_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (XY_POINTS_GRID (widget)->body);
}

static guint
new_signal (const char *name, guint n, GType one, GType two)
{
  return g_signal_new (name, XY_TYPE_POINTS_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, n, one, two);
}

static void
xy_points_grid_class_init (XyPointsGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = xy_points_grid_dispose;
  G_OBJECT_CLASS (klass)->finalize = xy_points_grid_finalize;
  widget_class->grab_focus = xy_points_grid_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "pointsgrid");
  signals[EDITED] = new_signal ("edited", 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[MOVED] = new_signal ("moved", 0, G_TYPE_NONE, G_TYPE_NONE);
  signals[LEFT] = new_signal ("left", 0, G_TYPE_NONE, G_TYPE_NONE);
  signals[REMOVED] = new_signal ("removed", 1, G_TYPE_UINT, G_TYPE_NONE);
  signals[REREAD] = new_signal ("reread", 2, G_TYPE_UINT, G_TYPE_BOOLEAN);
}

static void
xy_points_grid_init (XyPointsGrid *self)
{
  const char *const words[] = { _ ("Household number"), _ ("Group"), _ ("Head") };
  GtkWidget *head = make_band ("head", words), *foot = make_band ("foot-band", NULL);

  self->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  self->lines = g_ptr_array_new ();
  self->model = g_list_store_new (G_TYPE_OBJECT);
  self->fresh = TRUE;
  self->total =
      xy_points_sheet_label (XY_POINTS_SHEET_NUMBER + XY_POINTS_SHEET_GROUP + XY_POINTS_SHEET_HEAD, 0, "cell");
  gtk_widget_add_css_class (self->total, "quiet");
  gtk_box_append (GTK_BOX (foot), self->total);
  for (guint i = 0; i < XY_POINTS_SHEET_COLUMNS; i++)
    make_column (self, i, head, foot);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->box, "panel");
  gtk_widget_set_overflow (self->box, GTK_OVERFLOW_HIDDEN);
  gtk_box_append (GTK_BOX (self->box), head);
  gtk_box_append (GTK_BOX (self->box), make_list (self));
  gtk_box_append (GTK_BOX (self->box), foot);
  /* Six columns in large text are wider than a small window. */
  self->across = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->across), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->across), self->box);
  gtk_widget_set_focusable (self->across, FALSE);
  gtk_widget_set_parent (self->across, GTK_WIDGET (self));
}

GtkWidget *
xy_points_grid_new (XyPointsSheetData *data)
{
  XyPointsGrid *self = g_object_new (XY_TYPE_POINTS_GRID, NULL);

  self->data = data;
  xy_points_grid_show_columns (self);
  return GTK_WIDGET (self);
}

void
xy_points_grid_show (XyPointsGrid *self, const guint *rows, guint n)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  g_list_store_remove_all (self->model);
  g_array_set_size (self->rows, 0);
  g_array_append_vals (self->rows, rows, n);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (items, g_object_new (G_TYPE_OBJECT, NULL));
  g_list_store_splice (self->model, 0, 0, items->pdata, n);
  self->position = 0;
  self->begun = self->column;
  place_changed (self);
}

void
xy_points_grid_show_columns (XyPointsGrid *self)
{
  for (guint i = 0; i < XY_POINTS_SHEET_COLUMNS; i++)
    {
      Column *column = &self->columns[i];
      gboolean shown = i < self->data->rules->len;

      gtk_widget_set_visible (column->head, shown);
      gtk_widget_set_visible (column->foot, shown);
      if (!shown)
        continue;
      g_autofree char *score = xy_points_rule_score_text (rule_at (self, i));
      g_autofree char *name = g_strdup_printf (_ ("Second reading: the sum of %s"), rule_at (self, i)->name);
      gtk_label_set_text (GTK_LABEL (column->name), rule_at (self, i)->name);
      gtk_label_set_text (GTK_LABEL (column->score), score);
      gtk_widget_set_tooltip_text (column->head, rule_at (self, i)->name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (column->reading), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    }
  self->column = self->data->rules->len > 0 ? MIN (self->column, self->data->rules->len - 1) : 0;
  self->begun = self->column;
  xy_points_grid_refresh (self);
  place_changed (self);
}

void
xy_points_grid_refresh (XyPointsGrid *self)
{
  show_lines (self);
  show_sums (self);
}

gboolean
xy_points_grid_get_place (XyPointsGrid *self, guint *row, guint *column)
{
  if (!has_place (self))
    return FALSE;
  *row = row_at (self, self->position);
  *column = self->column;
  return TRUE;
}

gboolean
xy_points_grid_go (XyPointsGrid *self, guint row, guint column)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (row_at (self, i) == row)
      {
        move_to (self, i, column);
        self->begun = self->column;
        gtk_widget_grab_focus (self->body);
        return TRUE;
      }
  return FALSE;
}

const char *
xy_points_grid_get_reading (XyPointsGrid *self, guint column)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->columns[column].reading));
}

void
xy_points_grid_set_reading (XyPointsGrid *self, guint column, const char *text)
{
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->columns[column].reading), text);
  self->filling = FALSE;
}

void
xy_points_grid_say (XyPointsGrid *self, guint column, const char *words, gboolean right)
{
  GtkWidget *verdict = self->columns[column].verdict;

  gtk_label_set_text (GTK_LABEL (verdict), words);
  gtk_widget_set_tooltip_text (verdict, words[0] != '\0' ? words : NULL);
  xy_points_sheet_set_css (verdict, "right", right);
  xy_points_sheet_set_css (verdict, "wrong", !right);
}

void
xy_points_grid_focus_reading (XyPointsGrid *self, guint column)
{
  gtk_widget_grab_focus (self->columns[column].reading);
}
