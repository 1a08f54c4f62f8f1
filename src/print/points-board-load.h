/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-board-load: 积分公示榜 out of a village's file. The window's preview, the printer and the command line all
 * come here, so that they make the same paper.
 */
#pragma once

#include "core/points-rank.h"
#include "print/papers.h"
#include "print/points-board.h"

G_BEGIN_DECLS

/*
 * The 公示期, in which objections are heard, is the day after the paper's date and as many days as the office's papers
 * hang (村民委员会组织法 35: at least fifteen). Errors: CONFLICT where the rows do not add up to the ledger, NOT_FOUND
 * where the period has no household, those of the file. Returns: (transfer full).
 */
XyPaper *xy_points_board_load (XyStore *store, const XyPaperAsk *ask, GError **error);

/* Its orders: place, group, strokes (姓氏笔画). Its parts are those of XyBoardColumns. */
extern const XyPaperKind xy_points_board_paper;

G_END_DECLS
