/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * list: the one GListModel of the window. It holds the ids of all rows that a query finds and only those records that
 * are looked at, so that 100,000 rows cost 1.6 MB and open at once.
 *
 * A page says once what to ask (XyListSource) and then gives the list a query, its filters and search text, as data of
 * its own. The worker answers with all ids as one packed array; the list splices the smallest change into what it had,
 * so that selection and scrolling stay; records are fetched in blocks around the rows that are on the screen. A new
 * query makes the answer to an older one stale, and stale answers are dropped.
 *
 * After an act the list asks again by itself if one of its topics was touched: at once while it is shown, else when it
 * is shown next. Nobody patches a list by hand.
 *
 * Functions of the source run on the worker's thread; they may use nothing but their arguments.
 */
#pragma once

#include <gio/gio.h>

#include "app/row.h"
#include "app/worker.h"
#include "core/record.h"

G_BEGIN_DECLS

#define XY_LIST_N_SUMS 4

#define XY_TYPE_LIST (xy_list_get_type ())
G_DECLARE_FINAL_TYPE (XyList, xy_list, XY, LIST, GObject)

/* What is asked. Never changed once made; shared between the threads. */
typedef struct
{
  gconstpointer data; /* the page's filters, as given to xy_list_set_query() */
  const char *sort;   /* name of the column to sort by, NULL for the query's own order */
  gboolean descending;
} XyListQuery;

typedef struct
{
  XyId *ids; /* in the order to show */
  guint n_ids;
  gint64 sums[XY_LIST_N_SUMS]; /* whatever the page wants to say in its foot */
} XyListAnswer;

/* Takes the array IDS (of XyId); NULL, where the question failed, gives NULL. */
XyListAnswer *xy_list_answer_new (GArray *ids);
void xy_list_answer_free (XyListAnswer *answer);

typedef struct
{
  XyListAnswer *(*ids) (XyStore *store, const XyListQuery *query, GCancellable *cancellable, GError **error);

  /*
   * The records of IDS: an array with exactly one element for each id in the same order, NULL where the record is gone.
   * The list takes the elements and frees them with free_record.
   */
  GPtrArray *(*records) (XyStore *store,
                         const XyListQuery *query,
                         const XyId *ids,
                         guint n_ids,
                         GCancellable *cancellable,
                         GError **error);
  GDestroyNotify free_record;

  /* The words for the foot about the chosen rows, as "+14.0 together"; (transfer full). May be NULL. */
  char *(*sum) (XyStore *store,
                const XyListQuery *query,
                const XyId *ids,
                guint n_ids,
                GCancellable *cancellable,
                GError **error);
} XyListSource;

/*
 * For the functions of a source whose query reads its rows whole (list-rows.c):
 *
 *   g_autoptr (GPtrArray) lines = read_lines (store, asked->data, error);         both read the same, then
 *   return xy_list_answer_new (xy_list_ids_of (lines, line_id));                  ids
 *   return xy_list_pick (lines, line_id, ids, n_ids);                             records
 *
 * ROWS may be NULL, where reading failed, and gives NULL.
 */
typedef XyId (*XyListIdOf) (gconstpointer row);

/* Of a row that is a record, or begins with one. */
XyId xy_list_record_id (gconstpointer record);

/* Returns: (transfer full) array of XyId. */
GArray *xy_list_ids_of (const GPtrArray *rows, XyListIdOf id_of);

/* Takes the rows of IDS out of ROWS. */
GPtrArray *xy_list_pick (GPtrArray *rows, XyListIdOf id_of, const XyId *ids, guint n_ids);

/* The records function of a source whose rows are records of TYPE as they are. */
GPtrArray *xy_list_get_records (XyStore *store, const XyRecordType *type, const XyId *ids, guint n_ids);

/* A column's words: "3 days left", "today", or with DAYS below 0 "2 days over". (transfer full) */
char *xy_list_days_left (int days);

typedef enum
{
  XY_LIST_WAITING, /* no answer yet */
  XY_LIST_ANSWERED,
  XY_LIST_FAILED, /* the last question failed; rows of the one before are still there */
} XyListState;

/* SOURCE is static. TOPICS are XyTopic bits of core/record.h. The list asks nothing before it has a query. */
XyList *xy_list_new (XyWorker *worker, const XyListSource *source, guint topics);

/* Asks anew. DATA is freed with FREE_DATA, on any thread, when no question with it is under way any more. */
void xy_list_set_query (XyList *list, gpointer data, GDestroyNotify free_data);

/* Sorts by the column NAME (copied; NULL: the query's own order). */
void xy_list_set_sort (XyList *list, const char *name, gboolean descending);
const char *xy_list_get_sort (XyList *list, gboolean *descending);

/* Asks the same again, now or, while the list is not shown, when it is shown next. */
void xy_list_refresh (XyList *list);

/* Whether somebody sees the list; its table says so. A new list is shown. */
void xy_list_set_shown (XyList *list, gboolean shown);

XyListState xy_list_get_state (XyList *list);
/* Whether its rows are still those of an earlier question. */
gboolean xy_list_is_stale (XyList *list);
guint xy_list_get_count (XyList *list);
gint64 xy_list_get_sum (XyList *list, guint which);

/* Why the last question failed, or NULL. Owned by the list. */
const GError *xy_list_get_error (XyList *list);

/* The id of the row at POSITION, NULL beyond the end. Owned by the list until it next changes. */
const XyId *xy_list_get_id (XyList *list, guint position);

/* Where the record ID stands. FALSE where the query does not find it. */
gboolean xy_list_find (XyList *list, const XyId *id, guint *position);

/* The mark of the row that is chosen (row.h), for whoever shows it in full; its table says which. NULL: none. */
void xy_list_set_mark (XyList *list, const XyMark *mark);
const XyMark *xy_list_get_mark (XyList *list);

/* The rows around POSITION are on the screen: their records are fetched before those of other rows. */
void xy_list_look_at (XyList *list, guint position);

XyWorker *xy_list_get_worker (XyList *list);
const XyListSource *xy_list_get_source (XyList *list);

/* The query that is shown, for a job of one's own: share it with the job and let go of it there. */
typedef struct _XyListShared XyListShared;
XyListShared *xy_list_share_query (XyList *list);
const XyListQuery *xy_list_shared_get (XyListShared *shared);
void xy_list_shared_unref (XyListShared *shared);

/*
 * Signals
 * "loaded" ()                                            records have come for rows that were waiting, or newer ones
 * "answered" ()                                          after each answer or failure, the rows being in place
 * "before-change" (guint from, guint removed, guint added) before each "items-changed", the old rows being in place
 * "marked" ()                                            another mark than before
 */

G_END_DECLS
