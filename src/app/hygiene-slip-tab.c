/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-slip-tab.h"

#include <glib/gi18n-lib.h>

#include "app/hygiene-issue-dialog.h"
#include "app/hygiene-page.h"
#include "app/hygiene-slip-detail.h"
#include "app/hygiene-slip-dialogs.h"
#include "app/print-preview.h"
#include "app/window.h"
#include "app/words.h"
#include "print/hygiene-slip-paper.h"

/* In the order in which a slip goes. */
static const XyHygieneSlipWhich segments[] = { XY_HYGIENE_SLIPS_OPEN, XY_HYGIENE_SLIPS_OVERDUE, XY_HYGIENE_SLIPS_SOON,
                                               XY_HYGIENE_SLIPS_GOOD, XY_HYGIENE_SLIPS_CLOSED,  XY_HYGIENE_SLIPS_ALL };

struct _XyHygieneSlipTab
{
  XyPageTab parent_instance;
  XyTable *table;
  XyList *list;
  GtkWidget **toggles;
  XyHygieneSlipFacts *facts; /* of the slip that is shown; NULL while they are read */
  GCancellable *reading;
  XyId wanted;
};

G_DEFINE_FINAL_TYPE (XyHygieneSlipTab, xy_hygiene_slip_tab, XY_TYPE_PAGE_TAB)

static GtkWidget *
page_of (XyHygieneSlipTab *self)
{
  return GTK_WIDGET (xy_page_tab_get_page (XY_PAGE_TAB (self)));
}

static XyDesk *
desk_of (XyHygieneSlipTab *self)
{
  return xy_page_tab_get_desk (XY_PAGE_TAB (self));
}

/* Verbs */

static void
issue (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyHygieneSlipTab *self = data;

  xy_hygiene_issue_dialog_open (page_of (self), desk_of (self), NULL);
}

static void
issue_one (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyHygieneSlipTab *self = data;

  xy_hygiene_issue_one_dialog_open (page_of (self), desk_of (self), NULL);
}

static void
recheck (XyHygieneSlipTab *self, XyHygieneSlipVerb verb)
{
  g_autoptr (GArray) ids = xy_table_get_chosen (self->table);

  if (ids->len > 0)
    xy_hygiene_slip_dialog_open (page_of (self), desk_of (self), verb, (const XyId *) (gpointer) ids->data, ids->len,
                                 xy_table_get_record (self->table));
}

static void
on_verb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  static const struct
  {
    const char *name;
    XyHygieneSlipVerb verb;
  } verbs[] = { { "receive", XY_HYGIENE_SLIP_RECEIVE },
                { "recheck", XY_HYGIENE_SLIP_RECHECK },
                { "close", XY_HYGIENE_SLIP_CLOSE },
                { "void", XY_HYGIENE_SLIP_VOID } };

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (g_action_get_name (G_ACTION (action)), verbs[i].name))
      recheck (data, verbs[i].verb);
}

static void
change (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyHygieneSlipTab *self = data;
  const XyHygieneSlipRow *row = xy_table_get_record (self->table);

  if (row != NULL)
    xy_hygiene_slip_change_dialog_open (page_of (self), desk_of (self), row->slip);
}

static void
print (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyHygieneSlipTab *self = data;
  const XyHygieneSlipRow *row = xy_table_get_record (self->table);

  if (row != NULL)
    xy_print_preview_open (page_of (self), desk_of (self), &xy_hygiene_slip_paper,
                           &(XyPaperAsk){ .record = row->slip->record.id });
}

/* All that nobody has signed for. */
static void
print_all (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyHygieneSlipTab *self = data;

  xy_print_preview_open (page_of (self), desk_of (self), &xy_hygiene_slip_paper, &(XyPaperAsk){ 0 });
}

static void
save_table (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyHygieneSlipTab *self = data;
  guint at = xy_page_tab_get_toggle (XY_PAGE_TAB (self));
  g_autofree char *name = g_strdup_printf ("%s %s", _ ("Rectification notices"), xy_hygiene_slips_word (segments[at]));

  xy_table_export (self->table, desk_of (self), name);
}

static void
household (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyHygieneSlipTab *self = data;
  const XyHygieneSlipRow *row = xy_table_get_record (self->table);

  if (row != NULL)
    xy_window_go (GTK_WIDGET (self), "households", &row->slip->household);
}

static const GActionEntry entries[] = {
  { .name = "issue", .activate = issue },         { .name = "issue-one", .activate = issue_one },
  { .name = "receive", .activate = on_verb },     { .name = "recheck", .activate = on_verb },
  { .name = "close", .activate = on_verb },       { .name = "void", .activate = on_verb },
  { .name = "change", .activate = change },       { .name = "export", .activate = save_table },
  { .name = "household", .activate = household }, { .name = "print", .activate = print },
  { .name = "print-all", .activate = print_all },
};

/* Several at once are for who knows what he does: only the core refuses what does not fit. */
static void
update_verbs (XyHygieneSlipTab *self)
{
  XyPageTab *tab = XY_PAGE_TAB (self);
  const XyHygieneSlipRow *row = xy_table_get_record (self->table);
  gboolean several = xy_table_get_n_chosen (self->table) > 1;
  gint64 stage = row != NULL ? row->slip->stage : XY_HYGIENE_VOID;

  xy_page_tab_offer_if (tab, "slips.issue", TRUE, XY_MAY_KEEP_HYGIENE);
  xy_page_tab_offer_if (tab, "slips.issue-one", TRUE, XY_MAY_KEEP_HYGIENE);
  xy_page_tab_offer_if (tab, "slips.receive", several || (stage < XY_HYGIENE_CLOSED && row->slip->received_on == NULL),
                        XY_MAY_KEEP_HYGIENE);
  xy_page_tab_offer_if (tab, "slips.recheck", several || stage < XY_HYGIENE_GOOD, XY_MAY_KEEP_HYGIENE);
  xy_page_tab_offer_if (tab, "slips.close", several || stage == XY_HYGIENE_GOOD, XY_MAY_KEEP_HYGIENE);
  xy_page_tab_offer_if (tab, "slips.change", stage < XY_HYGIENE_CLOSED, XY_MAY_KEEP_HYGIENE);
  xy_page_tab_offer_if (tab, "slips.void", stage < XY_HYGIENE_CLOSED, XY_MAY_KEEP_HYGIENE);
  xy_page_tab_offer_if (tab, "slips.print", row != NULL, XY_MAY_PRINT);
  xy_page_tab_offer (tab, "slips.household", row != NULL && !xy_id_is_none (&row->slip->household), NULL);
}

/* Counting */

typedef struct
{
  guint counts[XY_HYGIENE_SLIPS_N];
} Counts;

static gpointer
count_on_worker (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Counts *counts = g_new0 (Counts, 1);

  if (xy_hygiene_slip_counts (store, counts->counts, error))
    return counts;
  g_free (counts);
  return NULL;
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyHygieneSlipTab) self = data;
  g_autofree Counts *counts = xy_worker_run_finish (XY_WORKER (source), result, NULL);
  XyPageTab *tab = XY_PAGE_TAB (self);
  guint open;

  if (counts == NULL || self->table == NULL)
    return;
  xy_page_tab_offer_if (tab, "slips.print-all", counts->counts[XY_HYGIENE_SLIPS_OPEN] > 0, XY_MAY_PRINT);
  open = counts->counts[XY_HYGIENE_SLIPS_OPEN];
  for (guint i = 0; i < G_N_ELEMENTS (segments); i++)
    {
      xy_words_count (self->toggles[i], xy_hygiene_slips_word (segments[i]), counts->counts[segments[i]]);
    }
  g_autofree char *words = open > 0 ? g_strdup_printf ("%s %u", _ ("Put right"), open) : g_strdup (_ ("Put right"));
  xy_page_set_tab_label (xy_page_tab_get_page (tab), xy_page_tab_get_name (tab), words);
}

static void
count_up (XyHygieneSlipTab *self)
{
  xy_worker_run (xy_desk_get_worker (desk_of (self)), XY_WORKER_LATER, count_on_worker, NULL, NULL, g_free, NULL,
                 on_counted, g_object_ref (self));
}

static void
on_worker_changed (XyHygieneSlipTab *self, guint topics)
{
  if (self->table != NULL && (topics & XY_TOPIC_HYGIENE) != 0)
    count_up (self);
}

/* The pane */

static void
on_facts_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyHygieneSlipTab) self = data;
  XyHygieneSlipFacts *facts = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (facts == NULL)
    return;
  g_clear_pointer (&self->facts, xy_hygiene_slip_facts_free);
  self->facts = facts;
  if (self->table != NULL)
    xy_hygiene_slip_detail_show (xy_page_tab_get_detail (XY_PAGE_TAB (self)), facts->row, facts);
}

static void
show_detail (XyHygieneSlipTab *self)
{
  XyDetail *detail = xy_page_tab_get_detail (XY_PAGE_TAB (self));
  const XyHygieneSlipRow *row = xy_table_get_record (self->table);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->facts, xy_hygiene_slip_facts_free);
  if (row == NULL)
    {
      xy_detail_show_count (detail, xy_table_get_n_chosen (self->table));
      update_verbs (self);
      return;
    }
  xy_hygiene_slip_detail_show (detail, row, NULL);
  update_verbs (self);
  self->reading = g_cancellable_new ();
  xy_worker_run (xy_desk_get_worker (desk_of (self)), XY_WORKER_QUERY, xy_hygiene_slip_read,
                 xy_id_copy (&row->slip->record.id), g_free, xy_hygiene_slip_facts_free, self->reading, on_facts_read,
                 g_object_ref (self));
}

/* The list */

static void
on_answered (XyHygieneSlipTab *self)
{
  guint n = xy_list_get_count (self->list);
  g_autofree char *words = g_strdup_printf (ngettext ("%u rectification notice", "%u rectification notices", n), n);

  xy_table_set_foot (self->table, words);
  xy_page_tab_offer (XY_PAGE_TAB (self), "slips.export", n > 0, NULL);
  xy_table_choose_wanted (self->table, &self->wanted);
}

static void
on_activated (XyHygieneSlipTab *self)
{
  const XyHygieneSlipRow *row = xy_table_get_record (self->table);

  if (row != NULL)
    gtk_widget_activate_action (page_of (self),
                                row->slip->stage < XY_HYGIENE_GOOD    ? "slips.recheck"
                                : row->slip->stage == XY_HYGIENE_GOOD ? "slips.close"
                                                                      : "slips.household",
                                NULL);
}

static void
xy_hygiene_slip_tab_ask (XyPageTab *tab, const XyTabScope *scope)
{
  XyHygieneSlipTab *self = XY_HYGIENE_SLIP_TAB (tab);
  XyPage *page = xy_page_tab_get_page (tab);
  guint at = xy_page_tab_get_toggle (tab);

  if (segments[at] != XY_HYGIENE_SLIPS_OPEN && segments[at] != XY_HYGIENE_SLIPS_ALL)
    xy_page_set_filtered (page, TRUE);
  xy_page_set_empty (
      page, "xy-check-symbolic", _ ("Nothing is to be put right"),
      _ ("A household that falls behind gets a rectification notice: what, by when, and who helps. It is looked at again "
         "and closed, and leaves the board that day."),
      _ ("Issue notices"), "slips.issue");
  xy_page_follow (page, self->list);
  xy_list_set_query (self->list, xy_hygiene_slip_query_new (segments[at], &scope->unit, scope->text),
                     xy_hygiene_slip_query_free);
  show_detail (self);
  count_up (self);
}

static void
xy_hygiene_slip_tab_opened (XyPageTab *tab)
{
  XyHygieneSlipTab *self = XY_HYGIENE_SLIP_TAB (tab);
  XyWorker *worker = xy_desk_get_worker (desk_of (self));

  self->list = xy_list_new (worker, &xy_hygiene_slip_source, XY_TOPIC_HYGIENE | XY_TOPIC_HOUSEHOLD | XY_TOPIC_UNIT);
  g_signal_connect_swapped (self->list, "answered", G_CALLBACK (on_answered), self);
  xy_table_set_list (self->table, self->list);
  g_signal_connect_object (worker, "changed", G_CALLBACK (on_worker_changed), self, G_CONNECT_SWAPPED);
  count_up (self);
}

static void
xy_hygiene_slip_tab_clear_filters (XyPageTab *tab)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (XY_HYGIENE_SLIP_TAB (tab)->toggles[0]), TRUE);
}

static gboolean
xy_hygiene_slip_tab_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (XY_HYGIENE_SLIP_TAB (widget)->table));
}

static void
xy_hygiene_slip_tab_made (XyPageTab *tab)
{
  static const struct
  {
    const char *label;
    const char *action;
    gboolean button;
  } row_verbs[] = {
    { N_ ("Look again…"), "slips.recheck", TRUE },
    { N_ ("Close it…"), "slips.close", TRUE },
    { N_ ("Signed for…"), "slips.receive", TRUE },
    { N_ ("Print it…"), "slips.print", TRUE },
    { N_ ("Change it…"), "slips.change", FALSE },
    { N_ ("Make it void…"), "slips.void", FALSE },
    { N_ ("Show the household"), "slips.household", FALSE },
  };
  XyHygieneSlipTab *self = XY_HYGIENE_SLIP_TAB (tab);
  const char *words[G_N_ELEMENTS (segments) + 1] = { NULL };
  g_autoptr (GMenu) menu = g_menu_new ();

  xy_page_tab_add_actions (tab, "slips", entries, G_N_ELEMENTS (entries));
  xy_page_tab_add_verb (tab, _ ("Save as a spreadsheet…"), "slips.export", FALSE);
  xy_page_tab_add_verb (tab, _ ("Print slips…"), "slips.print-all", FALSE);
  xy_page_tab_add_verb (tab, _ ("One notice…"), "slips.issue-one", FALSE);
  xy_page_tab_add_verb (tab, _ ("Issue notices"), "slips.issue", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (row_verbs); i++)
    xy_page_tab_add_row_verb (tab, menu, _ (row_verbs[i].label), row_verbs[i].action, row_verbs[i].button);
  for (guint i = 0; i < G_N_ELEMENTS (segments); i++)
    words[i] = xy_hygiene_slips_word (segments[i]);
  self->toggles = xy_page_tab_add_toggles (tab, words);
  self->table = XY_TABLE (xy_table_new ("hygiene-slips", xy_hygiene_slip_columns, xy_hygiene_n_slip_columns));
  xy_table_set_menu (self->table, G_MENU_MODEL (menu));
  xy_table_set_find_entry (self->table, xy_tabbed_page_get_find_entry (XY_TABBED_PAGE (page_of (self))));
  gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
  g_signal_connect_swapped (self->table, "chosen", G_CALLBACK (show_detail), self);
  g_signal_connect_swapped (self->table, "activated", G_CALLBACK (on_activated), self);
  xy_page_tab_append (tab, GTK_WIDGET (self->table));
}

static void
xy_hygiene_slip_tab_show_list (XyPageTab *tab, const char *list)
{
  for (guint i = 0; i < G_N_ELEMENTS (segments); i++)
    if (g_str_equal (xy_hygiene_slips_name (segments[i]), list))
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (XY_HYGIENE_SLIP_TAB (tab)->toggles[i]), TRUE);
}

static void
xy_hygiene_slip_tab_choose (XyPageTab *tab, const XyId *record)
{
  XyHygieneSlipTab *self = XY_HYGIENE_SLIP_TAB (tab);

  self->wanted = *record;
  xy_table_choose_wanted (self->table, &self->wanted);
}

static void
xy_hygiene_slip_tab_open_record (XyPageTab *tab, const XyId *record)
{
  /* Whatever stands there, it may be over. */
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (XY_HYGIENE_SLIP_TAB (tab)->toggles[G_N_ELEMENTS (segments) - 1]),
                                TRUE);
  xy_hygiene_slip_tab_choose (tab, record);
}

static void
xy_hygiene_slip_tab_left (XyPageTab *tab)
{
  XyHygieneSlipTab *self = XY_HYGIENE_SLIP_TAB (tab);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->facts, xy_hygiene_slip_facts_free);
  xy_table_forget (&self->table, &self->list, self);
}

static void
xy_hygiene_slip_tab_class_init (XyHygieneSlipTabClass *klass)
{
  XyPageTabClass *tab_class = XY_PAGE_TAB_CLASS (klass);

  GTK_WIDGET_CLASS (klass)->grab_focus = xy_hygiene_slip_tab_grab_focus;
  tab_class->uses = XY_TAB_OF_UNIT | XY_TAB_OF_TEXT;
  tab_class->print = "slips.print";
  tab_class->made = xy_hygiene_slip_tab_made;
  tab_class->opened = xy_hygiene_slip_tab_opened;
  tab_class->ask = xy_hygiene_slip_tab_ask;
  tab_class->left = xy_hygiene_slip_tab_left;
  tab_class->clear_filters = xy_hygiene_slip_tab_clear_filters;
  tab_class->record_type = &xy_hygiene_slip_type;
  tab_class->open = xy_hygiene_slip_tab_open_record;
  tab_class->show_list = xy_hygiene_slip_tab_show_list;
  tab_class->choose = xy_hygiene_slip_tab_choose;
}

static void
xy_hygiene_slip_tab_init (XyHygieneSlipTab *self)
{
}

void
xy_hygiene_slip_tab_show_overdue (XyHygieneSlipTab *self)
{
  XyPageTab *tab = XY_PAGE_TAB (self);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->toggles[1]), TRUE);
  xy_page_set_tab (xy_page_tab_get_page (tab), xy_page_tab_get_name (tab));
}
