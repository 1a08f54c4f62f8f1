/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/points-reward-tab.h"

#include <glib/gi18n-lib.h>

#include "app/pane-box.h"
#include "app/points-reward-counter.h"
#include "app/points-reward-dialogs.h"
#include "app/points-reward-lists.h"
#include "app/print-preview.h"
#include "app/state-box.h"
#include "app/window.h"
#include "app/wrap-row.h"
#include "core/day.h"
#include "core/number.h"
#include "core/points-balance.h"
#include "print/reward-papers.h"

enum
{
  DAY,
  GOODS,
  STOCK,
  N_TABLES,
};

static const char *const names[N_TABLES] = { N_ ("Exchanges of the day"), N_ ("Goods"), N_ ("Stock ledger") };

struct _XyRewardTab
{
  GtkWidget parent_instance;
  XyPage *page; /* borrowed */
  GtkWidget *counter;
  GtkWidget *stack;
  XyStateBox *nothing; /* over a table that has no rows */
  GtkWidget *toggles[N_TABLES];
  XyTable *tables[N_TABLES];
  XyList *lists[N_TABLES];
  XyList *offers;            /* the goods again, in no table: whether there is an exchange */
  GtkWidget *bars[N_TABLES]; /* of buttons */
  GSimpleActionGroup *actions;
  guint n_fetched; /* on the day, at the last answer */
  XyId unit;
  char *text;
  gboolean shown;
  gboolean arriving; /* the keyboard goes to the counter when it is there */
};

G_DEFINE_FINAL_TYPE (XyRewardTab, xy_reward_tab, GTK_TYPE_WIDGET)

static guint
current (XyRewardTab *self)
{
  for (guint i = 0; i < N_TABLES; i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->toggles[i])))
      return i;
  return DAY;
}

/* The record of the one row that is chosen in WHICH; NULL. */
static gconstpointer
chosen (XyRewardTab *self, guint which)
{
  g_autoptr (XyRow) row = xy_table_get_row (self->tables[which]);

  return row != NULL ? xy_row_get_record (row) : NULL;
}

static void
enable (XyRewardTab *self, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), name)),
                               enabled);
}

static void
update_actions (XyRewardTab *self)
{
  XyDesk *desk = xy_page_get_desk (self->page);
  gboolean record = self->shown && desk != NULL && xy_desk_may (desk, XY_MAY_RECORD_POINTS);
  gboolean rules = self->shown && desk != NULL && xy_desk_may (desk, XY_MAY_EDIT_RULES);
  const XyRewardRow *row = self->shown ? chosen (self, DAY) : NULL;
  const XyRewardGood *good = self->shown ? chosen (self, GOODS) : NULL;
  gboolean stocked = good != NULL && g_str_equal (good->kind, XY_REWARD_GOODS);

  enable (self, "add", rules);
  enable (self, "change", rules && good != NULL);
  enable (self, "end", rules && good != NULL);
  enable (self, "in", record && stocked);
  enable (self, "out", record && stocked);
  enable (self, "count", record && stocked);
  enable (self, "day", record);
  enable (self, "return", record && row != NULL);
  enable (self, "slip", self->shown && row != NULL);
  enable (self, "household", self->shown && row != NULL);
}

static void
ask (XyRewardTab *self)
{
  const char *day = xy_reward_counter_get_day (XY_REWARD_COUNTER (self->counter));

  for (guint i = 0; i < N_TABLES; i++)
    if (self->lists[i] != NULL)
      xy_list_set_query (self->lists[i], xy_reward_query_new (day, &self->unit, self->text), xy_reward_query_free);
}

/* The page's own handler, which shows what was covered, has run by then. */
static void
on_offers_answered (XyRewardTab *self)
{
  if (!self->shown || !self->arriving || xy_page_get_state (self->page) != XY_PAGE_FILLED)
    return;
  self->arriving = FALSE;
  if (current (self) != STOCK)
    xy_reward_counter_focus (XY_REWARD_COUNTER (self->counter));
}

/* Actions */

static void
on_add (GSimpleAction *action, GVariant *args, gpointer data)
{
  XyRewardTab *self = data;

  xy_reward_good_dialog_open (GTK_WIDGET (self->page), xy_page_get_desk (self->page), NULL);
}

static void
on_change (GSimpleAction *action, GVariant *args, gpointer data)
{
  XyRewardTab *self = data;
  const XyRewardGood *good = chosen (self, GOODS);

  if (good != NULL)
    xy_reward_good_dialog_open (GTK_WIDGET (self->page), xy_page_get_desk (self->page), good);
}

static void
on_end (GSimpleAction *action, GVariant *args, gpointer data)
{
  XyRewardTab *self = data;
  const XyRewardGood *good = chosen (self, GOODS);

  if (good != NULL)
    xy_desk_act (xy_page_get_desk (self->page), _ ("End a good"), xy_reward_good_end_act,
                 g_object_ref ((gpointer) good), g_object_unref, NULL, NULL);
}

static void
on_stock (GSimpleAction *action, GVariant *args, gpointer data)
{
  XyRewardTab *self = data;
  const XyRewardGood *good = chosen (self, GOODS);

  if (good != NULL)
    xy_reward_stock_dialog_open (GTK_WIDGET (self->page), xy_page_get_desk (self->page), good,
                                 g_action_get_name (G_ACTION (action)));
}

static void
on_day (GSimpleAction *action, GVariant *args, gpointer data)
{
  XyRewardTab *self = data;

  xy_reward_day_dialog_open (GTK_WIDGET (self->page), xy_page_get_desk (self->page));
}

static void
on_return (GSimpleAction *action, GVariant *args, gpointer data)
{
  XyRewardTab *self = data;
  const XyRewardRow *row = chosen (self, DAY);

  if (row != NULL)
    xy_reward_return_dialog_open (GTK_WIDGET (self->page), xy_page_get_desk (self->page), row);
}

static void
open_paper (XyRewardTab *self, const XyPaperKind *kind, const char *period, const XyId *record)
{
  XyPaperAsk asked = { .period = period };

  if (record != NULL)
    asked.record = *record;
  xy_print_preview_open (GTK_WIDGET (self->page), xy_page_get_desk (self->page), kind, &asked);
}

static void
on_slip (GSimpleAction *action, GVariant *args, gpointer data)
{
  XyRewardTab *self = data;
  const XyRewardRow *row = chosen (self, DAY);

  if (row != NULL)
    open_paper (self, &xy_reward_slip_paper, NULL, &row->redemption->record.id);
}

static void
on_slips (GSimpleAction *action, GVariant *args, gpointer data)
{
  XyRewardTab *self = data;

  open_paper (self, &xy_reward_slip_paper, xy_reward_counter_get_day (XY_REWARD_COUNTER (self->counter)), NULL);
}

static void
on_register (GSimpleAction *action, GVariant *args, gpointer data)
{
  XyRewardTab *self = data;

  open_paper (self, &xy_reward_register_paper, xy_reward_counter_get_day (XY_REWARD_COUNTER (self->counter)), NULL);
}

static void
on_board (GSimpleAction *action, GVariant *args, gpointer data)
{
  XyRewardTab *self = data;
  const char *day = xy_reward_counter_get_day (XY_REWARD_COUNTER (self->counter));
  g_autofree char *quarter = xy_period_of (day, XY_SPAN_QUARTER);

  open_paper (self, &xy_reward_board_paper, quarter, NULL);
}

static void
on_household (GSimpleAction *action, GVariant *args, gpointer data)
{
  XyRewardTab *self = data;
  const XyRewardRow *row = chosen (self, DAY);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (row != NULL && XY_IS_WINDOW (root))
    xy_window_show_page (XY_WINDOW (root), "households", &row->redemption->household);
}

static const GActionEntry entries[] = {
  { .name = "add", .activate = on_add },
  { .name = "change", .activate = on_change },
  { .name = "end", .activate = on_end },
  { .name = "in", .activate = on_stock },
  { .name = "out", .activate = on_stock },
  { .name = "count", .activate = on_stock },
  { .name = "day", .activate = on_day },
  { .name = "return", .activate = on_return },
  { .name = "slip", .activate = on_slip },
  { .name = "slips", .activate = on_slips },
  { .name = "register", .activate = on_register },
  { .name = "board", .activate = on_board },
  { .name = "household", .activate = on_household },
};

/* Tables */

static void
say_nothing (XyRewardTab *self, guint which)
{
  g_autofree char *nobody =
      g_strdup_printf (_ ("No exchange on %s yet"), xy_reward_counter_get_day (XY_REWARD_COUNTER (self->counter)));

  if (self->text != NULL || !xy_id_is_none (&self->unit))
    xy_state_box_say (self->nothing, "xy-search-symbolic", _ ("Nothing fits what you chose"), NULL, _ ("Show all"),
                      "page.show-all");
  else if (which == DAY)
    xy_state_box_say (
        self->nothing, "xy-points-symbolic", nobody,
        _ ("Enter at the side which household came and what it takes. The exchanges of the day stand here."), NULL,
        NULL);
  else
    xy_state_box_say (self->nothing, "xy-points-symbolic", _ ("No goods came in or went out yet"),
                      _ ("What comes in, is handed out, counted or written off stands here."), NULL, NULL);
}

/* Over the rows only: the table keeps its head, and its foot with the day. */
static void
show_nothing (XyRewardTab *self)
{
  guint which = current (self);
  XyList *list = self->lists[which];

  gtk_widget_set_visible (GTK_WIDGET (self->nothing), FALSE);
  if (list != NULL && xy_list_get_state (list) == XY_LIST_ANSWERED && xy_list_get_count (list) == 0)
    say_nothing (self, which);
}

static void
on_answered (XyList *list, XyRewardTab *self)
{
  g_autofree char *points = xy_points_format (xy_list_get_sum (list, 0));
  g_autofree char *cost = xy_money_format (xy_list_get_sum (list, 1));
  guint n = xy_list_get_count (list);
  g_autofree char *words = NULL;

  if (list == self->lists[DAY])
    {
      words = g_strdup_printf (ngettext ("%s: %u exchange · %s points · %s", "%s: %u exchanges · %s points · %s", n),
                               xy_reward_counter_get_day (XY_REWARD_COUNTER (self->counter)), n, points, cost);
      xy_table_set_foot (self->tables[DAY], words);
      /* What was just handed out stands above the others, and is seen. */
      if (n > self->n_fetched && self->n_fetched > 0)
        xy_table_choose (self->tables[DAY], xy_list_get_id (list, 0));
      self->n_fetched = n;
    }
  else if (list == self->lists[GOODS])
    {
      words = g_strdup_printf (ngettext ("%u good · stock worth %s", "%u goods · stock worth %s", n), n, cost);
      xy_table_set_foot (self->tables[GOODS], words);
    }
  show_nothing (self);
}

/* Nobody exchanges anything by the ledger: where there is little room it has all of it. */
static void
share_room (XyRewardTab *self)
{
  if (self->counter == NULL)
    return;
  if (current (self) == STOCK)
    xy_pane_box_set_blank (self->counter, TRUE);
  else
    xy_pane_box_set_form (self->counter);
}

static void
on_toggled (GtkToggleButton *toggle, XyRewardTab *self)
{
  guint which = current (self);

  if (!gtk_toggle_button_get_active (toggle))
    return;
  gtk_stack_set_visible_child (GTK_STACK (self->stack), GTK_WIDGET (self->tables[which]));
  for (guint i = 0; i < N_TABLES; i++)
    gtk_widget_set_visible (self->bars[i], i == which);
  share_room (self);
  show_nothing (self);
}

static void
on_row_activated (XyTable *table, XyRow *row, XyRewardTab *self)
{
  if (table == self->tables[GOODS])
    gtk_widget_activate_action (GTK_WIDGET (self), "reward.change", NULL);
}

static void
on_day_changed (XyRewardTab *self)
{
  self->n_fetched = 0;
  ask (self);
}

static void
xy_reward_tab_dispose (GObject *object)
{
  XyRewardTab *self = XY_REWARD_TAB (object);
  GtkWidget *child;

  if (self->offers != NULL)
    g_signal_handlers_disconnect_by_data (self->offers, self);
  g_clear_object (&self->offers);
  for (guint i = 0; i < N_TABLES; i++)
    xy_table_forget (&self->tables[i], &self->lists[i], self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->counter);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (xy_reward_tab_parent_class)->dispose (object);
}

static void
xy_reward_tab_finalize (GObject *object)
{
  g_free (XY_REWARD_TAB (object)->text);
  G_OBJECT_CLASS (xy_reward_tab_parent_class)->finalize (object);
}

static void
xy_reward_tab_class_init (XyRewardTabClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = xy_reward_tab_dispose;
  G_OBJECT_CLASS (klass)->finalize = xy_reward_tab_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static GtkWidget *
make_bar (const char *const *buttons)
{
  GtkWidget *bar = xy_wrap_row_new (6);

  for (guint i = 0; buttons[i] != NULL; i += 2)
    {
      GtkWidget *button = gtk_button_new_with_label (_ (buttons[i]));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), buttons[i + 1]);
      xy_wrap_row_append (XY_WRAP_ROW (bar), button);
    }
  return bar;
}

static void
make_head (XyRewardTab *self)
{
  static const char *const day[] = { N_ ("Register…"),     "reward.register", N_ ("Slips…"),
                                     "reward.slips",       N_ ("Board…"),     "reward.board",
                                     N_ ("Exchange day…"), "reward.day",      NULL };
  static const char *const goods[] = { N_ ("Goods come in…"),
                                       "reward.in",
                                       N_ ("Count…"),
                                       "reward.count",
                                       N_ ("Write off…"),
                                       "reward.out",
                                       N_ ("Change…"),
                                       "reward.change",
                                       N_ ("Add goods…"),
                                       "reward.add",
                                       NULL };
  static const char *const stock[] = { N_ ("Board…"), "reward.board", NULL };
  const char *const *const buttons[N_TABLES] = { day, goods, stock };
  GtkWidget *head = xy_wrap_row_new (6);
  GtkWidget *verbs = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  for (guint i = 0; i < N_TABLES; i++)
    {
      self->toggles[i] = gtk_toggle_button_new_with_label (_ (names[i]));
      gtk_widget_add_css_class (self->toggles[i], "tab");
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->toggles[i]), GTK_TOGGLE_BUTTON (self->toggles[0]));
      xy_wrap_row_append (XY_WRAP_ROW (head), self->toggles[i]);
    }
  /* A line of their own: beside the tables' names five verbs at the largest text are wider than 1280 pixels leave. */
  for (guint i = 0; i < N_TABLES; i++)
    {
      self->bars[i] = make_bar (buttons[i]);
      if (i == STOCK)
        xy_wrap_row_append (XY_WRAP_ROW (head), self->bars[i]);
      else
        gtk_box_append (GTK_BOX (verbs), self->bars[i]);
      g_signal_connect (self->toggles[i], "toggled", G_CALLBACK (on_toggled), self);
    }
  gtk_widget_set_parent (head, GTK_WIDGET (self));
  gtk_widget_set_parent (verbs, GTK_WIDGET (self));
}

static void
make_tables (XyRewardTab *self)
{
  g_autoptr (GMenu) day = g_menu_new (), goods = g_menu_new ();
  GtkWidget *overlay = gtk_overlay_new ();

  self->tables[DAY] = XY_TABLE (xy_table_new ("reward-day", xy_reward_day_columns, xy_reward_n_day_columns));
  self->tables[GOODS] = XY_TABLE (xy_table_new ("reward-goods", xy_reward_goods_columns, xy_reward_n_goods_columns));
  self->tables[STOCK] = XY_TABLE (xy_table_new ("reward-stock", xy_reward_stock_columns, xy_reward_n_stock_columns));
  g_menu_append (day, _ ("Print the slip…"), "reward.slip");
  g_menu_append (day, _ ("Take it back…"), "reward.return");
  g_menu_append (day, _ ("Show the household"), "reward.household");
  g_menu_append (goods, _ ("Change…"), "reward.change");
  g_menu_append (goods, _ ("Goods come in…"), "reward.in");
  g_menu_append (goods, _ ("Count…"), "reward.count");
  g_menu_append (goods, _ ("Write off…"), "reward.out");
  g_menu_append (goods, _ ("No longer give out"), "reward.end");
  xy_table_set_menu (self->tables[DAY], G_MENU_MODEL (day));
  xy_table_set_menu (self->tables[GOODS], G_MENU_MODEL (goods));
  self->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  for (guint i = 0; i < N_TABLES; i++)
    {
      xy_table_set_single (self->tables[i]);
      /* The counter beside them says none of their rows. */
      xy_table_leave_unchosen (self->tables[i]);
      gtk_stack_add_child (GTK_STACK (self->stack), GTK_WIDGET (self->tables[i]));
      g_signal_connect_swapped (self->tables[i], "chosen", G_CALLBACK (update_actions), self);
      g_signal_connect (self->tables[i], "activated", G_CALLBACK (on_row_activated), self);
    }
  self->nothing = xy_state_box_new ();
  gtk_overlay_set_child (GTK_OVERLAY (overlay), self->stack);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), GTK_WIDGET (self->nothing));
  gtk_widget_set_parent (overlay, GTK_WIDGET (self));
}

static void
xy_reward_tab_init (XyRewardTab *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  make_head (self);
  make_tables (self);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->toggles[DAY]), TRUE);
}

GtkWidget *
xy_reward_tab_new (XyPage *page)
{
  XyRewardTab *self = g_object_new (XY_TYPE_REWARD_TAB, NULL);

  self->page = page;
  self->counter = g_object_ref_sink (xy_reward_counter_new (page));
  share_room (self);
  g_signal_connect_object (self->counter, "day-changed", G_CALLBACK (on_day_changed), self, G_CONNECT_SWAPPED);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (page), "reward", G_ACTION_GROUP (self->actions));
  update_actions (self);
  return GTK_WIDGET (self);
}

GtkWidget *
xy_reward_tab_get_detail (XyRewardTab *self)
{
  return self->counter;
}

void
xy_reward_tab_export (XyRewardTab *self)
{
  const char *day = xy_reward_counter_get_day (XY_REWARD_COUNTER (self->counter));
  guint which = current (self);
  g_autofree char *name = which == DAY ? g_strdup_printf ("%s %s", _ (names[DAY]), day) : g_strdup (_ (names[which]));

  xy_table_export (self->tables[which], xy_page_get_desk (self->page), name);
}

void
xy_reward_tab_open (XyRewardTab *self)
{
  static const XyListSource *const sources[N_TABLES] = { &xy_reward_day_source, &xy_reward_goods_source,
                                                         &xy_reward_stock_source };
  XyWorker *worker = xy_desk_get_worker (xy_page_get_desk (self->page));

  for (guint i = 0; i < N_TABLES; i++)
    {
      self->lists[i] = xy_list_new (worker, sources[i], XY_TOPIC_REWARD | XY_TOPIC_HOUSEHOLD);
      g_signal_connect (self->lists[i], "answered", G_CALLBACK (on_answered), self);
      xy_table_set_list (self->tables[i], self->lists[i]);
    }
  self->offers = xy_list_new (worker, &xy_reward_goods_source, XY_TOPIC_REWARD);
  g_signal_connect_object (self->offers, "answered", G_CALLBACK (on_offers_answered), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  xy_reward_counter_open (XY_REWARD_COUNTER (self->counter));
}

void
xy_reward_tab_show (XyRewardTab *self, gboolean shown, const XyId *unit, const char *text)
{
  self->arriving = shown && (!self->shown || self->arriving);
  self->shown = shown;
  if (shown && self->lists[DAY] != NULL)
    {
      self->unit = *unit;
      g_free (self->text);
      self->text = text != NULL && text[0] != '\0' ? g_strdup (text) : NULL;
      xy_page_set_empty (self->page, "xy-points-symbolic", _ ("Nothing to exchange points for yet"),
                         _ ("Enter what points are exchanged for, goods and services, and how many came in. Then "
                            "exchanges are entered here by a few keys."),
                         _ ("Add goods"), "reward.add");
      /* A day on which nobody came is no empty page: the goods say whether there is an exchange. */
      xy_page_set_filtered (self->page, FALSE);
      xy_page_follow (self->page, self->offers);
      xy_list_set_query (self->offers, xy_reward_query_new (NULL, &(XyId){ 0 }, NULL), xy_reward_query_free);
      ask (self);
    }
  update_actions (self);
}
