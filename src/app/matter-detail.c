/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/matter-detail.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/i18n.h"
#include "core/mask.h"

#define ENTRY_WORDS 20

/* 曾小平 11-21 */
static void
add_step (GtkWidget *steps, const char *icon, const char *what, const char *who, const char *day)
{
  g_autofree char *when =
      g_strdup_printf ("%s %s", who != NULL ? who : "", day != NULL && strlen (day) == 10 ? day + 5 : "");

  xy_detail_add_step (steps, icon, what, when);
}

static char *
describe_step (const XyMatterStep *step)
{
  g_autoptr (GString) words = g_string_new (xy_matter_kind_label (xy_matter_kind_from_name (step->kind)));

  if (step->owner != NULL)
    g_string_append_printf (words, _ (" to %s"), step->owner);
  if (step->until != NULL)
    g_string_append_printf (words, _ (" until %s"), step->until);
  if (g_strcmp0 (step->satisfaction, "fair") == 0)
    g_string_append_printf (words, _ (" (%s)"), xy_word_label (xy_matter_satisfactions, step->satisfaction));
  if (step->note != NULL)
    g_string_append_printf (words, _ (": %s"), step->note);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static const char *
icon_of (XyMatterKind kind)
{
  if (kind == XY_MATTER_FINISH || kind == XY_MATTER_SATISFIED || kind == XY_MATTER_CLOSE)
    return "xy-check-symbolic";
  if (kind == XY_MATTER_UNSATISFIED)
    return "xy-alert-symbolic";
  return kind == XY_MATTER_MAKE_VOID ? "xy-close-symbolic" : "xy-calendar-symbolic";
}

static void
add_steps (XyDetail *detail, const XyMatter *matter, const XyMatterFacts *facts)
{
  GtkWidget *steps;

  xy_detail_add_heading (detail, _ ("What happened"));
  steps = xy_detail_add_steps (detail);
  add_step (steps, "xy-document-symbolic", _ ("Registered"), matter->recorder, matter->day);
  for (guint i = 0; facts != NULL && i < facts->steps->len; i++)
    {
      const XyMatterStep *step = facts->steps->pdata[i];
      g_autofree char *what = describe_step (step);
      add_step (steps, icon_of (xy_matter_kind_from_name (step->kind)), what, step->by, step->day);
    }
}

/* 组长初调 — 村调委会 — 镇: how high a dispute has gone, told by a sign and a word. */
static void
add_levels (XyDetail *detail, const XyMatter *matter)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (matter->level == 0)
    return;
  for (int level = 1; level <= XY_MATTER_LEVELS; level++)
    {
      g_autofree char *value = g_strdup_printf ("%d", level);
      const char *sign = level < matter->level ? "✓" : level == matter->level ? "●" : "○";
      g_string_append_printf (words, "%s%s %s", words->len > 0 ? "\n" : "", sign,
                              xy_word_label (xy_matter_levels, value));
    }
  xy_detail_add_heading (detail, _ ("How high the dispute has gone"));
  xy_detail_add_words (detail, words->str, NULL);
}

/* A button as wide as the pane that does ACTION with ID. */
static GtkWidget *
make_entry (const char *text, const char *more, const char *action, const char *target)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3), *button = gtk_button_new ();
  const char *const texts[] = { text, more };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (texts[i] == NULL)
        continue;
      g_autofree char *alone = xy_i18n_alone (texts[i]);
      GtkWidget *label = gtk_label_new (alone);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_width_chars (GTK_LABEL (label), ENTRY_WORDS);
      gtk_label_set_max_width_chars (GTK_LABEL (label), ENTRY_WORDS);
      if (i == 1)
        gtk_widget_add_css_class (label, "quiet");
      gtk_box_append (GTK_BOX (lines), label);
    }
  gtk_button_set_child (GTK_BUTTON (button), lines);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "entry");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  return button;
}

/* One thing of the thread: it leads there; what was tied by hand has a cross. */
static void
add_tie (GtkWidget *box, const XyMatterTie *tie)
{
  static const XyWord words[] = {
    { "matter", N_ ("matter") },     { "meeting", N_ ("meeting") },           { "paper", N_ ("paper") },
    { "document", N_ ("document") }, { "slip", N_ ("rectification notice") }, { NULL, NULL }
  };
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  char id[XY_ID_TEXT_LENGTH + 1];
  g_autofree char *more = tie->more != NULL ? g_strdup_printf ("%s · %s", xy_word_label (words, tie->kind), tie->more)
                                            : g_strdup (xy_word_label (words, tie->kind));
  xy_id_to_text (&tie->target, id);
  g_autofree char *target = g_strdup_printf ("%s %s", tie->kind, id);

  gtk_box_append (GTK_BOX (row), make_entry (tie->title, more, "matter.go", target));
  if (!xy_id_is_none (&tie->link))
    {
      GtkWidget *untie = gtk_button_new_from_icon_name ("xy-close-symbolic");
      g_autofree char *name = g_strdup_printf (_ ("Untie: %s"), tie->title);
      xy_id_to_text (&tie->link, id);
      gtk_widget_add_css_class (untie, "flat");
      gtk_widget_set_valign (untie, GTK_ALIGN_CENTER);
      gtk_widget_set_tooltip_text (untie, name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (untie), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (untie), "matter.untie");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (untie), "s", id);
      gtk_box_append (GTK_BOX (row), untie);
    }
  gtk_box_append (GTK_BOX (box), row);
}

static void
add_thread (XyDetail *detail, const XyMatterFacts *facts)
{
  GtkWidget *box, *tie;

  if (facts == NULL)
    return;
  xy_detail_add_heading (detail, _ ("What belongs to it"));
  box = xy_detail_add_steps (detail);
  for (guint i = 0; i < facts->ties->len; i++)
    add_tie (box, facts->ties->pdata[i]);
  tie = gtk_button_new_with_label (_ ("Tie to…"));
  gtk_widget_set_halign (tie, GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (tie), "matter.tie");
  gtk_box_append (GTK_BOX (box), tie);
}

void
xy_matter_detail_show (XyDetail *detail, const XyMatterRow *row, const XyMatterFacts *facts)
{
  const XyMatter *matter = row->matter;
  const char *source = xy_word_label (xy_matter_sources, matter->source);
  g_autofree char *more = g_strdup_printf ("%s · %s", row->number, source != NULL ? source : "");
  g_autofree char *left = xy_matter_left (row), *who = xy_matter_who (row);
  g_autofree char *phone = matter->phone != NULL ? xy_mask_phone (matter->phone) : NULL;
  g_autofree char *until = matter->until != NULL && left != NULL ? g_strdup_printf ("%s · %s", matter->until, left)
                                                                 : g_strdup (matter->until);
  GtkWidget *grid;

  xy_detail_start (detail);
  xy_detail_add_title (detail, matter->title, more, xy_pill_new (xy_matter_pill (row), row->word));
  if (matter->private)
    xy_detail_add_words (detail, _ ("Stays in the office: never on a board."), "quiet");
  if (matter->content != NULL)
    xy_detail_add_words (detail, matter->content, NULL);
  grid = xy_detail_add_facts (detail);
  xy_detail_add_fact (grid, _ ("Owner"), matter->owner);
  xy_detail_add_fact (grid, _ ("Helpers"), matter->helpers);
  xy_detail_add_fact (grid, _ ("Partner outside"), matter->partner);
  xy_detail_add_fact (grid, _ ("Last day"), until);
  xy_detail_add_fact (grid, _ ("Who does it"), xy_word_label (xy_matter_does, matter->kind));
  xy_detail_add_fact (grid, _ ("Raised by"), who);
  xy_detail_add_fact (grid, _ ("Phone"), phone);
  xy_detail_add_fact (grid, _ ("Group"), row->unit_name);
  xy_detail_add_fact (grid, _ ("Where it is"), matter->place);
  xy_detail_add_fact (grid, _ ("Who was heard"), xy_word_label (xy_matter_heard, matter->heard));
  xy_detail_add_fact (grid, _ ("What was asked"), xy_word_label (xy_matter_asked, matter->asked));
  xy_detail_add_fact (grid, _ ("Heard by"), matter->visitor);
  xy_detail_add_fact (grid, _ ("Satisfaction"), xy_word_label (xy_matter_satisfactions, matter->satisfaction));
  if (facts != NULL && facts->reserved != NULL && matter->stage < XY_MATTER_CLOSED)
    xy_detail_add_words (detail, facts->reserved, "quiet");
  add_levels (detail, matter);
  add_steps (detail, matter, facts);
  add_thread (detail, facts);
}
