/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-statement: 积分明细, what came and went in a period (or ever): of one household, with the balance after each
 * line, for the household to look through and sign; or of a group or the village, line by line.
 */
#pragma once

#include "print/papers.h"

G_BEGIN_DECLS

extern const XyPaperKind xy_points_statement_paper;

G_END_DECLS
