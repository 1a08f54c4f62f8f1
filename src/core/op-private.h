/* SPDX-License-Identifier: GPL-3.0-or-later */
/* op-private: how operations are bound to each other, for op.c, which writes them, and op-read.c, which checks them. */
#pragma once

#include <sodium.h>

#include "core/op.h"

G_BEGIN_DECLS

/* HASH goes on from the operation before to the one of LINE. */
void xy_op_chain (guint8 hash[XY_HASH_SIZE], const char *line, gsize length);

/* Binds the old values of operation N into the act's chain; LENGTH 0: it has none. */
void xy_op_add_to_sum (crypto_hash_sha256_state *sum, gint64 n, const char *old, gsize length);

G_END_DECLS
