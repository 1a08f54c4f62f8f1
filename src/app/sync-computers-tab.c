/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/sync-computers-tab.h"

#include <glib/gi18n-lib.h>

#include "app/sync-keeper.h"
#include "core/store.h"
#include "sync/computers.h"

struct _XySyncComputersTab
{
  XyPageTab parent_instance;
  XyTable *table;
  XyList *list;
  XySyncKeeper *keeper;
  GCancellable *asking;
  char *trouble; /* why the county could not be asked; NULL */
};

G_DEFINE_FINAL_TYPE (XySyncComputersTab, xy_sync_computers_tab, XY_TYPE_PAGE_TAB)

/* The list */

enum
{
  SUM_AT, /* the county's instant of what is shown */
};

static XyId
id_of (gconstpointer row)
{
  return ((const XyComputer *) row)->id;
}

static XyListAnswer *
computer_ids (XyStore *store, const XyListQuery *asked, GCancellable *cancellable, GError **error)
{
  gint64 at = 0;
  g_autoptr (GPtrArray) rows = xy_computers_list (store, &at, error);
  XyListAnswer *answer = xy_list_answer_new (xy_list_ids_of (rows, id_of));

  if (answer != NULL)
    answer->sums[SUM_AT] = at;
  return answer;
}

static GPtrArray *
computer_records (XyStore *store,
                  const XyListQuery *asked,
                  const XyId *ids,
                  guint n_ids,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GPtrArray) rows = xy_computers_list (store, NULL, error);

  return xy_list_pick (rows, id_of, ids, n_ids);
}

static void
free_computer (gpointer computer)
{
  if (computer != NULL)
    xy_computer_free (computer);
}

static const XyListSource source = { computer_ids, computer_records, free_computer, NULL };

static char *
get_number (gconstpointer record)
{
  return g_strdup_printf ("%u", ((const XyComputer *) record)->number);
}

static char *
get_name (gconstpointer record)
{
  const XyComputer *computer = record;

  return computer->own ? g_strdup_printf (_ ("%s (this one)"), computer->name) : g_strdup (computer->name);
}

static char *
get_role (gconstpointer record)
{
  return g_strdup (xy_computer_role_label (record));
}

static char *
get_made (gconstpointer record)
{
  return xy_instant_format (((const XyComputer *) record)->made);
}

static char *
get_seen (gconstpointer record)
{
  return xy_instant_format (((const XyComputer *) record)->seen);
}

static char *
get_state (gconstpointer record)
{
  return g_strdup (((const XyComputer *) record)->live ? _ ("Enrolled") : _ ("Taken off"));
}

static XyPillKind
get_state_kind (gconstpointer record)
{
  return ((const XyComputer *) record)->live ? XY_PILL_DONE : XY_PILL_ALERT;
}

static const XyColumn columns[] = {
  { "number", N_ ("Number"), 70, XY_COLUMN_NUMBER, 0, get_number, NULL },
  { "name", N_ ("Computer"), 260, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_name, NULL },
  { "role", N_ ("Of whom"), 100, XY_COLUMN_TEXT, 0, get_role, NULL },
  { "made", N_ ("Enrolled since"), 160, XY_COLUMN_TEXT, 0, get_made, NULL },
  { "seen", N_ ("Last heard of"), 160, XY_COLUMN_TEXT, 0, get_seen, NULL },
  { "state", N_ ("State"), 120, XY_COLUMN_PILL, 0, get_state, get_state_kind },
};

/* Asking the county */

static void
show_foot (XySyncComputersTab *self)
{
  gint64 instant = self->list != NULL ? xy_list_get_sum (self->list, SUM_AT) : 0;
  g_autofree char *at = instant != 0 ? xy_instant_format (instant) : NULL;
  g_autofree char *as_of = at != NULL ? g_strdup_printf (_ ("As the county said at %s."), at) : g_strdup ("");
  g_autofree char *words = g_strconcat (self->trouble != NULL ? self->trouble : "", as_of, NULL);

  if (self->table != NULL)
    xy_table_set_foot (self->table, words);
}

static void
run_asking (GTask *task, gpointer source_object, gpointer path, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (XyStore) store = xy_store_open (path, xy_env_system (), 0, &error);

  if (store != NULL && xy_computers_fetch (store, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_asked (GObject *object, GAsyncResult *result, gpointer data)
{
  XySyncComputersTab *self = XY_SYNC_COMPUTERS_TAB (object);
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (g_task_get_cancellable (G_TASK (result)) != self->asking)
    return;
  g_clear_object (&self->asking);
  g_free (self->trouble);
  self->trouble = error != NULL ? g_strdup (error->message) : NULL;
  xy_list_refresh (self->list);
  show_foot (self);
}

static void
stop_asking (XySyncComputersTab *self)
{
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

static void
ask_county (XySyncComputersTab *self)
{
  XyDesk *desk = xy_page_tab_get_desk (XY_PAGE_TAB (self));
  const XySyncState *state = xy_sync_keeper_get_state (self->keeper);

  if (state == NULL || state->enrolment != XY_ENROLMENT_FINE || xy_desk_get_path (desk) == NULL)
    return;
  stop_asking (self);
  self->asking = g_cancellable_new ();
  g_autoptr (GTask) task = g_task_new (self, self->asking, on_asked, NULL);
  g_task_set_task_data (task, g_strdup (xy_desk_get_path (desk)), g_free);
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, run_asking);
}

/* The tab */

static void
xy_sync_computers_tab_ask (XyPageTab *tab, const XyTabScope *scope)
{
  XySyncComputersTab *self = XY_SYNC_COMPUTERS_TAB (tab);
  XyPage *page = xy_page_tab_get_page (tab);

  xy_page_follow (page, self->list);
  xy_page_set_filtered (page, FALSE);
  xy_page_set_empty (page, "xy-export-symbolic", _ ("The county has not said yet which computers there are"),
                     _ ("Once this computer is connected with the county, the village's computers stand here: which "
                        "of them report, and when each was heard of last."),
                     NULL, NULL);
  xy_list_set_query (self->list, NULL, NULL);
  ask_county (self);
}

static void
xy_sync_computers_tab_opened (XyPageTab *tab)
{
  XySyncComputersTab *self = XY_SYNC_COMPUTERS_TAB (tab);
  XyDesk *desk = xy_page_tab_get_desk (tab);

  self->list = xy_list_new (xy_desk_get_worker (desk), &source, 0);
  xy_table_set_list (self->table, self->list);
  g_signal_connect_object (self->list, "answered", G_CALLBACK (show_foot), self, G_CONNECT_SWAPPED);
  g_set_object (&self->keeper, xy_sync_keeper_of (desk));
}

static void
xy_sync_computers_tab_made (XyPageTab *tab)
{
  XySyncComputersTab *self = XY_SYNC_COMPUTERS_TAB (tab);

  self->table = XY_TABLE (xy_table_new ("sync-computers", columns, G_N_ELEMENTS (columns)));
  gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
  xy_page_tab_append (tab, GTK_WIDGET (self->table));
}

static void
xy_sync_computers_tab_left (XyPageTab *tab)
{
  XySyncComputersTab *self = XY_SYNC_COMPUTERS_TAB (tab);

  stop_asking (self);
  g_clear_object (&self->keeper);
  g_clear_pointer (&self->trouble, g_free);
  xy_table_forget (&self->table, &self->list, self);
}

static gboolean
xy_sync_computers_tab_grab_focus (GtkWidget *widget)
{
  XySyncComputersTab *self = XY_SYNC_COMPUTERS_TAB (widget);

  return self->table != NULL && gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

static void
xy_sync_computers_tab_class_init (XySyncComputersTabClass *klass)
{
  XyPageTabClass *tab_class = XY_PAGE_TAB_CLASS (klass);

  GTK_WIDGET_CLASS (klass)->grab_focus = xy_sync_computers_tab_grab_focus;
  tab_class->no_pane = TRUE;
  tab_class->made = xy_sync_computers_tab_made;
  tab_class->opened = xy_sync_computers_tab_opened;
  tab_class->ask = xy_sync_computers_tab_ask;
  tab_class->left = xy_sync_computers_tab_left;
}

static void
xy_sync_computers_tab_init (XySyncComputersTab *self)
{
}
