/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/meeting-page.h"

#include <glib/gi18n-lib.h>

#include "app/filter-drop.h"
#include "app/meeting-chain-tab.h"
#include "app/meeting-charts-tab.h"
#include "app/meeting-dialog.h"
#include "app/meeting-kind-tab.h"
#include "app/meeting-tab.h"
#include "app/meeting-topic-tab.h"
#include "app/words.h"
#include "core/meeting-due.h"
#include "core/meeting-list.h"
#include "core/store.h"

#define NAME "meetings"
#define MOST_DUE 2 /* of all others it is only said that they are */

static const XyTabEntry tabs[] = {
  { "meetings", N_ ("Meetings"), xy_meeting_tab_get_type },
  { "topics", N_ ("Topics"), xy_meeting_topic_tab_get_type },
  { "chains", N_ ("Four discussions, two publications"), xy_meeting_chain_tab_get_type },
  { "charts", N_ ("Charts"), xy_meeting_charts_tab_get_type },
  { "kinds", N_ ("Kinds of meetings"), xy_meeting_kind_tab_get_type },
};

static const XyTabbedPageUse use = {
  .name = NAME,
  .title = N_ ("Yard talks"),
  .find = N_ ("Name…"),
  .find_label = N_ ("Find on the page of meetings"),
  .tabs = tabs,
  .n_tabs = G_N_ELEMENTS (tabs),
};

struct _XyMeetingPage
{
  XyTabbedPage parent_instance;
  GtkWidget *kind_drop;
  GArray *kinds; /* XyId, by place in the drop-down behind "all" */
  XyId kind;
  XyId due; /* the kind of what the banner is about first, and its day */
  char due_day[XY_DAY_SIZE];
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (XyMeetingPage, xy_meeting_page, XY_TYPE_TABBED_PAGE)

static void
xy_meeting_page_tab_shown (XyTabbedPage *page, guint uses)
{
  gtk_widget_set_visible (XY_MEETING_PAGE (page)->kind_drop, (uses & XY_TAB_OF_ONE) != 0);
}

static void
xy_meeting_page_fill_scope (XyTabbedPage *page, XyTabScope *scope)
{
  scope->one = XY_MEETING_PAGE (page)->kind;
}

/* The filter by kind */

static void
fill_kinds (XyMeetingPage *self, const GPtrArray *kinds)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint chosen = 0;

  g_array_set_size (self->kinds, 0);
  xy_words_append (words, _ ("All kinds"));
  for (guint i = 0; i < kinds->len; i++)
    {
      const XyMeetingKind *kind = kinds->pdata[i];
      g_array_append_val (self->kinds, kind->record.id);
      gtk_string_list_append (words, kind->name);
      if (xy_id_same (&self->kind, &kind->record.id))
        chosen = i + 1;
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->kind_drop), G_LIST_MODEL (words));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->kind_drop), chosen);
  self->filling = FALSE;
  /* The kind that was chosen is gone. */
  if (chosen == 0 && !xy_id_is_none (&self->kind))
    {
      self->kind = XY_ID_NONE;
      xy_tabbed_page_ask (XY_TABBED_PAGE (self));
    }
}

/* On the worker's thread. */
static gpointer
read_kinds (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return xy_meeting_kinds (store, NULL, error);
}

static void
free_kinds (gpointer kinds)
{
  g_ptr_array_unref (kinds);
}

static void
on_kinds_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyMeetingPage) self = data;
  g_autoptr (GPtrArray) kinds = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (kinds != NULL && xy_page_get_desk (XY_PAGE (self)) != NULL)
    fill_kinds (self, kinds);
}

static void
ask_kinds (XyMeetingPage *self)
{
  xy_worker_run (xy_desk_get_worker (xy_page_get_desk (XY_PAGE (self))), XY_WORKER_QUERY, read_kinds, NULL, NULL,
                 free_kinds, NULL, on_kinds_read, g_object_ref (self));
}

static void
on_kind_chosen (XyMeetingPage *self)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->kind_drop));

  if (self->filling)
    return;
  self->kind = at > 0 && at <= self->kinds->len ? g_array_index (self->kinds, XyId, at - 1) : XY_ID_NONE;
  xy_tabbed_page_ask (XY_TABBED_PAGE (self));
}

/* What is due */

static void
due_free (gpointer due)
{
  g_ptr_array_unref (due);
}

/* On the worker's thread. */
static gpointer
read_due (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return xy_meeting_due_to_call (store, error);
}

static void
on_due_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyMeetingPage) self = data;
  g_autoptr (GPtrArray) due = xy_worker_run_finish (XY_WORKER (source), result, NULL);
  g_autoptr (GString) words = g_string_new (NULL);

  if (due == NULL || xy_page_get_desk (XY_PAGE (self)) == NULL)
    return;
  self->due = XY_ID_NONE;
  for (guint i = 0; i < due->len; i++)
    {
      const XyMeetingDue *line = due->pdata[i];
      if (i < MOST_DUE)
        g_string_append_printf (words, "%s%s", i > 0 ? "\n" : "", line->sentence);
      if (xy_id_is_none (&self->due) && !xy_id_is_none (&line->kind))
        {
          self->due = line->kind;
          g_strlcpy (self->due_day, line->late ? "" : line->day, sizeof self->due_day);
        }
    }
  if (due->len > MOST_DUE)
    g_string_append_printf (words, _ ("\nand %u more"), due->len - MOST_DUE);
  xy_page_set_banner (XY_PAGE (self), words->len > 0 ? words->str : NULL,
                      xy_id_is_none (&self->due) ? NULL : _ ("Call it…"), "meeting-page.call-due");
}

static void
look_what_is_due (XyMeetingPage *self)
{
  xy_worker_run (xy_desk_get_worker (xy_page_get_desk (XY_PAGE (self))), XY_WORKER_LATER, read_due, NULL, NULL,
                 due_free, NULL, on_due_read, g_object_ref (self));
}

static void
on_call_due (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyMeetingPage *self = XY_MEETING_PAGE (widget);

  xy_meeting_dialog_open (
      widget, xy_page_get_desk (XY_PAGE (self)),
      &(XyMeetingCalling){ .kind = self->due, .day = self->due_day[0] != '\0' ? self->due_day : NULL });
}

static void
on_filters_cleared (XyMeetingPage *self)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->kind_drop), 0);
}

static void
on_worker_changed (XyMeetingPage *self, guint topics)
{
  if (xy_page_get_desk (XY_PAGE (self)) != NULL && (topics & XY_TOPIC_MEETING) != 0)
    {
      ask_kinds (self);
      look_what_is_due (self);
    }
}

static void
xy_meeting_page_opened (XyPage *page)
{
  XY_PAGE_CLASS (xy_meeting_page_parent_class)->opened (page);
  g_signal_connect_object (xy_desk_get_worker (xy_page_get_desk (page)), "changed", G_CALLBACK (on_worker_changed),
                           page, G_CONNECT_SWAPPED);
}

static void
xy_meeting_page_shown (XyPage *page)
{
  XY_PAGE_CLASS (xy_meeting_page_parent_class)->shown (page);
  ask_kinds (XY_MEETING_PAGE (page));
  look_what_is_due (XY_MEETING_PAGE (page));
}

static void
xy_meeting_page_finalize (GObject *object)
{
  g_array_unref (XY_MEETING_PAGE (object)->kinds);
  G_OBJECT_CLASS (xy_meeting_page_parent_class)->finalize (object);
}

static void
xy_meeting_page_class_init (XyMeetingPageClass *klass)
{
  XyPageClass *page_class = XY_PAGE_CLASS (klass);
  XyTabbedPageClass *tabbed_class = XY_TABBED_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = xy_meeting_page_finalize;
  page_class->opened = xy_meeting_page_opened;
  page_class->shown = xy_meeting_page_shown;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "meeting-page.call-due", NULL, on_call_due);
  tabbed_class->tab_shown = xy_meeting_page_tab_shown;
  tabbed_class->fill_scope = xy_meeting_page_fill_scope;
}

static void
xy_meeting_page_init (XyMeetingPage *self)
{
  const char *const all[] = { _ ("All kinds"), NULL };
  g_autoptr (GtkStringList) words = gtk_string_list_new (all);

  self->kinds = g_array_new (FALSE, FALSE, sizeof (XyId));
  self->kind_drop = xy_filter_drop_new (_ ("Kind of meeting"));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->kind_drop), G_LIST_MODEL (words));
  g_signal_connect_swapped (self->kind_drop, "notify::selected", G_CALLBACK (on_kind_chosen), self);
  xy_page_add_filter (XY_PAGE (self), self->kind_drop);
  g_signal_connect (self, "clear-filters", G_CALLBACK (on_filters_cleared), NULL);
  xy_tabbed_page_set_up (XY_TABBED_PAGE (self), &use);
}

/* On the worker's thread: what waits for a hand. */
static gint64
count_waiting (XyStore *store)
{
  guint counts[XY_MEETINGS_N];
  g_autoptr (GPtrArray) due = read_due (store, NULL, NULL, NULL);

  if (due == NULL || !xy_meeting_counts (store, counts, NULL))
    return 0;
  return (gint64) due->len + counts[XY_MEETINGS_LATE] + counts[XY_MEETINGS_RECORDING] + counts[XY_MEETINGS_READY];
}

/* On the worker's thread. */
static GPtrArray *
search (XyStore *store, const char *text, guint limit, GCancellable *cancellable, GError **error)
{
  XyMeetingFilter filter = { .which = XY_MEETINGS_ALL, .order = XY_MEETINGS_BY_DAY, .text = text };
  g_autoptr (GArray) ids = xy_meeting_ids (store, &filter, error);
  g_autoptr (GPtrArray) rows =
      ids != NULL ? xy_meeting_rows_named (store, (const XyId *) (gpointer) ids->data, MIN (ids->len, limit), error)
                  : NULL;
  GPtrArray *hits;

  if (rows == NULL)
    return NULL;
  hits = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_search_hit_free);
  for (guint i = 0; i < rows->len; i++)
    {
      const XyMeetingRow *row = rows->pdata[i];
      g_autofree char *more = row != NULL ? g_strdup_printf ("%s · %s", row->meeting->day, row->word) : NULL;
      if (row != NULL)
        g_ptr_array_add (hits, xy_search_hit_new (&row->meeting->record.id, row->title, more));
    }
  return hits;
}

static const XyPageVerb verbs[] = {
  { N_ ("New meeting"), N_ ("call meeting"), "meetings", "meetings.new" },
  { N_ ("Topics for the next meeting"), N_ ("topic"), "topics", NULL },
  { N_ ("Four discussions, two publications"), N_ ("4+2"), "chains", NULL },
  { NULL },
};

const XyPageEntry xy_meeting_page_entry = {
  .name = NAME,
  .title = N_ ("Yard talks"),
  .icon = "xy-meeting-symbolic",
  .get_type = xy_meeting_page_get_type,
  .verbs = verbs,
  .search = search,
  .badge = count_waiting,
};
