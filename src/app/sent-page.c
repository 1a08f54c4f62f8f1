/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/sent-page.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/detail.h"
#include "app/office-send-dialog.h"
#include "app/office-withdraw-dialog.h"
#include "app/table.h"
#include "core/store.h"
#include "sync/account.h"
#include "sync/down-line.h"
#include "sync/office.h"

#define NAME "sent"

struct _XySentPage
{
  XyPage parent_instance;
  XyTable *table; /* borrowed */
  XyList *list;
  XyDetail *detail;
  GCancellable *fetching; /* NULL: nothing is asked for */
};

G_DEFINE_FINAL_TYPE (XySentPage, xy_sent_page, XY_TYPE_PAGE)

/* Reading, on the worker's thread */

typedef struct
{
  XyDown *down;
  char *to;
  gboolean below; /* it goes to villages of this office, not to the office itself as well */
} Sent;

static void
sent_free (gpointer data)
{
  Sent *sent = data;

  xy_down_free (sent->down);
  g_free (sent->to);
  g_free (sent);
}

/* SCOPE with as many digits as OWN has. */
static gboolean
is_below (gint64 scope, gint64 own)
{
  while (scope > own)
    scope /= 1000;
  return scope == own;
}

static char *
name_scope (gint64 scope, gint64 own, const GPtrArray *villages)
{
  if (scope == own)
    return g_strdup (_ ("All villages"));
  if (scope < own)
    return g_strdup (_ ("The whole county"));
  for (guint i = 0; i < villages->len; i++)
    {
      const XyOfficeVillage *village = villages->pdata[i];
      if (village->stream == scope)
        return g_strdup (village->name);
    }
  return g_strdup_printf ("%" G_GINT64_FORMAT, scope);
}

static gint64
value_of (const Sent *sent, const char *sort)
{
  if (g_strcmp0 (sort, "to") == 0)
    return sent->down->scope;
  return -sent->down->at;
}

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const XyListQuery *asked = data;
  gint64 one = value_of (*(Sent *const *) a, asked->sort), other = value_of (*(Sent *const *) b, asked->sort);
  int order = (one > other) - (one < other);

  return asked->descending ? -order : order;
}

static GPtrArray *
read_sent (XyStore *store, const XyListQuery *asked, GError **error)
{
  g_autoptr (GPtrArray) downs = xy_down_list (store, error);
  g_autoptr (GPtrArray) villages = downs != NULL ? xy_office_villages (store, NULL, error) : NULL;
  g_autoptr (XyAccount) account = villages != NULL ? xy_account_load (store, NULL) : NULL;
  GPtrArray *list;

  if (villages == NULL)
    return NULL;
  g_ptr_array_set_free_func (downs, NULL);
  list = g_ptr_array_new_with_free_func (sent_free);
  for (guint i = 0; i < downs->len; i++)
    {
      Sent *sent = g_new0 (Sent, 1);
      sent->down = downs->pdata[i];
      sent->to = name_scope (sent->down->scope, account != NULL ? account->scope : 0, villages);
      sent->below = account != NULL && is_below (sent->down->scope, account->scope);
      g_ptr_array_add (list, sent);
    }
  g_ptr_array_sort_with_data (list, compare, (gpointer) asked);
  return list;
}

static XyId
id_of (gconstpointer row)
{
  return ((const Sent *) row)->down->id;
}

static XyListAnswer *
sent_ids (XyStore *store, const XyListQuery *asked, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) list = read_sent (store, asked, error);

  return xy_list_answer_new (xy_list_ids_of (list, id_of));
}

static GPtrArray *
sent_records (XyStore *store,
              const XyListQuery *asked,
              const XyId *ids,
              guint n_ids,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GPtrArray) list = read_sent (store, asked, error);

  return xy_list_pick (list, id_of, ids, n_ids);
}

static const XyListSource source = { sent_ids, sent_records, sent_free, NULL };

/* Columns */

XY_TEXT_GETTER (get_to, Sent, to)

static char *
get_title (gconstpointer record)
{
  return g_strdup (((const Sent *) record)->down->title);
}

static char *
get_kind (gconstpointer record)
{
  return g_strdup (xy_down_kind_label (((const Sent *) record)->down));
}

static char *
get_who (gconstpointer record)
{
  return g_strdup (((const Sent *) record)->down->who);
}

static char *
get_at (gconstpointer record)
{
  return xy_instant_format (((const Sent *) record)->down->at);
}

static char *
get_state (gconstpointer record)
{
  return g_strdup (((const Sent *) record)->down->withdrawn_at != 0 ? _ ("Withdrawn") : _ ("Sent down"));
}

static XyPillKind
get_state_kind (gconstpointer record)
{
  return ((const Sent *) record)->down->withdrawn_at != 0 ? XY_PILL_ALERT : XY_PILL_DONE;
}

static const XyColumn columns[] = {
  { "state", N_ ("State"), 100, XY_COLUMN_PILL, 0, get_state, get_state_kind },
  { "kind", N_ ("Kind"), 90, XY_COLUMN_TEXT, 0, get_kind, NULL },
  { "title", N_ ("Title"), 200, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_title, NULL },
  { "to", N_ ("Sent to"), 110, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_to, NULL },
  { "at", N_ ("Sent"), 145, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_at, NULL },
  { "who", N_ ("Sent by"), 160, XY_COLUMN_TEXT, 0, get_who, NULL },
};

/* Asking the county, on a thread of its own */

static void
run_fetch (GTask *task, gpointer source_object, gpointer path, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (XyStore) office = xy_store_open (path, xy_env_system (), 0, &error);

  if (office != NULL && xy_down_fetch_sent (office, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Without a line it stays at what is here: the page of the villages says how that is. */
static void
on_fetched (GObject *object, GAsyncResult *result, gpointer data)
{
  XySentPage *self = XY_SENT_PAGE (object);

  g_clear_object (&self->fetching);
  if (g_task_propagate_boolean (G_TASK (result), NULL) && self->list != NULL)
    xy_list_refresh (self->list);
}

static void
xy_sent_page_shown (XyPage *page)
{
  XySentPage *self = XY_SENT_PAGE (page);
  XyDesk *desk = xy_page_get_desk (page);

  if (self->fetching != NULL || desk == NULL || xy_desk_get_office (desk) == NULL)
    return;
  self->fetching = g_cancellable_new ();
  g_autoptr (GTask) task = g_task_new (self, self->fetching, on_fetched, NULL);
  g_task_set_task_data (task, g_strdup (xy_desk_get_path (desk)), g_free);
  g_task_run_in_thread (task, run_fetch);
}

/* The page */

static void
withdraw (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XySentPage *self = XY_SENT_PAGE (widget);
  const Sent *sent = xy_table_get_record (self->table);

  if (sent != NULL)
    xy_office_withdraw_dialog_open (XY_PAGE (self), sent->down, sent->to);
}

static void
show_detail (XySentPage *self)
{
  const Sent *sent = xy_table_get_record (self->table);
  const XyDown *down = sent != NULL ? sent->down : NULL;
  XyDetail *detail = self->detail;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sent.withdraw",
                                 sent != NULL && sent->below && down->withdrawn_at == 0);
  if (down == NULL)
    {
      xy_detail_show_nothing (detail, NULL);
      return;
    }
  xy_detail_start (detail);
  g_autofree char *at = get_at (sent), *state = get_state (sent);
  xy_detail_add_title (detail, down->title, xy_down_kind_label (down), xy_pill_new (get_state_kind (sent), state));
  if (*down->text != '\0')
    xy_detail_add_words (detail, down->text, NULL);
  GtkWidget *facts = xy_detail_add_facts (detail);
  xy_detail_add_fact (facts, _ ("Sent to"), sent->to);
  xy_detail_add_fact (facts, _ ("Sent by"), down->who);
  xy_detail_add_fact (facts, _ ("Sent"), at);
  xy_detail_add_fact (facts, _ ("File"), down->name);
  if (down->withdrawn_at == 0)
    return;
  g_autofree char *withdrawn = xy_instant_format (down->withdrawn_at);
  xy_detail_add_fact (facts, _ ("Withdrawn on"), withdrawn);
  xy_detail_add_fact (facts, _ ("Because"), down->withdrawn_why);
}

static void
on_answered (XySentPage *self)
{
  guint n = xy_list_get_count (self->list);
  g_autofree char *words = g_strdup_printf (ngettext ("%u sent down", "%u sent down", n), n);

  xy_table_set_foot (self->table, words);
  show_detail (self);
}

static void
xy_sent_page_opened (XyPage *page)
{
  XySentPage *self = XY_SENT_PAGE (page);

  self->list = xy_list_new (xy_desk_get_worker (xy_page_get_desk (page)), &source, XY_TOPIC_VILLAGE);
  g_signal_connect_object (self->list, "answered", G_CALLBACK (on_answered), self, G_CONNECT_SWAPPED);
  xy_table_set_list (self->table, self->list);
  xy_page_follow (page, self->list);
  xy_list_set_query (self->list, NULL, NULL);
}

static void
xy_sent_page_dispose (GObject *object)
{
  XySentPage *self = XY_SENT_PAGE (object);

  if (self->fetching != NULL)
    g_cancellable_cancel (self->fetching);
  xy_table_forget (&self->table, &self->list, self);
  G_OBJECT_CLASS (xy_sent_page_parent_class)->dispose (object);
}

static void
xy_sent_page_class_init (XySentPageClass *klass)
{
  XyPageClass *page_class = XY_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = xy_sent_page_dispose;
  page_class->opened = xy_sent_page_opened;
  page_class->shown = xy_sent_page_shown;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "office.send", NULL, xy_office_send_activated);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "sent.withdraw", NULL, withdraw);
}

static void
xy_sent_page_init (XySentPage *self)
{
  XyPage *page = XY_PAGE (self);
  GtkWidget *verb = gtk_button_new_with_label (_ ("Send to the villages…"));
  GtkWidget *take_back = gtk_button_new_with_label (_ ("Withdraw…"));
  g_autoptr (GMenu) menu = g_menu_new ();

  xy_page_set_title (page, _ ("Sent down"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (verb), "office.send");
  gtk_widget_set_valign (verb, GTK_ALIGN_CENTER);
  xy_page_set_verb (page, verb);
  self->table = XY_TABLE (xy_table_new ("sent", columns, G_N_ELEMENTS (columns)));
  xy_table_set_single (self->table);
  g_menu_append (menu, _ ("Withdraw…"), "sent.withdraw");
  xy_table_set_menu (self->table, G_MENU_MODEL (menu));
  g_signal_connect_swapped (self->table, "chosen", G_CALLBACK (show_detail), self);
  xy_page_set_content (page, GTK_WIDGET (self->table));
  self->detail = XY_DETAIL (xy_detail_new ());
  gtk_actionable_set_action_name (GTK_ACTIONABLE (take_back), "sent.withdraw");
  xy_detail_add_button (self->detail, take_back);
  xy_page_set_detail (page, GTK_WIDGET (self->detail));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sent.withdraw", FALSE);
  xy_page_set_empty (page, "xy-export-symbolic", _ ("Nothing was sent down yet"),
                     _ ("Circulars, checklists, points catalogues and bylaw templates for the villages stand here once "
                        "they are sent, with when and to whom. What is wrong is withdrawn here."),
                     _ ("Send to the villages…"), "office.send");
}

const XyPageEntry xy_sent_page_entry = {
  .name = NAME,
  .title = N_ ("Sent down"),
  .icon = "xy-export-symbolic",
  .get_type = xy_sent_page_get_type,
  .office = TRUE,
};
