/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-rules-paper: 积分细则: the rules that hold on the day of the paper, by category, what gives before what takes,
 * with the scheme's name and how it was adopted at the foot. A document on A4, a board on whatever is larger.
 */
#pragma once

#include "print/papers.h"

G_BEGIN_DECLS

extern const XyPaperKind xy_points_rules_paper;

G_END_DECLS
