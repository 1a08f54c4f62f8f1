/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hygiene-slip-detail: fills the pane of the tab 整改 with one slip and what happened to it. */
#pragma once

#include "app/detail.h"
#include "app/hygiene-slip-lists.h"

G_BEGIN_DECLS

/* FACTS may be NULL while they are read. */
void xy_hygiene_slip_detail_show (XyDetail *detail, const XyHygieneSlipRow *row, const XyHygieneSlipFacts *facts);

G_END_DECLS
