/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stored keys of an older program are worked out again at opening; nothing else changes. */
#include <locale.h>

#include "core/verify.h"
#include "roster.h"

static void
tamper (Office *office, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XyDb) db = xy_db_open (office->path, 0, &error);

  g_assert_no_error (error);
  xy_db_script (db, sql, &error);
  g_assert_no_error (error);
}

static gint64
count_ops (Office *office)
{
  gint64 n = 0;

  xy_db_number (xy_store_get_db (office->store), "SELECT count(*) FROM op", XY_BIND_NONE, &n, NULL);
  return n;
}

static guint
count_problems (Office *office)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XyVerifyReport) report = xy_verify (office->store, XY_VERIFY_ALL, &error);

  g_assert_no_error (error);
  return report->problems->len;
}

static void
test_older_keys (void)
{
  Office office;
  office_open (&office, 1);
  XyId id = roster_add (&office, "一组", "曾国强 户主 男 1963-05-12;刘桂花 妻 女 1965");
  g_autoptr (XyHousehold) before = roster_household (&office, &id);
  g_autofree char *dump = xy_store_dump (office.store, NULL);
  gint64 ops = count_ops (&office);

  /* As a program left them that read 曾 otherwise. */
  tamper (&office, "UPDATE household SET find = 'cengguoqiang cgq', stroke = x'00'; UPDATE person SET find = '';"
                   "UPDATE local_setting SET value = 'older' WHERE key = 'keys'");
  office_reopen (&office);
  g_autoptr (XyHousehold) after = roster_household (&office, &id);
  g_assert_cmpstr (after->find, ==, before->find);
  g_assert_true (g_bytes_equal (after->stroke, before->stroke));
  g_autofree char *again = xy_store_dump (office.store, NULL);
  g_assert_cmpstr (again, ==, dump);
  g_assert_cmpint (count_ops (&office), ==, ops);
  g_assert_cmpuint (count_problems (&office), ==, 0);

  /* Not at each opening: what is this program's is left alone, even where it is wrong. */
  tamper (&office, "UPDATE household SET find = 'x'");
  office_reopen (&office);
  g_autoptr (XyHousehold) left = roster_household (&office, &id);
  g_assert_cmpstr (left->find, ==, "x");
  g_assert_cmpuint (count_problems (&office), ==, 1);
  office_close (&office);
}

/* More than one portion, and a file from before anybody noted whose keys they are. */
static void
test_many (void)
{
  Office office;
  gint64 wrong = -1;
  office_open (&office, 2);
  g_autoptr (GString) members = g_string_new ("曾国强 户主");
  for (int i = 0; i < 4100; i++)
    g_string_append (members, ";刘桂花 妻");
  roster_add (&office, "一组", members->str);
  tamper (&office, "UPDATE person SET find = 'x'; DELETE FROM local_setting WHERE key = 'keys'");
  office_reopen (&office);
  xy_db_number (xy_store_get_db (office.store), "SELECT count(*) FROM person WHERE find = 'x'", XY_BIND_NONE, &wrong,
                NULL);
  g_assert_cmpint (wrong, ==, 0);
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rederive/older-keys", test_older_keys);
  g_test_add_func ("/rederive/many", test_many);
  return g_test_run ();
}
