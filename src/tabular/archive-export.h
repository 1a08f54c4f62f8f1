/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive-export: the yearly archive (notice-export.h) as the window makes it: into a new folder, PDF by PDF, so that
 * it can be watched and stopped, and nothing is left of one that was stopped.
 */
#pragma once

#include <gio/gio.h>

#include "core/notice-archive.h"

G_BEGIN_DECLS

/* How many of how many PDFs are copied; on the thread that exports. */
typedef void (*XyArchiveProgress) (guint done, guint total, gpointer data);

/*
 * Makes a new folder "<village><year>年公示档案" in PARENT and fills it. What cannot be copied is told in the index, in
 * a column of its own, and counted in PROBLEMS. Errors: FULL, CANCELLED; NOT_FOUND where nothing was posted in YEAR.
 * After an error nothing is left in PARENT. Returns: (transfer full) the folder.
 */
char *xy_archive_export (XyStore *store,
                         int year,
                         const char *parent,
                         GCancellable *cancellable,
                         XyArchiveProgress progress,
                         gpointer data,
                         guint *problems,
                         GError **error);

G_END_DECLS
