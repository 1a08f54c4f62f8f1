/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line that is being written, with what is found in it while it is typed. */
#include "app/bylaw-clauses-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/cells.h"
#include "app/keys.h"
#include "app/words.h"
#include "core/clock.h"

/* From the last key until the clause is looked at. */
#define LINT_DELAY 120
/* Of findings that are shown with their reasons. */
#define MOST_FOUND 3
/* Lines of text that are seen at once. */
#define TEXT_LEAST 40
#define TEXT_MOST 150
#define KEYS 9

char *
xy_bylaw_hand_get_text (XyBylawHand *hand)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (hand->view));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

static void
set_text (XyBylawHand *hand, const char *text)
{
  hand->filling = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (hand->view)), text, -1);
  hand->filling = FALSE;
}

void
xy_bylaw_hand_say (XyBylawHand *hand, gboolean wrong, const char *sentence)
{
  xy_cells_set_css (hand->problem, "error-line", wrong);
  xy_cells_set_css (hand->problem, "quiet", !wrong);
  gtk_label_set_text (GTK_LABEL (hand->problem), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (hand->problem, sentence != NULL);
}

/* Findings */

static GtkWidget *
make_words (const char *text, const char *css_class)
{
  return xy_words_new (text, css_class, 12, 22);
}

GtkWidget *
xy_bylaw_finding_box_new (const XyBylawFinding *finding,
                          gboolean with_reason,
                          guint *number,
                          GCallback chosen,
                          gpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  const XyBylawRule *rule = finding->rule;
  g_autofree char *head = g_strdup_printf (_ ("! %s: “%s”"), rule->name, finding->words);
  g_autofree char *source = rule->source != NULL ? g_strdup_printf (_ ("By %s."), rule->source) : NULL;

  gtk_widget_add_css_class (box, "finding");
  gtk_box_append (GTK_BOX (box), make_words (head, "finding-head"));
  if (with_reason)
    gtk_box_append (GTK_BOX (box), make_words (rule->reason, NULL));
  for (guint i = 0; chosen != NULL && i < finding->wordings->len; i++)
    {
      const XyBylawWording *wording = finding->wordings->pdata[i];
      guint key = number != NULL ? ++*number : 0;
      g_autofree char *label = key > 0 && key <= KEYS ? g_strdup_printf (_ ("Alt+%u  Write: %s"), key, wording->words)
                                                      : g_strdup_printf (_ ("Write: %s"), wording->words);
      GtkWidget *button = gtk_button_new ();

      gtk_button_set_child (GTK_BUTTON (button), make_words (label, NULL));
      gtk_widget_set_tooltip_text (button, wording->clause);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
      gtk_widget_add_css_class (button, "wording");
      g_object_set_data_full (G_OBJECT (button), "clause", g_strdup (wording->clause), g_free);
      g_signal_connect (button, "clicked", chosen, data);
      gtk_box_append (GTK_BOX (box), button);
    }
  if (with_reason && source != NULL)
    {
      GtkWidget *words = make_words (source, "quiet");
      gtk_widget_add_css_class (words, "small");
      gtk_box_append (GTK_BOX (box), words);
    }
  return box;
}

static void show_findings (XyBylawHand *hand);

static gboolean
show_findings_later (gpointer data)
{
  XyBylawHand *hand = data;

  hand->lint_source = 0;
  show_findings (hand);
  return G_SOURCE_REMOVE;
}

/* As if it were typed, so that Ctrl+Z brings back what stood there. What is found in it is shown a moment later: the
 * button that was clicked goes then. */
static void
take_wording (XyBylawHand *hand, const char *clause)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (hand->view));
  GtkTextIter start, end;

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, clause, -1);
  gtk_text_buffer_end_user_action (buffer);
  gtk_widget_grab_focus (hand->view);
}

static void
on_wording_clicked (GtkWidget *button, XyBylawHand *hand)
{
  take_wording (hand, g_object_get_data (G_OBJECT (button), "clause"));
}

static void
show_findings (XyBylawHand *hand)
{
  const XyBylawClausesRead *read = hand->pane->read;
  g_autofree char *text = xy_bylaw_hand_get_text (hand);
  GtkWidget *child;
  guint number = 0;

  g_clear_handle_id (&hand->lint_source, g_source_remove);
  while ((child = gtk_widget_get_first_child (hand->findings)) != NULL)
    gtk_box_remove (GTK_BOX (hand->findings), child);
  g_ptr_array_set_size (hand->wordings, 0);
  if (read->lint == NULL)
    return;
  int at = xy_bylaw_clauses_read_find (read, hand->is_new ? &hand->after : &hand->id) - !hand->is_new;
  g_autoptr (GPtrArray) found =
      xy_bylaw_lint_clause (read->lint, xy_bylaw_clauses_read_above (read, at, hand->level), text);
  for (guint i = 0; i < MIN (found->len, MOST_FOUND); i++)
    {
      const XyBylawFinding *finding = found->pdata[i];
      gboolean again = i > 0 && ((XyBylawFinding *) found->pdata[i - 1])->rule == finding->rule;

      gtk_box_append (GTK_BOX (hand->findings),
                      xy_bylaw_finding_box_new (finding, !again, &number, G_CALLBACK (on_wording_clicked), hand));
      for (guint k = 0; k < finding->wordings->len; k++)
        g_ptr_array_add (hand->wordings, g_strdup (((XyBylawWording *) finding->wordings->pdata[k])->clause));
    }
  if (found->len > MOST_FOUND)
    {
      g_autofree char *words = g_strdup_printf (_ ("and %u more"), found->len - MOST_FOUND);
      gtk_box_append (GTK_BOX (hand->findings), make_words (words, "quiet"));
    }
  gtk_widget_set_visible (hand->findings, found->len > 0);
  xy_bylaw_clauses_bring (hand->pane, hand->box);
}

/* Keys */

static void
show_level (XyBylawHand *hand)
{
  g_autofree char *mark = xy_bylaw_clauses_mark_for (hand->pane, &hand->id, &hand->after, hand->level);

  gtk_label_set_text (GTK_LABEL (hand->mark), mark);
  gtk_widget_set_visible (hand->mark, mark[0] != '\0');
  xy_cells_set_css (hand->box, "item", hand->level == 2);
}

static void
set_level (XyBylawHand *hand, gint64 level)
{
  if (hand->level == XY_BYLAW_PREAMBLE || !xy_bylaw_clauses_fits (hand->pane, &hand->id, &hand->after, level))
    return;
  hand->level = level;
  show_level (hand);
  show_findings (hand);
  xy_bylaw_clauses_keep_draft_soon (hand->pane);
}

static gboolean
leave_later (gpointer data)
{
  g_autoptr (XyBylawClausesPane) pane = data;
  XyBylawHand *hand = pane->hand;

  if (hand == NULL || pane->list == NULL)
    return G_SOURCE_REMOVE;
  XyId id = hand->id;
  gboolean further = (hand->enter & GDK_CONTROL_MASK) != 0;
  gint64 level = hand->level == 2 ? 2 : 1;
  if (!xy_bylaw_clauses_leave (pane))
    return G_SOURCE_REMOVE;
  if (further && g_hash_table_contains (pane->rows, &id))
    {
      XyId made = xy_id_new (xy_env_system ());
      xy_bylaw_clauses_write_new (pane, &made, &id, "", level);
    }
  else
    xy_bylaw_clauses_focus (pane, &id);
  return G_SOURCE_REMOVE;
}

static gboolean
on_key_pressed (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, XyBylawHand *hand)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  gboolean enter = key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter;

  /* Enter alone is noticed where the input method lets it through as a line break. */
  if (enter)
    hand->enter = modifiers;
  if (hand->composing || (enter && modifiers != GDK_CONTROL_MASK))
    return FALSE;
  if (enter)
    {
      g_idle_add_full (G_PRIORITY_HIGH, leave_later, g_object_ref (hand->pane), NULL);
      return TRUE;
    }
  if (key == GDK_KEY_Escape && modifiers == 0)
    xy_bylaw_clauses_give_up (hand->pane);
  else if (key == GDK_KEY_Tab && modifiers == 0)
    set_level (hand, hand->level + 1);
  else if ((key == GDK_KEY_Tab || key == GDK_KEY_ISO_Left_Tab) && modifiers == GDK_SHIFT_MASK)
    set_level (hand, hand->level - 1);
  else if (modifiers == GDK_ALT_MASK && key >= GDK_KEY_1 && key <= GDK_KEY_9 && key - GDK_KEY_1 < hand->wordings->len)
    take_wording (hand, hand->wordings->pdata[key - GDK_KEY_1]);
  else
    return FALSE;
  return TRUE;
}

static void
on_preedit_changed (GtkTextView *view, const char *preedit, XyBylawHand *hand)
{
  hand->composing = preedit != NULL && preedit[0] != '\0';
}

static void
on_text_changed (XyBylawHand *hand)
{
  if (hand->filling)
    return;
  xy_bylaw_hand_say (hand, FALSE, NULL);
  g_clear_handle_id (&hand->lint_source, g_source_remove);
  hand->lint_source = g_timeout_add (LINT_DELAY, show_findings_later, hand);
  xy_bylaw_clauses_keep_draft_soon (hand->pane);
}

static void
on_text_inserted (GtkTextBuffer *buffer, GtkTextIter *at, const char *text, int length, XyBylawHand *hand)
{
  if (hand->filling || length != 1 || text[0] != '\n' || hand->enter == GDK_SHIFT_MASK)
    return;
  g_signal_stop_emission_by_name (buffer, "insert-text");
  /* Not from within the buffer's own signal. */
  g_idle_add_full (G_PRIORITY_HIGH, leave_later, g_object_ref (hand->pane), NULL);
}

static GtkWidget *
make_view (XyBylawHand *hand)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkTextBuffer *buffer;

  hand->view = gtk_text_view_new ();
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (hand->view));
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (hand->view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (hand->view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (hand->view), 9);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (hand->view), 9);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (hand->view), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (hand->view), 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (hand->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  hand->level == XY_BYLAW_PREAMBLE ? _ ("Preamble") : _ ("Text of the clause"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), TEXT_LEAST);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), TEXT_MOST);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), hand->view);
  gtk_widget_add_css_class (scrolled, "writing");
  gtk_widget_set_hexpand (scrolled, TRUE);
  XY_KEYS_TAKE_FIRST (hand->view, on_key_pressed, hand);
  g_signal_connect_swapped (buffer, "changed", G_CALLBACK (on_text_changed), hand);
  g_signal_connect (buffer, "insert-text", G_CALLBACK (on_text_inserted), hand);
  g_signal_connect (hand->view, "preedit-changed", G_CALLBACK (on_preedit_changed), hand);
  return scrolled;
}

static XyBylawHand *
hand_new (XyBylawClausesPane *pane, const XyId *id, gint64 level, const char *text)
{
  XyBylawHand *hand = g_new0 (XyBylawHand, 1);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *keys;

  hand->pane = pane;
  hand->id = *id;
  hand->level = level;
  hand->wordings = g_ptr_array_new_with_free_func (g_free);
  hand->box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_widget_add_css_class (hand->box, "hand");
  hand->mark = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (hand->mark), 0);
  gtk_widget_set_valign (hand->mark, GTK_ALIGN_START);
  gtk_widget_add_css_class (hand->mark, "mark");
  gtk_box_append (GTK_BOX (line), hand->mark);
  gtk_box_append (GTK_BOX (line), make_view (hand));
  gtk_box_append (GTK_BOX (hand->box), line);
  hand->problem = make_words (NULL, NULL);
  gtk_widget_set_visible (hand->problem, FALSE);
  gtk_box_append (GTK_BOX (hand->box), hand->problem);
  hand->findings = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  gtk_widget_set_visible (hand->findings, FALSE);
  gtk_box_append (GTK_BOX (hand->box), hand->findings);
  keys = make_words (level == XY_BYLAW_PREAMBLE
                         ? _ ("Enter keeps it · Shift+Enter begins a line · Esc leaves it as it was")
                         : _ ("Enter keeps it · Ctrl+Enter and a further one · Tab an item, Shift+Tab a heading · Esc "
                              "leaves it as it was"),
                     "quiet");
  gtk_widget_add_css_class (keys, "small");
  gtk_box_append (GTK_BOX (hand->box), keys);
  set_text (hand, text);
  return hand;
}

void
xy_bylaw_hand_free (XyBylawHand *hand)
{
  g_clear_handle_id (&hand->lint_source, g_source_remove);
  /* Its widgets may live a moment longer. */
  g_signal_handlers_disconnect_by_data (gtk_text_view_get_buffer (GTK_TEXT_VIEW (hand->view)), hand);
  g_signal_handlers_disconnect_by_data (hand->view, hand);
  g_object_unref (hand->box);
  g_ptr_array_unref (hand->wordings);
  g_free (hand->was);
  g_free (hand);
}

/* Taking it up and leaving it */

static void
take_up (XyBylawClausesPane *self, XyBylawHand *hand)
{
  self->hand = hand;
  xy_bylaw_clauses_set_child (self, &hand->id, hand->box);
  XyBylawLineRow *line = g_hash_table_lookup (self->rows, &hand->id);
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), GTK_LIST_BOX_ROW (line->row));
  show_level (hand);
  show_findings (hand);
  gtk_widget_set_visible (self->none, FALSE);
  gtk_widget_grab_focus (hand->view);
}

void
xy_bylaw_clauses_edit (XyBylawClausesPane *self, const XyId *id, const char *text, gint64 level)
{
  int at = xy_bylaw_clauses_read_find (self->read, id);
  gboolean preamble = xy_id_same (id, &self->of);
  const XyBylawClause *clause = at >= 0 ? self->read->clauses->pdata[at] : NULL;

  if (!xy_bylaw_clauses_is_open (self) || (clause == NULL && !preamble))
    return;
  if (self->hand != NULL && xy_id_same (&self->hand->id, id))
    {
      gtk_widget_grab_focus (self->hand->view);
      return;
    }
  /* What was changed elsewhere is kept first. */
  if (self->hand != NULL && !xy_bylaw_clauses_leave (self))
    return;
  const char *was = preamble ? self->read->version->preamble : clause->text;
  XyBylawHand *hand = hand_new (self, id,
                                preamble       ? XY_BYLAW_PREAMBLE
                                : text != NULL ? level
                                               : clause->level,
                                text != NULL  ? text
                                : was != NULL ? was
                                              : "");
  hand->was = g_strdup (was != NULL ? was : "");
  hand->was_level = preamble ? XY_BYLAW_PREAMBLE : clause->level;
  hand->after = self->of;
  take_up (self, hand);
}

void
xy_bylaw_clauses_write_new (XyBylawClausesPane *self, const XyId *id, const XyId *after, const char *text, gint64 level)
{
  if (!xy_bylaw_clauses_is_open (self) || (self->hand != NULL && !xy_bylaw_clauses_leave (self)))
    return;
  xy_bylaw_clauses_add_further (self, id, after);
  XyBylawHand *hand = hand_new (self, id, level, text);
  hand->is_new = TRUE;
  hand->after = *after;
  hand->was = g_strdup ("");
  hand->was_level = level;
  take_up (self, hand);
}

static void
put_down (XyBylawClausesPane *self)
{
  XyBylawHand *hand = g_steal_pointer (&self->hand);

  xy_bylaw_clauses_set_child (self, &hand->id, NULL);
  if (hand->is_new)
    xy_bylaw_clauses_remove_further (self, &hand->id);
  xy_bylaw_hand_free (hand);
  xy_bylaw_clauses_keep_draft_now (self);
}

void
xy_bylaw_clauses_give_up (XyBylawClausesPane *self)
{
  XyId id = self->hand->is_new ? self->hand->after : self->hand->id;

  put_down (self);
  xy_bylaw_clauses_focus (self, &id);
  gtk_widget_set_visible (self->none, self->read->clauses->len == 0);
}

gboolean
xy_bylaw_clauses_leave (XyBylawClausesPane *self)
{
  XyBylawHand *hand = self->hand;
  g_autofree char *text = xy_bylaw_hand_get_text (hand);

  if ((g_str_equal (text, hand->was) && hand->level == hand->was_level) || (hand->is_new && text[0] == '\0'))
    {
      put_down (self);
      return TRUE;
    }
  if (text[0] == '\0' && hand->level != XY_BYLAW_PREAMBLE)
    {
      xy_bylaw_hand_say (hand, TRUE, _ ("Please write the clause. To take it out, press Esc and then Delete."));
      gtk_widget_grab_focus (hand->view);
      return FALSE;
    }
  /* The draft first: it goes once the act is done. */
  xy_bylaw_clauses_keep_draft_now (self);
  self->hand = NULL;
  xy_bylaw_clauses_send (self, &hand->id, hand->is_new, &hand->after, text, hand->level);
  XyBylawLineRow *line = g_hash_table_lookup (self->rows, &hand->id);
  g_autofree char *mark = xy_bylaw_clauses_mark_for (self, &hand->id, &hand->after, hand->level);
  xy_bylaw_line_show (line, hand->level, mark, text, NULL, FALSE);
  xy_bylaw_clauses_set_child (self, &hand->id, NULL);
  xy_bylaw_hand_free (hand);
  return TRUE;
}
