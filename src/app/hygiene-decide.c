/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-decide.h"

#include <glib/gi18n-lib.h>

#include "app/dialog.h"
#include "app/hygiene-decide-private.h"
#include "app/hygiene-points-dialog.h"
#include "app/hygiene-remark-dialog.h"
#include "app/keys.h"
#include "app/notice-post-dialog.h"
#include "app/print-preview.h"
#include "app/words.h"
#include "core/points-rule.h"
#include "print/papers.h"

enum
{
  ALL,
  RED,
  LOW,
  EDGE,
  OTHERWISE,
  UNRANKED,
};

/* What is shown */

static gboolean
is_shown (XyHygieneDesk *self, guint row, guint which)
{
  const XyHygieneOutcome *outcome = xy_hygiene_desk_outcome (self, row);

  switch (which)
    {
    case RED:
      return g_strcmp0 (xy_hygiene_desk_list (self, row), "red") == 0;
    case LOW:
      return g_strcmp0 (xy_hygiene_desk_list (self, row), "low") == 0;
    case EDGE:
      return outcome->tie;
    case OTHERWISE:
      return g_strcmp0 (xy_hygiene_desk_list (self, row), outcome->suggested) != 0;
    case UNRANKED:
      return outcome->rank == 0;
    default:
      return TRUE;
    }
}

static void
show_rows (XyHygieneDesk *self)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint));
  guint which = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->which));

  for (guint i = 0; i < self->outcomes->len; i++)
    if (is_shown (self, i, which))
      g_array_append_val (rows, i);
  self->in_reason = FALSE;
  xy_cells_show (self->cells, (const guint *) (gpointer) rows->data, rows->len);
}

static void
show_status (XyHygieneDesk *self)
{
  g_autoptr (GString) words = g_string_new (NULL);
  guint row, column;

  if (self->outcomes != NULL && xy_cells_get_place (self->cells, &row, &column))
    {
      const XyHygieneOutcome *outcome = xy_hygiene_desk_outcome (self, row);
      g_autofree char *score = xy_amount_format (outcome->score), *before = xy_amount_format (outcome->before);
      g_autofree char *streak = xy_hygiene_streak_words (outcome);

      g_string_append_printf (words, "%s%s%s", outcome->number != NULL ? outcome->number : "",
                              outcome->number != NULL ? " " : "", outcome->name != NULL ? outcome->name : "");
      if (outcome->rank > 0)
        {
          g_string_append (words, " · ");
          g_string_append_printf (words, ngettext ("score %s of %u sheet", "score %s of %u sheets", outcome->n), score,
                                  outcome->n);
        }
      if (outcome->before >= 0)
        {
          g_string_append (words, " · ");
          g_string_append_printf (words, _ ("the round before %s"), before);
        }
      if (!xy_hygiene_desk_has_streak () && streak[0] != '\0')
        g_string_append_printf (words, " · %s", streak);
      if (outcome->tie)
        g_string_append_printf (words, " · %s", _ ("the edge of a list runs through this score"));
    }
  gtk_label_set_text (GTK_LABEL (self->status), words->str);
  gtk_widget_set_tooltip_text (self->status, words->len > 0 ? words->str : NULL);
}

void
xy_hygiene_desk_show_state (XyHygieneDesk *self)
{
  gboolean closed = xy_hygiene_desk_is_closed (self);
  guint n_ranked = 0, n_red = 0, n_low = 0, n_excused = 0, n_none = 0, n_edge = 0;

  if (self->outcomes == NULL)
    return;
  for (guint i = 0; i < self->outcomes->len; i++)
    {
      const XyHygieneOutcome *outcome = xy_hygiene_desk_outcome (self, i);
      const char *list = xy_hygiene_desk_list (self, i);

      n_ranked += outcome->rank > 0;
      n_red += g_strcmp0 (list, "red") == 0;
      n_low += g_strcmp0 (list, "low") == 0;
      n_excused += g_strcmp0 (outcome->state, "excused") == 0;
      n_none += outcome->rank == 0 && g_strcmp0 (outcome->state, "excused") != 0;
      n_edge += outcome->tie;
    }
  g_autofree char *words = g_strdup_printf (
      _ ("Ranked %u · red list %u · to help %u · helped instead %u · not judged %u · equal at the edge %u"), n_ranked,
      n_red, n_low, n_excused, n_none, n_edge);
  gtk_label_set_text (GTK_LABEL (self->summary), words);
  gtk_widget_set_tooltip_text (self->summary, words);
  gtk_widget_set_visible (self->missing, !closed && self->sentence != NULL);
  gtk_label_set_text (GTK_LABEL (self->missing_words), self->sentence != NULL ? self->sentence : "");
  xy_dialog_set_verb (XY_DIALOG (self->dialog), closed ? NULL : _ ("Decide the lists"));
  xy_dialog_set_verb_enabled (XY_DIALOG (self->dialog), n_ranked > 0);
  gtk_widget_set_sensitive (self->print, closed);
  gtk_widget_set_visible (self->post, closed);
  gtk_widget_set_visible (self->points, closed && g_strcmp0 (self->round->target, "household") == 0);
  gtk_widget_set_visible (self->reopen, closed && !self->posted);
  show_status (self);
}

void
xy_hygiene_desk_show_all (XyHygieneDesk *self)
{
  guint row = 0, column = 0;
  gboolean had = xy_cells_get_place (self->cells, &row, &column) && row < self->outcomes->len;
  XyId before = had ? xy_hygiene_desk_outcome (self, row)->result : XY_ID_NONE;
  g_autofree char *title = xy_hygiene_round_describe (self->round);
  g_autofree char *whole = g_strdup_printf (_ ("Decide: %s"), title);

  gtk_window_set_title (GTK_WINDOW (self->dialog), whole);
  gboolean in_reason = self->in_reason;
  show_rows (self);
  for (guint i = 0; had && i < self->outcomes->len; i++)
    if (xy_id_same (&xy_hygiene_desk_outcome (self, i)->result, &before) && xy_cells_go (self->cells, i, 0))
      {
        /* Whoever is writing a reason goes on writing it. */
        self->in_reason = in_reason;
        xy_cells_refresh_row (self->cells, i);
      }
  xy_hygiene_desk_show_state (self);
  if (gtk_window_get_focus (GTK_WINDOW (self->dialog)) == NULL || !had)
    gtk_widget_grab_focus (GTK_WIDGET (self->cells));
}

/* The person's hand */

static void
on_moved (XyHygieneDesk *self)
{
  self->in_reason = FALSE;
  show_status (self);
}

static void
on_which_chosen (XyHygieneDesk *self)
{
  if (self->outcomes == NULL)
    return;
  show_rows (self);
  show_status (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->cells));
}

void
xy_hygiene_desk_remark (XyHygieneDesk *self, guint row)
{
  const XyHygieneOutcome *outcome = xy_hygiene_desk_outcome (self, row);
  XyHygieneSeen seen = { .result = outcome->result,
                         .number = outcome->number,
                         .name = outcome->name,
                         .bright = outcome->bright,
                         .problem = outcome->problem };

  xy_hygiene_remark_dialog_open (self->dialog, self->desk, &seen);
}

static gboolean
on_key_pressed (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, XyHygieneDesk *self)
{
  guint row, column;

  if (self->outcomes == NULL)
    return FALSE;
  if (key == GDK_KEY_F2 && xy_cells_get_place (self->cells, &row, &column))
    xy_hygiene_desk_remark (self, row);
  else if ((key == GDK_KEY_z || key == GDK_KEY_Z) && (state & GDK_CONTROL_MASK) != 0
           && gtk_window_get_focus (GTK_WINDOW (self->dialog)) == GTK_WIDGET (self->cells))
    xy_desk_undo (self->desk);
  else
    return FALSE;
  return TRUE;
}

/* To the first line whose reason is not written yet. */
static gboolean
go_to_reason (XyHygieneDesk *self)
{
  for (guint i = 0; i < self->outcomes->len; i++)
    if (xy_hygiene_desk_choice (self, i) != NULL && xy_hygiene_desk_wants_reason (self, i)
        && xy_hygiene_desk_reason (self, i)[0] == '\0')
      {
        if (!xy_cells_go (self->cells, i, 0))
          {
            gtk_drop_down_set_selected (GTK_DROP_DOWN (self->which), ALL);
            xy_cells_go (self->cells, i, 0);
          }
        self->in_reason = TRUE;
        xy_cells_refresh_row (self->cells, i);
        return TRUE;
      }
  return FALSE;
}

static void
on_confirmed (XyDialog *dialog, XyHygieneDesk *self)
{
  const char *missing = gtk_editable_get_text (GTK_EDITABLE (self->missing_reason));

  if (self->busy || self->outcomes == NULL || xy_hygiene_desk_is_closed (self))
    return;
  if (go_to_reason (self))
    xy_dialog_set_error (dialog, _ ("Please write in the line why it is decided otherwise than suggested."));
  else if (self->sentence != NULL && missing[0] == '\0')
    {
      xy_dialog_set_error (dialog,
                           _ ("Sheets are missing. Type them first, or write above why it is decided without."));
      gtk_widget_grab_focus (self->missing_reason);
    }
  else
    xy_hygiene_desk_close_round (self, missing);
}

/* Paper */

static void
on_print_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyHygieneDesk *self = data;
  const XyPaperKind *kind = xy_paper_kind_find (g_variant_get_string (parameter, NULL));

  if (kind == NULL || self->dialog == NULL)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self->cells));
  xy_print_preview_open (self->dialog, self->desk, kind, &(XyPaperAsk){ .record = self->id });
}

static void
on_post_clicked (XyHygieneDesk *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->cells));
  xy_notice_post_dialog_open (self->dialog, self->desk, xy_id_is_none (&self->paper) ? NULL : &self->paper, NULL, NULL,
                              NULL);
}

static void
on_points_clicked (XyHygieneDesk *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->cells));
  xy_hygiene_points_dialog_open (self->dialog, self->desk, &self->id);
}

static GtkWidget *
make_print (XyHygieneDesk *self)
{
  static const struct
  {
    const char *kind, *label;
  } papers[] = { { "hygiene-red", N_ ("Red list") },
                 { "hygiene-low", N_ ("List to help") },
                 { "hygiene-results", N_ ("Table of results") },
                 { "hygiene-groups", N_ ("Groups compared") },
                 { "hygiene-correction", N_ ("Notice of correction") } };
  static const GActionEntry entries[] = { { .name = "print", .activate = on_print_activated, .parameter_type = "s" } };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    if (xy_paper_kind_find (papers[i].kind) != NULL)
      {
        g_autofree char *action = g_strdup_printf ("decide.print('%s')", papers[i].kind);
        g_menu_append (menu, _ (papers[i].label), action);
      }
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (self->dialog, "decide", G_ACTION_GROUP (actions));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _ ("Print…"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (button), GTK_ARROW_UP);
  return button;
}

/* The frame */

static void
on_destroyed (XyHygieneDesk *self)
{
  g_clear_handle_id (&self->read_source, g_source_remove);
  g_clear_signal_handler (&self->changed_handler, xy_desk_get_worker (self->desk));
  /* What was chosen in the last moment is kept too. */
  if (self->draft_source != 0)
    xy_hygiene_desk_keep_draft_now (self);
  self->dialog = NULL;
  xy_hygiene_desk_unref (self);
}

static GtkWidget *
make_words (const char *css_class)
{
  GtkWidget *label = xy_words_new_line (NULL, css_class);

  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static GtkWidget *
make_head_line (XyHygieneDesk *self)
{
  const char *const which[] = { _ ("All households"),
                                _ ("Red list"),
                                _ ("List to help"),
                                _ ("Equal at the edge"),
                                _ ("Decided otherwise"),
                                _ ("Not ranked"),
                                NULL };
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);

  self->which = xy_words_new_choice (which);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->which), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Which households"),
                                  -1);
  self->summary = make_words ("sum");
  gtk_box_append (GTK_BOX (line), self->which);
  gtk_box_append (GTK_BOX (line), self->summary);
  g_signal_connect_swapped (self->which, "notify::selected", G_CALLBACK (on_which_chosen), self);
  return line;
}

static GtkWidget *
make_missing (XyHygieneDesk *self)
{
  self->missing = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_add_css_class (self->missing, "banner");
  self->missing_words = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->missing_words), 0);
  gtk_label_set_wrap (GTK_LABEL (self->missing_words), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (self->missing_words), 30);
  gtk_widget_set_hexpand (self->missing_words, TRUE);
  self->missing_reason = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->missing_reason), _ ("Why it is decided without them"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->missing_reason), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Why it is decided without them"), -1);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->missing_reason), 24);
  gtk_widget_set_valign (self->missing_reason, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->missing), self->missing_words);
  gtk_box_append (GTK_BOX (self->missing), self->missing_reason);
  gtk_widget_set_visible (self->missing, FALSE);
  return self->missing;
}

static GtkWidget *
make_table (XyHygieneDesk *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *across = gtk_scrolled_window_new ();

  self->cells = XY_CELLS (xy_cells_new (&xy_hygiene_desk_use, self, _ ("Results of the round")));
  g_signal_connect_swapped (self->cells, "moved", G_CALLBACK (on_moved), self);
  gtk_widget_add_css_class (box, "panel");
  gtk_widget_add_css_class (box, "score-grid");
  gtk_widget_set_overflow (box, GTK_OVERFLOW_HIDDEN);
  gtk_box_append (GTK_BOX (box), xy_hygiene_desk_make_head (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->cells));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (across), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (across), box);
  gtk_widget_set_focusable (across, FALSE);
  gtk_widget_set_vexpand (across, TRUE);
  return across;
}

static void
make_foot (XyHygieneDesk *self)
{
  self->print = make_print (self);
  self->post = gtk_button_new_with_mnemonic (_ ("Enter the _posting…"));
  self->points = gtk_button_new_with_mnemonic (_ ("_Points of the round…"));
  self->reopen = gtk_button_new_with_mnemonic (_ ("_Open it again"));
  gtk_widget_set_tooltip_text (self->reopen, _ ("Sheets can be typed again; only while nothing of it hung"));
  /* Each comes before those that are there. */
  xy_dialog_add_button (XY_DIALOG (self->dialog), self->reopen);
  xy_dialog_add_button (XY_DIALOG (self->dialog), self->points);
  xy_dialog_add_button (XY_DIALOG (self->dialog), self->post);
  xy_dialog_add_button (XY_DIALOG (self->dialog), self->print);
  gtk_widget_set_visible (self->post, FALSE);
  gtk_widget_set_visible (self->points, FALSE);
  gtk_widget_set_visible (self->reopen, FALSE);
  g_signal_connect_swapped (self->post, "clicked", G_CALLBACK (on_post_clicked), self);
  g_signal_connect_swapped (self->points, "clicked", G_CALLBACK (on_points_clicked), self);
  g_signal_connect_swapped (self->reopen, "clicked", G_CALLBACK (xy_hygiene_desk_reopen), self);
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
xy_hygiene_decide_open (GtkWidget *from, XyDesk *desk, const XyId *round)
{
  XyHygieneDesk *self = g_rc_box_new0 (XyHygieneDesk);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *help = make_words ("quiet");

  self->desk = g_object_ref (desk);
  self->id = *round;
  self->dialog = xy_dialog_new (from, _ ("Decide the lists"), _ ("Decide the lists"));
  self->status = make_words ("sum");
  gtk_label_set_text (GTK_LABEL (help), _ ("R: red list · G: to help · N: neither · Enter: next · Backspace: as "
                                           "suggested · F2: bright point, problem · P: plate"));
  gtk_box_append (GTK_BOX (box), make_head_line (self));
  gtk_box_append (GTK_BOX (box), make_missing (self));
  gtk_box_append (GTK_BOX (box), make_table (self));
  gtk_box_append (GTK_BOX (box), self->status);
  gtk_box_append (GTK_BOX (box), help);
  xy_dialog_set_content (XY_DIALOG (self->dialog), box);
  make_foot (self);
  xy_cells_set_columns (self->cells, 1);
  size_over (self->dialog, from);

  XY_KEYS_TAKE_FIRST (self->dialog, on_key_pressed, self);
  g_signal_connect (self->dialog, "confirmed", G_CALLBACK (on_confirmed), self);
  g_signal_connect_swapped (self->dialog, "destroy", G_CALLBACK (on_destroyed), self);
  xy_dialog_set_verb_enabled (XY_DIALOG (self->dialog), FALSE);
  xy_hygiene_desk_load (self);
  gtk_window_present (GTK_WINDOW (self->dialog));
}
