/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A trend counts in the file what the statistics of a round count household by household: both say the same. */
#include <locale.h>

#include <glib/gstdio.h>

#include "core/household.h"
#include "core/hygiene-place.h"
#include "core/hygiene-statistics.h"
#include "core/hygiene-trend.h"
#include "core/sample.h"
#include "core/store.h"
#include "core/unit.h"

static const XyHygieneGroup *
find_group (const XyHygieneGroups *groups, const XyId *unit)
{
  for (guint i = 0; i < groups->groups->len; i++)
    if (xy_id_same (&((XyHygieneGroup *) groups->groups->pdata[i])->unit, unit))
      return groups->groups->pdata[i];
  return NULL;
}

static void
check_round (XyStore *store, const XyHygieneTrend *trend, guint at)
{
  const XyHygieneTrendRound *round = trend->rounds->pdata[at];
  g_autoptr (GError) error = NULL;
  g_autoptr (XyHygieneGroups) groups = xy_hygiene_by_group (store, &round->round->record.id, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (round->n_results, ==, groups->whole.n_results);
  g_assert_cmpuint (round->n_ranked, ==, groups->whole.n_ranked);
  g_assert_cmpuint (round->n_excused, ==, groups->whole.n_excused);
  g_assert_cmpuint (round->n_absent, ==, groups->whole.n_absent);
  g_assert_cmpint (round->average, ==, groups->whole.average);
  g_assert_cmpuint (g_strv_length (round->bands), ==, g_strv_length (groups->bands));
  for (guint i = 0; round->bands[i] != NULL; i++)
    {
      g_assert_cmpstr (round->bands[i], ==, groups->bands[i]);
      g_assert_cmpuint (round->n_bands[i], ==, groups->whole.n_bands[i]);
    }
  g_assert_cmpuint (trend->units->len, ==, groups->groups->len);
  for (guint i = 0; i < trend->units->len; i++)
    {
      const XyHygieneTrendUnit *unit = trend->units->pdata[i];
      const XyHygieneGroup *group = find_group (groups, &unit->unit);
      g_assert_nonnull (group);
      g_assert_cmpint (unit->averages[at], ==, group->n_ranked > 0 ? group->average : -1);
    }
}

/* One group alone is what it was among the others; rounds are the same as in the series. */
static void
check_unit (XyStore *store, const XyHygieneTrend *trend, guint at)
{
  const XyHygieneTrendUnit *unit = trend->units->pdata[at];
  const XyHygieneSeriesQuery query = { .unit = unit->unit };
  g_autoptr (GError) error = NULL;
  g_autoptr (XyHygieneTrend) alone = xy_hygiene_trend (store, NULL, &unit->unit, 99, &error);
  g_autoptr (GPtrArray) series = xy_hygiene_series (store, &query, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (alone->units->len, ==, 1);
  g_assert_cmpuint (alone->rounds->len, ==, series->len);
  for (guint i = 0; i < series->len; i++)
    {
      const XyHygieneSeriesPoint *point = series->pdata[i];
      const XyHygieneTrendRound *round = alone->rounds->pdata[i];
      g_assert_true (xy_id_same (&point->round, &round->round->record.id));
      g_assert_cmpint (point->average, ==, round->average);
      g_assert_cmpint (point->judged_share, ==, round->judged_share);
      g_assert_cmpint (((XyHygieneTrendUnit *) alone->units->pdata[0])->averages[i], ==, unit->averages[i]);
    }
}

/* What one household's rounds were, with and without the figures of the others; the last of them alone. */
static void
check_stays (XyStore *store, const XyId *household)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) visits = xy_hygiene_history (store, household, &error);
  g_autoptr (GPtrArray) stays = xy_hygiene_stays (store, household, 99, &error);
  g_autoptr (GPtrArray) last = xy_hygiene_stays (store, household, 4, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (visits->len, ==, stays->len);
  g_assert_cmpuint (last->len, ==, MIN (stays->len, 4));
  for (guint i = 0; i < stays->len; i++)
    {
      const XyHygieneVisit *visit = visits->pdata[i];
      const XyHygieneStay *stay = stays->pdata[i];
      g_assert_true (xy_id_same (&visit->round, &stay->round->record.id));
      g_assert_true (xy_id_same (&visit->result, &stay->result->record.id));
      g_assert_cmpint (visit->score, ==, stay->result->score);
      if (i < last->len)
        g_assert_true (xy_id_same (&visit->result, &((XyHygieneStay *) last->pdata[i])->result->record.id));
    }
}

static void
test_same (void)
{
  XySampleOptions options = {
    .households = 60, .groups = 4, .years = 1, .seed = 5, .entries = 20, .today = "2026-11-22"
  };
  g_autofree char *folder = g_dir_make_tmp ("xiangyue-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "village.xiangyue", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (xy_sample_create (path, &options, &error));
  g_autoptr (XyStore) store = xy_store_open (path, xy_env_system (), 0, &error);
  g_autoptr (XyHygieneTrend) trend = xy_hygiene_trend (store, NULL, NULL, 99, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (trend->rounds->len, ==, 11);
  g_assert_cmpuint (trend->units->len, ==, 4);
  for (guint i = 0; i < trend->rounds->len; i++)
    check_round (store, trend, i);
  for (guint i = 0; i < trend->units->len; i++)
    check_unit (store, trend, i);

  g_autoptr (GPtrArray) households = xy_record_list (store, &xy_household_type, "LIMIT 10", XY_BIND_NONE, &error);
  for (guint i = 0; i < households->len; i++)
    check_stays (store, &((XyRecord *) households->pdata[i])->id);
  g_autoptr (GPtrArray) places_of = xy_hygiene_place_list (store, &error);
  check_stays (store, &((XyRecord *) places_of->pdata[0])->id);

  g_autoptr (XyHygieneTrend) last = xy_hygiene_trend (store, NULL, NULL, 3, &error);
  g_assert_cmpuint (last->rounds->len, ==, 3);
  g_assert_true (xy_id_same (&((XyHygieneTrendRound *) last->rounds->pdata[2])->round->record.id,
                             &((XyHygieneTrendRound *) trend->rounds->pdata[10])->round->record.id));
  g_autoptr (XyHygieneTrend) places = xy_hygiene_trend (store, "place", NULL, 99, &error);
  g_assert_cmpuint (places->rounds->len, ==, 1);
  g_clear_object (&store);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hygiene-trend/same", test_same);
  return g_test_run ();
}
