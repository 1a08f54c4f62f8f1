/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * matter-page: 台账, the ledger of matters. Tabs by what a matter waits for, the matter in full beside the table, and
 * under it the steps that fit it now.
 */
#pragma once

#include "app/page.h"
#include "app/pages.h"

G_BEGIN_DECLS

#define XY_TYPE_MATTER_PAGE (xy_matter_page_get_type ())
G_DECLARE_FINAL_TYPE (XyMatterPage, xy_matter_page, XY, MATTER_PAGE, XyPage)

extern const XyPageEntry xy_matter_page_entry;

G_END_DECLS
