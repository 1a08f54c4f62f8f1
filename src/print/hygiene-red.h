/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-red: 红榜: who did well in a round, with the score and what is worth seeing there. It is set as large as one
 * sheet allows, with a border; in red or in black alone.
 */
#pragma once

#include "print/papers.h"

G_BEGIN_DECLS

extern const XyPaperKind xy_hygiene_red_paper;

G_END_DECLS
