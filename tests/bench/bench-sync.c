/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench-sync push|pull URL CA SID EPOCH DEVICE TOKEN [OPERATIONS [BATCH]]: what a county's server does for a village's
 * computer, over TLS on the same machine: it sends points that were written before the clock starts, or reads them into
 * its file. Started by sync.py, which starts the server; the figures' names begin with what XIANGYUE_BENCH_NAME says.
 */
#include <string.h>

#include "../core/office.h"
#include "bench.h"
#include "pushes.h"
#include "sync/line.h"
#include "sync/local.h"
#include "sync/talk.h"

#define HOUSEHOLDS 100

static void
print (const char *what, double value, const char *unit)
{
  g_autofree char *name = g_strdup_printf ("%s: %s", g_getenv ("XIANGYUE_BENCH_NAME"), what);

  bench_print (name, value, unit);
}

static void
send_request (XyLine *line, const XySessionRequest *request, XyLineReply *reply)
{
  xy_line_send (line, request, NULL, reply);
  if (reply->trouble != XY_TROUBLE_NONE)
    g_error ("%s, %u", xy_trouble_word (reply->trouble), reply->status);
}

static void
push_all (XyLine *line, GPtrArray *pushes, gint64 operations)
{
  g_auto (XyLineReply) reply = { 0 };
  g_autofree double *took = g_new (double, pushes->len);
  gsize bytes = 0;
  double start = bench_now ();
  for (guint i = 0; i < pushes->len; i++)
    {
      XySessionRequest request = { .send = XY_SEND_PUSH, .text = pushes->pdata[i] };
      double before = bench_now ();
      send_request (line, &request, &reply);
      if (strstr (reply.text->str, "\"a\":\"ok\"") == NULL || strstr (reply.text->str, "\"res\":[]") == NULL)
        g_error ("%.300s", reply.text->str);
      took[i] = bench_now () - before;
      bytes += reply.sent;
    }
  print ("push", (double) operations / (bench_now () - start), "ops/s");
  print ("push p99", 1000 * bench_quantile (took, pushes->len, 0.99), "ms");
  print ("bytes up", (double) bytes / (double) operations, "bytes");
}

/* As a village's computer reads: session, pages, its own file. */
static void
pull_all (XyLine *line, gint64 stream, gint64 device, const char *epoch, gint64 operations)
{
  Office office;
  g_autoptr (GError) error = NULL;
  g_auto (XySessionRequest) request = { 0 };
  g_auto (XyLineReply) reply = { 0 };
  gsize bytes = 0, empty = 0;
  guint trips = 0;
  gint64 now = PUSHES_AT;

  office_open (&office, 7);
  if (!xy_local_enroll (office.store, stream, device, epoch, &error))
    g_error ("%s", error->message);
  g_autoptr (XySession) session = xy_session_new (office.store, &error);
  double start = bench_now ();
  for (guint round = 0; round < 2; round++)
    {
      now += 3600 * 1000;
      xy_session_start (session, now, 1, NULL);
      xy_session_tick (session, now, 1, TRUE, &request, NULL);
      while (request.send != XY_SEND_NOTHING)
        {
          send_request (line, &request, &reply);
          if (round == 0)
            bytes += reply.came;
          else
            {
              empty += reply.sent + reply.came;
              trips++;
            }
          now++;
          if (!xy_session_answer (session, now - 1, now, 1, reply.text->str, reply.text->len, &request, &error))
            g_error ("%s", error->message);
        }
      if (round == 0)
        print ("pull and apply", (double) operations / (bench_now () - start), "rows/s");
    }
  print ("bytes down", (double) bytes / (double) operations, "bytes");
  print ("empty sync", (double) empty, "bytes");
  print ("round trips of an empty sync", trips, "");
  gint64 there = 0;
  xy_db_number (xy_store_get_db (office.store), "SELECT count (*) FROM points_entry", XY_BIND_NONE, &there, NULL);
  if (there != operations - HOUSEHOLDS)
    g_error ("%" G_GINT64_FORMAT " entries came down", there);
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  g_autofree char *ca = NULL;

  if (argc < 8 || !g_file_get_contents (argv[3], &ca, NULL, NULL))
    return 2;
  gint64 stream = g_ascii_strtoll (argv[4], NULL, 10);
  gint64 device = (gint64) g_ascii_strtoull (argv[6], NULL, 16);
  gint64 operations = argc > 8 ? g_ascii_strtoll (argv[8], NULL, 10) : 50000;
  gint64 batch = argc > 9 ? g_ascii_strtoll (argv[9], NULL, 10) : XY_WIRE_OPS_USUAL;
  g_autoptr (XyLine) line = xy_line_new (argv[2], ca, NULL, argv[7]);

  if (g_str_equal (argv[1], "pull"))
    {
      pull_all (line, stream, device, argv[5], operations);
      return 0;
    }
  Pushes pushes = { .stream = stream,
                    .device = device,
                    .epoch = argv[5],
                    .operations = operations,
                    .batch = batch,
                    .households = HOUSEHOLDS,
                    .first = HOUSEHOLDS,
                    .seed = (guint64) g_get_real_time () };
  g_autoptr (GPtrArray) texts = pushes_write (&pushes);
  push_all (line, texts, operations);
  return 0;
}
