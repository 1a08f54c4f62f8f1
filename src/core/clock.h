/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * clock: what the core takes from outside, the time and randomness, so that a test sets "today" and a seed repeats a
 * run.
 *
 * Instants are milliseconds since 1970 in UTC. Days are text "YYYY-MM-DD" of the calendar the village lives by, that of
 * Asia/Shanghai (UTC+8, no summer time), whatever the computer's own zone says.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define XY_DAY_MS (24 * 3600 * G_GINT64_CONSTANT (1000))

typedef struct _XyEnv XyEnv;

/* The outside world. The callbacks may be called from the thread that owns the store only. */
struct _XyEnv
{
  gint64 (*now) (gpointer data);                               /* instant, ms */
  void (*random) (guint8 *bytes, gsize length, gpointer data); /* fills BYTES */
  gpointer data;
};

/* The computer's clock and the system's random source. Static; never freed. */
const XyEnv *xy_env_system (void);

gint64 xy_env_now (const XyEnv *env);

/* Today in Asia/Shanghai. Returns: (transfer full) "YYYY-MM-DD". */
char *xy_env_today (const XyEnv *env);

/* The day in Asia/Shanghai that INSTANT falls on. Returns: (transfer full) "YYYY-MM-DD". */
char *xy_day_from_instant (gint64 instant);

/* "2026-11-22 09:12" in Asia/Shanghai. Returns: (transfer full). */
char *xy_instant_format (gint64 instant);

/* A clock and a random source that repeat: time starts at INSTANT and moves on by one millisecond at each reading. */
typedef struct
{
  XyEnv env;
  gint64 instant;
  guint64 state;
} XyFixedEnv;

/* Sets FIXED up; pass &fixed->env on. FIXED must outlive every user. */
void xy_fixed_env_init (XyFixedEnv *fixed, gint64 instant, guint64 seed);

G_END_DECLS
