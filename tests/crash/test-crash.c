/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Promise 1: nothing acknowledged is lost by kill, power cut, full disk or a disk that does not answer; what is left is
 * a whole file whose chains hold; the form being typed comes back. The writer (writer.c) is a program of its own.
 */
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "core/act.h"
#include "core/draft.h"
#include "core/backup.h"
#include "core/folder.h"
#include "core/verify.h"
#include "core/village.h"

typedef struct
{
  char *folder;
  char *path;
  char *fresh; /* a copy of the file as it was founded */
} Place;

typedef struct
{
  char **lines;    /* what it said, line by line */
  gboolean killed; /* and did not end by itself */
} Work;

static gboolean
is_long (void)
{
  return g_getenv ("XIANGYUE_TEST_LONG") != NULL;
}

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *raw = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (from, &raw, &length, NULL));
  g_assert_true (g_file_set_contents_full (to, raw, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static void
start (Place *place)
{
  g_autoptr (XyVillage) village = xy_record_new (&xy_village_type);
  g_autoptr (GError) error = NULL;

  place->folder = g_dir_make_tmp ("xiangyue-crash-XXXXXX", NULL);
  place->path = g_build_filename (place->folder, "431399101201.xiangyue", NULL);
  place->fresh = g_build_filename (place->folder, "fresh", NULL);
  xy_set_str (&village->code, "431399101201");
  xy_set_str (&village->name, "石板溪村");
  g_autoptr (XyStore) store = xy_village_found (place->path, xy_env_system (), village, "曾小平", TRUE, &error);
  g_assert_no_error (error);
  g_clear_object (&store);
  copy_file (place->path, place->fresh);
}

static void
stop (Place *place)
{
  xy_folder_remove (place->folder);
  g_free (place->folder);
  g_free (place->path);
  g_free (place->fresh);
}

/* Back to the founded village, without any journal. */
static void
renew (Place *place)
{
  g_autofree char *wal = g_strconcat (place->path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (place->path, "-shm", NULL);

  g_unlink (wal);
  g_unlink (shm);
  copy_file (place->fresh, place->path);
}

static void
work_clear (Work *work)
{
  g_strfreev (work->lines);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static GSubprocess *
spawn (Place *place, const char *mode, const char *fault, guint at, guint count, guint seed)
{
  g_autofree char *at_text = g_strdup_printf ("%u", at), *count_text = g_strdup_printf ("%u", count);
  g_autofree char *seed_text = g_strdup_printf ("%u", seed);
  g_autoptr (GError) error = NULL;
  GSubprocess *process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error,
                        g_getenv ("CRASH_WRITER"), place->path, mode, fault, at_text, count_text, seed_text, NULL);

  g_assert_no_error (error);
  return process;
}

static Work
finish (GSubprocess *process)
{
  g_autoptr (GBytes) out = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_subprocess_communicate (process, NULL, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  const char *text = g_bytes_get_data (out, &length);
  g_autofree char *whole = g_strndup (text != NULL ? text : "", length);
  char *end = strrchr (whole, '\n');
  if (end != NULL)
    *end = '\0';
  gboolean killed = g_subprocess_get_if_signaled (process);
  if (killed)
    g_assert_cmpint (g_subprocess_get_term_sig (process), ==, SIGKILL);
  return (Work){ g_strsplit (whole, "\n", -1), killed };
}

static Work
run (Place *place, const char *mode, const char *fault, guint at, guint count, guint seed)
{
  g_autoptr (GSubprocess) process = spawn (place, mode, fault, at, count, seed);

  return finish (process);
}

static gboolean
said (const Work *work, const char *line)
{
  return g_strv_contains ((const char *const *) work->lines, line);
}

static gint64
number (XyStore *store, const char *sql, const char *value)
{
  gint64 n = -1;
  g_autoptr (GError) error = NULL;

  xy_db_number (xy_store_get_db (store), sql, XY_BIND (XY_TEXT (value)), &n, &error);
  g_assert_no_error (error);
  return n;
}

/* The file opens, is whole, and its chains and records hold. */
static XyStore *
reopen (Place *place)
{
  g_autoptr (GError) error = NULL;
  XyStore *store = xy_store_open (place->path, xy_env_system (), 0, &error);

  g_assert_no_error (error);
  g_autoptr (XyVerifyReport) report = xy_verify (store, XY_VERIFY_ALL, &error);
  g_assert_no_error (error);
  if (report->n_problems > 0)
    g_error ("%s", (const char *) report->problems->pdata[0]);
  return store;
}

/* Every act that was acknowledged is there whole; and none is there by half. */
static void
check_loop (XyStore *store, const Work *work)
{
  for (char **line = work->lines; *line != NULL; line++)
    if ((*line)[0] == 'W')
      {
        g_autofree char *second = g_strconcat (*line, "b", NULL);
        g_assert_cmpint (number (store, "SELECT count (*) FROM act WHERE title = ?1", *line), ==, 1);
        g_assert_cmpint (number (store, "SELECT count (*) FROM unit WHERE name = ?1", *line), ==, 1);
        g_assert_cmpint (number (store, "SELECT count (*) FROM unit WHERE name = ?1", second), ==, 1);
      }
  g_assert_cmpint (number (store, "SELECT count (*) FROM unit WHERE name LIKE 'W%b'", NULL), ==,
                   number (store, "SELECT count (*) FROM unit WHERE name LIKE 'W%' AND name NOT LIKE '%b'", NULL));
}

static void
test_killed_anywhere (void)
{
  Place place;
  guint runs = is_long () ? 2000 : 80, acknowledged = 0;
  start (&place);

  for (guint i = 0; i < runs; i++)
    {
      if (i % 20 == 0)
        renew (&place);
      g_autoptr (GSubprocess) process = spawn (&place, "loop", "none", 0, 0, i);
      g_usleep ((gulong) g_test_rand_int_range (0, i % 4 == 0 ? 12000 : 50000));
      g_subprocess_force_exit (process);
      g_auto (Work) work = finish (process);
      /* The next writer may be the one that finds the journal. */
      if (g_test_rand_int_range (0, 5) == 0)
        continue;
      g_autoptr (XyStore) store = reopen (&place);
      check_loop (store, &work);
      acknowledged += g_strv_length (work.lines);
    }
  g_test_message ("%u runs, %u acts acknowledged", runs, acknowledged);
  g_assert_cmpuint (acknowledged, >, runs);
  stop (&place);
}

/* The bulk act is there whole, or not at all; and it is there if that was said. */
static void
check_bulk (Place *place, const Work *work, guint seed)
{
  g_autofree char *name = g_strdup_printf ("B%u", seed), *pattern = g_strdup_printf ("B%u-%%", seed);
  g_autoptr (XyStore) store = reopen (place);
  gint64 units = number (store, "SELECT count (*) FROM unit WHERE name LIKE ?1", pattern);

  g_assert_cmpint (number (store, "SELECT count (*) FROM act WHERE title = ?1", name) * 400, ==, units);
  g_assert_true (units == 0 || units == 400);
  if (said (work, name))
    g_assert_cmpint (units, ==, 400);
}

/* At each write, from the opening of the file to its closing. */
static void
at_each_write (const char *fault, guint step)
{
  Place place;
  gboolean survived = FALSE;
  guint deaths = 0;
  start (&place);

  for (guint at = 1; !survived; at += step)
    {
      renew (&place);
      g_auto (Work) work = run (&place, "bulk", fault, at, 0, at);
      check_bulk (&place, &work, at);
      survived = said (&work, "survived");
      g_assert_true (survived || work.killed);
      deaths += work.killed;
    }
  g_test_message ("%s: %u deaths", fault, deaths);
  g_assert_cmpuint (deaths * step, >, 50);
  stop (&place);
}

static void
test_killed_at_each_write (void)
{
  at_each_write ("kill", 1);
}

static void
test_torn_at_each_write (void)
{
  at_each_write ("torn", is_long () ? 1 : 5);
}

static void
test_power_cut_at_each_write (void)
{
  at_each_write ("cut", 1);
}

/* Many small acts, and the power goes at any of their writes: what was acknowledged had reached the disk. */
static void
test_power_cut_anywhere (void)
{
  Place place;
  guint runs = is_long () ? 2000 : 50;
  start (&place);

  for (guint i = 0; i < runs; i++)
    {
      g_autofree char *shm = g_strconcat (place.path, "-shm", NULL);
      if (i % 10 == 0)
        renew (&place);
      g_auto (Work) work = run (&place, "loop", "cut", (guint) g_test_rand_int_range (1, 400), 0, i);
      g_assert_true (work.killed);
      g_unlink (shm); /* it is in the memory of the machine only */
      g_autoptr (XyStore) store = reopen (&place);
      check_loop (store, &work);
    }
  stop (&place);
}

/* The trouble passes: the act fails with a sentence, changes nothing, and then can be done. */
static void
fail_at_each_write (const char *fault, guint count, guint step)
{
  Place place;
  gboolean survived = FALSE;
  guint failures = 0;
  start (&place);

  for (guint at = 1; !survived; at += step)
    {
      g_autofree char *name = g_strdup_printf ("B%u", at);
      renew (&place);
      g_auto (Work) work = run (&place, "bulk", fault, at, count, at);
      g_assert_false (work.killed);
      g_assert_false (said (&work, "changed"));
      check_bulk (&place, &work, at);
      survived = said (&work, "survived");
      if (work.lines[0] != NULL && work.lines[0][0] == '!')
        {
          g_assert_cmpint ((int) g_ascii_strtoll (work.lines[0] + 1, NULL, 10), ==, XY_ERROR_FULL);
          /* Where the file could not even be opened, that is all. */
          g_assert_true (work.lines[1] == NULL || said (&work, name));
          failures++;
        }
    }
  g_test_message ("%s: %u failures told", fault, failures);
  g_assert_cmpuint (failures * step, >, 20);
  stop (&place);
}

static void
test_full_at_each_write (void)
{
  fail_at_each_write ("full", 1, 1);
  fail_at_each_write ("full", 100000, is_long () ? 1 : 17);
}

static void
test_io_error_at_each_write (void)
{
  fail_at_each_write ("eio", 1, is_long () ? 1 : 5);
  fail_at_each_write ("eio", 100000, is_long () ? 1 : 17);
}

static void
test_io_error_at_each_read (void)
{
  Place place;
  gboolean survived = FALSE;
  start (&place);

  for (guint at = 1; !survived; at++)
    {
      renew (&place);
      g_auto (Work) work = run (&place, "bulk", "read", at, 1, at);
      g_assert_false (work.killed);
      g_assert_false (said (&work, "changed"));
      check_bulk (&place, &work, at);
      survived = said (&work, "survived");
    }
  stop (&place);
}

static void
test_draft (void)
{
  Place place;
  guint runs = is_long () ? 200 : 20;
  start (&place);

  for (guint i = 0; i < runs; i++)
    {
      renew (&place);
      g_autoptr (GSubprocess) process = spawn (&place, "draft", "none", 0, 0, i);
      g_usleep ((gulong) g_test_rand_int_range (20000, 60000));
      g_subprocess_force_exit (process);
      g_auto (Work) work = finish (process);
      g_autoptr (XyStore) store = reopen (&place);
      guint n = g_strv_length (work.lines);
      g_autofree char *body = xy_draft_load (store, "household", NULL);
      if (n > 0)
        {
          g_assert_nonnull (body);
          g_assert_cmpint (g_ascii_strtoll (body, NULL, 10), >=, g_ascii_strtoll (work.lines[n - 1], NULL, 10));
          g_assert_cmpint (g_ascii_strtoll (body, NULL, 10), <=, g_ascii_strtoll (work.lines[n - 1], NULL, 10) + 1);
        }
    }
  stop (&place);
}

/* Wherever the journal was cut or damaged: a first part of the acts is there, and nothing else. */
static void
test_damaged_journal (void)
{
  Place place;
  start (&place);
  g_autofree char *wal = g_strconcat (place.path, "-wal", NULL), *shm = g_strconcat (place.path, "-shm", NULL);
  g_autofree char *raw = NULL, *journal = NULL;
  gsize length, journal_length;

  g_auto (Work) work = run (&place, "loop", "kill", 120, 0, 1);
  g_assert_true (work.killed);
  g_assert_true (g_file_get_contents (place.path, &raw, &length, NULL));
  g_assert_true (g_file_get_contents (wal, &journal, &journal_length, NULL));
  g_assert_cmpuint (journal_length, >, 40000);
  for (guint i = 0; i < (is_long () ? 2000 : 40); i++)
    {
      gsize at = (gsize) g_test_rand_int_range (0, (int) journal_length);
      g_autofree char *changed = g_memdup2 (journal, journal_length);

      changed[at] ^= 1;
      g_unlink (shm);
      g_file_set_contents (place.path, raw, (gssize) length, NULL);
      g_file_set_contents (wal, changed, (gssize) (i % 2 == 0 ? at : journal_length), NULL);
      g_autoptr (XyStore) store = reopen (&place);
      gint64 acts = number (store, "SELECT count (*) FROM act WHERE title LIKE 'W%'", NULL);
      for (gint64 n = 0; n < acts; n++)
        {
          g_autofree char *name = g_strdup_printf ("W1-%d", (int) n);
          g_assert_cmpint (number (store, "SELECT count (*) FROM act WHERE title = ?1", name), ==, 1);
        }
    }
  stop (&place);
}

/* No backup that stands under its name is bad, whatever happened while it was made; and the village is whole. */
static guint
check_backups (Place *place)
{
  g_autofree char *folder = xy_backup_default_folder (place->path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint good = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, XY_BACKUP_SUFFIX))
      {
        g_autoptr (GError) error = NULL;
        g_autofree char *file = g_build_filename (folder, name, NULL);
        g_assert_true (xy_backup_check (file, NULL, &error));
        g_assert_no_error (error);
        good++;
      }
  g_autoptr (XyStore) store = reopen (place);
  return good;
}

static void
test_backup_killed (void)
{
  Place place;
  guint good = 0;
  start (&place);

  for (guint i = 0; i < (is_long () ? 100u : 8u); i++)
    {
      g_autoptr (GSubprocess) process = spawn (&place, "backup", "none", 0, 0, i);
      g_usleep ((gulong) g_test_rand_int_range (1000, 150000));
      g_subprocess_force_exit (process);
      g_auto (Work) work = finish (process);
      for (char **line = work.lines; *line != NULL; line++)
        g_assert_true ((*line)[0] == '\0' || g_file_test (*line, G_FILE_TEST_EXISTS));
    }
  good = check_backups (&place);
  g_test_message ("%u backups", good);
  g_assert_cmpuint (good, >, 0);
  stop (&place);
}

/* The disk fills up at any point of a backup: it is told, nothing bad stays, and the village is whole. */
static void
test_backup_on_full_disk (void)
{
  Place place;
  start (&place);

  for (guint limit = 1; limit < 260000; limit += limit < 10000 ? 1500 : 40000)
    {
      g_auto (Work) work = run (&place, "backup", "none", limit, 0, 0);
      g_assert_false (work.killed);
      g_assert_nonnull (work.lines[0]);
      if (limit < 200000)
        g_assert_cmpstr (work.lines[0], ==, "!5");
    }
  check_backups (&place);
  stop (&place);
}

/* Killed while a backup takes the village's place: what stands there is the old village or the new one, whole. */
static void
test_restore_killed (void)
{
  Place place;
  g_autoptr (GError) error = NULL;
  start (&place);
  g_autofree char *file = xy_backup_take (place.path, xy_env_system (), NULL, XY_BACKUP_MANUAL, NULL, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < (is_long () ? 200u : 15u); i++)
    {
      g_autoptr (GSubprocess) process = spawn (&place, "restore", file, 0, 0, 0);
      g_usleep ((gulong) g_test_rand_int_range (1000, 150000));
      g_subprocess_force_exit (process);
      g_auto (Work) work = finish (process);
      for (char **line = work.lines; *line != NULL; line++)
        g_assert_true ((*line)[0] == '\0' || g_str_equal (*line, "restored"));
      g_autoptr (XyStore) store = reopen (&place);
      g_assert_cmpint (number (store, "SELECT count (*) FROM village WHERE name = ?1", "石板溪村"), ==, 1);
    }
  stop (&place);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  xy_env_system ();
  g_test_add_func ("/crash/killed-anywhere", test_killed_anywhere);
  g_test_add_func ("/crash/killed-at-each-write", test_killed_at_each_write);
  g_test_add_func ("/crash/torn-at-each-write", test_torn_at_each_write);
  g_test_add_func ("/crash/power-cut-at-each-write", test_power_cut_at_each_write);
  g_test_add_func ("/crash/power-cut-anywhere", test_power_cut_anywhere);
  g_test_add_func ("/crash/full-at-each-write", test_full_at_each_write);
  g_test_add_func ("/crash/io-error-at-each-write", test_io_error_at_each_write);
  g_test_add_func ("/crash/io-error-at-each-read", test_io_error_at_each_read);
  g_test_add_func ("/crash/draft", test_draft);
  g_test_add_func ("/crash/damaged-journal", test_damaged_journal);
  g_test_add_func ("/crash/backup-killed", test_backup_killed);
  g_test_add_func ("/crash/backup-on-full-disk", test_backup_on_full_disk);
  g_test_add_func ("/crash/restore-killed", test_restore_killed);
  return g_test_run ();
}
