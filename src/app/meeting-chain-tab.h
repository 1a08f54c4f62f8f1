/* SPDX-License-Identifier: GPL-3.0-or-later */
/* meeting-chain-tab: the tab 四议两公开 of the page 屋场会: how far a matter is on its way through the bodies of the
 * village. */
#pragma once

#include "app/page-tab.h"

G_BEGIN_DECLS

#define XY_TYPE_MEETING_CHAIN_TAB (xy_meeting_chain_tab_get_type ())
G_DECLARE_FINAL_TYPE (XyMeetingChainTab, xy_meeting_chain_tab, XY, MEETING_CHAIN_TAB, XyPageTab)

G_END_DECLS
