/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/points-page.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/period-words.h"
#include "app/points-charts-tab.h"
#include "app/points-close-dialog.h"
#include "app/points-correct-dialog.h"
#include "app/points-detail.h"
#include "app/points-filters.h"
#include "app/points-import-dialog.h"
#include "app/points-page-lists.h"
#include "app/points-record-dialog.h"
#include "app/points-reward-tab.h"
#include "app/points-rules-tab.h"
#include "app/points-sheet.h"
#include "app/points-waiting-tab.h"
#include "app/print-preview.h"
#include "app/table.h"
#include "app/window.h"
#include "core/day.h"
#include "core/number.h"
#include "core/points-search.h"
#include "core/store.h"
#include "print/points-board-load.h"
#include "print/points-card.h"
#include "print/points-statement.h"

enum
{
  RANK,
  PEOPLE, /* the ranking of an account that persons have */
  LEDGER,
  RULES,
  N_TABS,
  WAITING = N_TABS, /* these have files of their own */
  REWARD,
  CHARTS,
};

static const char *const tab_names[N_TABS] = { "rank", "people", "ledger", "rules" };

struct _XyPointsPage
{
  XyPage parent_instance;
  GtkWidget *stack;
  GtkWidget *details; /* the pane of this page's tables, and that of what waits */
  GtkWidget *detail;
  GtkWidget *waiting;
  GtkWidget *rule;  /* the pane of the rules */
  GtkWidget *board; /* buttons */
  GtkWidget *import;
  GtkWidget *more;
  GtkWidget *sheet;
  GtkWidget *reward;
  GtkWidget *charts;
  GtkWidget *verb;
  XyPointsFilters *filters;
  GtkWidget *correct;
  XyTable *tables[N_TABS];
  XyList *lists[N_TABS];
  XyId wanted; /* that is to be chosen once its table has it */
  guint wanted_in;
  XyId opened; /* that somebody came for: an entry, or a rule */
};

G_DEFINE_FINAL_TYPE (XyPointsPage, xy_points_page, XY_TYPE_PAGE)

static guint
current_tab (XyPointsPage *self)
{
  const char *name = xy_page_get_tab (XY_PAGE (self));

  for (guint i = LEDGER; i < N_TABS; i++)
    if (g_strcmp0 (name, tab_names[i]) == 0)
      return i;
  return g_strcmp0 (name, "waiting") == 0                        ? WAITING
         : g_strcmp0 (name, "reward") == 0                       ? REWARD
         : g_strcmp0 (name, "charts") == 0                       ? CHARTS
         : xy_points_filters_get_account (self->filters) != NULL ? PEOPLE
                                                                 : RANK;
}

static void
ask (XyPointsPage *self)
{
  guint tab = current_tab (self);
  XyPointsQuery *query;

  if (self->lists[RANK] == NULL || !xy_points_filters_is_ready (self->filters))
    return;
  query = xy_points_filters_make_query (self->filters);
  xy_points_waiting_tab_show (XY_POINTS_WAITING_TAB (self->waiting), tab == WAITING, &query->unit, query->text);
  xy_reward_tab_show (XY_REWARD_TAB (self->reward), tab == REWARD, &query->unit, query->text);
  xy_points_charts_tab_show (XY_POINTS_CHARTS_TAB (self->charts), tab == CHARTS, query);
  if (tab >= N_TABS)
    {
      xy_points_query_free (query);
      return;
    }
  xy_page_set_filtered (XY_PAGE (self), query->text != NULL || query->category != NULL || !xy_id_is_none (&query->unit)
                                            || (tab == LEDGER && query->period != NULL));
  xy_list_set_query (self->lists[tab], query, xy_points_query_free);
}

static void
show_detail (XyPointsPage *self)
{
  guint tab = current_tab (self);
  XyPointsDetail *detail = XY_POINTS_DETAIL (self->detail);

  gtk_stack_set_visible_child (GTK_STACK (self->details),
                               tab == WAITING ? xy_points_waiting_tab_get_detail (XY_POINTS_WAITING_TAB (self->waiting))
                               : tab == RULES ? self->rule
                               : tab == REWARD ? xy_reward_tab_get_detail (XY_REWARD_TAB (self->reward))
                                               : self->detail);
  xy_points_rules_tab_show (XY_PAGE (self), tab == RULES);
  xy_page_set_detail_visible (XY_PAGE (self), tab != CHARTS);
  gtk_widget_set_visible (self->board, tab < RULES);
  gtk_widget_set_visible (self->more, tab != RULES && tab != CHARTS);
  gtk_widget_set_visible (self->import, tab < RULES);
  gtk_widget_set_visible (self->sheet, tab < RULES);
  if (tab >= RULES)
    return;
  g_autoptr (XyRow) row = xy_table_get_row (self->tables[tab]);
  gconstpointer record = row != NULL ? xy_row_get_record (row) : NULL;
  gboolean can_correct = FALSE;

  if (record != NULL && tab <= PEOPLE)
    xy_points_detail_show_standing (detail, xy_page_get_desk (XY_PAGE (self)), record,
                                    xy_points_filters_get_period (self->filters));
  else if (record != NULL && tab == LEDGER)
    {
      xy_points_detail_show_row (detail, xy_page_get_desk (XY_PAGE (self)), record,
                                 xy_points_filters_get_period (self->filters));
      XyPointsState state = ((const XyPointsRow *) record)->state;
      can_correct = state == XY_POINTS_STANDS || state == XY_POINTS_OPENING;
    }
  else
    xy_points_detail_show_count (detail, xy_table_get_n_chosen (self->tables[tab]));
  gtk_widget_set_visible (self->correct, tab == LEDGER);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "points.correct",
                                 can_correct && xy_desk_may (xy_page_get_desk (XY_PAGE (self)), XY_MAY_RECORD_POINTS));
}

static void
show_foot (XyPointsPage *self, guint tab)
{
  XyList *list = self->lists[tab];
  g_autofree char *plus = xy_points_format_change (xy_list_get_sum (list, 0));
  g_autofree char *minus = xy_points_format_change (xy_list_get_sum (list, 1));
  g_autofree char *period = xy_period_words (
      xy_points_filters_get_period (self->filters) != NULL ? xy_points_filters_get_period (self->filters) : "");
  g_autofree char *words = NULL;

  if (tab == RULES)
    words = g_strdup_printf (ngettext ("%u rule", "%u rules", xy_list_get_count (list)), xy_list_get_count (list));
  else
    words = g_strdup_printf (
        tab == RANK ? ngettext ("%u household · %s %s / %s", "%u households · %s %s / %s", xy_list_get_count (list))
        : tab == PEOPLE ? ngettext ("%u person · %s %s / %s", "%u persons · %s %s / %s", xy_list_get_count (list))
                        : ngettext ("%u entry · %s %s / %s", "%u entries · %s %s / %s", xy_list_get_count (list)),
        xy_list_get_count (list), period[0] != '\0' ? period : _ ("all time"), plus, minus);
  xy_table_set_foot (self->tables[tab], words);
}

static void
on_answered (XyList *list, XyPointsPage *self)
{
  for (guint i = 0; i < N_TABS; i++)
    if (self->lists[i] == list)
      show_foot (self, i);
  if (list == self->lists[self->wanted_in])
    xy_table_choose_wanted (self->tables[self->wanted_in], &self->wanted);
}

/* The household of the chosen line. FALSE where there is none. */
static gboolean
chosen_household (XyPointsPage *self, XyId *id)
{
  guint tab = current_tab (self);
  g_autoptr (XyRow) row = tab < RULES ? xy_table_get_row (self->tables[tab]) : NULL;
  gconstpointer record = row != NULL ? xy_row_get_record (row) : NULL;

  if (record == NULL)
    return FALSE;
  *id =
      tab <= PEOPLE ? ((const XyPointsStanding *) record)->household : ((const XyPointsRow *) record)->entry->household;
  return !xy_id_is_none (id);
}

static void
on_record_activated (GtkWidget *widget, const char *name, GVariant *args)
{
  XyPointsPage *self = XY_POINTS_PAGE (widget);
  guint tab = current_tab (self);
  XyId household;

  /* Households chosen in the ranking are taken along: that is how thirty get the same. */
  if (tab == RANK && xy_table_get_n_chosen (self->tables[tab]) > 1)
    {
      g_autoptr (GArray) ids = xy_table_get_chosen (self->tables[tab]);
      xy_points_record_dialog_open (widget, xy_page_get_desk (XY_PAGE (self)), (const XyId *) (gpointer) ids->data,
                                    ids->len);
    }
  else if (args != NULL && chosen_household (self, &household))
    xy_points_record_dialog_open (widget, xy_page_get_desk (XY_PAGE (self)), &household, 1);
  else
    xy_points_record_dialog_open (widget, xy_page_get_desk (XY_PAGE (self)), NULL, 0);
}

static void
on_record_for_activated (GtkWidget *widget, const char *name, GVariant *args)
{
  g_autoptr (GVariant) chosen = g_variant_ref_sink (g_variant_new_boolean (TRUE));

  on_record_activated (widget, name, chosen);
}

static void
on_sheet_activated (GtkWidget *widget, const char *name, GVariant *args)
{
  g_autoptr (XyPointsQuery) query = xy_points_filters_make_query (XY_POINTS_PAGE (widget)->filters);

  xy_points_sheet_open (widget, xy_page_get_desk (XY_PAGE (widget)),
                        xy_id_is_none (&query->unit) ? NULL : &query->unit);
}

static void
on_import_activated (GtkWidget *widget, const char *name, GVariant *args)
{
  xy_points_import_dialog_open (widget, xy_page_get_desk (XY_PAGE (widget)), NULL, NULL);
}

/* Rows from WPS, pasted into the ledger or the ranking. */
static void
on_pasted (XyPointsPage *self, const char *text)
{
  xy_points_import_dialog_open (GTK_WIDGET (self), xy_page_get_desk (XY_PAGE (self)), NULL, text);
}

static void
on_correct_activated (GtkWidget *widget, const char *name, GVariant *args)
{
  XyPointsPage *self = XY_POINTS_PAGE (widget);
  g_autoptr (XyRow) row = current_tab (self) == LEDGER ? xy_table_get_row (self->tables[LEDGER]) : NULL;
  gconstpointer record = row != NULL ? xy_row_get_record (row) : NULL;

  if (record != NULL)
    xy_points_correct_dialog_open (widget, xy_page_get_desk (XY_PAGE (self)), record);
}

static void
on_print_activated (GtkWidget *widget, const char *name, GVariant *args)
{
  XyPointsPage *self = XY_POINTS_PAGE (widget);
  g_autoptr (XyPointsQuery) query = xy_points_filters_make_query (self->filters);
  XyPaperAsk ask = { .period = query->period, .unit = query->unit };

  xy_print_preview_open (widget, xy_page_get_desk (XY_PAGE (self)), &xy_points_board_paper, &ask);
}

/* Of the household that is chosen, or of all in the chosen group. */
static void
on_print_of_activated (GtkWidget *widget, const char *name, GVariant *args)
{
  XyPointsPage *self = XY_POINTS_PAGE (widget);
  g_autoptr (XyPointsQuery) query = xy_points_filters_make_query (self->filters);
  XyPaperAsk ask = { .period = query->period, .unit = query->unit };
  gboolean one = g_str_has_suffix (name, "-card") || g_str_has_suffix (name, "-of");

  if (!one || chosen_household (self, &ask.record))
    xy_print_preview_open (widget, xy_page_get_desk (XY_PAGE (self)),
                           strstr (name, "card") != NULL ? &xy_points_card_paper : &xy_points_statement_paper, &ask);
}

static void
on_close_activated (GtkWidget *widget, const char *name, GVariant *args)
{
  xy_points_close_dialog_open (widget, xy_page_get_desk (XY_PAGE (widget)));
}

static void
on_export_activated (GtkWidget *widget, const char *name, GVariant *args)
{
  XyPointsPage *self = XY_POINTS_PAGE (widget);
  guint tab = current_tab (self);
  g_autofree char *period = xy_period_words (
      xy_points_filters_get_period (self->filters) != NULL ? xy_points_filters_get_period (self->filters) : "");
  const char *what = tab == LEDGER ? _ ("Points ledger") : _ ("Points ranking");
  g_autofree char *words = period[0] != '\0' ? g_strdup_printf ("%s %s", what, period) : g_strdup (what);

  if (tab == WAITING)
    xy_points_waiting_tab_export (XY_POINTS_WAITING_TAB (self->waiting));
  else if (tab == REWARD)
    xy_reward_tab_export (XY_REWARD_TAB (self->reward));
  else if (tab < RULES)
    xy_table_export (self->tables[tab], xy_page_get_desk (XY_PAGE (self)), words);
}

static void
on_household_activated (GtkWidget *widget, const char *name, GVariant *args)
{
  XyPointsPage *self = XY_POINTS_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  XyId household;

  if (XY_IS_WINDOW (root) && chosen_household (self, &household))
    xy_window_show_page (XY_WINDOW (root), "households", &household);
}

static void
on_adopt_activated (GtkWidget *widget, const char *name, GVariant *args)
{
  xy_points_rules_tab_adopt (XY_PAGE (widget));
}

static void
on_row_activated (XyPointsPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "points.household", NULL);
}

/* Enter goes from what was looked for to what was found. */
static void
on_find_activated (XyPointsPage *self)
{
  gtk_widget_grab_focus (gtk_stack_get_visible_child (GTK_STACK (self->stack)));
}

static void xy_points_page_tab_changed (XyPage *page, const char *name);

static void
on_filters_cleared (XyPointsPage *self)
{
  xy_points_filters_clear (self->filters);
}

static void
on_filters_changed (XyPointsPage *self)
{
  /* Another account has another table. */
  if (self->lists[RANK] != NULL)
    xy_points_page_tab_changed (XY_PAGE (self), NULL);
}

static void
set_empty (XyPointsPage *self, guint tab)
{
  if (tab == RULES)
    xy_page_set_empty (
        XY_PAGE (self), "xy-points-symbolic", _ ("The village has no rules yet"),
        _ ("Rules say what earns and what costs points. Start from a sourced catalogue; it can be changed by a vote of "
           "the village."),
        _ ("Adopt the catalogue"), "points.adopt");
  else
    xy_page_set_empty (
        XY_PAGE (self), "xy-points-symbolic", _ ("No points yet"),
        _ ("What households do for the village is recorded here, one entry for one household or for thirty."),
        _ ("Record points"), "points.record");
}

/* The counter of the exchange has its own main verb, whatever the page's state shows. */
static void
show_verb (XyPointsPage *self)
{
  if (current_tab (self) == REWARD && gtk_widget_get_visible (self->verb))
    gtk_widget_set_visible (self->verb, FALSE);
}

static void
xy_points_page_tab_changed (XyPage *page, const char *name)
{
  XyPointsPage *self = XY_POINTS_PAGE (page);
  guint tab = current_tab (self);

  if (self->lists[RANK] == NULL)
    return;
  gtk_stack_set_visible_child (GTK_STACK (self->stack), tab == WAITING  ? self->waiting
                                                        : tab == REWARD ? self->reward
                                                        : tab == CHARTS ? self->charts
                                                                        : GTK_WIDGET (self->tables[tab]));
  gtk_widget_set_visible (self->verb, TRUE);
  show_verb (self);
  xy_points_filters_show (self->filters, (tab < RULES || tab == CHARTS ? XY_POINTS_FILTER_PERIOD : 0)
                                             | (tab != RULES ? XY_POINTS_FILTER_UNIT : 0)
                                             | (tab <= RULES || tab == CHARTS ? XY_POINTS_FILTER_CATEGORY : 0)
                                             | (tab <= PEOPLE || tab == CHARTS ? XY_POINTS_FILTER_ACCOUNT : 0)
                                             | (tab <= PEOPLE ? XY_POINTS_FILTER_MEASURE : 0)
                                             | (tab > PEOPLE && tab != CHARTS ? XY_POINTS_FILTER_TEXT : 0));
  if (tab < N_TABS)
    {
      set_empty (self, tab);
      xy_page_follow (page, self->lists[tab]);
    }
  ask (self);
  show_detail (self);
}

static void
xy_points_page_opened (XyPage *page)
{
  static const XyListSource *const sources[N_TABS] = { &xy_points_rank_source, &xy_points_rank_source,
                                                       &xy_points_ledger_source, &xy_points_rules_source };
  static const guint topics[N_TABS] = { XY_TOPIC_POINTS | XY_TOPIC_HOUSEHOLD | XY_TOPIC_UNIT,
                                        XY_TOPIC_POINTS | XY_TOPIC_HOUSEHOLD | XY_TOPIC_UNIT | XY_TOPIC_PERSON,
                                        XY_TOPIC_POINTS | XY_TOPIC_HOUSEHOLD, XY_TOPIC_RULE };
  XyPointsPage *self = XY_POINTS_PAGE (page);
  XyWorker *worker = xy_desk_get_worker (xy_page_get_desk (page));

  for (guint i = 0; i < N_TABS; i++)
    {
      self->lists[i] = xy_list_new (worker, sources[i], topics[i]);
      g_signal_connect (self->lists[i], "answered", G_CALLBACK (on_answered), self);
      xy_table_set_list (self->tables[i], self->lists[i]);
    }
  xy_points_waiting_tab_open (XY_POINTS_WAITING_TAB (self->waiting));
  xy_reward_tab_open (XY_REWARD_TAB (self->reward));
  xy_points_page_tab_changed (page, NULL);
}

static void
xy_points_page_go (XyPage *page, const char *list, const XyId *record)
{
  XyPointsPage *self = XY_POINTS_PAGE (page);

  if (list != NULL && current_tab (self) == WAITING)
    xy_points_waiting_tab_show_list (XY_POINTS_WAITING_TAB (self->waiting), list);
}

/* The record ID in the table TAB, whatever the filters said. */
static void
open_in (XyPointsPage *self, guint tab, const XyId *id)
{
  self->wanted = *id;
  self->wanted_in = tab;
  xy_page_set_tab (XY_PAGE (self), tab_names[tab]);
  if (!xy_table_choose_wanted (self->tables[tab], &self->wanted))
    xy_points_filters_clear (self->filters);
}

/* On the worker's thread: the rule, where the id is one's. */
static gpointer
find_rule (XyStore *store, gpointer id, GCancellable *cancellable, GError **error)
{
  return xy_record_get (store, &xy_points_rule_type, id, NULL);
}

static void
on_rule_looked_for (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyPointsPage) self = data;
  g_autoptr (XyRecord) rule = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (self->lists[RULES] != NULL)
    open_in (self, rule != NULL ? RULES : LEDGER, &self->opened);
}

/* An entry, in the ledger of all time; or a rule. */
static void
xy_points_page_open (XyPage *page, const XyId *id)
{
  XyPointsPage *self = XY_POINTS_PAGE (page);

  self->opened = *id;
  xy_worker_run (xy_desk_get_worker (xy_page_get_desk (page)), XY_WORKER_QUERY, find_rule, xy_id_copy (id), g_free,
                 g_object_unref, NULL, on_rule_looked_for, g_object_ref (self));
}

static void
xy_points_page_shown (XyPage *page)
{
  xy_points_filters_read (XY_POINTS_PAGE (page)->filters);
}

static void
xy_points_page_dispose (GObject *object)
{
  XyPointsPage *self = XY_POINTS_PAGE (object);

  for (guint i = 0; i < N_TABS; i++)
    {
      if (self->lists[i] != NULL)
        g_signal_handlers_disconnect_by_data (self->lists[i], self);
      g_clear_object (&self->lists[i]);
    }
  g_clear_object (&self->filters);
  G_OBJECT_CLASS (xy_points_page_parent_class)->dispose (object);
}

static void
xy_points_page_class_init (XyPointsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  XyPageClass *page_class = XY_PAGE_CLASS (klass);

  object_class->dispose = xy_points_page_dispose;
  page_class->opened = xy_points_page_opened;
  page_class->shown = xy_points_page_shown;
  page_class->tab_changed = xy_points_page_tab_changed;
  page_class->go = xy_points_page_go;
  page_class->open = xy_points_page_open;

  gtk_widget_class_install_action (widget_class, "points.record", NULL, on_record_activated);
  gtk_widget_class_install_action (widget_class, "points.record-for", NULL, on_record_for_activated);
  gtk_widget_class_install_action (widget_class, "points.sheet", NULL, on_sheet_activated);
  gtk_widget_class_install_action (widget_class, "points.import", NULL, on_import_activated);
  gtk_widget_class_install_action (widget_class, "points.correct", NULL, on_correct_activated);
  gtk_widget_class_install_action (widget_class, "points.print", NULL, on_print_activated);
  gtk_widget_class_install_action (widget_class, "points.print-cards", NULL, on_print_of_activated);
  gtk_widget_class_install_action (widget_class, "points.print-card", NULL, on_print_of_activated);
  gtk_widget_class_install_action (widget_class, "points.print-statement", NULL, on_print_of_activated);
  gtk_widget_class_install_action (widget_class, "points.print-statement-of", NULL, on_print_of_activated);
  gtk_widget_class_install_action (widget_class, "points.close", NULL, on_close_activated);
  gtk_widget_class_install_action (widget_class, "points.export", NULL, on_export_activated);
  gtk_widget_class_install_action (widget_class, "points.household", NULL, on_household_activated);
  gtk_widget_class_install_action (widget_class, "points.adopt", NULL, on_adopt_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "points.record", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "points.print", NULL);
}

static GtkWidget *
make_button (const char *label, const char *icon, const char *action)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  if (icon != NULL)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (box), gtk_label_new (label));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return button;
}

/* What is done now and then. */
static GtkWidget *
make_more (void)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new (), papers = g_menu_new (), files = g_menu_new (), close = g_menu_new ();

  g_menu_append (papers, _ ("Print points cards…"), "points.print-cards");
  g_menu_append (papers, _ ("Print a points statement…"), "points.print-statement");
  g_menu_append (close, _ ("Close a period…"), "points.close");
  g_menu_append (files, _ ("Save this list as a spreadsheet…"), "points.export");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (papers));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (close));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (files));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _ ("More"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  /* GTK gives a menu button's label to the toggle inside it only. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("More"), -1);
  return button;
}

static void
make_tables (XyPointsPage *self)
{
  g_autoptr (GMenu) menu = g_menu_new (), ledger_menu = g_menu_new ();

  self->tables[RANK] = XY_TABLE (xy_table_new ("points-rank", xy_points_rank_columns, xy_points_n_rank_columns));
  self->tables[PEOPLE] =
      XY_TABLE (xy_table_new ("points-people", xy_points_people_columns, xy_points_n_people_columns));
  self->tables[LEDGER] =
      XY_TABLE (xy_table_new ("points-ledger", xy_points_ledger_columns, xy_points_n_ledger_columns));
  self->tables[RULES] = XY_TABLE (xy_table_new ("points-rules", xy_points_rules_columns, xy_points_n_rules_columns));
  g_menu_append (menu, _ ("Record points…"), "points.record-for");
  g_menu_append (menu, _ ("Print its card…"), "points.print-card");
  g_menu_append (menu, _ ("Print its statement…"), "points.print-statement-of");
  g_menu_append (menu, _ ("Show the household"), "points.household");
  g_menu_append (ledger_menu, _ ("Correct…"), "points.correct");
  g_menu_append (ledger_menu, _ ("Record points…"), "points.record-for");
  g_menu_append (ledger_menu, _ ("Show the household"), "points.household");
  xy_table_set_menu (self->tables[RANK], G_MENU_MODEL (menu));
  xy_table_set_menu (self->tables[PEOPLE], G_MENU_MODEL (menu));
  xy_table_set_menu (self->tables[LEDGER], G_MENU_MODEL (ledger_menu));
  xy_table_set_find_entry (self->tables[LEDGER], xy_points_filters_get_find (self->filters));
  xy_table_set_find_entry (self->tables[RULES], xy_points_filters_get_find (self->filters));

  self->stack = gtk_stack_new ();
  /* A tab that is not looked at makes no room for itself. */
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE);
  for (guint i = 0; i < N_TABS; i++)
    {
      gtk_stack_add_child (GTK_STACK (self->stack), GTK_WIDGET (self->tables[i]));
      g_signal_connect_swapped (self->tables[i], "chosen", G_CALLBACK (show_detail), self);
      if (i != RULES)
        g_signal_connect_swapped (self->tables[i], "pasted", G_CALLBACK (on_pasted), self);
      if (i != RULES)
        g_signal_connect_swapped (self->tables[i], "activated", G_CALLBACK (on_row_activated), self);
    }
  self->waiting = xy_points_waiting_tab_new (XY_PAGE (self), "waiting");
  gtk_stack_add_child (GTK_STACK (self->stack), self->waiting);
  self->reward = xy_reward_tab_new (XY_PAGE (self));
  gtk_stack_add_child (GTK_STACK (self->stack), self->reward);
  self->charts = xy_points_charts_tab_new (XY_PAGE (self));
  gtk_stack_add_child (GTK_STACK (self->stack), self->charts);
  xy_page_set_content (XY_PAGE (self), self->stack);
}

static void
xy_points_page_init (XyPointsPage *self)
{
  XyPage *page = XY_PAGE (self);
  GtkWidget *verb = make_button (_ ("Record points"), "xy-add-symbolic", "points.record");

  xy_page_set_title (page, _ ("Points"));
  gtk_widget_add_css_class (verb, "suggested-action");
  self->board = make_button (_ ("Print the board"), NULL, "points.print");
  self->import = make_button (_ ("Import…"), NULL, "points.import");
  self->sheet = make_button (_ ("Record by sheet"), NULL, "points.sheet");
  xy_page_add_button (page, self->board);
  self->more = make_more ();
  xy_page_add_button (page, self->more);
  xy_page_add_button (page, self->import);
  xy_page_add_button (page, self->sheet);
  xy_page_set_verb (page, verb);
  self->verb = verb;
  g_signal_connect_swapped (verb, "notify::visible", G_CALLBACK (show_verb), self);
  self->filters = xy_points_filters_new (page);
  g_signal_connect_object (self->filters, "changed", G_CALLBACK (on_filters_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->filters, "find-activated", G_CALLBACK (on_find_activated), self, G_CONNECT_SWAPPED);
  make_tables (self);

  self->detail = xy_points_detail_new ();
  self->correct = make_button (_ ("Correct…"), NULL, "points.correct");
  xy_points_detail_add_button (XY_POINTS_DETAIL (self->detail), make_button (_ ("Record…"), NULL, "points.record-for"));
  xy_points_detail_add_button (XY_POINTS_DETAIL (self->detail), self->correct);
  xy_points_detail_add_button (XY_POINTS_DETAIL (self->detail),
                               make_button (_ ("Show the household"), NULL, "points.household"));
  self->details = gtk_stack_new ();
  gtk_stack_set_hhomogeneous (GTK_STACK (self->details), FALSE);
  gtk_stack_add_child (GTK_STACK (self->details), self->detail);
  self->rule = xy_points_rules_tab_set_up (page, self->tables[RULES]);
  gtk_stack_add_child (GTK_STACK (self->details), self->rule);
  gtk_stack_add_child (GTK_STACK (self->details),
                       xy_points_waiting_tab_get_detail (XY_POINTS_WAITING_TAB (self->waiting)));
  gtk_stack_add_child (GTK_STACK (self->details), xy_reward_tab_get_detail (XY_REWARD_TAB (self->reward)));
  xy_page_set_detail (page, self->details);

  xy_page_add_tab (page, tab_names[RANK], _ ("Ranking"));
  xy_page_add_tab (page, tab_names[LEDGER], _ ("Ledger"));
  xy_page_add_tab (page, "waiting", _ ("To do"));
  xy_page_add_tab (page, "reward", _ ("Exchange"));
  xy_page_add_tab (page, "charts", _ ("Charts"));
  xy_page_add_tab (page, tab_names[RULES], _ ("Rules"));
  g_signal_connect (page, "clear-filters", G_CALLBACK (on_filters_cleared), NULL);
}

/* On the worker's thread. */
static GPtrArray *
search (XyStore *store, const char *text, guint limit, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) found = xy_points_search (store, text, limit, error);
  GPtrArray *hits = found != NULL ? g_ptr_array_new_with_free_func ((GDestroyNotify) xy_search_hit_free) : NULL;

  for (guint i = 0; hits != NULL && i < found->len; i++)
    {
      const XyPointsHit *hit = found->pdata[i];
      g_autofree char *more = hit->is_rule ? g_strdup_printf (_ ("Rule · %s"), hit->more) : g_strdup (hit->more);
      g_ptr_array_add (hits, xy_search_hit_new (&hit->id, hit->title, more));
    }
  return hits;
}

static const XyPageVerb verbs[] = {
  { N_ ("Record points"), N_ ("points record score"), "rank", "points.record" },
  { N_ ("Record by sheet"), N_ ("by sheet many"), "rank", "points.sheet" },
  { N_ ("Import points…"), N_ ("import spreadsheet WPS"), "rank", "points.import" },
  { N_ ("Judge what was recorded"), N_ ("judge review"), "waiting", NULL },
  { N_ ("Print the board"), N_ ("print publish board"), "rank", "points.print" },
  { N_ ("Print points cards…"), N_ ("card booklet"), "rank", "points.print-cards" },
  { N_ ("Print a points statement…"), N_ ("statement"), "rank", "points.print-statement" },
  { N_ ("Exchange"), N_ ("goods supermarket redeem"), "reward", NULL },
  { N_ ("Close a period…"), N_ ("close month quarter year"), "rank", "points.close" },
  { N_ ("Points rules"), N_ ("rules scheme standard"), "rules", NULL },
  { NULL },
};

const XyPageEntry xy_points_page_entry = {
  .name = "points",
  .title = N_ ("Points"),
  .icon = "xy-points-symbolic",
  .get_type = xy_points_page_get_type,
  .verbs = verbs,
  .search = search,
  .badge = xy_points_waiting_count,
};
