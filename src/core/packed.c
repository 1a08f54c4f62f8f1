/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/packed.h"

#include <gio/gio.h>

#include "core/record-check.h"

char *
xy_packed_from_text (const char *text, gsize length)
{
  g_autoptr (GConverter) packer =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, /* as packs_well() tried */ 6));
  /* What does not pack at all grows a little. */
  gsize room = length + length / 1000 + 64, read, written;
  g_autofree guchar *packed = g_malloc (room);

  if (g_converter_convert (packer, text, length, packed, room, G_CONVERTER_INPUT_AT_END, &read, &written, NULL)
      != G_CONVERTER_FINISHED)
    g_assert_not_reached ();
  return g_base64_encode (packed, written);
}

char *
xy_packed_to_text (const char *packed)
{
  g_autoptr (GConverter) opener = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW));
  gsize length, read, written;
  g_autofree guchar *bytes = g_base64_decode (packed, &length);
  g_autofree char *text = g_malloc (XY_TABLE_TEXT_MOST + 1);

  if (length == 0
      || g_converter_convert (opener, bytes, length, text, XY_TABLE_TEXT_MOST, G_CONVERTER_INPUT_AT_END, &read,
                              &written, NULL)
             != G_CONVERTER_FINISHED
      || !g_utf8_validate_len (text, written, NULL))
    return NULL;
  text[written] = '\0';
  return g_steal_pointer (&text);
}
