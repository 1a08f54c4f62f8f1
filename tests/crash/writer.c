/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * writer: works in a village's file until it is killed, and says on its standard output what it was told is done, one
 * line each, after it was told.
 *
 *   writer FILE loop  FAULT AT COUNT SEED    act after act, each named W<seed>-<n>; acknowledges the name
 *   writer FILE bulk  FAULT AT COUNT SEED    one act of many records named B<seed>; then, if it failed, once more
 *   writer FILE draft FAULT AT COUNT SEED    half-typed forms; acknowledges the number
 *   writer FILE backup FAULT LIMIT COUNT SEED    backups; no file may grow beyond LIMIT bytes (0: no limit)
 *   writer FILE restore BACKUP 0 0 0         restores BACKUP over and over
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "core/act.h"
#include "core/draft.h"
#include "core/restore.h"
#include "core/unit.h"
#include "fault.h"

#define LOOPS 100000
#define BULK 400

static XyStore *store;
static gboolean reached; /* the fault happened */
static XyActor actor = { .name = "曾小平", .permissions = ~0u };

/* One write(2): what is in the pipe is there even if we die next. */
static void G_GNUC_PRINTF (1, 2) say (const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  g_autofree char *line = g_strconcat (text, "\n", NULL);
  if (write (STDOUT_FILENO, line, strlen (line)) < 0)
    abort ();
}

static gboolean
add_unit (XyTxn *txn, const char *name, GError **error)
{
  g_autoptr (XyUnit) unit = xy_record_new (&xy_unit_type);

  xy_set_str (&unit->kind, "组");
  xy_set_str (&unit->name, name);
  return xy_record_save (txn, unit, error);
}

static gboolean
do_little (XyTxn *txn, gpointer data, GError **error)
{
  g_autofree char *second = g_strconcat (data, "b", NULL);

  return add_unit (txn, data, error) && add_unit (txn, second, error);
}

static gboolean
do_much (XyTxn *txn, gpointer data, GError **error)
{
  for (int i = 0; i < BULK; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s-%d", (const char *) data, i);
      if (!add_unit (txn, name, error))
        return FALSE;
    }
  return TRUE;
}

/* TRUE where it was done; otherwise says why not, and that what was there before is there. */
static gboolean
act (const char *name, XyActFunc func)
{
  g_autoptr (GError) error = NULL;

  if (xy_store_act (store, &actor, name, func, (gpointer) name, &error))
    {
      say ("%s", name);
      return TRUE;
    }
  say ("!%d", error->domain == XY_ERROR ? error->code : -1);
  return FALSE;
}

static void
loop (guint seed)
{
  for (int i = 0; i < LOOPS; i++)
    {
      g_autofree char *name = g_strdup_printf ("W%u-%d", seed, i);
      act (name, do_little);
    }
}

static void
bulk (guint seed)
{
  g_autofree char *name = g_strdup_printf ("B%u", seed);
  g_autofree char *before = xy_store_dump (store, NULL);

  if (act (name, do_much))
    return;
  reached = TRUE;
  /* The trouble is over: somebody made room. The program was not started again. */
  fault_arm (FAULT_NONE, 0, 0, 0);
  g_autofree char *after = xy_store_dump (store, NULL);
  if (g_strcmp0 (before, after) != 0)
    say ("changed");
  act (name, do_much);
}

static void
draft (void)
{
  for (int i = 0; i < LOOPS; i++)
    {
      g_autofree char *body = g_strdup_printf ("%d", i);
      if (xy_draft_save (store, "household", body, NULL))
        say ("%d", i);
    }
}

static void
backup (const char *path, guint limit)
{
  const struct rlimit most = { limit, limit };

  signal (SIGXFSZ, SIG_IGN);
  if (limit > 0)
    setrlimit (RLIMIT_FSIZE, &most);
  for (int i = 0; i < (limit > 0 ? 1 : LOOPS); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *file = xy_backup_take (path, xy_env_system (), NULL, XY_BACKUP_IMPORT, NULL, &error);
      if (file != NULL)
        say ("%s", file);
      else
        say ("!%d", error->domain == XY_ERROR ? error->code : -1);
    }
}

static void
restore (const char *path, const char *file)
{
  for (int i = 0; i < LOOPS; i++)
    {
      g_autoptr (GError) error = NULL;
      if (xy_restore (file, NULL, path, xy_env_system (), &actor, NULL, &error))
        say ("restored");
      else
        say ("!%s", error->message);
    }
}

static FaultKind
kind_of (const char *name)
{
  static const char *const names[] = { "none", "kill", "torn", "cut", "full", "eio", "read" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], name))
      return (FaultKind) i;
  abort ();
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;

  if (argc != 7)
    return 2;
  const char *path = argv[1], *mode = argv[2];
  guint at = (guint) strtoul (argv[4], NULL, 10), count = (guint) strtoul (argv[5], NULL, 10);
  guint seed = (guint) strtoul (argv[6], NULL, 10);

  actor.user = xy_id_new (xy_env_system ());
  if (g_str_equal (mode, "restore"))
    {
      restore (path, argv[3]);
      return 0;
    }
  if (g_str_equal (mode, "backup"))
    {
      backup (path, at);
      return 0;
    }
  fault_install ();
  /* Reads are counted from the act on; writes from the opening on. */
  if (kind_of (argv[3]) != FAULT_READ)
    fault_arm (kind_of (argv[3]), at, count, seed);
  store = xy_store_open (path, xy_env_system (), 0, &error);
  if (store == NULL)
    {
      say ("!%d", error->domain == XY_ERROR ? error->code : -1);
      return 1;
    }
  if (kind_of (argv[3]) == FAULT_READ)
    fault_arm (FAULT_READ, at, count, seed);
  if (g_str_equal (mode, "loop"))
    loop (seed);
  else if (g_str_equal (mode, "bulk"))
    bulk (seed);
  else
    draft ();
  g_object_unref (store);
  say (reached || fault_counted () >= at ? "end" : "survived");
  return 0;
}
