/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/meeting-chain-tab.h"

#include <glib/gi18n-lib.h>

#include "app/meeting-chain-lists.h"
#include "app/meeting-topic-dialog.h"
#include "app/tabbed-page.h"
#include "app/window.h"

struct _XyMeetingChainTab
{
  XyPageTab parent_instance;
  XyTable *table;
  XyList *list;
};

G_DEFINE_FINAL_TYPE (XyMeetingChainTab, xy_meeting_chain_tab, XY_TYPE_PAGE_TAB)

static GtkWidget *
page_of (XyMeetingChainTab *self)
{
  return GTK_WIDGET (xy_page_tab_get_page (XY_PAGE_TAB (self)));
}

static XyDesk *
desk_of (XyMeetingChainTab *self)
{
  return xy_page_tab_get_desk (XY_PAGE_TAB (self));
}

/* The latest meeting of the chain; none. */
static XyId
last_meeting (const XyMeetingChainRow *row)
{
  XyId id = XY_ID_NONE;

  for (guint i = 0; i < row->chain->steps->len; i++)
    {
      const XyMatterChainStep *step = row->chain->steps->pdata[i];
      if (!xy_id_is_none (&step->meeting))
        id = step->meeting;
    }
  return id;
}

/* Verbs */

static void
bring (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyMeetingChainTab *self = data;
  const XyMeetingChainRow *row = xy_table_get_record (self->table);

  if (row != NULL)
    xy_meeting_topic_dialog_open (page_of (self), desk_of (self), &row->row->matter->record.id, 1);
}

static void
go_to_matter (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const XyMeetingChainRow *row = xy_table_get_record (((XyMeetingChainTab *) data)->table);

  if (row != NULL)
    xy_window_go (GTK_WIDGET (data), "matters", &row->row->matter->record.id);
}

static void
go_to_meeting (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const XyMeetingChainRow *row = xy_table_get_record (((XyMeetingChainTab *) data)->table);

  if (row != NULL)
    {
      XyId id = last_meeting (row);
      xy_window_go (GTK_WIDGET (data), "meetings", &id);
    }
}

static void
save_table (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyMeetingChainTab *self = data;

  xy_table_export (self->table, desk_of (self), _ ("Four discussions, two publications"));
}

static const GActionEntry entries[] = {
  { .name = "bring", .activate = bring },
  { .name = "matter", .activate = go_to_matter },
  { .name = "meeting", .activate = go_to_meeting },
  { .name = "export", .activate = save_table },
};

/* The pane */

static void
add_step (GtkWidget *steps, const XyMatterChain *chain, guint at)
{
  const XyMatterChainStep *step = chain->steps->pdata[at];
  const char *icon = step->done          ? "xy-check-symbolic"
                     : at == chain->next ? "xy-next-symbolic"
                     : step->held        ? "xy-alert-symbolic"
                                         : "xy-more-symbolic";
  g_autoptr (GString) words = g_string_new (step->word);
  GtkWidget *line;

  if (step->merged)
    g_string_append (words, _ (" (together with the next)"));
  if (step->verdict != NULL)
    g_string_append_printf (words, "\n%s", step->verdict);
  if (step->note != NULL)
    g_string_append_printf (words, "\n%s", step->note);
  xy_detail_add_step (steps, icon, words->str, step->day[0] != '\0' ? step->day + 5 : NULL);
  line = gtk_widget_get_last_child (steps);
  if (at == chain->next)
    gtk_widget_add_css_class (gtk_widget_get_next_sibling (gtk_widget_get_first_child (line)), "bold");
}

static void
show_chain (XyDetail *detail, const XyMeetingChainRow *row)
{
  const XyMatterChain *chain = row->chain;
  g_autofree char *days =
      chain->next > 0 ? g_strdup_printf (ngettext ("%d day", "%d days", chain->days), chain->days) : NULL;
  g_autofree char *most =
      chain->most_days > 0
          ? g_strdup_printf (ngettext ("%d day at most", "%d days at most", chain->most_days), chain->most_days)
          : NULL;
  GtkWidget *grid, *steps;

  xy_detail_start (detail);
  xy_detail_add_title (detail, row->row->matter->title, row->row->number, NULL);
  if (chain->missing != NULL)
    xy_detail_add_words (detail, chain->missing, NULL);
  for (guint i = 0; chain->warnings != NULL && i < chain->warnings->len; i++)
    xy_detail_add_words (detail, chain->warnings->pdata[i], "problem");
  xy_detail_add_heading (detail, _ ("Four discussions, two publications"));
  steps = xy_detail_add_steps (detail);
  for (guint i = 0; i < chain->steps->len; i++)
    add_step (steps, chain, i);
  grid = xy_detail_add_facts (detail);
  xy_detail_add_fact (grid, _ ("Has taken"), days);
  xy_detail_add_fact (grid, _ ("Should take"), most);
  if (chain->source != NULL)
    {
      g_autofree char *words = g_strdup_printf (
          chain->check ? _ ("By %s (to be compared with the official text).") : _ ("By %s."), chain->source);
      xy_detail_add_words (detail, words, "quiet");
    }
}

static void
show_detail (XyMeetingChainTab *self)
{
  XyPageTab *tab = XY_PAGE_TAB (self);
  XyDetail *detail = xy_page_tab_get_detail (tab);
  const XyMeetingChainRow *row = xy_table_get_record (self->table);
  XyId meeting = row != NULL ? last_meeting (row) : XY_ID_NONE;

  xy_page_tab_offer_if (tab, "meeting-chains.bring",
                        row != NULL && row->chain->next < row->chain->steps->len
                            && row->row->matter->stage < XY_MATTER_CLOSED,
                        XY_MAY_KEEP_MEETINGS);
  xy_page_tab_offer (tab, "meeting-chains.meeting", !xy_id_is_none (&meeting), NULL);
  xy_page_tab_offer (tab, "meeting-chains.matter", row != NULL, NULL);
  if (row != NULL)
    show_chain (detail, row);
  else
    xy_detail_show_nothing (detail, NULL);
}

/* The list */

static void
on_answered (XyMeetingChainTab *self)
{
  guint n = xy_list_get_count (self->list);
  g_autofree char *words = g_strdup_printf (ngettext ("%u matter in all", "%u matters in all", n), n);

  xy_table_set_foot (self->table, words);
  xy_page_tab_offer (XY_PAGE_TAB (self), "meeting-chains.export", n > 0, NULL);
}

static void
on_activated (XyMeetingChainTab *self)
{
  gtk_widget_activate_action (page_of (self), "meeting-chains.matter", NULL);
}

static void
xy_meeting_chain_tab_ask (XyPageTab *tab, const XyTabScope *scope)
{
  XyMeetingChainTab *self = XY_MEETING_CHAIN_TAB (tab);
  XyPage *page = xy_page_tab_get_page (tab);

  xy_page_set_empty (page, "xy-meeting-symbolic", _ ("Nothing is on its way through the bodies"),
                     _ ("What the law reserves for the villagers goes from the Party organisation to both committees, "
                        "the Party members and the villagers' meeting, and is published twice. Where each matter "
                        "stands is seen here."),
                     NULL, NULL);
  xy_page_follow (page, self->list);
  xy_list_set_query (self->list, xy_meeting_chain_query_new (xy_page_tab_get_toggle (tab) == 0, scope->text),
                     xy_meeting_chain_query_free);
  show_detail (self);
}

static void
xy_meeting_chain_tab_opened (XyPageTab *tab)
{
  XyMeetingChainTab *self = XY_MEETING_CHAIN_TAB (tab);

  self->list = xy_list_new (xy_desk_get_worker (desk_of (self)), &xy_meeting_chain_source,
                            XY_TOPIC_MEETING | XY_TOPIC_MATTER | XY_TOPIC_NOTICE | XY_TOPIC_PAPER);
  g_signal_connect_swapped (self->list, "answered", G_CALLBACK (on_answered), self);
  xy_table_set_list (self->table, self->list);
}

static gboolean
xy_meeting_chain_tab_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (XY_MEETING_CHAIN_TAB (widget)->table));
}

static void
xy_meeting_chain_tab_made (XyPageTab *tab)
{
  XyMeetingChainTab *self = XY_MEETING_CHAIN_TAB (tab);
  const char *const which[] = { _ ("On their way"), _ ("All of them"), NULL };
  g_autoptr (GMenu) menu = g_menu_new ();

  xy_page_tab_add_actions (tab, "meeting-chains", entries, G_N_ELEMENTS (entries));
  xy_page_tab_add_verb (tab, _ ("Save as a spreadsheet…"), "meeting-chains.export", FALSE);
  xy_page_tab_add_toggles (tab, which);
  xy_page_tab_add_row_verb (tab, menu, _ ("Bring it to a meeting…"), "meeting-chains.bring", TRUE);
  xy_page_tab_add_row_verb (tab, menu, _ ("Show the meeting"), "meeting-chains.meeting", TRUE);
  xy_page_tab_add_row_verb (tab, menu, _ ("Show it in the ledger"), "meeting-chains.matter", TRUE);
  self->table = XY_TABLE (xy_table_new ("meeting-chains", xy_meeting_chain_columns, xy_meeting_n_chain_columns));
  xy_table_set_single (self->table);
  xy_table_set_menu (self->table, G_MENU_MODEL (menu));
  xy_table_set_find_entry (self->table, xy_tabbed_page_get_find_entry (XY_TABBED_PAGE (page_of (self))));
  gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
  g_signal_connect_swapped (self->table, "chosen", G_CALLBACK (show_detail), self);
  g_signal_connect_swapped (self->table, "activated", G_CALLBACK (on_activated), self);
  xy_page_tab_append (tab, GTK_WIDGET (self->table));
}

static void
xy_meeting_chain_tab_left (XyPageTab *tab)
{
  XyMeetingChainTab *self = XY_MEETING_CHAIN_TAB (tab);

  xy_table_forget (&self->table, &self->list, self);
}

static void
xy_meeting_chain_tab_class_init (XyMeetingChainTabClass *klass)
{
  XyPageTabClass *tab_class = XY_PAGE_TAB_CLASS (klass);

  GTK_WIDGET_CLASS (klass)->grab_focus = xy_meeting_chain_tab_grab_focus;
  tab_class->uses = XY_TAB_OF_TEXT;
  tab_class->find = N_ ("Matter, number…");
  tab_class->made = xy_meeting_chain_tab_made;
  tab_class->opened = xy_meeting_chain_tab_opened;
  tab_class->ask = xy_meeting_chain_tab_ask;
  tab_class->left = xy_meeting_chain_tab_left;
}

static void
xy_meeting_chain_tab_init (XyMeetingChainTab *self)
{
}
