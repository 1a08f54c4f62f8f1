/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/meeting-tab.h"

#include <glib/gi18n-lib.h>

#include "app/meeting-desk.h"
#include "app/meeting-detail.h"
#include "app/meeting-dialog.h"
#include "app/meeting-lists.h"
#include "app/meeting-step-dialogs.h"
#include "app/paper-open.h"
#include "app/print-preview.h"
#include "app/tabbed-page.h"
#include "app/vote-desk.h"
#include "app/vote-pane.h"
#include "app/window.h"
#include "app/words.h"

/* In the order in which a meeting goes; behind them what was said in all of them. */
static const XyMeetingsWhich segments[] = { XY_MEETINGS_OPEN,  XY_MEETINGS_PLANNED, XY_MEETINGS_RECORDING,
                                            XY_MEETINGS_READY, XY_MEETINGS_SIGNED,  XY_MEETINGS_FOLLOW,
                                            XY_MEETINGS_ALL };
#define N_SEGMENTS G_N_ELEMENTS (segments)
#define SAID N_SEGMENTS

/* What is printed of a meeting from which stage on. */
static const struct
{
  const char *kind;
  const char *label;
  XyMeetingStage from, to;
} papers[] = {
  { "meeting-notice", N_ ("Notice…"), XY_MEETING_PLANNED, XY_MEETING_RECORDING },
  { "meeting-invitation", N_ ("Invitations…"), XY_MEETING_PLANNED, XY_MEETING_RECORDING },
  { "meeting-sign-in", N_ ("Sign-in sheet…"), XY_MEETING_PLANNED, XY_MEETING_FILED },
  { "meeting-minutes", N_ ("Minutes…"), XY_MEETING_RECORDING, XY_MEETING_FILED },
  { "meeting-decisions", N_ ("List of what was agreed…"), XY_MEETING_RECORDING, XY_MEETING_FILED },
  { "meeting-resolution", N_ ("Announcement of what was agreed…"), XY_MEETING_SIGNED, XY_MEETING_FILED },
};

struct _XyMeetingTab
{
  XyPageTab parent_instance;
  GtkStack *stack;
  XyTable *table;
  XyList *list;
  XyTable *hit_table;
  XyList *hits;
  GtkWidget **toggles;
  GtkWidget *papers;
  GMenu *paper_menu;
  XyMeetingFacts *facts; /* of the meeting that is shown; NULL while they are read */
  GCancellable *reading;
  XyId wanted;
};

G_DEFINE_FINAL_TYPE (XyMeetingTab, xy_meeting_tab, XY_TYPE_PAGE_TAB)

static GtkWidget *
page_of (XyMeetingTab *self)
{
  return GTK_WIDGET (xy_page_tab_get_page (XY_PAGE_TAB (self)));
}

static XyDesk *
desk_of (XyMeetingTab *self)
{
  return xy_page_tab_get_desk (XY_PAGE_TAB (self));
}

static gboolean
shows_hits (XyMeetingTab *self)
{
  return xy_page_tab_get_toggle (XY_PAGE_TAB (self)) == SAID;
}

static const XyMeetingRow *
chosen (XyMeetingTab *self)
{
  return shows_hits (self) ? NULL : xy_table_get_record (self->table);
}

/* Verbs */

static void
call (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  xy_meeting_dialog_open (page_of (data), desk_of (data), NULL);
}

static void
change (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const XyMeetingRow *row = chosen (data);

  if (row != NULL)
    xy_meeting_dialog_open (page_of (data), desk_of (data), &(XyMeetingCalling){ .meeting = row->meeting });
}

/* Where people talk: begun, and gone on with. */
static void
record (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const XyMeetingRow *row = chosen (data);

  if (row != NULL)
    xy_meeting_desk_open (page_of (data), desk_of (data), &row->meeting->record.id);
}

static void
on_step (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const XyMeetingRow *row = chosen (data);
  XyMeetingStepKind kind = xy_meeting_step_from_name (g_action_get_name (G_ACTION (action)));

  if (row != NULL && kind != XY_MEETING_N_KINDS)
    xy_meeting_step_dialog_open (page_of (data), desk_of (data), kind, row);
}

static void
add (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const XyMeetingRow *row = chosen (data);

  if (row != NULL)
    xy_meeting_addition_dialog_open (page_of (data), desk_of (data), row);
}

static void
print (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const XyMeetingRow *row = chosen (data);
  const XyPaperKind *kind = xy_paper_kind_find (g_variant_get_string (parameter, NULL));

  if (row != NULL && kind != NULL)
    xy_print_preview_open (page_of (data), desk_of (data), kind, &(XyPaperAsk){ .record = row->meeting->record.id });
}

/* Ctrl+P: the paper that this stage asks for first. */
static void
print_first (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyMeetingTab *self = data;

  if (g_menu_model_get_n_items (G_MENU_MODEL (self->paper_menu)) > 0)
    {
      g_autoptr (GVariant) target =
          g_menu_model_get_item_attribute_value (G_MENU_MODEL (self->paper_menu), 0, G_MENU_ATTRIBUTE_TARGET, NULL);
      print (action, target, data);
    }
}

static void
go_to_matter (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyId id;

  if (xy_id_from_text (g_variant_get_string (parameter, NULL), &id))
    xy_window_go (GTK_WIDGET (data), "matters", &id);
}

static void
open_paper (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyId id;

  if (xy_id_from_text (g_variant_get_string (parameter, NULL), &id))
    xy_paper_open (page_of (data), desk_of (data), &id);
}

static void
open_votes (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const XyMeetingRow *row = chosen (data);

  if (row != NULL)
    xy_vote_pane_open (page_of (data), desk_of (data), &row->meeting->record.id);
}

static void
open_vote (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyId id;

  if (xy_id_from_text (g_variant_get_string (parameter, NULL), &id))
    xy_vote_desk_open (page_of (data), desk_of (data), &id);
}

static void
save_table (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyMeetingTab *self = data;
  guint at = xy_page_tab_get_toggle (XY_PAGE_TAB (self));
  g_autofree char *name = at == SAID ? g_strdup (_ ("What was said"))
                                     : g_strdup_printf ("%s %s", _ ("Meetings"), xy_meetings_word (segments[at]));

  xy_table_export (at == SAID ? self->hit_table : self->table, desk_of (self), name);
}

static const GActionEntry entries[] = {
  { .name = "new", .activate = call },
  { .name = "begin", .activate = record },
  { .name = "record", .activate = record },
  { .name = "change", .activate = change },
  { .name = "postpone", .activate = on_step },
  { .name = "cancel", .activate = on_step },
  { .name = "finish", .activate = on_step },
  { .name = "resume", .activate = on_step },
  { .name = "sign", .activate = on_step },
  { .name = "file", .activate = on_step },
  { .name = "void", .activate = on_step },
  { .name = "add", .activate = add },
  { .name = "print", .activate = print, .parameter_type = "s" },
  { .name = "print-first", .activate = print_first },
  { .name = "matter", .activate = go_to_matter, .parameter_type = "s" },
  { .name = "votes", .activate = open_votes },
  { .name = "vote", .activate = open_vote, .parameter_type = "s" },
  { .name = "paper", .activate = open_paper, .parameter_type = "s" },
  { .name = "export", .activate = save_table },
};

/* The papers that fit STAGE, as far as there are such kinds. */
static void
fill_papers (XyMeetingTab *self, XyMeetingStage stage)
{
  g_menu_remove_all (self->paper_menu);
  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    if (stage >= papers[i].from && stage <= papers[i].to && xy_paper_kind_find (papers[i].kind) != NULL)
      {
        g_autoptr (GMenuItem) item = g_menu_item_new (_ (papers[i].label), NULL);
        g_menu_item_set_action_and_target (item, "meetings.print", "s", papers[i].kind);
        g_menu_append_item (self->paper_menu, item);
      }
}

/* Whether its body votes, or has voted. */
static gboolean
votes (XyMeetingTab *self, const XyMeetingRow *row)
{
  const XyMeetingFacts *facts = self->facts;

  return row != NULL && facts != NULL && xy_id_same (&facts->row->meeting->record.id, &row->meeting->record.id)
         && (facts->votes->len > 0 || (facts->sheet->body != NULL && facts->sheet->body->votes));
}

/* A gap is said with the verb that it holds up. */
static const char *
first_gap (XyMeetingTab *self, const XyMeetingRow *row)
{
  if (self->facts == NULL || !xy_id_same (&self->facts->row->meeting->record.id, &row->meeting->record.id)
      || self->facts->gaps == NULL || self->facts->gaps->len == 0)
    return NULL;
  return ((const XyMeetingGap *) self->facts->gaps->pdata[0])->sentence;
}

static void
offer_step (XyMeetingTab *self, XyMeetingStepKind kind, XyMeetingStage stage)
{
  g_autofree char *action = g_strdup_printf ("meetings.%s", xy_meeting_step_name (kind));

  xy_page_tab_offer_if (XY_PAGE_TAB (self), action,
                        stage != XY_MEETING_N_STAGES && xy_meeting_stage_after (stage, kind) != XY_MEETING_N_STAGES,
                        XY_MAY_KEEP_MEETINGS);
}

static void
update_verbs (XyMeetingTab *self)
{
  XyPageTab *tab = XY_PAGE_TAB (self);
  const XyMeetingRow *row = chosen (self);
  XyMeetingStage stage = row != NULL ? (XyMeetingStage) row->meeting->stage : XY_MEETING_N_STAGES;
  const char *gap = row != NULL ? first_gap (self, row) : NULL;

  xy_page_tab_offer_if (tab, "meetings.new", TRUE, XY_MAY_KEEP_MEETINGS);
  xy_page_tab_offer_if (tab, "meetings.begin", stage == XY_MEETING_PLANNED, XY_MAY_KEEP_MEETINGS);
  xy_page_tab_offer_if (tab, "meetings.record", stage == XY_MEETING_RECORDING, XY_MAY_KEEP_MEETINGS);
  xy_page_tab_offer_if (tab, "meetings.change", stage <= XY_MEETING_RECORDING, XY_MAY_KEEP_MEETINGS);
  for (XyMeetingStepKind kind = 0; kind < XY_MEETING_N_KINDS; kind++)
    if (kind != XY_MEETING_BEGIN)
      offer_step (self, kind, stage);
  if (gap != NULL)
    xy_page_tab_offer (tab, "meetings.finish", TRUE, gap);
  xy_page_tab_offer (tab, "meetings.votes", votes (self, row), NULL);
  xy_page_tab_offer_if (tab, "meetings.add", row != NULL && xy_meeting_is_locked (row->meeting), XY_MAY_KEEP_MEETINGS);
  fill_papers (self, stage);
  gtk_widget_set_sensitive (self->papers, g_menu_model_get_n_items (G_MENU_MODEL (self->paper_menu)) > 0
                                              && xy_desk_may (desk_of (self), XY_MAY_PRINT));
}

/* Counting */

typedef struct
{
  guint of[XY_MEETINGS_N];
} Counts;

/* On the worker's thread. */
static gpointer
count_on_worker (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Counts *counts = g_new0 (Counts, 1);

  if (xy_meeting_counts (store, counts->of, error))
    return counts;
  g_free (counts);
  return NULL;
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyMeetingTab) self = data;
  g_autofree Counts *counts = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (counts == NULL || self->table == NULL)
    return;
  for (guint i = 0; i < N_SEGMENTS; i++)
    {
      guint n = counts->of[segments[i]];
      xy_words_count (self->toggles[i], xy_meetings_word (segments[i]), segments[i] != XY_MEETINGS_ALL ? n : 0);
    }
}

static void
count_up (XyMeetingTab *self)
{
  xy_worker_run (xy_desk_get_worker (desk_of (self)), XY_WORKER_LATER, count_on_worker, NULL, NULL, g_free, NULL,
                 on_counted, g_object_ref (self));
}

static void
on_worker_changed (XyMeetingTab *self, guint topics)
{
  if (self->table != NULL && (topics & (XY_TOPIC_MEETING | XY_TOPIC_MATTER)) != 0)
    count_up (self);
}

/* The pane */

static void
on_facts_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyMeetingTab) self = data;
  XyMeetingFacts *facts = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (facts == NULL)
    return;
  g_clear_pointer (&self->facts, xy_meeting_facts_free);
  self->facts = facts;
  if (self->table == NULL)
    return;
  xy_meeting_detail_show (xy_page_tab_get_detail (XY_PAGE_TAB (self)), facts->row, facts);
  update_verbs (self);
}

static void
read_facts (XyMeetingTab *self, const XyId *meeting)
{
  /* What was read of the same meeting before stands until it is read anew. */
  if (self->facts != NULL && !xy_id_same (&self->facts->row->meeting->record.id, meeting))
    g_clear_pointer (&self->facts, xy_meeting_facts_free);
  self->reading = g_cancellable_new ();
  xy_worker_run (xy_desk_get_worker (desk_of (self)), XY_WORKER_QUERY, xy_meeting_read, xy_id_copy (meeting), g_free,
                 xy_meeting_facts_free, self->reading, on_facts_read, g_object_ref (self));
}

/* A sentence that was found: in full, with where it was said. */
static void
show_hit (XyMeetingTab *self, const XyMeetingHit *hit)
{
  XyDetail *detail = xy_page_tab_get_detail (XY_PAGE_TAB (self));
  const char *label = xy_word_label (xy_meeting_line_kinds, hit->kind);
  GtkWidget *grid;

  xy_detail_start (detail);
  xy_detail_add_title (detail, hit->title, label != NULL ? label : _ ("ledger"), NULL);
  xy_detail_add_words (detail, hit->sentence, NULL);
  grid = xy_detail_add_facts (detail);
  xy_detail_add_fact (grid, _ ("Who said it"), hit->who);
  xy_detail_add_fact (grid, _ ("Day"), hit->day);
  xy_detail_add_words (detail, _ ("Enter, or a double click, goes to it."), "quiet");
  xy_detail_hide_buttons (detail);
}

static void
show_detail (XyMeetingTab *self)
{
  XyDetail *detail = xy_page_tab_get_detail (XY_PAGE_TAB (self));
  const XyMeetingRow *row = chosen (self);
  const XyMeetingHit *hit = shows_hits (self) ? xy_table_get_record (self->hit_table) : NULL;

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  update_verbs (self);
  if (hit != NULL)
    {
      show_hit (self, hit);
      return;
    }
  if (row == NULL)
    {
      g_clear_pointer (&self->facts, xy_meeting_facts_free);
      xy_detail_show_nothing (detail, NULL);
      return;
    }
  gboolean same = self->facts != NULL && xy_id_same (&self->facts->row->meeting->record.id, &row->meeting->record.id);
  xy_meeting_detail_show (detail, row, same ? self->facts : NULL);
  read_facts (self, &row->meeting->record.id);
}

/* The lists */

static void
on_answered (XyMeetingTab *self)
{
  guint n = xy_list_get_count (self->list);
  g_autofree char *words = g_strdup_printf (ngettext ("%u meeting", "%u meetings", n), n);

  xy_table_set_foot (self->table, words);
  if (!shows_hits (self))
    xy_page_tab_offer (XY_PAGE_TAB (self), "meetings.export", n > 0, NULL);
  xy_table_choose_wanted (self->table, &self->wanted);
}

static void
on_hits_answered (XyMeetingTab *self)
{
  guint n = xy_list_get_count (self->hits);
  g_autofree char *words = g_strdup_printf (ngettext ("%u place", "%u places", n), n);

  xy_table_set_foot (self->hit_table, words);
  if (shows_hits (self))
    xy_page_tab_offer (XY_PAGE_TAB (self), "meetings.export", n > 0, NULL);
}

/* Enter goes on with what fits. */
static void
on_activated (XyMeetingTab *self)
{
  static const char *const actions[XY_MEETING_N_STAGES] = {
    [XY_MEETING_PLANNED] = "meetings.begin",
    [XY_MEETING_RECORDING] = "meetings.record",
    [XY_MEETING_READY] = "meetings.sign",
    [XY_MEETING_SIGNED] = "meetings.file",
  };
  const XyMeetingRow *row = chosen (self);

  if (row != NULL && actions[row->meeting->stage] != NULL)
    gtk_widget_activate_action (page_of (self), actions[row->meeting->stage], NULL);
}

static void
xy_meeting_tab_show_list (XyPageTab *tab, const char *list)
{
  for (guint i = 0; i < N_SEGMENTS; i++)
    if (g_str_equal (xy_meetings_name (segments[i]), list))
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (XY_MEETING_TAB (tab)->toggles[i]), TRUE);
}

static void
xy_meeting_tab_choose (XyPageTab *tab, const XyId *record)
{
  XyMeetingTab *self = XY_MEETING_TAB (tab);

  self->wanted = *record;
  xy_table_choose_wanted (self->table, &self->wanted);
}

static void
xy_meeting_tab_open_record (XyPageTab *tab, const XyId *record)
{
  /* Whatever stands there, it may be over. */
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (XY_MEETING_TAB (tab)->toggles[N_SEGMENTS - 1]), TRUE);
  xy_meeting_tab_choose (tab, record);
}

static void
on_hit_activated (XyMeetingTab *self)
{
  const XyMeetingHit *hit = xy_table_get_record (self->hit_table);

  if (hit == NULL)
    return;
  if (xy_id_is_none (&hit->meeting))
    xy_window_go (GTK_WIDGET (self), "matters", &hit->matter);
  else
    {
      XyId meeting = hit->meeting;
      gtk_editable_set_text (GTK_EDITABLE (xy_tabbed_page_get_find_entry (XY_TABBED_PAGE (page_of (self)))), "");
      xy_meeting_tab_open_record (XY_PAGE_TAB (self), &meeting);
    }
}

static void
xy_meeting_tab_ask (XyPageTab *tab, const XyTabScope *scope)
{
  XyMeetingTab *self = XY_MEETING_TAB (tab);
  XyPage *page = xy_page_tab_get_page (tab);
  guint at = xy_page_tab_get_toggle (tab);
  gboolean hits = at == SAID;

  if (hits || (segments[at] != XY_MEETINGS_OPEN && segments[at] != XY_MEETINGS_ALL))
    xy_page_set_filtered (page, TRUE);
  if (hits && scope->text == NULL)
    {
      xy_page_set_filtered (page, FALSE);
      xy_page_set_empty (page, "xy-search-symbolic", _ ("What was said is found here"),
                         _ ("Type a word or two in the box above, as 路灯: every speech, every decision and every step "
                            "of a matter that has them is listed with its sentence."),
                         NULL, NULL);
    }
  else
    xy_page_set_empty (page, "xy-meeting-symbolic", _ ("No meeting is under way"),
                       _ ("Call one: what was gathered becomes its topics, who came and what was said is written while "
                          "people talk, and what was agreed becomes matters of the ledger with an owner and a day."),
                       _ ("New meeting"), "meetings.new");
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (hits ? self->hit_table : self->table));
  xy_page_follow (page, hits ? self->hits : self->list);
  if (hits)
    xy_list_set_query (self->hits, xy_meeting_query_new (XY_MEETINGS_ALL, &XY_ID_NONE, &XY_ID_NONE, scope->text),
                       xy_meeting_query_free);
  else
    xy_list_set_query (self->list, xy_meeting_query_new (segments[at], &scope->unit, &scope->one, scope->text),
                       xy_meeting_query_free);
  show_detail (self);
  count_up (self);
}

static void
xy_meeting_tab_opened (XyPageTab *tab)
{
  XyMeetingTab *self = XY_MEETING_TAB (tab);
  XyWorker *worker = xy_desk_get_worker (desk_of (self));

  self->list =
      xy_list_new (worker, &xy_meeting_source, XY_TOPIC_MEETING | XY_TOPIC_MATTER | XY_TOPIC_UNIT | XY_TOPIC_PAPER);
  g_signal_connect_swapped (self->list, "answered", G_CALLBACK (on_answered), self);
  xy_table_set_list (self->table, self->list);
  self->hits = xy_list_new (worker, &xy_meeting_hit_source, XY_TOPIC_MEETING | XY_TOPIC_MATTER);
  g_signal_connect_swapped (self->hits, "answered", G_CALLBACK (on_hits_answered), self);
  xy_table_set_list (self->hit_table, self->hits);
  g_signal_connect_object (worker, "changed", G_CALLBACK (on_worker_changed), self, G_CONNECT_SWAPPED);
}

static void
xy_meeting_tab_clear_filters (XyPageTab *tab)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (XY_MEETING_TAB (tab)->toggles[0]), TRUE);
}

static gboolean
xy_meeting_tab_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (gtk_stack_get_visible_child (XY_MEETING_TAB (widget)->stack));
}

static XyTable *
make_table (XyMeetingTab *self, const char *name, const XyColumn *columns, guint n, GCallback activated)
{
  XyTable *table = XY_TABLE (xy_table_new (name, columns, n));

  xy_table_set_single (table);
  xy_table_set_find_entry (table, xy_tabbed_page_get_find_entry (XY_TABBED_PAGE (page_of (self))));
  g_signal_connect_swapped (table, "chosen", G_CALLBACK (show_detail), self);
  g_signal_connect_swapped (table, "activated", activated, self);
  gtk_stack_add_child (self->stack, GTK_WIDGET (table));
  return table;
}

static void
add_row_verbs (XyMeetingTab *self, GMenu *menu)
{
  static const struct
  {
    const char *label;
    const char *action;
    gboolean button;
  } verbs[] = {
    { N_ ("Begin the minutes"), "meetings.begin", TRUE },
    { N_ ("Go on with the minutes"), "meetings.record", TRUE },
    { N_ ("The record is complete"), "meetings.finish", TRUE },
    { N_ ("Votes…"), "meetings.votes", TRUE },
    { N_ ("Signed…"), "meetings.sign", TRUE },
    { N_ ("File it…"), "meetings.file", TRUE },
    { N_ ("Add to it…"), "meetings.add", TRUE },
    { N_ ("Change it…"), "meetings.change", TRUE },
    { N_ ("Another day…"), "meetings.postpone", TRUE },
    { N_ ("Go on writing"), "meetings.resume", TRUE },
    { N_ ("Call it off…"), "meetings.cancel", TRUE },
    { N_ ("Make it void…"), "meetings.void", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    xy_page_tab_add_row_verb (XY_PAGE_TAB (self), menu, _ (verbs[i].label), verbs[i].action, verbs[i].button);
}

static void
xy_meeting_tab_made (XyPageTab *tab)
{
  XyMeetingTab *self = XY_MEETING_TAB (tab);
  const char *words[N_SEGMENTS + 2] = { NULL };
  g_autoptr (GMenu) menu = g_menu_new ();

  xy_page_tab_add_actions (tab, "meetings", entries, G_N_ELEMENTS (entries));
  xy_page_tab_add_verb (tab, _ ("Save as a spreadsheet…"), "meetings.export", FALSE);
  self->paper_menu = g_menu_new ();
  self->papers = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->papers), _ ("Print…"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->papers), G_MENU_MODEL (self->paper_menu));
  xy_page_tab_add_button (tab, self->papers);
  xy_page_tab_add_verb (tab, _ ("New meeting"), "meetings.new", TRUE);
  add_row_verbs (self, menu);
  g_menu_append_submenu (menu, _ ("Print…"), G_MENU_MODEL (self->paper_menu));
  for (guint i = 0; i < N_SEGMENTS; i++)
    words[i] = xy_meetings_word (segments[i]);
  words[SAID] = _ ("What was said");
  self->toggles = xy_page_tab_add_toggles (tab, words);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  self->table = make_table (self, "meetings", xy_meeting_columns, xy_meeting_n_columns, G_CALLBACK (on_activated));
  xy_table_set_menu (self->table, G_MENU_MODEL (menu));
  self->hit_table = make_table (self, "meeting-hits", xy_meeting_hit_columns, xy_meeting_n_hit_columns,
                                G_CALLBACK (on_hit_activated));
  xy_page_tab_append (tab, GTK_WIDGET (self->stack));
}

static void
xy_meeting_tab_left (XyPageTab *tab)
{
  XyMeetingTab *self = XY_MEETING_TAB (tab);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->facts, xy_meeting_facts_free);
  g_clear_object (&self->paper_menu);
  xy_table_forget (&self->table, &self->list, self);
  xy_table_forget (&self->hit_table, &self->hits, self);
}

static void
xy_meeting_tab_class_init (XyMeetingTabClass *klass)
{
  XyPageTabClass *tab_class = XY_PAGE_TAB_CLASS (klass);

  GTK_WIDGET_CLASS (klass)->grab_focus = xy_meeting_tab_grab_focus;
  tab_class->uses = XY_TAB_OF_ONE | XY_TAB_OF_UNIT | XY_TAB_OF_TEXT;
  tab_class->print = "meetings.print-first";
  tab_class->find = N_ ("Words, who…");
  tab_class->made = xy_meeting_tab_made;
  tab_class->opened = xy_meeting_tab_opened;
  tab_class->ask = xy_meeting_tab_ask;
  tab_class->left = xy_meeting_tab_left;
  tab_class->clear_filters = xy_meeting_tab_clear_filters;
  tab_class->record_type = &xy_meeting_type;
  tab_class->open = xy_meeting_tab_open_record;
  tab_class->show_list = xy_meeting_tab_show_list;
  tab_class->choose = xy_meeting_tab_choose;
}

static void
xy_meeting_tab_init (XyMeetingTab *self)
{
}
