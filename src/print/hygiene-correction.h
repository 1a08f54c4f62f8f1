/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-correction: 更正公告: which lists of a round were changed after they hung, and why. Who was or is on the red
 * list is named there as here; where the list of households to help is touched, the household has its number only, and
 * no reason names anybody.
 */
#pragma once

#include "print/papers.h"

G_BEGIN_DECLS

extern const XyPaperKind xy_hygiene_correction_paper;

G_END_DECLS
