/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive-export: a year's publications as a folder for the village's archive: each PDF under its 件号, and the index
 * sheet 目录.xlsx with 件号, 责任者, 文号, 题名, 日期, 页数, 保管期限 and the file.
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
