/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/verify.h"
#include "round-office.h"

static XyId
begin (RoundOffice *self, const char *mode)
{
  g_autoptr (XyHygieneRound) round = hygiene_propose (self, NULL, "2026-11-20");

  xy_set_str (&round->mode, mode);
  return hygiene_make (self, round);
}

static gboolean
type_items (RoundOffice *self,
            const XyId *round,
            XyHygieneScoring *scoring,
            guint household,
            guint judge,
            GError **error)
{
  scoring->result = hygiene_result (self, round, household);
  scoring->judge = hygiene_judge (self, round, judge);
  return hygiene_act (self, xy_hygiene_score_act, scoring, error);
}

static void
test_items (void)
{
  RoundOffice office;
  gint64 scores[] = { 3850, 3000, 1725 };
  XyHygieneScoring scoring = {
    .scores = scores, .n_scores = 3, .has_said = TRUE, .said = 8575, .problem = "门前有垃圾"
  };
  g_autoptr (GError) error = NULL;

  hygiene_open (&office, 1);
  XyId round = begin (&office, "items");
  type_items (&office, &round, &scoring, 3, 1, &error);
  g_assert_no_error (error);
  {
    g_autoptr (XyHygieneGrid) grid = hygiene_grid (&office, &round);
    const XyHygieneGridRow *row = NULL;

    g_assert_cmpuint (grid->items->len, ==, 3);
    g_assert_cmpint (grid->most, ==, 10000);
    g_assert_cmpuint (grid->judges->len, ==, 3);
    g_assert_cmpstr (((XyHygieneJudge *) grid->judges->pdata[0])->post, ==, "村妇联主席");
    g_assert_cmpuint (grid->rows->len, ==, POINTS_HOUSEHOLDS);
    g_assert_cmpuint (grid->n_sheets, ==, 1);
    g_assert_cmpuint (grid->n_expected, ==, 3 * POINTS_HOUSEHOLDS);
    for (guint i = 0; i < grid->rows->len; i++)
      if (xy_id_same (&((XyHygieneGridRow *) grid->rows->pdata[i])->result, &scoring.result))
        row = grid->rows->pdata[i];
    g_assert_cmpuint (row->n, ==, 1);
    g_assert_cmpint (row->score, ==, 8575);
    g_assert_cmpstr (row->problem, ==, "门前有垃圾");
    g_assert_true (xy_id_is_none (&row->cells[0].sheet));
    g_assert_cmpint (row->cells[1].scores[0], ==, 3850);
    g_assert_cmpint (row->cells[1].scores[2], ==, 1725);
    g_assert_cmpint (row->cells[1].sum, ==, 8575);
    /* The walk: by group, then by number. */
    row = grid->rows->pdata[0];
    g_assert_cmpstr (row->number, ==, "1-001");
    row = grid->rows->pdata[5];
    g_assert_cmpstr (row->number, ==, "2-001");
  }

  /* The same again is nothing; another is asked for. */
  type_items (&office, &round, &scoring, 3, 1, &error);
  g_assert_no_error (error);
  scores[0] = 4000;
  scoring.said = 8725;
  g_assert_false (type_items (&office, &round, &scoring, 3, 1, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  g_clear_error (&error);
  scoring.replace = TRUE;
  type_items (&office, &round, &scoring, 3, 1, &error);
  g_assert_no_error (error);

  /* Above the most: the sentence names the item. */
  scores[2] = 2001;
  scoring.has_said = FALSE;
  g_assert_false (type_items (&office, &round, &scoring, 4, 1, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_assert_cmpstr (xy_error_get_field (error), ==, "scores");
  g_assert_nonnull (strstr (error->message, "厕所"));
  g_clear_error (&error);
  scores[2] = -1;
  g_assert_false (type_items (&office, &round, &scoring, 4, 1, &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "scores");
  g_clear_error (&error);
  scores[2] = 2000;
  scoring.n_scores = 2;
  g_assert_false (type_items (&office, &round, &scoring, 4, 1, &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "scores");
  g_clear_error (&error);

  /* The second reading. */
  scoring.n_scores = 3;
  scoring.has_said = TRUE;
  scoring.said = 9100;
  g_assert_false (type_items (&office, &round, &scoring, 4, 1, &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "sum");
  g_assert_nonnull (strstr (error->message, "90.0"));
  g_assert_nonnull (strstr (error->message, "91.0"));
  hygiene_close (&office);
}

static void
test_modes (void)
{
  RoundOffice office;
  g_autoptr (GError) error = NULL;

  hygiene_open (&office, 2);
  XyId round = begin (&office, "score");
  hygiene_give (&office, &round, 0, 0, 10000);
  g_assert_false (hygiene_try_give (&office, &round, 1, 0, 10001, &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "sum");
  g_clear_error (&error);
  g_assert_false (hygiene_try_give (&office, &round, 1, 0, -1, &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "sum");
  g_clear_error (&error);
  hygiene_close (&office);

  hygiene_open (&office, 3);
  round = begin (&office, "tick");
  hygiene_give (&office, &round, 0, 0, 10000);
  hygiene_give (&office, &round, 0, 1, 0);
  g_assert_false (hygiene_try_give (&office, &round, 1, 0, 5000, &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "sum");
  hygiene_close (&office);
}

/* A judge does not judge his own household, nor that of near kin. */
static void
test_recusal (void)
{
  RoundOffice office;
  g_autoptr (GError) error = NULL;

  hygiene_open (&office, 4);
  hygiene_person (&office, 2, "李建国", "户主", "1970-01-01");
  XyId round = begin (&office, "score");
  g_autoptr (GArray) recusals = xy_hygiene_recusals (office.store, &round, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (recusals->len, ==, 1);
  const XyHygieneRecusal *recusal = &g_array_index (recusals, XyHygieneRecusal, 0);
  XyId own = hygiene_result (&office, &round, 2);
  g_assert_true (xy_id_same (&recusal->result, &own));
  g_assert_cmpuint (recusal->judge_at, ==, 1);
  g_assert_nonnull (strstr (recusal->why, "李建国"));

  g_assert_false (hygiene_try_give (&office, &round, 2, 1, 9000, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_DENIED);
  g_assert_nonnull (strstr (error->message, "李建国"));
  g_clear_error (&error);
  hygiene_give (&office, &round, 2, 0, 9000);
  hygiene_give (&office, &round, 3, 1, 9000);
  g_autoptr (XyHygieneGrid) grid = hygiene_grid (&office, &round);
  g_assert_cmpuint (grid->n_expected, ==, 3 * POINTS_HOUSEHOLDS - 1);
  hygiene_close (&office);
}

static void
test_states (void)
{
  RoundOffice office;
  g_autoptr (GError) error = NULL;

  hygiene_open (&office, 5);
  XyId round = begin (&office, "score");
  XyId one = hygiene_result (&office, &round, 0), two = hygiene_result (&office, &round, 1);
  XyHygieneStating stating = { &one, 1, "excused", NULL };
  g_assert_false (hygiene_act (&office, xy_hygiene_state_act, &stating, &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "excuse");
  g_clear_error (&error);
  stating.excuse = "独居老人";
  hygiene_do (&office, xy_hygiene_state_act, &stating);
  g_assert_false (hygiene_try_give (&office, &round, 0, 0, 9000, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  g_clear_error (&error);
  stating.state = "in";
  hygiene_do (&office, xy_hygiene_state_act, &stating);
  hygiene_give (&office, &round, 0, 0, 9000);

  /* What was judged cannot have been absent. */
  stating.state = "absent";
  g_assert_false (hygiene_act (&office, xy_hygiene_state_act, &stating, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  g_clear_error (&error);
  stating.results = &two;
  hygiene_do (&office, xy_hygiene_state_act, &stating);
  stating.state = "gone";
  g_assert_false (hygiene_act (&office, xy_hygiene_state_act, &stating, &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "state");
  g_clear_error (&error);

  /* Helped after all: the sheets stay, and are not counted. */
  stating = (XyHygieneStating){ &one, 1, "excused", "大病" };
  hygiene_do (&office, xy_hygiene_state_act, &stating);
  g_autoptr (XyHygieneGrid) grid = hygiene_grid (&office, &round);
  g_assert_cmpuint (grid->n_sheets, ==, 0);
  g_assert_cmpuint (grid->n_expected, ==, 3 * (POINTS_HOUSEHOLDS - 2));
  hygiene_close (&office);
}

static void
test_clear (void)
{
  RoundOffice office;
  g_autoptr (GError) error = NULL;

  hygiene_open (&office, 6);
  XyId round = begin (&office, "score"), result = hygiene_result (&office, &round, 0);
  XyId judge = hygiene_judge (&office, &round, 0), sheet = xy_hygiene_sheet_id (&result, &judge);
  hygiene_give (&office, &round, 0, 0, 9000);
  hygiene_do (&office, xy_hygiene_sheet_clear_act, &sheet);
  {
    g_autoptr (XyHygieneResult) record = xy_record_get (office.store, &xy_hygiene_result_type, &result, &error);
    g_assert_cmpint (record->n, ==, 0);
    g_assert_cmpint (record->total, ==, 0);
  }
  hygiene_give (&office, &round, 0, 0, 8000);
  xy_store_undo (office.store, &office.points.office.actor, &error);
  g_assert_no_error (error);
  xy_store_undo (office.store, &office.points.office.actor, &error);
  g_assert_no_error (error);
  g_autoptr (XyHygieneResult) record = xy_record_get (office.store, &xy_hygiene_result_type, &result, &error);
  g_assert_cmpint (record->n, ==, 1);
  g_assert_cmpint (record->total, ==, 9000);
  hygiene_close (&office);
}

/* All or none; the sentence names the household. */
static void
test_many (void)
{
  RoundOffice office;
  g_autoptr (GError) error = NULL;

  hygiene_open (&office, 7);
  XyId round = begin (&office, "score"), judge = hygiene_judge (&office, &round, 2);
  XyHygieneScoring ones[POINTS_HOUSEHOLDS];
  for (guint i = 0; i < POINTS_HOUSEHOLDS; i++)
    ones[i] = (XyHygieneScoring){ .result = hygiene_result (&office, &round, i), .judge = judge, .sum = 8000 + i };
  ones[7].sum = 20000;
  XyHygieneScorings all = { ones, POINTS_HOUSEHOLDS, 0 };
  g_assert_false (hygiene_act (&office, xy_hygiene_scores_act, &all, &error));
  g_assert_cmpuint (all.failed, ==, 7);
  g_assert_nonnull (strstr (error->message, "王国强"));
  g_clear_error (&error);
  g_autoptr (XyHygieneGrid) before = hygiene_grid (&office, &round);
  g_assert_cmpuint (before->n_sheets, ==, 0);
  ones[7].sum = 2000;
  hygiene_do (&office, xy_hygiene_scores_act, &all);
  g_autoptr (XyHygieneGrid) after = hygiene_grid (&office, &round);
  g_assert_cmpuint (after->n_sheets, ==, POINTS_HOUSEHOLDS);
  hygiene_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hygiene-score/items", test_items);
  g_test_add_func ("/hygiene-score/modes", test_modes);
  g_test_add_func ("/hygiene-score/recusal", test_recusal);
  g_test_add_func ("/hygiene-score/states", test_states);
  g_test_add_func ("/hygiene-score/clear", test_clear);
  g_test_add_func ("/hygiene-score/many", test_many);
  return g_test_run ();
}
