/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-review-sheet: 评议签字表: what lies before the review group, an opinion for each item, and the signatures of
 * those who judged. Of a sitting it shows what was decided and who stepped aside; without one it is printed before the
 * meeting, of all that waits, with the opinions left to be ticked.
 */
#pragma once

#include "print/papers.h"

G_BEGIN_DECLS

extern const XyPaperKind xy_points_review_paper;

G_END_DECLS
