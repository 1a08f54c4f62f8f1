/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sodium.h>

#include "core/attachment.h"
#include "core/write-all.h"
#include "server/inbox-private.h"

#define STEP 65536

char *
xy_inbox_file_path (const XyInbox *inbox, gint64 stream, const char *name)
{
  g_autofree char *folder = g_path_get_dirname (inbox->work);
  g_autofree char *village = g_strdup_printf ("%" G_GINT64_FORMAT, stream);

  return g_build_filename (folder, "files", village, name, NULL);
}

static gboolean
no_room (const char *path, GError **error)
{
  g_set_error (error, XY_ERROR, XY_ERROR_FULL, _ ("The disk is full or cannot be written: %s"), path);
  return FALSE;
}

/* What is left of the frame into FD; *SAME: whether it is what NAME says. */
static gboolean
copy (XyBundleReader *reader, int fd, const char *name, const char *path, gboolean *same, GError **error)
{
  g_autofree guint8 *block = g_malloc (STEP);
  guint8 sum[crypto_hash_sha256_BYTES];
  char text[2 * sizeof sum + 1];
  crypto_hash_sha256_state state;
  gssize n;

  crypto_hash_sha256_init (&state);
  while ((n = xy_bundle_reader_read (reader, block, STEP, error)) > 0)
    {
      crypto_hash_sha256_update (&state, block, (gsize) n);
      if (!xy_write_all (fd, block, (gsize) n))
        return no_room (path, error);
    }
  crypto_hash_sha256_final (&state, sum);
  *same = g_str_equal (sodium_bin2hex (text, sizeof text, sum, sizeof sum), name);
  return n == 0;
}

/* The file NAME, whole or not at all; what is not what its name says is not kept. */
static gboolean
take_file (XyInboxBundle *bundle, const char *name, gboolean *kept, GError **error)
{
  g_autofree char *path = xy_inbox_file_path (bundle->inbox, bundle->head->stream, name);
  g_autofree char *folder = g_path_get_dirname (path), *unfinished = g_build_filename (folder, ".new-XXXXXX", NULL);

  *kept = g_file_test (path, G_FILE_TEST_EXISTS);
  if (*kept)
    return TRUE;
  int fd = g_mkdir_with_parents (folder, 0700) == 0 ? g_mkstemp_full (unfinished, O_RDWR | O_CLOEXEC, 0600) : -1;
  if (fd < 0)
    return no_room (folder, error);
  gboolean ok = copy (bundle->reader, fd, name, path, kept, error);
  if (ok && *kept && (fsync (fd) != 0 || g_rename (unfinished, path) != 0))
    ok = no_room (path, error);
  if (!ok || !*kept)
    g_unlink (unfinished);
  close (fd);
  return ok;
}

gboolean
xy_inbox_take_files (XyInboxBundle *bundle, GString *names, GError **error)
{
  g_autoptr (GError) problem = NULL;
  guint64 length;
  char frame;

  while (xy_bundle_reader_next (bundle->reader, &frame, &length, &problem))
    {
      char name[XY_ATTACHMENT_NAME_LENGTH + 1] = "";
      gsize got = 0;
      gboolean kept;
      gssize n;

      if (frame != XY_BUNDLE_FRAME_FILE || length < XY_ATTACHMENT_NAME_LENGTH)
        continue;
      for (; got < XY_ATTACHMENT_NAME_LENGTH; got += (gsize) n)
        if ((n = xy_bundle_reader_read (bundle->reader, name + got, XY_ATTACHMENT_NAME_LENGTH - got, error)) < 0)
          return FALSE;
      if (!xy_attachment_is_name (name))
        continue;
      if (!take_file (bundle, name, &kept, error))
        return FALSE;
      if (kept)
        {
          g_string_append_printf (names, "%s\n", name);
          bundle->result->files++;
        }
    }
  return xy_error_pass (error, &problem);
}
