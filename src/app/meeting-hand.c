/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/keys.h"
#include "app/meeting-desk-private.h"

#include <glib/gi18n-lib.h>

#include "app/cells.h"
#include "app/hit-entry.h"
#include "app/meeting-mark.h"
#include "app/wrap-row.h"
#include "core/clock.h"

/* Lines of text that are seen at once. */
#define TEXT_LEAST 52
#define TEXT_MOST 150
#define WHO_CHARS 20

static const struct
{
  const char *kind, *key;
} kinds[] = { { "topic", "F2" }, { "speech", "F3" }, { "decision", "F4" }, { "dissent", "F5" }, { "policy", "F6" } };

/* Text */

static char *
get_text (GtkWidget *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static gboolean
has_text (GtkWidget *view)
{
  return gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view))) > 0;
}

static void
set_text (GtkWidget *view, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));

  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, text != NULL ? text : "", -1);
  gtk_text_buffer_end_irreversible_action (buffer);
}

/* The kind that the mark before the text says, or the one that was chosen. */
static const char *
real_kind (XyMeetingHand *hand)
{
  g_autofree char *text = get_text (hand->text);
  const char *rest;
  const char *marked = xy_meeting_mark_read (text, &rest);

  return marked != NULL ? marked : hand->kind;
}

static void
show_kind (XyMeetingHand *hand)
{
  const char *kind = real_kind (hand);
  guint at = 0;

  for (GtkWidget *button = gtk_widget_get_first_child (hand->kinds); button != NULL;
       button = gtk_widget_get_next_sibling (button), at++)
    xy_cells_set_css (button, "chosen", g_str_equal (kinds[at].kind, kind));
  gtk_widget_set_visible (hand->who, g_str_equal (kind, "speech") || g_str_equal (kind, "policy"));
  /* A decision unfolds with its first word. */
  gtk_widget_set_visible (xy_meeting_decision_box_get_widget (hand->decision),
                          g_str_equal (kind, "decision")
                              && (has_text (hand->text) || (hand->line != NULL && hand->line->record.stored)));
}

static void
on_text_changed (XyMeetingHand *hand)
{
  if (hand->filling)
    return;
  show_kind (hand);
  xy_meeting_hand_changed (hand);
}

void
xy_meeting_hand_changed (XyMeetingHand *hand)
{
  if (hand->filling)
    return;
  if (gtk_widget_get_visible (hand->problem))
    gtk_widget_set_visible (hand->problem, FALSE);
  if (gtk_widget_get_visible (xy_meeting_decision_box_get_widget (hand->decision)))
    xy_meeting_decision_box_show (hand->decision);
  xy_meeting_desk_keep_draft_soon (hand->desk);
}

/*
 * Enter is noticed where the input method lets it through as a line break: while somebody composes, Enter is the input
 * method's own. What it was pressed with is remembered on the way.
 */
static gboolean
on_text_key_pressed (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, XyMeetingHand *hand)
{
  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter)
    hand->enter = state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK);
  return FALSE;
}

static void
on_preedit_changed (GtkTextView *view, const char *preedit, XyMeetingHand *hand)
{
  hand->composing = preedit != NULL && preedit[0] != '\0';
}

static gboolean
leave_later (gpointer data)
{
  XyMeetingDesk *desk = data;
  XyMeetingHand *hand =
      desk->edited != NULL && xy_meeting_hand_has_focus (desk->edited) ? desk->edited : desk->composed;

  if (desk->dialog != NULL)
    xy_meeting_desk_leave_hand (desk, hand);
  xy_meeting_desk_unref (desk);
  return G_SOURCE_REMOVE;
}

static void
on_text_inserted (GtkTextBuffer *buffer, GtkTextIter *at, const char *text, int length, XyMeetingHand *hand)
{
  if (hand->filling || length != 1 || text[0] != '\n')
    return;
  if ((hand->enter & GDK_SHIFT_MASK) != 0)
    return;
  g_signal_stop_emission_by_name (buffer, "insert-text");
  /* Not from within the buffer's own signal. */
  g_idle_add_full (G_PRIORITY_HIGH, leave_later, xy_meeting_desk_ref (hand->desk), NULL);
}

static GtkWidget *
make_view (XyMeetingHand *hand, const char *name, GtkWidget **place)
{
  GtkWidget *view = gtk_text_view_new (), *scrolled = gtk_scrolled_window_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), TEXT_LEAST);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), TEXT_MOST);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_widget_add_css_class (scrolled, "writing");
  XY_KEYS_TAKE_FIRST (view, on_text_key_pressed, hand);
  g_signal_connect_swapped (buffer, "changed", G_CALLBACK (on_text_changed), hand);
  g_signal_connect (view, "preedit-changed", G_CALLBACK (on_preedit_changed), hand);
  g_signal_connect (buffer, "insert-text", G_CALLBACK (on_text_inserted), hand);
  *place = scrolled;
  return view;
}

/* The kinds */

static void
on_kind_clicked (GtkWidget *button, XyMeetingHand *hand)
{
  xy_meeting_hand_set_kind (hand, g_object_get_data (G_OBJECT (button), "kind"));
}

static GtkWidget *
make_kinds (XyMeetingHand *hand)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *sign = xy_meeting_desk_sign (kinds[i].kind);
      g_autofree char *label = g_strdup_printf ("%s %s", sign, kinds[i].key);
      GtkWidget *button = gtk_button_new_with_label (label);

      gtk_widget_add_css_class (button, "kind");
      gtk_widget_add_css_class (button, kinds[i].kind);
      gtk_widget_set_focusable (button, FALSE);
      g_object_set_data (G_OBJECT (button), "kind", (gpointer) kinds[i].kind);
      g_signal_connect (button, "clicked", G_CALLBACK (on_kind_clicked), hand);
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

static void
on_who_passed (XyMeetingHand *hand)
{
  gtk_widget_grab_focus (hand->text);
}

/* The hand */

XyMeetingHand *
xy_meeting_hand_new (XyMeetingDesk *desk)
{
  XyMeetingHand *hand = g_new0 (XyMeetingHand, 1);
  GtkWidget *row = xy_wrap_row_new (12), *place;

  hand->desk = desk;
  hand->kind = "topic";
  hand->filling = TRUE;
  hand->box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_widget_add_css_class (hand->box, "hand");
  hand->kinds = make_kinds (hand);
  hand->who = xy_meeting_who_new (xy_desk_get_worker (desk->desk), XY_MEETING_SPEAKING, _ ("Who speaks"),
                                  _ ("Who speaks: initials, Enter"));
  gtk_widget_set_hexpand (hand->who, TRUE);
  /* Room for the hint, in a row of its own where there is none beside the kinds. */
  gtk_editable_set_width_chars (GTK_EDITABLE (xy_hit_entry_get_entry (XY_HIT_ENTRY (hand->who))), WHO_CHARS);
  xy_wrap_row_append (XY_WRAP_ROW (row), hand->kinds);
  xy_wrap_row_append (XY_WRAP_ROW (row), hand->who);
  gtk_box_append (GTK_BOX (hand->box), row);
  hand->text = make_view (hand, _ ("Text of the line"), &place);
  gtk_box_append (GTK_BOX (hand->box), place);
  hand->words_place = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = gtk_label_new (_ ("In their own words"));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "quiet");
  gtk_widget_add_css_class (label, "small");
  gtk_box_append (GTK_BOX (hand->words_place), label);
  hand->words = make_view (hand, _ ("In their own words"), &place);
  gtk_box_append (GTK_BOX (hand->words_place), place);
  gtk_widget_set_visible (hand->words_place, FALSE);
  gtk_box_append (GTK_BOX (hand->box), hand->words_place);
  hand->decision = xy_meeting_decision_box_new (hand);
  gtk_box_append (GTK_BOX (hand->box), xy_meeting_decision_box_get_widget (hand->decision));
  hand->problem = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (hand->problem), 0);
  gtk_label_set_wrap (GTK_LABEL (hand->problem), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (hand->problem), 30);
  gtk_widget_add_css_class (hand->problem, "error-line");
  gtk_widget_set_visible (hand->problem, FALSE);
  gtk_box_append (GTK_BOX (hand->box), hand->problem);
  g_signal_connect_swapped (hand->who, "passed", G_CALLBACK (on_who_passed), hand);
  g_signal_connect_swapped (hand->who, "changed", G_CALLBACK (xy_meeting_hand_changed), hand);
  hand->filling = FALSE;
  xy_meeting_hand_renew (hand);
  return hand;
}

void
xy_meeting_hand_free (XyMeetingHand *hand)
{
  /* Its widgets may live a moment longer. */
  g_signal_handlers_disconnect_by_data (gtk_text_view_get_buffer (GTK_TEXT_VIEW (hand->text)), hand);
  g_signal_handlers_disconnect_by_data (gtk_text_view_get_buffer (GTK_TEXT_VIEW (hand->words)), hand);
  g_signal_handlers_disconnect_by_data (hand->text, hand);
  g_signal_handlers_disconnect_by_data (hand->words, hand);
  g_signal_handlers_disconnect_by_data (hand->who, hand);
  g_clear_object (&hand->line);
  g_object_unref (hand->box);
  g_free (hand);
}

static gboolean
has_words (const char *text)
{
  return text != NULL && text[0] != '\0';
}

void
xy_meeting_hand_take (XyMeetingHand *hand, XyMeetingLine *line)
{
  hand->filling = TRUE;
  g_set_object (&hand->line, line);
  hand->kind = "topic";
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].kind, line->kind) == 0)
      hand->kind = kinds[i].kind;
  set_text (hand->text, line->text);
  set_text (hand->words, line->words);
  gtk_widget_set_visible (hand->words_place, has_words (line->words));
  xy_meeting_who_set (XY_MEETING_WHO (hand->who), line->who, &line->household, &line->person);
  xy_meeting_decision_box_fill (hand->decision, line);
  gtk_widget_set_visible (hand->problem, FALSE);
  show_kind (hand);
  xy_meeting_decision_box_show (hand->decision);
  hand->filling = FALSE;
}

void
xy_meeting_hand_renew (XyMeetingHand *hand)
{
  g_autoptr (XyMeetingLine) line = xy_record_new (&xy_meeting_line_type);

  line->record.id = xy_id_new (xy_env_system ());
  line->meeting = hand->desk->id;
  xy_set_str (&line->kind, hand->kind);
  xy_meeting_hand_take (hand, line);
}

XyMeetingLine *
xy_meeting_hand_read (XyMeetingHand *hand)
{
  XyMeetingLine *line = xy_record_copy (hand->line);
  g_autofree char *text = get_text (hand->text), *words = get_text (hand->words);
  const char *rest;

  xy_set_str (&line->kind, real_kind (hand));
  xy_meeting_mark_read (text, &rest);
  xy_set_str (&line->text, has_words (rest) ? rest : NULL);
  xy_set_str (&line->words, gtk_widget_get_visible (hand->words_place) && has_words (words) ? words : NULL);
  xy_set_str (&line->who, NULL);
  line->household = line->person = XY_ID_NONE;
  if (gtk_widget_get_visible (hand->who))
    {
      const char *who = xy_meeting_who_get (XY_MEETING_WHO (hand->who), &line->household, &line->person);
      xy_set_str (&line->who, has_words (who) ? who : NULL);
    }
  xy_meeting_decision_box_read (hand->decision, line);
  return line;
}

gboolean
xy_meeting_hand_is_empty (XyMeetingHand *hand)
{
  g_autoptr (XyMeetingLine) line = xy_meeting_hand_read (hand);

  return line->text == NULL && line->words == NULL && line->owner == NULL && line->who == NULL;
}

void
xy_meeting_hand_set_kind (XyMeetingHand *hand, const char *kind)
{
  g_autofree char *text = get_text (hand->text);
  const char *rest;

  /* What is chosen goes before a mark, which is then taken away. While somebody composes the text stays as it is. */
  if (!hand->composing && xy_meeting_mark_read (text, &rest) != NULL)
    {
      g_autofree char *plain = g_strdup (rest);
      hand->filling = TRUE;
      set_text (hand->text, plain);
      hand->filling = FALSE;
    }
  hand->kind = kind;
  show_kind (hand);
  xy_meeting_hand_changed (hand);
  xy_meeting_hand_focus (hand, NULL);
}

void
xy_meeting_hand_focus (XyMeetingHand *hand, const char *field)
{
  XyId household, person;
  gboolean asks_who = gtk_widget_get_visible (hand->who);

  if (field != NULL && xy_meeting_decision_box_focus (hand->decision, field))
    return;
  if (asks_who
      && (g_strcmp0 (field, "who") == 0
          || (field == NULL && !has_words (xy_meeting_who_get (XY_MEETING_WHO (hand->who), &household, &person)))))
    gtk_widget_grab_focus (hand->who);
  else
    gtk_widget_grab_focus (hand->text);
}

void
xy_meeting_hand_set_problem (XyMeetingHand *hand, const char *field, const char *sentence)
{
  gtk_label_set_text (GTK_LABEL (hand->problem), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (hand->problem, sentence != NULL);
  if (sentence != NULL)
    xy_meeting_hand_focus (hand, field != NULL ? field : "text");
}

void
xy_meeting_hand_toggle_words (XyMeetingHand *hand)
{
  gboolean visible = gtk_widget_get_visible (hand->words_place);
  g_autofree char *words = get_text (hand->words);

  if (visible && gtk_widget_has_focus (hand->words))
    {
      gtk_widget_grab_focus (hand->text);
      gtk_widget_set_visible (hand->words_place, has_words (words));
      return;
    }
  gtk_widget_set_visible (hand->words_place, TRUE);
  gtk_widget_grab_focus (hand->words);
}

void
xy_meeting_hand_refresh (XyMeetingHand *hand)
{
  const XyMeetingSheet *sheet = hand->desk->sheet;
  gboolean open = xy_meeting_desk_is_open (hand->desk);

  xy_meeting_who_set_meeting (XY_MEETING_WHO (hand->who), sheet->meeting, sheet->kind);
  gtk_widget_set_visible (hand->box, open);
  xy_meeting_decision_box_show (hand->decision);
}

gboolean
xy_meeting_hand_has_focus (XyMeetingHand *hand)
{
  GtkRoot *root = gtk_widget_get_root (hand->box);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, hand->box);
}

gboolean
xy_meeting_hand_drops_down (XyMeetingHand *hand)
{
  return xy_hit_entry_is_down (XY_HIT_ENTRY (hand->who));
}
