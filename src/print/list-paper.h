/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * list-paper: any list as a paper, for "print this table": a title, columns, rows, what they add up to.
 *
 * Numbers of persons come masked; whole ones are refused unless the list says that somebody gave a reason (UNMASKED).
 * Texts may go once the paper is made.
 */
#pragma once

#include "print/paper-table.h"
#include "print/paper.h"

G_BEGIN_DECLS

typedef struct
{
  const char *title;
  XyAlign align; /* figures to the right */
  gboolean name; /* names of persons, set larger and in 宋体; the first such column is whose row it is */
  gboolean wide; /* running text, which may take several lines */
} XyListColumn;

typedef struct
{
  const char *village;
  const char *title;    /* "积分明细" */
  const char *subtitle; /* filters in words; may be NULL */
  const XyListColumn *columns;
  guint n_columns;
  const char *const *cells; /* n_rows × n_columns, row by row; NULL is an empty one */
  gsize n_rows;
  const char *const *totals; /* n_columns, or NULL */
  gboolean unmasked;
  const char *issuer, *date; /* with an issuer there is room for a signature and seal */
  const char *record_number;
  gint64 printed_at;
} XyListPaper;

typedef struct
{
  XyPageSize size;
  gboolean landscape;
  gboolean grid; /* every cell in a box, for what is filled in by hand */
} XyListPaperOptions;

#define XY_LIST_PAPER_OPTIONS_DEFAULT                                                                                  \
  {                                                                                                                    \
    XY_PAGE_A4, FALSE, FALSE                                                                                           \
  }

/* OPTIONS may be NULL. Errors: XY_ERROR_DENIED for a whole number in a masked list. */
XyPaper *xy_list_paper_new (const XyListPaper *list, const XyListPaperOptions *options, GError **error);

G_END_DECLS
