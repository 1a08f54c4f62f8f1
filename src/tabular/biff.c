/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/biff.h"

#include "tabular/charset.h"

#include <string.h>

#define FLAG_WIDE 0x01
#define FLAG_PHONETIC 0x04
#define FLAG_RICH 0x08

gboolean
xy_biff_next (XyBiff *biff)
{
  guint8 head[4];
  gsize n = xy_compound_stream_read (biff->stream, biff->next, head, sizeof head);

  if (n < sizeof head)
    return FALSE;
  biff->type = (guint16) (head[0] | head[1] << 8);
  biff->length = (gsize) (head[2] | head[3] << 8);
  biff->at = 0;
  if (xy_compound_stream_read (biff->stream, biff->next + 4, biff->data, biff->length) != biff->length)
    {
      biff->failed = TRUE;
      return FALSE;
    }
  biff->next += 4 + biff->length;
  biff->scanned += 4 + biff->length;
  return TRUE;
}

/* Goes to the CONTINUE record that follows, if one does. */
static gboolean
next_part (XyBiff *biff)
{
  guint8 head[2];

  if (xy_compound_stream_read (biff->stream, biff->next, head, sizeof head) == sizeof head
      && (head[0] | head[1] << 8) == BIFF_CONTINUE && xy_biff_next (biff))
    return TRUE;
  biff->failed = TRUE;
  return FALSE;
}

guint
xy_biff_u8 (XyBiff *biff)
{
  if (biff->failed || (biff->at >= biff->length && !next_part (biff)) || biff->length == 0)
    return 0;
  return biff->data[biff->at++];
}

guint
xy_biff_u16 (XyBiff *biff)
{
  guint low = xy_biff_u8 (biff);

  return low | xy_biff_u8 (biff) << 8;
}

guint32
xy_biff_u32 (XyBiff *biff)
{
  guint32 low = xy_biff_u16 (biff);

  return low | (guint32) xy_biff_u16 (biff) << 16;
}

double
xy_biff_double (XyBiff *biff)
{
  guint64 bits = xy_biff_u32 (biff);
  double value;

  bits |= (guint64) xy_biff_u32 (biff) << 32;
  memcpy (&value, &bits, sizeof value);
  return value;
}

double
xy_biff_rk (XyBiff *biff)
{
  guint32 rk = xy_biff_u32 (biff);
  double value;

  if ((rk & 2) != 0)
    value = (double) ((gint32) rk >> 2);
  else
    {
      guint64 bits = (guint64) (rk & 0xfffffffcu) << 32;
      memcpy (&value, &bits, sizeof value);
    }
  return (rk & 1) != 0 ? value / 100 : value;
}

void
xy_biff_skip (XyBiff *biff, gsize length)
{
  while (length > 0 && !biff->failed)
    {
      gsize n = MIN (length, biff->length - biff->at);
      biff->at += n;
      length -= n;
      if (length > 0 && !next_part (biff))
        return;
    }
}

static void
append_unit (GString *text, guint unit, guint *high)
{
  if (unit >= 0xd800 && unit < 0xdc00)
    {
      if (*high != 0)
        g_string_append_unichar (text, 0xfffd);
      *high = unit;
      return;
    }
  if (unit >= 0xdc00 && unit < 0xe000)
    g_string_append_unichar (text, *high != 0 ? 0x10000 + ((*high - 0xd800) << 10) + (unit - 0xdc00) : 0xfffd);
  else
    {
      if (*high != 0)
        g_string_append_unichar (text, 0xfffd);
      g_string_append_unichar (text, unit);
    }
  *high = 0;
}

/* N characters; where the record breaks, the part after begins with a byte that says how wide they are there. */
static void
read_characters (XyBiff *biff, guint n, gboolean wide)
{
  guint high = 0;

  while (n > 0 && !biff->failed)
    {
      if (biff->at >= biff->length)
        {
          if (!next_part (biff) || biff->length == 0)
            return;
          wide = (biff->data[biff->at++] & FLAG_WIDE) != 0;
          continue;
        }
      append_unit (biff->text, wide ? xy_biff_u16 (biff) : xy_biff_u8 (biff), &high);
      n--;
    }
  if (high != 0)
    g_string_append_unichar (biff->text, 0xfffd);
}

static void
read_bytes (XyBiff *biff, gsize n)
{
  XyDecoded decoded;

  if (n > biff->length - biff->at)
    {
      biff->failed = TRUE;
      return;
    }
  if (!xy_charset_decode (biff->data + biff->at, n, biff->charset, &decoded, NULL)
      && !xy_charset_decode (biff->data + biff->at, n, "GB18030", &decoded, NULL))
    return;
  g_string_append_len (biff->text, decoded.text, (gssize) decoded.length);
  g_free (decoded.owned);
  biff->at += n;
}

const GString *
xy_biff_text (XyBiff *biff, gboolean short_length)
{
  guint n = short_length ? xy_biff_u8 (biff) : xy_biff_u16 (biff);

  g_string_truncate (biff->text, 0);
  if (biff->bytes_only)
    read_bytes (biff, n);
  else
    {
      guint flags = xy_biff_u8 (biff);
      if ((flags & FLAG_RICH) != 0)
        xy_biff_u16 (biff);
      if ((flags & FLAG_PHONETIC) != 0)
        xy_biff_u32 (biff);
      read_characters (biff, n, (flags & FLAG_WIDE) != 0);
    }
  return biff->text;
}

const GString *
xy_biff_shared_text (XyBiff *biff)
{
  guint n = xy_biff_u16 (biff), flags = xy_biff_u8 (biff);
  guint runs = (flags & FLAG_RICH) != 0 ? xy_biff_u16 (biff) : 0;
  guint32 phonetic = (flags & FLAG_PHONETIC) != 0 ? xy_biff_u32 (biff) : 0;

  g_string_truncate (biff->text, 0);
  read_characters (biff, n, (flags & FLAG_WIDE) != 0);
  xy_biff_skip (biff, (gsize) runs * 4 + phonetic);
  return biff->text;
}
