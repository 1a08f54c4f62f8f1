/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/app/world.h"

/* A copy of the model kept up by its signals alone, as GTK keeps one. */
typedef struct
{
  GPtrArray *rows; /* XyRow */
  guint n_changes;
  guint biggest;
} Mirror;

static void
on_items_changed (GListModel *model, guint from, guint removed, guint added, Mirror *mirror)
{
  g_assert_cmpuint (from + removed, <=, mirror->rows->len);
  if (removed > 0)
    g_ptr_array_remove_range (mirror->rows, from, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (mirror->rows, (int) (from + i), g_list_model_get_item (model, from + i));
  mirror->n_changes++;
  mirror->biggest = MAX (mirror->biggest, removed + added);
  g_assert_cmpuint (mirror->rows->len, ==, g_list_model_get_n_items (model));
}

/* Runs the main loop until every row that somebody holds has its newest record. */
static void
settle (Mirror *mirror, World *world)
{
  gint64 end = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;
  for (guint i = 0; i < mirror->rows->len; i++)
    for (;;)
      {
        const WorldRecord *record = xy_row_get_record (mirror->rows->pdata[i]);
        if (record != NULL && record->edition == world->edition)
          break;
        g_assert_cmpint (g_get_monotonic_time (), <, end);
        g_main_context_iteration (NULL, FALSE);
      }
}

static void
check (Mirror *mirror, World *world, guint32 divisor)
{
  guint k = 0;
  for (guint i = 0; i < world->numbers->len; i++)
    {
      guint32 number = g_array_index (world->numbers, guint32, i);
      if (number % divisor != 0)
        continue;
      g_assert_cmpuint (k, <, mirror->rows->len);
      XyRow *row = mirror->rows->pdata[k++];
      const WorldRecord *record = xy_row_get_record (row);
      g_assert_cmpuint (world_number (xy_row_get_id (row)), ==, number);
      g_assert_cmpuint (record->number, ==, number);
    }
  g_assert_cmpuint (k, ==, mirror->rows->len);
}

static void
change_world (World *world, GRand *rand, guint32 *next)
{
  g_mutex_lock (&world->lock);
  for (int n = g_rand_int_range (rand, 1, 6); n > 0; n--)
    {
      guint length = world->numbers->len;
      switch (g_rand_int_range (rand, 0, 3))
        {
        case 0:
          g_array_insert_val (world->numbers, (guint) g_rand_int_range (rand, 0, (int) length + 1), *next);
          (*next)++;
          break;
        case 1:
          if (length > 0)
            g_array_remove_index (world->numbers, (guint) g_rand_int_range (rand, 0, (int) length));
          break;
        default:
          if (length > 0)
            {
              guint from = (guint) g_rand_int_range (rand, 0, (int) length);
              guint32 number = g_array_index (world->numbers, guint32, from);
              g_array_remove_index (world->numbers, from);
              g_array_insert_val (world->numbers, (guint) g_rand_int_range (rand, 0, (int) length), number);
            }
          break;
        }
    }
  world->edition++;
  g_mutex_unlock (&world->lock);
}

/* Under random changes the model that the signals describe is always the one that the worker answered. */
static void
test_random_changes (void)
{
  g_autoptr (XyWorker) worker = xy_worker_new ();
  g_autoptr (XyList) list = xy_list_new (worker, &world_source, 1 << 2);
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  Mirror mirror = { g_ptr_array_new_with_free_func (g_object_unref), 0, 0 };
  World world;
  guint32 next = 120, divisor = 1;

  world_init (&world, next);
  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed), &mirror);
  world_ask (&world, list, divisor);
  world_wait (list);
  for (int round = 0; round < 300; round++)
    {
      settle (&mirror, &world);
      check (&mirror, &world, divisor);
      if (g_rand_int_range (rand, 0, 4) == 0)
        {
          divisor = (guint32) g_rand_int_range (rand, 1, 4);
          world_ask (&world, list, divisor);
        }
      else
        {
          change_world (&world, rand, &next);
          xy_worker_changed (worker, 1 << 2);
        }
      world_wait (list);
    }
  settle (&mirror, &world);
  check (&mirror, &world, divisor);

  g_signal_handlers_disconnect_by_data (list, &mirror);
  g_ptr_array_unref (mirror.rows);
  xy_worker_stop (worker);
  world_clear (&world);
}

static void
test_smallest_change (void)
{
  g_autoptr (XyWorker) worker = xy_worker_new ();
  g_autoptr (XyList) list = xy_list_new (worker, &world_source, 1);
  Mirror mirror = { g_ptr_array_new_with_free_func (g_object_unref), 0, 0 };
  World world;

  world_init (&world, 1000);
  world_ask (&world, list, 1);
  world_wait (list);
  for (guint i = 0; i < 1000; i++)
    g_ptr_array_add (mirror.rows, g_list_model_get_item (G_LIST_MODEL (list), i));
  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed), &mirror);

  /* The same answer: nothing to say, but every record is read anew. */
  world.edition++;
  xy_worker_changed (worker, 1);
  world_wait (list);
  g_assert_cmpuint (mirror.n_changes, ==, 0);
  settle (&mirror, &world);

  /* One row in the middle goes. */
  g_array_remove_index (world.numbers, 500);
  xy_worker_changed (worker, 1);
  world_wait (list);
  g_assert_cmpuint (mirror.n_changes, ==, 1);
  g_assert_cmpuint (mirror.biggest, ==, 1);

  /* Another topic: not even asked. */
  guint asked = world.n_asked;
  xy_worker_changed (worker, 2);
  world_flush (worker);
  g_assert_cmpuint (world.n_asked, ==, asked);

  g_signal_handlers_disconnect_by_data (list, &mirror);
  g_ptr_array_unref (mirror.rows);
  xy_worker_stop (worker);
  world_clear (&world);
}

static void
on_stale_answered (XyList *list, guint *n_answers)
{
  g_assert_cmpuint (xy_list_get_count (list), ==, 200);
  (*n_answers)++;
}

/* Of many quick questions only the last one's answer is shown. */
static void
test_stale_answers (void)
{
  g_autoptr (XyWorker) worker = xy_worker_new ();
  g_autoptr (XyList) list = xy_list_new (worker, &world_source, 1);
  World world;
  guint n_answers = 0;

  world_init (&world, 6000);
  gulong id = g_signal_connect (list, "answered", G_CALLBACK (on_stale_answered), &n_answers);
  for (guint32 divisor = 1; divisor <= 30; divisor++)
    world_ask (&world, list, divisor);
  world_flush (worker);
  g_assert_cmpuint (n_answers, ==, 1);
  g_signal_handler_disconnect (list, id);
  g_assert_cmpint (xy_list_get_sum (list, 0), ==, 200);

  xy_list_set_sort (list, "number", TRUE);
  world_wait (list);
  g_assert_cmpuint (world_number (xy_list_get_id (list, 0)), ==, 5970);

  xy_worker_stop (worker);
  world_clear (&world);
}

static void
test_hidden (void)
{
  g_autoptr (XyWorker) worker = xy_worker_new ();
  g_autoptr (XyList) list = xy_list_new (worker, &world_source, 1);
  World world;

  world_init (&world, 10);
  world_ask (&world, list, 1);
  world_wait (list);
  xy_list_set_shown (list, FALSE);
  g_array_set_size (world.numbers, 5);
  xy_worker_changed (worker, 1);
  world_flush (worker);
  g_assert_cmpuint (world.n_asked, ==, 1);
  g_assert_cmpuint (xy_list_get_count (list), ==, 10);

  xy_list_set_shown (list, TRUE);
  world_wait (list);
  g_assert_cmpuint (xy_list_get_count (list), ==, 5);

  xy_worker_stop (worker);
  world_clear (&world);
}

/* A failure keeps the rows that are there, and says why. */
static void
test_failure (void)
{
  g_autoptr (XyWorker) worker = xy_worker_new ();
  g_autoptr (XyList) list = xy_list_new (worker, &world_source, 1);
  World world;

  world_init (&world, 10);
  world_ask (&world, list, 1);
  world_wait (list);
  world.fails = TRUE;
  xy_list_refresh (list);
  world_wait (list);
  g_assert_cmpint (xy_list_get_state (list), ==, XY_LIST_FAILED);
  g_assert_cmpstr (xy_list_get_error (list)->message, ==, "broken");
  g_assert_cmpuint (xy_list_get_count (list), ==, 10);
  world.fails = FALSE;
  xy_list_refresh (list);
  world_wait (list);
  g_assert_cmpint (xy_list_get_state (list), ==, XY_LIST_ANSWERED);
  g_assert_null (xy_list_get_error (list));

  xy_worker_stop (worker);
  world_clear (&world);
}

/* A jump through 100,000 rows reads what is looked at, not what is passed. */
static void
test_windowed (void)
{
  g_autoptr (XyWorker) worker = xy_worker_new ();
  g_autoptr (XyList) list = xy_list_new (worker, &world_source, 1);
  Mirror mirror = { g_ptr_array_new_with_free_func (g_object_unref), 0, 0 };
  World world;

  world_init (&world, 100000);
  world_ask (&world, list, 1);
  world_wait (list);
  for (guint i = 0; i < 90000; i++)
    g_object_unref (g_list_model_get_item (G_LIST_MODEL (list), i));
  for (guint i = 90000; i < 90050; i++)
    g_ptr_array_add (mirror.rows, g_list_model_get_item (G_LIST_MODEL (list), i));
  settle (&mirror, &world);
  g_assert_cmpuint (world.n_records, <, 1000);

  g_ptr_array_unref (mirror.rows);
  xy_worker_stop (worker);
  world_clear (&world);
}

typedef struct
{
  XyId id;
  int *freed;
} Row;

static XyId
row_id (gconstpointer row)
{
  return ((const Row *) row)->id;
}

static void
row_free (gpointer data)
{
  Row *row = data;

  (*row->freed)++;
  g_free (row);
}

/* Rows that were read whole are handed out by their ids; one that is gone, or asked for twice, is none; the rest is
 * freed. */
static void
test_rows (void)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  XyId wanted[] = { world_id (3), world_id (9), world_id (1), world_id (3) };
  int freed = 0;

  for (guint32 i = 0; i < 5; i++)
    {
      Row *row = g_new0 (Row, 1);
      row->id = world_id (i);
      row->freed = &freed;
      g_ptr_array_add (rows, row);
    }
  g_autoptr (GArray) ids = xy_list_ids_of (rows, row_id);
  g_assert_cmpuint (ids->len, ==, 5);
  for (guint32 i = 0; i < 5; i++)
    g_assert_cmpuint (world_number (&g_array_index (ids, XyId, i)), ==, i);

  g_autoptr (GPtrArray) found = xy_list_pick (rows, row_id, wanted, G_N_ELEMENTS (wanted));
  g_assert_cmpuint (found->len, ==, 4);
  g_assert_cmpuint (world_number (&((Row *) found->pdata[0])->id), ==, 3);
  g_assert_null (found->pdata[1]);
  g_assert_cmpuint (world_number (&((Row *) found->pdata[2])->id), ==, 1);
  g_assert_null (found->pdata[3]);
  g_clear_pointer (&rows, g_ptr_array_unref);
  g_assert_cmpint (freed, ==, 3);
  g_free (found->pdata[0]);
  g_free (found->pdata[2]);

  g_assert_null (xy_list_ids_of (NULL, row_id));
  g_assert_null (xy_list_answer_new (NULL));
  g_assert_null (xy_list_pick (NULL, row_id, wanted, 1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/list/random-changes", test_random_changes);
  g_test_add_func ("/list/smallest-change", test_smallest_change);
  g_test_add_func ("/list/stale-answers", test_stale_answers);
  g_test_add_func ("/list/hidden", test_hidden);
  g_test_add_func ("/list/failure", test_failure);
  g_test_add_func ("/list/windowed", test_windowed);
  g_test_add_func ("/list/rows", test_rows);
  return g_test_run ();
}
