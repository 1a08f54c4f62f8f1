/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * paper-private: a paper whose pages are sheets with the pages of another paper on them, for the files of src/print.
 */
#pragma once

#include "print/paper.h"

G_BEGIN_DECLS

typedef struct
{
  guint (*count) (XyPaper *source, gpointer data);
  void (*draw) (XyPaper *source, guint sheet, cairo_t *cr, XyPaperTarget target, gpointer data);
  GDestroyNotify free; /* of the data; may be NULL */
} XySheets;

/* Keeps SOURCE, whose title, notices and text it has. DATA: (transfer full). */
XyPaper *xy_paper_new_sheets (XyPaper *source, const XyPageSetup *setup, const XySheets *sheets, gpointer data);

/* When its foot says that it was printed; 0: it does not. */
gint64 xy_paper_get_printed_at (XyPaper *paper);

/* NULL for a paper of its own. */
XyPaper *xy_paper_get_source (XyPaper *paper);

/* On which page, from 0, BLOCK begins; 0 for one that is not in PAPER. */
guint xy_paper_find_page (XyPaper *paper, const XyBlock *block);

/* The data of a paper made with SHEETS, or NULL. */
gpointer xy_paper_get_sheets_data (XyPaper *paper, const XySheets *sheets);

G_END_DECLS
