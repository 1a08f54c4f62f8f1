/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hygiene-round-dialog: makes a round (开始评比), with the settings of the last one, or changes an open one. */
#pragma once

#include "app/desk.h"
#include "app/page.h"
#include "core/hygiene-round.h"

G_BEGIN_DECLS

/* Over the window of PAGE, which then shows the round. ROUND: the one that is changed; NULL: a new one. */
void xy_hygiene_round_dialog_open (GtkWidget *page, XyDesk *desk, const XyHygieneRound *round);

G_END_DECLS
