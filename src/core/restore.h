/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * restore: a backup takes the place of the village's file.
 *
 * Nothing is written into the village's file: the backup becomes a new file beside it, is checked there, and takes its
 * place in one step; the old one is put aside under a name ending in ".old" and never deleted. A damaged village's file
 * is put aside in the same way, together with its journal, and can still be looked at with XY_STORE_READ_ONLY.
 * Attachments are added, none is removed.
 */
#pragma once

#include "core/backup.h"

G_BEGIN_DECLS

/* What restoring would do. */
typedef struct
{
  XyBackupInfo *backup;
  XyBackupInfo *now;      /* NULL where there is no village's file, or it cannot be read */
  gboolean other_village; /* the backup is of another village (where the file cannot be read, by the file's name) */
  gboolean other_history; /* the two have gone different ways; lost_acts says nothing then */
  gint64 lost_acts;       /* acts done since the backup, which would be lost */
} XyRestorePreview;

void xy_restore_preview_free (XyRestorePreview *preview);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyRestorePreview, xy_restore_preview_free)

/* What putting the backup FILE in the place of PATH would do. Changes nothing. Returns: (transfer full). */
XyRestorePreview *xy_restore_preview (const char *file, const char *password, const char *path, GError **error);

/*
 * Does it. No store may have PATH open (BUSY); a backup of another village than PATH's is refused (CONFLICT). ACTOR
 * must be allowed to restore; it may be NULL only where PATH does not exist or is damaged, for then nobody can sign in.
 * Where PATH is sound, it is backed up first. ASIDE gets where the old file went, NULL where there was none; it may be
 * NULL itself.
 */
gboolean xy_restore (const char *file,
                     const char *password,
                     const char *path,
                     const XyEnv *env,
                     const XyActor *actor,
                     char **aside,
                     GError **error);

G_END_DECLS
