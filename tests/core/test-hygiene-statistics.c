/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>

#include "core/hygiene-statistics.h"
#include "round-office.h"

/* Household I has what the judges of SCORES gave, 0: not judged; closed on the same day. */
static XyId
hold (RoundOffice *self, const char *kind, const char *day, const gint64 scores[POINTS_HOUSEHOLDS])
{
  g_autoptr (XyHygieneRound) round = hygiene_propose (self, kind, day);

  hygiene_go_to (self, day);
  xy_set_str (&round->mode, "score");
  XyId id = hygiene_make (self, round);
  for (guint i = 0; i < POINTS_HOUSEHOLDS; i++)
    for (guint judge = 0; scores[i] > 0 && judge < 3; judge++)
      hygiene_give (self, &id, i, judge, scores[i]);
  XyHygieneClosing closing = { .round = id, .missing = "下雨" };
  hygiene_do (self, xy_hygiene_close_act, &closing);
  return id;
}

static void
test_share (void)
{
  g_assert_cmpint (xy_hygiene_share (1, 3), ==, 3333);
  g_assert_cmpint (xy_hygiene_share (2, 3), ==, 6667);
  g_assert_cmpint (xy_hygiene_share (1, 20000), ==, 1);
  g_assert_cmpint (xy_hygiene_share (1, 20001), ==, 0);
  g_assert_cmpint (xy_hygiene_share (5, 0), ==, 0);
}

static void
test_groups (void)
{
  RoundOffice office;
  gint64 scores[POINTS_HOUSEHOLDS];
  g_autoptr (GError) error = NULL;

  hygiene_open (&office, 1);
  /* The groups' first households are 0 to 3, their second 4 to 7. */
  for (guint i = 0; i < POINTS_HOUSEHOLDS; i++)
    scores[i] = i % POINTS_UNITS == 1 ? 9500 : i % POINTS_UNITS == 2 ? 5000 + i : 8000;
  scores[1] = 0;
  scores[3] = 0;
  XyId round = hold (&office, "monthly", "2026-10-20", scores);
  g_autoptr (XyHygieneGroups) groups = xy_hygiene_by_group (office.store, &round, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (groups->groups->len, ==, POINTS_UNITS);
  g_assert_cmpuint (g_strv_length (groups->bands), ==, 3);
  g_assert_cmpuint (groups->whole.n_results, ==, POINTS_HOUSEHOLDS);
  g_assert_cmpuint (groups->whole.n_ranked, ==, POINTS_HOUSEHOLDS - 2);
  g_assert_cmpuint (groups->whole.n_absent, ==, 2);
  /* A fifth of 18, rounded, is four: the second group's. */
  g_assert_cmpuint (groups->whole.n_red, ==, 4);
  g_assert_cmpuint (groups->whole.n_low, ==, 5);
  const XyHygieneGroup *second = groups->groups->pdata[1], *third = groups->groups->pdata[2];
  g_assert_cmpstr (second->unit_name, ==, "2组");
  g_assert_cmpuint (second->n_ranked, ==, 4);
  g_assert_cmpuint (second->n_absent, ==, 1);
  g_assert_cmpint (second->average, ==, 9500);
  g_assert_cmpuint (second->n_bands[0], ==, 4);
  g_assert_cmpuint (second->n_red, ==, 4);
  g_assert_cmpint (third->average, ==, 5000 + (2 + 6 + 10 + 14 + 18) / 5);
  g_assert_cmpuint (third->n_bands[2], ==, 5);
  g_assert_cmpuint (third->n_low, ==, 5);

  XyHygieneSeriesQuery query = { .unit = office.points.unit[1] };
  g_autoptr (GPtrArray) series = xy_hygiene_series (office.store, &query, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (series->len, ==, 1);
  const XyHygieneSeriesPoint *point = series->pdata[0];
  g_assert_cmpint (point->average, ==, 9500);
  g_assert_cmpint (point->judged_share, ==, 8000);
  g_assert_cmpuint (point->n_red, ==, 4);
  hygiene_close (&office);
}

static void
test_items (void)
{
  RoundOffice office;
  g_autoptr (GError) error = NULL;

  hygiene_open (&office, 2);
  g_autoptr (XyHygieneRound) record = hygiene_propose (&office, "monthly", "2026-11-20");
  XyId round = hygiene_make (&office, record);
  for (guint i = 0; i < 8; i++)
    {
      /* The fourth group's lose at the door, all others half of what the toilet gives. */
      gint64 scores[] = { i % POINTS_UNITS == 3 ? 0 : 4000, 4000, i % POINTS_UNITS == 3 ? 2000 : 1000 };
      XyHygieneScoring scoring = { .result = hygiene_result (&office, &round, i),
                                   .judge = hygiene_judge (&office, &round, 0),
                                   .scores = scores,
                                   .n_scores = 3 };
      hygiene_do (&office, xy_hygiene_score_act, &scoring);
    }
  g_autoptr (GPtrArray) items = xy_hygiene_by_item (office.store, &round, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 3);
  const XyHygieneItemLoss *first = items->pdata[0], *last = items->pdata[2];
  g_assert_cmpstr (first->name, ==, "厕所");
  g_assert_cmpuint (first->n_sheets, ==, 8);
  g_assert_cmpint (first->lost, ==, 6000);
  g_assert_cmpint (first->lost_share, ==, 3750);
  g_assert_cmpuint (first->n_full, ==, 2);
  g_assert_cmpstr (last->name, ==, "庭院");
  g_assert_cmpint (last->lost_share, ==, 0);
  g_autoptr (GPtrArray) fourth = xy_hygiene_by_item (office.store, &round, &office.points.unit[3], &error);
  g_assert_no_error (error);
  first = fourth->pdata[0];
  g_assert_cmpstr (first->name, ==, "门前屋后");
  g_assert_cmpint (first->lost_share, ==, 10000);
  g_assert_cmpuint (first->n_none, ==, 2);
  hygiene_close (&office);
}

static void
test_rounds (void)
{
  RoundOffice office;
  gint64 scores[POINTS_HOUSEHOLDS];
  g_autoptr (GError) error = NULL;

  hygiene_open (&office, 3);
  for (guint i = 0; i < POINTS_HOUSEHOLDS; i++)
    scores[i] = 7000 + 100 * i;
  scores[0] = 5500;
  scores[1] = 4000;
  XyId one = hold (&office, "monthly", "2026-10-20", scores);
  scores[0] = 8500;
  scores[1] = 3900;
  scores[2] = 0;
  XyId two = hold (&office, "monthly", "2026-11-20", scores);

  g_autoptr (XyHygieneComparison) comparison = xy_hygiene_compare (office.store, &one, &two, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (comparison->changes->len, ==, POINTS_HOUSEHOLDS);
  g_assert_cmpuint (comparison->n_better, ==, 1);
  g_assert_cmpuint (comparison->n_worse, ==, 1);
  g_assert_cmpuint (comparison->n_same, ==, POINTS_HOUSEHOLDS - 3);
  g_assert_cmpuint (comparison->n_left_low, ==, 1);
  g_assert_cmpuint (comparison->n_still_low, ==, 1);
  const XyHygieneChange *first = comparison->changes->pdata[0];
  const XyHygieneChange *only = comparison->changes->pdata[POINTS_HOUSEHOLDS - 1];
  const XyHygieneChange *worst = comparison->changes->pdata[POINTS_HOUSEHOLDS - 2];
  g_assert_true (xy_id_same (&first->id, &office.points.household[0]));
  g_assert_cmpint (first->score[0], ==, 5500);
  g_assert_cmpint (first->score[1], ==, 8500);
  g_assert_cmpstr (first->band[0], ==, "不合格");
  g_assert_cmpstr (first->band[1], ==, "合格");
  g_assert_cmpstr (first->list[0], ==, "low");
  g_assert_null (first->list[1]);
  g_assert_true (xy_id_same (&worst->id, &office.points.household[1]));
  g_assert_true (xy_id_same (&only->id, &office.points.household[2]));
  g_assert_cmpint (only->score[1], ==, -1);

  g_autoptr (GPtrArray) history = xy_hygiene_history (office.store, &office.points.household[2], &error);
  g_assert_no_error (error);
  g_assert_cmpuint (history->len, ==, 2);
  const XyHygieneVisit *now = history->pdata[0], *then = history->pdata[1];
  g_assert_cmpstr (now->state, ==, "absent");
  g_assert_cmpuint (now->rank, ==, 0);
  g_assert_cmpuint (now->n_ranked, ==, POINTS_HOUSEHOLDS - 1);
  g_assert_cmpint (then->score, ==, 7200);
  g_assert_cmpstr (then->period, ==, "2026-10");
  g_assert_cmpstr (then->band, ==, "不合格");

  XyHygieneSeriesQuery query = { .kind = "monthly", .from = "2026-11-01" };
  g_autoptr (GPtrArray) series = xy_hygiene_series (office.store, &query, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (series->len, ==, 1);
  g_assert_true (xy_id_same (&((XyHygieneSeriesPoint *) series->pdata[0])->round, &two));
  hygiene_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hygiene-statistics/share", test_share);
  g_test_add_func ("/hygiene-statistics/groups", test_groups);
  g_test_add_func ("/hygiene-statistics/items", test_items);
  g_test_add_func ("/hygiene-statistics/rounds", test_rounds);
  return g_test_run ();
}
