/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/bundle-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/write-all.h"
#include "sync/pack.h"

struct _XyBundleReader
{
  int fd; /* the copy */
  XyBundleHead head;
  GByteArray *first; /* magic, length, head */
  gint64 content;    /* where the content begins, and ends */
  gint64 end;
  crypto_secretstream_xchacha20poly1305_state stream;
  guint8 chunk[XY_BUNDLE_CHUNK];
  gsize at;
  gsize used;
  gint64 next; /* where the next chunk begins */
  gboolean last;
  guint64 left; /* of the frame */
};

/* All of LENGTH from OFFSET on. */
static gboolean
get (int fd, gint64 offset, void *data, gsize length)
{
  guint8 *to = data;

  while (length > 0)
    {
      gssize n = pread (fd, to, length, offset);
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      to += n;
      offset += n;
      length -= (gsize) n;
    }
  return TRUE;
}

/* A file that has no name: it is gone with whoever holds it. */
static int
open_copy (const char *work, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (work), *path = g_build_filename (folder, ".carried-XXXXXX", NULL);
  int fd = g_open (folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

  if (fd < 0 && (fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600)) >= 0)
    g_unlink (path);
  /* What is in it is sealed, wherever it lies. */
  if (fd < 0)
    fd = g_open (g_get_tmp_dir (), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    g_set_error (error, XY_ERROR, XY_ERROR_FULL, _ ("The disk is full or cannot be written: %s"), folder);
  return fd;
}

static gboolean
copy (int from, int to, const char *path, const char *work, gint64 *size, GError **error)
{
  g_autofree guint8 *block = g_malloc (XY_BUNDLE_CHUNK);
  gssize n;

  *size = 0;
  while ((n = read (from, block, XY_BUNDLE_CHUNK)) != 0)
    {
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return xy_bundle_cannot_read (errno, path, error);
      if ((*size += n) > XY_BUNDLE_SIZE_MOST)
        return xy_bundle_damaged (error);
      if (!xy_write_all (to, block, (gsize) n))
        {
          g_set_error (error, XY_ERROR, XY_ERROR_FULL, _ ("The disk is full or cannot be written: %s"), work);
          return FALSE;
        }
    }
  return TRUE;
}

/* Magic and head, up to where the content begins. */
static gboolean
read_head (XyBundleReader *reader, XyWire *wire, gint64 size, GError **error)
{
  guint8 start[XY_BUNDLE_MAGIC_SIZE + 4];
  guint32 length;

  if (size < (gint64) sizeof start || !get (reader->fd, 0, start, sizeof start)
      || (memcmp (start, XY_BUNDLE_MAGIC, 7) != 0 && memcmp (start, XY_RECEIPT_MAGIC, 7) != 0))
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_OURS,
                           _ ("This file is no bundle and no receipt of Xiangyue."));
      return FALSE;
    }
  if (start[7] != '1')
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_NEWER_SCHEMA,
                           _ ("This file was made by a newer version of the program."));
      return FALSE;
    }
  memcpy (&length, start + XY_BUNDLE_MAGIC_SIZE, sizeof length);
  length = GUINT32_FROM_BE (length);
  reader->content = (gint64) sizeof start + length + XY_BUNDLE_STREAM;
  reader->end = size - crypto_sign_BYTES;
  if (length > XY_BUNDLE_HEAD_MOST
      || reader->content + (gint64) crypto_secretstream_xchacha20poly1305_ABYTES > reader->end)
    return xy_bundle_damaged (error);
  reader->first = g_byte_array_new ();
  g_byte_array_set_size (reader->first, (guint) sizeof start + length);
  if (!get (reader->fd, 0, reader->first->data, reader->first->len))
    return xy_bundle_damaged (error);
  if (!xy_bundle_head_read (wire, (const char *) reader->first->data + sizeof start, length, &reader->head, error))
    return FALSE;
  return (memcmp (start, XY_RECEIPT_MAGIC, 7) == 0) == (reader->head.kind == XY_BUNDLE_RECEIPT)
         || xy_bundle_damaged (error);
}

static gboolean
check_signature (XyBundleReader *reader, GError **error)
{
  g_autofree guint8 *block = g_malloc (XY_BUNDLE_CHUNK);
  guint8 signature[crypto_sign_BYTES];
  crypto_sign_state sign;

  crypto_sign_init (&sign);
  for (gint64 at = 0; at < reader->end;)
    {
      gsize n = (gsize) MIN (XY_BUNDLE_CHUNK, reader->end - at);
      if (!get (reader->fd, at, block, n))
        return xy_bundle_damaged (error);
      crypto_sign_update (&sign, block, n);
      at += (gint64) n;
    }
  return (get (reader->fd, reader->end, signature, sizeof signature)
          && crypto_sign_final_verify (&sign, signature, reader->head.key) == 0)
         || xy_bundle_damaged (error);
}

XyBundleReader *
xy_bundle_reader_new (const char *path, const char *work, XyWire *wire, GError **error)
{
  g_autoptr (XyBundleReader) reader = g_new0 (XyBundleReader, 1);
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0);
  struct stat stat;
  gint64 size = 0;

  reader->fd = -1;
  if (fd < 0 || fstat (fd, &stat) != 0 || !S_ISREG (stat.st_mode))
    xy_bundle_cannot_read (fd < 0 ? errno : ENOENT, path, error);
  else
    reader->fd = open_copy (work, error);
  gboolean ok = reader->fd >= 0 && copy (fd, reader->fd, path, work, &size, error);
  if (fd >= 0)
    close (fd);
  if (!ok || !read_head (reader, wire, size, error) || !check_signature (reader, error))
    return NULL;
  return g_steal_pointer (&reader);
}

const XyBundleHead *
xy_bundle_reader_get_head (XyBundleReader *reader)
{
  return &reader->head;
}

gint64
xy_bundle_reader_size (XyBundleReader *reader)
{
  return reader->end;
}

gboolean
xy_bundle_reader_open (XyBundleReader *reader, const guint8 secret[XY_BUNDLE_KEY_SIZE], GError **error)
{
  guint8 sealed[XY_BUNDLE_STREAM], key[crypto_secretstream_xchacha20poly1305_KEYBYTES], box[crypto_box_PUBLICKEYBYTES];

  if (!get (reader->fd, reader->content - XY_BUNDLE_STREAM, sealed, sizeof sealed))
    return xy_bundle_damaged (error);
  crypto_scalarmult_base (box, secret);
  if (crypto_box_seal_open (key, sealed, XY_BUNDLE_SEALED_KEY, box, secret) != 0)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_DENIED, _ ("This file is sealed for somebody else."));
      return FALSE;
    }
  gboolean sound =
      crypto_secretstream_xchacha20poly1305_init_pull (&reader->stream, sealed + XY_BUNDLE_SEALED_KEY, key) == 0;
  sodium_memzero (key, sizeof key);
  reader->next = reader->content;
  reader->at = reader->used = 0;
  reader->left = 0;
  reader->last = FALSE;
  return sound || xy_bundle_damaged (error);
}

static gboolean
next_chunk (XyBundleReader *reader, GError **error)
{
  guint8 sealed[XY_BUNDLE_SEALED_CHUNK], tag;
  unsigned long long length;
  gsize size = (gsize) MIN ((gint64) sizeof sealed, reader->end - reader->next);
  gboolean first = reader->next == reader->content;

  if (size < crypto_secretstream_xchacha20poly1305_ABYTES || !get (reader->fd, reader->next, sealed, size)
      || crypto_secretstream_xchacha20poly1305_pull (&reader->stream, reader->chunk, &length, &tag, sealed, size,
                                                     first ? reader->first->data : NULL, first ? reader->first->len : 0)
             != 0)
    return xy_bundle_damaged (error);
  reader->next += (gint64) size;
  reader->at = 0;
  reader->used = (gsize) length;
  reader->last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
  return reader->last == (reader->next == reader->end) || xy_bundle_damaged (error);
}

/* Up to LENGTH bytes of the content; 0 at its end. */
static gssize
take (XyBundleReader *reader, void *data, gsize length, GError **error)
{
  while (reader->at == reader->used)
    {
      if (reader->last)
        return 0;
      if (!next_chunk (reader, error))
        return -1;
    }
  gsize n = MIN (length, reader->used - reader->at);
  memcpy (data, reader->chunk + reader->at, n);
  reader->at += n;
  return (gssize) n;
}

gboolean
xy_bundle_reader_next (XyBundleReader *reader, char *frame, guint64 *length, GError **error)
{
  guint8 head[XY_BUNDLE_FRAME_HEAD];
  guint64 big;
  gsize got = 0;

  while (reader->left > 0)
    {
      guint8 skipped[4096];
      if (xy_bundle_reader_read (reader, skipped, sizeof skipped, error) < 0)
        return FALSE;
    }
  while (got < sizeof head)
    {
      gssize n = take (reader, head + got, sizeof head - got, error);
      if (n < 0)
        return FALSE;
      if (n == 0)
        return got > 0 ? xy_bundle_damaged (error) : FALSE;
      got += (gsize) n;
    }
  memcpy (&big, head + 1, sizeof big);
  *frame = (char) head[0];
  *length = reader->left = GUINT64_FROM_BE (big);
  return *length <= XY_BUNDLE_SIZE_MOST || xy_bundle_damaged (error);
}

gssize
xy_bundle_reader_read (XyBundleReader *reader, void *data, gsize length, GError **error)
{
  if (reader->left == 0)
    return 0;
  gssize n = take (reader, data, (gsize) MIN (length, reader->left), error);
  if (n == 0)
    return xy_bundle_damaged (error) - 1;
  if (n > 0)
    reader->left -= (guint64) n;
  return n;
}

GString *
xy_bundle_reader_text (XyBundleReader *reader, gsize most, GError **error)
{
  if (reader->left > XY_BUNDLE_FRAME_MOST)
    {
      xy_bundle_damaged (error);
      return NULL;
    }
  gsize length = (gsize) reader->left, at = 0;
  g_autofree guint8 *packed = g_malloc (MAX (length, 1));
  while (at < length)
    {
      gssize n = xy_bundle_reader_read (reader, packed + at, length - at, error);
      if (n < 0)
        return NULL;
      at += (gsize) n;
    }
  return xy_unpack (packed, length, most, error);
}

void
xy_bundle_reader_free (XyBundleReader *reader)
{
  if (reader == NULL)
    return;
  if (reader->fd >= 0)
    close (reader->fd);
  if (reader->first != NULL)
    g_byte_array_unref (reader->first);
  sodium_memzero (reader, sizeof *reader);
  g_free (reader);
}
