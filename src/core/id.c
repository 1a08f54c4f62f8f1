/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/id.h"

#include <string.h>

XyId
xy_id_new (const XyEnv *env)
{
  XyId id;
  gint64 now = xy_env_now (env);

  for (int i = 0; i < 6; i++)
    id.b[i] = (guint8) (now >> (40 - 8 * i));
  env->random (id.b + 6, 10, env->data);

  id.b[6] = (guint8) (0x70 | (id.b[6] & 0x0f));
  id.b[8] = (guint8) (0x80 | (id.b[8] & 0x3f));
  return id;
}

XyId
xy_id_derive (const XyId *of, const char *name)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 digest[20];
  gsize length = sizeof digest;
  XyId id;

  g_checksum_update (sum, of->b, sizeof of->b);
  g_checksum_update (sum, (const guchar *) name, -1);
  g_checksum_get_digest (sum, digest, &length);

  memcpy (id.b, digest, sizeof id.b);
  id.b[6] = (guint8) (0x50 | (id.b[6] & 0x0f));
  id.b[8] = (guint8) (0x80 | (id.b[8] & 0x3f));
  return id;
}

gboolean
xy_id_is_derived (const XyId *id)
{
  return id->b[6] >> 4 == 5;
}

gboolean
xy_id_is_none (const XyId *id)
{
  return xy_id_same (id, &XY_ID_NONE);
}

int
xy_id_compare (const XyId *a, const XyId *b)
{
  return memcmp (a->b, b->b, sizeof a->b);
}

void
xy_id_to_text (const XyId *id, char text[XY_ID_TEXT_LENGTH + 1])
{
  static const char digits[] = "0123456789abcdef";
  char *out = text;

  for (int i = 0; i < 16; i++)
    {
      if (i == 4 || i == 6 || i == 8 || i == 10)
        *out++ = '-';
      *out++ = digits[id->b[i] >> 4];
      *out++ = digits[id->b[i] & 15];
    }
  *out = '\0';
}

/* What the digit C is, or -1. */
static int
digit_of (char c)
{
  if (c >= '0' && c <= '9')
    return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

gboolean
xy_id_from_text (const char *text, XyId *id)
{
  const char *in = text;

  for (int i = 0; i < 16; i++)
    {
      if ((i == 4 || i == 6 || i == 8 || i == 10) && *in++ != '-')
        break;
      int high = digit_of (in[0]), low = high < 0 ? -1 : digit_of (in[1]);
      if (low < 0)
        break;
      id->b[i] = (guint8) (high << 4 | low);
      in += 2;
    }
  if (in == text + XY_ID_TEXT_LENGTH && *in == '\0')
    return TRUE;
  *id = XY_ID_NONE;
  return FALSE;
}

guint
xy_id_hash (gconstpointer id)
{
  guint hash;

  /* The last bytes are random (version 7) or digest (version 5). */
  memcpy (&hash, ((const XyId *) id)->b + 12, sizeof hash);
  return hash;
}

gboolean
xy_id_equal (gconstpointer a, gconstpointer b)
{
  return xy_id_same ((const XyId *) a, (const XyId *) b);
}

XyId *
xy_id_copy (const XyId *id)
{
  return g_memdup2 (id, sizeof *id);
}
