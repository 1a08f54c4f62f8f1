/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * watch: whether a connection takes too long. What the network library counts is how long nothing came; who sends a
 * byte now and then would stay for ever. So each part of a request has its end, and a body and an answer a least speed.
 *
 *   head     from the connection, or from the answer before, until a request's head is there
 *   body     until it is there: request_seconds in all, and bytes_per_second in each window of XY_WATCH_WINDOW,
 *            of which none passes in silence
 *   work     the server's own time, not watched
 *   answer   as much time as it takes at bytes_per_second, and XY_WATCH_ANSWER_MOST at most
 *
 * Times are microseconds of the monotonic clock.
 */
#pragma once

#include "server/conf.h"

G_BEGIN_DECLS

#define XY_WATCH_WINDOW (30 * G_USEC_PER_SEC)

#define XY_WATCH_ANSWER_MOST 3600 /* seconds */

typedef enum
{
  XY_WATCH_HEAD,
  XY_WATCH_BODY,
  XY_WATCH_WORK,
  XY_WATCH_ANSWER,
} XyWatchPhase;

typedef struct
{
  XyWatchPhase phase;
  gint64 since;       /* of the phase */
  gint64 window;      /* beginning of the window */
  gint64 last;        /* when something came */
  gsize window_bytes; /* that came in it */
  gsize answer_bytes;
} XyWatch;

void xy_watch_begin (XyWatch *watch, XyWatchPhase phase, gint64 now);
/* LENGTH bytes of a body came. */
void xy_watch_came (XyWatch *watch, gsize length, gint64 now);
gboolean xy_watch_is_over (const XyWatch *watch, const XyServerConfig *config, gint64 now);

G_END_DECLS
