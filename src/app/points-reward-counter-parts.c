/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "app/points-reward-counter-private.h"
#include "app/suggest-entry.h"

static GtkWidget *
make_label (const char *css_class, float xalign)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), 12);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 20);
  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_visible (label, FALSE);
  return label;
}

/* NAME over or before FIELD, with what is said about it below. */
static void
add_field (GtkWidget *grid, int row, const char *name, GtkWidget *field, GtkWidget *note, GtkWidget *error)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (name);
  /* "户主(H)" is read out without its key. */
  g_auto (GStrv) parts = g_strsplit (gtk_label_get_text (GTK_LABEL (label)), "(", 2);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), field);
  gtk_widget_add_css_class (label, "quiet");
  gtk_widget_set_hexpand (field, TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (field), 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_LABEL, parts[0], -1);
  gtk_grid_attach (GTK_GRID (grid), label, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), field, 1, row, 1, 1);
  if (note != NULL)
    gtk_grid_attach (GTK_GRID (grid), note, 0, row + 1, 2, 1);
  if (error != NULL)
    gtk_grid_attach (GTK_GRID (grid), error, 0, row + 2, 2, 1);
}

static GtkWidget *
make_facts (XyRewardCounter *self)
{
  self->facts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->spend = gtk_label_new (NULL);
  self->spend_words = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->facts, "figures");
  gtk_widget_add_css_class (self->spend, "figure");
  gtk_widget_add_css_class (self->spend_words, "quiet");
  gtk_box_append (GTK_BOX (self->facts), self->spend);
  gtk_box_append (GTK_BOX (self->facts), self->spend_words);
  gtk_widget_set_visible (self->facts, FALSE);
  return self->facts;
}

static GtkWidget *
make_lines (XyRewardCounter *self)
{
  self->lines = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->lines), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->lines, "boxed-list");
  gtk_widget_set_valign (self->lines, GTK_ALIGN_START);
  gtk_widget_set_visible (self->lines, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->lines), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("To be handed out"),
                                  -1);
  return self->lines;
}

static void
make_entries (XyRewardCounter *self)
{
  self->day_entry = gtk_entry_new ();
  self->day_note = make_label ("small", 0);
  gtk_widget_add_css_class (self->day_note, "quiet");
  self->household = xy_suggest_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->household), _ ("Name, no."));
  self->household_error = make_label ("field-error", 0);
  self->taker = xy_suggest_entry_new ();
  self->taker_error = make_label ("field-error", 0);
  self->good = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->good), _ ("No., or 2*3"));
  self->good_note = make_label ("small", 0);
  gtk_widget_add_css_class (self->good_note, "quiet");
  self->good_error = make_label ("field-error", 0);
}

void
xy_reward_counter_say (GtkWidget *label, const char *words)
{
  gtk_label_set_text (GTK_LABEL (label), words != NULL ? words : "");
  gtk_widget_set_visible (label, words != NULL && words[0] != '\0');
}

void
xy_reward_counter_build (XyRewardCounter *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9), *grid = gtk_grid_new ();
  GtkWidget *upper = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9), *scrolled = gtk_scrolled_window_new ();
  GtkWidget *heading = gtk_label_new (_ ("Exchange points"));

  make_entries (self);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_grid_set_column_spacing (GTK_GRID (grid), 9);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  add_field (grid, 0, _ ("_Day"), self->day_entry, self->day_note, NULL);
  add_field (grid, 3, _ ("_Household"), self->household, NULL, self->household_error);
  gtk_grid_attach (GTK_GRID (grid), make_facts (self), 0, 6, 2, 1);
  add_field (grid, 7, _ ("Fetched _by"), self->taker, NULL, self->taker_error);
  add_field (grid, 10, _ ("_Good"), self->good, self->good_note, self->good_error);
  self->total = make_label ("bold", 0);
  self->print = gtk_check_button_new_with_mnemonic (_ ("_Print the slip at once"));
  self->verb = gtk_button_new_with_mnemonic (_ ("Hand out"));
  gtk_widget_add_css_class (self->verb, "suggested-action");
  gtk_widget_set_tooltip_text (self->verb, _ ("Ctrl+Enter"));
  gtk_widget_add_css_class (box, "content");
  /* Whatever is said, the window does not grow, and the verb stays in sight. */
  gtk_box_append (GTK_BOX (upper), grid);
  gtk_box_append (GTK_BOX (upper), make_lines (self));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), upper);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), self->total);
  gtk_box_append (GTK_BOX (box), self->print);
  gtk_box_append (GTK_BOX (box), self->verb);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
}
