/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes over the line, and what the line makes of it. */
#include "world-private.h"

#include <string.h>

#include "sync/brake.h"

/* A receipt was taken meanwhile: what this session knows of the county is not what is in the file any longer. */
static void
look_again (World *world, Computer *computer, const GError *error)
{
  computer->failed = TRUE;
  world_mend (world, computer);
  if (g_error_matches (error, XY_ERROR, XY_ERROR_BUSY))
    world_begin_session (world, computer);
}

void
world_tick (World *world, Computer *computer, gboolean wanted)
{
  gint64 now = xy_env_now (&computer->env);
  g_autoptr (GError) error = NULL;

  if (computer->failed)
    {
      computer->failed = !xy_session_fail (computer->session, now, world_draw (world), 0, &error);
      if (computer->failed)
        look_again (world, computer, error);
      else
        world_mend (world, computer);
    }
  if (computer->failed || computer->request.send != XY_SEND_NOTHING)
    return;
  computer->sent = now;
  g_clear_error (&error);
  if (!xy_session_tick (computer->session, now, world_draw (world), wanted, &computer->request, &error))
    look_again (world, computer, error);
  /* It may have offered something. */
  if (world_last_op (computer) != computer->noted)
    world_note (world, computer);
}

/* I6: each village's values have numbers of their own (world-write.c). */
static void
check_page (World *world, gint64 stream, const char *text)
{
  guint village = (guint) (stream - WORLD_STREAM);

  for (const char *at = text; world->n_villages > 1 && (at = strstr (at, "\"v")) != NULL; at += 2)
    if (g_ascii_isdigit (at[2]) && g_ascii_strtoull (at + 2, NULL, 10) % WORLD_VILLAGES != village)
      world_blame (world, g_strdup ("I6: a page has a value of another village"));
}

/* The county answers; NULL where it cannot. */
static GString *
serve (World *world, XySend kind, const GString *text, const XySessionRequest *pull)
{
  g_autoptr (GString) answer = g_string_new (NULL);
  gboolean ok;

  world->n_requests++;
  if (kind == XY_SEND_PUSH)
    ok = xy_server_store_push (world->county, text->str, text->len, answer, NULL);
  else if (kind == XY_SEND_PULL)
    ok = xy_server_store_pull (world->county, pull->stream, pull->device, pull->epoch, pull->cursor,
                               1 + world_pick (world, 40), answer, NULL);
  else
    ok = xy_server_store_ask (world->county, text->str, text->len, answer, NULL);
  if (disk_is_off (world->disk))
    {
      world_crash_county (world);
      return NULL;
    }
  if (!ok)
    return NULL;
  if (kind == XY_SEND_PULL)
    check_page (world, pull->stream, answer->str);
  world_note_county (world);
  world->trace = world->trace * 31 + g_str_hash (answer->str);
  return g_steal_pointer (&answer);
}

/* One bit of a page is another; only pages have a sum. */
static void
flip (World *world, XySend kind, GString *answer)
{
  if (kind == XY_SEND_PULL && g_str_has_prefix (answer->str, "{\"p\":\"xy1\",\"sid\""))
    answer->str[world_pick (world, (guint) answer->len)] ^= (char) (1 << world_pick (world, 7));
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

/* Nothing came. */
static void
give_up (World *world, Computer *computer)
{
  xy_session_request_clear (&computer->request);
  computer->failed = !xy_session_fail (computer->session, xy_env_now (&computer->env), world_draw (world), 0, NULL);
  world_mend (world, computer);
}

/* A request that was given up stays on the line, and comes when others have come already. */
static void
delay (World *world, const XySessionRequest *request)
{
  if (request->text == NULL || world->late->len == WORLD_LATE)
    return;
  Late *late = g_new0 (Late, 1);
  late->kind = request->send;
  late->text = g_string_new_len (request->text->str, (gssize) request->text->len);
  g_ptr_array_add (world->late, late);
}

static void
deliver_late (World *world)
{
  Late *late = g_ptr_array_steal_index (world->late, world_pick (world, world->late->len));
  GString *answer = serve (world, late->kind, late->text, NULL);

  if (answer != NULL)
    g_string_free (answer, TRUE);
  g_string_free (late->text, TRUE);
  g_free (late);
}

gint64
world_live (Computer *computer)
{
  XyDb *db = xy_store_get_db (computer->store);
  gint64 n = 0, allowed = 0;

  if (disk_is_off (computer->disk)
      || !xy_db_number (db, "SELECT coalesce (max (allowed), 0) FROM sync_brake", XY_BIND_NONE, &allowed, NULL)
      || !xy_db_number (db, "SELECT count (*) FROM household WHERE del = 0", XY_BIND_NONE, &n, NULL))
    return -1;
  return allowed > 0 ? -1 : n;
}

void
world_check_brake (World *world, Computer *computer, gint64 before)
{
  gint64 after = world_live (computer), gone = before - after;

  if (before >= 0 && after >= 0 && gone > WORLD_FEW && gone * 100 > before * XY_BRAKE_PERCENT)
    world_blame (world, g_strdup ("I12: what came deleted more than may be"));
}

void
world_allow (World *world, Computer *computer)
{
  gboolean done;

  if (xy_brake_allow (computer->store, &done, NULL) && done)
    world_begin_session (world, computer);
  world_mend (world, computer);
}

static void
take_answer (World *world, Computer *computer, const GString *answer)
{
  XySessionRequest next = { .send = XY_SEND_NOTHING };
  gint64 now = xy_env_now (&computer->env);
  guint64 random = world_draw (world);
  gint64 live = world_live (computer);
  gboolean ok =
      xy_session_answer (computer->session, computer->sent, now, random, answer->str, answer->len, &next, NULL);

  xy_session_request_clear (&computer->request);
  if (!ok && !disk_is_off (computer->disk) && world_pick (world, 2) == 0)
    {
      /* There is room again: the same once more. */
      disk_set_full (computer->disk, FALSE);
      ok = xy_session_answer (computer->session, computer->sent, now, random, answer->str, answer->len, &next, NULL);
    }
  if (ok)
    {
      computer->request = next;
      computer->sent = now;
    }
  else
    xy_session_request_clear (&next);
  computer->failed = !ok;
  world_check_brake (world, computer, live);
  world_mend (world, computer);
  world_note (world, computer);
}

void
world_deliver (World *world, Computer *computer, gboolean sound)
{
  guint luck = sound ? 0 : world_pick (world, 12);
  XySend kind = computer->request.send;

  if (kind == XY_SEND_NOTHING)
    return;
  if (world->late->len > 0 && (sound || world_pick (world, 3) == 0))
    deliver_late (world);
  if (luck == 1)
    delay (world, &computer->request);
  if (luck == 1 || luck == 2)
    {
      give_up (world, computer);
      return;
    }
  if (luck == 6 && kind == XY_SEND_PUSH)
    {
      /* Something on the way puts one character in the place of another. */
      GString *text = computer->request.text;
      text->str[world_pick (world, (guint) text->len)] = (char) ('0' + world_pick (world, 10));
    }
  if (luck == 7 && kind != XY_SEND_PULL)
    g_string_truncate (computer->request.text, world_pick (world, (guint) computer->request.text->len));
  g_autoptr (GString) answer = serve (world, kind, computer->request.text, &computer->request);
  if (luck == 3 && answer != NULL)
    {
      g_string_free (answer, TRUE);
      answer = serve (world, kind, computer->request.text, &computer->request);
    }
  if (answer == NULL || luck == 4)
    {
      give_up (world, computer);
      return;
    }
  if (luck == 5)
    spoil (world, answer);
  if (luck == 8 || luck == 9)
    flip (world, kind, answer);
  take_answer (world, computer, answer);
}

void
world_heal (World *world)
{
  disk_set_full (world->disk, FALSE);
  disk_fail_at (world->disk, 0);
  world->clock.wrong = 0;
  for (guint i = 0; i < world->n; i++)
    {
      disk_set_full (world->computers[i].disk, FALSE);
      disk_fail_at (world->computers[i].disk, 0);
      world->computers[i].clock.wrong = 0;
    }
}

gboolean
world_talk (World *world, Computer *computer, gboolean wanted)
{
  world_tick (world, computer, wanted);
  for (guint n = 0; computer->request.send != XY_SEND_NOTHING; n++)
    {
      if (n == 2000)
        return FALSE;
      world_deliver (world, computer, TRUE);
    }
  return TRUE;
}

/* All of one computer's turn. FALSE where it does not come to an end. */
static gboolean
settle_one (World *world, Computer *computer)
{
  world_allow (world, computer);
  return world_talk (world, computer, FALSE)
         && (xy_session_get_local (computer->session)->machine.phase != XY_PHASE_STOPPED
             || world_is_out (world, computer));
}

gboolean
world_settle (World *world)
{
  world_heal (world);
  for (guint round = 0; round < 60; round++)
    {
      guint before = world->n_requests, busy = 0, there = 0;

      world->now += XY_MACHINE_INTERVAL + XY_MACHINE_PAUSE_MOST;
      for (guint i = 0; i < world->n; i++)
        {
          Computer *computer = &world->computers[i];
          gint64 cursor = xy_session_get_local (computer->session)->machine.cursor;

          if (!settle_one (world, computer))
            return FALSE;
          busy += cursor != xy_session_get_local (computer->session)->machine.cursor;
          there += xy_session_get_local (computer->session)->machine.phase != XY_PHASE_STOPPED;
        }
      /* A hello each: that is all there was to say. */
      if (busy == 0 && world->n_requests - before == there)
        return TRUE;
    }
  return FALSE;
}
