/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any sequence of recording, correcting, redeeming, taking back, moves of stock, undo and redo: the stock and what can
 * be spent are what a model says that knows nothing of SQL; no stock is below 0, no redemption takes what can be spent
 * below 0, the sums are those of the entries, and undone step by step the village is byte for byte what it was.
 */
#include <locale.h>
#include <string.h>

#include "core/reward-list.h"
#include "core/reward-redeem.h"
#include "core/reward-stock.h"
#include "core/verify.h"
#include "points-office.h"

#define STEPS 80
#define GOODS 4
#define HOUSEHOLDS 5

static const struct
{
  const char *name;
  const char *kind;
  gint64 points;
  gint64 most;
} goods[GOODS] = {
  { "洗衣液", XY_REWARD_GOODS, 500, 0 },
  { "毛巾", XY_REWARD_GOODS, 250, 3 },
  { "食用盐", XY_REWARD_GOODS, 100, 0 },
  { "理发", XY_REWARD_SERVICE, 300, 2 },
};

typedef struct
{
  XyId id;
  guint household;
  gint64 delta;
  gboolean corrected;
} Entry;

typedef struct
{
  XyId id;
  guint household;
  guint good;
  gint64 pieces;
  gboolean taken_back;
} Redemption;

/* One state of the village; an act makes a further one, undo goes back to the one before. */
typedef struct
{
  gint64 stock[GOODS];
  gint64 spend[HOUSEHOLDS];
  guint n_entries, n_redemptions;
  Entry entries[STEPS];
  Redemption redemptions[STEPS * 3];
} State;

typedef struct
{
  PointsOffice points;
  XyId good[GOODS];
  GRand *rand;
  State *states; /* STEPS + 1 */
  guint now, n;
  GPtrArray *dumps;
} Run;

static State *
push (Run *run)
{
  run->states[run->now + 1] = run->states[run->now];
  run->now++;
  run->n = run->now + 1;
  g_ptr_array_set_size (run->dumps, (int) run->now);
  return &run->states[run->now];
}

static gboolean
act (Run *run, XyActFunc func, gpointer data, GError **error)
{
  return xy_store_act (run->points.office.store, &run->points.office.actor, "", func, data, error);
}

static void
record_one (Run *run)
{
  guint household = (guint) g_rand_int_range (run->rand, 0, HOUSEHOLDS);
  gboolean litter = g_rand_int_range (run->rand, 0, 5) == 0;
  gint64 amount = 100 * g_rand_int_range (run->rand, 1, litter ? 2 : 9);
  State *state = push (run);
  Entry *entry = &state->entries[state->n_entries++];

  entry->household = household;
  entry->delta = litter ? -500 : amount;
  entry->id =
      points_one (&run->points, litter ? &run->points.litter : &run->points.sweep, household, "2026-11-20", amount, 0);
  g_autoptr (XyPointsEntry) stored = xy_record_get (run->points.office.store, &xy_points_entry_type, &entry->id, NULL);
  entry->delta = stored->delta; /* a cap may have cut it; that is another test's */
  state->spend[household] += entry->delta;
}

static void
correct_one (Run *run)
{
  State *now = &run->states[run->now];
  g_autoptr (GError) error = NULL;

  if (now->n_entries == 0)
    return;
  guint at = (guint) g_rand_int_range (run->rand, 0, (gint32) now->n_entries);
  XyPointsReversal reversal = { .entry = now->entries[at].id, .reason = "记错了" };
  gboolean ok = act (run, xy_points_reverse_act, &reversal, &error);
  g_assert_true (ok == !now->entries[at].corrected);
  if (!ok)
    return;
  State *state = push (run);
  state->entries[at].corrected = TRUE;
  state->spend[state->entries[at].household] -= state->entries[at].delta;
}

/* Whether the model lets a cart pass, all of it or nothing. */
static gboolean
may_redeem (const State *state, guint household, const guint *which, const gint64 *pieces, guint n)
{
  gint64 wanted[GOODS] = { 0 }, points = 0;

  for (guint i = 0; i < n; i++)
    {
      wanted[which[i]] += pieces[i];
      points += pieces[i] * goods[which[i]].points;
    }
  if (points > MAX (state->spend[household], 0))
    return FALSE;
  for (guint g = 0; g < GOODS; g++)
    {
      gint64 fetched = wanted[g];
      for (guint i = 0; i < state->n_redemptions; i++)
        {
          const Redemption *redemption = &state->redemptions[i];
          if (redemption->household == household && redemption->good == g && !redemption->taken_back)
            fetched += redemption->pieces;
        }
      if ((strcmp (goods[g].kind, XY_REWARD_GOODS) == 0 && wanted[g] > state->stock[g])
          || (wanted[g] > 0 && goods[g].most > 0 && fetched > goods[g].most))
        return FALSE;
    }
  return TRUE;
}

static void
redeem_some (Run *run)
{
  State *now = &run->states[run->now];
  guint household = (guint) g_rand_int_range (run->rand, 0, HOUSEHOLDS), n = (guint) g_rand_int_range (run->rand, 1, 4);
  guint which[3];
  gint64 pieces[3];
  XyRewardWish wishes[3];
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    {
      which[i] = (guint) g_rand_int_range (run->rand, 0, GOODS);
      pieces[i] = g_rand_int_range (run->rand, 1, 4);
      wishes[i] = (XyRewardWish){ run->good[which[i]], pieces[i] };
    }
  XyRewardCart cart = { .household = run->points.household[household], .wishes = wishes, .n_wishes = n };
  gboolean ok = act (run, xy_reward_redeem_act, &cart, &error);
  g_assert_true (ok == may_redeem (now, household, which, pieces, n));
  if (!ok)
    {
      g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
      g_assert_cmpstr (xy_error_get_field (error), ==, "pieces");
      return;
    }
  State *state = push (run);
  for (guint i = 0; i < n; i++)
    {
      state->redemptions[state->n_redemptions++] =
          (Redemption){ g_array_index (cart.made, XyId, i), household, which[i], pieces[i], FALSE };
      state->spend[household] -= pieces[i] * goods[which[i]].points;
      if (strcmp (goods[which[i]].kind, XY_REWARD_GOODS) == 0)
        state->stock[which[i]] -= pieces[i];
    }
  g_assert_cmpint (state->spend[household], >=, 0);
  g_array_unref (cart.made);
}

static void
take_back_one (Run *run)
{
  State *now = &run->states[run->now];
  g_autoptr (GError) error = NULL;

  if (now->n_redemptions == 0)
    return;
  guint at = (guint) g_rand_int_range (run->rand, 0, (gint32) now->n_redemptions);
  XyRewardReturn back = { .redemption = now->redemptions[at].id, .reason = "登记错了" };
  gboolean ok = act (run, xy_reward_take_back_act, &back, &error);
  g_assert_true (ok == !now->redemptions[at].taken_back);
  if (!ok)
    return;
  State *state = push (run);
  Redemption *redemption = &state->redemptions[at];
  redemption->taken_back = TRUE;
  state->spend[redemption->household] += redemption->pieces * goods[redemption->good].points;
  if (strcmp (goods[redemption->good].kind, XY_REWARD_GOODS) == 0)
    state->stock[redemption->good] += redemption->pieces;
}

static void
move_some (Run *run)
{
  static const char *const kinds[] = { "in", "out", "count" };
  State *now = &run->states[run->now];
  guint good = (guint) g_rand_int_range (run->rand, 0, GOODS);
  const char *kind = kinds[g_rand_int_range (run->rand, 0, 3)];
  gint64 pieces = g_rand_int_range (run->rand, 1, 6), change = pieces;
  XyRewardStocking stocking = {
    .good = run->good[good], .kind = kind, .pieces = pieces, .source = "社会捐赠", .note = "受潮"
  };
  g_autoptr (GError) error = NULL;

  if (strcmp (kind, "out") == 0)
    change = -pieces;
  else if (strcmp (kind, "count") == 0)
    change = pieces - now->stock[good];
  gboolean ok = act (run, xy_reward_stock_act, &stocking, &error);
  g_assert_true (ok == (strcmp (goods[good].kind, XY_REWARD_GOODS) == 0 && now->stock[good] + change >= 0));
  if (ok)
    push (run)->stock[good] += change;
}

static void
compare (Run *run)
{
  State *now = &run->states[run->now];
  XyDb *db = xy_store_get_db (run->points.office.store);

  for (guint g = 0; g < GOODS; g++)
    {
      g_autoptr (XyRewardGood) good =
          xy_record_get (run->points.office.store, &xy_reward_good_type, &run->good[g], NULL);
      g_assert_cmpint (good->stock, ==, now->stock[g]);
      g_assert_cmpint (good->stock, >=, 0);
    }
  for (guint h = 0; h < HOUSEHOLDS; h++)
    {
      gint64 kept = 0, summed = 0;
      g_assert_true (xy_reward_spend (run->points.office.store, NULL, &run->points.household[h], NULL, &kept, NULL));
      xy_db_number (db, "SELECT sum (delta - withheld) FROM points_entry WHERE household = ?1 AND cancelled = 0",
                    XY_BIND (XY_ID (&run->points.household[h])), &summed, NULL);
      g_assert_cmpint (kept, ==, now->spend[h]);
      g_assert_cmpint (summed, ==, now->spend[h]);
    }
  gint64 unpaid = 0;
  xy_db_number (db,
                "SELECT count (*) FROM reward_redemption AS r WHERE r.del = 0 AND r.points IS NOT "
                "(SELECT sum (e.withheld) FROM points_entry AS e WHERE e.origin = r.id AND e.cancelled = 0)",
                XY_BIND_NONE, &unpaid, NULL);
  g_assert_cmpint (unpaid, ==, 0);

  g_autofree char *dump = xy_store_dump (run->points.office.store, NULL);
  if (run->dumps->len == run->now)
    g_ptr_array_add (run->dumps, g_steal_pointer (&dump));
  else
    g_assert_cmpstr (dump, ==, run->dumps->pdata[run->now]);
}

static gboolean
save_good (XyTxn *txn, gpointer good, GError **error)
{
  return xy_record_save (txn, good, error);
}

static void
step (Run *run)
{
  Office *office = &run->points.office;
  g_autoptr (GError) error = NULL;

  switch (g_rand_int_range (run->rand, 0, 12))
    {
    case 0:
    case 1:
      if (run->now > 0)
        {
          g_assert_true (xy_store_undo (office->store, &office->actor, &error));
          run->now--;
        }
      break;
    case 2:
      g_assert_true (xy_store_redo (office->store, &office->actor, NULL) == (run->now + 1 < run->n));
      run->now += run->now + 1 < run->n;
      break;
    case 3:
      correct_one (run);
      break;
    case 4:
      take_back_one (run);
      break;
    case 5:
    case 6:
      move_some (run);
      break;
    case 7:
    case 8:
    case 9:
      redeem_some (run);
      break;
    default:
      record_one (run);
      break;
    }
  g_assert_no_error (error);
}

static void
run_sequence (guint32 seed)
{
  Run run = { .rand = g_rand_new_with_seed (seed), .n = 1 };
  Office *office = &run.points.office;
  g_autoptr (GError) error = NULL;

  run.states = g_new0 (State, STEPS + 1);
  run.dumps = g_ptr_array_new_with_free_func (g_free);
  points_open (&run.points, seed);
  for (guint g = 0; g < GOODS; g++)
    {
      g_autoptr (XyRewardGood) good = xy_record_new (&xy_reward_good_type);
      xy_set_str (&good->name, goods[g].name);
      xy_set_str (&good->kind, goods[g].kind);
      good->points = goods[g].points;
      good->most = goods[g].most;
      g_assert_true (act (&run, save_good, good, &error));
      run.good[g] = good->record.id;
    }
  compare (&run);
  for (int i = 0; i < STEPS; i++)
    {
      step (&run);
      compare (&run);
    }
  g_autoptr (XyVerifyReport) report = xy_verify (office->store, XY_VERIFY_ALL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->n_problems, ==, 0);
  while (run.now > 0)
    {
      g_assert_true (xy_store_undo (office->store, &office->actor, &error));
      run.now--;
      compare (&run);
    }
  g_rand_free (run.rand);
  g_free (run.states);
  g_ptr_array_unref (run.dumps);
  points_close (&run.points);
}

static void
test_sequences (void)
{
  for (guint round = 0; round < 6; round++)
    run_sequence ((guint32) g_test_rand_int ());
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reward/sequences", test_sequences);
  return g_test_run ();
}
