/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "world.h"

#include <string.h>

#define START 1795309200000
/* Is nowhere: what makes a file there beside SQLite makes none. */
#define FOLDER "/no-such-folder/"
#define COUNTY_PATH FOLDER "county"

/* The computers of all worlds: to open a village's file takes longer than all that is then done with it. */
static Computer computers[WORLD_DEVICES + 1];
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
  guint64 seed = (guint64) g_rand_int (world->rand) << 32 | g_rand_int (world->rand);

  xy_fixed_env_init (&clock->fixed, START, seed);
  clock->now = &world->now;
  *env = (XyEnv){ .now = on_time_asked, .random = on_random_asked, .data = clock };
}

static guint64
draw (World *world)
{
  return (guint64) g_rand_int (world->rand) << 32 | g_rand_int (world->rand);
}

static void
switch_off (Computer *computer)
{
  xy_session_request_clear (&computer->request);
  g_clear_pointer (&computer->session, xy_session_free);
}

static void
switch_on (World *world, Computer *computer)
{
  g_autoptr (GError) error = NULL;

  computer->session = xy_session_new (computer->store, &error);
  g_assert_no_error (error);
  g_assert_true (xy_session_start (computer->session, xy_env_now (&computer->env), draw (world), &error));
  g_assert_no_error (error);
}

guint
world_pick (World *world, guint count)
{
  return (guint) g_rand_int_range (world->rand, 0, (gint32) count);
}

static void
make_blank (const XyEnv *env)
{
  g_autoptr (GError) error = NULL;
  Disk *disk = disk_new (FOLDER "blank.xiangyue");

  nothing = disk_copy (disk);
  XyStore *store = xy_store_open (FOLDER "blank.xiangyue", env, XY_STORE_CREATE, &error);
  g_assert_no_error (error);
  g_object_unref (store);
  blank = disk_copy (disk);
}

static Computer *
next_computer (World *world)
{
  guint i = world->n++;
  Computer *computer = &computers[i];
  Computer before = *computer;

  *computer = (Computer){ .disk = before.disk, .store = before.store };
  set_clock (world, &computer->clock, &computer->env);
  if (computer->store == NULL)
    {
      g_autofree char *path = g_strdup_printf (FOLDER "%u.xiangyue", i);
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
world_add_computer (World *world)
{
  Computer *computer = next_computer (world);
  g_autoptr (GError) error = NULL;
  gint64 device;

  g_assert_true (xy_server_store_add_device (world->county, WORLD_STREAM, 0, draw (world), &device, &error));
  g_assert_true (
      xy_local_enroll (computer->store, WORLD_STREAM, device, xy_server_store_get_epoch (world->county), &error));
  switch_on (world, computer);
}

void
world_crash (World *world, Computer *computer)
{
  switch_off (computer);
  disk_power_on (computer->disk, world->rand);
  switch_on (world, computer);
}

void
world_back_up (World *world, Computer *computer)
{
  g_clear_pointer (&computer->backup, disk_image_free);
  computer->backup = disk_copy (computer->disk);
}

void
world_restore (World *world, Computer *computer)
{
  if (computer->backup == NULL)
    return;
  switch_off (computer);
  disk_put (computer->disk, computer->backup);
  switch_on (world, computer);
}

void
world_clone (World *world, Computer *computer)
{
  if (world->n == WORLD_DEVICES)
    return;
  Computer *copy = next_computer (world);
  g_autoptr (DiskImage) image = disk_copy (computer->disk);
  disk_put (copy->disk, image);
  switch_on (world, copy);
}

static void
open_county (World *world)
{
  g_autoptr (GError) error = NULL;

  world->county = xy_server_store_open (COUNTY_PATH, &world->env, &error);
  g_assert_no_error (error);
}

void
world_back_up_county (World *world)
{
  g_clear_pointer (&world->backup, disk_image_free);
  world->backup = disk_copy (world->disk);
}

void
world_restore_county (World *world)
{
  g_autoptr (GError) error = NULL;

  if (world->backup == NULL)
    return;
  xy_server_store_close (world->county);
  disk_put (world->disk, world->backup);
  open_county (world);
  g_assert_true (xy_server_store_begin_epoch (world->county, &error));
}

World *
world_new (guint32 seed)
{
  World *world = g_new0 (World, 1);

  world->rand = g_rand_new_with_seed (seed);
  world->now = START;
  world->computers = computers;
  world->deltas = g_hash_table_new_full (xy_id_hash, xy_id_equal, g_free, NULL);
  world->replaced = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  set_clock (world, &world->clock, &world->env);
  if (blank == NULL)
    {
      XyFixedEnv env;
      xy_fixed_env_init (&env, START, 1);
      make_blank (&env.env);
      county_disk = disk_new (COUNTY_PATH);
    }
  world->disk = county_disk;
  disk_put (world->disk, nothing);
  open_county (world);
  for (guint n = 2 + world_pick (world, 3); n > 0; n--)
    world_add_computer (world);
  /* A county that was restored knows nothing of numbers that it gave since: who split then must be enrolled anew. */
  world->restores_county = world_pick (world, 3) == 0;
  return world;
}

void
world_free (World *world)
{
  for (guint i = 0; i < world->n; i++)
    {
      switch_off (&computers[i]);
      g_clear_pointer (&computers[i].backup, disk_image_free);
    }
  xy_server_store_close (world->county);
  g_clear_pointer (&world->backup, disk_image_free);
  g_hash_table_unref (world->deltas);
  g_hash_table_unref (world->replaced);
  g_rand_free (world->rand);
  if (world->old_request != NULL)
    g_string_free (world->old_request, TRUE);
  g_free (world);
}

void
world_tick (World *world, Computer *computer, gboolean wanted)
{
  g_autoptr (GError) error = NULL;

  if (computer->request.send != XY_SEND_NOTHING)
    return;
  computer->sent = xy_env_now (&computer->env);
  g_assert_true (xy_session_tick (computer->session, computer->sent, draw (world), wanted, &computer->request, &error));
  g_assert_no_error (error);
}

/* The county answers. */
static GString *
serve (World *world, const XySessionRequest *request)
{
  GString *answer = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  world->n_requests++;
  if (request->send == XY_SEND_PUSH)
    xy_server_store_push (world->county, request->text->str, request->text->len, answer, &error);
  else if (request->send == XY_SEND_PULL)
    xy_server_store_pull (world->county, request->stream, request->device, request->epoch, request->cursor,
                          1 + world_pick (world, 40), answer, &error);
  else
    xy_server_store_ask (world->county, request->text->str, request->text->len, answer, &error);
  g_assert_no_error (error);
  return answer;
}

/* What the line makes of an answer. */
static void
spoil (World *world, GString *answer)
{
  switch (world_pick (world, 3))
    {
    case 0:
      g_string_truncate (answer, world_pick (world, (guint) answer->len));
      break;
    case 1:
      g_string_assign (answer, "<html><head><title>请登录</title></head></html>\n");
      break;
    default:
      g_string_truncate (answer, 0);
      break;
    }
}

static void
fail (World *world, Computer *computer)
{
  g_autoptr (GError) error = NULL;

  xy_session_request_clear (&computer->request);
  g_assert_true (xy_session_fail (computer->session, xy_env_now (&computer->env), draw (world), 0, &error));
  g_assert_no_error (error);
}

void
world_deliver (World *world, Computer *computer, gboolean sound)
{
  g_autoptr (GError) error = NULL;
  guint luck = sound ? 0 : world_pick (world, 12);

  if (computer->request.send == XY_SEND_NOTHING)
    return;
  /* A push that was given up comes late, when others have come already. */
  if (world->old_request != NULL && (sound || world_pick (world, 3) == 0))
    {
      g_autoptr (GString) late = g_string_new (NULL);
      g_assert_true (
          xy_server_store_push (world->county, world->old_request->str, world->old_request->len, late, &error));
      g_string_free (g_steal_pointer (&world->old_request), TRUE);
    }
  if (luck == 1 && computer->request.send == XY_SEND_PUSH && world->old_request == NULL)
    world->old_request = g_string_new_len (computer->request.text->str, (gssize) computer->request.text->len);
  if (luck == 1 || luck == 2)
    {
      fail (world, computer);
      return;
    }
  if (luck == 6 && computer->request.send == XY_SEND_PUSH)
    {
      /* Something on the way puts one character in the place of another. */
      GString *text = computer->request.text;
      text->str[world_pick (world, (guint) text->len)] = (char) ('0' + world_pick (world, 10));
    }
  g_autoptr (GString) answer = serve (world, &computer->request);
  if (luck == 3)
    {
      g_string_free (answer, TRUE);
      answer = serve (world, &computer->request);
    }
  if (luck == 4)
    {
      fail (world, computer);
      return;
    }
  if (luck == 5)
    spoil (world, answer);
  XySessionRequest next = { .send = XY_SEND_NOTHING };
  gboolean ok = xy_session_answer (computer->session, computer->sent, xy_env_now (&computer->env), draw (world),
                                   answer->str, answer->len, &next, &error);
  g_assert_no_error (error);
  g_assert_true (ok);
  xy_session_request_clear (&computer->request);
  computer->request = next;
  computer->sent = xy_env_now (&computer->env);
}

gboolean
world_settle (World *world)
{
  for (guint i = 0; i < world->n; i++)
    world->computers[i].clock.wrong = 0;
  for (guint round = 0; round < 60; round++)
    {
      guint before = world->n_requests, busy = 0;

      world->now += XY_MACHINE_INTERVAL + XY_MACHINE_PAUSE_MOST;
      for (guint i = 0; i < world->n; i++)
        {
          Computer *computer = &world->computers[i];
          gint64 cursor = xy_session_get_local (computer->session)->machine.cursor;

          world_tick (world, computer, FALSE);
          for (guint n = 0; computer->request.send != XY_SEND_NOTHING; n++)
            {
              if (n == 2000)
                return FALSE;
              world_deliver (world, computer, TRUE);
            }
          if (xy_session_get_local (computer->session)->machine.phase == XY_PHASE_STOPPED)
            return FALSE;
          busy += cursor != xy_session_get_local (computer->session)->machine.cursor;
        }
      /* A hello and an empty page each: that is all there was to say. */
      if (busy == 0 && world->n_requests - before == 2 * world->n)
        return TRUE;
    }
  return FALSE;
}
