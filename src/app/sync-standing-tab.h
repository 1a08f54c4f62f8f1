/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sync-standing-tab: how the office stands with the county; before it is enrolled what that is for, and what leaves the
 * village. */
#pragma once

#include "app/page-tab.h"

G_BEGIN_DECLS

#define XY_TYPE_SYNC_STANDING_TAB (xy_sync_standing_tab_get_type ())
G_DECLARE_FINAL_TYPE (XySyncStandingTab, xy_sync_standing_tab, XY, SYNC_STANDING_TAB, XyPageTab)

G_END_DECLS
