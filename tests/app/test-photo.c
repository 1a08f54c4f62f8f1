/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "app/photo.h"
#include "core/error.h"

/* Noise is the hardest to make small. */
static GdkPixbuf *
make_noise (int width, int height)
{
  GdkPixbuf *picture = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  guchar *pixels = gdk_pixbuf_get_pixels (picture);
  gsize n = (gsize) gdk_pixbuf_get_rowstride (picture) * (gsize) (height - 1) + (gsize) width * 3;
  guint32 state = 12345;

  for (gsize i = 0; i < n; i++)
    {
      state = state * 1664525u + 1013904223u;
      pixels[i] = (guchar) (state >> 24);
    }
  return picture;
}

/* A JPEG as a camera makes it: turned by its EXIF (orientation 6), with a place in it. */
static void
write_camera (const char *path, GdkPixbuf *picture)
{
  static const guchar exif[] = "\xff\xe1\x00\x3a"
                               "Exif\0\0"
                               "MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
                               "GPS:28.2278,112.9388 ABCDEF";
  g_autofree char *data = NULL;
  g_autoptr (GByteArray) whole = g_byte_array_new ();
  gsize length = 0;

  g_assert_true (gdk_pixbuf_save_to_buffer (picture, &data, &length, "jpeg", NULL, "quality", "95", NULL));
  g_byte_array_append (whole, (const guint8 *) data, 2);
  g_byte_array_append (whole, exif, 2 + 0x3a);
  g_byte_array_append (whole, (const guint8 *) data + 2, (guint) length - 2);
  g_assert_true (g_file_set_contents (path, (const char *) whole->data, (gssize) whole->len, NULL));
}

static gboolean
holds (GBytes *bytes, const char *text)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);

  return g_strstr_len (data, (gssize) length, text) != NULL || memmem (data, length, text, strlen (text)) != NULL;
}

static GdkPixbuf *
decode (GBytes *bytes)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  GdkPixbuf *picture = gdk_pixbuf_new_from_stream (stream, NULL, NULL);

  g_assert_nonnull (picture);
  return picture;
}

static void
test_shrink (void)
{
  g_autofree char *folder = g_dir_make_tmp ("xiangyue-photo-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.jpg", NULL);
  g_autoptr (GdkPixbuf) noise = make_noise (2400, 1600);
  g_autoptr (GError) error = NULL;

  write_camera (path, noise);
  g_autoptr (GBytes) photo = xy_photo_shrink (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (photo), <=, XY_PHOTO_MOST);
  g_assert_false (holds (photo, "Exif"));
  g_assert_false (holds (photo, "GPS"));
  g_autoptr (GdkPixbuf) picture = decode (photo);
  /* Upright, as the camera was held. */
  g_assert_cmpint (gdk_pixbuf_get_height (picture), >, gdk_pixbuf_get_width (picture));

  /* A small one keeps its size. */
  g_autoptr (GdkPixbuf) small = make_noise (40, 30);
  g_autofree char *png = g_build_filename (folder, "b.png", NULL);
  g_assert_true (gdk_pixbuf_save (small, png, "png", NULL, NULL));
  g_autoptr (GBytes) same = xy_photo_shrink (png, &error);
  g_assert_no_error (error);
  g_autoptr (GdkPixbuf) kept = decode (same);
  g_assert_cmpint (gdk_pixbuf_get_width (kept), ==, 40);
  g_unlink (path);
  g_unlink (png);
  g_rmdir (folder);
}

static void
test_refusals (void)
{
  g_autofree char *folder = g_dir_make_tmp ("xiangyue-photo-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.jpg", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (xy_photo_shrink (path, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, "户主,事项", -1, NULL));
  g_assert_null (xy_photo_shrink (path, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_NOT_OURS);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/shrink", test_shrink);
  g_test_add_func ("/photo/refusals", test_refusals);
  return g_test_run ();
}
