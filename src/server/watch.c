/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/watch.h"

void
xy_watch_begin (XyWatch *watch, XyWatchPhase phase, gint64 now)
{
  *watch = (XyWatch){ .phase = phase, .since = now, .window = now, .last = now };
}

void
xy_watch_came (XyWatch *watch, gsize length, gint64 now)
{
  if (now - watch->window >= XY_WATCH_WINDOW)
    {
      watch->window = now;
      watch->window_bytes = 0;
    }
  watch->window_bytes += length;
  watch->last = now;
}

static gint64
seconds (gint64 n)
{
  return n * G_USEC_PER_SEC;
}

gboolean
xy_watch_is_over (const XyWatch *watch, const XyServerConfig *config, gint64 now)
{
  gint64 passed = now - watch->since, window = now - watch->window;

  switch (watch->phase)
    {
    case XY_WATCH_HEAD:
      return passed > seconds (config->head_seconds);
    case XY_WATCH_BODY:
      return passed > seconds (config->request_seconds) || now - watch->last > XY_WATCH_WINDOW
             || (window >= XY_WATCH_WINDOW
                 && (gint64) watch->window_bytes < window / G_USEC_PER_SEC * config->bytes_per_second);
    case XY_WATCH_ANSWER:
      return passed > seconds (MIN (XY_WATCH_ANSWER_MOST,
                                    config->head_seconds + (gint64) watch->answer_bytes / config->bytes_per_second));
    case XY_WATCH_WORK:
    default:
      return FALSE;
    }
}
