/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sync-news-tab: what the township and the county have sent down (sync/down.h): read, saved, taken up. */
#pragma once

#include "app/page-tab.h"

G_BEGIN_DECLS

#define XY_TYPE_SYNC_NEWS_TAB (xy_sync_news_tab_get_type ())
G_DECLARE_FINAL_TYPE (XySyncNewsTab, xy_sync_news_tab, XY, SYNC_NEWS_TAB, XyPageTab)

G_END_DECLS
