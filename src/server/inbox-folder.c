/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

#include "server/inbox.h"

struct _XyInboxFolder
{
  char *path;
  GHashTable *refused; /* name → as it was when it was refused */
};

XyInboxFolder *
xy_inbox_folder_new (const char *path)
{
  XyInboxFolder *folder = g_new0 (XyInboxFolder, 1);

  folder->path = g_strdup (path);
  folder->refused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return folder;
}

void
xy_inbox_folder_free (XyInboxFolder *folder)
{
  if (folder == NULL)
    return;
  g_hash_table_unref (folder->refused);
  g_free (folder->path);
  g_free (folder);
}

/* How large a file is and when it was written, as text; NULL where it is gone. */
static char *
look (const char *path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0
             ? g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %ld", (gint64) info.st_size,
                                (gint64) info.st_mtim.tv_sec, info.st_mtim.tv_nsec)
             : NULL;
}

static gboolean
has_receipt (const char *path)
{
  g_autofree char *receipt =
      g_strdup_printf ("%.*s%s", (int) (strlen (path) - strlen (XY_BUNDLE_SUFFIX)), path, XY_RECEIPT_SUFFIX);

  return g_file_test (receipt, G_FILE_TEST_EXISTS);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Names of the bundles that wait, in order. */
static GPtrArray *
list_waiting (XyInboxFolder *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder->path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder->path, name, NULL), *as = look (path);
      if (as != NULL && name[0] != '.' && g_str_has_suffix (name, XY_BUNDLE_SUFFIX) && !has_receipt (path)
          && g_strcmp0 (g_hash_table_lookup (folder->refused, name), as) != 0)
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_names);
  return names;
}

/* Whether it lies in the file and not in the county's own disk or base. */
static gboolean
is_of_the_file (const GError *problem)
{
  return g_error_matches (problem, XY_ERROR, XY_ERROR_NOT_OURS)
         || g_error_matches (problem, XY_ERROR, XY_ERROR_NEWER_SCHEMA)
         || g_error_matches (problem, XY_ERROR, XY_ERROR_UNREADABLE)
         || g_error_matches (problem, XY_ERROR, XY_ERROR_DENIED)
         || g_error_matches (problem, XY_ERROR, XY_ERROR_NOT_FOUND);
}

gboolean
xy_inbox_folder_sweep (XyInboxFolder *folder,
                       const XyInbox *inbox,
                       XyInboxTold told,
                       gpointer data,
                       guint *n_taken,
                       GError **error)
{
  g_autoptr (GPtrArray) names = list_waiting (folder);

  *n_taken = 0;
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];
      g_autofree char *path = g_build_filename (folder->path, name, NULL), *as = look (path);
      g_auto (XyInboxResult) result = { 0 };
      g_autoptr (GError) problem = NULL;

      if (xy_inbox_take (inbox, path, NULL, &result, &problem))
        {
          (*n_taken)++;
          g_hash_table_remove (folder->refused, name);
          told (path, &result, NULL, data);
          continue;
        }
      told (path, NULL, problem, data);
      if (!is_of_the_file (problem))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      g_hash_table_replace (folder->refused, g_strdup (name), g_steal_pointer (&as));
    }
  return xy_inbox_take_parked (inbox, error);
}
