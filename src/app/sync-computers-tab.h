/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sync-computers-tab: of 同步, the computers that the county knows for this village (sync/computers.h), who looks at it
 * among them. The county is asked each time the tab is looked at, on a thread of its own.
 */
#pragma once

#include "app/page-tab.h"

G_BEGIN_DECLS

#define XY_TYPE_SYNC_COMPUTERS_TAB (xy_sync_computers_tab_get_type ())
G_DECLARE_FINAL_TYPE (XySyncComputersTab, xy_sync_computers_tab, XY, SYNC_COMPUTERS_TAB, XyPageTab)

G_END_DECLS
