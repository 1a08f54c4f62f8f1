/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/points-sheet.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/dialog.h"
#include "app/keys.h"
#include "app/picker.h"
#include "app/points-record-find.h"
#include "app/points-sheet-private.h"
#include "app/words.h"
#include "core/day.h"
#include "core/number.h"
#include "core/unit.h"

/* Whether ROW is of the unit that is shown, or of one below it. */
static gboolean
is_shown (XyPointsSheet *self, const XyPointsSheetRow *row)
{
  gboolean inside = FALSE;
  guint depth = 0;

  if (xy_id_is_none (&self->data->unit) || self->units == NULL)
    return TRUE;
  for (guint i = 0; i < self->units->len; i++)
    {
      const XyUnitNode *node = self->units->pdata[i];
      if (xy_id_same (&node->unit->record.id, &self->data->unit))
        {
          inside = TRUE;
          depth = node->depth;
        }
      else if (inside && node->depth <= depth)
        return FALSE;
      if (inside && xy_id_same (&node->unit->record.id, &row->unit))
        return TRUE;
    }
  return FALSE;
}

void
xy_points_sheet_show_rows (XyPointsSheet *self)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->data->rows->len; i++)
    if (is_shown (self, xy_points_sheet_row (self->data, i)))
      g_array_append_val (rows, i);
  xy_points_grid_show (self->grid, (const guint *) (gpointer) rows->data, rows->len);
}

/* Whether the second reading of the column agrees; says so at its foot. */
static gboolean
check_reading (XyPointsSheet *self, guint column)
{
  const char *text = xy_points_grid_get_reading (self->grid, column);
  XyPointsSheetSum sum = xy_points_sheet_sum (self->data, column);
  gint64 read = 0;

  if (text[0] == '\0')
    {
      xy_points_grid_say (self->grid, column, "", TRUE);
      return sum.n == 0;
    }
  if (!xy_points_parse (text, &read, NULL))
    {
      xy_points_grid_say (self->grid, column, _ ("no number"), FALSE);
      return FALSE;
    }
  if (read == sum.sum)
    {
      xy_points_grid_say (self->grid, column, _ ("✓ agrees"), TRUE);
      return TRUE;
    }
  g_autofree char *by = xy_amount_format (ABS (read - sum.sum));
  g_autofree char *words =
      read > sum.sum ? g_strdup_printf (_ ("%s missing here"), by) : g_strdup_printf (_ ("%s too much here"), by);
  xy_points_grid_say (self->grid, column, words, FALSE);
  return FALSE;
}

/* What the cell with the keys comes to, in words. */
static char *
describe_place (XyPointsSheet *self)
{
  guint row, column;

  if (self->data->rules->len == 0)
    return g_strdup (_ ("Choose above what the columns are about."));
  if (!xy_points_grid_get_place (self->grid, &row, &column))
    return g_strdup ("");

  const XyPointsSheetRow *from = xy_points_sheet_row (self->data, row);
  const XyPointsSheetCell *cell = &from->cells[column];
  const XyPointsRule *rule = self->data->rules->pdata[column];
  g_autofree char *cap = xy_points_rule_cap_text (rule);
  g_autoptr (GString) words = g_string_new (from->number);
  gint64 value;

  g_string_append_printf (words, " %s · %s", from->head != NULL ? from->head : "", rule->name);
  if (cell->problem != NULL)
    g_string_append_printf (words, " · %s", cell->problem);
  else if (!xy_points_sheet_value (self->data, row, column, &value))
    g_string_append_printf (words, " · %s", _ ("This is no number."));
  else if (cell->checked && cell->text != NULL)
    {
      g_autofree char *points = xy_points_format_change (cell->delta);
      g_string_append_printf (words, " · %s", points);
      if (cell->why != NULL)
        g_string_append_printf (words, " · %s", cell->why);
      if (cell->repeat)
        g_string_append_printf (words, " · %s", _ ("The same was recorded for that day before."));
    }
  else if (cap[0] != '\0')
    g_string_append_printf (words, " · %s", cap);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

void
xy_points_sheet_show_state (XyPointsSheet *self)
{
  g_autofree char *words = describe_place (self);
  guint n = 0, n_repeat = 0;

  for (guint i = 0; i < self->data->rules->len; i++)
    {
      XyPointsSheetSum sum = xy_points_sheet_sum (self->data, i);
      check_reading (self, i);
      n += sum.n + sum.n_wrong;
      n_repeat += sum.n_repeat;
    }
  gtk_label_set_text (GTK_LABEL (self->status), words);
  gtk_widget_set_visible (self->again, n_repeat > 0);
  xy_dialog_set_verb_enabled (XY_DIALOG (self->dialog), n > 0);
}

static void
fill_units (XyPointsSheet *self)
{
  GtkStringList *list = gtk_string_list_new (NULL);
  guint chosen = 0;

  xy_words_append (list, _ ("All groups"));
  for (guint i = 0; i < self->units->len; i++)
    {
      const XyUnitNode *node = self->units->pdata[i];
      gtk_string_list_append (list, node->path);
      if (xy_id_same (&node->unit->record.id, &self->data->unit))
        chosen = i + 1;
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->unit), G_LIST_MODEL (list));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->unit), chosen);
  g_object_unref (list);
}

void
xy_points_sheet_show_all (XyPointsSheet *self)
{
  guint row = 0, column = 0;
  gboolean first = gtk_drop_down_get_model (GTK_DROP_DOWN (self->unit)) == NULL;

  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->day), self->data->day);
  gtk_editable_set_text (GTK_EDITABLE (self->witness), self->data->witness != NULL ? self->data->witness : "");
  if (first)
    fill_units (self);
  self->filling = FALSE;
  if (first)
    xy_points_sheet_show_rows (self);
  xy_points_grid_show_columns (self->grid);
  xy_points_sheet_show_state (self);
  if (self->data->rules->len == 0)
    gtk_widget_grab_focus (self->add);
  else if (xy_points_grid_get_place (self->grid, &row, &column))
    gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

void
xy_points_sheet_recorded (XyPointsSheet *self)
{
  if (!gtk_check_button_get_active (GTK_CHECK_BUTTON (self->go_on)))
    {
      gtk_window_destroy (GTK_WINDOW (self->dialog));
      return;
    }
  xy_points_sheet_clear (self->data);
  for (guint i = 0; i < XY_POINTS_SHEET_COLUMNS; i++)
    xy_points_grid_set_reading (self->grid, i, "");
  gtk_widget_set_visible (self->resumed, FALSE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->again), FALSE);
  xy_dialog_set_note (XY_DIALOG (self->dialog), _ ("Recorded. Here is an empty sheet for the next."));
  xy_points_sheet_show_rows (self);
  xy_points_sheet_show_all (self);
}

/* The person's hand */

static void
on_edited (XyPointsGrid *grid, guint row, guint column, XyPointsSheet *self)
{
  xy_dialog_set_error (XY_DIALOG (self->dialog), NULL);
  xy_points_sheet_touch (self);
  xy_points_sheet_show_state (self);
}

static void
on_moved (XyPointsSheet *self)
{
  if (self->grid != NULL && self->dialog != NULL)
    xy_points_sheet_show_state (self);
}

/* To the first column whose sum was not read again. FALSE where all were. */
static gboolean
go_to_reading (XyPointsSheet *self)
{
  for (guint i = 0; i < self->data->rules->len; i++)
    if (!check_reading (self, i))
      {
        xy_points_grid_focus_reading (self->grid, i);
        return TRUE;
      }
  return FALSE;
}

static void
on_left (XyPointsSheet *self)
{
  go_to_reading (self);
}

static void
on_reread (XyPointsGrid *grid, guint column, gboolean by_enter, XyPointsSheet *self)
{
  gboolean agrees = check_reading (self, column);

  if (!by_enter || !agrees || go_to_reading (self))
    return;
  /* All agree: Enter goes on to the verb. */
  GtkWidget *verb = gtk_window_get_default_widget (GTK_WINDOW (self->dialog));
  if (verb != NULL && gtk_widget_is_sensitive (verb))
    gtk_widget_grab_focus (verb);
}

static void
on_removed (XyPointsGrid *grid, guint column, XyPointsSheet *self)
{
  for (guint i = column; i + 1 < XY_POINTS_SHEET_COLUMNS; i++)
    {
      g_autofree char *text = g_strdup (xy_points_grid_get_reading (grid, i + 1));
      xy_points_grid_set_reading (grid, i, text);
    }
  xy_points_grid_set_reading (grid, XY_POINTS_SHEET_COLUMNS - 1, "");
  xy_points_sheet_remove_rule (self->data, column);
  xy_points_sheet_touch (self);
  xy_points_sheet_show_all (self);
}

static void
on_unit_chosen (XyPointsSheet *self)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->unit));

  if (self->filling || self->units == NULL)
    return;
  self->data->unit = chosen > 0 && chosen <= self->units->len
                         ? ((XyUnitNode *) self->units->pdata[chosen - 1])->unit->record.id
                         : XY_ID_NONE;
  xy_points_sheet_show_rows (self);
  xy_points_sheet_touch (self);
}

static void
on_day_changed (XyPointsSheet *self)
{
  char day[XY_DAY_SIZE];
  gboolean right = xy_day_parse (gtk_editable_get_text (GTK_EDITABLE (self->day)), day) == XY_DAY_FULL;

  if (self->filling)
    return;
  gtk_label_set_text (GTK_LABEL (self->day_error), right ? "" : _ ("Please write the day like 2026-11-22."));
  gtk_widget_set_visible (self->day_error, !right);
  if (!right || g_strcmp0 (day, self->data->day) == 0)
    return;
  g_free (self->data->day);
  self->data->day = g_strdup (day);
  xy_points_sheet_uncheck (self->data);
  xy_points_sheet_touch (self);
}

/* Once the day stands, the rules are those of the day. */
static void
on_day_left (XyPointsSheet *self)
{
  if (self->dialog != NULL && self->units != NULL)
    xy_points_sheet_read_rules (self, NULL);
}

static void
on_witness_changed (XyPointsSheet *self)
{
  if (self->filling)
    return;
  g_free (self->data->witness);
  self->data->witness = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->witness)));
  xy_points_sheet_touch (self);
}

static void
on_rule_picked (XyPicker *picker, const XySearchHit *hit, XyPointsSheet *self)
{
  xy_points_sheet_read_rules (self, &hit->id);
}

static void
on_household_picked (XyPicker *picker, const XySearchHit *hit, XyPointsSheet *self)
{
  guint row, column;

  if (!xy_points_grid_get_place (self->grid, &row, &column))
    return;
  for (guint i = 0; i < self->data->rows->len; i++)
    if (xy_id_same (&xy_points_sheet_row (self->data, i)->household, &hit->id))
      {
        if (!xy_points_grid_go (self->grid, i, column))
          {
            gtk_drop_down_set_selected (GTK_DROP_DOWN (self->unit), 0);
            xy_points_grid_go (self->grid, i, column);
          }
        return;
      }
}

/* Ctrl+F finds a household, Ctrl+N adds a column. */
static gboolean
on_key_pressed (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, XyPointsSheet *self)
{
  if ((state & GDK_CONTROL_MASK) == 0 || (key != GDK_KEY_f && key != GDK_KEY_n))
    return FALSE;
  return gtk_widget_grab_focus (key == GDK_KEY_f ? self->find : self->add);
}

static void
on_start_over_clicked (XyPointsSheet *self)
{
  xy_points_sheet_clear (self->data);
  xy_points_sheet_drop_draft (self);
  gtk_widget_set_visible (self->resumed, FALSE);
  xy_points_sheet_show_all (self);
}

/* To the first cell that is wrong, or that repeats. */
static gboolean
go_to_cell (XyPointsSheet *self, gboolean repeat)
{
  for (guint column = 0; column < self->data->rules->len; column++)
    for (guint row = 0; row < self->data->rows->len; row++)
      {
        const XyPointsSheetCell *cell = xy_points_sheet_cell (self->data, row, column);
        gint64 value;
        gboolean wrong = cell->problem != NULL || !xy_points_sheet_value (self->data, row, column, &value);

        if (repeat ? !cell->repeat : !wrong)
          continue;
        if (!xy_points_grid_go (self->grid, row, column))
          {
            gtk_drop_down_set_selected (GTK_DROP_DOWN (self->unit), 0);
            xy_points_grid_go (self->grid, row, column);
          }
        return TRUE;
      }
  return FALSE;
}

static void
on_confirmed (XyDialog *dialog, XyPointsSheet *self)
{
  xy_dialog_set_note (dialog, NULL);
  if (self->saving || self->data->rules->len == 0)
    return;
  if (gtk_widget_get_visible (self->day_error))
    gtk_widget_grab_focus (self->day);
  else if (go_to_cell (self, FALSE))
    xy_dialog_set_error (dialog, _ ("This cell cannot be recorded. Please mend it or empty it."));
  else if (!gtk_check_button_get_active (GTK_CHECK_BUTTON (self->again)) && go_to_cell (self, TRUE))
    xy_dialog_set_error (dialog, _ ("The same was recorded for that day before. Empty these cells, or say below that "
                                    "it is to be recorded once more."));
  else if (go_to_reading (self))
    xy_dialog_set_error (dialog, _ ("Please read the sum of each column from the paper once more and write it below."));
  else
    xy_points_sheet_save (self);
}

static void
on_destroyed (XyPointsSheet *self)
{
  /* What was typed in the last moment is kept too, unless it was recorded. */
  if (self->draft_source != 0)
    {
      g_autofree char *draft = xy_points_sheet_dump (self->data);
      xy_points_sheet_drop_draft (self);
      if (draft != NULL)
        xy_desk_save_draft (self->desk, "points-sheet", draft);
    }
  g_clear_handle_id (&self->check_source, g_source_remove);
  self->dialog = NULL;
  xy_points_sheet_unref (self);
}

/* The frame */

static GtkWidget *
add_field (GtkWidget *line, const char *label, GtkWidget *field, gboolean wide)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_label_new_with_mnemonic (label);
  const char *plain = gtk_label_get_text (GTK_LABEL (words));

  gtk_widget_add_css_class (words, "quiet");
  gtk_label_set_mnemonic_widget (GTK_LABEL (words), field);
  gtk_accessible_update_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_LABEL, plain, -1);
  gtk_widget_set_hexpand (field, wide);
  gtk_widget_set_hexpand (box, wide);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), field);
  gtk_box_append (GTK_BOX (line), box);
  return field;
}

static GtkWidget *
make_entry (int chars)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), chars);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), chars);
  return entry;
}

static GtkWidget *
make_line (XyPointsSheet *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  XyWorker *worker = xy_desk_get_worker (self->desk);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->unit = add_field (line, _ ("_Group"), gtk_drop_down_new (NULL, NULL), FALSE);
  self->day = add_field (line, _ ("_Day"), make_entry (11), FALSE);
  self->witness = add_field (line, _ ("_Witness"), make_entry (8), FALSE);
  self->find = add_field (line, _ ("_Find"),
                          xy_picker_new (worker, xy_points_find_households, XY_PICK_MANY, _ ("Ctrl+F")), FALSE);
  self->add = add_field (line, _ ("_Add a column"),
                         xy_picker_new (worker, xy_points_find_rules, XY_PICK_MANY, _ ("What they did")), TRUE);
  g_signal_connect_swapped (self->unit, "notify::selected", G_CALLBACK (on_unit_chosen), self);
  g_signal_connect_swapped (self->day, "changed", G_CALLBACK (on_day_changed), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_day_left), self);
  gtk_widget_add_controller (self->day, focus);
  g_signal_connect_swapped (self->witness, "changed", G_CALLBACK (on_witness_changed), self);
  g_signal_connect (self->find, "picked", G_CALLBACK (on_household_picked), self);
  g_signal_connect (self->add, "picked", G_CALLBACK (on_rule_picked), self);
  return line;
}

static GtkWidget *
make_resumed (XyPointsSheet *self)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Start over"));
  GtkWidget *label = gtk_label_new (_ ("This sheet was half typed when it was closed; here it is again."));

  self->resumed = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_add_css_class (self->resumed, "banner");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (self->resumed), label);
  gtk_box_append (GTK_BOX (self->resumed), button);
  gtk_widget_set_visible (self->resumed, FALSE);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_start_over_clicked), self);
  return self->resumed;
}

static GtkWidget *
make_grid (XyPointsSheet *self)
{
  self->grid = XY_POINTS_GRID (xy_points_grid_new (self->data));
  gtk_widget_set_vexpand (GTK_WIDGET (self->grid), TRUE);
  g_signal_connect (self->grid, "edited", G_CALLBACK (on_edited), self);
  g_signal_connect_swapped (self->grid, "moved", G_CALLBACK (on_moved), self);
  g_signal_connect_swapped (self->grid, "left", G_CALLBACK (on_left), self);
  g_signal_connect (self->grid, "removed", G_CALLBACK (on_removed), self);
  g_signal_connect (self->grid, "reread", G_CALLBACK (on_reread), self);
  return GTK_WIDGET (self->grid);
}

static void
size_over (GtkWidget *dialog, GtkWidget *from)
{
  GtkRoot *root = gtk_widget_get_root (from);
  int width = GTK_IS_WINDOW (root) ? gtk_widget_get_width (GTK_WIDGET (root)) : 0;
  int height = GTK_IS_WINDOW (root) ? gtk_widget_get_height (GTK_WIDGET (root)) : 0;

  gtk_window_set_default_size (GTK_WINDOW (dialog), MAX (width - 24, 960), MAX (height - 24, 600));
  if (GTK_IS_WINDOW (root) && gtk_window_is_maximized (GTK_WINDOW (root)))
    gtk_window_maximize (GTK_WINDOW (dialog));
}

void
xy_points_sheet_open (GtkWidget *from, XyDesk *desk, const XyId *unit)
{
  XyPointsSheet *self = g_rc_box_new0 (XyPointsSheet);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->desk = g_object_ref (desk);
  self->data = xy_points_sheet_data_new ();
  self->data->day = xy_env_today (xy_env_system ());
  self->dialog = xy_dialog_new (from, _ ("Record by sheet"), _ ("Record the sheet"));
  self->again = gtk_check_button_new_with_label (_ ("Record once more what is there already"));
  self->go_on = gtk_check_button_new_with_label (_ ("Go on with the next sheet"));
  xy_dialog_add_button (XY_DIALOG (self->dialog), self->again);
  xy_dialog_add_button (XY_DIALOG (self->dialog), self->go_on);
  gtk_widget_set_visible (self->again, FALSE);
  self->status = xy_words_new_line ("", "sum");
  gtk_widget_set_hexpand (self->status, TRUE);
  self->day_error = xy_words_new_line ("", "field-error");
  gtk_widget_set_visible (self->day_error, FALSE);
  gtk_box_append (GTK_BOX (box), make_line (self));
  gtk_box_append (GTK_BOX (box), self->day_error);
  gtk_box_append (GTK_BOX (box), make_resumed (self));
  gtk_box_append (GTK_BOX (box), make_grid (self));
  gtk_box_append (GTK_BOX (foot), self->status);
  gtk_box_append (GTK_BOX (foot),
                  xy_words_new_line (_ ("Enter: next household · +: as above · Tab: next column"), "quiet"));
  gtk_box_append (GTK_BOX (box), foot);
  xy_dialog_set_content (XY_DIALOG (self->dialog), box);
  size_over (self->dialog, from);

  XY_KEYS_TAKE_FIRST (self->dialog, on_key_pressed, self);
  g_signal_connect (self->dialog, "confirmed", G_CALLBACK (on_confirmed), self);
  g_signal_connect_swapped (self->dialog, "destroy", G_CALLBACK (on_destroyed), self);
  xy_dialog_set_verb_enabled (XY_DIALOG (self->dialog), FALSE);
  xy_points_sheet_load (self, unit);
  gtk_window_present (GTK_WINDOW (self->dialog));
}
