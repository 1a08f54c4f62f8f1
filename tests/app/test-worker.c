/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The worker's spare jobs: stopped for what cannot wait, run anew, never lost. */
#include <glib/gstdio.h>
#include <locale.h>

#include "app/worker.h"
#include "core/error.h"
#include "core/store.h"

/* Takes half a minute or more. */
#define ENDLESS                                                                                                        \
  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 200000000) SELECT count (*) FROM n"

typedef struct
{
  XyWorker *worker;
  XyFixedEnv env;
  char *path;
  int started;    /* how often the spare job began */
  int n_endless;  /* how often it then takes half a minute */
  guint n_thrown; /* answers that were thrown away */
  GString *order; /* of the answers */
  GError *refused;
} Office;

static gpointer
open_store (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Office *office = data;
  XyStore *opened = xy_store_open (office->path, &office->env.env, XY_STORE_CREATE, error);

  if (opened != NULL)
    xy_worker_take_store (office->worker, opened, g_object_unref);
  return NULL;
}

static gpointer
read_spare (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Office *office = data;
  gint64 n = 0;

  if (g_atomic_int_add (&office->started, 1) < office->n_endless)
    xy_db_number (xy_store_get_db (store), ENDLESS, XY_BIND_NONE, &n, NULL);
  return office;
}

static gpointer
read_at_once (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 n = 0;

  xy_db_number (xy_store_get_db (store), "SELECT 6 * 7", XY_BIND_NONE, &n, error);
  return n == 42 ? data : NULL;
}

static void
throw_away (gpointer data)
{
  ((Office *) data)->n_thrown++;
}

static void
on_spare_read (GObject *source, GAsyncResult *result, gpointer data)
{
  Office *office = data;
  gpointer answer = xy_worker_run_finish (XY_WORKER (source), result, &office->refused);

  g_string_append (office->order, answer == office ? "spare " : "refused ");
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  Office *office = data;
  g_autoptr (GError) error = NULL;

  g_assert_true (xy_worker_run_finish (XY_WORKER (source), result, &error) == office);
  g_assert_no_error (error);
  g_string_append (office->order, "query ");
}

static void
set_up (Office *office, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("xiangyue-worker-XXXXXX", NULL);

  xy_fixed_env_init (&office->env, G_GINT64_CONSTANT (1795309200000), 1);
  office->path = g_build_filename (folder, "431399101201.xiangyue", NULL);
  office->order = g_string_new (NULL);
  office->worker = xy_worker_new ();
  xy_worker_run (office->worker, XY_WORKER_OPEN, open_store, office, NULL, NULL, NULL, NULL, NULL);
}

static void
tear_down (Office *office, gconstpointer data)
{
  static const char *const ends[] = { "", "-wal", "-shm" };
  g_autofree char *folder = g_path_get_dirname (office->path);

  xy_worker_stop (office->worker);
  g_object_unref (office->worker);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *path = g_strconcat (office->path, ends[i], NULL);
      g_remove (path);
    }
  g_rmdir (folder);
  g_string_free (office->order, TRUE);
  g_clear_error (&office->refused);
  g_free (office->path);
}

/* Until so many answers have come. */
static void
wait_for_answers (Office *office, guint n)
{
  for (;;)
    {
      guint have = 0;
      for (const char *at = office->order->str; *at != '\0'; at++)
        have += *at == ' ';
      if (have >= n)
        return;
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
start_spare (Office *office)
{
  int before = g_atomic_int_get (&office->started);

  xy_worker_run (office->worker, XY_WORKER_SPARE, read_spare, office, NULL, throw_away, NULL, on_spare_read, office);
  while (g_atomic_int_get (&office->started) == before)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static void
test_gives_way (Office *office, gconstpointer data)
{
  office->n_endless = 2;
  for (guint i = 0; i < 2; i++)
    {
      gint64 start = g_get_monotonic_time ();
      if (i == 0)
        start_spare (office);
      while (g_atomic_int_get (&office->started) < (int) i + 1)
        g_usleep (1000);
      xy_worker_run (office->worker, XY_WORKER_QUERY, read_at_once, office, NULL, NULL, NULL, on_read, office);
      wait_for_answers (office, i + 1);
      g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
    }
  wait_for_answers (office, 3);
  g_assert_cmpstr (office->order->str, ==, "query query spare ");
  g_assert_cmpint (office->started, ==, 3);
  g_assert_cmpuint (office->n_thrown, ==, 2);
}

/* What can wait does not stop it. */
static void
test_is_not_stopped (Office *office, gconstpointer data)
{
  start_spare (office);
  xy_worker_run (office->worker, XY_WORKER_LATER, read_at_once, office, NULL, NULL, NULL, on_read, office);
  wait_for_answers (office, 2);
  g_assert_cmpint (office->started, ==, 1);
  g_assert_cmpuint (office->n_thrown, ==, 0);
}

static void
test_ends (Office *office, gconstpointer data)
{
  gint64 start = g_get_monotonic_time ();

  office->n_endless = G_MAXINT;
  start_spare (office);
  xy_worker_run (office->worker, XY_WORKER_QUERY, read_at_once, office, NULL, NULL, NULL, on_read, office);
  xy_worker_stop (office->worker);
  wait_for_answers (office, 2);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
  g_assert_cmpstr (office->order->str, ==, "query refused ");
  g_assert_error (office->refused, XY_ERROR, XY_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/worker/gives-way", Office, NULL, set_up, test_gives_way, tear_down);
  g_test_add ("/worker/is-not-stopped", Office, NULL, set_up, test_is_not_stopped, tear_down);
  g_test_add ("/worker/ends", Office, NULL, set_up, test_ends, tear_down);
  return g_test_run ();
}
