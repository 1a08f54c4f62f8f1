/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-sheet: 评比打分表, what a judge carries from house to house: a page for each group in walking order, a line
 * for each household, a column for each item with its most. A copy for each judge with his name, or one without a name.
 *
 * Who is not judged stands in his place as 不参评, and nothing says why: reasons are for the office only (domain.md
 * 4.5).
 */
#pragma once

#include "print/papers.h"

G_BEGIN_DECLS

extern const XyPaperKind xy_hygiene_sheet_paper;

G_END_DECLS
