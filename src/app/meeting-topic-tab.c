/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/meeting-topic-tab.h"

#include <glib/gi18n-lib.h>

#include "app/matter-detail.h"
#include "app/meeting-dialog.h"
#include "app/meeting-topic-dialog.h"
#include "app/meeting-topic-lists.h"
#include "app/tabbed-page.h"
#include "app/window.h"
#include "app/words.h"

static const XyMeetingTopics segments[] = { XY_MEETING_TOPICS_WAITING, XY_MEETING_TOPICS_OFFERED,
                                            XY_MEETING_TOPICS_CALLED };

struct _XyMeetingTopicTab
{
  XyPageTab parent_instance;
  XyTable *table;
  XyList *list;
  GtkWidget **toggles;
  GCancellable *reading;
};

G_DEFINE_FINAL_TYPE (XyMeetingTopicTab, xy_meeting_topic_tab, XY_TYPE_PAGE_TAB)

static GtkWidget *
page_of (XyMeetingTopicTab *self)
{
  return GTK_WIDGET (xy_page_tab_get_page (XY_PAGE_TAB (self)));
}

static XyDesk *
desk_of (XyMeetingTopicTab *self)
{
  return xy_page_tab_get_desk (XY_PAGE_TAB (self));
}

/* Verbs */

static void
call (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyMeetingTopicTab *self = data;
  g_autoptr (GArray) ids = xy_table_get_chosen (self->table);

  xy_meeting_dialog_open (page_of (self), desk_of (self),
                          &(XyMeetingCalling){ .matters = (const XyId *) (gpointer) ids->data, .n_matters = ids->len });
}

static void
bring (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyMeetingTopicTab *self = data;
  g_autoptr (GArray) ids = xy_table_get_chosen (self->table);

  if (ids->len > 0)
    xy_meeting_topic_dialog_open (page_of (self), desk_of (self), (const XyId *) (gpointer) ids->data, ids->len);
}

static void
go_to_matter (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const XyMeetingTopicRow *row = xy_table_get_record (((XyMeetingTopicTab *) data)->table);

  if (row != NULL)
    xy_window_go (GTK_WIDGET (data), "matters", &row->row->matter->record.id);
}

static void
go_to_meeting (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const XyMeetingTopicRow *row = xy_table_get_record (((XyMeetingTopicTab *) data)->table);

  if (row != NULL)
    xy_window_go (GTK_WIDGET (data), "meetings", &row->meeting);
}

static void
save_table (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyMeetingTopicTab *self = data;
  guint at = xy_page_tab_get_toggle (XY_PAGE_TAB (self));
  g_autofree char *name = g_strdup_printf ("%s %s", _ ("Topics"), xy_meeting_topics_word (segments[at]));

  xy_table_export (self->table, desk_of (self), name);
}

static const GActionEntry entries[] = {
  { .name = "call", .activate = call },           { .name = "bring", .activate = bring },
  { .name = "matter", .activate = go_to_matter }, { .name = "meeting", .activate = go_to_meeting },
  { .name = "export", .activate = save_table },
};

static void
update_verbs (XyMeetingTopicTab *self)
{
  XyPageTab *tab = XY_PAGE_TAB (self);
  const XyMeetingTopicRow *row = xy_table_get_record (self->table);
  gboolean called = segments[xy_page_tab_get_toggle (tab)] == XY_MEETING_TOPICS_CALLED;
  gboolean some = xy_table_get_n_chosen (self->table) > 0;

  xy_page_tab_offer_if (tab, "meeting-topics.call", !called, XY_MAY_KEEP_MEETINGS);
  xy_page_tab_offer_if (tab, "meeting-topics.bring", some && !called, XY_MAY_KEEP_MEETINGS);
  xy_page_tab_offer (tab, "meeting-topics.matter", row != NULL, NULL);
  xy_page_tab_offer (tab, "meeting-topics.meeting", row != NULL && !xy_id_is_none (&row->meeting), NULL);
}

/* Counting */

typedef struct
{
  guint of[XY_MEETING_TOPICS_N];
} Counts;

/* On the worker's thread. */
static gpointer
count_on_worker (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Counts *counts = g_new0 (Counts, 1);

  if (xy_meeting_topic_counts (store, counts->of, error))
    return counts;
  g_free (counts);
  return NULL;
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyMeetingTopicTab) self = data;
  g_autofree Counts *counts = xy_worker_run_finish (XY_WORKER (source), result, NULL);
  XyPageTab *tab = XY_PAGE_TAB (self);

  if (counts == NULL || self->table == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (segments); i++)
    {
      xy_words_count (self->toggles[i], xy_meeting_topics_word (segments[i]), counts->of[segments[i]]);
    }
  guint waiting = counts->of[XY_MEETING_TOPICS_WAITING];
  g_autofree char *words = waiting > 0 ? g_strdup_printf ("%s %u", _ ("Topics"), waiting) : g_strdup (_ ("Topics"));
  xy_page_set_tab_label (xy_page_tab_get_page (tab), xy_page_tab_get_name (tab), words);
}

static void
count_up (XyMeetingTopicTab *self)
{
  xy_worker_run (xy_desk_get_worker (desk_of (self)), XY_WORKER_LATER, count_on_worker, NULL, NULL, g_free, NULL,
                 on_counted, g_object_ref (self));
}

static void
on_worker_changed (XyMeetingTopicTab *self, guint topics)
{
  if (self->table != NULL && (topics & (XY_TOPIC_MEETING | XY_TOPIC_MATTER)) != 0)
    count_up (self);
}

/* The pane */

static void
on_facts_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyMeetingTopicTab) self = data;
  XyMatterFacts *facts = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (facts != NULL && self->table != NULL)
    xy_matter_detail_show (xy_page_tab_get_detail (XY_PAGE_TAB (self)), facts->row, facts);
  g_clear_pointer (&facts, xy_matter_facts_free);
}

static void
show_detail (XyMeetingTopicTab *self)
{
  XyDetail *detail = xy_page_tab_get_detail (XY_PAGE_TAB (self));
  const XyMeetingTopicRow *row = xy_table_get_record (self->table);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  update_verbs (self);
  if (row == NULL)
    {
      xy_detail_show_count (detail, xy_table_get_n_chosen (self->table));
      return;
    }
  xy_matter_detail_show (detail, row->row, NULL);
  self->reading = g_cancellable_new ();
  xy_worker_run (xy_desk_get_worker (desk_of (self)), XY_WORKER_QUERY, xy_matter_read,
                 xy_id_copy (&row->row->matter->record.id), g_free, xy_matter_facts_free, self->reading, on_facts_read,
                 g_object_ref (self));
}

/* The list */

static void
on_answered (XyMeetingTopicTab *self)
{
  guint n = xy_list_get_count (self->list);
  g_autofree char *words = g_strdup_printf (ngettext ("%u matter in all", "%u matters in all", n), n);

  xy_table_set_foot (self->table, words);
  xy_page_tab_offer (XY_PAGE_TAB (self), "meeting-topics.export", n > 0, NULL);
}

static void
on_activated (XyMeetingTopicTab *self)
{
  gtk_widget_activate_action (page_of (self), "meeting-topics.matter", NULL);
}

static void
xy_meeting_topic_tab_ask (XyPageTab *tab, const XyTabScope *scope)
{
  XyMeetingTopicTab *self = XY_MEETING_TOPIC_TAB (tab);
  XyPage *page = xy_page_tab_get_page (tab);
  guint at = xy_page_tab_get_toggle (tab);

  xy_page_set_empty (page, "xy-matter-symbolic",
                     segments[at] == XY_MEETING_TOPICS_WAITING   ? _ ("Nothing waits for a meeting")
                     : segments[at] == XY_MEETING_TOPICS_OFFERED ? _ ("All that is open was talked about")
                                                                 : _ ("No matter stands on an agenda"),
                     _ ("What people raise at a visit or in a suggestion is gathered here; choose what thirty "
                        "neighbours should talk about, and it becomes the agenda."),
                     segments[at] != XY_MEETING_TOPICS_CALLED ? _ ("New meeting") : NULL,
                     segments[at] != XY_MEETING_TOPICS_CALLED ? "meeting-topics.call" : NULL);
  xy_page_follow (page, self->list);
  xy_list_set_query (self->list, xy_meeting_topic_query_new (segments[at], &scope->unit, scope->text),
                     xy_meeting_topic_query_free);
  show_detail (self);
  count_up (self);
}

static void
xy_meeting_topic_tab_opened (XyPageTab *tab)
{
  XyMeetingTopicTab *self = XY_MEETING_TOPIC_TAB (tab);
  XyWorker *worker = xy_desk_get_worker (desk_of (self));

  self->list = xy_list_new (worker, &xy_meeting_topic_source,
                            XY_TOPIC_MEETING | XY_TOPIC_MATTER | XY_TOPIC_HOUSEHOLD | XY_TOPIC_UNIT);
  g_signal_connect_swapped (self->list, "answered", G_CALLBACK (on_answered), self);
  xy_table_set_list (self->table, self->list);
  g_signal_connect_object (worker, "changed", G_CALLBACK (on_worker_changed), self, G_CONNECT_SWAPPED);
  count_up (self);
}

static gboolean
xy_meeting_topic_tab_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (XY_MEETING_TOPIC_TAB (widget)->table));
}

static void
xy_meeting_topic_tab_made (XyPageTab *tab)
{
  XyMeetingTopicTab *self = XY_MEETING_TOPIC_TAB (tab);
  const char *words[G_N_ELEMENTS (segments) + 1] = { NULL };
  g_autoptr (GMenu) menu = g_menu_new ();

  xy_page_tab_add_actions (tab, "meeting-topics", entries, G_N_ELEMENTS (entries));
  xy_page_tab_add_verb (tab, _ ("Save as a spreadsheet…"), "meeting-topics.export", FALSE);
  xy_page_tab_add_verb (tab, _ ("New meeting with them"), "meeting-topics.call", TRUE);
  xy_page_tab_add_row_verb (tab, menu, _ ("Bring it to a meeting…"), "meeting-topics.bring", TRUE);
  xy_page_tab_add_row_verb (tab, menu, _ ("Show the meeting"), "meeting-topics.meeting", TRUE);
  xy_page_tab_add_row_verb (tab, menu, _ ("Show it in the ledger"), "meeting-topics.matter", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (segments); i++)
    words[i] = xy_meeting_topics_word (segments[i]);
  self->toggles = xy_page_tab_add_toggles (tab, words);
  self->table = XY_TABLE (xy_table_new ("meeting-topics", xy_meeting_topic_columns, xy_meeting_n_topic_columns));
  xy_table_set_menu (self->table, G_MENU_MODEL (menu));
  xy_table_set_find_entry (self->table, xy_tabbed_page_get_find_entry (XY_TABBED_PAGE (page_of (self))));
  gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
  g_signal_connect_swapped (self->table, "chosen", G_CALLBACK (show_detail), self);
  g_signal_connect_swapped (self->table, "activated", G_CALLBACK (on_activated), self);
  xy_page_tab_append (tab, GTK_WIDGET (self->table));
}

static void
xy_meeting_topic_tab_left (XyPageTab *tab)
{
  XyMeetingTopicTab *self = XY_MEETING_TOPIC_TAB (tab);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  xy_table_forget (&self->table, &self->list, self);
}

static void
xy_meeting_topic_tab_class_init (XyMeetingTopicTabClass *klass)
{
  XyPageTabClass *tab_class = XY_PAGE_TAB_CLASS (klass);

  GTK_WIDGET_CLASS (klass)->grab_focus = xy_meeting_topic_tab_grab_focus;
  tab_class->uses = XY_TAB_OF_UNIT | XY_TAB_OF_TEXT;
  tab_class->find = N_ ("Matter, number…");
  tab_class->made = xy_meeting_topic_tab_made;
  tab_class->opened = xy_meeting_topic_tab_opened;
  tab_class->ask = xy_meeting_topic_tab_ask;
  tab_class->left = xy_meeting_topic_tab_left;
}

static void
xy_meeting_topic_tab_init (XyMeetingTopicTab *self)
{
}
