/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/practice-village.h"

#include <glib/gstdio.h>

#include "core/folder.h"
#include "core/sample.h"
#include "core/store.h"

#define FILE_NAME XY_SAMPLE_CODE ".xiangyue"

static char *
get_folder (void)
{
  g_autofree char *data = xy_store_default_folder ();

  return g_build_filename (data, "practice", NULL);
}

/* The highest number of a folder there; 0 where there is none. FILLED: that has a village. */
static guint64
find_last (const char *folder, gboolean filled)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint64 last = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, FILE_NAME, NULL);
      guint64 number = g_ascii_strtoull (name, NULL, 10);
      if (!filled || g_file_test (file, G_FILE_TEST_EXISTS))
        last = MAX (last, number);
    }
  return last;
}

static char *
get_path (const char *folder, guint64 number)
{
  g_autofree char *name = g_strdup_printf ("%" G_GUINT64_FORMAT, number);

  return g_build_filename (folder, name, FILE_NAME, NULL);
}

char *
xy_practice_village_find (void)
{
  g_autofree char *folder = get_folder (), *before = g_build_filename (folder, FILE_NAME, NULL);
  guint64 last = find_last (folder, TRUE);

  if (last > 0)
    return get_path (folder, last);
  /* Where older programs had it. */
  return g_file_test (before, G_FILE_TEST_EXISTS) ? g_steal_pointer (&before) : NULL;
}

char *
xy_practice_village_new_path (void)
{
  g_autofree char *folder = get_folder (), *path = get_path (folder, find_last (folder, FALSE) + 1);
  g_autofree char *own = g_path_get_dirname (path);

  g_mkdir_with_parents (own, 0700);
  return g_steal_pointer (&path);
}

gboolean
xy_practice_village_is_one (const char *path)
{
  g_autofree char *folder = get_folder (), *within = g_strconcat (folder, G_DIR_SEPARATOR_S, NULL);

  return path != NULL && g_str_has_prefix (path, within);
}

void
xy_practice_village_remove_others (const char *path)
{
  g_autofree char *folder = get_folder (), *own = g_path_get_dirname (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  if (!xy_practice_village_is_one (path) || g_str_equal (own, folder))
    return;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *other = g_build_filename (folder, name, NULL);
      if (g_str_equal (other, own))
        continue;
      if (g_file_test (other, G_FILE_TEST_IS_DIR))
        xy_folder_remove (other);
      else
        g_unlink (other);
    }
}
