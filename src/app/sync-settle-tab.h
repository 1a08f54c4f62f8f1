/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sync-settle-tab: what came back and what met (sync/standing.h), one list, with what can be done beside it. */
#pragma once

#include "app/page-tab.h"

G_BEGIN_DECLS

#define XY_TYPE_SYNC_SETTLE_TAB (xy_sync_settle_tab_get_type ())
G_DECLARE_FINAL_TYPE (XySyncSettleTab, xy_sync_settle_tab, XY, SYNC_SETTLE_TAB, XyPageTab)

G_END_DECLS
