/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench-today FILE: what waits in that village (core/today.h), as the front page reads it: the first time after the
 * file was opened, and then the median.
 */
#include "bench.h"
#include "core/clock.h"
#include "core/store.h"
#include "core/today.h"

#define ROUNDS 21

static double
read_once (XyStore *store)
{
  double start = bench_now ();
  g_autoptr (GPtrArray) lines = xy_today (store, NULL);
  double spent = bench_now () - start;

  g_assert_nonnull (lines);
  return spent * 1e3;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XyStore) store = argc == 2 ? xy_store_open (argv[1], xy_env_system (), XY_STORE_READ_ONLY, &error) : NULL;
  double times[ROUNDS];

  if (store == NULL)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "bench-today FILE");
      return 1;
    }
  bench_print ("today, first", read_once (store), "ms");
  for (guint i = 0; i < ROUNDS; i++)
    times[i] = read_once (store);
  bench_print ("today", bench_quantile (times, ROUNDS, 0.5), "ms");
  return 0;
}
