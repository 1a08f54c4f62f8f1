/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/vote-pane.h"

#include <glib/gi18n-lib.h>

#include "app/dialog.h"
#include "app/print-preview.h"
#include "app/vote-desk.h"
#include "app/vote-dialog.h"
#include "app/vote-lists.h"
#include "app/vote-recount-dialog.h"
#include "app/words.h"
#include "app/wrap-row.h"
#include "print/papers.h"

#define TYPE_VOTE_PANE (xy_vote_pane_get_type ())
G_DECLARE_FINAL_TYPE (XyVotePane, xy_vote_pane, XY, VOTE_PANE, GtkBox)

struct _XyVotePane
{
  GtkBox parent_instance;
  XyDesk *desk;
  XyId meeting, bylaw, wanted;
  GtkStack *stack;
  GtkWidget *none_heading, *none_words, *none_verb;
  XyTable *table;
  XyList *list;
  GtkWidget *chosen, *title, *pill, *sentence, *rules, *more;
  GMenu *paper_menu;
  GtkWidget *papers, *recount, *count;
  GSimpleActionGroup *actions;
};

G_DEFINE_FINAL_TYPE (XyVotePane, xy_vote_pane, GTK_TYPE_BOX)

static const XyVoteRow *
chosen (XyVotePane *self)
{
  return self->table != NULL ? xy_table_get_record (self->table) : NULL;
}

/* Verbs */

static void
on_activated (XyVotePane *self)
{
  g_action_group_activate_action (G_ACTION_GROUP (self->actions), "count", NULL);
}

static void
on_recounted (const XyId *made, gpointer data)
{
  xy_vote_pane_choose (data, made);
}

static void
count (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyVotePane *self = data;
  const XyVoteRow *row = chosen (self);

  if (row != NULL)
    xy_vote_desk_open (GTK_WIDGET (self), self->desk, &row->vote->record.id);
}

static void
put (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyVotePane *self = data;

  xy_vote_dialog_open (GTK_WIDGET (self), self->desk, xy_id_is_none (&self->meeting) ? NULL : &self->meeting,
                       xy_id_is_none (&self->bylaw) ? NULL : &self->bylaw);
}

static void
recount (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyVotePane *self = data;
  const XyVoteRow *row = chosen (self);

  if (row != NULL)
    xy_vote_recount_dialog_open (GTK_WIDGET (self), self->desk, row->vote, on_recounted, g_object_ref (self),
                                 g_object_unref);
}

static void
print (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyVotePane *self = data;
  const XyVoteRow *row = chosen (self);
  const XyPaperKind *kind = xy_paper_kind_find (g_variant_get_string (parameter, NULL));

  if (row != NULL && kind != NULL)
    xy_print_preview_open (GTK_WIDGET (self), self->desk, kind, &(XyPaperAsk){ .record = row->vote->record.id });
}

static const GActionEntry entries[] = {
  { .name = "put", .activate = put },
  { .name = "count", .activate = count },
  { .name = "recount", .activate = recount },
  { .name = "print", .activate = print, .parameter_type = "s" },
};

static void
offer (XyVotePane *self, const char *name, gboolean offered)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), offered);
}

/* The chosen one */

static void
show_words (GtkWidget *label, const char *words)
{
  gtk_label_set_text (GTK_LABEL (label), words != NULL ? words : "");
  gtk_widget_set_visible (label, words != NULL && words[0] != '\0');
}

static void
append (GString *words, const char *name, const char *value)
{
  if (value != NULL && value[0] != '\0')
    g_string_append_printf (words, "%s%s%s%s", words->len > 0 ? " · " : "", name != NULL ? name : "",
                            name != NULL ? " " : "", value);
}

static char *
describe (const XyVoteRow *row)
{
  const XyVote *vote = row->vote;
  g_autoptr (GString) words = g_string_new (row->meeting);

  append (words, NULL, row->day);
  append (words, NULL, xy_word_label (xy_vote_bases, vote->basis));
  append (words, NULL, xy_word_label (xy_vote_methods, vote->method));
  append (words, _ ("overseer"), vote->overseer);
  append (words, _ ("called by"), vote->caller);
  append (words, _ ("counted by"), vote->counter);
  append (words, _ ("closed on"), vote->closed_on);
  append (words, xy_id_is_none (&vote->recount_of) ? NULL : _ ("counted again because"), vote->note);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
show_chosen (XyVotePane *self)
{
  const XyVoteRow *row = chosen (self);
  gboolean may = xy_desk_may (self->desk, XY_MAY_KEEP_MEETINGS) && !xy_desk_is_read_only (self->desk);

  gtk_widget_set_visible (self->chosen, row != NULL);
  offer (self, "put", may && (!xy_id_is_none (&self->meeting) || !xy_id_is_none (&self->bylaw)));
  offer (self, "count", row != NULL);
  offer (self, "recount", row != NULL && row->vote->closed_on != NULL && may);
  gtk_button_set_label (GTK_BUTTON (self->count),
                        row == NULL || row->state == XY_VOTE_COUNTING ? _ ("_Count…") : _ ("_Look at the count…"));
  gtk_widget_set_visible (self->recount, row != NULL && row->vote->closed_on != NULL);
  gtk_widget_set_visible (self->papers,
                          xy_vote_fill_papers (self->paper_menu, row != NULL ? row->vote : NULL, "votes.print")
                              && xy_desk_may (self->desk, XY_MAY_PRINT));
  if (row == NULL)
    return;
  g_autofree char *now =
      row->vote->closed_on == NULL && !row->signed_off ? g_strdup_printf (_ ("So far: %s"), row->sentence) : NULL;
  g_autofree char *more = describe (row);
  gtk_label_set_text (GTK_LABEL (self->title), row->vote->title);
  xy_pill_set (XY_PILL (self->pill), xy_vote_pill (row), xy_vote_state_word (row->state));
  show_words (self->sentence, now != NULL ? now : row->sentence);
  show_words (self->rules, row->rules);
  show_words (self->more, more);
}

/* The list */

static void
say_none (XyVotePane *self, const char *heading, const char *words, gboolean verb)
{
  gtk_widget_set_visible (self->none_verb, verb);
  gtk_label_set_text (GTK_LABEL (self->none_heading), heading);
  show_words (self->none_words, words);
  gtk_stack_set_visible_child_name (self->stack, "none");
  /* Its table is not seen, but the first vote is to come here. */
  xy_list_set_shown (self->list, TRUE);
}

static void
on_answered (XyVotePane *self)
{
  const GError *error = xy_list_get_error (self->list);
  guint n = xy_list_get_count (self->list);

  if (xy_id_is_none (&self->meeting) && xy_id_is_none (&self->bylaw))
    return;
  if (error != NULL)
    say_none (self, _ ("The votes cannot be read"), error->message, FALSE);
  else if (n == 0)
    say_none (self, _ ("Nothing has been put to the vote"),
              _ ("A vote says who has a voice, how it is counted, and in one sentence what came of it."), TRUE);
  else
    {
      GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
      GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
      /* The keys were at what gives way to the table. */
      gboolean keys = (focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
                      && g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "none") == 0;
      gtk_stack_set_visible_child_name (self->stack, "votes");
      if (keys)
        gtk_widget_grab_focus (GTK_WIDGET (self->table));
      if (!xy_table_choose_wanted (self->table, &self->wanted) && xy_table_get_n_chosen (self->table) == 0)
        xy_table_choose (self->table, xy_list_get_id (self->list, n - 1));
    }
  show_chosen (self);
}

static void
ask (XyVotePane *self, const XyId *meeting, const XyId *bylaw)
{
  gboolean same = xy_id_same (&self->meeting, meeting) && xy_id_same (&self->bylaw, bylaw);

  if (same && xy_list_get_state (self->list) != XY_LIST_WAITING)
    return;
  self->meeting = *meeting;
  self->bylaw = *bylaw;
  xy_table_choose_none (self->table);
  if (xy_id_is_none (meeting) && xy_id_is_none (bylaw))
    {
      say_none (self, _ ("Nothing is chosen"), NULL, FALSE);
      return;
    }
  xy_list_set_query (self->list, xy_vote_query_new (meeting, bylaw), g_free);
}

/* Making */

static GtkWidget *
make_verb (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GtkWidget *
make_chosen (XyVotePane *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *foot = xy_wrap_row_new (6);

  self->chosen = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->chosen, "panel");
  gtk_widget_add_css_class (self->chosen, "vote-chosen");
  self->title = xy_words_new (NULL, "bold", 30, -1);
  gtk_widget_set_hexpand (self->title, TRUE);
  self->pill = xy_pill_new (XY_PILL_PLAIN, NULL);
  gtk_widget_set_valign (self->pill, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (head), self->title);
  gtk_box_append (GTK_BOX (head), self->pill);
  self->sentence = xy_words_new (NULL, NULL, 30, -1);
  self->rules = xy_words_new (NULL, "quiet", 30, -1);
  self->more = xy_words_new (NULL, "quiet", 30, -1);
  self->paper_menu = g_menu_new ();
  self->papers = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->papers), _ ("Print…"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->papers), G_MENU_MODEL (self->paper_menu));
  self->count = make_verb (_ ("_Count…"), "votes.count");
  self->recount = make_verb (_ ("Count _again…"), "votes.recount");
  xy_wrap_row_append (XY_WRAP_ROW (foot), make_verb (_ ("_Put to the vote…"), "votes.put"));
  xy_wrap_row_append (XY_WRAP_ROW (foot), self->papers);
  xy_wrap_row_append (XY_WRAP_ROW (foot), self->count);
  xy_wrap_row_append (XY_WRAP_ROW (foot), self->recount);
  gtk_widget_set_halign (foot, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (self->chosen), head);
  gtk_box_append (GTK_BOX (self->chosen), self->sentence);
  gtk_box_append (GTK_BOX (self->chosen), self->rules);
  gtk_box_append (GTK_BOX (self->chosen), self->more);
  gtk_box_append (GTK_BOX (self->chosen), foot);
  return self->chosen;
}

static GtkWidget *
make_none (XyVotePane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_add_css_class (box, "state");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  self->none_heading = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->none_heading, "heading");
  self->none_words = xy_words_new (NULL, "quiet", 30, -1);
  gtk_label_set_max_width_chars (GTK_LABEL (self->none_words), 60);
  gtk_label_set_justify (GTK_LABEL (self->none_words), GTK_JUSTIFY_CENTER);
  gtk_box_append (GTK_BOX (box), self->none_heading);
  gtk_box_append (GTK_BOX (box), self->none_words);
  self->none_verb = make_verb (_ ("_Put to the vote…"), "votes.put");
  gtk_widget_set_halign (self->none_verb, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->none_verb);
  return box;
}

static GtkWidget *
make_votes (XyVotePane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  g_autoptr (GMenu) menu = g_menu_new ();

  self->table = XY_TABLE (xy_table_new ("votes", xy_vote_columns, xy_vote_n_columns));
  xy_table_set_single (self->table);
  xy_table_set_foot_visible (self->table, FALSE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
  g_signal_connect_swapped (self->table, "chosen", G_CALLBACK (show_chosen), self);
  g_signal_connect_swapped (self->table, "activated", G_CALLBACK (on_activated), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->table));
  gtk_box_append (GTK_BOX (box), make_chosen (self));
  g_menu_append (menu, _ ("_Count…"), "votes.count");
  g_menu_append (menu, _ ("Count again…"), "votes.recount");
  g_menu_append_submenu (menu, _ ("Print…"), G_MENU_MODEL (self->paper_menu));
  xy_table_set_menu (self->table, G_MENU_MODEL (menu));
  return box;
}

static void
xy_vote_pane_dispose (GObject *object)
{
  XyVotePane *self = XY_VOTE_PANE (object);

  xy_table_forget (&self->table, &self->list, self);
  g_clear_object (&self->paper_menu);
  g_clear_object (&self->actions);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (xy_vote_pane_parent_class)->dispose (object);
}

static gboolean
xy_vote_pane_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (gtk_stack_get_visible_child (XY_VOTE_PANE (widget)->stack));
}

static void
xy_vote_pane_class_init (XyVotePaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = xy_vote_pane_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = xy_vote_pane_grab_focus;
}

static void
xy_vote_pane_init (XyVotePane *self)
{
}

GtkWidget *
xy_vote_pane_new (XyDesk *desk)
{
  XyVotePane *self = g_object_new (TYPE_VOTE_PANE, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 9, NULL);

  self->desk = g_object_ref (desk);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "votes", G_ACTION_GROUP (self->actions));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_add_named (self->stack, make_votes (self), "votes");
  gtk_stack_add_named (self->stack, make_none (self), "none");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->stack));
  self->list = xy_list_new (xy_desk_get_worker (desk), &xy_vote_source, XY_TOPIC_MEETING);
  g_signal_connect_swapped (self->list, "answered", G_CALLBACK (on_answered), self);
  xy_table_set_list (self->table, self->list);
  show_chosen (self);
  return GTK_WIDGET (self);
}

void
xy_vote_pane_show_bylaw (GtkWidget *pane, const XyId *version)
{
  ask (XY_VOTE_PANE (pane), &XY_ID_NONE, version != NULL ? version : &XY_ID_NONE);
}

void
xy_vote_pane_show_meeting (GtkWidget *pane, const XyId *meeting)
{
  ask (XY_VOTE_PANE (pane), meeting, &XY_ID_NONE);
}

void
xy_vote_pane_choose (GtkWidget *pane, const XyId *vote)
{
  XyVotePane *self = XY_VOTE_PANE (gtk_widget_get_ancestor (pane, TYPE_VOTE_PANE));

  if (self == NULL)
    return;
  self->wanted = *vote;
  if (self->table != NULL)
    xy_table_choose_wanted (self->table, &self->wanted);
}

void
xy_vote_pane_open (GtkWidget *from, XyDesk *desk, const XyId *meeting)
{
  GtkWidget *dialog = xy_dialog_new (from, _ ("Votes of the meeting"), NULL), *pane = xy_vote_pane_new (desk);

  xy_vote_pane_show_meeting (pane, meeting);
  xy_dialog_set_content (XY_DIALOG (dialog), pane);
  gtk_window_set_default_size (GTK_WINDOW (dialog), 960, 600);
  gtk_window_present (GTK_WINDOW (dialog));
}
