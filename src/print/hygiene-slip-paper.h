/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-slip-paper: 整改通知书 in two copies on one A4 sheet to be cut apart: the office's (存根), which is signed
 * for and on which the rechecks are noted, and the household's, which says in friendly words what to put right, by
 * when, and where help comes from. Where the household is helped, it is no notice but the announcement of that help.
 *
 * Of one slip; of all of a round, where the record is the round; without a record of all that nobody has signed for.
 */
#pragma once

#include "print/papers.h"

G_BEGIN_DECLS

extern const XyPaperKind xy_hygiene_slip_paper;

G_END_DECLS
