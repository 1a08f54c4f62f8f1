/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * paper-table: the block that most papers are made of.
 *
 * Columns take the width of their widest cell and share what is left by weight. A cell that is too wide for its column
 * follows the column's rule: XY_FIT_SHRINK sets it smaller, down to seven tenths, and breaks it into lines at that size
 * if need be; XY_FIT_WRAP breaks it at its own size, unless a little smaller it fits one line; a column of XY_FIT_WHOLE
 * is never narrower than its cells. If all that does not fit the page, the whole table is set smaller.
 *
 * The head is repeated on each page. A row is never split, a glued row stays with the row above it, a group's head with
 * its first row, and the last rows go along with a signature that needs a further page. A row that is higher than a
 * page is cut and the paper's notices name it.
 */
#pragma once

#include "print/block.h"

G_BEGIN_DECLS

typedef enum
{
  XY_FIT_WHOLE,
  XY_FIT_SHRINK,
  XY_FIT_WRAP,
} XyFit;

typedef struct
{
  const char *title; /* a newline begins another line of it */
  XyAlign align;
  XyFit fit;
  XyFont font;
  double weight;    /* share of the width left over */
  double min_width; /* points */
  double limit;     /* cells longer than so many characters do not widen the column; 0: no limit */
  gboolean name;    /* names of persons: two characters are spread to the width of three */
} XyPaperColumn;

typedef enum
{
  XY_TABLE_OPEN, /* thick, thin and thick rules, alternate rows shaded */
  XY_TABLE_ROWS, /* the same with a hairline between rows that are not glued */
  XY_TABLE_GRID, /* every cell in a box, for forms to write in */
} XyTableLines;

typedef struct
{
  XyTableLines lines;
  gboolean shaded;
  double row_height;
  double head_height; /* 0: no head */
  XyFont head_font;   /* also of totals, subtotals and group heads */
  double padding;     /* at either side of a cell */
  int owner_column;   /* whose row it is, for notices; -1: none */
  gboolean group_pages;
  gboolean own_heights;  /* on a grid of lines only the table as a whole keeps to it, not each row */
  const char *continued; /* words above the repeated head */
  const char *empty;     /* stands where there are no rows */
} XyTableStyle;

typedef enum
{
  XY_ROW_PLAIN,
  XY_ROW_GLUED,    /* belongs with the row above: a household's second member */
  XY_ROW_GROUP,    /* cells 0 at the left and 1 at the right, across the table */
  XY_ROW_SUBTOTAL, /* in the head's face */
  XY_ROW_JOINED,   /* its last filled cell takes in the empty ones after it */
} XyRowKind;

XyBlock *xy_paper_table_new (const XyTableStyle *style, const XyPaperColumn *columns, guint n_columns);

/* CELLS has one text for each column; NULL is an empty one. They are copied. */
void xy_paper_table_add_row (XyBlock *table, XyRowKind kind, const char *const *cells);

/*
 * Fills CELLS, one for each column and all NULL, with new strings: what the first N_ROWS rows come to. The last call is
 * made when the paper is laid out.
 */
typedef void (*XyTableCarry) (guint n_rows, char **cells, gpointer data);

/*
 * Sums carried from page to page, as in a cash book: a page ends with the row "过次页" and the next begins with
 * "承前页", both in LABEL_COLUMN. DESTROY frees DATA with the table.
 */
void xy_paper_table_set_carry (XyBlock *table,
                               guint label_column,
                               XyTableCarry carry,
                               gpointer data,
                               GDestroyNotify destroy);

/* The row under the last one, on the last page only. */
void xy_paper_table_set_totals (XyBlock *table, const char *const *cells);

G_END_DECLS
