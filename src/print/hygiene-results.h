/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-results: 评比结果表, for the archive and no board: every household in walking order with what each judge
 * gave, the average, its place, grade and list, and who was not judged. The judges sign it.
 */
#pragma once

#include "print/papers.h"

G_BEGIN_DECLS

extern const XyPaperKind xy_hygiene_results_paper;

G_END_DECLS
