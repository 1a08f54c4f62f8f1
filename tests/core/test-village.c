/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>

#include "core/user.h"
#include "core/points-flow.h"
#include "office.h"

static gboolean
save (XyTxn *txn, gpointer data, GError **error)
{
  return xy_record_save (txn, data, error);
}

static void
test_code (void)
{
  static const char *const bad[] = {
    NULL, "", "43139910120", "4313991012011", "43139910120x", "４３１３９９１０１２０１", "431399101000"
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_false (xy_village_check_code (bad[i], &error));
      g_assert_cmpstr (xy_error_get_field (error), ==, "code");
    }
  g_assert_true (xy_village_check_code ("431399101201", NULL));
}

static void
test_found (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 1);
  g_autofree char *path = g_build_filename (office.folder, "431399101202.xiangyue", NULL);
  g_autofree char *blocked = g_build_filename (office.path, "below-a-file", NULL);
  g_autoptr (XyVillage) village = xy_record_new (&xy_village_type);

  /* What cannot be leaves no file behind. */
  xy_set_str (&village->code, "431399101202");
  g_assert_null (xy_village_found (path, &office.fixed.env, village, "曾小平", FALSE, &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "name");
  g_clear_error (&error);
  xy_set_str (&village->name, " 上屋村 ");
  g_assert_null (xy_village_found (path, &office.fixed.env, village, "", FALSE, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_null (xy_village_found (blocked, &office.fixed.env, village, "曾小平", FALSE, &error));
  g_assert_true (error->domain == XY_ERROR);
  g_clear_error (&error);

  /* A village that was refused once is a new record still. */
  g_autoptr (XyVillage) again = xy_record_new (&xy_village_type);
  xy_set_str (&again->code, "431399101202");
  xy_set_str (&again->name, " 上屋村 ");
  g_autoptr (XyStore) store = xy_village_found (path, &office.fixed.env, again, "曾小平", FALSE, &error);
  g_assert_no_error (error);
  g_autoptr (XyVillage) got = xy_village_get (store, &error);
  g_assert_cmpstr (got->name, ==, "上屋村");
  g_autofree char *committee = xy_village_committee (got);
  g_assert_cmpstr (committee, ==, "上屋村村民委员会");
  /* A new village reviews points and posts them, unless it was founded to count them at once. */
  g_assert_cmpuint (xy_points_flow_steps (store), ==, 1 << XY_POINTS_STEP_REVIEW | 1 << XY_POINTS_STEP_POST);
  g_assert_null (xy_store_get_undo (store, &error));
  g_assert_no_error (error);

  g_autoptr (XyUser) user = xy_user_by_name (store, "曾小平", &error);
  XyActor actor;
  xy_user_actor (user, &actor);
  g_autoptr (XyVillage) copy = xy_record_copy (got);
  xy_set_str (&copy->committee, "上屋村委会");
  g_assert_true (xy_store_act (store, &actor, "Change", save, copy, &error));
  g_autofree char *other = xy_village_committee (copy);
  g_assert_cmpstr (other, ==, "上屋村委会");
  xy_set_str (&copy->code, "1");
  g_assert_false (xy_store_act (store, &actor, "Change", save, copy, &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "code");
  g_clear_object (&store);
  g_unlink (path);
  office_close (&office);
}

static void
test_none (void)
{
  g_autofree char *folder = g_dir_make_tmp ("xiangyue-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "empty", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (XyStore) store = xy_store_open (path, xy_env_system (), XY_STORE_CREATE, &error);

  g_assert_no_error (error);
  g_assert_null (xy_village_get (store, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_NOT_FOUND);
  g_clear_object (&store);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/village/code", test_code);
  g_test_add_func ("/village/found", test_found);
  g_test_add_func ("/village/none", test_none);
  return g_test_run ();
}
