/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/bundle-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/write-all.h"
#include "sync/pack.h"

struct _XyBundleWriter
{
  char *folder;
  char *name;       /* that it will have */
  char *unfinished; /* where it is until then */
  int fd;
  gint64 size;
  GByteArray *head; /* magic, length, head */
  gboolean first;
  guint8 secret[crypto_sign_SECRETKEYBYTES];
  crypto_sign_state sign;
  crypto_hash_sha256_state sum; /* of all that was written */
  crypto_secretstream_xchacha20poly1305_state stream;
  guint8 chunk[XY_BUNDLE_CHUNK];
  gsize used;
};

static gboolean
put (XyBundleWriter *writer, const void *data, gsize length, GError **error)
{
  if (!xy_write_all (writer->fd, data, length))
    return xy_bundle_cannot_write (errno, writer->folder, error);
  crypto_hash_sha256_update (&writer->sum, data, length);
  writer->size += (gint64) length;
  return TRUE;
}

/* What the signature is over. */
static gboolean
put_signed (XyBundleWriter *writer, const void *data, gsize length, GError **error)
{
  crypto_sign_update (&writer->sign, data, length);
  return put (writer, data, length, error);
}

static gboolean
put_chunk (XyBundleWriter *writer, guint8 tag, GError **error)
{
  guint8 sealed[XY_BUNDLE_SEALED_CHUNK];
  unsigned long long length;

  crypto_secretstream_xchacha20poly1305_push (&writer->stream, sealed, &length, writer->chunk, writer->used,
                                              writer->first ? writer->head->data : NULL,
                                              writer->first ? writer->head->len : 0, tag);
  writer->first = FALSE;
  writer->used = 0;
  return put_signed (writer, sealed, (gsize) length, error);
}

/* The unfinished file of this computer: what a stick that was pulled out had of it is written over. */
static gboolean
open_unfinished (XyBundleWriter *writer, GError **error)
{
  writer->fd = g_open (writer->unfinished, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (writer->fd < 0)
    return xy_bundle_cannot_write (errno, writer->folder, error);
  if (flock (writer->fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
    {
      close (writer->fd);
      writer->fd = -1;
      g_set_error_literal (error, XY_ERROR, XY_ERROR_BUSY,
                           _ ("Somebody is writing to the stick already. Please wait until that is done."));
      return FALSE;
    }
  return ftruncate (writer->fd, 0) == 0 || xy_bundle_cannot_write (errno, writer->folder, error);
}

static void
make_head (XyBundleWriter *writer, const XyBundleHead *head)
{
  g_autoptr (GString) text = g_string_new (NULL);

  xy_bundle_head_append (text, head);
  guint32 length = GUINT32_TO_BE ((guint32) text->len);
  writer->head = g_byte_array_new ();
  g_byte_array_append (writer->head,
                       (const guint8 *) (head->kind == XY_BUNDLE_RECEIPT ? XY_RECEIPT_MAGIC : XY_BUNDLE_MAGIC),
                       XY_BUNDLE_MAGIC_SIZE);
  g_byte_array_append (writer->head, (const guint8 *) &length, sizeof length);
  g_byte_array_append (writer->head, (const guint8 *) text->str, (guint) text->len);
}

static gboolean
begin (XyBundleWriter *writer, const XyBundleHead *head, GError **error)
{
  guint8 key[crypto_secretstream_xchacha20poly1305_KEYBYTES], sealed[XY_BUNDLE_STREAM];

  crypto_secretstream_xchacha20poly1305_keygen (key);
  gboolean sound = crypto_box_seal (sealed, key, sizeof key, head->box) == 0;
  crypto_secretstream_xchacha20poly1305_init_push (&writer->stream, sealed + XY_BUNDLE_SEALED_KEY, key);
  sodium_memzero (key, sizeof key);
  if (!sound)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_FAILED,
                   _ ("The county's key is damaged. Please enroll this computer again."));
      return FALSE;
    }
  return put_signed (writer, writer->head->data, writer->head->len, error)
         && put_signed (writer, sealed, sizeof sealed, error);
}

XyBundleWriter *
xy_bundle_writer_new (const char *folder,
                      const XyBundleHead *about,
                      const guint8 seed[XY_BUNDLE_KEY_SIZE],
                      GError **error)
{
  g_autoptr (XyBundleWriter) writer = g_new0 (XyBundleWriter, 1);
  XyBundleHead head = *about;

  g_assert (sodium_init () >= 0);
  crypto_sign_seed_keypair (head.key, writer->secret, seed);
  writer->folder = g_strdup (folder);
  writer->name = xy_bundle_head_name (&head);
  g_autofree char *unfinished =
      g_strdup_printf ("XY-%" G_GINT64_FORMAT "-%" G_GINT64_MODIFIER "x.part", head.stream, head.device);
  writer->unfinished = g_build_filename (folder, unfinished, NULL);
  writer->fd = -1;
  writer->first = TRUE;
  crypto_sign_init (&writer->sign);
  crypto_hash_sha256_init (&writer->sum);
  make_head (writer, &head);
  if (!open_unfinished (writer, error) || !begin (writer, &head, error))
    return NULL;
  return g_steal_pointer (&writer);
}

void
xy_bundle_writer_set_name (XyBundleWriter *writer, const char *name)
{
  g_autofree char *before = g_steal_pointer (&writer->name);

  writer->name = g_strconcat (name, strrchr (before, '.'), NULL);
}

gboolean
xy_bundle_writer_begin (XyBundleWriter *writer, char frame, guint64 length, GError **error)
{
  guint8 head[XY_BUNDLE_FRAME_HEAD] = { (guint8) frame };
  guint64 big = GUINT64_TO_BE (length);

  memcpy (head + 1, &big, sizeof big);
  return xy_bundle_writer_write (writer, head, sizeof head, error);
}

gboolean
xy_bundle_writer_write (XyBundleWriter *writer, const void *data, gsize length, GError **error)
{
  const guint8 *from = data;

  while (length > 0)
    {
      /* A full chunk waits until more comes: the last one has its own mark. */
      if (writer->used == XY_BUNDLE_CHUNK && !put_chunk (writer, 0, error))
        return FALSE;
      gsize part = MIN (length, XY_BUNDLE_CHUNK - writer->used);
      memcpy (writer->chunk + writer->used, from, part);
      writer->used += part;
      from += part;
      length -= part;
    }
  return TRUE;
}

gboolean
xy_bundle_writer_text (XyBundleWriter *writer, char frame, const char *text, gsize length, GError **error)
{
  g_autoptr (GBytes) packed = xy_pack (text, length);
  gsize size;
  const void *data = g_bytes_get_data (packed, &size);

  return xy_bundle_writer_begin (writer, frame, size, error) && xy_bundle_writer_write (writer, data, size, error);
}

gint64
xy_bundle_writer_size (XyBundleWriter *writer)
{
  return writer->size + (gint64) writer->used;
}

/* What is on the stick, not what is still in memory of it. */
static gboolean
verify (XyBundleWriter *writer, GError **error)
{
  g_autofree guint8 *block = g_malloc (XY_BUNDLE_CHUNK);
  guint8 written[crypto_hash_sha256_BYTES], found[crypto_hash_sha256_BYTES];
  crypto_hash_sha256_state sum;
  gssize n;

  crypto_hash_sha256_final (&writer->sum, written);
  crypto_hash_sha256_init (&sum);
  posix_fadvise (writer->fd, 0, 0, POSIX_FADV_DONTNEED);
  if (lseek (writer->fd, 0, SEEK_SET) != 0)
    return xy_bundle_cannot_write (errno, writer->folder, error);
  while ((n = read (writer->fd, block, XY_BUNDLE_CHUNK)) != 0)
    {
      if (n < 0 && errno != EINTR)
        return xy_bundle_cannot_write (errno, writer->folder, error);
      if (n > 0)
        crypto_hash_sha256_update (&sum, block, (gsize) n);
    }
  crypto_hash_sha256_final (&sum, found);
  if (memcmp (found, written, sizeof found) == 0)
    return TRUE;
  g_set_error_literal (error, XY_ERROR, XY_ERROR_FULL,
                       _ ("The stick did not keep what was written to it: it is going bad. Please take another one."));
  return FALSE;
}

/* A name that no file has: what is there stays as it is. */
static char *
free_name (XyBundleWriter *writer)
{
  const char *dot = strrchr (writer->name, '.');
  char *path = g_build_filename (writer->folder, writer->name, NULL);

  for (guint i = 2; g_file_test (path, G_FILE_TEST_EXISTS); i++)
    {
      g_autofree char *name = g_strdup_printf ("%.*s-%u%s", (int) (dot - writer->name), writer->name, i, dot);
      g_free (path);
      path = g_build_filename (writer->folder, name, NULL);
    }
  return path;
}

/* The folder's own entry; not every stick's file system can be waited for so. */
static void
sync_folder (const char *folder)
{
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  if (fsync (fd) != 0)
    g_debug ("%s", g_strerror (errno));
  close (fd);
}

char *
xy_bundle_writer_finish (XyBundleWriter *writer, GError **error)
{
  guint8 signature[crypto_sign_BYTES];

  if (!put_chunk (writer, crypto_secretstream_xchacha20poly1305_TAG_FINAL, error))
    return NULL;
  crypto_sign_final_create (&writer->sign, signature, NULL, writer->secret);
  if (!put (writer, signature, sizeof signature, error))
    return NULL;
  if (fsync (writer->fd) != 0)
    {
      xy_bundle_cannot_write (errno, writer->folder, error);
      return NULL;
    }
  if (!verify (writer, error))
    return NULL;
  g_autofree char *path = free_name (writer);
  if (g_rename (writer->unfinished, path) != 0)
    {
      xy_bundle_cannot_write (errno, writer->folder, error);
      return NULL;
    }
  g_clear_pointer (&writer->unfinished, g_free);
  sync_folder (writer->folder);
  return g_steal_pointer (&path);
}

void
xy_bundle_writer_free (XyBundleWriter *writer)
{
  if (writer == NULL)
    return;
  if (writer->fd >= 0)
    {
      if (writer->unfinished != NULL)
        g_unlink (writer->unfinished);
      close (writer->fd);
    }
  if (writer->head != NULL)
    g_byte_array_unref (writer->head);
  g_free (writer->folder);
  g_free (writer->name);
  g_free (writer->unfinished);
  sodium_memzero (writer, sizeof *writer);
  g_free (writer);
}
