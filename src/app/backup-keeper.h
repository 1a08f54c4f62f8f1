/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * backup-keeper: takes the village's backups by themselves while the window is open (core/backup.h says when one is
 * due), in a thread of their own, and knows how old the last one is. The village to practise in needs none,
 * and gets one only where somebody asks for it.
 *
 * "changed" () is emitted when the words or the failure changed.
 */
#pragma once

#include "app/desk.h"

G_BEGIN_DECLS

#define XY_TYPE_BACKUP_KEEPER (xy_backup_keeper_get_type ())
G_DECLARE_FINAL_TYPE (XyBackupKeeper, xy_backup_keeper, XY, BACKUP_KEEPER, GObject)

XyBackupKeeper *xy_backup_keeper_new (XyDesk *desk);

/* Takes one now, whether it is due or not. */
void xy_backup_keeper_take (XyBackupKeeper *keeper);

/* Stops looking; a backup under way ends by itself and leaves nothing half-done. */
void xy_backup_keeper_stop (XyBackupKeeper *keeper);

/* "Backed up 3 hours ago". NULL where there is nothing to say. Owned by the keeper. */
const char *xy_backup_keeper_get_words (XyBackupKeeper *keeper);

/* Why the last backup failed, or that earlier ones went bad; NULL where all is well. Owned by the keeper. */
const char *xy_backup_keeper_get_failure (XyBackupKeeper *keeper);

G_END_DECLS
