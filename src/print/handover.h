/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * handover: 交接包, all that a successor needs, in one new folder on a stick:
 *
 *   石板溪村交接包 2026-11-23/
 *     1 移交清单.pdf     to be signed (handover-list.h); its print is in the register
 *     2 数据.xybackup    the whole village, sealed with a password unless that is NULL (core/backup.h)
 *     3 存档文件/        the papers of record as they are now, and what was posted, year by year, as it was printed
 *     说明.txt           what to do with it
 *     校验.txt           SHA-256 of each file, as sha256sum writes them
 *
 * It is written under another name and renamed when all of it is on the disk and the backup was read again: after an
 * error or a cancel there is nothing. Numbers of persons on the papers are masked.
 */
#pragma once

#include <gio/gio.h>

#include "core/act.h"
#include "core/store.h"

G_BEGIN_DECLS

typedef struct
{
  const char *from; /* as in XyHandoverSheet */
  const char *to;
  const char *overseer;
  const char *const *computers;
  gboolean enrolled;
  const char *password; /* of the backup; NULL: it is not sealed */
} XyHandover;

/* How many papers of how many are written; on the thread that packs. */
typedef void (*XyHandoverProgress) (guint done, guint total, gpointer data);

typedef struct
{
  char *folder;
  char *number;        /* of the list, in the register */
  guint n_papers;      /* PDFs, without the list */
  GPtrArray *problems; /* of char *: papers that could not be made, with the reason */
} XyHandoverPackage;

void xy_handover_package_free (XyHandoverPackage *package);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyHandoverPackage, xy_handover_package_free)

/*
 * Packs into PARENT, in a thread that has the STORE. DENIED, FULL, CANCELLED, INVALID ("password": too short). Returns:
 * (transfer full).
 */
XyHandoverPackage *xy_handover_pack (XyStore *store,
                                     const XyActor *actor,
                                     const XyHandover *handover,
                                     const char *parent,
                                     GCancellable *cancellable,
                                     XyHandoverProgress progress,
                                     gpointer data,
                                     GError **error);

/*
 * Whether FOLDER holds what it held when it was packed: each file, and the backup with PASSWORD (NULL: it is not
 * sealed). CORRUPT with the name of the first that does not; NOT_FOUND where it is no package; DENIED (password).
 */
gboolean xy_handover_check (const char *folder, const char *password, GError **error);

#define XY_HANDOVER_PASSWORD_LEAST 8

G_END_DECLS
