/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-card: 积分卡, a household's card or a page of its passbook (存折页), for those without a telephone: the three
 * numbers and what last came, in type of 16 points and more. Four of A6 or two of A5 on a sheet of A4, to be cut apart;
 * of one household or of all of a group. A QR code, if wanted, holds the household's number and nothing else.
 */
#pragma once

#include "print/papers.h"

G_BEGIN_DECLS

extern const XyPaperKind xy_points_card_paper;

G_END_DECLS
