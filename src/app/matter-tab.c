/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/matter-tab.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/matter-agreement-dialog.h"
#include "app/matter-detail.h"
#include "app/matter-dialogs.h"
#include "app/matter-filters.h"
#include "app/matter-lists.h"
#include "app/matter-tie-dialog.h"
#include "app/matter-visit-dialog.h"
#include "app/meeting-topic-dialog.h"
#include "app/paper-open.h"
#include "app/print-preview.h"
#include "app/tabbed-page.h"
#include "app/window.h"
#include "app/words.h"
#include "core/store.h"

/* In the order in which a matter goes. */
static const XyMattersWhich segments[] = { XY_MATTERS_OPEN,  XY_MATTERS_OVERDUE, XY_MATTERS_ASSIGN, XY_MATTERS_WORKING,
                                           XY_MATTERS_VISIT, XY_MATTERS_CLOSE,   XY_MATTERS_AWAY,   XY_MATTERS_ALL };
#define N_SEGMENTS G_N_ELEMENTS (segments)

struct _XyMatterTab
{
  XyPageTab parent_instance;
  XyTable *table;
  XyList *list;
  GtkWidget **toggles;
  GtkWidget *source;
  GtkWidget *owner;
  GtkWidget *period;
  GtkWidget *papers;
  XyId unit; /* of the page's filter */
  GCancellable *reading;
  XyId wanted;
};

G_DEFINE_FINAL_TYPE (XyMatterTab, xy_matter_tab, XY_TYPE_PAGE_TAB)

static GtkWidget *
page_of (XyMatterTab *self)
{
  return GTK_WIDGET (xy_page_tab_get_page (XY_PAGE_TAB (self)));
}

static XyDesk *
desk_of (XyMatterTab *self)
{
  return xy_page_tab_get_desk (XY_PAGE_TAB (self));
}

static const XyMatterRow *
chosen (XyMatterTab *self)
{
  return self->table != NULL ? xy_table_get_record (self->table) : NULL;
}

/* NULL for all. Borrowed. */
static const char *
chosen_owner (XyMatterTab *self)
{
  GtkDropDown *drop = GTK_DROP_DOWN (self->owner);
  guint at = gtk_drop_down_get_selected (drop);

  return at > 0 && at != GTK_INVALID_LIST_POSITION
             ? gtk_string_list_get_string (GTK_STRING_LIST (gtk_drop_down_get_model (drop)), at)
             : NULL;
}

/* Verbs */

static void
register_matter (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  xy_matter_write_dialog_open (page_of (data), desk_of (data), NULL, NULL);
}

static void
register_visit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  xy_matter_visit_dialog_open (page_of (data), desk_of (data));
}

static void
change (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const XyMatterRow *row = chosen (data);

  if (row == NULL)
    return;
  g_autofree char *who =
      row->household_number != NULL ? g_strdup_printf ("%s %s", row->head, row->household_number) : NULL;
  xy_matter_write_dialog_open (page_of (data), desk_of (data), row->matter, who);
}

static const char *const step_names[] = { "assign", "note", "visit", "other", "raise" };

/* What several chosen ones have in common: the stage of the first; the core refuses what does not fit the others. */
static void
on_step (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  static const XyMatterStage usual[] = { XY_MATTER_REGISTERED, XY_MATTER_WORKING, XY_MATTER_DONE, XY_MATTER_WORKING,
                                         XY_MATTER_WORKING };
  XyMatterTab *self = data;
  g_autoptr (GArray) ids = xy_table_get_chosen (self->table);
  const XyMatterRow *row = chosen (self);

  for (guint i = 0; ids->len > 0 && i < G_N_ELEMENTS (step_names); i++)
    if (g_str_equal (step_names[i], g_action_get_name (G_ACTION (action))))
      xy_matter_step_dialog_open (page_of (self), desk_of (self), (XyMatterAsk) i, (const XyId *) (gpointer) ids->data,
                                  ids->len, row, row != NULL ? (XyMatterStage) row->matter->stage : usual[i]);
}

typedef struct
{
  GArray *matters;
  XyMatterStepping stepping;
} Closing;

static void
closing_free (gpointer data)
{
  g_array_unref (((Closing *) data)->matters);
  g_free (data);
}

static gboolean
close_act (XyTxn *txn, gpointer data, GError **error)
{
  return xy_matter_step_act (txn, &((Closing *) data)->stepping, error);
}

/* Nothing more is to be said: whoever was asked is satisfied. Undo takes it back. */
static void
close_matters (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyMatterTab *self = data;
  Closing *closing = g_new0 (Closing, 1);

  closing->matters = xy_table_get_chosen (self->table);
  closing->stepping = (XyMatterStepping){ .matters = (const XyId *) (gpointer) closing->matters->data,
                                          .n = closing->matters->len,
                                          .kind = XY_MATTER_CLOSE };
  xy_desk_act (desk_of (self), _ ("Close matters"), close_act, closing, closing_free, NULL, NULL);
}

static void
settle (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const XyMatterRow *row = chosen (data);

  if (row != NULL)
    xy_matter_agreement_dialog_open (page_of (data), desk_of (data), row);
}

static void
bring_to_meeting (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyMatterTab *self = data;
  g_autoptr (GArray) ids = xy_table_get_chosen (self->table);

  if (ids->len > 0)
    xy_meeting_topic_dialog_open (page_of (self), desk_of (self), (const XyId *) (gpointer) ids->data, ids->len);
}

static void
tie (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const XyMatterRow *row = chosen (data);

  if (row != NULL)
    xy_matter_tie_dialog_open (page_of (data), desk_of (data), row->matter);
}

static void
untie (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyId id;

  if (xy_id_from_text (g_variant_get_string (parameter, NULL), &id))
    xy_desk_act (desk_of (data), _ ("Untie"), xy_matter_untie_act, xy_id_copy (&id), g_free, NULL, NULL);
}

/* "meeting 0192…": to where that is kept. */
static void
go (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  static const XyWord pages[] = {
    { "matter", "matters" }, { "meeting", "meetings" }, { "document", "notice" }, { "slip", "hygiene" }, { NULL, NULL }
  };
  g_auto (GStrv) words = g_strsplit (g_variant_get_string (parameter, NULL), " ", 2);
  XyId id;

  if (words[0] == NULL || words[1] == NULL || !xy_id_from_text (words[1], &id))
    return;
  if (g_str_equal (words[0], "paper"))
    xy_paper_open (page_of (data), desk_of (data), &id);
  else
    for (const XyWord *page = pages; page->value != NULL; page++)
      if (g_str_equal (page->value, words[0]))
        xy_window_go (page_of (data), page->label, &id);
}

/* "matter-ledger" …: of what the filters say, or of the chosen matter. */
static void
print (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyMatterTab *self = data;
  const XyPaperKind *kind = xy_paper_kind_find (g_variant_get_string (parameter, NULL));
  const XyMatterRow *row = chosen (self);
  gboolean board = kind != NULL && (kind->flags & XY_PAPER_PUBLIC) != 0;
  g_autofree char *period =
      board ? xy_matter_filter_board_period (self->period) : xy_matter_filter_period (self->period);

  if (kind == NULL || (kind->of != NULL && row == NULL))
    return;
  xy_print_preview_open (page_of (self), desk_of (self), kind,
                         &(XyPaperAsk){ .period = kind->of == NULL ? period : NULL,
                                        .unit = kind->of == NULL ? self->unit : XY_ID_NONE,
                                        .record = kind->of != NULL ? row->matter->record.id : XY_ID_NONE });
}

static void
print_ledger (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GVariant) kind = g_variant_ref_sink (g_variant_new_string ("matter-ledger"));

  print (action, kind, data);
}

static void
save_table (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyMatterTab *self = data;
  g_autofree char *title = g_strdup_printf ("%s %s", _ ("Ledger of matters"),
                                            xy_matters_word (segments[xy_page_tab_get_toggle (XY_PAGE_TAB (self))]));

  xy_table_export (self->table, desk_of (self), title);
}

static void
show_household (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const XyMatterRow *row = chosen (data);

  if (row != NULL)
    xy_window_go (page_of (data), "households", &row->matter->household);
}

static const GActionEntry entries[] = {
  { .name = "register", .activate = register_matter },
  { .name = "visits", .activate = register_visit },
  { .name = "change", .activate = change },
  { .name = "assign", .activate = on_step },
  { .name = "note", .activate = on_step },
  { .name = "visit", .activate = on_step },
  { .name = "other", .activate = on_step },
  { .name = "raise", .activate = on_step },
  { .name = "close", .activate = close_matters },
  { .name = "settle", .activate = settle },
  { .name = "meeting", .activate = bring_to_meeting },
  { .name = "tie", .activate = tie },
  { .name = "untie", .activate = untie, .parameter_type = "s" },
  { .name = "go", .activate = go, .parameter_type = "s" },
  { .name = "print", .activate = print, .parameter_type = "s" },
  { .name = "print-ledger", .activate = print_ledger },
  { .name = "export", .activate = save_table },
  { .name = "household", .activate = show_household },
};

static void
fill_papers (XyMatterTab *self, const XyMatterRow *row)
{
  static const struct
  {
    const char *label, *kind;
    gboolean one, dispute;
  } papers[] = {
    { N_ ("Ledger…"), "matter-ledger", FALSE, FALSE },
    { N_ ("What became of matters, for the board…"), "matter-summary", FALSE, FALSE },
    { N_ ("Card of this matter…"), "matter-card", TRUE, FALSE },
    { N_ ("Mediation agreement…"), "matter-agreement", TRUE, TRUE },
  };
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      if ((papers[i].one && row == NULL) || (papers[i].dispute && row->matter->level == 0))
        continue;
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (papers[i].label), NULL);
      g_menu_item_set_action_and_target (item, "matter.print", "s", papers[i].kind);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->papers), G_MENU_MODEL (menu));
  gtk_widget_set_sensitive (self->papers, xy_desk_may (desk_of (self), XY_MAY_PRINT));
}

static void
update_verbs (XyMatterTab *self)
{
  XyPageTab *tab = XY_PAGE_TAB (self);
  const XyMatterRow *row = chosen (self);
  guint n = xy_table_get_n_chosen (self->table);
  gboolean several = n > 1, visits = xy_desk_may (desk_of (self), XY_MAY_HEAR_OBJECTIONS);
  XyMatterStage stage = row != NULL ? (XyMatterStage) row->matter->stage : XY_MATTER_N_STAGES;
  gboolean dispute = row != NULL && row->matter->level > 0;

  xy_page_tab_offer_if (tab, "matter.register", TRUE, XY_MAY_KEEP_MATTERS);
  xy_page_tab_offer_if (tab, "matter.visits", TRUE, XY_MAY_KEEP_MATTERS);
  for (guint i = 0; i < G_N_ELEMENTS (step_names); i++)
    {
      g_autofree char *action = g_strdup_printf ("matter.%s", step_names[i]);
      gboolean fits = i == XY_MATTER_ASK_RAISE ? dispute && row->matter->level < XY_MATTER_LEVELS : TRUE;
      fits = fits && (several || xy_matter_ask_fits ((XyMatterAsk) i, stage, dispute));
      if (i == XY_MATTER_ASK_VISIT && visits)
        xy_page_tab_offer (tab, action, fits, NULL);
      else
        xy_page_tab_offer_if (tab, action, fits, XY_MAY_KEEP_MATTERS);
    }
  xy_page_tab_offer_if (tab, "matter.close", several || stage == XY_MATTER_VISITED, XY_MAY_KEEP_MATTERS);
  xy_page_tab_offer_if (tab, "matter.settle",
                        dispute && xy_matter_stage_after (stage, XY_MATTER_FINISH) != XY_MATTER_N_STAGES,
                        XY_MAY_KEEP_MATTERS);
  xy_page_tab_offer_if (tab, "matter.meeting",
                        several || (!dispute && (stage < XY_MATTER_DONE || stage == XY_MATTER_AT_MEETING)),
                        XY_MAY_KEEP_MEETINGS);
  xy_page_tab_offer_if (tab, "matter.change", row != NULL && stage < XY_MATTER_CLOSED, XY_MAY_KEEP_MATTERS);
  xy_page_tab_offer_if (tab, "matter.tie", row != NULL, XY_MAY_KEEP_MATTERS);
  xy_page_tab_offer (tab, "matter.household", row != NULL && !xy_id_is_none (&row->matter->household), NULL);
  fill_papers (self, row);
}

/* Counting */

typedef struct
{
  guint of[XY_MATTERS_N];
  GPtrArray *owners;
} Counts;

static void
counts_free (gpointer data)
{
  g_clear_pointer (&((Counts *) data)->owners, g_ptr_array_unref);
  g_free (data);
}

/* On the worker's thread. */
static gpointer
count_on_worker (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Counts *counts = g_new0 (Counts, 1);

  if (xy_matter_counts (store, counts->of, error))
    counts->owners = xy_matter_owners (store, error);
  if (counts->owners != NULL)
    return counts;
  counts_free (counts);
  return NULL;
}

static void
fill_owners (XyMatterTab *self, const GPtrArray *owners)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  g_autofree char *was = g_strdup (chosen_owner (self));
  guint at = 0;

  xy_words_append (words, _ ("All owners"));
  for (guint i = 0; i < owners->len; i++)
    {
      gtk_string_list_append (words, owners->pdata[i]);
      if (g_strcmp0 (was, owners->pdata[i]) == 0)
        at = i + 1;
    }
  /* Whose last matter is over stays chosen until another is. */
  if (was != NULL && at == 0)
    {
      gtk_string_list_append (words, was);
      at = owners->len + 1;
    }
  xy_page_tab_fill_choice (self->owner, G_LIST_MODEL (words), at);
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyMatterTab) self = data;
  Counts *counts = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (counts != NULL && self->table != NULL)
    {
      for (guint i = 0; i < N_SEGMENTS; i++)
        {
          guint n = counts->of[segments[i]];
          xy_words_count (self->toggles[i], xy_matters_word (segments[i]), segments[i] != XY_MATTERS_ALL ? n : 0);
        }
      fill_owners (self, counts->owners);
    }
  g_clear_pointer (&counts, counts_free);
}

static void
count_up (XyMatterTab *self)
{
  xy_worker_run (xy_desk_get_worker (desk_of (self)), XY_WORKER_LATER, count_on_worker, NULL, NULL, counts_free, NULL,
                 on_counted, g_object_ref (self));
}

static void
on_worker_changed (XyMatterTab *self, guint topics)
{
  if (self->table != NULL && (topics & XY_TOPIC_MATTER) != 0)
    count_up (self);
}

/* The pane */

static void
on_facts_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyMatterTab) self = data;
  XyMatterFacts *facts = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (facts != NULL && self->table != NULL)
    xy_matter_detail_show (xy_page_tab_get_detail (XY_PAGE_TAB (self)), facts->row, facts);
  g_clear_pointer (&facts, xy_matter_facts_free);
}

static void
show_detail (XyMatterTab *self)
{
  XyDetail *detail = xy_page_tab_get_detail (XY_PAGE_TAB (self));
  const XyMatterRow *row = chosen (self);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  update_verbs (self);
  if (row == NULL)
    {
      xy_detail_show_count (detail, xy_table_get_n_chosen (self->table));
      return;
    }
  xy_matter_detail_show (detail, row, NULL);
  self->reading = g_cancellable_new ();
  xy_worker_run (xy_desk_get_worker (desk_of (self)), XY_WORKER_QUERY, xy_matter_read,
                 xy_id_copy (&row->matter->record.id), g_free, xy_matter_facts_free, self->reading, on_facts_read,
                 g_object_ref (self));
}

/* The list */

static void
on_answered (XyMatterTab *self)
{
  guint n = xy_list_get_count (self->list);
  g_autofree char *words = g_strdup_printf (ngettext ("%u matter in all", "%u matters in all", n), n);

  xy_table_set_foot (self->table, words);
  xy_page_tab_offer (XY_PAGE_TAB (self), "matter.export", n > 0, NULL);
  xy_table_choose_wanted (self->table, &self->wanted);
}

/* Enter goes on with what fits. */
static void
on_activated (XyMatterTab *self)
{
  const XyMatterRow *row = chosen (self);
  static const char *const actions[XY_MATTER_N_STAGES] = {
    [XY_MATTER_REGISTERED] = "matter.assign", [XY_MATTER_ASSIGNED] = "matter.note",
    [XY_MATTER_WORKING] = "matter.note",      [XY_MATTER_DONE] = "matter.visit",
    [XY_MATTER_PASSED_ON] = "matter.note",    [XY_MATTER_AT_MEETING] = "matter.note",
    [XY_MATTER_NOT_READY] = "matter.other",   [XY_MATTER_UNSETTLED] = "matter.other",
  };

  if (row != NULL && actions[row->matter->stage] != NULL)
    gtk_widget_activate_action (page_of (self), actions[row->matter->stage], NULL);
}

static void
xy_matter_tab_ask (XyPageTab *tab, const XyTabScope *scope)
{
  XyMatterTab *self = XY_MATTER_TAB (tab);
  XyPage *page = xy_page_tab_get_page (tab);
  XyMattersWhich which = segments[xy_page_tab_get_toggle (tab)];
  g_autofree char *period = xy_matter_filter_period (self->period);
  const XyMatterFilter filter = { .which = which,
                                  .unit = scope->unit,
                                  .text = scope->text,
                                  .source = xy_matter_filter_source (self->source),
                                  .owner = chosen_owner (self),
                                  .period = period };

  self->unit = scope->unit;
  if (filter.source != NULL || filter.owner != NULL || period != NULL
      || (which != XY_MATTERS_OPEN && which != XY_MATTERS_ALL))
    xy_page_set_filtered (page, TRUE);
  xy_page_set_empty (page, "xy-matter-symbolic", _ ("Nothing is open"),
                     _ ("What comes up at a meeting or a visit gets a number here, an owner and a last day, and is "
                        "closed once somebody was asked whether it was done."),
                     _ ("Register a matter"), "matter.register");
  xy_page_follow (page, self->list);
  xy_list_set_query (self->list, xy_matter_query_new (&filter), xy_matter_query_free);
  show_detail (self);
  count_up (self);
}

static void
xy_matter_tab_opened (XyPageTab *tab)
{
  XyMatterTab *self = XY_MATTER_TAB (tab);
  XyWorker *worker = xy_desk_get_worker (desk_of (self));

  self->list = xy_list_new (worker, &xy_matter_source,
                            XY_TOPIC_MATTER | XY_TOPIC_HOUSEHOLD | XY_TOPIC_UNIT | XY_TOPIC_MEETING | XY_TOPIC_PAPER);
  g_signal_connect_swapped (self->list, "answered", G_CALLBACK (on_answered), self);
  xy_table_set_list (self->table, self->list);
  g_signal_connect_object (worker, "changed", G_CALLBACK (on_worker_changed), self, G_CONNECT_SWAPPED);
}

static void
xy_matter_tab_show_list (XyPageTab *tab, const char *list)
{
  for (guint i = 0; i < N_SEGMENTS; i++)
    if (g_str_equal (xy_matters_name (segments[i]), list))
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (XY_MATTER_TAB (tab)->toggles[i]), TRUE);
}

static void
xy_matter_tab_choose (XyPageTab *tab, const XyId *record)
{
  XyMatterTab *self = XY_MATTER_TAB (tab);

  self->wanted = *record;
  xy_table_choose_wanted (self->table, &self->wanted);
}

static void
xy_matter_tab_open_record (XyPageTab *tab, const XyId *record)
{
  /* Whatever stands there, it may be over. */
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (XY_MATTER_TAB (tab)->toggles[N_SEGMENTS - 1]), TRUE);
  xy_matter_tab_choose (tab, record);
}

static void
xy_matter_tab_clear_filters (XyPageTab *tab)
{
  XyMatterTab *self = XY_MATTER_TAB (tab);
  GtkWidget *drops[] = { self->source, self->owner, self->period };

  for (guint i = 0; i < G_N_ELEMENTS (drops); i++)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (drops[i]), 0);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->toggles[0]), TRUE);
}

static gboolean
xy_matter_tab_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (XY_MATTER_TAB (widget)->table));
}

/* The verbs of a row, in its menu and most of them under the pane. */
static void
add_row_verbs (XyMatterTab *self, GMenu *menu)
{
  static const struct
  {
    const char *label;
    const char *action;
    gboolean button;
  } verbs[] = {
    { N_ ("Assign…"), "matter.assign", TRUE },
    { N_ ("Enter what was done…"), "matter.note", TRUE },
    { N_ ("Settled by agreement…"), "matter.settle", TRUE },
    { N_ ("One level up…"), "matter.raise", TRUE },
    { N_ ("Visit…"), "matter.visit", TRUE },
    { N_ ("Close the number"), "matter.close", TRUE },
    { N_ ("Bring to a meeting…"), "matter.meeting", TRUE },
    { N_ ("Another step…"), "matter.other", TRUE },
    { N_ ("Tie to…"), "matter.tie", FALSE },
    { N_ ("Change it…"), "matter.change", FALSE },
    { N_ ("Show the household"), "matter.household", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    xy_page_tab_add_row_verb (XY_PAGE_TAB (self), menu, _ (verbs[i].label), verbs[i].action, verbs[i].button);
}

static void
xy_matter_tab_made (XyPageTab *tab)
{
  XyMatterTab *self = XY_MATTER_TAB (tab);
  const char *words[N_SEGMENTS + 1] = { NULL };
  const char *const owners[] = { _ ("All owners"), NULL };
  g_autoptr (GMenu) menu = g_menu_new ();

  xy_page_tab_add_actions (tab, "matter", entries, G_N_ELEMENTS (entries));
  xy_page_tab_add_verb (tab, _ ("Save as a spreadsheet…"), "matter.export", FALSE);
  self->papers = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->papers), _ ("Print…"));
  xy_page_tab_add_button (tab, self->papers);
  xy_page_tab_add_verb (tab, _ ("Enter a visit…"), "matter.visits", FALSE);
  xy_page_tab_add_verb (tab, _ ("Register a matter"), "matter.register", TRUE);
  self->source = xy_matter_filter_add_source (tab);
  self->owner = xy_page_tab_add_choice (tab, _ ("Owner"), owners);
  xy_page_tab_read_choice_later (self->owner);
  self->period = xy_matter_filter_add_period (tab);
  add_row_verbs (self, menu);
  for (guint i = 0; i < N_SEGMENTS; i++)
    words[i] = xy_matters_word (segments[i]);
  self->toggles = xy_page_tab_add_toggles (tab, words);
  self->table = XY_TABLE (xy_table_new ("matters", xy_matter_columns, xy_matter_n_columns));
  gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
  xy_table_set_find_entry (self->table, xy_tabbed_page_get_find_entry (XY_TABBED_PAGE (page_of (self))));
  xy_table_set_menu (self->table, G_MENU_MODEL (menu));
  g_signal_connect_swapped (self->table, "chosen", G_CALLBACK (show_detail), self);
  g_signal_connect_swapped (self->table, "activated", G_CALLBACK (on_activated), self);
  xy_page_tab_append (tab, GTK_WIDGET (self->table));
}

static void
xy_matter_tab_left (XyPageTab *tab)
{
  XyMatterTab *self = XY_MATTER_TAB (tab);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  xy_table_forget (&self->table, &self->list, self);
}

static void
xy_matter_tab_class_init (XyMatterTabClass *klass)
{
  XyPageTabClass *tab_class = XY_PAGE_TAB_CLASS (klass);

  GTK_WIDGET_CLASS (klass)->grab_focus = xy_matter_tab_grab_focus;
  tab_class->uses = XY_TAB_OF_UNIT | XY_TAB_OF_TEXT;
  tab_class->print = "matter.print-ledger";
  tab_class->find = N_ ("Matter, who…");
  tab_class->made = xy_matter_tab_made;
  tab_class->opened = xy_matter_tab_opened;
  tab_class->ask = xy_matter_tab_ask;
  tab_class->left = xy_matter_tab_left;
  tab_class->clear_filters = xy_matter_tab_clear_filters;
  tab_class->record_type = &xy_matter_type;
  tab_class->open = xy_matter_tab_open_record;
  tab_class->show_list = xy_matter_tab_show_list;
  tab_class->choose = xy_matter_tab_choose;
}

static void
xy_matter_tab_init (XyMatterTab *self)
{
}
