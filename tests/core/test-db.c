/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>

#include "core/db.h"

/* Takes half a minute or more. */
#define ENDLESS                                                                                                        \
  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 200000000) SELECT count (*) FROM n"

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (20000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_cancelled (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XyDb) db = xy_db_open (":memory:", XY_DB_CREATE, &error);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gint64 n = 0;

  g_assert_no_error (error);
  xy_db_set_cancellable (db, cancellable);
  g_assert_true (xy_db_number (db, "SELECT 6 * 7", XY_BIND_NONE, &n, &error));
  g_assert_cmpint (n, ==, 42);

  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);
  g_assert_false (xy_db_number (db, ENDLESS, XY_BIND_NONE, &n, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CANCELLED);
  g_clear_error (&error);
  g_thread_join (thread);

  /* Of no matter any more, although it is still cancelled. */
  xy_db_set_cancellable (db, NULL);
  g_assert_true (xy_db_number (db,
                               "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 50000)"
                               " SELECT count (*) FROM n",
                               XY_BIND_NONE, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpint (n, ==, 50000);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/db/cancelled", test_cancelled);
  return g_test_run ();
}
