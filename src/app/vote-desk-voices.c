/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Voices that have names: the voters in walking order, found by initials or number, one key each. */
#include <glib/gi18n-lib.h>

#include "app/vote-desk-private.h"
#include "core/find.h"

/* Pixels at the standard text size. */
#define NUMBER 84
#define GROUP 96
#define NAME 132
#define VOICE 132

#define HINT                                                                                                           \
  N_ ("1 in favour, 2 against, 3 abstains, 4 invalid; Backspace takes a voice away, F4: another stood for him.")

typedef struct
{
  XyCellsLine line;
  GtkWidget *number, *group, *name, *voice, *note, *cell;
} Line;

static XyVoteLine *
line_at (XyVoteDesk *self, guint at)
{
  return &g_array_index (self->lines, XyVoteLine, at);
}

void
xy_vote_lines_free (GArray *lines)
{
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    g_free (g_array_index (lines, XyVoteLine, i).key);
  g_clear_pointer (&lines, g_array_unref);
}

/* Rows */

static XyCellsLine *
make_line (gpointer owner)
{
  Line *line = g_new0 (Line, 1);

  line->line.cells = &line->cell;
  line->line.box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (line->line.box, "line");
  line->number = xy_cells_label (NUMBER, 0, "cell");
  line->group = xy_cells_label (GROUP, 0, "cell");
  line->name = xy_cells_label (NAME, 0, "cell");
  line->voice = xy_cells_label (VOICE, 0, "bold");
  line->note = xy_cells_label (0, 0, "cell");
  gtk_widget_add_css_class (line->number, "quiet");
  gtk_widget_add_css_class (line->group, "quiet");
  gtk_widget_add_css_class (line->note, "quiet");
  line->cell = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (line->cell, "cell");
  gtk_box_append (GTK_BOX (line->cell), line->voice);
  gtk_box_append (GTK_BOX (line->line.box), line->number);
  gtk_box_append (GTK_BOX (line->line.box), line->group);
  gtk_box_append (GTK_BOX (line->line.box), line->name);
  gtk_box_append (GTK_BOX (line->line.box), line->cell);
  gtk_box_append (GTK_BOX (line->line.box), line->note);
  return &line->line;
}

/* ✓ 赞成 */
static char *
sign_of (const char *choice)
{
  const char *sign = g_str_equal (choice, "yes")       ? "✓"
                     : g_str_equal (choice, "no")      ? "✗"
                     : g_str_equal (choice, "abstain") ? "○"
                                                       : "—";
  return g_strdup_printf ("%s %s", sign, xy_word_label (xy_vote_choices, choice));
}

static void
show_line (XyCellsLine *cells_line, guint row, gboolean is_now, guint column, gpointer owner)
{
  Line *line = (Line *) cells_line;
  XyVoteDesk *self = owner;
  const XyVoteLine *voter = line_at (self, row);
  g_autofree char *voice = voter->choice != NULL ? sign_of (voter->choice) : NULL;

  gtk_label_set_text (GTK_LABEL (line->number), voter->voter->number != NULL ? voter->voter->number : "");
  gtk_label_set_text (GTK_LABEL (line->group), voter->voter->unit_name != NULL ? voter->voter->unit_name : "");
  gtk_label_set_text (GTK_LABEL (line->name), voter->voter->name);
  gtk_label_set_text (GTK_LABEL (line->voice), voice != NULL ? voice : "");
  gtk_label_set_text (GTK_LABEL (line->note), voter->why != NULL ? voter->why
                                              : voter->proxy     ? _ ("another stood for him")
                                                                 : "");
  xy_cells_set_css (line->name, "faint", voter->why != NULL);
  xy_cells_set_css (line->line.box, "now", is_now);
  xy_cells_set_css (line->cell, "keys", is_now);
}

static const char *
get_text (guint row, guint column, gpointer owner)
{
  const char *choice = line_at (owner, row)->choice;

  return choice != NULL ? xy_word_label (xy_vote_choices, choice) : NULL;
}

/* Figures that mean no voice. */
static void
set_text (guint row, guint column, const char *text, gpointer owner)
{
  XyVoteDesk *self = owner;

  gtk_label_set_text (GTK_LABEL (self->said), _ (HINT));
}

static char *
describe (guint row, guint column, gpointer owner)
{
  const XyVoteLine *line = line_at (owner, row);
  const char *number = line->voter->number != NULL ? line->voter->number : "";

  return g_strdup_printf ("%s %s %s", number, line->voter->name,
                          line->choice != NULL ? xy_word_label (xy_vote_choices, line->choice)
                          : line->why != NULL  ? line->why
                                               : _ ("no voice yet"));
}

/* What is said of the last key */

static void
say (XyVoteDesk *self, gboolean wrong, const char *words)
{
  gtk_label_set_text (GTK_LABEL (self->said), words != NULL ? words : "");
  gtk_widget_set_tooltip_text (self->said, words);
  xy_cells_set_css (self->said, "error-line", wrong);
}

static void
show_left (XyVoteDesk *self)
{
  guint n[4] = { 0 }, n_left = 0;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const XyVoteLine *line = line_at (self, i);
      n_left += line->why == NULL && line->choice == NULL;
      for (guint k = 0; line->choice != NULL && k < G_N_ELEMENTS (n); k++)
        n[k] += g_str_equal (xy_vote_choices[k].value, line->choice);
    }
  gboolean households = g_strcmp0 (self->stored->basis, "household") == 0;
  g_autofree char *words =
      g_strdup_printf (households ? _ ("%u households to go · in favour %u, against %u, abstaining %u, invalid %u")
                                  : _ ("%u people to go · in favour %u, against %u, abstaining %u, invalid %u"),
                       n_left, n[0], n[1], n[2], n[3]);
  gtk_label_set_text (GTK_LABEL (self->left), words);
}

/* Voices */

static void
go_on (XyVoteDesk *self, guint row)
{
  for (guint i = 1; i <= self->lines->len; i++)
    {
      guint next = (row + i) % self->lines->len;
      const XyVoteLine *line = line_at (self, next);
      if (line->why == NULL && line->choice == NULL)
        {
          xy_cells_go (self->cells, next, 0);
          return;
        }
    }
}

static void
send (XyVoteDesk *self, guint row, gboolean again)
{
  const XyVoteLine *line = line_at (self, row);
  XyVoteVoice voice = {
    .vote = self->id, .voter = line->voter->id, .choice = line->choice, .proxy = line->proxy, .again = again
  };

  xy_vote_desk_act (self, _ ("Record a voice"), xy_vote_voice_act, g_memdup2 (&voice, sizeof voice), g_free);
  xy_cells_refresh_row (self->cells, row);
  show_left (self);
}

/* Who has no voice; refused with the reason. */
static gboolean
refuses (XyVoteDesk *self, const XyVoteLine *line)
{
  if (line->why == NULL)
    return FALSE;
  g_autofree char *words = g_strdup_printf (_ ("%s has no voice: %s."), line->voter->name, line->why);
  say (self, TRUE, words);
  return TRUE;
}

static void
speak (XyVoteDesk *self, guint row, const char *choice)
{
  XyVoteLine *line = line_at (self, row);
  gboolean again = line->choice != NULL;

  if (refuses (self, line))
    return;
  if (again && (self->asked_line != row || self->asked_choice != choice))
    {
      g_autofree char *words =
          g_strdup_printf (_ ("%s has given a voice already: %s. The same key again makes it: %s."), line->voter->name,
                           xy_word_label (xy_vote_choices, line->choice), xy_word_label (xy_vote_choices, choice));
      self->asked_line = row;
      self->asked_choice = choice;
      say (self, TRUE, words);
      return;
    }
  self->asked_choice = NULL;
  line->choice = choice;
  g_autofree char *words =
      g_strdup_printf (_ ("%s: %s"), line->voter->name, xy_word_label (xy_vote_choices, line->choice));
  say (self, FALSE, words);
  send (self, row, again);
  go_on (self, row);
}

static void
take_away (XyVoteDesk *self, guint row)
{
  XyVoteLine *line = line_at (self, row);

  if (line->choice == NULL)
    return;
  line->choice = NULL;
  line->proxy = FALSE;
  g_autofree char *words = g_strdup_printf (_ ("Taken away: %s"), line->voter->name);
  say (self, FALSE, words);
  send (self, row, TRUE);
}

static void
turn_proxy (XyVoteDesk *self, guint row)
{
  XyVoteLine *line = line_at (self, row);

  if (refuses (self, line))
    return;
  if (!self->by_proxy || line->choice == NULL)
    {
      say (self, TRUE,
           self->by_proxy ? _ ("First his voice, then F4.") : _ ("Here nobody can be stood for: the rules say so."));
      return;
    }
  line->proxy = !line->proxy;
  say (self, FALSE, NULL);
  send (self, row, TRUE);
}

static gboolean
take_key (guint key, GdkModifierType state, gpointer owner)
{
  XyVoteDesk *self = owner;
  gunichar typed = gdk_keyval_to_unicode (key);
  guint row, column;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 || !xy_cells_get_place (self->cells, &row, &column))
    return FALSE;
  if (g_unichar_isalpha (typed))
    {
      /* Typing goes on in the entry that finds. */
      char text[7] = { 0 };
      g_unichar_to_utf8 (typed, text);
      gtk_widget_grab_focus (self->find);
      gtk_editable_set_text (GTK_EDITABLE (self->find), text);
      gtk_editable_set_position (GTK_EDITABLE (self->find), -1);
      return TRUE;
    }
  if (!xy_vote_desk_is_open (self))
    return FALSE;
  if (key >= GDK_KEY_1 && key <= GDK_KEY_4)
    speak (self, row, xy_vote_choices[key - GDK_KEY_1].value);
  else if (key >= GDK_KEY_KP_1 && key <= GDK_KEY_KP_4)
    speak (self, row, xy_vote_choices[key - GDK_KEY_KP_1].value);
  else if (key == GDK_KEY_BackSpace || key == GDK_KEY_Delete)
    take_away (self, row);
  else if (key == GDK_KEY_F4)
    turn_proxy (self, row);
  else
    return FALSE;
  return TRUE;
}

static const XyCellsUse use = {
  .make_line = make_line,
  .show_line = show_line,
  .get_text = get_text,
  .set_text = set_text,
  .describe = describe,
  .take_key = take_key,
};

/* Finding */

/* The best that TEXT may mean, who has spoken behind who has not; the list's length where there is none. */
static guint
best_match (XyVoteDesk *self, const char *text)
{
  g_autoptr (XyFindPattern) pattern = xy_find_pattern_new (text);
  guint best = self->lines->len;
  int best_rank = G_MAXINT;

  for (guint i = 0; pattern != NULL && i < self->lines->len; i++)
    {
      const XyVoteLine *line = line_at (self, i);
      int match = xy_find_pattern_match (pattern, line->key);
      int rank = match * 4 + (line->why != NULL ? 2 : 0) + (line->choice != NULL ? 1 : 0);
      if (match < 0 || rank >= best_rank)
        continue;
      best = i;
      best_rank = rank;
    }
  return best;
}

static void
on_find_changed (XyVoteDesk *self)
{
  guint at = best_match (self, gtk_editable_get_text (GTK_EDITABLE (self->find)));

  if (at < self->lines->len)
    xy_cells_go (self->cells, at, 0);
}

static void
on_find_activated (XyVoteDesk *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->find));
  guint at = best_match (self, text);

  if (text[0] == '\0')
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->cells));
      return;
    }
  if (at == self->lines->len)
    {
      xy_vote_desk_look_for (self, text);
      return;
    }
  xy_cells_focus (self->cells, at, 0);
  gtk_editable_set_text (GTK_EDITABLE (self->find), "");
  if (!refuses (self, line_at (self, at)))
    say (self, FALSE, line_at (self, at)->voter->name);
}

void
xy_vote_desk_found_voter (XyVoteDesk *self, const XyId *voter, const char *name, const GError *error)
{
  gpointer at;

  if (voter != NULL && g_hash_table_lookup_extended (self->places, voter, NULL, &at))
    {
      guint row = GPOINTER_TO_UINT (at);
      g_autofree char *words = g_strdup_printf (_ ("%s belongs to %s."), name, line_at (self, row)->voter->name);
      xy_cells_focus (self->cells, row, 0);
      gtk_editable_set_text (GTK_EDITABLE (self->find), "");
      if (!refuses (self, line_at (self, row)))
        say (self, FALSE, words);
      return;
    }
  say (self, TRUE, error != NULL ? error->message : _ ("Nobody is found by that."));
}

GtkWidget *
xy_vote_desk_make_voices (XyVoteDesk *self)
{
  const struct
  {
    const char *words;
    int width;
  } columns[] = {
    { _ ("Household number"), NUMBER }, { _ ("Group"), GROUP }, { _ ("Name"), NAME }, { _ ("Voice"), VOICE }, { "", 0 }
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *panel = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->find = gtk_search_entry_new ();
  gtk_search_entry_set_search_delay (GTK_SEARCH_ENTRY (self->find), 0);
  g_object_set (self->find, "placeholder-text", _ ("Initials, name or number (F7)"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->find), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Find a voter"), -1);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->find), 22);
  g_signal_connect_swapped (self->find, "changed", G_CALLBACK (on_find_changed), self);
  g_signal_connect_swapped (self->find, "activate", G_CALLBACK (on_find_activated), self);
  self->left = xy_cells_label (0, 0, "sum");
  self->said = xy_cells_label (0, 0, NULL);
  gtk_label_set_text (GTK_LABEL (self->said), _ (HINT));
  gtk_box_append (GTK_BOX (line), self->find);
  gtk_box_append (GTK_BOX (line), self->left);
  self->cells = XY_CELLS (xy_cells_new (&use, self, _ ("Voices")));
  xy_cells_set_columns (self->cells, 1);
  gtk_widget_set_vexpand (GTK_WIDGET (self->cells), TRUE);
  gtk_widget_add_css_class (panel, "panel");
  gtk_widget_add_css_class (panel, "voices");
  gtk_widget_set_overflow (panel, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (head, "head");
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      GtkWidget *label = xy_cells_label (columns[i].width, 0, "cell");
      gtk_label_set_text (GTK_LABEL (label), columns[i].words);
      gtk_box_append (GTK_BOX (head), label);
    }
  gtk_box_append (GTK_BOX (panel), head);
  gtk_box_append (GTK_BOX (panel), GTK_WIDGET (self->cells));
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), panel);
  gtk_box_append (GTK_BOX (box), self->said);
  return box;
}

static void
add_line (XyVoteDesk *self, const XyVoter *voter, const char *why)
{
  XyVoteLine line = { .voter = voter, .why = why };

  line.key = xy_find_key (voter->name, NULL, NULL, voter->number);
  g_hash_table_insert (self->places, (gpointer) &voter->id, GUINT_TO_POINTER (self->lines->len));
  g_array_append_val (self->lines, line);
}

void
xy_vote_desk_take_roll (XyVoteDesk *self, XyVoteRoll *roll)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint));

  g_clear_pointer (&self->lines, xy_vote_lines_free);
  g_hash_table_remove_all (self->places);
  g_clear_pointer (&self->roll, xy_vote_roll_free);
  self->roll = roll;
  self->lines = g_array_new (FALSE, FALSE, sizeof (XyVoteLine));
  for (guint i = 0; i < roll->voters->len; i++)
    add_line (self, roll->voters->pdata[i], NULL);
  for (guint i = 0; i < roll->excluded->len; i++)
    add_line (self, roll->excluded->pdata[i], roll->whys->pdata[i]);
  if (self->cells == NULL)
    return;
  for (guint i = 0; i < self->lines->len; i++)
    g_array_append_val (rows, i);
  xy_cells_show (self->cells, (const guint *) (gpointer) rows->data, rows->len);
}

void
xy_vote_desk_take_ballots (XyVoteDesk *self, const GPtrArray *ballots)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      line_at (self, i)->choice = NULL;
      line_at (self, i)->proxy = FALSE;
    }
  for (guint i = 0; i < ballots->len; i++)
    {
      const XyBallot *ballot = ballots->pdata[i];
      gpointer at;
      if (!g_hash_table_lookup_extended (self->places, &ballot->voter, NULL, &at))
        continue;
      XyVoteLine *line = line_at (self, GPOINTER_TO_UINT (at));
      for (guint k = 0; xy_vote_choices[k].value != NULL; k++)
        if (g_strcmp0 (xy_vote_choices[k].value, ballot->choice) == 0)
          line->choice = xy_vote_choices[k].value;
      line->proxy = ballot->proxy != 0;
    }
}

void
xy_vote_desk_show_voices (XyVoteDesk *self)
{
  xy_cells_refresh (self->cells);
  show_left (self);
}
