/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/points-waiting-tab-private.h"

#include <glib/gi18n-lib.h>

#include "app/points-waiting-detail.h"
#include "app/words.h"
#include "app/wrap-row.h"
#include "core/store.h"

G_DEFINE_FINAL_TYPE (XyPointsWaitingTab, xy_points_waiting_tab, GTK_TYPE_WIDGET)

#define TOPICS (XY_TOPIC_POINTS | XY_TOPIC_NOTICE | XY_TOPIC_PAPER | XY_TOPIC_HOUSEHOLD | XY_TOPIC_SETTING)

/* The segments in the order that an item goes. */
static const XyPointsWaiting segments[] = { XY_POINTS_WAIT_ALL,     XY_POINTS_WAIT_CHECK, XY_POINTS_WAIT_REVIEW,
                                            XY_POINTS_WAIT_APPROVE, XY_POINTS_WAIT_LIST,  XY_POINTS_WAIT_POST,
                                            XY_POINTS_WAIT_DAYS,    XY_POINTS_WAIT_BOOK,  XY_POINTS_WAIT_ANSWER,
                                            XY_POINTS_DONE };

typedef struct
{
  guint steps;
  guint counts[XY_POINTS_N_WAITING];
} Counts;

static void ask (XyPointsWaitingTab *self);

/* Counting */

static gpointer
count_on_worker (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Counts *counts = g_new0 (Counts, 1);

  counts->steps = xy_points_flow_steps (store);
  if (xy_points_flow_counts (store, counts->counts, error))
    return counts;
  g_free (counts);
  return NULL;
}

gint64
xy_points_waiting_count (XyStore *store)
{
  guint counts[XY_POINTS_N_WAITING] = { 0 };

  /* What only hangs out its days waits for nobody. */
  return xy_points_flow_counts (store, counts, NULL) ? counts[XY_POINTS_WAIT_ALL] - counts[XY_POINTS_WAIT_DAYS] : 0;
}

static const char *
segment_word (XyPointsWaiting what)
{
  return what == XY_POINTS_WAIT_ALL ? _ ("All that waits")
         : what == XY_POINTS_DONE   ? _ ("Over")
                                    : xy_points_waiting_word (what);
}

static void
label_segments (XyPointsWaitingTab *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (segments); i++)
    {
      guint n = self->counts[segments[i]];
      gboolean always = segments[i] == XY_POINTS_WAIT_ALL || segments[i] == XY_POINTS_DONE || segments[i] == self->what;
      xy_words_count (self->toggles[segments[i]], segment_word (segments[i]), n);
      /* Steps that the village does not have are not offered. */
      gtk_widget_set_visible (self->toggles[segments[i]], always || n > 0);
    }
}

static void
set_empty (XyPointsWaitingTab *self)
{
  if (self->steps == 0)
    xy_page_set_empty (
        self->page, "xy-points-symbolic", _ ("Points count at once here"),
        _ ("Where they are to be judged by the review group, and to hang on the board before they count, "
           "the settings switch that on."),
        _ ("Open the settings"), "win.settings");
  else
    xy_page_set_empty (self->page, "xy-check-symbolic", _ ("No points wait"),
                       _ ("What is registered stands here until it was judged, hung on the board and counts."), NULL,
                       NULL);
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyPointsWaitingTab) self = data;
  g_autofree Counts *counts = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (counts == NULL || self->table == NULL)
    return;
  self->steps = counts->steps;
  for (guint i = 0; i < XY_POINTS_N_WAITING; i++)
    self->counts[i] = counts->counts[i];
  label_segments (self);
  guint hand = self->counts[XY_POINTS_WAIT_ALL] - self->counts[XY_POINTS_WAIT_DAYS];
  g_autofree char *label = hand > 0 ? g_strdup_printf ("%s %u", _ ("To do"), hand) : g_strdup (_ ("To do"));
  xy_page_set_tab_label (self->page, self->name, label);
  if (self->shown)
    {
      set_empty (self);
      xy_points_waiting_tab_update_actions (self);
    }
}

static void
count_up (XyPointsWaitingTab *self)
{
  xy_worker_run (self->worker, XY_WORKER_LATER, count_on_worker, NULL, NULL, g_free, NULL, on_counted,
                 g_object_ref (self));
}

static void
on_worker_changed (XyWorker *worker, guint topics, XyPointsWaitingTab *self)
{
  if ((topics & TOPICS) != 0)
    count_up (self);
}

/* The pane */

static void
on_item_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyPointsWaitingTab) self = data;
  XyPointsItemFacts *facts = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (facts == NULL || self->table == NULL)
    {
      g_clear_pointer (&facts, xy_points_item_facts_free);
      return;
    }
  g_clear_pointer (&self->facts, xy_points_item_facts_free);
  self->facts = facts;
  xy_points_waiting_detail_show (XY_DETAIL (self->detail), facts->row, facts);
  xy_points_waiting_tab_update_actions (self);
}

static void
show_detail (XyPointsWaitingTab *self)
{
  g_autoptr (XyRow) row = xy_table_get_row (self->table);
  const XyPointsItemRow *record = row != NULL ? xy_row_get_record (row) : NULL;

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->facts, xy_points_item_facts_free);
  if (record == NULL)
    {
      xy_detail_show_count (XY_DETAIL (self->detail), xy_table_get_n_chosen (self->table));
      xy_detail_hide_buttons (XY_DETAIL (self->detail));
      xy_points_waiting_tab_update_actions (self);
      return;
    }
  xy_points_waiting_detail_show (XY_DETAIL (self->detail), record, NULL);
  xy_points_waiting_tab_update_actions (self);
  self->reading = g_cancellable_new ();
  xy_worker_run (self->worker, XY_WORKER_QUERY, xy_points_read_item, xy_id_copy (&record->item->record.id), g_free,
                 xy_points_item_facts_free, self->reading, on_item_read, g_object_ref (self));
}

/* The list */

static void
ask (XyPointsWaitingTab *self)
{
  if (self->list == NULL)
    return;
  xy_page_set_filtered (self->page, self->text != NULL || !xy_id_is_none (&self->unit)
                                        || (self->what != XY_POINTS_WAIT_ALL && self->steps != 0));
  xy_list_set_query (self->list, xy_points_waiting_query_new (self->what, &self->unit, self->text),
                     xy_points_waiting_query_free);
}

static void
on_toggled (GtkToggleButton *button, XyPointsWaitingTab *self)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  self->what = (XyPointsWaiting) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "what"));
  label_segments (self);
  ask (self);
}

static void
on_answered (XyPointsWaitingTab *self)
{
  guint n = xy_list_get_count (self->list);
  g_autofree char *words = g_strdup_printf (ngettext ("%u item", "%u items", n), n);

  xy_table_set_foot (self->table, words);
}

static void
on_activated (XyPointsWaitingTab *self)
{
  g_autoptr (XyRow) row = xy_table_get_row (self->table);
  const XyPointsItemRow *record = row != NULL ? xy_row_get_record (row) : NULL;

  if (record == NULL)
    return;
  const char *step = record->what == XY_POINTS_WAIT_CHECK     ? "check"
                     : record->what == XY_POINTS_WAIT_REVIEW  ? "review"
                     : record->what == XY_POINTS_WAIT_APPROVE ? "approve"
                                                              : NULL;
  if (step != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "waiting.judge", "s", step);
  else if (record->what == XY_POINTS_WAIT_ANSWER)
    gtk_widget_activate_action (GTK_WIDGET (self), "waiting.answer", NULL);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "waiting.household", NULL);
}

static gboolean
xy_points_waiting_tab_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (XY_POINTS_WAITING_TAB (widget)->table));
}

/* An answer that is under way may hold the tab longer than its page stands; then it finds it empty. */
static void
leave (XyPointsWaitingTab *self)
{
  g_clear_signal_handler (&self->worker_handler, self->worker);
  g_clear_object (&self->worker);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->facts, xy_points_item_facts_free);
  xy_table_forget (&self->table, &self->list, self);
  self->shown = FALSE;
  self->page = NULL;
}

static void
xy_points_waiting_tab_dispose (GObject *object)
{
  XyPointsWaitingTab *self = XY_POINTS_WAITING_TAB (object);
  GtkWidget *child;

  leave (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->detail);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (xy_points_waiting_tab_parent_class)->dispose (object);
}

static void
xy_points_waiting_tab_finalize (GObject *object)
{
  XyPointsWaitingTab *self = XY_POINTS_WAITING_TAB (object);

  g_free (self->text);
  g_hash_table_unref (self->buttons);
  G_OBJECT_CLASS (xy_points_waiting_tab_parent_class)->finalize (object);
}

static void
xy_points_waiting_tab_class_init (XyPointsWaitingTabClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = xy_points_waiting_tab_dispose;
  object_class->finalize = xy_points_waiting_tab_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = xy_points_waiting_tab_grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
make_segments (XyPointsWaitingTab *self)
{
  GtkWidget *first = NULL;

  self->segments = xy_wrap_row_new (3);
  for (guint i = 0; i < G_N_ELEMENTS (segments); i++)
    {
      GtkWidget *toggle = gtk_toggle_button_new ();
      gtk_widget_add_css_class (toggle, "tab");
      g_object_set_data (G_OBJECT (toggle), "what", GINT_TO_POINTER ((int) segments[i]));
      if (first == NULL)
        first = toggle;
      else
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (toggle), GTK_TOGGLE_BUTTON (first));
      g_signal_connect (toggle, "toggled", G_CALLBACK (on_toggled), self);
      xy_wrap_row_append (XY_WRAP_ROW (self->segments), toggle);
      self->toggles[segments[i]] = toggle;
    }
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (first), TRUE);
  gtk_widget_set_parent (self->segments, GTK_WIDGET (self));
}

static void
xy_points_waiting_tab_init (XyPointsWaitingTab *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 6);
  self->buttons = g_hash_table_new (g_str_hash, g_str_equal);
  self->what = XY_POINTS_WAIT_ALL;
  self->table = XY_TABLE (xy_table_new ("points-waiting", xy_points_waiting_columns, xy_points_n_waiting_columns));
  make_segments (self);
  gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
  gtk_widget_set_parent (GTK_WIDGET (self->table), GTK_WIDGET (self));
  g_signal_connect_swapped (self->table, "chosen", G_CALLBACK (show_detail), self);
  g_signal_connect_swapped (self->table, "activated", G_CALLBACK (on_activated), self);
  self->detail = g_object_ref_sink (xy_detail_new ());
}

GtkWidget *
xy_points_waiting_tab_new (XyPage *page, const char *name)
{
  XyPointsWaitingTab *self = g_object_new (XY_TYPE_POINTS_WAITING_TAB, NULL);

  self->page = page;
  self->name = name;
  g_signal_connect_object (page, "destroy", G_CALLBACK (leave), self, G_CONNECT_SWAPPED);
  xy_points_waiting_tab_install_actions (self);
  label_segments (self);
  return GTK_WIDGET (self);
}

GtkWidget *
xy_points_waiting_tab_get_detail (XyPointsWaitingTab *self)
{
  return self->detail;
}

void
xy_points_waiting_tab_export (XyPointsWaitingTab *self)
{
  g_autofree char *name = g_strdup_printf ("%s %s", _ ("Points to do"), segment_word (self->what));

  xy_table_export (self->table, xy_page_get_desk (self->page), name);
}

void
xy_points_waiting_tab_show_list (XyPointsWaitingTab *self, const char *list)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->toggles[xy_points_waiting_from_name (list)]), TRUE);
}

void
xy_points_waiting_tab_open (XyPointsWaitingTab *self)
{
  self->worker = g_object_ref (xy_desk_get_worker (xy_page_get_desk (self->page)));
  self->list = xy_list_new (self->worker, &xy_points_waiting_source, TOPICS);
  g_signal_connect_swapped (self->list, "answered", G_CALLBACK (on_answered), self);
  xy_table_set_list (self->table, self->list);
  self->worker_handler = g_signal_connect (self->worker, "changed", G_CALLBACK (on_worker_changed), self);
  count_up (self);
}

void
xy_points_waiting_tab_show (XyPointsWaitingTab *self, gboolean shown, const XyId *unit, const char *text)
{
  self->shown = shown;
  if (shown && self->list != NULL)
    {
      self->unit = *unit;
      g_free (self->text);
      self->text = text != NULL && text[0] != '\0' ? g_strdup (text) : NULL;
      set_empty (self);
      xy_page_follow (self->page, self->list);
      ask (self);
      show_detail (self);
      count_up (self);
    }
  xy_points_waiting_tab_update_actions (self);
}
