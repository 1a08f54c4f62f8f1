/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/sha256.h"

#include <string.h>

#include <sodium.h>

#ifdef __x86_64__
#include <cpuid.h>
#include <immintrin.h>

#define BLOCK 64

static const guint32 constants[64] = {
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static gboolean
has_instructions (void)
{
  static gsize known;
  guint a, b, c, d;

  if (g_once_init_enter (&known))
    {
      gboolean has = __get_cpuid (1, &a, &b, &c, &d) != 0 && (c & bit_SSSE3) != 0 && (c & bit_SSE4_1) != 0
                     && __get_cpuid_count (7, 0, &a, &b, &c, &d) != 0 && (b & bit_SHA) != 0;
      g_once_init_leave (&known, has ? 2 : 1);
    }
  return known == 2;
}

/* Four words of the message, and four rounds with them. */
#define LOAD(at) _mm_shuffle_epi8 (_mm_loadu_si128 ((const __m128i *) (const void *) (at)), turn)
#define NEXT(w0, w1, w2, w3)                                                                                           \
  _mm_sha256msg2_epu32 (_mm_add_epi32 (_mm_sha256msg1_epu32 (w0, w1), _mm_alignr_epi8 (w3, w2, 4)), w3)
#define ROUNDS(i, w0)                                                                                                  \
  sum = _mm_add_epi32 (w0, _mm_loadu_si128 ((const __m128i *) (const void *) (constants + 4 * (i))));                  \
  two = _mm_sha256rnds2_epu32 (two, one, sum);                                                                         \
  one = _mm_sha256rnds2_epu32 (one, two, _mm_shuffle_epi32 (sum, 0x0e))

/* N blocks into STATE, which is kept as the instructions want it: ABEF, CDGH. */
__attribute__ ((target ("sha,sse4.1,ssse3"))) static void
add_blocks (__m128i state[2], const guint8 *data, gsize n)
{
  const __m128i turn = _mm_set_epi64x (0x0c0d0e0f08090a0b, 0x0405060700010203);
  __m128i one = state[0], two = state[1], sum;

  for (; n > 0; n--, data += BLOCK)
    {
      __m128i one_before = one, two_before = two;
      __m128i w0 = LOAD (data), w1 = LOAD (data + 16), w2 = LOAD (data + 32), w3 = LOAD (data + 48);

      ROUNDS (0, w0);
      ROUNDS (1, w1);
      ROUNDS (2, w2);
      ROUNDS (3, w3);
      for (int i = 4; i < 16; i += 4)
        {
          w0 = NEXT (w0, w1, w2, w3);
          ROUNDS (i, w0);
          w1 = NEXT (w1, w2, w3, w0);
          ROUNDS (i + 1, w1);
          w2 = NEXT (w2, w3, w0, w1);
          ROUNDS (i + 2, w2);
          w3 = NEXT (w3, w0, w1, w2);
          ROUNDS (i + 3, w3);
        }
      one = _mm_add_epi32 (one, one_before);
      two = _mm_add_epi32 (two, two_before);
    }
  state[0] = one;
  state[1] = two;
}

/* A state that whole blocks have been added to, and the beginning of one that is not whole. */
typedef struct
{
  __m128i state[2];
  guint8 rest[BLOCK];
  gsize n_rest, n;
} Hash;

static void
add (Hash *hash, const guint8 *data, gsize n)
{
  hash->n += n;
  if (hash->n_rest > 0)
    {
      gsize part = MIN (n, BLOCK - hash->n_rest);
      memcpy (hash->rest + hash->n_rest, data, part);
      hash->n_rest += part;
      data += part;
      n -= part;
      if (hash->n_rest < BLOCK)
        return;
      add_blocks (hash->state, hash->rest, 1);
      hash->n_rest = 0;
    }
  add_blocks (hash->state, data, n / BLOCK);
  hash->n_rest = n % BLOCK;
  if (hash->n_rest > 0)
    memcpy (hash->rest, data + n - hash->n_rest, hash->n_rest);
}

static void
end (Hash *hash, guint8 out[XY_SHA256_SIZE])
{
  static const guint8 padding[BLOCK] = { 0x80 };
  static const guint8 places[8] = { 3, 2, 7, 6, 1, 0, 5, 4 }; /* of A to H in ABEF, CDGH */
  guint64 bits = GUINT64_TO_BE ((guint64) hash->n * 8);
  guint32 words[8];

  add (hash, padding, 1 + (2 * BLOCK - 1 - sizeof bits - hash->n_rest) % BLOCK);
  add (hash, (const guint8 *) &bits, sizeof bits);
  memcpy (words, hash->state, sizeof words);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      guint32 word = GUINT32_TO_BE (words[places[i]]);
      memcpy (out + sizeof word * i, &word, sizeof word);
    }
}

static void
hash_by_instructions (guint8 hash[XY_SHA256_SIZE], const void *a, gsize n_a, const void *b, gsize n_b)
{
  Hash own = { .n = 0 };

  own.state[0] = _mm_set_epi32 (0x6a09e667, (int) 0xbb67ae85, 0x510e527f, (int) 0x9b05688c);
  own.state[1] = _mm_set_epi32 (0x3c6ef372, (int) 0xa54ff53a, 0x1f83d9ab, 0x5be0cd19);
  add (&own, a, n_a);
  add (&own, b, n_b);
  end (&own, hash);
}
#endif

void
xy_sha256 (guint8 hash[XY_SHA256_SIZE], const void *a, gsize n_a, const void *b, gsize n_b)
{
  crypto_hash_sha256_state state;

#ifdef __x86_64__
  if (has_instructions ())
    {
      hash_by_instructions (hash, a, n_a, b, n_b);
      return;
    }
#endif
  crypto_hash_sha256_init (&state);
  crypto_hash_sha256_update (&state, a, n_a);
  crypto_hash_sha256_update (&state, b, n_b);
  crypto_hash_sha256_final (&state, hash);
}
