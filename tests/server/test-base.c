/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calls of a base, on whichever make the tests run with; and what only PostgreSQL can have happen to it. */
#include <locale.h>

#include "county.h"
#include "server/base.h"

#define TABLE                                                                                                          \
  "CREATE TABLE thing (sid BIGINT NOT NULL, id BYTEA NOT NULL, name TEXT, small INT, big BIGINT, data BYTEA, "         \
  "PRIMARY KEY (sid, id))"
#define ADD_SQL "INSERT INTO thing (sid, id, name, small, big, data) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
#define COUNT_SQL "SELECT count (*) FROM thing"

static XyBase *
open_at (const char *place)
{
  g_autoptr (GError) error = NULL;
  XyBase *base = xy_base_open (place, &error);

  g_assert_no_error (error);
  return base;
}

static XyBase *
open_with_table (char **place)
{
  g_autoptr (GError) error = NULL;

  *place = county_place (g_getenv ("XIANGYUE_TEST_PG"));
  XyBase *base = open_at (*place);
  g_assert_true (xy_base_define (base, TABLE, &error));
  return base;
}

/* Then the test is skipped: WHY. */
static gboolean
is_file (XyBase *base, const char *why)
{
  if (xy_base_get_db (base) == NULL)
    return FALSE;
  g_test_skip (why);
  return TRUE;
}

static XyId
id_of (int n)
{
  XyId id = { .b = { 1, 0, (guint8) (n >> 8), (guint8) n } };

  return id;
}

static gboolean
add (XyBase *base, int n, gboolean later, GError **error)
{
  XyId id = id_of (n);
  g_autofree char *name = g_strdup_printf ("第 %d 户 '?1' $1", n);

  return (later ? xy_base_later : xy_base_run) (
      base, ADD_SQL,
      XY_BIND (XY_INT (431399101201), XY_ID (&id), XY_TEXT (name), XY_INT (n % 3), XY_INT (-n), XY_BYTES ("a\0b", 3)),
      error);
}

static gint64
count (XyBase *base)
{
  g_autoptr (GError) error = NULL;
  gint64 n = -1;

  g_assert_true (xy_base_number (base, COUNT_SQL, XY_BIND_NONE, &n, &error));
  return n;
}

static void
test_values (void)
{
  g_autofree char *place = NULL;
  g_autoptr (XyBase) base = open_with_table (&place);
  g_autoptr (GError) error = NULL;
  XyId one = id_of (1), two = id_of (2);
  gboolean has = FALSE;
  gint64 number = 7;
  gsize length;

  g_assert_true (xy_base_has_table (base, "thing", &has, &error) && has);
  g_assert_true (xy_base_has_table (base, "nothing", &has, &error) && !has);
  g_assert_true (xy_base_run (base, ADD_SQL,
                              XY_BIND (XY_INT (G_MAXINT64), XY_ID (&one), XY_TEXT (""), XY_INT (-1),
                                       XY_INT (G_MININT64), XY_BYTES ("\0\xff", 2)),
                              &error));
  g_assert_true (xy_base_run (
      base, ADD_SQL, XY_BIND (XY_INT (1), XY_ID (&two), XY_TEXT (NULL), XY_INT (0), XY_INT (0), XY_BYTES (NULL, 0)),
      &error));
  {
    g_autoptr (XyBaseRows) rows = xy_base_query (
        base, "SELECT sid, id, name, small, big, data AS last FROM thing WHERE sid > ?1 ORDER BY sid DESC",
        XY_BIND (XY_INT (0)), &error);
    g_assert_true (xy_base_rows_next (rows, &error));
    g_assert_cmpint (xy_base_rows_n_columns (rows), ==, 6);
    g_assert_cmpstr (xy_base_rows_column_name (rows, 5), ==, "last");
    g_assert_cmpint (xy_base_rows_int (rows, 0), ==, G_MAXINT64);
    XyId id = xy_base_rows_id (rows, 1);
    g_assert_true (xy_id_equal (&id, &one));
    g_assert_cmpstr (xy_base_rows_text (rows, 2), ==, "");
    g_assert_cmpint (xy_base_rows_int (rows, 3), ==, -1);
    g_assert_cmpstr (xy_base_rows_text (rows, 3), ==, "-1");
    g_assert_cmpint (xy_base_rows_int (rows, 4), ==, G_MININT64);
    const void *bytes = xy_base_rows_bytes (rows, 5, &length);
    g_assert_cmpmem (bytes, length, "\0\xff", 2);
    g_assert_cmpint (xy_base_rows_value (rows, 5).kind, ==, 'b');
    g_assert_cmpint (xy_base_rows_value (rows, 2).kind, ==, 't');
    g_assert_cmpint (xy_base_rows_value (rows, 4).kind, ==, 'n');
    g_assert_true (xy_base_rows_next (rows, &error));
    g_assert_true (xy_base_rows_is_null (rows, 2));
    g_assert_null (xy_base_rows_text (rows, 2));
    g_assert_null (xy_base_rows_bytes (rows, 5, &length));
    g_assert_cmpint (xy_base_rows_value (rows, 5).kind, ==, '0');
    g_assert_false (xy_base_rows_next (rows, &error));
  }
  g_assert_no_error (error);
  /* None, and one that is NULL, leave the number as it is. */
  g_assert_true (xy_base_number (base, "SELECT big FROM thing WHERE sid = ?1", XY_BIND (XY_INT (5)), &number, &error));
  g_assert_true (
      xy_base_number (base, "SELECT max (big) FROM thing WHERE sid = ?1", XY_BIND (XY_INT (5)), &number, &error));
  g_assert_cmpint (number, ==, 7);
  g_assert_null (xy_base_text (base, "SELECT name FROM thing WHERE sid = ?1", XY_BIND (XY_INT (5)), &error));
  g_assert_no_error (error);
  /* A sum is of another type there. */
  for (int n = 1; n < 9; n++)
    g_assert_true (
        xy_base_run (base, "UPDATE thing SET big = ?1 WHERE sid = 1", XY_BIND (XY_INT (-12345678901 * n * n)), &error)
        && xy_base_number (base, "SELECT sum (big) FROM thing WHERE sid = 1", XY_BIND_NONE, &number, &error)
        && number == -12345678901 * n * n);
  g_assert_true (
      xy_base_number (base, "SELECT sum (small) * 10000 FROM thing WHERE small < 0", XY_BIND_NONE, &number, &error));
  g_assert_cmpint (number, ==, -10000);
  /* Text is sorted by its bytes, whatever the database's language. */
  g_assert_true (add (base, 9, FALSE, &error));
  g_autofree char *least = xy_base_text (base, "SELECT min (name) FROM thing WHERE name <> ''", XY_BIND_NONE, &error);
  g_assert_cmpstr (least, ==, "第 9 户 '?1' $1");
}

static void
test_transactions (void)
{
  g_autofree char *place = NULL;
  g_autoptr (XyBase) base = open_with_table (&place);
  g_autoptr (GError) error = NULL;

  g_assert_true (xy_base_begin (base, &error) && add (base, 1, FALSE, &error));
  xy_base_rollback (base);
  g_assert_cmpint (count (base), ==, 0);
  xy_base_rollback (base);

  g_assert_true (xy_base_begin (base, &error) && add (base, 1, FALSE, &error)
                 && xy_base_savepoint (base, "part", &error) && add (base, 2, TRUE, &error)
                 && xy_base_undo (base, "part", &error) && add (base, 3, TRUE, &error)
                 && xy_base_release (base, "part", &error) && xy_base_commit (base, &error));
  g_assert_cmpint (count (base), ==, 2);

  /* A key that is there is undone alone. */
  g_assert_true (xy_base_begin (base, &error) && xy_base_savepoint (base, "part", &error));
  g_assert_false (add (base, 1, FALSE, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_true (xy_base_undo (base, "part", &error) && add (base, 4, FALSE, &error) && xy_base_commit (base, &error));
  g_assert_cmpint (count (base), ==, 3);
  g_assert_no_error (error);
}

/* More rows than go in one statement, of two kinds, with what is missing in some. */
static void
test_later (void)
{
  g_autofree char *place = NULL;
  g_autoptr (XyBase) base = open_with_table (&place);
  g_autoptr (GError) error = NULL;
  gint64 number = 0;

  g_assert_true (xy_base_begin (base, &error));
  for (int n = 1; n <= 300; n++)
    {
      XyId id = id_of (n + 1000);
      g_assert_true (add (base, n, TRUE, &error));
      g_assert_true (xy_base_later (
          base, "INSERT INTO thing (sid, id, name, small, big) VALUES (?1, ?2, ?3, 5, ?4)",
          XY_BIND (XY_INT (2), XY_ID (&id), n % 50 == 0 ? XY_TEXT ("x") : (XyValue){ .kind = '0' }, XY_INT (n)),
          &error));
      if (n % 100 == 0)
        g_assert_true (xy_base_later (base, "UPDATE thing SET small = small + 1 WHERE sid = ?1 AND id = ?2",
                                      XY_BIND (XY_INT (7), XY_ID (&id)), &error));
    }
  g_assert_cmpint (count (base), ==, 600);
  g_assert_true (xy_base_commit (base, &error));
  g_assert_true (xy_base_number (base, "SELECT sum (big) FROM thing WHERE sid = 2 AND name IS NULL", XY_BIND_NONE,
                                 &number, &error));
  g_assert_cmpint (number, ==, 300 * 301 / 2 - (50 + 100 + 150 + 200 + 250 + 300));
  g_autofree char *name =
      xy_base_text (base, "SELECT name FROM thing WHERE big = ?1 AND sid <> 2", XY_BIND (XY_INT (-257)), &error);
  g_assert_cmpstr (name, ==, "第 257 户 '?1' $1");

  /* What is wrong with it is said at the latest by the commit, and nothing of it is there. */
  gboolean fine = xy_base_begin (base, &error);
  for (int n = 290; fine && n < 310; n++)
    fine = add (base, 600 - n, TRUE, &error);
  fine = fine && xy_base_commit (base, &error);
  g_assert_false (fine);
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  xy_base_rollback (base);
  g_assert_cmpint (count (base), ==, 600);
}

static gboolean
set_later (XyBase *base, int n, gint64 big, const char *name, GError **error)
{
  XyId id = id_of (n);

  return xy_base_later (base, "UPDATE thing SET big = ?3, name = ?4 WHERE sid = ?1 AND id = ?2",
                        XY_BIND (XY_INT (431399101201), XY_ID (&id), XY_INT (big), XY_TEXT (name)), error);
}

/* Many rows are changed, some twice, one that was added just before, and one that goes afterwards. */
static void
test_later_changes (void)
{
  g_autofree char *place = NULL;
  g_autoptr (XyBase) base = open_with_table (&place);
  g_autoptr (GError) error = NULL;
  XyId gone = id_of (9);
  gint64 number = 0;

  g_assert_true (xy_base_begin (base, &error));
  for (int n = 1; n <= 300; n++)
    {
      g_assert_true (add (base, n, TRUE, &error) && set_later (base, n, n, "a", &error));
      if (n % 100 == 0)
        g_assert_true (set_later (base, n - 50, 1000, NULL, &error) && set_later (base, n - 50, 2000, "b", &error));
    }
  g_assert_true (set_later (base, 9, 5000, "c", &error)
                 && xy_base_later (base, "DELETE FROM thing WHERE sid = ?1 AND id = ?2",
                                   XY_BIND (XY_INT (431399101201), XY_ID (&gone)), &error)
                 && xy_base_commit (base, &error));
  g_assert_cmpint (count (base), ==, 299);
  g_assert_true (xy_base_number (base, "SELECT sum (big) FROM thing", XY_BIND_NONE, &number, &error));
  g_assert_cmpint (number, ==, 300 * 301 / 2 - 9 - (50 + 150 + 250) + 3 * 2000);
  g_assert_true (xy_base_number (base, "SELECT count (*) FROM thing WHERE name = 'b'", XY_BIND_NONE, &number, &error));
  g_assert_cmpint (number, ==, 3);
  g_assert_no_error (error);
}

/* Another connection is the database's own. */
static void
kill_others (const char *place)
{
  g_autoptr (XyBase) other = open_at (place);
  g_autoptr (GError) error = NULL;
  gint64 left = 1;

  g_assert_true (xy_base_run (other,
                              "SELECT pg_terminate_backend (pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid () "
                              "AND backend_type = 'client backend'",
                              XY_BIND_NONE, &error));
  while (left > 0)
    g_assert_true (xy_base_number (other,
                                   "SELECT count (*) FROM pg_stat_activity WHERE pid <> pg_backend_pid () "
                                   "AND backend_type = 'client backend'",
                                   XY_BIND_NONE, &left, &error));
}

static void
test_lost (void)
{
  g_autofree char *place = NULL;
  g_autoptr (XyBase) base = open_with_table (&place);
  g_autoptr (GError) error = NULL;

  if (is_file (base, "a file has no connection"))
    return;
  /* Between two requests nobody notices. */
  g_assert_true (add (base, 1, FALSE, &error));
  kill_others (place);
  g_assert_cmpint (count (base), ==, 1);
  kill_others (place);
  g_assert_true (xy_base_begin (base, &error) && add (base, 2, TRUE, &error) && xy_base_commit (base, &error));
  kill_others (place);
  g_assert_true (add (base, 3, FALSE, &error));

  /* In the middle of one all of it is gone, and the next one works. */
  g_assert_true (xy_base_begin (base, &error) && add (base, 4, FALSE, &error));
  kill_others (place);
  g_assert_false (add (base, 5, FALSE, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_OFFLINE);
  g_clear_error (&error);
  xy_base_rollback (base);
  g_assert_true (xy_base_begin (base, &error) && add (base, 6, TRUE, &error) && xy_base_commit (base, &error));
  g_assert_cmpint (count (base), ==, 4);

  /* Nobody there. */
  g_assert_null (xy_base_open ("postgresql:host=/nowhere connect_timeout=2", &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_OFFLINE);
}

/* Each has what the other waits for. */
static gpointer
on_other_begun (gpointer data)
{
  XyBase *base = data;
  g_autoptr (GError) error = NULL;
  gboolean fine = xy_base_run (base, "UPDATE thing SET small = 8 WHERE big = -1", XY_BIND_NONE, &error)
                  && xy_base_commit (base, &error);

  if (!fine)
    xy_base_rollback (base);
  return GINT_TO_POINTER (fine || g_error_matches (error, XY_ERROR, XY_ERROR_BUSY) ? 1 + fine : 0);
}

static void
test_each_other (void)
{
  g_autofree char *place = NULL;
  g_autoptr (XyBase) base = open_with_table (&place);
  g_autoptr (GError) error = NULL;

  if (is_file (base, "who writes a file has all of it"))
    return;
  g_autoptr (XyBase) other = open_at (place);
  g_assert_true (add (base, 1, FALSE, &error) && add (base, 2, FALSE, &error));
  g_assert_true (xy_base_begin (base, &error) && xy_base_begin (other, &error)
                 && xy_base_run (base, "UPDATE thing SET small = 7 WHERE big = -1", XY_BIND_NONE, &error)
                 && xy_base_run (other, "UPDATE thing SET small = 8 WHERE big = -2", XY_BIND_NONE, &error));
  GThread *thread = g_thread_new ("other", on_other_begun, other);
  gboolean fine = xy_base_run (base, "UPDATE thing SET small = 7 WHERE big = -2", XY_BIND_NONE, &error)
                  && xy_base_commit (base, &error);
  if (!fine)
    {
      g_assert_error (error, XY_ERROR, XY_ERROR_BUSY);
      xy_base_rollback (base);
    }
  int came = GPOINTER_TO_INT (g_thread_join (thread));
  g_assert_cmpint (came, ==, fine ? 1 : 2);
  gint64 small = 0;
  g_assert_true (xy_base_number (base, "SELECT min (small) FROM thing", XY_BIND_NONE, &small, NULL));
  g_assert_cmpint (small, ==, fine ? 7 : 8);
}

static gboolean
add_of (XyBase *base, gint64 village, int n, GError **error)
{
  XyId id = id_of (n);

  return xy_base_run (base, "INSERT INTO thing (sid, id) VALUES (?1, ?2)", XY_BIND (XY_INT (village), XY_ID (&id)),
                      error);
}

/* Whoever asks sees and writes what lies under his division code, though the query names none. */
static void
test_scope (void)
{
  static const struct
  {
    gint64 scope;
    int n;
  } cases[] = { { 0, 4 },          { 431399, 3 },       { 431399101, 2 }, { 431399101201, 1 },
                { 4313991012, 1 }, { 431399101299, 0 }, { 43, 3 },        { XY_BASE_NOBODY, 0 } };
  g_autofree char *place = NULL;
  g_autoptr (XyBase) base = open_with_table (&place);
  g_autoptr (GError) error = NULL;

  if (is_file (base, "who writes a file has all of it"))
    return;
  g_assert_true (xy_base_is_fenced (base));
  g_assert_true (add_of (base, 431399101201, 1, &error) && add_of (base, 431399101301, 2, &error)
                 && add_of (base, 431399102201, 3, &error) && add_of (base, 440000000000, 4, &error));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      xy_base_set_scope (base, cases[i].scope);
      g_assert_cmpint (count (base), ==, cases[i].n);
    }

  xy_base_set_scope (base, 431399101);
  GLogLevelFlags fatal = g_log_set_always_fatal (G_LOG_FATAL_MASK);
  g_assert_false (add_of (base, 431399102201, 5, &error));
  g_log_set_always_fatal (fatal);
  g_assert_error (error, XY_ERROR, XY_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_true (xy_base_run (base, "UPDATE thing SET small = 1", XY_BIND_NONE, &error)
                 && xy_base_run (base, "DELETE FROM thing WHERE sid = 431399102201", XY_BIND_NONE, &error));
  xy_base_set_scope (base, 0);
  g_assert_cmpint (count (base), ==, 4);
  gint64 changed = 0;
  g_assert_true (xy_base_number (base, "SELECT count (*) FROM thing WHERE small = 1", XY_BIND_NONE, &changed, &error));
  g_assert_cmpint (changed, ==, 2);

  /* What was told in a transaction that is undone is told again. */
  g_assert_true (xy_base_begin (base, &error));
  xy_base_set_scope (base, 431399101201);
  g_assert_cmpint (count (base), ==, 1);
  xy_base_rollback (base);
  g_assert_cmpint (count (base), ==, 1);
  g_autoptr (XyBase) other = open_at (place);
  g_assert_cmpint (count (other), ==, 4);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/values", test_values);
  g_test_add_func ("/base/transactions", test_transactions);
  g_test_add_func ("/base/later", test_later);
  g_test_add_func ("/base/later-changes", test_later_changes);
  g_test_add_func ("/base/lost", test_lost);
  g_test_add_func ("/base/each-other", test_each_other);
  g_test_add_func ("/base/scope", test_scope);
  return g_test_run ();
}
