/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/seal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sodium.h>

#define MAGIC "XYSEALED"
#define VERSION 1
#define PASSES 3
#define MEMORY_KIB (128 * 1024)
/* What a header may ask for: nobody's file makes this computer swap. */
#define MOST_PASSES 16
#define MOST_MEMORY_KIB (1024 * 1024)
#define CHUNK 65536
#define SEALED_CHUNK (CHUNK + crypto_secretstream_xchacha20poly1305_ABYTES)

enum
{
  AT_VERSION = 8,
  AT_PASSES = 12,
  AT_MEMORY = 16,
  AT_SALT = 20,
  AT_CHECK = AT_SALT + crypto_pwhash_SALTBYTES,
  AT_STREAM = AT_CHECK + 32,
  AT_SUM = AT_STREAM + crypto_secretstream_xchacha20poly1305_HEADERBYTES,
  HEADER_SIZE = AT_SUM + 8,
};

struct _XySealWriter
{
  char *path;
  FILE *file;
  gboolean sealed;
  gboolean finished;
  gboolean first;
  guint8 header[HEADER_SIZE];
  crypto_secretstream_xchacha20poly1305_state state;
  guint8 chunk[CHUNK];
  gsize used;
};

struct _XySealReader
{
  FILE *file;
  gboolean sealed;
  gboolean ended;
  gboolean first;
  guint8 header[HEADER_SIZE];
  crypto_secretstream_xchacha20poly1305_state state;
  guint8 chunk[CHUNK];
  gsize used;
  gsize at;
};

static void
put_number (guint8 *to, guint32 number)
{
  guint32 big = GUINT32_TO_BE (number);
  memcpy (to, &big, sizeof big);
}

static guint32
get_number (const guint8 *from)
{
  guint32 big;
  memcpy (&big, from, sizeof big);
  return GUINT32_FROM_BE (big);
}

static void
checksum (const guint8 header[HEADER_SIZE], guint8 sum[8])
{
  guint8 full[crypto_generichash_BYTES];

  crypto_generichash (full, sizeof full, header, AT_SUM, NULL, 0);
  memcpy (sum, full, 8);
}

/* The key and its check, as the header asks. */
static gboolean
derive (const guint8 header[HEADER_SIZE], const char *password, guint8 both[64], GError **error)
{
  if (crypto_pwhash (both, 64, password, strlen (password), header + AT_SALT, get_number (header + AT_PASSES),
                     (gsize) get_number (header + AT_MEMORY) * 1024, crypto_pwhash_ALG_ARGON2ID13)
      == 0)
    return TRUE;
  g_set_error (error, XY_ERROR, XY_ERROR_FAILED,
               _ ("The computer is short of memory. Please close other programs and try again."));
  return FALSE;
}

static gboolean
cannot_write (const char *path, GError **error)
{
  g_info ("%s", g_strerror (errno));
  g_set_error (error, XY_ERROR, XY_ERROR_FULL, _ ("The disk is full or cannot be written: %s"), path);
  return FALSE;
}

static gboolean
altered (GError **error)
{
  g_set_error (error, XY_ERROR, XY_ERROR_UNREADABLE, _ ("The file was cut short, damaged or altered."));
  return FALSE;
}

static gboolean
start_sealing (XySealWriter *writer, const char *password, GError **error)
{
  guint8 *header = writer->header, both[64];

  memcpy (header, MAGIC, 8);
  header[AT_VERSION] = VERSION;
  put_number (header + AT_PASSES, PASSES);
  put_number (header + AT_MEMORY, MEMORY_KIB);
  randombytes_buf (header + AT_SALT, crypto_pwhash_SALTBYTES);
  if (!derive (header, password, both, error))
    return FALSE;
  memcpy (header + AT_CHECK, both + 32, 32);
  crypto_secretstream_xchacha20poly1305_init_push (&writer->state, header + AT_STREAM, both);
  sodium_memzero (both, sizeof both);
  checksum (header, header + AT_SUM);
  return fwrite (header, HEADER_SIZE, 1, writer->file) == 1 || cannot_write (writer->path, error);
}

static gboolean
flush_chunk (XySealWriter *writer, guint8 tag, GError **error)
{
  guint8 sealed[SEALED_CHUNK];
  const void *data = writer->chunk;
  gsize length = writer->used;

  if (writer->sealed)
    {
      unsigned long long size;
      crypto_secretstream_xchacha20poly1305_push (&writer->state, sealed, &size, writer->chunk, writer->used,
                                                  writer->first ? writer->header : NULL,
                                                  writer->first ? HEADER_SIZE : 0, tag);
      data = sealed;
      length = (gsize) size;
    }
  writer->first = FALSE;
  writer->used = 0;
  return fwrite (data, 1, length, writer->file) == length || cannot_write (writer->path, error);
}

static gboolean
start_opening (XySealReader *reader, const char *password, GError **error)
{
  const guint8 *header = reader->header;
  guint8 sum[8], both[64];

  checksum (header, sum);
  if (memcmp (sum, header + AT_SUM, sizeof sum) != 0)
    return altered (error);
  if (header[AT_VERSION] != VERSION)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_NEWER_SCHEMA, _ ("This file was made by a newer version of the program."));
      return FALSE;
    }
  if (get_number (header + AT_PASSES) < 1 || get_number (header + AT_PASSES) > MOST_PASSES
      || get_number (header + AT_MEMORY) < 8 || get_number (header + AT_MEMORY) > MOST_MEMORY_KIB)
    return altered (error);
  if (password == NULL)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_DENIED, _ ("This file is sealed with a password."));
      return FALSE;
    }
  if (!derive (header, password, both, error))
    return FALSE;
  gboolean right = sodium_memcmp (both + 32, header + AT_CHECK, 32) == 0;
  if (!right)
    g_set_error (error, XY_ERROR, XY_ERROR_DENIED, _ ("The password is wrong."));
  else if (crypto_secretstream_xchacha20poly1305_init_pull (&reader->state, header + AT_STREAM, both) != 0)
    right = altered (error);
  sodium_memzero (both, sizeof both);
  return right;
}

/* Reads the next chunk into the reader. */
static gboolean
open_chunk (XySealReader *reader, GError **error)
{
  guint8 sealed[SEALED_CHUNK], tag;
  unsigned long long size;
  gsize length = fread (sealed, 1, sizeof sealed, reader->file);

  if (length < crypto_secretstream_xchacha20poly1305_ABYTES
      || crypto_secretstream_xchacha20poly1305_pull (&reader->state, reader->chunk, &size, &tag, sealed, length,
                                                     reader->first ? reader->header : NULL,
                                                     reader->first ? HEADER_SIZE : 0)
             != 0)
    return altered (error);
  reader->first = FALSE;
  reader->used = (gsize) size;
  reader->at = 0;
  reader->ended = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
  /* What was hung on behind the end is no part of it. */
  if (reader->ended && fgetc (reader->file) != EOF)
    return altered (error);
  if (!reader->ended && size != CHUNK)
    return altered (error);
  return TRUE;
}

XySealWriter *
xy_seal_writer_new (const char *path, const char *password, GError **error)
{
  int fd = g_open (path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  FILE *file = fd >= 0 ? fdopen (fd, "wb") : NULL;

  if (file == NULL)
    {
      if (errno == EEXIST)
        g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("There is already a file at %s"), path);
      else
        cannot_write (path, error);
      return NULL;
    }

  g_autoptr (XySealWriter) writer = g_new0 (XySealWriter, 1);
  writer->path = g_strdup (path);
  writer->file = file;
  writer->sealed = password != NULL;
  writer->first = TRUE;
  if (password != NULL && !start_sealing (writer, password, error))
    return NULL;
  return g_steal_pointer (&writer);
}

gboolean
xy_seal_writer_write (XySealWriter *writer, const void *data, gsize length, GError **error)
{
  const guint8 *from = data;

  while (length > 0)
    {
      /* A full chunk waits until more comes: the last one has its own mark. */
      if (writer->used == CHUNK && !flush_chunk (writer, 0, error))
        return FALSE;
      gsize part = MIN (length, CHUNK - writer->used);
      memcpy (writer->chunk + writer->used, from, part);
      writer->used += part;
      from += part;
      length -= part;
    }
  return TRUE;
}

gboolean
xy_seal_writer_finish (XySealWriter *writer, GError **error)
{
  if (!flush_chunk (writer, crypto_secretstream_xchacha20poly1305_TAG_FINAL, error))
    return FALSE;
  if (fflush (writer->file) != 0 || g_fsync (fileno (writer->file)) != 0)
    return cannot_write (writer->path, error);

  FILE *file = g_steal_pointer (&writer->file);
  if (fclose (file) != 0)
    return cannot_write (writer->path, error);
  writer->finished = TRUE;
  return TRUE;
}

void
xy_seal_writer_free (XySealWriter *writer)
{
  if (writer == NULL)
    return;
  if (writer->file != NULL)
    fclose (writer->file);
  if (!writer->finished)
    g_unlink (writer->path);
  g_free (writer->path);
  sodium_memzero (&writer->state, sizeof writer->state);
  g_free (writer);
}

gboolean
xy_seal_is_sealed (const char *path)
{
  char magic[8] = { 0 };
  FILE *file = g_fopen (path, "rb");
  gboolean sealed = file != NULL && fread (magic, sizeof magic, 1, file) == 1 && memcmp (magic, MAGIC, 8) == 0;

  if (file != NULL)
    fclose (file);
  return sealed;
}

XySealReader *
xy_seal_reader_new (const char *path, const char *password, GError **error)
{
  g_autoptr (XySealReader) reader = g_new0 (XySealReader, 1);

  reader->file = g_fopen (path, "rb");
  if (reader->file == NULL)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("This file cannot be opened: %s"), path);
      return NULL;
    }
  gsize length = fread (reader->header, 1, HEADER_SIZE, reader->file);
  reader->sealed = length >= 8 && memcmp (reader->header, MAGIC, 8) == 0;
  reader->first = TRUE;
  if (!reader->sealed)
    {
      rewind (reader->file);
      return g_steal_pointer (&reader);
    }
  if (length < HEADER_SIZE ? !altered (error) : !start_opening (reader, password, error))
    return NULL;
  return g_steal_pointer (&reader);
}

gssize
xy_seal_reader_read (XySealReader *reader, void *data, gsize length, GError **error)
{
  if (!reader->sealed)
    {
      gsize got = fread (data, 1, length, reader->file);
      return got == 0 && ferror (reader->file) ? (altered (error), -1) : (gssize) got;
    }

  while (reader->at == reader->used)
    {
      if (reader->ended)
        return 0;
      if (!open_chunk (reader, error))
        return -1;
    }
  gsize part = MIN (length, reader->used - reader->at);
  memcpy (data, reader->chunk + reader->at, part);
  reader->at += part;
  return (gssize) part;
}

void
xy_seal_reader_free (XySealReader *reader)
{
  if (reader == NULL)
    return;
  if (reader->file != NULL)
    fclose (reader->file);
  sodium_memzero (&reader->state, sizeof reader->state);
  sodium_memzero (reader->chunk, sizeof reader->chunk);
  g_free (reader);
}
