/* SPDX-License-Identifier: GPL-3.0-or-later */
/* world: records without a store, for lists: a set of numbers that the test changes between questions. */
#pragma once

#include "app/list.h"

#include <string.h>

typedef struct
{
  GMutex lock;
  GArray *numbers; /* guint32, in the order to show; a record's id is made from its number */
  guint edition;   /* stands in every record, so that a stale one is seen */
  gboolean fails;
  guint n_asked;   /* questions for ids */
  guint n_records; /* records handed out */
} World;

/* The source's functions get nothing but their arguments, and the query's data. */
typedef struct
{
  World *world;
  guint32 divisor; /* only its multiples are found */
} WorldQuery;

typedef struct
{
  guint32 number;
  guint edition;
} WorldRecord;

static inline XyId
world_id (guint32 number)
{
  XyId id = XY_ID_NONE;
  id.b[0] = 1;
  memcpy (&id.b[12], &number, 4);
  return id;
}

static inline guint32
world_number (const XyId *id)
{
  guint32 number;
  memcpy (&number, &id->b[12], 4);
  return number;
}

static int
world_compare_descending (gconstpointer a, gconstpointer b)
{
  guint32 x = world_number (a), y = world_number (b);
  return x < y ? 1 : x > y ? -1 : 0;
}

static XyListAnswer *
world_ids (XyStore *store, const XyListQuery *query, GCancellable *cancellable, GError **error)
{
  const WorldQuery *ask = query->data;
  World *world = ask->world;
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (XyId));

  g_mutex_lock (&world->lock);
  world->n_asked++;
  for (guint i = 0; i < world->numbers->len; i++)
    {
      guint32 number = g_array_index (world->numbers, guint32, i);
      XyId id = world_id (number);
      if (number % ask->divisor == 0)
        g_array_append_val (ids, id);
    }
  gboolean fails = world->fails;
  g_mutex_unlock (&world->lock);

  if (g_strcmp0 (query->sort, "number") == 0 && query->descending)
    g_array_sort (ids, world_compare_descending);
  if (fails)
    {
      g_array_unref (ids);
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "broken");
      return NULL;
    }
  XyListAnswer *answer = xy_list_answer_new (ids);
  answer->sums[0] = answer->n_ids;
  return answer;
}

static GPtrArray *
world_records (XyStore *store,
               const XyListQuery *query,
               const XyId *ids,
               guint n_ids,
               GCancellable *cancellable,
               GError **error)
{
  World *world = ((const WorldQuery *) query->data)->world;
  GPtrArray *records = g_ptr_array_new_with_free_func (g_free);

  g_mutex_lock (&world->lock);
  for (guint i = 0; i < n_ids; i++)
    {
      WorldRecord *record = g_new0 (WorldRecord, 1);
      record->number = world_number (&ids[i]);
      record->edition = world->edition;
      g_ptr_array_add (records, record);
    }
  world->n_records += n_ids;
  g_mutex_unlock (&world->lock);
  return records;
}

static char *
world_sum (XyStore *store,
           const XyListQuery *query,
           const XyId *ids,
           guint n_ids,
           GCancellable *cancellable,
           GError **error)
{
  guint64 sum = 0;
  for (guint i = 0; i < n_ids; i++)
    sum += world_number (&ids[i]);
  return g_strdup_printf ("%" G_GUINT64_FORMAT, sum);
}

static const XyListSource world_source = { world_ids, world_records, g_free, world_sum };

static void
world_init (World *world, guint n)
{
  memset (world, 0, sizeof *world);
  g_mutex_init (&world->lock);
  world->numbers = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint32 i = 0; i < n; i++)
    g_array_append_val (world->numbers, i);
}

static void
world_clear (World *world)
{
  g_array_unref (world->numbers);
  g_mutex_clear (&world->lock);
}

static void
world_ask (World *world, XyList *list, guint32 divisor)
{
  WorldQuery *query = g_new0 (WorldQuery, 1);
  query->world = world;
  query->divisor = divisor;
  xy_list_set_query (list, query, g_free);
}

static inline void
world_set_true (gpointer done)
{
  *(gboolean *) done = TRUE;
}

/* Runs the main loop until the list has answered. */
static void
world_wait (XyList *list)
{
  gboolean done = FALSE;
  gulong id = g_signal_connect_swapped (list, "answered", G_CALLBACK (world_set_true), &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (list, id);
}

static inline gpointer
world_do_nothing (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return NULL;
}

static inline void
world_on_flushed (GObject *source, GAsyncResult *result, gpointer done)
{
  *(gboolean *) done = TRUE;
}

/* Runs the main loop until the worker has done all that it was given. */
static inline void
world_flush (XyWorker *worker)
{
  gboolean done = FALSE;
  while (g_main_context_iteration (NULL, FALSE))
    ;
  xy_worker_run (worker, XY_WORKER_LATER, world_do_nothing, NULL, NULL, NULL, NULL, world_on_flushed, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}
