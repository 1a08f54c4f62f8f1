/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fault.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sqlite3.h>

#define SECTOR 512

/* One change since the last sync: enough to take it back and to do it again. */
typedef struct
{
  gint64 at;
  guint8 *data; /* NULL: a truncation to AT */
  int length;
  guint8 *old;
  int old_length;
  gint64 old_size;
} Change;

typedef struct
{
  sqlite3_file base;
  char *path;
  GPtrArray *changes; /* NULL: not watched */
  sqlite3_file real[];
} File;

static struct
{
  sqlite3_vfs vfs;
  sqlite3_vfs *real;
  GPtrArray *files; /* those that are watched and open */
  FaultKind kind;
  guint at;
  guint count;
  guint counted;
  GRand *rand;
} fault;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->data);
  g_free (change->old);
  g_free (change);
}

static sqlite3_file *
real_of (sqlite3_file *file)
{
  return ((File *) file)->real;
}

static void
die (void)
{
  kill (getpid (), SIGKILL);
  pause ();
}

static void
write_at (int fd, const guint8 *data, int length, gint64 at)
{
  if (length > 0 && pwrite (fd, data, (size_t) length, at) != length)
    abort ();
}

/* Puts the file back to its last sync, then does again what the disk happened to have done. */
static void
lose (File *file)
{
  int fd = open (file->path, O_RDWR);

  if (fd < 0)
    return;
  for (guint i = file->changes->len; i-- > 0;)
    {
      const Change *change = file->changes->pdata[i];
      write_at (fd, change->old, change->old_length, change->at);
      if (ftruncate (fd, change->old_size) != 0)
        abort ();
    }
  for (guint i = 0; i < file->changes->len; i++)
    {
      const Change *change = file->changes->pdata[i];
      int luck = g_rand_int_range (fault.rand, 0, 3);

      if (luck == 0)
        continue;
      if (change->data == NULL)
        {
          if (ftruncate (fd, change->at) != 0)
            abort ();
          continue;
        }
      for (int from = 0; from < change->length; from += SECTOR)
        if (luck == 1 || g_rand_boolean (fault.rand))
          write_at (fd, change->data + from, MIN (SECTOR, change->length - from), change->at + from);
    }
  close (fd);
}

static void
cut_power (void)
{
  for (guint i = 0; i < fault.files->len; i++)
    lose (fault.files->pdata[i]);
  die ();
}

/* Keeps what a change of the file would take to undo. */
static void
remember (File *file, const void *data, int length, gint64 at)
{
  Change *change = g_new0 (Change, 1);
  struct stat status;
  int fd = open (file->path, O_RDONLY);

  change->at = at;
  change->data = data != NULL ? g_memdup2 (data, (gsize) length) : NULL;
  change->length = length;
  if (fd >= 0 && fstat (fd, &status) == 0)
    {
      change->old_size = status.st_size;
      change->old_length = (int) CLAMP (change->old_size - at, 0, data != NULL ? length : G_MAXINT);
      change->old = g_malloc ((gsize) change->old_length + 1);
      if (pread (fd, change->old, (size_t) change->old_length, at) != change->old_length)
        abort ();
    }
  if (fd >= 0)
    close (fd);
  g_ptr_array_add (file->changes, change);
}

/* Counts one operation; what SQLite should be told instead of doing it, SQLITE_OK to do it. */
static int
count_operation (File *file, gboolean reads, const void *data, int length, gint64 at)
{
  if (file->changes == NULL || fault.kind == FAULT_NONE || reads != (fault.kind == FAULT_READ))
    return SQLITE_OK;
  fault.counted++;
  if (fault.counted < fault.at || (fault.count > 0 && fault.counted >= fault.at + fault.count))
    return SQLITE_OK;

  switch (fault.kind)
    {
    case FAULT_KILL:
      die ();
      return SQLITE_OK;
    case FAULT_TORN:
      if (data != NULL)
        real_of (&file->base)->pMethods->xWrite (real_of (&file->base), data, length / 2, at);
      die ();
      return SQLITE_OK;
    case FAULT_CUT:
      cut_power ();
      return SQLITE_OK;
    case FAULT_FULL:
      return SQLITE_FULL;
    case FAULT_EIO:
      return SQLITE_IOERR_WRITE;
    case FAULT_READ:
      return SQLITE_IOERR_READ;
    case FAULT_NONE:
    default:
      return SQLITE_OK;
    }
}

static int
on_close (sqlite3_file *base)
{
  File *file = (File *) base;
  int code = real_of (base)->pMethods != NULL ? real_of (base)->pMethods->xClose (real_of (base)) : SQLITE_OK;

  if (file->changes != NULL)
    g_ptr_array_remove (fault.files, file);
  g_clear_pointer (&file->changes, g_ptr_array_unref);
  g_clear_pointer (&file->path, g_free);
  return code;
}

static int
on_read (sqlite3_file *base, void *data, int length, sqlite3_int64 at)
{
  int code = count_operation ((File *) base, TRUE, NULL, 0, 0);

  return code != SQLITE_OK ? code : real_of (base)->pMethods->xRead (real_of (base), data, length, at);
}

static int
on_write (sqlite3_file *base, const void *data, int length, sqlite3_int64 at)
{
  File *file = (File *) base;
  int code = count_operation (file, FALSE, data, length, at);

  if (code != SQLITE_OK)
    return code;
  if (file->changes != NULL && fault.kind == FAULT_CUT)
    remember (file, data, length, at);
  return real_of (base)->pMethods->xWrite (real_of (base), data, length, at);
}

static int
on_truncate (sqlite3_file *base, sqlite3_int64 size)
{
  File *file = (File *) base;
  int code = count_operation (file, FALSE, NULL, 0, 0);

  if (code != SQLITE_OK)
    return code;
  if (file->changes != NULL && fault.kind == FAULT_CUT)
    remember (file, NULL, 0, size);
  return real_of (base)->pMethods->xTruncate (real_of (base), size);
}

static int
on_sync (sqlite3_file *base, int flags)
{
  File *file = (File *) base;
  int code = count_operation (file, FALSE, NULL, 0, 0);

  if (code != SQLITE_OK)
    return code == SQLITE_FULL ? SQLITE_FULL : SQLITE_IOERR_FSYNC;
  code = real_of (base)->pMethods->xSync (real_of (base), flags);
  if (file->changes != NULL)
    g_ptr_array_set_size (file->changes, 0);
  return code;
}

static int
on_file_size (sqlite3_file *base, sqlite3_int64 *size)
{
  return real_of (base)->pMethods->xFileSize (real_of (base), size);
}

static int
on_lock (sqlite3_file *base, int level)
{
  return real_of (base)->pMethods->xLock (real_of (base), level);
}

static int
on_unlock (sqlite3_file *base, int level)
{
  return real_of (base)->pMethods->xUnlock (real_of (base), level);
}

static int
on_check_lock (sqlite3_file *base, int *locked)
{
  return real_of (base)->pMethods->xCheckReservedLock (real_of (base), locked);
}

static int
on_control (sqlite3_file *base, int op, void *arg)
{
  return real_of (base)->pMethods->xFileControl (real_of (base), op, arg);
}

static int
on_sector_size (sqlite3_file *base)
{
  return SECTOR;
}

static int
on_traits (sqlite3_file *base)
{
  return 0;
}

static int
on_map (sqlite3_file *base, int page, int size, int extend, void volatile **memory)
{
  return real_of (base)->pMethods->xShmMap (real_of (base), page, size, extend, memory);
}

static int
on_shm_lock (sqlite3_file *base, int offset, int n, int flags)
{
  return real_of (base)->pMethods->xShmLock (real_of (base), offset, n, flags);
}

static void
on_barrier (sqlite3_file *base)
{
  real_of (base)->pMethods->xShmBarrier (real_of (base));
}

static int
on_unmap (sqlite3_file *base, int remove)
{
  return real_of (base)->pMethods->xShmUnmap (real_of (base), remove);
}

static const sqlite3_io_methods methods = {
  2,           on_close,   on_read,       on_write,   on_truncate,    on_sync,   on_file_size,
  on_lock,     on_unlock,  on_check_lock, on_control, on_sector_size, on_traits, on_map,
  on_shm_lock, on_barrier, on_unmap,
};

static int
on_open (sqlite3_vfs *vfs, const char *path, sqlite3_file *base, int flags, int *flags_out)
{
  File *file = (File *) base;

  memset (file, 0, sizeof *file + (gsize) fault.real->szOsFile);
  int code = fault.real->xOpen (fault.real, path, file->real, flags, flags_out);
  if (code != SQLITE_OK)
    return code;
  file->base.pMethods = &methods;
  if ((flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0)
    {
      file->path = g_strdup (path);
      file->changes = g_ptr_array_new_with_free_func (change_free);
      g_ptr_array_add (fault.files, file);
    }
  return SQLITE_OK;
}

void
fault_install (void)
{
  fault.real = sqlite3_vfs_find (NULL);
  fault.files = g_ptr_array_new ();
  fault.vfs = *fault.real;
  fault.vfs.zName = "fault";
  fault.vfs.szOsFile = (int) sizeof (File) + fault.real->szOsFile;
  fault.vfs.xOpen = on_open;
  if (sqlite3_vfs_register (&fault.vfs, 1) != SQLITE_OK)
    abort ();
}

void
fault_arm (FaultKind kind, guint at, guint count, guint32 seed)
{
  g_clear_pointer (&fault.rand, g_rand_free);
  fault.rand = g_rand_new_with_seed (seed);
  fault.kind = kind;
  fault.at = at;
  fault.count = count;
  fault.counted = 0;
}

guint
fault_counted (void)
{
  return fault.counted;
}
