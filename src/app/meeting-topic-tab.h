/* SPDX-License-Identifier: GPL-3.0-or-later */
/* meeting-topic-tab: the tab 议题 of the page 屋场会: what of the ledger waits to be talked about, and where it will
 * be. */
#pragma once

#include "app/page-tab.h"

G_BEGIN_DECLS

#define XY_TYPE_MEETING_TOPIC_TAB (xy_meeting_topic_tab_get_type ())
G_DECLARE_FINAL_TYPE (XyMeetingTopicTab, xy_meeting_topic_tab, XY, MEETING_TOPIC_TAB, XyPageTab)

G_END_DECLS
