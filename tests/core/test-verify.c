/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include <sqlite3.h>

#include "core/household.h"
#include "core/setting.h"
#include "core/tag.h"
#include "core/unit.h"
#include "core/user.h"
#include "core/verify.h"
#include "office.h"

static gboolean
save (XyTxn *txn, gpointer data, GError **error)
{
  return xy_record_save (txn, data, error);
}

static gboolean delete (XyTxn *txn, gpointer data, GError **error)
{
  return xy_record_set_deleted (txn, data, TRUE, error);
}

static void
fill (Office *office, guint64 seed)
{
  g_autoptr (GError) error = NULL;
  office_open (office, seed);

  for (int i = 1; i <= 3; i++)
    {
      g_autoptr (XyUnit) unit = xy_record_new (&xy_unit_type);
      g_autoptr (XyHousehold) household = xy_record_new (&xy_household_type);
      xy_set_str (&unit->kind, "组");
      unit->name = g_strdup_printf ("%d组", i);
      office_act (office, "Add", save, unit);
      household->head_name = g_strdup (i == 1 ? "曾国强" : "李四清");
      household->number = g_strdup_printf ("%d-001", i);
      household->unit = unit->record.id;
      xy_set_str (&household->state, "here");
      office_act (office, "Add", save, household);
      g_autoptr (XyHousehold) copy = xy_record_copy (household);
      xy_set_str (&copy->note, "“引号” and \\ and \n");
      office_act (office, "Change", save, copy);
    }
  g_autoptr (XyTag) tag = xy_record_new (&xy_tag_type);
  xy_set_str (&tag->name, "军属");
  xy_set_str (&tag->target, "household");
  office_act (office, "Add", save, tag);
  g_autoptr (XyTag) gone = xy_record_copy (tag);
  office_act (office, "Delete", delete, gone);
  g_assert_true (xy_store_undo (office->store, &office->actor, &error));
  g_assert_true (xy_store_redo (office->store, &office->actor, &error));
  g_assert_true (xy_store_undo (office->store, &office->actor, &error));
  g_assert_true (xy_setting_change (office->store, &office->actor, XY_SETTING_REPLY_DAYS, "9", &error));
}

static gint64
problems (Office *office, XyVerifyFlags flags)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XyVerifyReport) report = xy_verify (office->store, flags, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < report->problems->len; i++)
    g_test_message ("%s", (const char *) report->problems->pdata[i]);
  return report->n_problems;
}

static void
write_past (Office *office, const char *sql)
{
  sqlite3 *db;

  g_clear_object (&office->store);
  g_assert_cmpint (sqlite3_open (office->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  office_reopen (office);
}

static void
test_sound (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  fill (&office, 1);

  g_autoptr (XyVerifyReport) report = xy_verify (office.store, XY_VERIFY_ALL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->n_problems, ==, 0);
  g_assert_cmpint (report->records, ==, 9);
  g_assert_cmpint (report->operations, ==, 16);
  office_close (&office);
}

/* Each way of writing past the program is found, by the question that is there for it. */
static void
test_past_the_program (void)
{
  static const struct
  {
    XyVerifyFlags flag;
    const char *sql;
  } cases[] = {
    { XY_VERIFY_RECORDS, "UPDATE household SET bank = '123' WHERE number = '1-001'" },
    { XY_VERIFY_RECORDS, "UPDATE household SET note = NULL WHERE number = '2-001'" },
    { XY_VERIFY_RECORDS, "UPDATE unit SET del = 1 WHERE name = '3组'" },
    { XY_VERIFY_RECORDS, "UPDATE setting SET value = '10'" },
    { XY_VERIFY_RECORDS, "DELETE FROM unit WHERE name = '3组'" },
    { XY_VERIFY_RECORDS, "INSERT INTO unit (id, kind, name) VALUES (randomblob (16), '组', '4组')" },
    { XY_VERIFY_DERIVED, "UPDATE household SET find = 'x' WHERE number = '1-001'" },
    { XY_VERIFY_DERIVED, "UPDATE household SET stroke = x'00' WHERE number = '1-001'" },
    { XY_VERIFY_DERIVED, "INSERT INTO points_total SELECT id, 100, 0, 100, 100 FROM household LIMIT 1" },
    { XY_VERIFY_DERIVED, "INSERT INTO points_month SELECT id, '2026-11', 5, 0, 5 FROM household LIMIT 1" },
    { XY_VERIFY_FILE, "DROP TRIGGER op_never_changes" },
    { XY_VERIFY_FILE, "DROP INDEX household_by_unit" },
    { XY_VERIFY_FILE, "CREATE TRIGGER more_points AFTER INSERT ON points_entry BEGIN SELECT 1; END" },
    { XY_VERIFY_LOG, "UPDATE act SET undone_by = 3 WHERE n = 5" },
    { XY_VERIFY_LOG, "UPDATE act SET undone_by = NULL WHERE undone_by = (SELECT max (undone_by) FROM act)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Office office;
      fill (&office, 2);
      g_assert_cmpint (problems (&office, XY_VERIFY_ALL), ==, 0);
      write_past (&office, cases[i].sql);
      g_test_message ("%s", cases[i].sql);
      g_assert_cmpint (problems (&office, cases[i].flag), >=, 1);
      g_assert_cmpint (problems (&office, XY_VERIFY_ALL & ~cases[i].flag), ==, 0);
      office_close (&office);
    }
}

/*
 * Whatever bytes of the file are flipped: it is refused in words, or opened; and then what is shown of it is right, or
 * verify tells. Never a crash, never an endless loop.
 */
static void
test_flipped_bytes (void)
{
  Office office;
  g_autofree char *raw = NULL;
  gsize length;
  guint refused = 0, told = 0, n = g_getenv ("XIANGYUE_TEST_LONG") != NULL ? 5000 : 150;
  fill (&office, 3);
  g_autofree char *dump = xy_store_dump (office.store, NULL);

  g_clear_object (&office.store);
  g_assert_true (g_file_get_contents (office.path, &raw, &length, NULL));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *changed = g_memdup2 (raw, length);
      int flips = g_test_rand_int_range (1, 6);

      for (int f = 0; f < flips; f++)
        /* Every other one in the first two pages, where the plan of the file is. */
        changed[g_test_rand_int_range (0, i % 2 == 0 ? (int) length : 8192)] ^= (char) g_test_rand_int_range (1, 256);
      g_file_set_contents (office.path, changed, (gssize) (i % 7 == 0 ? length / 4096 / 2 * 4096 : length), NULL);

      office.store = xy_store_open (office.path, &office.fixed.env, 0, &error);
      if (office.store == NULL)
        {
          g_assert_true (error->domain == XY_ERROR);
          refused++;
          continue;
        }
      g_autofree char *now = xy_store_dump (office.store, NULL);
      gboolean sound = problems (&office, XY_VERIFY_ALL) == 0;
      g_assert_true (!sound || g_strcmp0 (now, dump) == 0);
      told += !sound;
      g_autoptr (XyUnit) unit = xy_record_new (&xy_unit_type);
      xy_set_str (&unit->kind, "组");
      xy_set_str (&unit->name, "9组");
      xy_store_act (office.store, &office.actor, "Add", save, unit, NULL);
      g_clear_object (&office.store);
    }
  g_assert_cmpuint (refused, >, 0);
  g_assert_cmpuint (told, >, 0);
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  /* What is told in the log here is told on purpose. */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
  g_test_add_func ("/verify/sound", test_sound);
  g_test_add_func ("/verify/past-the-program", test_past_the_program);
  g_test_add_func ("/verify/flipped-bytes", test_flipped_bytes);
  return g_test_run ();
}
