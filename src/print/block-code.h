/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * block-code: a QR code (ISO/IEC 18004) with TEXT beside it, so that a card can be found by a scanner or by hand.
 */
#pragma once

#include "print/block.h"

G_BEGIN_DECLS

/*
 * A code of SIDE points at the left, its quiet zone included, and LABEL at its right. TEXT is what the code holds:
 * never a name, a telephone or ID number.
 */
XyBlock *xy_block_code_new (const char *text, double side, const char *label, XyFont font);

G_END_DECLS
