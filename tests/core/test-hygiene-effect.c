/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>

#include "core/hygiene-decide.h"
#include "core/hygiene-effect.h"
#include "core/points-flow.h"
#include "core/setting.h"
#include "hygiene-office.h"

static gboolean
add_effect (PointsOffice *points,
            const char *list,
            const char *band,
            gint64 times,
            const char *rule,
            gint64 score,
            GError **error)
{
  g_autoptr (XyHygieneEffect) effect = xy_record_new (&xy_hygiene_effect_type);

  effect->times = times;
  effect->score = score;
  xy_set_str (&effect->list, list);
  xy_set_str (&effect->band, band);
  xy_set_str (&effect->rule, rule);
  return hygiene_try (points, xy_hygiene_effect_save_act, effect, error);
}

/* "T01 1-001 +100; …" of what is proposed. */
static void
assert_proposed (PointsOffice *points, const HygieneRound *round, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) proposals = xy_hygiene_effects_propose (points->office.store, &round->round, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < proposals->len; i++)
    {
      const XyHygieneProposal *proposal = proposals->pdata[i];
      g_string_append_printf (text, "%s%s %s %+d%s%s", i > 0 ? "; " : "", proposal->rule_code, proposal->number,
                              (int) proposal->delta, proposal->problem != NULL ? " refused" : "",
                              proposal->repeat ? " repeat" : "");
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_save (void)
{
  PointsOffice points;
  g_autoptr (GError) error = NULL;
  static const struct
  {
    const char *list, *band;
    gint64 times;
    const char *rule;
    gint64 score;
    const char *field;
  } cases[] = {
    { NULL, NULL, 1, "T01", 0, "list" },     { "red", "清洁", 1, "T01", 0, "list" },
    { "red", NULL, 13, "T01", 0, "times" },  { "red", NULL, 1, "T99", 0, "rule" },
    { "red", NULL, 1, "T06", 0, "rule" },    { "red", NULL, 1, "T05", 0, "score" },
    { "red", NULL, 1, "T05", 301, "score" },
  };
  points_open (&points, 1);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_false (
          add_effect (&points, cases[i].list, cases[i].band, cases[i].times, cases[i].rule, cases[i].score, &error));
      hygiene_assert_field (error, cases[i].field);
    }
  g_assert_true (add_effect (&points, "red", NULL, 1, "T05", 250, &error));
  g_assert_true (add_effect (&points, "red", NULL, 3, "T05", 300, &error));
  g_assert_false (add_effect (&points, "red", NULL, 3, "T05", 300, &error));
  hygiene_assert_conflict (error);
  g_autoptr (GPtrArray) all = xy_hygiene_effect_list (points.office.store, &error);
  g_assert_cmpuint (all->len, ==, 2);
  XyHygieneEffect *first = all->pdata[0];
  g_assert_cmpint (first->times, ==, 1);
  g_assert_true (hygiene_try (&points, xy_hygiene_effect_delete_act, &first->record.id, &error));
  g_autoptr (GPtrArray) left = xy_hygiene_effect_list (points.office.store, &error);
  g_assert_cmpuint (left->len, ==, 1);
  xy_store_undo (points.office.store, &points.office.actor, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) again = xy_hygiene_effect_list (points.office.store, &error);
  g_assert_cmpuint (again->len, ==, 2);
  points_close (&points);
}

/* Three in a row pays at three and at six; who was excused in between goes on where he was. */
static void
test_propose (void)
{
  PointsOffice points;
  g_autoptr (GError) error = NULL;
  static const char *const lists[] = { "rll-", "rle-", "rll-", "rll-", "rl--", "rr--" };
  HygieneRound rounds[G_N_ELEMENTS (lists)];
  points_open (&points, 2);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *day = g_strdup_printf ("2026-%02u-15", i + 5);
      rounds[i] = hygiene_round (&points, day, day, lists[i]);
    }
  HygieneRound open = hygiene_round (&points, "2026-11-20", NULL, "rl");

  assert_proposed (&points, &rounds[0], "");
  g_assert_true (add_effect (&points, "red", NULL, 1, "T01", 0, &error));
  assert_proposed (&points, &rounds[0], "T01 1-001 +100");
  g_assert_true (add_effect (&points, NULL, "清洁", 3, "T05", 250, &error));
  g_assert_true (add_effect (&points, "low", NULL, 2, "T04", 0, &error));
  assert_proposed (&points, &rounds[0], "T01 1-001 +100");
  assert_proposed (&points, &rounds[1], "T01 1-001 +100; T04 2-001 -500");
  assert_proposed (&points, &rounds[2], "T01 1-001 +100; T04 3-001 -500; T05 1-001 +250");
  assert_proposed (&points, &rounds[3], "T01 1-001 +100; T04 2-001 -500");
  assert_proposed (&points, &rounds[4], "T01 1-001 +100");
  assert_proposed (&points, &rounds[5], "T01 1-001 +100; T01 2-001 +100; T05 1-001 +250");
  g_autoptr (GPtrArray) proposals = xy_hygiene_effects_propose (points.office.store, &rounds[2].round, &error);
  const XyHygieneProposal *third = proposals->pdata[2];
  g_assert_cmpstr (third->day, ==, "2026-07-15");
  g_assert_nonnull (strstr (third->note, third->why));
  g_assert_nonnull (strstr (third->why, "清洁"));
  g_assert_null (xy_hygiene_effects_propose (points.office.store, &open.round, &error));
  hygiene_assert_conflict (error);
  points_close (&points);
}

static gint64
count (PointsOffice *points, const char *sql)
{
  gint64 n = -1;
  g_autoptr (GError) error = NULL;

  xy_db_number (xy_store_get_db (points->office.store), sql, XY_BIND_NONE, &n, &error);
  g_assert_no_error (error);
  return n;
}

#define N_ITEMS "SELECT count (*) FROM points_item WHERE del = 0"
#define N_ENTRIES "SELECT count (*) FROM points_entry WHERE cancelled = 0"

/* Never into the ledger directly where the village has steps; whole or not at all; once. */
static void
hand_over (gboolean steps)
{
  PointsOffice points;
  g_autoptr (GError) error = NULL;
  points_open (&points, 3);
  HygieneRound round = hygiene_round (&points, "2026-11-10", "2026-11-11", "rrrl");
  HygieneRound open = hygiene_round (&points, "2026-11-20", NULL, "rl");
  if (steps)
    g_assert_true (
        xy_setting_change (points.office.store, &points.office.actor, XY_SETTING_POINTS_REVIEW, "1", &error));
  g_assert_true (add_effect (&points, "red", NULL, 1, "T05", 250, &error));
  g_autoptr (GPtrArray) proposals = xy_hygiene_effects_propose (points.office.store, &round.round, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (proposals->len, ==, 3);
  XyPointsOne ones[3];
  for (guint i = 0; i < 3; i++)
    ones[i] = ((XyHygieneProposal *) proposals->pdata[i])->one;

  XyHygieneHandover handover = { .round = open.round, .ones = ones, .n = 3 };
  g_assert_false (hygiene_try (&points, xy_hygiene_effects_act, &handover, &error));
  hygiene_assert_conflict (error);
  handover.round = round.round;
  handover.n = 0;
  g_assert_false (hygiene_try (&points, xy_hygiene_effects_act, &handover, &error));
  hygiene_assert_field (error, "ones");
  handover.n = 3;
  XyActor clerk = points.office.actor;
  clerk.permissions = XY_MAY_KEEP_HYGIENE;
  g_assert_false (xy_store_act (points.office.store, &clerk, "", xy_hygiene_effects_act, &handover, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_DENIED);
  g_clear_error (&error);
  ones[1].score = 99999;
  g_assert_false (hygiene_try (&points, xy_hygiene_effects_act, &handover, &error));
  hygiene_assert_field (error, "score");
  ones[1].score = 250;
  g_assert_cmpint (count (&points, N_ITEMS) + count (&points, N_ENTRIES), ==, 0);

  g_assert_true (hygiene_try (&points, xy_hygiene_effects_act, &handover, &error));
  g_assert_cmpuint (handover.n_recorded, ==, 3);
  g_assert_cmpint (handover.sum, ==, 750);
  g_assert_cmpint (count (&points, N_ITEMS), ==, steps ? 3 : 0);
  g_assert_cmpint (count (&points, N_ENTRIES), ==, steps ? 0 : 3);
  g_autoptr (XyHygieneRound) kept = xy_record_get (points.office.store, &xy_hygiene_round_type, &round.round, &error);
  g_assert_cmpstr (kept->points_on, ==, "2026-11-22");
  g_autoptr (XyActInfo) act = xy_store_get_undo (points.office.store, &error);
  g_autofree char *title = xy_hygiene_round_describe (kept);
  g_assert_true (g_str_has_prefix (act->title, title));

  /* The second time it is asked, and what is there is known. */
  g_assert_false (hygiene_try (&points, xy_hygiene_effects_act, &handover, &error));
  hygiene_assert_conflict (error);
  g_autoptr (GPtrArray) second = xy_hygiene_effects_propose (points.office.store, &round.round, &error);
  g_assert_true (((XyHygieneProposal *) second->pdata[0])->repeat);
  handover.again = handover.skip_repeats = TRUE;
  g_assert_true (hygiene_try (&points, xy_hygiene_effects_act, &handover, &error));
  g_assert_cmpuint (handover.n_recorded, ==, 0);

  /* One act takes all of it back. */
  xy_store_undo (points.office.store, &points.office.actor, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (&points, N_ITEMS) + count (&points, N_ENTRIES), ==, 0);
  g_autoptr (XyHygieneRound) undone = xy_record_get (points.office.store, &xy_hygiene_round_type, &round.round, &error);
  g_assert_null (undone->points_on);
  points_close (&points);
}

static void
test_ledger (void)
{
  hand_over (FALSE);
}

static void
test_steps (void)
{
  hand_over (TRUE);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hygiene-effect/save", test_save);
  g_test_add_func ("/hygiene-effect/propose", test_propose);
  g_test_add_func ("/hygiene-effect/ledger", test_ledger);
  g_test_add_func ("/hygiene-effect/steps", test_steps);
  return g_test_run ();
}
