/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sodium.h>

#include "core/backup-private.h"
#include "core/seal.h"

#define MANIFEST "manifest"
#define FORMAT 1
#define MOST_MANIFEST (16 * 1024 * 1024)
#define BLOCK 65536
#define GROUP "backup"
#define SUMS "sha256"

typedef struct
{
  XySealWriter *writer;
  GError *error;
} Sink;

typedef struct
{
  XySealReader *reader;
  GError *error;
  guint8 block[BLOCK];
} Source;

static la_ssize_t
on_bytes_written (struct archive *archive, void *data, const void *bytes, size_t length)
{
  Sink *sink = data;

  if (sink->error == NULL && xy_seal_writer_write (sink->writer, bytes, length, &sink->error))
    return (la_ssize_t) length;
  return -1;
}

static la_ssize_t
on_bytes_wanted (struct archive *archive, void *data, const void **bytes)
{
  Source *source = data;

  *bytes = source->block;
  return source->error == NULL ? xy_seal_reader_read (source->reader, source->block, BLOCK, &source->error) : -1;
}

static gboolean
unreadable (GError **error)
{
  g_set_error (error, XY_ERROR, XY_ERROR_UNREADABLE,
               _ ("This is not a backup of a village, or it is damaged. Please take another one."));
  return FALSE;
}

static gboolean
cannot_write (const char *path, GError **error)
{
  g_set_error (error, XY_ERROR, XY_ERROR_FULL, _ ("The disk is full or cannot be written: %s"), path);
  return FALSE;
}

/* What went wrong while libarchive worked: our own error where a callback had one. */
static gboolean
archive_failed (struct archive *archive, GError *own, const char *path, GError **error)
{
  if (own != NULL)
    {
      g_propagate_error (error, own);
      return FALSE;
    }
  g_info ("archive: %s", archive_error_string (archive) != NULL ? archive_error_string (archive) : "?");
  return path != NULL ? cannot_write (path, error) : unreadable (error);
}

static char *
hex_of (const guint8 *bytes, gsize length)
{
  char *hex = g_malloc (length * 2 + 1);

  return sodium_bin2hex (hex, length * 2 + 1, bytes, length);
}

/* SHA-256 of the file, in hex, and its size. */
static char *
sum_of_file (const char *path, gint64 *size, GError **error)
{
  crypto_hash_sha256_state state;
  guint8 block[BLOCK], sum[crypto_hash_sha256_BYTES];
  FILE *file = g_fopen (path, "rb");
  gsize length;

  *size = 0;
  if (file == NULL)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("This file cannot be opened: %s"), path);
      return NULL;
    }
  crypto_hash_sha256_init (&state);
  while ((length = fread (block, 1, sizeof block, file)) > 0)
    {
      crypto_hash_sha256_update (&state, block, length);
      *size += (gint64) length;
    }
  fclose (file);
  crypto_hash_sha256_final (&state, sum);
  return hex_of (sum, sizeof sum);
}

static void
set_text (GKeyFile *manifest, const char *key, const char *text)
{
  if (text != NULL)
    g_key_file_set_string (manifest, GROUP, key, text);
}

static GKeyFile *
manifest_of (const XyBackupInfo *info)
{
  GKeyFile *manifest = g_key_file_new ();

  g_key_file_set_integer (manifest, GROUP, "format", FORMAT);
  g_key_file_set_int64 (manifest, GROUP, "at", info->at);
  set_text (manifest, "reason", info->reason);
  set_text (manifest, "code", info->code);
  set_text (manifest, "village", info->village);
  g_key_file_set_int64 (manifest, GROUP, "schema", info->schema);
  g_key_file_set_int64 (manifest, GROUP, "households", info->households);
  g_key_file_set_int64 (manifest, GROUP, "persons", info->persons);
  g_key_file_set_int64 (manifest, GROUP, "entries", info->entries);
  g_key_file_set_int64 (manifest, GROUP, "acts", info->acts);
  g_key_file_set_int64 (manifest, GROUP, "last-at", info->last_at);
  set_text (manifest, "last-who", info->last_who);
  set_text (manifest, "last-title", info->last_title);
  set_text (manifest, "last-sum", info->last_sum);
  return manifest;
}

static XyBackupInfo *
info_of (GKeyFile *manifest, const char *file, GError **error)
{
  int format = g_key_file_get_integer (manifest, GROUP, "format", NULL);
  GStatBuf status;

  if (format < 1)
    {
      unreadable (error);
      return NULL;
    }
  if (format > FORMAT)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_NEWER_SCHEMA,
                   _ ("This backup was made by a newer version of the program. Please install that version here too."));
      return NULL;
    }

  XyBackupInfo *info = g_new0 (XyBackupInfo, 1);
  info->path = g_strdup (file);
  info->size = g_stat (file, &status) == 0 ? (gint64) status.st_size : 0;
  info->sealed = xy_seal_is_sealed (file);
  info->at = g_key_file_get_int64 (manifest, GROUP, "at", NULL);
  info->reason = g_key_file_get_string (manifest, GROUP, "reason", NULL);
  info->code = g_key_file_get_string (manifest, GROUP, "code", NULL);
  info->village = g_key_file_get_string (manifest, GROUP, "village", NULL);
  info->schema = g_key_file_get_int64 (manifest, GROUP, "schema", NULL);
  info->households = g_key_file_get_int64 (manifest, GROUP, "households", NULL);
  info->persons = g_key_file_get_int64 (manifest, GROUP, "persons", NULL);
  info->entries = g_key_file_get_int64 (manifest, GROUP, "entries", NULL);
  info->acts = g_key_file_get_int64 (manifest, GROUP, "acts", NULL);
  info->last_at = g_key_file_get_int64 (manifest, GROUP, "last-at", NULL);
  info->last_who = g_key_file_get_string (manifest, GROUP, "last-who", NULL);
  info->last_title = g_key_file_get_string (manifest, GROUP, "last-title", NULL);
  info->last_sum = g_key_file_get_string (manifest, GROUP, "last-sum", NULL);
  return info;
}

static gboolean
start_entry (struct archive *archive, const char *name, gint64 size, gint64 at)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, size);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0600);
  archive_entry_set_mtime (entry, (time_t) (at / 1000), 0);
  int code = archive_write_header (archive, entry);
  archive_entry_free (entry);
  return code == ARCHIVE_OK;
}

static gboolean
add_file (struct archive *archive,
          const XyBackupPart *part,
          gint64 size,
          gint64 at,
          GCancellable *cancellable,
          GError **error)
{
  guint8 block[BLOCK];
  FILE *file = g_fopen (part->source, "rb");
  gboolean ok = file != NULL && start_entry (archive, part->name, size, at);
  gsize length;

  while (ok && (length = fread (block, 1, sizeof block, file)) > 0)
    ok = archive_write_data (archive, block, length) == (la_ssize_t) length
         && !g_cancellable_set_error_if_cancelled (cancellable, error);
  if (file != NULL)
    fclose (file);
  return ok;
}

static gboolean
add_all (struct archive *archive, const XyBackupInfo *info, GPtrArray *parts, GCancellable *cancellable, GError **error)
{
  g_autoptr (GKeyFile) manifest = manifest_of (info);
  g_autofree gint64 *sizes = g_new0 (gint64, parts->len);

  for (guint i = 0; i < parts->len; i++)
    {
      const XyBackupPart *part = parts->pdata[i];
      g_autofree char *sum = sum_of_file (part->source, &sizes[i], error);
      if (sum == NULL)
        return FALSE;
      g_key_file_set_string (manifest, SUMS, part->name, sum);
    }

  gsize length;
  g_autofree char *text = g_key_file_to_data (manifest, &length, NULL);
  gboolean ok = start_entry (archive, MANIFEST, (gint64) length, info->at)
                && archive_write_data (archive, text, length) == (la_ssize_t) length;
  for (guint i = 0; ok && i < parts->len; i++)
    ok = add_file (archive, parts->pdata[i], sizes[i], info->at, cancellable, error);
  return ok;
}

gboolean
xy_backup_pack (const char *to,
                const char *password,
                const XyBackupInfo *info,
                GPtrArray *parts,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (XySealWriter) writer = xy_seal_writer_new (to, password, error);
  g_autoptr (GError) problem = NULL;
  Sink sink = { writer, NULL };

  if (writer == NULL)
    return FALSE;
  struct archive *archive = archive_write_new ();
  archive_write_set_format_pax_restricted (archive);
  archive_write_add_filter_gzip (archive);
  archive_write_set_options (archive, "gzip:compression-level=3");
  archive_write_set_bytes_in_last_block (archive, 1);
  gboolean ok = archive_write_open (archive, &sink, NULL, on_bytes_written, NULL) == ARCHIVE_OK
                && add_all (archive, info, parts, cancellable, &problem) && archive_write_close (archive) == ARCHIVE_OK;
  if (!ok && problem == NULL)
    archive_failed (archive, g_steal_pointer (&sink.error), to, &problem);
  g_clear_error (&sink.error);
  archive_write_free (archive);
  if (ok)
    return xy_seal_writer_finish (writer, error);

  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_set_error (error, XY_ERROR, XY_ERROR_CANCELLED, _ ("Stopped. Nothing was changed."));
  else
    g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static GKeyFile *
read_manifest (struct archive *archive, Source *source, GError **error)
{
  struct archive_entry *entry;
  g_autoptr (GKeyFile) manifest = g_key_file_new ();

  if (archive_read_next_header (archive, &entry) != ARCHIVE_OK)
    {
      archive_failed (archive, g_steal_pointer (&source->error), NULL, error);
      return NULL;
    }
  gint64 size = archive_entry_size (entry);
  if (g_strcmp0 (archive_entry_pathname (entry), MANIFEST) != 0 || size <= 0 || size > MOST_MANIFEST)
    {
      unreadable (error);
      return NULL;
    }
  g_autofree char *text = g_malloc ((gsize) size);
  if (archive_read_data (archive, text, (gsize) size) != (la_ssize_t) size)
    {
      archive_failed (archive, g_steal_pointer (&source->error), NULL, error);
      return NULL;
    }
  if (!g_key_file_load_from_data (manifest, text, (gsize) size, G_KEY_FILE_NONE, NULL))
    {
      unreadable (error);
      return NULL;
    }
  return g_steal_pointer (&manifest);
}

static struct archive *
open_archive (Source *source)
{
  struct archive *archive = archive_read_new ();

  archive_read_support_format_tar (archive);
  archive_read_support_filter_gzip (archive);
  archive_read_open (archive, source, NULL, on_bytes_wanted, NULL);
  return archive;
}

/* Reads the data of the entry at hand, to the new file TO unless that is NULL. Returns: its SHA-256 in hex. */
static char *
read_entry (struct archive *archive, Source *source, const char *to, GError **error)
{
  crypto_hash_sha256_state state;
  guint8 block[BLOCK], sum[crypto_hash_sha256_BYTES];
  g_autoptr (XySealWriter) writer = to != NULL ? xy_seal_writer_new (to, NULL, error) : NULL;
  la_ssize_t length;

  if (to != NULL && writer == NULL)
    return NULL;
  crypto_hash_sha256_init (&state);
  while ((length = archive_read_data (archive, block, sizeof block)) > 0)
    {
      crypto_hash_sha256_update (&state, block, (gsize) length);
      if (writer != NULL && !xy_seal_writer_write (writer, block, (gsize) length, error))
        return NULL;
    }
  if (length < 0)
    {
      archive_failed (archive, g_steal_pointer (&source->error), NULL, error);
      return NULL;
    }
  if (writer != NULL && !xy_seal_writer_finish (writer, error))
    return NULL;
  crypto_hash_sha256_final (&state, sum);
  return hex_of (sum, sizeof sum);
}

/* No name may lead out of the folder. */
static gboolean
is_plain_name (const char *name)
{
  const char *tail = g_str_has_prefix (name, XY_BACKUP_ATTACHMENTS) ? name + strlen (XY_BACKUP_ATTACHMENTS) : NULL;

  if (g_str_equal (name, XY_BACKUP_DATABASE))
    return TRUE;
  return tail != NULL && tail[0] != '\0' && tail[0] != '.' && strpbrk (tail, "/\\:") == NULL;
}

/* Reads all entries, comparing and removing each from the manifest's list. */
static gboolean
read_entries (struct archive *archive, Source *source, GKeyFile *manifest, const char *folder, GError **error)
{
  struct archive_entry *entry;
  int code;

  while ((code = archive_read_next_header (archive, &entry)) == ARCHIVE_OK)
    {
      g_autofree char *name = g_strdup (archive_entry_pathname (entry));
      g_autofree char *stated = name != NULL ? g_key_file_get_string (manifest, SUMS, name, NULL) : NULL;
      if (stated == NULL || !is_plain_name (name) || archive_entry_filetype (entry) != AE_IFREG)
        return unreadable (error);
      g_autofree char *to = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
      g_autofree char *sum = read_entry (archive, source, to, error);
      if (sum == NULL)
        return FALSE;
      if (!g_str_equal (sum, stated))
        return unreadable (error);
      g_key_file_remove_key (manifest, SUMS, name, NULL);
    }
  if (code != ARCHIVE_EOF)
    return archive_failed (archive, g_steal_pointer (&source->error), NULL, error);

  g_auto (GStrv) missing = g_key_file_get_keys (manifest, SUMS, NULL, NULL);
  return missing == NULL || missing[0] == NULL || unreadable (error);
}

static XyBackupInfo *
read_backup (const char *file, const char *password, gboolean whole, const char *folder, GError **error)
{
  g_autofree Source *source = g_new0 (Source, 1);
  g_autoptr (XyBackupInfo) info = NULL;

  source->reader = xy_seal_reader_new (file, password, error);
  if (source->reader == NULL)
    return NULL;
  struct archive *archive = open_archive (source);
  g_autoptr (GKeyFile) manifest = read_manifest (archive, source, error);
  if (manifest != NULL)
    info = info_of (manifest, file, error);
  if (info != NULL && whole
      && (!g_key_file_has_key (manifest, SUMS, XY_BACKUP_DATABASE, NULL)
              ? !unreadable (error)
              : !read_entries (archive, source, manifest, folder, error)))
    g_clear_pointer (&info, xy_backup_info_free);
  archive_read_free (archive);
  xy_seal_reader_free (source->reader);
  g_clear_error (&source->error);
  return g_steal_pointer (&info);
}

XyBackupInfo *
xy_backup_unpack (const char *file, const char *password, const char *folder, GError **error)
{
  if (folder != NULL)
    {
      g_autofree char *attachments = g_build_filename (folder, XY_BACKUP_ATTACHMENTS, NULL);
      g_mkdir (attachments, 0700);
    }
  g_autoptr (XyBackupInfo) info = read_backup (file, password, TRUE, folder, error);
  if (info == NULL || folder == NULL)
    return g_steal_pointer (&info);

  g_autofree char *database = g_build_filename (folder, XY_BACKUP_DATABASE, NULL);
  return xy_backup_check_database (database, info, error) ? g_steal_pointer (&info) : NULL;
}

XyBackupInfo *
xy_backup_read_info (const char *file, const char *password, GError **error)
{
  return read_backup (file, password, FALSE, NULL, error);
}

void
xy_backup_info_free (XyBackupInfo *info)
{
  if (info == NULL)
    return;
  g_free (info->path);
  g_free (info->reason);
  g_free (info->code);
  g_free (info->village);
  g_free (info->last_who);
  g_free (info->last_title);
  g_free (info->last_sum);
  g_free (info);
}
