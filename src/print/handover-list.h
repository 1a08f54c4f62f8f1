/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * handover-list: 移交清单, which three people sign when the office goes to a successor: what there is by kind and
 * span, what still waits, who works here, and the things that lie in the office.
 */
#pragma once

#include "print/papers.h"

G_BEGIN_DECLS

/* What the file does not say; each may be NULL, and is then left free to be written by hand. */
typedef struct
{
  const char *from;             /* 移交人 */
  const char *to;               /* 接收人 */
  const char *overseer;         /* 监交人 */
  const char *const *computers; /* a line each, ended by NULL: 村部台式机 */
  gboolean enrolled;            /* the county knows this computer, whose key is to be renewed */
  const char *folder;           /* of the package */
  guint n_papers;               /* PDFs in it */
  gboolean sealed;              /* the backup in it asks for a password */
  const char *number;           /* record number */
  gint64 printed_at;
} XyHandoverSheet;

XyPaper *xy_handover_list_new (XyStore *store, const XyHandoverSheet *sheet, XyPageSize size, GError **error);

/* With all names to be written by hand. */
extern const XyPaperKind xy_handover_list_paper;

G_END_DECLS
