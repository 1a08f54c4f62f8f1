/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/sync-news-tab.h"

#include <glib/gi18n-lib.h>

#include "app/message-dialog.h"
#include "app/sync-keeper.h"
#include "app/toast.h"
#include "app/window.h"
#include "core/store.h"
#include "sync/down.h"

struct _XySyncNewsTab
{
  XyPageTab parent_instance;
  XyTable *table;
  XyList *list;
  XySyncKeeper *keeper;
};

G_DEFINE_FINAL_TYPE (XySyncNewsTab, xy_sync_news_tab, XY_TYPE_PAGE_TAB)

/* The list */

enum
{
  SUM_NEW,
};

static XyId
id_of (gconstpointer row)
{
  return ((const XyDown *) row)->id;
}

static XyListAnswer *
news_ids (XyStore *store, const XyListQuery *asked, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) rows = xy_down_list (store, error);
  XyListAnswer *answer = xy_list_answer_new (xy_list_ids_of (rows, id_of));

  for (guint i = 0; answer != NULL && i < rows->len; i++)
    answer->sums[SUM_NEW] += ((const XyDown *) rows->pdata[i])->read_at == 0;
  return answer;
}

static GPtrArray *
news_records (XyStore *store,
              const XyListQuery *asked,
              const XyId *ids,
              guint n_ids,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GPtrArray) rows = xy_down_list (store, error);

  return xy_list_pick (rows, id_of, ids, n_ids);
}

static void
free_down (gpointer down)
{
  xy_down_free (down);
}

static const XyListSource source = { news_ids, news_records, free_down, NULL };

static char *
get_kind (gconstpointer record)
{
  return g_strdup (xy_down_kind_label (record));
}

static char *
get_title (gconstpointer record)
{
  return g_strdup (((const XyDown *) record)->title);
}

static char *
get_who (gconstpointer record)
{
  return g_strdup (((const XyDown *) record)->who);
}

static char *
get_at (gconstpointer record)
{
  return xy_instant_format (((const XyDown *) record)->at);
}

static char *
get_state (gconstpointer record)
{
  const XyDown *down = record;

  if (down->withdrawn_at != 0)
    return g_strdup (_ ("Withdrawn"));
  return g_strdup (down->used_at != 0 ? _ ("Taken up") : down->read_at != 0 ? _ ("Looked at") : _ ("Not read yet"));
}

static XyPillKind
get_state_kind (gconstpointer record)
{
  const XyDown *down = record;

  if (down->withdrawn_at != 0)
    return XY_PILL_ALERT;
  return down->used_at != 0 ? XY_PILL_DONE : down->read_at != 0 ? XY_PILL_PLAIN : XY_PILL_WAITING;
}

static const XyColumn columns[] = {
  { "state", N_ ("State"), 100, XY_COLUMN_PILL, 0, get_state, get_state_kind },
  { "kind", N_ ("Kind"), 130, XY_COLUMN_TEXT, 0, get_kind, NULL },
  { "title", N_ ("Title"), 240, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_title, NULL },
  { "who", N_ ("Sent by"), 180, XY_COLUMN_TEXT, 0, get_who, NULL },
  { "at", N_ ("Sent"), 150, XY_COLUMN_TEXT, 0, get_at, NULL },
};

/* Writing, on a thread of its own */

typedef struct
{
  char *path; /* the village's file */
  XyId id;
  gboolean use; /* or only: it was looked at */
} Note;

static void
note_free (gpointer data)
{
  Note *note = data;

  g_free (note->path);
  g_free (note);
}

static void
run_note (GTask *task, gpointer source_object, gpointer data, GCancellable *cancellable)
{
  const Note *note = data;
  GError *error = NULL;
  g_autoptr (XyStore) store = xy_store_open (note->path, xy_env_system (), 0, &error);

  if (store != NULL
      && (note->use ? xy_down_use (store, &note->id, &error) : xy_down_mark_read (store, &note->id, &error)))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_noted (GObject *object, GAsyncResult *result, gpointer data)
{
  XySyncNewsTab *self = XY_SYNC_NEWS_TAB (object);
  const Note *note = g_task_get_task_data (G_TASK (result));
  XyDesk *desk = xy_page_tab_get_desk (XY_PAGE_TAB (self));
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  if (desk == NULL || self->list == NULL)
    return;
  if (note->use && !done)
    xy_message_dialog_tell (GTK_WIDGET (self), _ ("These rules could not be taken up"), error->message);
  else if (note->use)
    xy_toast_show (GTK_WIDGET (self), _ ("The rules are among the ready ones of this computer now."), NULL, NULL);
  if (done)
    xy_worker_changed (xy_desk_get_worker (desk), XY_TOPIC_SETTING);
  xy_list_refresh (self->list);
}

static void
note (XySyncNewsTab *self, const XyDown *down, gboolean use)
{
  XyDesk *desk = xy_page_tab_get_desk (XY_PAGE_TAB (self));
  g_autoptr (GTask) task = g_task_new (self, NULL, on_noted, NULL);
  Note *what = g_new0 (Note, 1);

  what->path = g_strdup (xy_desk_get_path (desk));
  what->id = down->id;
  what->use = use;
  g_task_set_task_data (task, what, note_free);
  g_task_run_in_thread (task, run_note);
}

/* Verbs */

static void
use_rules (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XySyncNewsTab *self = data;
  const XyDown *down = xy_table_get_record (self->table);

  if (down != NULL)
    note (self, down, TRUE);
}

/* Where to go for what was taken up. */
static const char *
page_of (const XyDown *down)
{
  if (g_str_has_prefix (down->name, "hygiene-"))
    return "hygiene";
  if (g_str_has_prefix (down->name, "points-"))
    return "points";
  if (g_str_has_prefix (down->name, "bylaw-"))
    return "bylaws";
  return NULL;
}

static void
on_place_chosen (GtkNativeDialog *native, int response, gpointer data)
{
  XySyncNewsTab *self = data;
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native));
  const XyDown *row = self->table != NULL ? xy_table_get_record (self->table) : NULL;
  XyDesk *desk = xy_page_tab_get_desk (XY_PAGE_TAB (self));
  g_autoptr (GError) error = NULL;

  if (response == GTK_RESPONSE_ACCEPT && file != NULL && row != NULL && desk != NULL)
    {
      g_autoptr (XyStore) store = xy_store_open (xy_desk_get_path (desk), xy_env_system (), 0, &error);
      g_autoptr (XyDown) down = store != NULL ? xy_down_get (store, &row->id, &error) : NULL;
      gsize length = 0;
      const char *bytes = down != NULL && down->file != NULL ? g_bytes_get_data (down->file, &length) : NULL;
      if (bytes == NULL || !g_file_set_contents (g_file_peek_path (file), bytes, (gssize) length, &error))
        xy_message_dialog_tell (GTK_WIDGET (self), _ ("The file could not be saved"),
                                error != NULL ? error->message : _ ("There is no file with it."));
      else
        xy_toast_show (GTK_WIDGET (self), _ ("The file is saved."), NULL, NULL);
    }
  g_object_unref (native);
}

static void
save_file (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XySyncNewsTab *self = data;
  const XyDown *down = xy_table_get_record (self->table);

  if (down == NULL || down->name == NULL)
    return;
  GtkFileChooserNative *native =
      gtk_file_chooser_native_new (_ ("Save the file"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (native), down->name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  g_signal_connect_object (native, "response", G_CALLBACK (on_place_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

static const GActionEntry entries[] = {
  { .name = "use", .activate = use_rules },
  { .name = "save", .activate = save_file },
};

/* The pane */

static const char *
after_use (const XyDown *down)
{
  const char *page = page_of (down);

  if (g_strcmp0 (page, "hygiene") == 0)
    return _ ("It is among the ready checklists: adopt it on the page of household hygiene.");
  if (g_strcmp0 (page, "points") == 0)
    return _ ("It is among the ready schemes: adopt it on the page of points.");
  if (g_strcmp0 (page, "bylaws") == 0)
    return _ ("Its texts are there where a new bylaw is begun.");
  return _ ("It holds by the date that is in it.");
}

static void
show_detail (XySyncNewsTab *self)
{
  XyPageTab *tab = XY_PAGE_TAB (self);
  XyDetail *detail = xy_page_tab_get_detail (tab);
  const XyDown *down = xy_table_get_record (self->table);
  gboolean rules = down != NULL && g_strcmp0 (down->kind, XY_DOWN_RULES) == 0;

  xy_page_tab_offer_if (tab, "sync-news.use", rules && down->used_at == 0 && down->withdrawn_at == 0,
                        XY_MAY_EDIT_RULES);
  xy_page_tab_offer (tab, "sync-news.save", down != NULL && down->name != NULL, NULL);
  if (down == NULL)
    {
      xy_detail_show_nothing (detail, NULL);
      return;
    }
  xy_detail_start (detail);
  g_autofree char *at = xy_instant_format (down->at), *state = get_state (down);
  xy_detail_add_title (detail, down->title, xy_down_kind_label (down), xy_pill_new (get_state_kind (down), state));
  if (down->withdrawn_at != 0)
    {
      g_autofree char *on = xy_instant_format (down->withdrawn_at);
      g_autofree char *words = g_strdup_printf (_ ("Withdrawn on %s: %s"), on, down->withdrawn_why);
      xy_detail_add_words (detail, words, "bold");
    }
  if (*down->text != '\0')
    xy_detail_add_words (detail, down->text, NULL);
  GtkWidget *facts = xy_detail_add_facts (detail);
  xy_detail_add_fact (facts, _ ("Sent by"), down->who);
  xy_detail_add_fact (facts, _ ("Sent"), at);
  if (down->name != NULL)
    {
      g_autofree char *size = g_strdup_printf (_ ("%s, %d KB"), down->name, (int) ((down->size + 1023) / 1024));
      xy_detail_add_fact (facts, _ ("File"), size);
    }
  if (rules && (down->used_at != 0 || down->withdrawn_at == 0))
    xy_detail_add_words (
        detail, down->used_at != 0 ? after_use (down) : _ ("Nothing of it holds here before somebody takes it up."),
        "quiet");
  if (down->read_at == 0)
    note (self, down, FALSE);
}

/* The tab */

static void
on_answered (XySyncNewsTab *self)
{
  guint n = xy_list_get_count (self->list);
  gint64 fresh = xy_list_get_sum (self->list, SUM_NEW);
  g_autofree char *words = g_strdup_printf (_ ("%u from above, %d of them new"), n, (int) fresh);
  g_autofree char *label =
      fresh > 0 ? g_strdup_printf ("%s %d", _ ("From above"), (int) fresh) : g_strdup (_ ("From above"));

  xy_table_set_foot (self->table, words);
  xy_page_set_tab_label (xy_page_tab_get_page (XY_PAGE_TAB (self)), xy_page_tab_get_name (XY_PAGE_TAB (self)), label);
  show_detail (self);
}

static void
on_line_changed (XySyncNewsTab *self)
{
  if (self->list != NULL)
    xy_list_refresh (self->list);
}

static void
xy_sync_news_tab_ask (XyPageTab *tab, const XyTabScope *scope)
{
  XySyncNewsTab *self = XY_SYNC_NEWS_TAB (tab);
  XyPage *page = xy_page_tab_get_page (tab);

  xy_page_follow (page, self->list);
  xy_page_set_filtered (page, FALSE);
  xy_page_set_empty (page, "xy-export-symbolic", _ ("Nothing has come from above yet"),
                     _ ("Notices of the township and the county come here by themselves, and checklists, points "
                        "catalogues and bylaw templates that the village may take up."),
                     NULL, NULL);
  xy_list_set_query (self->list, NULL, NULL);
}

static void
xy_sync_news_tab_opened (XyPageTab *tab)
{
  XySyncNewsTab *self = XY_SYNC_NEWS_TAB (tab);
  XyDesk *desk = xy_page_tab_get_desk (tab);

  self->list = xy_list_new (xy_desk_get_worker (desk), &source, 0);
  g_signal_connect_swapped (self->list, "answered", G_CALLBACK (on_answered), self);
  xy_table_set_list (self->table, self->list);
  g_set_object (&self->keeper, xy_sync_keeper_of (desk));
  g_signal_connect_object (self->keeper, "changed", G_CALLBACK (on_line_changed), self, G_CONNECT_SWAPPED);
}

static void
xy_sync_news_tab_made (XyPageTab *tab)
{
  XySyncNewsTab *self = XY_SYNC_NEWS_TAB (tab);
  g_autoptr (GMenu) menu = g_menu_new ();

  xy_page_tab_add_actions (tab, "sync-news", entries, G_N_ELEMENTS (entries));
  xy_page_tab_add_row_verb (tab, menu, _ ("Take up these rules"), "sync-news.use", TRUE);
  xy_page_tab_add_row_verb (tab, menu, _ ("Save the file…"), "sync-news.save", TRUE);
  self->table = XY_TABLE (xy_table_new ("sync-news", columns, G_N_ELEMENTS (columns)));
  xy_table_set_single (self->table);
  /* What is shown beside it counts as read. */
  xy_table_leave_unchosen (self->table);
  xy_table_set_menu (self->table, G_MENU_MODEL (menu));
  gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
  g_signal_connect_swapped (self->table, "chosen", G_CALLBACK (show_detail), self);
  xy_page_tab_append (tab, GTK_WIDGET (self->table));
}

static void
xy_sync_news_tab_left (XyPageTab *tab)
{
  XySyncNewsTab *self = XY_SYNC_NEWS_TAB (tab);

  if (self->keeper != NULL)
    g_signal_handlers_disconnect_by_data (self->keeper, self);
  g_clear_object (&self->keeper);
  xy_table_forget (&self->table, &self->list, self);
}

static gboolean
xy_sync_news_tab_grab_focus (GtkWidget *widget)
{
  XySyncNewsTab *self = XY_SYNC_NEWS_TAB (widget);

  return self->table != NULL && gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

static void
xy_sync_news_tab_class_init (XySyncNewsTabClass *klass)
{
  XyPageTabClass *tab_class = XY_PAGE_TAB_CLASS (klass);

  GTK_WIDGET_CLASS (klass)->grab_focus = xy_sync_news_tab_grab_focus;
  tab_class->made = xy_sync_news_tab_made;
  tab_class->opened = xy_sync_news_tab_opened;
  tab_class->ask = xy_sync_news_tab_ask;
  tab_class->left = xy_sync_news_tab_left;
}

static void
xy_sync_news_tab_init (XySyncNewsTab *self)
{
}
