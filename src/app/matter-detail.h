/* SPDX-License-Identifier: GPL-3.0-or-later */
/* matter-detail: one matter of the ledger in full, for the pane beside it. */
#pragma once

#include "app/detail.h"
#include "app/matter-lists.h"

G_BEGIN_DECLS

/* FACTS may be NULL while they are read. */
void xy_matter_detail_show (XyDetail *detail, const XyMatterRow *row, const XyMatterFacts *facts);

G_END_DECLS
