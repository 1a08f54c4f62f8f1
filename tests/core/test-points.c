/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/day.h"
#include "core/points-balance.h"
#include "points-office.h"

static gint64
total (PointsOffice *points, guint household)
{
  XyPointsBalance balance;

  g_assert_true (xy_points_balance (points->office.store, &points->household[household], &balance, NULL));
  return balance.total;
}

static XyPointsEntry *
entry_of (PointsOffice *points, const XyId *id)
{
  g_autoptr (GError) error = NULL;
  XyPointsEntry *entry = xy_record_get (points->office.store, &xy_points_entry_type, id, &error);

  g_assert_no_error (error);
  return entry;
}

static void
assert_refused (PointsOffice *points, const XyPointsDraft *draft, const char *field)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = xy_store_dump (points->office.store, NULL);

  g_assert_false (points_try (points, draft, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_assert_cmpstr (xy_error_get_field (error), ==, field);
  g_autofree char *after = xy_store_dump (points->office.store, NULL);
  g_assert_cmpstr (before, ==, after);
}

static gboolean
reverse (PointsOffice *points, const XyId *id, const char *reason, GError **error)
{
  XyPointsReversal reversal = { .entry = *id, .reason = reason };

  return xy_store_act (points->office.store, &points->office.actor, "", xy_points_reverse_act, &reversal, error);
}

static void
test_scores (void)
{
  static const struct
  {
    int rule; /* offset in PointsOffice */
    gint64 amount;
    gint64 score;
    gint64 delta;
  } cases[] = {
    { G_STRUCT_OFFSET (PointsOffice, sweep), 0, 0, 100 },      { G_STRUCT_OFFSET (PointsOffice, sweep), 250, 0, 250 },
    { G_STRUCT_OFFSET (PointsOffice, sweep), 1, 0, 1 },        { G_STRUCT_OFFSET (PointsOffice, litter), 0, 0, -500 },
    { G_STRUCT_OFFSET (PointsOffice, litter), 200, 0, -1000 }, { G_STRUCT_OFFSET (PointsOffice, flood), 0, 200, 200 },
    { G_STRUCT_OFFSET (PointsOffice, flood), 0, 250, 250 },    { G_STRUCT_OFFSET (PointsOffice, flood), 300, 300, 900 },
    { G_STRUCT_OFFSET (PointsOffice, gift), 1000, 0, 10 },     { G_STRUCT_OFFSET (PointsOffice, gift), 9999, 0, 90 },
    { G_STRUCT_OFFSET (PointsOffice, gift), 10000, 0, 100 },
  };
  PointsOffice points;
  points_open (&points, 1);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const XyId *rule = (const XyId *) ((const char *) &points + cases[i].rule);
      XyId id = points_one (&points, rule, i % POINTS_HOUSEHOLDS, "2026-11-20", cases[i].amount, cases[i].score);
      g_autoptr (XyPointsEntry) entry = entry_of (&points, &id);

      g_assert_cmpint (entry->delta, ==, cases[i].delta);
      g_assert_cmpint (entry->cut, ==, 0);
      g_assert_cmpint (entry->amount, ==, cases[i].amount != 0 ? cases[i].amount : 100);
      g_assert_cmpstr (entry->recorder, ==, "曾小平");
    }
  points_close (&points);
}

static void
test_refusals (void)
{
  PointsOffice points;
  points_open (&points, 2);
  XyPointsDraft good = { .rule = points.sweep, .day = "2026-11-20", .households = points.household, .n_households = 3 };
  XyPointsDraft draft = good;
  static const char *const days[] = { "2026-11-24", "2014-12-31", "2026-02-29", "2026-11", "", "20261120" };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      draft.day = days[i];
      assert_refused (&points, &draft, "day");
    }
  draft = good;
  draft.score = 200;
  assert_refused (&points, &draft, "score");
  draft.rule = points.flood;
  draft.score = 0;
  assert_refused (&points, &draft, "score");
  draft.score = 301;
  assert_refused (&points, &draft, "score");
  draft.score = 199;
  assert_refused (&points, &draft, "score");
  draft = good;
  draft.amount = -100;
  assert_refused (&points, &draft, "amount");
  draft.amount = G_MAXINT64;
  assert_refused (&points, &draft, "amount");
  draft.amount = 100000000;
  assert_refused (&points, &draft, "amount");
  draft.rule = points.gift;
  draft.amount = 999;
  assert_refused (&points, &draft, "amount");
  draft.amount = 0;
  assert_refused (&points, &draft, "amount");
  draft = good;
  draft.n_households = 0;
  assert_refused (&points, &draft, "household");

  XyId twice[] = { points.household[4], points.household[5], points.household[4] };
  draft = good;
  draft.households = twice;
  assert_refused (&points, &draft, "household");

  /* Tomorrow is allowed: a clock may be a day behind. */
  draft = good;
  draft.day = "2026-11-23";
  g_assert_true (points_try (&points, &draft, NULL));
  g_autoptr (XyActInfo) act = xy_store_get_undo (points.office.store, NULL);
  g_assert_nonnull (strstr (act->title, "3"));
  g_assert_nonnull (strstr (act->title, "义务清扫"));

  XyActor looker = { .user = points.office.actor.user, .name = "监督员" };
  g_autoptr (GError) error = NULL;
  g_assert_false (xy_store_act (points.office.store, &looker, "", xy_points_record_act, &good, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_DENIED);
  points_close (&points);
}

static gboolean
set_state (XyTxn *txn, gpointer data, GError **error)
{
  PointsOffice *points = data;
  g_autoptr (XyHousehold) moved =
      xy_record_get (xy_txn_get_store (txn), &xy_household_type, &points->household[0], NULL);
  g_autoptr (XyHousehold) gone =
      xy_record_get (xy_txn_get_store (txn), &xy_household_type, &points->household[1], NULL);
  g_autoptr (XyHousehold) away =
      xy_record_get (xy_txn_get_store (txn), &xy_household_type, &points->household[2], NULL);

  xy_set_str (&moved->state, "moved");
  xy_set_str (&away->state, "away");
  return xy_record_save (txn, moved, error) && xy_record_save (txn, away, error)
         && xy_record_set_deleted (txn, gone, TRUE, error);
}

static void
test_households (void)
{
  PointsOffice points;
  points_open (&points, 3);
  office_act (&points.office, "States", set_state, &points);

  XyPointsDraft draft = { .rule = points.sweep, .day = "2026-11-20", .n_households = 1 };
  draft.households = &points.household[0];
  assert_refused (&points, &draft, "household");
  draft.households = &points.household[1];
  assert_refused (&points, &draft, "household");
  /* One bad household, and nothing is written for the others either. */
  draft.households = &points.household[1];
  draft.n_households = 5;
  assert_refused (&points, &draft, "household");
  draft.households = &points.household[2];
  draft.n_households = 1;
  g_assert_true (points_try (&points, &draft, NULL));

  XyId unknown = xy_id_new (&points.office.fixed.env);
  g_autoptr (GError) error = NULL;
  draft.households = &unknown;
  g_assert_false (points_try (&points, &draft, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_NOT_FOUND);
  points_close (&points);
}

static void
test_cap_room (void)
{
  PointsOffice points;
  g_autoptr (GError) error = NULL;
  points_open (&points, 4);
  Office *office = &points.office;

  /* 2 a month: what is above is cut, and kept as cut; another month is another matter. */
  points_one (&points, &points.help, 0, "2026-10-31", 0, 0);
  XyId first = points_one (&points, &points.help, 0, "2026-11-01", 150, 0);
  XyId second = points_one (&points, &points.help, 0, "2026-11-20", 100, 0);
  g_autoptr (XyPointsEntry) cut = entry_of (&points, &second);
  g_assert_cmpint (cut->delta, ==, 50);
  g_assert_cmpint (cut->cut, ==, 50);
  g_assert_cmpint (total (&points, 0), ==, 300);

  XyPointsDraft draft = { .rule = points.help, .day = "2026-11-20", .households = points.household, .n_households = 2 };
  g_autoptr (GArray) lines = xy_points_preview (office->store, &draft, &error);
  g_assert_no_error (error);
  XyPointsLine *line = &g_array_index (lines, XyPointsLine, 0);
  g_assert_cmpint (line->delta, ==, 0);
  g_assert_cmpint (line->cut, ==, 100);
  g_assert_cmpint (line->used, ==, 200);
  g_assert_true (line->repeat);
  g_assert_cmpint (g_array_index (lines, XyPointsLine, 1).delta, ==, 100);
  g_assert_false (g_array_index (lines, XyPointsLine, 1).repeat);

  /* A corrected entry gives its room back, and takes it again when the correction is undone. */
  g_assert_true (reverse (&points, &first, "记错了人", &error));
  g_assert_cmpint (total (&points, 0), ==, 150);
  g_array_unref (lines);
  lines = xy_points_preview (office->store, &draft, NULL);
  g_assert_cmpint (g_array_index (lines, XyPointsLine, 0).delta, ==, 100);
  g_assert_true (xy_store_undo (office->store, &office->actor, &error));
  g_array_unref (lines);
  lines = xy_points_preview (office->store, &draft, NULL);
  g_assert_cmpint (g_array_index (lines, XyPointsLine, 0).delta, ==, 0);

  /* So does an undone one. */
  g_assert_true (xy_store_undo (office->store, &office->actor, &error));
  g_array_unref (lines);
  lines = xy_points_preview (office->store, &draft, NULL);
  g_assert_cmpint (g_array_index (lines, XyPointsLine, 0).delta, ==, 50);

  /* Of a deduction the cap is the most that is taken: 15 a quarter. */
  points_one (&points, &points.litter, 3, "2026-09-30", 0, 0);
  points_one (&points, &points.litter, 3, "2026-10-01", 200, 0);
  XyId third = points_one (&points, &points.litter, 3, "2026-11-20", 200, 0);
  g_autoptr (XyPointsEntry) deduction = entry_of (&points, &third);
  g_assert_cmpint (deduction->delta, ==, -500);
  g_assert_cmpint (deduction->cut, ==, -500);

  /* 3 a year, the years apart. */
  points_one (&points, &points.training, 5, "2025-12-31", 500, 0);
  points_one (&points, &points.training, 5, "2026-01-01", 500, 0);
  g_assert_cmpint (total (&points, 5), ==, 600);
  points_close (&points);
}

static gboolean
change_help (XyTxn *txn, gpointer data, GError **error)
{
  XyId id;

  return points_add_rule (txn, &id, "T02", "邻里互助", 200, 200, 0, 300, "month", error);
}

/* A changed rule is a further version; old entries keep theirs, and the cap goes over all versions. */
static void
test_versions (void)
{
  PointsOffice points;
  g_autoptr (GError) error = NULL;
  points_open (&points, 5);
  XyStore *store = points.office.store;

  XyId id = points_one (&points, &points.help, 0, "2026-11-01", 200, 0);
  office_act (&points.office, "Change", change_help, NULL);
  g_autoptr (XyPointsRule) rule = xy_points_rule_find (store, "T02", "2026-11-20", &error);
  g_assert_no_error (error);
  g_assert_cmpint (rule->version, ==, 2);
  g_autoptr (XyPointsEntry) old = entry_of (&points, &id);
  g_assert_true (xy_id_same (&old->rule, &points.help));

  XyId next = points_one (&points, &rule->record.id, 0, "2026-11-20", 100, 0);
  g_autoptr (XyPointsEntry) entry = entry_of (&points, &next);
  g_assert_cmpint (entry->delta, ==, 100);
  g_assert_cmpint (entry->cut, ==, 100);

  g_autoptr (GPtrArray) list = xy_points_rule_list (store, NULL, NULL);
  g_assert_cmpuint (list->len, ==, 6);
  g_assert_null (xy_points_rule_find (store, "T99", NULL, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_NOT_FOUND);

  /* The same once more changes nothing; and a written version is not changed. */
  gint64 acts = 0, acts_after = 0;
  xy_db_number (xy_store_get_db (store), "SELECT max (n) FROM act", XY_BIND_NONE, &acts, NULL);
  office_act (&points.office, "Change", change_help, NULL);
  xy_db_number (xy_store_get_db (store), "SELECT max (n) FROM act", XY_BIND_NONE, &acts_after, NULL);
  g_assert_cmpint (acts, ==, acts_after);

  /* Undo of the version lets the one before it rule. */
  g_assert_true (xy_store_undo (store, &points.office.actor, NULL));
  g_assert_true (xy_store_undo (store, &points.office.actor, NULL));
  g_clear_error (&error);
  g_autoptr (XyPointsRule) before = xy_points_rule_find (store, "T02", NULL, &error);
  g_assert_cmpint (before->version, ==, 1);
  points_close (&points);
}

static void
test_reverse (void)
{
  PointsOffice points;
  g_autoptr (GError) error = NULL;
  points_open (&points, 6);
  XyStore *store = points.office.store;
  const XyActor *actor = &points.office.actor;

  XyId id = points_one (&points, &points.sweep, 0, "2026-10-05", 300, 0);
  static const char *const empty[] = { NULL, "", "   ", "\xe3\x80\x80" };
  for (guint i = 0; i < G_N_ELEMENTS (empty); i++)
    {
      g_assert_false (reverse (&points, &id, empty[i], &error));
      g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
      g_assert_cmpstr (xy_error_get_field (error), ==, "note");
      g_clear_error (&error);
    }

  g_assert_true (reverse (&points, &id, "记错了户", &error));
  g_assert_cmpint (total (&points, 0), ==, 0);
  XyId expected = xy_id_derive (&id, "rev");
  g_autoptr (XyPointsEntry) first = entry_of (&points, &expected);
  g_assert_cmpstr (first->day, ==, "2026-11-22");
  g_assert_cmpstr (first->note, ==, "记错了户");
  g_assert_cmpint (first->amount, ==, -300);
  g_assert_cmpint (first->delta, ==, -300);

  /* Not twice, and a correction is not corrected. */
  g_assert_false (reverse (&points, &id, "再来一次", &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (reverse (&points, &expected, "又错了", &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  g_clear_error (&error);

  /* Undone, the entry stands, and can be corrected again under another id. */
  g_assert_true (xy_store_undo (store, actor, &error));
  g_assert_cmpint (total (&points, 0), ==, 300);
  g_autoptr (XyPointsEntry) stands = entry_of (&points, &id);
  g_assert_false (stands->reversed);
  g_assert_true (reverse (&points, &id, "确实记错了户", &error));
  XyId further = xy_id_derive (&expected, "rev");
  g_autoptr (XyPointsEntry) second = entry_of (&points, &further);
  g_assert_cmpstr (second->note, ==, "确实记错了户");
  g_autoptr (XyPointsEntry) reversed = entry_of (&points, &id);
  g_assert_true (reversed->reversed);

  /* Undo, redo, undo of it. */
  g_assert_true (xy_store_undo (store, actor, &error));
  g_assert_true (xy_store_redo (store, actor, &error));
  g_assert_cmpint (total (&points, 0), ==, 0);
  g_assert_true (xy_store_undo (store, actor, &error));
  g_assert_cmpint (total (&points, 0), ==, 300);

  /* The entry itself undone cannot be corrected. */
  g_assert_true (xy_store_undo (store, actor, &error));
  g_assert_cmpint (total (&points, 0), ==, 0);
  g_assert_false (reverse (&points, &id, "试试", &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);

  g_autoptr (GArray) differences = xy_points_verify (store, NULL, NULL);
  g_assert_cmpuint (differences->len, ==, 0);
  points_close (&points);
}

static gboolean
save_again (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyPointsEntry) entry = xy_record_get (xy_txn_get_store (txn), &xy_points_entry_type, data, error);

  entry->delta = 99900;
  return xy_record_save (txn, entry, error);
}

static gboolean
change_row (XyTxn *txn, gpointer data, GError **error)
{
  return xy_db_run (xy_txn_get_db (txn), data, XY_BIND_NONE, error);
}

static void
test_never_changes (void)
{
  PointsOffice points;
  g_autoptr (GError) error = NULL;
  points_open (&points, 7);
  Office *office = &points.office;

  XyId id = points_one (&points, &points.sweep, 0, "2026-11-05", 0, 0);
  g_assert_false (xy_store_act (office->store, &office->actor, "", save_again, &id, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  static const char *const attempts[] = {
    "UPDATE points_entry SET delta = 99900",
    "UPDATE points_entry SET household = zeroblob (16)",
    "UPDATE points_entry SET del = 1",
    "DELETE FROM points_entry",
  };
  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    g_assert_false (xy_store_act (office->store, &office->actor, "", change_row, (gpointer) attempts[i], NULL));
  g_assert_cmpint (total (&points, 0), ==, 100);

  /* A balance that was changed from outside is found. */
  g_assert_true (xy_store_act (office->store, &office->actor, "", change_row,
                               "UPDATE points_total SET total = total + 500, plus = plus + 500", NULL));
  g_autoptr (GArray) found = xy_points_verify (office->store, NULL, NULL);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpint (g_array_index (found, XyPointsDifference, 0).kept, ==, 600);
  g_assert_cmpint (g_array_index (found, XyPointsDifference, 0).rebuilt, ==, 100);
  g_assert_true (xy_store_act (office->store, &office->actor, "", change_row,
                               "UPDATE points_month SET month = '2026-10'; ", NULL));
  g_array_unref (found);
  found = xy_points_verify (office->store, NULL, NULL);
  g_assert_cmpuint (found->len, ==, 3);
  g_assert_true (
      xy_store_act (office->store, &office->actor, "", change_row, "UPDATE points_entry SET cancelled = 1", NULL));
  g_array_unref (found);
  found = xy_points_verify (office->store, NULL, NULL);
  g_assert_cmpuint (found->len, ==, 4);
  points_close (&points);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/points/scores", test_scores);
  g_test_add_func ("/points/refusals", test_refusals);
  g_test_add_func ("/points/households", test_households);
  g_test_add_func ("/points/cap-room", test_cap_room);
  g_test_add_func ("/points/versions", test_versions);
  g_test_add_func ("/points/reverse", test_reverse);
  g_test_add_func ("/points/never-changes", test_never_changes);
  return g_test_run ();
}
