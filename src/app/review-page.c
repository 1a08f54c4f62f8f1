/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/review-page.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/office-page.h"
#include "app/table.h"
#include "sync/office.h"

#define NAME "reviews"

struct _XyReviewPage
{
  XyPage parent_instance;
  XyTable *table; /* borrowed */
  XyList *list;
  gboolean had_rows;
};

G_DEFINE_FINAL_TYPE (XyReviewPage, xy_review_page, XY_TYPE_PAGE)

/* Reading, on the worker's thread */

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const XyOfficeReview *first = *(XyOfficeReview *const *) a, *second = *(XyOfficeReview *const *) b;
  const XyListQuery *asked = data;
  int order = 0;

  if (g_strcmp0 (asked->sort, "village") == 0)
    order = (first->stream > second->stream) - (first->stream < second->stream);
  else if (g_strcmp0 (asked->sort, "until") == 0)
    order = strcmp (first->until, second->until);
  else if (g_strcmp0 (asked->sort, "step") == 0)
    order = (int) first->filing - (int) second->filing;
  if (order == 0)
    order = strcmp (first->since, second->since);
  return asked->descending ? -order : order;
}

static GPtrArray *
read_reviews (XyStore *store, const XyListQuery *asked, GError **error)
{
  GPtrArray *reviews = xy_office_reviews (store, error);

  if (reviews != NULL && asked->sort != NULL)
    g_ptr_array_sort_with_data (reviews, compare, (gpointer) asked);
  return reviews;
}

static XyId
id_of (gconstpointer row)
{
  return ((const XyOfficeReview *) row)->version;
}

static XyListAnswer *
review_ids (XyStore *store, const XyListQuery *asked, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) reviews = read_reviews (store, asked, error);

  return xy_list_answer_new (xy_list_ids_of (reviews, id_of));
}

static GPtrArray *
review_records (XyStore *store,
                const XyListQuery *asked,
                const XyId *ids,
                guint n_ids,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GPtrArray) reviews = read_reviews (store, asked, error);

  return xy_list_pick (reviews, id_of, ids, n_ids);
}

static void
free_review (gpointer review)
{
  xy_office_review_free (review);
}

static const XyListSource source = { review_ids, review_records, free_review, NULL };

/* Columns */

XY_TEXT_GETTER (get_village, XyOfficeReview, village)
XY_TEXT_GETTER (get_name, XyOfficeReview, name)
XY_TEXT_GETTER (get_since, XyOfficeReview, since)
XY_TEXT_GETTER (get_until, XyOfficeReview, until)

static char *
get_step (gconstpointer record)
{
  return g_strdup (((const XyOfficeReview *) record)->filing ? _ ("to be filed") : _ ("to be reviewed"));
}

static XyPillKind
get_step_kind (gconstpointer record)
{
  return ((const XyOfficeReview *) record)->filing ? XY_PILL_PLAIN : XY_PILL_WAITING;
}

static char *
get_waited (gconstpointer record)
{
  return g_strdup_printf ("%d", ((const XyOfficeReview *) record)->waited);
}

static char *
get_left (gconstpointer record)
{
  return xy_list_days_left (((const XyOfficeReview *) record)->days);
}

static XyPillKind
get_left_kind (gconstpointer record)
{
  return ((const XyOfficeReview *) record)->days < 0 ? XY_PILL_ALERT : XY_PILL_PLAIN;
}

static const XyColumn columns[] = {
  { "village", N_ ("Village"), 130, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_village, NULL },
  { "name", N_ ("Bylaw"), 240, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_name, NULL },
  { "step", N_ ("Waits for"), 120, XY_COLUMN_PILL, XY_COLUMN_SORTABLE, get_step, get_step_kind },
  { "since", N_ ("Since"), 110, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_since, NULL },
  { "waited", N_ ("Days waited"), 100, XY_COLUMN_NUMBER, 0, get_waited, NULL },
  { "until", N_ ("Suggested last day"), 130, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_until, NULL },
  { "left", N_ ("Left"), 120, XY_COLUMN_PILL, 0, get_left, get_left_kind },
};

/* The page */

static void
open_chosen (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const XyOfficeReview *review = xy_table_get_record (XY_REVIEW_PAGE (widget)->table);
  char id[XY_ID_TEXT_LENGTH + 1];

  if (review == NULL)
    return;
  xy_id_to_text (&review->version, id);
  gtk_widget_activate_action (widget, "win.open-village", "(xss)", review->stream, "bylaws", id);
}

static void
on_activated (XyReviewPage *self)
{
  open_chosen (GTK_WIDGET (self), NULL, NULL);
}

static void
on_chosen (XyReviewPage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reviews.open", xy_table_get_record (self->table) != NULL);
}

/* Whoever came before the rows were there has the keys on them now. */
static void
on_answered (XyList *list, XyReviewPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (self->had_rows || xy_list_get_count (list) == 0)
    return;
  self->had_rows = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && (focus == NULL || !GTK_IS_EDITABLE (focus)))
    xy_page_focus_content (XY_PAGE (self));
}

static void
xy_review_page_opened (XyPage *page)
{
  XyReviewPage *self = XY_REVIEW_PAGE (page);

  self->list = xy_list_new (xy_desk_get_worker (xy_page_get_desk (page)), &source, XY_TOPIC_BYLAW);
  g_signal_connect_object (self->list, "answered", G_CALLBACK (on_answered), self, 0);
  xy_table_set_list (self->table, self->list);
  xy_page_follow (page, self->list);
  xy_list_set_query (self->list, NULL, NULL);
}

static void
xy_review_page_dispose (GObject *object)
{
  XyReviewPage *self = XY_REVIEW_PAGE (object);

  xy_table_forget (&self->table, &self->list, self);
  G_OBJECT_CLASS (xy_review_page_parent_class)->dispose (object);
}

static void
xy_review_page_class_init (XyReviewPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = xy_review_page_dispose;
  XY_PAGE_CLASS (klass)->opened = xy_review_page_opened;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "reviews.open", NULL, open_chosen);
}

static void
xy_review_page_init (XyReviewPage *self)
{
  XyPage *page = XY_PAGE (self);
  GtkWidget *verb = gtk_button_new_with_label (_ ("Read and answer"));
  g_autoptr (GMenu) menu = g_menu_new ();

  xy_page_set_title (page, _ ("Reviews"));
  xy_office_page_add_sync (page);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (verb), "reviews.open");
  gtk_widget_add_css_class (verb, "suggested-action");
  gtk_widget_set_valign (verb, GTK_ALIGN_CENTER);
  xy_page_set_verb (page, verb);
  self->table = XY_TABLE (xy_table_new ("reviews", columns, G_N_ELEMENTS (columns)));
  xy_table_set_single (self->table);
  g_menu_append (menu, _ ("Read and answer"), "reviews.open");
  xy_table_set_menu (self->table, G_MENU_MODEL (menu));
  g_signal_connect_swapped (self->table, "activated", G_CALLBACK (on_activated), self);
  g_signal_connect_swapped (self->table, "chosen", G_CALLBACK (on_chosen), self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reviews.open", FALSE);
  xy_page_set_content (page, GTK_WIDGET (self->table));
  xy_page_set_empty (
      page, "xy-bylaw-symbolic", _ ("No bylaw waits for the township"),
      _ ("What a village submits to the review, and what it has passed and is to file, stands here after "
         "the next synchronisation."),
      _ ("Synchronise all"), "win.sync-villages");
}

/* On the worker's thread. */
static gint64
count_waiting (XyStore *store)
{
  g_autoptr (GPtrArray) reviews = xy_office_reviews (store, NULL);

  return reviews != NULL ? reviews->len : 0;
}

const XyPageEntry xy_review_page_entry = {
  .name = NAME,
  .title = N_ ("Reviews"),
  .icon = "xy-bylaw-symbolic",
  .get_type = xy_review_page_get_type,
  .badge = count_waiting,
  .office = TRUE,
};
