/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reward-export: the exchange's goods, its redemptions and its stock ledger as spreadsheets, by the file's name. */
#pragma once

#include "core/reward-list.h"
#include "core/reward-stock.h"

G_BEGIN_DECLS

/* All goods by number. N gets the number of rows, as in the next. */
gboolean xy_reward_export_goods (XyStore *store, const char *path, guint *n, GError **error);

/* What FILTER finds, oldest first. */
gboolean
xy_reward_export_redemptions (XyStore *store, const XyRewardFilter *filter, const char *path, guint *n, GError **error);

/* The lines of GOOD (NULL: of all) in PERIOD, oldest first. */
gboolean xy_reward_export_stock (XyStore *store,
                                 const XyId *good,
                                 const char *period,
                                 const char *path,
                                 guint *n,
                                 GError **error);

G_END_DECLS
