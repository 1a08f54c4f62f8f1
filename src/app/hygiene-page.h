/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-page: 卫生. Tabs (page-tab.h), each in its own files: 评比 (the rounds), 结果 (of the chosen round), 整改
 * (what is to be put right) and 评比表 (what rounds go by). Over them stands what is overdue.
 */
#pragma once

#include "app/pages.h"
#include "app/tabbed-page.h"

G_BEGIN_DECLS

#define XY_TYPE_HYGIENE_PAGE (xy_hygiene_page_get_type ())
G_DECLARE_FINAL_TYPE (XyHygienePage, xy_hygiene_page, XY, HYGIENE_PAGE, XyTabbedPage)

extern const XyPageEntry xy_hygiene_page_entry;

/* The round that the tabs of one round show; with TAB goes there. */
void xy_hygiene_page_set_round (XyHygienePage *page, const XyId *round);
void xy_hygiene_page_show_round (XyHygienePage *page, const XyId *round, const char *tab);

G_END_DECLS
