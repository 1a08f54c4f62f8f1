/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages.h"

#include "app/bylaw-page.h"
#include "app/home-page.h"
#include "app/household-page.h"
#include "app/hygiene-page.h"
#include "app/matter-page.h"
#include "app/meeting-page.h"
#include "app/notice-page.h"
#include "app/office-page.h"
#include "app/points-page.h"
#include "app/report-page.h"
#include "app/review-page.h"
#include "app/sent-page.h"
#include "app/sync-page.h"

/* Each page's header declares its entry: extern const XyPageEntry xy_household_page_entry; */
static const XyPageEntry *const pages[] = {
  &xy_home_page_entry,    &xy_household_page_entry,
  &xy_points_page_entry,  &xy_hygiene_page_entry,
  &xy_meeting_page_entry, &xy_bylaw_page_entry,
  &xy_matter_page_entry,  &xy_notice_page_entry,
  &xy_sync_page_entry,    &xy_office_page_entry,
  &xy_review_page_entry,  &xy_sent_page_entry,
  &xy_report_page_entry,  NULL,
};

const XyPageEntry *const *
xy_pages (void)
{
  return pages;
}

XySearchHit *
xy_search_hit_new (const XyId *id, const char *title, const char *more)
{
  XySearchHit *hit = g_new0 (XySearchHit, 1);
  hit->id = *id;
  hit->title = g_strdup (title);
  hit->more = g_strdup (more);
  return hit;
}

void
xy_search_hit_free (XySearchHit *hit)
{
  g_free (hit->title);
  g_free (hit->more);
  g_free (hit);
}
