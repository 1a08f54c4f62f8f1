/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/list-private.h"
#include "app/row-private.h"

/* Records fetched in one job, and how many stay in memory while nobody looks at them. */
#define BLOCK 100
#define KEPT 1000
/* So many rows may wait for their record before those that were scrolled past are let go. */
#define WAITING 400

struct _XyList
{
  GObject parent_instance;

  XyWorker *worker;
  const XyListSource *source;
  guint topics;
  gulong changed_id;

  char *sort;
  gboolean descending;
  XyListShared *asked; /* the newest query */

  XyListAnswer *shown;
  XyListState state;
  GError *error;
  gboolean is_shown;
  gboolean is_dirty;

  guint generation; /* of the newest question for ids */
  guint epoch;      /* of the answer that is shown */
  GCancellable *asking;

  GHashTable *rows; /* XyId in the row -> XyRow, owned */
  GQueue used;      /* their links, the least recently used first */
  GPtrArray *wanted;
  guint looked_at; /* a position, whose block is fetched first */
  XyMark mark;     /* of the chosen row */
  gboolean is_fetching;
  guint fetch_source;
};

enum
{
  ANSWERED,
  BEFORE_CHANGE,
  LOADED,
  MARKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void xy_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (XyList,
                               xy_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, xy_list_model_init))

/* Who waits for a reply, and to which question. */
typedef struct
{
  XyList *list;
  guint number; /* generation or epoch */
} Waiter;

static void fetch_later (XyList *self);

static XyRow *
keep_row (XyList *self, const XyId *id)
{
  XyRow *row = g_hash_table_lookup (self->rows, id);
  if (row != NULL)
    {
      g_queue_unlink (&self->used, &row->link);
    }
  else
    {
      row = xy_row_new (id);
      g_hash_table_insert (self->rows, &row->id, row);
    }
  g_queue_push_tail_link (&self->used, &row->link);
  return row;
}

/* Whether anybody but the list itself holds ROW, as the table does for the rows near the screen. */
static gboolean
is_held (XyRow *row)
{
  return G_OBJECT (row)->ref_count > 1;
}

static void
forget_row (XyList *self, XyRow *row)
{
  g_queue_unlink (&self->used, &row->link);
  g_hash_table_remove (self->rows, &row->id);
}

static void
forget_old_rows (XyList *self)
{
  GList *link = self->used.head;
  while (self->used.length > KEPT && link != NULL)
    {
      XyRow *row = link->data;
      link = link->next;
      if (!is_held (row))
        forget_row (self, row);
    }
}

/* A row that only the list itself holds is not looked at any more. */
static void
forget_unwanted (XyList *self)
{
  for (guint i = 0; i < self->wanted->len;)
    {
      XyRow *row = self->wanted->pdata[i];
      if (G_OBJECT (row)->ref_count > 2)
        {
          i++;
          continue;
        }
      if (row->state == XY_ROW_WANTED)
        row->state = XY_ROW_EMPTY;
      g_ptr_array_remove_index (self->wanted, i);
    }
}

static void
want_row (XyList *self, XyRow *row)
{
  if (self->wanted->len >= WAITING)
    forget_unwanted (self);
  row->state = XY_ROW_WANTED;
  g_ptr_array_add (self->wanted, g_object_ref (row));
  fetch_later (self);
}

static void
take_records (XyList *self, XyListReply *reply)
{
  for (guint i = 0; i < reply->records->len; i++)
    {
      XyRow *row = keep_row (self, &reply->ids[i]);
      xy_row_take_record (row, g_steal_pointer (&reply->records->pdata[i]), self->source->free_record,
                          reply->marks != NULL ? &reply->marks[i] : NULL);
    }
  g_signal_emit (self, signals[LOADED], 0);
}

/* After a new answer every record may be another one: those that are looked at are fetched again, the rest forgotten.
 */
static void
renew_rows (XyList *self)
{
  g_ptr_array_set_size (self->wanted, 0);
  self->epoch++;

  GList *link = self->used.head;
  while (link != NULL)
    {
      XyRow *row = link->data;
      link = link->next;
      if (is_held (row))
        want_row (self, row);
      else
        forget_row (self, row);
    }
}

static void
splice (XyList *self, XyListAnswer *answer)
{
  XyListAnswer *old = self->shown;
  guint n_old = old != NULL ? old->n_ids : 0, n_new = answer->n_ids, from = 0, tail = 0;

  while (from < MIN (n_old, n_new) && xy_id_same (&old->ids[from], &answer->ids[from]))
    from++;
  while (tail < MIN (n_old, n_new) - from && xy_id_same (&old->ids[n_old - 1 - tail], &answer->ids[n_new - 1 - tail]))
    tail++;

  guint removed = n_old - from - tail, added = n_new - from - tail;
  if (removed > 0 || added > 0)
    g_signal_emit (self, signals[BEFORE_CHANGE], 0, from, removed, added);
  self->shown = answer;
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), from, removed, added);
  if (old != NULL)
    xy_list_answer_free (old);
}

/* The rows stay empty until they are asked for again. */
static void
give_up_wanted (XyList *self)
{
  g_ptr_array_set_size (self->wanted, 0);
  for (GList *link = self->used.head; link != NULL; link = link->next)
    {
      XyRow *row = link->data;
      if (row->state == XY_ROW_WANTED)
        row->state = XY_ROW_EMPTY;
    }
}

static Waiter *
waiter_new (XyList *self, guint number)
{
  Waiter *waiter = g_new0 (Waiter, 1);
  waiter->list = g_object_ref (self);
  waiter->number = number;
  return waiter;
}

static void
on_ids_answered (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autofree Waiter *waiter = p;
  g_autoptr (XyList) self = waiter->list;
  g_autoptr (GError) error = NULL;
  XyListReply *reply = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (waiter->number != self->generation)
    {
      g_clear_pointer (&reply, xy_list_reply_free);
      return;
    }

  g_clear_object (&self->asking);
  g_clear_error (&self->error);
  if (reply == NULL)
    {
      self->state = XY_LIST_FAILED;
      self->error = g_steal_pointer (&error);
    }
  else
    {
      self->state = XY_LIST_ANSWERED;
      renew_rows (self);
      if (reply->records != NULL)
        take_records (self, reply);
      splice (self, g_steal_pointer (&reply->answer));
      xy_list_reply_free (reply);
    }
  g_signal_emit (self, signals[ANSWERED], 0);
}

static void
on_records_answered (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autofree Waiter *waiter = p;
  g_autoptr (XyList) self = waiter->list;
  g_autoptr (GError) error = NULL;
  XyListReply *reply = xy_worker_run_finish (XY_WORKER (source), result, &error);

  self->is_fetching = FALSE;
  if (reply == NULL)
    {
      g_info ("A block of records could not be read: %s", error->message);
      give_up_wanted (self);
    }
  else if (waiter->number == self->epoch)
    {
      take_records (self, reply);
      forget_old_rows (self);
    }
  g_clear_pointer (&reply, xy_list_reply_free);
  fetch_later (self);
}

static void
ask (XyList *self)
{
  if (self->asked == NULL)
    return;
  if (!self->is_shown)
    {
      self->is_dirty = TRUE;
      return;
    }

  self->is_dirty = FALSE;
  self->generation++;
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->asking = g_cancellable_new ();
  xy_worker_run (self->worker, XY_WORKER_QUERY, xy_list_answer_ids, xy_list_question_new (self->source, self->asked),
                 xy_list_question_free, xy_list_reply_free, self->asking, on_ids_answered,
                 waiter_new (self, self->generation));
}

static XyRow *
find_row (XyList *self, guint position)
{
  if (self->shown == NULL || position >= self->shown->n_ids)
    return NULL;
  return g_hash_table_lookup (self->rows, &self->shown->ids[position]);
}

/* Adds the rows of ROW's block that have no record yet. */
static void
add_block (XyList *self, XyRow *row, GArray *ids)
{
  guint n = self->shown != NULL ? self->shown->n_ids : 0;
  if (row->position >= n || !xy_id_same (&self->shown->ids[row->position], &row->id))
    {
      g_array_append_val (ids, row->id);
      return;
    }

  guint first = row->position - row->position % BLOCK;
  for (guint i = first; i < MIN (first + BLOCK, n); i++)
    {
      XyRow *other = g_hash_table_lookup (self->rows, &self->shown->ids[i]);
      if (other == NULL || other->state != XY_ROW_LOADED)
        g_array_append_val (ids, self->shown->ids[i]);
    }
}

static gboolean
fetch (gpointer p)
{
  XyList *self = p;
  self->fetch_source = 0;
  if (self->is_fetching || self->asked == NULL)
    return G_SOURCE_REMOVE;

  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (XyId));
  XyRow *looked_at = find_row (self, self->looked_at);
  if (looked_at != NULL && looked_at->state == XY_ROW_WANTED)
    add_block (self, looked_at, ids);
  /* The rows asked for last are near it; rows that were scrolled past are let go. */
  while (ids->len == 0 && self->wanted->len > 0)
    {
      g_autoptr (XyRow) row = g_ptr_array_steal_index (self->wanted, self->wanted->len - 1);
      if (row->state != XY_ROW_WANTED)
        continue;
      if (G_OBJECT (row)->ref_count > 2)
        add_block (self, row, ids);
      else
        row->state = XY_ROW_EMPTY;
    }
  if (ids->len == 0)
    return G_SOURCE_REMOVE;

  XyListQuestion *question = xy_list_question_new (self->source, self->asked);
  question->n_ids = ids->len;
  question->ids = (XyId *) (gpointer) g_array_free (g_steal_pointer (&ids), FALSE);
  self->is_fetching = TRUE;
  xy_worker_run (self->worker, XY_WORKER_QUERY, xy_list_answer_records, question, xy_list_question_free,
                 xy_list_reply_free, NULL, on_records_answered, waiter_new (self, self->epoch));
  return G_SOURCE_REMOVE;
}

/* Once for all rows that one frame asks for, and before that frame is drawn. */
static void
fetch_later (XyList *self)
{
  if (self->fetch_source == 0 && self->wanted->len > 0 && !self->is_fetching)
    self->fetch_source = g_idle_add_full (G_PRIORITY_DEFAULT, fetch, self, NULL);
}

static void
on_store_changed (XyList *self, guint topics)
{
  if ((self->topics & topics) != 0)
    xy_list_refresh (self);
}

static GType
xy_list_get_item_type (GListModel *model)
{
  return XY_TYPE_ROW;
}

static guint
xy_list_get_n_items (GListModel *model)
{
  return xy_list_get_count (XY_LIST (model));
}

static gpointer
xy_list_get_item (GListModel *model, guint position)
{
  XyList *self = XY_LIST (model);
  if (position >= xy_list_get_count (self))
    return NULL;

  XyRow *row = g_object_ref (keep_row (self, &self->shown->ids[position]));
  row->position = position;
  if (row->state == XY_ROW_EMPTY)
    want_row (self, row);
  if (self->used.length > 2 * KEPT)
    forget_old_rows (self);
  return row;
}

static void
xy_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = xy_list_get_item_type;
  iface->get_n_items = xy_list_get_n_items;
  iface->get_item = xy_list_get_item;
}

static void
xy_list_dispose (GObject *object)
{
  XyList *self = XY_LIST (object);

  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_handle_id (&self->fetch_source, g_source_remove);
  g_clear_signal_handler (&self->changed_id, self->worker);
  g_clear_object (&self->worker);

  G_OBJECT_CLASS (xy_list_parent_class)->dispose (object);
}

static void
xy_list_finalize (GObject *object)
{
  XyList *self = XY_LIST (object);

  g_ptr_array_unref (self->wanted);
  /* The links of the queue are inside the rows, which the table owns. */
  g_hash_table_unref (self->rows);
  g_clear_pointer (&self->asked, xy_list_shared_unref);
  g_clear_pointer (&self->shown, xy_list_answer_free);
  g_clear_error (&self->error);
  g_free (self->sort);

  G_OBJECT_CLASS (xy_list_parent_class)->finalize (object);
}

static void
xy_list_class_init (XyListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  object_class->dispose = xy_list_dispose;
  object_class->finalize = xy_list_finalize;

  signals[ANSWERED] = g_signal_new ("answered", XY_TYPE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[BEFORE_CHANGE] = g_signal_new ("before-change", XY_TYPE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_UINT);
  signals[LOADED] = g_signal_new ("loaded", XY_TYPE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MARKED] = g_signal_new ("marked", XY_TYPE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
xy_list_init (XyList *self)
{
  self->is_shown = TRUE;
  self->rows = g_hash_table_new_full (xy_id_hash, xy_id_equal, NULL, g_object_unref);
  self->wanted = g_ptr_array_new_with_free_func (g_object_unref);
  g_queue_init (&self->used);
}

XyList *
xy_list_new (XyWorker *worker, const XyListSource *source, guint topics)
{
  g_return_val_if_fail (XY_IS_WORKER (worker), NULL);
  g_return_val_if_fail (source != NULL && source->ids != NULL && source->records != NULL, NULL);

  XyList *self = g_object_new (XY_TYPE_LIST, NULL);
  self->worker = g_object_ref (worker);
  self->source = source;
  self->topics = topics;
  self->changed_id = g_signal_connect_swapped (worker, "changed", G_CALLBACK (on_store_changed), self);
  return self;
}

static void
set_asked (XyList *self, XyListFilters *filters)
{
  g_clear_pointer (&self->asked, xy_list_shared_unref);
  self->asked = xy_list_shared_new (filters, self->sort, self->descending);
  ask (self);
}

void
xy_list_set_query (XyList *self, gpointer data, GDestroyNotify free_data)
{
  g_return_if_fail (XY_IS_LIST (self));

  set_asked (self, xy_list_filters_new (data, free_data));
}

void
xy_list_set_sort (XyList *self, const char *name, gboolean descending)
{
  g_return_if_fail (XY_IS_LIST (self));

  if (g_strcmp0 (self->sort, name) == 0 && self->descending == descending)
    return;
  g_free (self->sort);
  self->sort = g_strdup (name);
  self->descending = descending;
  if (self->asked != NULL)
    set_asked (self, xy_list_shared_get_filters (self->asked));
}

const char *
xy_list_get_sort (XyList *self, gboolean *descending)
{
  g_return_val_if_fail (XY_IS_LIST (self), NULL);
  if (descending != NULL)
    *descending = self->descending;
  return self->sort;
}

void
xy_list_refresh (XyList *self)
{
  g_return_if_fail (XY_IS_LIST (self));
  ask (self);
}

void
xy_list_set_shown (XyList *self, gboolean shown)
{
  g_return_if_fail (XY_IS_LIST (self));
  self->is_shown = shown;
  if (shown && self->is_dirty)
    ask (self);
}

XyListState
xy_list_get_state (XyList *self)
{
  g_return_val_if_fail (XY_IS_LIST (self), XY_LIST_WAITING);
  return self->state;
}

gboolean
xy_list_is_stale (XyList *self)
{
  g_return_val_if_fail (XY_IS_LIST (self), FALSE);
  return self->asking != NULL || self->is_dirty;
}

guint
xy_list_get_count (XyList *self)
{
  g_return_val_if_fail (XY_IS_LIST (self), 0);
  return self->shown != NULL ? self->shown->n_ids : 0;
}

gint64
xy_list_get_sum (XyList *self, guint which)
{
  g_return_val_if_fail (XY_IS_LIST (self) && which < XY_LIST_N_SUMS, 0);
  return self->shown != NULL ? self->shown->sums[which] : 0;
}

const GError *
xy_list_get_error (XyList *self)
{
  g_return_val_if_fail (XY_IS_LIST (self), NULL);
  return self->error;
}

const XyId *
xy_list_get_id (XyList *self, guint position)
{
  return position < xy_list_get_count (self) ? &self->shown->ids[position] : NULL;
}

gboolean
xy_list_find (XyList *self, const XyId *id, guint *position)
{
  for (guint i = 0; i < xy_list_get_count (self); i++)
    if (xy_id_same (&self->shown->ids[i], id))
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

void
xy_list_set_mark (XyList *self, const XyMark *mark)
{
  g_return_if_fail (XY_IS_LIST (self));
  XyMark old = self->mark;

  self->mark = mark != NULL ? *mark : (XyMark){ .kind = XY_MARK_NONE };
  if (old.kind != self->mark.kind || old.reason != self->mark.reason || !xy_id_same (&old.row, &self->mark.row))
    g_signal_emit (self, signals[MARKED], 0);
}

const XyMark *
xy_list_get_mark (XyList *self)
{
  g_return_val_if_fail (XY_IS_LIST (self), NULL);
  return self->mark.kind != XY_MARK_NONE ? &self->mark : NULL;
}

void
xy_list_look_at (XyList *self, guint position)
{
  g_return_if_fail (XY_IS_LIST (self));
  self->looked_at = position;
}

XyWorker *
xy_list_get_worker (XyList *self)
{
  g_return_val_if_fail (XY_IS_LIST (self), NULL);
  return self->worker;
}

const XyListSource *
xy_list_get_source (XyList *self)
{
  g_return_val_if_fail (XY_IS_LIST (self), NULL);
  return self->source;
}

XyListShared *
xy_list_share_query (XyList *self)
{
  g_return_val_if_fail (XY_IS_LIST (self), NULL);
  return self->asked != NULL ? g_atomic_rc_box_acquire (self->asked) : NULL;
}
