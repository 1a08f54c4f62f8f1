/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sha256: the hash that chains operations, many times a second and over a few hundred bytes each. By nettle, which uses
 * the instructions that the processor has for it and is four times as fast as libsodium there; that is asked elsewhere.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define XY_SHA256_SIZE 32

/* SHA-256 of the bytes of A with those of B behind them into HASH, which A may be. */
void xy_sha256 (guint8 hash[XY_SHA256_SIZE], const void *a, gsize n_a, const void *b, gsize n_b);

G_END_DECLS
