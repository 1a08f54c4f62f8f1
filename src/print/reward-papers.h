/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reward-papers: the papers of the exchange of points (domain.md 4.4).
 *
 * 兑换登记: who fetched what on a day or in a period, with a column to sign or put a thumb on; or empty rows for a day
 * without the computer. 兑换单: what one household fetched, to be signed; of one redemption all that was handed out
 * with it, or of a whole period one after the other, four, two or one on a sheet. 兑换公示: what a quarter's exchange
 * came to in points and money, and whose money it was; no names.
 */
#pragma once

#include "print/papers.h"

G_BEGIN_DECLS

extern const XyPaperKind xy_reward_register_paper;
extern const XyPaperKind xy_reward_slip_paper;
extern const XyPaperKind xy_reward_board_paper;

G_END_DECLS
