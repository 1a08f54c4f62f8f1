/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages.h"

#include "app/bylaw-page.h"
#include "app/home-page.h"
#include "app/household-page.h"
#include "app/hygiene-page.h"
#include "app/matter-page.h"
#include "app/meeting-page.h"
#include "app/notice-page.h"
#include "app/points-page.h"
#include "app/sync-page.h"

/* Each page's header declares its entry: extern const XyPageEntry xy_household_page_entry; */
static const XyPageEntry *const pages[] = {
  &xy_home_page_entry,  &xy_household_page_entry, &xy_points_page_entry, &xy_hygiene_page_entry, &xy_meeting_page_entry,
  &xy_bylaw_page_entry, &xy_matter_page_entry,    &xy_notice_page_entry, &xy_sync_page_entry,    NULL,
};

typedef struct
{
  GPtrArray *entries;
} BadgeJob;

static void
badge_job_free (gpointer p)
{
  BadgeJob *job = p;
  g_ptr_array_unref (job->entries);
  g_free (job);
}

/* On the worker's thread. */
static gpointer
count_on_worker (XyStore *store, gpointer p, GCancellable *cancellable, GError **error)
{
  BadgeJob *job = p;
  GArray *counts = g_array_new (FALSE, TRUE, sizeof (gint64));

  for (guint i = 0; i < job->entries->len; i++)
    {
      const XyPageEntry *entry = job->entries->pdata[i];
      gint64 n =
          store != NULL && entry->badge != NULL && !g_cancellable_is_cancelled (cancellable) ? entry->badge (store) : 0;
      g_array_append_val (counts, n);
    }
  return counts;
}

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

void
xy_pages_count (XyWorker *worker, const GPtrArray *entries, GAsyncReadyCallback callback, gpointer user_data)
{
  BadgeJob *job = g_new0 (BadgeJob, 1);

  job->entries = g_ptr_array_copy ((GPtrArray *) entries, NULL, NULL);
  xy_worker_run (worker, XY_WORKER_SPARE, count_on_worker, job, badge_job_free, (GDestroyNotify) g_array_unref, NULL,
                 callback, user_data);
}
