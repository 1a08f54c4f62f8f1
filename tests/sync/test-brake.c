/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What would delete much waits for somebody's word, and nothing is lost meanwhile. */
#include <locale.h>

#include "core/op.h"
#include "core/verify.h"
#include "pair.h"
#include "sync/brake.h"

static gboolean
add_households (XyTxn *txn, gpointer data, GError **error)
{
  for (int i = 0; i < GPOINTER_TO_INT (data); i++)
    {
      g_autoptr (XyHousehold) household = xy_record_new (&xy_household_type);
      g_autofree char *name = g_strdup_printf ("户%03d", i);

      xy_set_str (&household->head_name, name);
      if (!xy_record_save (txn, household, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_one (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyHousehold) household = xy_record_new (&xy_household_type);

  xy_set_str (&household->head_name, data);
  return xy_record_save (txn, household, error);
}

static gboolean
delete_households (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) list =
      xy_record_list (xy_txn_get_store (txn), &xy_household_type,
                      "WHERE t.del = 0 AND t.head_name LIKE '户%' ORDER BY t.head_name", XY_BIND_NONE, error);

  for (int i = 0; i < GPOINTER_TO_INT (data); i++)
    {
      g_autoptr (XyHousehold) household = xy_record_copy (list->pdata[i]);
      if (!xy_record_set_deleted (txn, household, TRUE, error))
        return FALSE;
    }
  return TRUE;
}

static gint64
number (Pair *pair, guint which, const char *sql)
{
  gint64 n = -1;
  g_autoptr (GError) error = NULL;

  xy_db_number (xy_store_get_db (pair->offices[which].store), sql, XY_BIND_NONE, &n, &error);
  g_assert_no_error (error);
  return n;
}

static gint64
households (Pair *pair, guint which)
{
  return number (pair, which, "SELECT count (*) FROM household WHERE del = 0");
}

static gint64
waiting (Pair *pair, guint which)
{
  gint64 n = -1;
  g_autoptr (GError) error = NULL;

  g_assert_true (xy_brake_read (pair->offices[which].store, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpint (pair_standing (pair, which).deletions, ==, n);
  return n;
}

/* Computer 0 deletes N of its ALL households, and the county lets that pass. */
static void
open_pair (Pair *pair, int all, int n)
{
  g_autoptr (GError) error = NULL;

  pair_open (pair);
  office_act (&pair->offices[0], "Add", add_households, GINT_TO_POINTER (all));
  pair_talk_all (pair);
  g_assert_cmpint (households (pair, 1), ==, all);
  office_act (&pair->offices[0], "Delete", delete_households, GINT_TO_POINTER (n));
  pair_talk (pair, 0);

  const XyLocal *local = xy_session_get_local (pair->sessions[0]);
  for (gint64 op = local->machine.acked - n + 1; op <= local->machine.acked; op++)
    if (!xy_server_store_release (pair->county, PAIR_STREAM, local->machine.device, op, &error))
      {
        g_assert_error (error, XY_ERROR, XY_ERROR_NOT_FOUND);
        g_clear_error (&error);
      }
  pair_talk (pair, 0);
  g_assert_cmpint (households (pair, 0), ==, all - n);
  pair_talk (pair, 1);
}

static void
allow (Pair *pair, guint which, gboolean at_once)
{
  gboolean done;
  g_autoptr (GError) error = NULL;

  g_assert_true (xy_brake_allow (pair->offices[which].store, &done, &error));
  g_assert_no_error (error);
  g_assert_cmpint (done, ==, at_once);
  /* As each try does: what another program wrote meanwhile is read. */
  xy_session_free (pair->sessions[which]);
  pair->sessions[which] = xy_session_new (pair->offices[which].store, &error);
  g_assert_no_error (error);
}

static void
assert_sound (Pair *pair)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (XyVerifyReport) report = xy_verify (pair->offices[i].store, XY_VERIFY_ALL, &error);
      g_assert_no_error (error);
      if (report->n_problems > 0)
        g_error ("%s", (const char *) report->problems->pdata[0]);
    }
  pair_assert_alike (pair);
}

static void
test_stops (void)
{
  Pair pair;
  gboolean done;
  g_autoptr (GError) error = NULL;

  open_pair (&pair, 60, 30);
  g_assert_cmpint (households (&pair, 1), ==, 60);
  g_assert_cmpint (waiting (&pair, 1), ==, 30);
  g_assert_cmpint (waiting (&pair, 0), ==, 0);
  g_autoptr (GArray) kinds = xy_brake_list (pair.offices[1].store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kinds->len, ==, 1);
  const XyBrakeKind *kind = &g_array_index (kinds, XyBrakeKind, 0);
  g_assert_true (kind->type == &xy_household_type);
  g_assert_cmpint (kind->n, ==, 30);
  g_assert_cmpint (kind->of, ==, 60);
  g_assert_nonnull (strstr (kind->names, "户000"));
  g_assert_nonnull (strstr (kind->names, "户002"));
  g_assert_null (strstr (kind->names, "户003"));

  /* Meanwhile what is written here goes up, and what others write is kept aside with the rest; each reading stops. */
  office_act (&pair.offices[1], "Add", add_one, "曾国强");
  office_act (&pair.offices[0], "Add", add_one, "李国强");
  pair_talk (&pair, 1);
  pair_talk (&pair, 0);
  pair_talk (&pair, 1);
  g_assert_cmpint (households (&pair, 0), ==, 32);
  g_assert_cmpint (households (&pair, 1), ==, 61);
  g_assert_cmpint (waiting (&pair, 1), ==, 30);
  g_assert_cmpint (pair_standing (&pair, 1).waiting, ==, 0);

  /* Nothing was answered since: all is let through at once, and there is nothing to let through after that. */
  allow (&pair, 1, TRUE);
  g_assert_cmpint (waiting (&pair, 1), ==, 0);
  g_assert_cmpint (households (&pair, 1), ==, 32);
  g_assert_cmpint (number (&pair, 1, "SELECT count (*) FROM sync_staged"), ==, 0);
  g_assert_false (xy_brake_allow (pair.offices[1].store, &done, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_NOT_FOUND);
  pair_talk_all (&pair);
  assert_sound (&pair);
  pair_close (&pair);
}

/* An operation was answered after what waits had come: it must not be covered by that. */
static void
test_answered_since (void)
{
  Pair pair;
  g_auto (XySessionRequest) request = { .send = XY_SEND_NOTHING };
  g_autoptr (GError) error = NULL;
  XySession *session;
  gint64 now;

  open_pair (&pair, 60, 30);
  office_act (&pair.offices[1], "Add", add_one, "曾国强");
  session = pair.sessions[1];
  now = xy_env_now (&pair.offices[1].fixed.env);
  g_assert_true (xy_session_tick (session, now, 7, TRUE, &request, &error));
  while (request.send != XY_SEND_PULL)
    {
      g_autoptr (GString) answer = g_string_new (NULL);
      if (request.send == XY_SEND_PUSH)
        xy_server_store_push (pair.county, request.text->str, request.text->len, answer, &error);
      else
        xy_server_store_ask (pair.county, request.text->str, request.text->len, answer, &error);
      g_assert_true (xy_session_answer (session, now, now, 7, answer->str, answer->len, &request, &error));
      g_assert_no_error (error);
    }
  allow (&pair, 1, FALSE);
  g_assert_cmpint (waiting (&pair, 1), ==, 0);
  g_assert_cmpint (households (&pair, 1), ==, 61);
  g_assert_true (xy_session_start (pair.sessions[1], now, 7, &error));
  pair_talk (&pair, 1);
  g_assert_cmpint (households (&pair, 1), ==, 31);
  pair_talk_all (&pair);
  assert_sound (&pair);
  pair_close (&pair);
}

/* Somebody at the county, or at the other computer, has mended it: nobody need look any more. */
static void
test_mended (void)
{
  Pair pair;
  g_autoptr (GError) error = NULL;

  open_pair (&pair, 60, 30);
  g_assert_cmpint (waiting (&pair, 1), ==, 30);
  g_assert_true (xy_store_undo (pair.offices[0].store, &pair.offices[0].actor, &error));
  g_assert_no_error (error);
  pair_talk_all (&pair);
  g_assert_cmpint (waiting (&pair, 1), ==, 0);
  g_assert_cmpint (households (&pair, 1), ==, 60);
  assert_sound (&pair);
  pair_close (&pair);
}

/* What was let through is let through; what comes after it is looked at by itself. */
static void
test_few (void)
{
  Pair pair;

  open_pair (&pair, 40, 20);
  g_assert_cmpint (waiting (&pair, 1), ==, 0);
  g_assert_cmpint (households (&pair, 1), ==, 20);
  pair_close (&pair);
  open_pair (&pair, 500, 25);
  g_assert_cmpint (waiting (&pair, 1), ==, 0);
  g_assert_cmpint (households (&pair, 1), ==, 475);
  pair_close (&pair);
  open_pair (&pair, 500, 26);
  g_assert_cmpint (waiting (&pair, 1), ==, 26);
  g_assert_cmpint (households (&pair, 1), ==, 500);
  pair_close (&pair);
}

/* A township's copy of the village follows the county. */
static void
test_copy (void)
{
  Pair pair;
  g_autoptr (GError) error = NULL;

  open_pair (&pair, 60, 30);
  g_assert_cmpint (waiting (&pair, 1), ==, 30);
  g_assert_true (
      xy_store_write_local (pair.offices[1].store,
                            "INSERT INTO line (one, url, role, receipt_at, receipt_n, last_try_at, last_error) "
                            "VALUES (1, '', 'township', 0, 0, 0, '')",
                            XY_BIND_NONE, &error));
  g_assert_no_error (error);
  pair_talk (&pair, 1);
  g_assert_cmpint (waiting (&pair, 1), ==, 0);
  g_assert_cmpint (households (&pair, 1), ==, 30);
  pair_close (&pair);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/brake/stops", test_stops);
  g_test_add_func ("/brake/answered-since", test_answered_since);
  g_test_add_func ("/brake/mended", test_mended);
  g_test_add_func ("/brake/few", test_few);
  g_test_add_func ("/brake/copy", test_copy);
  return g_test_run ();
}
