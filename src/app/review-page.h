/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review-page: 审查: in a township's own file, the bylaws of all its villages that wait for the township, who has
 * waited longest first: to be reviewed before the vote, or to be filed after it. Enter opens the village at that
 * version, where it is read, compared and answered. The last day is the office's own, and said to be: no law names one.
 */
#pragma once

#include "app/page.h"
#include "app/pages.h"

G_BEGIN_DECLS

#define XY_TYPE_REVIEW_PAGE (xy_review_page_get_type ())
G_DECLARE_FINAL_TYPE (XyReviewPage, xy_review_page, XY, REVIEW_PAGE, XyPage)

extern const XyPageEntry xy_review_page_entry;

G_END_DECLS
