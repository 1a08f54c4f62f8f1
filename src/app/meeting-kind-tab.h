/* SPDX-License-Identifier: GPL-3.0-or-later */
/* meeting-kind-tab: the tab 会议类型 of the page 屋场会: the kinds under the village's own names, and who belongs to
 * them. */
#pragma once

#include "app/page-tab.h"

G_BEGIN_DECLS

#define XY_TYPE_MEETING_KIND_TAB (xy_meeting_kind_tab_get_type ())
G_DECLARE_FINAL_TYPE (XyMeetingKindTab, xy_meeting_kind_tab, XY, MEETING_KIND_TAB, XyPageTab)

G_END_DECLS
