/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sync-history-tab: of 同步, the last tries in words (sync/history.h): when, what went up and came down, why one
 * failed. */
#pragma once

#include "app/page-tab.h"

G_BEGIN_DECLS

#define XY_TYPE_SYNC_HISTORY_TAB (xy_sync_history_tab_get_type ())
G_DECLARE_FINAL_TYPE (XySyncHistoryTab, xy_sync_history_tab, XY, SYNC_HISTORY_TAB, XyPageTab)

G_END_DECLS
