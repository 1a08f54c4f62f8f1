/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * board-arrange: where the papers hang on a board, in millimetres from the upper left corner of the part on which they
 * hang. Who said a place keeps it; the others find room from the left above, and never lie over one another. A paper of
 * several sheets hangs sheet by sheet, in rows where one row is too long.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define XY_BOARD_GAP_MM 20 /* between papers and to the rim */

typedef struct
{
  int x, y;          /* said by somebody; -1: room is found */
  int width, height; /* of one sheet; 0: not known, taken for A3 lying */
  int sheets;        /* 0 counts as 1 */

  /* The answer. */
  int sheet_width, sheet_height;
  int columns, rows;
  int at_x, at_y; /* of the first sheet */
  int all_width, all_height;
  gboolean fits; /* FALSE: there was no room, it hangs over others */
} XyBoardPlace;

/* Fills the answers in. Returns: how many found no room. */
guint xy_board_arrange (XyBoardPlace *places, guint n, int board_width, int board_height);

G_END_DECLS
