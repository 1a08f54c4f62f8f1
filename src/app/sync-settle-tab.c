/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/sync-settle-tab.h"

#include <glib/gi18n-lib.h>

#include "app/message-dialog.h"
#include "app/reveal-dialog.h"
#include "app/sync-keeper.h"
#include "app/sync-settle-lists.h"
#include "app/tabbed-page.h"
#include "app/window.h"
#include "core/store.h"
#include "sync/settle.h"

static const XySyncWhich segments[] = { XY_SYNC_ALL, XY_SYNC_RETURNED, XY_SYNC_CONFLICTS };

struct _XySyncSettleTab
{
  XyPageTab parent_instance;
  XyTable *table;
  XyList *list;
  XyId revealed; /* whose whole numbers somebody has asked for, with a reason */
  XyId wanted;   /* to be chosen as soon as the list has it */
  GtkWidget **toggles;
  char *text;
};

G_DEFINE_FINAL_TYPE (XySyncSettleTab, xy_sync_settle_tab, XY_TYPE_PAGE_TAB)

static GtkWidget *
page_of (XySyncSettleTab *self)
{
  return GTK_WIDGET (xy_page_tab_get_page (XY_PAGE_TAB (self)));
}

static XyDesk *
desk_of (XySyncSettleTab *self)
{
  return xy_page_tab_get_desk (XY_PAGE_TAB (self));
}

static void
ask_list (XySyncSettleTab *self)
{
  guint at = xy_page_tab_get_toggle (XY_PAGE_TAB (self));

  xy_list_set_query (self->list, xy_sync_query_new (segments[at], xy_id_is_none (&self->revealed), self->text),
                     xy_sync_query_free);
}

/* Verbs */

static guint
ways_of (const XySyncRow *row)
{
  if (row == NULL)
    return 0;
  return row->returned != NULL ? row->returned->ways : row->conflict->ways;
}

static void
on_settled (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XySyncSettleTab) self = data;
  g_autoptr (GError) error = NULL;
  gboolean settled = xy_desk_act_finish (XY_DESK (source), result, &error);
  XySyncWorker *worker = xy_sync_keeper_get_worker (xy_sync_keeper_of (XY_DESK (source)));

  if (self->table == NULL)
    return;
  if (!settled)
    xy_message_dialog_tell (page_of (self), _ ("This could not be settled"), error->message);
  else if (worker != NULL)
    xy_sync_worker_want (worker);
}

static void
settle (XySyncSettleTab *self, XySettleWay way, const char *title)
{
  const XySyncRow *row = xy_table_get_record (self->table);

  if ((ways_of (row) & way) == 0)
    return;
  XySettlement *settlement = g_new0 (XySettlement, 1);
  settlement->row = row->id;
  settlement->way = way;
  xy_desk_act (desk_of (self), title, xy_settle, settlement, g_free, on_settled, g_object_ref (self));
}

static void
keep (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  settle (data, XY_SETTLE_KEEP, _ ("What stands is kept"));
}

static void
take (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  settle (data, XY_SETTLE_TAKE, _ ("The other value stands now"));
}

static void
send_again (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  settle (data, XY_SETTLE_SEND, _ ("Report it again"));
}

static void
drop (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  settle (data, XY_SETTLE_DROP, _ ("Take back what the county did not take"));
}

/* The page on which a record is worked on. */
static const char *
page_for (const XyRecordType *type)
{
  static const struct
  {
    const char *prefix, *page;
  } places[] = {
    { "household", "households" }, { "person", "households" }, { "points_", "points" }, { "hygiene_", "hygiene" },
    { "matter", "matters" },       { "meeting", "meetings" },  { "bylaw", "bylaws" },   { "notice", "notice" },
  };

  for (guint i = 0; type != NULL && i < G_N_ELEMENTS (places); i++)
    if (g_str_has_prefix (type->table, places[i].prefix))
      return places[i].page;
  return NULL;
}

static const XyRecordType *
type_of (const XySyncRow *row)
{
  return row->returned != NULL ? row->returned->type : row->conflict->type;
}

static const XyId *
record_of (const XySyncRow *row)
{
  return row->returned != NULL ? &row->returned->record : &row->conflict->record;
}

static void
open_record (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const XySyncRow *row = xy_table_get_record (((XySyncSettleTab *) data)->table);
  const char *page = row != NULL ? page_for (type_of (row)) : NULL;

  if (page != NULL)
    xy_window_go (GTK_WIDGET (data), page, record_of (row));
}

static void
on_revealed (gpointer data)
{
  XySyncSettleTab *self = data;
  const XySyncRow *row = self->table != NULL ? xy_table_get_record (self->table) : NULL;

  if (row == NULL)
    return;
  self->revealed = row->id;
  ask_list (self);
}

static void
reveal (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XySyncSettleTab *self = data;
  const XySyncRow *row = xy_table_get_record (self->table);

  if (row != NULL && row->conflict != NULL)
    xy_reveal_dialog_ask (page_of (self), desk_of (self), row->conflict->what, &row->conflict->record, on_revealed,
                          self);
}

static const GActionEntry entries[] = {
  { .name = "keep", .activate = keep },        { .name = "take", .activate = take },
  { .name = "send", .activate = send_again },  { .name = "drop", .activate = drop },
  { .name = "open", .activate = open_record }, { .name = "reveal", .activate = reveal },
};

static void
update_verbs (XySyncSettleTab *self, const XySyncRow *row)
{
  XyPageTab *tab = XY_PAGE_TAB (self);
  guint ways = ways_of (row), permission = row != NULL && type_of (row) != NULL ? type_of (row)->permission : 0;

  xy_page_tab_offer_if (tab, "sync-settle.keep", (ways & XY_SETTLE_KEEP) != 0, permission);
  xy_page_tab_offer_if (tab, "sync-settle.take", (ways & XY_SETTLE_TAKE) != 0, permission);
  xy_page_tab_offer_if (tab, "sync-settle.send", (ways & XY_SETTLE_SEND) != 0, permission);
  xy_page_tab_offer_if (tab, "sync-settle.drop", (ways & XY_SETTLE_DROP) != 0, permission);
  xy_page_tab_offer (tab, "sync-settle.open", row != NULL && page_for (type_of (row)) != NULL, NULL);
  xy_page_tab_offer (tab, "sync-settle.reveal", row != NULL && row->conflict != NULL && row->conflict->masked, NULL);
}

/* The pane */

/* "曾小平, 2026-11-22 09:12, on this computer". Returns: (transfer full). */
static char *
say_side (const XyConflictSide *side)
{
  g_autofree char *at = side->at != 0 ? xy_instant_format (side->at) : NULL;

  return g_strdup_printf ("%s%s%s · %s", side->who != NULL ? side->who : _ ("Somebody"), at != NULL ? " · " : "",
                          at != NULL ? at : "", side->here ? _ ("on this computer") : _ ("on another computer"));
}

static void
add_side (XyDetail *detail, const XyConflict *conflict, gboolean stands)
{
  const XyConflictSide *side = stands ? &conflict->stands : &conflict->gave_way;
  g_autofree char *who = say_side (side);

  xy_detail_add_heading (detail, stands ? _ ("Stands now") : _ ("The other one"));
  xy_detail_add_words (detail, who, "quiet");
  GtkWidget *facts = xy_detail_add_facts (detail);
  for (guint i = 0; i < conflict->fields->len; i++)
    {
      const XyConflictField *field = conflict->fields->pdata[i];
      const char *value = stands ? field->stands : field->gave_way;
      xy_detail_add_fact (facts, field->label, *value != '\0' ? value : _ ("(empty)"));
    }
}

static void
show_conflict (XyDetail *detail, const XySyncRow *row)
{
  const XyConflict *conflict = row->conflict;

  xy_detail_add_title (detail, conflict->what != NULL ? conflict->what : _ ("A record that this program does not know"),
                       NULL, xy_pill_new (xy_sync_row_pill (row), xy_sync_row_word (row)));
  xy_detail_add_words (detail, _ (xy_conflict_sentence (conflict->kind)), NULL);
  if (conflict->kind == XY_CONFLICT_OVERDRAFT || conflict->kind == XY_CONFLICT_DOUBLE)
    {
      const XyConflictField *field = conflict->fields->len > 0 ? conflict->fields->pdata[0] : NULL;
      g_autofree char *who = say_side (&conflict->stands);
      GtkWidget *facts = xy_detail_add_facts (detail);
      xy_detail_add_fact (facts, _ ("Recorded by"), who);
      if (field != NULL)
        xy_detail_add_fact (facts, field->label, field->gave_way);
      return;
    }
  add_side (detail, conflict, TRUE);
  add_side (detail, conflict, FALSE);
}

static void
show_returned (XyDetail *detail, const XySyncRow *row)
{
  const XyReturned *returned = row->returned;
  g_autofree char *at = returned->at != 0 ? xy_instant_format (returned->at) : NULL;

  xy_detail_add_title (detail, returned->what != NULL ? returned->what : _ ("A record of another computer"), NULL,
                       xy_pill_new (xy_sync_row_pill (row), xy_sync_row_word (row)));
  xy_detail_add_heading (detail, _ ("Why"));
  xy_detail_add_words (detail, _ (returned->why->reason), NULL);
  xy_detail_add_heading (detail, _ ("What to do"));
  xy_detail_add_words (detail,
                       returned->here ? _ (returned->why->advice)
                                      : _ ("Another computer of the village wrote it, and it is settled there."),
                       NULL);
  GtkWidget *facts = xy_detail_add_facts (detail);
  xy_detail_add_fact (facts, _ ("Written by"), returned->who);
  xy_detail_add_fact (facts, _ ("Written at"), at);
  if (returned->here)
    xy_detail_add_words (detail, _ ("Until then it does not count in what is posted."), "quiet");
}

static void
show_detail (XySyncSettleTab *self)
{
  XyDetail *detail = xy_page_tab_get_detail (XY_PAGE_TAB (self));
  const XySyncRow *row = xy_table_get_record (self->table);

  update_verbs (self, row);
  if (row == NULL)
    {
      xy_detail_show_nothing (detail, NULL);
      return;
    }
  xy_detail_start (detail);
  /* A reason was given for one record. */
  if (!xy_id_is_none (&self->revealed) && !xy_id_same (&self->revealed, &row->id))
    {
      self->revealed = XY_ID_NONE;
      ask_list (self);
    }
  if (row->returned != NULL)
    show_returned (detail, row);
  else
    show_conflict (detail, row);
}

/* The list */

static void
on_answered (XySyncSettleTab *self)
{
  XyPageTab *tab = XY_PAGE_TAB (self);
  guint n = xy_list_get_count (self->list);
  g_autofree char *words = g_strdup_printf (ngettext ("%u thing to settle", "%u things to settle", n), n);

  xy_table_set_foot (self->table, words);
  if (xy_page_tab_get_toggle (tab) == 0 && self->text == NULL)
    {
      g_autofree char *label = n > 0 ? g_strdup_printf ("%s %u", _ ("To settle"), n) : g_strdup (_ ("To settle"));
      xy_page_set_tab_label (xy_page_tab_get_page (tab), xy_page_tab_get_name (tab), label);
    }
  xy_table_choose_wanted (self->table, &self->wanted);
}

/* Somebody comes from the record itself, whose mark (marks.h) says which row it is. */
static void
xy_sync_settle_tab_open_row (XyPageTab *tab, const XyId *row)
{
  XySyncSettleTab *self = XY_SYNC_SETTLE_TAB (tab);

  self->wanted = *row;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->toggles[0]), TRUE);
  xy_table_choose_wanted (self->table, &self->wanted);
}

static void
xy_sync_settle_tab_ask (XyPageTab *tab, const XyTabScope *scope)
{
  XySyncSettleTab *self = XY_SYNC_SETTLE_TAB (tab);
  XyPage *page = xy_page_tab_get_page (tab);

  g_free (self->text);
  self->text = g_strdup (scope->text);
  xy_page_set_empty (page, "xy-check-symbolic", _ ("Nothing is left to settle"),
                     _ ("What the county sends back, and what two computers wrote differently, is gathered here."),
                     NULL, NULL);
  xy_page_follow (page, self->list);
  ask_list (self);
  show_detail (self);
}

static void
xy_sync_settle_tab_opened (XyPageTab *tab)
{
  XySyncSettleTab *self = XY_SYNC_SETTLE_TAB (tab);

  self->list = xy_list_new (xy_desk_get_worker (desk_of (self)), &xy_sync_settle_source, XY_TOPIC_ALL);
  g_signal_connect_swapped (self->list, "answered", G_CALLBACK (on_answered), self);
  xy_table_set_list (self->table, self->list);
}

static gboolean
xy_sync_settle_tab_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (XY_SYNC_SETTLE_TAB (widget)->table));
}

static gboolean
on_first_key (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  XySyncSettleTab *self = data;
  const XySyncRow *row = self->table != NULL ? xy_table_get_record (self->table) : NULL;
  guint ways = ways_of (row);

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return FALSE;
  if ((ways & XY_SETTLE_KEEP) != 0)
    keep (NULL, NULL, self);
  else
    send_again (NULL, NULL, self);
  return TRUE;
}

static gboolean
on_second_key (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  XySyncSettleTab *self = data;
  const XySyncRow *row = self->table != NULL ? xy_table_get_record (self->table) : NULL;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return FALSE;
  if ((ways_of (row) & XY_SETTLE_TAKE) != 0)
    take (NULL, NULL, self);
  else
    drop (NULL, NULL, self);
  return TRUE;
}

static void
xy_sync_settle_tab_made (XyPageTab *tab)
{
  XySyncSettleTab *self = XY_SYNC_SETTLE_TAB (tab);
  const char *const words[] = { _ ("All"), _ ("Sent back"), _ ("Conflicts"), NULL };
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  xy_page_tab_add_actions (tab, "sync-settle", entries, G_N_ELEMENTS (entries));
  xy_page_tab_add_row_verb (tab, menu, _ ("Keep what stands (F7)"), "sync-settle.keep", TRUE);
  xy_page_tab_add_row_verb (tab, menu, _ ("Take the other one (F8)"), "sync-settle.take", TRUE);
  xy_page_tab_add_row_verb (tab, menu, _ ("Report it again (F7)"), "sync-settle.send", TRUE);
  xy_page_tab_add_row_verb (tab, menu, _ ("Take it back (F8)"), "sync-settle.drop", TRUE);
  xy_page_tab_add_row_verb (tab, menu, _ ("Show whole numbers…"), "sync-settle.reveal", TRUE);
  xy_page_tab_add_row_verb (tab, menu, _ ("Open the record"), "sync-settle.open", TRUE);
  self->toggles = xy_page_tab_add_toggles (tab, words);
  self->table = XY_TABLE (xy_table_new ("sync-settle", xy_sync_settle_columns, xy_sync_n_settle_columns));
  xy_table_set_single (self->table);
  xy_table_set_menu (self->table, G_MENU_MODEL (menu));
  xy_table_set_find_entry (self->table, xy_tabbed_page_get_find_entry (XY_TABBED_PAGE (page_of (self))));
  gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
  g_signal_connect_swapped (self->table, "chosen", G_CALLBACK (show_detail), self);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_F7, 0), gtk_callback_action_new (on_first_key, self, NULL)));
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_F8, 0), gtk_callback_action_new (on_second_key, self, NULL)));
  /* Before the panes of the page, which have F8 for themselves. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (keys), GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_widget_add_controller (page_of (self), keys);
  xy_page_tab_append (tab, GTK_WIDGET (self->table));
}

static void
xy_sync_settle_tab_left (XyPageTab *tab)
{
  XySyncSettleTab *self = XY_SYNC_SETTLE_TAB (tab);

  xy_table_forget (&self->table, &self->list, self);
}

static void
xy_sync_settle_tab_finalize (GObject *object)
{
  g_free (XY_SYNC_SETTLE_TAB (object)->text);
  G_OBJECT_CLASS (xy_sync_settle_tab_parent_class)->finalize (object);
}

static void
xy_sync_settle_tab_class_init (XySyncSettleTabClass *klass)
{
  XyPageTabClass *tab_class = XY_PAGE_TAB_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = xy_sync_settle_tab_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = xy_sync_settle_tab_grab_focus;
  tab_class->uses = XY_TAB_OF_TEXT;
  tab_class->find = N_ ("Find a record…");
  tab_class->made = xy_sync_settle_tab_made;
  tab_class->opened = xy_sync_settle_tab_opened;
  tab_class->ask = xy_sync_settle_tab_ask;
  tab_class->open = xy_sync_settle_tab_open_row;
  tab_class->left = xy_sync_settle_tab_left;
}

static void
xy_sync_settle_tab_init (XySyncSettleTab *self)
{
}
