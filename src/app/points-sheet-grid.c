/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/points-sheet-grid.h"

#include <glib/gi18n-lib.h>

#include "app/cells.h"
#include "app/points-sheet-line.h"
#include "core/number.h"

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
  XyCells *cells;
  Column columns[XY_POINTS_SHEET_COLUMNS];
  GtkWidget *total;
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

/* Showing */

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
  g_autofree char *words = g_strdup_printf (_ ("Sum, %s points in all\nAnd on the paper"), total);
  gtk_label_set_text (GTK_LABEL (self->total), words);
}

/* What the cells ask for */

static XyCellsLine *
make_line (gpointer owner)
{
  return &xy_points_sheet_line_new ()->line;
}

static void
show_line (XyCellsLine *line, guint row, gboolean is_now, guint column, gpointer owner)
{
  xy_points_sheet_line_show ((XyPointsSheetLine *) line, XY_POINTS_GRID (owner)->data, row, is_now, column);
}

static const char *
get_text (guint row, guint column, gpointer owner)
{
  return xy_points_sheet_cell (XY_POINTS_GRID (owner)->data, row, column)->text;
}

static void
set_text (guint row, guint column, const char *text, gpointer owner)
{
  XyPointsGrid *self = owner;

  xy_points_sheet_set_text (self->data, row, column, text);
  show_sums (self);
  g_signal_emit (self, signals[EDITED], 0, row, column);
}

static char *
describe (guint row, guint column, gpointer owner)
{
  XyPointsGrid *self = owner;
  const XyPointsSheetRow *from = xy_points_sheet_row (self->data, row);
  const char *text = from->cells[column].text;

  return g_strdup_printf ("%s %s, %s: %s", from->number != NULL ? from->number : "",
                          from->head != NULL ? from->head : "", rule_at (self, column)->name,
                          text != NULL ? text : _ ("empty"));
}

static void
repeat_above (XyPointsGrid *self)
{
  guint row, column, n;
  const guint *rows = xy_cells_get_rows (self->cells, &n);
  const char *above;

  if (!xy_cells_get_place (self->cells, &row, &column))
    return;
  above = xy_points_sheet_text_above (self->data, rows, xy_cells_get_position (self->cells), column);
  g_autofree char *text = g_strdup (above);
  if (text == NULL)
    return;
  xy_cells_set_text (self->cells, text);
  xy_cells_go (self->cells, row, column);
  xy_cells_go_down (self->cells);
}

static gboolean
take_key (guint key, GdkModifierType state, gpointer owner)
{
  XyPointsGrid *self = owner;
  gboolean control = (state & GDK_CONTROL_MASK) != 0;

  if ((state & (GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return FALSE;
  if (control ? key == GDK_KEY_d || key == GDK_KEY_D
              : key == GDK_KEY_plus || key == GDK_KEY_KP_Add || key == GDK_KEY_equal)
    repeat_above (self);
  else if (!control && (key == GDK_KEY_minus || key == GDK_KEY_KP_Subtract))
    xy_cells_type (self->cells, '-');
  else
    return FALSE;
  return TRUE;
}

static void
on_moved (XyPointsGrid *self)
{
  g_signal_emit (self, signals[MOVED], 0);
}

static void
on_left (XyPointsGrid *self)
{
  g_signal_emit (self, signals[LEFT], 0);
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
  column->name = xy_cells_label (0, 0, "bold");
  column->score = xy_cells_label (0, 0, "note");
  gtk_widget_add_css_class (column->head, "cell");
  gtk_widget_set_size_request (column->head, xy_cells_scaled (XY_POINTS_SHEET_CELL), -1);
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
  column->sum = xy_cells_label (0, 0, "score");
  column->reading = gtk_entry_new ();
  column->verdict = xy_cells_label (0, 0, "note");
  gtk_widget_add_css_class (column->foot, "cell");
  gtk_widget_set_size_request (column->foot, xy_cells_scaled (XY_POINTS_SHEET_CELL), -1);
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
      GtkWidget *label = xy_cells_label (widths[i], 0, "cell");
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
  G_OBJECT_CLASS (xy_points_grid_parent_class)->dispose (object);
}

static gboolean
xy_points_grid_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (XY_POINTS_GRID (widget)->cells));
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
  static const XyCellsUse use = { .make_line = make_line,
                                  .show_line = show_line,
                                  .get_text = get_text,
                                  .set_text = set_text,
                                  .describe = describe,
                                  .take_key = take_key };
  const char *const words[] = { _ ("House no."), _ ("Group"), _ ("Head") };
  GtkWidget *head = make_band ("head", words), *foot = make_band ("foot-band", NULL);

  self->cells = XY_CELLS (xy_cells_new (&use, self, _ ("Sheet")));
  g_signal_connect_swapped (self->cells, "moved", G_CALLBACK (on_moved), self);
  g_signal_connect_swapped (self->cells, "left", G_CALLBACK (on_left), self);
  self->total = xy_cells_label (XY_POINTS_SHEET_NUMBER + XY_POINTS_SHEET_GROUP + XY_POINTS_SHEET_HEAD, 0, "cell");
  gtk_widget_add_css_class (self->total, "quiet");
  gtk_box_append (GTK_BOX (foot), self->total);
  for (guint i = 0; i < XY_POINTS_SHEET_COLUMNS; i++)
    make_column (self, i, head, foot);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->box, "panel");
  gtk_widget_set_overflow (self->box, GTK_OVERFLOW_HIDDEN);
  gtk_box_append (GTK_BOX (self->box), head);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->cells));
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
  xy_cells_show (self->cells, rows, n);
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
  show_sums (self);
  xy_cells_set_columns (self->cells, self->data->rules->len);
}

void
xy_points_grid_refresh (XyPointsGrid *self)
{
  xy_cells_refresh (self->cells);
  show_sums (self);
}

gboolean
xy_points_grid_get_place (XyPointsGrid *self, guint *row, guint *column)
{
  return xy_cells_get_place (self->cells, row, column);
}

gboolean
xy_points_grid_go (XyPointsGrid *self, guint row, guint column)
{
  return xy_cells_focus (self->cells, row, column);
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
  xy_cells_set_css (verdict, "right", right);
  xy_cells_set_css (verdict, "wrong", !right);
}

void
xy_points_grid_focus_reading (XyPointsGrid *self, guint column)
{
  gtk_widget_grab_focus (self->columns[column].reading);
}
