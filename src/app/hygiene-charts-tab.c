/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-charts-tab.h"

#include <glib/gi18n-lib.h>

#include "app/filter-drop.h"
#include "app/hygiene-charts-compare.h"
#include "app/hygiene-charts-data.h"
#include "app/hygiene-charts-trends.h"
#include "app/hygiene-history.h"
#include "app/hygiene-map.h"
#include "app/window.h"

#define TOPICS (XY_TOPIC_HYGIENE | XY_TOPIC_HOUSEHOLD | XY_TOPIC_UNIT)

struct _XyHygieneChartsTab
{
  XyPageTab parent_instance;

  GtkStack *stack;
  XyHygieneMap *map;
  GtkWidget *legend;
  XyHygieneTrends *trends;
  XyTable *table;
  XyList *list;
  GtkWidget *words;     /* what the comparison came to */
  GtkWidget *rounds[2]; /* drop-downs: the round, and with which it is compared */
  XyHygieneChartsFacts *facts;
  XyHygieneChartsQuery query;
  gpointer history; /* of the chosen household */
  GCancellable *reading, *looking;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (XyHygieneChartsTab, xy_hygiene_charts_tab, XY_TYPE_PAGE_TAB)

static XyDetail *
detail_of (XyHygieneChartsTab *self)
{
  return xy_page_tab_get_detail (XY_PAGE_TAB (self));
}

static XyWorker *
worker_of (XyHygieneChartsTab *self)
{
  return xy_desk_get_worker (xy_page_tab_get_desk (XY_PAGE_TAB (self)));
}

static XyId
chosen (XyHygieneChartsTab *self)
{
  XyId id = XY_ID_NONE;

  if (self->query.view == XY_HYGIENE_VIEW_MAP)
    return xy_hygiene_map_get_chosen (self->map);
  const XyHygieneChange *change =
      self->query.view == XY_HYGIENE_VIEW_COMPARE ? xy_table_get_record (self->table) : NULL;
  return change != NULL ? change->id : id;
}

/* The pane */

static void
offer_household (XyHygieneChartsTab *self)
{
  xy_page_tab_offer (XY_PAGE_TAB (self), "charts.household",
                     self->history != NULL && xy_hygiene_history_is_household (self->history), NULL);
}

static void
on_history_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyHygieneChartsTab) self = data;
  gpointer history = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (history == NULL || self->map == NULL)
    {
      xy_hygiene_history_free (history);
      return;
    }
  g_clear_pointer (&self->history, xy_hygiene_history_free);
  self->history = history;
  xy_hygiene_history_show (detail_of (self), history);
  offer_household (self);
}

static void
show_history (XyHygieneChartsTab *self)
{
  XyId id = chosen (self);

  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  if (xy_id_is_none (&id))
    {
      g_clear_pointer (&self->history, xy_hygiene_history_free);
      if (self->query.view == XY_HYGIENE_VIEW_MAP)
        xy_detail_show_words (detail_of (self), _ ("Choose a box, by a click or with the arrow keys, to see "
                                                   "how the household came out in the rounds."));
      else
        xy_detail_show_nothing (detail_of (self), NULL);
      offer_household (self);
      return;
    }
  self->looking = g_cancellable_new ();
  xy_worker_run (worker_of (self), XY_WORKER_QUERY, xy_hygiene_history_read, xy_id_copy (&id), g_free,
                 xy_hygiene_history_free, self->looking, on_history_read, g_object_ref (self));
}

static void
go_to_household (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyHygieneChartsTab *self = data;
  XyId id = chosen (self);

  xy_window_go (GTK_WIDGET (self), "households", &id);
}

static const GActionEntry entries[] = {
  { .name = "household", .activate = go_to_household },
};

static void
on_activated (XyHygieneChartsTab *self)
{
  if (self->history != NULL && xy_hygiene_history_is_household (self->history))
    go_to_household (NULL, NULL, self);
}

/* What was read */

static void
fill_rounds (XyHygieneChartsTab *self)
{
  const XyHygieneChartsFacts *facts = self->facts;

  self->filling = TRUE;
  for (guint d = 0; d < G_N_ELEMENTS (self->rounds); d++)
    {
      g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
      for (guint i = 0; i < facts->choices->len; i++)
        gtk_string_list_append (words, xy_hygiene_charts_choice (facts, i)->title);
      gtk_drop_down_set_model (GTK_DROP_DOWN (self->rounds[d]), G_LIST_MODEL (words));
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->rounds[d]), d == 0 ? facts->at : facts->before);
    }
  gtk_widget_set_visible (self->rounds[1],
                          self->query.view == XY_HYGIENE_VIEW_COMPARE && xy_page_tab_is_shown (XY_PAGE_TAB (self)));
  self->filling = FALSE;
}

static void
show_map (XyHygieneChartsTab *self)
{
  XyHygieneChartsFacts *facts = self->facts;

  xy_hygiene_legend_clear (self->legend);
  for (XyHygieneMark mark = 0; mark < XY_HYGIENE_N_MARKS; mark++)
    {
      guint n = xy_hygiene_plan_count (facts->plan, mark);
      const char *name = facts->names[mark] != NULL ? facts->names[mark] : xy_hygiene_mark_label (mark);
      g_autofree char *words = g_strdup_printf ("%s %u", name, n);
      if (n > 0)
        xy_hygiene_legend_add (self->legend, mark, words);
    }
  xy_hygiene_map_show (self->map, xy_hygiene_charts_choice (facts, facts->at)->title, g_steal_pointer (&facts->plan));
  show_history (self);
}

static void
ask_comparison (XyHygieneChartsTab *self)
{
  const XyHygieneChoice *after = xy_hygiene_charts_choice (self->facts, self->facts->at);
  const XyHygieneChoice *before = xy_hygiene_charts_choice (self->facts, self->facts->before);
  XyHygieneCompareQuery *query = g_new0 (XyHygieneCompareQuery, 1);

  query->before = before->id;
  query->after = after->id;
  query->unit = self->query.unit;
  xy_page_follow (xy_page_tab_get_page (XY_PAGE_TAB (self)), self->list);
  xy_list_set_query (self->list, query, g_free);
}

static gboolean
is_empty (XyHygieneChartsTab *self)
{
  const XyHygieneChartsFacts *facts = self->facts;

  return facts->at >= facts->choices->len
         || (self->query.view == XY_HYGIENE_VIEW_COMPARE && facts->before >= facts->choices->len)
         || (self->query.view == XY_HYGIENE_VIEW_TRENDS && facts->trend->rounds->len == 0);
}

static void
show_facts (XyHygieneChartsTab *self)
{
  XyPage *page = xy_page_tab_get_page (XY_PAGE_TAB (self));

  fill_rounds (self);
  if (is_empty (self))
    {
      xy_page_set_state (page, xy_id_is_none (&self->query.unit) ? XY_PAGE_EMPTY : XY_PAGE_NOTHING);
      return;
    }
  if (self->query.view == XY_HYGIENE_VIEW_COMPARE)
    {
      ask_comparison (self);
      return;
    }
  if (self->query.view == XY_HYGIENE_VIEW_MAP)
    show_map (self);
  else
    xy_hygiene_trends_show (self->trends, self->facts);
  xy_page_set_state (page, XY_PAGE_FILLED);
}

static void
on_facts_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyHygieneChartsTab) self = data;
  g_autoptr (GError) problem = NULL;
  XyHygieneChartsFacts *facts = xy_worker_run_finish (XY_WORKER (source), result, &problem);

  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->map == NULL
      || !xy_page_tab_is_shown (XY_PAGE_TAB (self)))
    {
      xy_hygiene_charts_facts_free (facts);
      return;
    }
  if (facts == NULL)
    {
      xy_page_set_failed (xy_page_tab_get_page (XY_PAGE_TAB (self)), problem);
      return;
    }
  g_clear_pointer (&self->facts, xy_hygiene_charts_facts_free);
  self->facts = facts;
  show_facts (self);
}

static void
read_anew (XyHygieneChartsTab *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  xy_worker_run (worker_of (self), XY_WORKER_QUERY, xy_hygiene_charts_read,
                 g_memdup2 (&self->query, sizeof self->query), g_free, xy_hygiene_charts_facts_free, self->reading,
                 on_facts_read, g_object_ref (self));
}

static void
on_worker_changed (XyHygieneChartsTab *self, guint topics)
{
  if ((topics & TOPICS) != 0 && xy_page_tab_is_shown (XY_PAGE_TAB (self)))
    read_anew (self);
}

static void
on_retried (XyHygieneChartsTab *self)
{
  if (xy_page_tab_is_shown (XY_PAGE_TAB (self)))
    read_anew (self);
}

static void
on_round_chosen (XyHygieneChartsTab *self)
{
  if (self->filling || self->facts == NULL)
    return;
  const XyHygieneChoice *at =
      xy_hygiene_charts_choice (self->facts, gtk_drop_down_get_selected (GTK_DROP_DOWN (self->rounds[0])));
  const XyHygieneChoice *before =
      xy_hygiene_charts_choice (self->facts, gtk_drop_down_get_selected (GTK_DROP_DOWN (self->rounds[1])));
  self->query.round = at != NULL ? at->id : XY_ID_NONE;
  self->query.before = before != NULL ? before->id : XY_ID_NONE;
  read_anew (self);
}

static void
on_compared (XyHygieneChartsTab *self)
{
  const XyHygieneChoice *at = self->facts != NULL ? xy_hygiene_charts_choice (self->facts, self->facts->at) : NULL;
  const XyHygieneChoice *before = at != NULL ? xy_hygiene_charts_choice (self->facts, self->facts->before) : NULL;
  g_autofree char *words = before != NULL ? xy_hygiene_compare_words (self->list, before->title, at->title) : NULL;

  gtk_label_set_text (GTK_LABEL (self->words), words != NULL ? words : "");
}

/* The tab */

static void
xy_hygiene_charts_tab_ask (XyPageTab *tab, const XyTabScope *scope)
{
  XyHygieneChartsTab *self = XY_HYGIENE_CHARTS_TAB (tab);
  XyPage *page = xy_page_tab_get_page (tab);
  static const char *const names[XY_HYGIENE_N_VIEWS] = { "map", "trends", "compare" };

  self->query.view = (XyHygieneView) xy_page_tab_get_toggle (tab);
  self->query.unit = scope->unit;
  /* Who comes from another round's row wants to see that one. */
  if (!xy_id_same (&scope->one, &self->query.hint))
    {
      self->query.hint = scope->one;
      self->query.round = XY_ID_NONE;
    }
  gtk_stack_set_visible_child_name (self->stack, names[self->query.view]);
  xy_page_set_detail_visible (page, self->query.view != XY_HYGIENE_VIEW_TRENDS);
  xy_page_follow (page, NULL);
  xy_page_set_empty (page, "xy-hygiene-symbolic",
                     self->query.view == XY_HYGIENE_VIEW_COMPARE ? _ ("There are no two rounds to compare yet")
                                                                 : _ ("No round was held yet"),
                     _ ("Charts show who came out how in a round, how the groups went from round to round, and which "
                        "items fail most."),
                     _ ("Start a round"), "rounds.start");
  if (self->facts == NULL)
    xy_page_set_state (page, XY_PAGE_LOADING);
  show_history (self);
  read_anew (self);
}

static void
xy_hygiene_charts_tab_opened (XyPageTab *tab)
{
  XyHygieneChartsTab *self = XY_HYGIENE_CHARTS_TAB (tab);

  self->list = xy_list_new (worker_of (self), &xy_hygiene_compare_source, TOPICS);
  g_signal_connect_swapped (self->list, "answered", G_CALLBACK (on_compared), self);
  xy_table_set_list (self->table, self->list);
  g_signal_connect_object (worker_of (self), "changed", G_CALLBACK (on_worker_changed), self, G_CONNECT_SWAPPED);
}

static GtkWidget *
make_map (XyHygieneChartsTab *self)
{
  GtkWidget *panel = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *scrolled = gtk_scrolled_window_new ();

  self->map = XY_HYGIENE_MAP (xy_hygiene_map_new ());
  self->legend = xy_hygiene_legend_new ();
  gtk_widget_set_margin_start (GTK_WIDGET (self->map), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->map), 12);
  gtk_widget_set_margin_top (GTK_WIDGET (self->map), 12);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->map), 12);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->map));
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_add_css_class (self->legend, "foot");
  gtk_widget_add_css_class (panel, "panel");
  gtk_box_append (GTK_BOX (panel), scrolled);
  gtk_box_append (GTK_BOX (panel), self->legend);
  g_signal_connect_swapped (self->map, "chosen", G_CALLBACK (show_history), self);
  g_signal_connect_swapped (self->map, "activated", G_CALLBACK (on_activated), self);
  return panel;
}

static GtkWidget *
make_comparison (XyHygieneChartsTab *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->words = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->words), 0);
  gtk_label_set_wrap (GTK_LABEL (self->words), TRUE);
  self->table = XY_TABLE (xy_table_new ("hygiene-compare", xy_hygiene_compare_columns, xy_hygiene_n_compare_columns));
  xy_table_set_single (self->table);
  gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
  g_signal_connect_swapped (self->table, "chosen", G_CALLBACK (show_history), self);
  g_signal_connect_swapped (self->table, "activated", G_CALLBACK (on_activated), self);
  gtk_box_append (GTK_BOX (box), self->words);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->table));
  return box;
}

static void
xy_hygiene_charts_tab_made (XyPageTab *tab)
{
  XyHygieneChartsTab *self = XY_HYGIENE_CHARTS_TAB (tab);
  const char *const views[] = { _ ("At a glance"), _ ("Trends"), _ ("Comparison"), NULL };
  GtkWidget *stack = gtk_stack_new ();

  xy_page_tab_add_toggles (tab, views);
  xy_page_tab_add_actions (tab, "charts", entries, G_N_ELEMENTS (entries));
  xy_page_tab_add_row_verb (tab, NULL, _ ("See the household"), "charts.household", TRUE);
  for (guint d = 0; d < G_N_ELEMENTS (self->rounds); d++)
    {
      self->rounds[d] = xy_filter_drop_new (d == 0 ? _ ("Which round") : _ ("Compared with"));
      g_signal_connect_swapped (self->rounds[d], "notify::selected", G_CALLBACK (on_round_chosen), self);
      xy_page_tab_add_filter (tab, self->rounds[d]);
    }
  self->stack = GTK_STACK (stack);
  self->trends = XY_HYGIENE_TRENDS (xy_hygiene_trends_new ());
  gtk_stack_add_named (self->stack, make_map (self), "map");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->trends), "trends");
  gtk_stack_add_named (self->stack, make_comparison (self), "compare");
  gtk_widget_set_vexpand (stack, TRUE);
  xy_page_tab_append (tab, stack);
  g_signal_connect_object (xy_page_tab_get_page (tab), "retry", G_CALLBACK (on_retried), self, G_CONNECT_SWAPPED);
}

static gboolean
xy_hygiene_charts_tab_grab_focus (GtkWidget *widget)
{
  XyHygieneChartsTab *self = XY_HYGIENE_CHARTS_TAB (widget);

  return gtk_widget_grab_focus (self->query.view == XY_HYGIENE_VIEW_MAP      ? GTK_WIDGET (self->map)
                                : self->query.view == XY_HYGIENE_VIEW_TRENDS ? GTK_WIDGET (self->trends)
                                                                             : GTK_WIDGET (self->table));
}

static void
xy_hygiene_charts_tab_dispose (GObject *object)
{
  XyHygieneChartsTab *self = XY_HYGIENE_CHARTS_TAB (object);

  g_cancellable_cancel (self->reading);
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->reading);
  g_clear_object (&self->looking);
  g_clear_pointer (&self->facts, xy_hygiene_charts_facts_free);
  g_clear_pointer (&self->history, xy_hygiene_history_free);
  if (self->map != NULL)
    g_signal_handlers_disconnect_by_data (self->map, self);
  self->map = NULL;
  xy_table_forget (&self->table, &self->list, self);
  G_OBJECT_CLASS (xy_hygiene_charts_tab_parent_class)->dispose (object);
}

static void
xy_hygiene_charts_tab_class_init (XyHygieneChartsTabClass *klass)
{
  XyPageTabClass *tab_class = XY_PAGE_TAB_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = xy_hygiene_charts_tab_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = xy_hygiene_charts_tab_grab_focus;
  tab_class->uses = XY_TAB_OF_UNIT;
  tab_class->made = xy_hygiene_charts_tab_made;
  tab_class->opened = xy_hygiene_charts_tab_opened;
  tab_class->ask = xy_hygiene_charts_tab_ask;
}

static void
xy_hygiene_charts_tab_init (XyHygieneChartsTab *self)
{
}
