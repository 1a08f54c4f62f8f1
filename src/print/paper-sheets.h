/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * paper-sheets: the pages of a paper put on the sheets that the office's printer takes: a board as tiles to be glued
 * together, cards several on a sheet to be cut apart, pages to be folded into a booklet. The sheets are the pages of a
 * new XyPaper, which goes to the preview, the printer and into files like any other; what is on them is drawn by the
 * paper they were made from.
 */
#pragma once

#include "print/paper.h"

G_BEGIN_DECLS

/* What a tile has in common with the next one, to be glued over it. */
#define XY_TILE_OVERLAP_MM 5.0

/*
 * Each page of PAPER on as few A4 sheets as will do, upright or lying; a sheet says at its edge where it belongs and
 * has marks where it is cut. PAPER itself, with another reference, when its pages are not larger than A4.
 */
XyPaper *xy_paper_tile (XyPaper *paper);

/* Where a sheet of a tiled paper belongs. Lengths are points. */
typedef struct
{
  guint page;              /* of the paper it was made from */
  guint row, column;       /* from 0 */
  guint n_rows, n_columns; /* of that page */
  double x, y;             /* of the piece on its page */
  double width, height;    /* of the piece; the last ones of a row or column may be smaller */
  double sheet_x, sheet_y; /* where the piece stands on its sheet */
} XyTile;

/* FALSE where TILED was not made by xy_paper_tile(). */
gboolean xy_paper_get_tile (XyPaper *tiled, guint sheet, XyTile *tile);

/*
 * N, 2 or 4, pages of PAPER on each A4 sheet at their own size, with marks to cut along. NULL where they do not fit:
 * two A5 or four A6 do.
 */
XyPaper *xy_paper_n_up (XyPaper *paper, guint n);

/*
 * The A5 pages of PAPER two by two on A4 sheets that lie, to be printed on both sides (turned over the short edge),
 * folded once and read as a booklet: the last page beside the first. Their number must be a multiple of four.
 */
XyPaper *xy_paper_fold (XyPaper *paper);

G_END_DECLS
