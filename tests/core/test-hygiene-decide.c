/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include <sqlite3.h>

#include "core/verify.h"
#include "round-office.h"

/* A round of one score; not closed. */
static XyId
begin (RoundOffice *self, const char *day, XyHygieneRound **made)
{
  g_autoptr (XyHygieneRound) round = hygiene_propose (self, NULL, day);

  xy_set_str (&round->mode, "score");
  if (made != NULL)
    {
      *made = g_steal_pointer (&round);
      return XY_ID_NONE;
    }
  return hygiene_make (self, round);
}

/* All judges give household I 100 - I. */
static void
judge_all (RoundOffice *self, const XyId *round)
{
  XyHygieneScoring ones[3 * POINTS_HOUSEHOLDS];
  XyHygieneScorings all = { ones, G_N_ELEMENTS (ones), 0 };

  for (guint i = 0; i < G_N_ELEMENTS (ones); i++)
    ones[i] = (XyHygieneScoring){ .result = hygiene_result (self, round, i / 3),
                                  .judge = hygiene_judge (self, round, i % 3),
                                  .sum = 10000 - 100 * (i / 3) };
  hygiene_do (self, xy_hygiene_scores_act, &all);
}

static void
test_average (void)
{
  g_assert_cmpint (xy_hygiene_average (0, 0), ==, 0);
  g_assert_cmpint (xy_hygiene_average (10, 3), ==, 3);
  g_assert_cmpint (xy_hygiene_average (11, 3), ==, 4);
  g_assert_cmpint (xy_hygiene_average (5, 2), ==, 3);
  g_assert_cmpint (xy_hygiene_average (26000, 3), ==, 8667);
}

/* Sheets that are missing, and the reason. */
static void
test_missing (void)
{
  RoundOffice office;
  g_autoptr (GError) error = NULL;

  hygiene_open (&office, 1);
  XyId round = begin (&office, "2026-11-20", NULL);
  XyHygieneClosing closing = { .round = round };
  g_assert_false (hygiene_act (&office, xy_hygiene_close_act, &closing, &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "round");
  g_clear_error (&error);
  judge_all (&office, &round);
  XyId first = hygiene_result (&office, &round, 0), second = hygiene_result (&office, &round, 1);
  for (guint i = 0; i < 4; i++)
    {
      XyId judge = hygiene_judge (&office, &round, i % 3);
      XyId sheet = xy_hygiene_sheet_id (i < 3 ? &first : &second, &judge);
      hygiene_do (&office, xy_hygiene_sheet_clear_act, &sheet);
    }
  {
    g_autoptr (XyHygieneGrid) grid = hygiene_grid (&office, &round);
    g_auto (XyHygieneMissing) missing = { 0 };
    xy_hygiene_grid_missing (grid, &missing);
    g_assert_cmpuint (missing.n_missing, ==, 4);
    g_assert_cmpuint (missing.n_none, ==, 1);
    g_assert_cmpuint (missing.n_short, ==, 2);
    g_assert_cmpuint (missing.gaps->len, ==, 4);
    g_assert_nonnull (strstr (missing.sentence, "李建国"));
    g_assert_nonnull (strstr (missing.sentence, "2组"));
  }
  g_assert_false (hygiene_act (&office, xy_hygiene_close_act, &closing, &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "missing");
  g_assert_nonnull (strstr (error->message, "1组"));
  g_clear_error (&error);
  closing.missing = "  ";
  g_assert_false (hygiene_act (&office, xy_hygiene_close_act, &closing, &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "missing");
  g_clear_error (&error);
  closing.missing = "大雨，没有走完";
  closing.day = "2026-11-19";
  g_assert_false (hygiene_act (&office, xy_hygiene_close_act, &closing, &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "day");
  g_clear_error (&error);
  closing.day = "2026-11-23";
  g_assert_false (hygiene_act (&office, xy_hygiene_close_act, &closing, &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "day");
  g_clear_error (&error);
  closing.day = NULL;
  hygiene_do (&office, xy_hygiene_close_act, &closing);

  g_autoptr (XyHygieneRound) closed = hygiene_round (&office, &round);
  g_assert_cmpstr (closed->closed_on, ==, "2026-11-22");
  g_assert_cmpstr (closed->missing, ==, "大雨，没有走完");
  g_autoptr (GPtrArray) outcomes = hygiene_outcomes (&office, &round);
  g_assert_cmpstr (hygiene_outcome_of (&office, outcomes, 0)->state, ==, "absent");
  g_assert_cmpuint (hygiene_outcome_of (&office, outcomes, 1)->rank, ==, 1);
  g_assert_cmpint (hygiene_outcome_of (&office, outcomes, 1)->score, ==, 9900);

  /* Nothing is typed into a closed round; opened again, who was absent for want of sheets is judged after all. */
  g_assert_false (hygiene_try_give (&office, &round, 0, 0, 9000, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (hygiene_act (&office, xy_hygiene_close_act, &closing, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  g_clear_error (&error);
  hygiene_do (&office, xy_hygiene_reopen_act, &round);
  hygiene_give (&office, &round, 0, 0, 9000);
  g_assert_false (hygiene_act (&office, xy_hygiene_reopen_act, &round, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  hygiene_close (&office);
}

/* What the figures suggest, and what people decide. */
static void
test_decisions (void)
{
  RoundOffice office;
  g_autoptr (GError) error = NULL;

  hygiene_open (&office, 2);
  XyId round = begin (&office, "2026-11-20", NULL);
  judge_all (&office, &round);
  XyHygieneDecision decisions[] = { { hygiene_result (&office, &round, 0), NULL, NULL },
                                    { hygiene_result (&office, &round, 10), "red", "帮邻居清扫" } };
  XyHygieneDeciding deciding = { round, decisions, 2 };
  g_assert_false (hygiene_act (&office, xy_hygiene_decide_act, &deciding, &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "reason");
  g_assert_nonnull (strstr (error->message, "赵国强"));
  g_clear_error (&error);
  decisions[0].reason = "评比当天作假";
  decisions[1].list = "best";
  g_assert_false (hygiene_act (&office, xy_hygiene_decide_act, &deciding, &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "list");
  g_clear_error (&error);
  decisions[1].list = "red";
  hygiene_do (&office, xy_hygiene_decide_act, &deciding);
  XyHygieneClosing closing = { .round = round };
  hygiene_do (&office, xy_hygiene_close_act, &closing);
  {
    g_autoptr (GPtrArray) outcomes = hygiene_outcomes (&office, &round);
    const XyHygieneOutcome *first = hygiene_outcome_of (&office, outcomes, 0);
    g_assert_cmpstr (first->suggested, ==, "red");
    g_assert_cmpstr (first->list, ==, NULL);
    g_assert_cmpstr (first->reason, ==, "评比当天作假");
    g_assert_cmpstr (hygiene_outcome_of (&office, outcomes, 10)->list, ==, "red");
    g_assert_cmpstr (hygiene_outcome_of (&office, outcomes, 3)->list, ==, "red");
    g_assert_cmpstr (hygiene_outcome_of (&office, outcomes, 4)->list, ==, NULL);
  }
  /* Not posted yet: it can be decided as the figures say after all, without a reason. */
  decisions[0] = (XyHygieneDecision){ hygiene_result (&office, &round, 0), "red", NULL };
  deciding.n = 1;
  hygiene_do (&office, xy_hygiene_decide_act, &deciding);
  XyHygieneCorrecting correcting = { .result = decisions[0].result, .reason = "作假" };
  g_assert_false (hygiene_act (&office, xy_hygiene_correct_act, &correcting, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  g_clear_error (&error);

  /* Posted: a correction. */
  hygiene_post (&office, &round, "hygiene-red");
  g_autofree char *posted = xy_hygiene_posted_on (office.store, &round, "hygiene-red", TRUE, &error);
  g_assert_cmpstr (posted, ==, "2026-11-22");
  g_autofree char *other = xy_hygiene_posted_on (office.store, &round, "hygiene-low", FALSE, &error);
  g_assert_null (other);
  g_assert_false (hygiene_act (&office, xy_hygiene_decide_act, &deciding, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (hygiene_act (&office, xy_hygiene_reopen_act, &round, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  g_clear_error (&error);
  correcting.reason = "";
  g_assert_false (hygiene_act (&office, xy_hygiene_correct_act, &correcting, &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "reason");
  g_clear_error (&error);
  correcting.reason = "评比当天作假";
  correcting.list = "red";
  g_assert_false (hygiene_act (&office, xy_hygiene_correct_act, &correcting, &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "list");
  g_clear_error (&error);
  correcting.list = NULL;
  hygiene_do (&office, xy_hygiene_correct_act, &correcting);
  g_autoptr (GPtrArray) corrections = xy_hygiene_corrections (office.store, &round, &error);
  g_assert_cmpuint (corrections->len, ==, 1);
  const XyHygieneCorrection *correction = corrections->pdata[0];
  g_assert_cmpstr (correction->was, ==, "red");
  g_assert_null (correction->list);
  g_autoptr (GPtrArray) outcomes = hygiene_outcomes (&office, &round);
  g_assert_null (hygiene_outcome_of (&office, outcomes, 0)->list);
  g_assert_true (hygiene_outcome_of (&office, outcomes, 0)->corrected);
  g_assert_false (hygiene_outcome_of (&office, outcomes, 1)->corrected);

  XyHygieneRoundFilter filter = { .year = "2026" };
  g_autoptr (GArray) ids = xy_hygiene_round_ids (office.store, &filter, &error);
  g_autoptr (GPtrArray) rows = xy_hygiene_round_rows (office.store, &g_array_index (ids, XyId, 0), ids->len, &error);
  const XyHygieneRoundRow *row = rows->pdata[0];
  g_assert_cmpuint (row->n_red, ==, 4);
  g_assert_cmpstr (row->red_posted_on, ==, "2026-11-22");
  g_assert_null (row->low_posted_on);
  hygiene_close (&office);
}

/* Who is helped instead is on no list and has no rank. */
static void
test_excused (void)
{
  RoundOffice office;
  g_autoptr (GError) error = NULL;

  hygiene_open (&office, 3);
  XyId round = begin (&office, "2026-11-20", NULL), result = hygiene_result (&office, &round, 0);
  judge_all (&office, &round);
  XyHygieneDecision decision = { result, "low", "院子乱" };
  XyHygieneDeciding deciding = { round, &decision, 1 };
  hygiene_do (&office, xy_hygiene_decide_act, &deciding);
  XyHygieneStating stating = { &result, 1, "excused", "独居老人" };
  hygiene_do (&office, xy_hygiene_state_act, &stating);
  g_assert_false (hygiene_act (&office, xy_hygiene_decide_act, &deciding, &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "list");
  g_clear_error (&error);
  XyHygieneClosing closing = { .round = round, .decisions = &decision, .n = 1 };
  g_assert_false (hygiene_act (&office, xy_hygiene_close_act, &closing, &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "list");
  closing.n = 0;
  hygiene_do (&office, xy_hygiene_close_act, &closing);
  g_autoptr (GPtrArray) outcomes = hygiene_outcomes (&office, &round);
  const XyHygieneOutcome *outcome = hygiene_outcome_of (&office, outcomes, 0);
  g_assert_cmpuint (outcome->rank, ==, 0);
  g_assert_null (outcome->list);
  g_assert_null (outcome->suggested);
  g_assert_cmpuint (hygiene_outcome_of (&office, outcomes, 1)->rank, ==, 1);
  hygiene_close (&office);
}

static void
test_plate (void)
{
  RoundOffice office;
  g_autoptr (GError) error = NULL;

  hygiene_open (&office, 4);
  g_autoptr (XyHygieneRound) round = NULL;
  begin (&office, "2026-11-20", &round);
  xy_set_str (&round->low_by, "number");
  round->low_value = 3;
  XyId id = hygiene_make (&office, round),
       results[] = { hygiene_result (&office, &id, 0), hygiene_result (&office, &id, 19) };
  XyHygienePlating plating = { results, 2, "最美庭院" };
  judge_all (&office, &id);
  g_assert_false (hygiene_act (&office, xy_hygiene_plate_act, &plating, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  g_clear_error (&error);
  XyHygieneClosing closing = { .round = id };
  hygiene_do (&office, xy_hygiene_close_act, &closing);
  g_assert_false (hygiene_act (&office, xy_hygiene_plate_act, &plating, &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "plate");
  g_clear_error (&error);
  plating.n = 1;
  hygiene_do (&office, xy_hygiene_plate_act, &plating);
  g_autoptr (GPtrArray) outcomes = hygiene_outcomes (&office, &id);
  g_assert_cmpstr (hygiene_outcome_of (&office, outcomes, 0)->plate, ==, "最美庭院");
  plating.plate = NULL;
  hygiene_do (&office, xy_hygiene_plate_act, &plating);
  hygiene_close (&office);
}

/* Closing is one act: undone, the round is as it was. */
static void
test_undo (void)
{
  RoundOffice office;
  g_autoptr (GError) error = NULL;

  hygiene_open (&office, 5);
  XyId round = begin (&office, "2026-11-20", NULL);
  judge_all (&office, &round);
  g_autofree char *before = xy_store_dump (office.store, &error);
  XyHygieneClosing closing = { .round = round };
  hygiene_do (&office, xy_hygiene_close_act, &closing);
  g_autofree char *closed = xy_store_dump (office.store, &error);
  xy_store_undo (office.store, &office.points.office.actor, &error);
  g_assert_no_error (error);
  g_autofree char *after = xy_store_dump (office.store, &error);
  g_assert_cmpstr (before, ==, after);
  xy_store_redo (office.store, &office.points.office.actor, &error);
  g_assert_no_error (error);
  g_autofree char *again = xy_store_dump (office.store, &error);
  g_assert_cmpstr (closed, ==, again);
  hygiene_do (&office, xy_hygiene_reopen_act, &round);
  g_autofree char *open = xy_store_dump (office.store, &error);
  g_assert_cmpstr (before, ==, open);
  hygiene_close (&office);
}

/* Sheets that do not come to what is kept are found. */
static void
test_verify (void)
{
  RoundOffice office;
  g_autoptr (GError) error = NULL;
  sqlite3 *db = NULL;

  hygiene_open (&office, 6);
  XyId round = begin (&office, "2026-11-20", NULL);
  judge_all (&office, &round);
  g_autoptr (XyVerifyReport) whole = xy_verify (office.store, XY_VERIFY_ALL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (whole->n_problems, ==, 0);
  g_clear_object (&office.points.office.store);
  g_assert_cmpint (sqlite3_open (office.points.office.path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "UPDATE hygiene_result SET total = total + 1 WHERE sort = 7168", NULL, NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (db);
  office_reopen (&office.points.office);
  g_autoptr (XyVerifyReport) broken = xy_verify (office.points.office.store, XY_VERIFY_DERIVED, &error);
  g_assert_no_error (error);
  g_assert_cmpint (broken->n_problems, ==, 1);
  hygiene_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hygiene-decide/average", test_average);
  g_test_add_func ("/hygiene-decide/missing", test_missing);
  g_test_add_func ("/hygiene-decide/decisions", test_decisions);
  g_test_add_func ("/hygiene-decide/excused", test_excused);
  g_test_add_func ("/hygiene-decide/plate", test_plate);
  g_test_add_func ("/hygiene-decide/undo", test_undo);
  g_test_add_func ("/hygiene-decide/verify", test_verify);
  return g_test_run ();
}
