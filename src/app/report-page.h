/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report-page: 报表: in a township's (the county's) own file, figures drawn from the county's server ("向系统要报表")
 * instead of asked of villages. What is chosen is asked at once, on a thread of its own; until the answer is there, and
 * where there is no line, what was answered last is shown and said how old it is. It is asked again as soon as the
 * office has spoken with the county.
 */
#pragma once

#include "app/page.h"
#include "app/pages.h"

G_BEGIN_DECLS

#define XY_TYPE_REPORT_PAGE (xy_report_page_get_type ())
G_DECLARE_FINAL_TYPE (XyReportPage, xy_report_page, XY, REPORT_PAGE, XyPage)

extern const XyPageEntry xy_report_page_entry;

G_END_DECLS
