/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sync-page: 同步. Tabs (page-tab.h), each in its own files: how the office stands with the county (or, before it is
 * enrolled, what that is for and what would leave the village), and what waits for somebody: records that came back,
 * values that met; how the last tries went; and the village's computers.
 */
#pragma once

#include "app/pages.h"
#include "app/tabbed-page.h"

G_BEGIN_DECLS

#define XY_TYPE_SYNC_PAGE (xy_sync_page_get_type ())
G_DECLARE_FINAL_TYPE (XySyncPage, xy_sync_page, XY, SYNC_PAGE, XyTabbedPage)

extern const XyPageEntry xy_sync_page_entry;

G_END_DECLS
