/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/vote-desk.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/dialog.h"
#include "app/keys.h"
#include "app/message-dialog.h"
#include "app/print-preview.h"
#include "app/vote-desk-private.h"
#include "app/vote-lists.h"
#include "app/vote-recount-dialog.h"
#include "app/words.h"
#include "core/clock.h"
#include "print/papers.h"

gboolean
xy_vote_desk_is_method (const XyVoteDesk *self, const char *method)
{
  return self->stored != NULL && g_strcmp0 (self->stored->method, method) == 0;
}

gboolean
xy_vote_desk_has_names (const XyVoteDesk *self)
{
  return xy_vote_desk_is_method (self, "signatures") || xy_vote_desk_is_method (self, "doors");
}

gboolean
xy_vote_desk_is_open (const XyVoteDesk *self)
{
  return self->stored != NULL && self->stored->closed_on == NULL && !self->row->signed_off
         && xy_desk_may (self->desk, XY_MAY_KEEP_MEETINGS) && !xy_desk_is_read_only (self->desk);
}

static void
show_words (GtkWidget *label, const char *words)
{
  gtk_label_set_text (GTK_LABEL (label), words != NULL ? words : "");
  gtk_widget_set_visible (label, words != NULL && words[0] != '\0');
}

void
xy_vote_desk_say (XyVoteDesk *self, const char *sentence)
{
  gtk_label_set_text (GTK_LABEL (self->problem), sentence != NULL ? sentence : "");
  gtk_widget_set_tooltip_text (self->problem, sentence);
}

void
xy_vote_desk_show_saved (XyVoteDesk *self, const GError *error)
{
  g_autofree char *now = xy_instant_format (xy_env_now (xy_env_system ()));
  g_autofree char *words = error != NULL ? g_strdup (_ ("Not saved")) : g_strdup_printf (_ ("Saved %s"), now + 11);

  gtk_label_set_text (GTK_LABEL (self->saved), words);
  gtk_widget_set_tooltip_text (self->saved, error != NULL ? error->message : words);
  xy_cells_set_css (self->saved, "error-line", error != NULL);
}

/* Who has no voice, and why. */
static void
fill_excluded (GtkMenuButton *button, gpointer data)
{
  XyVoteDesk *self = data;
  GtkWidget *popover = gtk_popover_new (), *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_auto (GStrv) rows = g_strsplit (self->stored->excluded != NULL ? self->stored->excluded : "", "\n", -1);

  for (guint i = 0; rows[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (rows[i], "\t", 2);
      g_autofree char *words =
          g_strdup_printf (_ ("%s: %s"), cells[0], cells[0] != NULL && cells[1] != NULL ? cells[1] : "");
      GtkWidget *label = gtk_label_new (words);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 360);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_popover_set_child (GTK_POPOVER (popover), scrolled);
  gtk_menu_button_set_popover (button, popover);
}

/* "石板溪村第2次村民会议 · 2026-11-23 · 户 · 票决 · 名册 2026-11-23" */
static char *
describe (const XyVoteDesk *self)
{
  const XyVote *vote = self->stored;

  return g_strdup_printf ("%s · %s · %s · %s · %s %s", self->row->meeting, self->row->day,
                          xy_word_label (xy_vote_bases, vote->basis), xy_word_label (xy_vote_methods, vote->method),
                          _ ("roster of"), vote->as_of);
}

static void
show_head (XyVoteDesk *self)
{
  const XyVote *vote = self->stored;
  gboolean households = g_strcmp0 (vote->basis, "household") == 0;
  g_autofree char *place = describe (self);
  g_autofree char *due = g_strdup_printf (
      households ? ngettext ("%d household should come", "%d households should come", (gulong) vote->due)
                 : ngettext ("%d person should come", "%d people should come", (gulong) vote->due),
      (int) vote->due);
  g_auto (GStrv) rows = g_strsplit (vote->excluded != NULL ? vote->excluded : "", "\n", -1);
  g_autofree char *banner = vote->closed_on != NULL
                                ? g_strdup_printf (_ ("Closed on %s: nothing changes here any more."), vote->closed_on)
                                : NULL;
  g_autofree char *title = xy_id_is_none (&vote->recount_of) ? g_strdup (vote->title)
                                                             : g_strdup_printf (_ ("%s (counted again)"), vote->title);

  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_widget_set_tooltip_text (self->title, vote->text != NULL ? vote->text : title);
  gtk_label_set_text (GTK_LABEL (self->place), place);
  gtk_label_set_text (GTK_LABEL (self->due), due);
  gtk_widget_set_visible (self->excluded, vote->excluded != NULL);
  g_autofree char *without = g_strdup_printf (_ ("without a voice: %u"), g_strv_length (rows));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->excluded), without);
  xy_pill_set (XY_PILL (self->pill), xy_vote_pill (self->row), xy_vote_state_word (self->row->state));
  show_words (self->banner, self->row->signed_off
                                ? _ ("It stands in minutes that are signed: nothing changes here any more.")
                                : banner);
}

static void
show_foot (XyVoteDesk *self)
{
  gboolean closed = self->stored->closed_on != NULL, may = xy_vote_desk_is_open (self);
  g_autofree char *now =
      closed || self->row->signed_off ? NULL : g_strdup_printf (_ ("So far: %s"), self->row->sentence);

  show_words (self->sentence, now != NULL ? now : self->row->sentence);
  show_words (self->rules, self->row->rules);
  xy_dialog_set_verb (XY_DIALOG (self->dialog), may ? _ ("Close the counting") : NULL);
  xy_dialog_set_closing (XY_DIALOG (self->dialog), _ ("Back"));
  /* Enter in a field goes to the next. */
  gtk_window_set_default_widget (GTK_WINDOW (self->dialog), NULL);
  gtk_widget_set_visible (self->papers, xy_vote_fill_papers (self->paper_menu, self->stored, "vote.print")
                                            && xy_desk_may (self->desk, XY_MAY_PRINT));
  gtk_widget_set_visible (self->recount, closed && xy_desk_may (self->desk, XY_MAY_KEEP_MEETINGS)
                                             && !xy_desk_is_read_only (self->desk));
}

void
xy_vote_desk_show (XyVoteDesk *self, gboolean first)
{
  gboolean was = self->filling;

  self->filling = TRUE;
  /* Who calls and who records are there for ballots only; else one line has room for all. */
  if (first && !xy_vote_desk_is_method (self, "ballots"))
    {
      g_object_ref (self->people);
      gtk_box_remove (GTK_BOX (gtk_widget_get_parent (self->people)), self->people);
      gtk_box_append (GTK_BOX (self->figures), self->people);
      g_object_unref (self->people);
    }
  if (first)
    gtk_box_append (GTK_BOX (self->content), xy_vote_desk_has_names (self) ? xy_vote_desk_make_voices (self)
                                             : xy_vote_desk_is_method (self, "ballots")
                                                 ? xy_vote_desk_make_tally (self)
                                                 : xy_vote_desk_make_hands (self));
  else
    {
      show_head (self);
      xy_vote_desk_show_figures (self);
      if (self->cells != NULL)
        xy_vote_desk_show_voices (self);
      if (self->pads[0] != NULL)
        xy_vote_desk_show_tally (self);
      show_foot (self);
    }
  self->filling = was;
}

/* Verbs */

static void
on_close_answered (gboolean confirmed, gpointer data)
{
  XyVoteDesk *self = data;

  if (confirmed && self->dialog != NULL)
    xy_vote_desk_finish (self);
  xy_vote_desk_unref (self);
}

static void
on_confirmed (XyDialog *dialog, XyVoteDesk *self)
{
  if (!xy_vote_desk_is_open (self) || self->closing || !xy_vote_desk_keep_figures (self))
    return;
  if (self->pads[0] != NULL && !xy_vote_desk_keep_tally (self))
    return;
  xy_message_dialog_ask (
      self->dialog, _ ("Close the counting?"),
      _ ("The result cannot be changed after that. Where it is doubted it is counted again beside it."),
      _ ("Close the counting"), FALSE, on_close_answered, xy_vote_desk_ref (self));
}

typedef struct
{
  GtkWidget *from;
  GtkWidget *dialog; /* a weak pointer */
  XyDesk *desk;
} Next;

static void
next_free (gpointer data)
{
  Next *next = data;

  g_clear_weak_pointer (&next->dialog);
  g_object_unref (next->from);
  g_object_unref (next->desk);
  g_free (next);
}

static void
on_recounted (const XyId *made, gpointer data)
{
  Next *next = data;

  if (next->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (next->dialog));
  xy_vote_desk_open (next->from, next->desk, made);
}

static void
on_recount_clicked (XyVoteDesk *self)
{
  Next *next = g_new0 (Next, 1);

  next->from = g_object_ref (self->from);
  next->desk = g_object_ref (self->desk);
  g_set_weak_pointer (&next->dialog, self->dialog);
  xy_vote_recount_dialog_open (self->dialog, self->desk, self->stored, on_recounted, next, next_free);
}

static void
on_print_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyVoteDesk *self = data;
  const XyPaperKind *kind = xy_paper_kind_find (g_variant_get_string (parameter, NULL));

  if (kind != NULL && self->dialog != NULL)
    xy_print_preview_open (self->dialog, self->desk, kind, &(XyPaperAsk){ .record = self->id });
}

static gboolean
on_key_pressed (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, XyVoteDesk *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->dialog));

  if (key == GDK_KEY_F7 && self->find != NULL)
    gtk_widget_grab_focus (self->find);
  else if ((key == GDK_KEY_Down || key == GDK_KEY_Escape) && self->find != NULL && focus != NULL
           && gtk_widget_is_ancestor (focus, self->find))
    {
      gtk_editable_set_text (GTK_EDITABLE (self->find), "");
      gtk_widget_grab_focus (GTK_WIDGET (self->cells));
    }
  else if ((key == GDK_KEY_z || key == GDK_KEY_Z) && (state & GDK_CONTROL_MASK) != 0 && self->cells != NULL
           && focus == GTK_WIDGET (self->cells))
    xy_desk_undo (self->desk);
  else
    return FALSE;
  return TRUE;
}

/* The frame */

static void
on_refused (XyVoteDesk *self, const GError *error)
{
  if (self->dialog != NULL)
    xy_vote_desk_say (self, error->message);
}

static void
on_destroyed (XyVoteDesk *self)
{
  g_clear_signal_handler (&self->refused_handler, self->desk);
  xy_vote_desk_close (self);
  xy_vote_desk_unref (self);
}

static GtkWidget *
make_head (XyVoteDesk *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *second = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);

  self->title = xy_words_new_line (NULL, "heading");
  self->pill = xy_pill_new (XY_PILL_PLAIN, NULL);
  self->saved = xy_words_new_line (NULL, "quiet");
  gtk_widget_set_hexpand (self->saved, TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->saved), 1);
  gtk_widget_set_valign (self->pill, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (first), self->title);
  gtk_box_append (GTK_BOX (first), self->pill);
  gtk_box_append (GTK_BOX (first), self->saved);
  self->place = xy_words_new_line (NULL, "quiet");
  self->due = xy_words_new_line (NULL, "sum");
  self->excluded = gtk_menu_button_new ();
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->excluded), fill_excluded, self, NULL);
  gtk_box_append (GTK_BOX (second), self->due);
  gtk_box_append (GTK_BOX (second), self->excluded);
  gtk_box_append (GTK_BOX (second), xy_vote_desk_make_figures (self));
  self->figures = second;
  self->people = xy_vote_desk_make_people (self);
  self->problem = xy_words_new_line (NULL, "error-line");
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), self->place);
  gtk_box_append (GTK_BOX (box), second);
  gtk_box_append (GTK_BOX (box), self->people);
  gtk_box_append (GTK_BOX (box), self->problem);
  return box;
}

static GtkWidget *
make_content (XyVoteDesk *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  self->banner = xy_words_new_line (NULL, "banner");
  gtk_widget_set_visible (self->banner, FALSE);
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_vexpand (self->content, TRUE);
  self->sentence = xy_words_new (NULL, "sum", 40, -1);
  self->rules = xy_words_new (NULL, "quiet", 40, -1);
  gtk_box_append (GTK_BOX (box), make_head (self));
  gtk_box_append (GTK_BOX (box), self->banner);
  gtk_box_append (GTK_BOX (box), self->content);
  gtk_box_append (GTK_BOX (box), self->sentence);
  gtk_box_append (GTK_BOX (box), self->rules);
  return box;
}

static void
make_foot (XyVoteDesk *self)
{
  static const GActionEntry actions[] = { { .name = "print", .activate = on_print_activated, .parameter_type = "s" } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_insert_action_group (self->dialog, "vote", G_ACTION_GROUP (group));
  self->paper_menu = g_menu_new ();
  self->papers = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->papers), _ ("Print…"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->papers), G_MENU_MODEL (self->paper_menu));
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->papers), GTK_ARROW_UP);
  self->recount = gtk_button_new_with_mnemonic (_ ("Count _again…"));
  g_signal_connect_swapped (self->recount, "clicked", G_CALLBACK (on_recount_clicked), self);
  gtk_widget_set_visible (self->papers, FALSE);
  gtk_widget_set_visible (self->recount, FALSE);
  /* Each comes before those that are there. */
  xy_dialog_add_button (XY_DIALOG (self->dialog), self->recount);
  xy_dialog_add_button (XY_DIALOG (self->dialog), self->papers);
  g_signal_connect (self->dialog, "confirmed", G_CALLBACK (on_confirmed), self);
}

static void
size_over (GtkWidget *dialog, GtkWidget *from)
{
  GtkRoot *root = gtk_widget_get_root (from);
  /* Over the whole window, also where another dialog led here. */
  while (GTK_IS_WINDOW (root) && gtk_window_get_transient_for (GTK_WINDOW (root)) != NULL)
    root = GTK_ROOT (gtk_window_get_transient_for (GTK_WINDOW (root)));
  int width = GTK_IS_WINDOW (root) ? gtk_widget_get_width (GTK_WIDGET (root)) : 0;
  int height = GTK_IS_WINDOW (root) ? gtk_widget_get_height (GTK_WIDGET (root)) : 0;

  gtk_window_set_default_size (GTK_WINDOW (dialog), MAX (width - 24, 960), MAX (height - 24, 640));
}

void
xy_vote_desk_open (GtkWidget *from, XyDesk *desk, const XyId *vote)
{
  XyVoteDesk *self = g_rc_box_new0 (XyVoteDesk);

  self->desk = g_object_ref (desk);
  self->from = g_object_ref (from);
  self->id = *vote;
  self->keeper = xy_draft_keeper_new (desk, "vote-desk", vote, xy_vote_desk_dump_draft, xy_vote_desk_draft_saved, self);
  self->places = g_hash_table_new (xy_id_hash, xy_id_equal);
  self->dialog = xy_dialog_new (from, _ ("Count a vote"), NULL);
  xy_dialog_set_closing (XY_DIALOG (self->dialog), _ ("Back"));
  xy_dialog_set_content (XY_DIALOG (self->dialog), make_content (self));
  make_foot (self);
  size_over (self->dialog, from);

  XY_KEYS_TAKE_FIRST (self->dialog, on_key_pressed, self);
  self->refused_handler = g_signal_connect_swapped (self->desk, "refused", G_CALLBACK (on_refused), self);
  g_signal_connect_swapped (self->dialog, "destroy", G_CALLBACK (on_destroyed), self);
  xy_vote_desk_load (self);
  gtk_window_present (GTK_WINDOW (self->dialog));
}
