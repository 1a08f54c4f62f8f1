/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <utime.h>

#include <glib/gstdio.h>

#include "core/draft.h"
#include "core/pin-policy.h"
#include "core/setting.h"
#include "core/user.h"
#include "office.h"

static gboolean
add_user (XyTxn *txn, gpointer data, GError **error)
{
  return xy_record_save (txn, data, error);
}

static gboolean
delete_user (XyTxn *txn, gpointer data, GError **error)
{
  return xy_record_set_deleted (txn, data, TRUE, error);
}

static XyUser *
make (Office *office, const char *name, const char *role, GError **error)
{
  g_autoptr (XyUser) user = xy_record_new (&xy_user_type);

  xy_set_str (&user->name, name);
  xy_set_str (&user->role, role);
  return xy_store_act (office->store, &office->actor, "Add", add_user, user, error) ? g_steal_pointer (&user) : NULL;
}

static void
test_roles (void)
{
  /* Who judges does not type, who oversees does not act, and only one kind manages users and restores. */
  for (const XyRole *role = xy_roles (); role->id != NULL; role++)
    {
      gboolean types = (role->permissions & XY_MAY_RECORD_POINTS) != 0;
      gboolean judges = (role->permissions & XY_MAY_REVIEW_POINTS) != 0;
      gboolean administers = g_str_equal (role->id, XY_ROLE_ADMINISTRATOR) || g_str_equal (role->id, XY_ROLE_TOWNSHIP);

      g_assert_true (!types || !judges || g_str_equal (role->id, "head"));
      g_assert_cmpint ((role->permissions & XY_MAY_MANAGE_USERS) != 0, ==, administers);
      g_assert_cmpint ((role->permissions & XY_MAY_RESTORE) != 0, ==, administers);
      g_assert_true (xy_role_by_id (role->id) == role);
    }
  g_assert_cmpuint (xy_role_by_id ("supervisor")->permissions, ==, XY_MAY_PRINT | XY_MAY_HEAR_OBJECTIONS);
  g_assert_null (xy_role_by_id ("king"));
  for (guint i = 0; i < xy_village_roles (); i++)
    g_assert_cmpuint (xy_roles ()[i].permissions & XY_MAY_REVIEW_BYLAWS, ==, 0);
  g_assert_cmpstr (xy_roles ()[xy_village_roles ()].id, ==, XY_ROLE_TOWNSHIP);
}

static void
test_administrator (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 1);

  g_assert_null (make (&office, "李四清", "clerk", &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_clear_error (&error);
  g_autoptr (XyUser) first = make (&office, "曾小平", "administrator", &error);
  g_assert_no_error (error);
  g_autoptr (XyUser) clerk = make (&office, " 李四清 ", "clerk", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (clerk->name, ==, "李四清");
  g_assert_null (make (&office, "李四清", "head", &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "name");
  g_clear_error (&error);

  /* Nobody of the township is a user of a village. */
  g_assert_null (make (&office, "周向前", "township", &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "role");
  g_clear_error (&error);

  g_autoptr (XyUser) copy = xy_record_copy (first);
  g_assert_false (xy_store_act (office.store, &office.actor, "Delete", delete_user, copy, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_clear_error (&error);
  g_autoptr (XyUser) lower = xy_record_copy (first);
  xy_set_str (&lower->role, "clerk");
  g_assert_false (xy_store_act (office.store, &office.actor, "Lower", add_user, lower, &error));
  g_clear_error (&error);

  /* Nor by the back door: undoing the second administrator's appointment after the first has gone. */
  g_autoptr (XyUser) raised = xy_record_copy (clerk);
  xy_set_str (&raised->role, "administrator");
  office_act (&office, "Raise", add_user, raised);
  g_autoptr (XyUser) gone = xy_record_copy (first);
  office_act (&office, "Delete", delete_user, gone);
  g_assert_null (xy_user_by_name (office.store, "曾小平", &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_autoptr (XyUser) found = xy_user_by_name (office.store, "李四清", &error);
  XyActor actor;
  xy_user_actor (found, &actor);
  g_assert_true (xy_actor_require (&actor, XY_MAY_MANAGE_USERS, &error));
  g_assert_false (xy_actor_require (&actor, XY_MAY_REVIEW_POINTS, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_DENIED);
  office_close (&office);
}

static void
refuse (const XyPinPolicy *policy, const char *pin)
{
  g_autoptr (GError) error = NULL;

  g_test_message ("%s: %s", policy->id, pin);
  g_assert_false (xy_pin_check (policy, pin, "曾小平", &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "pin");
}

static void
test_pin_policy (void)
{
  static const char *const bad[] = { "", "12345", "123456", "654321", "111111", "abcdef", "曾小平" };
  g_autoptr (XyPinPolicy) policy = xy_pin_policy_read (XY_PIN_POLICY_OFFICE);
  g_autofree char *endless = g_strnfill ((gsize) policy->longest + 1, 'x');

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    refuse (policy, bad[i]);
  refuse (policy, endless);
  g_assert_true (xy_pin_check (policy, "739102", "曾小平", NULL));
  g_assert_true (xy_pin_check (policy, "shan-xi", "曾小平", NULL));
}

/* What is tried first, as it stands in the list or made up of it; and names of people, days, patterns. */
static const char *const common[] = { "password",  "Password1", "woaini1314", "87654321",   "123qweasd", "zxp12345678",
                                      "123456zxp", "aa123456",  "19850214",   "12121212",   "abcabcabc", "zengxiaoping",
                                      "P@ssw0rd",  "88888888",  "zhuren2026", "Dragon2024!" };

static void
test_dengbao2 (void)
{
  static const char *const bad[] = { "shan-xi", "73910244", "shanshuitian", "--++--+!" };
  g_autoptr (XyPinPolicy) policy = xy_pin_policy_read (XY_PIN_POLICY_DENGBAO2);

  g_assert_cmpint (policy->kinds, >, 1);
  g_assert_cmpint (policy->days, >, 0);
  g_assert_cmpint (policy->idle_minutes, >, 0);
  g_assert_true (policy->required);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    refuse (policy, bad[i]);
  for (guint i = 0; i < G_N_ELEMENTS (common); i++)
    refuse (policy, common[i]);
  g_assert_true (xy_pin_check (policy, "shanqian7391", "曾小平", NULL));
  g_assert_true (xy_pin_check (policy, "屋前有三棵樟树5", "曾小平", NULL));
}

/* Any characters, no kinds asked for, long ones too; nothing is cut off or changed. */
static void
test_asvs (void)
{
  g_autoptr (XyPinPolicy) policy = xy_pin_policy_read (XY_PIN_POLICY_ASVS);
  g_autofree char *line = g_strnfill (60, 'q'), *text = g_strconcat (line, " shanshui", NULL);

  g_assert_cmpint (policy->shortest, >=, 8);
  g_assert_cmpint (policy->longest, >=, 64);
  g_assert_cmpint (policy->days, ==, 0);
  g_assert_cmpint (policy->kinds, ==, 1);
  refuse (policy, "shanxi7");
  for (guint i = 0; i < G_N_ELEMENTS (common); i++)
    refuse (policy, common[i]);
  g_assert_true (xy_pin_check (policy, "73910246", "曾小平", NULL));
  g_assert_true (xy_pin_check (policy, "屋前三棵樟树两口塘", "曾小平", NULL));
  g_assert_true (xy_pin_check (policy, text, "曾小平", NULL));
}

static gboolean
choose_rules (XyTxn *txn, gpointer data, GError **error)
{
  return xy_setting_set (txn, XY_SETTING_PIN_POLICY, data, error);
}

static void
refuse_coming (Office *office, const XyUser *user, const char *pin, const char *renewed, const char *field)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (xy_user_come_in (office->store, user, pin, renewed, &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, field);
}

static void
test_come_in (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 2);
  g_autoptr (XyUser) user = make (&office, "曾小平", "administrator", &error);
  const gint64 day = 24 * 3600 * G_GINT64_CONSTANT (1000);

  g_assert_true (xy_user_come_in (office.store, user, NULL, NULL, &error));
  office_act (&office, "Rules", choose_rules, (gpointer) XY_PIN_POLICY_DENGBAO2);

  /* Without one nobody comes in any more, nor with one that the rules do not allow. */
  refuse_coming (&office, user, NULL, NULL, "new");
  refuse_coming (&office, user, NULL, "739102", "pin");
  g_assert_true (xy_user_come_in (office.store, user, NULL, "shanqian7391", &error));
  g_assert_true (xy_user_come_in (office.store, user, "shanqian7391", NULL, &error));
  refuse_coming (&office, user, "shanqian7392", NULL, NULL);
  g_assert_false (xy_user_set_pin (office.store, &office.actor, user, NULL, &error));
  g_clear_error (&error);

  /* After the time it is renewed, and not by the same; who does not know the old one renews nothing. */
  office.fixed.instant += 364 * day;
  g_assert_true (xy_user_come_in (office.store, user, "shanqian7391", NULL, &error));
  office.fixed.instant += 2 * day;
  refuse_coming (&office, user, "shanqian7391", NULL, "new");
  refuse_coming (&office, user, "shanqian7391", "shanqian7391", "pin");
  refuse_coming (&office, user, "shanqian7392", "shanhou7391", NULL);
  g_assert_true (xy_user_come_in (office.store, user, "shanqian7391", "shanhou7391", &error));
  refuse_coming (&office, user, "shanqian7391", NULL, NULL);
  g_assert_true (xy_user_come_in (office.store, user, "shanhou7391", NULL, &error));

  /* By the other rules none is too old, but one of before may be too short. */
  office_act (&office, "Rules", choose_rules, (gpointer) XY_PIN_POLICY_ASVS);
  office.fixed.instant += 3000 * day;
  g_assert_true (xy_user_come_in (office.store, user, "shanhou7391", NULL, &error));
  office_act (&office, "Rules", choose_rules, (gpointer) XY_PIN_POLICY_OFFICE);
  g_assert_true (xy_user_set_pin (office.store, &office.actor, user, "739102", &error));
  office_act (&office, "Rules", choose_rules, (gpointer) XY_PIN_POLICY_ASVS);
  refuse_coming (&office, user, "739102", NULL, "new");
  g_assert_no_error (error);
  office_close (&office);
}

/* An edition of a later day, with 10 to 19 characters. */
static void
write_edition (const char *path, char shortest)
{
  g_autofree char *text = g_strdup_printf (
      "{\"name\":\"x\",\"source\":\"x\",\"date\":\"2999-01-01\",\"shortest\":1%c,\"longest\":64,\"kinds\":1,\"days\":0,"
      "\"tries\":5,\"wait_minutes\":1,\"longest_minutes\":60,\"idle_minutes\":0}",
      shortest);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_cmpint (utime (path, &(struct utimbuf){ 1795309200, 1795309200 }), ==, 0);
}

static gint64
shortest_of (Office *office)
{
  g_autoptr (XyPinPolicy) policy = xy_pin_policy_of (office->store);

  return policy->shortest;
}

/* Rules are read once an edition, and a newer one holds at once. */
static void
test_pin_editions (void)
{
  Office office;
  g_autofree char *data = g_dir_make_tmp ("xiangyue-test-XXXXXX", NULL);
  g_autofree char *rules = g_build_filename (data, "rules", NULL);
  g_autofree char *path = g_build_filename (rules, "pin-office.json", NULL);

  g_setenv ("XIANGYUE_DATA", data, TRUE);
  office_open (&office, 1);
  g_assert_cmpint (shortest_of (&office), ==, 6);
  g_assert_cmpint (g_mkdir (rules, 0700), ==, 0);
  write_edition (path, '2');
  g_assert_cmpint (shortest_of (&office), ==, 12);
  /* One that looks like the same is not read again. */
  write_edition (path, '3');
  g_assert_cmpint (shortest_of (&office), ==, 12);
  g_assert_cmpint (utime (path, &(struct utimbuf){ 1795309300, 1795309300 }), ==, 0);
  g_assert_cmpint (shortest_of (&office), ==, 13);
  office_act (&office, "Rules", choose_rules, (gpointer) XY_PIN_POLICY_ASVS);
  g_assert_cmpint (shortest_of (&office), !=, 13);
  office_act (&office, "Rules", choose_rules, (gpointer) XY_PIN_POLICY_OFFICE);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (shortest_of (&office), ==, 6);
  g_rmdir (rules);
  g_rmdir (data);
  g_unsetenv ("XIANGYUE_DATA");
  office_close (&office);
}

/* Wrong ones wait as long as the rules that hold say. */
static void
test_waiting (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 2);
  g_autoptr (XyUser) user = make (&office, "曾小平", "administrator", &error);
  g_autoptr (XyPinPolicy) policy = xy_pin_policy_read (XY_PIN_POLICY_DENGBAO2);

  office_act (&office, "Rules", choose_rules, (gpointer) XY_PIN_POLICY_DENGBAO2);
  g_assert_true (xy_user_set_pin (office.store, &office.actor, user, "shanqian7391", &error));
  for (int i = 0; i < policy->tries; i++)
    g_assert_false (xy_user_check_pin (office.store, user, "shanqian7390", NULL));
  office.fixed.instant += policy->wait - 60000;
  g_assert_false (xy_user_check_pin (office.store, user, "shanqian7391", NULL));
  office.fixed.instant += 60000;
  g_assert_true (xy_user_check_pin (office.store, user, "shanqian7391", &error));
  g_assert_no_error (error);
  g_assert_cmpint (xy_pin_policy_wait (policy, 100), ==, policy->longest_wait);

  /* Nor may the screen stay open for longer than they say, whatever this computer wants. */
  g_autoptr (XyPinPolicy) plain = xy_pin_policy_read (XY_PIN_POLICY_OFFICE);
  g_assert_cmpint (xy_pin_policy_idle (policy, 0), ==, policy->idle_minutes);
  g_assert_cmpint (xy_pin_policy_idle (policy, 120), ==, policy->idle_minutes);
  g_assert_cmpint (xy_pin_policy_idle (policy, 5), ==, 5);
  g_assert_cmpint (xy_pin_policy_idle (plain, 0), ==, 0);
  g_assert_cmpint (xy_pin_policy_idle (plain, 120), ==, 120);
  office_close (&office);
}

static void
test_pin (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 2);
  g_autoptr (XyUser) user = make (&office, "曾小平", "administrator", &error);
  g_autoptr (XyPinPolicy) policy = xy_pin_policy_of (office.store);
  XyActor other = { .user = xy_id_new (&office.fixed.env), .name = "李四清" };

  g_assert_false (xy_user_has_pin (office.store, user));
  g_assert_true (xy_user_check_pin (office.store, user, NULL, &error));
  g_assert_false (xy_user_set_pin (office.store, &other, user, "739102", &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_true (xy_user_set_pin (office.store, &office.actor, user, "739102", &error));
  g_assert_true (xy_user_has_pin (office.store, user));
  g_autofree char *hash = xy_db_text (xy_store_get_db (office.store), "SELECT hash FROM pin", XY_BIND_NONE, NULL);
  g_assert_true (g_str_has_prefix (hash, "$argon2id$"));
  g_assert_true (xy_user_check_pin (office.store, user, "739102", &error));

  /* Five wrong ones lock, over a restart too, and each further one for longer. */
  for (int i = 0; i < policy->tries; i++)
    {
      g_assert_false (xy_user_check_pin (office.store, user, "739103", &error));
      g_assert_error (error, XY_ERROR, XY_ERROR_DENIED);
      g_clear_error (&error);
    }
  office_reopen (&office);
  g_assert_false (xy_user_check_pin (office.store, user, "739102", NULL));
  office.fixed.instant += policy->wait;
  g_assert_false (xy_user_check_pin (office.store, user, "739103", NULL));
  office.fixed.instant += policy->wait;
  g_assert_false (xy_user_check_pin (office.store, user, "739102", NULL));
  office.fixed.instant += policy->wait;
  g_assert_true (xy_user_check_pin (office.store, user, "739102", &error));

  /* And the count starts again. */
  g_assert_false (xy_user_check_pin (office.store, user, "739103", NULL));
  g_assert_true (xy_user_check_pin (office.store, user, "739102", &error));

  /* A clock set back for ten years locks nobody out for longer than an hour. */
  g_assert_true (xy_store_write_local (office.store, "UPDATE pin SET failures = 30", XY_BIND_NONE, &error));
  g_assert_false (xy_user_check_pin (office.store, user, "739103", NULL));
  office.fixed.instant -= G_GINT64_CONSTANT (10) * 365 * 24 * 3600 * 1000;
  g_assert_false (xy_user_check_pin (office.store, user, "739102", &error));
  office.fixed.instant += policy->longest_wait;
  g_clear_error (&error);
  g_assert_true (xy_user_check_pin (office.store, user, "739102", &error));
  office_close (&office);
}

static gboolean
set_twice (XyTxn *txn, gpointer data, GError **error)
{
  return xy_setting_set (txn, XY_SETTING_PUBLICITY_DAYS, "5", error)
         && xy_setting_set (txn, XY_SETTING_UNIT_KIND, "网格", error);
}

static void
test_settings (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 3);

  for (const XySettingKey *key = xy_setting_keys (); key->key != NULL; key++)
    {
      g_autofree char *value = xy_setting_get (office.store, key->key);
      g_assert_cmpstr (value, ==, key->fallback);
      g_assert_true (xy_setting_check (key->key, key->fallback, &error));
    }
  g_assert_cmpint (xy_setting_get_number (office.store, XY_SETTING_PUBLICITY_DAYS), ==, 3);
  office_act (&office, "Settings", set_twice, NULL);
  g_assert_cmpint (xy_setting_get_number (office.store, XY_SETTING_PUBLICITY_DAYS), ==, 5);
  g_autofree char *kind = xy_setting_get (office.store, XY_SETTING_UNIT_KIND);
  g_assert_cmpstr (kind, ==, "网格");

  g_assert_false (xy_setting_change (office.store, &office.actor, XY_SETTING_PUBLICITY_DAYS, "soon", &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, XY_SETTING_PUBLICITY_DAYS);
  g_clear_error (&error);
  g_assert_false (xy_setting_change (office.store, &office.actor, XY_SETTING_BOARD_DAYS, "14", &error));
  g_clear_error (&error);
  g_assert_true (xy_setting_change (office.store, &office.actor, XY_SETTING_PUBLICITY_DAYS, NULL, &error));
  g_assert_cmpint (xy_setting_get_number (office.store, XY_SETTING_PUBLICITY_DAYS), ==, 3);
  g_assert_true (xy_store_undo (office.store, &office.actor, &error));
  g_assert_true (xy_store_undo (office.store, &office.actor, &error));
  g_assert_cmpint (xy_setting_get_number (office.store, XY_SETTING_PUBLICITY_DAYS), ==, 3);
  g_assert_true (xy_setting_change (office.store, &office.actor, XY_SETTING_PUBLICITY_DAYS, "7", &error));
  g_assert_cmpint (xy_setting_get_number (office.store, XY_SETTING_PUBLICITY_DAYS), ==, 7);

  /* A local one is no act. */
  gint64 acts = 0, after = 0;
  xy_db_number (xy_store_get_db (office.store), "SELECT count (*) FROM act", XY_BIND_NONE, &acts, NULL);
  g_assert_true (xy_setting_change (office.store, &office.actor, XY_SETTING_BACKUP_MINUTES, "60", &error));
  g_assert_cmpint (xy_setting_get_number (office.store, XY_SETTING_BACKUP_MINUTES), ==, 60);
  xy_db_number (xy_store_get_db (office.store), "SELECT count (*) FROM act", XY_BIND_NONE, &after, NULL);
  g_assert_cmpint (after, ==, acts);

  /* Nonsense in the file does not reach a computation. */
  g_assert_true (xy_store_set_local (office.store, XY_SETTING_BACKUP_MINUTES, "-9", &error));
  g_assert_cmpint (xy_setting_get_number (office.store, XY_SETTING_BACKUP_MINUTES), ==, 30);
  office_close (&office);
}

static void
test_draft (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 4);

  g_assert_null (xy_draft_load (office.store, "household", &error));
  g_assert_no_error (error);
  g_assert_true (xy_draft_save (office.store, "household", "{\"name\":\"曾\"}", &error));
  g_assert_true (xy_draft_save (office.store, "household", "{\"name\":\"曾国强\"}", &error));
  office_reopen (&office);
  g_autofree char *body = xy_draft_load (office.store, "household", &error);
  g_assert_cmpstr (body, ==, "{\"name\":\"曾国强\"}");
  g_assert_true (xy_draft_save (office.store, "household", NULL, &error));
  g_assert_null (xy_draft_load (office.store, "household", &error));
  g_assert_no_error (error);
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/user/roles", test_roles);
  g_test_add_func ("/user/administrator", test_administrator);
  g_test_add_func ("/user/pin-policy", test_pin_policy);
  g_test_add_func ("/user/dengbao2", test_dengbao2);
  g_test_add_func ("/user/pin-editions", test_pin_editions);
  g_test_add_func ("/user/asvs", test_asvs);
  g_test_add_func ("/user/come-in", test_come_in);
  g_test_add_func ("/user/waiting", test_waiting);
  g_test_add_func ("/user/pin", test_pin);
  g_test_add_func ("/setting/all", test_settings);
  g_test_add_func ("/draft/all", test_draft);
  return g_test_run ();
}
