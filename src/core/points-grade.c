/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/points-grade.h"

#include <stdlib.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/number.h"
#include "core/points-account.h"
#include "core/store.h"

/* Money times points may be more than 64 bits hold. */
__extension__ typedef __int128 Wide;

typedef struct
{
  Wide rest;
  guint at;
} Rest;

/* A scheme with grades, of the last day of PERIOD. */
static XyPointsScheme *
scheme_of (XyStore *store, const char *period, GPtrArray **bands, GError **error)
{
  char from[XY_DAY_SIZE], to[XY_DAY_SIZE];
  g_autoptr (GError) problem = NULL;

  if (period != NULL && !xy_period_parse (period, NULL, from, to))
    {
      xy_points_refuse_period (period, error);
      return NULL;
    }
  g_autoptr (XyPointsScheme) scheme = xy_points_scheme_get (store, period != NULL ? to : NULL, &problem);
  if (problem == NULL && (scheme == NULL || scheme->bands == NULL))
    xy_set_invalid (&problem, "scheme", _ ("The village's points scheme has no grades."));
  else if (problem == NULL)
    *bands = xy_points_bands (scheme->bands, &problem);
  return xy_error_pass (error, &problem) ? g_steal_pointer (&scheme) : NULL;
}

/* The place of TOTAL's band, or how many there are. */
static guint
band_at (GPtrArray *bands, gint64 total)
{
  for (guint i = 0; i < bands->len; i++)
    if (total >= ((const XyPointsBand *) bands->pdata[i])->least)
      return i;
  return bands->len;
}

static int
compare_rests (gconstpointer a, gconstpointer b)
{
  const Rest *left = a, *right = b;

  if (left->rest != right->rest)
    return left->rest > right->rest ? -1 : 1;
  return (left->at > right->at) - (left->at < right->at);
}

static void
share (XyPointsDividend *dividend, gint64 money)
{
  guint n = dividend->standings->len;
  g_autofree Rest *rests = g_new (Rest, n);
  gint64 left = money;

  for (guint i = 0; i < n; i++)
    {
      Wide part = (Wide) money * dividend->points[i];
      dividend->money[i] = (gint64) (part / dividend->sum);
      rests[i] = (Rest){ part % dividend->sum, i };
      left -= dividend->money[i];
    }
  qsort (rests, n, sizeof *rests, compare_rests);
  for (guint i = 0; left > 0; i++, left--)
    dividend->money[rests[i].at]++;
}

void
xy_points_grades_free (XyPointsGrades *grades)
{
  if (grades == NULL)
    return;
  g_clear_object (&grades->scheme);
  g_clear_pointer (&grades->bands, g_ptr_array_unref);
  g_clear_pointer (&grades->standings, g_ptr_array_unref);
  g_free (grades->counts);
  g_free (grades);
}

XyPointsGrades *
xy_points_grades (XyStore *store, const char *period, const XyId *unit, GError **error)
{
  g_autoptr (XyPointsGrades) grades = g_new0 (XyPointsGrades, 1);
  XyPointsRankQuery query = { .period = period, .unit = *unit, .by_total = TRUE };

  grades->scheme = scheme_of (store, period, &grades->bands, error);
  if (grades->scheme == NULL)
    return NULL;
  query.account = grades->scheme->account;
  grades->standings = xy_points_rank (store, &query, error);
  if (grades->standings == NULL)
    return NULL;
  grades->counts = g_new0 (guint, grades->bands->len + 1);
  for (guint i = 0; i < grades->standings->len; i++)
    grades->counts[band_at (grades->bands, ((const XyPointsStanding *) grades->standings->pdata[i])->total)]++;
  return g_steal_pointer (&grades);
}

const char *
xy_points_grades_name (const XyPointsGrades *grades, guint at)
{
  return xy_points_band_of (grades->bands, ((const XyPointsStanding *) grades->standings->pdata[at])->total);
}

void
xy_points_dividend_free (XyPointsDividend *dividend)
{
  if (dividend == NULL)
    return;
  g_clear_pointer (&dividend->standings, g_ptr_array_unref);
  g_free (dividend->points);
  g_free (dividend->money);
  g_free (dividend);
}

XyPointsDividend *
xy_points_dividend (XyStore *store, const XyPointsDividendQuery *query, GError **error)
{
  g_autoptr (XyPointsDividend) dividend = g_new0 (XyPointsDividend, 1);
  gboolean by_total = query->rank.by_total || query->rank.period == NULL;
  guint n = 0;

  if (query->money <= 0 || query->money > XY_NUMBER_MOST)
    {
      xy_set_invalid (error, "money", _ ("Please say how much money is shared."));
      return NULL;
    }
  dividend->standings = xy_points_rank (store, &query->rank, error);
  if (dividend->standings == NULL)
    return NULL;
  dividend->points = g_new0 (gint64, dividend->standings->len + 1);
  dividend->money = g_new0 (gint64, dividend->standings->len + 1);
  /* Sorted by these points, so that those who get something come first. */
  for (guint i = 0; i < dividend->standings->len; i++, n++)
    {
      const XyPointsStanding *standing = dividend->standings->pdata[i];
      gint64 points = by_total ? standing->total : xy_points_standing_current (standing);
      if (points < MAX (query->least, 1))
        break;
      dividend->points[i] = points;
      dividend->sum += points;
    }
  if (n == 0)
    {
      xy_set_invalid (error, "least", _ ("Nobody has so many points."));
      return NULL;
    }
  g_ptr_array_set_size (dividend->standings, (int) n);
  share (dividend, query->money);
  return g_steal_pointer (&dividend);
}
