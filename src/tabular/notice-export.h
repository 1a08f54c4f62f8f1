/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * notice-export: the yearly archive of the notice board (notice-archive.h) as a folder: the PDFs by 件号, and the index
 * sheet with 件号, 责任者, 文号, 题名, 日期, 页数, 保管期限.
 */
#pragma once

#include "core/notice-archive.h"

G_BEGIN_DECLS

/*
 * Writes the archive of YEAR into FOLDER, which is made where it is missing; files of the same names are replaced.
 * INDEX, (out) (transfer full), may be NULL: where the index sheet is. Returns: (transfer full) array of XyArchiveRow.
 */
GPtrArray *xy_notice_export_archive (XyStore *store, int year, const char *folder, char **index, GError **error);

/* Only the index sheet of ROWS, into FOLDER. Returns: (transfer full) where it is. */
char *xy_notice_export_index (XyStore *store, int year, GPtrArray *rows, const char *folder, GError **error);

G_END_DECLS
