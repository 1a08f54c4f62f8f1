/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * township: whether the township reviews a village's bylaws over the line (core/scope.h says what follows for the
 * village). It does from the moment on when one of its computers has taken up the village's file (join), until the last
 * of these is revoked. A row of the county's own in the village's stream says so, with the instant since when: the
 * village's computers go by that row as the county itself does, and it reaches them on a stick too.
 */
#pragma once

#include "server/store.h"

G_BEGIN_DECLS

/* Since when (instant); 0: it does not. */
gboolean xy_township_since (XyServerStore *store, gint64 stream, gint64 *since, GError **error);

/* Writes the row anew where it says something else than the computers that there are. DEVICE: one of the stream. */
gboolean xy_township_settle (XyServerStore *store, gint64 stream, gint64 device, GError **error);
/* The same for all streams that ACCOUNT has a device in. */
gboolean xy_township_settle_account (XyServerStore *store, gint64 account, GError **error);

G_END_DECLS
