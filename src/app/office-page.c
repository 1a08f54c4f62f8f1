/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/office-page.h"

#include <glib/gi18n-lib.h>

#include "app/office-send-dialog.h"
#include "app/table.h"
#include "app/window.h"
#include "sync/office.h"

#define NAME "villages"

struct _XyOfficePage
{
  XyPage parent_instance;
  XyTable *table; /* borrowed */
  XyList *list;
  GtkWidget *find;
  XyId wanted;
};

G_DEFINE_FINAL_TYPE (XyOfficePage, xy_office_page, XY_TYPE_PAGE)

/* How the office stands with the county. */
typedef struct
{
  gboolean enrolled;
  gboolean refused; /* it was, and must be again */
} Standing;

/* How the last try went, beside the button; both are data of the page. */
#define SYNC "xy-office-sync"
#define SAID "xy-office-said"

/* Reading, on the worker's thread */

static gint64
value_of (const XyOfficeVillage *village, const char *sort)
{
  if (g_strcmp0 (sort, "reviews") == 0)
    return -village->reviews;
  if (g_strcmp0 (sort, "unread") == 0)
    return -village->unread;
  if (g_strcmp0 (sort, "conflicts") == 0)
    return -village->conflicts;
  if (g_strcmp0 (sort, "seen") == 0)
    return village->seen_at;
  if (g_strcmp0 (sort, "synced") == 0)
    return village->synced_at;
  return village->stream;
}

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const XyOfficeVillage *first = *(XyOfficeVillage *const *) a, *second = *(XyOfficeVillage *const *) b;
  const XyListQuery *asked = data;
  gint64 one = value_of (first, asked->sort), other = value_of (second, asked->sort);
  int order = (one > other) - (one < other);

  if (order == 0)
    return (first->stream > second->stream) - (first->stream < second->stream);
  return asked->descending ? -order : order;
}

static GPtrArray *
read_villages (XyStore *store, const XyListQuery *asked, GError **error)
{
  GPtrArray *villages = xy_office_villages (store, asked->data, error);

  if (villages != NULL && asked->sort != NULL)
    g_ptr_array_sort_with_data (villages, compare, (gpointer) asked);
  return villages;
}

static XyId
id_of (gconstpointer row)
{
  return ((const XyOfficeVillage *) row)->id;
}

static XyListAnswer *
village_ids (XyStore *store, const XyListQuery *asked, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) villages = read_villages (store, asked, error);

  return xy_list_answer_new (xy_list_ids_of (villages, id_of));
}

static GPtrArray *
village_records (XyStore *store,
                 const XyListQuery *asked,
                 const XyId *ids,
                 guint n_ids,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GPtrArray) villages = read_villages (store, asked, error);

  return xy_list_pick (villages, id_of, ids, n_ids);
}

static void
free_village (gpointer village)
{
  xy_office_village_free (village);
}

static const XyListSource source = { village_ids, village_records, free_village, NULL };

/* Columns */

static char *
number (gint64 n)
{
  return n > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, n) : NULL;
}

#define NUMBER_GETTER(name, member)                                                                                    \
  static char *name (gconstpointer record)                                                                             \
  {                                                                                                                    \
    return number (((const XyOfficeVillage *) record)->member);                                                        \
  }

XY_TEXT_GETTER (get_name, XyOfficeVillage, name)
NUMBER_GETTER (get_unread, unread)
NUMBER_GETTER (get_conflicts, conflicts)
NUMBER_GETTER (get_waiting, waiting)

/* "2026-11-22 09:30" */
static char *
instant (gint64 at)
{
  return at != 0 ? xy_instant_format (at) : g_strdup (_ ("never"));
}

static char *
get_seen (gconstpointer record)
{
  return instant (((const XyOfficeVillage *) record)->seen_at);
}

static char *
get_synced (gconstpointer record)
{
  return instant (((const XyOfficeVillage *) record)->synced_at);
}

static char *
get_reviews (gconstpointer record)
{
  gint64 n = ((const XyOfficeVillage *) record)->reviews;

  return n > 0 ? g_strdup_printf (ngettext ("%d bylaw", "%d bylaws", (gulong) n), (int) n) : NULL;
}

static XyPillKind
get_reviews_kind (gconstpointer record)
{
  return XY_PILL_WAITING;
}

static char *
get_state (gconstpointer record)
{
  const XyOfficeVillage *village = record;

  if (village->trouble != XY_TROUBLE_NONE)
    return g_strdup (_ ("not fetched"));
  if (village->returned > 0)
    return g_strdup (_ ("step not taken"));
  if (village->waiting > 0)
    return g_strdup (_ ("step to be sent"));
  if (!village->here)
    return g_strdup (_ ("nothing here yet"));
  return g_strdup (village->to_fetch > 0 ? _ ("more to fetch") : _ ("up to date"));
}

static XyPillKind
get_state_kind (gconstpointer record)
{
  const XyOfficeVillage *village = record;

  if (village->trouble != XY_TROUBLE_NONE || village->returned > 0)
    return XY_PILL_ALERT;
  if (!village->here)
    return XY_PILL_PLAIN;
  return village->waiting > 0 || village->to_fetch > 0 ? XY_PILL_WAITING : XY_PILL_DONE;
}

static const XyColumn columns[] = {
  { "name", N_ ("Village"), 160, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE | XY_COLUMN_EXPAND, get_name, NULL },
  { "reviews", N_ ("Waits for review"), 130, XY_COLUMN_PILL, XY_COLUMN_SORTABLE, get_reviews, get_reviews_kind },
  { "unread", N_ ("New changes"), 90, XY_COLUMN_NUMBER, XY_COLUMN_SORTABLE, get_unread, NULL },
  { "conflicts", N_ ("Changed twice"), 120, XY_COLUMN_NUMBER, XY_COLUMN_SORTABLE, get_conflicts, NULL },
  { "waiting", N_ ("To be sent"), 90, XY_COLUMN_NUMBER, XY_COLUMN_HIDDEN, get_waiting, NULL },
  { "seen", N_ ("The village last sent"), 160, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_seen, NULL },
  { "synced", N_ ("Fetched here"), 160, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_synced, NULL },
  { "state", N_ ("State"), 130, XY_COLUMN_PILL, 0, get_state, get_state_kind },
};

/* The page */

static void
ask (XyOfficePage *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->find))));

  xy_page_set_filtered (XY_PAGE (self), *text != '\0');
  xy_list_set_query (self->list, *text != '\0' ? g_steal_pointer (&text) : NULL, g_free);
}

static void
open_chosen (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const XyOfficeVillage *village = xy_table_get_record (XY_OFFICE_PAGE (widget)->table);

  if (village != NULL)
    gtk_widget_activate_action (widget, "win.open-village", "(xss)", village->stream, "", "");
}

static void
on_activated (XyOfficePage *self)
{
  open_chosen (GTK_WIDGET (self), NULL, NULL);
}

static void
on_chosen (XyOfficePage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "office.open", xy_table_get_record (self->table) != NULL);
}

static void
on_answered (XyOfficePage *self)
{
  xy_table_choose_wanted (self->table, &self->wanted);
}

static void
on_found (XyOfficePage *self)
{
  xy_page_focus_content (XY_PAGE (self));
}

static void
on_filters_cleared (XyOfficePage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->find), "");
}

static void
show_said (GtkWidget *page)
{
  GtkWidget *said = g_object_get_data (G_OBJECT (page), SAID), *sync = g_object_get_data (G_OBJECT (page), SYNC);
  GtkRoot *root = gtk_widget_get_root (page);
  XyOfficeGuide *guide = XY_IS_WINDOW (root) ? xy_window_get_guide (XY_WINDOW (root)) : NULL;

  if (guide == NULL)
    return;
  gboolean busy = xy_office_guide_is_busy (guide);
  gtk_label_set_text (GTK_LABEL (said), xy_office_guide_get_words (guide));
  gtk_widget_set_tooltip_text (said, xy_office_guide_get_words (guide));
  gtk_button_set_label (GTK_BUTTON (sync), busy ? _ ("Stop") : _ ("Synchronise all"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (sync), busy ? "win.cancel-villages" : "win.sync-villages");
}

/* What the page says where the office is not enrolled, or not any longer */

/* On the worker's thread. */
static gpointer
read_standing (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (XyAccount) account = store != NULL ? xy_account_load (store, NULL) : NULL;
  Standing *standing = g_new0 (Standing, 1);

  standing->enrolled = account != NULL && account->account != NULL;
  standing->refused = standing->enrolled && (account->token == NULL || account->trouble == XY_TROUBLE_REFUSED);
  return standing;
}

static void
on_standing_read (GObject *worker, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyOfficePage) self = data;
  g_autofree Standing *standing = xy_worker_run_finish (XY_WORKER (worker), result, NULL);
  XyPage *page = XY_PAGE (self);

  if (standing == NULL || self->list == NULL)
    return;
  xy_page_set_banner (page, standing->refused ? xy_trouble_sentence (XY_TROUBLE_REFUSED) : NULL,
                      _ ("Connect with the county…"), "win.enroll-office");
  if (standing->enrolled)
    xy_page_set_empty (page, "xy-home-symbolic", _ ("No village is here yet"),
                       _ ("Each village comes to stand here as soon as one of its computers is connected with the "
                          "county: in its window under 同步, with a code of its own from the county. Then "
                          "synchronise once more here."),
                       _ ("Synchronise all"), "win.sync-villages");
  else
    xy_page_set_empty (page, "xy-home-symbolic", _ ("This computer is not connected with the county"),
                       _ ("Ask the county for the township's code: ten letters and figures, good once, for seven days. "
                          "Typed in here, the villages come by themselves."),
                       _ ("Connect with the county…"), "win.enroll-office");
  if (xy_page_get_state (page) == XY_PAGE_EMPTY)
    xy_page_set_state (page, XY_PAGE_EMPTY);
}

static void
look_at_standing (XyOfficePage *self)
{
  XyDesk *desk = xy_page_get_desk (XY_PAGE (self));

  if (desk != NULL && xy_desk_get_office (desk) != NULL)
    xy_worker_run (xy_desk_get_worker (desk), XY_WORKER_QUERY, read_standing, NULL, NULL, g_free, NULL,
                   on_standing_read, g_object_ref (self));
}

static void
on_guide_changed (GtkWidget *page)
{
  GtkRoot *root = gtk_widget_get_root (page);

  if (XY_IS_WINDOW (root) && !xy_office_guide_is_busy (xy_window_get_guide (XY_WINDOW (root))))
    look_at_standing (XY_OFFICE_PAGE (page));
}

static void
on_rooted_itself (GtkWidget *page)
{
  GtkRoot *root = gtk_widget_get_root (page);

  if (XY_IS_WINDOW (root))
    xy_office_guide_listen (xy_window_get_guide (XY_WINDOW (root)), page, on_guide_changed);
}

static void
on_rooted (GtkWidget *page)
{
  GtkRoot *root = gtk_widget_get_root (page);

  if (!XY_IS_WINDOW (root))
    return;
  xy_office_guide_listen (xy_window_get_guide (XY_WINDOW (root)), page, show_said);
  show_said (page);
}

void
xy_office_page_add_sync (XyPage *page)
{
  GtkWidget *said = gtk_label_new (NULL), *sync = gtk_button_new_with_label (_ ("Synchronise all"));

  gtk_label_set_ellipsize (GTK_LABEL (said), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (said), 36);
  gtk_widget_add_css_class (said, "quiet");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (sync), "win.sync-villages");
  gtk_widget_set_valign (sync, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (page), SAID, said);
  g_object_set_data (G_OBJECT (page), SYNC, sync);
  xy_page_add_button (page, said);
  xy_page_add_button (page, sync);
  g_signal_connect (page, "notify::root", G_CALLBACK (on_rooted), NULL);
}

static void
xy_office_page_opened (XyPage *page)
{
  XyOfficePage *self = XY_OFFICE_PAGE (page);

  self->list = xy_list_new (xy_desk_get_worker (xy_page_get_desk (page)), &source, XY_TOPIC_VILLAGE);
  xy_table_set_list (self->table, self->list);
  g_signal_connect_object (self->list, "answered", G_CALLBACK (on_answered), self, G_CONNECT_SWAPPED);
  xy_page_follow (page, self->list);
  ask (self);
  look_at_standing (self);
}

static void
xy_office_page_open (XyPage *page, const XyId *id)
{
  XyOfficePage *self = XY_OFFICE_PAGE (page);

  gtk_editable_set_text (GTK_EDITABLE (self->find), "");
  self->wanted = *id;
  xy_table_choose_wanted (self->table, &self->wanted);
}

static void
xy_office_page_dispose (GObject *object)
{
  XyOfficePage *self = XY_OFFICE_PAGE (object);

  xy_table_forget (&self->table, &self->list, self);
  G_OBJECT_CLASS (xy_office_page_parent_class)->dispose (object);
}

static void
xy_office_page_class_init (XyOfficePageClass *klass)
{
  XyPageClass *page_class = XY_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = xy_office_page_dispose;
  page_class->opened = xy_office_page_opened;
  page_class->open = xy_office_page_open;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "office.open", NULL, open_chosen);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "office.send", NULL, xy_office_send_activated);
}

static void
xy_office_page_init (XyOfficePage *self)
{
  XyPage *page = XY_PAGE (self);
  GtkWidget *verb = gtk_button_new_with_label (_ ("Open the village"));
  g_autoptr (GMenu) menu = g_menu_new ();

  xy_page_set_title (page, _ ("Villages"));
  xy_office_page_add_sync (page);
  GtkWidget *send = gtk_button_new_with_label (_ ("Send to the villages…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (send), "office.send");
  gtk_widget_set_valign (send, GTK_ALIGN_CENTER);
  xy_page_add_button (page, send);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (verb), "office.open");
  gtk_widget_add_css_class (verb, "suggested-action");
  gtk_widget_set_valign (verb, GTK_ALIGN_CENTER);
  xy_page_set_verb (page, verb);
  self->find = gtk_search_entry_new ();
  g_object_set (self->find, "placeholder-text", _ ("A village's name, initials or number"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->find), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Find a village"), -1);
  g_signal_connect_swapped (self->find, "search-changed", G_CALLBACK (ask), self);
  g_signal_connect_swapped (self->find, "activate", G_CALLBACK (on_found), self);
  xy_page_add_filter (page, self->find);
  self->table = XY_TABLE (xy_table_new ("office", columns, G_N_ELEMENTS (columns)));
  xy_table_set_single (self->table);
  g_menu_append (menu, _ ("Open the village"), "office.open");
  xy_table_set_menu (self->table, G_MENU_MODEL (menu));
  xy_table_set_find_entry (self->table, self->find);
  g_signal_connect_swapped (self->table, "activated", G_CALLBACK (on_activated), self);
  g_signal_connect_swapped (self->table, "chosen", G_CALLBACK (on_chosen), self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "office.open", FALSE);
  xy_page_set_content (page, GTK_WIDGET (self->table));
  g_signal_connect (self, "clear-filters", G_CALLBACK (on_filters_cleared), NULL);
  g_signal_connect (self, "notify::root", G_CALLBACK (on_rooted_itself), NULL);
}

/* On the worker's thread. */
static GPtrArray *
search (XyStore *store, const char *text, guint limit, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) villages = xy_office_villages (store, text, error);
  GPtrArray *hits;

  if (villages == NULL)
    return NULL;
  hits = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_search_hit_free);
  for (guint i = 0; i < MIN (villages->len, limit); i++)
    {
      const XyOfficeVillage *village = villages->pdata[i];
      g_autofree char *more = g_strdup_printf ("%" G_GINT64_FORMAT, village->stream);
      g_ptr_array_add (hits, xy_search_hit_new (&village->id, village->name, more));
    }
  return hits;
}

const XyPageEntry xy_office_page_entry = {
  .name = NAME,
  .title = N_ ("Villages"),
  .icon = "xy-home-symbolic",
  .get_type = xy_office_page_get_type,
  .search = search,
  .office = TRUE,
};
