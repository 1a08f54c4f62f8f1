/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/limit.h"

/* More keys than that are looked through for those that have nothing to remember. */
#define KEYS_MOST 16384
#define MINUTE 60000

/* What is left, in parts of a request: PER_MINUTE of them come in a minute's MINUTE ms. */
typedef struct
{
  gint64 left;
  gint64 at;
} Bucket;

struct _XyLimiter
{
  GMutex lock;
  GHashTable *buckets;
  gint64 burst;
  gint64 per_minute;
};

XyLimiter *
xy_limiter_new (guint burst, guint per_minute)
{
  XyLimiter *limiter = g_new0 (XyLimiter, 1);

  g_mutex_init (&limiter->lock);
  limiter->buckets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  limiter->burst = (gint64) MAX (burst, 1) * MINUTE;
  limiter->per_minute = MAX (per_minute, 1);
  return limiter;
}

void
xy_limiter_free (XyLimiter *limiter)
{
  if (limiter == NULL)
    return;
  g_hash_table_unref (limiter->buckets);
  g_mutex_clear (&limiter->lock);
  g_free (limiter);
}

static gint64
fill (const XyLimiter *limiter, const Bucket *bucket, gint64 now)
{
  /* A clock that was set back, or on by years, must neither lock anybody out nor overflow. */
  gint64 passed = CLAMP (now - bucket->at, 0, limiter->burst);

  return MIN (limiter->burst, bucket->left + passed * limiter->per_minute);
}

static gboolean
is_full (gpointer key, gpointer value, gpointer data)
{
  const gint64 *now = ((gpointer *) data)[1];
  const XyLimiter *limiter = ((gpointer *) data)[0];

  return fill (limiter, value, *now) >= limiter->burst;
}

guint
xy_limiter_take (XyLimiter *limiter, const char *key, gint64 now)
{
  guint wait = 0;

  g_mutex_lock (&limiter->lock);
  Bucket *bucket = g_hash_table_lookup (limiter->buckets, key);
  if (bucket == NULL)
    {
      if (g_hash_table_size (limiter->buckets) >= KEYS_MOST)
        g_hash_table_foreach_remove (limiter->buckets, is_full, (gpointer[]){ limiter, &now });
      bucket = g_new (Bucket, 1);
      *bucket = (Bucket){ .left = limiter->burst, .at = now };
      g_hash_table_insert (limiter->buckets, g_strdup (key), bucket);
    }
  bucket->left = fill (limiter, bucket, now);
  bucket->at = now;
  if (bucket->left >= MINUTE)
    bucket->left -= MINUTE;
  else
    wait = (guint) ((MINUTE - bucket->left + limiter->per_minute * 1000 - 1) / (limiter->per_minute * 1000));
  g_mutex_unlock (&limiter->lock);
  return wait;
}

guint
xy_limiter_size (XyLimiter *limiter)
{
  g_mutex_lock (&limiter->lock);
  guint size = g_hash_table_size (limiter->buckets);
  g_mutex_unlock (&limiter->lock);
  return size;
}
