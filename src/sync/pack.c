/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/pack.h"

#include <glib/gi18n-lib.h>

#include "core/error.h"

#define STEP (32 * 1024)
/* zlib's: a tenth more bytes than its usual 6, in two thirds of the time. */
#define LEVEL 4
/* Of so little nobody counts the ratio. */
#define SMALL 4096

static void
refuse (GError **error)
{
  g_set_error_literal (error, XY_ERROR, XY_ERROR_INVALID, _ ("What came over the line is damaged or too large."));
}

/* Runs CONVERTER over all of DATA. FALSE where it says no, or more than MOST bytes come out. */
static gboolean
convert (GConverter *converter, const guint8 *data, gsize length, gsize most, GString *out)
{
  g_autofree char *buffer = g_malloc (STEP);

  for (;;)
    {
      gsize read = 0, written = 0;
      GConverterResult result =
          g_converter_convert (converter, data, length, buffer, STEP, G_CONVERTER_INPUT_AT_END, &read, &written, NULL);

      if (result == G_CONVERTER_ERROR || written > most - out->len)
        return FALSE;
      g_string_append_len (out, buffer, (gssize) written);
      data += read;
      length -= read;
      /* Nothing may stand behind the end. */
      if (result == G_CONVERTER_FINISHED)
        return length == 0;
    }
}

GBytes *
xy_pack (const char *text, gsize length)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, LEVEL));
  GString *out = g_string_new (NULL);

  g_assert (convert (converter, (const guint8 *) text, length, G_MAXSIZE / 2, out));
  return g_string_free_to_bytes (out);
}

GString *
xy_unpack (const void *packed, gsize length, gsize most, GError **error)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  GString *out = g_string_new (NULL);

  if (length > 0 && convert (converter, packed, length, MIN (most, MAX (SMALL, length * XY_PACK_RATIO_MOST)), out))
    return out;
  g_string_free (out, TRUE);
  refuse (error);
  return NULL;
}
