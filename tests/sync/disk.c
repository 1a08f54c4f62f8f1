/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disk.h"

#include <string.h>

#include <sqlite3.h>

#define SECTOR 512
#define MAP_SIZE (32 * 1024)

/* A change since the last sync. */
typedef struct
{
  gint64 at;
  guint length; /* 0: the file ends at AT */
  guint8 *data;
} Change;

typedef struct
{
  Disk *disk;
  GByteArray *seen; /* as programs see it */
  GByteArray *safe; /* as it is without what was not synced */
  GArray *changes;  /* of Change: from the one to the other */
  gboolean there;
} File;

struct _Disk
{
  char *path;
  File files[3];
  GPtrArray *maps; /* what connections share in memory */
  guint writes;
  guint fail_at;
  gboolean off, full;
};

typedef struct
{
  sqlite3_file base;
  File *file;
} Handle;

static const char *const suffixes[] = { "", "-wal", "-journal" };
static GHashTable *disks; /* path → Disk */
static sqlite3_vfs vfs;

static void
change_clear (gpointer data)
{
  g_free (((Change *) data)->data);
}

static void
apply (GByteArray *bytes, const Change *change, guint length)
{
  guint end = (guint) change->at + length, size = bytes->len;

  if (change->length == 0)
    {
      if (change->at < size)
        g_byte_array_set_size (bytes, (guint) change->at);
      return;
    }
  if (end > size)
    {
      g_byte_array_set_size (bytes, end);
      memset (bytes->data + size, 0, end - size);
    }
  memcpy (bytes->data + change->at, change->data, length);
}

static void
assign (GByteArray *to, const GByteArray *from)
{
  g_byte_array_set_size (to, 0);
  if (from->len > 0)
    g_byte_array_append (to, from->data, from->len);
}

static File *
find_file (const char *path)
{
  for (guint i = G_N_ELEMENTS (suffixes); i-- > 0;)
    if (g_str_has_suffix (path, suffixes[i]))
      {
        g_autofree char *name = g_strndup (path, strlen (path) - strlen (suffixes[i]));
        Disk *disk = g_hash_table_lookup (disks, name);
        if (disk != NULL)
          return &disk->files[i];
      }
  return NULL;
}

/* A write is begun. FALSE where it fails. */
static gboolean
touch (Disk *disk)
{
  disk->writes++;
  if (disk->fail_at > 0 && --disk->fail_at == 0)
    disk->off = TRUE;
  return !disk->off;
}

static int
on_closed (sqlite3_file *file)
{
  return SQLITE_OK;
}

static int
on_read (sqlite3_file *base, void *data, int length, sqlite3_int64 at)
{
  const GByteArray *seen = ((Handle *) base)->file->seen;
  gint64 there = CLAMP ((gint64) seen->len - at, 0, length);

  if (there > 0)
    memcpy (data, seen->data + at, (gsize) there);
  memset ((char *) data + there, 0, (gsize) (length - there));
  return there == length ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static int
on_written (sqlite3_file *base, const void *data, int length, sqlite3_int64 at)
{
  File *file = ((Handle *) base)->file;

  if (file->disk->off)
    return SQLITE_IOERR_WRITE;
  if (file->disk->full && at + length > file->seen->len)
    return SQLITE_FULL;
  /* What is being written when the power fails may be there, or a part of it. */
  gboolean ok = touch (file->disk);
  Change change = { at, (guint) length, g_memdup2 (data, (gsize) length) };
  if (ok)
    apply (file->seen, &change, change.length);
  g_array_append_val (file->changes, change);
  return ok ? SQLITE_OK : SQLITE_IOERR_WRITE;
}

static int
on_truncated (sqlite3_file *base, sqlite3_int64 size)
{
  File *file = ((Handle *) base)->file;
  Change change = { size, 0, NULL };

  if (!touch (file->disk))
    return SQLITE_IOERR_TRUNCATE;
  apply (file->seen, &change, 0);
  g_array_append_val (file->changes, change);
  return SQLITE_OK;
}

static int
on_synced (sqlite3_file *base, int flags)
{
  File *file = ((Handle *) base)->file;

  if (!touch (file->disk))
    return SQLITE_IOERR_FSYNC;
  for (guint i = 0; i < file->changes->len; i++)
    {
      const Change *change = &g_array_index (file->changes, Change, i);
      apply (file->safe, change, change->length);
    }
  g_array_set_size (file->changes, 0);
  return SQLITE_OK;
}

static int
on_size_asked (sqlite3_file *base, sqlite3_int64 *size)
{
  *size = ((Handle *) base)->file->seen->len;
  return SQLITE_OK;
}

static int
on_locked (sqlite3_file *base, int kind)
{
  return SQLITE_OK;
}

static int
on_lock_asked (sqlite3_file *base, int *locked)
{
  *locked = 0;
  return SQLITE_OK;
}

static int
on_control (sqlite3_file *base, int what, void *data)
{
  return SQLITE_NOTFOUND;
}

static int
on_sector_asked (sqlite3_file *base)
{
  return 4096;
}

/* As SQLite takes it of usual disks: what stands beside what is written stays. */
static int
on_characteristics_asked (sqlite3_file *base)
{
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

static int
on_map_asked (sqlite3_file *base, int which, int size, int extend, void volatile **map)
{
  Disk *disk = ((Handle *) base)->file->disk;

  g_assert_cmpint (size, ==, MAP_SIZE);
  while ((int) disk->maps->len <= which && extend)
    g_ptr_array_add (disk->maps, g_malloc0 (MAP_SIZE));
  *map = which < (int) disk->maps->len ? disk->maps->pdata[which] : NULL;
  return SQLITE_OK;
}

/* One thread, and one connection at a time. */
static int
on_map_locked (sqlite3_file *base, int offset, int n, int flags)
{
  return SQLITE_OK;
}

static void
on_map_barrier (sqlite3_file *base)
{
}

static int
on_unmapped (sqlite3_file *base, int remove)
{
  return SQLITE_OK;
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = on_closed,
  .xRead = on_read,
  .xWrite = on_written,
  .xTruncate = on_truncated,
  .xSync = on_synced,
  .xFileSize = on_size_asked,
  .xLock = on_locked,
  .xUnlock = on_locked,
  .xCheckReservedLock = on_lock_asked,
  .xFileControl = on_control,
  .xSectorSize = on_sector_asked,
  .xDeviceCharacteristics = on_characteristics_asked,
  .xShmMap = on_map_asked,
  .xShmLock = on_map_locked,
  .xShmBarrier = on_map_barrier,
  .xShmUnmap = on_unmapped,
};

static int
on_opened (sqlite3_vfs *self, const char *path, sqlite3_file *base, int flags, int *out_flags)
{
  Handle *handle = (Handle *) base;
  File *file = path != NULL ? find_file (path) : NULL;

  base->pMethods = NULL;
  if (file == NULL || (!file->there && (flags & SQLITE_OPEN_CREATE) == 0))
    return SQLITE_CANTOPEN;
  *handle = (Handle){ .base = { .pMethods = &methods }, .file = file };
  file->there = TRUE;
  if (out_flags != NULL)
    *out_flags = flags;
  return SQLITE_OK;
}

static void
empty (File *file)
{
  g_byte_array_set_size (file->seen, 0);
  g_byte_array_set_size (file->safe, 0);
  g_array_set_size (file->changes, 0);
}

static int
on_deleted (sqlite3_vfs *self, const char *path, int sync)
{
  File *file = find_file (path);

  if (file == NULL || !file->there)
    return SQLITE_IOERR_DELETE_NOENT;
  if (!touch (file->disk))
    return SQLITE_IOERR_DELETE;
  empty (file);
  file->there = FALSE;
  return SQLITE_OK;
}

static int
on_access_asked (sqlite3_vfs *self, const char *path, int flags, int *answer)
{
  const File *file = find_file (path);

  *answer = file != NULL && file->there && (flags != SQLITE_ACCESS_EXISTS || file->seen->len > 0);
  return SQLITE_OK;
}

static int
on_full_path_asked (sqlite3_vfs *self, const char *path, int size, char *out)
{
  return (int) g_strlcpy (out, path, (gsize) size) < size ? SQLITE_OK : SQLITE_CANTOPEN;
}

static void
add_vfs (void)
{
  sqlite3_vfs *usual = sqlite3_vfs_find (NULL);

  vfs = *usual;
  vfs.iVersion = 1;
  vfs.szOsFile = sizeof (Handle);
  vfs.pNext = NULL;
  vfs.zName = "disk";
  vfs.xOpen = on_opened;
  vfs.xDelete = on_deleted;
  vfs.xAccess = on_access_asked;
  vfs.xFullPathname = on_full_path_asked;
  sqlite3_vfs_register (&vfs, 1);
  disks = g_hash_table_new (g_str_hash, g_str_equal);
}

Disk *
disk_new (const char *path)
{
  Disk *disk = g_new0 (Disk, 1);

  if (disks == NULL)
    add_vfs ();
  disk->path = g_strdup (path);
  disk->maps = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < G_N_ELEMENTS (disk->files); i++)
    {
      File *file = &disk->files[i];
      *file =
          (File){ disk, g_byte_array_new (), g_byte_array_new (), g_array_new (FALSE, FALSE, sizeof (Change)), FALSE };
      g_array_set_clear_func (file->changes, change_clear);
    }
  g_hash_table_replace (disks, disk->path, disk);
  return disk;
}

void
disk_fail_at (Disk *disk, guint n)
{
  disk->fail_at = n;
}

gboolean
disk_is_off (Disk *disk)
{
  return disk->off;
}

void
disk_set_full (Disk *disk, gboolean full)
{
  disk->full = full;
}

guint
disk_get_writes (Disk *disk)
{
  return disk->writes;
}

/* What a connection has in its cache is to be read anew. */
static void
forget_maps (Disk *disk)
{
  for (guint i = 0; i < disk->maps->len; i++)
    memset (disk->maps->pdata[i], 0, MAP_SIZE);
}

void
disk_power_on (Disk *disk, GRand *rand)
{
  for (guint i = 0; i < G_N_ELEMENTS (disk->files); i++)
    {
      File *file = &disk->files[i];
      /* Each disk has its temper: it keeps nearly all, or nearly nothing. */
      guint kept = rand != NULL ? (guint) g_rand_int_range (rand, 0, 5) : 4;

      for (guint c = 0; c < file->changes->len; c++)
        {
          const Change *change = &g_array_index (file->changes, Change, c);
          guint length = change->length;

          if (rand != NULL && (guint) g_rand_int_range (rand, 0, 4) >= kept)
            continue;
          if (rand != NULL && length > SECTOR && g_rand_int_range (rand, 0, 8) == 0)
            length = SECTOR * (guint) g_rand_int_range (rand, 0, (gint32) (length / SECTOR));
          if (length > 0 || change->length == 0)
            apply (file->safe, change, length);
        }
      g_array_set_size (file->changes, 0);
      assign (file->seen, file->safe);
    }
  forget_maps (disk);
  disk->off = FALSE;
  disk->full = FALSE;
  disk->fail_at = 0;
}

DiskImage *
disk_copy (Disk *disk)
{
  DiskImage *image = g_new0 (DiskImage, 1);

  for (guint i = 0; i < G_N_ELEMENTS (disk->files); i++)
    {
      image->files[i] = g_byte_array_new ();
      assign (image->files[i], disk->files[i].seen);
    }
  return image;
}

void
disk_put (Disk *disk, const DiskImage *image)
{
  for (guint i = 0; i < G_N_ELEMENTS (disk->files); i++)
    {
      File *file = &disk->files[i];
      empty (file);
      assign (file->seen, image->files[i]);
      assign (file->safe, image->files[i]);
      file->there = file->there || file->seen->len > 0;
    }
  forget_maps (disk);
  disk->off = FALSE;
  disk->full = FALSE;
  disk->fail_at = 0;
}

void
disk_image_free (DiskImage *image)
{
  for (guint i = 0; i < G_N_ELEMENTS (image->files); i++)
    g_byte_array_unref (image->files[i]);
  g_free (image);
}
