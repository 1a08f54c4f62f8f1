/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * carried: what the fuzzers of bundle and receipt share. What begins as such a file is one, seals and signatures as
 * open-seal.c takes them. All else is taken for the frames in one that is written as it should be: 1 what it is, 2
 * length (big-endian), bytes; with the highest bit of the first the bytes are not packed before.
 */
#pragma once

#include <string.h>

#include <glib/gstdio.h>
#include <sodium.h>

#include "sync/bundle.h"

/* In memory, and so are the copies that readers make. Returns: (transfer full). */
static inline char *
carried_folder (void)
{
  char *folder = g_strdup ("/dev/shm/xiangyue-fuzz-XXXXXX");

  if (g_mkdtemp (folder) == NULL)
    {
      g_free (folder);
      folder = g_dir_make_tmp ("xiangyue-fuzz-XXXXXX", NULL);
    }
  g_setenv ("TMPDIR", folder, TRUE);
  return folder;
}

/* The file that DATA is or says, in FOLDER. Returns: (transfer full). */
static inline char *
carried_file (const guint8 *data, gsize size, const char *folder, const XyBundleHead *head, const guint8 *seed)
{
  if (size >= 4 && memcmp (data, "XY", 2) == 0)
    {
      char *path = g_build_filename (folder, "raw.xyb", NULL);
      g_assert_true (
          g_file_set_contents_full (path, (const char *) data, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
      return path;
    }
  g_autoptr (XyBundleWriter) writer = xy_bundle_writer_new (folder, head, seed, NULL);
  while (size >= 3)
    {
      gsize length = MIN ((gsize) data[1] << 8 | data[2], size - 3);
      char frame = (char) (data[0] & 0x7f);
      if ((data[0] & 0x80) == 0)
        g_assert_true (xy_bundle_writer_text (writer, frame, (const char *) data + 3, length, NULL));
      else
        g_assert_true (xy_bundle_writer_begin (writer, frame, length, NULL)
                       && xy_bundle_writer_write (writer, data + 3, length, NULL));
      data += 3 + length;
      size -= 3 + length;
    }
  char *path = xy_bundle_writer_finish (writer, NULL);
  g_assert_nonnull (path);
  return path;
}

static inline void
carried_clear (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (g_str_has_suffix (name, XY_BUNDLE_SUFFIX) || g_str_has_suffix (name, XY_RECEIPT_SUFFIX))
        g_unlink (path);
    }
}
