/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * limit: how often somebody may ask. Each key (an account, an address) has a bucket that fills evenly and from which
 * each request takes one. May be used by several threads.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _XyLimiter XyLimiter;

/* BURST requests at once, PER_MINUTE in the long run. */
XyLimiter *xy_limiter_new (guint burst, guint per_minute);
void xy_limiter_free (XyLimiter *limiter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyLimiter, xy_limiter_free)

/* Takes one for KEY at NOW (ms). Returns: 0, or in how many seconds it is worth to come again. */
guint xy_limiter_take (XyLimiter *limiter, const char *key, gint64 now);

/* How many keys it remembers. */
guint xy_limiter_size (XyLimiter *limiter);

G_END_DECLS
