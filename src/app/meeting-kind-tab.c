/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/meeting-kind-tab.h"

#include <glib/gi18n-lib.h>

#include "app/meeting-dialog.h"
#include "app/meeting-kind-dialogs.h"
#include "app/meeting-kind-lists.h"
#include "app/tabbed-page.h"
#include "core/meeting-due.h"

struct _XyMeetingKindTab
{
  XyPageTab parent_instance;
  XyTable *table;
  XyList *list;
  GCancellable *reading;
  XyId wanted;
};

G_DEFINE_FINAL_TYPE (XyMeetingKindTab, xy_meeting_kind_tab, XY_TYPE_PAGE_TAB)

static GtkWidget *
page_of (XyMeetingKindTab *self)
{
  return GTK_WIDGET (xy_page_tab_get_page (XY_PAGE_TAB (self)));
}

static XyDesk *
desk_of (XyMeetingKindTab *self)
{
  return xy_page_tab_get_desk (XY_PAGE_TAB (self));
}

static const XyMeetingKindRow *
chosen (XyMeetingKindTab *self)
{
  return xy_table_get_record (self->table);
}

/* Verbs */

static void
add (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  xy_meeting_kind_dialog_open (page_of (data), desk_of (data), NULL);
}

static void
adopt (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  xy_meeting_kinds_adopt_dialog_open (page_of (data), desk_of (data));
}

static void
change (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const XyMeetingKindRow *row = chosen (data);

  if (row != NULL)
    xy_meeting_kind_dialog_open (page_of (data), desk_of (data), row->kind);
}

static void
members (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const XyMeetingKindRow *row = chosen (data);

  if (row != NULL)
    xy_meeting_members_dialog_open (page_of (data), desk_of (data), row->kind);
}

static void
call (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const XyMeetingKindRow *row = chosen (data);

  if (row != NULL)
    xy_meeting_dialog_open (page_of (data), desk_of (data), &(XyMeetingCalling){ .kind = row->kind->record.id });
}

static gboolean
end_act (XyTxn *txn, gpointer data, GError **error)
{
  XyMeetingKindEnding ending = { .kind = *(const XyId *) data };

  return xy_meeting_kind_end_act (txn, &ending, error);
}

static void
end (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const XyMeetingKindRow *row = chosen (data);

  if (row != NULL)
    xy_desk_act (desk_of (data), _ ("Hold a meeting no more"), end_act, xy_id_copy (&row->kind->record.id), g_free,
                 NULL, NULL);
}

static void
save_table (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyMeetingKindTab *self = data;

  xy_table_export (self->table, desk_of (self), _ ("Kinds of meetings"));
}

static const GActionEntry entries[] = {
  { .name = "add", .activate = add },           { .name = "adopt", .activate = adopt },
  { .name = "change", .activate = change },     { .name = "members", .activate = members },
  { .name = "end", .activate = end },           { .name = "call", .activate = call },
  { .name = "export", .activate = save_table },
};

static void
update_verbs (XyMeetingKindTab *self)
{
  XyPageTab *tab = XY_PAGE_TAB (self);
  const XyMeetingKindRow *row = chosen (self);
  gboolean held = row != NULL && row->kind->ends == NULL;

  xy_page_tab_offer_if (tab, "meeting-kinds.add", TRUE, XY_MAY_KEEP_MEETINGS);
  xy_page_tab_offer_if (tab, "meeting-kinds.adopt", TRUE, XY_MAY_KEEP_MEETINGS);
  xy_page_tab_offer_if (tab, "meeting-kinds.change", row != NULL, XY_MAY_KEEP_MEETINGS);
  xy_page_tab_offer (tab, "meeting-kinds.members",
                     held && (g_str_equal (row->kind->comes, "member") || row->n_members > 0), NULL);
  xy_page_tab_offer_if (tab, "meeting-kinds.call", held, XY_MAY_KEEP_MEETINGS);
  xy_page_tab_offer_if (tab, "meeting-kinds.end", held, XY_MAY_KEEP_MEETINGS);
}

/* The pane */

static void
show_facts (XyMeetingKindTab *self, const XyMeetingKindRow *row, const XyMeetingKindFacts *facts)
{
  XyDetail *detail = xy_page_tab_get_detail (XY_PAGE_TAB (self));
  const XyMeetingKind *kind = row->kind;
  g_autofree char *often = xy_meeting_recurs_words (kind->recurs);
  GtkWidget *grid, *steps;

  xy_detail_start (detail);
  xy_detail_add_title (detail, kind->name, row->body_name, NULL);
  if (facts != NULL && facts->rule != NULL)
    xy_detail_add_words (detail, facts->rule, "quiet");
  grid = xy_detail_add_facts (detail);
  xy_detail_add_fact (grid, _ ("Who takes part"), xy_word_label (xy_meeting_comes, kind->comes));
  xy_detail_add_fact (grid, _ ("How often"), often != NULL ? often : _ ("as needed"));
  xy_detail_add_fact (grid, _ ("Usual time"), kind->hour);
  xy_detail_add_fact (grid, _ ("Usual place"), kind->place);
  xy_detail_add_fact (grid, _ ("Form of the minutes"), xy_word_label (xy_meeting_forms, kind->form));
  xy_detail_add_fact (grid, _ ("What it is for"), kind->purpose);
  xy_detail_add_fact (grid, _ ("Held until"), kind->ends);
  xy_detail_add_fact (grid, _ ("Note"), kind->note);
  if (facts == NULL || facts->members->len == 0)
    return;
  xy_detail_add_heading (detail, _ ("Members"));
  if (facts->composition != NULL)
    xy_detail_add_words (detail, facts->composition, facts->missed ? "problem" : NULL);
  steps = xy_detail_add_steps (detail);
  for (guint i = 0; i < facts->members->len; i++)
    {
      const XyMeetingMember *member = facts->members->pdata[i];
      xy_detail_add_step (steps, "xy-user-symbolic", member->name, member->post);
    }
}

static void
on_facts_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyMeetingKindTab) self = data;
  XyMeetingKindFacts *facts = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (facts != NULL && self->table != NULL)
    show_facts (self, facts->row, facts);
  g_clear_pointer (&facts, xy_meeting_kind_facts_free);
}

static void
show_detail (XyMeetingKindTab *self)
{
  const XyMeetingKindRow *row = chosen (self);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  update_verbs (self);
  if (row == NULL)
    {
      xy_detail_show_nothing (xy_page_tab_get_detail (XY_PAGE_TAB (self)), NULL);
      return;
    }
  show_facts (self, row, NULL);
  self->reading = g_cancellable_new ();
  xy_worker_run (xy_desk_get_worker (desk_of (self)), XY_WORKER_QUERY, xy_meeting_kind_read,
                 xy_id_copy (&row->kind->record.id), g_free, xy_meeting_kind_facts_free, self->reading, on_facts_read,
                 g_object_ref (self));
}

/* The list */

static void
on_answered (XyMeetingKindTab *self)
{
  guint n = xy_list_get_count (self->list);
  g_autofree char *words = g_strdup_printf (ngettext ("%u kind", "%u kinds", n), n);

  xy_table_set_foot (self->table, words);
  xy_page_tab_offer (XY_PAGE_TAB (self), "meeting-kinds.export", n > 0, NULL);
  xy_table_choose_wanted (self->table, &self->wanted);
}

static void
on_activated (XyMeetingKindTab *self)
{
  gtk_widget_activate_action (page_of (self), "meeting-kinds.change", NULL);
}

static void
xy_meeting_kind_tab_ask (XyPageTab *tab, const XyTabScope *scope)
{
  XyMeetingKindTab *self = XY_MEETING_KIND_TAB (tab);
  XyPage *page = xy_page_tab_get_page (tab);

  xy_page_set_empty (page, "xy-meeting-symbolic", _ ("No kind of meeting yet"),
                     _ ("Each meeting has the name that the village gives it; what it may decide follows from what it "
                        "is by law. Most villages begin with the usual ones."),
                     _ ("Adopt the usual ones"), "meeting-kinds.adopt");
  xy_page_follow (page, self->list);
  xy_list_set_query (self->list, xy_meeting_kind_query_new (scope->text), xy_meeting_kind_query_free);
  show_detail (self);
}

static void
xy_meeting_kind_tab_opened (XyPageTab *tab)
{
  XyMeetingKindTab *self = XY_MEETING_KIND_TAB (tab);

  self->list = xy_list_new (xy_desk_get_worker (desk_of (self)), &xy_meeting_kind_source, XY_TOPIC_MEETING);
  g_signal_connect_swapped (self->list, "answered", G_CALLBACK (on_answered), self);
  xy_table_set_list (self->table, self->list);
}

static gboolean
xy_meeting_kind_tab_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (XY_MEETING_KIND_TAB (widget)->table));
}

static void
xy_meeting_kind_tab_made (XyPageTab *tab)
{
  XyMeetingKindTab *self = XY_MEETING_KIND_TAB (tab);
  g_autoptr (GMenu) menu = g_menu_new ();

  xy_page_tab_add_actions (tab, "meeting-kinds", entries, G_N_ELEMENTS (entries));
  xy_page_tab_add_verb (tab, _ ("Save as a spreadsheet…"), "meeting-kinds.export", FALSE);
  xy_page_tab_add_verb (tab, _ ("Adopt ready ones…"), "meeting-kinds.adopt", FALSE);
  xy_page_tab_add_verb (tab, _ ("Add…"), "meeting-kinds.add", TRUE);
  xy_page_tab_add_row_verb (tab, menu, _ ("Call such a meeting…"), "meeting-kinds.call", TRUE);
  xy_page_tab_add_row_verb (tab, menu, _ ("Members…"), "meeting-kinds.members", TRUE);
  xy_page_tab_add_row_verb (tab, menu, _ ("Change it…"), "meeting-kinds.change", TRUE);
  xy_page_tab_add_row_verb (tab, menu, _ ("Hold it no more"), "meeting-kinds.end", TRUE);
  self->table = XY_TABLE (xy_table_new ("meeting-kinds", xy_meeting_kind_columns, xy_meeting_n_kind_columns));
  xy_table_set_single (self->table);
  xy_table_set_menu (self->table, G_MENU_MODEL (menu));
  xy_table_set_find_entry (self->table, xy_tabbed_page_get_find_entry (XY_TABBED_PAGE (page_of (self))));
  gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
  g_signal_connect_swapped (self->table, "chosen", G_CALLBACK (show_detail), self);
  g_signal_connect_swapped (self->table, "activated", G_CALLBACK (on_activated), self);
  xy_page_tab_append (tab, GTK_WIDGET (self->table));
}

static void
xy_meeting_kind_tab_open_record (XyPageTab *tab, const XyId *record)
{
  XyMeetingKindTab *self = XY_MEETING_KIND_TAB (tab);

  self->wanted = *record;
  xy_table_choose_wanted (self->table, &self->wanted);
}

static void
xy_meeting_kind_tab_left (XyPageTab *tab)
{
  XyMeetingKindTab *self = XY_MEETING_KIND_TAB (tab);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  xy_table_forget (&self->table, &self->list, self);
}

static void
xy_meeting_kind_tab_class_init (XyMeetingKindTabClass *klass)
{
  XyPageTabClass *tab_class = XY_PAGE_TAB_CLASS (klass);

  GTK_WIDGET_CLASS (klass)->grab_focus = xy_meeting_kind_tab_grab_focus;
  tab_class->uses = XY_TAB_OF_TEXT;
  tab_class->made = xy_meeting_kind_tab_made;
  tab_class->opened = xy_meeting_kind_tab_opened;
  tab_class->ask = xy_meeting_kind_tab_ask;
  tab_class->left = xy_meeting_kind_tab_left;
  tab_class->record_type = &xy_meeting_kind_type;
  tab_class->open = xy_meeting_kind_tab_open_record;
}

static void
xy_meeting_kind_tab_init (XyMeetingKindTab *self)
{
}
