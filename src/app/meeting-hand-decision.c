/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an agreed matter has besides its text: who answers for it, until when, who does it, how it was voted. */
#include "app/meeting-decision-private.h"

#include <glib/gi18n-lib.h>

#include "app/cells.h"
#include "app/filter-drop.h"
#include "app/suggest-entry.h"
#include "app/words.h"
#include "core/day-limit.h"
#include "core/find.h"
#include "core/matter.h"

static const struct
{
  const char *field, *label;
  int width;
} entries[XY_DECISION_N_ENTRIES] = {
  [XY_DECISION_OWNER] = { "owner", N_ ("Owner") },       [XY_DECISION_UNTIL] = { "until", N_ ("Last day") },
  [XY_DECISION_HELPERS] = { "helpers", N_ ("Helpers") }, [XY_DECISION_PARTNER] = { "partner", N_ ("Partner outside") },
  [XY_DECISION_RESULT] = { "result", N_ ("Result") },    [XY_DECISION_YES] = { "yes", N_ ("Voices for"), 4 },
  [XY_DECISION_NO] = { "no", N_ ("Against"), 4 },        [XY_DECISION_ABSTAIN] = { "abstain", N_ ("Abstained"), 4 },
};

/* Enter goes from one to the next; behind the last the line is left. */
static const int order[] = { XY_DECISION_OWNER,  XY_DECISION_UNTIL, XY_DECISION_HELPERS, XY_DECISION_PARTNER,
                             XY_DECISION_RESULT, XY_DECISION_YES,   XY_DECISION_NO,      XY_DECISION_ABSTAIN };

static void
changed (XyMeetingDecisionBox *self)
{
  if (self->filling)
    return;
  xy_meeting_hand_changed (self->hand);
}

/* What was said as "3天" stands there as a day once the entry is left. */
static void
on_until_left (XyMeetingDecisionBox *self)
{
  char day[XY_DAY_SIZE];

  if (xy_meeting_decision_read_until (self, day)
      && g_strcmp0 (day, xy_meeting_decision_get (self, XY_DECISION_UNTIL)) != 0)
    xy_meeting_decision_set (self, XY_DECISION_UNTIL, day);
}

static void
on_days_clicked (GtkWidget *button, XyMeetingDecisionBox *self)
{
  const XyMeetingSheet *sheet = self->hand->desk->sheet;
  int days = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "days"));
  char day[XY_DAY_SIZE];

  if (sheet != NULL && xy_day_add (sheet->meeting->day, days, day))
    xy_meeting_decision_set (self, XY_DECISION_UNTIL, day);
}

static void
on_entry_activated (GtkWidget *entry, XyMeetingDecisionBox *self)
{
  guint at = 0;

  while (at < G_N_ELEMENTS (order) && self->entries[order[at]] != entry)
    at++;
  for (at++; at < G_N_ELEMENTS (order); at++)
    if (gtk_widget_is_visible (self->entries[order[at]]))
      {
        gtk_widget_grab_focus (self->entries[order[at]]);
        return;
      }
  xy_meeting_desk_leave_hand (self->hand->desk, self->hand);
}

/* Persons by their initials, as the one who answers for it. */
static GPtrArray *
find_owner (XyStore *store, const char *text, GError **error)
{
  g_autoptr (GPtrArray) hits = xy_find (store, text, 8, error);
  GPtrArray *suggestions;

  if (hits == NULL)
    return NULL;
  suggestions = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_suggestion_free);
  for (guint i = 0; i < hits->len; i++)
    {
      const XyHit *hit = hits->pdata[i];
      if (hit->here)
        g_ptr_array_add (suggestions, xy_suggestion_new (&hit->id, hit->title, hit->subtitle));
    }
  return suggestions;
}

static void
on_voted_toggled (XyMeetingDecisionBox *self)
{
  gtk_widget_set_visible (self->votes, gtk_check_button_get_active (GTK_CHECK_BUTTON (self->voted)));
  changed (self);
}

/* What the text seems to be about is so: it goes to the meeting that may decide it. */
static void
on_adopted (XyMeetingDecisionBox *self)
{
  const GPtrArray *matters = xy_meeting_decision_matters (self);
  g_autoptr (XyMeetingLine) line = xy_meeting_hand_read (self->hand);
  const XyMeetingMatter *guessed = xy_meeting_sheet_reserved (self->hand->desk->sheet, line);

  for (guint i = 0; matters != NULL && i < matters->len; i++)
    if (matters->pdata[i] == guessed)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->reserved), i + 1);
  for (guint i = 0; xy_matter_does[i].value != NULL; i++)
    if (g_str_equal (xy_matter_does[i].value, "meeting"))
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->does), i + 1);
}

static void
on_does_chosen (XyMeetingDecisionBox *self)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->does));

  gtk_widget_set_visible (self->result_place, chosen > 0 && g_strcmp0 (xy_matter_does[chosen - 1].value, "spot") == 0);
  changed (self);
}

/* Making */

static GtkWidget *
make_words (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "quiet");
  return label;
}

static GtkWidget *
add_entry (XyMeetingDecisionBox *self, GtkWidget *place, int which)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *entry =
      which == XY_DECISION_OWNER || which == XY_DECISION_HELPERS ? xy_suggest_entry_new () : gtk_entry_new ();
  gboolean narrow = entries[which].width > 0;

  if (XY_IS_SUGGEST_ENTRY (entry) && which == XY_DECISION_OWNER)
    xy_suggest_entry_set_find (XY_SUGGEST_ENTRY (entry), xy_desk_get_worker (self->hand->desk->desk), find_owner);
  self->entries[which] = entry;
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), narrow ? entries[which].width : 8);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), narrow ? entries[which].width : 8);
  gtk_widget_set_hexpand (entry, !narrow);
  if (narrow)
    gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_DIGITS);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (entries[which].label), -1);
  gtk_box_append (GTK_BOX (box), make_words (_ (entries[which].label)));
  gtk_box_append (GTK_BOX (box), entry);
  gtk_widget_set_hexpand (box, !narrow);
  gtk_box_append (GTK_BOX (place), box);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (changed), self);
  g_signal_connect (entry, "activate", G_CALLBACK (on_entry_activated), self);
  return box;
}

static GtkWidget *
add_row (XyMeetingDecisionBox *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_box_append (GTK_BOX (self->box), row);
  return row;
}

static void
add_until (XyMeetingDecisionBox *self, GtkWidget *row)
{
  static const int days[] = { 7, 15, 30 };
  GtkWidget *box = add_entry (self, row, XY_DECISION_UNTIL);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entries[XY_DECISION_UNTIL]), _ ("3 days, end of month"));
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_until_left), self);
  gtk_widget_add_controller (self->entries[XY_DECISION_UNTIL], focus);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *label = g_strdup_printf ("+%d", days[i]);
      g_autofree char *tooltip = g_strdup_printf (
          ngettext ("%d day after the meeting", "%d days after the meeting", (gulong) days[i]), days[i]);
      GtkWidget *button = gtk_button_new_with_label (label);
      gtk_widget_add_css_class (button, "small-verb");
      gtk_widget_set_focusable (button, FALSE);
      gtk_widget_set_tooltip_text (button, tooltip);
      g_object_set_data (G_OBJECT (button), "days", GINT_TO_POINTER (days[i]));
      g_signal_connect (button, "clicked", G_CALLBACK (on_days_clicked), self);
      gtk_box_append (GTK_BOX (box), button);
    }
}

static void
add_does (XyMeetingDecisionBox *self, GtkWidget *row)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  xy_words_append (list, _ ("not said yet"));
  for (guint i = 0; xy_matter_does[i].value != NULL; i++)
    xy_words_append (list, xy_word_label (xy_matter_does, xy_matter_does[i].value));
  self->does = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (list)), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->does), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Who does it"), -1);
  gtk_box_append (GTK_BOX (row), self->does);
  g_signal_connect_swapped (self->does, "notify::selected", G_CALLBACK (on_does_chosen), self);
}

static GtkWidget *
add_sentence (XyMeetingDecisionBox *self, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), 30);
  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_visible (label, FALSE);
  gtk_box_append (GTK_BOX (self->box), label);
  return label;
}

static void
on_box_destroyed (XyMeetingDecisionBox *self)
{
  g_free (self->rules);
  g_free (self);
}

XyMeetingDecisionBox *
xy_meeting_decision_box_new (XyMeetingHand *hand)
{
  XyMeetingDecisionBox *self = g_new0 (XyMeetingDecisionBox, 1);
  GtkWidget *row;

  self->hand = hand;
  self->filling = TRUE;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  row = add_row (self);
  add_entry (self, row, XY_DECISION_OWNER);
  add_until (self, row);
  add_does (self, row);
  row = add_row (self);
  add_entry (self, row, XY_DECISION_HELPERS);
  add_entry (self, row, XY_DECISION_PARTNER);
  self->result_place = add_entry (self, row, XY_DECISION_RESULT);
  gtk_widget_set_visible (self->result_place, FALSE);
  row = add_row (self);
  gtk_box_append (GTK_BOX (row), make_words (_ ("Reserved by law")));
  self->reserved = xy_filter_drop_new (_ ("Which matter the law reserves for another meeting"));
  gtk_widget_set_hexpand (self->reserved, TRUE);
  gtk_box_append (GTK_BOX (row), self->reserved);
  self->voted = gtk_check_button_new_with_mnemonic (_ ("_Voted"));
  gtk_box_append (GTK_BOX (row), self->voted);
  self->votes = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_box_append (GTK_BOX (row), self->votes);
  add_entry (self, self->votes, XY_DECISION_YES);
  add_entry (self, self->votes, XY_DECISION_NO);
  add_entry (self, self->votes, XY_DECISION_ABSTAIN);
  gtk_widget_set_visible (self->votes, FALSE);
  self->until_says = add_sentence (self, "error-line");
  self->verdict = add_sentence (self, "quiet");
  self->warning = add_sentence (self, "warning-line");
  self->adopt = gtk_button_new_with_label (_ ("Submit it to that meeting"));
  gtk_widget_set_halign (self->adopt, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->adopt, "small-verb");
  gtk_widget_set_visible (self->adopt, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->adopt);
  g_signal_connect_swapped (self->adopt, "clicked", G_CALLBACK (on_adopted), self);
  g_signal_connect_swapped (self->reserved, "notify::selected", G_CALLBACK (changed), self);
  g_signal_connect_swapped (self->voted, "toggled", G_CALLBACK (on_voted_toggled), self);
  g_signal_connect_swapped (self->box, "destroy", G_CALLBACK (on_box_destroyed), self);
  self->filling = FALSE;
  return self;
}

GtkWidget *
xy_meeting_decision_box_get_widget (XyMeetingDecisionBox *self)
{
  return self->box;
}

gboolean
xy_meeting_decision_box_focus (XyMeetingDecisionBox *self, const char *field)
{
  if (!gtk_widget_get_visible (self->box))
    return FALSE;
  if (g_str_equal (field, "does"))
    return gtk_widget_grab_focus (self->does);
  if (g_str_equal (field, "reserved"))
    return gtk_widget_grab_focus (self->reserved);
  if (g_str_equal (field, "voted"))
    return gtk_widget_grab_focus (self->voted);
  for (guint i = 0; i < XY_DECISION_N_ENTRIES; i++)
    if (g_str_equal (field, entries[i].field))
      return gtk_widget_grab_focus (self->entries[i]);
  return FALSE;
}
