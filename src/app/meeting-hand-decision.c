/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an agreed matter has besides its text: who answers for it, until when, who does it, how it was voted. */
#include "app/meeting-desk-private.h"

#include <glib/gi18n-lib.h>

#include "app/cells.h"
#include "app/filter-drop.h"
#include "app/suggest-entry.h"
#include "core/day-limit.h"
#include "core/find.h"
#include "core/matter.h"

enum
{
  OWNER,
  UNTIL,
  HELPERS,
  PARTNER,
  RESULT,
  YES,
  NO,
  ABSTAIN,
  N_ENTRIES,
};

struct _XyMeetingDecisionBox
{
  XyMeetingHand *hand;
  GtkWidget *box;
  GtkWidget *entries[N_ENTRIES];
  GtkWidget *does, *reserved, *voted, *votes, *result_place;
  GtkWidget *until_says, *verdict, *warning;
  char *rules; /* the name of those whose matters reserved shows */
  gboolean filling;
};

static const struct
{
  const char *field, *label;
  int width;
} entries[N_ENTRIES] = {
  [OWNER] = { "owner", N_ ("Owner") },       [UNTIL] = { "until", N_ ("Last day") },
  [HELPERS] = { "helpers", N_ ("Helpers") }, [PARTNER] = { "partner", N_ ("Partner outside") },
  [RESULT] = { "result", N_ ("Result") },    [YES] = { "yes", N_ ("Voices for"), 4 },
  [NO] = { "no", N_ ("Against"), 4 },        [ABSTAIN] = { "abstain", N_ ("Abstained"), 4 },
};

/* Enter goes from one to the next; behind the last the line is left. */
static const int order[] = { OWNER, UNTIL, HELPERS, PARTNER, RESULT, YES, NO, ABSTAIN };

/* NULL where nothing stands there. */
static const char *
get (XyMeetingDecisionBox *self, int entry)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entries[entry]));

  return text[0] != '\0' ? text : NULL;
}

static void
set (XyMeetingDecisionBox *self, int entry, const char *text)
{
  /* Nobody is looked for because of what is filled in. */
  if (XY_IS_SUGGEST_ENTRY (self->entries[entry]))
    xy_suggest_entry_set_id (XY_SUGGEST_ENTRY (self->entries[entry]), NULL, text);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->entries[entry]), text != NULL ? text : "");
}

static void
changed (XyMeetingDecisionBox *self)
{
  if (self->filling)
    return;
  xy_meeting_hand_changed (self->hand);
}

/* The last day as it was meant, "" where that is not known. */
static gboolean
read_until (XyMeetingDecisionBox *self, char day[XY_DAY_SIZE])
{
  const XyMeetingSheet *sheet = self->hand->desk->sheet;

  return sheet != NULL && get (self, UNTIL) != NULL && xy_day_parse_limit (get (self, UNTIL), sheet->meeting->day, day);
}

/* What was said as "3天" stands there as a day once the entry is left. */
static void
on_until_left (XyMeetingDecisionBox *self)
{
  char day[XY_DAY_SIZE];

  if (read_until (self, day) && g_strcmp0 (day, get (self, UNTIL)) != 0)
    set (self, UNTIL, day);
}

static void
on_days_clicked (GtkWidget *button, XyMeetingDecisionBox *self)
{
  const XyMeetingSheet *sheet = self->hand->desk->sheet;
  int days = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "days"));
  char day[XY_DAY_SIZE];

  if (sheet != NULL && xy_day_add (sheet->meeting->day, days, day))
    set (self, UNTIL, day);
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
  GtkWidget *entry = which == OWNER || which == HELPERS ? xy_suggest_entry_new () : gtk_entry_new ();
  gboolean narrow = entries[which].width > 0;

  if (XY_IS_SUGGEST_ENTRY (entry) && which == OWNER)
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
  GtkWidget *box = add_entry (self, row, UNTIL);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entries[UNTIL]), _ ("3 days, end of month"));
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_until_left), self);
  gtk_widget_add_controller (self->entries[UNTIL], focus);
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

  gtk_string_list_append (list, _ ("not said yet"));
  for (guint i = 0; xy_matter_does[i].value != NULL; i++)
    gtk_string_list_append (list, xy_word_label (xy_matter_does, xy_matter_does[i].value));
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
  add_entry (self, row, OWNER);
  add_until (self, row);
  add_does (self, row);
  row = add_row (self);
  add_entry (self, row, HELPERS);
  add_entry (self, row, PARTNER);
  self->result_place = add_entry (self, row, RESULT);
  gtk_widget_set_visible (self->result_place, FALSE);
  row = add_row (self);
  gtk_box_append (GTK_BOX (row), make_words (_ ("Reserved by law")));
  self->reserved =
      xy_filter_drop_new (_ ("Which matter the law reserves for another meeting; empty: as the text has it"));
  gtk_widget_set_hexpand (self->reserved, TRUE);
  gtk_box_append (GTK_BOX (row), self->reserved);
  self->voted = gtk_check_button_new_with_mnemonic (_ ("_Voted"));
  gtk_box_append (GTK_BOX (row), self->voted);
  self->votes = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_box_append (GTK_BOX (row), self->votes);
  add_entry (self, self->votes, YES);
  add_entry (self, self->votes, NO);
  add_entry (self, self->votes, ABSTAIN);
  gtk_widget_set_visible (self->votes, FALSE);
  self->until_says = add_sentence (self, "error-line");
  self->verdict = add_sentence (self, "quiet");
  self->warning = add_sentence (self, "warning-line");
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

/* What stands there */

static void
fill_reserved (XyMeetingDecisionBox *self)
{
  const XyMeetingSheet *sheet = self->hand->desk->sheet;
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  if (sheet == NULL || g_strcmp0 (sheet->rules->name, self->rules) == 0)
    return;
  g_free (self->rules);
  self->rules = g_strdup (sheet->rules->name);
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->reserved));
  gtk_string_list_append (list, _ ("as the text has it"));
  for (guint i = 0; i < sheet->rules->matters->len; i++)
    gtk_string_list_append (list, ((const XyMeetingMatter *) sheet->rules->matters->pdata[i])->name);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->reserved), G_LIST_MODEL (list));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->reserved), chosen != GTK_INVALID_LIST_POSITION ? chosen : 0);
}

/* Those that reserved shows, behind its first line. */
static const GPtrArray *
matters_of (XyMeetingDecisionBox *self)
{
  const XyMeetingSheet *sheet = self->hand->desk->sheet;

  return sheet != NULL && self->rules != NULL ? sheet->rules->matters : NULL;
}

static void
set_number (XyMeetingDecisionBox *self, int entry, gboolean voted, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  set (self, entry, voted ? text : NULL);
}

void
xy_meeting_decision_box_fill (XyMeetingDecisionBox *self, const XyMeetingLine *line)
{
  guint does = 0, reserved = 0;

  self->filling = TRUE;
  fill_reserved (self);
  set (self, OWNER, line->owner);
  set (self, UNTIL, line->until);
  set (self, HELPERS, line->helpers);
  set (self, PARTNER, line->partner);
  set (self, RESULT, line->result);
  for (guint i = 0; xy_matter_does[i].value != NULL; i++)
    if (g_strcmp0 (xy_matter_does[i].value, line->does) == 0)
      does = i + 1;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->does), does);
  for (guint i = 0; matters_of (self) != NULL && i < matters_of (self)->len; i++)
    if (g_strcmp0 (((const XyMeetingMatter *) matters_of (self)->pdata[i])->key, line->reserved) == 0)
      reserved = i + 1;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->reserved), reserved);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->voted), line->voted != 0);
  set_number (self, YES, line->voted != 0, line->yes);
  set_number (self, NO, line->voted != 0, line->no);
  set_number (self, ABSTAIN, line->voted != 0, line->abstain);
  self->filling = FALSE;
  xy_meeting_decision_box_show (self);
}

static gint64
get_number (XyMeetingDecisionBox *self, int entry)
{
  gint64 number = 0;

  return get (self, entry) != NULL && g_ascii_string_to_signed (get (self, entry), 10, 0, G_MAXINT32, &number, NULL)
             ? number
             : 0;
}

void
xy_meeting_decision_box_read (XyMeetingDecisionBox *self, XyMeetingLine *line)
{
  gboolean decides = g_strcmp0 (line->kind, "decision") == 0;
  guint does = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->does));
  guint reserved = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->reserved));
  gboolean voted = decides && gtk_check_button_get_active (GTK_CHECK_BUTTON (self->voted));
  guint n_matters = matters_of (self) != NULL ? matters_of (self)->len : 0;

  xy_set_str (&line->owner, decides ? get (self, OWNER) : NULL);
  xy_set_str (&line->until, decides ? get (self, UNTIL) : NULL);
  xy_set_str (&line->helpers, decides ? get (self, HELPERS) : NULL);
  xy_set_str (&line->partner, decides ? get (self, PARTNER) : NULL);
  xy_set_str (&line->result, decides && gtk_widget_get_visible (self->result_place) ? get (self, RESULT) : NULL);
  xy_set_str (&line->does,
              decides && does > 0 && does != GTK_INVALID_LIST_POSITION ? xy_matter_does[does - 1].value : NULL);
  xy_set_str (&line->reserved, decides && reserved > 0 && reserved <= n_matters
                                   ? ((const XyMeetingMatter *) matters_of (self)->pdata[reserved - 1])->key
                                   : NULL);
  line->voted = voted;
  line->yes = voted ? get_number (self, YES) : 0;
  line->no = voted ? get_number (self, NO) : 0;
  line->abstain = voted ? get_number (self, ABSTAIN) : 0;
}

static void
show_sentence (GtkWidget *label, const char *sentence)
{
  gtk_label_set_text (GTK_LABEL (label), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (label, sentence != NULL);
}

void
xy_meeting_decision_box_show (XyMeetingDecisionBox *self)
{
  const XyMeetingSheet *sheet = self->hand->desk->sheet;
  g_autoptr (GError) error = NULL;
  g_auto (XyMeetingVerdict) verdict = { 0 };
  char day[XY_DAY_SIZE];

  if (sheet == NULL || self->filling || self->hand->line == NULL)
    return;
  self->filling = TRUE;
  fill_reserved (self);
  self->filling = FALSE;
  g_autoptr (XyMeetingLine) line = xy_meeting_hand_read (self->hand);
  if (g_strcmp0 (line->kind, "decision") != 0)
    return;
  gboolean fits = xy_meeting_sheet_check_vote (sheet, line, &error);
  gboolean voted = fits && xy_meeting_sheet_judge (sheet, line, &verdict);
  gtk_widget_set_visible (self->voted, line->voted || (sheet->body != NULL && sheet->body->votes));
  g_autofree char *warning = line->text != NULL ? xy_meeting_sheet_warn (sheet, line) : NULL;
  gboolean known = line->until == NULL || read_until (self, day);

  show_sentence (self->until_says, known || gtk_widget_has_focus (gtk_widget_get_first_child (self->entries[UNTIL]))
                                       ? NULL
                                       : _ ("Until when? As 2026-12-01, 12月1日, 3天, 月底."));
  show_sentence (self->verdict, !fits ? error->message : voted ? verdict.sentence : NULL);
  xy_cells_set_css (self->verdict, "error-line", !fits);
  show_sentence (self->warning, warning);
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
  for (guint i = 0; i < N_ENTRIES; i++)
    if (g_str_equal (field, entries[i].field))
      return gtk_widget_grab_focus (self->entries[i]);
  return FALSE;
}
