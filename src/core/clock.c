/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/clock.h"

#include <sodium.h>

#define SHANGHAI_OFFSET_MS (8 * 3600 * G_GINT64_CONSTANT (1000))

static gint64
system_now (gpointer data)
{
  return g_get_real_time () / 1000;
}

static void
system_random (guint8 *bytes, gsize length, gpointer data)
{
  randombytes_buf (bytes, length);
}

static const XyEnv system_env = { system_now, system_random, NULL };

static gint64
fixed_now (gpointer data)
{
  XyFixedEnv *fixed = data;
  return fixed->instant++;
}

/* splitmix64, of Sebastiano Vigna: small, and any seed will do. */
static guint64
next_number (guint64 *state)
{
  guint64 z = (*state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

static void
fixed_random (guint8 *bytes, gsize length, gpointer data)
{
  XyFixedEnv *fixed = data;

  for (gsize i = 0; i < length; i++)
    bytes[i] = (guint8) (next_number (&fixed->state) >> 32);
}

static GDateTime *
shanghai_time (gint64 instant)
{
  return g_date_time_new_from_unix_utc ((instant + SHANGHAI_OFFSET_MS) / 1000);
}

const XyEnv *
xy_env_system (void)
{
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    g_once_init_leave (&ready, sodium_init () >= 0 ? 1 : 2);

  return &system_env;
}

gint64
xy_env_now (const XyEnv *env)
{
  return env->now (env->data);
}

char *
xy_env_today (const XyEnv *env)
{
  return xy_day_from_instant (xy_env_now (env));
}

char *
xy_day_from_instant (gint64 instant)
{
  g_autoptr (GDateTime) time = shanghai_time (instant);
  return g_date_time_format (time, "%Y-%m-%d");
}

char *
xy_instant_format (gint64 instant)
{
  g_autoptr (GDateTime) time = shanghai_time (instant);
  return g_date_time_format (time, "%Y-%m-%d %H:%M");
}

void
xy_fixed_env_init (XyFixedEnv *fixed, gint64 instant, guint64 seed)
{
  fixed->env = (XyEnv){ fixed_now, fixed_random, fixed };
  fixed->instant = instant;
  fixed->state = seed;
}
