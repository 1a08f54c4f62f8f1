/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-year-exchange: the exchange of the village of test-points-year.c: goods with stock and with a most for each
 * household in a quarter, services, carts of several goods, what is taken back, undone, bought, spoilt and counted; and
 * its model, written from reward*.h alone: whether a cart passes, how many are left, what it came to in money.
 */
#pragma once

#include "core/reward-list.h"
#include "core/reward-stock.h"
#include "points-year.h"

#define WISHES 3

static const char *const sources[] = { "社会捐赠", XY_REWARD_COLLECTIVE };

/* Points are hundredths, money is fen. */
static const struct
{
  const char *name;
  gboolean service;
  gint64 points, cost, most;
} wares[GOODS] = {
  { "理发", TRUE, 250, 1000, 0 },  { "修锁", TRUE, 1000, 2500, 1 }, { "洗衣液", FALSE, 500, 1280, 0 },
  { "食盐", FALSE, 100, 250, 10 }, { "毛巾", FALSE, 300, 600, 2 },  { "电饭锅", FALSE, 3000, 12900, 1 },
};

typedef struct
{
  XyId id;
  guint good, h;
  gint64 pieces;
  int day;
  guint line;
  gboolean taken_back;
} Fetched;

typedef struct
{
  guint source;
  gint64 cost;
  int day;
} Bought;

static inline gboolean
add_goods (XyTxn *txn, gpointer data, GError **error)
{
  Year *year = data;

  for (guint i = 0; i < GOODS; i++)
    {
      g_autoptr (XyRewardGood) good = xy_record_new (&xy_reward_good_type);
      xy_set_str (&good->name, wares[i].name);
      xy_set_str (&good->kind, wares[i].service ? XY_REWARD_SERVICE : XY_REWARD_GOODS);
      good->points = wares[i].points;
      good->cost = wares[i].cost;
      good->most = wares[i].most;
      if (!xy_record_save (txn, good, error))
        return FALSE;
      year->good[i] = good->record.id;
    }
  return TRUE;
}

/* Before the market: of each good some are bought, spoilt or counted, or nothing is done about it. */
static inline void
stock_some (Year *year)
{
  for (guint good = 0; good < GOODS; good++)
    {
      static const char *const kinds[] = { "in", "in", "out", "count", "" };
      const char *kind = kinds[pick (year, G_N_ELEMENTS (kinds))];
      gint64 pieces = 1 + pick (year, 30), *left = &year->stock[good];
      guint source = pick (year, G_N_ELEMENTS (sources));
      gint64 cost = pieces * (wares[good].cost + pick (year, 100));
      gboolean in = g_str_equal (kind, "in");
      gint64 change = in ? pieces : g_str_equal (kind, "out") ? -pieces : pieces - *left;
      XyRewardStocking stocking = { .good = year->good[good], .kind = kind, .pieces = pieces, .note = "盘点" };
      g_autoptr (GError) error = NULL;

      if (kind[0] == '\0')
        continue;
      if (in)
        {
          stocking.cost = cost;
          stocking.source = sources[source];
          stocking.decision = "2026-01-02 村民代表会议";
        }
      gboolean may = !wares[good].service && *left + change >= 0;
      gboolean done = act (year, CLERK, xy_reward_stock_act, &stocking, &error);
      g_assert_true (done == may);
      if (!may)
        continue;
      *left += change;
      Bought bought = { .source = source, .cost = cost, .day = year->today };
      if (in)
        g_array_append_val (year->bought, bought);
    }
}

typedef enum
{
  PASSES,
  FROZEN,
  EMPTY,
  TOO_MANY, /* for one household in a quarter */
  TOO_LITTLE,
} Verdict;

/* The first thing that stands in the way of a cart of H, wish by wish. */
static inline Verdict
judge_cart (Year *year, guint h, const guint *goods, const gint64 *pieces, guint n)
{
  gint64 wanted[GOODS] = { 0 }, points = 0;

  if (year->household[h].open > 0)
    return FROZEN;
  for (guint i = 0; i < n; i++)
    {
      guint good = goods[i];
      gint64 had = 0;
      wanted[good] += pieces[i];
      points += pieces[i] * wares[good].points;
      for (guint k = 0; k < year->fetched->len; k++)
        {
          const Fetched *one = &g_array_index (year->fetched, Fetched, k);
          if (one->h == h && one->good == good && !one->taken_back && same_span (one->day, year->today, 3))
            had += one->pieces;
        }
      if (!wares[good].service && wanted[good] > year->stock[good])
        return EMPTY;
      if (wares[good].most > 0 && had + wanted[good] > wares[good].most)
        return TOO_MANY;
      if (points > MAX (all_of (year, h).spend, 0))
        return TOO_LITTLE;
    }
  return PASSES;
}

/* Writes down what CART, which was done, came to. */
static inline void
fetch (Year *year, const XyRewardCart *cart, guint h, const guint *goods, const gint64 *pieces)
{
  gint64 left = all_of (year, h).spend;

  g_assert_cmpuint (cart->made->len, ==, cart->n_wishes);
  for (guint i = 0; i < cart->n_wishes; i++)
    {
      guint good = goods[i];
      gint64 points = pieces[i] * wares[good].points;
      Fetched one = { .id = g_array_index (cart->made, XyId, i),
                      .good = good,
                      .h = h,
                      .pieces = pieces[i],
                      .day = year->today,
                      .line = year->lines->len };
      Line line = {
        .kind = REDEEM, .state = COUNTS, .rule = -1, .day = year->today, .h = (int) h, .p = -1, .withheld = points
      };
      g_autoptr (XyRewardRedemption) kept = xy_record_get (year->flow.store, &xy_reward_redemption_type, &one.id, NULL);
      left -= points;
      g_assert_cmpint (kept->points, ==, points);
      g_assert_cmpint (kept->cost, ==, pieces[i] * wares[good].cost);
      g_assert_cmpint (kept->left, ==, left);
      g_assert_cmpint (left, >=, 0);
      add_line (year, &line);
      g_array_append_val (year->fetched, one);
      if (!wares[good].service)
        year->stock[good] -= pieces[i];
      year->n_redeemed++;
    }
}

static inline void
redeem_some (Year *year, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      guint h = pick (year, year->n_households), n_wishes = 1 + pick (year, WISHES);
      guint goods[WISHES];
      gint64 pieces[WISHES];
      XyRewardWish wishes[WISHES];
      XyRewardCart cart = {
        .household = year->household[h].id, .taker = "家人", .wishes = wishes, .n_wishes = n_wishes
      };
      g_autoptr (GError) error = NULL;

      for (guint k = 0; k < n_wishes; k++)
        {
          goods[k] = pick (year, GOODS);
          pieces[k] = 1 + pick (year, 3);
          wishes[k] = (XyRewardWish){ .good = year->good[goods[k]], .pieces = pieces[k] };
        }
      Verdict verdict = judge_cart (year, h, goods, pieces, n_wishes);
      gboolean done = act (year, CLERK, xy_reward_redeem_act, &cart, &error);
      g_autoptr (GArray) made = cart.made;
      g_assert_true (done == (verdict == PASSES));
      if (!done)
        {
          g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
          g_assert_cmpstr (xy_error_get_field (error), ==, verdict == FROZEN ? "household" : "pieces");
          year->n_refused[verdict]++;
          continue;
        }
      if (pick (year, 12) == 0)
        {
          year->n_undone++;
          g_assert_true (xy_store_undo (year->flow.store, &year->flow.actors[CLERK], &error));
          if (pick (year, 2) == 0)
            continue;
          g_assert_true (xy_store_redo (year->flow.store, &year->flow.actors[CLERK], &error));
        }
      fetch (year, &cart, h, goods, pieces);
    }
}

/* Somebody asks whose points are frozen: by the objection itself, whatever else he has. */
static inline void
redeem_frozen (Year *year, guint h)
{
  XyRewardWish wish = { .good = year->good[0], .pieces = 1 };
  XyRewardCart cart = { .household = year->household[h].id, .taker = "家人", .wishes = &wish, .n_wishes = 1 };
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (year->household[h].open, >, 0);
  g_assert_false (act (year, CLERK, xy_reward_redeem_act, &cart, &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "household");
  year->n_refused[FROZEN]++;
}

/* Days later it turns out that it was somebody else: goods and points come back. */
static inline void
return_some (Year *year, guint n)
{
  for (guint i = 0; i < n && year->fetched->len > 0; i++)
    {
      Fetched *one = &g_array_index (year->fetched, Fetched, pick (year, year->fetched->len));
      XyRewardReturn back = { .redemption = one->id, .reason = "登记错了" };
      g_autoptr (GError) error = NULL;

      g_assert_true (act (year, CLERK, xy_reward_take_back_act, &back, &error) == !one->taken_back);
      if (one->taken_back)
        continue;
      one->taken_back = TRUE;
      Line *line = line_at (year, one->line), opposite = *line;
      line->taken_back = TRUE;
      opposite.kind = REVERSAL;
      opposite.root_day = line->day;
      opposite.day = year->today;
      opposite.withheld = -line->withheld;
      add_line (year, &opposite);
      if (!wares[one->good].service)
        year->stock[one->good] += one->pieces;
      year->n_returned++;
    }
}

/* What the board says of PERIOD (days from FIRST to LAST), and what is on the shelves. */
static inline void
compare_exchange (Year *year, const char *period, int first, int last)
{
  XyStore *store = year->flow.store;
  g_autoptr (XyRewardTotals) totals = xy_reward_totals (store, period, NULL);
  XyRewardTotal wanted[GOODS] = { 0 };
  gint64 n = 0, pieces = 0, points = 0, cost = 0, households = 0, bought[G_N_ELEMENTS (sources)] = { 0 }, shelves = 0;
  g_autofree gboolean *came = g_new0 (gboolean, ROOM);

  for (guint i = 0; i < year->fetched->len; i++)
    {
      const Fetched *one = &g_array_index (year->fetched, Fetched, i);
      if (one->taken_back || one->day < first || one->day > last)
        continue;
      XyRewardTotal *total = &wanted[one->good];
      total->n++;
      total->pieces += one->pieces;
      total->points += one->pieces * wares[one->good].points;
      total->cost += one->pieces * wares[one->good].cost;
      households += !came[one->h];
      came[one->h] = TRUE;
    }
  for (guint good = 0, at = 0; good < GOODS; good++)
    {
      n += wanted[good].n;
      pieces += wanted[good].pieces;
      points += wanted[good].points;
      cost += wanted[good].cost;
      if (wanted[good].n == 0)
        continue;
      g_assert_cmpuint (at, <, totals->goods->len);
      const XyRewardTotal *total = totals->goods->pdata[at++];
      g_assert_cmpstr (total->name, ==, wares[good].name);
      g_assert_cmpint (total->n, ==, wanted[good].n);
      g_assert_cmpint (total->pieces, ==, wanted[good].pieces);
      g_assert_cmpint (total->points, ==, wanted[good].points);
      g_assert_cmpint (total->cost, ==, wanted[good].cost);
    }
  g_assert_cmpint (totals->sums.n, ==, n);
  g_assert_cmpint (totals->sums.pieces, ==, pieces);
  g_assert_cmpint (totals->sums.points, ==, points);
  g_assert_cmpint (totals->sums.cost, ==, cost);
  g_assert_cmpint (totals->n_households, ==, households);

  for (guint i = 0; i < year->bought->len; i++)
    {
      const Bought *one = &g_array_index (year->bought, Bought, i);
      if (one->day >= first && one->day <= last)
        bought[one->source] += one->cost;
    }
  g_assert_cmpint (totals->bought, ==, bought[0] + bought[1]);
  for (guint i = 0; i < totals->sources->len; i++)
    {
      const XyRewardTotal *total = totals->sources->pdata[i];
      g_assert_cmpint (total->cost, ==, bought[g_str_equal (total->name, sources[1])]);
    }

  for (guint good = 0; good < GOODS; good++)
    {
      g_autoptr (XyRewardGood) kept = xy_record_get (store, &xy_reward_good_type, &year->good[good], NULL);
      g_autoptr (GPtrArray) ledger = xy_reward_stock_list (store, &year->good[good], NULL, NULL);
      gint64 left = wares[good].service ? 0 : year->stock[good];
      g_assert_cmpint (left, >=, 0);
      g_assert_cmpint (kept->stock, ==, left);
      shelves += left * wares[good].cost;
      for (guint i = 0; i < ledger->len; i++)
        {
          const XyRewardStockLine *line = ledger->pdata[i];
          g_assert_cmpint (line->left, ==, left);
          left -= line->pieces;
        }
      g_assert_cmpint (left, ==, 0);
    }
  g_assert_cmpint (totals->stock, ==, shelves);
  g_autoptr (GArray) differences = xy_reward_verify (store, NULL);
  g_assert_cmpuint (differences->len, ==, 0);
}
