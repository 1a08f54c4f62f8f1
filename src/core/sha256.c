/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/sha256.h"

#include <nettle/sha2.h>

void
xy_sha256 (guint8 hash[XY_SHA256_SIZE], const void *a, gsize n_a, const void *b, gsize n_b)
{
  struct sha256_ctx sum;

  sha256_init (&sum);
  sha256_update (&sum, n_a, a);
  sha256_update (&sum, n_b, b);
  sha256_digest (&sum, XY_SHA256_SIZE, hash);
}
