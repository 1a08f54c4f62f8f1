/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hygiene-round-detail: fills the pane of the tab 评比 with one round: what is next, how it is judged, who judges. */
#pragma once

#include "app/detail.h"
#include "app/hygiene-round-lists.h"

G_BEGIN_DECLS

/* FACTS may be NULL while they are read. */
void xy_hygiene_round_detail_show (XyDetail *detail, const XyHygieneRoundRow *row, const XyHygieneRoundFacts *facts);

G_END_DECLS
