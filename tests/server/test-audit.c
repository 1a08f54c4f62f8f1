/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The log of who did what: whatever is changed in it is found, and a flood of refusals does not fill it. */
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "core/error.h"
#include "server/audit.h"

typedef struct
{
  XyFixedEnv fixed;
  XyAudit *audit;
  char *folder;
  char *path;
} Log;

static void
log_open (Log *log)
{
  /* 2026-11-22 09:00 in Shanghai. */
  xy_fixed_env_init (&log->fixed, 1795309200000, 5);
  log->folder = g_dir_make_tmp ("xy-audit-XXXXXX", NULL);
  log->audit = xy_audit_new (log->folder, &log->fixed.env);
  log->path = g_build_filename (log->folder, "audit-2026-11.log", NULL);
}

static void
log_close (Log *log)
{
  xy_audit_free (log->audit);
  g_remove (log->path);
  g_rmdir (log->folder);
  g_free (log->path);
  g_free (log->folder);
}

static void
write_line (Log *log, const char *what)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (xy_audit_write (
      log->audit, &(XyAuditLine){ .who = "5f1c", .from = "10.0.0.1", .what = what, .of = "431399101201", .came = "ok" },
      &error));
  g_assert_no_error (error);
}

static gint64
count (Log *log)
{
  gint64 n = 0;

  return xy_audit_verify (log->audit, &n, NULL) ? n : -1;
}

static void
test_chain (void)
{
  Log log;
  log_open (&log);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  gint64 n;

  g_assert_cmpint (count (&log), ==, 0);
  write_line (&log, "push");
  write_line (&log, "join");
  /* What would break a line of JSON does not. */
  write_line (&log, "a\"b\\c\nd\xff");
  write_line (&log, "pull");
  g_assert_cmpint (count (&log), ==, 4);
  g_assert_true (g_file_get_contents (log.path, &text, &length, NULL));
  g_assert_true (g_utf8_validate (text, (gssize) length, NULL));
  g_assert_nonnull (strstr (text, "\"what\":\"a?b?c?d"));
  GStatBuf about;
  g_assert_cmpint (g_stat (log.path, &about), ==, 0);
  g_assert_cmpint (about.st_mode & 0777, ==, 0600);

  /* Any byte. */
  for (gsize i = 0; i < length; i += 7)
    {
      g_autofree char *changed = g_memdup2 (text, length);
      changed[i] ^= 1;
      g_assert_true (g_file_set_contents (log.path, changed, (gssize) length, NULL));
      if (xy_audit_verify (log.audit, &n, &error))
        g_error ("byte %" G_GSIZE_FORMAT " was changed", i);
      g_clear_error (&error);
    }
  /* A line that is gone from the middle, or two that changed places. */
  char *second = strchr (text, '\n') + 1, *third = strchr (second, '\n') + 1;
  g_autofree char *without = g_strdup_printf ("%.*s%s", (int) (second - text), text, third);
  g_assert_true (g_file_set_contents (log.path, without, -1, NULL));
  g_assert_false (xy_audit_verify (log.audit, &n, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CORRUPT);
  log_close (&log);
}

static gpointer
write_many (gpointer data)
{
  Log *log = data;
  /* As another process would. */
  g_autoptr (XyAudit) own = xy_audit_new (log->folder, xy_env_system ());

  for (int i = 0; i < 100; i++)
    xy_audit_write (own, &(XyAuditLine){ .who = "x", .what = "push", .came = "ok" }, NULL);
  return NULL;
}

static void
test_many (void)
{
  Log log;
  log_open (&log);
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new (NULL, write_many, &log);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (count (&log), ==, 400);
  /* They wrote at the computer's own time. */
  g_autofree char *today = xy_env_today (xy_env_system ());
  g_autofree char *name = g_strdup_printf ("audit-%.7s.log", today);
  g_autofree char *path = g_build_filename (log.folder, name, NULL);
  g_remove (path);
  log_close (&log);
}

static void
test_refusals (void)
{
  Log log;
  log_open (&log);
  XyAuditLine line = { .who = "", .from = "10.0.0.1", .what = "push", .came = "401" };
  g_autofree char *text = NULL;

  for (int i = 0; i < 500; i++)
    xy_audit_refusal (log.audit, &line);
  g_assert_cmpint (count (&log), ==, 60);
  log.fixed.instant += 60000;
  xy_audit_refusal (log.audit, &line);
  g_assert_cmpint (count (&log), ==, 62);
  g_assert_true (g_file_get_contents (log.path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "\"what\":\"refused\",\"of\":\"440\""));
  log_close (&log);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audit/chain", test_chain);
  g_test_add_func ("/audit/many", test_many);
  g_test_add_func ("/audit/refusals", test_refusals);
  return g_test_run ();
}
