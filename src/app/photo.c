/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/photo.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n-lib.h>

#include "core/error.h"

#define MOST_PIXELS 1600 /* of the longer side: print on a scanned page is still read */

static GdkPixbuf *
read_upright (const char *path, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GdkPixbuf) read = NULL;
  int width = 0, height = 0;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("The picture is no longer there."));
      return NULL;
    }
  if (gdk_pixbuf_get_file_info (path, &width, &height) == NULL)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_OURS,
                           _ ("This is no picture. Please choose a photo or a scan, as .jpg or .png."));
      return NULL;
    }
  /* A smaller one stays as large as it is. */
  if (MAX (width, height) > MOST_PIXELS)
    read = gdk_pixbuf_new_from_file_at_scale (path, MOST_PIXELS, MOST_PIXELS, TRUE, &problem);
  else
    read = gdk_pixbuf_new_from_file (path, &problem);
  if (read == NULL)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_UNREADABLE, _ ("The picture is damaged and cannot be read."));
      return NULL;
    }
  return gdk_pixbuf_apply_embedded_orientation (read);
}

/* On white: a JPEG knows nothing of what shines through. */
static GdkPixbuf *
flatten (GdkPixbuf *picture)
{
  return gdk_pixbuf_get_has_alpha (picture)
             ? gdk_pixbuf_composite_color_simple (picture, gdk_pixbuf_get_width (picture),
                                                  gdk_pixbuf_get_height (picture), GDK_INTERP_NEAREST, 255, 16,
                                                  0xffffffff, 0xffffffff)
             : g_object_ref (picture);
}

GBytes *
xy_photo_shrink (const char *path, GError **error)
{
  static const char *const qualities[] = { "85", "70", "55", "40" };
  g_autoptr (GdkPixbuf) read = read_upright (path, error);
  g_autoptr (GdkPixbuf) picture = read != NULL ? flatten (read) : NULL;

  if (picture == NULL)
    return NULL;
  for (;;)
    {
      int width = gdk_pixbuf_get_width (picture), height = gdk_pixbuf_get_height (picture);

      for (guint i = 0; i < G_N_ELEMENTS (qualities); i++)
        {
          g_autofree char *data = NULL;
          gsize length = 0;
          if (!gdk_pixbuf_save_to_buffer (picture, &data, &length, "jpeg", NULL, "quality", qualities[i], NULL))
            {
              g_set_error_literal (error, XY_ERROR, XY_ERROR_UNREADABLE,
                                   _ ("The picture is damaged and cannot be read."));
              return NULL;
            }
          if (length <= XY_PHOTO_MOST)
            return g_bytes_new_take (g_steal_pointer (&data), length);
        }
      g_autoptr (GdkPixbuf) smaller =
          gdk_pixbuf_scale_simple (picture, MAX (width * 3 / 4, 1), MAX (height * 3 / 4, 1), GDK_INTERP_BILINEAR);
      if (smaller == NULL)
        {
          g_set_error_literal (error, XY_ERROR, XY_ERROR_UNREADABLE, _ ("The picture is damaged and cannot be read."));
          return NULL;
        }
      g_set_object (&picture, smaller);
    }
}
