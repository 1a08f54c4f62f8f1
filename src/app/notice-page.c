/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/notice-page-private.h"

#include <glib/gi18n-lib.h>

#include "app/notice-detail.h"
#include "core/clock.h"
#include "core/paper-list.h"
#include "core/store.h"

static const char *const tab_names[XY_NOTICE_N_TABS] = { "due",       "hanging", "boards", "objections",
                                                         "documents", "prints",  "down" };
static const char *const tab_labels[XY_NOTICE_N_TABS] = { N_ ("To publish"), N_ ("Hanging"),   N_ ("Boards"),
                                                          N_ ("Objections"), N_ ("Documents"), N_ ("Prints"),
                                                          N_ ("Taken down") };

G_DEFINE_FINAL_TYPE (XyNoticePage, xy_notice_page, XY_TYPE_PAGE)

/* What stands behind the words of the tabs. */
typedef struct
{
  guint of[XY_NOTICE_N_TABS];
} Counts;

/* Where a result of the search is. */
typedef struct
{
  XyId id;
  XyNoticeTab tab;
} Place;

/* On the worker's thread. */
static gpointer
count_on_worker (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  g_autoptr (GPtrArray) rows = xy_notice_due (store, today, error);
  Counts *counts;

  if (rows == NULL)
    return NULL;
  counts = g_new0 (Counts, 1);
  for (guint i = 0; i < rows->len; i++)
    switch (((const XyNoticeRow *) rows->pdata[i])->kind)
      {
      case XY_NOTICE_ROW_DUE:
      case XY_NOTICE_ROW_WAITING:
      case XY_NOTICE_ROW_TOO_SHORT:
        counts->of[XY_NOTICE_TAB_DUE]++;
        break;
      case XY_NOTICE_ROW_HANGING:
      case XY_NOTICE_ROW_MAY_COME_DOWN:
        counts->of[XY_NOTICE_TAB_HANGING]++;
        break;
      case XY_NOTICE_ROW_OBJECTION:
        counts->of[XY_NOTICE_TAB_OBJECTIONS]++;
        break;
      case XY_NOTICE_ROW_DOWN:
      case XY_NOTICE_N_ROW_KINDS:
      default:
        break;
      }
  return counts;
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyNoticePage) self = data;
  g_autofree Counts *counts = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  for (guint i = 0; counts != NULL && i < XY_NOTICE_N_TABS; i++)
    {
      g_autofree char *label = counts->of[i] > 0 ? g_strdup_printf ("%s %u", _ (tab_labels[i]), counts->of[i])
                                                 : g_strdup (_ (tab_labels[i]));
      xy_page_set_tab_label (XY_PAGE (self), tab_names[i], label);
    }
}

static void
count_up (XyNoticePage *self)
{
  xy_worker_run (xy_desk_get_worker (xy_page_get_desk (XY_PAGE (self))), XY_WORKER_LATER, count_on_worker, NULL, NULL,
                 g_free, NULL, on_counted, g_object_ref (self));
}

void
xy_notice_page_get_chosen (XyNoticePage *self, XyNoticeChosen *chosen)
{
  gconstpointer record;

  *chosen = (XyNoticeChosen){ NULL };
  g_clear_object (&self->shown);
  if (self->tab == XY_NOTICE_TAB_BOARDS)
    {
      chosen->row = xy_notice_page_get_board_row (self);
      return;
    }
  self->shown = xy_table_get_row (self->table[self->tab]);
  record = self->shown != NULL ? xy_row_get_record (self->shown) : NULL;
  if (self->tab == XY_NOTICE_TAB_OBJECTIONS)
    chosen->objection = record;
  else if (self->tab == XY_NOTICE_TAB_DOCUMENTS)
    chosen->document = record;
  else if (self->tab == XY_NOTICE_TAB_PRINTS)
    chosen->print = record;
  else
    chosen->row = record;
}

void
xy_notice_page_show_detail (XyNoticePage *self)
{
  XyDesk *desk = xy_page_get_desk (XY_PAGE (self));
  XyNoticeChosen chosen;

  if (desk == NULL)
    return;
  xy_notice_page_get_chosen (self, &chosen);
  xy_notice_page_update_actions (self, &chosen);
  if (chosen.row != NULL)
    xy_notice_detail_show_row (self->detail, desk, chosen.row);
  else if (chosen.objection != NULL)
    xy_notice_detail_show_objection (self->detail, chosen.objection);
  else if (chosen.document != NULL)
    xy_notice_detail_show_document (self->detail, chosen.document);
  else if (chosen.print != NULL)
    xy_notice_detail_show_print (self->detail, desk, chosen.print);
  else if (self->tab == XY_NOTICE_TAB_BOARDS)
    xy_detail_show_words (self->detail,
                          _ ("Choose a paper to see how long it hangs. Papers are moved by dragging them."));
  else
    xy_detail_show_nothing (self->detail, self->tab == XY_NOTICE_TAB_DUE ? _ (
                                              "Choose a line to see by which rule it is to be published, and print it.")
                                                                         : NULL);
}

static void
show_detail (XyNoticePage *self)
{
  xy_notice_page_show_detail (self);
}

static void
show_foot (XyNoticePage *self, XyNoticeTab tab)
{
  guint n = xy_list_get_count (self->list[tab]);
  gint64 sum = xy_list_get_sum (self->list[tab], 0);
  g_autofree char *words = NULL, *count = NULL;

  if (tab == XY_NOTICE_TAB_PRINTS)
    words = g_strdup_printf (ngettext ("%u print", "%u prints", n), n);
  else if (tab == XY_NOTICE_TAB_DOCUMENTS)
    words = g_strdup_printf (ngettext ("%u document", "%u documents", n), n);
  else if (tab == XY_NOTICE_TAB_OBJECTIONS)
    {
      count = g_strdup_printf (ngettext ("%u objection", "%u objections", n), n);
      words = g_strdup_printf (_ ("%s · %d to be answered"), count, (int) sum);
    }
  else
    {
      count = g_strdup_printf (ngettext ("%u paper", "%u papers", n), n);
      words = tab == XY_NOTICE_TAB_DUE ? g_strdup_printf (_ ("%s · %d late"), count, (int) sum) : g_strdup (count);
    }
  xy_table_set_foot (self->table[tab], words);
}

static void
on_answered (XyList *list, XyNoticePage *self)
{
  for (guint i = 0; i < XY_NOTICE_N_TABS; i++)
    if (self->list[i] == list)
      {
        show_foot (self, i);
        if (i == self->tab)
          xy_table_choose_wanted (self->table[i], &self->wanted);
      }
}

static void
ask (XyNoticePage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->find_entry));
  XyNoticeQuery *query;

  if (self->list[self->tab] == NULL)
    return;
  query = xy_notice_query_new (text);
  xy_page_set_filtered (XY_PAGE (self), query->text != NULL);
  xy_list_set_query (self->list[self->tab], query, xy_notice_query_free);
}

static void
on_filter_changed (XyNoticePage *self)
{
  ask (self);
}

static void
on_search_stopped (XyNoticePage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->find_entry), "");
  xy_page_focus_content (XY_PAGE (self));
}

static void
on_search_activated (XyNoticePage *self)
{
  if (self->table[self->tab] != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->table[self->tab]));
}

static void
on_filters_cleared (XyNoticePage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->find_entry), "");
  ask (self);
}

static void
on_activated (XyNoticePage *self)
{
  xy_notice_page_activate (self);
}

static void
on_paper_moved (XyNoticePage *self, const XyId *place, int x, int y)
{
  xy_notice_page_move_paper (self, place, x, y);
}

static void
on_worker_changed (XyWorker *worker, guint topics, XyNoticePage *self)
{
  if ((topics & (XY_TOPIC_NOTICE | XY_TOPIC_PAPER | XY_TOPIC_POINTS | XY_TOPIC_SETTING)) == 0)
    return;
  count_up (self);
  self->boards_stale = TRUE;
  if (self->tab == XY_NOTICE_TAB_BOARDS && gtk_widget_get_mapped (GTK_WIDGET (self->board_view)))
    xy_notice_page_load_boards (self);
}

static void
set_empty (XyNoticePage *self)
{
  XyPage *page = XY_PAGE (self);

  switch (self->tab)
    {
    case XY_NOTICE_TAB_DUE:
      xy_page_set_empty (page, "xy-check-symbolic", _ ("Nothing is to be published now"),
                         _ ("What the law and the village's customs ask for stands here by itself: each quarter's and "
                            "month's matters, and what was printed and does not hang yet."),
                         NULL, NULL);
      break;
    case XY_NOTICE_TAB_HANGING:
      xy_page_set_empty (page, "xy-notice-symbolic", _ ("Nothing hangs on the board"),
                         _ ("Whoever puts a paper up enters it here: then the page knows until when it must hang, and "
                            "takes objections to it."),
                         _ ("Register a posting"), "notice.post");
      break;
    case XY_NOTICE_TAB_BOARDS:
      xy_page_set_empty (page, "xy-notice-symbolic", _ ("The village has no notice board here yet"),
                         _ ("A village must have one. With its name and size the page draws what hangs on it."),
                         _ ("Enter the board"), "notice.new-board");
      break;
    case XY_NOTICE_TAB_OBJECTIONS:
      xy_page_set_empty (page, "xy-check-symbolic", _ ("Nobody has objected"),
                         _ ("Choose a paper under Hanging and enter what somebody objects to; the page counts the days "
                            "for the answer."),
                         NULL, NULL);
      break;
    case XY_NOTICE_TAB_DOCUMENTS:
      xy_page_set_empty (page, "xy-document-symbolic", _ ("Nothing has been written yet"),
                         _ ("Announcements, letters and certificates are written from templates and kept here, to be "
                            "printed again or changed."),
                         _ ("Write a document"), "notice.write");
      break;
    case XY_NOTICE_TAB_PRINTS:
      xy_page_set_empty (page, "xy-print-symbolic", _ ("Nothing has been printed yet"),
                         _ ("Each print is kept here with its PDF: who, when, what, under which number."), NULL, NULL);
      break;
    case XY_NOTICE_TAB_DOWN:
    case XY_NOTICE_N_TABS:
    default:
      xy_page_set_empty (page, "xy-notice-symbolic", _ ("Nothing has been taken down yet"),
                         _ ("What hung and came down stays here, with its days and its PDF, for the inspector and the "
                            "archive."),
                         NULL, NULL);
      break;
    }
}

static void
xy_notice_page_tab_changed (XyPage *page, const char *name)
{
  XyNoticePage *self = XY_NOTICE_PAGE (page);

  for (guint i = 0; i < XY_NOTICE_N_TABS; i++)
    if (g_strcmp0 (xy_page_get_tab (page), tab_names[i]) == 0)
      self->tab = i;
  if (xy_page_get_desk (page) == NULL)
    return;
  gtk_widget_set_visible (self->boards_button, self->tab == XY_NOTICE_TAB_BOARDS);
  gtk_widget_set_visible (self->find_entry, self->tab != XY_NOTICE_TAB_BOARDS);
  set_empty (self);
  /* What was looked for among what is due is not what one looks for among prints. */
  gtk_editable_set_text (GTK_EDITABLE (self->find_entry), "");
  if (self->tab == XY_NOTICE_TAB_BOARDS)
    {
      gtk_stack_set_visible_child (self->stack, self->boards_scrolled);
      xy_page_follow (page, NULL);
      xy_notice_page_load_boards (self);
    }
  else
    {
      gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->table[self->tab]));
      xy_page_follow (page, self->list[self->tab]);
      ask (self);
    }
  xy_notice_page_show_detail (self);
}

void
xy_notice_page_go_to (XyNoticePage *self, XyNoticeTab tab, const XyId *id)
{
  self->wanted = id != NULL ? *id : XY_ID_NONE;
  gtk_editable_set_text (GTK_EDITABLE (self->find_entry), "");
  xy_page_set_tab (XY_PAGE (self), tab_names[tab]);
  if (tab == XY_NOTICE_TAB_BOARDS)
    xy_board_view_choose (self->board_view, id);
  else
    xy_table_choose_wanted (self->table[tab], &self->wanted);
}

static void
xy_notice_page_go (XyPage *page, const char *list, const XyId *record)
{
  XyNoticePage *self = XY_NOTICE_PAGE (page);

  if (!xy_id_is_none (record))
    xy_notice_page_go_to (self, self->tab, record);
}

/* On the worker's thread: a notice, or a paper of the register. */
static gpointer
find_place (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Place *place = g_memdup2 (data, sizeof (Place));
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  XyNoticeRow *row = xy_notice_row_get (store, &place->id, today, NULL);

  place->tab = row == NULL                          ? XY_NOTICE_TAB_PRINTS
               : row->kind == XY_NOTICE_ROW_WAITING ? XY_NOTICE_TAB_DUE
               : row->notice->taken_down_on != NULL ? XY_NOTICE_TAB_DOWN
                                                    : XY_NOTICE_TAB_HANGING;
  g_clear_pointer (&row, xy_notice_row_free);
  return place;
}

static void
on_place_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyNoticePage) self = data;
  g_autofree Place *place = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (place != NULL)
    xy_notice_page_go_to (self, place->tab, &place->id);
}

static void
xy_notice_page_open (XyPage *page, const XyId *id)
{
  Place *place = g_new0 (Place, 1);

  place->id = *id;
  xy_worker_run (xy_desk_get_worker (xy_page_get_desk (page)), XY_WORKER_QUERY, find_place, place, g_free, g_free, NULL,
                 on_place_found, g_object_ref (page));
}

static void
xy_notice_page_opened (XyPage *page)
{
  static const XyListSource *const sources[XY_NOTICE_N_TABS] = {
    &xy_notice_due_source,   &xy_notice_hanging_source, NULL, &xy_notice_objection_source, &xy_notice_document_source,
    &xy_notice_print_source, &xy_notice_down_source
  };
  XyNoticePage *self = XY_NOTICE_PAGE (page);
  XyWorker *worker = xy_desk_get_worker (xy_page_get_desk (page));

  for (guint i = 0; i < XY_NOTICE_N_TABS; i++)
    {
      if (sources[i] == NULL)
        continue;
      self->list[i] =
          xy_list_new (worker, sources[i],
                       XY_TOPIC_NOTICE | XY_TOPIC_PAPER | XY_TOPIC_POINTS | XY_TOPIC_SETTING | XY_TOPIC_DOCUMENT);
      g_signal_connect (self->list[i], "answered", G_CALLBACK (on_answered), self);
      xy_table_set_list (self->table[i], self->list[i]);
    }
  self->worker_handler = g_signal_connect (worker, "changed", G_CALLBACK (on_worker_changed), self);
  self->boards_stale = TRUE;
  xy_notice_page_tab_changed (page, NULL);
}

static void
xy_notice_page_shown (XyPage *page)
{
  XyNoticePage *self = XY_NOTICE_PAGE (page);

  count_up (self);
  if (self->tab == XY_NOTICE_TAB_BOARDS && self->boards_stale)
    xy_notice_page_load_boards (self);
}

static void
xy_notice_page_dispose (GObject *object)
{
  XyNoticePage *self = XY_NOTICE_PAGE (object);
  XyDesk *desk = xy_page_get_desk (XY_PAGE (object));

  if (self->worker_handler != 0 && desk != NULL)
    g_signal_handler_disconnect (xy_desk_get_worker (desk), self->worker_handler);
  self->worker_handler = 0;
  for (guint i = 0; i < XY_NOTICE_N_TABS; i++)
    xy_table_forget (&self->table[i], &self->list[i], self);
  g_clear_object (&self->shown);
  g_clear_pointer (&self->boards, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  G_OBJECT_CLASS (xy_notice_page_parent_class)->dispose (object);
}

static void
xy_notice_page_finalize (GObject *object)
{
  g_hash_table_unref (XY_NOTICE_PAGE (object)->buttons);
  G_OBJECT_CLASS (xy_notice_page_parent_class)->finalize (object);
}

static void
xy_notice_page_class_init (XyNoticePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  XyPageClass *page_class = XY_PAGE_CLASS (klass);

  object_class->dispose = xy_notice_page_dispose;
  object_class->finalize = xy_notice_page_finalize;
  page_class->opened = xy_notice_page_opened;
  page_class->shown = xy_notice_page_shown;
  page_class->open = xy_notice_page_open;
  page_class->go = xy_notice_page_go;
  page_class->tab_changed = xy_notice_page_tab_changed;

  g_type_ensure (XY_TYPE_BOARD_VIEW);
  g_type_ensure (XY_TYPE_DETAIL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/xiangyue/Xiangyue/ui/notice-page.ui");
  gtk_widget_class_bind_template_child (widget_class, XyNoticePage, stack);
  gtk_widget_class_bind_template_child (widget_class, XyNoticePage, boards_scrolled);
  gtk_widget_class_bind_template_child (widget_class, XyNoticePage, board_view);
  gtk_widget_class_bind_template_child (widget_class, XyNoticePage, boards_button);
  gtk_widget_class_bind_template_child (widget_class, XyNoticePage, find_entry);
  gtk_widget_class_bind_template_child (widget_class, XyNoticePage, detail);
  gtk_widget_class_bind_template_child (widget_class, XyNoticePage, row_menu);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_stopped);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated);
  gtk_widget_class_bind_template_callback (widget_class, show_detail);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_paper_moved);
  xy_notice_page_install_actions (widget_class);
}

static void
make_table (XyNoticePage *self, XyNoticeTab tab, const char *name, const XyColumn *columns, guint n)
{
  GtkWidget *table = xy_table_new (name, columns, n);

  self->table[tab] = XY_TABLE (table);
  xy_table_set_single (self->table[tab]);
  xy_table_set_menu (self->table[tab], self->row_menu);
  xy_table_set_find_entry (self->table[tab], self->find_entry);
  gtk_stack_add_child (self->stack, table);
  g_signal_connect_swapped (table, "chosen", G_CALLBACK (show_detail), self);
  g_signal_connect_swapped (table, "activated", G_CALLBACK (on_activated), self);
}

static void
xy_notice_page_init (XyNoticePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  make_table (self, XY_NOTICE_TAB_DUE, "notice-due", xy_notice_due_columns, xy_notice_n_due_columns);
  make_table (self, XY_NOTICE_TAB_HANGING, "notice-hanging", xy_notice_hanging_columns, xy_notice_n_hanging_columns);
  make_table (self, XY_NOTICE_TAB_OBJECTIONS, "notice-objections", xy_notice_objection_columns,
              xy_notice_n_objection_columns);
  make_table (self, XY_NOTICE_TAB_DOCUMENTS, "notice-documents", xy_notice_document_columns,
              xy_notice_n_document_columns);
  make_table (self, XY_NOTICE_TAB_PRINTS, "notice-prints", xy_notice_print_columns, xy_notice_n_print_columns);
  make_table (self, XY_NOTICE_TAB_DOWN, "notice-down", xy_notice_down_columns, xy_notice_n_down_columns);
  self->buttons = g_hash_table_new (g_str_hash, g_str_equal);
  xy_notice_page_make_buttons (self);
  for (guint i = 0; i < XY_NOTICE_N_TABS; i++)
    xy_page_add_tab (XY_PAGE (self), tab_names[i], _ (tab_labels[i]));
  g_signal_connect (self, "clear-filters", G_CALLBACK (on_filters_cleared), NULL);
}

static gboolean
has_hit (const GPtrArray *hits, const XyId *id)
{
  for (guint i = 0; i < hits->len; i++)
    if (xy_id_same (&((const XySearchHit *) hits->pdata[i])->id, id))
      return TRUE;
  return FALSE;
}

/* On the worker's thread: notices, then prints, which are the notice that they became: it may have another title. */
static GPtrArray *
search (XyStore *store, const char *text, guint limit, GCancellable *cancellable, GError **error)
{
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  g_autofree char *lower = g_utf8_strdown (text, -1);
  XyNoticeFilter filter = { .text = lower };
  g_autoptr (GPtrArray) rows = xy_notice_list (store, &filter, today, error);
  g_autoptr (GArray) papers = rows != NULL ? xy_paper_list_ids (store, lower, error) : NULL;
  GPtrArray *found;

  if (papers == NULL)
    return NULL;
  found = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_search_hit_free);
  for (guint i = 0; i < rows->len && found->len < limit; i++)
    {
      const XyNoticeRow *row = rows->pdata[i];
      g_autofree char *word = xy_notice_row_word (row);
      g_autofree char *more = g_strjoin (" · ", word, row->since[0] != '\0' ? row->since : NULL, NULL);
      g_ptr_array_add (found, xy_search_hit_new (&row->notice->record.id, row->title, more));
    }
  for (guint i = 0; i < papers->len && found->len < limit; i++)
    {
      XyId id = g_array_index (papers, XyId, i);
      g_autoptr (XyPaperRecord) paper = xy_record_get (store, &xy_paper_record_type, &id, NULL);

      xy_paper_list_notice (store, &id, &id);
      if (paper != NULL && !has_hit (found, &id))
        g_ptr_array_add (found, xy_search_hit_new (&id, paper->title, paper->number));
    }
  return found;
}

/* On the worker's thread: what is to be published, posted or answered, and what may come down. */
static gint64
count_waiting (XyStore *store)
{
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  g_autoptr (GPtrArray) rows = xy_notice_due (store, today, NULL);
  gint64 n = rows != NULL ? xy_notice_count_waiting (rows) : 0;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    n += ((const XyNoticeRow *) rows->pdata[i])->kind == XY_NOTICE_ROW_MAY_COME_DOWN;
  return n;
}

static const XyPageVerb verbs[] = {
  { N_ ("What is to be published"), N_ ("publish due"), "due", NULL },
  { N_ ("Register a posting"), N_ ("post hang board"), "due", "notice.post" },
  { N_ ("Take down what hung long enough"), N_ ("take down"), "hanging", NULL },
  { N_ ("Write a document"), N_ ("notice announcement document"), "documents", "notice.write" },
  { N_ ("Enter an objection"), N_ ("objection"), "objections", NULL },
  { N_ ("Archive of the year"), N_ ("archive year"), "prints", "notice.archive" },
  { N_ ("Look for a print"), N_ ("paper print archive"), "prints", NULL },
  { NULL },
};

const XyPageEntry xy_notice_page_entry = {
  .name = "notice",
  .title = N_ ("Notice board"),
  .icon = "xy-notice-symbolic",
  .get_type = xy_notice_page_get_type,
  .verbs = verbs,
  .search = search,
  .badge = count_waiting,
};
