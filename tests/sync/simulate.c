/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The line to the county, simulated: some computers of a village write while the line loses, doubles, delays and spoils
 * what it carries, computers are switched off, go back to older disks or are copied, clocks are years off, the county
 * is restored from its backup. Then all is well, nobody writes, and everybody must come to the same, with nothing lost.
 *
 *   simulate --seconds 5             as many seeds as there is time for, from a fresh one; prints it
 *   simulate --seed 7 --seeds 100    these
 *   simulate --seed 7 --trace        this one, with each step
 */
#include <locale.h>
#include <stdlib.h>

#include "world.h"

#define STEPS 160

static gint64 option_seed = -1, option_seeds = 0;
static int option_seconds = 0;
static gboolean option_trace = FALSE;

static const GOptionEntry options[] = {
  { "seed", 0, 0, G_OPTION_ARG_INT64, &option_seed, "the first seed", "N" },
  { "seeds", 0, 0, G_OPTION_ARG_INT64, &option_seeds, "how many", "N" },
  { "seconds", 0, 0, G_OPTION_ARG_INT, &option_seconds, "how long", "S" },
  { "trace", 0, 0, G_OPTION_ARG_NONE, &option_trace, "print each step", NULL },
  { NULL },
};

/* What happens to the county, or to the disks; to both in some worlds (world_new()). */
static const char *
loss (World *world, Computer *computer)
{
  guint what = world_pick (world, 3);

  if (world->restores_county && (!world->restores_both || world_pick (world, 2) == 0))
    {
      (what == 0 ? world_restore_county : world_back_up_county) (world);
      return what == 0 ? "restore the county" : "back up the county";
    }
  (what == 0 ? world_back_up : what == 1 ? world_restore : world_clone) (world, computer);
  return what == 0 ? "back up" : what == 1 ? "restore" : "clone";
}

static gint64
years (World *world)
{
  return ((gint64) world_pick (world, 21) - 10) * 365 * 24 * 3600 * 1000;
}

static const char *
mishap (World *world, Computer *computer)
{
  switch (world_pick (world, 20))
    {
    case 0:
    case 1:
      world_crash (world, computer);
      return "power off";
    case 2:
      world_crash_county (world);
      return "county's power off";
    case 3:
    case 4:
    case 5:
      disk_fail_at (computer->disk, 1 + world_pick (world, 40));
      return "power off in a while";
    case 6:
    case 7:
      disk_fail_at (world->disk, 1 + world_pick (world, 60));
      return "county's power off in a while";
    case 8:
      disk_set_full (computer->disk, TRUE);
      return "full";
    case 9:
      disk_set_full (world->disk, TRUE);
      return "county full";
    case 10:
      world_checkpoint (world, world_pick (world, 3) == 0 ? NULL : computer);
      return "checkpoint";
    case 11:
    case 12:
      computer->clock.wrong = years (world);
      return "clock";
    case 13:
      if (world_pick (world, 4) > 0)
        return "nothing";
      world->clock.wrong = years (world);
      world->county_clock = TRUE;
      return "county's clock";
    case 14:
      if (world_pick (world, 3) > 0)
        return "nothing";
      world_revoke (world, computer);
      return "revoke";
    default:
      return loss (world, computer);
    }
}

static const char *
carry (World *world, Computer *computer)
{
  switch (world_pick (world, 4))
    {
    case 0:
      world_export (world, computer);
      return "export";
    case 1:
      world_take_bundle (world);
      return "bundle at the county";
    case 2:
      world_journey (world, computer);
      return "journey";
    default:
      world_carry_back (world, computer);
      return "carry back";
    }
}

/* Whether something waits here that was written in a history of the county before this one. */
static gboolean
is_behind (Computer *computer)
{
  const XyMachine *machine = &xy_session_get_local (computer->session)->machine;

  return machine->old > machine->acked;
}

static const char *
step (World *world, Computer *computer)
{
  guint luck = world_pick (world, 100);

  world->now += world_pick (world, 20000);
  if (world_pick (world, 12) == 0)
    {
      disk_set_full (world->disk, FALSE);
      disk_set_full (computer->disk, FALSE);
    }
  if (world->restores_county && world_pick (world, 32) == 0)
    return loss (world, computer);
  if (world->restores_both && !world->by_stick && world_pick (world, 24) == 0)
    {
      gboolean lose = world_pick (world, 2) == 0;
      (lose ? world_lose_both : world_move_behind) (world, computer);
      return lose ? "lose both" : "move behind";
    }
  if (world->restores_county && !world->by_stick && world_pick (world, 48) == 0)
    {
      world_restore_county_under (world, computer);
      return "restore the county under it";
    }
  /* And between a hello and the push behind it. */
  if (world->restores_county && computer->request.send == XY_SEND_PUSH
      && world_pick (world, world_is_telling (world, computer) ? 2 : 16) == 0)
    {
      world_restore_county (world);
      return "restore the county";
    }
  /* Or before a number is given: by a county that has forgotten some of what it had answered under the last one. */
  if (world->restores_both && xy_session_get_local (computer->session)->machine.nonce != 0
      && world_pick (world, 4) == 0)
    {
      world_restore_county (world);
      return "restore the county";
    }
  /* Who has to send again what he wrote in a history before does so under another number, or under two. */
  guint how = world->restores_both && is_behind (computer) ? world_pick (world, 8) : G_MAXUINT;
  if (how < 2)
    {
      (how == 0 ? world_clone : world_move) (world, computer);
      return how == 0 ? "clone" : "move";
    }
  /* A copy that is made while a number is asked for asks for the same. */
  if ((!world->restores_county || world->restores_both) && xy_session_get_local (computer->session)->machine.nonce != 0
      && world_pick (world, 4) == 0)
    {
      world_clone (world, computer);
      return "clone";
    }
  /* What is on the line is overtaken by a stick with more. */
  if (computer->request.send == XY_SEND_PUSH && world_pick (world, 24) == 0)
    {
      world_write (world, computer);
      world_write (world, computer);
      world_carry_there (world, computer);
      return "overtaken";
    }
  if (luck < 32)
    {
      world_write (world, computer);
      return "write";
    }
  if (luck < 34)
    {
      world_write_newer (world);
      return "newer";
    }
  if (luck < 35)
    {
      if (world_pick (world, 2) == 0)
        {
          world_allow (world, computer);
          return "allow";
        }
      world_release (world);
      return "release";
    }
  if (world->by_stick && luck < 94)
    return carry (world, computer);
  if (luck < 60)
    {
      world_tick (world, computer, world_pick (world, 2) == 0);
      return "tick";
    }
  if (luck < 84)
    {
      world_deliver (world, computer, FALSE);
      return "deliver";
    }
  if (luck < 94)
    return carry (world, computer);
  return mishap (world, computer);
}

static void
trace (Computer *computer, guint i, guint which, const char *what)
{
  const XyLocal *local = xy_session_get_local (computer->session);
  gint64 max = 0;

  xy_local_max (computer->store, local, &max, NULL);
  g_print ("%u: computer %u: %s: phase %d, device %" G_GINT64_MODIFIER
           "x, first %d, acked %d of %d, cursor %d, sends %d\n",
           i, which, what, (int) local->machine.phase, local->machine.device, (int) local->first,
           (int) local->machine.acked, (int) max, (int) local->machine.cursor, (int) computer->request.send);
}

/* All is well from now on, and somebody comes who knows nothing yet. */
static char *
end (World *world)
{
  g_autoptr (GHashTable) entries = world_list_entries (world);

  if (world->by_stick && !world_settle_by_stick (world))
    return g_strdup ("I9: by stick it does not come to an end");
  if (!world_settle (world))
    return g_strdup ("I9: it does not come to an end");
  for (guint i = 0; world->newer.push != NULL; i++)
    {
      if (i == 100)
        return g_strdup ("I9: one line is not answered");
      world_write_newer (world);
    }
  for (guint i = 0; i < world->n_villages; i++)
    world_add_computer (world, i);
  if (!world_settle (world))
    return g_strdup ("I9: a new computer does not come to an end");
  char *wrong = world_check_step (world);
  if (wrong == NULL)
    wrong = world_check_entries (world, entries);
  return wrong != NULL ? wrong : world_check_end (world);
}

/* NULL, or what is wrong. HASH gets that of all that happened. */
static char *
simulate (guint32 seed, gboolean show, guint64 *hash)
{
  World *world = world_new (seed);
  char *wrong = NULL;

  if (show)
    g_print ("%u computers of %u villages, busy with %d%s%s%s\n", world->n, world->n_villages, (int) world->theme,
             world->restores_county ? ", the county is restored" : "",
             world->restores_both ? ", the computers too" : "", world->by_stick ? ", by stick" : "");
  for (guint i = 0; i < STEPS && wrong == NULL; i++)
    {
      guint which = world_pick (world, world->n);
      const char *what = step (world, &world->computers[which]);

      world->trace = world->trace * 31 + g_str_hash (what);
      if (show)
        trace (&world->computers[which], i, which, what);
      wrong = world_check_step (world);
    }
  if (wrong == NULL)
    wrong = end (world);
  *hash = world->trace;
  world_free (world);
  return wrong;
}

/* Now and then twice: nothing but the seed may matter. */
static char *
run (guint32 seed)
{
  guint64 first, second;
  char *wrong = simulate (seed, option_trace, &first);

  if (wrong != NULL || seed % 64 != 0)
    return wrong;
  wrong = simulate (seed, FALSE, &second);
  return wrong != NULL || first == second ? wrong : g_strdup ("it is not the same the second time");
}

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    g_error ("%s", error->message);
  /* A long run is ten times as long, and from another seed each time. */
  if (g_getenv ("XIANGYUE_TEST_LONG") != NULL)
    {
      option_seconds *= 10;
      option_seed = -1;
    }
  guint32 first = option_seed >= 0 ? (guint32) option_seed : g_random_int ();
  gint64 start = g_get_monotonic_time (), n = 0;
  gint64 seeds = option_seeds > 0 ? option_seeds : option_seconds > 0 ? G_MAXINT64 : 1;

  while (n < seeds
         && (option_seconds == 0 || g_get_monotonic_time () - start < (gint64) option_seconds * G_USEC_PER_SEC))
    {
      g_autofree char *wrong = run (first + (guint32) n);

      n++;
      if (wrong != NULL)
        {
          g_print ("seed %u (number %" G_GINT64_FORMAT " of this run): %s\n", first + (guint32) n - 1, n, wrong);
          return EXIT_FAILURE;
        }
    }
  double seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  g_print ("%" G_GINT64_FORMAT " seeds from %u, %.1f in a second\n", n, first, (double) n / seconds);
  return EXIT_SUCCESS;
}
