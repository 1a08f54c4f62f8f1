/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What befalls disks, and who is no longer known. */
#include "world-private.h"

#include "server/base.h"

gint64
world_last_op (Computer *computer)
{
  gint64 n = 0;

  xy_db_number (xy_store_get_db (computer->store), "SELECT max (n) FROM op", XY_BIND_NONE, &n, NULL);
  return n;
}

XyDb *
world_county_db (World *world)
{
  return xy_base_get_db (xy_server_store_get_base (world->county));
}

gint64
world_county_number (World *world, const char *sql, gint64 value)
{
  gint64 found = 0;
  g_autoptr (GError) error = NULL;

  xy_db_number (world_county_db (world), sql, XY_BIND (XY_INT (value)), &found, &error);
  g_assert_no_error (error);
  return found;
}

/* From now on the computer's disk is as it is. */
static void
begin_anew (World *world, Computer *computer)
{
  world_switch_on (world, computer);
  world_note (world, computer);
  computer->done = world_last_op (computer);
}

void
world_crash (World *world, Computer *computer)
{
  XyMachine before = xy_session_get_local (computer->session)->machine;

  world_switch_off (computer);
  disk_power_on (computer->disk, world->rand);
  world_switch_on (world, computer);
  world_note (world, computer);
  if (world_last_op (computer) < computer->done)
    world_blame (world, g_strdup ("I1: what was done is gone after the power was cut"));
  computer->done = world_last_op (computer);

  const XyMachine *machine = &xy_session_get_local (computer->session)->machine;
  if (machine->device == before.device && g_str_equal (machine->epoch, before.epoch)
      && (machine->acked < before.acked || machine->cursor < before.cursor))
    world_blame (world, g_strdup ("I1: what was received is gone after the power was cut"));
}

void
world_crash_county (World *world)
{
  xy_server_store_close (world->county);
  disk_power_on (world->disk, world->rand);
  world_open_county (world);
  for (guint i = 0; i < world->n_villages; i++)
    if (world_county_number (world, "SELECT head FROM stream WHERE sid = ?1", world_stream (i)) < world->heads[i])
      world_blame (world, g_strdup ("I1: the county has lost what it answered"));
}

void
world_mend (World *world, Computer *computer)
{
  if (disk_is_off (world->disk))
    world_crash_county (world);
  if (computer != NULL && disk_is_off (computer->disk))
    world_crash (world, computer);
}

void
world_back_up (World *world, Computer *computer)
{
  g_clear_pointer (&computer->backup, disk_image_free);
  computer->backup = disk_copy (computer->disk);
}

static gboolean
set_copied (XyTxn *txn, gpointer data, GError **error)
{
  return xy_local_set_copied (txn, *(guint64 *) data, error);
}

/* The program sees that the file is not where it was (writer.h). */
static void
notice (World *world, Computer *computer)
{
  guint64 nonce = world_draw (world);
  g_autoptr (GError) error = NULL;

  g_assert_true (xy_store_receive (computer->store, set_copied, &nonce, &error));
  g_assert_no_error (error);
}

void
world_restore (World *world, Computer *computer)
{
  if (computer->backup == NULL)
    return;
  world_switch_off (computer);
  disk_put (computer->disk, computer->backup);
  if (world_pick (world, 2) == 0)
    notice (world, computer);
  computer->noted = world_last_op (computer);
  begin_anew (world, computer);
}

void
world_move (World *world, Computer *computer)
{
  world_crash (world, computer);
  world_switch_off (computer);
  disk_set_full (computer->disk, FALSE);
  disk_fail_at (computer->disk, 0);
  notice (world, computer);
  begin_anew (world, computer);
}

void
world_clone (World *world, Computer *computer)
{
  if (world->n == WORLD_DEVICES)
    return;
  Computer *copy = world_next_computer (world, computer->village);
  g_autoptr (DiskImage) image = disk_copy (computer->disk);
  disk_put (copy->disk, image);
  if (world_pick (world, 2) == 0)
    notice (world, copy);
  copy->noted = world_last_op (copy);
  begin_anew (world, copy);
}

void
world_back_up_county (World *world)
{
  g_clear_pointer (&world->backup, disk_image_free);
  world->backup = disk_copy (world->disk);
  for (guint i = 0; i < world->n; i++)
    world->computers[i].acked = xy_session_get_local (world->computers[i].session)->machine.acked;
  for (guint i = 0; i < world->n_villages; i++)
    world->backup_heads[i] = world_county_number (world, "SELECT head FROM stream WHERE sid = ?1", world_stream (i));
}

gboolean
world_is_telling (World *world, Computer *computer)
{
  const XyMachine *machine = &xy_session_get_local (computer->session)->machine;

  return computer->acked == machine->acked && machine->cursor > world->backup_heads[computer->village];
}

void
world_note_county (World *world)
{
  for (guint i = 0; i < world->n_villages; i++)
    world->heads[i] = world_county_number (world, "SELECT head FROM stream WHERE sid = ?1", world_stream (i));
  /* Who asked for a number that a restored county knows nothing of would have to be enrolled anew. */
  if (!world->restores_both)
    return;
  gint64 n = world_county_number (world, "SELECT count (*) FROM device WHERE sid > ?1", 0);
  if (n != world->n_devices)
    world_back_up_county (world);
  world->n_devices = n;
}

void
world_restore_county (World *world)
{
  g_autoptr (GError) error = NULL;

  if (world->backup == NULL)
    return;
  xy_server_store_close (world->county);
  disk_put (world->disk, world->backup);
  world_open_county (world);
  g_assert_true (xy_server_store_begin_epoch (world->county, &error));
  for (guint i = 0; i < WORLD_VILLAGES; i++)
    world->heads[i] = world->looked[i] = world->backup_heads[i];
}

/* Another computer of the village; NULL. */
static Computer *
other_of (World *world, Computer *computer)
{
  guint first = world_pick (world, world->n);

  for (guint i = 0; i < world->n; i++)
    {
      Computer *other = &world->computers[(first + i) % world->n];
      if (other != computer && other->village == computer->village)
        return other;
    }
  return NULL;
}

void
world_restore_county_under (World *world, Computer *computer)
{
  Computer *other = other_of (world, computer);

  world_talk (world, computer, TRUE);
  world_back_up_county (world);
  if (other != NULL)
    {
      world_write (world, other);
      world_write (world, other);
      world_talk (world, other, TRUE);
    }
  world_talk (world, computer, TRUE);
  world_write (world, computer);
  world_write (world, computer);
  /* What he writes now nobody has read, in whatever history. */
  if (other != NULL && world_pick (world, 2) == 0)
    world_write (world, other);
  world_tick (world, computer, TRUE);
  if (computer->request.send == XY_SEND_HELLO)
    world_deliver (world, computer, TRUE);
  world_restore_county (world);
  if (other != NULL && world_pick (world, 2) == 0)
    world_talk (world, other, TRUE);
}

void
world_lose_both (World *world, Computer *computer)
{
  Computer *other = other_of (world, computer);

  if (other == NULL)
    return;
  world_talk (world, computer, TRUE);
  world_back_up (world, computer);
  world_back_up_county (world);
  for (guint n = 1 + world_pick (world, 4); n > 0; n--)
    world_write (world, computer);
  world_talk (world, computer, TRUE);
  world_talk (world, other, TRUE);
  world_restore (world, computer);
  world_restore_county (world);
}

void
world_move_behind (World *world, Computer *computer)
{
  Computer *other = other_of (world, computer);

  if (other == NULL)
    return;
  world_talk (world, computer, TRUE);
  world_back_up_county (world);
  for (guint i = 0; i < 4; i++)
    world_edit (world, computer);
  world_talk (world, computer, TRUE);
  world_edit (world, computer);
  world_restore_county (world);
  world_talk (world, other, TRUE);
  for (guint i = 0; i < 3; i++)
    world_edit (world, other);
  world_talk (world, other, TRUE);
  /* It hears that the history is another one, and has sent nothing yet. */
  world_tick (world, computer, TRUE);
  if (computer->request.send == XY_SEND_HELLO)
    world_deliver (world, computer, TRUE);
  world_move (world, computer);
}

void
world_checkpoint (World *world, Computer *computer)
{
  XyDb *db = computer != NULL ? xy_store_get_db (computer->store) : world_county_db (world);

  if (computer != NULL)
    xy_store_set_query_only (computer->store, FALSE);
  xy_db_run (db, "PRAGMA wal_checkpoint (TRUNCATE)", XY_BIND_NONE, NULL);
  if (computer != NULL)
    xy_store_set_query_only (computer->store, TRUE);
  world_mend (world, computer);
}

void
world_revoke (World *world, Computer *computer)
{
  const XyMachine *machine = &xy_session_get_local (computer->session)->machine;
  g_autoptr (GError) error = NULL;

  /* What was restored does not know who was revoked since: it would have to be said again. */
  if (world->restores_county)
    return;
  if (xy_server_store_revoke (world->county, machine->stream, machine->device, &error))
    g_hash_table_replace (
        world->revoked, g_strdup_printf ("%" G_GINT64_FORMAT, machine->device),
        GINT_TO_POINTER (world_county_number (world, "SELECT last_n FROM device WHERE dev = ?1", machine->device)));
  else
    world_mend (world, NULL);
}

void
world_release (World *world)
{
  XyDb *db = world_county_db (world);
  gint64 stream = 0, device = 0, n = 0;
  {
    g_autoptr (XyRows) rows = xy_db_query (
        db, "SELECT sid, dev, n FROM op_log WHERE disp = 'held' AND code <> 'missing' ORDER BY sid, dev, n LIMIT 1",
        XY_BIND_NONE, NULL);
    if (!xy_rows_next (rows, NULL))
      return;
    stream = xy_rows_int (rows, 0);
    device = xy_rows_int (rows, 1);
    n = xy_rows_int (rows, 2);
  }
  g_hash_table_add (world->released, g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, device, n));
  if (!xy_server_store_release (world->county, stream, device, n, NULL))
    world_mend (world, NULL);
}
