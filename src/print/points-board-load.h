/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-board-load: 积分公示榜 out of a village's file. The window's preview, the printer and the command line all
 * come here, so that they make the same paper.
 */
#pragma once

#include "core/points-rank.h"
#include "print/points-board.h"

G_BEGIN_DECLS

typedef enum
{
  XY_BOARD_ROWS_BY_PLACE,
  XY_BOARD_ROWS_BY_GROUP,
  XY_BOARD_ROWS_BY_STROKES, /* 姓氏笔画 */
} XyBoardRows;

typedef struct
{
  const char *period; /* "2026-11", "2026Q3", "2026"; NULL: all time */
  XyId unit;          /* none: the whole village */
  XyBoardRows rows;
  gboolean ranked; /* with the column 名次 */
  XyPageSize size;
  const char *number; /* record number for the foot */
  gint64 printed_at;  /* instant; also the date of the paper, the day before the 公示期 begins */
} XyPointsBoardAsk;

/*
 * The 公示期, in which objections are heard, is the day after the paper's date and as many days as the office's papers
 * hang (村民委员会组织法 35: at least fifteen). Errors: CONFLICT where the rows do not add up to the ledger, NOT_FOUND
 * where the period has no household, those of the file. Returns: (transfer full).
 */
XyPaper *xy_points_board_load (XyStore *store, const XyPointsBoardAsk *ask, GError **error);

G_END_DECLS
