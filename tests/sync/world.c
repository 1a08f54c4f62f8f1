/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a world begins and ends. */
#include "sync/brake.h"
#include "world-private.h"

#define START 1795309200000

/* The computers of all worlds: to open a village's file takes longer than all that is then done with it. */
static Computer computers[WORLD_DEVICES + WORLD_VILLAGES];
static Disk *county_disk;
/* A village's file in which nothing is yet, and a disk with nothing on it. */
static DiskImage *blank, *nothing;

static gint64
on_time_asked (gpointer data)
{
  Clock *clock = data;

  return *clock->now + clock->wrong;
}

static void
on_random_asked (guint8 *bytes, gsize length, gpointer data)
{
  Clock *clock = data;

  clock->fixed.env.random (bytes, length, clock->fixed.env.data);
}

static void
set_clock (World *world, Clock *clock, XyEnv *env)
{
  xy_fixed_env_init (&clock->fixed, START, world_draw (world));
  clock->now = &world->now;
  clock->wrong = 0;
  *env = (XyEnv){ .now = on_time_asked, .random = on_random_asked, .data = clock };
}

static void
make_blank (void)
{
  XyFixedEnv env;
  g_autoptr (GError) error = NULL;
  Disk *disk = disk_new (WORLD_FOLDER "blank.xiangyue");

  xy_fixed_env_init (&env, START, 1);
  nothing = disk_copy (disk);
  xy_brake_set_few (WORLD_FEW);
  XyStore *store = xy_store_open (WORLD_FOLDER "blank.xiangyue", &env.env, XY_STORE_CREATE, &error);
  g_assert_no_error (error);
  g_object_unref (store);
  blank = disk_copy (disk);
  county_disk = disk_new (WORLD_COUNTY);
}

guint
world_pick (World *world, guint count)
{
  return (guint) g_rand_int_range (world->rand, 0, (gint32) count);
}

guint64
world_draw (World *world)
{
  guint64 high = g_rand_int (world->rand);

  return high << 32 | g_rand_int (world->rand);
}

void
world_blame (World *world, char *problem)
{
  if (world->wrong == NULL)
    world->wrong = problem;
  else
    g_free (problem);
}

gint64
world_stream (guint village)
{
  return WORLD_STREAM + village;
}

Computer *
world_next_computer (World *world, guint village)
{
  guint i = world->n++;
  Computer *computer = &computers[i];
  Computer before = *computer;

  *computer = (Computer){ .disk = before.disk, .store = before.store, .village = village, .acked = -1 };
  set_clock (world, &computer->clock, &computer->env);
  if (computer->store == NULL)
    {
      g_autofree char *path = g_strdup_printf (WORLD_FOLDER "%u.xiangyue", i);
      g_autoptr (GError) error = NULL;
      computer->disk = disk_new (path);
      disk_put (computer->disk, blank);
      computer->store = xy_store_open (path, &computer->env, 0, &error);
      g_assert_no_error (error);
    }
  disk_put (computer->disk, blank);
  computer->actor = (XyActor){ .user = xy_id_new (&computer->env), .name = "曾小平", .permissions = ~0u };
  return computer;
}

void
world_switch_off (Computer *computer)
{
  xy_session_request_clear (&computer->request);
  g_clear_pointer (&computer->session, xy_session_free);
  computer->failed = FALSE;
}

void
world_switch_on (World *world, Computer *computer)
{
  g_autoptr (GError) error = NULL;

  computer->session = xy_session_new (computer->store, &error);
  g_assert_no_error (error);
  g_assert_true (xy_session_start (computer->session, xy_env_now (&computer->env), world_draw (world), &error));
  g_assert_no_error (error);
}

void
world_open_county (World *world)
{
  g_autoptr (GError) error = NULL;

  world->county = xy_server_store_open (WORLD_COUNTY, &world->env, &error);
  g_assert_no_error (error);
}

void
world_add_computer (World *world, guint village)
{
  Computer *computer = world_next_computer (world, village);
  gint64 stream = world_stream (village), device;
  g_autoptr (GError) error = NULL;

  g_assert_true (xy_server_store_add_device (world->county, stream, 0, world_draw (world), &device, &error));
  g_assert_true (xy_local_enroll (computer->store, stream, device, xy_server_store_get_epoch (world->county), &error));
  world_give_keys (world, computer);
  world_switch_on (world, computer);
}

gboolean
world_has_lost (Computer *computer)
{
  gint64 lost = 0;

  xy_db_number (xy_store_get_db (computer->store), "SELECT EXISTS (SELECT 1 FROM sync_lost)", XY_BIND_NONE, &lost,
                NULL);
  return lost != 0;
}

gboolean
world_is_out (World *world, Computer *computer)
{
  const XyMachine *machine = &xy_session_get_local (computer->session)->machine;
  gint64 state = 0;

  xy_db_number (world_county_db (world), "SELECT state FROM device WHERE sid = ?1 AND dev = ?2",
                XY_BIND (XY_INT (machine->stream), XY_INT (machine->device)), &state, NULL);
  return state != 0;
}

static void
late_free (gpointer data)
{
  Late *late = data;

  g_string_free (late->text, TRUE);
  g_free (late);
}

World *
world_new (guint32 seed)
{
  World *world = g_new0 (World, 1);
  g_autoptr (GError) error = NULL;

  world->rand = g_rand_new_with_seed (seed);
  world->now = START;
  world->computers = computers;
  world->late = g_ptr_array_new_with_free_func (late_free);
  world->stick = world_make_stick ();
  world->deltas = g_hash_table_new_full (xy_id_hash, xy_id_equal, g_free, NULL);
  world->replaced = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  world->released = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  world->histories = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  world->written = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  world->revoked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  world->newer.wrote = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  set_clock (world, &world->clock, &world->env);
  if (blank == NULL)
    make_blank ();
  world->disk = county_disk;
  disk_put (world->disk, nothing);
  world_open_county (world);
  world->n_villages = world_pick (world, 3) == 0 ? 2 : 1;
  for (guint n = 2 + world_pick (world, 3); n > 0; n--)
    world_add_computer (world, n % world->n_villages);
  /* A county that was restored knows nothing of numbers that it gave since: who split then must be enrolled anew. */
  world->restores_county = world_pick (world, 3) == 0;
  world->restores_both = world->restores_county && world_pick (world, 3) == 0;
  world->by_stick = world_pick (world, 4) == 0;
  world->theme = (WorldTheme) world_pick (world, WORLD_N_THEMES);
  if (!world->restores_county && world_pick (world, 3) == 0)
    g_assert_true (
        xy_server_store_add_device (world->county, WORLD_STREAM, 0, world_draw (world), &world->newer.device, &error));
  return world;
}

void
world_free (World *world)
{
  for (guint i = 0; i < world->n; i++)
    {
      world_switch_off (&computers[i]);
      g_clear_pointer (&computers[i].backup, disk_image_free);
    }
  xy_server_store_close (world->county);
  world_remove_stick (world->stick);
  g_clear_pointer (&world->backup, disk_image_free);
  g_ptr_array_unref (world->late);
  g_hash_table_unref (world->deltas);
  g_hash_table_unref (world->replaced);
  g_hash_table_unref (world->released);
  g_hash_table_unref (world->histories);
  g_hash_table_unref (world->written);
  g_hash_table_unref (world->revoked);
  g_hash_table_unref (world->newer.wrote);
  if (world->newer.push != NULL)
    g_string_free (world->newer.push, TRUE);
  g_free (world->newer.key);
  g_free (world->newer.value);
  g_rand_free (world->rand);
  g_free (world->wrong);
  g_free (world);
}
