/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-grid.h"

#include <glib/gi18n-lib.h>

#include "app/dialog.h"
#include "app/hygiene-grid-private.h"
#include "app/hygiene-remark-dialog.h"
#include "app/keys.h"
#include "app/picker.h"
#include "app/points-record-find.h"
#include "app/words.h"
#include "core/points-rule.h"

/* Words and numbers */

void
xy_hygiene_grid_say (XyHygieneGridDesk *self, gboolean wrong, const char *words)
{
  g_free (self->said);
  self->said = g_strdup (words);
  self->said_wrong = wrong;
}

/* What the cell with the keys is about, where nothing else is to be said. */
static char *
describe_place (XyHygieneGridDesk *self, gboolean *wrong)
{
  guint row, column;

  *wrong = FALSE;
  if (self->cells == NULL || !xy_cells_get_place (self->cells, &row, &column)
      || !xy_hygiene_typing_may_stand (self->typing, self->judge, row))
    return g_strdup ("");

  const XyHygieneGridRow *from = xy_hygiene_typing_row (self->typing, row);
  g_autoptr (GString) words = g_string_new (from->number);
  g_autofree char *problem = xy_hygiene_typing_problem (self->typing, self->judge, row, column);
  g_autofree char *most = xy_amount_format (xy_hygiene_typing_most (self->typing, column));

  g_string_append_printf (words, "%s%s · %s", words->len > 0 ? " " : "", from->name != NULL ? from->name : "",
                          xy_hygiene_typing_name (self->typing, column));
  *wrong = problem != NULL;
  if (problem != NULL)
    g_string_append_printf (words, " · %s", problem);
  else if (self->typing->has_sum && column + 1 == self->typing->n_columns)
    g_string_append_printf (words, " · %s", _ ("as the paper has it"));
  else if (!self->typing->ticks)
    {
      g_string_append (words, " · ");
      g_string_append_printf (words, _ ("at most %s"), most);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

void
xy_hygiene_grid_show_status (XyHygieneGridDesk *self)
{
  gboolean wrong = self->said_wrong;
  g_autofree char *words = self->jump != NULL
                               ? g_strdup_printf (_ ("To household %s ▏ Enter goes there, Esc stays"), self->jump->str)
                           : self->said != NULL ? g_strdup (self->said)
                                                : describe_place (self, &wrong);

  gtk_label_set_text (GTK_LABEL (self->status), words);
  gtk_widget_set_tooltip_text (self->status, words[0] != '\0' ? words : NULL);
  xy_cells_set_css (self->status, "error-line", wrong && self->jump == NULL);
}

void
xy_hygiene_grid_show_state (XyHygieneGridDesk *self)
{
  guint n, expected, missing = 0;

  if (self->typing == NULL)
    return;
  xy_hygiene_grid_show_status (self);
  for (guint i = 0; i < self->typing->grid->judges->len; i++)
    {
      xy_hygiene_typing_count (self->typing, i, &n, &expected);
      missing += expected - n;
    }
  xy_hygiene_typing_count (self->typing, self->judge, &n, &expected);
  const XyHygieneJudge *judge = self->typing->grid->judges->pdata[self->judge];
  /* Translators: a judge, how many sheets of his are typed, of how many */
  g_autofree char *progress = g_strdup_printf (_ ("%s: %u of %u"), judge->name, n, expected);
  g_autofree char *gaps = missing > 0 ? g_strdup_printf (ngettext ("%u missing", "%u missing", missing), missing)
                                      : g_strdup (_ ("All sheets are there"));
  gtk_label_set_text (GTK_LABEL (self->progress), progress);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->gaps), gaps);
  gtk_widget_set_sensitive (self->gaps, missing > 0);
}

/* Where the keys are */

static void
on_moved (XyHygieneGridDesk *self)
{
  guint row, column;

  if (self->cells == NULL || !xy_cells_get_place (self->cells, &row, &column))
    return;
  g_free (self->before);
  self->before = g_strdup (xy_hygiene_typing_get (self->typing, self->judge, row, column));
  self->was_typed = xy_hygiene_typing_line (self->typing, self->judge, row)->typed;
  if (!self->filling)
    g_clear_pointer (&self->said, g_free);
  self->said_wrong = self->said_wrong && self->said != NULL;
  xy_hygiene_grid_show_status (self);
}

gboolean
xy_hygiene_grid_is_shown (XyHygieneGridDesk *self, guint row)
{
  return xy_id_is_none (&self->unit) || xy_id_same (&self->unit, &xy_hygiene_typing_row (self->typing, row)->unit);
}

void
xy_hygiene_grid_go_and_say (XyHygieneGridDesk *self, guint row, guint column, const char *words)
{
  xy_hygiene_grid_say (self, words != NULL, words);
  self->filling = TRUE;
  if (!xy_hygiene_grid_is_shown (self, row))
    {
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->unit_choice), 0);
      self->unit = XY_ID_NONE;
      xy_hygiene_grid_show_rows (self);
    }
  xy_cells_focus (self->cells, row, column);
  self->filling = FALSE;
  xy_hygiene_grid_show_state (self);
}

void
xy_hygiene_grid_go (XyHygieneGridDesk *self, guint row, guint column)
{
  xy_hygiene_grid_go_and_say (self, row, column, NULL);
}

/* What is missing */

static void
next_gap (XyHygieneGridDesk *self)
{
  guint row = 0, column, gap;

  if (xy_cells_get_place (self->cells, &row, &column))
    row++;
  if (xy_hygiene_typing_next_gap (self->typing, self->judge, row, &gap))
    xy_hygiene_grid_go (self, gap, 0);
  else
    {
      xy_hygiene_grid_say (self, FALSE, _ ("This judge's sheets are all there."));
      xy_hygiene_grid_show_status (self);
    }
}

static void
on_gap_activated (GtkListBox *list, GtkListBoxRow *line, XyHygieneGridDesk *self)
{
  guint judge = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (line), "judge"));
  const XyId *unit = g_object_get_data (G_OBJECT (line), "unit");
  guint row = 0;

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->gaps));
  if (judge >= self->typing->grid->judges->len)
    return;
  xy_hygiene_grid_set_judge (self, judge);
  while (row < self->typing->grid->rows->len && !xy_id_same (&xy_hygiene_typing_row (self->typing, row)->unit, unit))
    row++;
  if (xy_hygiene_typing_next_gap (self->typing, judge, row, &row))
    xy_hygiene_grid_go (self, row, 0);
}

static void
fill_gaps (GtkMenuButton *button, gpointer data)
{
  XyHygieneGridDesk *self = data;
  GtkWidget *popover = gtk_popover_new (), *scrolled = gtk_scrolled_window_new (), *list = gtk_list_box_new ();
  g_auto (XyHygieneMissing) missing = { 0 };

  xy_hygiene_grid_missing (self->typing->grid, &missing);
  for (guint i = 0; missing.gaps != NULL && i < missing.gaps->len; i++)
    {
      const XyHygieneGap *gap = &g_array_index (missing.gaps, XyHygieneGap, i);
      g_autofree char *words =
          g_strdup_printf (ngettext ("%s · %s: %u sheet missing", "%s · %s: %u sheets missing", gap->n), gap->judge,
                           gap->unit_name != NULL ? gap->unit_name : "—", gap->n);
      GtkWidget *line = gtk_list_box_row_new (), *label = gtk_label_new (words);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (line), label);
      g_object_set_data (G_OBJECT (line), "judge", GUINT_TO_POINTER (gap->judge_at));
      g_object_set_data_full (G_OBJECT (line), "unit", xy_id_copy (&gap->unit), g_free);
      gtk_list_box_append (GTK_LIST_BOX (list), line);
    }
  gtk_widget_add_css_class (list, "templates");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Sheets that are missing"),
                                  -1);
  g_signal_connect (list, "row-activated", G_CALLBACK (on_gap_activated), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 360);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_popover_set_child (GTK_POPOVER (popover), scrolled);
  gtk_menu_button_set_popover (button, popover);
}

/* Choosing */

static void
fill_judges (XyHygieneGridDesk *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->typing->grid->judges->len; i++)
    {
      const XyHygieneJudge *judge = self->typing->grid->judges->pdata[i];
      g_autofree char *words = g_strdup_printf ("%u %s", i + 1, judge->name);
      xy_words_append (list, words);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->judge_choice), G_LIST_MODEL (list));
}

static void
fill_units (XyHygieneGridDesk *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint chosen = 0;

  g_array_set_size (self->units, 0);
  xy_words_append (list, _ ("All groups"));
  for (guint i = 0; i < self->typing->grid->rows->len; i++)
    {
      const XyHygieneGridRow *row = xy_hygiene_typing_row (self->typing, i);
      gboolean known = xy_id_is_none (&row->unit);
      for (guint k = 0; k < self->units->len && !known; k++)
        known = xy_id_same (&g_array_index (self->units, XyId, k), &row->unit);
      if (known)
        continue;
      g_array_append_val (self->units, row->unit);
      gtk_string_list_append (list, row->unit_name != NULL ? row->unit_name : "—");
      if (xy_id_same (&row->unit, &self->unit))
        chosen = self->units->len;
    }
  if (chosen == 0)
    self->unit = XY_ID_NONE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->unit_choice), G_LIST_MODEL (list));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->unit_choice), chosen);
}

void
xy_hygiene_grid_set_judge (XyHygieneGridDesk *self, guint judge)
{
  guint row, column;

  if (judge >= self->typing->grid->judges->len || judge == self->judge)
    return;
  self->judge = judge;
  self->filling = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->judge_choice), judge);
  self->filling = FALSE;
  xy_hygiene_grid_say (self, FALSE, NULL);
  xy_cells_refresh (self->cells);
  if (xy_hygiene_typing_next_gap (self->typing, judge, 0, &row) && xy_hygiene_grid_is_shown (self, row))
    xy_cells_focus (self->cells, row, 0);
  else if (xy_cells_get_place (self->cells, &row, &column))
    xy_cells_focus (self->cells, row, 0);
  xy_hygiene_grid_show_state (self);
}

static void
on_judge_chosen (XyHygieneGridDesk *self)
{
  if (!self->filling && self->cells != NULL)
    xy_hygiene_grid_set_judge (self, gtk_drop_down_get_selected (GTK_DROP_DOWN (self->judge_choice)));
}

static void
on_unit_chosen (XyHygieneGridDesk *self)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->unit_choice));
  guint n, gap;

  if (self->filling || self->cells == NULL)
    return;
  self->unit = chosen > 0 && chosen <= self->units->len ? g_array_index (self->units, XyId, chosen - 1) : XY_ID_NONE;
  xy_hygiene_grid_show_rows (self);
  const guint *rows = xy_cells_get_rows (self->cells, &n);
  if (n > 0 && xy_hygiene_typing_next_gap (self->typing, self->judge, rows[0], &gap)
      && xy_hygiene_grid_is_shown (self, gap))
    xy_cells_go (self->cells, gap, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->cells));
}

static void
on_household_picked (XyPicker *picker, const XySearchHit *hit, XyHygieneGridDesk *self)
{
  for (guint i = 0; self->typing != NULL && i < self->typing->grid->rows->len; i++)
    if (xy_id_same (&xy_hygiene_typing_row (self->typing, i)->household, &hit->id))
      {
        if (xy_hygiene_typing_may_stand (self->typing, self->judge, i))
          xy_hygiene_grid_go (self, i, 0);
        else
          {
            const char *aside = xy_hygiene_typing_row (self->typing, i)->cells[self->judge].aside;
            xy_hygiene_grid_say (self, TRUE, aside != NULL ? aside : _ ("This household is not judged in this round."));
            xy_hygiene_grid_show_status (self);
          }
        return;
      }
  xy_hygiene_grid_say (self, TRUE, _ ("This household is not in this round."));
  xy_hygiene_grid_show_status (self);
}

/* The judge's own note stays with the line that is typed; a sheet that the store has gets it at once. */

typedef struct
{
  XyHygieneGridDesk *self;
  XyId result;
  guint judge;
} Noting;

static void
noting_free (gpointer data)
{
  Noting *noting = data;

  xy_hygiene_grid_desk_unref (noting->self);
  g_free (noting);
}

static void
on_noted (const char *note, gpointer data)
{
  Noting *noting = data;
  XyHygieneGridDesk *self = noting->self;

  for (guint i = 0; noting->judge < self->typing->grid->judges->len && i < self->typing->grid->rows->len; i++)
    if (xy_id_same (&xy_hygiene_typing_row (self->typing, i)->result, &noting->result))
      {
        XyHygieneTypedLine *line = xy_hygiene_typing_line (self->typing, noting->judge, i);
        g_free (line->note);
        line->note = g_strdup (note);
        if (xy_hygiene_typing_state (self->typing, noting->judge, i) == XY_HYGIENE_LINE_SAVED
            && noting->judge == self->judge)
          xy_hygiene_grid_keep (self, &i, 1);
        else
          xy_draft_keeper_now (self->keeper);
      }
}

static void
remark (XyHygieneGridDesk *self)
{
  guint row, column;

  if (self->cells == NULL || !xy_cells_get_place (self->cells, &row, &column))
    return;
  const XyHygieneGridRow *from = xy_hygiene_typing_row (self->typing, row);
  Noting *noting = g_new0 (Noting, 1);
  noting->self = xy_hygiene_grid_desk_ref (self);
  noting->result = from->result;
  noting->judge = self->judge;
  XyHygieneSeen seen = { .result = from->result,
                         .number = from->number,
                         .name = from->name,
                         .bright = from->bright,
                         .problem = from->problem,
                         .state = from->state,
                         .excuse = from->excuse,
                         .noted = on_noted,
                         .note = xy_hygiene_typing_line (self->typing, self->judge, row)->note,
                         .data = noting,
                         .free_data = noting_free };
  xy_hygiene_remark_dialog_open (self->dialog, self->desk, &seen);
}

static gboolean
on_key_pressed (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, XyHygieneGridDesk *self)
{
  gboolean control = (state & GDK_CONTROL_MASK) != 0, alt = (state & GDK_ALT_MASK) != 0;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->dialog));

  if (self->cells == NULL)
    return FALSE;
  if (alt && !control && key >= GDK_KEY_1 && key <= GDK_KEY_9)
    xy_hygiene_grid_set_judge (self, key - GDK_KEY_1);
  else if (control && (key == GDK_KEY_f || key == GDK_KEY_F))
    gtk_widget_grab_focus (self->find);
  else if (control && (key == GDK_KEY_z || key == GDK_KEY_Z) && focus == GTK_WIDGET (self->cells))
    xy_hygiene_grid_undo (self);
  else if (control && (key == GDK_KEY_v || key == GDK_KEY_V) && focus == GTK_WIDGET (self->cells))
    xy_hygiene_grid_paste (self);
  else if (key == GDK_KEY_F3)
    next_gap (self);
  else if (key == GDK_KEY_F2)
    remark (self);
  else
    return FALSE;
  return TRUE;
}

/* What is shown */

void
xy_hygiene_grid_show_rows (XyHygieneGridDesk *self)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->typing->grid->rows->len; i++)
    if (xy_hygiene_grid_is_shown (self, i))
      g_array_append_val (rows, i);
  xy_cells_show (self->cells, (const guint *) (gpointer) rows->data, rows->len);
}

static void
make_table (XyHygieneGridDesk *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  if (self->across != NULL)
    gtk_box_remove (GTK_BOX (self->place), self->across);
  self->cells = XY_CELLS (xy_cells_new (&xy_hygiene_grid_use, self, _ ("Sheets of the judges")));
  g_signal_connect_swapped (self->cells, "moved", G_CALLBACK (on_moved), self);
  gtk_widget_add_css_class (box, "panel");
  gtk_widget_add_css_class (box, "score-grid");
  gtk_widget_set_overflow (box, GTK_OVERFLOW_HIDDEN);
  gtk_box_append (GTK_BOX (box), xy_hygiene_grid_make_head (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->cells));
  /* Many items are wider than a small window. */
  self->across = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->across), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->across), box);
  gtk_widget_set_focusable (self->across, FALSE);
  gtk_widget_set_vexpand (self->across, TRUE);
  gtk_box_append (GTK_BOX (self->place), self->across);
  xy_cells_set_columns (self->cells, self->typing->n_columns);
}

void
xy_hygiene_grid_show_all (XyHygieneGridDesk *self)
{
  g_autofree char *round = xy_hygiene_round_describe (self->typing->grid->round);
  g_autofree char *title = g_strdup_printf (_ ("Type the sheets: %s"), round);

  gtk_window_set_title (GTK_WINDOW (self->dialog), title);
  self->filling = TRUE;
  make_table (self);
  fill_judges (self);
  fill_units (self);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->judge_choice), self->judge);
  gtk_widget_set_visible (gtk_widget_get_parent (self->unit_choice), self->units->len > 1);
  gtk_widget_set_visible (gtk_widget_get_parent (self->find),
                          g_strcmp0 (self->typing->grid->round->target, "place") != 0);
  xy_hygiene_grid_show_rows (self);
  self->filling = FALSE;
  xy_hygiene_grid_show_state (self);
}

/* The frame */

static void
on_destroyed (XyHygieneGridDesk *self)
{
  g_clear_handle_id (&self->read_source, g_source_remove);
  g_clear_signal_handler (&self->changed_handler, xy_desk_get_worker (self->desk));
  self->dialog = NULL;
  self->cells = NULL;
  xy_hygiene_grid_desk_unref (self);
}

static GtkWidget *
add_field (GtkWidget *line, const char *label, GtkWidget *field)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_label_new_with_mnemonic (label);
  const char *plain = gtk_label_get_text (GTK_LABEL (words));

  gtk_widget_add_css_class (words, "quiet");
  gtk_label_set_mnemonic_widget (GTK_LABEL (words), field);
  gtk_accessible_update_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_LABEL, plain, -1);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), field);
  gtk_box_append (GTK_BOX (line), box);
  return field;
}

static GtkWidget *
make_line (XyHygieneGridDesk *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *seen = gtk_button_new_with_mnemonic (_ ("_Remark (F2)"));

  self->judge_choice = add_field (line, _ ("_Judge"), gtk_drop_down_new (NULL, NULL));
  self->unit_choice = add_field (line, _ ("_Group"), gtk_drop_down_new (NULL, NULL));
  self->find = add_field (
      line, _ ("_Find"),
      xy_picker_new (xy_desk_get_worker (self->desk), xy_points_find_households, XY_PICK_MANY, _ ("Ctrl+F")));
  gtk_widget_set_tooltip_text (self->judge_choice, _ ("Alt+1 to Alt+9"));
  self->progress = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->progress), 1);
  gtk_label_set_ellipsize (GTK_LABEL (self->progress), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->progress, TRUE);
  gtk_widget_add_css_class (self->progress, "sum");
  self->gaps = gtk_menu_button_new ();
  gtk_widget_set_tooltip_text (self->gaps, _ ("What is missing; F3 goes to the next household without a sheet"));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->gaps), fill_gaps, self, NULL);
  gtk_box_append (GTK_BOX (line), self->progress);
  gtk_box_append (GTK_BOX (line), self->gaps);
  gtk_box_append (GTK_BOX (line), seen);
  g_signal_connect_swapped (self->judge_choice, "notify::selected", G_CALLBACK (on_judge_chosen), self);
  g_signal_connect_swapped (self->unit_choice, "notify::selected", G_CALLBACK (on_unit_chosen), self);
  g_signal_connect (self->find, "picked", G_CALLBACK (on_household_picked), self);
  g_signal_connect_swapped (seen, "clicked", G_CALLBACK (remark), self);
  return line;
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
xy_hygiene_grid_open (GtkWidget *from, XyDesk *desk, const XyId *round, const XyId *unit)
{
  XyHygieneGridDesk *self = g_rc_box_new0 (XyHygieneGridDesk);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->desk = g_object_ref (desk);
  self->round = *round;
  self->keeper = xy_draft_keeper_new (desk, "hygiene-grid", round, xy_hygiene_grid_dump_draft, NULL, self);
  if (unit != NULL)
    self->unit = *unit;
  self->units = g_array_new (FALSE, FALSE, sizeof (XyId));
  self->dialog = xy_dialog_new (from, _ ("Type the sheets"), NULL);
  self->place = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_vexpand (self->place, TRUE);
  self->status = xy_words_new_line ("", "sum");
  self->resumed = xy_words_new_line (_ ("What was half typed when this was closed is here again."), "banner");
  gtk_widget_set_visible (self->resumed, FALSE);
  gtk_box_append (GTK_BOX (box), make_line (self));
  gtk_box_append (GTK_BOX (box), self->resumed);
  gtk_box_append (GTK_BOX (box), self->place);
  gtk_box_append (GTK_BOX (box), self->status);
  gtk_box_append (
      GTK_BOX (box),
      xy_words_new (_ ("Enter: next cell · 3-016, Enter: that household · Alt+1: first judge · F2: remark · "
                       "F3: next gap · Ctrl+Z: take back"),
                    "quiet", 40, -1));
  xy_dialog_set_content (XY_DIALOG (self->dialog), box);
  size_over (self->dialog, from);

  XY_KEYS_TAKE_FIRST (self->dialog, on_key_pressed, self);
  g_signal_connect_swapped (self->dialog, "destroy", G_CALLBACK (on_destroyed), self);
  xy_hygiene_grid_load (self);
  gtk_window_present (GTK_WINDOW (self->dialog));
}
