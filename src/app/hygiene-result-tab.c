/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-result-tab.h"

#include <glib/gi18n-lib.h>

#include "app/hygiene-decide.h"
#include "app/hygiene-grid.h"
#include "app/hygiene-issue-dialog.h"
#include "app/hygiene-page.h"
#include "app/hygiene-remark-dialog.h"
#include "app/hygiene-result-detail.h"
#include "app/hygiene-state-dialog.h"
#include "app/print-preview.h"
#include "app/window.h"
#include "app/words.h"
#include "core/number.h"
#include "core/points-scheme.h"
#include "print/hygiene-results.h"

struct _XyHygieneResultTab
{
  XyPageTab parent_instance;
  XyTable *table;
  XyList *list;
  GtkWidget *which; /* XyHygieneResultsWhich, then the bands */
  char **bands;     /* of the round */
  XyHygieneRound *round;
  XyId asked; /* the round that was asked about last */
  XyId unit;
  XyHygieneResultFacts *facts; /* of the result that is shown; NULL while they are read */
  GCancellable *reading;
};

G_DEFINE_FINAL_TYPE (XyHygieneResultTab, xy_hygiene_result_tab, XY_TYPE_PAGE_TAB)

static GtkWidget *
page_of (XyHygieneResultTab *self)
{
  return GTK_WIDGET (xy_page_tab_get_page (XY_PAGE_TAB (self)));
}

static XyDesk *
desk_of (XyHygieneResultTab *self)
{
  return xy_page_tab_get_desk (XY_PAGE_TAB (self));
}

/* Verbs */

static void
type_sheets (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyHygieneResultTab *self = data;

  xy_hygiene_grid_open (page_of (self), desk_of (self), &self->asked, xy_id_is_none (&self->unit) ? NULL : &self->unit);
}

static void
decide (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyHygieneResultTab *self = data;

  xy_hygiene_decide_open (page_of (self), desk_of (self), &self->asked);
}

static void
state (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyHygieneResultTab *self = data;
  const XyHygieneResultRow *row = xy_table_get_record (self->table);
  g_autoptr (GArray) ids = xy_table_get_chosen (self->table);
  g_autofree char *many = g_strdup_printf (ngettext ("%u household", "%u households", ids->len), ids->len);
  gboolean known = row != NULL && self->facts != NULL && self->facts->row != NULL;

  if (ids->len > 0)
    xy_hygiene_state_dialog_open (page_of (self), desk_of (self), (const XyId *) (gpointer) ids->data, ids->len,
                                  row != NULL ? row->outcome->name : many, row != NULL ? row->outcome->state : NULL,
                                  known ? self->facts->row->excuse : NULL);
}

static void
remark (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyHygieneResultTab *self = data;
  const XyHygieneResultRow *row = xy_table_get_record (self->table);

  if (row != NULL)
    xy_hygiene_remark_dialog_open (page_of (self), desk_of (self),
                                   &(XyHygieneSeen){ .result = row->outcome->result,
                                                     .number = row->outcome->number,
                                                     .name = row->outcome->name,
                                                     .bright = row->outcome->bright,
                                                     .problem = row->outcome->problem });
}

static void
late (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyHygieneResultTab *self = data;

  if (self->round != NULL)
    xy_hygiene_late_dialog_open (page_of (self), desk_of (self), &self->asked,
                                 g_str_equal (self->round->target, "place"));
}

static void
issue (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyHygieneResultTab *self = data;

  xy_hygiene_issue_dialog_open (page_of (self), desk_of (self), &self->asked);
}

static void
print (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyHygieneResultTab *self = data;

  xy_print_preview_open (page_of (self), desk_of (self), &xy_hygiene_results_paper,
                         &(XyPaperAsk){ .record = self->asked });
}

static void
save_table (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyHygieneResultTab *self = data;
  g_autofree char *name = self->round != NULL ? xy_hygiene_round_describe (self->round) : g_strdup (_ ("Results"));

  xy_table_export (self->table, desk_of (self), name);
}

static void
household (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyHygieneResultTab *self = data;
  const XyHygieneResultRow *row = xy_table_get_record (self->table);

  if (row != NULL)
    xy_window_go (GTK_WIDGET (self), "households", &row->outcome->household);
}

static const GActionEntry entries[] = {
  { .name = "type", .activate = type_sheets },    { .name = "decide", .activate = decide },
  { .name = "state", .activate = state },         { .name = "remark", .activate = remark },
  { .name = "late", .activate = late },           { .name = "issue", .activate = issue },
  { .name = "print", .activate = print },         { .name = "export", .activate = save_table },
  { .name = "household", .activate = household }, { .name = "lists", .activate = decide },
};

static void
update_verbs (XyHygieneResultTab *self)
{
  XyPageTab *tab = XY_PAGE_TAB (self);
  const XyHygieneResultRow *row = xy_table_get_record (self->table);
  gboolean any = xy_table_get_n_chosen (self->table) > 0;
  gboolean open = self->round != NULL && self->round->closed_on == NULL;
  gboolean closed = self->round != NULL && !open;
  gboolean slip =
      row != NULL && (g_strcmp0 (row->outcome->list, "low") == 0 || g_strcmp0 (row->outcome->state, "excused") == 0);

  xy_page_tab_offer_if (tab, "results.type", open, XY_MAY_KEEP_HYGIENE);
  xy_page_tab_offer_if (tab, "results.decide", open, XY_MAY_KEEP_HYGIENE);
  xy_page_tab_offer_if (tab, "results.lists", closed, XY_MAY_KEEP_HYGIENE);
  xy_page_tab_offer_if (tab, "results.late", open, XY_MAY_KEEP_HYGIENE);
  xy_page_tab_offer_if (tab, "results.print", closed, XY_MAY_PRINT);
  xy_page_tab_offer_if (tab, "results.state", open && any, XY_MAY_KEEP_HYGIENE);
  xy_page_tab_offer_if (tab, "results.remark", open && row != NULL, XY_MAY_KEEP_HYGIENE);
  xy_page_tab_offer_if (tab, "results.issue", closed && slip, XY_MAY_KEEP_HYGIENE);
  xy_page_tab_offer (tab, "results.household", row != NULL && !xy_id_is_none (&row->outcome->household), NULL);
}

/* The pane */

static void
on_facts_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyHygieneResultTab) self = data;
  XyHygieneResultFacts *facts = xy_worker_run_finish (XY_WORKER (source), result, NULL);
  const XyHygieneResultRow *row;

  if (facts == NULL)
    return;
  g_clear_pointer (&self->facts, xy_hygiene_result_facts_free);
  self->facts = facts;
  row = self->table != NULL ? xy_table_get_record (self->table) : NULL;
  if (row != NULL)
    xy_hygiene_result_detail_show (xy_page_tab_get_detail (XY_PAGE_TAB (self)), row, facts);
}

static void
show_detail (XyHygieneResultTab *self)
{
  XyDetail *detail = xy_page_tab_get_detail (XY_PAGE_TAB (self));
  const XyHygieneResultRow *row = xy_table_get_record (self->table);
  XyHygieneResultAsked *asked;

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->facts, xy_hygiene_result_facts_free);
  if (row == NULL)
    {
      xy_detail_show_count (detail, xy_table_get_n_chosen (self->table));
      update_verbs (self);
      return;
    }
  xy_hygiene_result_detail_show (detail, row, NULL);
  update_verbs (self);
  asked = g_new0 (XyHygieneResultAsked, 1);
  asked->round = self->asked;
  asked->result = row->outcome->result;
  self->reading = g_cancellable_new ();
  xy_worker_run (xy_desk_get_worker (desk_of (self)), XY_WORKER_QUERY, xy_hygiene_result_read, asked, g_free,
                 xy_hygiene_result_facts_free, self->reading, on_facts_read, g_object_ref (self));
}

/* The round */

static gpointer
read_round (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return xy_record_get (store, &xy_hygiene_round_type, data, error);
}

/* What can be chosen: in the order of XyHygieneResultsWhich. */
static GtkStringList *
list_choices (void)
{
  const char *const which[] = { _ ("All"),     _ ("Red list"),    _ ("To improve"),     _ ("Neither list"),
                                _ ("Excused"), _ ("Not reached"), _ ("Not scored yet"), NULL };

  return gtk_string_list_new (which);
}

/* The band that is chosen; NULL. */
static const char *
chosen_band (XyHygieneResultTab *self)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->which));

  return self->bands != NULL && at >= XY_HYGIENE_RESULTS_N && at - XY_HYGIENE_RESULTS_N < g_strv_length (self->bands)
             ? self->bands[at - XY_HYGIENE_RESULTS_N]
             : NULL;
}

/* The bands of the round can be chosen too; what was chosen stays where the round has it. */
static void
fill_bands (XyHygieneResultTab *self)
{
  static const char *const ticks[] = { XY_HYGIENE_TICK_PASSED, XY_HYGIENE_TICK_FAILED };
  g_autoptr (GPtrArray) bands = xy_points_bands (self->round->bands, NULL);
  g_autoptr (GtkStringList) words = list_choices ();
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->which));
  guint chosen = at < XY_HYGIENE_RESULTS_N ? at : 0;
  g_autofree char *was = g_strdup (chosen_band (self));
  gboolean tick = g_str_equal (self->round->mode, "tick");

  for (guint i = 0; tick && i < G_N_ELEMENTS (ticks); i++)
    g_strv_builder_add (names, ticks[i]);
  for (guint i = 0; !tick && bands != NULL && i < bands->len; i++)
    g_strv_builder_add (names, ((const XyPointsBand *) bands->pdata[i])->name);
  g_strfreev (self->bands);
  self->bands = g_strv_builder_end (names);
  for (guint i = 0; self->bands[i] != NULL; i++)
    {
      g_autofree char *word = g_strdup_printf (_ ("Band: %s"), self->bands[i]);
      xy_words_append (words, word);
      if (g_strcmp0 (was, self->bands[i]) == 0)
        chosen = XY_HYGIENE_RESULTS_N + i;
    }
  xy_page_tab_fill_choice (self->which, G_LIST_MODEL (words), chosen);
  /* The band that was chosen is not one of this round: ask without it. */
  if (was != NULL && chosen == 0)
    xy_page_tab_ask_again (XY_PAGE_TAB (self));
}

static void
on_round_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyHygieneResultTab) self = data;
  g_autoptr (XyHygieneRound) round = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (round == NULL || self->table == NULL || !xy_id_same (&round->record.id, &self->asked))
    return;
  g_set_object (&self->round, round);
  fill_bands (self);
  update_verbs (self);
}

/* The list */

static void
on_answered (XyHygieneResultTab *self)
{
  guint n = xy_list_get_count (self->list);
  gint64 ranked = xy_list_get_sum (self->list, 1);
  g_autofree char *average = xy_points_format (xy_hygiene_average (xy_list_get_sum (self->list, 0), ranked));
  g_autofree char *words =
      ranked > 0
          ? g_strdup_printf (_ ("%u in all · %d ranked, average %s · red list %d · to improve %d"), n, (int) ranked,
                             average, (int) xy_list_get_sum (self->list, 2), (int) xy_list_get_sum (self->list, 3))
          : g_strdup_printf (_ ("%u in all · nothing is scored yet"), n);

  xy_table_set_foot (self->table, words);
  xy_page_tab_offer (XY_PAGE_TAB (self), "results.export", n > 0, NULL);
  /* Typing and deciding change the round too. */
  if (!xy_id_is_none (&self->asked))
    xy_worker_run (xy_desk_get_worker (desk_of (self)), XY_WORKER_QUERY, read_round, xy_id_copy (&self->asked), g_free,
                   g_object_unref, NULL, on_round_read, g_object_ref (self));
}

static void
on_activated (XyHygieneResultTab *self)
{
  gtk_widget_activate_action (page_of (self), "results.household", NULL);
}

static void
xy_hygiene_result_tab_ask (XyPageTab *tab, const XyTabScope *scope)
{
  XyHygieneResultTab *self = XY_HYGIENE_RESULT_TAB (tab);
  XyPage *page = xy_page_tab_get_page (tab);
  guint which = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->which));
  const char *band = chosen_band (self);

  if (which != XY_HYGIENE_RESULTS_ALL)
    xy_page_set_filtered (page, TRUE);
  xy_page_set_empty (page, "xy-hygiene-symbolic", _ ("No results yet"),
                     _ ("What comes out of a round stands here: scores, places, and who is on which list."),
                     _ ("Start a round"), "rounds.start");
  xy_page_follow (page, self->list);
  if (!xy_id_same (&self->asked, &scope->one))
    g_clear_object (&self->round);
  self->asked = scope->one;
  self->unit = scope->unit;
  xy_list_set_query (self->list,
                     xy_hygiene_result_query_new (&scope->one, &scope->unit,
                                                  band != NULL ? XY_HYGIENE_RESULTS_ALL : (XyHygieneResultsWhich) which,
                                                  band, scope->text),
                     xy_hygiene_result_query_free);
  show_detail (self);
}

static void
xy_hygiene_result_tab_opened (XyPageTab *tab)
{
  XyHygieneResultTab *self = XY_HYGIENE_RESULT_TAB (tab);

  self->list = xy_list_new (xy_desk_get_worker (desk_of (self)), &xy_hygiene_result_source,
                            XY_TOPIC_HYGIENE | XY_TOPIC_HOUSEHOLD | XY_TOPIC_UNIT);
  g_signal_connect_swapped (self->list, "answered", G_CALLBACK (on_answered), self);
  xy_table_set_list (self->table, self->list);
}

static void
xy_hygiene_result_tab_clear_filters (XyPageTab *tab)
{
  XyHygieneResultTab *self = XY_HYGIENE_RESULT_TAB (tab);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->which), 0);
}

static gboolean
xy_hygiene_result_tab_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (XY_HYGIENE_RESULT_TAB (widget)->table));
}

static void
xy_hygiene_result_tab_made (XyPageTab *tab)
{
  XyHygieneResultTab *self = XY_HYGIENE_RESULT_TAB (tab);
  const char *const all[] = { _ ("All"), NULL };
  g_autoptr (GtkStringList) choices = list_choices ();
  g_autoptr (GMenu) menu = g_menu_new ();

  xy_page_tab_add_actions (tab, "results", entries, G_N_ELEMENTS (entries));
  xy_page_tab_add_verb (tab, _ ("Save as a spreadsheet…"), "results.export", FALSE);
  xy_page_tab_add_verb (tab, _ ("Print the results…"), "results.print", FALSE);
  xy_page_tab_add_verb (tab, _ ("Take in a late one…"), "results.late", FALSE);
  xy_page_tab_add_verb (tab, _ ("Decide the lists…"), "results.decide", FALSE);
  xy_page_tab_add_verb (tab, _ ("Type the scores"), "results.type", TRUE);
  xy_page_tab_add_verb (tab, _ ("The lists…"), "results.lists", TRUE);
  xy_page_tab_add_row_verb (tab, menu, _ ("Judged or not…"), "results.state", TRUE);
  xy_page_tab_add_row_verb (tab, menu, _ ("What was seen…"), "results.remark", TRUE);
  xy_page_tab_add_row_verb (tab, menu, _ ("Issue notices…"), "results.issue", TRUE);
  xy_page_tab_add_row_verb (tab, menu, _ ("Show the household"), "results.household", TRUE);
  self->which = xy_page_tab_add_choice (tab, _ ("Which results"), all);
  xy_page_tab_fill_choice (self->which, G_LIST_MODEL (choices), 0);
  self->table = XY_TABLE (xy_table_new ("hygiene-results", xy_hygiene_result_columns, xy_hygiene_n_result_columns));
  xy_table_set_menu (self->table, G_MENU_MODEL (menu));
  xy_table_set_find_entry (self->table, xy_tabbed_page_get_find_entry (XY_TABBED_PAGE (page_of (self))));
  gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
  g_signal_connect_swapped (self->table, "chosen", G_CALLBACK (show_detail), self);
  g_signal_connect_swapped (self->table, "activated", G_CALLBACK (on_activated), self);
  xy_page_tab_append (tab, GTK_WIDGET (self->table));
}

static void
xy_hygiene_result_tab_left (XyPageTab *tab)
{
  XyHygieneResultTab *self = XY_HYGIENE_RESULT_TAB (tab);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->facts, xy_hygiene_result_facts_free);
  g_clear_object (&self->round);
  xy_table_forget (&self->table, &self->list, self);
}

static void
xy_hygiene_result_tab_finalize (GObject *object)
{
  g_strfreev (XY_HYGIENE_RESULT_TAB (object)->bands);
  G_OBJECT_CLASS (xy_hygiene_result_tab_parent_class)->finalize (object);
}

static void
xy_hygiene_result_tab_class_init (XyHygieneResultTabClass *klass)
{
  XyPageTabClass *tab_class = XY_PAGE_TAB_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = xy_hygiene_result_tab_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = xy_hygiene_result_tab_grab_focus;
  tab_class->uses = XY_TAB_OF_ONE | XY_TAB_OF_UNIT | XY_TAB_OF_TEXT;
  tab_class->print = "results.print";
  tab_class->made = xy_hygiene_result_tab_made;
  tab_class->opened = xy_hygiene_result_tab_opened;
  tab_class->ask = xy_hygiene_result_tab_ask;
  tab_class->left = xy_hygiene_result_tab_left;
  tab_class->clear_filters = xy_hygiene_result_tab_clear_filters;
}

static void
xy_hygiene_result_tab_init (XyHygieneResultTab *self)
{
}
