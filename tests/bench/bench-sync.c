/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench-sync push|pull URL CA SID EPOCH DEVICE TOKEN [OPERATIONS [BATCH]]: what a county's server does for a village's
 * computer, over TLS on the same machine: it sends points that were written before the clock starts, or reads them into
 * its file. Started by sync.py, which starts the server; the figures' names begin with what XIANGYUE_BENCH_NAME says.
 */
#include <string.h>

#include "../core/office.h"
#include "bench.h"
#include "sync/line.h"
#include "sync/local.h"
#include "sync/pack.h"
#include "sync/talk.h"

#define HOUSEHOLDS 100
#define AT G_GINT64_CONSTANT (1795309200000)

static void
print (const char *what, double value, const char *unit)
{
  g_autofree char *name = g_strdup_printf ("%s: %s", g_getenv ("XIANGYUE_BENCH_NAME"), what);

  bench_print (name, value, unit);
}

static void
append_line (GString *out, XyFixedEnv *env, gint64 n, char households[][XY_ID_TEXT_LENGTH + 1])
{
  char id[XY_ID_TEXT_LENGTH + 1];
  XyId drawn = xy_id_new (&env->env);

  xy_id_to_text (&drawn, id);
  if (n <= HOUSEHOLDS)
    {
      g_strlcpy (households[n - 1], id, sizeof id);
      g_string_append_printf (out,
                              "{\"n\":%" G_GINT64_FORMAT
                              ",\"t\":\"household\",\"k\":\"i\",\"id\":\"%s\",\"at\":%" G_GINT64_FORMAT
                              ",\"by\":\"0191a3f2-c1d4-7003-8000-000000000001\",\"d\":{\"head_name\":\"曾国强\"}}",
                              n, id, AT + n);
      return;
    }
  g_string_append_printf (
      out,
      "{\"n\":%" G_GINT64_FORMAT ",\"t\":\"points_entry\",\"k\":\"i\",\"id\":\"%s\",\"b\":%" G_GINT64_FORMAT
      ",\"c\":\"%012" G_GINT64_MODIFIER "x-0000\",\"at\":%" G_GINT64_FORMAT
      ",\"by\":\"0191a3f2-c1d4-7003-8000-000000000001\",\"d\":{\"household\":\"%s\",\"category\":\"环境整治\","
      "\"item\":\"义务清扫主次干道\",\"day\":\"2026-11-%02d\",\"amount\":100,\"delta\":%d,\"cut\":0,\"kind\":\"entry\","
      "\"recorder\":\"曾小平\",\"at\":%" G_GINT64_FORMAT "}}",
      n, id, n - 1, AT + n, AT + n, households[n % HOUSEHOLDS], 1 + (int) (n % 21), 100 * (int) (1 + n % 7), AT + n);
}

/* The pushes of OPERATIONS operations. */
static GPtrArray *
write_pushes (gint64 stream, gint64 device, const char *epoch, gint64 operations, gint64 batch)
{
  XyWirePush head = { .stream = stream, .device = device, .schema = 12 };
  GPtrArray *pushes = g_ptr_array_new ();
  char households[HOUSEHOLDS][XY_ID_TEXT_LENGTH + 1];
  guint8 hash[XY_HASH_SIZE] = { 0 };
  XyFixedEnv env;

  xy_fixed_env_init (&env, AT, (guint64) g_get_real_time ());
  g_strlcpy (head.epoch, epoch, sizeof head.epoch);
  for (gint64 n = 0; n < operations;)
    {
      GString *text = g_string_new (NULL);
      gint64 count = 0;
      head.from = n + 1;
      memcpy (head.before, hash, sizeof hash);
      xy_wire_append_push_head (text, &head);
      while (count < (pushes->len == 0 ? HOUSEHOLDS : batch) && n < operations)
        {
          gsize start = text->len;
          append_line (text, &env, ++n, households);
          xy_wire_chain (hash, text->str + start, text->len - start);
          g_string_append_c (text, '\n');
          count++;
        }
      xy_wire_append_push_end (text, count, hash);
      g_ptr_array_add (pushes, text);
    }
  return pushes;
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

  for (guint i = 0; i < pushes->len; i++)
    {
      GString *text = pushes->pdata[i];
      g_autoptr (GBytes) packed = xy_pack (text->str, text->len);
      bytes += g_bytes_get_size (packed);
    }
  double start = bench_now ();
  for (guint i = 0; i < pushes->len; i++)
    {
      XySessionRequest request = { .send = XY_SEND_PUSH, .text = pushes->pdata[i] };
      double before = bench_now ();
      send_request (line, &request, &reply);
      if (strstr (reply.text->str, "\"a\":\"ok\"") == NULL || strstr (reply.text->str, "\"res\":[]") == NULL)
        g_error ("%.300s", reply.text->str);
      took[i] = bench_now () - before;
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
  gint64 now = AT;

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
          gsize asked = request.text != NULL ? request.text->len : 0;
          send_request (line, &request, &reply);
          g_autoptr (GBytes) packed = xy_pack (reply.text->str, reply.text->len);
          if (round == 0)
            bytes += g_bytes_get_size (packed);
          else
            {
              empty += asked + g_bytes_get_size (packed);
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
  g_autoptr (GPtrArray) pushes = write_pushes (stream, device, argv[5], operations, batch);
  push_all (line, pushes, operations);
  return 0;
}
