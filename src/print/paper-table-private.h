/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * paper-table-private: a table between its layout (paper-table.c) and its drawing (paper-table-draw.c).
 */
#pragma once

#include "print/block-private.h"
#include "print/paper-table.h"
#include "print/typeset.h"

G_BEGIN_DECLS

typedef struct
{
  XyPaperColumn spec; /* title owned */
  double x, width;    /* of the cell's box, from the left of the type area */
  double widest;      /* cell, head or total, without padding */
} XyTableColumn;

typedef struct
{
  float height;
  guint8 kind;
  guint8 shade;
} XyTableRow;

typedef struct
{
  XyBlock block;
  XyTableStyle style; /* texts owned */
  XyTableColumn *columns;
  guint n_columns;
  GString *arena;  /* all texts of cells, each with its NUL; a cell is an offset */
  GArray *cells;   /* guint32, n_columns a row */
  GArray *rows;    /* XyTableRow */
  guint32 *totals; /* NULL: none */
  double scale;    /* of the fonts, where the whole table had to be set smaller */
  double tallest;  /* that a row may be */
  double totals_height, caption_height;
  GArray *caption;    /* XyLine, of the words above a repeated head */
  XyTableCarry carry; /* NULL: none */
  gpointer carry_data;
  GDestroyNotify carry_destroy;
  guint carry_label;
  GHashTable *carried; /* number of rows -> guint32, offsets of the sums' cells */
} XyPaperTable;

/* Flags of a placed piece; the bits above are 1 + the row of the group's head to be repeated. */
enum
{
  XY_PIECE_CONTINUED = 1 << 0,
  XY_PIECE_TOTALS = 1 << 1,
  XY_PIECE_EMPTY = 1 << 2,
  XY_PIECE_CARRY_IN = 1 << 3,
  XY_PIECE_CARRY_OUT = 1 << 4,
  XY_PIECE_GROUP_SHIFT = 5,
};

const char *xy_paper_table_get_cell (const XyPaperTable *table, guint row, guint column);

/* A cell of the sums of the first N_ROWS rows; CARRY_IN for the start of a page, not its end. */
const char *xy_paper_table_get_carried (const XyPaperTable *table, guint n_rows, guint column, gboolean carry_in);

/* The width of the cell's box. */
double xy_paper_table_get_cell_width (const XyPaperTable *table, guint row, guint column);

/* How a text is set in ROOM points: at which size, and in which lines (XyLine, appended to LINES) if not in one. */
XyFont xy_paper_table_fit (const XyPaperTable *table,
                           XyFontSet *fonts,
                           const XyTableColumn *column,
                           double room,
                           const char *text,
                           XyFont font,
                           GArray *lines);

/* The lines above a repeated head. */
double xy_paper_table_get_caption_height (const XyPaperTable *table);
XyFont xy_paper_table_get_caption_font (const XyPaperTable *table);

/* Two characters of a name are spread over the width of three: the space between them, or 0. */
double xy_paper_table_get_name_spread (const XyTableColumn *column, const char *text, double size);

void xy_paper_table_draw (XyBlock *block, const XyPlaced *placed, XyFontSet *fonts, cairo_t *cr, XyPaperTarget target);

/* Baseline distance in a cell of several lines, parts of the size. */
#define XY_CELL_LINE 1.25

/* Rows that do not quite fit a page are set so much closer at most. */
#define XY_TIGHTEST 0.92

G_END_DECLS
