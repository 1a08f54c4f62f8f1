/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <sodium.h>

#include "core/sha256.h"

static void
check (const guint8 *bytes, gsize first, gsize n)
{
  guint8 own[XY_SHA256_SIZE], other[crypto_hash_sha256_BYTES];

  xy_sha256 (own, bytes, first, bytes + first, n - first);
  crypto_hash_sha256 (other, bytes, n);
  g_assert_cmpmem (own, sizeof own, other, sizeof other);
}

/* As libsodium has it, wherever the two parts and the blocks end. */
static void
test_same (void)
{
  guint8 bytes[600];

  for (gsize i = 0; i < sizeof bytes; i++)
    bytes[i] = (guint8) g_test_rand_int ();
  for (gsize n = 0; n <= 200; n++)
    for (gsize first = 0; first <= n; first++)
      check (bytes, first, n);
  for (gsize n = 200; n <= sizeof bytes; n++)
    check (bytes, 32, n);
}

static void
test_known (void)
{
  static const char one[] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  guint8 hash[XY_SHA256_SIZE];
  char text[2 * XY_SHA256_SIZE + 1];

  xy_sha256 (hash, "a", 1, "bc", 2);
  sodium_bin2hex (text, sizeof text, hash, sizeof hash);
  g_assert_cmpstr (text, ==, one);
}

/* Of a million bytes; and the hash goes where the first part was. */
static void
test_chain (void)
{
  static const char known[] = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";
  guint8 hash[XY_SHA256_SIZE] = { 1 }, other[XY_SHA256_SIZE], both[XY_SHA256_SIZE + 3] = { 1 };
  char text[2 * XY_SHA256_SIZE + 1];
  g_autofree char *many = g_strnfill (1000000, 'a');

  xy_sha256 (other, "", 0, many, 1000000);
  sodium_bin2hex (text, sizeof text, other, sizeof other);
  g_assert_cmpstr (text, ==, known);
  memcpy (both + XY_SHA256_SIZE, "xyz", 3);
  xy_sha256 (hash, hash, sizeof hash, "xyz", 3);
  crypto_hash_sha256 (other, both, sizeof both);
  g_assert_cmpmem (hash, sizeof hash, other, sizeof other);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sha256/same", test_same);
  g_test_add_func ("/sha256/known", test_known);
  g_test_add_func ("/sha256/chain", test_chain);
  return g_test_run ();
}
