/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a connection has taken too long. */
#include <locale.h>

#include "server/watch.h"

#define S ((gint64) G_USEC_PER_SEC)

static const XyServerConfig config = { .head_seconds = 60, .request_seconds = 300, .bytes_per_second = 100 };

static void
test_head (void)
{
  XyWatch watch;

  xy_watch_begin (&watch, XY_WATCH_HEAD, 5 * S);
  g_assert_false (xy_watch_is_over (&watch, &config, 65 * S));
  g_assert_true (xy_watch_is_over (&watch, &config, 66 * S));
  xy_watch_begin (&watch, XY_WATCH_WORK, 5 * S);
  g_assert_false (xy_watch_is_over (&watch, &config, 10000 * S));
}

/* A body at SPEED bytes a second: when it is cut off. */
static gint64
cut_at (gsize speed, gint64 stops)
{
  XyWatch watch;

  xy_watch_begin (&watch, XY_WATCH_BODY, 0);
  for (gint64 t = 1; t < 1000; t++)
    {
      if (xy_watch_is_over (&watch, &config, t * S))
        return t;
      if (t <= stops)
        xy_watch_came (&watch, speed, t * S);
    }
  return 0;
}

static void
test_body (void)
{
  /* A line of 8 kbit/s is slow, but a line. */
  g_assert_cmpint (cut_at (1000, 1000), ==, 301);
  g_assert_cmpint (cut_at (110, 1000), ==, 301);
  g_assert_cmpint (cut_at (50, 1000), <=, 31);
  g_assert_cmpint (cut_at (1, 1000), <=, 31);
  /* Who sends much and then nothing, or next to nothing, does not live on what was. */
  g_assert_cmpint (cut_at (100000, 1), ==, 32);
  g_assert_cmpint (cut_at (100000, 100), ==, 131);
  XyWatch watch;
  gint64 t = 1;
  xy_watch_begin (&watch, XY_WATCH_BODY, 0);
  xy_watch_came (&watch, 200000, S);
  for (; t < 1000 && !xy_watch_is_over (&watch, &config, t * S); t++)
    if (t % 5 == 0)
      xy_watch_came (&watch, 1, t * S);
  g_assert_cmpint (t, <, 70);
}

static void
test_answer (void)
{
  XyWatch watch;

  xy_watch_begin (&watch, XY_WATCH_ANSWER, 0);
  watch.answer_bytes = 50000;
  g_assert_false (xy_watch_is_over (&watch, &config, 560 * S));
  g_assert_true (xy_watch_is_over (&watch, &config, 561 * S));
  watch.answer_bytes = 4000000;
  g_assert_true (xy_watch_is_over (&watch, &config, 3601 * S));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/watch/head", test_head);
  g_test_add_func ("/watch/body", test_body);
  g_test_add_func ("/watch/answer", test_answer);
  return g_test_run ();
}
