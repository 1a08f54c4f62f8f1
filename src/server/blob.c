/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/blob.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sodium.h>

#include "core/error.h"

#define PART ".part"
#define BLOCK 65536

/* Two pieces of one file at once would stand in each other's place. */
static GMutex appending;

static gboolean
set_errno_error (int number, GError **error)
{
  gboolean full = number == ENOSPC || number == EDQUOT || number == EFBIG;

  g_set_error (error, XY_ERROR, full ? XY_ERROR_FULL : XY_ERROR_FAILED, _ ("The file could not be kept: %s"),
               g_strerror (number));
  return FALSE;
}

static char *
folder_of (const char *folder, gint64 stream)
{
  return g_strdup_printf ("%s/%" G_GINT64_FORMAT, folder, stream);
}

static char *
path_of (const char *folder, gint64 stream, const char *name, const char *tail)
{
  g_autofree char *own = folder_of (folder, stream);

  return g_strconcat (own, "/", name, tail, NULL);
}

/* -1: it is not there. */
static gint64
size_of (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 && S_ISREG (status.st_mode) ? (gint64) status.st_size : -1;
}

static void
sync_folder (const char *path)
{
  int fd = g_open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

static gboolean
write_all (int fd, const guint8 *data, gsize length)
{
  while (length > 0)
    {
      gssize n = write (fd, data, length);
      if (n < 0 && errno != EINTR)
        return FALSE;
      data += MAX (n, 0);
      length -= (gsize) MAX (n, 0);
    }
  return TRUE;
}

/* Behind what is there; on an error the file is as long as before. */
static gboolean
append (const char *path, gint64 at, const void *data, gsize length, GError **error)
{
  int fd = g_open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

  if (fd < 0)
    return set_errno_error (errno, error);
  gboolean ok = lseek (fd, at, SEEK_SET) == at && write_all (fd, data, length) && fsync (fd) == 0;
  int number = errno;
  if (!ok && ftruncate (fd, at) != 0)
    g_warning ("blob: what was half written stays");
  close (fd);
  return ok || set_errno_error (number, error);
}

static gboolean
is_what_it_says (const char *path, const char *name)
{
  crypto_hash_sha256_state state;
  guint8 sum[crypto_hash_sha256_BYTES];
  char hex[2 * sizeof sum + 1];
  g_autofree guint8 *block = g_malloc (BLOCK);
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gssize n = -1;

  if (fd < 0)
    return FALSE;
  crypto_hash_sha256_init (&state);
  while ((n = read (fd, block, BLOCK)) > 0)
    crypto_hash_sha256_update (&state, block, (gsize) n);
  close (fd);
  crypto_hash_sha256_final (&state, sum);
  sodium_bin2hex (hex, sizeof hex, sum, sizeof sum);
  return n == 0 && g_str_equal (hex, name);
}

static void
look (const char *whole, const char *part, XyBlob *blob)
{
  gint64 size = size_of (whole);

  blob->whole = size >= 0;
  blob->got = blob->whole ? size : MAX (size_of (part), 0);
}

/* All of it is there: it gets its name, or goes. */
static gboolean
finish (const char *folder, const char *whole, const char *part, const char *name, GError **error)
{
  if (!is_what_it_says (part, name))
    {
      g_unlink (part);
      return TRUE;
    }
  if (g_rename (part, whole) != 0)
    return set_errno_error (errno, error);
  sync_folder (folder);
  return TRUE;
}

static gboolean
append_locked (const char *folder,
               gint64 stream,
               const char *name,
               gint64 at,
               gint64 size,
               const void *data,
               gsize length,
               XyBlob *blob,
               GError **error)
{
  g_autofree char *own = folder_of (folder, stream);
  g_autofree char *whole = path_of (folder, stream, name, ""), *part = path_of (folder, stream, name, PART);
  gboolean fresh = !g_file_test (part, G_FILE_TEST_EXISTS);

  look (whole, part, blob);
  if (blob->whole || at != blob->got || (gint64) length > size - at)
    return TRUE;
  if (g_mkdir_with_parents (own, 0700) != 0)
    return set_errno_error (errno, error);
  if (length > 0 && !append (part, at, data, length, error))
    return FALSE;
  if (fresh)
    sync_folder (own);
  if (at + (gint64) length == size && !finish (own, whole, part, name, error))
    return FALSE;
  look (whole, part, blob);
  return TRUE;
}

gboolean
xy_blob_is_name (const char *name)
{
  return strlen (name) == XY_BLOB_NAME_LENGTH && strspn (name, "0123456789abcdef") == XY_BLOB_NAME_LENGTH;
}

void
xy_blob_look (const char *folder, gint64 stream, const char *name, XyBlob *blob)
{
  g_autofree char *whole = path_of (folder, stream, name, ""), *part = path_of (folder, stream, name, PART);

  look (whole, part, blob);
}

gboolean
xy_blob_append (const char *folder,
                gint64 stream,
                const char *name,
                gint64 at,
                gint64 size,
                const void *data,
                gsize length,
                XyBlob *blob,
                GError **error)
{
  g_mutex_lock (&appending);
  gboolean ok = append_locked (folder, stream, name, at, size, data, length, blob, error);
  g_mutex_unlock (&appending);
  return ok;
}

GBytes *
xy_blob_read (const char *folder, gint64 stream, const char *name, gint64 at, gint64 *size, GError **error)
{
  g_autofree char *whole = path_of (folder, stream, name, "");
  g_autofree guint8 *data = g_malloc (XY_BLOB_PIECE_MOST);
  int fd = g_open (whole, O_RDONLY | O_CLOEXEC, 0);
  gssize n;

  *size = size_of (whole);
  if (fd < 0 || *size < 0)
    {
      if (fd >= 0)
        close (fd);
      g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("The file that was kept for this is missing."));
      return NULL;
    }
  n = pread (fd, data, XY_BLOB_PIECE_MOST, at);
  int number = errno;
  close (fd);
  if (n >= 0)
    return g_bytes_new (data, (gsize) n);
  set_errno_error (number, error);
  return NULL;
}
