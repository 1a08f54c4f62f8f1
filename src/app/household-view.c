/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/household-view.h"

#include <glib/gi18n-lib.h>

#include "app/hygiene-history.h"
#include "app/mark-bar.h"
#include "app/pane-box.h"
#include "app/pill.h"
#include "app/words.h"
#include "core/day.h"
#include "core/household-overview.h"
#include "core/mask.h"
#include "core/number.h"
#include "core/relation.h"
#include "core/store.h"
#include "core/tag.h"

#define N_ENTRIES 6
#define N_EVENTS 6

/* All that is shown, read in one job. */
typedef struct
{
  XyHouseholdOverview *overview;
  char *name; /* 曾国强(3-016) */
  char *today;
} Facts;

struct _XyHouseholdView
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *scrolled;
  GtkWidget *foot;
  GtkWidget *inside;  /* what scrolls: the mark (mark-bar.h), then the content */
  GtkWidget *content; /* made anew for each household */
  XyDesk *desk;
  XyId household;
  XyId person;
  guint n_many; /* how many are chosen, where it is not one */
  gboolean revealed;
  gboolean may; /* what is shown is for somebody who may mend it */
  Facts *facts;
  GCancellable *reading;
};

enum
{
  MEMBER_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XyHouseholdView, xy_household_view, GTK_TYPE_WIDGET)

static void
facts_free (gpointer p)
{
  Facts *facts = p;
  if (facts == NULL)
    return;
  g_clear_pointer (&facts->overview, xy_household_overview_free);
  g_free (facts->name);
  g_free (facts->today);
  g_free (facts);
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  return xy_words_new (text, css_class, 4, 20);
}

static GtkWidget *
make_short_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_row (int spacing)
{
  return gtk_box_new (GTK_ORIENTATION_HORIZONTAL, spacing);
}

static void
append (XyHouseholdView *self, GtkWidget *widget)
{
  gtk_box_append (GTK_BOX (self->content), widget);
}

/* Whether who sits here may change the roster: in a village that is only looked at nobody may. */
static gboolean
may_mend (XyHouseholdView *self)
{
  return self->desk != NULL && xy_desk_may (self->desk, XY_MAY_EDIT_ROSTER);
}

/* A bold heading, at its right a small verb. */
static void
add_heading (XyHouseholdView *self, const char *words, const char *verb, const char *action)
{
  GtkWidget *row = make_row (6);
  GtkWidget *label = make_short_label (words, "bold");

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (row), label);
  if (verb != NULL)
    {
      GtkWidget *button = gtk_button_new_with_label (verb);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "small-verb");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
      gtk_box_append (GTK_BOX (row), button);
    }
  gtk_widget_add_css_class (row, "section");
  append (self, row);
}

static XyPillKind
pill_of (const char *state)
{
  if (g_strcmp0 (state, "here") == 0)
    return XY_PILL_DONE;
  return g_strcmp0 (state, "away") == 0 ? XY_PILL_WAITING : XY_PILL_PLAIN;
}

static void
add_title (XyHouseholdView *self)
{
  const XyHousehold *household = self->facts->overview->household;
  GtkWidget *row = make_row (12);
  g_autoptr (GString) more = g_string_new (self->facts->overview->unit_path);
  g_autofree char *title = g_strdup_printf (_ ("Household of %s"), household->head_name != NULL ? household->head_name
                                                                   : household->number != NULL  ? household->number
                                                                                                : "");
  GtkWidget *label = make_label (title, "heading");
  GtkWidget *pill = xy_pill_new (pill_of (household->state), xy_household_state_label (household->state));

  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), pill);
  append (self, row);

  if (household->number != NULL)
    g_string_append_printf (more, "%s%s", more->len > 0 ? " · " : "", household->number);
  g_string_append (more, more->len > 0 ? " · " : "");
  g_string_append_printf (more, ngettext ("%d person", "%d people", self->facts->overview->members->len),
                          (int) self->facts->overview->members->len);
  append (self, make_label (more->str, "quiet"));
}

static void
add_figure (GtkWidget *row, char *number, const char *words)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *figure = gtk_label_new (number);
  GtkWidget *label = gtk_label_new (words);

  gtk_widget_add_css_class (figure, "figure");
  gtk_widget_add_css_class (label, "quiet");
  gtk_box_append (GTK_BOX (box), figure);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (row), box);
  g_free (number);
}

static void
add_figures (XyHouseholdView *self)
{
  const XyHouseholdOverview *overview = self->facts->overview;
  GtkWidget *row = make_row (0);
  XySpan span = XY_SPAN_QUARTER;

  xy_period_parse (overview->period, &span, NULL, NULL);
  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  gtk_widget_add_css_class (row, "figures");
  add_figure (row, xy_points_format (overview->total), _ ("In all"));
  add_figure (row, xy_points_format_change (overview->current),
              span == XY_SPAN_MONTH ? _ ("This month") : _ ("This quarter"));
  add_figure (row, xy_points_format (MAX (overview->spend, 0)), _ ("Can be spent"));
  append (self, row);
  if (overview->spend < 0)
    {
      g_autofree char *owed = xy_points_format (-overview->spend);
      g_autofree char *words = g_strdup_printf (_ ("The next %s make up for what was taken back."), owed);
      append (self, make_label (words, "quiet"));
    }
  if (overview->n_pending > 0)
    {
      g_autofree char *sum = xy_points_format_change (overview->pending);
      g_autofree char *words =
          g_strdup_printf (ngettext ("Not counted yet: %u item registered, %s.",
                                     "Not counted yet: %u items registered, %s.", overview->n_pending),
                           overview->n_pending, sum);
      append (self, make_label (words, "quiet"));
    }
}

static void
on_mend_clicked (GtkButton *button, XyHouseholdView *self)
{
  const XyId *person = g_object_get_data (G_OBJECT (button), "xy-person");
  g_signal_emit (self, signals[MEMBER_ACTIVATED], 0, person);
}

/* The verb that mends PROBLEM. */
static GtkWidget *
make_mend_button (XyHouseholdView *self, const XyProblem *problem)
{
  GtkWidget *button = gtk_button_new_with_label (problem->kind == XY_PROBLEM_NO_MEMBERS ? _ ("Add member")
                                                 : problem->kind == XY_PROBLEM_NO_HEAD  ? _ ("Choose head")
                                                                                        : _ ("Mend"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "small-verb");
  if (problem->kind == XY_PROBLEM_NO_MEMBERS)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "household.add-member");
  else if (problem->kind == XY_PROBLEM_NO_HEAD || problem->kind == XY_PROBLEM_TWO_HEADS
           || problem->kind == XY_PROBLEM_HEAD_DIFFERS)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "household.new-head");
  else if (xy_id_is_none (&problem->person))
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "household.edit");
  else
    {
      g_object_set_data_full (G_OBJECT (button), "xy-person", xy_id_copy (&problem->person), g_free);
      g_signal_connect (button, "clicked", G_CALLBACK (on_mend_clicked), self);
    }
  return button;
}

/* What is wrong, in red words; for who may mend it with the verb that does. */
static void
add_problems (XyHouseholdView *self)
{
  for (guint i = 0; i < self->facts->overview->problems->len; i++)
    {
      const XyProblem *problem = self->facts->overview->problems->pdata[i];
      GtkWidget *row = make_row (6);
      GtkWidget *words = make_label (problem->sentence, NULL);

      gtk_widget_set_hexpand (words, TRUE);
      gtk_widget_add_css_class (row, "problem");
      gtk_box_append (GTK_BOX (row), xy_words_new_sign ("xy-alert-symbolic"));
      gtk_box_append (GTK_BOX (row), words);
      if (may_mend (self))
        gtk_box_append (GTK_BOX (row), make_mend_button (self, problem));
      append (self, row);
    }
}

static char *
shown_number (XyHouseholdView *self, const char *number, char *(*mask) (const char *number))
{
  return self->revealed ? g_strdup (number != NULL ? number : "") : mask (number);
}

static GtkWidget *
make_member (XyHouseholdView *self, const XyPerson *person)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = make_row (9);
  GtkWidget *name = make_short_label (person->name, xy_relation_is_head (person->relation) ? "bold" : NULL);
  g_autoptr (GString) more = g_string_new (person->sex);
  int age = xy_day_age (person->birthday, self->facts->today);

  gtk_widget_set_hexpand (name, TRUE);
  if (age >= 0)
    {
      g_string_append (more, more->len > 0 ? " " : "");
      g_string_append_printf (more, _ ("aged %d"), age);
    }
  gtk_box_append (GTK_BOX (line), name);
  gtk_box_append (GTK_BOX (line), make_short_label (person->relation, "quiet"));
  GtkWidget *right = make_short_label (more->str, "quiet");
  gtk_label_set_width_chars (GTK_LABEL (right), 8);
  gtk_label_set_xalign (GTK_LABEL (right), 1);
  gtk_box_append (GTK_BOX (line), right);
  gtk_box_append (GTK_BOX (box), line);
  g_autofree char *phone = shown_number (self, person->phone, xy_mask_phone);
  g_autofree char *id_number = shown_number (self, person->id_number, xy_mask_id_number);
  g_autoptr (GString) second = g_string_new (NULL);
  if (g_strcmp0 (person->state, "here") != 0)
    g_string_append (second, xy_person_state_label (person->state));
  if (person->work_place != NULL && g_strcmp0 (person->state, "away") == 0)
    g_string_append_printf (second, " · %s", person->work_place);
  if (*phone != '\0')
    g_string_append_printf (second, "%s%s", second->len > 0 ? " · " : "", phone);
  if (self->revealed && *id_number != '\0')
    g_string_append_printf (second, "%s%s", second->len > 0 ? "\n" : "", id_number);
  if (second->len > 0)
    gtk_box_append (GTK_BOX (box), make_label (second->str, "second"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "xy-person", xy_id_copy (&person->record.id), g_free);
  g_autofree char *called =
      g_strdup_printf ("%s %s %s", person->name, person->relation != NULL ? person->relation : "", more->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, called, -1);
  return row;
}

static void
on_member_activated (XyHouseholdView *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[MEMBER_ACTIVATED], 0, g_object_get_data (G_OBJECT (row), "xy-person"));
}

static void
add_members (XyHouseholdView *self)
{
  GtkWidget *list = gtk_list_box_new ();

  add_heading (self, _ ("Members"), may_mend (self) ? _ ("Add member…") : NULL, "household.add-member");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_SINGLE);
  gtk_widget_add_css_class (list, "members");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Members"), -1);
  for (guint i = 0; i < self->facts->overview->members->len; i++)
    {
      const XyPerson *person = self->facts->overview->members->pdata[i];
      GtkWidget *row = make_member (self, person);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
      if (xy_id_same (&person->record.id, &self->person))
        gtk_list_box_select_row (GTK_LIST_BOX (list), GTK_LIST_BOX_ROW (row));
    }
  g_signal_connect_swapped (list, "row-activated", G_CALLBACK (on_member_activated), self);
  if (self->facts->overview->members->len > 0)
    append (self, list);
}

static GtkWidget *
make_line (const char *day, const char *words, const char *right, const char *css_class)
{
  GtkWidget *row = make_row (9);
  GtkWidget *label = make_label (words, NULL);

  GtkWidget *when = make_short_label (day, "quiet");
  gtk_label_set_ellipsize (GTK_LABEL (when), PANGO_ELLIPSIZE_NONE);
  gtk_widget_add_css_class (when, "numeric");
  gtk_widget_set_valign (when, GTK_ALIGN_START);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (row), when);
  gtk_box_append (GTK_BOX (row), label);
  if (right != NULL)
    {
      GtkWidget *number = gtk_label_new (right);
      gtk_widget_add_css_class (number, "score");
      gtk_widget_add_css_class (number, "numeric");
      if (css_class != NULL)
        gtk_widget_add_css_class (number, css_class);
      gtk_widget_set_valign (number, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (row), number);
    }
  return row;
}

static GtkWidget *
make_purge_button (const XyPerson *person)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Purge…"));
  g_autofree char *called = g_strdup_printf (_ ("Purge the information on %s"), person->name);
  char id[XY_ID_TEXT_LENGTH + 1];

  xy_id_to_text (&person->record.id, id);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "small-verb");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, _ ("All that is personal goes for good, where he asked for it"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, called, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "household.purge");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  return button;
}

/* Who died, moved or married away; the household's history stays with it. */
static void
add_former (XyHouseholdView *self)
{
  GPtrArray *former = self->facts->overview->former;

  if (former->len == 0)
    return;
  add_heading (self, _ ("Former members"), NULL, NULL);
  for (guint i = 0; i < former->len; i++)
    {
      const XyFormerMember *member = former->pdata[i];
      g_autoptr (GString) words = g_string_new (member->what);
      if (member->day != NULL)
        g_string_append_printf (words, " %s", member->day);
      if (member->where != NULL)
        g_string_append_printf (words, " → %s", member->where);
      GtkWidget *line = make_line (member->person->name, words->str, NULL, NULL);
      if (!xy_person_is_live (member->person) && may_mend (self))
        gtk_box_append (GTK_BOX (line), make_purge_button (member->person));
      append (self, line);
    }
}

static void
add_fact (GtkWidget *grid, int *line, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  GtkWidget *label = make_short_label (name, "quiet");
  GtkWidget *words = make_label (value, NULL);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_grid_attach (GTK_GRID (grid), label, 0, *line, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), words, 1, (*line)++, 1, 1);
}

static gboolean
has_numbers (XyHouseholdView *self)
{
  const XyHousehold *household = self->facts->overview->household;

  for (guint i = 0; i < self->facts->overview->members->len; i++)
    {
      const XyPerson *person = self->facts->overview->members->pdata[i];
      if (person->phone != NULL || person->id_number != NULL)
        return TRUE;
    }
  return household->phone != NULL || household->bank != NULL;
}

static void
add_facts (XyHouseholdView *self)
{
  const XyHousehold *household = self->facts->overview->household;
  GtkWidget *grid = gtk_grid_new ();
  g_autofree char *phone = shown_number (self, household->phone, xy_mask_phone);
  g_autofree char *bank = shown_number (self, household->bank, xy_mask_bank_card);
  int line = 0;

  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  add_heading (self, _ ("Household"), has_numbers (self) && !self->revealed ? _ ("Numbers in full…") : NULL,
               "household.reveal");
  add_fact (grid, &line, _ ("Phone"), phone);
  add_fact (grid, &line, _ ("Bank account"), bank);
  add_fact (grid, &line, _ ("Address"), household->address);
  add_fact (grid, &line, _ ("Category"), household->category);
  add_fact (grid, &line, _ ("Note"), household->note);
  if (line > 0)
    append (self, grid);
  add_heading (self, _ ("Tags"), may_mend (self) ? _ ("Change tags…") : NULL, "household.tag");
  if (self->facts->overview->tags->len == 0)
    return;
  g_autoptr (GString) tags = g_string_new (NULL);
  for (guint i = 0; i < self->facts->overview->tags->len; i++)
    g_string_append_printf (tags, "%s%s", i > 0 ? " · " : "", ((XyTag *) self->facts->overview->tags->pdata[i])->name);
  append (self, make_label (tags->str, NULL));
}

static void
add_entries (XyHouseholdView *self)
{
  if (self->facts->overview->entries->len == 0)
    return;
  add_heading (self, _ ("Last points"), NULL, NULL);
  for (guint i = 0; i < self->facts->overview->entries->len; i++)
    {
      const XyPointsEntry *entry = self->facts->overview->entries->pdata[i];
      g_autofree char *delta = xy_points_format_change (entry->delta);
      append (self, make_line (entry->day, entry->item, delta, entry->delta < 0 ? "minus" : NULL));
    }
}

/* Its last rounds of hygiene, and what is to be put right. */
static void
add_hygiene (XyHouseholdView *self)
{
  const XyHouseholdOverview *overview = self->facts->overview;

  if (overview->stays->len == 0)
    return;
  add_heading (self, _ ("Hygiene"), NULL, NULL);
  for (guint i = 0; i < overview->stays->len; i++)
    {
      const XyHygieneStay *stay = overview->stays->pdata[i];
      append (self, xy_hygiene_stay_line_new (stay));
    }
  for (guint i = 0; i < overview->slips->len; i++)
    {
      const XyHygieneSlipRow *row = overview->slips->pdata[i];
      if (row == NULL || row->slip->stage >= XY_HYGIENE_CLOSED)
        continue;
      g_autofree char *words =
          g_strdup_printf (_ ("Notice %s: %s, until %s"), row->number, row->slip->problem, row->slip->until);
      append (self, make_line (row->word, words, NULL, NULL));
    }
}

static void
add_events (XyHouseholdView *self)
{
  GPtrArray *events = self->facts->overview->events;

  if (events->len == 0)
    return;
  add_heading (self, _ ("What happened"), NULL, NULL);
  for (guint i = 0; i < MIN (events->len, N_EVENTS); i++)
    {
      const XyEventLine *event = events->pdata[i];
      g_autoptr (GString) words = g_string_new (xy_event_kind_label (event->kind));
      if (event->persons != NULL && *event->persons != '\0')
        g_string_append_printf (words, " %s", event->persons);
      if (event->other_name != NULL)
        g_string_append_printf (words, " → %s", event->other_name);
      if (event->note != NULL)
        g_string_append_printf (words, " · %s", event->note);
      append (self, make_line (event->day, words->str, NULL, NULL));
    }
}

static void
rebuild (XyHouseholdView *self)
{
  if (self->content != NULL)
    gtk_box_remove (GTK_BOX (self->inside), self->content);
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->may = may_mend (self);
  gtk_widget_add_css_class (self->content, "content");
  gtk_widget_set_visible (self->foot, self->facts != NULL);
  xy_pane_box_set_blank (GTK_WIDGET (self), self->facts == NULL && self->n_many < 2);
  if (self->facts != NULL)
    {
      add_title (self);
      add_figures (self);
      add_problems (self);
      add_members (self);
      add_facts (self);
      add_entries (self);
      add_hygiene (self);
      add_events (self);
      add_former (self);
    }
  else
    {
      g_autofree char *many = g_strdup_printf (
          ngettext ("%u is chosen.\nCtrl+T changes the tags of all, Ctrl+C copies them for WPS.",
                    "%u are chosen.\nCtrl+T changes the tags of all, Ctrl+C copies them for WPS.", self->n_many),
          self->n_many);
      GtkWidget *words =
          make_label (self->n_many > 1 ? many : _ ("Choose a household to see everything about it here."), "quiet");
      gtk_widget_set_vexpand (words, TRUE);
      gtk_label_set_justify (GTK_LABEL (words), GTK_JUSTIFY_CENTER);
      gtk_label_set_xalign (GTK_LABEL (words), 0.5);
      append (self, words);
    }
  gtk_box_append (GTK_BOX (self->inside), self->content);
}

/* On the worker's thread. */
static gpointer
read_on_worker (XyStore *store, gpointer id, GCancellable *cancellable, GError **error)
{
  Facts *facts = g_new0 (Facts, 1);

  facts->overview = xy_household_load_overview (store, id, N_ENTRIES, error);
  facts->today = xy_env_today (xy_store_get_env (store));
  if (facts->overview == NULL)
    {
      facts_free (facts);
      return NULL;
    }
  facts->name = xy_household_describe (facts->overview->household);
  return facts;
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (XyHouseholdView) self = p;
  g_autoptr (GError) error = NULL;
  Facts *facts = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->box == NULL)
    {
      facts_free (facts);
      return;
    }
  if (facts != NULL && !xy_id_same (&facts->overview->household->record.id, &self->household))
    {
      facts_free (facts);
      return;
    }
  double scroll = gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)));
  gboolean same = facts != NULL && self->facts != NULL
                  && xy_id_same (&facts->overview->household->record.id, &self->facts->overview->household->record.id);
  g_clear_pointer (&self->facts, facts_free);
  self->facts = facts;
  rebuild (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)),
                            same ? scroll : 0);
}

static void
read_facts (XyHouseholdView *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (self->desk == NULL || xy_id_is_none (&self->household))
    {
      g_clear_pointer (&self->facts, facts_free);
      rebuild (self);
      return;
    }
  self->reading = g_cancellable_new ();
  xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_QUERY, read_on_worker, xy_id_copy (&self->household),
                 g_free, facts_free, self->reading, on_read, g_object_ref (self));
}

static void
on_worker_changed (XyHouseholdView *self, guint topics)
{
  const guint ours = XY_TOPIC_HOUSEHOLD | XY_TOPIC_PERSON | XY_TOPIC_UNIT | XY_TOPIC_TAG | XY_TOPIC_EVENT
                     | XY_TOPIC_POINTS | XY_TOPIC_HYGIENE;
  if ((topics & ours) != 0 && !xy_id_is_none (&self->household))
    read_facts (self);
}

/* Somebody else may sit here now. */
static void
on_desk_changed (XyHouseholdView *self)
{
  if (self->box != NULL && self->may != may_mend (self))
    rebuild (self);
}

static GtkWidget *
add_foot_button (XyHouseholdView *self, const char *words, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (words);

  gtk_widget_set_hexpand (button, TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (self->foot), button);
  return button;
}

static void
xy_household_view_dispose (GObject *object)
{
  XyHouseholdView *self = XY_HOUSEHOLD_VIEW (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (xy_household_view_parent_class)->dispose (object);
}

static void
xy_household_view_finalize (GObject *object)
{
  g_clear_pointer (&XY_HOUSEHOLD_VIEW (object)->facts, facts_free);
  G_OBJECT_CLASS (xy_household_view_parent_class)->finalize (object);
}

static void
xy_household_view_class_init (XyHouseholdViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = xy_household_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = xy_household_view_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "household");

  signals[MEMBER_ACTIVATED] = g_signal_new ("member-activated", XY_TYPE_HOUSEHOLD_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                            NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
xy_household_view_init (XyHouseholdView *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (self->scrolled, TRUE);
  self->inside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->inside), xy_mark_bar_new ());
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->inside);
  self->foot = make_row (6);
  gtk_box_set_homogeneous (GTK_BOX (self->foot), TRUE);
  gtk_widget_add_css_class (self->foot, "detail-foot");
  add_foot_button (self, _ ("Change…"), "household.edit");
  add_foot_button (self, _ ("Event…"), "household.event");
  add_foot_button (self, _ ("Print…"), "household.print-sheet");
  gtk_box_append (GTK_BOX (self->box), self->scrolled);
  gtk_box_append (GTK_BOX (self->box), self->foot);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  rebuild (self);
}

void
xy_household_view_set_desk (XyHouseholdView *self, XyDesk *desk)
{
  g_return_if_fail (XY_IS_HOUSEHOLD_VIEW (self));

  g_set_object (&self->desk, desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (on_desk_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (xy_desk_get_worker (desk), "changed", G_CALLBACK (on_worker_changed), self,
                           G_CONNECT_SWAPPED);
}

void
xy_household_view_show (XyHouseholdView *self, const XyId *household, const XyId *person)
{
  g_return_if_fail (XY_IS_HOUSEHOLD_VIEW (self));
  XyId id = household != NULL ? *household : XY_ID_NONE;
  XyId who = person != NULL ? *person : XY_ID_NONE;

  if (xy_id_same (&id, &self->household) && xy_id_same (&who, &self->person) && self->n_many == 0)
    return;
  self->n_many = 0;
  if (!xy_id_same (&id, &self->household))
    self->revealed = FALSE;
  self->household = id;
  self->person = who;
  read_facts (self);
}

void
xy_household_view_show_many (XyHouseholdView *self, guint n)
{
  g_return_if_fail (XY_IS_HOUSEHOLD_VIEW (self));

  self->n_many = n;
  self->household = self->person = XY_ID_NONE;
  self->revealed = FALSE;
  read_facts (self);
}

void
xy_household_view_reveal (XyHouseholdView *self)
{
  g_return_if_fail (XY_IS_HOUSEHOLD_VIEW (self));
  self->revealed = TRUE;
  rebuild (self);
}

const char *
xy_household_view_get_name (XyHouseholdView *self)
{
  g_return_val_if_fail (XY_IS_HOUSEHOLD_VIEW (self), NULL);
  return self->facts != NULL ? self->facts->name : NULL;
}
