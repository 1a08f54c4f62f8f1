/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/backup-private.h"
#include "core/folder.h"
#include "core/migrate.h"
#include "core/paper-record.h"
#include "core/restore.h"
#include "core/unit.h"
#include "core/user.h"
#include "core/verify.h"
#include "core/village.h"
#include "office.h"

#define HOUR (3600 * G_GINT64_CONSTANT (1000))

static gboolean
add_unit (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyUnit) unit = xy_record_new (&xy_unit_type);

  xy_set_str (&unit->kind, "组");
  xy_set_str (&unit->name, data);
  return xy_record_save (txn, unit, error);
}

static void
add_attachment (Office *office, const char *name, const char *content)
{
  g_autofree char *folder = xy_store_attachments_folder (office->path);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_mkdir_with_parents (folder, 0700);
  g_file_set_contents (path, content, -1, NULL);
}

static char *
take (Office *office, const char *reason)
{
  g_autoptr (GError) error = NULL;
  char *file = xy_backup_take (office->path, &office->fixed.env, NULL, reason, NULL, &error);

  g_assert_no_error (error);
  return file;
}

static void
close_with_folder (Office *office)
{
  g_clear_object (&office->store);
  xy_folder_remove (office->folder);
  g_free (office->folder);
  g_free (office->path);
}

static void
flip_byte (const char *path, gsize at)
{
  g_autofree char *raw = NULL;
  gsize length;

  g_file_get_contents (path, &raw, &length, NULL);
  raw[at % length] ^= 0x10;
  g_file_set_contents (path, raw, (gssize) length, NULL);
}

static void
test_round_trip (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  g_autofree char *aside = NULL;
  office_open (&office, 1);
  office_act (&office, "Add", add_unit, "1组");
  add_attachment (&office, "ab12", "a photo");

  g_assert_true (xy_backup_due (office.store));
  g_autofree char *file = take (&office, XY_BACKUP_MANUAL);
  g_assert_false (xy_backup_due (office.store));
  g_autofree char *before = xy_store_dump (office.store, NULL);
  g_autoptr (XyBackupInfo) info = xy_backup_read_info (file, NULL, &error);
  g_assert_cmpstr (info->code, ==, "431399101201");
  g_assert_cmpstr (info->village, ==, "石板溪村");
  g_assert_cmpint (info->acts, ==, 2);
  g_assert_cmpstr (info->last_title, ==, "Add");

  office_act (&office, "Add", add_unit, "2组");
  g_assert_false (xy_backup_due (office.store));
  office.fixed.instant += HOUR;
  g_assert_true (xy_backup_due (office.store));
  g_autoptr (XyRestorePreview) preview = xy_restore_preview (file, NULL, office.path, &error);
  g_assert_cmpint (preview->lost_acts, ==, 1);
  g_assert_false (preview->other_village || preview->other_history);

  /* Not while it is open; not by anybody. */
  XyActor clerk = { .name = "李四清", .permissions = xy_role_by_id ("clerk")->permissions };
  g_assert_false (xy_restore (file, NULL, office.path, &office.fixed.env, &clerk, &aside, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_false (xy_restore (file, NULL, office.path, &office.fixed.env, NULL, &aside, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_DENIED);
  g_clear_error (&error);

  g_autofree char *newer = xy_store_dump (office.store, NULL);
  g_autofree char *attachments = xy_store_attachments_folder (office.path);
  xy_folder_remove (attachments);
  g_clear_object (&office.store);
  g_assert_true (xy_restore (file, NULL, office.path, &office.fixed.env, &office.actor, &aside, &error));
  g_assert_no_error (error);
  office_reopen (&office);
  g_autofree char *after = xy_store_dump (office.store, NULL);
  g_assert_cmpstr (after, ==, before);
  g_autofree char *photo = g_build_filename (attachments, "ab12", NULL);
  g_assert_true (g_file_test (photo, G_FILE_TEST_EXISTS));

  /* The old file is whole, and so is the backup taken of it before. */
  g_autoptr (XyStore) old = xy_store_open (aside, &office.fixed.env, XY_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  g_autofree char *kept = xy_store_dump (old, NULL);
  g_assert_cmpstr (kept, ==, newer);
  g_autofree char *folder = xy_backup_default_folder (office.path);
  g_autoptr (GPtrArray) list = xy_backup_list (folder, "431399101201");
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (((XyBackupInfo *) list->pdata[0])->reason, ==, XY_BACKUP_RESTORE);
  g_assert_cmpint (((XyBackupInfo *) list->pdata[0])->acts, ==, 3);

  /* Different ways from one point are told. */
  office_act (&office, "Add", add_unit, "3组");
  g_clear_pointer (&preview, xy_restore_preview_free);
  preview = xy_restore_preview (((XyBackupInfo *) list->pdata[0])->path, NULL, office.path, &error);
  g_assert_true (preview->other_history);
  close_with_folder (&office);
}

static void
test_busy (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 2);
  g_autofree char *file = take (&office, XY_BACKUP_MANUAL);
  g_autofree char *before = xy_store_dump (office.store, NULL);

  g_assert_false (xy_restore (file, NULL, office.path, &office.fixed.env, &office.actor, NULL, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_BUSY);
  office_act (&office, "Add", add_unit, "1组");
  office_reopen (&office);
  g_assert_cmpint (strlen (before), >, 0);
  close_with_folder (&office);
}

static void
test_sealed (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 3);
  g_autofree char *file = g_build_filename (office.folder, "stick.xybackup", NULL);

  g_assert_true (xy_backup_write (office.path, &office.fixed.env, file, XY_BACKUP_MANUAL, "乡约", NULL, &error));
  g_assert_no_error (error);
  g_assert_false (xy_backup_check (file, "wrong", &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_true (xy_backup_check (file, "乡约", &error));
  flip_byte (file, 5000);
  g_assert_false (xy_backup_check (file, "乡约", &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_UNREADABLE);
  g_clear_error (&error);
  g_assert_false (xy_backup_write (office.path, &office.fixed.env, file, XY_BACKUP_MANUAL, NULL, NULL, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  close_with_folder (&office);
}

/* The database that FILE holds. */
static GBytes *
database_in (Office *office, const char *file)
{
  g_autofree char *work = g_build_filename (office->folder, "unpacked", NULL);
  g_autofree char *database = g_build_filename (work, XY_BACKUP_DATABASE, NULL);
  g_autoptr (GError) error = NULL;
  char *raw = NULL;
  gsize length;

  g_mkdir (work, 0700);
  g_autoptr (XyBackupInfo) info = xy_backup_unpack (file, NULL, work, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (database, &raw, &length, NULL));
  xy_folder_remove (work);
  return g_bytes_new_take (raw, length);
}

/* Whatever byte of a backup is flipped, and wherever it is cut: it is refused, or what comes out is what went in. */
static void
test_damaged_backup (void)
{
  Office office;
  office_open (&office, 4);
  add_attachment (&office, "ab12", "a photo");
  g_autofree char *file = take (&office, XY_BACKUP_MANUAL);
  g_autofree char *raw = NULL;
  g_autofree char *bad = g_build_filename (office.folder, "bad.xybackup", NULL);
  gsize length;
  guint told = 0, n = g_getenv ("XIANGYUE_TEST_LONG") != NULL ? 1000 : 60;

  g_file_get_contents (file, &raw, &length, NULL);
  g_autoptr (GBytes) database = database_in (&office, file);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      gsize at = (gsize) g_test_rand_int_range (0, (int) length);
      g_autofree char *changed = g_memdup2 (raw, length);

      changed[at] ^= (char) (1 << g_test_rand_int_range (0, 8));
      g_file_set_contents (bad, changed, (gssize) (i % 4 == 0 ? at : length), NULL);
      if (!xy_backup_check (bad, NULL, &error))
        {
          g_assert_true (error->domain == XY_ERROR);
          told++;
          continue;
        }
      g_autoptr (GBytes) got = database_in (&office, bad);
      g_assert_true (g_bytes_equal (got, database));
    }
  /* In a file that is mostly zeros, not each flipped bit of what gzip wrote changes what comes out. */
  g_assert_cmpuint (told, >=, n * 2 / 3);
  close_with_folder (&office);
}

static void
test_damaged_village (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  g_autofree char *aside = NULL;
  office_open (&office, 5);
  g_autofree char *before = xy_store_dump (office.store, NULL);
  g_autofree char *file = take (&office, XY_BACKUP_MANUAL);
  g_autofree char *folder = xy_backup_default_folder (office.path);

  /* Where the stick is not plugged in no folder is made for it. */
  g_autofree char *stick = g_build_filename (office.folder, "stick", NULL);
  g_assert_null (xy_backup_take (office.path, &office.fixed.env, stick, XY_BACKUP_TIMER, NULL, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (g_file_test (stick, G_FILE_TEST_EXISTS));

  /* Page after page of the tables' middle is lost. */
  g_clear_object (&office.store);
  g_autofree char *raw = NULL;
  gsize length;
  g_file_get_contents (office.path, &raw, &length, NULL);
  memset (raw + 4096, 0x5a, length - 8192);
  g_file_set_contents (office.path, raw, (gssize) length, NULL);

  g_assert_null (xy_backup_take (office.path, &office.fixed.env, NULL, XY_BACKUP_TIMER, NULL, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CORRUPT);
  g_clear_error (&error);
  g_autoptr (GPtrArray) list = xy_backup_list (folder, "431399101201");
  g_assert_cmpuint (list->len, ==, 1);

  /* The last one that is sound is offered, not the last one. */
  g_autofree char *copy = g_build_filename (folder, "431399101201-20991231-000000-timer.xybackup", NULL);
  g_autofree char *packed = NULL;
  gsize packed_length;
  g_file_get_contents (file, &packed, &packed_length, NULL);
  g_file_set_contents (copy, packed, (gssize) packed_length - 900, NULL);
  g_autoptr (XyBackupInfo) good = xy_backup_last_good (office.path, NULL);
  g_assert_cmpstr (good->path, ==, file);
  g_unlink (copy);

  g_assert_true (xy_restore (file, NULL, office.path, &office.fixed.env, NULL, &aside, &error));
  g_assert_no_error (error);
  g_autofree char *kept = NULL;
  gsize kept_length;
  g_assert_true (g_file_get_contents (aside, &kept, &kept_length, NULL));
  g_assert_cmpmem (kept, kept_length, raw, length);
  office_reopen (&office);
  g_autofree char *after = xy_store_dump (office.store, NULL);
  g_assert_cmpstr (after, ==, before);
  close_with_folder (&office);
}

/* Damage further in: who is in the file can still be counted, but nobody can work with it any more. */
static void
test_damaged_page (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  g_autofree char *aside = NULL, *raw = NULL;
  gsize length;
  gint64 root = 0;
  office_open (&office, 12);
  g_autofree char *before = xy_store_dump (office.store, NULL);
  g_autofree char *file = take (&office, XY_BACKUP_MANUAL);
  xy_db_number (xy_store_get_db (office.store), "SELECT rootpage FROM sqlite_schema WHERE name = 'draft'", XY_BIND_NONE,
                &root, NULL);
  g_clear_object (&office.store);
  g_assert_true (g_file_get_contents (office.path, &raw, &length, NULL));
  memset (raw + (root - 1) * 4096, 0xA5, 4096);
  g_assert_true (g_file_set_contents (office.path, raw, (gssize) length, NULL));

  g_autoptr (XyRestorePreview) preview = xy_restore_preview (file, NULL, office.path, &error);
  g_assert_nonnull (preview->now);
  g_assert_true (xy_restore (file, NULL, office.path, &office.fixed.env, NULL, &aside, &error));
  g_assert_no_error (error);
  office_reopen (&office);
  g_autofree char *after = xy_store_dump (office.store, NULL);
  g_assert_cmpstr (after, ==, before);

  /* What is left of it can be looked at, and stays as it is. */
  g_autoptr (XyStore) old = xy_store_open (aside, &office.fixed.env, XY_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_true (xy_store_is_read_only (old));
  g_assert_false (xy_store_act (old, &office.actor, "Add", add_unit, (gpointer) "1组", &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_true (xy_store_set_local (old, "key", "value", &error));
  g_assert_null (xy_store_get_local (old, "key"));
  g_clear_object (&old);
  close_with_folder (&office);
}

/* What a power cut leaves on some disks: a name without content. It must not be taken for a new village. */
static void
test_empty_village (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 13);
  g_autofree char *file = take (&office, XY_BACKUP_MANUAL);
  g_clear_object (&office.store);
  g_assert_true (g_file_set_contents (office.path, "", 0, NULL));
  g_assert_null (xy_store_open (office.path, &office.fixed.env, 0, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CORRUPT);
  g_clear_error (&error);
  g_assert_true (xy_restore (file, NULL, office.path, &office.fixed.env, NULL, NULL, &error));
  g_assert_no_error (error);
  office_reopen (&office);

  /* The file's name tells which village it is where the file itself cannot. */
  g_autofree char *other = g_build_filename (office.folder, "431399101202.xiangyue", NULL);
  g_autoptr (XyRestorePreview) preview = xy_restore_preview (file, NULL, other, &error);
  g_assert_true (preview->other_village);
  g_assert_true (g_file_set_contents (other, "", 0, NULL));
  g_assert_false (xy_restore (file, NULL, other, &office.fixed.env, NULL, NULL, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  close_with_folder (&office);
}

/* The file has gone but for its journal, which must not creep into the restored one. */
static void
test_left_journal (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 9);
  g_autofree char *before = xy_store_dump (office.store, NULL);
  g_autofree char *file = take (&office, XY_BACKUP_MANUAL);
  g_autofree char *wal = g_strconcat (office.path, "-wal", NULL), *journal = NULL;
  gsize length;

  office_act (&office, "Add", add_unit, "1组");
  g_assert_true (g_file_get_contents (wal, &journal, &length, NULL));
  g_clear_object (&office.store);
  g_unlink (office.path);
  g_file_set_contents (wal, journal, (gssize) length, NULL);
  g_assert_true (xy_restore (file, NULL, office.path, &office.fixed.env, NULL, NULL, &error));
  g_assert_no_error (error);
  office_reopen (&office);
  g_autofree char *after = xy_store_dump (office.store, NULL);
  g_assert_cmpstr (after, ==, before);
  close_with_folder (&office);
}

static void
test_hostile (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 6);
  g_autofree char *file = g_build_filename (office.folder, "hostile.xybackup", NULL);
  g_autofree char *text = g_build_filename (office.folder, "text", NULL);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  XyBackupInfo info = { .reason = (char *) XY_BACKUP_MANUAL };
  XyBackupPart outside = { (char *) "attachments/../../outside", text }, database = { (char *) "village.db", text };

  g_file_set_contents (text, "no database", -1, NULL);
  g_ptr_array_add (parts, &outside);
  g_ptr_array_add (parts, &database);
  g_assert_true (xy_backup_pack (file, NULL, &info, parts, NULL, &error));
  g_assert_false (xy_restore (file, NULL, office.path, &office.fixed.env, &office.actor, NULL, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_UNREADABLE);
  g_clear_error (&error);
  g_assert_false (xy_backup_check (text, NULL, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_UNREADABLE);
  g_clear_error (&error);

  /* Another program's database inside. */
  g_unlink (file);
  g_ptr_array_remove_index (parts, 0);
  g_assert_true (xy_backup_pack (file, NULL, &info, parts, NULL, &error));
  g_assert_false (xy_backup_check (file, NULL, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_NOT_OURS);
  close_with_folder (&office);
}

/* A year and a half of use, a backup every half an hour of the working day: what thinning leaves each evening. */
static void
test_thinning (void)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 now = 1795309200000;

  for (int day = 0; day < 550; day++)
    {
      for (int half = 0; half < 18; half++)
        {
          gint64 at = now + half * HOUR / 2;
          g_array_append_val (times, at);
          g_autofree guint *keeper = g_new (guint, times->len);
          xy_backup_thin ((const gint64 *) (gpointer) times->data, times->len, at, keeper);
          g_assert_cmpuint (keeper[times->len - 1], ==, times->len - 1);
          for (guint i = times->len; i-- > 0;)
            {
              g_assert_cmpuint (keeper[keeper[i]], ==, keeper[i]);
              if (keeper[i] != i)
                g_array_remove_index (times, i);
            }
        }
      gint64 evening = now + 9 * HOUR;
      guint hours = 0, days = 0, months = 0;
      for (guint i = 0; i < times->len; i++)
        {
          gint64 age = evening - g_array_index (times, gint64, i);
          hours += age < 24 * HOUR;
          days += age >= 24 * HOUR && age < 7 * 24 * HOUR;
          months += age >= 7 * 24 * HOUR;
        }
      if (day > 400)
        {
          g_assert_cmpuint (hours, ==, 9);
          g_assert_cmpuint (days, ==, 6);
          g_assert_cmpuint (months, >=, 12);
          g_assert_cmpuint (months, <=, 13);
        }
      now += 24 * HOUR;
    }
}

static void
test_thinned_folder (void)
{
  Office office;
  office_open (&office, 7);
  g_autofree char *folder = xy_backup_default_folder (office.path);
  g_autofree char *import = take (&office, XY_BACKUP_IMPORT);
  g_autofree char *first = take (&office, XY_BACKUP_TIMER);
  office.fixed.instant += 60000;
  g_autofree char *second = take (&office, XY_BACKUP_TIMER);

  /* Of one hour's, the last stays; what was taken before an import stays as well. */
  g_assert_false (g_file_test (first, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (second, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (import, G_FILE_TEST_EXISTS));

  /* One that went bad takes no other's place, and is told. */
  office.fixed.instant += 60000;
  g_autofree char *third = take (&office, XY_BACKUP_TIMER);
  g_autofree char *fourth = g_strconcat (third, "2", XY_BACKUP_SUFFIX, NULL);
  g_autofree char *raw = NULL;
  gsize length;
  g_file_get_contents (third, &raw, &length, NULL);
  g_file_set_contents (fourth, raw, (gssize) length, NULL);
  flip_byte (third, length / 2);
  flip_byte (fourth, length / 2);
  xy_backup_thin_folder (folder, "431399101201", office.fixed.instant);
  g_autoptr (GPtrArray) bad = xy_backup_list_bad (folder, "431399101201");
  g_assert_cmpuint (bad->len, ==, 1);
  g_assert_true (g_file_test (import, G_FILE_TEST_EXISTS));
  close_with_folder (&office);
}

static gint64
version_of (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XyDb) db = xy_db_open (path, XY_DB_READ_ONLY, &error);
  gint64 version = 0;

  g_assert_no_error (error);
  g_assert_true (xy_db_number (db, "PRAGMA user_version", XY_BIND_NONE, &version, &error));
  return version;
}

/* Villages that programs of older schemas made (tests/data/schemas), and what was in them. */
typedef struct
{
  const char *file;
  gint64 version;
  gint64 households;
  gint64 acts;
  gint64 records;
  gint64 points;     /* the sum of all balances */
  gint64 spend;      /* and of what can be spent */
  const char *paper; /* of one page; or NULL */
} Fixture;

static const Fixture fixtures[] = {
  { "village-1.xybackup", 1, 8, 20, 200, 20500, 20500, "JF-2026-0001" },
  { "village-3.xybackup", 3, 9, 114, 350, 10000, 10000, NULL },
  { "village-4.xybackup", 4, 6, 112, 350, 7900, 4700, NULL },
};

/* It is what it was, and sound. */
static void
assert_upgraded (Office *office, const Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  XyDb *db = xy_store_get_db (office->store);
  gint64 households = 0, persons = 0, units = 0, acts = 0, total = 0, spend = 0;

  g_assert_cmpint (version_of (office->path), ==, xy_migrate_newest ());
  g_assert_true (xy_village_count (office->store, &households, &persons, &units, &error));
  g_assert_cmpint (households, ==, fixture->households);
  xy_db_number (db, "SELECT max (n) FROM act", XY_BIND_NONE, &acts, NULL);
  g_assert_cmpint (acts, >=, fixture->acts);
  xy_db_number (db, "SELECT sum (total) FROM points_total", XY_BIND_NONE, &total, NULL);
  xy_db_number (db, "SELECT sum (spend) FROM points_total", XY_BIND_NONE, &spend, NULL);
  g_assert_cmpint (total, ==, fixture->points);
  g_assert_cmpint (spend, ==, fixture->spend);
  if (fixture->paper != NULL)
    {
      g_autoptr (XyPaperRecord) paper = xy_paper_by_number (office->store, fixture->paper, &error);
      g_assert_no_error (error);
      g_assert_null (paper->pdf);
      g_assert_cmpint (paper->pages, ==, 1);
    }
  g_autoptr (XyVerifyReport) report = xy_verify (office->store, XY_VERIFY_ALL, &error);
  g_assert_no_error (error);
  if (report->n_problems > 0)
    g_error ("%s", (const char *) report->problems->pdata[0]);
  g_assert_cmpint (report->records, >, fixture->records);
}

/* A newer program makes a backup first, and where it cannot, the file stays as it was. */
static void
test_upgrade (gconstpointer data)
{
  const Fixture *fixture = data;
  Office office;
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = g_test_build_filename (G_TEST_DIST, "data", "schemas", fixture->file, NULL);
  office_open (&office, 8);
  g_autofree char *folder = xy_backup_default_folder (office.path);

  /* An old backup on a new program. */
  g_clear_object (&office.store);
  g_assert_true (xy_restore (backup, NULL, office.path, &office.fixed.env, &office.actor, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (version_of (office.path), ==, fixture->version);
  xy_folder_remove (folder);

  g_assert_true (g_file_set_contents (folder, "in the way", -1, NULL));
  g_assert_null (xy_store_open (office.path, &office.fixed.env, 0, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_cmpint (version_of (office.path), ==, fixture->version);
  g_unlink (folder);

  office_reopen (&office);
  assert_upgraded (&office, fixture);
  g_autoptr (XyVillage) village = xy_village_get (office.store, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) list = xy_backup_list (folder, village->code);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpint (((XyBackupInfo *) list->pdata[0])->schema, ==, fixture->version);
  g_assert_cmpstr (((XyBackupInfo *) list->pdata[0])->reason, ==, XY_BACKUP_UPGRADE);
  close_with_folder (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  /* What is told in the log here is told on purpose. */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
  g_test_add_func ("/backup/round-trip", test_round_trip);
  g_test_add_func ("/backup/busy", test_busy);
  g_test_add_func ("/backup/sealed", test_sealed);
  g_test_add_func ("/backup/damaged-backup", test_damaged_backup);
  g_test_add_func ("/backup/damaged-village", test_damaged_village);
  g_test_add_func ("/backup/damaged-page", test_damaged_page);
  g_test_add_func ("/backup/empty-village", test_empty_village);
  g_test_add_func ("/backup/left-journal", test_left_journal);
  g_test_add_func ("/backup/hostile", test_hostile);
  g_test_add_func ("/backup/thinning", test_thinning);
  g_test_add_func ("/backup/thinned-folder", test_thinned_folder);
  for (guint i = 0; i < G_N_ELEMENTS (fixtures); i++)
    {
      g_autofree char *path = g_strconcat ("/backup/upgrade/", fixtures[i].file, NULL);
      g_test_add_data_func (path, &fixtures[i], test_upgrade);
    }
  return g_test_run ();
}
