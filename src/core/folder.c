/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/folder.h"

#include <glib/gstdio.h>

static void
remove_folder (const char *folder, gboolean deep)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (deep && g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        remove_folder (path, TRUE);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

void
xy_folder_remove (const char *folder)
{
  remove_folder (folder, TRUE);
}

void
xy_folder_remove_flat (const char *folder)
{
  remove_folder (folder, FALSE);
}
