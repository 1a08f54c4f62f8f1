/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/matter-page.h"

#include <glib/gi18n-lib.h>

#include "app/filter-drop.h"
#include "app/matter-detail.h"
#include "app/matter-dialogs.h"
#include "app/matter-lists.h"
#include "app/window.h"
#include "core/store.h"

/* In the order in which a matter goes. */
static const XyMattersWhich tabs[] = { XY_MATTERS_OPEN,  XY_MATTERS_OVERDUE, XY_MATTERS_ASSIGN,
                                       XY_MATTERS_VISIT, XY_MATTERS_CLOSE,   XY_MATTERS_ALL };
#define N_TABS G_N_ELEMENTS (tabs)

struct _XyMatterPage
{
  XyPage parent_instance;
  XyTable *table;
  XyDetail *detail;
  GtkWidget *find_entry;
  GtkWidget *source;
  XyList *list;
  GCancellable *reading;
  gulong worker_handler;
  XyId wanted;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (XyMatterPage, xy_matter_page, XY_TYPE_PAGE)

static const XyMatterRow *
chosen (XyMatterPage *self)
{
  g_autoptr (XyRow) row = xy_table_get_row (self->table);

  return row != NULL ? xy_row_get_record (row) : NULL;
}

static XyDesk *
desk_of (XyMatterPage *self)
{
  return xy_page_get_desk (XY_PAGE (self));
}

static guint
tab_at (XyMatterPage *self)
{
  const char *name = xy_page_get_tab (XY_PAGE (self));

  for (guint i = 0; i < N_TABS; i++)
    if (g_strcmp0 (name, xy_matters_name (tabs[i])) == 0)
      return i;
  return 0;
}

/* Verbs */

/* What several chosen ones have in common: the stage of the first; the core refuses what does not fit the others. */
static void
open_step (XyMatterPage *self, XyMatterAsk ask)
{
  g_autoptr (GArray) ids = xy_table_get_chosen (self->table);
  const XyMatterRow *row = chosen (self);
  static const XyMatterStage usual[] = { XY_MATTER_REGISTERED, XY_MATTER_WORKING, XY_MATTER_DONE, XY_MATTER_WORKING };

  if (ids->len > 0)
    xy_matter_step_dialog_open (GTK_WIDGET (self), desk_of (self), ask, (const XyId *) (gpointer) ids->data, ids->len,
                                row, row != NULL ? (XyMatterStage) row->matter->stage : usual[ask]);
}

static void
on_register (GtkWidget *widget, const char *name, GVariant *parameter)
{
  xy_matter_write_dialog_open (widget, desk_of (XY_MATTER_PAGE (widget)), NULL, NULL);
}

static void
on_change (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyMatterPage *self = XY_MATTER_PAGE (widget);
  const XyMatterRow *row = chosen (self);

  if (row == NULL)
    return;
  g_autofree char *who =
      row->household_number != NULL ? g_strdup_printf ("%s %s", row->head, row->household_number) : NULL;
  xy_matter_write_dialog_open (widget, desk_of (self), row->matter, who);
}

static void
on_step (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const char *const names[] = { "matter.assign", "matter.note", "matter.visit", "matter.other" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], name))
      open_step (XY_MATTER_PAGE (widget), (XyMatterAsk) i);
}

typedef struct
{
  GArray *matters;
  XyMatterStepping stepping;
} Closing;

static void
closing_free (gpointer data)
{
  g_array_unref (((Closing *) data)->matters);
  g_free (data);
}

static gboolean
close_act (XyTxn *txn, gpointer data, GError **error)
{
  return xy_matter_step_act (txn, &((Closing *) data)->stepping, error);
}

/* Nothing more is to be said: whoever was asked is satisfied. Undo takes it back. */
static void
on_close (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyMatterPage *self = XY_MATTER_PAGE (widget);
  Closing *closing = g_new0 (Closing, 1);

  closing->matters = xy_table_get_chosen (self->table);
  closing->stepping = (XyMatterStepping){ .matters = (const XyId *) (gpointer) closing->matters->data,
                                          .n = closing->matters->len,
                                          .kind = XY_MATTER_CLOSE };
  xy_desk_act (desk_of (self), _ ("Close matters"), close_act, closing, closing_free, NULL, NULL);
}

static void
on_export (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyMatterPage *self = XY_MATTER_PAGE (widget);
  g_autofree char *title = g_strdup_printf ("%s %s", _ ("Ledger of matters"), xy_matters_word (tabs[tab_at (self)]));

  xy_table_export (self->table, desk_of (self), title);
}

static void
on_household (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const XyMatterRow *row = chosen (XY_MATTER_PAGE (widget));
  GtkRoot *root = gtk_widget_get_root (widget);

  if (row != NULL && XY_IS_WINDOW (root) && !xy_id_is_none (&row->matter->household))
    xy_window_show_page (XY_WINDOW (root), "households", &row->matter->household);
}

static void
offer (XyMatterPage *self, const char *action, gboolean offered)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, offered);
}

static void
update_verbs (XyMatterPage *self)
{
  const XyMatterRow *row = chosen (self);
  gboolean several = xy_table_get_n_chosen (self->table) > 1, keeps = xy_desk_may (desk_of (self), XY_MAY_KEEP_MATTERS);
  gboolean visits = keeps || xy_desk_may (desk_of (self), XY_MAY_HEAR_OBJECTIONS);
  XyMatterStage stage = row != NULL ? (XyMatterStage) row->matter->stage : XY_MATTER_N_STAGES;
  gboolean dispute = row != NULL && row->matter->level > 0;
#define FITS(ask) (several || xy_matter_ask_fits (ask, stage, dispute))

  offer (self, "matter.register", keeps);
  offer (self, "matter.assign", keeps && FITS (XY_MATTER_ASK_ASSIGN));
  offer (self, "matter.note", keeps && FITS (XY_MATTER_ASK_NOTE));
  offer (self, "matter.visit", visits && FITS (XY_MATTER_ASK_VISIT));
  offer (self, "matter.other", keeps && FITS (XY_MATTER_ASK_OTHER));
  offer (self, "matter.close", keeps && (several || stage == XY_MATTER_VISITED));
  offer (self, "matter.change", keeps && row != NULL && stage < XY_MATTER_CLOSED);
  offer (self, "matter.household", row != NULL && !xy_id_is_none (&row->matter->household));
#undef FITS
}

/* Counting */

typedef struct
{
  guint of[XY_MATTERS_N];
} Counts;

/* On the worker's thread. */
static gpointer
count_on_worker (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Counts *counts = g_new0 (Counts, 1);

  if (xy_matter_counts (store, counts->of, error))
    return counts;
  g_free (counts);
  return NULL;
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyMatterPage) self = data;
  g_autofree Counts *counts = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (counts == NULL || self->table == NULL)
    return;
  for (guint i = 0; i < N_TABS; i++)
    {
      guint n = counts->of[tabs[i]];
      const char *word = xy_matters_word (tabs[i]);
      g_autofree char *label =
          n > 0 && tabs[i] != XY_MATTERS_ALL ? g_strdup_printf ("%s %u", word, n) : g_strdup (word);
      xy_page_set_tab_label (XY_PAGE (self), xy_matters_name (tabs[i]), label);
    }
}

static void
count_up (XyMatterPage *self)
{
  xy_worker_run (xy_desk_get_worker (desk_of (self)), XY_WORKER_LATER, count_on_worker, NULL, NULL, g_free, NULL,
                 on_counted, g_object_ref (self));
}

static void
on_worker_changed (XyWorker *worker, guint topics, XyMatterPage *self)
{
  if ((topics & XY_TOPIC_MATTER) != 0)
    count_up (self);
}

/* On the worker's thread: what waits for the office. */
static gint64
count_waiting (XyStore *store)
{
  guint counts[XY_MATTERS_N];

  if (!xy_matter_counts (store, counts, NULL))
    return 0;
  return (gint64) counts[XY_MATTERS_OVERDUE] + counts[XY_MATTERS_ASSIGN] + counts[XY_MATTERS_VISIT]
         + counts[XY_MATTERS_CLOSE];
}

/* The pane */

static void
on_facts_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyMatterPage) self = data;
  XyMatterFacts *facts = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (facts != NULL && self->table != NULL)
    xy_matter_detail_show (self->detail, facts->row, facts);
  g_clear_pointer (&facts, xy_matter_facts_free);
}

static void
show_detail (XyMatterPage *self)
{
  const XyMatterRow *row = chosen (self);
  guint n = xy_table_get_n_chosen (self->table);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  update_verbs (self);
  if (row == NULL)
    {
      g_autofree char *words = n > 1 ? g_strdup_printf (ngettext ("%u row is chosen.", "%u rows are chosen.", n), n)
                                     : g_strdup (_ ("Choose a row to see it in full."));
      xy_detail_start (self->detail);
      xy_detail_add_words (self->detail, words, "quiet");
      if (n <= 1)
        xy_detail_hide_buttons (self->detail);
      return;
    }
  xy_matter_detail_show (self->detail, row, NULL);
  self->reading = g_cancellable_new ();
  xy_worker_run (xy_desk_get_worker (desk_of (self)), XY_WORKER_QUERY, xy_matter_read,
                 xy_id_copy (&row->matter->record.id), g_free, xy_matter_facts_free, self->reading, on_facts_read,
                 g_object_ref (self));
}

/* The list */

static void
ask (XyMatterPage *self)
{
  guint source = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->source));
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->find_entry)));
  XyMattersWhich which = tabs[tab_at (self)];
  const char *word = source > 0 ? xy_matter_sources[source - 1].value : NULL;

  if (self->list == NULL || self->filling)
    return;
  g_strstrip (text);
  xy_page_set_filtered (XY_PAGE (self),
                        text[0] != '\0' || word != NULL || (which != XY_MATTERS_OPEN && which != XY_MATTERS_ALL));
  xy_list_set_query (self->list, xy_matter_query_new (which, &XY_ID_NONE, text[0] != '\0' ? text : NULL, word, NULL),
                     xy_matter_query_free);
}

static void
on_answered (XyMatterPage *self)
{
  guint n = xy_list_get_count (self->list);
  g_autofree char *words = g_strdup_printf (ngettext ("%u matter", "%u matters", n), n);

  xy_table_set_foot (self->table, words);
  offer (self, "matter.export", n > 0);
  if (!xy_id_is_none (&self->wanted) && xy_table_choose (self->table, &self->wanted))
    self->wanted = XY_ID_NONE;
  else if (n > 0 && xy_table_get_n_chosen (self->table) == 0)
    xy_table_choose (self->table, xy_list_get_id (self->list, 0));
}

/* Enter goes on with what fits. */
static void
on_activated (XyMatterPage *self)
{
  const XyMatterRow *row = chosen (self);
  static const char *const actions[XY_MATTER_N_STAGES] = {
    [XY_MATTER_REGISTERED] = "matter.assign", [XY_MATTER_ASSIGNED] = "matter.note",
    [XY_MATTER_WORKING] = "matter.note",      [XY_MATTER_DONE] = "matter.visit",
    [XY_MATTER_PASSED_ON] = "matter.note",    [XY_MATTER_AT_MEETING] = "matter.note",
    [XY_MATTER_NOT_READY] = "matter.other",   [XY_MATTER_UNSETTLED] = "matter.other",
  };

  if (row != NULL && actions[row->matter->stage] != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), actions[row->matter->stage], NULL);
}

static void
on_filter_changed (XyMatterPage *self)
{
  ask (self);
}

static void
on_search_stopped (XyMatterPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->find_entry), "");
  xy_page_focus_content (XY_PAGE (self));
}

static void
on_search_activated (XyMatterPage *self)
{
  xy_page_focus_content (XY_PAGE (self));
}

static void
on_filters_cleared (XyMatterPage *self)
{
  self->filling = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->source), 0);
  gtk_editable_set_text (GTK_EDITABLE (self->find_entry), "");
  xy_page_set_tab (XY_PAGE (self), xy_matters_name (tabs[0]));
  self->filling = FALSE;
  ask (self);
}

static void
xy_matter_page_tab_changed (XyPage *page, const char *tab)
{
  ask (XY_MATTER_PAGE (page));
}

static void
xy_matter_page_opened (XyPage *page)
{
  XyMatterPage *self = XY_MATTER_PAGE (page);
  XyWorker *worker = xy_desk_get_worker (xy_page_get_desk (page));

  self->list = xy_list_new (worker, &xy_matter_source, XY_TOPIC_MATTER | XY_TOPIC_HOUSEHOLD | XY_TOPIC_UNIT);
  g_signal_connect_swapped (self->list, "answered", G_CALLBACK (on_answered), self);
  xy_table_set_list (self->table, self->list);
  xy_page_follow (page, self->list);
  self->worker_handler = g_signal_connect (worker, "changed", G_CALLBACK (on_worker_changed), self);
  count_up (self);
  show_detail (self);
  ask (self);
}

static void
xy_matter_page_open (XyPage *page, const XyId *id)
{
  XyMatterPage *self = XY_MATTER_PAGE (page);

  self->wanted = *id;
  on_filters_cleared (self);
  /* Whatever stands there, it may be over. */
  xy_page_set_tab (page, xy_matters_name (XY_MATTERS_ALL));
  if (xy_table_choose (self->table, id))
    self->wanted = XY_ID_NONE;
}

static void
xy_matter_page_dispose (GObject *object)
{
  XyMatterPage *self = XY_MATTER_PAGE (object);
  XyDesk *desk = xy_page_get_desk (XY_PAGE (self));

  if (self->worker_handler != 0 && desk != NULL)
    g_signal_handler_disconnect (xy_desk_get_worker (desk), self->worker_handler);
  self->worker_handler = 0;
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  xy_table_forget (&self->table, &self->list, self);
  G_OBJECT_CLASS (xy_matter_page_parent_class)->dispose (object);
}

static void
xy_matter_page_class_init (XyMatterPageClass *klass)
{
  static const char *const steps[] = { "matter.assign", "matter.note", "matter.visit", "matter.other" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  XyPageClass *page_class = XY_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = xy_matter_page_dispose;
  page_class->opened = xy_matter_page_opened;
  page_class->open = xy_matter_page_open;
  page_class->tab_changed = xy_matter_page_tab_changed;

  g_type_ensure (XY_TYPE_TABLE);
  g_type_ensure (XY_TYPE_DETAIL);
  gtk_widget_class_install_action (widget_class, "matter.register", NULL, on_register);
  gtk_widget_class_install_action (widget_class, "matter.change", NULL, on_change);
  gtk_widget_class_install_action (widget_class, "matter.close", NULL, on_close);
  gtk_widget_class_install_action (widget_class, "matter.export", NULL, on_export);
  gtk_widget_class_install_action (widget_class, "matter.household", NULL, on_household);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    gtk_widget_class_install_action (widget_class, steps[i], NULL, on_step);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/xiangyue/Xiangyue/ui/matter-page.ui");
  gtk_widget_class_bind_template_child (widget_class, XyMatterPage, table);
  gtk_widget_class_bind_template_child (widget_class, XyMatterPage, detail);
  gtk_widget_class_bind_template_child (widget_class, XyMatterPage, find_entry);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_stopped);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated);
}

/* The verbs of a row, in its menu and most of them under the pane. */
static void
add_verbs (XyMatterPage *self)
{
  static const struct
  {
    const char *label;
    const char *action;
    gboolean button;
  } verbs[] = {
    { N_ ("Assign…"), "matter.assign", TRUE },
    { N_ ("Enter what was done…"), "matter.note", TRUE },
    { N_ ("Visit…"), "matter.visit", TRUE },
    { N_ ("Close the number"), "matter.close", TRUE },
    { N_ ("Another step…"), "matter.other", TRUE },
    { N_ ("Change it…"), "matter.change", FALSE },
    { N_ ("Show the household"), "matter.household", FALSE },
  };
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_menu_append (menu, _ (verbs[i].label), verbs[i].action);
      if (!verbs[i].button)
        continue;
      GtkWidget *button = gtk_button_new_with_label (_ (verbs[i].label));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), verbs[i].action);
      /* What does not fit gives its room to the others. */
      g_object_bind_property (button, "sensitive", button, "visible", G_BINDING_SYNC_CREATE);
      xy_detail_add_button (self->detail, button);
    }
  xy_table_set_menu (self->table, G_MENU_MODEL (menu));
}

static void
xy_matter_page_init (XyMatterPage *self)
{
  XyPage *page = XY_PAGE (self);
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  xy_table_set_up (self->table, "matters", xy_matter_columns, xy_matter_n_columns);
  xy_table_set_find_entry (self->table, self->find_entry);
  g_signal_connect_swapped (self->table, "chosen", G_CALLBACK (show_detail), self);
  g_signal_connect_swapped (self->table, "activated", G_CALLBACK (on_activated), self);
  add_verbs (self);
  self->source = xy_filter_drop_new (_ ("Source"));
  gtk_string_list_append (words, _ ("All sources"));
  for (const XyWord *word = xy_matter_sources; word->value != NULL; word++)
    gtk_string_list_append (words, _ (word->label));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->source), G_LIST_MODEL (words));
  g_signal_connect_swapped (self->source, "notify::selected", G_CALLBACK (on_filter_changed), self);
  xy_page_add_filter (page, self->source);
  self->filling = TRUE;
  for (guint i = 0; i < N_TABS; i++)
    xy_page_add_tab (page, xy_matters_name (tabs[i]), xy_matters_word (tabs[i]));
  self->filling = FALSE;
  xy_page_set_empty (page, "xy-matter-symbolic", _ ("Nothing is open"),
                     _ ("What comes up at a meeting or a visit gets a number here, an owner and a last day, and is "
                        "closed once somebody was asked whether it was done."),
                     _ ("Register a matter"), "matter.register");
  g_signal_connect (self, "clear-filters", G_CALLBACK (on_filters_cleared), NULL);
}

/* On the worker's thread. */
static GPtrArray *
search (XyStore *store, const char *text, guint limit, GCancellable *cancellable, GError **error)
{
  XyMatterFilter filter = { .which = XY_MATTERS_ALL, .order = XY_MATTERS_BY_NUMBER, .text = text };
  g_autoptr (GArray) ids = xy_matter_ids (store, &filter, error);
  g_autoptr (GPtrArray) rows =
      ids != NULL ? xy_matter_rows (store, (const XyId *) (gpointer) ids->data, MIN (ids->len, limit), error) : NULL;
  GPtrArray *hits;

  if (rows == NULL)
    return NULL;
  hits = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_search_hit_free);
  for (guint i = 0; i < rows->len; i++)
    {
      const XyMatterRow *row = rows->pdata[i];
      g_autofree char *more = row != NULL ? g_strdup_printf ("%s · %s", row->number, row->word) : NULL;
      if (row != NULL)
        g_ptr_array_add (hits, xy_search_hit_new (&row->matter->record.id, row->matter->title, more));
    }
  return hits;
}

const XyPageEntry xy_matter_page_entry = {
  .name = "matters",
  .title = N_ ("Matters"),
  .icon = "xy-matter-symbolic",
  .get_type = xy_matter_page_get_type,
  .search = search,
  .badge = count_waiting,
};
