/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-round-tab.h"

#include <glib/gi18n-lib.h>

#include "app/hygiene-decide.h"
#include "app/hygiene-grid.h"
#include "app/hygiene-issue-dialog.h"
#include "app/hygiene-page.h"
#include "app/hygiene-points-dialog.h"
#include "app/hygiene-round-detail.h"
#include "app/hygiene-round-dialog.h"
#include "app/print-preview.h"
#include "core/clock.h"

#define YEARS 5

enum
{
  ALL,
  OPEN,
  CLOSED,
  PLACES,
};

struct _XyHygieneRoundTab
{
  XyPageTab parent_instance;
  XyTable *table;
  XyList *list;
  GtkWidget *papers; /* what is printed of a decided round */
  GtkWidget *which;
  GtkWidget *year;
  char *years[YEARS + 1];
  XyHygieneRoundFacts *facts; /* of the round that is shown; NULL while they are read */
  GCancellable *reading;
  XyId wanted; /* to be chosen when it is there */
};

G_DEFINE_FINAL_TYPE (XyHygieneRoundTab, xy_hygiene_round_tab, XY_TYPE_PAGE_TAB)

static GtkWidget *
page_of (XyHygieneRoundTab *self)
{
  return GTK_WIDGET (xy_page_tab_get_page (XY_PAGE_TAB (self)));
}

static XyDesk *
desk_of (XyHygieneRoundTab *self)
{
  return xy_page_tab_get_desk (XY_PAGE_TAB (self));
}

/* Verbs */

static void
start (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyHygieneRoundTab *self = data;

  xy_hygiene_round_dialog_open (page_of (self), desk_of (self), NULL);
}

static void
change (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyHygieneRoundTab *self = data;
  const XyHygieneRoundRow *row = xy_table_get_record (self->table);

  if (row != NULL)
    xy_hygiene_round_dialog_open (page_of (self), desk_of (self), row->round);
}

static void
discard (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyHygieneRoundTab *self = data;
  const XyHygieneRoundRow *row = xy_table_get_record (self->table);

  if (row != NULL)
    xy_desk_act (desk_of (self), _ ("Take a round back"), xy_hygiene_discard_act, xy_id_copy (&row->round->record.id),
                 g_free, NULL, NULL);
}

static void
type_sheets (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyHygieneRoundTab *self = data;
  const XyHygieneRoundRow *row = xy_table_get_record (self->table);

  if (row != NULL)
    xy_hygiene_grid_open (page_of (self), desk_of (self), &row->round->record.id, NULL);
}

static void
decide (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyHygieneRoundTab *self = data;
  const XyHygieneRoundRow *row = xy_table_get_record (self->table);

  if (row != NULL)
    xy_hygiene_decide_open (page_of (self), desk_of (self), &row->round->record.id);
}

static void
print_sheets (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyHygieneRoundTab *self = data;
  const XyHygieneRoundRow *row = xy_table_get_record (self->table);
  const XyPaperKind *kind = xy_paper_kind_find ("hygiene-sheet");

  if (row != NULL && kind != NULL)
    xy_print_preview_open (page_of (self), desk_of (self), kind, &(XyPaperAsk){ .record = row->round->record.id });
}

/* A paper of what was decided; the parameter is its kind. */
static void
print (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyHygieneRoundTab *self = data;
  const XyHygieneRoundRow *row = xy_table_get_record (self->table);
  const XyPaperKind *kind = xy_paper_kind_find (g_variant_get_string (parameter, NULL));

  if (row != NULL && kind != NULL)
    xy_print_preview_open (page_of (self), desk_of (self), kind, &(XyPaperAsk){ .record = row->round->record.id });
}

/* The page of the notice board takes over: what was printed hangs. */
static void
post (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyHygieneRoundTab *self = data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  char id[XY_ID_TEXT_LENGTH + 1];

  if (self->facts == NULL || xy_id_is_none (&self->facts->paper) || !G_IS_ACTION_GROUP (root))
    return;
  xy_id_to_text (&self->facts->paper, id);
  g_action_group_activate_action (G_ACTION_GROUP (root), "post-paper", g_variant_new_string (id));
}

static void
issue (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyHygieneRoundTab *self = data;
  const XyHygieneRoundRow *row = xy_table_get_record (self->table);

  if (row != NULL)
    xy_hygiene_issue_dialog_open (page_of (self), desk_of (self), &row->round->record.id);
}

static void
hand_over (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyHygieneRoundTab *self = data;
  const XyHygieneRoundRow *row = xy_table_get_record (self->table);

  if (row != NULL)
    xy_hygiene_points_dialog_open (page_of (self), desk_of (self), &row->round->record.id);
}

static void
save_table (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyHygieneRoundTab *self = data;

  xy_table_export (self->table, desk_of (self), _ ("Hygiene rounds"));
}

static const GActionEntry entries[] = {
  { .name = "start", .activate = start },      { .name = "change", .activate = change },
  { .name = "discard", .activate = discard },  { .name = "sheets", .activate = print_sheets },
  { .name = "type", .activate = type_sheets }, { .name = "decide", .activate = decide },
  { .name = "lists", .activate = decide },     { .name = "export", .activate = save_table },
  { .name = "post", .activate = post },        { .name = "issue", .activate = issue },
  { .name = "points", .activate = hand_over }, { .name = "print", .activate = print, .parameter_type = "s" },
};

static void
update_verbs (XyHygieneRoundTab *self)
{
  XyPageTab *tab = XY_PAGE_TAB (self);
  const XyHygieneRoundRow *row = xy_table_get_record (self->table);
  gboolean open = row != NULL && row->round->closed_on == NULL, closed = row != NULL && !open;
  gboolean households = row != NULL && g_str_equal (row->round->target, "household");
  gboolean posting = closed && self->facts != NULL && !xy_id_is_none (&self->facts->paper)
                     && xy_id_same (&self->facts->row->round->record.id, &row->round->record.id)
                     && (row->red_posted_on == NULL || row->low_posted_on == NULL);

  xy_page_tab_offer_if (tab, "rounds.start", TRUE, XY_MAY_KEEP_HYGIENE);
  xy_page_tab_offer (tab, "rounds.sheets", open && xy_paper_kind_find ("hygiene-sheet") != NULL, NULL);
  xy_page_tab_offer_if (tab, "rounds.type", open, XY_MAY_KEEP_HYGIENE);
  xy_page_tab_offer_if (tab, "rounds.decide", open, XY_MAY_KEEP_HYGIENE);
  xy_page_tab_offer_if (tab, "rounds.lists", closed, XY_MAY_KEEP_HYGIENE);
  xy_page_tab_offer_if (tab, "rounds.print", closed, XY_MAY_PRINT);
  xy_page_tab_offer_if (tab, "rounds.post", posting, XY_MAY_POST);
  xy_page_tab_offer_if (tab, "rounds.issue", closed && row->n_low + row->n_excused > 0, XY_MAY_KEEP_HYGIENE);
  xy_page_tab_offer_if (tab, "rounds.points", closed && households, XY_MAY_RECORD_POINTS);
  gtk_widget_set_sensitive (self->papers, closed);
  xy_page_tab_offer_if (tab, "rounds.change", open, XY_MAY_KEEP_HYGIENE);
  xy_page_tab_offer_if (tab, "rounds.discard", open && row->n_sheets == 0, XY_MAY_KEEP_HYGIENE);
}

/* The pane */

static void
on_facts_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyHygieneRoundTab) self = data;
  XyHygieneRoundFacts *facts = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (facts == NULL)
    return;
  g_clear_pointer (&self->facts, xy_hygiene_round_facts_free);
  self->facts = facts;
  if (self->table == NULL)
    return;
  xy_hygiene_round_detail_show (xy_page_tab_get_detail (XY_PAGE_TAB (self)), facts->row, facts);
  update_verbs (self);
}

static void
show_detail (XyHygieneRoundTab *self)
{
  XyDetail *detail = xy_page_tab_get_detail (XY_PAGE_TAB (self));
  const XyHygieneRoundRow *row = xy_table_get_record (self->table);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  update_verbs (self);
  if (row == NULL)
    {
      g_clear_pointer (&self->facts, xy_hygiene_round_facts_free);
      xy_detail_show_nothing (detail, NULL);
      return;
    }
  xy_hygiene_page_set_round (XY_HYGIENE_PAGE (page_of (self)), &row->round->record.id);
  /* What was read of the same round before stands until it is read anew. */
  if (self->facts != NULL && !xy_id_same (&self->facts->row->round->record.id, &row->round->record.id))
    g_clear_pointer (&self->facts, xy_hygiene_round_facts_free);
  xy_hygiene_round_detail_show (detail, row, self->facts);
  self->reading = g_cancellable_new ();
  xy_worker_run (xy_desk_get_worker (desk_of (self)), XY_WORKER_QUERY, xy_hygiene_round_read,
                 xy_id_copy (&row->round->record.id), g_free, xy_hygiene_round_facts_free, self->reading, on_facts_read,
                 g_object_ref (self));
}

/* The list */

static void
on_answered (XyHygieneRoundTab *self)
{
  guint n = xy_list_get_count (self->list);
  g_autofree char *words = g_strdup_printf (ngettext ("%u round", "%u rounds", n), n);

  xy_table_set_foot (self->table, words);
  xy_page_tab_offer (XY_PAGE_TAB (self), "rounds.export", n > 0, NULL);
  xy_table_choose_wanted (self->table, &self->wanted);
}

static void
on_activated (XyHygieneRoundTab *self)
{
  xy_page_set_tab (XY_PAGE (page_of (self)), "results");
}

static void
xy_hygiene_round_tab_ask (XyPageTab *tab, const XyTabScope *scope)
{
  XyHygieneRoundTab *self = XY_HYGIENE_ROUND_TAB (tab);
  XyPage *page = xy_page_tab_get_page (tab);
  guint which = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->which));
  guint year = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->year));

  if (which != ALL || year != 0)
    xy_page_set_filtered (page, TRUE);
  xy_page_set_empty (
      page, "xy-hygiene-symbolic", _ ("No round was held yet"),
      _ ("A round goes from yard to yard: at least three judges, a sheet for each group, a red list, and "
         "help for those who fall behind."),
      _ ("Start a round"), "rounds.start");
  xy_page_follow (page, self->list);
  xy_list_set_query (self->list,
                     xy_hygiene_round_query_new (NULL, which == PLACES ? "place" : NULL,
                                                 year > 0 && year <= YEARS ? self->years[year - 1] : NULL, &scope->unit,
                                                 which == OPEN     ? 1
                                                 : which == CLOSED ? -1
                                                                   : 0),
                     xy_hygiene_round_query_free);
  show_detail (self);
}

static void
xy_hygiene_round_tab_opened (XyPageTab *tab)
{
  XyHygieneRoundTab *self = XY_HYGIENE_ROUND_TAB (tab);

  self->list = xy_list_new (xy_desk_get_worker (desk_of (self)), &xy_hygiene_round_source,
                            XY_TOPIC_HYGIENE | XY_TOPIC_UNIT | XY_TOPIC_NOTICE);
  g_signal_connect_swapped (self->list, "answered", G_CALLBACK (on_answered), self);
  xy_table_set_list (self->table, self->list);
}

static void
xy_hygiene_round_tab_clear_filters (XyPageTab *tab)
{
  XyHygieneRoundTab *self = XY_HYGIENE_ROUND_TAB (tab);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->which), 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->year), 0);
}

static gboolean
xy_hygiene_round_tab_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (XY_HYGIENE_ROUND_TAB (widget)->table));
}

static void
make_filters (XyHygieneRoundTab *self)
{
  const char *const which[] = { _ ("All rounds"), _ ("Under way"), _ ("Decided"), _ ("Public areas"), NULL };
  const char *years[YEARS + 2] = { _ ("All years"), NULL };
  g_autofree char *today = xy_env_today (xy_env_system ());
  int year = (int) g_ascii_strtoll (today, NULL, 10);

  for (int i = 0; i < YEARS; i++)
    years[i + 1] = self->years[i] = g_strdup_printf ("%d", year - i);
  self->which = xy_page_tab_add_choice (XY_PAGE_TAB (self), _ ("Which rounds"), which);
  self->year = xy_page_tab_add_choice (XY_PAGE_TAB (self), _ ("Year"), years);
}

/* What hangs, and what goes into the archive. */
static GMenuModel *
make_papers (void)
{
  static const struct
  {
    const char *kind, *label;
  } papers[] = { { "hygiene-red", N_ ("Red list…") },
                 { "hygiene-low", N_ ("List to help…") },
                 { "hygiene-groups", N_ ("Groups compared…") },
                 { "hygiene-correction", N_ ("Notice of correction…") },
                 { "hygiene-results", N_ ("Table of results…") } };
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      g_autofree char *action = g_strdup_printf ("rounds.print('%s')", papers[i].kind);
      g_menu_append (menu, _ (papers[i].label), action);
    }
  return G_MENU_MODEL (menu);
}

static void
xy_hygiene_round_tab_made (XyPageTab *tab)
{
  XyHygieneRoundTab *self = XY_HYGIENE_ROUND_TAB (tab);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenuModel) papers = make_papers ();

  xy_page_tab_add_actions (tab, "rounds", entries, G_N_ELEMENTS (entries));
  xy_page_tab_add_verb (tab, _ ("Save as a spreadsheet…"), "rounds.export", FALSE);
  self->papers = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->papers), _ ("Print the lists"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->papers), papers);
  xy_page_tab_add_button (tab, self->papers);
  xy_page_tab_add_verb (tab, _ ("Start a round"), "rounds.start", TRUE);
  xy_page_tab_add_row_verb (tab, menu, _ ("Score sheets…"), "rounds.sheets", TRUE);
  xy_page_tab_add_row_verb (tab, menu, _ ("Type the scores"), "rounds.type", TRUE);
  xy_page_tab_add_row_verb (tab, menu, _ ("Decide the lists"), "rounds.decide", TRUE);
  xy_page_tab_add_row_verb (tab, menu, _ ("The lists…"), "rounds.lists", TRUE);
  xy_page_tab_add_row_verb (tab, menu, _ ("Register the posting…"), "rounds.post", TRUE);
  xy_page_tab_add_row_verb (tab, menu, _ ("Issue notices…"), "rounds.issue", TRUE);
  xy_page_tab_add_row_verb (tab, menu, _ ("Hand to the points…"), "rounds.points", TRUE);
  g_menu_append_submenu (menu, _ ("Print the lists"), papers);
  xy_page_tab_add_row_verb (tab, menu, _ ("Change it…"), "rounds.change", TRUE);
  xy_page_tab_add_row_verb (tab, menu, _ ("Take the round back"), "rounds.discard", TRUE);
  make_filters (self);
  self->table = XY_TABLE (xy_table_new ("hygiene-rounds", xy_hygiene_round_columns, xy_hygiene_n_round_columns));
  xy_table_set_single (self->table);
  xy_table_set_menu (self->table, G_MENU_MODEL (menu));
  gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
  g_signal_connect_swapped (self->table, "chosen", G_CALLBACK (show_detail), self);
  g_signal_connect_swapped (self->table, "activated", G_CALLBACK (on_activated), self);
  xy_page_tab_append (tab, GTK_WIDGET (self->table));
}

static void
xy_hygiene_round_tab_open_record (XyPageTab *tab, const XyId *record)
{
  XyHygieneRoundTab *self = XY_HYGIENE_ROUND_TAB (tab);

  self->wanted = *record;
  xy_table_choose_wanted (self->table, &self->wanted);
}

static void
xy_hygiene_round_tab_left (XyPageTab *tab)
{
  XyHygieneRoundTab *self = XY_HYGIENE_ROUND_TAB (tab);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->facts, xy_hygiene_round_facts_free);
  xy_table_forget (&self->table, &self->list, self);
}

static void
xy_hygiene_round_tab_finalize (GObject *object)
{
  XyHygieneRoundTab *self = XY_HYGIENE_ROUND_TAB (object);

  for (guint i = 0; i < YEARS; i++)
    g_free (self->years[i]);
  G_OBJECT_CLASS (xy_hygiene_round_tab_parent_class)->finalize (object);
}

static void
xy_hygiene_round_tab_class_init (XyHygieneRoundTabClass *klass)
{
  XyPageTabClass *tab_class = XY_PAGE_TAB_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = xy_hygiene_round_tab_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = xy_hygiene_round_tab_grab_focus;
  tab_class->uses = XY_TAB_OF_UNIT;
  tab_class->print = "rounds.sheets";
  tab_class->made = xy_hygiene_round_tab_made;
  tab_class->opened = xy_hygiene_round_tab_opened;
  tab_class->ask = xy_hygiene_round_tab_ask;
  tab_class->left = xy_hygiene_round_tab_left;
  tab_class->clear_filters = xy_hygiene_round_tab_clear_filters;
  tab_class->record_type = &xy_hygiene_round_type;
  tab_class->open = xy_hygiene_round_tab_open_record;
}

static void
xy_hygiene_round_tab_init (XyHygieneRoundTab *self)
{
}
