/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/sync-page.h"

#include <glib/gi18n-lib.h>

#include "app/sync-computers-tab.h"
#include "app/sync-history-tab.h"
#include "app/sync-news-tab.h"
#include "app/sync-settle-tab.h"
#include "app/sync-standing-tab.h"
#include "core/store.h"
#include "sync/down.h"
#include "sync/standing.h"

#define NAME "sync"

static const XyTabEntry tabs[] = {
  { "standing", N_ ("How it stands"), xy_sync_standing_tab_get_type },
  { "settle", N_ ("To settle"), xy_sync_settle_tab_get_type },
  { "news", N_ ("From above"), xy_sync_news_tab_get_type },
  { "history", N_ ("What went on"), xy_sync_history_tab_get_type },
  { "computers", N_ ("Computers"), xy_sync_computers_tab_get_type },
};

static const XyTabbedPageUse use = {
  .name = NAME,
  .title = N_ ("Reporting to the county"),
  .find = N_ ("Find a record…"),
  .find_label = N_ ("Find among what waits to be settled"),
  .tabs = tabs,
  .n_tabs = G_N_ELEMENTS (tabs),
};

struct _XySyncPage
{
  XyTabbedPage parent_instance;
};

G_DEFINE_FINAL_TYPE (XySyncPage, xy_sync_page, XY_TYPE_TABBED_PAGE)

static void
xy_sync_page_class_init (XySyncPageClass *klass)
{
}

static void
xy_sync_page_init (XySyncPage *self)
{
  xy_tabbed_page_set_up (XY_TABBED_PAGE (self), &use);
}

/* On the worker's thread: what waits for a hand. */
static gint64
count_waiting (XyStore *store)
{
  XyStanding standing;
  gint64 news;

  return xy_standing_read (store, &standing, NULL) && xy_down_count_new (store, &news, NULL)
             ? standing.returned + standing.conflicts + (standing.deletions > 0) + news
             : 0;
}

const XyPageEntry xy_sync_page_entry = {
  .name = NAME,
  .title = N_ ("Reporting"),
  .icon = "xy-export-symbolic",
  .get_type = xy_sync_page_get_type,
  .badge = count_waiting,
  .own = TRUE,
};
