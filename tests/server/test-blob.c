/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of the villages, as the county keeps them. */
#include <string.h>

#include <glib/gstdio.h>

#include "core/error.h"
#include "server/blob.h"

#define SID 431399101201

static void
remove_folder (const char *folder, const char *name)
{
  g_autofree char *own = g_strdup_printf ("%s/%" G_GINT64_FORMAT, folder, (gint64) SID);
  g_autofree char *file = g_build_filename (own, name, NULL);

  g_unlink (file);
  g_assert_cmpint (g_rmdir (own), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* In pieces of any size, from whatever was there, with the same piece twice and one that is not the next. */
static void
test_pieces (void)
{
  g_autofree char *folder = g_dir_make_tmp ("xiangyue-test-XXXXXX", NULL);
  gsize size = (gsize) g_test_rand_int_range (1, 600000);
  g_autofree guint8 *data = g_malloc (size);
  g_autoptr (GString) back = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  XyBlob blob;

  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) g_test_rand_int ();
  g_autofree char *name = g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, size);
  xy_blob_look (folder, SID, name, &blob);
  g_assert_true (blob.got == 0 && !blob.whole);
  while (!blob.whole)
    {
      gint64 at = blob.got, most = MIN ((gint64) size - at, XY_BLOB_PIECE_MOST),
             length = g_test_rand_int_range (0, (gint32) most + 1);
      gint64 elsewhere = g_test_rand_int_range (0, (gint32) size + 1);

      g_assert_true (xy_blob_append (folder, SID, name, at, (gint64) size, data + at, (gsize) length, &blob, &error));
      g_assert_cmpint (blob.got, ==, at + length);
      if (length > 0)
        {
          g_assert_true (
              xy_blob_append (folder, SID, name, at, (gint64) size, data + at, (gsize) length, &blob, &error));
          g_assert_cmpint (blob.got, ==, at + length);
        }
      if (elsewhere != blob.got)
        g_assert_true (xy_blob_append (folder, SID, name, elsewhere, (gint64) size, data,
                                       MIN (1, size - (gsize) elsewhere), &blob, &error));
      g_assert_cmpint (blob.got, ==, at + length);
    }
  xy_blob_look (folder, SID + 1, name, &blob);
  g_assert_cmpint (blob.got, ==, 0);
  while (back->len < size)
    {
      gint64 whole;
      gsize length;
      g_autoptr (GBytes) piece = xy_blob_read (folder, SID, name, (gint64) back->len, &whole, &error);
      g_assert_no_error (error);
      g_assert_cmpint (whole, ==, (gint64) size);
      const char *bytes = g_bytes_get_data (piece, &length);
      g_assert_cmpuint (length, >, 0);
      g_string_append_len (back, bytes, (gssize) length);
    }
  g_assert_cmpmem (back->str, back->len, data, size);
  remove_folder (folder, name);
}

/* What is not what its name says is not kept, and begins anew. */
static void
test_wrong (void)
{
  g_autofree char *folder = g_dir_make_tmp ("xiangyue-test-XXXXXX", NULL);
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "right", -1);
  g_autoptr (GError) error = NULL;
  gint64 size;
  XyBlob blob;

  g_assert_true (xy_blob_append (folder, SID, name, 0, 5, "wrong", 5, &blob, &error));
  g_assert_true (blob.got == 0 && !blob.whole);
  g_assert_null (xy_blob_read (folder, SID, name, 0, &size, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_NOT_FOUND);
  g_clear_error (&error);
  /* More than was said. */
  g_assert_true (xy_blob_append (folder, SID, name, 0, 4, "right", 5, &blob, &error));
  g_assert_cmpint (blob.got, ==, 0);
  g_assert_true (xy_blob_append (folder, SID, name, 0, 5, "right", 5, &blob, &error));
  g_assert_true (blob.whole);
  g_assert_cmpint (blob.got, ==, 5);
  g_assert_false (xy_blob_is_name ("../../../etc/passwd"));
  g_assert_true (xy_blob_is_name (name));
  remove_folder (folder, name);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/blob/pieces", test_pieces);
  g_test_add_func ("/blob/wrong", test_wrong);
  return g_test_run ();
}
