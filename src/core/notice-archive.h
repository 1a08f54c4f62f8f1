/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * notice-archive: a year's notices for the village's archive: each PDF under its 件号, and the lines of the index
 * sheet. After what was posted comes what the office wrote and printed but did not post: certificates, pledges, letters
 * (of each the last print without numbers in full). 件号 counts both from 0001, in the order of their days.
 *
 * 村级档案管理办法 (2018) knows three times of keeping: 永久, 30年, 10年. Which item is kept for how long stands in
 * data/rules/retention.json; a county may have its own table.
 */
#pragma once

#include "core/notice.h"

G_BEGIN_DECLS

/* One line of the index. */
typedef struct
{
  char *number;      /* 件号: 0001 */
  char *responsible; /* 责任者 */
  char *document;    /* 文号: the record number, or NULL */
  char *title;       /* 题名 */
  char *day;         /* 日期: when it was posted, or printed */
  gboolean posted;
  gint64 pages;    /* 页数 */
  char *retention; /* 保管期限: 永久, 30年, 10年 */
  char *file;      /* name of the PDF in the folder; NULL: there is only the paper itself */
  char *problem;   /* a sentence, where the PDF is missing or damaged; or NULL */
} XyArchiveRow;

void xy_archive_row_free (XyArchiveRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyArchiveRow, xy_archive_row_free)

/*
 * The notices posted in YEAR and the documents printed in it. Copies their PDFs into FOLDER, which is made where it is
 * missing; with FOLDER NULL only tells. FULL. Returns: (transfer full) array of XyArchiveRow.
 */
GPtrArray *xy_notice_archive (XyStore *store, int year, const char *folder, GError **error);

/* For the test of every statement. */
const XySql *xy_notice_archive_statements (guint *n);

G_END_DECLS
