/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/attachment.h"
#include "core/cleaning.h"
#include "sync/bundle-private.h"
#include "sync/bundle.h"
#include "sync/county-file.h"

/* What the container needs beside the files. */
#define SLACK (G_GINT64_CONSTANT (1) << 20)
#define FILE_MOST (XY_BUNDLE_SIZE_MOST - 2 * SLACK)

/* How large a part may be: what is free on the stick, and no more than such a file has. */
static gint64
part_most (const char *folder)
{
  struct statvfs info;

  if (statvfs (folder, &info) != 0)
    return FILE_MOST;
  return MIN (FILE_MOST, (gint64) info.f_bavail * (gint64) info.f_frsize - 2 * SLACK);
}

static gboolean
write_file (XyBundleWriter *writer, const char *path, const XyCountyFile *item, GError **error)
{
  g_autofree char *block = g_malloc (XY_BUNDLE_CHUNK);
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gint64 left = item->size;
  gboolean ok =
      xy_bundle_writer_begin (writer, XY_BUNDLE_FRAME_FILE, (guint64) (XY_ATTACHMENT_NAME_LENGTH + left), error)
      && xy_bundle_writer_write (writer, item->name, XY_ATTACHMENT_NAME_LENGTH, error);

  /* What has gone bad here meanwhile is seen by its sum there. */
  while (ok && left > 0)
    {
      gsize part = (gsize) MIN (left, XY_BUNDLE_CHUNK);
      gssize n = fd >= 0 ? read (fd, block, part) : 0;
      if (n <= 0)
        {
          memset (block, 0, part);
          n = (gssize) part;
        }
      ok = xy_bundle_writer_write (writer, block, (gsize) n, error);
      left -= n;
    }
  if (fd >= 0)
    close (fd);
  return ok;
}

/* One part, from *AT of LIST on; *AT moves on. */
static gboolean
write_part (XyStore *store,
            const char *folder,
            const XyBundleHead *head,
            const guint8 *seed,
            GArray *list,
            guint *at,
            gint64 most,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (XyBundleWriter) writer = xy_bundle_writer_new (folder, head, seed, error);
  guint i = *at;

  for (gint64 size = 0; writer != NULL && i < list->len; i++)
    {
      const XyCountyFile *item = &g_array_index (list, XyCountyFile, i);
      g_autofree char *path = xy_attachment_path (xy_store_get_path (store), item->name);
      size += item->size + XY_ATTACHMENT_NAME_LENGTH + XY_BUNDLE_FRAME_HEAD;
      if (size > most)
        break;
      if (g_cancellable_is_cancelled (cancellable))
        {
          g_set_error_literal (error, XY_ERROR, XY_ERROR_CANCELLED,
                               _ ("Stopped. The changes are on the stick, the photos and papers are not."));
          return FALSE;
        }
      if (!write_file (writer, path, item, error))
        return FALSE;
    }
  g_autofree char *path = writer != NULL ? xy_bundle_writer_finish (writer, error) : NULL;
  if (path == NULL)
    return FALSE;
  *at = i;
  return TRUE;
}

gboolean
xy_bundle_export_files (XyStore *store,
                        const char *folder,
                        const XyBundleHead *of,
                        const guint8 seed[XY_BUNDLE_KEY_SIZE],
                        GCancellable *cancellable,
                        gint64 *n,
                        gint64 *n_left,
                        GError **error)
{
  g_autoptr (GArray) list = xy_cleaning_follow (store, error) ? xy_county_file_list (store, FALSE, error) : NULL;
  XyBundleHead head = *of;
  guint at = 0;

  if (list == NULL)
    return FALSE;
  head.kind = XY_BUNDLE_PHOTOS;
  while (at < list->len)
    {
      gint64 most = part_most (folder);
      const XyCountyFile *first = &g_array_index (list, XyCountyFile, at);
      if (first->size + XY_ATTACHMENT_NAME_LENGTH + XY_BUNDLE_FRAME_HEAD > most)
        break;
      head.part++;
      if (!write_part (store, folder, &head, seed, list, &at, most, cancellable, error))
        return FALSE;
    }
  *n = at;
  *n_left = list->len - at;
  return TRUE;
}

gboolean
xy_bundle_keep_files (XyStore *store, const char *names, gint64 *n, GError **error)
{
  g_auto (GStrv) list = g_strsplit (names, "\n", -1);

  *n = 0;
  for (char **name = list; *name != NULL; name++)
    *n += xy_attachment_is_name (*name);
  return xy_county_file_keep (store, (const char *const *) list, error);
}
