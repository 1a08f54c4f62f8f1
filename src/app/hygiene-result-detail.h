/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hygiene-result-detail: fills the pane of the tab 结果 with one household's or public area's result. */
#pragma once

#include "app/detail.h"
#include "app/hygiene-result-lists.h"

G_BEGIN_DECLS

/* FACTS may be NULL while they are read. */
void xy_hygiene_result_detail_show (XyDetail *detail, const XyHygieneResultRow *row, const XyHygieneResultFacts *facts);

G_END_DECLS
