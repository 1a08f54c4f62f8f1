/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stick: bundles and receipts lie on it, and somebody takes any of them anywhere at any time. */
#include "world-private.h"

#include <string.h>

#include <glib/gstdio.h>
#include <sodium.h>

#include "server/inbox.h"
#include "sync/bundle.h"

#define ENROLL_SQL                                                                                                     \
  "INSERT INTO line (one, url, account, role, scope, token, secret, server_key, box_key, receipt_at, receipt_n, "      \
  "last_try_at, last_error) VALUES (1, '', ?1, 'village', ?2, 't', ?3, ?4, ?5, 0, 0, 0, '')"

static const guint8 county_seed[XY_BUNDLE_KEY_SIZE] = { 1, 2, 3 };
static const guint8 county_box[XY_BUNDLE_KEY_SIZE] = { 64, 5, 6 };

/* The key of ACCOUNT, here and there. */
static void
seed_of (gint64 account, guint8 seed[XY_BUNDLE_KEY_SIZE])
{
  memset (seed, (int) account, XY_BUNDLE_KEY_SIZE);
}

void
world_give_keys (World *world, Computer *computer)
{
  gint64 account = world->n;
  guint8 seed[XY_BUNDLE_KEY_SIZE], sign[XY_BUNDLE_KEY_SIZE], box[XY_BUNDLE_KEY_SIZE];
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_MODIFIER "x", account);
  g_autoptr (GError) error = NULL;

  seed_of (account, seed);
  xy_bundle_public (county_seed, sign);
  crypto_scalarmult_base (box, county_box);
  g_assert_true (xy_store_write_local (computer->store, ENROLL_SQL,
                                       XY_BIND (XY_TEXT (name), XY_INT (world_stream (computer->village)),
                                                XY_BYTES (seed, sizeof seed), XY_BYTES (sign, sizeof sign),
                                                XY_BYTES (box, sizeof box)),
                                       &error));
  g_assert_no_error (error);
}

/* Whoever writes under a number that the county has given is who he says he is. */
static gboolean
on_writer_asked (XyServerStore *store,
                 gint64 account,
                 gint64 stream,
                 gint64 device,
                 XyInboxWho *who,
                 gpointer data,
                 GError **error)
{
  guint8 seed[XY_BUNDLE_KEY_SIZE];
  gint64 state = -1;

  seed_of (account, seed);
  xy_bundle_public (seed, who->key);
  if (!xy_base_number (xy_server_store_get_base (store), "SELECT state FROM device WHERE sid = ?1 AND dev = ?2",
                       XY_BIND (XY_INT (stream), XY_INT (device)), &state, error))
    return FALSE;
  who->revoked = state == 1;
  return state >= 0;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Any file of the stick that ends in SUFFIX; NULL. */
static char *
any_file (World *world, const char *suffix)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (world->stick, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, suffix))
      g_ptr_array_add (list, g_strdup (name));
  if (list->len == 0)
    return NULL;
  /* In an order of its own, whatever the disk's is: the same seed does the same again. */
  g_ptr_array_sort (list, compare_names);
  return g_build_filename (world->stick, (char *) list->pdata[world_pick (world, list->len)], NULL);
}

/* The path of the bundle; NULL. */
static char *export(World *world, Computer *computer)
{
  g_auto (XyBundleExport) result = { NULL };

  if (!xy_bundle_export (computer->store, world->stick, NULL, NULL, NULL, &result, NULL))
    world_mend (world, computer);
  /* Under the number that a receipt may have brought. */
  world_note (world, computer);
  return g_steal_pointer (&result.path);
}

void
world_export (World *world, Computer *computer)
{
  g_free (export(world, computer));
}

/* What lies on the stick is sound: the program's own files are not to be refused. */
static void
check_refusal (World *world, const GError *error, gboolean may_be_strange)
{
  if (g_error_matches (error, XY_ERROR, XY_ERROR_UNREADABLE) || g_error_matches (error, XY_ERROR, XY_ERROR_NOT_OURS)
      || (!may_be_strange && g_error_matches (error, XY_ERROR, XY_ERROR_DENIED)))
    world_blame (world, g_strdup_printf ("what was written to the stick is refused: %s", error->message));
}

/* The path of the receipt; NULL. */
static char *
take (World *world, const char *file)
{
  XyInbox inbox = {
    .store = world->county, .work = world->stick, .find = on_writer_asked, .rows = 1 + world_pick (world, 40)
  };
  g_auto (XyInboxResult) result = { 0 };
  g_autoptr (GError) error = NULL;

  memcpy (inbox.seed, county_seed, sizeof inbox.seed);
  memcpy (inbox.box_secret, county_box, sizeof inbox.box_secret);
  /* A county that was restored knows nothing of numbers that it gave since. */
  if (!xy_inbox_take (&inbox, file, NULL, &result, &error) || !xy_inbox_take_parked (&inbox, &error))
    check_refusal (world, error, world->restores_county);
  if (disk_is_off (world->disk))
    {
      world_crash_county (world);
      return NULL;
    }
  world_note_county (world);
  return g_steal_pointer (&result.receipt);
}

void
world_take_bundle (World *world)
{
  g_autofree char *file = any_file (world, XY_BUNDLE_SUFFIX);

  if (file != NULL)
    g_free (take (world, file));
}

void
world_carry_there (World *world, Computer *computer)
{
  g_autofree char *bundle = export(world, computer);

  if (bundle != NULL)
    g_free (take (world, bundle));
}

void
world_begin_session (World *world, Computer *computer)
{
  disk_set_full (computer->disk, FALSE);
  disk_fail_at (computer->disk, 0);
  world_switch_off (computer);
  world_switch_on (world, computer);
}

static void
bring_back (World *world, Computer *computer, const char *file)
{
  XyBundleImport result;
  gint64 live = world_live (computer);
  g_autoptr (GError) error = NULL;

  /* Another computer's is refused. */
  if (xy_bundle_import (computer->store, file, NULL, NULL, NULL, &result, &error))
    world->trace = world->trace * 31 + (guint64) result.carried;
  else
    check_refusal (world, error, FALSE);
  world_check_brake (world, computer, live);
  world_mend (world, computer);
}

void
world_carry_back (World *world, Computer *computer)
{
  g_autofree char *file = any_file (world, XY_RECEIPT_SUFFIX);

  if (file == NULL)
    return;
  bring_back (world, computer, file);
  /* Or the program goes on, with a request under way, and finds out. */
  if (world_pick (world, 2) == 0)
    world_begin_session (world, computer);
}

void
world_journey (World *world, Computer *computer)
{
  g_autofree char *bundle = export(world, computer);
  g_autofree char *receipt = bundle != NULL ? take (world, bundle) : NULL;

  if (receipt == NULL)
    return;
  bring_back (world, computer, receipt);
  world_begin_session (world, computer);
}

/* Whether the computer has sent all, and has all that the county has. */
static gboolean
is_settled (World *world, Computer *computer)
{
  const XyLocal *local = xy_session_get_local (computer->session);
  const XyMachine *machine = &local->machine;

  return g_str_equal (machine->epoch, xy_server_store_get_epoch (world->county))
         && local->first + machine->acked == world_last_op (computer) && !world_has_lost (computer)
         && machine->cursor == world_county_number (world, "SELECT head FROM stream WHERE sid = ?1", machine->stream);
}

gboolean
world_settle_by_stick (World *world)
{
  world_heal (world);
  for (guint i = 0; i < world->n; i++)
    world_begin_session (world, &world->computers[i]);
  for (guint round = 0; round < 12; round++)
    {
      guint settled = 0;

      for (guint i = 0; i < world->n; i++)
        {
          world_journey (world, &world->computers[i]);
          world_allow (world, &world->computers[i]);
        }
      for (guint i = 0; i < world->n; i++)
        settled += is_settled (world, &world->computers[i]) || world_is_out (world, &world->computers[i]);
      if (settled == world->n)
        return TRUE;
    }
  return FALSE;
}

/* In memory where that can be: a stick is waited for at each file. */
char *
world_make_stick (void)
{
  char *stick = g_strdup ("/dev/shm/xiangyue-stick-XXXXXX");
  g_autoptr (GError) error = NULL;

  if (g_mkdtemp (stick) != NULL)
    return stick;
  g_free (stick);
  stick = g_dir_make_tmp ("xiangyue-stick-XXXXXX", &error);
  g_assert_no_error (error);
  return stick;
}

void
world_remove_stick (char *stick)
{
  g_autoptr (GDir) dir = g_dir_open (stick, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (stick, name, NULL);
      g_unlink (path);
    }
  g_rmdir (stick);
  g_free (stick);
}
