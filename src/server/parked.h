/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * parked: pushes that came on a stick before what they follow on, in the table parked. They are taken as soon as that
 * is here, by whatever way it came, and dropped where it came with all that is in them.
 */
#pragma once

#include "server/store.h"

G_BEGIN_DECLS

/* Of one device. What comes beyond that is not kept: the device has it still, and sends it again. */
#define XY_PARKED_MOST 200

/* Keeps the push in TEXT, the numbers FROM to TO. *KEPT: whether there was room. */
gboolean xy_parked_add (XyServerStore *store,
                        gint64 stream,
                        gint64 device,
                        gint64 from,
                        gint64 to,
                        const char *text,
                        gsize length,
                        gboolean *kept,
                        GError **error);

/* Takes what no longer waits. */
gboolean xy_parked_take (XyServerStore *store, gint64 stream, gint64 device, GError **error);

/* The devices that something is parked of, two numbers each: stream, device. Returns: (transfer full) of gint64. */
GArray *xy_parked_list (XyServerStore *store, GError **error);

/* Takes the push in TEXT, whatever epoch it was written in, as xy_server_store_push(): what it had read counts as read
 * in an epoch before then. */
gboolean xy_parked_push (XyServerStore *store, const char *text, gsize length, GString *answer, GError **error);

G_END_DECLS
