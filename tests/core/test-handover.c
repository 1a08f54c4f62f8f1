/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>

#include "core/day.h"
#include "core/handover.h"
#include "core/sample.h"
#include "office.h"

static gboolean
save (XyTxn *txn, gpointer data, GError **error)
{
  return xy_record_save (txn, data, error);
}

static XyUser *
add_user (Office *office, const char *name, const char *role, const char *post)
{
  g_autoptr (XyUser) user = xy_record_new (&xy_user_type);

  xy_set_str (&user->name, name);
  xy_set_str (&user->role, role);
  xy_set_str (&user->post, post);
  office_act (office, "Add", save, user);
  return g_steal_pointer (&user);
}

static guint
permissions_of (Office *office, const char *name)
{
  g_autoptr (XyUser) user = xy_user_by_name (office->store, name, NULL);
  XyActor actor = { 0 };

  if (user != NULL)
    xy_user_actor (user, &actor);
  return actor.permissions;
}

/* Who comes may what who goes may; then who goes is no user, and the village has its administrator. */
static void
test_users (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 1);
  g_autoptr (XyUser) old = add_user (&office, "曾小平", "administrator", "村文书");
  g_autoptr (XyUser) clerk = add_user (&office, "林秀英", "clerk", "会计");
  XyHandoverUsers users = { .from = old->record.id, .name = "曾小平" };

  g_assert_true (xy_user_set_pin (office.store, &office.actor, old, "190637", &error));
  /* Not to himself, nor to nobody. */
  g_assert_false (xy_store_act (office.store, &office.actor, "", xy_handover_succeed, &users, &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "name");
  g_clear_error (&error);
  users.name = "  ";
  g_assert_false (xy_store_act (office.store, &office.actor, "", xy_handover_succeed, &users, &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "name");
  g_clear_error (&error);

  /* Nobody makes himself the successor. */
  XyActor hers;
  xy_user_actor (clerk, &hers);
  users.name = "林秀英";
  g_assert_false (xy_store_act (office.store, &hers, "", xy_handover_succeed, &users, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_DENIED);
  g_clear_error (&error);

  /* Closing the only administrator is refused until there is another. */
  g_assert_false (xy_store_act (office.store, &office.actor, "", xy_handover_close, &users, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_clear_error (&error);

  users.name = " 李新民 ";
  g_assert_true (xy_store_act (office.store, &office.actor, "", xy_handover_succeed, &users, &error));
  g_assert_no_error (error);
  g_autoptr (XyUser) new = xy_user_by_name (office.store, "李新民", &error);
  g_assert_no_error (error);
  g_assert_true (xy_id_same (&new->record.id, &users.to));
  g_assert_cmpstr (new->post, ==, "村文书");
  g_assert_cmpuint (permissions_of (&office, "李新民"), ==, permissions_of (&office, "曾小平"));
  g_assert_cmpuint (permissions_of (&office, "李新民"), !=, 0);

  /* A clerk who takes over becomes what he was; once more changes nothing. */
  users.name = "林秀英";
  users.post = "村文书";
  for (guint i = 0; i < 2; i++)
    g_assert_true (xy_store_act (office.store, &office.actor, "", xy_handover_succeed, &users, &error));
  g_assert_true (xy_id_same (&users.to, &clerk->record.id));
  g_assert_cmpuint (permissions_of (&office, "林秀英"), ==, permissions_of (&office, "曾小平"));
  g_autoptr (GPtrArray) three = xy_user_list (office.store, &error);
  g_assert_cmpuint (three->len, ==, 3);

  g_assert_true (xy_store_act (office.store, &office.actor, "", xy_handover_close, &users, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (permissions_of (&office, "曾小平"), ==, 0);
  g_assert_false (xy_store_act (office.store, &office.actor, "", xy_handover_close, &users, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_NOT_FOUND);
  g_clear_error (&error);

  /* Whoever undoes it lets in only who knows the old PIN. */
  g_assert_true (xy_store_undo (office.store, &office.actor, &error));
  g_autoptr (XyUser) back = xy_user_by_name (office.store, "曾小平", &error);
  g_assert_no_error (error);
  g_assert_true (xy_user_has_pin (office.store, back));
  office_close (&office);
}

static gint64
number (XyStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 n = -1;

  xy_db_number (xy_store_get_db (store), sql, XY_BIND_NONE, &n, &error);
  g_assert_no_error (error);
  return n;
}

static void
test_lines (void)
{
  XySampleOptions options = { .households = 60, .years = 2, .seed = 3, .today = "2026-11-22" };
  g_autofree char *folder = g_dir_make_tmp ("xiangyue-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, XY_SAMPLE_CODE ".xiangyue", NULL);
  g_autoptr (GError) error = NULL;
  XyFixedEnv fixed;

  xy_sample_create (path, &options, &error);
  g_assert_no_error (error);
  xy_fixed_env_init (&fixed, 1795309200000, 1);
  g_autoptr (XyStore) store = xy_store_open (path, &fixed.env, 0, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) lines = xy_handover_lines (store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lines->len, ==, XY_HANDOVER_N_KINDS);
  for (guint i = 0; i < lines->len; i++)
    {
      const XyHandoverLine *line = lines->pdata[i];
      g_assert_cmpint (line->kind, ==, i);
      g_assert_cmpint (line->open, <=, line->n);
      g_assert_true (line->first == NULL || xy_day_is_valid (line->first));
      g_assert_cmpstr (line->first, <=, line->last);
      g_assert_nonnull (xy_handover_kind_name (line->kind));
    }
  g_assert_cmpint (((XyHandoverLine *) lines->pdata[XY_HANDOVER_HOUSEHOLDS])->n, ==,
                   number (store, "SELECT count (*) FROM household WHERE state IN ('here', 'away') AND NOT del"));
  g_assert_cmpint (((XyHandoverLine *) lines->pdata[XY_HANDOVER_ENTRIES])->n, >, 60);
  g_assert_cmpint (((XyHandoverLine *) lines->pdata[XY_HANDOVER_MATTERS])->open, ==,
                   number (store, "SELECT count (*) FROM matter WHERE stage NOT IN (7, 8, 9, 10)"));
  g_assert_cmpint (((XyHandoverLine *) lines->pdata[XY_HANDOVER_MATTERS])->open, >, 0);

  /* Each signed meeting, each decided round, each bylaw that was passed has its paper, and each year its ledger. */
  g_autoptr (GPtrArray) papers = xy_handover_papers (store, &error);
  g_assert_no_error (error);
  guint minutes = 0, rounds = 0, boards = 0, bylaws = 0;
  for (guint i = 0; i < papers->len; i++)
    {
      const XyHandoverPaper *paper = papers->pdata[i];
      minutes += g_str_equal (paper->kind, "meeting-minutes");
      rounds += g_str_equal (paper->kind, "hygiene-results");
      boards += g_str_equal (paper->kind, "points-board");
      bylaws += g_str_equal (paper->kind, "bylaw");
      g_assert_true (xy_id_is_none (&paper->record) || paper->title != NULL);
    }
  g_assert_cmpuint (minutes, ==, number (store, "SELECT count (*) FROM meeting WHERE signed_on > '' AND NOT del"));
  g_assert_cmpuint (rounds, ==, number (store, "SELECT count (*) FROM hygiene_round WHERE closed_on > ''"));
  g_assert_cmpuint (boards, ==, number (store, "SELECT count (DISTINCT substr (day, 1, 4)) FROM points_entry"));
  g_assert_cmpuint (MIN (MIN (minutes, rounds), bylaws), >, 0);
  g_clear_object (&store);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  for (const char *name; (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);
      g_unlink (file);
    }
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/handover/users", test_users);
  g_test_add_func ("/handover/lines", test_lines);
  return g_test_run ();
}
