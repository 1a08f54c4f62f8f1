/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/household-index.h"
#include "core/person.h"
#include "core/points-balance.h"
#include "core/points-batch.h"
#include "points-office.h"

static gint64
total (PointsOffice *points, guint household)
{
  XyPointsBalance balance;

  g_assert_true (xy_points_balance (points->office.store, &points->household[household], &balance, NULL));
  return balance.total;
}

static const XyPointsOutcome *
outcome (const XyPointsBatch *batch, guint at)
{
  return batch->outcomes->pdata[at];
}

static void
record_batch (PointsOffice *points, XyPointsBatch *batch)
{
  g_autoptr (GError) error = NULL;

  xy_store_act (points->office.store, &points->office.actor, "", xy_points_batch_act, batch, &error);
  g_assert_no_error (error);
}

static void
test_batch (void)
{
  PointsOffice points;
  g_autoptr (GError) error = NULL;
  points_open (&points, 1);
  const XyPointsOne ones[] = {
    { .household = points.household[0], .rule = points.sweep, .day = "2026-11-20", .amount = 200 },
    { .household = points.household[1], .rule = points.sweep, .day = "2026-11-20", .amount = 200 },
    { .household = points.household[2], .rule = points.sweep, .day = "2026-11-20", .amount = 100 },
    { .household = points.household[0], .rule = points.help, .day = "2026-11-20", .amount = 150 },
    { .household = points.household[0], .rule = points.help, .day = "2026-11-21", .amount = 150 },
    { .household = points.household[1], .rule = points.flood, .day = "2026-11-20", .score = 250 },
    { .household = points.household[1], .rule = points.flood, .day = "2026-11-20", .score = 400 },
  };
  g_auto (XyPointsBatch) batch = { .ones = ones, .n = G_N_ELEMENTS (ones) };
  g_autofree char *before = xy_store_dump (points.office.store, NULL);

  /* Alone the second help would have room; together the first takes it. */
  g_assert_true (xy_points_batch_look (points.office.store, &batch, &error));
  g_assert_cmpint (outcome (&batch, 4)->line.cut, ==, 0);
  g_assert_true (xy_points_batch_try (points.office.store, &points.office.actor, &batch, &error));
  g_assert_no_error (error);
  g_assert_cmpint (outcome (&batch, 4)->line.cut, ==, 100);
  g_assert_cmpint (outcome (&batch, 4)->line.delta, ==, 50);
  g_assert_cmpstr (outcome (&batch, 6)->field, ==, "score");
  g_assert_nonnull (outcome (&batch, 6)->problem);
  g_assert_true (outcome (&batch, 6)->left_out);
  g_assert_cmpuint (batch.n_recorded, ==, 6);
  g_assert_cmpint (batch.sum, ==, 200 + 200 + 100 + 150 + 50 + 250);
  g_autofree char *after = xy_store_dump (points.office.store, NULL);
  g_assert_cmpstr (before, ==, after);

  /* One that is refused refuses the act, and says whose line it is. */
  g_assert_false (xy_store_act (points.office.store, &points.office.actor, "", xy_points_batch_act, &batch, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_assert_cmpstr (xy_error_get_field (error), ==, "score");
  g_assert_nonnull (strstr (error->message, "钱国强"));
  g_clear_error (&error);
  g_autofree char *refused = xy_store_dump (points.office.store, NULL);
  g_assert_cmpstr (before, ==, refused);

  batch.n = 6;
  record_batch (&points, &batch);
  g_assert_cmpint (total (&points, 0), ==, 400);
  g_assert_cmpint (total (&points, 1), ==, 450);
  g_assert_cmpint (total (&points, 2), ==, 100);
  g_autoptr (XyActInfo) act = xy_store_get_undo (points.office.store, NULL);
  g_assert_nonnull (strstr (act->title, "3"));
  g_assert_true (xy_store_undo (points.office.store, &points.office.actor, &error));
  g_autofree char *undone = xy_store_dump (points.office.store, NULL);
  g_assert_cmpstr (before, ==, undone);
  points_close (&points);
}

static void
test_repeats (void)
{
  PointsOffice points;
  points_open (&points, 2);
  const XyPointsOne ones[] = {
    { .household = points.household[0], .rule = points.sweep, .day = "2026-11-20", .amount = 200 },
    { .household = points.household[1], .rule = points.sweep, .day = "2026-11-20", .amount = 200 },
    { .household = points.household[0], .rule = points.sweep, .day = "2026-11-20", .amount = 200 },
    { .household = points.household[0], .rule = points.sweep, .day = "2026-11-20", .amount = 300 },
  };
  g_auto (XyPointsBatch) batch = { .ones = ones, .n = G_N_ELEMENTS (ones), .skip_repeats = TRUE };

  record_batch (&points, &batch);
  g_assert_true (outcome (&batch, 2)->repeat && outcome (&batch, 2)->left_out);
  g_assert_cmpuint (batch.n_recorded, ==, 3);
  g_assert_cmpint (total (&points, 0), ==, 500);

  g_autofree char *before = xy_store_dump (points.office.store, NULL);
  record_batch (&points, &batch);
  g_assert_cmpuint (batch.n_recorded, ==, 0);
  g_autofree char *after = xy_store_dump (points.office.store, NULL);
  g_assert_cmpstr (before, ==, after);

  batch.skip_repeats = FALSE;
  batch.n = 1;
  record_batch (&points, &batch);
  g_assert_true (outcome (&batch, 0)->repeat);
  g_assert_cmpint (total (&points, 0), ==, 700);
  points_close (&points);
}

static void
test_denied (void)
{
  PointsOffice points;
  g_autoptr (GError) error = NULL;
  points_open (&points, 3);
  const XyPointsOne one = { .household = points.household[0], .rule = points.sweep, .day = "2026-11-20" };
  g_auto (XyPointsBatch) batch = { .ones = &one, .n = 1 };
  XyActor looker = { .user = points.office.actor.user, .name = "监督员" };

  g_assert_false (xy_points_batch_try (points.office.store, &looker, &batch, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_DENIED);
  points_close (&points);
}

/* Whatever is drawn: the trial says what recording comes to, line by line. */
static void
test_random (void)
{
  PointsOffice points;
  points_open (&points, (guint64) g_test_rand_int ());

  for (guint round = 0; round < 25; round++)
    {
      const XyId rules[] = { points.sweep, points.help, points.training, points.litter, points.flood, points.gift };
      XyPointsOne ones[40];
      guint n = (guint) g_test_rand_int_range (1, G_N_ELEMENTS (ones));
      guint n_good = 0;
      gint64 sums[POINTS_HOUSEHOLDS];

      for (guint i = 0; i < n; i++)
        {
          guint rule = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (rules));
          ones[i] = (XyPointsOne){
            .household = points.household[g_test_rand_int_range (0, POINTS_HOUSEHOLDS)],
            .rule = rules[rule],
            .day = g_test_rand_bit () ? "2026-11-20" : "2026-10-05",
            .amount = rule == 5 ? 1000 * g_test_rand_int_range (0, 4) : 100 * g_test_rand_int_range (1, 3),
            .score = rule == 4 ? g_test_rand_int_range (190, 305) : 0,
          };
        }
      g_auto (XyPointsBatch) trial = { .ones = ones, .n = n, .skip_repeats = g_test_rand_bit () };
      g_assert_true (xy_points_batch_try (points.office.store, &points.office.actor, &trial, NULL));
      XyPointsOne good[40];
      gint64 deltas[40];
      for (guint i = 0; i < n; i++)
        if (!outcome (&trial, i)->left_out)
          {
            deltas[n_good] = outcome (&trial, i)->line.delta;
            good[n_good++] = ones[i];
          }
      g_assert_cmpuint (n_good, ==, trial.n_recorded);
      for (guint h = 0; h < POINTS_HOUSEHOLDS; h++)
        sums[h] = total (&points, h);
      g_auto (XyPointsBatch) batch = { .ones = good, .n = n_good };
      record_batch (&points, &batch);
      for (guint i = 0; i < n_good; i++)
        {
          g_assert_cmpint (outcome (&batch, i)->line.delta, ==, deltas[i]);
          for (guint h = 0; h < POINTS_HOUSEHOLDS; h++)
            if (xy_id_same (&points.household[h], &good[i].household))
              sums[h] += deltas[i];
        }
      for (guint h = 0; h < POINTS_HOUSEHOLDS; h++)
        g_assert_cmpint (total (&points, h), ==, sums[h]);
    }
  points_close (&points);
}

static gboolean
add_people (XyTxn *txn, gpointer data, GError **error)
{
  static const struct
  {
    guint household;
    const char *name;
    const char *relation;
    const char *state;
  } people[] = {
    { 0, "赵国强", "户主", "here" }, { 0, "刘桂英", "妻", "here" },   { 1, "刘桂英", "妻", "here" },
    { 4, "周国强", "户主", "here" }, { 4, "周大爷", "父亲", "dead" }, { 5, "周国强", "女婿", "here" },
  };
  PointsOffice *points = data;

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr (XyPerson) person = xy_record_new (&xy_person_type);
      person->household = points->household[people[i].household];
      xy_set_str (&person->name, people[i].name);
      xy_set_str (&person->relation, people[i].relation);
      xy_set_str (&person->state, people[i].state);
      if (!xy_record_save (txn, person, error))
        return FALSE;
    }
  g_autoptr (XyHousehold) moved =
      xy_record_get (xy_txn_get_store (txn), &xy_household_type, &points->household[7], error);
  g_autoptr (XyHousehold) copy = moved != NULL ? xy_record_copy (moved) : NULL;
  if (copy == NULL)
    return FALSE;
  xy_set_str (&copy->state, "moved");
  return xy_record_save (txn, copy, error);
}

static void
assert_found (const XyHouseholdIndex *index,
              const char *number,
              const char *name,
              const char *group,
              const char *numbers,
              gboolean live)
{
  g_autoptr (GArray) found = xy_household_index_find (index, number, name, group);
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      const XyHouseholdMatch *match = &g_array_index (found, XyHouseholdMatch, i);
      g_autofree char *words = xy_household_match_describe (match);
      g_string_append_printf (list, "%s%s", i > 0 ? " " : "", match->card->number);
      g_assert_cmpint (match->live, ==, live);
      g_assert_nonnull (strstr (words, match->card->number));
    }
  g_assert_cmpstr (list->str, ==, numbers);
  if (found->len == 0)
    {
      g_autofree char *why = xy_household_index_explain (index, number, name, group);
      g_assert_cmpstr (why, !=, "");
    }
}

static void
test_index (void)
{
  PointsOffice points;
  points_open (&points, 4);
  office_act (&points.office, "People", add_people, &points);
  g_autoptr (XyHouseholdIndex) index = xy_household_index_new (points.office.store, NULL);

  assert_found (index, "1-001", NULL, NULL, "1-001", TRUE);
  assert_found (index, "1-1", NULL, NULL, "1-001", TRUE);
  assert_found (index, "１－００1", NULL, "一组", "1-001", TRUE);
  assert_found (index, "1", NULL, "第1村民小组", "1-001", TRUE);
  assert_found (index, "1-001", NULL, "2组", "", TRUE);
  assert_found (index, "9-009", NULL, NULL, "", TRUE);
  assert_found (index, NULL, "赵国强", NULL, "1-001", TRUE);
  assert_found (index, NULL, " 赵国强户", NULL, "1-001", TRUE);
  assert_found (index, NULL, "赵国强", "2组", "", TRUE);
  assert_found (index, NULL, "刘桂英", NULL, "1-001 2-001", TRUE);
  assert_found (index, NULL, "刘桂英", "2", "2-001", TRUE);
  /* A head comes before a member of another household. */
  assert_found (index, NULL, "周国强", NULL, "1-002", TRUE);
  assert_found (index, NULL, "周大爷", NULL, "1-002", FALSE);
  assert_found (index, NULL, "王国强", NULL, "4-002", FALSE);
  assert_found (index, NULL, "谁也不是", NULL, "", FALSE);
  assert_found (index, "1-001", "刘桂英", NULL, "1-001", TRUE);
  assert_found (index, "1-001", "钱国强", NULL, "", TRUE);
  assert_found (index, NULL, NULL, NULL, "", TRUE);
  points_close (&points);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/points-batch/batch", test_batch);
  g_test_add_func ("/points-batch/repeats", test_repeats);
  g_test_add_func ("/points-batch/denied", test_denied);
  g_test_add_func ("/points-batch/random", test_random);
  g_test_add_func ("/household-index/find", test_index);
  return g_test_run ();
}
