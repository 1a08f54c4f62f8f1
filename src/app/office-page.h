/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * office-page: 各村: the first page of a township's own file: its villages, what waits in each, what is new and when it
 * last spoke with the county. Enter opens the chosen village (office-guide.h); typing finds by name, pinyin, initials
 * or number. It reads the office's list and opens no village's file.
 */
#pragma once

#include "app/page.h"
#include "app/pages.h"

G_BEGIN_DECLS

#define XY_TYPE_OFFICE_PAGE (xy_office_page_get_type ())
G_DECLARE_FINAL_TYPE (XyOfficePage, xy_office_page, XY, OFFICE_PAGE, XyPage)

extern const XyPageEntry xy_office_page_entry;

/* What both pages of an office share: a button that fetches all villages, and how that goes. */
void xy_office_page_add_sync (XyPage *page);

G_END_DECLS
