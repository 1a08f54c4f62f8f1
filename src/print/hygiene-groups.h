/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-groups: 各组对比: how the groups of a village came out in a round: how many were judged, the average, how
 * many have each grade. In walking order, for it is no ranking; and without a name.
 */
#pragma once

#include "print/papers.h"

G_BEGIN_DECLS

extern const XyPaperKind xy_hygiene_groups_paper;

G_END_DECLS
