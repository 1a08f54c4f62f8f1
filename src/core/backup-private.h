/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * backup-private: what the files of backup share: the archive, its manifest, and the check of what came out of it.
 */
#pragma once

#include "core/backup.h"

G_BEGIN_DECLS

#define XY_BACKUP_DATABASE "village.db"
#define XY_BACKUP_ATTACHMENTS "attachments/"

/* A file to pack: its name in the archive, and where it is. */
typedef struct
{
  char *name;
  char *source;
} XyBackupPart;

/* Packs PARTS with what INFO says as the manifest into the new file TO. */
gboolean xy_backup_pack (const char *to,
                         const char *password,
                         const XyBackupInfo *info,
                         GPtrArray *parts,
                         GCancellable *cancellable,
                         GError **error);

/*
 * Unpacks FILE into FOLDER, comparing each SHA-256, and checks the database; with FOLDER NULL only compares. All that
 * the manifest names must be there, and nothing else. Returns: (transfer full) what the manifest says.
 */
XyBackupInfo *xy_backup_unpack (const char *file, const char *password, const char *folder, GError **error);

/* What a backup of the open database would say, but its path, size, reason and instant. Returns: (transfer full). */
XyBackupInfo *xy_backup_info_of_db (XyDb *db, GError **error);

/* Opens the database and checks it: whole, and counting what INFO says. */
gboolean xy_backup_check_database (const char *path, const XyBackupInfo *info, GError **error);

/* Removes from FOLDER what thinning does not keep. */
void xy_backup_thin_folder (const char *folder, const char *code, gint64 now);

/* A folder of our own beside PATH for work; the remains of broken off work are swept out. (transfer full) */
char *xy_backup_work_folder (const char *path, GError **error);

/* Waits until the disk has what the folder of PATH names. */
void xy_backup_sync_folder (const char *path);

G_END_DECLS
