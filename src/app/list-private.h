/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * list-private: what a list (list.h) asks its worker, and what comes back. list-question.c makes both and answers on
 * the worker's thread; list.c puts the answers into rows.
 */
#pragma once

#include "app/list.h"

G_BEGIN_DECLS

/* The page's own part of a query, counted apart: another order of the same rows shares it. */
typedef struct _XyListFilters XyListFilters;

/* DATA is taken. Returns: (transfer full), for xy_list_shared_new(). */
XyListFilters *xy_list_filters_new (gpointer data, GDestroyNotify free_data);

/* FILTERS is taken. */
XyListShared *xy_list_shared_new (XyListFilters *filters, const char *sort, gboolean descending);
/* Returns: (transfer full). */
XyListFilters *xy_list_shared_get_filters (XyListShared *shared);

/* For ids, or, where IDS are given, for their records. */
typedef struct
{
  const XyListSource *source;
  XyListShared *shared;
  guint generation;
  XyId *ids;
  guint n_ids;
} XyListQuestion;

typedef struct
{
  XyListAnswer *answer; /* NULL in an answer that brings records only */
  XyId *ids;
  GPtrArray *records;
  XyMark *marks; /* of the records; NULL: none has one */
  GDestroyNotify free_record;
} XyListReply;

/* Holds SHARED. Whoever asks for records adds their ids. */
XyListQuestion *xy_list_question_new (const XyListSource *source, XyListShared *shared);
void xy_list_question_free (gpointer question);
void xy_list_reply_free (gpointer reply);

/* For xy_worker_run(): an XyListReply to the XyListQuestion DATA. */
gpointer xy_list_answer_ids (XyStore *store, gpointer data, GCancellable *cancellable, GError **error);
gpointer xy_list_answer_records (XyStore *store, gpointer data, GCancellable *cancellable, GError **error);

G_END_DECLS
