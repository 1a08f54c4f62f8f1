/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/list-private.h"

/* Records that come along with the ids: what a window shows of the top of a list. */
#define FIRST 40

struct _XyListFilters
{
  gpointer data;
  GDestroyNotify free_data;
};

struct _XyListShared
{
  XyListQuery query;
  char *sort;
  XyListFilters *filters;
};

static void
filters_clear (gpointer p)
{
  XyListFilters *filters = p;
  if (filters->free_data != NULL && filters->data != NULL)
    filters->free_data (filters->data);
}

static void
shared_clear (gpointer p)
{
  XyListShared *shared = p;
  g_atomic_rc_box_release_full (shared->filters, filters_clear);
  g_free (shared->sort);
}

XyListFilters *
xy_list_filters_new (gpointer data, GDestroyNotify free_data)
{
  XyListFilters *filters = g_atomic_rc_box_new0 (XyListFilters);

  filters->data = data;
  filters->free_data = free_data;
  return filters;
}

XyListShared *
xy_list_shared_new (XyListFilters *filters, const char *sort, gboolean descending)
{
  XyListShared *shared = g_atomic_rc_box_new0 (XyListShared);

  shared->filters = filters;
  shared->sort = g_strdup (sort);
  shared->query.data = filters->data;
  shared->query.sort = shared->sort;
  shared->query.descending = descending;
  return shared;
}

XyListFilters *
xy_list_shared_get_filters (XyListShared *shared)
{
  return g_atomic_rc_box_acquire (shared->filters);
}

const XyListQuery *
xy_list_shared_get (XyListShared *shared)
{
  return &shared->query;
}

void
xy_list_shared_unref (XyListShared *shared)
{
  g_atomic_rc_box_release_full (shared, shared_clear);
}

XyListQuestion *
xy_list_question_new (const XyListSource *source, XyListShared *shared)
{
  XyListQuestion *question = g_new0 (XyListQuestion, 1);

  question->source = source;
  question->shared = g_atomic_rc_box_acquire (shared);
  return question;
}

void
xy_list_question_free (gpointer p)
{
  XyListQuestion *question = p;
  xy_list_shared_unref (question->shared);
  g_free (question->ids);
  g_free (question);
}

void
xy_list_reply_free (gpointer p)
{
  XyListReply *reply = p;
  g_clear_pointer (&reply->answer, xy_list_answer_free);
  for (guint i = 0; reply->records != NULL && i < reply->records->len; i++)
    if (reply->records->pdata[i] != NULL && reply->free_record != NULL)
      reply->free_record (reply->records->pdata[i]);
  if (reply->records != NULL)
    {
      g_ptr_array_set_free_func (reply->records, NULL);
      g_ptr_array_unref (reply->records);
    }
  g_free (reply->ids);
  g_free (reply->marks);
  g_free (reply);
}

gpointer
xy_list_answer_records (XyStore *store, gpointer p, GCancellable *cancellable, GError **error)
{
  XyListQuestion *question = p;
  g_autoptr (GPtrArray) records =
      question->source->records (store, &question->shared->query, question->ids, question->n_ids, cancellable, error);
  if (records == NULL)
    return NULL;

  XyListReply *reply = g_new0 (XyListReply, 1);
  reply->free_record = question->source->free_record;
  reply->marks = xy_marks_find (store, question->ids, question->n_ids);
  reply->ids = g_steal_pointer (&question->ids);
  reply->records = g_steal_pointer (&records);
  g_ptr_array_set_free_func (reply->records, NULL);
  g_warn_if_fail (reply->records->len == question->n_ids);
  return reply;
}

gpointer
xy_list_answer_ids (XyStore *store, gpointer p, GCancellable *cancellable, GError **error)
{
  XyListQuestion *question = p;
  XyListAnswer *answer = question->source->ids (store, &question->shared->query, cancellable, error);
  if (answer == NULL)
    return NULL;

  question->n_ids = MIN (answer->n_ids, FIRST);
  question->ids = g_memdup2 (answer->ids, question->n_ids * sizeof (XyId));
  XyListReply *reply =
      question->n_ids > 0 ? xy_list_answer_records (store, question, cancellable, error) : g_new0 (XyListReply, 1);
  if (reply == NULL)
    {
      xy_list_answer_free (answer);
      return NULL;
    }
  reply->answer = answer;
  return reply;
}

XyListAnswer *
xy_list_answer_new (GArray *ids)
{
  XyListAnswer *answer;

  if (ids == NULL)
    return NULL;
  answer = g_new0 (XyListAnswer, 1);
  answer->n_ids = ids->len;
  answer->ids = (XyId *) (gpointer) g_array_free (ids, FALSE);
  return answer;
}

void
xy_list_answer_free (XyListAnswer *answer)
{
  g_free (answer->ids);
  g_free (answer);
}
