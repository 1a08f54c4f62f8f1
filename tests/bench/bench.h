/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench: what the benches share. Each prints lines "name<TAB>value<TAB>unit" and, for what has a target, "ratio" lines,
 * which tests/bench/table.py joins into one table. A bench never fails on a figure.
 */
#pragma once

#include <glib.h>
#include <stdlib.h>
#include <time.h>

static inline double
bench_now (void)
{
  return (double) g_get_monotonic_time () / 1e6;
}

/* Seconds of this thread alone: what waits or works elsewhere is not in them, nor are other programs. */
static inline double
bench_worked (void)
{
  struct timespec spent;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &spent);
  return (double) spent.tv_sec + (double) spent.tv_nsec / 1e9;
}

static inline void
bench_print (const char *name, double value, const char *unit)
{
  g_print ("%s\t%.3f\t%s\n", name, value, unit);
}

static inline int
bench_compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* The value below which the share P (0 … 1) of the N values lies; sorts VALUES. */
static inline double
bench_quantile (double *values, gsize n, double p)
{
  qsort (values, n, sizeof *values, bench_compare);
  gsize at = (gsize) (p * (double) (n - 1) + 0.5);
  return values[at];
}
