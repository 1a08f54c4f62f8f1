/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sent-page: 已发下: what the township (county) has sent down to its villages (sync/down.h), and the county to this
 * township: when, to whom, by whom, with its words and its file's name; what was withdrawn and why. Here something is
 * sent and withdrawn. It shows what the office's own file has, and asks the county for what is new when somebody comes.
 */
#pragma once

#include "app/page.h"
#include "app/pages.h"

G_BEGIN_DECLS

#define XY_TYPE_SENT_PAGE (xy_sent_page_get_type ())
G_DECLARE_FINAL_TYPE (XySentPage, xy_sent_page, XY, SENT_PAGE, XyPage)

extern const XyPageEntry xy_sent_page_entry;

G_END_DECLS
