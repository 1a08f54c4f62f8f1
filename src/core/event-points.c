/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/event-work.h"
#include "core/points-balance.h"
#include "core/points-close.h"
#include "core/setting.h"
#include "core/store.h"

#define EARNED_SQL                                                                                                     \
  "SELECT sum (e.delta), sum (e.delta - e.withheld) FROM points_entry AS e WHERE e.person = ?1 AND e.day > ?3 "        \
  "AND e.household = ?2 AND e.account IS NULL AND e.cancelled = 0 AND e.kind IN ('entry', 'reversal')"

static const XySql statements[] = {
  { NULL, EARNED_SQL, NULL },
};

/* The last day whose points a close of the households' account took, wholly or in part; "" where none did. */
static gboolean
find_cleared (XyStore *store, char last[XY_DAY_SIZE], GError **error)
{
  g_autoptr (GPtrArray) closes = xy_points_close_list (store, error);

  last[0] = '\0';
  for (guint i = 0; closes != NULL && i < closes->len; i++)
    {
      const XyPointsClose *close = closes->pdata[i];
      char from[XY_DAY_SIZE], to[XY_DAY_SIZE];

      if (close->account != NULL || !(g_str_equal (close->mode, "clear") || g_str_equal (close->mode, "share")))
        continue;
      xy_period_parse (close->period, NULL, from, to);
      if (strcmp (to, last) > 0)
        g_strlcpy (last, to, XY_DAY_SIZE);
    }
  return closes != NULL;
}

gboolean
xy_event_earned (XyStore *store,
                 const XyId *household,
                 const XyId *persons,
                 guint n_persons,
                 gint64 *points,
                 gint64 *spend,
                 GError **error)
{
  XyPointsBalance balance;
  char cleared[XY_DAY_SIZE];
  gint64 earned = 0, spendable = 0;
  g_autoptr (GError) problem = NULL;

  if (!xy_points_balance (store, household, &balance, error) || !find_cleared (store, cleared, error))
    return FALSE;
  for (guint i = 0; i < n_persons && problem == NULL; i++)
    {
      g_autoptr (XyRows) rows =
          xy_db_query (xy_store_get_db (store), EARNED_SQL,
                       XY_BIND (XY_ID (&persons[i]), XY_ID (household), XY_TEXT (cleared)), &problem);
      if (xy_rows_next (rows, &problem))
        {
          earned += xy_rows_int (rows, 0);
          spendable += xy_rows_int (rows, 1);
        }
    }
  if (!xy_error_pass (error, &problem))
    return FALSE;
  *points = CLAMP (earned, 0, MAX (balance.total, 0));
  *spend = CLAMP (spendable, 0, MIN (xy_points_spendable (&balance), *points));
  return TRUE;
}

/* How many go along, and of them how many can be spent. */
static gboolean
find_points (XyEventWork *work, gint64 *points, gint64 *spend, GError **error)
{
  const XyEventPlan *plan = work->plan;
  XyPointsBalance balance;

  *points = *spend = 0;
  if (plan->follow)
    {
      g_autofree char *way = xy_setting_get (work->store, XY_SETTING_POINTS_SPLIT);
      return !g_str_equal (way, "follow")
             || xy_event_earned (work->store, &plan->household, plan->persons, plan->n_persons, points, spend, error);
    }
  if (plan->points == 0)
    return TRUE;
  if (!xy_points_balance (work->store, &plan->household, &balance, error))
    return FALSE;
  if (plan->points < 0 || plan->points > balance.total)
    return xy_event_refuse (error, "points", _ ("The household has not so many points."));
  *points = plan->points;
  *spend = MIN (plan->points, xy_points_spendable (&balance));
  return TRUE;
}

gboolean
xy_event_work_carry_points (XyEventWork *work, GError **error)
{
  gint64 points, spend;

  if (!find_points (work, &points, &spend, error))
    return FALSE;
  if (points == 0)
    return TRUE;
  if (!xy_points_close_check (work->store, NULL, work->day, error))
    return FALSE;
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (XyPointsEntry) entry = xy_record_new (&xy_points_entry_type);
      int sign = i == 0 ? -1 : 1;
      entry->household = i == 0 ? work->plan->household : work->plan->made;
      entry->amount = 0;
      entry->delta = sign * points;
      entry->withheld = sign * (points - spend);
      entry->at = xy_txn_get_now (work->txn);
      xy_set_str (&entry->kind, "opening");
      xy_set_str (&entry->category, "结转");
      xy_set_str (&entry->item, i == 0 ? "分户划出" : "分户划入");
      xy_set_str (&entry->day, work->day);
      xy_set_str (&entry->recorder, xy_txn_get_actor (work->txn)->name);
      if (!xy_record_save (work->txn, entry, error))
        return FALSE;
    }
  return TRUE;
}

const XySql *
xy_event_points_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
