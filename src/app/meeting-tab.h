/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting-tab: the tab 会议 of the page 屋场会: meetings by where they stand, and, with words looked for, each sentence
 * that was said or agreed with them. Actions: meetings.new (the page's main verb) …
 */
#pragma once

#include "app/page-tab.h"

G_BEGIN_DECLS

#define XY_TYPE_MEETING_TAB (xy_meeting_tab_get_type ())
G_DECLARE_FINAL_TYPE (XyMeetingTab, xy_meeting_tab, XY, MEETING_TAB, XyPageTab)

G_END_DECLS
