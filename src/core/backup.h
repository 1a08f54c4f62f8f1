/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * backup: copies of the whole village, taken by themselves, checked and thinned.
 *
 * A backup is one file, <code>-<day>-<time>-<reason>.xybackup: a gzipped tar, sealed (seal.h) where a password is
 * given. In it: manifest (what is in it, from which program, SHA-256 of each file), village.db (a whole database
 * without journal), attachments/… After writing, the file is opened again, every SHA-256 is compared and the database
 * is checked; only then does it get its name. A backup that fails any of that is removed and told.
 *
 * The way back is restore.h.
 *
 * These functions open connections of their own and may run in any thread, except where they take a store. The
 * village's file may be in use meanwhile.
 */
#pragma once

#include <gio/gio.h>

#include "core/act.h"
#include "core/store.h"

G_BEGIN_DECLS

#define XY_BACKUP_SUFFIX ".xybackup"
/* Hung on to the name of a backup that went bad on the disk: it no longer counts, and xy_backup_list_bad() tells it. */
#define XY_BACKUP_BAD_SUFFIX ".bad"

/* Why it was taken; part of the file's name. */
#define XY_BACKUP_TIMER "timer"
#define XY_BACKUP_IMPORT "import"
#define XY_BACKUP_MERGE "merge"
#define XY_BACKUP_RESTORE "restore"
#define XY_BACKUP_UPGRADE "upgrade"
#define XY_BACKUP_MANUAL "manual"

typedef struct
{
  char *path;
  gint64 size; /* bytes of the file */
  gboolean sealed;
  gint64 at; /* when it was taken */
  char *reason;
  char *code; /* of the village */
  char *village;
  gint64 schema;
  gint64 households;
  gint64 persons;
  gint64 entries; /* of points */
  gint64 acts;    /* number of the last act */
  gint64 last_at;
  char *last_who;
  char *last_title;
  char *last_sum; /* chain of the last act, hex: two files with the same are one history */
} XyBackupInfo;

void xy_backup_info_free (XyBackupInfo *info);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyBackupInfo, xy_backup_info_free)

/* <folder of the village's file>/backups. Returns: (transfer full). */
char *xy_backup_default_folder (const char *path);

/*
 * Takes a backup of the village's file PATH into FOLDER (NULL: the default one, which is made) and thins what is there.
 * Returns: (transfer full) its path; NULL with NOT_FOUND (there is no FOLDER), FULL, BUSY, CORRUPT (the village's file
 * is damaged), CANCELLED.
 */
char *xy_backup_take (const char *path,
                      const XyEnv *env,
                      const char *folder,
                      const char *reason,
                      GCancellable *cancellable,
                      GError **error);

/* The same to the file TO, which must not exist, sealed with PASSWORD unless that is NULL. */
gboolean xy_backup_write (const char *path,
                          const XyEnv *env,
                          const char *to,
                          const char *reason,
                          const char *password,
                          GCancellable *cancellable,
                          GError **error);

/* Whether something was done since the last backup of this computer, and that is "backup_minutes" ago or more. */
gboolean xy_backup_due (XyStore *store);

#define XY_BACKUP_LATE_DAYS 3

/*
 * Whether something was done that no backup of this computer has, and the last is XY_BACKUP_LATE_DAYS ago or more: as
 * they are taken by themselves, something is in the way, or the window was not open. LAST is its day, "" where there
 * is none (then it is counted from the first act). The village to practise in needs none.
 */
gboolean xy_backup_is_late (XyStore *store, char last[]);

/* Reads the manifest only. UNREADABLE, NOT_OURS, DENIED (password). Returns: (transfer full). */
XyBackupInfo *xy_backup_read_info (const char *file, const char *password, GError **error);

/* Reads and checks all of it, as after writing. */
gboolean xy_backup_check (const char *file, const char *password, GError **error);

/*
 * The backups of the village CODE in FOLDER, newest first, by their names and manifests. One whose manifest cannot be
 * read is left out: a bad backup never counts. Returns: (transfer full) array of XyBackupInfo.
 */
GPtrArray *xy_backup_list (const char *folder, const char *code);

/*
 * The newest backup of the village's file PATH in FOLDER (NULL: the default one) that can be read whole, to offer where
 * PATH is damaged: the village is known by the file's name. NULL where there is none. Returns: (transfer full).
 */
XyBackupInfo *xy_backup_last_good (const char *path, const char *folder);

/* Paths of the backups of CODE that went bad. Returns: (transfer full) array of char *. */
GPtrArray *xy_backup_list_bad (const char *folder, const char *code);

/*
 * What thinning keeps of backups taken at the instants TIMES: the last of each hour for 24 hours, of each day for 7
 * days, of each month for 12 months, and always the newest. KEEPER gets for each the index of the one that stands for
 * it, which is its own where it stays.
 */
void xy_backup_thin (const gint64 *times, guint n_times, gint64 now, guint *keeper);

G_END_DECLS
