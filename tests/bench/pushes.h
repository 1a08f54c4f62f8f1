/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pushes: what a village's computer sends, for the benches of the line: some households, and points for them, spread
 * over the year up to today, so that few deeds are alike.
 */
#pragma once

#include "core/clock.h"
#include "sync/wire.h"

#define PUSHES_AT G_GINT64_CONSTANT (1795309200000)
#define PUSHES_HOUSEHOLDS_MOST 100

typedef struct
{
  gint64 stream, device;
  const char *epoch;
  gint64 operations;
  gint64 batch;      /* of the second push; each further one is twice as large, as a machine does on a good line */
  gint64 households; /* the first of the operations */
  gint64 first;      /* operations of the first push */
  guint64 seed;      /* of the ids */
} Pushes;

/* One day after the other, up to today. */
static inline void
pushes_write_day (const Pushes *pushes, gint64 n, char day[16])
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_time_t (&date, time (NULL));
  g_date_subtract_days (&date, (guint) ((pushes->operations - n) * 365 / pushes->operations));
  g_date_strftime (day, 16, "%Y-%m-%d", &date);
}

static inline void
pushes_append_line (GString *out, const Pushes *pushes, XyFixedEnv *env, gint64 n, char ids[][XY_ID_TEXT_LENGTH + 1])
{
  char id[XY_ID_TEXT_LENGTH + 1], day[16];
  XyId drawn = xy_id_new (&env->env);

  xy_id_to_text (&drawn, id);
  if (n <= pushes->households)
    {
      g_strlcpy (ids[n - 1], id, sizeof id);
      g_string_append_printf (out,
                              "{\"n\":%" G_GINT64_FORMAT
                              ",\"t\":\"household\",\"k\":\"i\",\"id\":\"%s\",\"at\":%" G_GINT64_FORMAT
                              ",\"by\":\"0191a3f2-c1d4-7003-8000-000000000001\",\"d\":{\"head_name\":\"曾国强\"}}",
                              n, id, PUSHES_AT + n);
      return;
    }
  pushes_write_day (pushes, n, day);
  g_string_append_printf (
      out,
      "{\"n\":%" G_GINT64_FORMAT ",\"t\":\"points_entry\",\"k\":\"i\",\"id\":\"%s\",\"b\":%" G_GINT64_FORMAT
      ",\"c\":\"%012" G_GINT64_MODIFIER "x-0000\",\"at\":%" G_GINT64_FORMAT
      ",\"by\":\"0191a3f2-c1d4-7003-8000-000000000001\",\"d\":{\"household\":\"%s\",\"category\":\"环境整治\","
      "\"item\":\"义务清扫主次干道\",\"day\":\"%s\",\"amount\":100,\"delta\":%d,\"cut\":0,\"kind\":\"entry\","
      "\"recorder\":\"曾小平\",\"at\":%" G_GINT64_FORMAT "}}",
      n, id, n - 1, PUSHES_AT + n, PUSHES_AT + n, ids[n % pushes->households], day, 100 * (int) (1 + n % 7),
      PUSHES_AT + n);
}

/* Of GString. */
static inline GPtrArray *
pushes_write (const Pushes *pushes)
{
  XyWirePush head = { .stream = pushes->stream, .device = pushes->device, .schema = 12 };
  GPtrArray *texts = g_ptr_array_new ();
  char ids[PUSHES_HOUSEHOLDS_MOST][XY_ID_TEXT_LENGTH + 1];
  guint8 hash[XY_HASH_SIZE] = { 0 };
  gint64 batch = pushes->batch;
  XyFixedEnv env;

  xy_fixed_env_init (&env, PUSHES_AT, pushes->seed);
  g_strlcpy (head.epoch, pushes->epoch, sizeof head.epoch);
  for (gint64 n = 0; n < pushes->operations;)
    {
      GString *text = g_string_new (NULL);
      gint64 count = 0, most = texts->len == 0 ? pushes->first : batch;
      head.from = n + 1;
      memcpy (head.before, hash, sizeof hash);
      xy_wire_append_push_head (text, &head);
      while (count < most && n < pushes->operations)
        {
          gsize start = text->len;
          pushes_append_line (text, pushes, &env, ++n, ids);
          xy_wire_chain (hash, text->str + start, text->len - start);
          g_string_append_c (text, '\n');
          count++;
        }
      xy_wire_append_push_end (text, count, hash);
      if (texts->len > 0)
        batch = MIN (2 * batch, XY_WIRE_OPS_MOST);
      g_ptr_array_add (texts, text);
    }
  return texts;
}
