/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting-page: 屋场会. Tabs (page-tab.h), each in its own files: 会议 (what is held, written, signed), 议题 (what
 * waits to be talked about), 四议两公开, 会议类型 and 图表. Over them stands what should be held by now.
 */
#pragma once

#include "app/pages.h"
#include "app/tabbed-page.h"

G_BEGIN_DECLS

#define XY_TYPE_MEETING_PAGE (xy_meeting_page_get_type ())
G_DECLARE_FINAL_TYPE (XyMeetingPage, xy_meeting_page, XY, MEETING_PAGE, XyTabbedPage)

extern const XyPageEntry xy_meeting_page_entry;

G_END_DECLS
