/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/paper-picture.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_DICTIONARY 600 /* bytes from << to stream */

/* The number after KEY in a stream's dictionary, 0 where there is none. */
static int
get_number (const char *dictionary, const char *key)
{
  const char *at = strstr (dictionary, key);
  gint64 number = at != NULL ? g_ascii_strtoll (at + strlen (key), NULL, 10) : 0;

  return number > 0 && number <= XY_PAPER_PICTURE_SIDE ? (int) number : 0;
}

/* The first WANTED bytes of what is packed in DATA. NULL where there are fewer. */
static guchar *
unpack (const guchar *data, gsize length, gsize wanted)
{
  g_autoptr (GInputStream) packed = g_memory_input_stream_new_from_data (data, (gssize) length, NULL);
  g_autoptr (GZlibDecompressor) zlib = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (packed, G_CONVERTER (zlib));
  g_autofree guchar *pixels = g_malloc (wanted);
  gsize got = 0;

  if (!g_input_stream_read_all (stream, pixels, wanted, &got, NULL, NULL) || got < wanted)
    return NULL;
  return g_steal_pointer (&pixels);
}

/* A picture without colours is written in shades of grey, one of ink and paper only in single bits. */
static guint32
get_pixel (const guchar *row, int x, int bits)
{
  guchar grey;

  if (bits == 24)
    return (guint32) row[3 * x] << 16 | (guint32) row[3 * x + 1] << 8 | row[3 * x + 2];
  grey = bits == 8 ? row[x] : (row[x / 8] >> (7 - x % 8) & 1) != 0 ? 255 : 0;
  return (guint32) grey << 16 | (guint32) grey << 8 | grey;
}

static gsize
get_row_length (int width, int bits)
{
  return ((gsize) width * (gsize) bits + 7) / 8;
}

static cairo_surface_t *
make_surface (const guchar *pixels, int width, int height, int bits)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);

  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_destroy (surface);
      return NULL;
    }
  cairo_surface_flush (surface);
  for (int y = 0; y < height; y++)
    {
      guint32 *row = (guint32 *) (gpointer) (cairo_image_surface_get_data (surface)
                                             + (gsize) y * (gsize) cairo_image_surface_get_stride (surface));
      for (int x = 0; x < width; x++)
        row[x] = get_pixel (pixels + (gsize) y * get_row_length (width, bits), x, bits);
    }
  cairo_surface_mark_dirty (surface);
  return surface;
}

/* Bits of a pixel, 0 where the picture is written in another way than cairo does. */
static int
get_bits (const char *dictionary)
{
  int bits = get_number (dictionary, "/BitsPerComponent ");

  if (strstr (dictionary, "/FlateDecode") == NULL)
    return 0;
  if (strstr (dictionary, "/DeviceRGB") != NULL)
    return bits == 8 ? 24 : 0;
  return strstr (dictionary, "/DeviceGray") != NULL && (bits == 8 || bits == 1) ? bits : 0;
}

void
xy_paper_picture_size (double width, double height, int *picture_width, int *picture_height)
{
  double longer = MAX (width, height);

  g_return_if_fail (longer > 0);
  *picture_width = MAX (1, (int) (width / longer * XY_PAPER_PICTURE_SIDE + 0.5));
  *picture_height = MAX (1, (int) (height / longer * XY_PAPER_PICTURE_SIDE + 0.5));
}

GPtrArray *
xy_paper_picture_read (GBytes *pdf)
{
  GPtrArray *pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) cairo_surface_destroy);
  gsize length;
  const char *data = g_bytes_get_data (pdf, &length), *at = data, *end;

  if (length == 0)
    return pictures;
  end = data + length;
  while (pictures->len < XY_PAPER_PICTURE_PAGES
         && (at = memmem (at, (gsize) (end - at), "/Subtype /Image", 15)) != NULL)
    {
      const char *from = at, *to = memmem (at, MIN ((gsize) (end - at), MOST_DICTIONARY), "stream\n", 7);

      at += 15;
      while (from > data && at - from < MOST_DICTIONARY && !(from[0] == '<' && from[1] == '<'))
        from--;
      if (to == NULL)
        continue;

      g_autofree char *dictionary = g_strndup (from, (gsize) (to - from));
      int width = get_number (dictionary, "/Width "), height = get_number (dictionary, "/Height ");
      int bits = get_bits (dictionary);
      if (MAX (width, height) != XY_PAPER_PICTURE_SIDE || MIN (width, height) == 0 || bits == 0)
        continue;

      to += 7;
      g_autofree guchar *pixels =
          unpack ((const guchar *) to, (gsize) (end - to), get_row_length (width, bits) * (gsize) height);
      cairo_surface_t *picture = pixels != NULL ? make_surface (pixels, width, height, bits) : NULL;
      if (picture != NULL)
        g_ptr_array_add (pictures, picture);
    }
  return pictures;
}
