/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-low: 待改进通报: what is still to be tidied up after a round, by household number, and where help comes from.
 *
 * It names nobody (core/hygiene-list.h) unless that is asked for with a reason (XY_PAPER_NAMES) and there is a ground,
 * which then stands at its foot. Whoever has put it right is not on it from that very day on.
 */
#pragma once

#include "print/papers.h"

G_BEGIN_DECLS

extern const XyPaperKind xy_hygiene_low_paper;

G_END_DECLS
