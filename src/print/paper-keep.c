/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/paper-keep.h"

#include <glib/gstdio.h>

#include "core/attachment.h"

XyPaperRecord *
xy_paper_keep (XyTxn *txn, XyPaper *paper, const XyPaperPrint *print, GError **error)
{
  const char *path = xy_store_get_path (xy_txn_get_store (txn));
  g_autofree char *file = xy_attachment_reserve (path, error), *name = NULL;
  XyPaperPrint kept = *print;

  if (file == NULL)
    return NULL;
  if (!xy_paper_write_pdf (paper, file, NULL, NULL, NULL, error))
    {
      g_unlink (file);
      return NULL;
    }
  name = xy_attachment_adopt (path, file, &kept.bytes, error);
  if (name == NULL)
    return NULL;
  kept.pdf = name;
  kept.title = xy_paper_get_title (paper);
  kept.pages = xy_paper_get_n_pages (paper);
  kept.width = (guint) (xy_paper_get_width (paper) / XY_MM + 0.5);
  kept.height = (guint) (xy_paper_get_height (paper) / XY_MM + 0.5);
  return xy_paper_register (txn, &kept, error);
}
